"""Editions of the arrangements: the list, one edition, and every deed from a draft to its yearly review."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, Role, may, requires
from partnership.forms.editions import (
    AddPowerForm,
    BeginEditionForm,
    CorrectEditionForm,
    EndorseEditionForm,
    PlanArrangementsReviewForm,
    PublishEditionForm,
    PutEditionForwardForm,
    RecordArrangementsReviewForm,
    RecordEndorsementForm,
    TakeEditionBackForm,
    WriteEditionForm,
)
from partnership.models import ArrangementsReview, Edition, Organisation, Power
from partnership.operations import editions as operations
from partnership.views.comparing import comparison, said
from partnership.views.deed import attempt, carried_out
from partnership.views.discarding import discard_page
from partnership.views.proof import asks_for_proof


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def editions(request):
    """Every edition that the person may read, the draft first for whoever writes it."""
    found = list(
        Edition.every.visible_to(request.user).select_related("saved_by").order_by("-starts_on", "-pk")
    )
    review = operations.outstanding_reviews().first()
    return render(
        request,
        "partnership/editions.html",
        {
            "published": [one for one in found if not one.is_draft],
            "drafts": [one for one in found if one.is_draft],
            "today": timezone.localdate(),
            "review": review,
            "runs": may(request.user, Can.RUN_PARTNERSHIP),
        },
    )


def find(request, pk):
    return get_object_or_404(
        Edition.every.visible_to(request.user).select_related("saved_by", "published_by"), pk=pk
    )


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def edition(request, pk):
    """One edition: where it stands, what it says, who endorsed it, its reviews, and what may be done now."""
    found = find(request, pk)
    today = timezone.localdate()
    reviews = list(found.reviews.select_related("deadline", "recorded_by"))
    given = list(found.endorsements.select_related("organisation"))
    waiting = waiting_for(found, given)
    return render(
        request,
        "partnership/edition.html",
        {
            "edition": found,
            "in_force": not found.is_draft and found.in_force(today),
            "before": operations.before_it(found),
            "powers": found.powers.all(),
            "given": given,
            "waiting": waiting,
            "reviews": reviews,
            "planned": any(one.outstanding for one in reviews),
            "corrections": found.corrections.all(),
            "runs": may(request.user, Can.RUN_PARTNERSHIP),
            "endorses": bool(endorsable(request.user, found)),
            "today": today,
        },
    )


def waiting_for(edition, given):
    """The statutory partners that have not endorsed it, each with the day by which they were asked, if they were."""
    if edition.starts_on is None:
        return []
    have = {one.organisation_id for one in given}
    due = {one.organisation_id: one.due_on for one in operations.asked(edition)}
    return [
        {"organisation": one, "due_on": due.get(one.pk)}
        for one in operations.endorsing(edition)
        if one.pk not in have
    ]


def endorsable(person, edition):
    """The partners for which this person could endorse this edition now."""
    own = person.organisations(Role.SIGNATORY)
    if not own or not may(person, Can.ENDORSE_ARRANGEMENTS):
        return Organisation.objects.none()
    if edition.is_draft and edition.put_forward_at is None:
        return Organisation.objects.none()
    have = edition.endorsements.filter(endorsed_on__isnull=False)
    return operations.may_endorse(edition).filter(pk__in=own).exclude(pk__in=have.values("organisation"))


# The draft -------------------------------------------------------------------------------------------------


@requires(Can.RUN_PARTNERSHIP)
def begin_edition(request):
    """Begin the next edition from what the newest one says."""
    form = BeginEditionForm(request.POST or None)
    draft = carried_out(request, form, operations.begin_edition)
    if draft:
        messages.success(request, "The draft is a copy of the newest edition. Change what you need to.")
        return redirect("write_edition", draft.pk)
    return render(request, "partnership/begin_edition.html", {"form": form})


def find_draft(request, pk):
    return get_object_or_404(Edition.drafts.visible_to(request.user).select_related("saved_by"), pk=pk)


@requires(Can.RUN_PARTNERSHIP)
def write_edition(request, pk):
    """Write what the draft says; what somebody else saved meanwhile is shown beside one's own words."""
    found = find_draft(request, pk)
    initial = {name: getattr(found, name) for name in operations.WRITTEN} | {"seen": found.revision}
    form = WriteEditionForm(request.POST or None, initial=initial)
    newer = None
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.write_edition, found, by=request.user, **form.cleaned_data):
            messages.success(request, "The draft is saved.")
            return redirect(found)
        found = find_draft(request, pk)
        if found.revision != form.cleaned_data["seen"]:
            newer = said(found) | {"Reasons for changes": found.reasons_for_changes}
            form.look_again(found.revision)
    return render(
        request,
        "partnership/write_edition.html",
        {"edition": found, "form": form, "newer": newer, "before": operations.before_it(found)},
    )


