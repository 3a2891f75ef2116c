"""Information from agencies."""

from django.db.models import Prefetch

from partnership.access import Can, may
from reviews.models import Chaser, InformationAnswer, InformationRequest, Stage
from reviews.views.steps.step import Deed, Step


def overdue(deadline, today):
    return bool(deadline and deadline.outstanding and deadline.due_on < today)


def involved(reply, answer):
    """What an agency says of its involvement, in words."""
    if reply:
        return reply.get_said_display()
    return "Given with the answer" if answer else "Not said yet"


def standing(request, answer, late):
    """(words, colour) of how far an agency's answer is."""
    if answer:
        was_involved = answer.involvement == InformationAnswer.Involvement.INVOLVED
        return ("Answered", "green") if was_involved else ("Not involved", "grey")
    if request.ended:
        return "Ended without an answer", "grey"
    return ("No answer yet: late", "red") if late else ("No answer yet", "yellow")


def row_of(request, answer, today):
    """An agency that is asked: what it said at once, and answered, not involved, or no answer yet."""
    late = overdue(request.deadline, today)
    return {
        "request": request,
        "agency": request.organisation.name,
        "involved": involved(request.reply, answer),
        "reply_overdue": overdue(request.involvement_deadline, today),
        "due_on": request.deadline.due_on,
        "answer": answer,
        "standing": standing(request, answer, late),
        "overdue": late,
        "answered_late": request.deadline.late,
        "chasers": list(request.chasers.all()),
    }


def shows(case, person, today):
    requests = [(request, request.answer) for request in case.requests.all()]
    rows = [row_of(request, answer, today) for request, answer in requests if answer or not request.ended]
    return {
        "asked": rows,
        "ended": [request for request, answer in requests if request.ended and not answer],
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
