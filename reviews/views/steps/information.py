"""Information from agencies."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import InformationRequest, Stage
from reviews.views.steps.step import Deed, Step


def asked(case, today):
    """A row for each agency that was asked: answered, not involved, or no answer yet."""
    return [
        {
            "request": request,
            "answer": request.answer,
            "overdue": request.deadline.outstanding and request.deadline.due_on < today,
            "versions": sorted(
                (answer for answer in request.answers.all() if answer.submitted_at),
                key=lambda answer: -answer.version,
            ),
        }
        for request in case.requests.all()
    ]


INFORMATION = Step(
    key="information",
    title="Information from agencies",
    there=lambda case: bool(case.requests.all()) or case.stage in (Stage.NOTIFIED, Stage.ELSEWHERE),
    duties=("scope",),
    prefetch=(
        Prefetch("requests", InformationRequest.objects.select_related("organisation", "deadline")),
        "requests__answers__submitted_by",
    ),
    deeds=(
        Deed("ask_agencies", "Ask agencies for information", Can.RUN_CASES,
             (Stage.NOTIFIED, Stage.RR_GATHERING, Stage.ELSEWHERE)),
    ),
    shows=lambda case, person, today: {"asked": asked(case, today)},
)  # fmt: skip
