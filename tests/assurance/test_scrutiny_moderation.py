"""Moderated scores beside agencies' own, the agency's reply, the senior decision, and what becomes final."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assurance.models import ModeratedScore, Moderation, ScoreDecision
from assurance.operations.scrutiny import moderation as operations
from assurance.operations.scrutiny import replies
from assurance.rules.scrutiny import (
    AWAITING,
    CLOCKS,
    GivenReply,
    GivenScore,
    check_independent,
    check_same_answers,
    reply_clock,
    tally,
)
from partnership.access import Refused
from partnership.models import Answer, Deadline, LearningPoint, Letter
from partnership.operations.people import appoint
from partnership.operations.questionnaires import save_answer, submit
from tests.factories import scrutiny as made
from tests.factories.assurance import LONDON, TODAY, open_round, question, return_of

BOTTOM = "We found nothing that shows it."


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def opened(cast):
    return made.police_return(cast)


def page(name, opened, *more):
    return reverse(f"assurance:{name}", args=[opened.pk, *more])


# Laws ----------------------------------------------------------------------------------------------------


def test_the_window_is_fourteen_days_unless_the_partnership_agreed_others():
    assert CLOCKS["reply"].due(date(2027, 3, 22)) == date(2027, 4, 5)  # over Easter and the change of clocks
    assert "14 days" in CLOCKS["reply"].rule
    assert "PAMMS" in CLOCKS["reply"].source
    other = reply_clock(21)
    assert (other.due(date(2027, 3, 22)), other.source) == (date(2027, 4, 12), "Agreed by the partnership")


def test_a_round_is_counted_by_where_its_returns_are():
    assert [(words, number) for _, words, number in tally(["", "final", "", "shared"])] == [
        (AWAITING, 2),
        ("Being moderated", 0),
        ("With the agency", 1),
        ("With the Independent Advisor", 0),
        ("To be made final", 0),
        ("Final", 1),
    ]


# Scores --------------------------------------------------------------------------------------------------


def test_moderate_keeps_the_own_score_and_the_label_of_the_day(cast, opened):
    moderation = made.scored(opened, cast.officer, value=0, note=BOTTOM)
    score = moderation.scores.get()
    assert (score.value, score.label, score.scale_name, score.note) == (0, "Poor", "Three words", BOTTOM)
    own = Answer.objects.get(assurance_return=opened, question__code="rating")
    assert (own.value, own.label) == (1, "Middling")
    # mistake 3: how far it is says nothing of what was found
    assert moderation.state == "moderating"


def test_moderate_wants_a_reason_where_the_score_is_not_the_agencys_own(cast, opened):
    with pytest.raises(Refused, match="Enter why the score differs from the agency’s own"):
        made.scored(opened, cast.officer, value=2, note=" ")
    assert made.scored(opened, cast.officer, value=1, note="").scores.get().as_self is True


def test_moderate_tells_two_moderators_of_each_other(cast, opened):
    made.scored(opened, cast.officer, value=0, note="First")
    given = GivenScore(question(opened.round, "rating"), seen=0, value=2, note="Second")
    (conflict,) = operations.save_scores(opened, [given], by=cast.manager)
    assert (conflict.theirs.note, conflict.theirs.moderated_by) == ("First", cast.officer)
    assert ModeratedScore.objects.get().note == "First"
    again = GivenScore(given.question, seen=1, value=2, note="Second")
    assert operations.save_scores(opened, [again], by=cast.manager) == []
    assert ModeratedScore.objects.get().moderated_by == cast.manager


def test_moderate_on_its_page_shows_both_scores_and_keeps_what_was_typed(cast, opened, sign_in):
    made.scored(opened, cast.manager, value=0, note="Meanwhile")
    rated = question(opened.round, "rating")
    address = page("moderate", opened, rated.section_id)
    browser = sign_in(cast.officer)
    typed = {"version": "", f"q{rated.pk}": "2", f"q{rated.pk}_note": "Mine"}
    answer = browser.post(address, typed)
    assert answer.status_code == 200
    assert "Meanwhile" in answer.text
    assert "Mine" in answer.text
    assert ModeratedScore.objects.get().note == "Meanwhile"
    typed["version"] = answer.context["form"]["version"].value()
    assert browser.post(address, typed).status_code == 302
    assert ModeratedScore.objects.get().note == "Mine"


def test_nobody_moderates_their_own_agencys_return_whatever_hat_they_wear(cast, opened, sign_in):
    appoint(
        cast.officer, "partner_lead", by=cast.manager, organisation=cast.police, starts_on=date(2026, 1, 1)
    )
    officer = type(cast.officer).objects.get(pk=cast.officer.pk)
    with pytest.raises(Refused, match="Nobody moderates the return of an agency they belong to"):
        made.scored(opened, officer)
    officer.act_as([one.pk for one in officer.held_today if one.role == "board_officer"])
    with pytest.raises(Refused, match="belong to"):
        made.scored(opened, officer)
    made.scored(opened, cast.manager, note="Kept from the police")
    assert not Moderation.objects.visible_to(officer).exists()
    assert "Kept from the police" not in sign_in(officer).get(page("scrutiny_return", opened)).text


def test_agree_rest_takes_the_labels_of_the_agencys_own_answers(cast):
    asks = made.all_on_a_scale(3)
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)
    for number in (1, 2, 3):
        save_answer(
            opened, question(opened.round, f"standard-{number}"), by=cast.police_lead, seen=0, value=number
        )
    submit(opened, by=cast.police_lead, declared_office="Chief officer")
    made.scored(opened, cast.officer, value=0, note="Not seen", code="standard-2")
    section = asks.sections.get()
    assert operations.agree_rest(opened, section, by=cast.manager) == 2
    assert operations.agree_rest(opened, section, by=cast.manager) == 0
    assert [(one.label, one.as_self) for one in ModeratedScore.objects.all()] == [
        ("Started", True),
        ("Not started", False),
        ("Wholly", True),
    ]


def test_what_does_not_apply_stays_out_of_the_scores(cast):
    opened = return_of(open_round(cast, [cast.police]), cast.police)
    for code, given in (
        ("voice", {"text": "Monthly."}),
        ("rating", {"not_applicable": True, "not_applicable_reason": "No such service"}),
        ("staff", {"number": 3}),
        ("lead", {"text": "yes"}),
        ("reviewed", {"text": "2026-02-03"}),
    ):
        save_answer(opened, question(opened.round, code), by=cast.police_lead, seen=0, **given)
    submit(opened, by=cast.police_lead, declared_office="Chief officer")
    operations.agree_rest(opened, question(opened.round, "rating").section, by=cast.officer)
    score = ModeratedScore.objects.with_results().get()
    assert (score.value, score.result_value, score.result_aside, score.said) == (
        None,
        None,
        True,
        "Does not apply",
    )


# Sharing -------------------------------------------------------------------------------------------------


def test_share_waits_for_every_scored_answer(cast, opened):
    moderation = Moderation.objects.create(assurance_return=opened, begun_by=cast.officer)
    with pytest.raises(Refused, match="Nothing has been moderated yet"):
        operations.share_scores(moderation, by=cast.officer, seen=operations.seen_of(moderation))


def test_a_score_is_of_the_answer_that_was_read():
    with pytest.raises(Refused, match=r"changed an answer since it was moderated.*Is standard 1 met"):
        check_same_answers([SimpleNamespace(text="Is standard 1 met?")])
    check_same_answers([])


def test_share_is_of_what_the_page_showed(cast, opened, sign_in):
    moderation = made.scored(opened, cast.officer)
    seen = operations.seen_of(moderation)
    made.scored(opened, cast.manager, value=0, note=BOTTOM, seen=1)
    answer = sign_in(cast.officer).post(page("share_scores", opened), {"seen": seen})
    assert "Someone changed the scores since you opened this page" in answer.text
    assert BOTTOM in answer.text
    moderation.refresh_from_db()
    assert moderation.state == "moderating"


def test_share_opens_the_agencys_window_and_writes_without_a_word_of_judgement(cast, opened):
    moderation = made.shared(opened, cast.officer, value=0, note=BOTTOM)
    deadline = moderation.deadline
    assert (deadline.organisation, deadline.due_on) == (cast.police, date(2026, 6, 24))
    assert deadline.source == CLOCKS["reply"].source
    letter = Letter.objects.get(key__startswith=f"moderation:{moderation.pk}:shared")
    assert (letter.recipient, letter.path) == (cast.police_lead, page("scrutiny_return", opened))
    assert not any(word in f"{letter.subject} {letter.label}" for word in ("Poor", BOTTOM, "score"))


def test_a_draft_is_invisible_to_the_agency_and_to_every_other(cast, opened, sign_in):
    made.scored(opened, cast.officer, value=0, note=BOTTOM)
    for person in (cast.police_lead, cast.county_lead, cast.hospital_lead):
        assert not Moderation.objects.visible_to(person).exists()
        assert not ModeratedScore.objects.visible_to(person).exists()
    answer = sign_in(cast.police_lead).get(page("scrutiny_return", opened))
    assert (answer.status_code, BOTTOM in answer.text) == (200, False)
    assert "Being moderated" not in answer.text
    assert BOTTOM not in sign_in(cast.police_lead).get(reverse("assurance:scrutiny")).text


def test_a_shared_draft_is_the_agencys_alone(cast, opened, sign_in):
    made.shared(opened, cast.officer, value=0, note=BOTTOM)
    assert BOTTOM in sign_in(cast.police_lead).get(page("scrutiny_return", opened)).text
    assert BOTTOM in sign_in(cast.signatories[2]).get(page("scrutiny_return", opened)).text
    assert BOTTOM in sign_in(cast.advisor).get(page("scrutiny_return", opened)).text
    for person in (cast.county_lead, cast.hospital_lead, cast.signatories[0]):
        assert sign_in(person).get(page("scrutiny_return", opened)).status_code == 404
    assert not ModeratedScore.objects.final().exists()


def test_shared_scores_are_frozen_by_the_database(cast, opened):
    made.shared(opened, cast.officer)
    with pytest.raises(Refused, match="With the agency"):
        made.scored(opened, cast.officer, value=0, note=BOTTOM, seen=1)
    with pytest.raises(DatabaseError, match="only while the return is moderated"), transaction.atomic():
        ModeratedScore.objects.update(value=0)


def test_take_back_scores_hides_them_again_and_drops_the_drafted_reply(cast, opened):
    moderation = made.shared(opened, cast.officer)
    score = moderation.scores.get()
    replies.save_replies(moderation, [GivenReply(score, position="accept")], by=cast.police_lead)
    with pytest.raises(Refused, match="Enter why you are taking the scores back"):
        operations.take_back_scores(moderation, by=cast.officer, reason="")
    operations.take_back_scores(
        moderation, by=cast.officer, reason="A score was given to the wrong question."
    )
    assert not Moderation.objects.visible_to(cast.police_lead).exists()
    assert Deadline.objects.get(duty="factual_accuracy").ended_on == date(2026, 6, 10)
    made.scored(opened, cast.officer, value=0, note=BOTTOM, seen=1)
    again = Moderation.objects.get()
    operations.share_scores(again, by=cast.officer, seen=operations.seen_of(again))
    assert Letter.objects.filter(subject__startswith="Check the facts").count() == 2


# The reply -----------------------------------------------------------------------------------------------


def test_reply_is_nobody_elses_before_it_is_sent(cast, opened, sign_in):
    moderation = made.shared(opened, cast.officer)
    score = moderation.scores.get()
    browser = sign_in(cast.police_lead)
    typed = {
        "version": "",
        f"s{score.pk}": "dispute",
        f"s{score.pk}_reason": "The audit was of another service.",
    }
    assert browser.post(page("reply_scores", opened), typed).status_code == 302
    assert "another service" in browser.get(page("scrutiny_return", opened)).text
    assert "another service" not in sign_in(cast.officer).get(page("scrutiny_return", opened)).text
    seen = browser.get(page("send_reply", opened)).context["form"]["seen"].value()
    assert browser.post(page("send_reply", opened), {"seen": seen}).status_code == 302
    assert "another service" in sign_in(cast.officer).get(page("scrutiny_return", opened)).text


def test_reply_that_disputes_says_what_is_not_so(cast, opened, sign_in):
    moderation = made.shared(opened, cast.officer)
    name = f"s{moderation.scores.get().pk}"
    answer = sign_in(cast.police_lead).post(page("reply_scores", opened), {name: "dispute"})
    assert "Enter which facts are wrong and what is correct" in answer.text
    with pytest.raises(Refused, match="“3 May 2019” could be a date of birth"):
        replies.save_replies(
            moderation,
            [GivenReply(moderation.scores.get(), position="dispute", reason="Child born on 3 May 2019")],
            by=cast.police_lead,
        )
    with pytest.raises(Refused, match="Only the agency can reply"):
        replies.save_replies(moderation, [], by=cast.county_lead)


def test_reply_accepts_what_it_leaves_open_and_says_why_it_is_late(cast, opened, time_machine):
    moderation = made.shared(opened, cast.officer)
    time_machine.move_to(datetime(2026, 6, 25, 9, tzinfo=LONDON), tick=False)
    seen = operations.seen_of(moderation)
    with pytest.raises(Refused, match="Say why it was late"):
        replies.send_reply(moderation, by=cast.police_lead, seen=seen)
    replies.send_reply(moderation, by=cast.police_lead, seen=seen, late_reason="The lead was away.")
    moderation.refresh_from_db()
    assert (moderation.state, moderation.scores.get().reply.position) == ("replied", "accept")
    assert (moderation.deadline.late, moderation.deadline.late_reason) == (True, "The lead was away.")


def test_the_window_closes_and_scores_become_final_without_a_reply(cast, opened, time_machine):
    moderation = made.shared(opened, cast.officer)
    seen = operations.seen_of(moderation)
    time_machine.move_to(datetime(2026, 6, 24, 23, 59, tzinfo=LONDON), tick=False)
    with pytest.raises(Refused, match="until 24 June 2026"):
        operations.settle_scores(moderation, by=cast.officer, seen=seen)
    time_machine.move_to(datetime(2026, 6, 25, 0, 0, tzinfo=LONDON), tick=False)
    operations.settle_scores(moderation, by=cast.officer, seen=seen)
    moderation.refresh_from_db()
    assert (moderation.state, moderation.unanswered) == ("final", True)
    with pytest.raises(Refused, match="You can no longer reply to these scores"):
        replies.send_reply(moderation, by=cast.police_lead, seen=seen)


# The senior decision -------------------------------------------------------------------------------------


def disputed(cast, opened):
    moderation = made.shared(opened, cast.officer, value=0, note=BOTTOM)
    return made.replied(moderation, cast.police_lead, dispute="Two audits were sent with the return.")


def test_a_disputed_score_is_decided_by_the_independent_advisor_alone(cast, opened):
    moderation = disputed(cast, opened)
    assert (moderation.state, moderation.review_deadline.role) == ("disputed", "independent_advisor")
    assert moderation.review_deadline.due_on == date(2026, 6, 24)  # ten working days
    reply = moderation.scores.get().reply
    with pytest.raises(Refused, match="Only the Independent Advisor can decide disputed scores"):
        replies.decide_score(reply, by=cast.manager, value=1, reason="Seen")
    with pytest.raises(Refused, match="Enter a reason"):
        replies.decide_score(reply, by=cast.advisor, value=1, reason=" ")
    with pytest.raises(Refused, match="The Independent Advisor must decide the disputed scores first"):
        operations.settle_scores(moderation, by=cast.officer, seen=operations.seen_of(moderation))
    replies.decide_score(reply, by=cast.advisor, value=1, reason="Both audits were there.")
    moderation.refresh_from_db()
    assert moderation.state == "replied"
    score = ModeratedScore.objects.with_results().get()
    # mistake 2: own, moderated and final stand apart, each with its author
    assert (score.value, score.label, score.moderated_by) == (0, "Poor", cast.officer)
    assert (score.result_value, score.result_label, score.decided.decided_by) == (1, "Middling", cast.advisor)
    assert Answer.objects.get(assurance_return=opened, question__code="rating").saved_by == cast.police_lead
    with pytest.raises(Refused, match="This score is not disputed, or has already been decided"):
        replies.decide_score(reply, by=cast.advisor, value=2, reason="Again")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ScoreDecision.objects.update(value=2)


def test_decide_on_its_page(cast, opened, sign_in):
    reply = disputed(cast, opened).scores.get().reply
    browser = sign_in(cast.advisor)
    address = reverse("assurance:decide_score", args=[reply.pk])
    assert "Two audits were sent" in browser.get(address).text
    assert browser.post(address, {"value": "1", "reason": "Both were there."}).status_code == 302
    assert browser.get(address).status_code == 409


def test_whoever_moderated_decides_nothing():
    with pytest.raises(Refused, match="You moderated this return"):
        check_independent(decider=7, moderators={7, 8})


def test_settle_freezes_everything_and_tells_the_agency(cast, opened):
    moderation = made.final(opened, cast.officer, cast.police_lead)
    assert list(Moderation.objects.final()) == [moderation]
    assert Letter.objects.filter(key=f"moderation:{moderation.pk}:final:{cast.police_lead.pk}").exists()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Moderation.objects.update(panel="Somebody else")
    with pytest.raises(Refused, match="cannot become"):
        operations.settle_scores(moderation, by=cast.officer, seen=operations.seen_of(moderation))


def test_learning_is_noted_once_and_cites_the_round(cast, opened):
    made.scored(opened, cast.officer)
    point = operations.learn(opened, by=cast.officer, text="Supervision notes hold what children say.")
    assert (point.origin, point.reference) == (LearningPoint.Origin.RETURN, opened.round.reference)
    with pytest.raises(Refused, match="This learning point has already been recorded"):
        operations.learn(opened, by=cast.officer, text="Supervision notes hold what children say.")


def test_what_is_not_submitted_is_not_moderated(cast):
    draft = return_of(open_round(cast, [cast.police]), cast.police)
    with pytest.raises(Refused, match="You can moderate the return once it has been submitted"):
        made.scored(draft, cast.officer)


# Pages ---------------------------------------------------------------------------------------------------


def test_the_round_says_where_each_return_is(cast, opened, sign_in):
    made.shared(opened, cast.officer)
    page = sign_in(cast.officer).get(reverse("assurance:scrutiny_round", args=[opened.round_id]))
    rows = {row["return"].organisation.code: row["words"] for row in page.context["rows"]}
    assert rows == {"leicestershire-police": "With the agency", "leicestershire-county-council": AWAITING}
    assert {"value": 1, "label": "with the agency"} in page.context["tally"]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries_for_one_question_and_for_three(
    cast, sign_in, number, django_assert_num_queries
):
    asks = made.all_on_a_scale(number)
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)
    for one in range(1, number + 1):
        save_answer(opened, question(opened.round, f"standard-{one}"), by=cast.police_lead, seen=0, value=1)
    submit(opened, by=cast.police_lead, declared_office="Chief officer")
    operations.agree_rest(opened, asks.sections.get(), by=cast.officer)
    browser = sign_in(cast.officer)
    browser.get(page("scrutiny_return", opened))
    with django_assert_num_queries(14):
        browser.get(page("scrutiny_return", opened))
    with django_assert_num_queries(12):
        browser.get(page("moderate", opened, asks.sections.get().pk))


@pytest.mark.parametrize("number", [1, 3])
def test_the_round_asks_the_same_number_of_queries_for_one_return_and_for_three(
    cast, sign_in, number, django_assert_num_queries
):
    agencies = [cast.police, cast.county, cast.hospital][:number]
    asked = open_round(cast, agencies)
    leads = {cast.police: cast.police_lead, cast.county: cast.county_lead, cast.hospital: cast.hospital_lead}
    for agency in agencies:
        made.shared(made.submitted(return_of(asked, agency), leads[agency]), cast.officer)
    browser = sign_in(cast.officer)
    browser.get(reverse("assurance:scrutiny"))
    with django_assert_num_queries(6):
        browser.get(reverse("assurance:scrutiny_round", args=[asked.pk]))
    with django_assert_num_queries(4):
        browser.get(reverse("assurance:scrutiny"))
