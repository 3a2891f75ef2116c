"""What evaluations tell, of a course or of a year: means with their response rates, and the same people's change.

No score of anybody is shown. Fewer than `LEAST` answers are not shown at all, and what could be worked out by
subtracting one session from its course is withheld with them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from partnership.rules.suppression import suppressed
from training.models import Booking, Course, Evaluation, Remark, Score
from training.models.evaluation import Moment, Respondent
from training.rules.evaluation import LEAST, REACTIONS, Change, Mean, change_of, mean_of, remarks_asked

LEARNER, MANAGER = Respondent.LEARNER, Respondent.MANAGER
BEFORE, AFTER, LATER = Moment.BEFORE, Moment.AFTER, Moment.LATER
# in the order in which a page shows them
TIMES = [(BEFORE, LEARNER), (AFTER, LEARNER), (LATER, LEARNER), (LATER, MANAGER)]


def time_words(moment, respondent):
    return "Later, by the manager" if respondent == MANAGER else Moment(moment).label


HEADINGS = [*(time_words(*time) for time in TIMES), "Change at once", "Lasting change"]


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


def results_of(bookings):
    """The Results of some bookings, in four queries whatever their number."""
    evaluations = list(
        Evaluation.objects.filter(booking__in=bookings).values_list(
            "pk", "booking", "moment", "respondent", "answered_on"
        )
    )
    asked, answered = defaultdict(int), defaultdict(int)
    whose = {}
    for pk, booking, moment, respondent, answered_on in evaluations:
        asked[moment, respondent] += 1
        answered[moment, respondent] += answered_on is not None
        whose[pk] = (booking, (moment, respondent))
    by_statement, by_reaction, sums = {}, defaultdict(list), defaultdict(lambda: defaultdict(list))
    texts = {}
    for pk, statement, text, reaction, value in Score.objects.filter(evaluation__in=whose).values_list(
        "evaluation", "statement", "statement__text", "reaction", "value"
    ):
        booking, time = whose[pk]
        if reaction:
            by_reaction[reaction].append(value)
            continue
        texts[statement] = text
        by_statement.setdefault(statement, defaultdict(dict))[time][booking] = value
        sums[time][booking].append(value)
    means = defaultdict(
        dict,
        {
            time: {booking: Fraction(sum(values), len(values)) for booking, values in people.items()}
            for time, people in sums.items()
        },
    )
    return Results(
        rates=[(time_words(*time), Mean(asked[time], answered[time], None)) for time in TIMES if asked[time]],
        statements=[told(texts[pk], scores, asked) for pk, scores in sorted(by_statement.items())],
        together=told("All statements together", means, asked),
        reactions=[
            (text, mean_of(by_reaction[code], asked[AFTER, LEARNER]))
            for code, text in REACTIONS
            if by_reaction[code]
        ],
        remarks=remarks_of(bookings, answered),
    )


def remarks_of(bookings, answered):
    """What people wrote, by question, in no order; only where enough of them answered."""
    by_question = defaultdict(list)
    sessions = Booking.objects.filter(pk__in=bookings).values("session")
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
    bookings = Booking.objects.filter(
        session__course=course,
        session__starts_at__date__gte=begins,
        session__starts_at__date__lte=ends,
        state=Booking.State.BOOKED,
    )
    results = results_of(bookings.values("pk"))
    results.sessions = by_session(bookings)
    return results


def by_session(bookings):
    """(session, asked, answered, Mean straight after or None) of each; None where a mean could tell of somebody."""
    rows = defaultdict(lambda: {"asked": 0, "values": defaultdict(list), "session": None})
    for one in Evaluation.objects.filter(
        booking__in=bookings.values("pk"), moment=AFTER, respondent=LEARNER
    ).select_related("booking__session"):
        row = rows[one.booking.session_id]
        row["session"] = one.booking.session
        row["asked"] += 1
    scores = Score.objects.filter(
        evaluation__booking__in=bookings.values("pk"),
        evaluation__moment=AFTER,
        evaluation__respondent=LEARNER,
    ).exclude(statement=None)
    for session, booking, value in scores.values_list(
        "evaluation__booking__session", "evaluation__booking", "value"
    ):
        rows[session]["values"][booking].append(value)
    shown = suppressed({pk: len(row["values"]) for pk, row in rows.items()}, LEAST)
    return [
        {
            "session": row["session"],
            "asked": row["asked"],
            "answered": len(row["values"]),
            "mean": None
            if shown[pk] is None
            else mean_of([Fraction(sum(v), len(v)) for v in row["values"].values()], row["asked"]),
        }
        for pk, row in sorted(rows.items(), key=lambda item: item[1]["session"].starts_at)
    ]


def year_results(begins, ends):
    """(course, Told of all its statements, rates) of each course of which somebody was asked, by title."""
    evaluations = Evaluation.objects.filter(
        booking__state=Booking.State.BOOKED,
        booking__session__starts_at__date__gte=begins,
        booking__session__starts_at__date__lte=ends,
    )
    courses = {
        course.pk: course
        for course in Course.objects.filter(sessions__bookings__evaluations__in=evaluations).distinct()
    }
    asked = defaultdict(lambda: defaultdict(int))
    answered = defaultdict(lambda: defaultdict(int))
    for course, moment, respondent, on in evaluations.values_list(
        "booking__session__course", "moment", "respondent", "answered_on"
    ):
        asked[course][moment, respondent] += 1
        answered[course][moment, respondent] += on is not None
    sums = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for course, moment, respondent, booking, value in (
        Score.objects.filter(evaluation__in=evaluations)
        .exclude(statement=None)
        .values_list(
            "evaluation__booking__session__course",
            "evaluation__moment",
            "evaluation__respondent",
            "evaluation__booking",
            "value",
        )
    ):
        sums[course][moment, respondent][booking].append(value)
    rows = []
    for pk, course in sorted(courses.items(), key=lambda item: (item[1].title, item[0])):
        means = defaultdict(
            dict,
            {
                time: {who: Fraction(sum(values), len(values)) for who, values in people.items()}
                for time, people in sums[pk].items()
            },
        )
        rates = {time: Mean(asked[pk][time], answered[pk][time], None) for time in TIMES}
        rows.append((course, told(course.title, means, asked[pk]), rates))
    return rows
