"""The courses and sessions that whoever plans the programme looks for."""

from django.db.models import F, Max, Min, Q
from django.utils import timezone

from partnership.rules.years import financial_year
from training.models import Course, Session

PLACES = (
    ("left", "Places left"),
    ("full", "Full"),
    ("waiting", "People waiting"),
    ("few", "Below minimum numbers"),
)
WITH_PLACES = {
    "left": Q(capacity__gt=F("taken")),
    "full": Q(capacity__lte=F("taken")),
    "waiting": Q(waiting__gt=0),
    "few": Q(taken__lt=F("at_least")),
}


def years():
    """The financial years in which there are sessions, the newest first."""
    found = Session.objects.aggregate(first=Min("starts_at"), last=Max("starts_at"))
    if found["first"] is None:
        return []
    first, last = (financial_year(timezone.localdate(found[end])) for end in ("first", "last"))
    return list(range(last, first - 1, -1))


def sessions(found, asked, *, teaches, now):
    """Those of `found` that a filter leaves, with their places: the next first, or of what is over the latest.

    Of a year that is over nothing is to come: then all of it is meant.
    """
    if asked.get("state"):
        found = found.filter(state=asked["state"])
    elif not asked.get("when"):
        found = found.exclude(state=Session.State.CANCELLED)
    gone = asked.get("year") and asked["year"] < financial_year(timezone.localdate(now))
    if asked.get("when", "") == "past":
        found = found.filter(ends_at__lte=now).order_by("-starts_at", "pk")
    elif not asked.get("when") and not gone:
        found = found.filter(ends_at__gt=now)
    if asked.get("year"):
        found = found.of_year(asked["year"])
    if asked.get("course"):
        found = found.filter(course=asked["course"])
    if asked.get("kind"):
        found = found.filter(for_kind(asked["kind"], "course__"))
    if asked.get("mine"):
        found = found.filter(pk__in=teaches.teaches.values("pk"))
    found = found.with_places()
    if asked.get("places"):
        found = found.filter(WITH_PLACES[asked["places"]]).exclude(state=Session.State.CANCELLED)
    return found


def courses(found, asked):
    """Those of `found` that a filter leaves; what is no longer offered comes last."""
    if asked.get("words"):
        found = found.filter(says(asked["words"]))
    if asked.get("kind"):
        found = found.filter(for_kind(asked["kind"]))
    for name in ("state", "level", "delivery"):
        if asked.get(name):
            found = found.filter(**{name: asked[name]})
    return sorted(found, key=lambda one: (one.state == Course.State.RETIRED, one.title))


def says(words):
    """Courses that hold these words in what the catalogue says of them."""
    return Q(title__icontains=words) | Q(summary__icontains=words) | Q(aims__icontains=words)


def for_kind(kind, path=""):
    """Courses for people of that kind of organisation: those that say so, and those for everybody."""
    return Q(**{f"{path}for_kinds": []}) | Q(**{f"{path}for_kinds__contains": [kind]})
