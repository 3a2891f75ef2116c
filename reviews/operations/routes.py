"""Leaving the usual way: no rapid review is required, the criteria were not met after all, nothing more is done."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline
from partnership.operations.deadlines import end
from partnership.operations.documents import keep
from partnership.operations.record import record
from reviews.models import InformationRequest, NotMet, PanelMessage, Route, RouteChoice, Stage
from reviews.operations.case import check_unconflicted, lock, move
from reviews.operations.letters import business_unit, chairs, holders, write
from reviews.rules.case import NEXT, check_move
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import check_office
from reviews.rules.routes import (
    ENDED,
    asks_about_abuse,
    check_answered,
    check_other_person,
    check_past,
    check_said,
    check_without_rapid_review,
    route_without_rapid_review,
)

NOT_MET_FROM = tuple(Stage(stage) for stage, to in NEXT.items() if "criteria_not_met" in to)
UNDECIDED = (Stage.NOT_NOTIFIED, Stage.CRITERIA_NOT_MET)  # what follows is for the office that decides


def end_what_waits(case, *, by, why):
    """Nothing more is due in this case: what is outstanding ends, and agencies that were asked are told so.

    `why` is a key of rules.routes.ENDED. The case must be locked. What was done stays done, every row stays.
    """
    asked = list(
        InformationRequest.objects.select_for_update(of=("self",), no_key=True)
        .filter(case=case, ended_at=None, deadline__done_on=None)
        .select_related("organisation")
        .order_by("pk")
    )
    outstanding = list(
        Deadline.objects.select_for_update(of=("self",), no_key=True)
        .filter(case_link__case=case)
        .outstanding()
        .order_by("pk")
    )
    for request in asked:  # whoever is asked again later is asked anew
        request.ended_by, request.ended_at, request.ended_reason = by, timezone.now(), ENDED[why]
        request.save(update_fields=["ended_by", "ended_at", "ended_reason"])
        write(
            "case_step", "Nothing more is asked of you", f"information:{request.pk}:ended:{request.deadline_id}",
            holders(Role.PARTNER_LEAD, organisation=request.organisation), case=case,
            path=request.get_absolute_url(),
        )  # fmt: skip
    for deadline in outstanding:
        end(deadline, by=by, reason=ENDED[why])
    return outstanding


def choose(case, to, *, by, office, reason):
    """Keep by whom, by which office and why a case goes another way. Frozen."""
    return RouteChoice.objects.create(case=case, to=to, reason=reason.strip(), chosen_by=by, office=office)


@transaction.atomic
def no_rapid_review(case, *, by, to, reason, none_suspected=False):
    """A looked-after child's death without abuse or neglect, or a care leaver's: recorded, or reviewed locally."""
    case = lock(case)
    if case.stage != Stage.NOTIFIED:
        raise Refused("This is for a case that has been notified and for which nobody has been asked yet.")
    if to not in (Stage.CLOSED_RECORDED, Stage.LOCAL_REVIEW):
        raise Refused("Choose whether the case is recorded and closed, or reviewed locally.")
    check_said(reason, "Say why no rapid review is required.")
    children = list(case.children.all())
    check_without_rapid_review(
        children=children,
        abuse_or_neglect=case.abuse_or_neglect,
        none_suspected=none_suspected,
    )
    case.route = Route(route_without_rapid_review(children))
    if asks_about_abuse(children, case.abuse_or_neglect):
        case.abuse_or_neglect = False  # as has just been confirmed
    case.save(update_fields=["route", "abuse_or_neglect"])
    choose(case, to, by=by, office=Role.BOARD_MANAGER, reason=reason)
    end_what_waits(case, by=by, why="no_rapid_review")
    move(case, to, by=by, why=reason, route=case.route)
    people = chairs() | holders(case.edition.decides_reviews)
    write("case_step", "No rapid review is required", f"case:{case.pk}:no-rapid-review", people.distinct(),
          case=case, path=case.get_absolute_url())  # fmt: skip
    return case


@transaction.atomic
def find_not_met(
    case, *, by, authority_office, reason, panel_told_on, panel_told_how, content=None, filename=""
):
    """Record, for the authority, that the criteria were not met after all. Another person confirms it.

    Until then everything stays due.
    """
    case = lock(case)
    check_move(case.stage, Stage.CRITERIA_NOT_MET)
    if case.findings_not_met.filter(agreed=None).exists():
        raise Refused("This has already been recorded and is waiting to be confirmed.")
    check_said(authority_office, "Say who found it for the local authority, by office.")
    check_said(reason, "Give the local authority's reason.")
    check_past(panel_told_on, timezone.localdate(), "The day on which the Panel was told")
    if panel_told_on < case.notification.sent_on:
        raise Refused("The Panel was told before it was notified. Check the date.")
    check_said(panel_told_how, "Say what was sent to the Panel, and what shows it.")
    evidence = content and keep(
        content,
        by=by,
        title=f"The Panel was told: {case.reference}",
        filename=filename,
        download_name="told-the-panel",
    )
    finding = NotMet.objects.create(
        case=case,
        authority_office=authority_office.strip(),
        reason=reason.strip(),
        panel_told_on=panel_told_on,
        panel_told_how=panel_told_how.strip(),
        evidence=evidence or None,
        asked_by=by,
    )
    PanelMessage.objects.create(
        case=case, kind=PanelMessage.Kind.SENT_NOT_MET, happened_on=panel_told_on, summary=panel_told_how.strip(),
        document=evidence or None, recorded_by=by,
    )  # fmt: skip
    write(
        "case_step", "For you to confirm", f"not-met:{finding.pk}", holders(case.edition.decides_reviews),
        case=case, path=reverse("reviews:confirm_not_met", args=[case.pk]), urgent=True,
    )  # fmt: skip
    record("found not to meet the criteria", case, by=by, why=reason, panel_told_on=str(panel_told_on))
    return finding


def answer(asked, *, by, agreed, note, office):
    """The second person's answer to what the first one asked for. It is frozen from here."""
    asked.agreed = agreed
    asked.note = note.strip()
    asked.answered_by = by
    asked.office = office
    asked.answered_at = timezone.now()
    asked.save(update_fields=["agreed", "note", "answered_by", "office", "answered_at"])
    return asked


