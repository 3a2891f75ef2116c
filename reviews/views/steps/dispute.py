"""What statutory partners could not agree on, what was advised, and how that was answered."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import Dispute, Stage
from reviews.views.steps.step import Deed, Step


def unadvised(person, case):
    return not any(dispute.advice for dispute in case.disputes.all() if not dispute.ended_at)


def advised(person, case):
    return not unadvised(person, case)


DISPUTE = Step(
    key="dispute",
    title="Dispute between partners",
    there=lambda case: bool(case.disputes.all()),
    prefetch=(Prefetch("disputes", Dispute.objects.select_related("organisation", "raised_by")),),
    deeds=(
        Deed("advise_dispute", "Advise the partners on their dispute", Can.ADVISE_ON_DISPUTES, (Stage.DISPUTE,),
             "The Independent Advisor advises; the business unit may write down who else did.", allowed=unadvised),
        Deed("end_dispute", "Record how the dispute ended", Can.RUN_CASES, (Stage.DISPUTE,),
             "The partners’ answer to the advice comes first.", allowed=advised),
    ),
)  # fmt: skip
