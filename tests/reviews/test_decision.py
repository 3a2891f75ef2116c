"""Who decides, on what grounds, and that a decision stays as it was made."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Appointment, Deadline, Edition, Event, Letter
from reviews.models import Case, Conflict, Decision, Outcome, PartnerPosition, Stage
from reviews.operations import decision as operations
from reviews.operations import panel, rapid_review
from reviews.operations.rapid_review import fingerprint
from tests.factories import reviews as made

DECISION = {"outcome": "lcspr", "grounds": "Criteria (a) and (c) are met.", "no_conflict": "on"}


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def decide(case, by, **changes):
    given = {"outcome": Outcome.LCSPR, "grounds": "Criterion (a) is met.", "no_conflict": True}
    return operations.decide(case, by=by, **given | changes)


def state(case, signatory, organisation, position="agrees", **more):
    return operations.state_position(
        case,
        by=signatory,
        organisation=organisation,
        position=position,
        seen=fingerprint(case.rapid_review),
        **more,
    )


def everybody_agrees(cast, case):
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        state(case, signatory, partner)


@pytest.fixture
def theirs(cast, partners_decide):
    """A case before the partners themselves."""
    case = made.for_decision(cast)
    Case.objects.filter(pk=case.pk).update(edition=partners_decide)
    return made.again(case)


@pytest.fixture
def partners_decide(cast):
    """Arrangements under which the statutory partners decide, in force from long ago until a day ago."""
    return Edition.objects.create(
        code="partners", title="Arrangements in which the partners decide", guidance="2023",
        published_on=date(2019, 1, 1), starts_on=date(2019, 1, 1), ends_on=date(2019, 1, 2),
        decides_reviews=Role.SIGNATORY, chairs_partnership=Role.SIGNATORY,
    )  # fmt: skip


# Who ------------------------------------------------------------------------------------------------------


def test_decide_is_the_independent_advisors_under_the_2019_arrangements(cast, case_for_decision, sign_in):
    case = case_for_decision

    answer = sign_in(cast.advisor).post(address("decide", case), DECISION)

    assert answer.status_code == 302
    decision = Decision.objects.get(case=case)
    assert (decision.outcome, decision.decided_by, decision.office) == (
        "lcspr",
        cast.advisor,
        Role.INDEPENDENT_ADVISOR,
    )
    assert (decision.edition, decision.relied_on) == (cast.edition, fingerprint(case.rapid_review))
    assert made.again(case).stage == Stage.RR_DECIDED


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("manager", 403),
        ("officer", 403),
        ("chair", 403),
        ("member", 403),
        ("police_lead", 403),
        ("reviewer", 403),
        ("administrator", 403),
    ],
)
def test_decide_is_nobody_elses(cast, case_for_decision, sign_in, who, status):
    case = case_for_decision

    answer = sign_in(getattr(cast, who)).post(address("decide", case), DECISION)

    assert answer.status_code == status
    assert not Decision.objects.exists()


def test_decide_does_not_even_exist_for_a_signatory_whose_partner_does_not_decide(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    signatory = sign_in(cast.signatories[0])

    assert may(cast.signatories[0], Can.DECIDE_REVIEWS)  # or the 404 would prove nothing
    assert [signatory.get(address(d, case)).status_code for d in ("decide", "send_back")] == [404, 404]
    assert signatory.post(address("decide", case), DECISION).status_code == 404
    assert signatory.post(address("send_back", case), {"comment": "Thin"}).status_code == 404
    assert made.again(case).stage == Stage.RR_DECISION


@pytest.mark.parametrize("who", ["manager", "officer", "chair", "member", "police_lead"])
def test_decide_is_refused_to_other_offices_even_without_the_page(cast, case_for_decision, who):
    case = case_for_decision

    with pytest.raises(
        Refused, match=r"^Under these arrangements the decision is for: Independent Advisor\.$"
    ):
        decide(case, getattr(cast, who))
    with pytest.raises(Refused, match="the decision is for: Independent Advisor"):
        rapid_review.send_back(case, by=getattr(cast, who), comment="Thin")


def test_decide_is_a_signatorys_where_the_edition_of_the_cases_day_names_the_partners(
    cast, sign_in, partners_decide
):
    case = made.for_decision(cast)
    case.edition = partners_decide
    case.save(update_fields=["edition"])
    everybody_agrees(cast, case)

    page = sign_in(cast.signatories[2]).get(address("decide", case))
    answer = sign_in(cast.signatories[2]).post(address("decide", case), DECISION)

    assert page.status_code == 200
    assert (answer.status_code, answer.url) == (302, reverse("home"))  # the case itself they cannot open
    decision = Decision.objects.get()
    assert (decision.office, decision.decided_by, decision.edition) == (
        Role.SIGNATORY,
        cast.signatories[2],
        partners_decide,
    )


def test_decide_is_not_the_advisors_where_the_edition_names_the_partners(cast, sign_in, partners_decide):
    case = made.for_decision(cast)
    case.edition = partners_decide
    case.save(update_fields=["edition"])

    assert sign_in(cast.advisor).post(address("decide", case), DECISION).status_code == 404
    with pytest.raises(Refused, match="the decision is for: Statutory partner signatory"):
        decide(made.again(case), cast.advisor)


def test_mistake_11_the_decider_is_never_somebody_who_wrote_any_version_of_the_report(cast, drafting_case):
    """Not only the last writer: whoever saved a draft at any time, and whoever recommended."""
    case = drafting_case
    texts = made.report("Written.")
    rapid_review.draft(case, by=cast.advisor, seen=1, **texts)
    rapid_review.draft(case, by=cast.officer, seen=2, **texts)
    rapid_review.recommend(case, by=cast.chair, recommendation="lcspr", reasons="More to learn")
    Appointment.objects.create(person=cast.chair, role=Role.INDEPENDENT_ADVISOR, starts_on=date(2020, 1, 1))
    chair = type(cast.chair).objects.get(pk=cast.chair.pk)

    for author in (cast.advisor, chair):
        with pytest.raises(Refused, match=r"^Anyone who drafted or recommended it cannot decide on it\.$"):
            decide(case, author)

    another = cast.person("Another advisor", Role.INDEPENDENT_ADVISOR)
    assert decide(case, another).decided_by == another


def test_mistake_11_nobody_of_the_business_unit_can_decide_in_the_advisors_name(
    cast, case_for_decision, sign_in
):
    case = case_for_decision

    for person in (cast.manager, cast.officer, cast.administrator, cast.learning_officer):
        assert sign_in(person).get(address("decide", case)).status_code == 403
        assert not may(person, Can.DECIDE_REVIEWS)


# On what grounds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"grounds": "  "}, "Answer ‘On what grounds?’"),
        ({"grounds": ""}, "Answer ‘On what grounds?’"),
        ({"outcome": ""}, "Choose an answer to ‘What is the decision?’"),
        ({"outcome": "local"}, "This differs from what the Case Review Group recommended. Say why"),
        ({"no_conflict": ""}, "Confirm that you have no conflict of interest."),
    ],
)
def test_decide_says_what_is_missing_and_loses_nothing_typed(
    cast, case_for_decision, sign_in, changes, sentence
):
    case = case_for_decision
    typed = DECISION | {"differs_because": "", "grounds": "An hour of thought."} | changes

    page = sign_in(cast.advisor).post(address("decide", case), typed)

    html = page.content.decode()
    assert page.status_code == 200
    assert sentence in html
    assert "grounds" in changes or "An hour of thought." in html
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"grounds": " "}, "Give the grounds of the decision."),
        ({"outcome": Outcome.NONE}, "This differs from what the Case Review Group recommended. Say why."),
        ({"no_conflict": False}, "Confirm that you have no conflict of interest."),
    ],
)
def test_decide_asks_the_same_without_the_page(cast, changes, sentence):
    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        decide(made.for_decision(cast), cast.advisor, **changes)


def test_decide_keeps_why_it_differs_from_the_recommendation(cast):
    case = made.for_decision(cast, recommendation=Outcome.LOCAL)

    decision = decide(case, cast.advisor, differs_because="Two audits found the same.")

    assert (decision.recommendation, decision.differs_because) == (
        Outcome.LOCAL,
        "Two audits found the same.",
    )


def test_decide_shows_all_that_it_rests_on(cast, case_for_decision, sign_in):
    case = case_for_decision

    page = sign_in(cast.advisor).get(address("decide", case)).content.decode()

    for said in (
        "What was found on identity.", "What was found on criterion d.", "There is more to learn.",
        "Arrangements 2019: the decision is for the Independent Advisor", "regulation 11",
        "What the statutory partners thought about notifying",
    ):  # fmt: skip
        assert said in page


def test_decide_late_asks_why_and_keeps_the_reason(cast, sign_in):
    with time_machine.travel("2026-02-02 10:00Z", tick=False):
        case = made.for_decision(cast)
    due = Deadline.objects.get(duty="decide")
    assert due.due_on == date(2026, 2, 20)

    with time_machine.travel("2026-02-23 10:00Z", tick=False):
        advisor = sign_in(cast.advisor)
        page = advisor.post(address("decide", case), DECISION).content.decode()
        answer = advisor.post(address("decide", case), DECISION | {"late_reason": "Illness"})

    assert "It was due by 20 February 2026. Say why it is late" in page
    assert answer.status_code == 302
    due.refresh_from_db()
    assert (due.done_on, due.late, due.late_reason) == (date(2026, 2, 23), True, "Illness")


def test_decide_keeps_the_version_and_checksum_of_all_that_it_relied_on(cast, case_for_decision):
    decision = decide(case_for_decision, cast.advisor, criteria=["c", "a"])

    assert decision.criteria == ["a", "c"]
    assert [(one["title"], one["version"]) for one in decision.documents] == [
        ("Rapid review", 1),
        ("Answer of Leicestershire Police", 1),
        ("Answer of University Hospitals of Leicester NHS Trust", 1),
    ]
    assert decision.documents[0]["checksum"] == decision.relied_on
    assert len({one["checksum"] for one in decision.documents}) == 3


def test_decide_shows_how_advice_was_answered(cast, case_for_decision):
    case = case_for_decision

    with pytest.raises(Refused, match="Say how the advice was answered"):
        decide(case, cast.advisor, advice_sought="Legal services: no bar to a review.")
    decision = decide(
        case, cast.advisor, advice_sought="Legal services: no bar.", advice_response="I follow it."
    )

    assert (decision.advice_sought, decision.advice_response) == ("Legal services: no bar.", "I follow it.")


# Conflicts of interest ------------------------------------------------------------------------------------


def test_declare_conflict_bars_that_person_and_tells_the_manager_that_another_is_needed(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    Letter.objects.all().delete()

    sign_in(cast.advisor).post(address("declare_conflict", case), {"reason": "I chaired that service."})

    told = Letter.objects.get()
    assert (told.recipient, told.label) == (cast.manager, "Another decider is needed")
    assert Conflict.objects.get().reason == "I chaired that service."
    assert sign_in(cast.advisor).post(address("decide", case), DECISION).status_code == 409
    with pytest.raises(Refused, match="You have declared a conflict of interest"):
        decide(case, cast.advisor)
    assert decide(case, cast.person("Another advisor", Role.INDEPENDENT_ADVISOR)).number == 1


@pytest.mark.parametrize("who", ["officer", "chair", "manager"])
def test_declare_conflict_is_for_whoever_would_decide(cast, who):
    with pytest.raises(Refused, match="the decision is for: Independent Advisor"):
        operations.declare_conflict(made.for_decision(cast), by=getattr(cast, who), reason="I know them.")


# The partners ---------------------------------------------------------------------------------------------


def test_state_position_shows_the_report_to_the_signatory_and_keeps_their_words(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    police = sign_in(cast.signatories[2])
    assert Letter.objects.filter(recipient=cast.signatories[2], path=address("state_position", case)).exists()

    page = police.get(address("state_position", case))
    thin = police.post(address("state_position", case), {"position": "does_not", "favours": "", "words": ""})
    answer = police.post(
        address("state_position", case),
        {"position": "does_not", "favours": "local", "words": "An audit is enough.",
         "seen": page.context["form"].initial["seen"]},
    )  # fmt: skip

    assert Deadline.objects.get(duty="position", owner=cast.signatories[2]).late is False
    assert "What was found on identity." in page.content.decode()
    assert "Say what should follow instead" in thin.content.decode()
    assert answer.status_code == 302
    position = PartnerPosition.objects.get()
    assert (position.organisation, position.stated_by, position.favours) == (
        cast.police, cast.signatories[2], "local",
    )  # fmt: skip
    assert "An audit is enough." in sign_in(cast.advisor).get(address("decide", case)).content.decode()
    decide(case, cast.advisor)
    assert not Deadline.objects.outstanding().filter(duty="position").exists()  # nobody is asked any more
    assert police.get(address("state_position", case)).status_code == 404  # and nothing more of the report


def test_state_position_is_a_signatorys_own_and_on_the_report_that_they_read(cast, case_for_decision):
    case = case_for_decision

    for person in (cast.signatories[0], cast.officer, cast.advisor):
        with pytest.raises(Refused, match="Only a signatory of Leicestershire Police can state its position"):
            state(case, person, cast.police)
    with pytest.raises(Refused, match="The rapid review has changed since you opened this page"):
        operations.state_position(
            case, by=cast.signatories[2], organisation=cast.police, position="agrees", seen="0" * 64
        )


def test_record_position_is_marked_as_written_down_by_staff_and_never_covers_a_signatorys_own(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    given = {"by": cast.officer, "given_on": timezone.localdate(), "position": "agrees"}

    with pytest.raises(Refused, match="Say who told you"):
        operations.record_position(case, organisation=cast.county, **given)
    operations.record_position(case, organisation=cast.county, office="Director", **given)
    state(case, cast.signatories[2], cast.police)
    with pytest.raises(Refused, match="Only its signatory can change it"):
        operations.record_position(case, organisation=cast.police, office="Director", **given)

    page = sign_in(cast.officer).get(case.get_absolute_url()).content.decode()
    assert "Recorded on its behalf" in page
    assert "told by: Director" in page
    assert "Stated by its signatory" in page


def test_decide_by_the_partners_waits_for_every_partners_own_word(cast, theirs):
    """Mistake 11: what staff wrote down for a partner decides nothing."""
    for signatory, partner in list(zip(cast.signatories, cast.partners, strict=True))[:3]:
        state(theirs, signatory, partner)
    operations.record_position(
        theirs, by=cast.officer, organisation=cast.health, position="agrees", office="Chief nurse",
        given_on=timezone.localdate(),
    )  # fmt: skip

    with pytest.raises(Refused, match="Not yet: Integrated Care Board"):
        decide(theirs, cast.signatories[0])
    state(theirs, cast.signatories[3], cast.health)

    assert decide(theirs, cast.signatories[0]).office == Role.SIGNATORY


def test_decide_by_the_partners_needs_all_of_them_to_favour_the_same(cast, theirs):
    everybody_agrees(cast, theirs)
    state(theirs, cast.signatories[1], cast.rutland, "does_not", favours="local", words="An audit is enough.")

    with pytest.raises(Refused, match="The partners do not agree on this: Rutland County Council"):
        decide(theirs, cast.signatories[0])
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        state(theirs, signatory, partner, "does_not", favours="local", words="We settled on an audit.")
    decision = decide(theirs, cast.signatories[0], outcome="local", differs_because="All four settled on it.")

    assert decision.outcome == Outcome.LOCAL
    assert theirs.positions.count() == 9  # each one is kept


def test_advise_stands_beside_the_partners_decision_with_their_answer(cast, sign_in, theirs):
    answer = sign_in(cast.advisor).post(address("advise", theirs), {"words": "Two audits found the same."})
    everybody_agrees(cast, theirs)
    page = sign_in(cast.signatories[0]).post(address("decide", theirs), DECISION).content.decode()
    sign_in(cast.signatories[0]).post(
        address("decide", theirs), DECISION | {"advice_response": "We follow it."}
    )

    assert answer.status_code == 302
    assert "Two audits found the same." in page
    assert "Say how the advice was answered" in page
    decision = Decision.objects.get()
    assert (decision.advice_sought, decision.advice_response) == (
        "Two audits found the same.",
        "We follow it.",
    )


def test_mistake_11_no_deed_lets_business_staff_decide_in_anothers_name(cast, theirs):
    """Below the page as well: deciding, advising and stating a position all ask whose office it is."""
    everybody_agrees(cast, theirs)
    for person in (cast.manager, cast.officer):
        with pytest.raises(Refused, match="the decision is for: Statutory partner signatory"):
            decide(theirs, person)
        with pytest.raises(Refused, match="Only the Independent Advisor gives this advice"):
            operations.advise(theirs, by=person, words="Agree.")
        with pytest.raises(Refused, match="Only a signatory of"):
            state(theirs, person, cast.county)
    assert not Decision.objects.exists()


# Frozen, superseded, never edited -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement", ["UPDATE reviews_decision SET grounds = 'other'", "DELETE FROM reviews_decision"]
)
def test_decide_freezes_the_decision_in_the_database_itself(cast, decided_case, statement):
    with (
        pytest.raises(DatabaseError, match="A decision is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_mistake_12_a_new_decision_supersedes_and_the_first_stays_readable(cast, sign_in):
    case = made.awaiting_panel(cast, outcome=Outcome.NONE)
    first = case.decision
    panel.hear_from_panel(
        case, by=cast.officer, kind="disagrees", received_on=first.decided_on, summary="Think again."
    )

    given = {"differs_because": "The Panel thinks a review would add to it."}
    with pytest.raises(Refused, match="Say why a new one replaces it"):
        decide(case, cast.advisor, **given)
    preset = sign_in(cast.advisor).get(address("decide", case)).context["form"].initial
    second = decide(case, cast.advisor, superseded_because="The Panel did not agree.", **given)

    assert (second.supersedes, made.again(case).decision) == (first, second)
    first.refresh_from_db()
    assert (first.outcome, first.grounds) == (Outcome.NONE, "Criteria (a) and (c) are met.")
    page = sign_in(cast.officer).get(case.get_absolute_url()).content.decode()
    assert (preset["panels_view"], preset["criteria"]) == (
        "Think again.",
        ["d"],
    )  # criterion (d), already there
    assert (second.number, second.criteria, second.panels_view) == (2, ["d"], "Think again.")
    assert second.superseded_because == "The Panel did not agree."
    assert "The Panel did not agree." in page
    assert "Superseded: the decision of" in page
    assert Outcome.NONE.label in page
    assert Outcome.LCSPR.label in page


def test_decide_twice_makes_one_decision(cast, case_for_decision, sign_in):
    case = case_for_decision
    advisor = sign_in(cast.advisor)

    first = advisor.post(address("decide", case), DECISION)
    again = advisor.post(address("decide", case), DECISION)

    assert (first.status_code, again.status_code) == (302, 200)
    assert Decision.objects.count() == 1
    assert Event.objects.filter(verb="decided").count() == 1


def test_decide_tells_the_business_unit_and_the_chair_without_saying_what(cast, case_for_decision):
    case = case_for_decision
    Letter.objects.all().delete()

    decide(case, cast.advisor, grounds="An unmistakable ground.")

    told = Letter.objects.filter(label="A decision was made")
    assert {letter.recipient for letter in told} == {
        cast.manager, cast.officer, cast.second_officer, cast.chair
    }  # fmt: skip
    said = " ".join(f"{one.subject} {one.label} {one.path}" for one in told)
    assert "unmistakable" not in said
    assert Outcome.LCSPR.label not in said


# Returning it ---------------------------------------------------------------------------------------------


def test_send_back_returns_it_for_work_and_stops_no_clock(cast, case_for_decision, sign_in):
    case = case_for_decision
    clocks = Deadline.objects.outstanding().exclude(
        duty="position"
    )  # a position on what went back is not asked
    before = set(clocks.values_list("duty", "due_on"))

    answer = sign_in(cast.advisor).post(address("send_back", case), {"comment": "Say more on identity."})

    assert answer.status_code == 302
    assert made.again(case).stage == Stage.RR_DRAFTING
    assert set(clocks.all().values_list("duty", "due_on")) == before
    assert not Deadline.objects.outstanding().filter(duty="position").exists()
    assert "decide" in dict(before)


def test_send_back_needs_a_comment(cast, case_for_decision, sign_in):
    case = case_for_decision

    page = sign_in(cast.advisor).post(address("send_back", case), {"comment": " "})

    assert "Answer ‘What is missing?’" in page.content.decode()
    assert made.again(case).stage == Stage.RR_DECISION


@pytest.mark.parametrize("make", [made.answered, made.drafting, made.decided])
def test_send_back_is_only_for_what_waits_for_a_decision(cast, make):
    """From gathering the table would let a case become “drafting”: sending back must not be that door."""
    case = make(cast)

    with pytest.raises(Refused, match="not waiting for a decision"):
        rapid_review.send_back(case, by=cast.advisor, comment="Thin")

    assert made.again(case).stage == case.stage
