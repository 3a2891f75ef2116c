"""Deciding what follows a rapid review: positions, advice, conflicts of interest, and the decision."""

import hashlib
import json

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Organisation
from partnership.operations.deadlines import meet
from partnership.operations.record import record
from reviews.models import Advice, Conflict, Decision, PanelMessage, PartnerPosition, Stage
from reviews.operations.case import check_unconflicted, lock, move, stop_clock
from reviews.operations.letters import business_unit, chairs, holders, write
from reviews.operations.rapid_review import authors, fingerprint, stop_asking
from reviews.rules.case import check_move
from reviews.rules.decision import (
    check_advice_answered,
    check_criteria,
    check_position,
    check_superseding,
    check_unanimous,
)
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import check_decider, check_decision, check_office


def check_for_decision(case):
    if case.stage != Stage.RR_DECISION:
        raise Refused("This case is not waiting for a decision. Open it again to see its status.")


def number_of_next(case):
    """The number of the decision that is to be made."""
    return case.decisions.count() + 1


def partners_on(case):
    """The statutory partners whose positions count: those of today, as it is they who agree."""
    return Organisation.objects.statutory_partners(timezone.localdate())


def positions_on(case):
    """The newest position of each partner on the decision that is to be made, by organisation id."""
    newest = {}
    for one in case.positions.filter(number=number_of_next(case)).order_by("pk"):
        newest[one.organisation_id] = one
    return newest


# Before the decision --------------------------------------------------------------------------------------


@transaction.atomic
def state_position(case, *, by, organisation, position, favours="", words="", late_reason="", seen=""):
    """A statutory partner's signatory says whether their partner agrees with what the group recommends.

    `seen` is the fingerprint of the report that was read.
    """
    case = lock(case)
    check_for_decision(case)
    check_unconflicted(case, by)
    if organisation.pk not in by.organisations(Role.SIGNATORY):
        raise Refused(f"Only a signatory of {organisation} can state its position.")
    if position == PartnerPosition.Position.NOT_OBTAINED:
        raise Refused("Say whether your partner agrees.")
    check_seen(seen=seen, now=fingerprint(case.rapid_review), what="The rapid review")
    asked = position_asked_of(case, by)
    if asked:
        meet(asked, by=by, late_reason=late_reason)
    others = holders(Role.SIGNATORY, organisation=organisation).exclude(pk=by.pk)
    stop_asking(case, others, by=by, reason="Another signatory has stated the partner’s position")
    return keep_position(
        case, by=by, organisation=organisation, position=position, favours=favours, words=words,
        office=Role.SIGNATORY.label, given_on=timezone.localdate(), stated_by=by,
    )  # fmt: skip


def position_asked_of(case, person):
    """The date by which this person is asked for their partner's position, while it is outstanding; or None."""
    links = case.clocks.filter(deadline__duty="position", deadline__owner=person)
    link = links.filter(deadline__done_on=None, deadline__ended_on=None).select_related("deadline").first()
    return link and link.deadline


@transaction.atomic
def record_position(case, *, by, organisation, position, given_on, favours="", words="", office=""):
    """Staff write down what a partner said, or that it said nothing. Marked so; it never makes a decision."""
    case = lock(case)
    check_for_decision(case)
    if not may(by, Can.RUN_CASES):
        raise Refused("Only the business unit writes down a position for a partner.")
    obtained = position != PartnerPosition.Position.NOT_OBTAINED
    if obtained and not office.strip():
        raise Refused("Say who told you, by office.")
    if given_on > timezone.localdate():
        raise Refused("The day of the position is in the future. Check it.")
    own = positions_on(case).get(organisation.pk)
    if own and own.stated_by_id:
        raise Refused(f"{organisation} has stated its position itself. Only its signatory can change it.")
    return keep_position(
        case, by=by, organisation=organisation, position=position, favours=favours, words=words,
        office=office.strip() if obtained else "", given_on=given_on, recorded_by=by,
    )  # fmt: skip


def keep_position(case, *, by, organisation, position, favours, words, **said):
    report = case.rapid_review
    if not partners_on(case).filter(pk=organisation.pk).exists():
        raise Refused(f"{organisation} is not a statutory partner today.")
    favours = report.recommendation if position == PartnerPosition.Position.AGREES else favours
    favours = "" if position == PartnerPosition.Position.NOT_OBTAINED else favours
    check_position(position=position, favours=favours, recommendation=report.recommendation, words=words)
    kept = PartnerPosition.objects.create(
        case=case,
        number=number_of_next(case),
        organisation=organisation,
        position=position,
        favours=favours,
        words=words.strip(),
        read=fingerprint(report),
        **said,
    )
    record("stated a position", kept, by=by, organisation=organisation.code, position=position)
    return kept


@transaction.atomic
def advise(case, *, by, words):
    """The Independent Advisor advises the partners, where the arrangements let the partners decide."""
    case = lock(case)
    check_for_decision(case)
    if Role.INDEPENDENT_ADVISOR not in by.roles:
        raise Refused("Only the Independent Advisor gives this advice.")
    if case.edition.decides_reviews == Role.INDEPENDENT_ADVISOR:
        raise Refused("Under these arrangements you decide yourself. Give your reasons as grounds.")
    if not words.strip():
        raise Refused("Enter your advice.")
    advice = Advice.objects.create(case=case, number=number_of_next(case), words=words.strip(), given_by=by)
    record("advised", advice, by=by, why=words)
    write(
        "case_step", "The Independent Advisor has advised", f"advice:{advice.pk}",
        holders(case.edition.decides_reviews), case=case, path=reverse("reviews:decide", args=[case.pk]),
    )  # fmt: skip
    return advice


