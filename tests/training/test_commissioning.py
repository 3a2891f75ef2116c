"""The programme of a year: from agreed needs, with a margin; and who provides and who teaches."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from partnership.access import Refused
from tests.factories import needs as made
from tests.factories import programme as courses
from tests.factories import training as plain
from training.operations import commissioning as operations
from training.operations import programme
from training.operations.programme_year import overview, room_for
from training.rules.commissioning import margin

IN_2027 = datetime(2027, 5, 11, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_january():
    with time_machine.travel(datetime(2027, 1, 11, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_the_margin_is_a_share_of_money_and_of_places_and_never_rounded_up():
    found = margin(percent=15, budget=Decimal("999.99"), places=39, places_used=6, money_used=Decimal("150"))

    assert (found.places, found.places_left) == (5, -1)
    assert (found.money, found.money_left, found.overdrawn) == (Decimal("149.99"), Decimal("-0.01"), True)


def test_a_programme_is_made_of_agreed_needs_that_were_taken_up(cast):
    with pytest.raises(Refused, match="agreed needs"):
        operations.start_programme(made.with_group(cast, 2026), by=cast.officer)
    found = operations.start_programme(made.agreed(cast), by=cast.officer)

    assert [line.need.title for line in found.lines.all()] == ["Bruises on babies"]
    assert operations.start_programme(found.analysis, by=cast.second_officer) == found


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"cost": 8_501}, "Of £10,000 the margin of 15% sets £1,500 aside, which leaves £8,500"),
        ({"courses": []}, "No course meets need 1 yet"),
        ({"sessions": 0}, "Enter how many sessions and places are planned for need 1"),
    ],
)
def test_a_programme_goes_to_the_group_whole_and_with_its_margin_untouched(cast, line, sentence):
    found = made.planned(cast, **line)

    with pytest.raises(Refused, match=sentence):
        operations.put_programme(found, by=cast.learning_officer, seen=found.revision)


def test_the_year_shows_what_was_planned_what_is_scheduled_and_what_the_margin_paid(cast):
    found = made.programme(cast)
    course = found.lines.get().need.courses.get()
    plain.session(course, starts_at=IN_2027, capacity=20, cost=450, state="open")
    plain.session(course, starts_at=IN_2027.replace(year=2028), capacity=99)  # another year
    plain.session(course, starts_at=IN_2027, capacity=99, state="cancelled", cancelled_because="Snow.")
    extra = plain.session(course, starts_at=IN_2027.replace(month=6), capacity=4, cost=300)
    other = plain.session(plain.course("Something else"), starts_at=IN_2027, capacity=7, cost=None)
    plain.booking(extra, cast.practitioner, cast.hospital)
    operations.use_margin(found, extra, by=cast.officer, issue="A new drug among young people")

    year = overview(found)

    row = year["rows"][0]
    assert (row["sessions"], row["places"], row["cost"]) == (1, 20, 450)
    assert year["planned"] == {"sessions": 2, "places": 40, "cost": 2_000}
    assert year["whole"] == {"sessions": 3, "places": 31, "taken": 1, "cost": 750}
    assert (year["others"], year["paid"]) == ([other], [extra])
    assert (year["margin"].places, year["margin"].places_used, year["margin"].money_left) == (6, 4, 1_200)
    assert year["left"] == 10_000 - 1_500 - 450
    [there] = room_for(course, date(2027, 1, 11))
    assert [(one["sessions"], one["line"].sessions) for one in there["rows"]] == [(1, 2)]
    assert (there["left"], there["margin"].money_left) == (8_050, 1_200)
    assert [one["rows"] for one in room_for(other.course, date(2027, 1, 11))] == [[]]
    assert room_for(course, date(2028, 5, 1)) == []


def test_the_margin_pays_for_a_session_once_and_names_what_came_up(cast):
    found = made.programme(cast)
    session = plain.session(starts_at=IN_2027)
    with pytest.raises(Refused, match="Enter what has come up since the needs were agreed"):
        operations.use_margin(found, session, by=cast.officer, issue=" ")
    used = operations.use_margin(found, session, by=cast.officer, issue="A new drug")
    with pytest.raises(Refused, match="already"):
        operations.use_margin(found, session, by=cast.officer, issue="Another")
    operations.undo_margin(used, by=cast.officer, reason="It was planned after all.")

    assert operations.use_margin(found, session, by=cast.officer, issue="Another").issue == "Another"


def test_a_programme_that_is_planned_again_is_agreed_again(cast):
    found = operations.return_programme(made.programme(cast), by=made.chair(), reason="Attendance fell.")

    assert (found.state, found.agreed_by, found.returned_because) == ("planning", None, "Attendance fell.")
    with pytest.raises(Refused, match="once the group has agreed"):
        operations.use_margin(found, plain.session(starts_at=IN_2027), by=cast.officer, issue="A new drug")


def test_whoever_planned_the_programme_does_not_agree_it(cast):
    found = made.put(cast)
    with pytest.raises(Refused, match="You wrote part of it, so someone else must agree it"):
        operations.agree_programme(found, by=cast.learning_officer, seen=found.revision, agreed_how="LDG-2")


def test_a_commissioning_record_says_how_the_provider_was_chosen_and_whether_it_is_good(cast):
    course = courses.offered(cast)
    says = {
        "provider": "An invented college",
        "cost": 900,
        "starts_on": date(2027, 4, 1),
        "ends_on": date(2028, 3, 31),
    }
    with pytest.raises(Refused, match="how the provider was chosen"):
        operations.add_commission(course, by=cast.officer, chosen_how=" ", **says)
    kept = operations.add_commission(course, by=cast.officer, chosen_how="Three were asked.", **says)
    with pytest.raises(
        Refused, match="Enter both what the quality check found and its date, or leave both blank"
    ):
        operations.change_commission(kept, by=cast.officer, seen=1, quality="Good.")
    operations.change_commission(
        kept, by=cast.officer, seen=1, quality="Good.", quality_checked_on=date(2027, 1, 4)
    )

    with pytest.raises(Refused, match="changed since"):
        operations.change_commission(kept, by=cast.second_officer, seen=1, review="Goes on.")


def test_somebody_is_in_the_pool_once_and_only_if_they_may_teach(cast):
    with pytest.raises(Refused, match="Practitioner is not a trainer"):
        operations.keep_pool_trainer(by=cast.officer, person=cast.practitioner)
    first = operations.keep_pool_trainer(by=cast.officer, person=cast.trainer, note="Tuesdays")
    again = operations.keep_pool_trainer(
        by=cast.officer, person=cast.trainer, observed_on=date(2027, 1, 4), observed="Clear."
    )

    assert (first.pk, again.note, again.observed) == (again.pk, "", "Clear.")


def test_a_venue_is_not_given_up_under_a_session(cast):
    hall = courses.hall(cast)
    courses.planned(cast, courses.added(cast), venue=hall)
    with pytest.raises(Refused, match="still planned there"):
        programme.change_venue(hall, by=cast.officer, given_up=True)
    with pytest.raises(Refused, match="12 places"):
        programme.change_venue(hall, by=cast.officer, holds=11)
