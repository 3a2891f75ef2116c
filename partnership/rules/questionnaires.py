"""When a return may be answered and submitted, and what may be missing from it."""

from partnership.access import Refused


def check_open(*, state, opens_on, closes_on, today):
    """A return is answered between the round's opening and its close, and not after it was submitted."""
    if state != "draft":
        raise Refused(
            "This return has been submitted. Ask the business unit to reopen it if it has to change."
        )
    if today < opens_on:
        raise Refused(f"This round opens on {opens_on:%-d %B %Y}.")
    if today > closes_on:
        raise Refused(f"This round closed on {closes_on:%-d %B %Y}. Ask the business unit what to do.")


def missing(questions, answers):
    """The questions that still need an answer. `answers` is given as question id → Answer.

    "Does not apply" is an answer only where the question allows it, and only with its reason.
    """
    return [question for question in questions if not is_answered(question, answers.get(question.pk))]


def is_answered(question, answer):
    if answer is not None and answer.not_applicable:
        return question.may_not_apply and bool(answer.not_applicable_reason.strip())
    if not question.required:
        return True
    return answer is not None and answer.given


def check_complete(questions, answers):
    """Refused while a required question is unanswered."""
    left = missing(questions, answers)
    if left:
        count = f"{len(left)} question{'s' if len(left) > 1 else ''}"
        raise Refused(f"Answer {count} before you submit, the first is: {left[0].text}")


def check_revision(*, seen, now):
    """Two colleagues in one return are told of each other instead of overwriting."""
    if seen != now:
        raise Refused(
            "A colleague has changed this answer since you opened the page. Both versions are shown below."
        )
