"""A notification that an authority sent although nothing was referred: the case begins with it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter
from reviews.models import Case, Notification
from reviews.operations.notification import log_notification
from tests.factories import reviews as made

ADDRESS = reverse("reviews:log_notification")


def typed(cast, **changes):
    today = timezone.localdate()
    days = {"incident_on": today - timedelta(2), "aware_on": today, "sent_on": today}
    boxes = {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }
    return (
        boxes
        | {
            "key": str(uuid4()),
            "incident_precision": "day",
            "responsible_authority": cast.county.pk,
            "residence_authority": cast.rutland.pk,
            "account": made.ACCOUNT,
            "abuse_or_neglect": "unknown",
            "sent_time": "00:01",
            "sent_by_office": "Head of safeguarding",
            "national_reference": "N 12",
            "further_references": "N 13, N 14",
            "late_reason": "",
            "child-TOTAL_FORMS": "2",
            "child-INITIAL_FORMS": "0",
            "child-0-age": "3",
            "child-0-outcome": "died",
            "child-0-looked_after": "no",
            "child-1-age": "",
            "child-1-outcome": "seriously_harmed",
            "child-1-looked_after": "yes",
        }
        | changes
    )


def test_log_notification_begins_a_case_as_notified_with_its_clocks(cast, sign_in):
    done = sign_in("board_officer").post(ADDRESS, typed(cast))

    case, today = Case.objects.get(), timezone.localdate()
    assert done.url == case.get_absolute_url()
    assert (case.stage, case.aware_on, case.referred_for) == ("notified", today, None)
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert (case.notification.national_reference, case.notification.further_references) == (
        "N 12",
        "N 13, N 14",
    )
    assert list(case.children.values_list("position", "age", "outcome", "looked_after", "placement")) == [
        (1, 3, "died", False, ""),
        (2, None, "seriously_harmed", True, "unknown"),
    ]
    clocks = {link.deadline.duty: link.deadline for link in case.clocks.all()}
    assert {duty: clock.outstanding for duty, clock in clocks.items()} == {
        "notify": False,
        "inform_partners": False,
        "scope": True,
        "rapid_review_meeting": True,
        "decide": True,
        "rapid_review": True,
    }
    assert Event.objects.about(case).order_by("pk").first().verb == "logged from its notification"
    assert Letter.objects.filter(subject__startswith="An incident was notified").count() == 8
    shown = sign_in("board_officer").get(case.get_absolute_url()).text
    assert "without a referral" in shown
    assert "Further references: N 13, N 14" in shown


def test_log_notification_sent_twice_makes_one_case(cast, sign_in):
    client = sign_in("board_officer")
    answers = typed(cast)

    assert client.post(ADDRESS, answers).url == client.post(ADDRESS, answers).url
    assert Case.objects.count() == Notification.objects.count() == 1
    other = sign_in(cast.second_officer).post(ADDRESS, answers)
    assert other.context["form"].non_field_errors() == ["This form has been used already. Begin a new one."]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"responsible_authority": ""}, "Choose an answer to ‘Which authority’s area did it happen in?’"),
        ({"account": " "}, "Say what happened, without anybody’s name"),
        ({"sent_by_office": ""}, "Say who sent the notification, by office"),
        ({"sent_on_year": "2099"}, "The date on which it was sent must be today or in the past"),
        ({"aware_on_year": "2010"}, "Bank holidays are known from 2012 to 2028, not for 2010."),
        ({"incident_on_day": "31", "incident_on_month": "2"}, "The date of the incident must be a real date"),
        ({"child-1-outcome": ""}, "Say what happened to child 2"),
        (
            {"child-TOTAL_FORMS": "7"},
            "Enter no more than 6 children here, and say in the account that there are more",
        ),
    ],
)
def test_log_notification_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, changes, sentence):
    page = sign_in("board_officer").post(ADDRESS, typed(cast, **changes))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert page.context["form"]["national_reference"].value() == "N 12"
    assert page.context["children"][0]["age"].value() == "3"
    assert not Case.objects.exists()


@time_machine.travel(datetime(2026, 1, 9, 12, tzinfo=UTC), tick=False)
def test_log_notification_of_long_ago_asks_why_it_is_late_and_leaves_nothing_half_done(cast):
    facts = {
        "by": cast.officer,
        "incident_on": date(2025, 12, 18),
        "account": made.ACCOUNT,
        "children": [made.CHILD],
        "aware_on": date(2025, 12, 19),
        "sent_at": datetime(2025, 12, 30, 15, tzinfo=UTC),
        "sent_by_office": "Head of safeguarding",
        "responsible_authority": cast.county,
    }
    with pytest.raises(Refused, match=r"^It was done after its due date\. Say why it was late\.$"):
        log_notification(**facts)
    assert not Case.objects.exists()

    case = log_notification(**facts, late_reason="The copy reached us today.")

    verdicts = {
        link.deadline.duty: link.deadline.late for link in case.clocks.filter(deadline__late__isnull=False)
    }
    assert verdicts == {"notify": False, "inform_partners": True}
    assert case.clocks.get(deadline__duty="rapid_review").deadline.due_on == date(2026, 1, 21)


def test_log_notification_adds_and_takes_out_a_child_without_losing_anything(cast, sign_in):
    client = sign_in("board_officer")

    more = client.post(ADDRESS, typed(cast, deed="add", account="Half a sen"))
    assert [child["outcome"].value() or "" for child in more.context["children"]] == [
        "died",
        "seriously_harmed",
        "",
    ]
    assert more.context["form"]["account"].value() == "Half a sen"
    assert more.context["form"]["sent_on"].value()[2] == str(timezone.localdate().year)
    assert not more.context["form"].errors
    fewer = client.post(ADDRESS, typed(cast, deed="remove-0"))
    assert [child["outcome"].value() for child in fewer.context["children"]] == ["seriously_harmed"]