@transaction.atomic
def declare_conflict(case, *, by, reason):
    """Whoever would decide says that they cannot: the manager is told that another holder is needed."""
    case = lock(case)
    check_office(roles=by.roles, decides=case.edition.decides_reviews)
    if not reason.strip():
        raise Refused("Say what the conflict of interest is.")
    if case.conflicts.filter(person=by).exists():
        raise Refused("You have declared a conflict of interest in this case already.")
    conflict = Conflict.objects.create(case=case, person=by, reason=reason.strip())
    record("declared a conflict", conflict, by=by, why=reason, office=case.edition.decides_reviews)
    write(
        "case_step", "Another decider is needed", f"conflict:{conflict.pk}", holders(Role.BOARD_MANAGER),
        case=case, path=case.get_absolute_url(), urgent=True,
    )  # fmt: skip
    return conflict


# The decision ---------------------------------------------------------------------------------------------


@transaction.atomic
def decide(
    case, *, by, outcome, grounds, no_conflict, differs_because="", criteria=(), panels_view="",
    advice_sought="", advice_response="", superseded_because="", late_reason="", seen="",
):  # fmt: skip
    """Decide, on stated grounds, what follows. Frozen; a later decision supersedes it.

    `seen` is the fingerprint of the report that was read. Where the arrangements name the partners, every one of
    them has stated through its own signatory, having read the report as it is now, that it favours this outcome.
    """
    case = lock(case)
    check_move(case.stage, Stage.RR_DECIDED)
    report = case.rapid_review
    check_seen(seen=seen, now=fingerprint(report), what="The rapid review")
    check_decider(
        roles=by.roles,
        decides=case.edition.decides_reviews,
        authors=authors(report),
        decider=by.pk,
        no_conflict=no_conflict,
    )
    check_unconflicted(case, by)
    check_decision(
        outcome=outcome,
        grounds=grounds,
        recommendation=report.recommendation,
        differs_because=differs_because,
    )
    before = case.decision
    number = number_of_next(case)
    panels_view = panels_view.strip() or panel_said(case)
    criteria = check_criteria(criteria, panels_view=panels_view)
    check_superseding(before=before, superseded_because=superseded_because)
    if case.edition.decides_reviews == Role.SIGNATORY:
        check_unanimous(
            partners={one.pk: one.name for one in partners_on(case)},
            favoured={
                pk: one.favours
                for pk, one in positions_on(case).items()
                if one.stated_by_id and one.read == fingerprint(report)
            },
            outcome=outcome,
        )
        given = [one.words for one in case.advice.filter(number=number)]
        advice_sought = "\n\n".join(given) or advice_sought
    check_advice_answered(sought=advice_sought, response=advice_response)
    decision = Decision.objects.create(
        case=case,
        number=number,
        outcome=outcome,
        grounds=grounds,
        recommendation=report.recommendation,
        differs_because=differs_because if outcome != report.recommendation else "",
        no_conflict=no_conflict,
        criteria=criteria,
        panels_view=panels_view,
        advice_sought=advice_sought.strip(),
        advice_response=advice_response.strip() if advice_sought.strip() else "",
        superseded_because=superseded_because.strip() if before else "",
        decided_by=by,
        office=case.edition.decides_reviews,
        edition=case.edition,
        relied_on=fingerprint(report),
        documents=documents_of(case),
        supersedes=before,
    )
    stop_clock(case, "decide", by=by, late_reason=late_reason)
    stop_asking(case, holders(Role.SIGNATORY), by=by, reason="The decision has been made")
    move(case, Stage.RR_DECIDED, by=by, outcome=outcome)
    record("decided", decision, by=by, why=grounds, outcome=outcome, relied_on=decision.relied_on)
    people = business_unit() | chairs()
    write(
        "case_step", "A decision was made", f"decision:{decision.pk}", people.distinct(), case=case,
        path=case.get_absolute_url(),
    )  # fmt: skip
    return decision


def panel_said(case):
    """What the Panel wrote when it last disagreed: criterion (d) of a new decision."""
    said = case.panel_messages.filter(kind=PanelMessage.Kind.DISAGREES).last()
    return said.summary if said else ""


def documents_of(case):
    """What a decision relies on, each with its version and SHA-256: the report, and every agency's answer."""
    report = case.rapid_review
    last = report.revisions.first()
    found = [
        {"title": "Rapid review", "version": last.number if last else 0, "checksum": fingerprint(report)}
    ]
    for request in case.requests.select_related("organisation").prefetch_related("answers"):
        if request.answer:
            found.append(
                {
                    "title": f"Answer of {request.organisation}",
                    "version": request.answer.version,
                    "checksum": checksum_of(request.answer),
                }
            )
    return found


def checksum_of(answer):
    """SHA-256 of every field of an agency's submitted answer."""
    plain = {field.attname: str(getattr(answer, field.attname)) for field in answer._meta.concrete_fields}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
