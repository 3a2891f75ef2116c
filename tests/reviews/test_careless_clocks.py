"""Mistakes 1 to 8 that case-review software is known to make: when a clock starts, and to what a case is tied.

Numbered as in the list of twenty-five that the partnership's domain notes keep. Each test fails where its mistake
is made; the others are in test_careless_cases, test_careless_publication and test_careless_governance.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Edition, Letter, Organisation, Participation
from reviews.operations.case import screen
from reviews.operations.panel import send_to_panel
from tests.factories import reviews as made


def at(year, month, day, hour=9, minute=0):
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=UTC), tick=False)


def due(case, duty):
    return case.clocks.get(deadline__duty=duty, deadline__ended_on=None).deadline.due_on


# 1. Calendar days, no bank holidays, or those of Scotland or Wales.


def test_01_days_are_working_days_of_england(cast):
    with at(2025, 12, 31):
        over_new_year = made.screened(cast)  # 1 January is a holiday; 2 January only in Scotland
    with at(2026, 3, 27):
        over_easter = made.screened(cast)  # Easter Monday is none in Scotland
    with at(2026, 7, 10):
        in_july = made.screened(cast)  # 13 July is one in Northern Ireland

    assert due(over_new_year, "notify") == date(2026, 1, 8)
    assert due(over_easter, "notify") == date(2026, 4, 7)
    assert due(in_july, "notify") == date(2026, 7, 17)


# 2. The five days run from the incident or from typing it in; or day 0 counts as day 1.


def test_02_five_days_run_from_awareness(cast):
    with at(2025, 12, 29):
        case = made.screened(cast, incident_on=date(2025, 12, 1), aware_on=date(2025, 12, 19))

    assert due(case, "notify") == date(2025, 12, 30)


# 3. The fifteen days run from awareness, referral or creation; or the sixteenth counts as in time.


def notified_on_30_december(cast):
    with at(2026, 1, 5):
        return made.notified(
            cast,
            incident_on=date(2025, 12, 10),
            aware_on=date(2025, 12, 29),
            sent_at=datetime(2025, 12, 30, 16, tzinfo=UTC),
        )


def test_03_fifteen_days_run_from_the_day_it_was_sent(cast):
    assert due(notified_on_30_december(cast), "rapid_review") == date(2026, 1, 21)


@pytest.mark.parametrize(("sent_on", "late"), [(date(2026, 1, 21), False), (date(2026, 1, 22), True)])
def test_03_the_sixteenth_working_day_is_late(cast, sent_on, late):
    paper = {"content": made.pdf(), "filename": "sent.pdf"}
    with at(2025, 12, 30):
        case = made.decided(cast)
    with at(2026, 1, 23):
        if late:
            with pytest.raises(Refused, match=r"^It was done after its due date\. Say why it was late\.$"):
                send_to_panel(case, by=cast.officer, sent_on=sent_on, **paper)
        late_reason = "The post was late." if late else ""
        send_to_panel(case, by=cast.officer, sent_on=sent_on, late_reason=late_reason, **paper)

    stored = case.clocks.get(deadline__duty="rapid_review").deadline
    assert (stored.due_on, stored.done_on, stored.late) == (date(2026, 1, 21), sent_on, late)


# 4. Dates in UTC: half past midnight in summer falls on the day before.


def test_04_half_past_midnight_in_summer_is_that_day_in_london(cast):
    with at(2026, 6, 30, 23, 45):  # 00:45 on 1 July in London
        case = made.notified(
            cast, aware_on=date(2026, 7, 1), sent_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        )

    assert case.notification.sent_on == date(2026, 7, 1)
    assert {c.deadline.starts_on for c in case.clocks.filter(deadline__duty="rapid_review")} == {
        date(2026, 7, 1)
    }
    assert due(case, "rapid_review") == date(2026, 7, 22)
    assert case.clocks.get(deadline__duty="notify").deadline.done_on == date(2026, 7, 1)


def test_04_the_form_reads_a_time_as_london_time(cast, sign_in):
    with at(2026, 7, 1, 8):
        case = made.screened(cast)
        sign_in("board_officer").post(
            reverse("reviews:notify", args=[case.pk]),
            {
                "aware_on_day": 1, "aware_on_month": 7, "aware_on_year": 2026,
                "sent_on_day": 1, "sent_on_month": 7, "sent_on_year": 2026,
                "sent_time": "00:30", "sent_by_office": "Head of safeguarding",
            },
        )  # fmt: skip

    assert made.again(case).notification.sent_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


# 5. The portal submits the notification.


def test_05_the_portal_sends_no_notification_to_anybody_outside(cast, sign_in):
    page = sign_in("board_officer").get(reverse("reviews:notify", args=[made.screened(cast).pk]))
    made.notified(cast)

    assert "This portal cannot send the notification." in page.content.decode()
    assert not Letter.objects.filter(recipient=None).exists()
    assert {letter.recipient.email.partition("@")[2] for letter in Letter.objects.all()} == {"portal.test"}


# 6. Three partners, fixed in code.


def test_06_partners_are_those_of_the_day(cast):
    Participation.objects.filter(organisation=cast.health).delete()
    for code, first, last in [
        ("west-ccg", date(2019, 9, 29), date(2022, 6, 30)),
        ("east-ccg", date(2019, 9, 29), date(2022, 6, 30)),
        ("one-icb", date(2022, 7, 1), None),
    ]:
        organisation = Organisation.objects.create(code=code, name=code, kind="health_commissioner")
        Participation.objects.create(
            organisation=organisation, kind="statutory_partner", starts_on=first, ends_on=last
        )

    codes = {
        day: set(Organisation.objects.statutory_partners(day).values_list("code", flat=True))
        for day in (date(2022, 6, 30), date(2022, 7, 1))
    }
    always = {"leicestershire-county-council", "rutland-county-council", "leicestershire-police"}
    assert codes == {
        date(2022, 6, 30): always | {"west-ccg", "east-ccg"},
        date(2022, 7, 1): always | {"one-icb"},
    }


# 7. The guidance, the chapter or the decider fixed in code.


@pytest.mark.parametrize(
    ("aware_on", "guidance", "chapter"),
    [
        (date(2023, 12, 14), "2018", "Working Together 2018, chapter 4"),
        (date(2023, 12, 15), "2023", "Working Together 2023, chapter 5"),
        (date(2026, 3, 19), "2026", "Working Together 2026, chapter 5"),
    ],
)
def test_07_a_case_keeps_the_guidance_of_its_day(cast, aware_on, guidance, chapter):
    case = made.screened(cast, incident_on=date(2023, 12, 1), aware_on=aware_on)

    assert case.guidance == guidance
    assert case.clocks.get(deadline__duty="inform_partners").deadline.source == chapter


def test_07_who_decides_is_said_by_the_edition_of_its_day(cast):
    today = timezone.localdate()
    cast.edition.ends_on = today - timedelta(1)
    cast.edition.save()
    Edition.objects.create(
        code="new", title="New arrangements", guidance="2026", published_on=today, starts_on=today,
        decides_reviews=Role.SIGNATORY, chairs_partnership=Role.SIGNATORY,
    )  # fmt: skip

    before = made.notified(
        cast,
        incident_on=today - timedelta(9),
        aware_on=today - timedelta(1),
    )
    after = made.notified(cast, aware_on=today)

    assert before.clocks.get(deadline__duty="decide").deadline.role == Role.INDEPENDENT_ADVISOR
    assert after.clocks.get(deadline__duty="decide").deadline.role == Role.SIGNATORY


# 8. One child to a case, or one authority.


def test_08_a_case_has_several_children_and_two_authorities(cast):
    children = [made.CHILD | {"age": age} for age in (0, 7, None)]
    case = made.refer_case(cast, children=children)
    screen(
        case,
        by=cast.officer,
        aware_on=timezone.localdate(),
        responsible_authority=cast.county,
        residence_authority=cast.rutland,
    )

    case = made.again(case)
    assert [child.age for child in case.children.all()] == [0, 7, None]
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert case.clocks.get(deadline__duty="notify").deadline.organisation == cast.county
