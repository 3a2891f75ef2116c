"""Cases, brought to where a test needs them through the same deeds that people use. Nothing is set by hand.

Each function takes the cast and builds on the one before: refer_case, screened, to_be_notified, not_notified,
notified, gathering, drafting, for_decision, decided, awaiting_panel, agreed, in_review, artefact.
"""

import io
from datetime import UTC, date, datetime, time, timedelta

import pikepdf
import time_machine
from django.utils import timezone

from partnership.models import Organisation
from reviews.models import Artefact, Case, Outcome, PanelMessage, RapidReview
from reviews.operations.before_sign_off import NEEDS_THEM, go_on_without, missing_before_sign_off
from reviews.operations.case import notify, refer, screen
from reviews.operations.decision import decide
from reviews.operations.information import answer, ask_agencies
from reviews.operations.panel import hear_from_panel, send_to_panel
from reviews.operations.publication import (
    add_artefact,
    archive,
    check_anonymity,
    comment_on_report,
    decide_publication,
    earliest,
    in_force,
    publish_due,
    schedule,
    send_copy,
    sign,
    withdraw,
)
from reviews.operations.rapid_review import draft, hold_meeting, recommend
from reviews.operations.review import name_review
from reviews.operations.screening import decide_to_notify, do_not_notify
from reviews.rules.publication import CHECKLIST
from tests.factories.commissioning import begun

CHILD = {"age": 3, "outcome": "seriously_harmed", "looked_after": False}
ACCOUNT = "A small child was brought to hospital with injuries that the account given did not explain."
CHRONOLOGY = {
    "on": date(2025, 3, 3),
    "source": "Custody record",
    "event": "Officers attended the address and saw the child asleep.",
    "child_seen": "yes",
    "child_heard": "no",
}
DAYS_SINCE_INCIDENT = timedelta(3)


def refer_case(cast, **changes):
    """Referred by the police a moment ago."""
    facts = {
        "by": cast.police_lead,
        "referred_for": cast.police,
        "incident_on": timezone.localdate() - DAYS_SINCE_INCIDENT,
        "account": ACCOUNT,
        "agreed_by_office": "Head of public protection",
        "not_a_live_concern": True,
        "children": [CHILD],
    }
    return refer(**facts | changes)


def screened(cast, *, aware_on=None, authority=None, views=None, **changes):
    """Being screened: the county has been aware since today, and what the partners think was not obtained."""
    return screen(
        refer_case(cast, **changes),
        by=cast.officer,
        aware_on=aware_on or timezone.localdate(),
        responsible_authority=authority or cast.county,
        views=[(partner, "not_obtained") for partner in cast.partners] if views is None else views,
    )


def to_be_notified(cast, **changes):
    """The county has decided to notify the Panel."""
    return decide_to_notify(
        screened(cast, **changes),
        by=cast.county_lead,
        office="Director of children's services",
        reason="Abuse is suspected.",
    )


def not_notified(cast, **changes):
    """The county has decided not to notify the Panel."""
    return do_not_notify(
        screened(cast, **changes),
        by=cast.officer,
        office="Director of children's services",
        reason="No abuse or neglect is suspected.",
    )


def notified(cast, *, aware_on=None, sent_at=None, authority=None, late_reason="", **changes):
    """The county has notified the Panel, in time."""
    case = screened(cast, aware_on=aware_on, authority=authority, **changes)
    return notify(
        case,
        by=cast.officer,
        aware_on=case.aware_on,
        sent_at=sent_at or timezone.now(),
        sent_by_office="Head of safeguarding",
        responsible_authority=case.responsible_authority,
        late_reason=late_reason,
    )


def gathering(cast, *, organisations=None, **changes):
    """The police and the hospital have been asked for what they know."""
    return ask_agencies(
        notified(cast, **changes),
        by=cast.officer,
        organisations=organisations or [cast.police, cast.hospital],
        scope="The child and both carers, for the two years before the incident.",
    )


