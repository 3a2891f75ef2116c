"""An artefact: its file, and where it stands."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Role, may, requires
from partnership.views.deed import attempt
from partnership.views.files import send_file
from reviews.forms.publication import AddArtefactForm, ReplaceFileForm
from reviews.models import Artefact, Case, Hold, Review
from reviews.operations import publication as operations
from reviews.operations.before_sign_off import missing_to_sign
from reviews.operations.case import clock
from reviews.rules.publication import AVAILABLE_SOURCE
from reviews.views.deed import check_standing, find_artefact, find_case

OVER = ("live", "withdrawn", "archived")
COLOURS = {
    "draft": "orange",
    "checking": "yellow",
    "signing": "blue",
    "ready": "teal",
    "scheduled": "purple",
    "live": "green",
    "withdrawn": "red",
    "archived": "grey",
}


def taken_out(removed):
    """What cleaning took out of a file, said to whoever brought it."""
    if not removed:
        return "Nothing hidden was found in the file."
    return f"Removed from the file: {'; '.join(removed)}."


@requires(Can.RUN_CASES)
def add_artefact(request, pk):
    """Bring a PDF to be checked, signed and published."""
    case = find_case(request, pk)
    check_standing(request, case, *operations.ADDED_AT)
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
@require_safe
def artefact(request, pk):
    """Where one artefact stands: what is done, what is missing, and what this person may do next."""
    found = find_artefact(request, pk)
    case = found.review.case
    checks = list(found.anonymity_checks.filter(document=found.document_id).select_related("checked_by"))
    signed = {s.organisation_id: s for s in found.sign_offs.filter(document=found.document_id)}
    sent = found.advance_copies.filter(document=found.document_id).prefetch_related(
        "corrections__corrected_by"
    )
    copies = {c.recipient: c for c in sent}
    refused = {r.organisation_id: r for r in found.refusals.filter(document=found.document_id)}
    of_review = Hold.objects.filter(artefact__review=found.review_id)
    holds = list(of_review.select_related("placed_by", "lifted_by"))
    missing = operations.missing(found)
    before_signing = missing_to_sign(found) if found.state == Artefact.State.SIGNING else []
    deeds = offered(request.user, found, checks, {"signed": signed, "refused": refused}, copies, missing)
    return render(
        request,
        "reviews/artefact.html",
        {
            "artefact": found,
            "case": case if Case.objects.visible_to(request.user).filter(pk=case.pk).exists() else None,
            "status": Artefact.State(found.state),
            "colours": COLOURS,
            "missing": [] if found.state in OVER else missing,
            "before_signing": before_signing,
            "working": operations.working(found),
            "decision": operations.in_force(found.review),
            "available_source": AVAILABLE_SOURCE,
            "today": timezone.localdate(),
            "deadline": clock(case, "publish"),
            "removed": operations.removed_from(found),
            "checks": checks,
            "partners": [
                {"partner": p, "signed": signed.get(p.pk), "refused": refused.get(p.pk)}
                for p in operations.partners_of(found).order_by("name")
            ],
            "copies": [
                {"recipient": label, "copy": copies.get(recipient)}
                for recipient, label in operations.NEEDED_COPIES.items()
            ],
            "holds": holds,
            "held": any(one.lifted_at is None for one in holds),
            "deeds": deeds - {"sign"} if before_signing else deeds,
        },
    )


def offered(person, artefact, checks, answers, copies, missing):
    """The names of the deeds that this person may do with it now; each deed asks again."""
    S, state, deeds = Artefact.State, artefact.state, set()
    looked = {artefact.added_by_id, *(check.checked_by_id for check in checks)}
    if may(person, Can.CHECK_ANONYMITY) and state == S.CHECKING and person.pk not in looked:
        deeds.add("check_anonymity" if artefact.review.slug else "name_review_first")
    if state in (S.SIGNING, S.READY):
        own = set(person.organisations(Role.SIGNATORY))
        open_to_sign = {p.pk for p in operations.partners_of(artefact) if p.pk not in answers["signed"]}
        if own & open_to_sign:
            deeds.add("sign")
        if own & open_to_sign - set(answers["refused"]):
            deeds.add("refuse_to_sign")
    if may(person, Can.RUN_CASES):
        if copies:
            deeds.add("correct_copy")
        if state in (S.SIGNING, S.READY) and len(copies) < len(operations.NEEDED_COPIES):
            deeds.add("send_copy")
        if state not in OVER:
            deeds |= {"hold", "keep_hold", "plan", "replace_file", "name_review"}
    if may(person, Can.PUBLISH_REVIEWS):
        deeds.add("lift_hold")
        if state == S.SCHEDULED or (state == S.READY and not missing):
            deeds.add("schedule")
        if state == S.LIVE:
            deeds.add("withdraw")
            if timezone.localdate() >= artefact.keep_until:
                deeds.add("archive")
    return deeds


@require_safe
@requires(Can.READ_CASES, Can.SIGN_OFF_REVIEWS, Can.WORK_ON_OWN_REVIEW)
def artefact_file(request, pk):
    """The file itself, to whoever may know of the artefact; that they read it is on the record."""
    found = find_artefact(request, pk)
    operations.read_file(found, by=request.user)
    return send_file(found.document, f"review-{found.kind}-{found.pk}.pdf")


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
