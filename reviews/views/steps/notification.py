"""Referral and notification."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import AuthorityDecision, Child, ParallelProceeding, PartnerView, Stage
from reviews.views.steps.step import Deed, Step

FLAGS = (
    ("looked_after", "Looked after"),
    ("child_in_need_plan", "Child in need plan"),
    ("child_protection_plan", "Child protection plan"),
    ("care_leaver", "Care leaver"),
    ("disabled", "Disabled"),
    ("known_to_agencies", "Known to an agency before"),
)


def of_child(child):
    """A child as a row of the table: what holds, and what nobody knows yet."""
    holds = [words for name, words in FLAGS if getattr(child, name)]
    if child.placement:
        holds[0] = f"Looked after ({Child.Placement(child.placement).label.lower()})"
    return {
        "child": child,
        "holds": holds,
        "unknown": [words for name, words in FLAGS if getattr(child, name) is None]
        + [
            words
            for words, value in (("Sex", child.sex), ("Ethnic group", child.ethnicity))
            if value == "unknown"
        ],
    }


def decided(decision):
    """The authority's decision with the views that differed from it."""
    other = PartnerView.View.DO_NOT if decision.notify else PartnerView.View.NOTIFY
    return {
        "decision": decision,
        "views": [view | {"says": PartnerView.View(view["view"]).label} for view in decision.views],
        "dissent": [view["partner"] for view in decision.views if view["view"] == other],
    }


def shows(case, person, today):
    order = ParallelProceeding.Kind.values
    return {
        "children": [of_child(child) for child in case.children.all()],
        "decisions": [decided(decision) for decision in case.authority_decisions.all()],
        "proceedings": sorted(case.proceedings.all(), key=lambda one: order.index(one.kind)),
        "days_since": (today - case.incident_on).days if case.not_before else None,
        "days_to_awareness": (case.aware_on - case.incident_on).days
        if case.aware_on and case.not_before
        else None,
    }


NOTIFICATION = Step(
    key="notification",
    title="Referral and notification",
    there=lambda case: True,
    duties=("screen", "notify", "inform_partners"),
    repeated=("screen",),
    select=("edition", "responsible_authority", "residence_authority", "referred_for", "notification"),
    prefetch=(
        "children",
        Prefetch("partner_views", PartnerView.objects.select_related("organisation")),
        "proceedings",
        Prefetch("authority_decisions", AuthorityDecision.objects.select_related("authority", "recorded_by")),
    ),
    deeds=(
        Deed("screen", "Screen the referral", Can.RUN_CASES, (Stage.REFERRED,),
             "Since when has which authority been aware? The five working days run from then."),
        Deed("hear_partners", "Record what the statutory partners think", Can.RUN_CASES, (Stage.SCREENING,),
             "The authority decides once each has been heard, or could not be."),
        Deed("decide_to_notify", "Record that the authority is going to notify", Can.RUN_CASES, (Stage.SCREENING,)),
        Deed("do_not_notify", "Record that the authority does not notify", Can.RUN_CASES, (Stage.SCREENING,)),
        Deed("take_up_again", "Screen the incident again", Can.RUN_CASES, (Stage.NOT_NOTIFIED, Stage.SIN_DUE),
             "Something new has come to light, or the decision was recorded by mistake.", seldom=True),
        Deed("notify", "Record the notification", Can.RUN_CASES, (Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE),
             "The authority sends it through the national system. The portal records that it was sent."),
    ),
    shows=shows,
)  # fmt: skip
