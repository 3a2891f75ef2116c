"""Who took part, who came to meetings, and what changed in the arrangements."""

from django.db.models import Q

from assurance.operations.yearly_report.figures.year import words_of
from partnership.models import Edition, Group, Participation
from partnership.operations.attendance_year import attendance_of_year


def the_year(year):
    year.words("period_start", "First day of the year", words_of(year.starts_on), "The report’s period")
    year.words("period_end", "Last day of the year", words_of(year.ends_on), "The report’s period")
    year.words("data_date", "Day of the figures", words_of(year.data_on), "The day they were gathered")


def name_on(organisation, day):
    """What it was called that day."""
    former = [one.name for one in organisation.former_names.all() if one.in_force(day)]
    return former[0] if former else organisation.name


def arrangements(year):
    """Who took part on the last day of the year, and what changed during it."""
    day = min(year.ends_on, year.data_on)
    taking_part = Participation.objects.on(day).filter(
        Q(organisation__starts_on=None) | Q(organisation__starts_on__lte=day),
        Q(organisation__ends_on=None) | Q(organisation__ends_on__gte=day),
    )
    source = "Register of organisations and how they take part"
    statutory = taking_part.filter(kind=Participation.Kind.STATUTORY_PARTNER)
    partners = [
        one.organisation
        for one in statutory.select_related("organisation").prefetch_related("organisation__former_names")
    ]
    others = taking_part.exclude(organisation__in=[one.pk for one in partners])
    year.words("arrangements_date", "Date the arrangements are described", words_of(day), source)
    year.figure("statutory_partners", "Statutory safeguarding partners", len(partners), source)
    year.figure("other_agencies", "Other agencies", others.values("organisation").distinct().count(), source)
    year.figure("groups", "Groups of the partnership", Group.objects.on(day).count(), "Register of groups")
    year.table(
        "statutory_partners",
        f"Statutory safeguarding partners on {words_of(day)}",
        "Partner|Kind",
        sorted([name_on(one, day), one.get_kind_display()] for one in partners),
        source,
    )
    new = Edition.objects.filter(year.within_days("starts_on")).order_by("starts_on")
    rows = [[one.title, words_of(one.starts_on), one.reasons_for_changes or "None given"] for one in new]
    joined = Participation.objects.filter(year.within_days("starts_on")).select_related("organisation")
    left = Participation.objects.filter(year.within_days("ends_on")).select_related("organisation")
    rows += [
        [f"{one.organisation.name} joined", words_of(one.starts_on), one.get_kind_display()] for one in joined
    ]
    rows += [[f"{one.organisation.name} left", words_of(one.ends_on), one.get_kind_display()] for one in left]
    year.figure("changes", "Changes to the arrangements", len(rows), "Editions of the arrangements; register")
    year.table(
        "changes", "Changes to the arrangements in the year", "Change|From or until|Reason or part taken", rows,
        "Editions of the arrangements; register of organisations",
        empty="The arrangements did not change during the year.",
    )  # fmt: skip


def attendance(year):
    """How often each organisation was at the meetings of the Partnership and of Planning and Delivery."""
    source = "Attendance as recorded in confirmed and draft minutes"
    held = 0
    groups = Group.objects.filter(kind__in=[Group.Kind.PARTNERSHIP, Group.Kind.DELIVERY]).order_by("position")
    for group in groups:
        found = attendance_of_year(group, year.starts_on, min(year.ends_on, year.data_on))
        held += found["meetings"]
        name = group.code.replace("-", "_")
        year.figure(f"meetings_{name}", f"Meetings of the {group}", found["meetings"], source)
        year.table(
            f"attendance_{name}", f"{group}: attendance in the year", "Organisation|Meetings expected at#|Came#",
            [
                [one["organisation"], one["tally"].expected, one["tally"].present + one["tally"].substitute]
                for one in found["organisations"]
            ],
            source, empty=f"The {group} did not meet in the year.",
        )  # fmt: skip
    year.figure("meetings", "Meetings of the Partnership and of Planning and Delivery", held, source)
