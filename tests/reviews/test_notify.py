"""Recording that the local authority has notified the Panel."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Letter
from reviews.models import Notification
from reviews.operations.case import notify
from tests.factories import reviews as made


def address(case):
    return reverse("reviews:notify", args=[case.pk])


def typed(aware_on, sent_on, **changes):
    return {
        "aware_on_day": aware_on.day,
        "aware_on_month": aware_on.month,
        "aware_on_year": aware_on.year,
        "sent_on_day": sent_on.day,
        "sent_on_month": sent_on.month,
        "sent_on_year": sent_on.year,
        "sent_time": "00:01",
        "national_reference": "",
        "sent_by_office": "Head of safeguarding",
        "late_reason": "",
    } | changes


@pytest.fixture
def today(cast):
    return timezone.localdate()


def test_notify_says_that_the_portal_cannot_send_it(cast, sign_in):
    page = sign_in("board_officer").get(address(made.screened(cast))).content.decode()

    assert "This portal cannot send the notification." in page


def test_notify_stops_the_first_clocks_and_starts_the_rapid_reviews(cast, sign_in, today):
    case = made.screened(cast)

    done = sign_in("board_officer").post(address(case), typed(today, today, national_reference="N 12"))

    case = made.again(case)
    assert done.url == case.get_absolute_url()
    assert case.stage == "notified"
    assert (case.notification.national_reference, case.notification.sent_on) == ("N 12", today)
    clocks = {link.deadline.duty: link.deadline for link in case.clocks.all()}
    assert {duty: (d.done_on, d.late) for duty, d in clocks.items() if not d.outstanding} == {
        "notify": (today, False),
        "inform_partners": (today, False),
        "screen": (None, None),  # no longer due once it was screened
    }
    assert {duty: d.starts_on for duty, d in clocks.items() if d.outstanding} == {
        "scope": today,
        "rapid_review_meeting": today,
        "decide": today,
        "rapid_review": today,
    }
    assert clocks["decide"].role == Role.INDEPENDENT_ADVISOR


def test_notify_tells_every_statutory_partner_and_nobody_outside(cast):
    case = made.notified(cast)

    letters = Letter.objects.filter(subject__startswith="An incident was notified")
    leads = {cast.county_lead, cast.rutland_lead, cast.police_lead, cast.health_lead}
    assert {letter.recipient for letter in letters} == leads | set(cast.signatories)
    assert not Letter.objects.exclude(address="").exists()
    assert {letter.reference for letter in letters} == {case.reference}


def test_notify_straight_from_a_referral_asks_for_the_authority(cast, sign_in, today):
    case = made.refer_case(cast)
    client = sign_in("board_officer")

    asked = client.post(address(case), typed(today, today, responsible_authority=""))
    done = client.post(address(case), typed(today, today, responsible_authority=cast.county.pk))

    assert list(asked.context["form"].errors) == ["responsible_authority"]
    assert done.status_code == 302
    assert made.again(case).responsible_authority == cast.county


def test_notify_without_any_authority_is_refused(cast, today):
    with pytest.raises(Refused, match=r"^Choose the authority in whose area it happened\.$"):
        notify(
            made.refer_case(cast),
            by=cast.officer,
            aware_on=today,
            sent_at=timezone.now(),
            sent_by_office="Head",
        )


@time_machine.travel(datetime(2026, 1, 9, 12, tzinfo=UTC), tick=False)
def test_notify_late_asks_why_and_keeps_everything(cast, sign_in):
    case = made.screened(cast, incident_on=date(2025, 12, 18), aware_on=date(2025, 12, 19))
    client = sign_in("board_officer")

    page = client.post(address(case), typed(date(2025, 12, 19), date(2025, 12, 31)))

    assert page.context["form"].errors == {
        "late_reason": ["The notification was due by 30 December 2025. Say why it was late"]
    }
    assert page.context["form"]["sent_by_office"].value() == "Head of safeguarding"
    client.post(
        address(case), typed(date(2025, 12, 19), date(2025, 12, 31), late_reason="The office was closed.")
    )
    met = case.clocks.get(deadline__duty="notify").deadline
    assert (met.done_on, met.late, met.late_reason) == (date(2025, 12, 31), True, "The office was closed.")


@time_machine.travel(datetime(2026, 1, 9, 12, tzinfo=UTC), tick=False)
def test_notify_on_the_last_day_is_in_time_though_partners_are_told_late(cast, sign_in):
    case = made.screened(cast, incident_on=date(2025, 12, 18), aware_on=date(2025, 12, 19))
    client = sign_in("board_officer")

    page = client.post(address(case), typed(date(2025, 12, 19), date(2025, 12, 30)))
    client.post(
        address(case), typed(date(2025, 12, 19), date(2025, 12, 30), late_reason="Told by telephone.")
    )

    assert page.context["form"].errors == {
        "late_reason": ["The partners were to be told by 30 December 2025, and are told only now. Say why"]
    }
    stored = {
        link.deadline.duty: link.deadline.late for link in case.clocks.filter(deadline__late__isnull=False)
    }
    assert stored == {"notify": False, "inform_partners": True}


def test_notify_late_without_a_reason_is_refused_by_the_deed_itself(cast, today):
    case = made.screened(cast, incident_on=today - timedelta(40), aware_on=today - timedelta(30))

    with pytest.raises(Refused, match=r"^It was done after its due date\. Say why it was late\.$"):
        notify(case, by=cast.officer, aware_on=case.aware_on, sent_at=timezone.now(), sent_by_office="Head")
    assert made.again(case).stage == "screening"
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sent_on_year": "2099"}, "sent_on"),
        ({"sent_time": "25:00"}, "sent_time"),
        ({"sent_time": ""}, "sent_time"),
        ({"sent_by_office": ""}, "sent_by_office"),
        ({"aware_on_month": "13"}, "aware_on"),
    ],
)
def test_notify_says_what_is_wrong(cast, sign_in, today, changes, field):
    case = made.screened(cast)

    page = sign_in("board_officer").post(address(case), typed(today, today, **changes))

    assert list(page.context["form"].errors) == [field]
    assert made.again(case).stage == "screening"


@pytest.mark.parametrize("written", ["16:05", "16.05", "1605", "9:30"])
def test_notify_takes_a_time_as_people_write_it(cast, sign_in, written):
    yesterday = timezone.localdate() - timedelta(1)
    case = made.screened(cast, aware_on=yesterday)

    sign_in("board_officer").post(address(case), typed(yesterday, yesterday, sent_time=written))

    sent_at = timezone.localtime(made.again(case).notification.sent_at)
    assert f"{sent_at:%H%M}" == ("0930" if written == "9:30" else "1605")


@time_machine.travel(datetime(2026, 7, 1, 9, 0, tzinfo=UTC), tick=False)
def test_notify_later_today_is_refused(cast, sign_in):
    case = made.screened(cast, incident_on=date(2026, 6, 29))

    page = sign_in("board_officer").post(
        address(case), typed(date(2026, 7, 1), date(2026, 7, 1), sent_time="10:30")
    )

    assert page.context["form"].non_field_errors() == [
        "A notification cannot be recorded before it is sent. Check the time."
    ]


def test_notify_before_awareness_is_refused(cast, sign_in, today):
    case = made.screened(cast)

    page = sign_in("board_officer").post(address(case), typed(today, today - timedelta(1)))

    assert page.context["form"].non_field_errors() == [
        "The notification was sent before the authority became aware. Check both dates."
    ]


@time_machine.travel(datetime(2026, 3, 27, 12, tzinfo=UTC), tick=False)
def test_notify_with_another_day_of_awareness_supersedes_the_clocks(cast, sign_in):
    case = made.screened(cast, incident_on=date(2026, 3, 10), aware_on=date(2026, 3, 24))

    sign_in("board_officer").post(
        address(case), typed(date(2026, 3, 18), date(2026, 3, 27), late_reason="It was noticed late.")
    )

    case = made.again(case)
    assert (case.aware_on, case.guidance) == (date(2026, 3, 18), "2023")
    old, new = Deadline.objects.filter(duty="notify", reference=case.reference).order_by("pk")
    assert (old.due_on, old.ended_reason) == (
        date(2026, 3, 31),
        "The authority became aware on 18 March 2026, not 24 March 2026",
    )
    assert old.superseded_by == new
    assert (new.starts_on, new.due_on, new.late) == (date(2026, 3, 18), date(2026, 3, 25), True)
    assert new.source == "Children Act 2004, section 16C(1); Working Together 2023, chapter 5"


def test_notify_twice_is_refused(cast, sign_in, today):
    case = made.screened(cast)
    client = sign_in("board_officer")
    client.post(address(case), typed(today, today))

    shown, sent = client.get(address(case)), client.post(address(case), typed(today, today))

    assert shown.status_code == 409
    assert sent.context["form"].non_field_errors() == [
        "A case that is notified to the Panel cannot go straight to notified to the Panel. Open the "
        "case to see its status."
    ]
    assert Notification.objects.count() == 1


# The authority's own partner lead ---------------------------------------------------------------------------


def test_notify_by_the_authoritys_own_lead(cast, sign_in, today):
    case = made.screened(cast)
    lead = sign_in(cast.county_lead)

    page = lead.get(address(case))
    done = lead.post(address(case), typed(today, today))

    drawn = page.content.decode()
    assert case.reference in drawn
    assert "responsible_authority" not in page.context["form"].fields
    for secret in (
        made.ACCOUNT,
        "Head of public protection",
        "seriously harmed",
        case.get_absolute_url() + '"',
    ):
        assert secret not in drawn
    assert done.url == reverse("home")
    assert made.again(case).notification.recorded_by == cast.county_lead


@pytest.mark.parametrize("lead", ["rutland_lead", "police_lead", "hospital_lead"])
def test_notify_by_any_other_lead_is_not_there(cast, sign_in, lead):
    case = made.screened(cast)
    client = sign_in(getattr(cast, lead))

    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), typed(case.aware_on, case.aware_on)).status_code == 404
    assert made.again(case).stage == "screening"


def test_notify_is_closed_to_the_lead_once_it_is_recorded(cast, sign_in):
    assert sign_in(cast.county_lead).get(address(made.notified(cast))).status_code == 404
