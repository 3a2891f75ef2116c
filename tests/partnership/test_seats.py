"""Seats: filled, vacant and substituted, whatever day it is."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine

from partnership.access import Refused
from partnership.models import Appointment, Event, Group, Letter, Person, Seat
from partnership.operations import actions
from partnership.operations import seats as operations
from partnership.operations.deadlines import open_fixed
from partnership.operations.leaving import hand_over, hand_work_over, left_behind
from partnership.rules.seats import State, standing
from tests.factories.seats import LONG_AGO, hold, seat

TODAY = date(2026, 2, 27)  # a Friday; the next day but one is in March


@pytest.fixture(autouse=True)
def the_last_friday_of_february():
    with time_machine.travel("2026-02-27 12:00Z", tick=False):
        yield


@pytest.fixture
def place(cast):
    return seat(cast.audit, "Head of audit", organisation=cast.police, starts_on=LONG_AGO)


def stood(place, day=TODAY):
    return standing(place, list(place.appointments.all()), day)


# How a seat stands ------------------------------------------------------------------------------------------


def test_a_seat_is_filled_on_the_last_day_and_vacant_since_the_next(cast, place):
    hold(cast.police_lead, "group_member", seat=place, ends_on=TODAY)

    assert (stood(place).state, stood(place).leaves_on) == (State.FILLED, TODAY)
    after = stood(place, TODAY + timedelta(1))
    assert (after.state, after.vacant_since) == (State.VACANT, date(2026, 2, 28))
    assert stood(place, date(2026, 12, 24)).vacant_since == date(2026, 2, 28)


def test_a_row_and_the_database_agree_who_holds_what_that_day(cast):
    """However the dates of an appointment, its seat and its group lie around the day."""
    days = [TODAY + timedelta(n) for n in (-1, 0, 1)]
    spans = [{}, *({edge: day} for edge in ("starts_on", "ends_on") for day in days)]
    appointments = [Appointment(person=cast.police_lead, role="board_officer", **span) for span in spans]
    for number, (of_group, of_seat) in enumerate(product(spans, spans)):
        group = Group.objects.create(code=f"group-{number}", kind="subgroup", **of_group)
        place = seat(group, "Member", **of_seat)
        appointments += [
            Appointment(person=cast.police_lead, role="group_member", seat=place, **span) for span in spans
        ]
    made = Appointment.objects.bulk_create(appointments)

    by_row = {one.pk for one in made if one.is_held(TODAY)}
    by_database = set(
        Appointment.objects.filter(pk__in=[one.pk for one in made]).on(TODAY).values_list("pk", flat=True)
    )

    assert by_row == by_database
    assert len(by_row) == 5 + 5**3


def test_a_seat_nobody_held_is_vacant_since_it_began(cast, place):
    assert stood(place).vacant_since == LONG_AGO
    assert stood(seat(cast.audit, "Anybody")).vacant_since is None


@pytest.mark.parametrize(("authority", "state"), [("", State.VACANT), ("Chief Constable", State.SUBSTITUTED)])
def test_a_substitute_counts_only_with_like_authority(cast, place, authority, state):
    operations.fill_seat(
        place, by=cast.manager, person=cast.county_lead, substitute=True, authority=authority
    )

    assert stood(place).state == state
    assert [one.counts for one in stood(place).substitutes] == [bool(authority)]


def test_who_comes_next_does_not_fill_a_seat_yet(cast, place):
    hold(cast.police_lead, "group_member", seat=place, starts_on=TODAY + timedelta(1))

    assert stood(place).state == State.VACANT
    assert [one.person for one in stood(place).to_come] == [cast.police_lead]


# Filling ----------------------------------------------------------------------------------------------------


def test_fill_seat_gives_the_role_that_goes_with_it(cast, place):
    held = operations.fill_seat(place, by=cast.manager, person=cast.county_lead)

    assert (held.role, held.office, held.starts_on) == ("group_member", "Head of audit", TODAY)
    chair = seat(cast.audit, "Chair", kind="chair")
    assert operations.fill_seat(chair, by=cast.manager, person=cast.county_lead).role == "group_chair"


def test_fill_seat_twice_is_refused_but_for_the_time_after(cast, place):
    hold(cast.police_lead, "group_member", seat=place, ends_on=date(2026, 3, 31))

    with pytest.raises(Refused, match="Police lead holds that seat on those days"):
        operations.fill_seat(place, by=cast.manager, person=cast.county_lead, starts_on=date(2026, 3, 31))
    operations.fill_seat(place, by=cast.manager, person=cast.county_lead, starts_on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "sentence"),
    [
        (date(2019, 9, 28), None, "exists from 29 September 2019"),
        (date(2026, 7, 1), None, "ends on 30 June 2026"),
        (TODAY, date(2026, 7, 1), "ends on 30 June 2026"),
    ],
)
def test_fill_seat_keeps_within_the_seats_own_dates(cast, place, starts_on, ends_on, sentence):
    place.ends_on = date(2026, 6, 30)
    place.save()

    with pytest.raises(Refused, match=sentence):
        operations.fill_seat(
            place, by=cast.manager, person=cast.county_lead, starts_on=starts_on, ends_on=ends_on
        )


def test_nobody_stands_in_for_a_chair_without_authority(cast):
    chair = cast.chair.appointments.get().seat

    with pytest.raises(Refused, match="rules on meetings"):
        operations.fill_seat(chair, by=cast.manager, person=cast.county_lead, substitute=True)


def test_confirm_authority_says_on_whose_word_and_by_whom(cast, place):
    held = operations.fill_seat(place, by=cast.manager, person=cast.county_lead, substitute=True)
    confirmed = operations.confirm_authority(held, by=cast.manager, authority=" Director, letter of 2 March ")

    assert (confirmed.authority, confirmed.authority_confirmed_by) == (
        "Director, letter of 2 March",
        cast.manager,
    )
    event = Event.objects.get(verb="confirmed authority")
    assert (event.actor_id, event.why) == (str(cast.manager.pk), "Director, letter of 2 March")
    with pytest.raises(Refused, match="confirmed already"):
        operations.confirm_authority(held, by=cast.manager, authority="x")


def test_confirm_authority_wants_to_know_on_whose_word(cast, place):
    held = operations.fill_seat(place, by=cast.manager, person=cast.county_lead, substitute=True)

    with pytest.raises(Refused, match="which office"):
        operations.confirm_authority(held, by=cast.manager, authority=" ")


# Adding, changing, ending -----------------------------------------------------------------------------------


def test_add_seat_twice_is_refused(cast):
    given = {"by": cast.manager, "office": "Named nurse", "kind": "member", "organisation": cast.hospital}
    operations.add_seat(cast.audit, **given)

    with pytest.raises(Refused, match="has that seat already"):
        operations.add_seat(cast.audit, **given)


def test_change_seat_keeps_what_its_history_rests_on(cast, place):
    operations.change_seat(place, by=cast.manager, kind="virtual", reason="It was a slip.")
    place.refresh_from_db()
    hold(cast.police_lead, "group_member", seat=place, ends_on=date(2020, 1, 1))

    with pytest.raises(Refused, match="End it and add another"):
        operations.change_seat(place, by=cast.manager, organisation=cast.county, reason="x")
    operations.change_seat(place, by=cast.manager, office="Head of public protection", reason="Renamed.")
    assert Seat.objects.get(pk=place.pk).office == "Head of public protection"
    assert Event.objects.filter(verb="changed").latest("pk").facts == {"old_office": "Head of audit"}


def test_end_seat_ends_what_everybody_in_it_holds(cast, place):
    held = hold(cast.police_lead, "group_member", seat=place)
    stands_in = hold(cast.county_lead, "group_member", seat=place, substitute=True)
    operations.end_seat(place, by=cast.manager, on=TODAY, reason="The group is smaller now.")

    for one in (place, held, stands_in):
        one.refresh_from_db()
        assert one.ends_on == TODAY


# Leaving ----------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(cast):
    """The police lead chairs a group as well, owns an action and a date, and leads alone."""
    chair = hold(cast.police_lead, "group_chair", seat=seat(cast.audit, "Audit chair", kind="chair"))
    action = actions.open_action(
        by=cast.officer, title="x", origin="AUD-1", target_on=TODAY, owner=cast.police_lead
    )
    deadlines = [
        open_fixed(
            "x", f"Date {n}", TODAY, by=cast.officer, rule="x", source="x", reference=f"R-{n}", path="/", **of
        )
        for n, of in enumerate([{"owner": cast.police_lead}, {"organisation": cast.police}])
    ]
    return chair, action, deadlines


def test_what_a_leaver_leaves_behind_is_known_before(cast, busy):
    _, action, deadlines = busy
    left = left_behind(Person.objects.get(pk=cast.police_lead.pk))

    assert left.actions == [action]
    assert left.deadlines == deadlines[:1]
    assert left.chairs == [cast.audit]
    assert left.alone_for == [(cast.police, 1)]
    assert not left_behind(Person.objects.get(pk=cast.observer.pk))


def test_a_second_lead_means_nobody_is_alone(cast, busy):
    cast.person("Second police lead", "partner_lead", organisation=cast.police)

    assert left_behind(Person.objects.get(pk=cast.police_lead.pk)).alone_for == []


def test_hand_over_is_one_deed(cast, busy):
    chair, action, deadlines = busy
    hand_over(
        chair, by=cast.manager, successor=cast.county_lead, on=TODAY, reason="Moves on.",
        actions=[action], deadlines=deadlines,
    )  # fmt: skip

    chair.refresh_from_db()
    successor = Appointment.objects.get(person=cast.county_lead, role="group_chair")
    assert (chair.ends_on, successor.starts_on, successor.seat) == (TODAY, date(2026, 2, 28), chair.seat)
    action.refresh_from_db()
    mine, organisations = deadlines
    mine.refresh_from_db()
    organisations.refresh_from_db()
    assert (action.owner, mine.owner, organisations.owner) == (cast.county_lead, cast.county_lead, None)
    assert Letter.objects.get(kind="handed_over").recipient == cast.county_lead
    assert [e.label for e in Event.objects.filter(verb="handed over").order_by("pk")] == [
        f"Action {action.pk} (AUD-1)",
        "R-0",
    ]


def test_hand_over_of_the_last_manager_appoints_first(cast):
    hand_over(cast.manager.appointments.get(), by=None, successor=cast.officer, on=TODAY)

    assert cast.manager.appointments.get().ends_on == TODAY
    assert cast.officer.appointments.get(role="board_manager").starts_on == date(2026, 2, 28)


def test_hand_over_refused_changes_nothing(cast, busy):
    chair, action, _ = busy
    hold(cast.county_lead, "group_member", seat=seat(cast.audit, "Other"))

    with pytest.raises(Refused, match="Someone else has to do this"):
        hand_over(chair, by=cast.manager, successor=cast.manager, on=TODAY, actions=[action])
    chair.refresh_from_db()
    action.refresh_from_db()
    assert (chair.ends_on, action.owner) == (None, cast.police_lead)


def test_only_their_own_open_work_is_handed_over(cast, busy):
    somebodys = actions.open_action(
        by=cast.officer, title="y", origin="AUD-2", target_on=TODAY, owner=cast.county_lead
    )

    assert (
        hand_work_over(
            cast.police_lead, by=cast.manager, successor=cast.health_lead, actions=[somebodys], deadlines=[]
        )
        == []
    )
    somebodys.refresh_from_db()
    assert somebodys.owner == cast.county_lead


# Pages ------------------------------------------------------------------------------------------------------


def test_seats_show_vacancies_first_and_since_when(cast, place, sign_in):
    hold(cast.police_lead, "group_member", seat=place, ends_on=date(2026, 1, 31))
    page = sign_in("board_officer").get("/seats/")

    assert [one.seat for one in page.context["vacant"]] == [place]
    assert "1 February 2026" in page.text


def test_fill_seat_in_the_browser(cast, place, sign_in):
    client = sign_in("board_manager")
    sent = {
        "person": cast.county_lead.pk, "substitute": "yes", "authority": "Director of Public Health",
        "starts_on_day": 1, "starts_on_month": 3, "starts_on_year": 2026,
    }  # fmt: skip

    assert client.post(f"/seats/{place.pk}/fill/", sent).url == f"/seats/of/{cast.audit.code}/"
    assert "stands in on 1 March 2026" in client.get(f"/seats/of/{cast.audit.code}/").text
    again = client.post(f"/seats/{place.pk}/fill/", sent)
    assert again.status_code == 200
    assert "holds that role already" in again.text
    assert "Director of Public Health" in again.text


def test_members_see_who_sits_with_them_and_in_no_other_group(cast, place, sign_in):
    client = sign_in(cast.outsider)

    page = client.get("/seats/of/audit/").text
    assert "Audit group member" in page
    assert "Add a seat" not in page
    assert client.get("/seats/of/case-review-group/").status_code == 404


def test_end_appointment_shows_what_is_left_behind(cast, busy, sign_in):
    chair, *_ = busy
    page = sign_in("board_manager").get(f"/people/{cast.police_lead.pk}/end/{chair.pk}/").text

    assert "1 open action of their own" in page
    assert "the chair of Multi-Agency Audit Group" in page
    assert f"/people/{cast.police_lead.pk}/hand-over/{chair.pk}/" in page


def test_hand_over_in_the_browser(cast, busy, sign_in):
    chair, action, deadlines = busy
    client = sign_in("board_manager")
    address = f"/people/{cast.police_lead.pk}/hand-over/{chair.pk}/"
    assert action.title in client.get(address).text
    sent = {"on_day": 27, "on_month": 2, "on_year": 2026, "actions": [action.pk], "reason": "Moves on."}

    assert "Choose who takes over" in client.post(address, sent).text
    assert client.post(address, sent | {"successor": cast.health_lead.pk}).status_code == 302
    action.refresh_from_db()
    deadlines[0].refresh_from_db()
    assert (action.owner, deadlines[0].owner) == (cast.health_lead, cast.police_lead)


@pytest.mark.parametrize("number", [1, 3])
def test_seats_ask_the_same_of_the_database_for_one_and_three(
    cast, sign_in, number, django_assert_num_queries
):
    for n in range(number):
        place = seat(cast.audit, f"Office {n}", organisation=cast.police)
        for name, substitute in [("Holder", False), ("Other", True)]:
            person = cast.person(f"{name} {n}", "practitioner", organisation=cast.police)
            hold(person, "group_member", seat=place, substitute=substitute)
    client = sign_in("board_manager")
    client.get("/seats/")
    with django_assert_num_queries(5):  # session, person with roles; groups, seats, who is in them
        client.get("/seats/")
    with django_assert_num_queries(6):  # the same; the group, its seats, who is in them, those that ended
        client.get("/seats/of/audit/")


def test_inviting_into_a_seat_fills_the_form(cast, place, sign_in):
    form = sign_in("board_manager").get(f"/people/invite/?seat={place.pk}").context["form"]

    assert (form["seat"].value(), form["role"].value(), form["office"].value()) == (
        place.pk,
        "group_member",
        "Head of audit",
    )
