"""What evaluations tell, of a course or of a year: means with their response rates, and the same people's change.

No score of anybody is shown. Fewer than `LEAST` answers are not shown at all, and what could be worked out by
subtracting one session from its course is withheld with them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from partnership.rules.suppression import suppressed
from training.models import Course, Evaluation, Remark, Score, Session
from training.models.evaluation import Moment, Respondent
from training.rules.evaluation import LEAST, REACTIONS, Change, Mean, change_of, mean_of, remarks_asked

LEARNER, MANAGER = Respondent.LEARNER, Respondent.MANAGER
BEFORE, AFTER, LATER = Moment.BEFORE, Moment.AFTER, Moment.LATER
# in the order in which a page shows them
TIMES = [(BEFORE, LEARNER), (AFTER, LEARNER), (LATER, LEARNER), (LATER, MANAGER)]


def time_words(moment, respondent):
    return "Later, manager’s view" if respondent == MANAGER else Moment(moment).label


HEADINGS = [*(time_words(*time) for time in TIMES), "Immediate change", "Lasting change"]


@dataclass
class Told:
    """What was answered to one statement, or to all of a course together."""

    text: str
    means: dict  # (moment, respondent) → Mean
    at_once: Change  # before → straight after
    lasting: Change  # before → later

    @property
    def cells(self):
        """What a row of a table says: each mean, then both changes."""
        return [*(self.means[time].shown for time in TIMES), self.at_once.shown, self.lasting.shown]

    @property
    def labelled(self):
        return list(zip(HEADINGS, self.cells, strict=True))

    @property
    def after_rate(self):
        """Who was asked straight after the session, and who answered."""
        return self.means[AFTER, LEARNER]


@dataclass
class Results:
    """Everything that is told of some sessions."""

    rates: list  # (words, Mean without a value): who was asked, who answered
    statements: list
    together: Told
    reactions: list  # (text, Mean)
    remarks: list  # (question, [texts])
    sessions: list = field(default_factory=list)

    @property
    def lines(self):
        """The statements, and all of them together."""
        return [*self.statements, *([self.together] if self.statements else [])]

    @property
    def asked(self):
        return any(mean.asked for _, mean in self.rates)


def told(text, scores, asked):
    """`scores` is (moment, respondent) → {booking: value}."""
    return Told(
        text,
        {time: mean_of(scores[time].values(), asked[time]) for time in TIMES},
        change_of(scores[BEFORE, LEARNER], scores[AFTER, LEARNER]),
        change_of(scores[BEFORE, LEARNER], scores[LATER, LEARNER]),
    )


def results_of(sessions):
    """The Results of some sessions, in four queries whatever their number."""
    evaluations = list(
        Evaluation.objects.counted()
        .of_sessions(sessions)
        .values_list("pk", "booking", "guest", "moment", "respondent", "answered_on")
    )
    asked, answered = defaultdict(int), defaultdict(int)
    whose = {}
    for pk, booking, guest, moment, respondent, answered_on in evaluations:
        asked[moment, respondent] += 1
        answered[moment, respondent] += answered_on is not None
        whose[pk] = ((booking, guest), (moment, respondent))
    by_statement, by_reaction, sums = {}, defaultdict(list), defaultdict(lambda: defaultdict(list))
    texts = {}
    for pk, statement, text, reaction, value in Score.objects.filter(evaluation__in=whose).values_list(
        "evaluation", "statement", "statement__text", "reaction", "value"
    ):
        who, time = whose[pk]
        if reaction:
            by_reaction[reaction].append(value)
            continue
        texts[statement] = text
        by_statement.setdefault(statement, defaultdict(dict))[time][who] = value
        sums[time][who].append(value)
    means = defaultdict(dict, {time: means_of(people) for time, people in sums.items()})
    return Results(
        rates=[(time_words(*time), Mean(asked[time], answered[time], None)) for time in TIMES if asked[time]],
        statements=[told(texts[pk], scores, asked) for pk, scores in sorted(by_statement.items())],
        together=told("All statements together", means, asked),
        reactions=[
            (text, mean_of(by_reaction[code], asked[AFTER, LEARNER]))
            for code, text in REACTIONS
            if by_reaction[code]
        ],
        remarks=remarks_of(sessions, answered),
    )


def means_of(people):
    """Somebody → the mean of what they gave to all statements."""
    return {who: Fraction(sum(values), len(values)) for who, values in people.items()}


def remarks_of(sessions, answered):
    """What people wrote, by question, in no order; only where enough of them answered."""
    by_question = defaultdict(list)
    for moment, respondent, code, text in Remark.objects.filter(
        session__in=sessions, hidden_because=""
    ).values_list("moment", "respondent", "asked", "text"):
        by_question[moment, respondent, code].append(text)
    return [
        (question, by_question[moment, respondent, code])
        for moment, respondent in TIMES
        for code, question in remarks_asked(moment, respondent)
        if answered[moment, respondent] >= LEAST and by_question[moment, respondent, code]
    ]


def course_results(course, *, begins, ends):
    """The Results of a course's sessions between two days, and of each session that can be shown beside the whole."""
    sessions = between(begins, ends).filter(course=course)
    results = results_of(sessions.values("pk"))
    results.sessions = by_session(sessions)
    return results


