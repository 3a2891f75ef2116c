"""Clocks and lost days: each stage of a reminder once and none left out, and nothing about what is over."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Deadline, Letter
from partnership.operations.deadlines import end, meet
from partnership.operations.letters import post_letters, promise_reminders
from tests.factories.cast import LONG_AGO

pytestmark = pytest.mark.fault

LONDON = ZoneInfo("Europe/London")
# Bank holidays of the days that are lived through here, as gov.uk lists them.
CLOSED = {
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25),
    date(2026, 12, 28), date(2027, 1, 1),
}  # fmt: skip
STAGES = {"soon": -3, "late": 1, "late_lead": 3, "late_manager": 5}  # working days from the due date
LEAD, SIGNATORY, MANAGER = "police.lead", "signatory.of.leicestershire-police", "board.manager"
TO = {
    "soon": {LEAD}, "late": {LEAD}, "late_lead": {LEAD, SIGNATORY}, "late_manager": {LEAD, SIGNATORY, MANAGER},
}  # fmt: skip


def opens_on(due_on, stage):
    """The oracle: count the days off on one's fingers."""
    day, left = due_on, abs(STAGES[stage])
    while left:
        day += timedelta(1 if STAGES[stage] > 0 else -1)
        left -= day.weekday() < 5 and day not in CLOSED
    return day


def most_urgent(due_on, today):
    reached = [stage for stage in STAGES if opens_on(due_on, stage) <= today]
    return reached[-1] if reached else None


def due_each_day(cast, first, last, each=1):
    """Something that the police owe on every day from the first to the last."""
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    Deadline.objects.bulk_create(
        Deadline(
            duty="return", label="Answer", reference=f"{day}/{n}", path="/home/", rule="agreed", source="test",
            due_on=day, organisation=cast.police,
        )
        for day in days
        for n in range(each)
    )  # fmt: skip
    return days


def expected(references, today):
    """What a sweep on that day has written by then, if it was the only one."""
    told = set()
    for reference in references:
        stage = most_urgent(date.fromisoformat(reference.partition("/")[0]), today)
        told |= {(reference, stage, who) for who in TO.get(stage, ())}
    return told


def arrived(mailoutbox):
    subjects = {"Due soon": "soon", "Late": "late", "Late: for your attention": "late_lead"}
    subjects["Late: escalated"] = "late_manager"
    return Counter(
        (m.subject.rpartition(": ")[2], subjects[m.subject.removeprefix("LRSCP: ").rpartition(": ")[0]], one)
        for m in mailoutbox
        for one in (to.partition("@")[0] for to in m.to)
    )


def hours(*instants):
    return [datetime.fromisoformat(f"{one}:00").replace(tzinfo=UTC) for one in instants]


def every(first, last, step):
    found, now = [], first
    while now <= last:
        found.append(now)
        now += timedelta(minutes=step)
    return found


