"""Groups: beginning, changing and ending them, and what a task and finish group leaves behind."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Group
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.organisations import free_code
from partnership.operations.record import record
from partnership.rules.deadlines import is_late
from partnership.rules.groups import (
    CLOSE,
    FINISH,
    TASK_AND_FINISH,
    check_group_dates,
    check_group_end,
    check_more_time,
    check_outcome,
    check_parent,
    due_before,
)


def lock(group):
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


@transaction.atomic
def add_group(*, by, name, kind, area, starts_on, parent=None, meets="", ends_on=None, reviews_cases=False):
    """Begin a group. A task and finish group has its last day from the first, and is asked to finish before it."""
    check_group_dates(kind=kind, starts_on=starts_on, ends_on=ends_on)
    list(Group.objects.select_for_update(no_key=True).order_by("pk"))  # one at a time: their order is shared
    if Group.objects.on(starts_on).filter(name__iexact=name.strip()).exists():
        raise Refused(f"There is a group called {name.strip()} already. Open it, or choose another name.")
    last = Group.objects.aggregate(last=Max("position"))["last"] or 0
    group = Group.objects.create(
        code=free_code(name, Group),
        name=name.strip(),
        kind=kind,
        area=area,
        parent=parent,
        meets=meets,
        starts_on=starts_on,
        ends_on=ends_on,
        reviews_cases=reviews_cases,
        position=last + 1,
    )
    if kind == TASK_AND_FINISH:
        ask_to_finish(group, by=by)
    record("began", group, by=by, kind=kind, starts_on=str(starts_on), ends_on=str(ends_on or ""))
    return group


def ask_to_finish(group, *, by):
    """Two dates before it ends: the group's own, of which its chair is told, and the manager's."""
    due_on = due_before(group.ends_on, timezone.localdate())
    for clock, whose in ((FINISH, {"group": group}), (CLOSE, {"role": Role.BOARD_MANAGER})):
        open_fixed(
            clock.duty, clock.label, due_on, by=by, rule=clock.rule, source=clock.source,
            reference=group.reference, path=group.page, starts_on=group.ends_on, **whose,
        )  # fmt: skip


def finishing(group):
    """The outstanding dates before a task and finish group ends."""
    return (
        Deadline.objects.outstanding()
        .filter(duty__in=[FINISH.duty, CLOSE.duty], path=group.page)
        .order_by("pk")
    )


@transaction.atomic
def amend_group(group, *, by, name, area, parent, meets, reason):
    """Change what a group is called, where it works, to whom it reports or how often it meets."""
    group = lock(group)
    check_parent(group=group.pk, above=above(parent))
    new = {"name": name.strip(), "area": area, "parent": parent, "meets": meets}
    changed = {field: value for field, value in new.items() if getattr(group, field) != value}
    if not changed:
        raise Refused("That is what it already says. Change something, or go back.")
    if not reason.strip():
        raise Refused("Say why it changes.")
    was = {field: str(getattr(group, field) or "") for field in changed}
    for field, value in changed.items():
        setattr(group, field, value)
    group.save(update_fields=list(changed))
    now = {field: str(value or "") for field, value in changed.items()}
    record("amended", group, by=by, why=reason.strip(), was=was, now=now)
    return group


def above(group):
    """The ids of a group and of all above it."""
    found = []
    while group is not None and group.pk not in found:
        found.append(group.pk)
        group = group.parent
    return found


@transaction.atomic
def end_group(group, *, by, on, reason):
    """The group ends after that day. Nobody holds a seat in it from the next day on; its history stays."""
    group = lock(group)
    below = group.children.on(max(on, timezone.localdate())).order_by("position")
    check_group_end(
        name=group.name, starts_on=group.starts_on, ends_on=group.ends_on, last=on, reason=reason,
        below=[one.name for one in below if one.ends_on is None or one.ends_on > on],
    )  # fmt: skip
    group.ends_on = on
    group.ended_because = reason.strip()
    group.save(update_fields=["ends_on", "ended_because"])
    record("ended", group, by=by, why=reason.strip(), last_day=str(on))
    return group


@transaction.atomic
def give_more_time(group, *, by, until, reason):
    """A task and finish group that is not done yet goes on until a later day; its dates move with it."""
    group = lock(group)
    check_more_time(
        kind=group.kind, ends_on=group.ends_on, until=until, today=timezone.localdate(), reason=reason
    )
    old, group.ends_on = group.ends_on, until
    group.save(update_fields=["ends_on"])
    for deadline in finishing(group):
        end(deadline, by=by, reason=f"The group was given more time: {reason.strip()}")
    if not group.outcome:
        ask_to_finish(group, by=by)
    record("gave more time", group, by=by, why=reason.strip(), old=str(old), new=str(until))
    return group


@transaction.atomic
def record_outcome(group, *, by, outcome, late_reason=""):
    """What the task and finish group achieved, by its chair or the manager. It still ends on its last day."""
    group = lock(group)
    check_outcome(kind=group.kind, outcome=outcome, done=bool(group.outcome))
    group.outcome = outcome.strip()
    group.save(update_fields=["outcome"])
    today = timezone.localdate()
    for deadline in finishing(group):
        meet(deadline, by=by, late_reason=late_reason if is_late(deadline.due_on, today) else "")
    record("finished", group, by=by)
    return group
