"""The whole machine of a case: no order of deeds skips a guard, and what is refused changes nothing and says why."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnership.access import Refused, Role
from partnership.models import Action, Event, Letter
from reviews.models import Artefact, Case, LocalReview, Outcome, PanelMessage, Stage
from reviews.operations import (
    case as intake,
)
from reviews.operations import (
    closing,
    decision,
    dispute,
    elsewhere,
    information,
    local_review,
    national,
    panel,
    publication,
    rapid_review,
    review,
    routes,
    screening,
    under_way,
)
from reviews.rules.case import ENTRIES, NEXT
from reviews.rules.rapid_review import SECTION_NAMES
from tests.factories import reviews as made
from tests.factories import routes as other_ways
from tests.factories.family import member

TEXT = "Because it is so."


def today():
    return timezone.localdate()


def soon():
    return today() + timedelta(20)


# Every deed that may change where a case stands, as somebody with everything to hand would try it ------------


def screen(cast, case):
    intake.screen(case, by=cast.officer, aware_on=today(), responsible_authority=cast.county,
                  views=[(partner, "notify") for partner in cast.partners])  # fmt: skip


def screen_without_views(cast, case):
    intake.screen(case, by=cast.officer, aware_on=today(), responsible_authority=cast.county)


def decide_to_notify(cast, case):
    screening.decide_to_notify(case, by=cast.officer, office="Director", reason=TEXT)


def do_not_notify(cast, case):
    screening.do_not_notify(case, by=cast.officer, office="Director", reason=TEXT)


def notify(cast, case):
    intake.notify(case, by=cast.officer, aware_on=case.aware_on or today(), sent_at=timezone.now(),
                  sent_by_office="Director", responsible_authority=cast.county)  # fmt: skip


def ask_agencies(cast, case):
    information.ask_agencies(
        case, by=cast.officer, organisations=[cast.police, cast.hospital], scope="The child."
    )


def hold_meeting(cast, case):
    rapid_review.hold_meeting(
        case, by=cast.officer, meeting_on=today(), rows=made.attended(cast), missing_accepted=True
    )


def hold_meeting_silently(cast, case):
    rapid_review.hold_meeting(case, by=cast.officer, meeting_on=today(), rows=made.attended(cast))


def write(cast, case):
    report = getattr(case, "rapid_review", None)
    seen = report.revision if report else 0
    rapid_review.draft(case, by=cast.officer, seen=seen, **made.report())


def recommend(cast, case):
    rapid_review.recommend(case, by=cast.chair, recommendation=Outcome.LCSPR, reasons=TEXT)


def send_back(cast, case):
    rapid_review.send_back(case, by=cast.advisor, comment=TEXT)


def decide(cast, case):
    decision.decide(case, by=cast.advisor, outcome=Outcome.LCSPR, grounds=TEXT, no_conflict=True,
                    superseded_because=TEXT)  # fmt: skip


def decide_otherwise(cast, case):
    decision.decide(case, by=cast.advisor, outcome=Outcome.NONE, grounds=TEXT, no_conflict=True, differs_because=TEXT,
                    superseded_because=TEXT)  # fmt: skip


def decide_as_officer(cast, case):
    decision.decide(case, by=cast.officer, outcome=Outcome.LCSPR, grounds=TEXT, no_conflict=True)


def send_to_panel(cast, case):
    panel.send_to_panel(
        case, by=cast.officer, sent_on=today(), content=made.pdf(str(timezone.now())), filename="r.pdf"
    )


def hears(kind):
    def hear(cast, case):
        panel.hear_from_panel(case, by=cast.officer, kind=kind, received_on=today(), summary=TEXT)

    return hear


def find_not_met(cast, case):
    routes.find_not_met(case, by=cast.officer, panel_told_on=today(), **other_ways.NOT_MET)


def confirm_not_met(cast, case):
    finding = case.findings_not_met.filter(agreed=None).first()
    routes.confirm_not_met(case, by=cast.advisor, agreed=True, seen=str(finding.pk if finding else ""))


def no_rapid_review(cast, case):
    routes.no_rapid_review(case, by=cast.manager, to=Stage.CLOSED_RECORDED, reason=TEXT, none_suspected=True)


def close_without_action(cast, case):
    routes.close_without_action(case, by=cast.advisor, reason=TEXT)


def choose_local_review(cast, case):
    local_review.choose_local_review(
        case, by=cast.advisor, kind=LocalReview.Kind.AUDIT, questions=TEXT, lead_organisation=cast.police,
        due_on=soon(), reason=TEXT,
    )  # fmt: skip


def set_up_local_review(cast, case):
    local_review.set_up_local_review(case, by=cast.officer, kind=LocalReview.Kind.AUDIT, questions=TEXT,
                                     lead_organisation=cast.police, due_on=soon())  # fmt: skip


def finish_local_review(cast, case):
    local_review.finish_local_review(case, by=cast.officer, findings=TEXT, learnt=TEXT, finished_on=today())


def begin_national(cast, case):
    then = "suspended" if hasattr(case, "review") else "none"
    national.begin_national_review(case, by=cast.officer, begun_on=today(), local_review=then, reason=TEXT)


def end_national(cast, case):
    national.end_national_review(case, by=cast.officer, report_address="https://www.gov.uk/x", reported_on=today(),
                                 result=TEXT)  # fmt: skip


def finish_elsewhere(cast, case):
    elsewhere.finish_elsewhere(case, by=cast.officer, to=Stage.LEARNING, outcome=TEXT)


def begin_review(cast, case):
    review.begin_review(case, by=cast.manager)


def send_final_draft(cast, case):
    if not hasattr(case, "review"):
        raise Refused("There is no review to draft.")
    under_way.send_draft(
        case.review, by=cast.officer, content=made.pdf(str(timezone.now())), filename="d.pdf", final=True
    )


def dispute_it(cast, case):
    dispute.raise_dispute(case, by=cast.signatories[0], organisation=cast.partners[0], about=TEXT)


def end_dispute(cast, case):
    open_one = case.disputes.filter(ended_at=None).first()
    if open_one is None:
        raise Refused("Nothing is in dispute.")
    dispute.end_dispute(open_one, by=cast.officer, response=TEXT, outcome=TEXT)


def advise(cast, case):
    open_one = case.disputes.filter(ended_at=None).first()
    if open_one is None:
        raise Refused("Nothing is in dispute.")
    dispute.advise_dispute(open_one, by=cast.advisor, advice=TEXT)


def sign_everything(cast, case):
    for artefact in Artefact.objects.filter(review__case=case, state="signing"):
        for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
            publication.sign(artefact, by=signatory, organisation=partner)


def open_an_action(cast, case):
    Action.objects.create(title="Do it", origin=case.reference, organisation=cast.police, opened_by=cast.officer,
                          original_target_on=soon(), target_on=soon())  # fmt: skip


def tell_the_family(cast, case):
    member(cast, case, role=f"Relative {case.family.count() + 1}")


def close(cast, case):
    closing.close(case, by=cast.manager, **other_ways.CLOSING)


def ask_to_reopen(cast, case):
    closing.ask_to_reopen(case, by=cast.manager, to=Stage.REFERRED, new_information=TEXT)


def agree_to_reopen(cast, case):
    asked = case.reopenings.filter(agreed=None).first()
    closing.agree_to_reopen(case, by=cast.advisor, agreed=True, seen=str(asked.pk if asked else ""))


def take_up_again(cast, case):
    screening.take_up_again(case, by=cast.officer, new_information=TEXT)


DEEDS = [
    take_up_again, screen, screen_without_views, decide_to_notify, do_not_notify, notify, ask_agencies, hold_meeting,
    hold_meeting_silently, write, recommend, send_back, decide, decide_otherwise, decide_as_officer, send_to_panel,
    hears(PanelMessage.Kind.AGREES), hears(PanelMessage.Kind.DISAGREES), find_not_met, confirm_not_met,
    no_rapid_review, close_without_action, choose_local_review, set_up_local_review, finish_local_review,
    begin_national, end_national, finish_elsewhere, begin_review, send_final_draft, dispute_it, advise, end_dispute,
    sign_everything, open_an_action, tell_the_family, close, ask_to_reopen, agree_to_reopen,
]  # fmt: skip

BEGINNINGS = [
    made.refer_case, made.screened, made.notified, made.gathering, made.drafting, made.for_decision, made.decided,
    made.awaiting_panel, made.agreed, made.in_review, made.not_notified, other_ways.recorded,
    other_ways.found_not_met, other_ways.criteria_not_met, other_ways.local_review,
]  # fmt: skip


# What has to hold of a case, whatever was done to it, and in which order -------------------------------------


def history(case):
    """The stages that the record says it has been at, in order."""
    moves = Event.objects.about(case).filter(verb="moved").order_by("pk")
    return [(event.facts["old"], event.facts["new"]) for event in moves]


def broken(case):
    """Every law of the machine that the case breaks, as sentences."""
    moves = history(case)
    been = {new for _, new in moves} | {case.stage}
    report = getattr(case, "rapid_review", None)
    newest = case.decision
    holds = {
        "moves are those of the table": all(new in NEXT[old] for old, new in moves),
        "moves follow one another": all(a[1] == b[0] for a, b in pairwise(moves)),
        "it begins where a case may begin": (moves[0][0] if moves else case.stage) in ENTRIES,
        "the stage is where the last move left it": not moves or moves[-1][1] == case.stage,
        "notified: sent after awareness": "notified" not in been
        or case.aware_on <= case.notification.sent_on <= today(),
        "gathering: agencies were asked": "rr_gathering" not in been or case.requests.exists(),
        "writing: the meeting was held": "rr_drafting" not in been or bool(report.meeting_on),
        "for decision: every section is there": "rr_decision" not in been
        or all(getattr(report, name).strip() for name in SECTION_NAMES),
        "decided: by the office, on grounds, by nobody who wrote it": "rr_decided" not in been
        or all(
            d.grounds and d.office == case.edition.decides_reviews and d.decided_by_id != report.drafted_by_id
            for d in case.decisions.all()
        ),
        "decisions supersede one another in one line": case.decisions.filter(superseded_by=None).count() <= 1,
        "decided: there is one": "rr_decided" not in been or newest is not None,
        "with the Panel: it was sent": "await_panel" not in been
        or case.panel_messages.filter(kind=PanelMessage.Kind.SENT_RAPID_REVIEW).exists(),
        "not notified: why": "not_notified" not in been or bool(case.not_notified_reason),
        "not met: two people said so": "criteria_not_met" not in been
        or all(f.answered_by_id != f.asked_by_id for f in case.findings_not_met.exclude(agreed=None)),
        "under way: somebody is appointed": "lcspr_active" not in been
        or case.review.reviewers.exists()
        or hasattr(case, "inherited"),
        "publication: every partner signed": "pub_decision" not in been
        or case.review.artefacts.filter(sign_offs__isnull=False).exists(),
        "closed: with nothing open": case.stage != "closed"
        or not Action.objects.filter(origin=case.reference).outstanding().exists(),
        "over: nothing is due": case.stage not in ("closed", "closed_nfa", "closed_recorded")
        or not case.clocks.filter(deadline__done_on=None, deadline__ended_on=None).exists(),
        "no deadline is both late and without a reason": not case.clocks.filter(
            deadline__late=True, deadline__late_reason=""
        ).exists(),
    }
    return [law for law, kept in holds.items() if not kept]


def standing(case):
    """What a deed that is refused must leave as it was: the case itself, its clocks, what is recorded and promised."""
    row = Case.objects.filter(pk=case.pk).values().get()
    clocks = list(
        case.clocks.values_list("deadline", "deadline__done_on", "deadline__ended_on").order_by("pk")
    )
    return row, clocks, Event.objects.count(), Letter.objects.count()


def attempt(cast, case, deed):
    """Try it: the sentence of the refusal, or None. What is refused must have changed nothing."""
    before = standing(case)
    said = None
    try:
        deed(cast, case)  # no transaction of ours: the deed undoes what it had begun
    except Refused as refused:
        said = str(refused).strip()
    if said is not None:
        assert standing(case) == before, f"{deed.__name__} was refused and changed something"
        assert said.endswith((".", "?", "”")), f"{deed.__name__} says no sentence: {said}"
    return said


@pytest.mark.parametrize("begin", BEGINNINGS, ids=lambda begin: begin.__name__)
def test_from_every_stage_each_deed_moves_by_the_table_or_says_why_not(cast, begin):
    beginning = begin(cast)
    stage = beginning.stage
    for deed in DEEDS:
        with transaction.atomic():
            case = made.again(beginning)
            refusal = attempt(cast, case, deed)
            after = made.again(beginning)
            if refusal is None and after.stage != stage:
                assert after.stage in NEXT[stage], f"{deed.__name__} went from {stage} to {after.stage}"
            assert broken(after) == [], f"{deed.__name__} at {stage}"
            transaction.set_rollback(True)


@settings(
    max_examples=15,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # a walk is told as it was found: making it shorter costs minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(begin=st.sampled_from(BEGINNINGS), deeds=st.lists(st.sampled_from(DEEDS), min_size=4, max_size=14))
def test_no_order_of_deeds_skips_a_guard(cast, begin, deeds):
    with transaction.atomic():
        case = begin(cast)
        for deed in deeds:
            attempt(cast, made.again(case), deed)
            assert broken(made.again(case)) == []
        transaction.set_rollback(True)


def test_every_stage_can_be_left_or_is_an_end():
    """No case is stuck: from wherever it may begin, every stage can be reached, and each leads to an end."""
    reached, waiting = set(), list(ENTRIES)
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += NEXT[stage]
    assert reached == set(Stage.values)
    ends = {"closed", "closed_nfa", "closed_recorded"}
    for stage in Stage.values:
        seen, waiting = set(), [stage]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += NEXT[here]
        assert seen & ends, stage


def test_an_officer_can_never_decide(cast):
    assert Role.INDEPENDENT_ADVISOR not in cast.officer.roles
    with pytest.raises(Refused, match=r"the decision is for: Independent Advisor"):
        decide_as_officer(cast, made.for_decision(cast))
