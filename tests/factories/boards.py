"""Meetings to report to, and what is asked of sub-groups, boards and the Child Death Overview Panel."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from partnership.models import Group, LinkedBoard, Meeting
from partnership.operations.child_deaths import ask_child_death_report, receive_child_death_report
from partnership.operations.highlights import ask_highlights, send_highlight, write_highlight


def meeting(cast, group, reference, *, on, state=Meeting.State.PLANNED):
    """A meeting of that group on that day, from ten to twelve in London."""
    starts_at = datetime.combine(on, time(10), timezone.get_current_timezone())
    return Meeting.objects.create(
        group=group, reference=reference, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2),
        state=state, planned_by=cast.officer,
    )  # fmt: skip


def answers(**changes):
    """What a highlight report says, the voice question answered."""
    return {
        "done": "Two audits were finished.",
        "risks": "The third waits for records of one agency.",
        "decisions": "",
        "learning": "Supervision notes say too little of the child.",
        "voice": "Four young people read the tool and changed two of its questions.",
    } | changes


def asked(cast, group, to, *, due_on):
    """A report asked of that group to that meeting."""
    (report,) = ask_highlights(to, by=cast.officer, groups=[group], due_on=due_on)
    return report


def written(cast, report, **changes):
    return write_highlight(report, by=cast.officer, seen=report.revision, **answers(**changes))


def sent(cast, report):
    return send_highlight(written(cast, report), by=cast.officer)


def board(code="rutland-childrens-trust", name="Rutland Children’s Trust", **facts):
    return LinkedBoard.objects.create(code=code, name=name, **facts)


def the_panel(cast):
    """The Child Death Overview Panel, and its chair."""
    panel = Group.objects.create(
        code="child-death-overview-panel",
        name="Child Death Overview Panel",
        area="LLR",
        kind=Group.Kind.LINKED,
        parent=cast.partnership,
    )
    chair = cast.person("Panel chair", "group_chair", seat=cast.seat(panel, "chair"))
    return panel, chair


def child_death_report(cast, *, kind="activity", received=True, **changes):
    """A report on six months that ended last month, asked for and, unless told otherwise, received."""
    today = timezone.localdate()
    report = ask_child_death_report(
        by=cast.officer, kind=kind, covers_from=today - timedelta(200), covers_until=today - timedelta(20), due_on=today
    )  # fmt: skip
    if not received:
        return report
    given = {
        "received_on": today,
        "summary": "Sleep and travel.",
        "notified": 31,
        "reviewed": 24,
        "modifiable": 4,
    }
    return receive_child_death_report(report, by=cast.officer, **given | changes)
