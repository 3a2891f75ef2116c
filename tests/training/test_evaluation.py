"""Asking what training changed: in time, once, and told only where it tells of nobody."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Letter
from partnership.operations import links
from tests.factories import evaluation as made
from tests.factories import training
from tests.factories.training import LONDON
from training.models import Evaluation, Remark, Score, Statement, YearlyEvaluation
from training.operations import attendance
from training.operations import evaluation as operations
from training.operations import yearly_evaluation as yearly
from training.operations.evaluation_results import course_results, year_results
from training.rules.evaluation import asks_on, change_of, check_offset, closes, mean_of

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
HELD_ON = date(2026, 5, 12)


# When people are asked


@pytest.mark.parametrize(
    ("moment", "offset", "today", "asked"),
    [
        ("before", -7, date(2026, 5, 4), False),
        ("before", -7, date(2026, 5, 5), True),
        ("before", -7, date(2026, 5, 11), True),
        ("before", -7, date(2026, 5, 12), False),  # on the day they would answer after it
        ("after", 0, date(2026, 5, 11), False),
        ("after", 0, date(2026, 5, 12), True),
        ("later", 90, date(2026, 8, 9), False),
        ("later", 90, date(2026, 8, 10), True),
        ("later", 90, date(2026, 10, 9), True),  # after sixty lost days of the worker
        ("later", 90, date(2026, 10, 10), False),
    ],
)
def test_who_is_asked_on_which_day(moment, offset, today, asked):
    assert asks_on(day=HELD_ON, moment=moment, offset_days=offset, today=today) is asked


def test_what_is_asked_before_closes_before():
    assert closes(day=HELD_ON, moment="before", asked_on=date(2026, 5, 9)) == date(2026, 5, 11)
    assert closes(day=HELD_ON, moment="later", asked_on=date(2026, 8, 10)) == date(2026, 9, 7)


@pytest.mark.parametrize(
    ("moment", "days"), [("before", 0), ("before", -61), ("after", 15), ("later", 27), ("later", 401)]
)
def test_days_that_make_no_sense_are_refused(moment, days):
    with pytest.raises(Refused):
        check_offset(moment=moment, offset_days=days)


def test_everybody_who_came_is_asked_once_whatever_the_worker_lost(cast):
    session = made.held(cast, made.course(cast), made.learners(cast, 3), absent=1)
    absent = session.bookings.get(outcome="no_show")

    assert operations.ask(date(2026, 5, 20)) == 2  # eight days late
    assert operations.ask(date(2026, 5, 20)) == 0
    assert operations.ask(date(2026, 5, 21)) == 0
    assert not Evaluation.objects.filter(booking=absent).exists()

    assert operations.ask(date(2026, 8, 10)) == 4  # two learners, and their manager about each
    assert sorted(Evaluation.objects.values_list("moment", "respondent")) == [
        *[("after", "learner")] * 2, *[("later", "learner")] * 2, *[("later", "manager")] * 2,
    ]  # fmt: skip
    assert Letter.objects.filter(kind="evaluation").count() == 6
    assert set(Letter.objects.filter(key__contains="evaluation:").values_list("secret", flat=True)) == {True}


def test_a_guest_without_an_account_is_asked_at_their_address_and_nobody_about_them(cast):
    session = made.held(cast, made.course(cast), made.learners(cast, 1), guests=["ash@larch.test"])

    assert operations.ask(date(2026, 5, 13)) == 2
    assert operations.ask(date(2026, 8, 10)) == 3  # the learner, their manager, and the guest
    assert operations.ask(date(2026, 8, 10)) == 0
    assert list(Evaluation.objects.filter(guest=session.guests.get()).values_list("moment", "respondent")) == [
        ("after", "learner"), ("later", "learner"),
    ]  # fmt: skip
    letters = Letter.objects.filter(kind="evaluation", address="ash@larch.test")
    assert list(letters.values_list("secret", "recipient")) == [(True, None)] * 2
    assert operations.remind(date(2026, 8, 21)) == 3


def test_nobody_without_an_address_is_asked_or_counted_as_asked(cast):
    made.held(cast, made.course(cast), [], guests=[""])

    assert (operations.ask(date(2026, 5, 13)), operations.ask(date(2026, 8, 10))) == (0, 0)
    assert not Letter.objects.exists()


def test_a_guest_answers_by_the_link_and_is_counted_among_those_asked(cast, client, time_machine):
    time_machine.move_to(datetime(2026, 5, 13, 10, tzinfo=LONDON), tick=False)
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 5), guests=["ash@larch.test", "elm@larch.test"])
    made.said(session, "after", [4, 4, 4, 4, None])
    operations.ask(date(2026, 5, 13))
    guest = Evaluation.objects.with_session().get(guest__email="ash@larch.test")
    address = sent_to(guest)

    assert "How was your training?" in client.get(address).text
    assert "Thank you" in client.post(address, typed(guest, value=5)).text

    assert (client.get(address).status_code, client.post(address, typed(guest)).status_code) == (410, 410)
    results = course_results(course, begins=YEAR[0], ends=YEAR[1])
    assert [(words, rate.answered, rate.asked) for words, rate in results.rates] == [("Straight after", 5, 7)]
    assert results.together.cells[1] == "4.2"  # (4 + 4 + 4 + 4 + 5) / 5
    assert [(row["answered"], row["asked"], row["mean"].shown) for row in results.sessions] == [(5, 7, "4.2")]
    [(_, line, rates)] = year_results(*YEAR)
    assert (line.cells[1], rates["after", "learner"].rate) == ("4.2", 71)


def test_whoever_was_not_there_after_all_is_asked_no_more_and_counted_nowhere(cast, client):
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 7))
    made.said(session, "before", [2] * 7)
    made.said(session, "after", [4] * 6 + [None])
    answered, asked = session.bookings.order_by("pk")[0], session.bookings.order_by("pk")[6]
    for booking in (answered, asked):
        attendance.correct(
            booking, by=cast.officer, outcome="no_show", reason="A colleague signed in for them."
        )

    results = course_results(course, begins=YEAR[0], ends=YEAR[1])

    assert [(words, rate.answered, rate.asked) for words, rate in results.rates] == [
        ("Before", 7, 7), ("Straight after", 5, 5),
    ]  # fmt: skip
    assert results.together.at_once.pairs == 5
    assert operations.remind(HELD_ON + timedelta(12)) == 0
    open_still = Evaluation.objects.with_session().get(booking=asked, moment="after")
    assert client.get(sent_to(open_still)).status_code == 410


def test_somebody_with_a_place_is_asked_before_and_nobody_of_a_cancelled_session(cast):
    course = made.course(cast)
    at = datetime(2026, 12, 8, 9, 30, tzinfo=LONDON)
    booked = training.booking(training.session(course, starts_at=at), cast.practitioner, cast.hospital)
    off = training.session(course, starts_at=at, state="cancelled", cancelled_because="The trainer is ill.")
    training.booking(off, cast.practitioner, cast.hospital)

    assert operations.ask(date(2026, 12, 1)) == 1
    assert list(Evaluation.objects.values_list("booking", "moment")) == [(booked.pk, "before")]


def test_a_course_without_statements_asks_nobody(cast):
    made.held(cast, training.course(), made.learners(cast, 1))

    assert operations.ask(HELD_ON) == 0


def test_one_reminder_and_only_while_it_can_be_answered(cast):
    made.held(cast, made.course(cast), made.learners(cast, 2))
    operations.ask(HELD_ON)
    answered = Evaluation.objects.first()
    Evaluation.objects.filter(pk=answered.pk).update(answered_on=HELD_ON)

    assert operations.remind(HELD_ON + timedelta(9)) == 0
    assert operations.remind(HELD_ON + timedelta(12)) == 1
    assert operations.remind(HELD_ON + timedelta(13)) == 0
    assert Letter.objects.filter(key__endswith=":reminded").count() == 1


# Answering


def sent_to(evaluation):
    return reverse("evaluate", args=[links.make(operations.PURPOSE, evaluation.pk, evaluation.to)])


@pytest.fixture
def asked(cast, time_machine):
    time_machine.move_to(datetime(2026, 5, 13, 10, tzinfo=LONDON), tick=False)
    made.held(cast, made.course(cast), made.learners(cast, 1))
    operations.ask(date(2026, 5, 13))
    return Evaluation.objects.select_related("booking__learner", "booking__session__course").get()


def typed(evaluation, value=4, **more):
    return {
        **{f"statement_{one.pk}": value for one in operations.statements_of(evaluation)},
        **{f"reaction_{code}": 5 for code, _ in operations.reactions_of(evaluation)},
        "remark_different": "I shall ask the child first.",
        **more,
    }


def test_evaluate_takes_the_answers_once_and_keeps_the_words_apart(client, asked):
    address = sent_to(asked)
    assert "How was your training?" in client.get(address).text

    thanks = client.post(address, typed(asked))

    assert (thanks.status_code, "Thank you" in thanks.text) == (200, True)
    assert client.get(address).status_code == 410
    assert client.post(address, typed(asked)).status_code == 410
    assert list(Score.objects.values_list("value", flat=True)) == [4, 4, 5, 5, 5]
    remark = Remark.objects.get()
    assert remark.text == "I shall ask the child first."
    assert {field.name for field in Remark._meta.get_fields()} == {
        "id", "session", "moment", "respondent", "asked", "text", "hidden_because",
    }  # fmt: skip


def test_evaluate_loses_nothing_typed_when_something_is_missing(client, asked):
    answer = client.post(sent_to(asked), {"remark_different": "I shall ask first."})

    assert answer.status_code == 200
    assert "I shall ask first." in answer.text
    assert "Select an answer" in answer.text
    assert not Score.objects.exists()


def test_evaluate_refuses_what_a_child_could_be_known_by(client, asked):
    answer = client.post(sent_to(asked), typed(asked, remark_better="Ask about 943 476 5919."))

    assert "looks like an NHS number" in answer.text
    assert not Remark.objects.exists()


def test_a_link_opens_nothing_for_somebody_else_and_nothing_after_its_day(client, asked, time_machine):
    secret = links.make(operations.PURPOSE, asked.pk, "somebody.else@portal.test")
    assert client.get(reverse("evaluate", args=[secret])).status_code == 410
    other = links.make("agree to a place", asked.pk, asked.to)
    assert client.get(reverse("evaluate", args=[other])).status_code == 410
    assert client.get(reverse("evaluate", args=["nothing"])).status_code == 410
    time_machine.move_to(datetime(2026, 6, 11, 10, tzinfo=LONDON), tick=False)
    assert client.get(sent_to(asked)).status_code == 410


def test_the_record_says_that_somebody_answered_and_not_who(asked):
    statements = operations.statements_of(asked)
    operations.answer(asked, scores={one.pk: 3 for one in statements}, reactions={}, remarks={})

    event = Event.objects.get(verb="answered")
    assert event.actor_id == ""
    with pytest.raises(Refused, match="You have already answered"):
        operations.answer(asked, scores={}, reactions={}, remarks={})


# What is told


def test_a_mean_stands_beside_its_response_rate_and_is_not_shown_of_four():
    assert mean_of([5, 4, 4, 3, 4], 8).value == Fraction(4)
    assert mean_of([5, 4, 4, 3, 4], 8).rate == 63
    assert (mean_of([5, 5, 5, 5], 8).value, mean_of([5, 5, 5, 5], 8).shown) == (None, "fewer than 5")


def test_a_change_is_of_the_same_people():
    first = {1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 5}
    then = {1: 4, 2: 4, 3: 4, 4: 3, 5: 4, 7: 1}

    assert change_of(first, then).value == Fraction(9, 5)
    assert change_of(first, then).shown == "+1.8"
    assert change_of({1: 3}, {1: 4}).value is None


def test_the_results_of_a_course_are_those_worked_out_by_hand(cast):
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 7))
    made.said(session, "before", [1, 2, 2, 3, 2, 5, None])
    made.said(session, "after", [4, 4, 4, 4, 4, None, 5])
    made.said(session, "later", [3, 3, 3, 3, 3, None, None])
    made.said(session, "later", [4, 4, 4, None, None, None, None], respondent="manager")

    results = course_results(course, begins=YEAR[0], ends=YEAR[1])

    assert [(words, rate.asked, rate.answered, rate.rate) for words, rate in results.rates] == [
        ("Before", 7, 6, 86), ("Straight after", 7, 6, 86), ("Later", 7, 5, 71), ("Later, manager’s view", 7, 3, 43),
    ]  # fmt: skip
    # before (1+2+2+3+2+5)/6, after 25/6, later 15/5; of the five who answered both 10/5 → 20/5 → 15/5
    assert results.together.cells == ["2.5", "4.2", "3.0", "fewer than 5", "+2.0", "+1.0"]
    assert [line.cells for line in results.statements] == [results.together.cells] * 2
    [(found, line, rates)] = year_results(*YEAR)
    assert (found, line.cells, rates["after", "learner"].rate) == (course, results.together.cells, 86)


def test_a_small_session_cannot_be_worked_out_from_its_course(cast):
    course = made.course(cast)
    large = made.held(cast, course, made.learners(cast, 8))
    small = made.held(
        cast, course, made.learners(cast, 3, "Guest"), at=datetime(2026, 6, 2, 9, 30, tzinfo=LONDON)
    )
    made.said(large, "after", [4] * 8)
    made.said(small, "after", [1, 1, 2])

    rows = course_results(course, begins=YEAR[0], ends=YEAR[1]).sessions

    assert [(row["session"], row["answered"], row["mean"]) for row in rows] == [
        (large, 8, None),
        (small, 3, None),
    ]


def test_words_are_read_once_enough_have_answered_and_hidden_ones_by_nobody(cast):
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 5))
    made.said(session, "after", [4, 4, 4, 4, None])
    for text in ("First words", "Names a colleague"):
        Remark.objects.create(
            session=session, moment="after", respondent="learner", asked="different", text=text
        )
    assert course_results(course, begins=YEAR[0], ends=YEAR[1]).remarks == []

    Evaluation.objects.filter(moment="after").update(answered_on=HELD_ON)
    hidden = Remark.objects.get(text="Names a colleague")
    operations.hide_remark(hidden, by=cast.learning_officer, reason="It names somebody.")

    assert course_results(course, begins=YEAR[0], ends=YEAR[1]).remarks == [
        ("What will you do differently?", ["First words"])
    ]
    assert "Names a colleague" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_no_page_tells_who_said_what(cast, sign_in):
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 6))
    made.said(session, "after", [4] * 6)
    for who in ("learning_officer", "group_member"):
        page = sign_in(who).get(reverse("training:course_evaluation", args=[course.pk]) + "?year=2026").text
        assert "6 of 6" in page
        assert "Learner 1" not in page


@pytest.mark.parametrize("courses", [1, 3])
def test_the_page_of_a_year_runs_the_same_queries_whatever_the_rows(cast, courses):
    for n in range(courses):
        session = made.held(cast, made.course(cast, f"Course {n}"), made.learners(cast, 5, f"Learner {n}"))
        made.said(session, "after", [3] * 5)
    with connection.execute_wrapper(counting := Counting()):
        year_results(*YEAR)
    assert counting.number == 4


class Counting:
    number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


# What a course asks


def test_set_evaluation_on_its_page_keeps_what_was_answered(cast, sign_in):
    course = made.course(cast)
    session = made.held(cast, course, made.learners(cast, 1))
    made.said(session, "after", [4])
    kept, dropped = made.STATEMENTS
    page = reverse("training:set_evaluation", args=[course.pk])
    assert kept in sign_in("learning_officer").get(page).text

    typed = {
        "statements": f"{kept}\nsay whom to tell",
        "before": "7",
        "after": "1",
        "later": "120",
        "manager": "",
    }
    assert sign_in("learning_officer").post(page, typed).status_code == 302

    assert list(course.statements.filter(retired_on=None).values_list("text", flat=True)) == [
        kept,
        "say whom to tell",
    ]
    assert Statement.objects.get(text=dropped).retired_on is not None
    assert operations.stages_of(course) == {
        ("before", "learner"): -7, ("after", "learner"): 1, ("later", "learner"): 120,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"statements": "  ", "after": "0"}, "at least one thing"),
        ({"statements": "\n".join(f"do {n}" for n in range(9)), "after": "0"}, "not 9"),
        ({"statements": "ask first", "after": "30"}, "Ask within 14 days"),
        ({"statements": "ask first"}, "Enter at least one time"),
        ({"statements": "x" * 201, "after": "0"}, "longer than 200"),
    ],
)
def test_set_evaluation_says_what_is_wrong_and_loses_nothing(cast, sign_in, typed, sentence):
    course = training.course()

    answer = sign_in("learning_officer").post(reverse("training:set_evaluation", args=[course.pk]), typed)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert typed["statements"].strip() in answer.text


# The year


@pytest.fixture
def evaluated(cast, time_machine):
    time_machine.move_to(datetime(2027, 4, 20, 10, tzinfo=LONDON), tick=False)
    development = cast.crg
    development.code = "learning-and-development"
    development.save()
    session = made.held(cast, made.course(cast), made.learners(cast, 6))
    made.said(session, "before", [2] * 6)
    made.said(session, "after", [4] * 6)
    return yearly.start(2026, by=cast.learning_officer)


def test_the_yearly_evaluation_counts_what_was_held_and_who_came(evaluated):
    figures = evaluated.figures
    names = ("sessions", "courses", "places", "booked", "came", "no_show", "open_registers")
    assert {name: figures[name] for name in names} == {
        "sessions": 1, "courses": 1, "places": 12, "booked": 6, "came": 6, "no_show": 0, "open_registers": 0,
    }  # fmt: skip
    assert figures["rates"] == [
        {"words": "Before", "asked": 6, "answered": 6, "rate": 100},
        {"words": "Straight after", "asked": 6, "answered": 6, "rate": 100},
    ]
    [row] = figures["courses_evaluated"]
    assert row["cells"] == ["2.0", "4.0", "–", "–", "+2.0", "–"]


def test_the_yearly_evaluation_goes_to_the_group_and_is_frozen(cast, sign_in, evaluated):
    page = reverse("training:yearly_evaluation", args=[2026])
    with pytest.raises(Refused, match="Say what difference"):
        yearly.put(evaluated, by=cast.learning_officer)
    texts = {"difference": "Children are asked first.", "not_changed": "", "next_year": "Two more sessions."}
    yearly.write(evaluated, by=cast.learning_officer, seen=1, **texts)
    with pytest.raises(Refused, match="Someone else saved changes while you were writing"):
        yearly.write(evaluated, by=cast.officer, seen=1, **texts)
    assert sign_in("group_chair").get(page).status_code == 404
    listed = sign_in("group_chair").get(reverse("training:evaluations"))
    assert list(listed.context["yearly"]) == []
    yearly.put(evaluated, by=cast.learning_officer)
    with pytest.raises(Refused, match="This evaluation is with the group or agreed, so it cannot be changed"):
        yearly.write(evaluated, by=cast.learning_officer, seen=2, **texts)
    assert "Agree it for the group" in sign_in("group_chair").get(page).text
    assert sign_in("group_member").get(page).status_code == 404
    agreed = sign_in("group_chair").post(reverse("training:agree_yearly_evaluation", args=[2026]))
    assert agreed.status_code == 302
    assert "Children are asked first." in sign_in("group_member").get(page).text
    with pytest.raises(ProgrammingError, match="frozen"), transaction.atomic():
        YearlyEvaluation.objects.update(difference="Nothing")


def test_write_yearly_evaluation_shows_what_was_saved_meanwhile(cast, sign_in, evaluated):
    page = reverse("training:write_yearly_evaluation", args=[2026])
    yearly.write(evaluated, by=cast.officer, seen=1, difference="Theirs", not_changed="", next_year="")

    answer = sign_in("learning_officer").post(page, {"difference": "Mine", "seen": "1"})

    assert answer.status_code == 200
    assert ("Theirs" in answer.text, "Mine" in answer.text) == (True, True)
    again = sign_in("learning_officer").post(page, {"difference": "Mine and theirs", "seen": "2"})
    assert again.status_code == 302


def test_a_year_is_begun_once_and_not_before_it_begins(cast, evaluated):
    assert yearly.start(2026, by=cast.officer) == evaluated
    with pytest.raises(Refused, match="has not begun"):
        yearly.start(2028, by=cast.officer)


def test_a_score_off_the_scale_is_kept_by_nobody(cast):
    session = made.held(cast, made.course(cast), made.learners(cast, 1))
    [one] = made.said(session, "after", [None])
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(evaluation=one, statement=operations.statements_of(one)[0], value=6)
