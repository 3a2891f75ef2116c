"""Referral and notification."""

from partnership.access import Can
from reviews.models import Stage
from reviews.views.steps.step import Deed, Step

NOTIFICATION = Step(
    key="notification",
    title="Referral and notification",
    there=lambda case: True,
    duties=("notify", "inform_partners"),
    select=("edition", "responsible_authority", "residence_authority", "referred_for", "referred_by",
            "notification__recorded_by"),
    prefetch=("children", "partner_views__organisation"),
    deeds=(
        Deed("screen", "Screen the referral", Can.RUN_CASES, (Stage.REFERRED,),
             "Since when has which authority been aware? The five working days run from then."),
        Deed("notify", "Record the notification", Can.RUN_CASES, (Stage.REFERRED, Stage.SCREENING, Stage.SIN_DUE),
             "The authority sends it through the national system. The portal records that it was sent."),
        Deed("do_not_notify", "Record that the authority does not notify", Can.RUN_CASES, (Stage.SCREENING,)),
    ),
)  # fmt: skip
