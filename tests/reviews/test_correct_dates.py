"""Correcting a start date: what still runs is counted anew beside the old row, what is done keeps its verdict."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Edition, Event
from reviews.operations.case import lock, move
from reviews.operations.notification import correct_dates
from tests.factories import reviews as made

NOW = datetime(2026, 4, 15, 12, tzinfo=UTC)  # after Easter, which was on 5 April
AWARE, SENT = date(2026, 3, 26), datetime(2026, 3, 31, 9, 5, tzinfo=UTC)


def at(moment):
    return time_machine.travel(moment, tick=False)


def address(case):
    return reverse("reviews:correct_dates", args=[case.pk])


def typed(aware_on=AWARE, sent_at=SENT, **changes):
    sent_at = sent_at and timezone.localtime(sent_at)
    dates = {"aware_on": aware_on} | ({"sent_on": sent_at.date()} if sent_at else {})
    boxes = {
        f"{name}_{part}": getattr(day, part)
        for name, day in dates.items()
        for part in ("day", "month", "year")
    }
    return (
        boxes
        | ({"sent_time": f"{sent_at:%H:%M}"} if sent_at else {})
        | {"reason": "The email says so."}
        | changes
    )


@pytest.fixture
def case(cast):
    """Aware on Thursday 26 March, notified on Tuesday 31 March at 10.05, and agencies asked that day."""
    with at(datetime(2026, 3, 31, 10, tzinfo=UTC)):
        made_case = made.gathering(cast, incident_on=date(2026, 3, 20), aware_on=AWARE, sent_at=SENT)
    with at(NOW):
        yield made_case


def rows(case, duty):
    found = Deadline.objects.filter(reference=case.reference, duty=duty).order_by("pk")
    return [(row.starts_on, row.due_on, row.done_on, row.late, bool(row.ended_on)) for row in found]


def test_correct_dates_restarts_what_runs_and_leaves_what_is_done(cast, sign_in, case):
    client = sign_in("board_officer")
    day, moved = date(2026, 3, 31), date(2026, 3, 30)
    notified = rows(case, "notify")

    done = client.post(address(case), typed(sent_at=datetime(2026, 3, 30, 9, 5, tzinfo=UTC)))

    assert done.url == case.get_absolute_url()
    assert rows(case, "rapid_review") == [
        (day, date(2026, 4, 23), None, None, True),
        (moved, date(2026, 4, 22), None, None, False),
    ]
    assert rows(case, "scope") == [(day, date(2026, 4, 1), day, False, False)]
    assert rows(case, "notify") == notified == [(AWARE, date(2026, 4, 2), day, False, False)]
    assert made.again(case).notification.sent_on == moved
    assert made.again(case).aware_on == AWARE


def test_correct_dates_keeps_the_old_row_with_its_reason_and_says_so_on_the_record(cast, case):
    correct_dates(
        case, by=cast.officer, reason="The email says so.", sent_at=datetime(2026, 3, 30, 9, 5, tzinfo=UTC)
    )

    old = Deadline.objects.get(duty="rapid_review", reference=case.reference, superseded_by__isnull=False)
    assert old.ended_reason == "The notification was sent on 30 March 2026, not 31 March 2026"
    assert case.clocks.filter(deadline=old.superseded_by).exists()
    told = Event.objects.about(case).get(verb="corrected")
    assert told.why == f"{old.ended_reason}. The email says so."
    assert told.facts == {"sent_on": "2026-03-30", "before": "2026-03-31"}


def test_correct_dates_leaves_each_agency_answering_for_the_new_deadline(cast, case):
    """An answer stops the clock that runs, not the row that was superseded."""
    correct_dates(
        case, by=cast.officer, reason="The email says so.", sent_at=datetime(2026, 4, 1, 9, tzinfo=UTC)
    )

    asked = case.requests.get(organisation=cast.police)
    assert (asked.deadline.starts_on, asked.deadline.outstanding) == (date(2026, 4, 1), True)
    assert asked.deadline.path == reverse("reviews:answer", args=[asked.pk])
    assert rows(case, "agency_return").count((date(2026, 3, 31), date(2026, 4, 13), None, None, True)) == 2


def test_correct_dates_says_on_the_case_that_a_verdict_stands(cast, sign_in, case):
    client = sign_in("board_officer")
    assert "Whether it was on time is not judged again." not in client.get(case.get_absolute_url()).text

    client.post(address(case), typed(aware_on=date(2026, 3, 20)))

    page = client.get(case.get_absolute_url())
    notify = next(clock for clock in page.context["steps"][0]["clocks"] if clock["deadline"].duty == "notify")
    assert (notify["late"], notify["corrected"]) == (False, date(2026, 3, 20))
    assert "Counted from 26 March 2026, which was later corrected to 20 March 2026." in page.text


def test_correct_dates_of_awareness_before_the_notification_counts_the_five_days_anew(cast, sign_in):
    with at(NOW):
        case = made.screened(cast, incident_on=date(2026, 4, 2), aware_on=date(2026, 4, 14))
        client = sign_in("board_officer")

        assert "sent_on" not in client.get(address(case)).context["form"].fields
        client.post(address(case), typed(aware_on=date(2026, 4, 8), sent_at=None))

        assert rows(case, "notify") == [
            (date(2026, 4, 14), date(2026, 4, 21), None, None, True),
            (date(2026, 4, 8), date(2026, 4, 15), None, None, False),
        ]
        assert rows(case, "inform_partners")[1][:2] == (date(2026, 4, 8), date(2026, 4, 15))


def test_correct_dates_gives_the_case_the_arrangements_of_the_right_day_while_undecided(cast):
    Edition.objects.create(
        code="2026", title="Arrangements 2026", guidance="2026", published_on=date(2026, 3, 1),
        starts_on=date(2026, 3, 25), decides_reviews="signatory", chairs_partnership="signatory",
    )  # fmt: skip
    cast.edition.ends_on = date(2026, 3, 24)
    cast.edition.save()
    with at(datetime(2026, 3, 31, 10, tzinfo=UTC)):
        open_case = made.notified(cast, incident_on=date(2026, 3, 10), aware_on=AWARE)
        correct_dates(open_case, by=cast.officer, reason="Found.", aware_on=date(2026, 3, 24))

    open_case = made.again(open_case)
    assert open_case.edition == cast.edition
    deciding = Deadline.objects.filter(duty="decide", reference=open_case.reference).order_by("pk")
    assert [(row.role, bool(row.ended_on)) for row in deciding] == [
        ("signatory", True),
        ("independent_advisor", False),
    ]


def test_correct_dates_leaves_a_decided_case_under_the_arrangements_of_its_decision(cast):
    with at(datetime(2026, 3, 31, 10, tzinfo=UTC)):
        case = made.decided(cast, incident_on=date(2026, 3, 10), aware_on=AWARE)
        correct_dates(case, by=cast.officer, reason="Found.", aware_on=date(2026, 3, 18))

    assert (made.again(case).guidance, made.again(case).aware_on) == ("2026", date(2026, 3, 18))


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({}, "__all__", "Both dates are as they were. Change the one that is wrong."),
        ({"reason": " "}, "reason", "Say why the date is corrected"),
        ({"aware_on_day": "19"}, "__all__", "The authority became aware before the incident. Check both dates."),
        ({"aware_on_month": "4", "aware_on_day": "1"}, "__all__", "The notification was sent before the authority"),
        ({"sent_on_year": "2099"}, "sent_on", "The date on which it was sent must be today or in the past"),
        ({"sent_on_month": "4", "sent_on_day": "15", "sent_time": "23:00"}, "__all__", "A notification cannot be"),
        ({"aware_on_year": "2011", "sent_time": "25:00"}, "sent_time", "The time must be like 16:05"),
    ],
)  # fmt: skip
def test_correct_dates_says_what_is_wrong_and_changes_nothing(cast, sign_in, case, changes, field, sentence):
    before = Deadline.objects.count()

    page = sign_in("board_officer").post(address(case), typed(**changes))

    errors = page.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(sentence)
    assert Deadline.objects.count() == before
    assert not Event.objects.about(case).filter(verb="corrected").exists()


def test_correct_dates_of_a_closed_case_is_refused(cast):
    case = made.not_notified(cast)
    move(lock(case), "closed_nfa", by=cast.manager)

    with pytest.raises(Refused, match=r"^The case is closed\. Reopen it"):
        correct_dates(case, by=cast.officer, reason="Found.", aware_on=case.incident_on)


def test_correct_dates_of_what_was_only_referred_is_refused(cast):
    with pytest.raises(Refused, match=r"^The authority's awareness is not recorded yet"):
        correct_dates(made.refer_case(cast), by=cast.officer, reason="Found.", aware_on=timezone.localdate())


# The authority ------------------------------------------------------------------------------------------------


def correct_authority_of(case):
    return reverse("reviews:correct_authority", args=[case.pk])


def test_correct_authority_asks_the_right_one_to_notify_from_the_same_day(cast, sign_in):
    case = made.to_be_notified(cast)
    client = sign_in("board_officer")

    assert correct_authority_of(case) in client.get(case.get_absolute_url()).content.decode()
    assert "that authority decides afresh" in client.get(correct_authority_of(case)).content.decode()
    done = client.post(
        correct_authority_of(case),
        {
            "responsible_authority": cast.rutland.pk,
            "residence_authority": cast.county.pk,
            "reason": "It was in Oakham.",
        },
    )

    case = made.again(case)
    assert (done.url, case.stage) == (case.get_absolute_url(), "screening")  # nobody else's decision binds it
    assert (case.responsible_authority, case.residence_authority) == (cast.rutland, cast.county)
    clocks = [link.deadline for link in case.clocks.filter(deadline__duty="notify").order_by("pk")]
    assert [(one.organisation, one.outstanding, one.starts_on) for one in clocks] == [
        (cast.county, False, case.aware_on),
        (cast.rutland, True, case.aware_on),
    ]
    page = reverse("reviews:notify", args=[case.pk])
    assert sign_in(cast.county_lead).get(page).status_code == 404
    assert sign_in(cast.rutland_lead).get(page).status_code == 200
    told = Event.objects.about(case).get(verb="corrected the authority")
    assert (told.why, told.facts) == (
        "It was in Oakham.", {"authority": cast.rutland.code, "before": cast.county.code},
    )  # fmt: skip


def test_correct_authority_needs_a_change_and_a_reason_and_loses_nothing_typed(cast, sign_in):
    case = made.notified(cast)
    client = sign_in("board_officer")
    same = {"responsible_authority": cast.county.pk, "residence_authority": ""}

    silent = client.post(correct_authority_of(case), same | {"reason": " "})
    assert "Say why the authority is corrected" in silent.content.decode()
    unchanged = client.post(correct_authority_of(case), same | {"reason": "I looked again."})
    assert "Both authorities are as they were" in unchanged.content.decode()
    assert "I looked again." in unchanged.content.decode()
    before = list(case.clocks.values_list("deadline", flat=True))
    client.post(
        correct_authority_of(case), same | {"residence_authority": cast.rutland.pk, "reason": "Placed there."}
    )

    case = made.again(case)
    assert (case.stage, case.residence_authority) == ("notified", cast.rutland)
    assert list(case.clocks.values_list("deadline", flat=True)) == before  # what was notified stays notified