def answered(cast, **changes):
    """Everybody asked has answered: the first was involved, the others were not."""
    case = gathering(cast, **changes)
    leads = {
        cast.county: cast.county_lead,
        cast.rutland: cast.rutland_lead,
        cast.police: cast.police_lead,
        cast.health: cast.health_lead,
        cast.hospital: cast.hospital_lead,
    }
    for number, request in enumerate(case.requests.order_by("pk")):
        words = {"involvement": "not_involved"}
        if number == 0:
            words = {
                "involvement": "involved",
                "summary": "Officers attended the address twice.",
                "chronology": [CHRONOLOGY],
                "episodes": [{"title": "The second call", "happened": "Nobody asked who else lived there."}],
                "actions": [{"what": "The record was flagged.", "office": "Head of public protection"}],
            }
        answer(request, by=leads[request.organisation], signed_off_office="Head of safeguarding", **words)
    return again(case)


def drafting(cast, **changes):
    """The group has met, and its report is being written."""
    case = answered(cast, **changes)
    hold_meeting(case, by=cast.officer, meeting_on=timezone.localdate(), rows=attended(cast))
    return again(case)


def attended(cast, *, without=(), presence="present", capacity="member"):
    """Who was at a meeting: somebody for each statutory partner, but for those left out."""
    return [
        {
            "organisation": partner,
            "office": "Head of safeguarding",
            "name": "",
            "presence": presence,
            "capacity": capacity,
        }
        for partner in Organisation.objects.statutory_partners(timezone.localdate()).order_by("name")
        if partner not in without
    ]


ANSWERED = dict.fromkeys([f"criterion_{letter}_finding" for letter in "abc"], "met") | {
    "criterion_d_finding": "not_known",
    "family_told": "told",
    "national_suggested": "no",
}


def report(words="What was found on {}."):
    """A whole report: words in every section, and every choice made."""
    return {name: words.format(name.replace("_", " ")) for name in RapidReview.SECTIONS} | ANSWERED


def for_decision(cast, *, recommendation=Outcome.LCSPR, **changes):
    """The group recommends; the Independent Advisor is to decide."""
    case = drafting(cast, **changes)
    draft(case, by=cast.officer, seen=case.rapid_review.revision, **report())
    recommend(
        case,
        by=cast.chair,
        recommendation=recommendation,
        reasons="There is more to learn.",
        enough_because="The rapid review has it.",
    )
    return again(case)


SAID = {
    "account": "KANARIENACCOUNT",
    "scope": "KANARIENSCOPE",
    "answer": "KANARIENANSWER",
    "report": "KANARIENREPORT",
    "reasons": "KANARIENREASONS",
    "grounds": "KANARIENGROUNDS",
}


def canary(cast):
    """Referred by the police, asked of the police and the hospital, answered by the police, decided.

    Whatever was said on the way holds a word of its own.
    """
    case = gathering(cast, account=SAID["account"])
    case.requests.update(scope=SAID["scope"])
    answer(
        case.requests.get(organisation=cast.police),
        by=cast.police_lead,
        involvement="involved",
        summary=SAID["answer"],
        immediate_action="None",
        signed_off_office="Head",
    )
    hold_meeting(
        case,
        by=cast.officer,
        meeting_on=timezone.localdate(),
        rows=attended(cast),
        missing_accepted=True,
    )
    case = again(case)
    draft(case, by=cast.officer, seen=case.rapid_review.revision, **report(SAID["report"]))
    recommend(
        again(case),
        by=cast.chair,
        recommendation="none",
        reasons=SAID["reasons"],
        enough_because=SAID["reasons"],
    )
    decide(again(case), by=cast.advisor, outcome="none", grounds=SAID["grounds"], no_conflict=True)
    return again(case)


def decided(cast, *, outcome=Outcome.LCSPR, **changes):
    """The Independent Advisor has decided as recommended."""
    case = for_decision(cast, recommendation=outcome, **changes)
    decide(case, by=cast.advisor, outcome=outcome, grounds="Criteria (a) and (c) are met.", no_conflict=True)
    return again(case)


def awaiting_panel(cast, **changes):
    """The rapid review and the decision are with the Panel."""
    case = decided(cast, **changes)
    send_to_panel(case, by=cast.officer, sent_on=timezone.localdate(), content=pdf(), filename="sent.pdf")
    return again(case)


def agreed(cast, **changes):
    """The Panel agrees; with the usual outcome a review is to be commissioned."""
    case = awaiting_panel(cast, **changes)
    hear_from_panel(
        case,
        by=cast.officer,
        kind=PanelMessage.Kind.AGREES,
        received_on=timezone.localdate(),
        summary="",
    )
    return again(case)


