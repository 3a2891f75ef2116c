"""What the year's rows say: each figure with its label, value, denominator and source in words.

Every count reads the shared nouns or the reviews; nothing is typed. Counts of cases are kept whole for
those who run the report, and shown so that no small count can point at a child.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from assurance.rules.yearly_report import is_few, shown, shown_parts
from partnership.models import (
    Action,
    Answer,
    Budget,
    Deadline,
    Edition,
    Group,
    LearningPoint,
    Participation,
    Return,
    Round,
)
from reviews.models import Artefact, Case, Decision, Notification, Outcome, PanelMessage


@dataclass
class Year:
    """The figures of one year while they are being gathered, by name."""

    starts_on: date
    ends_on: date
    data_on: date
    figures: dict = field(default_factory=dict)
    tables: dict = field(default_factory=dict)
    charts: dict = field(default_factory=dict)

    def within(self, name):
        """Rows whose instant `name` lies in the year, by the calendar of London."""
        return Q(**{f"{name}__date__gte": self.starts_on, f"{name}__date__lte": self.ends_on})

    def within_days(self, name):
        return Q(**{f"{name}__gte": self.starts_on, f"{name}__lte": self.ends_on})

    def figure(self, name, label, value, source, *, of=None, cases=False):
        """Put a count under a name. `cases` marks one that could point at a child when it is small."""
        self.figures[name] = {
            "label": label,
            "value": value,
            "shown": shown(value) if cases else f"{value:,}",
            "of": None if cases and of is not None and is_few(of) else of,
            "few": bool(cases and is_few(value)),
            "source": source,
        }

    def words(self, name, label, words, source):
        self.figures[name] = {
            "label": label, "value": words, "shown": words, "of": None, "few": False, "source": source,
        }  # fmt: skip

    def table(self, name, caption, columns, rows, source, empty="There was nothing to report."):
        self.tables[name] = {
            "caption": caption, "columns": columns, "rows": rows, "source": source, "empty": empty,
        }  # fmt: skip

    def chart(self, name, title, headings, rows, source, *, unit="", maximum=None, beneath=None):
        """Bars, and a table beneath: `beneath` names one that says more than the bars do."""
        self.charts[name] = {
            "title": title, "headings": headings, "rows": rows, "unit": unit, "maximum": maximum,
            "source": source, "beneath": beneath,
        }  # fmt: skip


def words_of(day):
    return f"{day:%-d %B %Y}"


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
    year.words("arrangements_date", "Day on which the arrangements are told", words_of(day), source)
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


def returns(year):
    """What agencies were asked for in rounds that fell due in the year, and what came."""
    source = "Returns of the rounds that fell due in the year"
    asked = Return.objects.filter(year.within_days("round__due_on"))
    came = asked.submitted()
    on_time = came.filter(deadline__late=False)
    number = asked.count()
    year.figure(
        "rounds", "Rounds of assurance", Round.objects.filter(year.within_days("due_on")).count(), source
    )
    year.figure("returns_asked", "Returns asked for", number, source)
    year.figure("returns_submitted", "Returns submitted", came.count(), source, of=number)
    year.figure("returns_on_time", "Returns submitted on time", on_time.count(), source, of=number)
    year.figure(
        "returns_late", "Returns submitted late", came.filter(deadline__late=True).count(), source, of=number
    )
    voiced = Answer.objects.filter(
        assurance_return__in=came, question__topic="voice_of_the_child", not_applicable=False, text__regex=r"\S"
    )  # fmt: skip
    year.figure(
        "returns_with_voice", "Returns that say how the agency listens to children",
        voiced.values("assurance_return").distinct().count(), source, of=came.count(),
    )  # fmt: skip
    counts = {
        "asked": Count("pk"),
        "came": Count("pk", filter=Q(state=Return.State.SUBMITTED)),
        "prompt": Count("pk", filter=Q(state=Return.State.SUBMITTED, deadline__late=False)),
    }
    by_round = list(
        asked.order_by("round__due_on", "round").values("round", "round__title").annotate(**counts)
    )
    year.table(
        "returns", "Returns by round", "Round|Asked#|Submitted#|On time#",
        [[row["round__title"], row["asked"], row["came"], row["prompt"]] for row in by_round],
        source, empty="No round fell due in the year.",
    )  # fmt: skip
    year.chart(
        "returns", "Returns submitted on time, by round", "Round|On time#",
        [[row["round__title"], round(100 * row["prompt"] / row["asked"])] for row in by_round],
        source, unit="%", maximum=100, beneath="returns",
    )  # fmt: skip
    by_agency = asked.order_by("organisation__name").values("organisation__name").annotate(**counts)
    year.table(
        "returns_by_agency", "Returns by agency", "Agency|Asked#|Submitted#|On time#",
        [[row["organisation__name"], row["asked"], row["came"], row["prompt"]] for row in by_agency],
        source, empty="No round fell due in the year.",
    )  # fmt: skip


def actions(year):
    source = "Action log"
    everything = Action.objects.all()
    overdue = everything.filter(opened_at__date__lte=year.ends_on).overdue(year.data_on)
    counts = [
        ("actions_opened", "Actions opened", everything.filter(year.within("opened_at")).count()),
        ("actions_verified", "Actions verified", everything.filter(year.within("verified_at")).count()),
        ("actions_embedded", "Actions shown to be embedded", everything.filter(year.within("embedded_at")).count()),
        ("actions_overdue", "Actions overdue on the day of the figures", overdue.count()),
    ]  # fmt: skip
    for name, label, number in counts:
        year.figure(name, label, number, source)
    year.chart(
        "actions", "Actions in the year", "Actions|Number#", [[label, n] for _, label, n in counts], source
    )


def deadlines(year):
    """What fell due in the year: done on time, done late, or still open on the day of the figures."""
    source = "Diary: what fell due in the year"
    due = Deadline.objects.filter(year.within_days("due_on"), due_on__lte=year.data_on, ended_on=None)
    of_cases = Q(case_link__isnull=False) | Q(information_request__isnull=False)
    on_time, late, still_open = Q(late=False), Q(late=True), Q(done_on=None)
    year.figure("deadlines_due", "Deadlines that fell due", due.count(), source)
    for name, label, test in (
        ("deadlines_on_time", "Deadlines met on time", on_time),
        ("deadlines_late", "Deadlines met late", late),
        ("deadlines_open", "Deadlines past and still open", still_open),
    ):
        year.figure(name, label, due.filter(test).count(), source, of=due.count())
    kinds = [
        ("Case reviews: statutory time limits", of_cases & Q(force="statutory")),
        ("Case reviews: expected by national guidance", of_cases & Q(force="guidance")),
        ("Case reviews: local targets", of_cases & Q(force="local")),
        ("Assurance returns", Q(duty="return")),
        ("Everything else", ~of_cases & ~Q(duty="return")),
    ]
    rows = []
    for label, kind in kinds:
        those = due.filter(kind).aggregate(
            on_time=Count("pk", filter=on_time), late=Count("pk", filter=late), open=Count("pk", filter=still_open)
        )  # fmt: skip
        total = sum(those.values())
        if not total:
            continue
        if label.startswith("Case reviews"):
            parts, total = shown_parts(those, total)
        else:
            parts = those
        rows.append([label, total, parts["on_time"], parts["late"], parts["open"]])
    year.table(
        "deadlines", "What fell due, and whether it was on time", "What|Due#|On time#|Late#|Still open#",
        rows, source, empty="Nothing fell due in the year.",
    )  # fmt: skip


def case_reviews(year):
    """Cases of the year, counted so that nobody is pointed at; and what was published."""
    source = "Register of cases"
    decided = Decision.objects.filter(year.within("decided_at"), superseded_by=None)
    counts = [
        ("cases_referred", "Cases referred", Case.objects.filter(year.within("referred_at")).count()),
        ("cases_notified", "Cases notified to the national Panel",
         Notification.objects.filter(year.within("sent_at")).count()),
        ("rapid_reviews_sent", "Rapid reviews sent to the national Panel",
         PanelMessage.objects.filter(year.within_days("happened_on"), kind=PanelMessage.Kind.SENT_RAPID_REVIEW)
         .values("case").distinct().count()),
    ]  # fmt: skip
    for name, label, number in counts:
        year.figure(name, label, number, source, cases=True)
    outcomes = {label: decided.filter(outcome=value).count() for value, label in Outcome.choices}
    total = decided.count()
    parts, shown_total = shown_parts(outcomes, total)
    year.figure("decisions", "Decisions on what follows a rapid review", total, source, cases=True)
    year.figures["decisions"]["shown"] = shown_total
    year.table(
        "reviews", "Cases in the year", "Step|Number#",
        [[label, shown(number)] for _, label, number in counts]
        + [["Decisions on what follows a rapid review", shown_total]]
        + [[f"Decided: {label[0].lower()}{label[1:]}", parts[label]] for label in outcomes],
        f"{source}; one to four are shown as “fewer than 5”, so that no child can be recognised",
    )  # fmt: skip
    live = Artefact.objects.filter(year.within("live_at")).exclude(review__public_title="")
    titles = live.order_by("review__public_title").values_list("review__public_title", flat=True).distinct()
    public = live.filter(state=Artefact.State.LIVE).values_list("review__public_title", flat=True)
    year.figure("reviews_published", "Reviews published", len(titles), "Published reviews")
    year.table(
        "published_reviews", "Reviews published in the year", "Review",
        [[title] for title in sorted(set(public))], "Published reviews",
        empty="No review was published in the year.",
    )  # fmt: skip


def learning(year):
    source = "Register of learning points"
    noted = LearningPoint.objects.filter(year.within("noted_at"))
    year.figure("learning_points", "Learning points noted", noted.count(), source)
    counted = dict(noted.order_by().values_list("origin").annotate(number=Count("pk")))
    year.table(
        "learning", "What taught us something", "Came from|Learning points#",
        [[label, counted[value]] for value, label in LearningPoint.Origin.choices if value in counted],
        source, empty="No learning point was noted in the year.",
    )  # fmt: skip


def pounds(amount):
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def money(year):
    """Each pot by itself: they have different scopes, and are never summed across."""
    budgets = Budget.objects.filter(year=year.starts_on.year).select_related("pot").order_by("pot__name")
    for budget in budgets.prefetch_related("contributions__organisation"):
        name = budget.pot.code.replace("-", "_")
        source = budget.source or "Budget of the year"
        given = list(budget.contributions.all())
        when = f"{budget.year}/{(budget.year + 1) % 100:02}"
        year.words(f"budget_{name}", f"{budget.pot.name}: total", pounds(budget.total), source)
        year.table(
            f"contributions_{name}", f"{budget.pot.name}: who contributed in {when}",
            "Partner|Contribution#|Share#",
            [[one.organisation.name, pounds(one.amount), f"{one.share}%"] for one in given]
            + [["Total of the budget", pounds(budget.total), ""]],
            source,
        )  # fmt: skip
        year.chart(
            f"contributions_{name}", f"{budget.pot.name}: share of each partner", "Partner|Share#",
            [[one.organisation.name, float(one.share or 0)] for one in given], source, unit="%",
            beneath=f"contributions_{name}",
        )  # fmt: skip


EVERYTHING = (the_year, arrangements, returns, actions, deadlines, case_reviews, learning, money)


def gather_year(starts_on, ends_on, *, data_on):
    """All figures of the year as they stand on the day, as plain data."""
    year = Year(starts_on, ends_on, data_on)
    for part in EVERYTHING:
        part(year)
    return {"figures": year.figures, "tables": year.tables, "charts": year.charts}
