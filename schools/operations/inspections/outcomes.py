"""What inspections of an authority's schools said in a time, for its education report and the yearly report."""

from dataclasses import dataclass

from django.db.models import Q

from schools.models import Concern, Inspection, InspectionNote


@dataclass(frozen=True)
class Outcome:
    """One inspection as a report tells of it."""

    inspection: Inspection
    concern: Concern  # or None
    praised: tuple  # texts
    issues: tuple
    entries: tuple  # what the authority did, in order

    @property
    def school(self):
        return self.inspection.school

    @property
    def said(self):
        """The outcome in a line: overall if there is one, and what was said of safeguarding."""
        words = [self.inspection.overall, self.inspection.get_safeguarding_display()]
        words.append(self.inspection.get_category_display() if self.inspection.category else "")
        return "; ".join(word for word in words if word)


def outcomes_between(authority, start, until):
    """Outcomes published from one day to another, both included, in order of publication. A fixed number of queries."""
    found = (
        Inspection.objects.current()
        .published_between(start, until)
        .filter(school__authority=authority, school__ours=True)
        .select_related("school", "concern")
        .prefetch_related("notes", "concern__entries__action", "concern__entries__written_by")
        .order_by("published_on", "starts_on", "school__name", "pk")
    )
    return [outcome_of(one) for one in found]


def outcome_of(inspection):
    concern = getattr(inspection, "concern", None)
    notes = list(inspection.notes.all())
    return Outcome(
        inspection,
        concern,
        tuple(one.text for one in notes if one.kind == InspectionNote.Kind.PRAISED),
        tuple(one.text for one in notes if one.kind == InspectionNote.Kind.ISSUE),
        tuple(concern.entries.all()) if concern else (),
    )


def concerns_between(authority, start, until):
    """Concerns of an authority that were open on any day from one to another, with what was done, in order.

    A concern is there from the publication of its report, whenever we came to know of it; where that is not known,
    from the inspection.
    """
    return (
        Concern.objects.filter(
            Q(closed_on=None) | Q(closed_on__gte=start),
            Q(inspection__published_on__lte=until)
            | Q(inspection__published_on=None, inspection__starts_on__lte=until),
            inspection__school__authority=authority,
        )
        .select_related("inspection__school", "deadline", "closed_by")
        .prefetch_related("entries__action", "inspection__notes")
        .order_by("opened_at", "pk")
    )
