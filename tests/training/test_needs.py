"""The yearly needs analysis: from evidence to what was taken up, what not and why."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Event, LearningPoint, Letter
from partnership.operations.learning import note
from tests.factories import needs as made
from tests.factories import plan as plans
from training.models import Need, NeedEvidence, NeedsAnalysis, NeedScore, YearlyEvaluation
from training.operations import needs as operations
from training.operations import needs_scoring as scoring
from training.operations.needs_paper import whole
from training.rules.needs import CALLED, NEXT, check_move, due_on, weighed
from training.views.needs import find_need

CRITERIA = [{"code": "risk", "label": "Risk", "weight": 3}, {"code": "many", "label": "Many", "weight": 1}]
SCALE = [{"value": value, "label": str(value)} for value in range(4)]


@pytest.fixture(autouse=True)
def a_monday_in_january():
    with time_machine.travel(datetime(2027, 1, 11, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_an_analysis_is_due_before_its_year_begins():
    assert due_on(2027) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("old", "new"), [(old, new) for old in CALLED for new in CALLED if new not in NEXT[old]]
)
def test_an_analysis_goes_no_other_way(old, new):
    with pytest.raises(Refused, match=CALLED[old]):
        check_move(old, new)


def test_scores_are_weighed_means_of_everybody_and_say_where_people_are_far_apart():
    scores = [("risk", 1, 3), ("many", 1, 0), ("risk", 2, 1), ("many", 2, 1)]

    found = weighed(scores, criteria=CRITERIA, scale=SCALE)

    # risk 2 × 3 + many 0.5 × 1 = 6.5 of 3 × 4 = 12
    assert (found.total, found.people, found.apart) == (54, 2, ("Risk",))
    assert weighed(scores[:1], criteria=CRITERIA, scale=SCALE).total is None


def test_evidence_is_proposed_once_and_what_a_person_left_out_stays_out(cast):
    plans.approved(cast)
    note(by=cast.officer, text="Fathers are not asked.", origin="audit", reference="MA-2026-1")
    case = note(
        by=cast.officer, text="The mother of child 1 said so.", origin="review", reference="CR-2026-4"
    )
    analysis = made.begun(cast)
    found = NeedEvidence.objects.filter(year=2027)

    assert sorted(found.values_list("kind", flat=True)) == ["audit", "priority", "priority"]
    operations.pick_evidence(analysis, by=cast.officer, picked=list(found.filter(kind="audit")))
    assert operations.gather_needs(analysis, by=cast.officer) == 0
    assert set(found.values_list("kind", "standing")) == {("audit", "picked"), ("priority", "left")}
    LearningPoint.objects.filter(pk=case.pk).update(public=True)
    assert operations.gather_needs(analysis, by=cast.officer) == 1
    assert found.get(kind="learning").standing == "proposed"


def test_what_the_group_agreed_of_a_year_of_training_is_proposed_once_to_the_analysis_after_it(cast):
    group = made.learning(cast)
    said = {"year": 2025, "group": group, "figures": {}, "next_year": "Two more sessions on bruises."}
    evaluation = YearlyEvaluation.objects.create(**said)
    analysis = made.begun(cast)
    found = NeedEvidence.objects.filter(kind="evaluation")
    assert not found.exists()  # the group has not agreed it

    YearlyEvaluation.objects.filter(pk=evaluation.pk).update(
        state="agreed", agreed_by=made.chair(), agreed_at=timezone.now()
    )
    assert operations.gather_needs(analysis, by=cast.learning_officer) == 1
    assert operations.gather_needs(analysis, by=cast.learning_officer) == 0
    proposed = found.get()
    assert (proposed.words, proposed.source) == (said["next_year"], "Training in 2025/26")
    assert proposed.path == reverse("training:yearly_evaluation", args=[2025])


def test_a_need_rests_on_picked_evidence_of_its_year(cast):
    analysis = made.begun(cast)
    need = made.with_need(cast, analysis)
    with pytest.raises(Refused, match="A need is based on “Bruises on babies"):
        operations.pick_evidence(analysis, by=cast.officer, picked=[])

    stranger = NeedEvidence.objects.create(
        kind="other", key="other:1", words="Elsewhere.", known_on=date(2027, 1, 4), year=2028
    )
    with pytest.raises(Refused, match="Select from the evidence chosen for this year"):
        operations.change_need(need, by=cast.officer, seen=1, **made.SAYS | {"evidence": [stranger]})


def test_a_need_without_evidence_is_not_scored(cast):
    analysis = made.begun(cast)
    operations.add_need(analysis, by=cast.officer, **made.SAYS)
    analysis.refresh_from_db()

    with pytest.raises(Refused, match="Need 1 has no evidence yet"):
        scoring.begin_scoring(analysis, by=cast.officer, seen=analysis.revision)


def test_each_scores_for_themselves_and_the_later_score_counts(cast):
    need = made.scoring(cast).needs.first()
    scoring.score_need(need, by=cast.learning_officer, values=made.LOW)
    scoring.score_need(need, by=made.member(), values=made.HIGH)
    scoring.score_need(need, by=cast.learning_officer, values=made.HIGH)

    assert NeedScore.objects.count() == 8
    # risk 3 × 4 + many 2 × 2 + gap 3 × 3 + together 1 × 1 = 26 of 3 × 10
    assert whole(need.analysis)["rows"][0]["score"].total == 87
    with pytest.raises(Refused, match="How many need it"):
        scoring.score_need(need, by=cast.officer, values={"risk": 3, "many": 9, "gap": 1, "together": 1})


def test_nothing_goes_to_the_group_undecided_or_scored_by_its_members_alone(cast):
    analysis = made.scoring(cast)
    for need in analysis.needs.all():
        with pytest.raises(Refused, match="Nobody has scored"):
            scoring.decide_need(need, by=cast.officer, seen=1, decision="taken_up", why="Yes.")
        scoring.score_need(need, by=made.member(), values=made.HIGH)
    analysis.refresh_from_db()
    with pytest.raises(Refused, match="Nobody from the business unit has scored need 1"):
        scoring.put_needs(analysis, by=cast.officer, seen=analysis.revision)
    for need in analysis.needs.all():
        scoring.score_need(need, by=cast.learning_officer, values=made.HIGH)
    analysis.refresh_from_db()
    with pytest.raises(Refused, match="Need 1 has not been decided yet"):
        scoring.put_needs(analysis, by=cast.officer, seen=analysis.revision)


def test_the_chair_is_written_to_and_agrees_what_others_wrote(cast):
    analysis = made.with_group(cast)
    letter = Letter.objects.get(key__startswith=f"needs:{analysis.pk}:put")
    assert (letter.recipient, letter.path) == (made.chair(), analysis.get_absolute_url())
    with pytest.raises(Refused, match="You wrote part of it, so someone else must agree it"):
        scoring.agree_needs(analysis, by=cast.learning_officer, seen=analysis.revision, agreed_how="LDG-1")

    found = scoring.agree_needs(analysis, by=made.chair(), seen=analysis.revision, agreed_how="LDG-1")
    found.deadline.refresh_from_db()
    assert (found.state, found.deadline.done_on, found.deadline.late) == ("agreed", date(2027, 1, 11), False)


def test_what_the_group_sends_back_comes_with_its_reason(cast):
    analysis = made.with_group(cast)
    scoring.return_needs(analysis, by=made.chair(), reason="Ask the districts too.")

    analysis.refresh_from_db()
    assert (analysis.state, analysis.returned_because) == ("scoring", "Ask the districts too.")


@pytest.mark.parametrize(
    "change",
    [
        lambda analysis: analysis.needs.update(title="Other"),
        lambda analysis: analysis.needs.first().delete(),
        lambda analysis: NeedScore.objects.update(value=0),
        lambda analysis: NeedEvidence.objects.update(words="Other"),
        lambda analysis: analysis.needs.first().evidence.clear(),
        lambda analysis: type(analysis).objects.update(introduction="Other"),
        lambda analysis: Need.objects.create(
            analysis=analysis, number=9, level=1, written_by=analysis.started_by
        ),
    ],
)
def test_an_agreed_analysis_is_frozen_in_the_database_too(cast, change):
    analysis = made.agreed(cast)

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        change(analysis)


def test_a_need_that_was_not_taken_up_is_carried_over_once_with_its_evidence(cast):
    before = made.agreed(cast, 2026)
    analysis = made.begun(cast, 2027)
    old = operations.to_carry(analysis).get()

    need = operations.carry_need(analysis, old, by=cast.officer)

    assert (old.analysis, need.title, need.carried_from) == (before, "Writing chronologies", old)
    assert need.evidence.get().words == made.NATIONAL["words"]
    with pytest.raises(Refused, match="This need has already been carried over or taken up"):
        operations.carry_need(analysis, old, by=cast.officer)


def test_who_reads_sees_what_was_taken_up_what_not_and_why(cast, sign_in):
    analysis = made.agreed(cast)
    page = sign_in("partner_lead").get(analysis.get_absolute_url()).content.decode()

    assert page.index("Taken up") < page.index("Babies died.") < page.index("Not taken up")
    assert "Each agency teaches it itself." in page
    table = sign_in("partner_lead").get(f"{analysis.get_absolute_url()}file/csv/").content.decode("utf-8-sig")
    assert table.splitlines()[0].startswith(
        "Number,Need,What people must be able to do,Who,Level,People,Risk to"
    )
    assert "Not taken up,Each agency teaches it itself." in table


def test_a_colleagues_score_shows_once_one_has_given_ones_own(cast, sign_in):
    need = made.scoring(cast).needs.first()
    scoring.score_need(need, by=cast.officer, values=made.HIGH)
    address = f"/training/needs/need/{need.pk}/score/"
    browser = sign_in(cast.learning_officer)

    assert "of 100" not in browser.get(address).content.decode()
    browser.post(address, made.LOW)
    assert "of 100" in browser.get(address).content.decode()


def test_the_groups_member_scores_and_another_groups_does_not(cast, sign_in):
    need = made.scoring(cast).needs.first()
    address = f"/training/needs/need/{need.pk}/score/"

    assert sign_in(made.member()).post(address, made.HIGH).status_code == 302
    assert sign_in(cast.outsider).get(address).status_code == 404


def test_a_need_is_found_by_who_may_know_of_its_analysis_whichever_page_looks_for_it(cast, rf):
    need = made.with_need(cast, made.begun(cast))

    def found_by(person):
        request = rf.get("/")
        request.user = person
        return find_need(request, need.pk)

    assert found_by(cast.learning_officer) == need
    with pytest.raises(Http404):
        found_by(made.member())  # whose group sees it once it is scored


def test_the_analysis_takes_as_many_queries_with_three_needs_as_with_one(
    cast, sign_in, django_assert_num_queries
):
    analysis, browser = made.begun(cast), sign_in("learning_officer")
    made.with_need(cast, analysis)
    address = analysis.get_absolute_url()
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for title in ("Second", "Third"):
        made.with_need(cast, analysis, title=title)
    with django_assert_num_queries(len(one)):
        browser.get(address)


def test_the_agreed_analysis_is_a_pdf(cast, sign_in):
    analysis = made.agreed(cast)
    answer = sign_in("group_member").get(f"{analysis.get_absolute_url()}pdf/")

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer["Content-Disposition"] == 'attachment; filename="lna-2027.pdf"'


# Begun by mistake ------------------------------------------------------------------------------------------


def test_discard_needs_takes_its_needs_and_leaves_the_evidence_of_the_year(cast, sign_in):
    analysis = made.begun(cast)
    made.with_need(cast, analysis)
    evidence = NeedEvidence.objects.filter(year=analysis.year).count()
    client = sign_in(cast.officer)
    address = reverse("training:discard_needs", args=[analysis.pk])
    assert address in client.get(analysis.get_absolute_url()).text

    answer = client.post(address, {"reason": "Next year was meant."}, follow=True)

    assert f"{analysis} is discarded." in answer.text
    assert not NeedsAnalysis.objects.filter(pk=analysis.pk).exists()
    assert NeedEvidence.objects.filter(year=analysis.year).count() == evidence > 0
    assert not Deadline.objects.outstanding().filter(reference=analysis.reference).exists()
    assert Event.objects.get(verb="discarded").why == "Next year was meant."
    assert operations.start_needs(analysis.year, by=cast.officer).reference == analysis.reference


def test_an_analysis_that_was_scored_or_is_with_the_group_stays(cast):
    analysis = made.decided(cast)
    with pytest.raises(Refused, match="Somebody has scored its needs"):
        operations.discard_needs(analysis, by=cast.officer, reason="A mistake.")
    NeedsAnalysis.objects.filter(pk=analysis.pk).update(state="with_group")
    with pytest.raises(Refused, match="This analysis is with the group"):
        operations.discard_needs(analysis, by=cast.officer, reason="A mistake.")