@requires(Can.RUN_PARTNERSHIP)
def add_power(request, pk):
    """One more power of the draft, and the office that holds it."""
    found = find_draft(request, pk)
    form = AddPowerForm(request.POST or None)
    if carried_out(request, form, operations.add_power, found):
        messages.success(request, "The power is added to the draft.")
        return redirect(found)
    return render(request, "partnership/add_power.html", {"edition": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
@require_POST
def drop_power(request, pk):
    """Take a power out of the draft."""
    visible = Edition.every.visible_to(request.user)
    power = get_object_or_404(Power.objects.filter(edition__in=visible).select_related("edition"), pk=pk)
    operations.drop_power(power, by=request.user)
    messages.success(request, f"“{power.what}” is no longer in the draft.")
    return redirect(power.edition)


@requires(Can.RUN_PARTNERSHIP)
def discard_edition(request, pk):
    """The draft is not wanted."""
    found = find_draft(request, pk)
    return discard_page(request, found, operations.discard_edition, back="editions")


@requires(Can.RUN_PARTNERSHIP)
def put_edition_forward(request, pk):
    """Hold the text still and ask the partners to endorse it."""
    found = find_draft(request, pk)
    form = PutEditionForwardForm(request.POST or None, initial={"seen": found.revision})
    if carried_out(request, form, operations.put_edition_forward, found):
        messages.success(request, "The partners have been asked to endorse it. Their dates are in the diary.")
        return redirect(found)
    context = {"edition": found, "form": form, "partners": operations.missing(found)}
    return render(request, "partnership/put_edition_forward.html", context)


@requires(Can.RUN_PARTNERSHIP)
def take_edition_back(request, pk):
    """Write in it again; endorsements fall away."""
    found = find_draft(request, pk)
    form = TakeEditionBackForm(request.POST or None)
    if carried_out(request, form, operations.take_edition_back, found):
        messages.success(request, "It can be changed again. Put it forward again when it is ready.")
        return redirect(found)
    given = found.endorsements.select_related("organisation")
    return render(
        request, "partnership/take_edition_back.html", {"edition": found, "form": form, "given": given}
    )


# Endorsement and publication -------------------------------------------------------------------------------


@requires(Can.ENDORSE_ARRANGEMENTS)
def endorse_edition(request, pk):
    """A lead representative endorses for their own partner what is on this page."""
    found = find(request, pk)
    form = EndorseEditionForm(
        request.POST or None,
        organisations=endorsable(request.user, found),
        initial={"seen": found.revision, "office": office_of(request.user)},
    )
    if carried_out(request, form, operations.endorse_edition, found):
        messages.success(
            request,
            "Thank you. Your endorsement is recorded. It is published once every partner has endorsed it.",
        )
        return redirect(found)
    return render(
        request,
        "partnership/endorse_edition.html",
        {
            "edition": found,
            "form": form,
            "powers": found.powers.all(),
            "own": form.fields["organisation"].queryset,
            "before": operations.before_it(found),
        },
    )


def office_of(person):
    """The office in which somebody signs, as their appointment names it."""
    return next((a.office for a in person.appointments_today if a.role == Role.SIGNATORY and a.office), "")


@requires(Can.RUN_PARTNERSHIP)
def record_endorsement(request, pk):
    """Write down what was signed on paper."""
    found = find(request, pk)
    dated = found.endorsements.filter(endorsed_on__isnull=False)
    undated = found.endorsements.filter(endorsed_on=None)
    partners = operations.may_endorse(found) | Organisation.objects.filter(
        pk__in=undated.values("organisation")
    )
    form = RecordEndorsementForm(
        request.POST or None, organisations=partners.exclude(pk__in=dated.values("organisation"))
    )
    if carried_out(request, form, operations.record_endorsement, found):
        messages.success(
            request,
            "The endorsement is recorded. The edition is published once every partner has endorsed it.",
        )
        return redirect(found)
    return render(request, "partnership/record_endorsement.html", {"edition": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
@asks_for_proof
def publish_edition(request, pk):
    """Publish what the partners endorsed."""
    found = find_draft(request, pk)
    missing = list(operations.missing(found))
    form = PublishEditionForm(request.POST or None, missing=missing, initial={"seen": found.revision})
    if carried_out(request, form, operations.publish_edition, found):
        messages.success(request, f"{found.title} is published. Anyone can read it now.")
        return redirect("edition", found.pk)
    return render(
        request,
        "partnership/publish_edition.html",
        {"edition": found, "form": form, "missing": missing, "before": operations.before_it(found)},
    )


@requires(Can.RUN_PARTNERSHIP)
def correct_edition(request, pk):
    """Correct what a published edition says, dated and with its reason."""
    found = get_object_or_404(Edition, pk=pk)
    form = CorrectEditionForm(request.POST or None)
    if carried_out(request, form, operations.correct_edition, found):
        messages.success(request, "The correction is on the edition’s public page.")
        return redirect(found)
    return render(request, "partnership/correct_edition.html", {"edition": found, "form": form})


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def compare_editions(request):
    """Two editions side by side, drafts among them for whoever may read them."""
    found = Edition.every.visible_to(request.user).exclude(starts_on=None).prefetch_related("powers")
    return render(request, "partnership/compare_editions.html", comparison(request, found))


# The yearly review -----------------------------------------------------------------------------------------


@requires(Can.RUN_PARTNERSHIP)
def plan_arrangements_review(request, pk):
    """Plan when the arrangements are reviewed."""
    found = get_object_or_404(Edition, pk=pk)
    form = PlanArrangementsReviewForm(request.POST or None)
    if carried_out(request, form, operations.plan_arrangements_review, found):
        messages.success(request, "The review is planned, and its date is in the diary.")
        return redirect(found)
    return render(request, "partnership/plan_arrangements_review.html", {"edition": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def record_arrangements_review(request, pk):
    """Record what the yearly review found, and plan the next."""
    review = get_object_or_404(ArrangementsReview.objects.select_related("edition", "deadline"), pk=pk)
    form = RecordArrangementsReviewForm(request.POST or None, due_on=review.deadline.due_on)
    if carried_out(request, form, operations.record_arrangements_review, review):
        messages.success(request, "The review is recorded, and the next one is in the diary.")
        return redirect(review.edition)
    context = {"edition": review.edition, "review": review, "form": form}
    return render(request, "partnership/record_arrangements_review.html", context)
