"""A year at a glance: needs × courses × sessions × places × cost, and the margin, in a fixed number of queries."""

from decimal import Decimal

from partnership.rules.years import financial_year
from training.models import Programme, Session
from training.rules.commissioning import margin

ZERO = Decimal(0)


def sums(sessions):
    """Of sessions that are not cancelled: how many, their places, how many are taken, and what they cost."""
    return {
        "sessions": len(sessions),
        "places": sum(one.capacity for one in sessions),
        "taken": sum(one.taken for one in sessions),
        "cost": sum((one.cost or ZERO for one in sessions), ZERO),
    }


def overview(programme):
    """What was planned for each need beside what is scheduled; sessions of no need; the margin; and the whole.

    `left` is what the budget still has for needs, its margin apart; below nothing where more is scheduled.

    A course may answer two needs: its sessions then stand under both, and count once in the whole.
    """
    sessions = list(
        Session.objects.of_year(programme.year)
        .exclude(state=Session.State.CANCELLED)
        .select_related("course", "venue", "margin_use")
        .with_places()
    )
    paid = [one for one in sessions if hasattr(one, "margin_use")]
    from_plan = [one for one in sessions if not hasattr(one, "margin_use")]
    by_course = {}
    for one in from_plan:
        by_course.setdefault(one.course_id, []).append(one)
    lines = list(programme.lines.select_related("need").prefetch_related("need__courses"))
    rows, answered = [], set()
    for line in lines:
        courses = [
            {"course": course, **sums(by_course.get(course.pk, []))} for course in line.need.courses.all()
        ]
        answered |= {row["course"].pk for row in courses}
        theirs = [one for row in courses for one in by_course.get(row["course"].pk, [])]
        rows.append({"line": line, "need": line.need, "courses": courses, **sums(theirs)})
    others = [one for one in from_plan if one.course_id not in answered]
    planned = {
        "sessions": sum(line.sessions for line in lines),
        "places": sum(line.places for line in lines),
        "cost": sum((line.cost for line in lines), ZERO),
    }
    used, whole = sums(paid), sums(sessions)
    kept = margin(
        percent=programme.margin_percent, budget=programme.budget, places=planned["places"],
        places_used=used["places"], money_used=used["cost"],
    )  # fmt: skip
    return {
        "rows": rows,
        "others": others,
        "paid": paid,
        "planned": planned,
        "whole": whole,
        "margin": kept,
        "left": programme.budget - kept.money - (whole["cost"] - used["cost"]),
    }


def room_for(course, today):
    """For whoever plans a session of it: each programme of this year and later, what its needs were given there and
    what of that is scheduled, what is left for needs, and the margin."""
    found = []
    for programme in Programme.objects.filter(year__gte=financial_year(today)).order_by("year"):
        year = overview(programme)
        theirs = [row for row in year["rows"] if course.pk in {one["course"].pk for one in row["courses"]}]
        found.append({"programme": programme, "rows": theirs, "left": year["left"], "margin": year["margin"]})
    return found


def provided_by(course, day):
    """The commissioning records of a course that hold on that day, the latest first."""
    return course.commissions.filter(starts_on__lte=day, ends_on__gte=day).prefetch_related("trainers")
