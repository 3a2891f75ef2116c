"""One school's return in one round: how it stands, who signed it, what it says; and the page on which a head signs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.forms.reopening import ReopenForm
from partnership.models import Reopening, Return
from partnership.operations import questionnaires
from partnership.views.deed import attempt, carried_out
from partnership.views.files import handed_over
from schools.forms.returns import (
    AnswerSchoolReopeningForm,
    AskSchoolAgainForm,
    CommentOnSchoolReturnForm,
    ExcuseSchoolForm,
    ExtendSchoolForm,
    SendBackSchoolReturnForm,
    SignSchoolReturnForm,
)
from schools.models import AskedSchool, SchoolSigning
from schools.operations import returns as operations
from schools.operations import signing
from schools.operations.response import rows_of, standing_of
from schools.operations.return_answers import sections_answered
from schools.rules.returns import State, check_excused
from schools.views.returns import READS, RUNS

RELATED = (
    "school", "school_return__organisation", "school_return__submitted_by", "school_return__round__questionnaire",
    "school_return__deadline",
)  # fmt: skip


def find(asked_schools, pk):
    return get_object_or_404(asked_schools.with_standing().select_related(*RELATED), pk=pk)


@requires(*READS, Can.KEEP_OWN_SCHOOL)
@require_safe
def school_return(request, pk):
    """How one school's return stands, who signed it and what it says once it was submitted."""
    asked = find(AskedSchool.objects.visible_to(request.user), pk)
    opened, standing = asked.school_return, standing_of(asked)
    own = opened.organisation_id in request.user.answers_for and may(request.user, Can.KEEP_OWN_SCHOOL)
    keeps = AskedSchool.objects.kept_by(request.user).filter(pk=asked.pk).exists()
    submitted = opened.state == Return.State.SUBMITTED
    wish = opened.reopenings.exclude(refused_at__isnull=False).filter(ended_at=None).first()
    others = AskedSchool.objects.visible_to(request.user).filter(
        school_return__organisation=opened.organisation_id
    )
    return render(
        request,
        "schools/school_return.html",
        {
            "asked": asked,
            "round": asked.round,
            "return": opened,
            "standing": standing,
            "own": own,
            "keeps": keeps,
            "sections": sections_answered(opened) if submitted else [],
            "signings": asked.signings.exclude(ended_at__isnull=False).order_by("asked_at", "pk"),
            "closed": asked.round.closes_on < timezone.localdate(),
            "head_asked": signing.head_asked(asked) if submitted and keeps else None,
            "lacks_head": standing.state == State.WAITING and signing.lacks_head(asked),
            "may_ask_head": standing.state == State.WAITING and (own or keeps),
            "may_excuse": keeps and standing.state in (State.NOT_STARTED, State.IN_PROGRESS),
            "may_ask_again": keeps
            and asked.stopped_because == AskedSchool.Stopped.EXCUSED
            and asked.round.closes_on >= timezone.localdate(),
            "may_reopen": submitted and not wish and asked.round.closes_on >= timezone.localdate(),
            "wish": wish,
            "may_extend": keeps and opened.state == Return.State.DRAFT,
            "other_years": rows_of(others.exclude(pk=asked.pk).order_by("-round__about_until")),
        },
    )


@requires(*READS, Can.KEEP_OWN_SCHOOL)
@require_safe
def print_school_return(request, pk):
    """The return as a PDF with its signatures: to readers once it is submitted, to the school at any time."""
    asked = find(AskedSchool.objects.visible_to(request.user), pk)
    opened = get_object_or_404(
        Return.objects.visible_to(request.user).select_related(
            "round__questionnaire", "organisation", "deadline", "submitted_by"
        ),
        pk=asked.school_return_id,
    )
    content, _ = questionnaires.print_return(opened, signatures=signing.signatures_of(asked))
    name = f"{asked.round.reference}-{asked.school.urn}.pdf".lower()
    return handed_over(content, name, "application/pdf")


@requires(*RUNS)
def excuse_school(request, pk):
    """Ask one school no longer, for a reason."""
    return deed(
        request,
        pk,
        ExcuseSchoolForm,
        operations.excuse,
        "Excuse this school",
        "School excused. We no longer chase it for this return.",
    )


@requires(*RUNS)
def ask_school_again(request, pk):
    """It was excused by mistake."""
    asked = find(AskedSchool.objects.kept_by(request.user), pk)
    check_excused(asked.stopped_because)
    return deed(
        request, pk, AskSchoolAgainForm, operations.ask_again, "Ask this school again",
        "The school is asked again, and we have emailed it.",
        initial={"due_on": max(asked.round.due_on, timezone.localdate())},
        note=f"It was excused on {asked.stopped_on:%-d %B %Y}: {asked.stopped_note}",
    )  # fmt: skip


