"""The small menus that hold neighbouring pages together."""

from partnership.access import Can, may
from partnership.addresses import address_of


def section(request, *pages):
    """Of these (label, url name, capabilities of which one is enough), the ones that the person may open."""
    return [
        {"label": label, "address": (address := address_of(name)), "current": request.path == address}
        for label, name, *cans in pages
        if any(may(request.user, can) for can in cans)
    ]


def people_section(request):
    return section(
        request,
        ("People", "people", Can.INVITE_PEOPLE),
        ("Seats", "seats", Can.RUN_MEETINGS),
        ("Letters", "letters", Can.SEE_LETTERS),
        ("Record", "record", Can.READ_RECORD),
    )


def diary_section(request):
    return section(
        request,
        ("Dates", "diary", Can.READ_DIARY),
        ("Actions", "actions", Can.READ_DIARY, Can.CHECK_ACTIONS),
        ("Action logs", "action_logs", Can.SEE_PARTNERSHIP),
    )