def night(day):
    """Through a night, more closely about midnight and while the hour changes, and on until the second noon."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return [
        *every(noon, noon + timedelta(hours=10), 300),
        *every(noon + timedelta(hours=10, minutes=50), noon + timedelta(hours=14), 35),
        *every(noon + timedelta(hours=18), noon + timedelta(hours=48), 400),
    ]


CLOCKS = {
    "the hour goes forward": night(date(2026, 3, 28)),
    "the hour goes back": night(date(2026, 10, 24)),
    "Easter": [one for day in range(1, 9, 2) for one in night(date(2026, 4, day))],
    "the year ends": [one for day in (23, 25, 27, 29, 31) for one in night(date(2026, 12, day))]
    + night(date(2027, 1, 2)),
    "a leap day": [one for day in (27, 29) for one in night(date(2028, 2, day))],
    "two hours back over midnight": hours(
        "2026-06-09T21:00", "2026-06-09T22:50", "2026-06-09T23:10", "2026-06-09T21:10", "2026-06-09T22:20",
        "2026-06-09T23:20", "2026-06-10T08:00", "2026-06-10T06:00", "2026-06-10T12:00", "2026-06-11T12:00",
    ),
    "a day ahead and back again": hours(
        "2026-06-09T10:00", "2026-06-10T10:05", "2026-06-09T10:10", "2026-06-09T18:00", "2026-06-10T10:00",
        "2026-06-11T10:00", "2026-06-12T10:05", "2026-06-11T10:10", "2026-06-12T09:00", "2026-06-15T09:00",
    ),
}  # fmt: skip


def promised():
    letters = Letter.objects.select_related("deadline", "recipient")
    return Counter(
        (one.deadline.reference, one.stage, one.recipient.email.partition("@")[0]) for one in letters
    )


@pytest.mark.shows("F8")
@pytest.mark.parametrize("clock", CLOCKS)
def test_whatever_the_clock_does_each_stage_is_written_once_and_none_is_left_out(cast, witnessed, clock):
    instants = CLOCKS[clock]
    days = due_each_day(cast, min(instants).date() - timedelta(12), max(instants).date() + timedelta(7))
    references, wanted, seen = [f"{day}/0" for day in days], set(), {}
    for now in instants:
        with time_machine.travel(now, tick=False):
            promise_reminders()
        wanted |= expected(references, now.astimezone(LONDON).date())
        seen[now] = Letter.objects.count() == len(wanted)  # at that hour: not earlier and not later
    wrote = promised()
    witnessed(
        "F8", fault=f"Clock: {clock}", how=f"{len(instants)} sweeps by an injected clock", n=len(wanted),
        lost=len(wanted - set(wrote)), twice=sum(wrote.values()) - len(wrote),
    )  # fmt: skip
    assert wrote == dict.fromkeys(wanted, 1)
    assert [now for now, right in seen.items() if not right] == []


@pytest.mark.shows("F8")
def test_a_clock_put_back_holds_up_no_letter_that_was_promised_before(cast, mailoutbox):
    ahead = datetime(2026, 6, 10, 9, tzinfo=UTC)
    due_each_day(cast, date(2026, 6, 11), date(2026, 6, 11), each=3)
    with time_machine.travel(ahead, tick=False):
        assert promise_reminders() == 3
        Letter.objects.filter(pk=Letter.objects.earliest("pk").pk).update(
            try_at=ahead + timedelta(seconds=40), attempts=2, state_reason="The mail server answered 451"
        )
    with time_machine.travel(ahead - timedelta(hours=2), tick=False):
        assert post_letters() == 3

    assert len(mailoutbox) == 3


def live(day):
    with time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=LONDON), tick=False):
        promise_reminders()
        while post_letters():
            pass


def lose_days(cast, mailoutbox, witnessed, lost, each):
    """Live on one day and again after the lost ones, with so many things due on each of thirty days."""
    stopped = date(2026, 3, 27)  # a Friday; the hour changes and Easter comes while nothing runs
    back = stopped + timedelta(lost + 1)
    days = due_each_day(cast, stopped - timedelta(10), stopped + timedelta(19), each=each)
    references = {f"{day}/{n}" for day in days for n in range(each)}
    live(stopped)
    before = set(arrived(mailoutbox))
    assert before == expected(references, stopped)
    # While nothing runs, people bring some of it: that is asked of nobody afterwards.
    met = {f"{day}/0" for day in days[::7]}
    Deadline.objects.filter(reference__in=met).update(done_on=stopped - timedelta(20), late=False)
    mailoutbox.clear()
    live(back)

    wanted = expected(references - met, back) - before
    went = arrived(mailoutbox)
    witnessed(
        "F9", fault=f"Nothing runs for {lost} days", how="injected clock, one sweep after", n=len(references),
        lost=len(wanted - set(went)), twice=sum(went.values()) - len(went), letters=len(wanted),
    )  # fmt: skip
    assert went == dict.fromkeys(wanted, 1)
    assert len({(reference, who) for reference, _, who in went}) == len(went)  # one a person, the most urgent
    for day in (stopped, back):
        late = set(Deadline.objects.overdue(day).values_list("reference", flat=True))
        assert late == {one for one in references - met if date.fromisoformat(one.partition("/")[0]) < day}


@pytest.mark.shows("F9")
def test_after_fourteen_lost_days_each_open_date_has_one_letter_for_each_person(cast, mailoutbox, witnessed):
    lose_days(cast, mailoutbox, witnessed, 14, each=1)


@pytest.mark.long
@pytest.mark.shows("F9")
@pytest.mark.parametrize("lost", [1, 3, 14])
def test_after_lost_days_three_hundred_open_dates_have_one_letter_for_each_person(
    cast, mailoutbox, witnessed, lost
):
    lose_days(cast, mailoutbox, witnessed, lost, each=10)


class Between(EmailBackend):
    """A post office that, as it takes the first letter, lets something happen to all that wait behind it."""

    happens = None

    def send_messages(self, messages):
        happens, Between.happens = Between.happens, None
        if happens:
            happens()
        return super().send_messages(messages)


@pytest.mark.shows("F10")
@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("moved", "Its date has moved"),
        ("met", "It is done, or no longer due"),
        ("ended", "It is done, or no longer due"),
        ("left", "The person holds no role any more"),
        ("elsewhere", "The person is no longer asked for it"),
        ("locked out", "The person may no longer sign in"),
    ],
)
def test_what_changed_after_letters_were_claimed_is_not_sent_and_says_why(
    cast, settings, mailoutbox, witnessed, what, reason
):
    """The first letter is on its way already when it happens; the five behind it are not."""
    number, day = 6, timezone.localdate() + timedelta(1)
    due_each_day(cast, day, day, each=number)
    promise_reminders()
    settings.EMAIL_BACKEND = f"{__name__}.Between"

    def happens():
        if what == "moved":
            Deadline.objects.update(due_on=day + timedelta(60))
        elif what in ("met", "ended"):
            for one in Deadline.objects.all():
                meet(one, by=cast.officer) if what == "met" else end(one, by=cast.officer, reason="Closed")
        elif what == "locked out":
            type(cast.police_lead).objects.filter(pk=cast.police_lead.pk).update(is_active=False)
        else:
            Appointment.objects.filter(person=cast.police_lead).update(ends_on=LONG_AGO)
        if what == "elsewhere":
            Appointment.objects.create(
                person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=LONG_AGO
            )

    Between.happens = happens
    while post_letters():
        pass

    cancelled = Letter.objects.filter(state="cancelled", state_reason=reason).count()
    witnessed(
        "F10", fault=f"Between claim and sending: {what}", how="a mail server that lets it happen", n=number,
        lost=0, sent_wrongly=len(mailoutbox) - 1, cancelled_with_reason=cancelled,
    )  # fmt: skip
    assert (len(mailoutbox), cancelled) == (1, number - 1)
