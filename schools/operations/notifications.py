"""Notifications about children looked after who live elsewhere: counts of a quarter, and checks. Never a name."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from schools.models import NotificationCount, ProcedureCheck
from schools.operations.engagement import check_keeps
from schools.rules.settings import NOTIFIED, About, Placed, check_counts, quarter_ends, quarter_of, told

PARTS = [name for name, _ in NOTIFIED]


def newest(authority, since):
    """(quarter, placed, about) → what was given last, from that quarter on, in one query."""
    rows = NotificationCount.objects.filter(authority=authority, starts_on__gte=since).order_by("pk")
    return {(row.starts_on, row.placed, row.about): row for row in rows}


def sees_small(person, authority):
    """Whether small numbers are shown to them: they work with them."""
    return may(person, Can.RUN_SCHOOLS) or authority.pk in person.educates_for


def quarters_of(authority, quarters, *, whole):
    """Each quarter with its rows, as its page and its file show them: small numbers kept back unless `whole`."""
    known = newest(authority, min(quarters))
    return [
        {
            "starts_on": starts_on,
            "caption": f"{starts_on:%B} to {quarter_ends(starts_on):%B %Y}",
            "empty": empty_words(starts_on),
            "rows": [
                {
                    "placed": Placed(placed).label,
                    "about": About(about).label,
                    **told({name: getattr(row, name) for name in PARTS}, whole=whole),
                }
                for placed in Placed.values
                for about in About.values
                if (row := known.get((starts_on, placed, about)))
            ],
        }
        for starts_on in quarters
    ]


def empty_words(starts_on):
    """What a quarter without counts says: that it is not over, or that they are missing."""
    ends_on = quarter_ends(starts_on)
    if timezone.localdate() <= ends_on:
        return f"This quarter runs until {ends_on:%-d %B %Y}. You can give its counts once it has ended."
    return "No counts have been given for this quarter yet."


@transaction.atomic
def give_notifications(*, by, authority, starts_on, counts):
    """The counts of a quarter by (placed, about); what is the same as before is not written again. How many are new."""
    check_keeps(by, authority)
    today = timezone.localdate()
    if starts_on != quarter_of(starts_on) or starts_on > today:
        raise Refused("Choose a quarter that has begun.")
    if not counts:
        raise Refused("Enter at least one row of counts.")
    type(authority).objects.select_for_update(no_key=True).get(pk=authority.pk)
    known = newest(authority, starts_on)
    new = []
    for (placed, about), row in counts.items():
        check_counts(late=row["late"], not_made=row["not_made"], followed_up=row["followed_up"])
        old = known.get((starts_on, placed, about))
        if old is None or any(getattr(old, name) != row[name] for name in PARTS):
            new.append(
                NotificationCount(
                    authority=authority, starts_on=starts_on, placed=placed, about=about, given_by=by, **row
                )
            )
    NotificationCount.objects.bulk_create(new)
    if new:
        record("gave counts of notifications", authority, by=by, quarter=str(starts_on), rows=len(new))
    return len(new)


@transaction.atomic
def record_check(*, by, authority, checked_on, looked_at, found, works):
    """Whether the procedures are followed, as somebody looked at them on a day."""
    check_keeps(by, authority)
    if checked_on > timezone.localdate():
        raise Refused("The date must be today or in the past. Enter the date of the check.")
    check_words(looked_at, found)
    given = {
        "authority": authority, "checked_on": checked_on, "looked_at": looked_at.strip(), "found": found.strip(),
        "works": works,
    }  # fmt: skip
    there = ProcedureCheck.objects.filter(**given).first()
    if there:
        return there
    check = ProcedureCheck.objects.create(**given, checked_by=by)
    record("checked procedures", authority, by=by, works=works, checked_on=str(checked_on))
    return check
