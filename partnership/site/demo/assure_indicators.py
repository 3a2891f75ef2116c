"""The invented indicators: three years of figures, a definition that changed, small numbers, and a gap."""

from datetime import timedelta
from random import Random

from assurance.management.commands.load_indicators import FILE
from assurance.models import FiguresAsked, Indicator, IndicatorPeriod
from assurance.operations.indicators import ask_for_figures
from assurance.operations.indicators.asking import cells_of
from assurance.operations.indicators.challenging import put_question
from assurance.operations.indicators.figures import Entry, Wrong, give_figures
from assurance.operations.indicators.keeping import add_indicator, change_indicator, define_anew
from assurance.operations.indicators.loading import read_indicators
from assurance.rules.indicators.periods import period_of
from partnership.models import Area, Organisation, Priority
from partnership.rules.years import financial_year, first_day
from partnership.site.demo.time import at, working_day

LEICS, RUTLAND, LR = Area.LEICESTERSHIRE, Area.RUTLAND, Area.LR
LEADS = {
    "leicestershire-county-council": "county_lead",
    "rutland-county-council": "rutland_lead",
    "leicestershire-police": "police_lead",
    "university-hospitals-of-leicester": "hospital_lead",
    "leicestershire-partnership-trust": "trust_lead",
}
# code → area → (where it begins, by how much it goes each quarter, how much chance there is in it)
GOES = {
    "REF-01": {LEICS: (1640, 4, 70), RUTLAND: (58, 0, 9)},
    "REF-02": {LEICS: (0.26, -0.008, 0.006), RUTLAND: (0.07, -0.001, 0.02)},
    "TIME-01": {LEICS: (9, -0.35, 0.3), RUTLAND: (6, -0.1, 0.8)},
    "CP-01": {LEICS: (560, -3, 18), RUTLAND: (24, -1.6, 3)},
    "EXP-01": {LEICS: (120, 1, 9), RUTLAND: (14, 0, 5)},
    "VOI-01": {LEICS: (0.58, 0.022, 0.02), RUTLAND: (0.62, 0.02, 0.08)},
    "BAB-01": {LR: (0.55, 0.03, 0.04)},
    "SH-01": {LR: (88, 1, 7)},
    "DA-01": {LEICS: (910, 2, 40), RUTLAND: (7, -0.2, 3)},
    "MIS-01": {LEICS: (74, 0, 6), RUTLAND: (2, 0.1, 1)},
    "EH-01": {LEICS: (0.66, 0.006, 0.01), RUTLAND: (0.7, 0.004, 0.04)},
    "TRN-01": {LR: (190, 3, 15)},
}
# code → area → what is below the line
AMONG = {
    "REF-02": {LEICS: 1640, RUTLAND: 56},
    "TIME-01": {LEICS: 610, RUTLAND: 31},
    "CP-01": {LEICS: 140_900, RUTLAND: 7_900},
    "VOI-01": {LEICS: 60, RUTLAND: 21},
    "BAB-01": {LR: 44},
    "EH-01": {LEICS: 1120, RUTLAND: 64},
}
SHARES = (("Under 12", 0.12), ("12 to 15", 0.5), ("16 or 17", 0.38))
WIDER = 2.4  # how many more children the wider definition of SH-01 finds
NOTES = {
    "REF-01": "More came from schools after the summer. Most needed advice, and got it on the day.",
    "REF-02": "Fewer children come back, since families are called six weeks after we close.",
    "CP-01": "Fewer children need a plan, because more families are helped before it comes to that. Two teams looked "
    "at every plan that ended, and found none that ended too early.",
    "EXP-01": "More older children are known, since taxi drivers and hotels tell the police what they see.",
    "TIME-01": "Children wait two days less since the duty team was enlarged.",
    "VOI-01": "Managers look for the child’s own words before they sign. What children say now changes plans.",
    "BAB-01": "Night shifts refer as day shifts do, since every ward has a named nurse for it.",
    "SH-01": "Many had told a friend first. Schools now know whom to ring.",
    "DA-01": "More calls are recorded with the children’s names, so that schools hear of it the next morning.",
    "MIS-01": "Each was talked with within three days. Most had gone to the same two places.",
    "EH-01": "Families say that one worker for everybody made the difference.",
}
TELLS_OF = {"BAB-01": 1, "CP-01": 1, "EXP-01": 2, "REF-01": 2, "DA-01": 3, "VOI-01": 3}


def begins(today):
    """Three financial years and what there is of this one."""
    return first_day(financial_year(today) - 3)


