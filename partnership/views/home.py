"""The workspace: what is asked of me, what is late, what comes next, where I sit, and what is new."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from partnership.access import Can, Role, may
from partnership.addresses import address_of
from partnership.models import Action, Appointment, Deadline, Event, LostAddress, Meeting
from partnership.models.actions import action_asked_of
from partnership.models.deadlines import deadline_asked_of
from partnership.models.readers import WrittenForEach
from partnership.operations.attempts import asked_by
from partnership.operations.first_steps import to_do_first
from partnership.rules.minutes import MinutesState

SHOWN = 8  # in a panel; the count beside its title tells how many there are
SOON = timedelta(30)
NEW = timedelta(14)
NEW_WORK, FAILED_LATELY = timedelta(1), timedelta(3)
LATE, ASKED, CHECK, NEXT = "late", "asked", "check", "next"
# stand for days and moments in what is written once
ONE_DAY, ANOTHER_DAY, ONE_MOMENT = date(1, 1, 1), date(1, 1, 2), datetime(1, 1, 2, tzinfo=UTC)


@require_safe
def home(request):
    """One page for everybody, holding what their roles of today are asked for."""
    person, today = request.user, timezone.localdate()
    staff = may(person, Can.READ_DIARY)
    deadlines = panels(written_deadlines.rows(person, today, today + SOON), Due)
    actions = panels(written_actions.rows(person, today), Step)
    meetings, meetings_count = meetings_of(person)
    waiting = waits_for_chair(person) + unreachable(person)
    return render(
        request,
        "partnership/home.html",
        {
            "first_steps": first_steps_of(person),
            "further": list(filter(None, (import_string(path)(person) for path in settings.SHOWN_AT_HOME))),
            "asked": [
                *waiting[:SHOWN],
                *dates(deadlines, ASKED),
                *steps(actions, ASKED),
                *steps(actions, CHECK, "Waiting to be verified"),
            ],
            "asked_count": len(waiting) + counted(deadlines, ASKED) + counted(actions, ASKED, CHECK),
            "late": [*dates(deadlines, LATE), *steps(actions, LATE)],
            "late_count": counted(deadlines, LATE) + counted(actions, LATE),
            "following": dates(deadlines, NEXT),
            "following_count": counted(deadlines, NEXT),
            "meetings": meetings,
            "meetings_count": meetings_count,
            "sees_meetings": may(person, Can.READ_MEETINGS),
            "groups": groups_of(person),
            "agencies": agencies_of(person),
            "staff": staff,
            "checks": may(person, Can.CHECK_ACTIONS),
            "reads_record": may(person, Can.READ_RECORD),
            "lately": lately(person),
            "news": [] if may(person, Can.READ_RECORD) else news(person, today),
            "work": work_of(person),
            "roles": [appointment.hat for appointment in person.appointments_today],
        },
    )


def first_steps_of(person):
    """What a newcomer does first, as a task list draws it."""
    return [
        {
            "title": step.words,
            "hint": step.hint,
            "address": address_of(step.page),
            "status": "Done" if done else "To do",
            "colour": "" if done else "blue",
        }
        for step, done in to_do_first(person, second_factor=person.has_second_factor)
    ]


def work_of(person):
    """What the portal makes for this person, and what became of it since yesterday."""
    now = timezone.now()
    found = asked_by(person, now - FAILED_LATELY)
    return [
        {
            "title": one.what,
            "address": one.get_absolute_url(),
            "note": one.words if one.state != "done" else "",
            "tag": one.standing.value,
            "colour": one.colour,
        }
        for one in found
        if one.under_way or one.state == "failed" or (one.finished_at or one.asked_at) > now - NEW_WORK
    ][:SHOWN]


# What is late, asked and to come: one statement each, with how many there are beyond those shown ---------------


def first_of_each(found, due, *columns):
    """Of each panel the first few of `found`: rows of `panel`, `total` of that panel, and these columns of them."""
    ranked = found.exclude(panel="").annotate(
        rank=Window(RowNumber(), partition_by=F("panel"), order_by=[F(due).asc(), F("pk").asc()]),
        total=Window(Count("pk"), partition_by=F("panel")),
    )
    shown = ranked.filter(rank__lte=SHOWN).order_by(due, "pk")
    return shown.values_list("panel", "total", *columns)


def panels(rows, kind):
    """Panel → what of each row `kind` names, in their order, and how many there are of the panel."""
    shown = {}
    for panel, total, *told in rows:
        shown.setdefault(panel, (total, []))[1].append(kind(*told))
    return shown


def counted(shown, *names):
    return sum(shown[name][0] for name in names if name in shown)


@dataclass(frozen=True)
class Due:
    """What a panel says of one date."""

    label: str
    path: str
    due_on: date
    reference: str
    organisation: str | None
    group: str | None
    owner: str | None
    role: str

    @property
    def asked_of(self):
        return self.organisation or self.group or self.owner or Role(self.role).label


OF_A_DATE = (
    "label",
    "path",
    "due_on",
    "reference",
    "organisation__name",
    "group__name",
    "owner__name",
    "role",
)


@dataclass(frozen=True)
class Step:
    """What a panel says of one action."""

    pk: int
    title: str
    target_on: date
    origin: str
    owner: str | None
    organisation: str | None


OF_AN_ACTION = ("pk", "title", "target_on", "origin", "owner__name", "organisation__name")


def deadlines_of(person, today, soon):
    """Dates outstanding, by panel. For staff all that is late and what comes until `soon`, theirs apart."""
    mine = deadline_asked_of(person)
    if may(person, Can.READ_DIARY):
        cases = [
            When(due_on__lt=today, then=Value(LATE)),
            When(mine, then=Value(ASKED)),
            When(due_on__lte=soon, then=Value(NEXT)),
        ]
    else:
        cases = [
            When(due_on__lt=today, then=Value(LATE)),
            When(due_on__lte=soon, then=Value(ASKED)),
            When(due_on__gt=soon, then=Value(NEXT)),
        ]
    found = Deadline.objects.visible_to(person).outstanding()
    return first_of_each(found.annotate(panel=Case(*cases, default=Value(""))), "due_on", *OF_A_DATE)


def actions_of(person, today):
    """What a person does, what they verify, and what of it is late. Nobody verifies what they claimed or were asked."""
    checks = may(person, Can.CHECK_ACTIONS)
    mine = action_asked_of(person)
    under_way = Q(state__in=[Action.State.OPEN, Action.State.IN_PROGRESS])
    theirs = under_way if checks else under_way & mine
    cases = [
        When(theirs & Q(target_on__lt=today), then=Value(LATE)),
        When(under_way & mine & Q(target_on__gte=today), then=Value(ASKED)),
    ]
    if checks:
        own = Action.objects.asked_of(person.whole)
        to_check = (
            Action.objects.to_check_by(person).exclude(pk__in=own.values("pk")).exclude(claimed_by=person)
        )
        cases.append(When(state=Action.State.CLAIMED, pk__in=to_check.values("pk"), then=Value(CHECK)))
    found = Action.objects.visible_to(person).outstanding()
    return first_of_each(found.annotate(panel=Case(*cases, default=Value(""))), "target_on", *OF_AN_ACTION)


written_deadlines = WrittenForEach(deadlines_of, ONE_DAY, ANOTHER_DAY)
written_actions = WrittenForEach(actions_of, ONE_DAY)


def dates(shown, name):
    """Dates as a panel draws them."""
    today = timezone.localdate()
    return [
        {
            "title": deadline.label,
            "address": deadline.path,
            "due_on": deadline.due_on,
            "note": f"{deadline.reference} · {deadline.asked_of}",
            "late": deadline.due_on < today,
        }
        for deadline in shown.get(name, (0, []))[1]
    ]


def steps(shown, name, note=""):
    """Actions as a panel draws them."""
    today = timezone.localdate()
    return [
        {
            "title": action.title,
            "address": address_of("action", action.pk),
            "due_on": action.target_on,
            "note": " · ".join(
                filter(None, [f"Action from {action.origin}", action.owner or action.organisation, note])
            ),
            "late": not note and action.target_on < today,
        }
        for action in shown.get(name, (0, []))[1]
    ]


# Meetings, groups and agencies ------------------------------------------------------------------------------


def next_meetings(person, now):
    found = Meeting.objects.visible_to(person).to_come(now).annotate(total=Window(Count("pk")))
    return found.values_list("total", "pk", "group__name", "starts_at", "place", "reference", "state")[:5]


written_meetings = WrittenForEach(next_meetings, ONE_MOMENT)


def meetings_of(person):
    """The next meetings that they may know of, as a panel draws them, and how many there are."""
    found = written_meetings.rows(person, timezone.now())
    shown = [
        {
            "title": group,
            "address": address_of("meeting", pk),
            "note": " · ".join(filter(None, [moment_of(starts_at), place, reference])),
            "tag": "" if state == Meeting.State.PLANNED else "Agenda sent",
            "colour": "blue",
        }
        for _, pk, group, starts_at, place, reference, state in found
    ]
    return shown, found[0][0] if found else 0


def waits_for_chair(person):
    """Meetings of a group that they chair which go no further without them: a ruling, or minutes to agree."""
    if not person.chaired or not may(person, Can.CHAIR_MEETINGS):
        return []
    quorum_missing = Q(sitting__quorate=False) | Q(sitting__isnull=False, sitting__quorate=None)
    to_rule = quorum_missing & Q(state=Meeting.State.HELD, sitting__ruling="")
    found = Meeting.objects.filter(
        to_rule | Q(minutes__state=MinutesState.WITH_CHAIR), group__in=person.chaired
    )
    return [
        {
            "title": "Minutes to agree, as chair"
            if agree
            else "A ruling from you as chair: there was no quorum",
            "address": reverse("minutes" if agree else "rule_on_quorum", args=[meeting.pk]),
            "note": f"{meeting.reference} · {meeting.group}",
        }
        for meeting in found.select_related("group", "minutes")
        for agree in [meeting.minutes.state == MinutesState.WITH_CHAIR]
    ]


def unreachable(person):
    """Addresses at which letters do not arrive, for whoever looks after letters: others are not told in time."""
    if not may(person, Can.SEE_LETTERS):
        return []
    lost = LostAddress.objects.filter(cleared_at=None).count()
    if not lost:
        return []
    return [
        {
            "title": f"Letters do not arrive at {lost} address{'es' if lost > 1 else ''}",
            "address": reverse("lost_addresses"),
            "note": "Find out why, and correct the address or say that it works",
        }
    ]


def moment_of(starts_at):
    starts = timezone.localtime(starts_at)
    return f"{starts:%A %-d %B %Y}, {starts:%H:%M}"


def groups_of(person):
    """The groups in which they sit, with where each thing of the group is."""
    seats = {}
    for held in person.appointments_today:
        if held.seat_id:
            seats.setdefault(held.seat.group, []).append(held)
    reads = may(person, Can.READ_MEETINGS)
    return [
        {
            "name": group.name,
            "as": ", ".join(dict.fromkeys(sits_as(one) for one in held)),
            "terms": reverse("public:group", args=[group.code]),
            "seats": reverse("group_seats", args=[group.code]) if reads else "",
            "papers": reverse("meetings") if reads else "",
            "log": reverse("group_log", args=[group.code]) if sees_log(group, held) else "",
        }
        for group, held in seats.items()
    ]


def sits_as(held):
    return f"{held.seat.get_kind_display().lower()}{', standing in' if held.substitute else ''}"


def sees_log(group, held):
    """Whoever only observes a group that reviews cases does not see its log, as ActionQuerySet.visible_to has it."""
    return not group.reviews_cases or any(one.role != Role.OBSERVER for one in held)


def agencies_of(person):
    """The organisations for which they act today, each with what they are to it."""
    agencies = {}
    for held in person.appointments_today:
        if held.organisation_id and held.role in Appointment.FOR_ORGANISATION:
            agencies.setdefault(held.organisation, []).append(Role(held.role).label)
    return [
        {
            "name": organisation.name,
            "as": ", ".join(roles),
            "log": reverse("agency_log", args=[organisation.code])
            if organisation.pk in person.answers_for
            else "",
        }
        for organisation, roles in agencies.items()
    ]


# What is new ------------------------------------------------------------------------------------------------


def recorded(person):
    """The newest entries of the record."""
    return Event.objects.visible_to(person).values_list("verb", "label", "actor", "at")[:6]


written_record = WrittenForEach(recorded)


def lately(person):
    """The newest entries of the record, for those who may read it."""
    return [
        {"title": f"{verb.capitalize()}: {label}", "by": actor, "at": at}
        for verb, label, actor, at in written_record.rows(person)
    ]


@dataclass(frozen=True)
class Opened(Due):
    """What happened to one date lately."""

    opened_at: datetime
    done_on: date | None
    late: bool | None
    ended_on: date | None

    @property
    def what_happened(self):
        if self.done_on:
            return "Done late" if self.late else "Done"
        return "No longer due" if self.ended_on else "Asked"


def opened_or_done(person, since):
    """What was asked of them, or done for them, since then: the newest first."""
    found = Deadline.objects.asked_of(person).filter(Q(opened_at__date__gte=since) | Q(done_on__gte=since))
    newest = found.order_by("-opened_at", "-pk")
    return newest.values_list(*OF_A_DATE, "opened_at", "done_on", "late", "ended_on")[:6]


written_news = WrittenForEach(opened_or_done, ONE_DAY)


def news(person, today):
    """What happened in the last two weeks to what is asked of them."""
    return [
        {
            "title": f"{one.what_happened}: {one.label}",
            "at": one.done_on or one.opened_at,
            "text": f"{one.reference} · {one.asked_of}",
            "address": one.path,
        }
        for one in (Opened(*told) for told in written_news.rows(person, today - NEW))
    ]
