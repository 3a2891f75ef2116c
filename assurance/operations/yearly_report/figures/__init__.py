"""What the year's rows say: each figure with its label, value, denominator and source in words.

Every count reads the shared nouns, the reviews or assurance; nothing is typed. Counts of cases are kept whole for
those who run the report, and shown so that no small count can point at a child.
"""

from assurance.operations.yearly_report.figures.arrangements import arrangements, attendance, the_year
from assurance.operations.yearly_report.figures.assurance import actions, audits, deadlines, returns
from assurance.operations.yearly_report.figures.learning import case_reviews, challenges, learning, voice
from assurance.operations.yearly_report.figures.plan import indicators, judged, money, priorities, spending
from assurance.operations.yearly_report.figures.schools import schools, settings
from assurance.operations.yearly_report.figures.training import evaluation, training
from assurance.operations.yearly_report.figures.year import Year

EVERYTHING = (
    the_year,
    arrangements,
    attendance,
    priorities,
    judged,
    indicators,
    returns,
    audits,
    schools,
    settings,
    actions,
    deadlines,
    case_reviews,
    learning,
    voice,
    challenges,
    training,
    evaluation,
    money,
    spending,
)


def gather_year(starts_on, ends_on, *, data_on):
    """All figures of the year as they stand on the day, as plain data."""
    year = Year(starts_on, ends_on, data_on)
    for part in EVERYTHING:
        part(year)
    return {"figures": year.figures, "tables": year.tables, "charts": year.charts}
