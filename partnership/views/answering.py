"""Answering a survey, whoever one is. These pages know nobody: see site.middleware.Unlinked."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from partnership.forms.surveys import AnswerSurveyForm
from partnership.operations import survey_replies
from partnership.operations import surveys as operations
from partnership.views.deed import attempt


def knows_nobody(view):
    """Mark a page on which no cookie is read or set, and no address or browser is told to anything behind it."""
    view.knows_nobody = True
    return view


@knows_nobody
@csrf_exempt  # no session is used; the token of the form itself says that we gave it out
@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def answer_survey(request, code):
    """The survey's questions, and its one button. Whatever opens nothing looks the same."""
    way = survey_replies.find_way_in(code)
    if way is None:
        return over(request)
    token = request.POST.get("token", "")
    sent = request.method == "POST"
    if not way.opens or (way.spent and not sent):
        return over(request)
    questions = list(operations.questions_of(way.survey))
    form = AnswerSurveyForm(
        request.POST if sent else None, questions=questions, points=operations.points_of(questions)
    )
    ours = sent and survey_replies.opened_token(way, token)
    if ours and form.is_valid():
        if attempt(form, survey_replies.receive, way, token, **form.given()) is not None:
            return redirect("survey_thanks")
        if way.spent:
            return over(request)
    elif sent and not ours:
        form.add_error(
            None,
            "This page has been open for a long time. What you chose is still here: press the button again.",
        )
    return render(
        request,
        "public/answer_survey.html",
        {"survey": way.survey, "form": form, "token": token if ours else survey_replies.form_token(way)},
        status=403 if sent and not ours else 200,
    )


def over(request):
    """The same page for whatever opens nothing; what is sent there is refused as from elsewhere."""
    return render(request, "public/survey_over.html", status=403 if request.method == "POST" else 404)


@knows_nobody
@never_cache
@require_safe
def survey_thanks(request):
    """Where everybody comes to who has answered: it says nothing of which survey it was."""
    return render(request, "public/survey_thanks.html")
