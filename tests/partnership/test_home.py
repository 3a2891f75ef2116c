"""The workspace: what is asked of me, what is late, what comes next."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Role
from partnership.models import Meeting
from partnership.operations import actions, minutes
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.quorum import rule_on_quorum
from tests.factories import minutes as made
from tests.factories.seats import hold

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


def due(cast, label, on, **of):
    return open_fixed(
        "return", label, on, by=cast.officer, rule="As agreed", source="Round", reference="R-1", path="/r/",
        **(of or {"organisation": cast.police}),
    )  # fmt: skip


def action(cast, title, target_on, **of):
    return actions.open_action(
        by=cast.officer,
        title=title,
        origin="CR-1",
        target_on=target_on,
        **(of or {"organisation": cast.police}),
    )


@pytest.fixture
def everything(cast):
    due(cast, "Police late", TODAY - timedelta(1))
    due(cast, "Police today", TODAY)
    due(cast, "Police in a month", TODAY + timedelta(30))
    due(cast, "Police after that", TODAY + timedelta(31))
    due(cast, "Health late", TODAY - timedelta(3), organisation=cast.health)
    due(cast, "Health soon", TODAY + timedelta(3), organisation=cast.health)
    due(cast, "Manager soon", TODAY + timedelta(3), role="board_manager")
    due(cast, "Group soon", TODAY + timedelta(3), group=cast.crg)
    due(cast, "Mine", TODAY + timedelta(3), owner=cast.practitioner)
    meet(due(cast, "Police done", TODAY), by=cast.officer)
    end(due(cast, "Police ended", TODAY - timedelta(9)), by=cast.officer, reason="x")
    action(cast, "Police action late", TODAY - timedelta(2))
    action(cast, "Police action", TODAY + timedelta(5), organisation=cast.police, group=cast.crg)
    action(cast, "Health action", TODAY + timedelta(5), organisation=cast.health)
    claimed = action(cast, "Police action claimed", TODAY, organisation=cast.police, group=cast.crg)
    actions.claim(claimed, by=cast.police_lead, evidence="Minutes.")


def panels(client):
    context = client.get("/home/").context
    return {name: [i["title"] for i in context[name]] for name in ("late", "asked", "following")}


def test_a_partner_lead_sees_what_is_asked_of_their_agency(everything, sign_in):
    assert panels(sign_in("partner_lead")) == {
        "late": ["Police late", "Police action late"],
        "asked": ["Police today", "Police in a month", "Police action"],
        "following": ["Police after that"],
    }


def test_staff_see_all_that_is_late_theirs_and_what_comes_next(everything, sign_in):
    assert panels(sign_in("board_manager")) == {
        "late": ["Health late", "Police late", "Police action late"],
        "asked": ["Manager soon", "Police action claimed"],
        "following": ["Police today", "Health soon", "Group soon", "Mine", "Police in a month"],
    }


def test_a_chair_sees_the_groups_dates_and_what_it_has_to_verify(everything, sign_in):
    assert panels(sign_in("group_chair")) == {
        "late": [],
        "asked": ["Group soon", "Police action claimed"],
        "following": [],
    }


def test_a_practitioner_sees_their_own(everything, sign_in):
    assert panels(sign_in("practitioner")) == {"late": [], "asked": ["Mine"], "following": []}


@pytest.mark.parametrize("role", ["external_reviewer", "school_lead", "observer", "independent_advisor"])
def test_others_see_nothing_of_it(everything, sign_in, role):
    client = sign_in(role)

    assert panels(client) == {"late": [], "asked": [], "following": []}
    assert "You have no tasks at the moment" in client.get("/home/").text
    assert "Police" not in client.get("/home/").text


def test_counts_tell_how_many_there_are_beyond_what_is_drawn(cast, sign_in):
    for number in range(12):
        due(cast, f"Report {number}", TODAY + timedelta(number))
    page = sign_in("partner_lead").get("/home/")

    assert len(page.context["asked"]) == 8
    assert page.context["asked_count"] == 12
    assert "12 in this list" in page.text


def test_each_row_says_its_date_and_leads_there(cast, sign_in):
    due(cast, "Police late", date(2026, 3, 9))
    page = sign_in("partner_lead").get("/home/").text

    assert 'href="/r/"' in page
    assert "Was due" in page
    assert "9 March 2026" in page


def test_only_who_reads_the_record_sees_what_happened_lately(everything, sign_in):
    assert "Recent activity" in sign_in("board_manager").get("/home/").text
    assert "Recent activity" not in sign_in("board_officer").get("/home/").text


@pytest.mark.parametrize("role", list(Role))
def test_it_opens_for_every_role_and_says_which_it_is(cast, sign_in, role):
    page = sign_in(role).get("/home/")

    assert page.status_code == 200
    assert Role(role).label in page.text


@pytest.mark.parametrize("role", ["board_manager", "partner_lead"])
@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_of_the_database_for_one_and_three(
    cast, sign_in, number, role, django_assert_max_num_queries
):
    for n in range(number):
        due(cast, f"Late {n}", TODAY - timedelta(1))
        due(cast, f"Soon {n}", TODAY + timedelta(1), role="board_manager")
        due(cast, f"Asked {n}", TODAY + timedelta(1))
        action(cast, f"Action {n}", TODAY + timedelta(5))
        action(cast, f"Late action {n}", TODAY - timedelta(5))
        actions.claim(action(cast, f"Claimed {n}", TODAY), by=cast.police_lead, evidence="x")
    client = sign_in(role)
    client.get("/home/")
    # session, person with roles; first steps, dates, actions, work, what is new; for the manager the next meetings and
    # lost addresses as well
    with django_assert_max_num_queries(10) as captured:
        client.get("/home/")
    assert len(captured) == {"board_manager": 9, "partner_lead": 7}[role]


def rule(meeting, *, by):
    items = {item.pk: ("go_on", "") for item in meeting.items.filter(purpose="decide")}
    rule_on_quorum(meeting, by=by, ruling="We go on.", items=items, office="Chair")


def meeting(cast, group, day, **more):
    starts = datetime(2026, 3, day, 10, tzinfo=UTC)
    return Meeting.objects.create(
        group=group, reference=f"{group.code}-{day}", starts_at=starts, ends_at=starts + timedelta(hours=2),
        planned_by=cast.officer, **more,
    )  # fmt: skip


def test_meetings_to_come_are_those_of_ones_own_groups(cast, sign_in):
    meeting(cast, cast.crg, 12)
    meeting(cast, cast.audit, 11)
    meeting(cast, cast.audit, 9)
    meeting(cast, cast.audit, 13, state="cancelled", cancelled_because="Snow")
    references = {
        role: [one["note"].rpartition(" · ")[2] for one in sign_in(role).get("/home/").context["meetings"]]
        for role in ("group_member", "board_officer", "independent_advisor", "practitioner", "school_lead")
    }

    assert references == {
        "group_member": ["case-review-group-12"],
        "board_officer": ["audit-11", "case-review-group-12"],
        "independent_advisor": ["audit-11", "case-review-group-12"],
        "practitioner": [],
        "school_lead": [],
    }
    assert "Upcoming meetings" not in sign_in("practitioner").get("/home/").text
    assert "Audit" not in sign_in("group_member").get("/home/").text


def test_groups_and_agencies_are_those_of_today(cast, sign_in):
    hold(cast.police_lead, "group_member", seat=cast.chair.appointments.get().seat)
    hold(
        cast.police_lead, "group_member", seat=cast.outsider.appointments.get().seat, ends_on=date(2026, 3, 9)
    )
    context = sign_in(cast.police_lead).get("/home/").context

    assert [(group["name"], group["as"]) for group in context["groups"]] == [("Case Review Group", "chair")]
    assert context["agencies"] == [
        {
            "name": "Leicestershire Police",
            "as": "Partner lead",
            "log": "/actions/logs/agency/leicestershire-police/",
        }
    ]


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_a_home_page_opens(cast, sign_in, role):
    """What is offered on it leads somewhere for whoever it is offered to."""
    client = sign_in(role)
    context = client.get("/home/").context
    addresses = [
        one[name]
        for one in (*context["groups"], *context["agencies"])
        for name in ("papers", "log", "seats", "terms")
        if one.get(name)
    ]

    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_what_changed_is_only_what_concerns_oneself(everything, cast, sign_in):
    titles = [one["title"] for one in sign_in("partner_lead").get("/home/").context["news"]]

    assert sorted(titles) == [
        "Asked: Police after that",
        "Asked: Police in a month",
        "Asked: Police late",
        "Asked: Police today",
        "Done: Police done",
        "No longer due: Police ended",
    ]
    with time_machine.travel("2026-03-25 12:00Z", tick=False):
        assert sign_in("partner_lead").get("/home/").context["news"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_chair_finds_what_waits_for_their_word_in_their_own_group(
    cast, sign_in, number, django_assert_num_queries
):
    asked = []
    for n in range(number):
        ruling = made.held(cast, day=date(2026, 2, 2 + n), hour=9)
        agree = made.written(cast, day=date(2026, 2, 12 + n))
        rule(agree, by=cast.officer)
        minutes.send_to_chair(agree.minutes, by=cast.officer)
        asked += [reverse("rule_on_quorum", args=[ruling.pk]), reverse("minutes", args=[agree.pk])]
    made.held(cast, cast.audit, day=date(2026, 2, 20))
    client = sign_in(cast.chair)
    client.get("/home/")

    with django_assert_num_queries(9):  # one more than others: only chairs are asked for their word
        page = client.get("/home/")

    assert sorted(one["address"] for one in page.context["asked"]) == sorted(asked)
    assert page.context["asked_count"] == 2 * number
    assert not sign_in(cast.member).get("/home/").context["asked"]
