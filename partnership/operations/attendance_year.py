"""Attendance by seat over a year, as the yearly report tells it."""

from collections import defaultdict

from partnership.models import Attendee, Meeting
from partnership.rules.attendance import FEWEST_MEETINGS, SEATED, best_of, tally

COUNTED = (Meeting.Kind.ORDINARY, Meeting.Kind.EXTRAORDINARY, Meeting.Kind.JOINT)


def attendance_of_year(group, year_from, year_until):
    """Who of a group attended from one day to another, both included, by seat and by organisation.

    Gives a dictionary::

        {
            "group": Group, "from": date, "until": date,
            "meetings": int,            held in that time; a leadership discussion is not one of the group's
            "quorate": int,             of which had a quorum by the group's rule
            "ruled": int,               of which went on as the chair ruled
            "seats": [{"seat": id, "office": str, "organisation": str, "capacity": str, "tally": Tally}],
            "organisations": [{"organisation": str, "tally": Tally, "presences": [str or None]}],
            "held": [Meeting],          in order; an organisation's presences stand in the same order
            "fewest": int,              of fewer meetings no percentage is made
        }

    Names are those of the latest meeting counted. A Tally has present, substitute, stand_in, apologies, absent,
    expected and percentage, which is None for fewer than `fewest` meetings. An organisation counts once a meeting, by
    the best of its rows; vacant seats, and virtual members who did not come, are no absence. Four queries.
    """
    meetings = list(
        Meeting.objects.filter(
            group=group,
            kind__in=COUNTED,
            state__in=[Meeting.State.HELD, Meeting.State.CONFIRMED],
            sitting__isnull=False,
            starts_at__date__gte=year_from,
            starts_at__date__lte=year_until,
        )
        .select_related("sitting")
        .order_by("starts_at")
    )
    rows = Attendee.objects.filter(sitting__meeting__in=meetings, seat__isnull=False)
    latest, by_seat = {}, defaultdict(list)
    by_organisation = defaultdict(lambda: defaultdict(list))
    names = {}
    for row in rows.order_by("sitting__meeting__starts_at", "position"):
        latest[row.seat_id] = row
        by_seat[row.seat_id].append(row.presence)
        if row.organisation_id and row.capacity in ("chair", "member"):
            names[row.organisation_id] = row.organisation_name
            by_organisation[row.organisation_id][row.sitting_id].append(row.presence)
    order = [str(one) for one in SEATED]
    seats = sorted(
        latest.values(),
        key=lambda row: (order.index(row.capacity), row.organisation_name, row.office, row.seat_id),
    )
    return {
        "group": group,
        "from": year_from,
        "until": year_until,
        "meetings": len(meetings),
        "held": meetings,
        "quorate": sum(one.sitting.quorate is True for one in meetings),
        "ruled": sum(one.sitting.quorate is not True and bool(one.sitting.ruling) for one in meetings),
        "seats": [
            {
                "seat": row.seat_id,
                "office": row.office,
                "organisation": row.organisation_name,
                "capacity": row.get_capacity_display(),
                "tally": tally(by_seat[row.seat_id]),
            }
            for row in seats
        ],
        "organisations": [
            {
                "organisation": names[pk],
                "tally": tally(best_of(presences) for presences in by_organisation[pk].values()),
                "presences": [best_of(by_organisation[pk].get(one.sitting.pk, ())) for one in meetings],
            }
            for pk in sorted(names, key=names.get)
        ],
        "fewest": FEWEST_MEETINGS,
    }
