"""An artefact from its file to the public site: where it stands, and every deed on the way."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Role, may, requires
from partnership.models import Organisation
from reviews.forms.publication import (
    CHECKLIST,
    AddArtefactForm,
    CheckAnonymityForm,
    HoldForm,
    ReplaceFileForm,
    ScheduleForm,
    SendCopyForm,
    SignForm,
    WithdrawForm,
)
from reviews.models import Artefact, Case, Hold, Review, Stage
from reviews.operations import publication as operations
from reviews.operations.case import clock
from reviews.views.deed import attempt, check_standing, find_artefact, find_case

ADDED_AT = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.PUBLISHED)
COLOURS = {
    "draft": "orange",
    "checking": "yellow",
    "signing": "blue",
    "ready": "teal",
    "scheduled": "purple",
    "live": "green",
    "withdrawn": "red",
}


def taken_out(removed):
    """What cleaning took out of a file, said to whoever brought it."""
    if not removed:
        return "Nothing hidden was found in the file."
    return f"Taken out of the file: {'; '.join(removed)}."


@requires(Can.RUN_CASES)
def add_artefact(request, pk):
    """Bring a PDF to be checked, signed and published."""
    case = find_case(request, pk)
    check_standing(request, case, *ADDED_AT)
    review = get_object_or_404(Review.objects.select_related("case"), case=case)
    form = AddArtefactForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        artefact = attempt(
            form, operations.add_artefact, review, by=request.user, kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"], content=file.read(), filename=file.name,
        )  # fmt: skip
        if artefact:
            messages.success(
                request,
                f"The file is here. {taken_out(operations.removed_from(artefact))} Two people check it now.",
            )
            return redirect(artefact)
    return render(request, "reviews/add_artefact.html", {"case": case, "review": review, "form": form})


@requires(Can.READ_CASES, Can.SIGN_OFF_REVIEWS)
def artefact(request, pk):
    """Where one artefact stands: what is done, what is missing, and what this person may do next."""
    found = find_artefact(request, pk)
    case = found.review.case
    checks = list(found.anonymity_checks.filter(document=found.document_id).select_related("checked_by"))
    signed = {s.organisation_id: s for s in found.sign_offs.filter(document=found.document_id)}
    copies = {c.recipient: c for c in found.advance_copies.filter(document=found.document_id)}
    holds = list(found.holds.select_related("placed_by", "lifted_by"))
    missing = operations.missing(found)
    return render(
        request,
        "reviews/artefact.html",
        {
            "artefact": found,
            "case": case if Case.objects.visible_to(request.user).filter(pk=case.pk).exists() else None,
            "status": Artefact.State(found.state),
            "colours": COLOURS,
            "missing": [] if found.state in ("live", "withdrawn") else missing,
            "earliest": operations.earliest(found),
            "deadline": clock(case, "publish"),
            "removed": operations.removed_from(found),
            "checks": checks,
            "partners": [
                {"partner": p, "signed": signed.get(p.pk)}
                for p in operations.partners_of(found).order_by("name")
            ],
            "copies": [
                {"recipient": label, "copy": copies.get(recipient)}
                for recipient, label in operations.NEEDED_COPIES.items()
            ],
            "holds": holds,
            "held": any(one.lifted_at is None for one in holds),
            "deeds": offered(request.user, found, checks, signed, copies, missing),
        },
    )


def offered(person, artefact, checks, signed, copies, missing):
    """The names of the deeds that this person may do with it now; each deed asks again."""
    S, state, deeds = Artefact.State, artefact.state, set()
    looked = {artefact.added_by_id, *(check.checked_by_id for check in checks)}
    if may(person, Can.CHECK_ANONYMITY) and state == S.CHECKING and person.pk not in looked:
        deeds.add("check_anonymity" if artefact.review.slug else "name_review_first")
    if state in (S.SIGNING, S.READY) and set(person.organisations(Role.SIGNATORY)) & {
        partner.pk for partner in operations.partners_of(artefact) if partner.pk not in signed
    }:
        deeds.add("sign")
    if may(person, Can.RUN_CASES):
        if state in (S.SIGNING, S.READY) and len(copies) < len(operations.NEEDED_COPIES):
            deeds.add("send_copy")
        if state not in (S.LIVE, S.WITHDRAWN):
            deeds |= {"hold", "replace_file", "name_review"}
    if may(person, Can.PUBLISH_REVIEWS):
        deeds.add("lift_hold")
        if state == S.SCHEDULED or (state == S.READY and not missing):
            deeds.add("schedule")
        if state == S.LIVE:
            deeds.add("withdraw")
    return deeds


@require_safe
@requires(Can.READ_CASES, Can.SIGN_OFF_REVIEWS, Can.WORK_ON_OWN_REVIEW)
def artefact_file(request, pk):
    """The file itself, to whoever may know of the artefact; that they read it is on the record."""
    found = find_artefact(request, pk)
    operations.read_file(found, by=request.user)
    return send_file(found.document, f"review-{found.kind}-{found.pk}.pdf")


def send_file(document, filename):
    """A file as a download under a neutral name, never guessed at by the browser and kept by no cache."""
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=filename, content_type=document.content_type
    )
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@requires(Can.RUN_CASES)
def replace_file(request, pk):
    """Bring another file; everything begins again."""
    found = find_artefact(request, pk)
    form = ReplaceFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        replaced = attempt(
            form, operations.replace_file, found, by=request.user, content=file.read(), filename=file.name
        )
        if replaced:
            messages.success(
                request,
                f"The file was replaced. {taken_out(operations.removed_from(replaced))} "
                "Checks, signatures and copies begin again.",
            )
            return redirect(replaced)
    return render(request, "reviews/replace_file.html", {"artefact": found, "form": form})


@requires(Can.CHECK_ANONYMITY)
def check_anonymity(request, pk):
    """Say whether the file identifies anybody, having looked for everything on the list."""
    found = find_artefact(request, pk)
    form = CheckAnonymityForm(request.POST or None, initial={"seen": operations.mark_of(found)})
    if request.method == "POST" and form.is_valid():
        passed = form.cleaned_data["passed"] == "yes"
        note = "" if passed else form.cleaned_data["note"]
        seen = form.cleaned_data["seen"]
        if attempt(
            form, operations.check_anonymity, found, by=request.user, passed=passed, note=note, seen=seen
        ):
            messages.success(
                request,
                "Your check is recorded."
                if passed
                else "Recorded. The file needs replacing before it goes on.",
            )
            return redirect(found)
    form.look_again(operations.mark_of(found))
    return render(
        request, "reviews/check_anonymity.html", {"artefact": found, "form": form, "checklist": CHECKLIST}
    )


@requires(Can.SIGN_OFF_REVIEWS)
def sign(request, pk):
    """Sign this very file off for one's own partner."""
    found = find_artefact(request, pk)
    signed = found.sign_offs.filter(document=found.document_id).values("organisation")
    mine = Organisation.objects.filter(
        pk__in=request.user.organisations(Role.SIGNATORY)
    ) & operations.partners_of(found)
    open_to_sign = mine.exclude(pk__in=signed)
    form = SignForm(
        request.POST or None, initial={"seen": operations.mark_of(found)}, organisations=open_to_sign
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            operations.sign,
            found,
            by=request.user,
            organisation=form.cleaned_data["organisation"],
            seen=form.cleaned_data["seen"],
        )
    ):
        messages.success(request, "Your signature is recorded, for this file and no other.")
        return redirect(found)
    form.look_again(operations.mark_of(found))
    return render(
        request,
        "reviews/sign.html",
        {"artefact": found, "form": form, "nothing_to_sign": not open_to_sign.exists()},
    )


