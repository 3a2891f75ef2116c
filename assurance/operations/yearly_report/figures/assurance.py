"""What was asked of agencies and what came, what fell due, and what had to be done."""

from django.db.models import Count, Q

from assurance.operations.audits.figures import audits_between
from assurance.rules.yearly_report import shown_parts
from partnership.models import Action, Answer, Deadline, Event, Return, Round


def returns(year):
    """What agencies were asked for in rounds that fell due in the year, and what came."""
    source = "Returns of the rounds that fell due in the year"
    asked = Return.objects.expected().filter(
        year.within_days("round__due_on"), round__purpose=Round.Purpose.ASSURANCE
    )
    came = asked.submitted()
    on_time = came.filter(deadline__late=False)
    number = asked.count()
    rounds = Round.objects.filter(year.within_days("due_on"), purpose=Round.Purpose.ASSURANCE)
    year.figure("rounds", "Rounds of assurance", rounds.count(), source)
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
        source, empty="No rounds were due in the year.",
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
        source, empty="No rounds were due in the year.",
    )  # fmt: skip


def audits(year):
    """Multi-agency audits reported in the year, with grades and findings where they point at nobody."""
    found = audits_between(year.starts_on, min(year.ends_on, year.data_on))
    source = "Multi-agency audits; numbers that could point at a family are not shown"
    year.figure("audits_commissioned", "Multi-agency audits begun", found.commissioned, source)
    year.figure("audits_reported", "Multi-agency audits reported", found.reported, source)
    year.table(
        "audits", "Multi-agency audits reported in the year", "Audit|What it looked at|Agencies#|Recommendations#",
        [[one.reference, one.theme, one.agencies, len(one.recommendations)] for one in found.audits],
        source, empty="No multi-agency audits were reported in the year.",
    )  # fmt: skip
    for one in found.audits:
        name = one.reference.lower().replace("-", "_")
        year.table(
            f"grades_{name}", f"{one.reference}, {one.theme}: grades", f"{one.scale}|Cases#",
            [[label, "not shown" if number is None else number] for label, number in one.grades], source,
        )  # fmt: skip


def actions(year):
    """What was opened in the year and what became of actions in it, in whichever year they were opened."""
    source = "Action log"
    everything = Action.objects.all()
    # On which day it was withdrawn is told by the record alone, and nothing follows upon that, so each counts once.
    withdrawn = Event.objects.filter(
        year.within("at"), noun=Action._meta.label_lower, verb="moved", facts__new=Action.State.WITHDRAWN
    )
    overdue = everything.filter(opened_at__date__lte=year.ends_on).overdue(year.data_on)
    counts = [
        ("actions_opened", "Actions opened", everything.filter(year.within("opened_at")).count()),
        ("actions_verified", "Actions verified", everything.filter(year.within("verified_at")).count()),
        ("actions_embedded", "Actions shown to be embedded", everything.filter(year.within("embedded_at")).count()),
        ("actions_withdrawn", "Actions no longer needed", withdrawn.count()),
        ("actions_overdue", "Actions overdue on the day of the figures", overdue.count()),
    ]  # fmt: skip
    for name, label, number in counts:
        year.figure(name, label, number, source)
    year.chart(
        "actions", "Actions in the year", "Actions|Number#", [[label, n] for _, label, n in counts], source
    )


def deadlines(year):
    """What fell due in the year: done on time, done late, or still open on the day of the figures.

    The figures leave case reviews out: taken from a whole, the other rows would tell what of cases is kept back.
    """
    source = "Diary: what fell due in the year"
    due = Deadline.objects.filter(year.within_days("due_on"), due_on__lte=year.data_on, ended_on=None)
    of_cases = Q(case_link__isnull=False) | Q(information_request__isnull=False)
    on_time, late, still_open = Q(late=False), Q(late=True), Q(done_on=None)
    told = due.exclude(of_cases)
    number, apart = told.count(), f"{source}, without those of case reviews"
    year.figure("deadlines_due", "Deadlines that fell due", number, apart)
    for name, label, test in (
        ("deadlines_on_time", "Deadlines met on time", on_time),
        ("deadlines_late", "Deadlines met late", late),
        ("deadlines_open", "Deadlines passed and still open", still_open),
    ):
        year.figure(name, label, told.filter(test).count(), apart, of=number)
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
