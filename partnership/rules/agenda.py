"""What stands on an agenda before anybody writes it, and when each item begins."""

from dataclasses import dataclass
from datetime import timedelta

from partnership.access import Refused

YOUNG_PEOPLE = "young_people"
MOST_ITEMS = 60


@dataclass(frozen=True)
class Standing:
    """One item that a group has on every agenda. Times are minutes."""

    code: str
    title: str
    purpose: str = "discuss"
    presenter: str = "Chair"
    minutes: int | None = 5


WELCOME = Standing("welcome", "Welcome and apologies", "note")
INTERESTS = Standing("interests", "Declarations of interest", "note", "All members")
MINUTES = Standing("minutes", "Minutes of the last meeting", "decide")
ACTIONS = Standing("actions", "Actions of earlier meetings", "discuss", "Business unit", 10)
YOUNG = Standing(
    YOUNG_PEOPLE, "Views of the Young People’s Advisory Group", "discuss", "Young People’s Advisory Group", 15
)
HIGHLIGHTS = Standing(
    "highlights", "Highlight reports of the sub-groups", "discuss", "Chairs of the sub-groups", 30
)
HOW_ARE_WE = Standing("how_are_we", "How are we doing?", "discuss", "Planning and Delivery Group chair", 20)
VOICE = Standing("voice", "What children and families told us", "discuss", "All members", 10)
REPORT = Standing("highlight_report", "What to put in the highlight report", "discuss", "Chair", 10)
CLOSE = Standing("close", "Any other business and the next meeting", "note")

# By the kind of group, where it has none of its own. The young people's item: published arrangements 2019,
# section 9. Highlight reports with the voice of children: sections 6 and 13. The quarterly "How are we doing?":
# section 11. The rest is how committees begin and end.
STANDING = {
    "partnership": (WELCOME, INTERESTS, YOUNG, MINUTES, ACTIONS, HOW_ARE_WE, CLOSE),
    "delivery": (WELCOME, INTERESTS, YOUNG, MINUTES, ACTIONS, HIGHLIGHTS, CLOSE),
    "subgroup": (WELCOME, INTERESTS, YOUNG, MINUTES, ACTIONS, VOICE, REPORT, CLOSE),
    "advisory": (Standing("welcome", "Welcome", "note"), MINUTES, ACTIONS, CLOSE),
}
OTHERWISE = (WELCOME, INTERESTS, YOUNG, MINUTES, ACTIONS, CLOSE)


def standing_of(kind):
    """The standing items of a group of that kind that has none of its own."""
    return STANDING.get(kind, OTHERWISE)


def check_agenda_open(state):
    """An agenda is written until the meeting is held; afterwards the minutes say what happened."""
    if state not in ("planned", "called"):
        raise Refused("The agenda can no longer be changed: the meeting was held or cancelled.")


def check_room(items):
    if items >= MOST_ITEMS:
        raise Refused(f"An agenda can have up to {MOST_ITEMS} items. Remove one first.")


def check_end_standing(code, kind):
    if code == YOUNG_PEOPLE and kind != "advisory":
        raise Refused(
            "The Young People’s Advisory Group has a standing item on every agenda "
            "(published arrangements, section 9). It cannot be ended."
        )


def check_removable(*, papers):
    if papers:
        raise Refused("This item has papers. Withdraw them, or carry the item to another meeting.")


def clock(starts, allotted):
    """When each item begins and ends, from how many minutes each has: pairs, with None from the first unknown on.

    `starts` is when the meeting begins. An item without minutes takes none that are known, so the clock stops.
    """
    times = []
    for minutes in allotted:
        ends = starts + timedelta(minutes=minutes) if starts is not None and minutes is not None else None
        times.append((starts, ends))
        starts = ends
    return times


def over_run(starts, ends, allotted):
    """By how many minutes the items that have minutes run past the meeting's end; 0 when they fit."""
    needed = sum(minutes or 0 for minutes in allotted)
    return max(0, needed - int((ends - starts).total_seconds() // 60))
