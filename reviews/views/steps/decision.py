"""The decision of the office that the arrangements name, and what partners say before."""

from django.db.models import Prefetch

from partnership.access import Can, Role
from reviews.models import Conflict, Decision, PartnerPosition, Stage
from reviews.views.steps.step import Deed, Step


def theirs(person, case):
    """Whether the arrangements of the case's day give this person the decision, and they declared no conflict."""
    return case.edition.decides_reviews in person.roles and not any(
        conflict.person_id == person.pk for conflict in case.conflicts.all()
    )


def advises(person, case):
    """The Independent Advisor, where the partners decide."""
    return Role.INDEPENDENT_ADVISOR in person.roles and case.edition.decides_reviews == Role.SIGNATORY


def said(case, person, today):
    """The newest position of each partner on the decision that is to be made, or was made last."""
    number = len(case.decisions.all()) + (case.stage == Stage.RR_DECISION)
    newest = {one.organisation_id: one for one in reversed(case.positions.all()) if one.number == number}
    return {
        "positions": list(newest.values()),
        "advice": [a for a in case.advice.all() if a.number == number],
    }


DECISION = Step(
    key="decision",
    title="Decision",
    there=lambda case: bool(case.decisions.all()) or bool(case.positions.all()),
    duties=("decide",),
    prefetch=(
        Prefetch("decisions", Decision.objects.select_related("decided_by")),
        Prefetch("conflicts", Conflict.objects.select_related("person")),
        "advice",
        Prefetch("positions", PartnerPosition.objects.select_related("organisation", "stated_by", "recorded_by")),
    ),
    deeds=(
        Deed("decide", "Decide what follows", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,), allowed=theirs),
        Deed("send_back", "Return the rapid review for more "
        "work", Can.DECIDE_REVIEWS, (Stage.RR_DECISION,), allowed=theirs),
        Deed("declare_conflict", "Declare a conflict of interest", Can.DECIDE_REVIEWS,
             (Stage.RR_DRAFTING, Stage.RR_DECISION),
             "Someone else then decides.", allowed=theirs),
        Deed("advise", "Advise the partners", Can.ADVISE_ON_DISPUTES, (Stage.RR_DECISION,), allowed=advises),
        Deed("record_position", "Record a partner’s position", Can.RUN_CASES, (Stage.RR_DECISION,),
             "Signatories state it themselves. Use this for positions received another way."),
    ),
    shows=said,
)  # fmt: skip
