"""The family, and what partners wait for before they sign."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import AccuracyCheck, FamilyMember, Stage
from reviews.models.family import reads_families
from reviews.operations.before_sign_off import OPEN_AT
from reviews.views.family import COLOURS
from reviews.views.steps.step import Deed, Step

TOLD_FROM = (
    Stage.NOTIFIED, Stage.RR_GATHERING, Stage.RR_DRAFTING, Stage.RR_DECISION, Stage.RR_DECIDED, Stage.AWAIT_PANEL,
    Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.DISPUTE, Stage.PUBLISHED,
    Stage.LOCAL_REVIEW, Stage.NATIONAL, Stage.LEARNING,
)  # fmt: skip

FAMILY = Step(
    key="family",
    title="The family",
    there=lambda case: bool(case.family.all()) or case.stage in TOLD_FROM,
    duties=("family_review",),
    prefetch=(Prefetch("family", FamilyMember.objects.standing().select_related("deadline")),),
    shows=lambda case, person, today: {
        "members": [{"member": member, "colour": COLOURS[member.state]} for member in case.family.all()],
        "reads": reads_families(person),
    },
)

BEFORE_SIGN_OFF = Step(
    key="before_sign_off",
    title="Before partners sign",
    there=lambda case: hasattr(case, "review")
    and (case.stage in OPEN_AT[1:] or bool(case.review.accuracy_checks.all() or case.review.legal_checks.all())),
    duties=("accuracy",),
    prefetch=(
        Prefetch(
            "review__accuracy_checks", AccuracyCheck.objects.select_related("organisation", "draft", "deadline")
        ),
        "review__legal_checks",
    ),
    deeds=(
        Deed("before_sign_off", "See what partners wait for before they sign", Can.RUN_CASES,
             (Stage.LCSPR_SIGNOFF,), "The facts, the law, and the family’s sight of the report."),
    ),
)  # fmt: skip
