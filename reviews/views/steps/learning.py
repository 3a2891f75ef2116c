"""What follows: the action plan, the learning, and how it is passed on."""

from django.db.models import Prefetch

from partnership.access import Can, may
from partnership.rules.actions import CHECKED
from reviews.models import CaseAction, Dissemination
from reviews.rules.learning import LEARNS_AT
from reviews.views.steps.step import Deed, Step


def follows(case, person, today):
    """How much follows, counted from what the page has at hand."""
    actions = [link.action for link in case.action_links.all() if link.action.state != "withdrawn"]
    planned = list(case.disseminations.all())
    return {
        "recommendations": len(case.recommendations.all()),
        "unanswered": sum(not one.answer for one in case.recommendations.all()),
        "actions": len(actions),
        "late": sum(one.state in ("open", "in_progress") and one.target_on < today for one in actions),
        "verified": sum(one.state in CHECKED for one in actions),
        "embedded": sum(one.state == "embedded" for one in actions),
        "points": len(case.learning_links.all()),
        "to_check": sum(link.to_check for link in case.learning_links.all()),
        "planned": len(planned),
        "open": sum(one.deadline.outstanding for one in planned),
        "briefings": len(case.briefings.all()),
        "runs": may(person, Can.RUN_CASES) and case.stage in LEARNS_AT,
        "exports": may(person, Can.EXPORT_CASES),
    }


LEARNING = Step(
    key="learning",
    title="Actions and learning",
    there=lambda case: case.stage in LEARNS_AT or bool(case.action_links.all() or case.learning_links.all()),
    prefetch=(
        "recommendations",
        Prefetch("action_links", CaseAction.objects.select_related("action")),
        "learning_links",
        Prefetch("disseminations", Dissemination.objects.select_related("deadline")),
        "briefings",
    ),
    deeds=(
        Deed("open_action", "Open an action", Can.RUN_CASES, LEARNS_AT,
             "For one agency or several, at once or because of a recommendation."),
    ),
    shows=follows,
)  # fmt: skip
