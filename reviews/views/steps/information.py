"""Information from agencies."""

from django.db.models import Prefetch

from partnership.access import Can, may
from reviews.models import Chaser, InformationAnswer, InformationRequest, Stage
from reviews.views.steps.step import Deed, Step


def overdue(deadline, today):
    return bool(deadline and deadline.outstanding and deadline.due_on < today)


def asked(case, today):
    """A row for each agency that is asked: what it said at once, and answered, not involved, or no answer yet."""
    return [
        {
            "request": request,
            "reply": request.reply,
            "reply_overdue": overdue(request.involvement_deadline, today),
            "answer": request.answer,
            "overdue": overdue(request.deadline, today),
            "chasers": list(request.chasers.all()),
        }
        for request in case.requests.all()
        if not request.ended or request.answer
    ]


def shows(case, person, today):
    rows = asked(case, today)
    return {
        "asked": rows,
        "ended": [request for request in case.requests.all() if request.ended and not request.answer],
        "answered": sum(row["answer"] is not None for row in rows),
        "late": sum(row["overdue"] for row in rows),
        "chronology": any(row["answer"] and row["answer"].has_chronology for row in rows),
        "runs": may(person, Can.RUN_CASES),
    }


INFORMATION = Step(
    key="information",
    title="Information from agencies",
    there=lambda case: bool(case.requests.all()) or case.stage in (Stage.NOTIFIED, Stage.ELSEWHERE),
    duties=("scope",),
    prefetch=(
        Prefetch("requests", InformationRequest.objects.in_brief()),
        "requests__replies",
        Prefetch("requests__chasers", Chaser.objects.select_related("chased_by")),
        Prefetch("requests__answers", InformationAnswer.objects.in_brief()),
    ),
    deeds=(
        Deed("ask_agencies", "Ask agencies for information", Can.RUN_CASES,
             (Stage.NOTIFIED, Stage.RR_GATHERING, Stage.ELSEWHERE)),
    ),
    shows=shows,
)  # fmt: skip
