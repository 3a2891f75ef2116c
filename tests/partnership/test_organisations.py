"""Organisations: found as on any day, renamed and ended from a day on, and made one of two with their history kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Organisation, Participation, Seat
from partnership.operations import actions, deadlines
from partnership.operations import organisations as operations
from partnership.operations.arrangements import load

pytestmark = pytest.mark.django_db
DIRECTORY = "/partnership/organisations/"
LAST, FIRST = date(2022, 6, 30), date(2022, 7, 1)


@pytest.fixture
def groups_of_2019(cast):
    """Two clinical commissioning groups, statutory partners with a seat each, as they stood until 2022."""
    found = []
    for place, office in (("West", "Accountable Officer"), ("East", "Chief Nurse")):
        one = operations.add_organisation(
            by=cast.manager,
            name=f"{place} Clinical Commissioning Group",
            kind="health_commissioner",
            area="LR",
        )
        operations.add_participation(
            one, by=cast.manager, kind="statutory_partner", starts_on=date(2019, 9, 29)
        )
        Seat.objects.create(
            group=cast.partnership,
            organisation=one,
            office=office,
            kind="member",
            starts_on=date(2019, 9, 29),
        )
        found.append(one)
    return found


def merge(cast, organisations, **more):
    given = {
        "on": FIRST, "reason": "Health and Care Act 2022", "name": "Integrated Board", "kind": "health_commissioner",
        "area": "LLR",
    }  # fmt: skip
    return operations.merge_organisations(organisations, by=cast.manager, **(given | more))


# Two become one -------------------------------------------------------------------------------------------


def test_merge_organisations_ends_both_and_starts_the_successor(cast, groups_of_2019):
    board = merge(cast, groups_of_2019)

    west, east = Organisation.objects.filter(pk__in=[one.pk for one in groups_of_2019]).order_by("pk")
    assert (west.ends_on, west.successor, east.ends_on, east.successor) == (LAST, board, LAST, board)
    assert (board.starts_on, board.name, board.source) == (
        FIRST,
        "Integrated Board",
        "Health and Care Act 2022",
    )
    assert {one.name for one in Organisation.objects.statutory_partners(LAST)} >= {west.name, east.name}
    assert board not in Organisation.objects.statutory_partners(LAST)
    today = set(Organisation.objects.statutory_partners(FIRST))
    assert board in today
    assert not {west, east} & today


def test_merge_organisations_gives_the_successor_a_seat_for_each_office(cast, groups_of_2019):
    board = merge(cast, groups_of_2019)

    seats = Seat.objects.filter(group=cast.partnership, organisation__isnull=False)
    assert {seat.office for seat in seats.on(LAST)} == {"Accountable Officer", "Chief Nurse"}
    assert {seat.organisation for seat in seats.on(LAST)} == set(groups_of_2019)
    assert {(seat.office, seat.organisation) for seat in seats.on(FIRST)} == {
        ("Accountable Officer", board), ("Chief Nurse", board),
    }  # fmt: skip


def test_merge_organisations_may_leave_seats_alone(cast, groups_of_2019):
    merge(cast, groups_of_2019, carry_seats=False)

    assert Seat.objects.filter(organisation__in=groups_of_2019).on(FIRST).count() == 2


def test_merge_organisations_into_one_that_is_there_doubles_no_way_of_taking_part(cast):
    merge(cast, [cast.rutland], successor=cast.county, on=date(2026, 4, 1))

    ways = cast.county.participations.filter(kind="statutory_partner")
    assert ways.count() == 1
    cast.rutland.refresh_from_db()
    assert (cast.rutland.ends_on, cast.rutland.successor) == (date(2026, 3, 31), cast.county)


@pytest.mark.parametrize(
    ("choose", "more", "refused"),
    [
        (lambda cast: [cast.county], {}, "Choose at least two"),
        (lambda cast: [cast.county], {"successor": "county"}, "Choose at least two"),
        (lambda cast: [cast.county, cast.rutland], {"reason": " "}, "why they are merging"),
        (
            lambda cast: [cast.county, cast.rutland],
            {"name": "Leicestershire police"},
            "in the directory already",
        ),
    ],
)
def test_merge_organisations_is_refused_with_a_sentence_and_changes_nothing(cast, choose, more, refused):
    more = {name: getattr(cast, value) if name == "successor" else value for name, value in more.items()}

    with pytest.raises(Refused, match=refused):
        merge(cast, choose(cast), **more)

    assert not Organisation.objects.exclude(ends_on=None).exists()


def test_merge_organisations_twice_is_refused(cast, groups_of_2019):
    merge(cast, groups_of_2019)

    with pytest.raises(Refused, match="already ends on 30 June 2022"):
        merge(cast, groups_of_2019, name="Another Board")


def test_a_merged_organisation_tells_what_still_names_it_until_nothing_does(cast, sign_in, groups_of_2019):
    west, east = groups_of_2019
    lead = cast.person("West lead", Role.PARTNER_LEAD, organisation=west)
    action = actions.open_action(
        by=cast.officer, title="Train every ward", origin="CR-2021-001", target_on=timezone.localdate(),
        organisation=east,
    )  # fmt: skip
    due = deadlines.open_fixed(
        "report", "Send the report", timezone.localdate(), by=cast.officer, rule="agreed date", source="Plan",
        reference="PLAN-1", path="/diary/", organisation=west,
    )  # fmt: skip
    board = merge(cast, groups_of_2019, carry_seats=False)
    browser = sign_in(Role.BOARD_MANAGER)

    text = browser.get(board.get_absolute_url()).content.decode()
    for told in (
        "West lead, Partner lead",
        "Train every ward",
        "Send the report (PLAN-1)",
        "Chief Nurse, LRSCP",
    ):
        assert told in text
    assert f'href="/people/{lead.pk}/"' in text
    assert f'href="{action.get_absolute_url()}"' in text
    assert "Send the report (PLAN-1)" in browser.get(west.get_absolute_url()).content.decode()

    Seat.objects.filter(organisation__in=groups_of_2019).update(ends_on=LAST)
    Appointment.objects.filter(person=lead).update(ends_on=LAST)
    deadlines.end(due, by=cast.officer, reason="The board sends it.")
    type(action).objects.update(state="verified", evidence="Seen.")
    text = browser.get(board.get_absolute_url()).content.decode()
    assert "What still names" not in text
    assert "Nothing that is still open names" in text


def test_merge_organisations_by_its_page(cast, sign_in, groups_of_2019):
    browser = sign_in(Role.BOARD_MANAGER)
    sent = {
        "organisations": [one.pk for one in groups_of_2019], "on_day": 1, "on_month": 7, "on_year": 2022,
        "who": "new", "kind": "health_commissioner", "area": "LLR", "reason": "Health and Care Act 2022",
        "carry_seats": "on",
    }  # fmt: skip

    page = browser.post(f"{DIRECTORY}merge/", sent).content.decode()
    assert "Enter the new organisation’s name" in page
    assert "Health and Care Act 2022" in page
    answer = browser.post(f"{DIRECTORY}merge/", sent | {"name": "Integrated Board"})
    assert answer.url == Organisation.objects.get(name="Integrated Board").get_absolute_url()


# The directory as on a day --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "statutory"),
    [("2019-09-28", 0), ("2019-09-29", 5), ("2022-06-30", 5), ("2022-07-01", 4)],
)
def test_organisations_are_listed_as_on_a_day(loaded, sign_in, day, statutory):
    text = sign_in(Role.BOARD_MANAGER).get(f"{DIRECTORY}?on={day}&way=statutory_partner").content.decode()

    # one of the cast’s own takes part besides, from 29 September 2019 on
    own = 0 if day == "2019-09-28" else 1
    assert f"<strong>{statutory + own} of " in text


def test_organisations_of_an_earlier_day_bear_their_names_of_that_day(cast, sign_in):
    operations.rename_organisation(
        cast.hospital, by=cast.manager, name="Leicester Hospitals Group", short_name="LHG", on=date(2024, 4, 1),
        reason="Its own announcement.",
    )  # fmt: skip
    browser = sign_in(Role.PARTNER_LEAD)

    assert (
        "University Hospitals of Leicester NHS Trust"
        in browser.get(f"{DIRECTORY}?on=2024-03-31").content.decode()
    )
    assert "University Hospitals" not in browser.get(f"{DIRECTORY}?on=2024-04-01").content.decode()
    assert "Leicester Hospitals Group" in browser.get(f"{DIRECTORY}?q=university+hospitals").content.decode()


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("?kind=police", "Leicestershire Police", "Hawthorn School"),
        ("?way=planning_and_delivery", "University Hospitals", "Leicestershire Police"),
        ("?way=none&kind=school", "Hawthorn School", "Leicestershire Police"),
        ("", "Leicestershire Police", "Hawthorn School"),
        ("?q=hawthorn", "Hawthorn School", "Leicestershire Police"),
        ("?area=rutland", "No organisations match", "Leicestershire Police"),
    ],
)
def test_organisations_are_narrowed(cast, sign_in, query, found, not_found):
    main = sign_in(Role.BOARD_OFFICER).get(DIRECTORY + query).content.decode().split("<table")[-1]

    whole = sign_in(Role.BOARD_OFFICER).get(DIRECTORY + query).content.decode()
    assert found in whole
    assert not_found not in main.split("<footer")[0]


def test_organisations_with_a_day_that_is_none_say_so(cast, sign_in):
    text = sign_in(Role.BOARD_OFFICER).get(f"{DIRECTORY}?on=2019-02-31").content.decode()

    assert "The day must be a real date" in text


def test_organisations_tell_staff_what_is_asked_late_first_and_others_only_what_is_theirs(cast, sign_in):
    for title, days in (("Later", 30), ("Overdue", -3)):
        actions.open_action(
            by=cast.officer, title=f"{title} thing", origin="CR-2026-001", organisation=cast.police,
            target_on=timezone.localdate() + timedelta(days),
        )  # fmt: skip
    page = cast.police.get_absolute_url()

    text = sign_in(Role.BOARD_OFFICER).get(page).content.decode()
    assert text.index("Overdue thing") < text.index("Later thing")
    assert "1 of 2" in sign_in(Role.BOARD_OFFICER).get(DIRECTORY).content.decode()
    assert "Overdue thing" in sign_in(Role.PARTNER_LEAD).get(page).content.decode()
    assert "Overdue thing" not in sign_in(cast.county_lead).get(page).content.decode()
    assert "1 of 2" not in sign_in(cast.county_lead).get(DIRECTORY).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_organisations_run_a_fixed_number_of_queries(cast, sign_in, django_assert_num_queries, rows):
    for number in range(rows):
        one = operations.add_organisation(by=cast.manager, name=f"Body {number}", kind="other")
        operations.add_participation(one, by=cast.manager, kind="virtual", starts_on=date(2026, 1, 1))
        actions.open_action(
            by=cast.officer, title="Do", origin="X", organisation=cast.police, target_on=date(2026, 12, 1)
        )
        operations.merge_organisations(
            [one], by=cast.manager, on=date(2026, 5, 1 + number), reason="Law", successor=cast.police
        )
    browser = sign_in(Role.BOARD_MANAGER)
    browser.get("/partnership/")

    with django_assert_num_queries(9):
        browser.get(DIRECTORY)
    with django_assert_num_queries(14):
        browser.get(cast.police.get_absolute_url())


# Names, ends and ways of taking part ----------------------------------------------------------------------


def test_rename_organisation_keeps_every_name_with_its_days(cast):
    for name, on in (("Second Name", date(2022, 4, 1)), ("Third Name", date(2024, 2, 29))):
        operations.rename_organisation(
            cast.hospital, by=cast.manager, name=name, short_name="", on=on, reason="An order."
        )

    cast.hospital.refresh_from_db()
    assert [
        cast.hospital.name_on(day)
        for day in (date(2022, 3, 31), date(2022, 4, 1), date(2024, 2, 28), date(2024, 2, 29))
    ] == ["University Hospitals of Leicester NHS Trust", "Second Name", "Second Name", "Third Name"]


@pytest.mark.parametrize(
    ("name", "on", "refused"),
    [
        ("University Hospitals of Leicester NHS Trust", date(2024, 1, 1), "the one that it has"),
        ("New", date(2027, 1, 1), "on or after the day from which it is used"),
        ("New", date(2022, 4, 1), "already took a new name"),
    ],
)
def test_rename_organisation_is_refused_with_a_sentence(cast, name, on, refused):
    if on == date(2022, 4, 1):
        operations.rename_organisation(
            cast.hospital, by=cast.manager, name="Second", short_name="", on=date(2022, 4, 1), reason="Order"
        )

    with pytest.raises(Refused, match=refused):
        operations.rename_organisation(
            cast.hospital, by=cast.manager, name=name, short_name="", on=on, reason="An order."
        )


def test_amend_organisation_tells_the_record_what_it_said(cast):
    operations.amend_organisation(
        cast.hospital, by=cast.manager, name=cast.hospital.name, short_name="UHL", kind="health_provider",
        area="LLR", reason="The area was missing.",
    )  # fmt: skip

    event = Event.objects.about(cast.hospital).get(verb="amended")
    assert (event.facts["was"], event.facts["now"]) == (
        {"short_name": "", "area": ""}, {"short_name": "UHL", "area": "LLR"},
    )  # fmt: skip


def test_end_organisation_ends_how_it_takes_part(cast):
    operations.end_organisation(
        cast.hospital,
        by=cast.manager,
        on=date(2026, 10, 31),
        reason="It was dissolved.",
        successor=cast.health,
    )

    way = cast.hospital.participations.get()
    assert (way.ends_on, cast.hospital in Organisation.objects.on(date(2026, 11, 1))) == (
        date(2026, 10, 31),
        False,
    )
    with pytest.raises(Refused, match="already ends on 31 October 2026"):
        operations.end_organisation(cast.hospital, by=cast.manager, on=date(2026, 10, 1), reason="Again.")


def test_reopen_organisation_brings_back_what_its_end_ended_and_nothing_else(cast):
    way = cast.hospital.participations.get()
    other = operations.add_participation(
        cast.hospital, by=cast.manager, kind="on_request", starts_on=date(2024, 1, 1)
    )
    operations.end_participation(other, by=cast.manager, on=date(2026, 10, 31), reason="Not asked any more.")
    operations.end_organisation(
        cast.hospital, by=cast.manager, on=date(2026, 10, 31), reason="Dissolved.", successor=cast.health
    )

    operations.reopen_organisation(cast.hospital, by=cast.manager, reason="It was another hospital.")

    cast.hospital.refresh_from_db()
    way.refresh_from_db()
    other.refresh_from_db()
    assert (cast.hospital.ends_on, cast.hospital.successor, cast.hospital.ended_because) == (None, None, "")
    assert (way.ends_on, other.ends_on) == (None, date(2026, 10, 31))
    event = Event.objects.about(cast.hospital).get(verb="reopened")
    assert (event.why, event.facts["last_day"], event.facts["ended_because"]) == (
        "It was another hospital.", "2026-10-31", "Dissolved.",
    )  # fmt: skip
    with pytest.raises(Refused, match="has no end on record"):
        operations.reopen_organisation(cast.hospital, by=cast.manager, reason="Again.")


def test_reopen_organisation_needs_a_reason_and_is_not_for_what_merged(cast, sign_in):
    operations.end_organisation(cast.hospital, by=cast.manager, on=date(2026, 10, 31), reason="Dissolved.")
    manager, address = sign_in(cast.manager), reverse("reopen_organisation", args=[cast.hospital.pk])
    assert address in manager.get(cast.hospital.get_absolute_url()).text
    assert "Dissolved." in manager.get(address).text
    with pytest.raises(Refused, match="Say why its end was a mistake"):
        operations.reopen_organisation(cast.hospital, by=cast.manager, reason=" ")
    page = manager.post(address, {"reason": "It was another hospital."}, follow=True).text
    assert "the ways of taking part that ended with it" in page

    operations.merge_organisations(
        [cast.hospital], by=cast.manager, on=date(2026, 12, 1), reason="An order.", successor=cast.health
    )
    with pytest.raises(Refused, match="became part of another organisation"):
        operations.reopen_organisation(cast.hospital, by=cast.manager, reason="A slip.")


def test_add_organisation_that_is_there_already_is_refused(cast):
    with pytest.raises(Refused, match="in the directory already"):
        operations.add_organisation(by=cast.manager, name="leicestershire POLICE", kind="police")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "refused"),
    [
        (date(2020, 1, 1), None, "already takes part"),
        (date(2018, 1, 1), date(2019, 9, 29), "already takes part"),
        (date(2018, 1, 1), date(2019, 9, 28), ""),
        (date(2018, 1, 2), date(2018, 1, 1), "before the first day"),
    ],
)
def test_add_participation_in_one_way_on_one_day_once(cast, starts_on, ends_on, refused):
    def add():
        return operations.add_participation(
            cast.police, by=cast.manager, kind="statutory_partner", starts_on=starts_on, ends_on=ends_on
        )

    if refused:
        with pytest.raises(Refused, match=refused):
            add()
    else:
        assert add().ends_on == ends_on


def test_end_participation_leaves_the_organisation_where_it_is(cast):
    way = cast.hospital.participations.get()

    operations.end_participation(way, by=cast.manager, on=date(2026, 10, 31), reason="It sits elsewhere now.")

    assert not Participation.objects.on(date(2026, 11, 1)).filter(organisation=cast.hospital).exists()
    assert cast.hospital in Organisation.objects.on(date(2026, 11, 1))


def test_a_load_of_the_files_undoes_no_merger(loaded, cast):
    county, rutland = Organisation.objects.filter(code__in=["blaby", "melton"]).order_by("code")
    merge(cast, [county, rutland], on=date(2026, 4, 1), name="Unitary Council", kind="local_authority")

    changes = {one.noun.plural: one for one in load()}

    county.refresh_from_db()
    assert county.ends_on == date(2026, 3, 31)
    assert changes["organisations"].left == ["blaby", "melton"]
    assert len(changes["ways of taking part"].left) == 2
