"""Cases that other partnerships lead, other partnerships beside ours, and inherited reviews."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.access import Refused
from reviews.models import Case
from reviews.operations.elsewhere import (
    answer_elsewhere,
    finish_elsewhere,
    hear_from_partnership,
    tell_partnership,
)
from reviews.operations.information import ask_agencies
from tests.factories import reviews as made
from tests.factories import routes as make
from tests.factories.commissioning import begun
from tests.reviews.test_routes_local_review import posted

LEICESTER = "Leicester Safeguarding Children Partnership"


def test_register_elsewhere_on_its_page_makes_one_case_however_often_it_is_sent(cast, sign_in):
    officer = sign_in("board_officer")
    given = {
        "key": uuid4(),
        "partnership": LEICESTER,
        "asked_for": "What agencies here knew.",
        "incident_precision": "month",
        "account": "A young person was hurt in the city.",
        **posted(due_on=make.in_days(14), incident_on=date(2026, 3, 17)),
    }

    sent = officer.post("/cases/register-elsewhere/", given)
    again = officer.post("/cases/register-elsewhere/", given)

    case = Case.objects.get()
    assert sent.url == again.url == f"/cases/{case.pk}/"
    assert (case.stage, case.route, case.incident_on) == ("elsewhere", "elsewhere", date(2026, 3, 1))
    assert [one.deadline.duty for one in case.clocks.all()] == ["answer_elsewhere"]
    page = officer.get(sent.url).content.decode()
    assert LEICESTER in page
    assert "agreed by its" not in page


def test_register_elsewhere_keeps_what_was_typed_and_says_what_is_missing(cast, sign_in):
    page = sign_in("board_officer").post(
        "/cases/register-elsewhere/", {"key": uuid4(), "asked_for": "Typed with care", "incident_precision": "day"}
    ).content.decode()  # fmt: skip

    assert "Typed with care" in page
    assert "Answer ‘Which partnership leads the case?’" in page
    assert not Case.objects.exists()


def test_answer_elsewhere_stores_whether_in_time_and_only_once(cast):
    case = make.led_elsewhere(cast)
    answer_elsewhere(case, by=cast.officer, sent="Two answers.", sent_on=timezone.localdate())

    deadline = case.clocks.get().deadline
    assert (deadline.done_on, deadline.late) == (timezone.localdate(), False)
    with pytest.raises(Refused, match=r"^It was already recorded as sent on"):
        answer_elsewhere(case, by=cast.officer, sent="Again.", sent_on=timezone.localdate())


def test_a_case_led_elsewhere_without_an_agreed_day_has_no_date(cast):
    case = make.led_elsewhere(cast, due_on=None)
    answer_elsewhere(case, by=cast.officer, sent="Two answers.", sent_on=timezone.localdate())

    assert not case.clocks.exists()


@pytest.mark.parametrize("to", ["learning", "closed_recorded"])
def test_finish_elsewhere_ends_what_waits(cast, to):
    case = make.led_elsewhere(cast)
    ask_agencies(case, by=cast.officer, organisations=[cast.police], scope="All.", due_on=make.in_days(3))

    finish_elsewhere(case, by=cast.officer, to=to, outcome="Their review names two improvements.")

    case = made.again(case)
    assert (case.stage, case.led_elsewhere.outcome) == (to, "Their review names two improvements.")
    assert {one.deadline.ended_reason for one in case.clocks.all()} == {
        "Our part in another partnership's case is over"
    }
    with pytest.raises(Refused, match=r"^No other partnership leads this case now"):
        finish_elsewhere(case, by=cast.officer, to=to, outcome="Again.")


def test_a_case_that_touches_two_partnerships_keeps_when_each_was_told_and_what_it_answered(cast, sign_in):
    case = made.notified(cast)
    officer = sign_in("board_officer")
    told_on = timezone.localdate() - timedelta(2)
    telling = {"name": LEICESTER, "told_by_office": "Board manager"} | posted(told_on=told_on)
    officer.post(f"/cases/{case.pk}/tell-partnership/", telling)

    again = officer.post(f"/cases/{case.pk}/tell-partnership/", telling | {"name": LEICESTER.upper()})
    assert "That partnership is recorded already." in again.content.decode()
    other = case.other_partnerships.get()
    reply = {"reply": "We join in."}
    early = officer.post(
        f"/cases/other-partnership/{other.pk}/hear/",
        reply | posted(replied_on=told_on - timedelta(1)),
    )
    assert "after that reply. Check the date." in early.content.decode()
    officer.post(f"/cases/other-partnership/{other.pk}/hear/", reply | posted(replied_on=told_on))

    page = officer.get(f"/cases/{case.pk}/").content.decode()
    assert LEICESTER in page
    assert "We join in." in page
    assert made.again(case).stage == "notified"
    with pytest.raises(Refused, match=r"is recorded already"):
        hear_from_partnership(other, by=cast.officer, reply="Again.", replied_on=told_on)


def test_tell_partnership_of_a_closed_case_is_refused(cast):
    with pytest.raises(Refused, match=r"^This case is closed"):
        tell_partnership(
            make.recorded(cast),
            by=cast.officer,
            name=LEICESTER,
            told_on=timezone.localdate(),
            told_by_office="Manager",
        )


def test_inherit_keeps_the_dates_of_its_day_and_invents_no_clock(cast):
    case = make.inherited(cast)

    assert (case.stage, case.route, case.guidance, case.edition) == (
        "lcspr_active",
        "inherited",
        "2018",
        cast.edition,
    )
    assert case.review.begun_on == date(2018, 6, 15)
    assert (case.inherited.decided_on, case.inherited.old_references) == (date(2018, 5, 31), "SCR 2018/2")
    assert not case.clocks.exists()
    assert case.reference.startswith(f"LR-{timezone.localdate().year}-")


def test_inherit_with_an_agreed_day_of_publication_marks_it_as_agreed(cast):
    case = make.inherited(cast, publish_on=make.in_days(100))

    deadline = case.clocks.get().deadline
    assert (deadline.duty, deadline.due_on, deadline.force) == ("publish", make.in_days(100), "local")
    assert deadline.rule == "Agreed when the review was taken over; no national time limit was worked out"


def test_an_inherited_review_without_an_agreed_day_gets_none_from_a_new_reviewer_either(cast):
    case = make.inherited(cast)

    begun(cast, case)

    assert not case.clocks.filter(deadline__duty="publish").exists()


def test_inherit_for_its_learning_on_its_page(cast, sign_in):
    manager = sign_in("board_manager")
    dates = {name: day for name, day in make.INHERITED.items() if name.endswith("_on")}
    given = {
        "key": uuid4(), "former_board": "The former board", "incident_precision": "day", "account": "Long ago.",
        "to": "learning", **posted(**dates, publish_on=make.in_days(9)),
    }  # fmt: skip

    wrong = manager.post("/cases/inherit/", given | posted(begun_on=date(2018, 2, 1)))
    assert "First comes the incident, then the decision" in wrong.content.decode()
    manager.post("/cases/inherit/", given)
    manager.post("/cases/inherit/", given)

    case = Case.objects.get()
    assert (case.stage, case.clocks.count()) == ("learning", 0)
    page = manager.get(f"/cases/{case.pk}/").content.decode()
    assert "Decided 31 May 2018, begun 15 June 2018, taken over 29 September 2019" in page


def test_inherit_begins_nowhere_else(cast):
    with pytest.raises(Refused, match=r"^Choose whether the review is still under way"):
        make.inherited(cast, to="lcspr_signoff")


def test_the_case_page_runs_as_many_queries_for_three_as_for_one(cast, sign_in):
    one, three = made.notified(cast), made.notified(cast)
    make.neighbour(cast, one)
    for area in ("north", "south", "west"):
        tell_partnership(
            three,
            by=cast.officer,
            name=f"Partnership {area}",
            told_on=timezone.localdate(),
            told_by_office="Manager",
        )
    officer = sign_in("board_officer")
    officer.get(f"/cases/{one.pk}/")

    with CaptureQueriesContext(connection) as of_one:
        officer.get(f"/cases/{one.pk}/")
    with CaptureQueriesContext(connection) as of_three:
        officer.get(f"/cases/{three.pk}/")

    assert len(of_three) == len(of_one)