@requires(*RUNS)
def extend_school(request, pk):
    """Give one school until a later day, for a reason."""
    return deed(
        request,
        pk,
        ExtendSchoolForm,
        operations.extend,
        "Give more time",
        "The school has more time, and chasing follows the new date.",
    )


@requires(*RUNS)
def reopen_school_return(request, pk):
    """Open what one school submitted again, for a reason, until a day."""
    asked = find(AskedSchool.objects.kept_by(request.user), pk)
    if request.method == "GET":
        questionnaires.check_reopenable(asked.school_return)
    return deed(
        request, pk, ReopenForm, operations.reopen, "Reopen the return",
        "Return reopened. We have emailed the school.", initial={"until": asked.round.closes_on},
        note="The submitted return and its signature are kept and count until the school submits again. We "
             "will then ask the head to sign again.",
    )  # fmt: skip


@requires(*RUNS)
def answer_reopening(request, pk):
    """A school asks to change something: agree until a day, or say why not."""
    wish = get_object_or_404(
        Reopening.objects.filter(
            assurance_return__in=AskedSchool.objects.kept_by(request.user).values("school_return")
        )
        .exclude(to_decide=None)
        .select_related("assurance_return", "asked_by"),
        pk=pk,
    )
    asked = AskedSchool.objects.select_related("round").get(school_return=wish.assurance_return_id)
    form = AnswerSchoolReopeningForm(request.POST or None, initial={"until": asked.round.closes_on})
    if carried_out(request, form, operations.answer_reopening, wish):
        messages.success(request, "We have told the school.")
        return redirect(asked)
    return render(
        request,
        "schools/answer_reopening.html",
        {"wish": wish, "asked": asked, "round": asked.round, "form": form},
    )


def deed(request, pk, form_class, operation, button, said, *, initial=None, note=""):
    asked = find(AskedSchool.objects.kept_by(request.user), pk)
    form = form_class(request.POST or None, initial=initial)
    if carried_out(request, form, operation, asked) is not None:
        messages.success(request, said)
        return redirect(asked)
    return render(
        request,
        "schools/school_deed.html",
        {
            "asked": asked,
            "round": asked.round,
            "standing": standing_of(asked),
            "form": form,
            "button": button,
            "note": note,
        },
    )


@requires(*RUNS, Can.KEEP_OWN_SCHOOL)
def ask_head(request, pk):
    """Write to the head and the governor once more, or to whoever holds the office now."""
    seen = AskedSchool.objects
    own = seen.filter(school_return__organisation__in=request.user.answers_for)
    kept = seen.kept_by(request.user)
    asked = find(kept | own if may(request.user, Can.KEEP_OWN_SCHOOL) else kept, pk)
    if request.method == "POST":
        new = signing.ask_for_signatures(asked, by=request.user)
        said = "We have emailed a link." if new else "We have already written to them today."
        messages.success(request, said)
        return redirect(asked)
    return render(
        request,
        "schools/ask_head.html",
        {
            "asked": asked,
            "round": asked.round,
            "signers": signing.signers(asked.school_return.organisation_id),
        },
    )


# By a link, without an account --------------------------------------------------------------------------------


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def sign_school_return(request, secret):
    """The head reads the whole return and signs it or sends it back; a governor reads it and comments. Once."""
    one = signing.find_signing(secret)
    if one is None:
        return render(request, "schools/link_gone.html", status=410)
    head = one.office == SchoolSigning.Office.HEAD
    sends_back = head and request.POST.get("deed") == "send_back"
    form = (SignSchoolReturnForm if head else CommentOnSchoolReturnForm)(
        request.POST if request.method == "POST" and not sends_back else None,
        initial={"name": one.asked_name},
    )
    back = SendBackSchoolReturnForm(request.POST if sends_back else None, prefix="back") if head else None
    if sends_back and back.is_valid():
        if attempt(back, signing.send_back, one, reason=back.cleaned_data["reason"]):
            return thanks(request, one, "sent_back")
    elif form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "agreed"}
        if attempt(form, signing.sign, one, **given):
            return thanks(request, one, "signed" if head else "commented")
    opened = one.asked_school.school_return
    return render(
        request,
        "schools/sign_school_return.html",
        {
            "signing": one,
            "asked": one.asked_school,
            "round": one.asked_school.round,
            "return": opened,
            "head": head,
            "past": opened.deadline.due_on < timezone.localdate(),
            "form": form,
            "back": back,
            "has_errors": bool(back and back.errors),
            "sections": sections_answered(opened),
        },
    )


def thanks(request, one, what):
    """Said in the answer itself, for the link opens nothing any more."""
    return render(
        request,
        "schools/signed_school_return.html",
        {"asked": one.asked_school, "round": one.asked_school.round, "what": what},
    )
