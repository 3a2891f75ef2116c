"""Beginning the review with its reviewer, replacing them, and the name the review will have in public."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from partnership.access import Refused, Role
from partnership.models import Appointment, Organisation
from partnership.operations.deadlines import end
from partnership.operations.names import follow_title
from partnership.operations.people import appoint, end_appointment
from partnership.operations.record import record
from reviews.models import Artefact, RemovalAgreement, Review, ReviewerAppointment, Stage
from reviews.operations.case import clock, lock, move, stop_clock
from reviews.operations.commissioning import SETUP, chosen_for, lock_commissioning, missing_to_begin
from reviews.operations.dates import open_local
from reviews.operations.letters import write
from reviews.rules.commissioning import TELL_PANEL
from reviews.rules.publication import check_without_reference
from reviews.rules.under_way import PROGRESS_CHECK


@transaction.atomic
def begin_review(case, *, by, ends_on=None):
    """Appoint the chosen and approved candidate. Six months run from the decision, not from today."""
    review = Review.objects.filter(case=case).first()
    if review is None:
        raise Refused("No review is being commissioned for this case. Open the case to see its status.")
    case = review.case = lock_commissioning(review, *SETUP)
    today = timezone.localdate()
    if ends_on and ends_on < today:
        raise Refused("The appointment would end before it begins. Check its last day.")
    missing = missing_to_begin(review)
    if missing:
        raise Refused(" ".join(missing))
    candidate = chosen_for(review)
    person = candidate.reviewer.person
    appointment = ReviewerAppointment.objects.create(
        review=review, person=person, candidate=candidate, starts_on=today, ends_on=ends_on,
        basis=candidate.chosen_reason, no_conflict=True,
    )  # fmt: skip
    held = person.appointments.still_held(today, until=today).filter(role=Role.EXTERNAL_REVIEWER)
    if not held.exists():
        appoint(person, Role.EXTERNAL_REVIEWER, by=by, ends_on=ends_on)
    for limit, deed in ((PROGRESS_CHECK, "check_progress"), (TELL_PANEL, "tell_who_reviews")):
        if clock(case, limit.duty) is None:
            open_local(
                case, limit, today, by=by, role=Role.BOARD_OFFICER,
                path=reverse(f"reviews:{deed}", args=[case.pk]),
            )  # fmt: skip
    write(
        "case_step", "You are appointed to a review", f"reviewer:{appointment.pk}", [person], case=case,
        path=reverse("reviews:my_review"),
    )  # fmt: skip
    if case.stage == Stage.LCSPR_SETUP:
        move(case, Stage.LCSPR_ACTIVE, by=by, reviewer=person.pk)
    else:  # under way already, and had nobody
        record("appointed reviewer", case, by=by, reviewer=person.pk)
    return review


def reviewer_of(review):
    """The appointment in force today, or None."""
    return review.reviewers.on(timezone.localdate()).select_related("person").first()


@transaction.atomic
def tell_who_reviews(review, *, by, told_on, late_reason=""):
    """Record that the Panel was told who carries out the review, and whether in time."""
    case = lock(review.case)
    appointment = reviewer_of(review)
    if appointment is None:
        raise Refused("Nobody is appointed to this review today. Begin the review first.")
    if appointment.panel_told_on:
        raise Refused(f"The Panel was told on {appointment.panel_told_on:%-d %B %Y} already.")
    if told_on > timezone.localdate():
        raise Refused("It cannot be recorded before the Panel is told. Check the date.")
    if told_on < appointment.starts_on:
        raise Refused("The reviewer was not appointed yet on that day. Check the date.")
    appointment.panel_told_on = told_on
    appointment.panel_told_by = by
    appointment.save(update_fields=["panel_told_on", "panel_told_by"])
    stop_clock(case, TELL_PANEL.duty, by=by, done_on=told_on, late_reason=late_reason)
    record("told the Panel who reviews", case, by=by, told_on=str(told_on))
    return appointment


@transaction.atomic
def remove_reviewer(review, *, by, reason, agreed_on, offices):
    """End the reviewer's appointment at once, with every statutory partner's agreement. No clock of the law stops.

    `offices` is a dict of statutory partner → the office that agreed for it. The review is commissioned anew.
    """
    case = lock(review.case)
    today = timezone.localdate()
    if case.stage != Stage.LCSPR_ACTIVE:
        raise Refused("A reviewer is removed while the review is under way. Open the case to see its status.")
    appointment = review.reviewers.select_related("candidate").order_by("-starts_on", "-pk").first()
    if appointment is None or appointment.removed_on:
        raise Refused("Nobody is appointed to this review. Open the case to see its status.")
    if not reason.strip():
        raise Refused("Say why the reviewer is removed.")
    partners = Organisation.objects.statutory_partners(today)
    silent = sorted(p.name for p in partners if not offices.get(p, "").strip())
    if silent:
        raise Refused(
            f"Every statutory partner has to agree. Say which office agreed for: {', '.join(silent)}."
        )
    if agreed_on > today or agreed_on < appointment.starts_on:
        raise Refused("The partners agreed between the appointment and today. Check the date.")
    appointment.ends_on = min(appointment.ends_on or today, today)
    appointment.removed_on = today
    appointment.removed_by = by
    appointment.removed_reason = reason.strip()
    appointment.save(update_fields=["ends_on", "removed_on", "removed_by", "removed_reason"])
    RemovalAgreement.objects.bulk_create(
        RemovalAgreement(
            appointment=appointment,
            organisation=partner,
            office=offices[partner].strip(),
            agreed_on=agreed_on,
        )
        for partner in partners
    )
    if appointment.candidate_id:
        candidate = appointment.candidate
        candidate.chosen = False
        candidate.chosen_reason = f"Was appointed, and removed on {today:%-d %B %Y}."
        candidate.save(update_fields=["chosen", "chosen_reason"])
    stop_being_told(case, by=by)
    taken_back = review.shared_papers.filter(unshared_at=None).update(
        unshared_at=timezone.now(), unshared_by=by
    )  # whoever comes next is shown what staff choose for them
    close_workspace(appointment.person, by=by)
    move(
        case,
        Stage.LCSPR_SETUP,
        by=by,
        why=reason.strip(),
        reviewer=appointment.person_id,
        papers_taken_back=taken_back,
    )
    return appointment


def stop_being_told(case, *, by):
    """The Panel hears of the next reviewer instead."""
    running = clock(case, TELL_PANEL.duty)
    if running:
        end(running, by=by, reason="The reviewer was removed")


def close_workspace(person, *, by):
    """Whoever reviews nothing any more holds the reviewer's role no longer."""
    today = timezone.localdate()
    if ReviewerAppointment.objects.on(today).filter(person=person).exists():
        return
    held = Appointment.objects.on(today).filter(person=person, role=Role.EXTERNAL_REVIEWER)
    for appointment in held.order_by("pk"):
        end_appointment(appointment, by=by, reason="Removed from the review")