def in_review(cast, *, named=True, **changes):
    """The external reviewer is at work; the review has its public name."""
    case = agreed(cast, **changes)
    review = begun(cast, case)
    if named:
        name_review(
            review,
            by=cast.manager,
            public_title=f"Learning review {review.pk}",
            abstract="What agencies learnt about injuries to small children.",
        )
    return again(case)


def in_review_as(cast, title, abstract):
    """The same with a public name and summary of its own."""
    case = in_review(cast, named=False)
    name_review(case.review, by=cast.officer, public_title=title, abstract=abstract)
    return again(case)


def pdf(hidden="Somebody's Name"):
    """A tiny real PDF of one page, with something in its metadata that must not come out again."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(595, 842))
        file.docinfo["/Author"] = hidden
        file.save(out)
    return out.getvalue()


def artefact(cast, state=Artefact.State.CHECKING, *, case=None, kind=Artefact.Kind.REPORT, content=None):
    """An artefact in that state. On the way to live, time passes until its hour and comes back."""
    S = Artefact.State
    if case is None and kind not in NEEDS_THEM:  # what stands beside the report comes once that is signed
        case = again(artefact(cast, S.READY, content=pdf("The report")).review.case)
    case = case or in_review(cast)
    made = add_artefact(
        case.review,
        by=cast.manager,
        kind=kind,
        title="What we learnt",
        content=content or pdf(),
        filename="what-we-learnt.pdf",
    )
    gone_on_without(cast, made)
    if state == S.CHECKING:
        return fresh(made)
    if state == S.DRAFT:
        check_anonymity(made, by=cast.officer, passed=False, note="Page 1 gives a day.")
        return fresh(made)
    for checker in (cast.officer, cast.second_officer):
        check_anonymity(made, by=checker, passed=True, looked_for=CHECKLIST)
    if state == S.SIGNING:
        return fresh(made)
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        sign(made, by=signatory, organisation=partner)
    if in_force(made.review) is None:
        decided_to_publish(cast, made.review)
    if state == S.READY:
        return fresh(made)
    for recipient in ("panel", "secretary_of_state"):
        send_copy(made, by=cast.officer, recipient=recipient, sent_on=timezone.localdate())
    hour = datetime.combine(earliest(fresh(made)), time(9), tzinfo=UTC)
    schedule(made, by=cast.manager, publish_at=hour)
    if state == S.SCHEDULED:
        return fresh(made)
    with time_machine.travel(hour, tick=False):
        publish_due()
        if state == S.WITHDRAWN:
            withdraw(fresh(made), by=cast.manager, reason="A family asked for it.")
    if state == S.ARCHIVED:
        with time_machine.travel(hour + timedelta(400), tick=False):
            archive(fresh(made), by=cast.manager, reason="It has been up for more than a year.")
    made = fresh(made)
    assert made.state == state, f"the factory meant {state} and made {made.state}"
    return made


def live(cast):
    """The report on Child Rowan, as the public reads it."""
    case = in_review_as(cast, "Child Rowan", "About bruises in babies.")
    return artefact(cast, Artefact.State.LIVE, case=case)


def gone_on_without(cast, artefact):
    """Nothing keeps the partners from signing: the manager has said why each of the three is left out."""
    if artefact.kind in NEEDS_THEM:
        for part, missing in missing_before_sign_off(artefact.review).items():
            if missing:
                go_on_without(
                    artefact.review, by=cast.manager, part=part, reason="It is being done elsewhere."
                )


def decided_to_publish(cast, review, mode="full", **changes):
    """How it is published has been decided, after the Independent Advisor's comment on the report."""
    if not review.comments.exists():
        comment_on_report(review, by=cast.advisor, text="The report answers its questions.")
    if mode != "full":
        changes = {
            "reasons": "Too few families live like this one.",
            "instead": "What has improved since.",
            "none_fit_because": "Each improvement would say who it was.",
            "discussed_on": timezone.localdate(),
            "discussed": "The Panel agrees.",
        } | changes
    return decide_publication(review, by=cast.advisor, mode=mode, **changes)


def again(case):
    """The case as the database has it now."""
    return Case.objects.select_related("edition").get(pk=case.pk)


def fresh(made):
    """The artefact as the database has it now."""
    return Artefact.objects.select_related("review__case", "document").get(pk=made.pk)
