"""Groups begin and end from a day on; task and finish groups end by themselves, and everybody is told before."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Appointment, Deadline, Group, Letter, Person, Seat
from partnership.operations import actions, groups
from partnership.operations.letters import promise_reminders
from tests.factories import arrangements as follows

pytestmark = pytest.mark.django_db
GROUPS = "/partnership/groups/"
LAST = date(2026, 10, 31)


def on(day):
    return time_machine.travel(f"{day}T10:00:00+00:00", tick=False)


@pytest.fixture
def neglect(cast):
    """A task and finish group that ends on 31 October 2026, with a chair who holds nothing else."""
    with on("2026-09-01"):
        group = follows.task_and_finish(cast, ends_on=LAST, reviews_cases=True)
    seat = Seat.objects.create(
        group=group, office="Head of neglect", kind="chair", starts_on=date(2026, 9, 1)
    )
    person = Person.objects.create_user("neglect@portal.test", name="Neglect group chair")
    Appointment.objects.create(person=person, role=Role.GROUP_CHAIR, seat=seat, starts_on=date(2026, 9, 1))
    group.chair = person
    return group


# A task and finish group ends by itself -------------------------------------------------------------------


def test_a_task_and_finish_group_opens_what_its_seats_open_until_its_last_day(neglect):
    with on("2026-10-31"):
        chair = Person.objects.get(pk=neglect.chair.pk)
        assert (chair.roles, list(chair.groups().values())) == ({Role.GROUP_CHAIR}, [neglect])
        assert may(chair, Can.READ_CASES)


def test_the_day_after_nobody_holds_a_seat_in_it_though_no_row_changed(neglect):
    with on("2026-11-01"):
        chair = Person.objects.get(pk=neglect.chair.pk)
        assert (chair.roles, chair.groups()) == (frozenset(), {})
        assert not may(chair, Can.READ_CASES)
        assert not Person.objects.holding(Role.GROUP_CHAIR, on=date(2026, 11, 1)).filter(pk=chair.pk).exists()
    assert Appointment.objects.get(person=neglect.chair).ends_on is None


def test_the_day_after_it_is_off_the_structure_and_its_page_says_so(neglect, cast, sign_in, client):
    last_day = client.get("/structure/?on=2026-10-31").content.decode()
    assert "Neglect task and finish group" in last_day
    assert last_day.count("Task and finish group until 31 October 2026") == 2  # drawn, and in words
    assert "Neglect task and finish group" not in client.get("/structure/?on=2026-11-01").content.decode()
    assert "no longer existed" in client.get(f"/groups/{neglect.code}/?on=2026-11-01").content.decode()
    text = sign_in(Role.BOARD_MANAGER).get(neglect.page).content.decode()
    assert "Its last day was 31 October 2026" in text


def test_the_day_after_its_page_names_what_it_leaves_open(neglect, cast, sign_in):
    actions.open_action(
        by=cast.officer, title="Write the neglect toolkit", origin="TF-1", organisation=cast.police, group=neglect,
        target_on=date(2026, 12, 1),
    )  # fmt: skip

    text = sign_in(Role.BOARD_MANAGER).get(neglect.page).content.decode()

    assert "Still open" in text
    assert "Write the neglect toolkit" in text


def test_chair_and_manager_are_told_two_weeks_before_it_ends(neglect, cast):
    asked = Deadline.objects.filter(path=neglect.page)
    assert {(one.due_on, one.rule) for one in asked} == {
        (date(2026, 10, 17), "14 days before the task and finish group ends")
    }
    with on("2026-10-15"):
        promise_reminders()
    told = Letter.objects.filter(deadline__in=asked)
    assert {one.recipient for one in told} == {neglect.chair, cast.manager}
    with on("2026-10-15"):
        assert asked.get(group=neglect) in Deadline.objects.asked_of(Person.objects.get(pk=neglect.chair.pk))
        assert asked.get(role=Role.BOARD_MANAGER) in Deadline.objects.asked_of(cast.manager)


def test_the_day_after_its_chair_is_reminded_of_nothing_more(neglect, cast):
    with on("2026-11-02"):
        promise_reminders()

    assert {one.recipient for one in Letter.objects.filter(deadline__path=neglect.page)} == {cast.manager}


def test_a_group_that_begins_shortly_before_it_ends_is_asked_at_once(cast):
    group = follows.task_and_finish(cast, ends_on=timezone.localdate() + timedelta(5))

    assert {one.due_on for one in Deadline.objects.filter(path=group.page)} == {timezone.localdate()}


def test_record_outcome_meets_both_dates_by_its_chair(neglect, sign_in):
    with on("2026-10-12"):
        answer = sign_in(neglect.chair).post(
            f"{neglect.page}outcome/", {"outcome": "A toolkit for neglect, with training."}
        )

    assert answer.status_code == 302
    neglect.refresh_from_db()
    assert neglect.outcome == "A toolkit for neglect, with training."
    assert {one.done_on for one in Deadline.objects.filter(path=neglect.page)} == {date(2026, 10, 12)}
    with pytest.raises(Refused, match="recorded already"):
        groups.record_outcome(neglect, by=neglect.chair, outcome="More.")


def test_record_outcome_by_the_manager_once_it_has_ended_says_why_it_is_late(neglect, sign_in):
    browser = sign_in(Role.BOARD_MANAGER)

    page = browser.post(f"{neglect.page}outcome/", {"outcome": "A toolkit."})
    assert "Say why it is late" in page.content.decode()
    browser.post(f"{neglect.page}outcome/", {"outcome": "A toolkit.", "late_reason": "The chair was ill."})
    assert {one.late for one in Deadline.objects.filter(path=neglect.page)} == {True}


def test_give_more_time_moves_the_end_and_its_dates(neglect, cast):
    with on("2026-10-20"):
        groups.give_more_time(
            neglect, by=cast.manager, until=date(2026, 12, 31), reason="Two audits are not in."
        )

    neglect.refresh_from_db()
    assert neglect.ends_on == date(2026, 12, 31)
    outstanding = Deadline.objects.outstanding().filter(path=neglect.page)
    assert [one.due_on for one in outstanding] == [date(2026, 12, 17), date(2026, 12, 17)]


def test_give_more_time_to_a_group_that_has_ended_is_refused(neglect, cast):
    with pytest.raises(Refused, match="It ended on 31 October 2026"):
        groups.give_more_time(neglect, by=cast.manager, until=date(2027, 1, 31), reason="Late.")


# Beginning, changing and ending ---------------------------------------------------------------------------


def test_add_group_of_tasks_without_a_last_day_is_refused_on_the_page_and_nothing_is_lost(cast, sign_in):
    page = sign_in(Role.BOARD_MANAGER).post(
        f"{GROUPS}add/",
        {
            "name": "Neglect group", "kind": "task_and_finish", "area": "LR", "starts_on_day": 1,
            "starts_on_month": 12, "starts_on_year": 2026,
        },
    ).content.decode()  # fmt: skip

    assert "Enter the last day. A task and finish group ends automatically" in page
    assert 'value="Neglect group"' in page
    assert not Group.objects.filter(name="Neglect group").exists()


def test_add_group_is_drawn_with_its_area_on_the_public_structure_from_its_first_day(cast, client):
    groups.add_group(
        by=cast.manager, name="Exploitation Group", kind="subgroup", area="LLR", parent=cast.partnership,
        starts_on=date(2026, 10, 1), meets="quarterly",
    )  # fmt: skip

    assert "Exploitation Group" not in client.get("/structure/?on=2026-09-30").content.decode()
    text = client.get("/structure/?on=2026-10-01").content.decode()
    assert '/groups/exploitation-group/?on=2026-10-01">Exploitation Group</a>' in text
    assert (
        "Exploitation Group works across Leicester, Leicestershire and Rutland and reports to the LRSCP"
        in text
    )


def test_add_group_twice_under_one_name_is_refused(cast):
    with pytest.raises(Refused, match="There is a group called"):
        groups.add_group(
            by=cast.manager, name="case review group", kind="subgroup", area="LR", starts_on=date(2026, 10, 1)
        )


def test_amend_group_never_makes_it_report_to_itself(cast):
    with pytest.raises(Refused, match="cannot report to itself"):
        groups.amend_group(
            cast.partnership,
            by=cast.manager,
            name="LRSCP",
            area="LR",
            parent=cast.crg,
            meets="",
            reason="Why not",
        )


def test_amend_group_tells_the_record_what_it_was(cast):
    groups.amend_group(
        cast.audit, by=cast.manager, name="Quality and Audit Group", area="LLR", parent=cast.partnership, meets="",
        reason="Its new terms.",
    )  # fmt: skip

    cast.audit.refresh_from_db()
    assert cast.audit.name == "Quality and Audit Group"


def test_end_group_closes_what_its_seats_opened_the_day_after(cast):
    groups.end_group(cast.audit, by=cast.manager, on=timezone.localdate() - timedelta(1), reason="Merged.")

    assert Person.objects.get(pk=cast.outsider.pk).roles == frozenset()


def test_end_group_with_groups_below_it_names_them(cast):
    with pytest.raises(
        Refused, match="These groups report to it: Case Review Group, Multi-Agency Audit Group"
    ):
        groups.end_group(cast.partnership, by=cast.manager, on=timezone.localdate(), reason="Over.")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_of_groups_run_a_fixed_number_of_queries(cast, sign_in, django_assert_num_queries, rows):
    for number in range(rows):
        groups.add_group(
            by=cast.manager, name=f"Group {number}", kind="subgroup", area="LR", parent=cast.crg,
            starts_on=date(2026, 1, 1),
        )  # fmt: skip
        follows.published_terms(cast, cast.crg, in_force_on=date(2026, 1, 1) + timedelta(number))
        Seat.objects.create(group=cast.crg, office=f"Office {number}", organisation=cast.police)
    browser = sign_in(Role.BOARD_MANAGER)
    browser.get("/partnership/")

    with django_assert_num_queries(4):
        browser.get(GROUPS)
    with django_assert_num_queries(10):
        browser.get(cast.crg.page)


def test_groups_of_a_day_are_told_to_everybody_who_signs_in(cast, neglect, sign_in):
    text = sign_in(Role.PRACTITIONER).get(f"{GROUPS}?on=2026-10-31").content.decode()

    assert "Neglect task and finish group" in text
    assert "Ends automatically after 31 October 2026" in text
    assert Client().get(GROUPS).status_code == 302
