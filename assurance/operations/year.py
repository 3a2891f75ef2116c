"""What comes when in the partnership's year, from April to March, from the diary itself."""

from django.db.models import Q

from assurance.rules.cycle import DUTIES, YEAR
from partnership.access import Can, may
from partnership.models import Deadline
from partnership.rules.drawing import Dated, times, year_axis
from partnership.rules.years import days_of_year, financial_year


def year_drawn(person, today):
    """The year's dates of YEAR as partnership.rules.drawing lays them out, in one query.

    Of what the steps of the cycle tell everybody here, all; of the rest what this person's diary holds. Nothing of
    cases. Those of one day are one mark, and its words say how many of them are done.
    """
    first, last = days_of_year(financial_year(today))
    duties = [duty for _, names in YEAR for duty in names]
    own = Q(pk__in=Deadline.objects.visible_to(person).values("pk"))
    found = Deadline.objects.filter(
        own | Q(duty__in=DUTIES), duty__in=duties, restricted=False, ended_on=None
    )
    names_them, rows = may(person, Can.READ_DIARY), {}
    for one in found.filter(due_on__range=(first, last)).order_by("due_on", "pk"):
        rows.setdefault(one.duty, {}).setdefault(one.due_on, []).append(one)
    return times(
        [
            (
                title,
                [
                    together(title, day, ones, names_them)
                    for day, ones in sorted(of_days(rows, names).items())
                ],
            )
            for title, names in YEAR
        ],
        today,
        within=year_axis(first, last),
    )


def of_days(rows, names):
    """day → deadlines, of all these duties together."""
    found = {}
    for name in names:
        for day, ones in rows.get(name, {}).items():
            found.setdefault(day, []).extend(ones)
    return found


def together(title, day, ones, names_them):
    """What is due on one day as one mark: late while any of them is, done when all are.

    A date's own label may name an agency, so only those read it to whom the whole diary is open.
    """
    done = [one for one in ones if one.done_on]
    labels = sorted({one.label for one in ones})
    what = labels[0] if names_them and len(labels) == 1 else title
    stands = None
    if len(done) == len(ones):
        stands = "late" if any(one.late for one in done) else "done"
    return Dated(
        what,
        due_on=day,
        marked_on=day,
        done_on=max(one.done_on for one in done) if len(done) == len(ones) else None,
        stands=stands or "",
        note=f"{len(done)} of {len(ones)} done" if len(ones) > 1 else "",
    )