class Invented:
    """Figures that look as such figures do, the same on every run."""

    def __init__(self, today):
        self.first, self.chance = begins(today), Random("indicators")
        self.running = {}

    def entry(self, indicator, area, part, period):
        step = (period.starts_on.year - self.first.year) * 4 + (
            period.starts_on.month - self.first.month
        ) // 3
        start, slope, spread = GOES[indicator.code][area]
        level = max(start + slope * step + self.chance.uniform(-spread, spread), 0)
        given = {}
        if indicator.unit in ("percentage", "rate"):
            among = AMONG[indicator.code][area]
            if indicator.unit == "percentage":
                among += self.chance.randint(-among // 12, among // 12)
            number = round(among * min(level, 1)) if indicator.unit == "percentage" else round(level)
            given = {"numerator": number, "denominator": among}
        elif indicator.unit == "days":
            given = {
                "value": round(level),
                "denominator": AMONG[indicator.code][area] + self.chance.randint(-6, 6),
            }
        else:
            share = dict(SHARES).get(part, 1)
            if indicator.code == "SH-01" and len(indicator.definitions.all()) > 1:
                wider = indicator.definitions.all()[1].valid_from
                share = WIDER if period.starts_on >= wider else 1
            number = round(level * share)
            if indicator.counted == "to_date":
                number += self.running.get((indicator.pk, area, period.before), 0) if period.number > 1 else 0
                self.running[indicator.pk, area, period] = number
            given = {"numerator": number}
        return Entry(indicator, period, area, part, **given)


def give(people, asked, entries):
    """The lead of an agency gives its figures, and says what they mean where the portal asks for it."""
    lead = LEADS.get(asked.organisation.code) if asked.organisation else "administrator"
    notes = {}
    for _ in entries:
        try:
            return give_figures(entries, by=getattr(people, lead), notes=notes, asked=asked)
        except Wrong as wrong:
            if wrong.what != "note":
                raise
            notes[wrong.entry.place[:2]] = NOTES.get(wrong.entry.indicator.code, "It is being looked into.")
    return None


def entries_of(asked, invented, but=()):
    indicators = (
        Indicator.objects.filter(frequency=asked.frequency).prefetch_related("definitions").order_by("code")
    )
    return [
        invented.entry(indicator, area, part, asked.period)
        for indicator, area, part in cells_of(asked, indicators)
        if indicator.code not in but
    ]


def three_years(people, today):
    """Brought in with two years of history; then asked for and given quarter by quarter; the newest is under way."""
    invented, newest = Invented(today), period_of("quarter", today).before
    start = newest.before.before.before
    yield at(working_day(today, (today - start.starts_on).days - 20), 9)
    begun = start.starts_on + timedelta(20)
    for given in read_indicators(FILE):
        add_indicator(by=people.officer, asked_from=begins(today), owner_office="Board officer", **given)
    wider = period_of("quarter", begun).before.before.before
    define_anew(
        Indicator.objects.get(code="SH-01"), by=people.officer, valid_from=wider.starts_on, comparable=False,
        text="Children under 18 referred to mental health services within the quarter after harming themselves, seen "
        "in hospital or not.",
        break_because="Before, only those seen in an emergency department were counted.",
    )  # fmt: skip
    ask_for_figures()
    for asked in (
        FiguresAsked.objects.filter(deadline=None).select_related("organisation").order_by("starts_on", "pk")
    ):
        give(people, asked, entries_of(asked, invented))
    period, england = start.before, Indicator.objects.get(code="REF-02")
    give_figures(
        [
            Entry(england, period, area, value=value)
            for area, value in ((Area.ENGLAND, 22), (Area.LEICESTER, 24))
        ],
        by=people.officer,
    )  # fmt: skip
    while period < newest:
        yield at(working_day(today, (today - period.ends_on).days - 18), 10)
        ask_for_figures()
        for asked in outstanding(period):
            give(people, asked, entries_of(asked, invented))
        period = period.next
    over = newest.ends_on + timedelta(1)
    yield at(max(working_day(today, max((today - newest.ends_on).days - 18, 0)), over), 8)
    ask_for_figures()
    for asked in outstanding(newest):
        code = asked.organisation.code if asked.organisation else ""
        if code == "university-hospitals-of-leicester":
            continue  # its figures are still waited for
        give(
            people,
            asked,
            entries_of(asked, invented, but=("VOI-01",) if code == "leicestershire-county-council" else ()),
        )
    corrected(people, newest.before)


def outstanding(period):
    return FiguresAsked.objects.outstanding().filter(starts_on__lte=period.starts_on).select_related(
        "organisation", "deadline"
    ).order_by("starts_on", "pk")  # fmt: skip


def corrected(people, period):
    """A figure that was too low is put right, with the reason."""
    made = Indicator.objects.get(code="REF-01")
    row = IndicatorPeriod.objects.get(indicator=made, starts_on=period.starts_on)
    figure = row.figures.standing().get(area=LEICS)
    entry = Entry(made, period, LEICS, numerator=figure.numerator + 31, reason="A team’s list came late")
    give_figures([entry], by=people.county_lead, notes={entry.place[:2]: NOTES["REF-01"]})


def tells_of_priorities(people, today):
    """Once there is a business plan its priorities have indicators; and one of them raises its question."""
    yield at(working_day(today, 9), 14)
    for code, number in TELLS_OF.items():
        made = Indicator.objects.filter(code=code).first()
        found = (
            Priority.objects.standing()
            .filter(number=number)
            .exclude(plan__state="closed")
            .order_by("-plan__starts_on")
        )
        if made and found:
            change_indicator(made, by=people.officer, seen=made.revision, priorities=[found[0]])
    period = IndicatorPeriod.objects.filter(indicator__code="DA-01").order_by("-starts_on").first()
    if period:
        put_question(
            period, by=people.officer, raised_with=Organisation.objects.get(code="leicestershire-police"),
            about=f"{period.indicator.challenge_question} (Indicator DA-01, {period.period.label})",
            due_on=today + timedelta(12),
        )  # fmt: skip


STORIES = [three_years, tells_of_priorities]
