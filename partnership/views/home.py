"""The workspace: what is asked of me, what is late, what comes next."""

from datetime import timedelta

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import Action, Deadline, Event

SHOWN = 8  # in a panel; the count beside its title tells how many there are
SOON = timedelta(30)


def home(request):
    """One page for everybody, holding what their roles of today are asked for."""
    person, today = request.user, timezone.localdate()
    staff = may(person, Can.READ_DIARY)
    seen = Deadline.objects.visible_to(person).outstanding().select_related("organisation", "group", "owner")
    mine = Deadline.objects.asked_of(person).values("pk")
    late = seen.overdue(today)
    asked = seen.filter(pk__in=mine, due_on__gte=today)
    if staff:
        following = seen.coming(today, SOON.days).exclude(pk__in=mine)
    else:
        asked, following = asked.filter(due_on__lte=today + SOON), asked.filter(due_on__gt=today + SOON)
    to_do, to_check, late_actions = actions_of(person, today)
    return render(
        request,
        "partnership/home.html",
        {
            "asked": [*dates(asked), *steps(to_do), *steps(to_check, "Waits to be verified")],
            "asked_count": asked.count() + to_do.count() + to_check.count(),
            "late": [*dates(late), *steps(late_actions)],
            "late_count": late.count() + late_actions.count(),
            "following": dates(following),
            "following_count": following.count(),
            "staff": staff,
            "checks": may(person, Can.CHECK_ACTIONS),
            "lately": lately(person),
            "roles": [str(appointment) for appointment in person.appointments_today],
        },
    )


def actions_of(person, today):
    """What a person does, what they verify, and what of it is late. Nobody verifies what they claimed or were asked."""
    seen = Action.objects.visible_to(person).select_related("organisation", "owner")
    mine = Q(pk__in=Action.objects.asked_of(person).values("pk"))
    under_way = seen.filter(mine, state__in=[Action.State.OPEN, Action.State.IN_PROGRESS])
    if may(person, Can.CHECK_ACTIONS):
        own = Q(pk__in=Action.objects.asked_of(person.whole).values("pk"))
        claimed = seen.to_check_by(person).filter(~own, state=Action.State.CLAIMED)
        to_check = claimed.exclude(claimed_by=person)
        late = seen.overdue(today)
    else:
        to_check = seen.none()
        late = under_way.overdue(today)
    return under_way.filter(target_on__gte=today), to_check, late


def dates(deadlines):
    """The first few, as a panel draws them."""
    today = timezone.localdate()
    return [
        {
            "title": deadline.label,
            "address": deadline.path,
            "due_on": deadline.due_on,
            "note": f"{deadline.reference} · {deadline.asked_of}",
            "late": deadline.due_on < today,
        }
        for deadline in deadlines[:SHOWN]
    ]


def steps(actions, note=""):
    """The first few actions, as a panel draws them."""
    today = timezone.localdate()
    return [
        {
            "title": action.title,
            "address": action.get_absolute_url(),
            "due_on": action.target_on,
            "note": " · ".join(filter(None, [f"Action from {action.origin}", str(action.asked_of), note])),
            "late": not note and action.target_on < today,
        }
        for action in actions[:SHOWN]
    ]


def lately(person):
    """The newest entries of the record, for those who may read it."""
    return [
        {"title": f"{event.verb.capitalize()}: {event.label}", "by": event.actor, "at": event.at}
        for event in Event.objects.visible_to(person)[:6]
    ]
