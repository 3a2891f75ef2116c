"""Building an agenda: standing items, order, hours, and what is carried over."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import AgendaItem, Paper
from partnership.operations import agenda, papers
from partnership.rules.agenda import clock, over_run
from tests.factories import meetings as made


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def meeting(cast):
    return made.planned(cast)


def titles(meeting):
    return [(item.position, item.title) for item in meeting.items.all()]


def test_hours_follow_from_minutes_until_one_is_not_known():
    starts = datetime(2026, 3, 2, 9, tzinfo=UTC)
    minutes = [timedelta(minutes=n) for n in (0, 5, 20)]

    assert clock(starts, [5, 15, None, 10]) == [
        (starts + minutes[0], starts + minutes[1]),
        (starts + minutes[1], starts + minutes[2]),
        (starts + minutes[2], None),
        (None, None),
    ]
    assert over_run(starts, starts + minutes[2], [15, None, 10]) == 5


def test_the_agenda_begins_as_every_agenda_of_the_group(cast):
    delivery = cast.partnership
    assert [one.title for one in agenda.standing_items(delivery, date(2026, 3, 2))][2] == (
        "Views of the Young People’s Advisory Group"
    )


def test_add_item_stands_before_the_last_and_moves_up_once_for_each_page(cast, meeting, sign_in):
    browser = sign_in("administrator")
    form = browser.get(reverse("add_item", args=[meeting.pk])).context["form"]
    before = form.initial["before"]
    browser.post(
        reverse("add_item", args=[meeting.pk]),
        {"title": "Neglect", "purpose": "decide", "audience": "members", "minutes_allotted": 20, "before": before,
         "presenter": "Head of safeguarding"},
    )  # fmt: skip
    item = AgendaItem.objects.get(title="Neglect")
    assert (item.position, meeting.items.count(), meeting.items.last().standing) == (8, 9, "close")

    for _ in range(2):  # the same button twice
        browser.post(reverse("shift_item", args=[item.pk]), {"to": "up", "seen": 8})
    item.refresh_from_db()
    assert item.position == 7
    assert [position for position, _ in titles(meeting)] == list(range(1, 10))


def test_nobody_is_offered_the_title_of_an_item_that_is_not_for_them(cast, meeting, sign_in):
    agenda.add_item(meeting, by=cast.officer, title="Case CR-2026-007", audience="restricted")
    addresses = [reverse(name, args=[meeting.pk]) for name in ("add_item", "build_agenda", "meeting")]

    def offered(who):
        return ["CR-2026-007" in sign_in(who).get(address).text for address in addresses]

    assert [offered(who) for who in ("board_officer", "administrator")] == [[True] * 3, [False] * 3]


def test_an_item_is_taken_off_but_not_the_young_peoples(cast, meeting, sign_in):
    browser = sign_in("board_officer")
    own = meeting.items.get(standing="young_people")
    refused = browser.post(reverse("remove_item", args=[own.pk]))
    browser.post(reverse("remove_item", args=[meeting.items.first().pk]))

    assert refused.status_code == 409
    assert "has a standing item on every agenda" in refused.text
    assert titles(meeting)[0] == (1, "Declarations of interest")


def test_change_item_notices_who_changed_it_meanwhile(cast, meeting, sign_in):
    item = made.item(meeting, "Neglect", position=20)
    browser = sign_in("board_officer")
    address = reverse("change_item", args=[item.pk])
    seen = browser.get(address).context["form"].initial["seen"]
    agenda.change_item(item, by=cast.officer, title="Neglect of babies")

    sent = {"title": "Neglect of children", "purpose": "discuss", "audience": "everybody", "seen": seen}
    told = browser.post(address, sent)
    assert "Somebody else has changed this item meanwhile" in told.text
    assert 'value="Neglect of children"' in told.text
    browser.post(address, sent | {"seen": told.context["form"].data["seen"]})
    item.refresh_from_db()
    assert item.title == "Neglect of children"


def test_papers_of_an_item_that_is_for_fewer_people_are_for_no_more_than_those(cast, meeting):
    item = made.item(meeting, position=20)
    made.paper(cast, item)
    agenda.change_item(item, by=cast.officer, audience="members")

    assert Paper.objects.get().audience == "members"
    item.refresh_from_db()
    with pytest.raises(Refused, match="A paper cannot be for more people than its item"):
        made.paper(cast, item, title="Another", audience="everybody")


def test_carry_item_takes_its_papers_to_a_later_meeting_and_moves_what_is_due(cast, meeting, sign_in):
    later = made.planned(cast, days=120)
    item = agenda.add_item(meeting, by=cast.officer, title="Neglect")
    asked = papers.ask_for_paper(
        item, by=cast.officer, title="Data", audience="everybody", due_on=date(2026, 4, 13),
        organisation=cast.police,
    )  # fmt: skip
    sign_in("board_officer").post(reverse("carry_item", args=[item.pk]), {"to": later.pk})

    asked.refresh_from_db()
    item.refresh_from_db()
    assert (item.meeting, asked.due_on, asked.deadline.due_on) == (
        later,
        date(2026, 6, 18),
        date(2026, 6, 18),
    )
    assert item.position == later.items.count() == 9
    assert [position for position, _ in titles(meeting)] == list(range(1, 9))
    with pytest.raises(Refused, match="of the same group"):
        agenda.carry_item(item, made.planned(cast, cast.audit, days=70), by=cast.officer)


def test_an_agenda_is_closed_once_the_meeting_was_held(cast, meeting):
    meeting.state = "held"
    meeting.save()

    with pytest.raises(Refused, match="can no longer be changed"):
        agenda.add_item(meeting, by=cast.officer, title="Late")


# What stands on every agenda ----------------------------------------------------------------------------------


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def test_a_standing_item_counts_from_its_day_on(cast, sign_in):
    browser = sign_in("board_officer")
    browser.post(
        reverse("add_standing_item", args=[cast.crg.pk]),
        {"title": "Risks", "purpose": "note", "audience": "members", **day("starts_on", date(2026, 5, 1))},
    )
    april, june = made.planned(cast, days=40), made.planned(cast, days=100)

    assert [meeting.items.filter(title="Risks").exists() for meeting in (april, june)] == [False, True]
    assert june.items.last().standing == "close"
    assert "Risks, from 1 May 2026" in browser.get(reverse("standing_items", args=[cast.crg.pk])).text


def test_a_standing_item_ends_from_a_day_on_but_the_young_peoples_never(cast, sign_in):
    browser = sign_in("board_officer")
    address = reverse("end_standing_item", args=[cast.crg.pk, "voice"])
    browser.post(address, day("on", date(2026, 5, 1)))
    june = made.planned(cast, days=100)
    refused = browser.get(reverse("end_standing_item", args=[cast.crg.pk, "young_people"]))

    assert not june.items.filter(standing="voice").exists()
    assert june.items.filter(standing="young_people").exists()
    assert refused.status_code == 409
    with pytest.raises(Refused, match="It cannot be ended"):
        agenda.end_standing_item(cast.crg, "young_people", by=cast.officer, on=timezone.localdate())


def test_bring_standing_items_adds_what_is_missing_once(cast, meeting, sign_in):
    meeting.items.filter(standing="voice").delete()
    browser = sign_in("board_officer")
    for _ in range(2):
        browser.post(reverse("bring_standing_items", args=[meeting.pk]))

    assert meeting.items.filter(standing="voice").count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_building_an_agenda_runs_a_fixed_number_of_queries(
    cast, sign_in, number, django_assert_max_num_queries
):
    found = made.meeting(cast)
    for n in range(number):
        papers.add_paper(
            made.item(found, f"Item {n}"), by=cast.officer, title="Data", audience="everybody", text="A"
        )
    browser = sign_in("board_officer")

    with django_assert_max_num_queries(13):
        browser.get(reverse("build_agenda", args=[found.pk]))


def test_an_item_that_a_colleague_took_off_meanwhile_is_refused_with_a_sentence(cast, meeting):
    item = meeting.items.get(position=2)
    agenda.remove_item(item, by=cast.officer)

    with pytest.raises(Refused, match="taken this item off the agenda"):
        agenda.shift_item(item, by=cast.officer, up=True)