def between(begins, ends):
    """The sessions from one day to another."""
    return Session.objects.filter(starts_at__date__gte=begins, starts_at__date__lte=ends)


def by_session(sessions):
    """(session, asked, answered, Mean straight after or None) of each; None where a mean could tell of somebody."""
    called = {one.pk: one for one in sessions}
    rows = defaultdict(lambda: {"asked": 0, "values": defaultdict(list), "session": None})
    about = dict(
        Evaluation.objects.counted()
        .of_sessions(list(called))
        .filter(moment=AFTER, respondent=LEARNER)
        .values_list("pk", "about")
    )
    for session in about.values():
        rows[session]["session"] = called[session]
        rows[session]["asked"] += 1
    scores = Score.objects.filter(evaluation__in=about).exclude(statement=None)
    for evaluation, value in scores.values_list("evaluation", "value"):
        rows[about[evaluation]]["values"][evaluation].append(value)
    shown = suppressed({pk: len(row["values"]) for pk, row in rows.items()}, LEAST)
    return [
        {
            "session": row["session"],
            "asked": row["asked"],
            "answered": len(row["values"]),
            "mean": None if shown[pk] is None else mean_of(means_of(row["values"]).values(), row["asked"]),
        }
        for pk, row in sorted(rows.items(), key=lambda item: item[1]["session"].starts_at)
    ]


def year_results(begins, ends):
    """(course, Told of all its statements, rates) of each course of which somebody was asked, by title."""
    course_of = dict(between(begins, ends).values_list("pk", "course"))
    asked = defaultdict(lambda: defaultdict(int))
    answered = defaultdict(lambda: defaultdict(int))
    whose = {}
    for pk, about, booking, guest, moment, respondent, on in (
        Evaluation.objects.counted()
        .of_sessions(list(course_of))
        .values_list("pk", "about", "booking", "guest", "moment", "respondent", "answered_on")
    ):
        course = course_of[about]
        asked[course][moment, respondent] += 1
        answered[course][moment, respondent] += on is not None
        whose[pk] = (course, (moment, respondent), (booking, guest))
    sums = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    scores = Score.objects.filter(evaluation__in=whose).exclude(statement=None)
    for evaluation, value in scores.values_list("evaluation", "value"):
        course, time, who = whose[evaluation]
        sums[course][time][who].append(value)
    rows = []
    for course in Course.objects.filter(pk__in=asked).order_by("title", "pk"):
        means = defaultdict(dict, {time: means_of(people) for time, people in sums[course.pk].items()})
        rates = {time: Mean(asked[course.pk][time], answered[course.pk][time], None) for time in TIMES}
        rows.append((course, told(course.title, means, asked[course.pk]), rates))
    return rows
