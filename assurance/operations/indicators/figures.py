"""Figures as they are given: each kept with who gave it, a changed one beside the one before it and with its reason."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from assurance.models import Figure, FiguresAsked, Indicator, IndicatorPeriod
from assurance.operations.indicators.asking import cells_of, wanted
from assurance.operations.indicators.telling import boards
from assurance.rules.indicators.entries import check_area, check_entry, check_period
from assurance.rules.indicators.measures import limit_in_words, moved_far
from assurance.rules.indicators.periods import Period
from partnership.access import Can, Refused, may
from partnership.operations import deadlines
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail


@dataclass
class Entry:
    """One figure that somebody gives, of one area and category in one period."""

    indicator: Indicator
    period: Period
    area: str
    category: str = ""
    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    provisional: bool = False
    absent_because: str = ""
    reason: str = ""

    @property
    def place(self):
        return (self.indicator.pk, self.period.starts_on, self.area, self.category)


class Wrong(Refused):
    """What is wrong with one entry: `entry` says which, `what` in which of its columns."""

    def __init__(self, sentence, entry, what=""):
        super().__init__(sentence)
        self.entry, self.what = entry, what


def may_give(person, indicator, area):
    """Staff give any figure; an agency's lead those of the areas that are theirs to give."""
    if may(person, Can.RUN_INDICATORS):
        return True
    own = area in indicator.areas and indicator.giver_id(area)
    return bool(own) and may(person, Can.ANSWER_RETURNS) and own in person.answers_for


def check_one(entry, *, by, today):
    """(numerator, denominator, value) as they are kept; Wrong with a sentence."""
    try:
        check_area(entry.indicator, entry.area, entry.category)
        if not may_give(by, entry.indicator, entry.area):
            raise Refused("Your agency does not give that figure.")
        check_period(entry.indicator, entry.period, today, wanted(entry.indicator, entry.period))
        check_no_detail(entry.absent_because, entry.reason)
        return check_entry(
            entry.indicator,
            comparator=entry.area in entry.indicator.comparators,
            numerator=entry.numerator,
            denominator=entry.denominator,
            value=entry.value,
            absent_because=entry.absent_because,
        )
    except Refused as refused:
        raise Wrong(str(refused), entry) from None


def standing_of(entries):
    """{place: the figure that stands} of everything that these entries are about."""
    rows = Figure.objects.standing().filter(
        period__indicator__in={entry.indicator.pk for entry in entries},
        period__starts_on__in={entry.period.starts_on for entry in entries},
    )
    return {
        (row.period.indicator_id, row.period.starts_on, row.area, row.category): row
        for row in rows.select_related("period")
    }


def differs(entry, kept, row):
    """Whether what is given says something else than the figure that stands."""
    state = Figure.State.PROVISIONAL if entry.provisional else Figure.State.FINAL
    return (row.numerator, row.denominator, row.value, row.absent_because, row.state) != (
        *kept, entry.absent_because.strip(), state,
    )  # fmt: skip


def reason_of(entry, kept, row):
    """Why it changed. That the same numbers are final now, or that what was missing came, says so by itself."""
    if (
        row.numerator,
        row.denominator,
        row.value,
    ) == kept and row.absent_because == entry.absent_because.strip():
        return entry.reason.strip() or ("Final" if not entry.provisional else "Provisional")
    if row.absent_because and not entry.absent_because:
        return entry.reason.strip() or "The figure was received"
    return entry.reason.strip()


@transaction.atomic
def give_figures(entries, *, by, notes=None, asked=None, seen=None, late_reason=""):
    """Keep what was given: (how many are new or changed, how many were there already).

    `notes` are {(indicator id, first day): what it means for children}. `asked` is the request whose page it was, and
    `seen` the revision that page showed. A request whose figures are all there is met.
    """
    notes = {key: text.strip() for key, text in (notes or {}).items() if text.strip()}
    check_no_detail(*notes.values())
    today = timezone.localdate()
    requests = lock_requests(entries, asked)
    if asked is not None and seen is not None and str(requests[0].revision) != str(seen):
        raise Refused(
            "Someone else saved figures while you were entering yours. Their figures are shown beside "
            "yours. Check them, then save again."
        )
    kept = {entry.place: check_one(entry, by=by, today=today) for entry in entries}
    if len(kept) < len(entries):
        twice = next(
            entry for at, entry in enumerate(entries) if entry.place in {e.place for e in entries[:at]}
        )
        raise Wrong("This figure is given twice. Remove one of them.", twice)
    periods = lock_periods({(place[0], place[1]) for place in kept} | set(notes))
    standing = standing_of(entries) if entries else {}
    new = [
        entry for entry in entries
        if entry.place not in standing or differs(entry, kept[entry.place], standing[entry.place])
    ]  # fmt: skip
    old = []
    rows = []
    for entry in new:
        before = standing.get(entry.place)
        reason = reason_of(entry, kept[entry.place], before) if before else ""
        if before and not reason:
            raise Wrong("There is already a figure. Enter why you are changing it.", entry, "reason")
        if before:
            old.append(before.pk)
        numerator, denominator, value = kept[entry.place]
        rows.append(
            Figure(
                period=periods[entry.place[:2]], area=entry.area, category=entry.category, numerator=numerator,
                denominator=denominator, value=value, absent_because=entry.absent_because.strip(),
                state=Figure.State.PROVISIONAL if entry.provisional else Figure.State.FINAL, reason=reason,
                revision=before.revision + 1 if before else 1, given_by=by,
            )
        )  # fmt: skip
    Figure.objects.filter(pk__in=old).update(stands=False)
    Figure.objects.bulk_create(rows)
    said = write_notes(notes, periods, by)
    check_notes(new, periods)
    changed = [one for one in requests if touched(one, new)]
    for one in changed:
        one.revision += 1
        one.saved_by, one.saved_at = by, timezone.now()
        one.save(update_fields=["revision", "saved_by", "saved_at"])
    finish(requests, by=by, late_reason=late_reason)
    for (indicator, day), several in grouped(new).items():
        record("gave figures", periods[indicator, day], by=by, figures=several)
    for period in said:
        record("said what figures mean", period, by=by)
    return len(new), len(entries) - len(new)