@transaction.atomic
def name_review(review, *, by, public_title, abstract, public_kind="", themes=None, age_stage=""):
    """Choose the review's public name, abstract, kind, themes and age stage; what is not given stays as it is.

    All of it is checked for anonymity together with the file, so it does not change under a checked file.
    """
    review = (
        Review.objects.select_for_update(of=("self",), no_key=True).select_related("case").get(pk=review.pk)
    )
    if not public_title.strip():
        raise Refused("Choose the name under which the review will be known in public.")
    if not slugify(public_title):
        raise Refused("Choose a name with letters in it.")
    if not abstract.strip():
        raise Refused("Write the summary that the public will read.")
    check_without_reference(f"{public_title} {abstract}", review.case.reference)
    if any(checked(artefact) for artefact in review.artefacts.all()):
        raise Refused(
            "The public name and summary have been checked together with a file. Replace that file first, or "
            "withdraw it if it has been published; then everything is checked again."
        )
    follow_title(
        review, public_title, known=review.artefacts.exclude(live_at=None).exists(), otherwise="review"
    )
    review.public_title = public_title.strip()
    review.abstract = abstract.strip()
    review.public_kind = public_kind or review.public_kind
    review.themes = sorted(themes) if themes is not None else review.themes
    review.age_stage = age_stage or review.age_stage
    review.save(update_fields=["slug", "public_title", "abstract", "public_kind", "themes", "age_stage"])
    record("named", review, by=by, slug=review.slug)
    return review


def checked(artefact):
    """Whether anybody has already looked at it, under the name that the review has now."""
    S = Artefact.State
    beyond = artefact.state not in (S.DRAFT, S.CHECKING, S.WITHDRAWN)
    return beyond or artefact.anonymity_checks.filter(document=artefact.document_id, passed=True).exists()