@requires(Can.RUN_CASES)
def send_copy(request, pk):
    """Record that a copy went out. The portal sends none."""
    found = find_artefact(request, pk)
    sent = set(found.advance_copies.filter(document=found.document_id).values_list("recipient", flat=True))
    form = SendCopyForm(request.POST or None, sent=sent)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.send_copy, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The copy is recorded.")
        return redirect(found)
    return render(
        request,
        "reviews/send_copy.html",
        {"artefact": found, "form": form, "all_sent": sent >= set(operations.NEEDED_COPIES)},
    )


@requires(Can.RUN_CASES)
def hold(request, pk):
    """Record that somebody asked to wait."""
    found = find_artefact(request, pk)
    form = HoldForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.hold, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The hold is in force. Nothing goes live until it is lifted.")
        return redirect(found)
    return render(
        request,
        "reviews/hold.html",
        {"artefact": found, "form": form, "deadline": clock(found.review.case, "publish")},
    )


@require_POST
@requires(Can.PUBLISH_REVIEWS)
def lift_hold(request, pk):
    """The wait is over."""
    visible = Artefact.objects.visible_to(request.user)
    placed = get_object_or_404(Hold.objects.select_related("artefact"), pk=pk, artefact__in=visible)
    operations.lift_hold(placed, by=request.user)
    messages.success(request, "The hold is lifted.")
    return redirect(placed.artefact)


@requires(Can.PUBLISH_REVIEWS)
def schedule(request, pk):
    """Set the day and hour at which it goes live by itself, or another one."""
    found = find_artefact(request, pk)
    due = clock(found.review.case, "publish")
    first = operations.earliest(found)
    local = found.publish_at and timezone.localtime(found.publish_at)
    form = ScheduleForm(
        request.POST or None,
        due_on=due and due.due_on,
        initial={
            "publish_on": local.date() if local else first,
            "hour": local.hour if local else 9,
            "late_reason": found.late_reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = {
            "publish_at": form.cleaned_data["publish_at"],
            "late_reason": form.cleaned_data.get("late_reason", ""),
        }
        scheduled = attempt(form, operations.schedule, found, by=request.user, **given)
        if scheduled:
            messages.success(request, "It is scheduled. At its hour everything is looked at once more.")
            return redirect(scheduled)
    return render(
        request,
        "reviews/schedule.html",
        {
            "artefact": found,
            "form": form,
            "earliest": first,
            "deadline": due,
            "missing": operations.missing(found),
        },
    )


@requires(Can.PUBLISH_REVIEWS)
def withdraw(request, pk):
    """Take it down, in two steps: why, then sure."""
    found = find_artefact(request, pk)
    if request.method in ("GET", "HEAD") and found.state != Artefact.State.LIVE:
        raise Http404
    form = WithdrawForm(request.POST or None)
    sure = False
    if request.method == "POST" and form.is_valid():
        if "sure" in request.POST:
            if attempt(form, operations.withdraw, found, by=request.user, **form.cleaned_data):
                messages.success(request, "It is off the public site.")
                return redirect(found)
        elif "change" not in request.POST:
            sure = True
    return render(request, "reviews/withdraw.html", {"artefact": found, "form": form, "sure": sure})
