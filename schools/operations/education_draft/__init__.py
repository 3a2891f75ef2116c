"""What the data say under each of the six headings, in sentences and tables, each with its source.

Figures are those of the day on which they are computed; a report keeps them as they were.
"""

from schools.operations.education_draft.contact import activity, support
from schools.operations.education_draft.facts import Draft, Facts
from schools.operations.education_draft.inspections import action, inspections
from schools.operations.education_draft.returns import adherence, survey

__all__ = ["Draft", "draft"]

WRITERS = {
    "adherence": adherence,
    "inspections": inspections,
    "action": action,
    "survey": survey,
    "activity": activity,
    "support": support,
}


def draft(authority, year, today):
    """code → Draft, of all six headings of an academic year."""
    facts = Facts(authority, year, today)
    return {code: write(facts) for code, write in WRITERS.items()}
