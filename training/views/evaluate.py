"""Answering an evaluation by a link, as a learner or as the manager of one."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from partnership.views.deed import attempt
from training.forms.evaluation import EvaluateForm
from training.operations import evaluation as operations
from training.rules.evaluation import LEAST


def over(request):
    """The same page for a link that was used, ran out, or was never one."""
    return render(request, "public/evaluation_over.html", status=410)


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def evaluate(request, secret):
    """What is asked of whoever holds the link. Nothing happens before the button is pressed."""
    asked = operations.find(secret)
    if asked is None or asked.answered_on or asked.closes_on < timezone.localdate():
        return over(request)
    sent = request.method == "POST"
    form = EvaluateForm(request.POST if sent else None, evaluation=asked)
    if sent and form.is_valid() and attempt(form, operations.answer, asked, **form.given()):
        return render(request, "public/evaluation_thanks.html", {"course": asked.session.course})
    return render(
        request,
        "public/evaluate.html",
        {"asked": asked, "session": asked.session, "form": form, "least": LEAST},
    )