@transaction.atomic
def confirm_not_met(case, *, by, agreed, note="", seen=""):
    """The office that decides agrees, or does not, that the criteria were not met. `seen` is the finding's number."""
    case = lock(case)
    finding = NotMet.objects.select_for_update(no_key=True).filter(case=case, agreed=None).first()
    if finding is None:
        raise Refused("There is nothing to confirm in this case.")
    check_seen(seen=seen, now=str(finding.pk), what="The finding")
    check_other_person(
        roles=by.roles, decides=case.edition.decides_reviews, asked_by=finding.asked_by_id, by=by.pk
    )
    check_unconflicted(case, by)
    check_answered(agreed=agreed, note=note, refusal="Say why you do not agree, so that the authority knows.")
    answer(finding, by=by, agreed=agreed, note=note, office=case.edition.decides_reviews)
    subject = "The criteria were found not to be met" if agreed else "The criteria stand as they were"
    write("case_step", subject, f"not-met:{finding.pk}:answered", business_unit(), case=case,
          path=case.get_absolute_url())  # fmt: skip
    if agreed:
        end_what_waits(case, by=by, why="criteria_not_met")
        move(case, Stage.CRITERIA_NOT_MET, by=by, why=finding.reason)
    else:
        record("did not confirm", case, by=by, why=note)
    return finding


@transaction.atomic
def close_without_action(case, *, by, reason):
    """The office that decides: nothing more is done with a case that was not notified, or should not have been."""
    case = lock(case)
    check_undecided(case, by)
    check_said(reason, "Say why nothing more is done.")
    choose(case, Stage.CLOSED_NFA, by=by, office=case.edition.decides_reviews, reason=reason)
    end_what_waits(case, by=by, why="closed")
    move(case, Stage.CLOSED_NFA, by=by, why=reason)
    write("case_step", "Closed without further action", f"case:{case.pk}:nfa:{case.route_choices.count()}",
          business_unit(), case=case, path=case.get_absolute_url())  # fmt: skip
    return case


def check_undecided(case, person):
    """What follows is open, and it is this person's to say."""
    if case.stage not in UNDECIDED:
        raise Refused("What follows is not to be decided at the moment. Open the case to see its status.")
    check_office(roles=person.roles, decides=case.edition.decides_reviews)
    check_unconflicted(case, person)
