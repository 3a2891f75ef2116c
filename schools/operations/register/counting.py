"""How many schools of each kind each authority has on a day, beside what the published arrangements counted."""

from dataclasses import dataclass

from django.db.models import Count, Q

from partnership.models import Edition, SettingCount
from schools.models import School
from schools.operations.register.now import authorities
from schools.rules.kinds import PUBLISHED


@dataclass(frozen=True)
class Counted:
    """One kind in one authority: how many, how many of them academies, and the same as published; None: not told."""

    kind: str
    label: str
    number: int
    academies: int
    published: int | None = None
    published_academies: int | None = None

    @property
    def change(self):
        return None if self.published is None else self.number - self.published

    @property
    def academies_change(self):
        return None if self.published_academies is None else self.academies - self.published_academies

    @property
    def change_words(self):
        return signed(self.change)

    @property
    def academies_change_words(self):
        return signed(self.academies_change)


def signed(number):
    """A change as it is written: +3, −2, 0, or a dash where nothing can be compared."""
    if number is None:
        return "–"
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number)}"


@dataclass(frozen=True)
class Counts:
    """The counts of one authority."""

    authority: object
    ours: bool
    rows: list

    @property
    def total(self):
        told = [row.published for row in self.rows if row.published is not None]
        return Counted(
            "", "All", sum(row.number for row in self.rows), sum(row.academies for row in self.rows),
            sum(told) if told else None,
        )  # fmt: skip


def published_edition():
    """The first edition of the arrangements that counted schools, or None."""
    return Edition.objects.filter(setting_counts__isnull=False).order_by("published_on").first()


def counts(day, *, schools=None, city=False):
    """Counts by authority on that day, ours first; the city's only with `city`, and never in the same sum."""
    schools = School.objects.all() if schools is None else schools
    grouped = (
        schools.there_on(day).order_by().values("authority", "kind")
        .annotate(number=Count("pk"), academies=Count("pk", filter=Q(run=School.Run.ACADEMY)))
    )  # fmt: skip
    found = {(row["authority"], row["kind"]): (row["number"], row["academies"]) for row in grouped}
    edition = published_edition()
    told = {}
    for one in SettingCount.objects.filter(edition=edition) if edition else ():
        for kind in PUBLISHED.get(one.kind, ()):
            told[(one.area, kind)] = (one.count, one.academies)
    return [
        Counts(
            organisation,
            area.ours,
            [
                Counted(
                    kind, kind.label, *found.get((organisation.pk, kind), (0, 0)),
                    *(told.get((area.area, kind), (None, None)) if area.ours else (None, None)),
                )
                for kind in School.Kind
                if (organisation.pk, kind) in found or (area.ours and (area.area, kind) in told)
            ],
        )
        for area, organisation in sorted(authorities().values(), key=lambda one: (not one[0].ours, one[0].code))
        if area.ours or city
    ]  # fmt: skip
