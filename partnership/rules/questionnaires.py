"""When a round and its returns may be opened, answered and submitted, and what may be missing from them."""

from dataclasses import dataclass
from datetime import date, timedelta

from partnership.access import Refused

LONGEST_ANSWER = 20_000  # characters: about seven printed pages, for one question
YES_NO = {"yes": "Yes", "no": "No"}


def out_of_order(*, about_from, about_until, opens_on, due_on, closes_on):
    """What is wrong with a round's dates: (which date, a sentence) for each. A date not given is not judged."""
    wrong = []
    if about_from and about_until and about_until < about_from:
        wrong.append(("about_until", "The period must end on or after the day on which it begins"))
    if opens_on and due_on and due_on < opens_on:
        wrong.append(("due_on", "Returns must be due on or after the day on which the round opens"))
    if due_on and closes_on and closes_on < due_on:
        wrong.append(("closes_on", "The round must close on or after the day on which returns are due"))
    return wrong


def check_round(*, organisations, **dates):
    """A round asks somebody, and opens before it is due and is due before it closes."""
    if not organisations:
        raise Refused("Choose at least one organisation to ask.")
    for _, sentence in out_of_order(**dates):
        raise Refused(f"{sentence}.")


def check_open(*, state, opens_on, closes_on, today):
    """A return is answered between the round's opening and its close, and not after it was submitted."""
    if state != "draft":
        raise Refused(
            "This return has been submitted and cannot be changed. "
            "Ask the business unit what to do if something in it is wrong."
        )
    if today < opens_on:
        raise Refused(f"This round opens on {opens_on:%-d %B %Y}.")
    if today > closes_on:
        raise Refused(f"This round closed on {closes_on:%-d %B %Y}. Ask the business unit what to do.")


def check_extension(*, state, due_on, new_due_on, closes_on, today, reason):
    """A later date is given before the round closes, and for a reason."""
    if state != "draft":
        raise Refused("This return has been submitted, so it needs no later date.")
    if new_due_on <= due_on:
        raise Refused(f"The new date must be after the present one, {due_on:%-d %B %Y}.")
    if new_due_on < today:
        raise Refused("The new date must be today or in the future.")
    if new_due_on > closes_on:
        raise Refused(f"The round closes on {closes_on:%-d %B %Y}; the new date must be on or before that.")
    if not reason.strip():
        raise Refused("Say why the agency has longer.")


@dataclass(frozen=True)
class Given:
    """What somebody gave as the answer to one question; `seen` is the revision that they had before them.

    A date is given as text, 2026-11-22, and yes or no as the text "yes" or "no".
    """

    question: object
    seen: int = 0
    text: str = ""
    number: object = None
    value: int | None = None
    not_applicable: bool = False
    not_applicable_reason: str = ""

    @property
    def fields(self):
        """What is kept. While it is a draft nothing typed is thrown away, not even beside "does not apply"."""
        return {
            "text": self.text,
            "number": self.number,
            "value": self.value,
            "not_applicable": self.not_applicable,
            "not_applicable_reason": self.not_applicable_reason,
        }

    @property
    def empty(self):
        return self.number is None and self.value is None and not any(self.fields.values())


def check_given(given, points):
    """An answer is of the question's kind. `points` are the values of its scale."""
    question = given.question
    if given.not_applicable and not question.may_not_apply:
        raise Refused("This question applies to everybody. Answer it, and say what is difficult.")
    if given.value is not None and given.value not in points:
        raise Refused("Choose one of the points of the scale.")
    elif given.number is not None and question.kind != "number":
        raise Refused("This question does not ask for a number.")
    elif given.text and question.kind in ("scale", "number"):
        raise Refused("This question does not ask for text.")
    elif given.text and question.kind == "yes_no" and given.text not in YES_NO:
        raise Refused("Choose yes or no.")
    elif given.text and question.kind == "date" and as_date(given.text) is None:
        raise Refused("Enter a real date.")
    longest = max(len(given.text), len(given.not_applicable_reason))
    if longest > LONGEST_ANSWER:
        raise Refused(
            f"An answer must be {LONGEST_ANSWER:,} characters or fewer; this one has {longest:,}. "
            "Shorten it, and say where the longer text can be read."
        )


def as_date(text):
    """The date that a date's answer holds, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def missing(questions, answers):
    """The questions that still need an answer. `answers` is given as question id → Answer.

    "Does not apply" is an answer only where the question allows it, and only with its reason.
    """
    return [question for question in questions if not is_answered(question, answers.get(question.pk))]


def is_answered(question, answer):
    if answer is not None and answer.not_applicable:
        return does_not_apply(question, answer)
    if not question.required:
        return True
    return answer is not None and answer.given


def does_not_apply(question, answer):
    """Whether the question was set aside, as it may be, for a reason."""
    return bool(
        answer is not None
        and answer.not_applicable
        and question.may_not_apply
        and answer.not_applicable_reason.strip()
    )


@dataclass(frozen=True)
class Count:
    """How far a set of questions is: what does not apply leaves both numbers."""

    answered: int
    of: int
    not_applicable: int
    missing: int

    @property
    def begun(self):
        return bool(self.answered or self.not_applicable)

    @property
    def complete(self):
        return self.begun and not self.missing


def count(questions, answers):
    """How many of the questions that apply have been answered."""
    aside = [q for q in questions if does_not_apply(q, answers.get(q.pk))]
    given = [
        q for q in questions if (a := answers.get(q.pk)) is not None and a.given and not a.not_applicable
    ]
    return Count(
        answered=len(given),
        of=len(questions) - len(aside),
        not_applicable=len(aside),
        missing=len(missing(questions, answers)),
    )


def check_complete(questions, answers):
    """Refused while a required question is unanswered."""
    left = missing(questions, answers)
    if left:
        number = f"{len(left)} question{'s' if len(left) > 1 else ''}"
        raise Refused(f"Answer {number} before you submit, the first is: {left[0].text}")


def check_revision(*, seen, now):
    """Two colleagues in one return are told of each other instead of overwriting."""
    if seen != now:
        raise Refused(
            "A colleague has changed this answer since you opened the page. Both versions are shown below."
        )


OWN_SAVE = timedelta(minutes=1)


def is_own_save(*, seen, now, saved_by, by, age):
    """Whether what changed meanwhile is only the same person's own draft, saved a moment ago by itself."""
    return saved_by == by and now == seen + 1 and age < OWN_SAVE


def check_as_checked(*, checked, now):
    """What is submitted is what was checked. `checked` is the checksum on the page, empty if it had none."""
    if checked and checked != now:
        raise Refused("A colleague changed an answer after you checked them. Check the answers again.")


def check_asks(must_ask, questions):
    """A questionnaire asks what the arrangements require of it. `questions` have topic and required."""
    asked = {question.topic for question in questions if question.required}
    for topic in must_ask:
        if topic not in asked:
            raise Refused(f"It must have a required question about {topic.replace('_', ' ')}.")