def grouped(entries):
    found = defaultdict(int)
    for entry in entries:
        found[entry.place[:2]] += 1
    return found


def touched(asked, entries):
    return any(
        entry.period == asked.period
        and entry.area in entry.indicator.areas
        and entry.indicator.giver_id(entry.area) == asked.organisation_id
        for entry in entries
    )


def lock_requests(entries, asked):
    """The requests that these figures answer, locked in one order; `asked` first in the list."""
    wants = {
        (entry.indicator.giver_id(entry.area), entry.period)
        for entry in entries
        if entry.area in entry.indicator.areas
    }
    found = FiguresAsked.objects.filter(
        starts_on__in={period.starts_on for _, period in wants} | ({asked.starts_on} if asked else set())
    ).order_by("pk")
    locked = list(
        found.select_for_update(no_key=True, of=("self",)).select_related("deadline", "organisation")
    )
    mine = [
        one for one in locked if (one.organisation_id, one.period) in wants or (asked and one.pk == asked.pk)
    ]
    return sorted(mine, key=lambda one: not asked or one.pk != asked.pk)


def lock_periods(wants):
    """{(indicator id, first day): its row}, made where there is none, locked in one order."""
    IndicatorPeriod.objects.bulk_create(
        [IndicatorPeriod(indicator_id=pk, starts_on=day) for pk, day in sorted(wants)], ignore_conflicts=True
    )
    rows = IndicatorPeriod.objects.filter(
        indicator__in={pk for pk, _ in wants}, starts_on__in={day for _, day in wants}
    )
    locked = rows.order_by("pk").select_for_update(no_key=True, of=("self",)).select_related("indicator")
    return {(row.indicator_id, row.starts_on): row for row in locked}


def write_notes(notes, periods, by):
    said = []
    for key, text in notes.items():
        row = periods[key]
        if row.commentary != text:
            row.commentary, row.commentary_by, row.commentary_at = text, by, timezone.now()
            row.revision += 1
            row.save(update_fields=["commentary", "commentary_by", "commentary_at", "revision"])
            said.append(row)
    return said


def check_notes(entries, periods):
    """A figure that moved past the limit says what it means for children; of the past, nobody is asked."""
    asked = {
        (one.organisation_id, one.period)
        for one in FiguresAsked.objects.exclude(deadline=None).filter(
            starts_on__in={entry.period.starts_on for entry in entries}
        )
    }
    wants = [
        entry for entry in entries
        if entry.area in entry.indicator.areas
        and (entry.indicator.giver_id(entry.area), entry.period) in asked
        and not periods[entry.place[:2]].commentary
    ]  # fmt: skip
    told = (
        {board.indicator.pk: board for board in boards({e.indicator for e in wants}, raw=True)}
        if wants
        else {}
    )
    for entry in wants:
        board = told[entry.indicator.pk]
        before = board.before(entry.period)
        if board.telling.series(before) != board.telling.series(entry.period):
            continue
        then, now = board.told(entry.area, before).value, board.told(entry.area, entry.period).value
        if moved_far(entry.indicator.unit, then, now):
            raise Wrong(
                f"{entry.indicator.code} moved from {then:,} to {now:,}, which is more than "
                f"{limit_in_words(entry.indicator.unit)}. Enter what it means for children.",
                entry,
                "note",
            )


def missing_of(asked):
    """What is still to be given of each of these requests: {request id: [(indicator, area, category)]}."""
    indicators = list(Indicator.objects.filter(frequency__in={one.frequency for one in asked}))
    given = set(
        Figure.objects.standing()
        .filter(period__starts_on__in={one.starts_on for one in asked})
        .values_list("period__indicator", "period__starts_on", "area", "category")
    )
    return {
        one.pk: [
            (indicator, area, category)
            for indicator, area, category in cells_of(one, indicators)
            if (indicator.pk, one.starts_on, area, category) not in given
        ]
        for one in asked
    }


def finish(requests, *, by, late_reason):
    """Meet the deadline of each request of which nothing is missing any more."""
    waiting = [one for one in requests if one.deadline and one.deadline.outstanding]
    missing = missing_of(waiting) if waiting else {}
    for one in waiting:
        if not missing[one.pk]:
            late = one.deadline.due_on < timezone.localdate()
            if late and not late_reason.strip():
                raise Wrong("These figures are late. Enter why.", None, "late_reason")
            deadlines.meet(one.deadline, by=by, late_reason=late_reason)


@transaction.atomic
def write_commentary(period, *, by, commentary, seen):
    """What the figures of a period mean for children, told by its source or by staff."""
    rows = IndicatorPeriod.objects.select_for_update(no_key=True, of=("self",)).select_related("indicator")
    row = rows.get(pk=period.pk)
    if not any(may_give(by, row.indicator, area) for area in row.indicator.areas):
        raise Refused("Only the agency that gives a figure, or the business unit, can say what it means.")
    if str(row.revision) != str(seen):
        raise Refused(
            "Someone else saved this while you were writing. Read their text, then save yours again."
        )
    if not commentary.strip():
        raise Refused("Enter what it means for children.")
    check_no_detail(commentary)
    write_notes(
        {(row.indicator_id, row.starts_on): commentary.strip()}, {(row.indicator_id, row.starts_on): row}, by
    )
    record("said what figures mean", row, by=by)
    return row
