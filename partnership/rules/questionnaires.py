"""When a round and its returns may be opened, answered and submitted, and what may be missing from them."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from partnership.access import Refused
from partnership.rules.answers import YES_NO, as_date, check_rows

LONGEST_ANSWER = 20_000  # characters: about seven printed pages, for one question


def out_of_order(*, about_from, about_until, opens_on, due_on, closes_on, reopens_on=None):
    """What is wrong with a round's dates: (which date, a sentence) for each. A date not given is not judged."""
    wrong = []
    if about_from and about_until and about_until < about_from:
        wrong.append(("about_until", "The period must end on or after the day on which it begins"))
    if opens_on and due_on and due_on < opens_on:
        wrong.append(("due_on", "Returns must be due on or after the day on which the round opens"))
    if due_on and closes_on and closes_on < due_on:
        wrong.append(("closes_on", "The round must close on or after the day on which returns are due"))
    if reopens_on and due_on and reopens_on < due_on:
        wrong.append(("reopens_on", "Returns can be reopened from the day on which they are due, not before"))
    if reopens_on and closes_on and closes_on < reopens_on:
        wrong.append(("reopens_on", "Returns can be reopened only until the round closes"))
    return wrong


def check_round(*, organisations, **dates):
    """A round asks somebody, and opens before it is due and is due before it closes."""
    if not organisations:
        raise Refused("Select at least one organisation to ask.")
    for _, sentence in out_of_order(**dates):
        raise Refused(f"{sentence}.")


def check_offered(questionnaire):
    """What is being written or was withdrawn is not asked."""
    if questionnaire.offered_at is None:
        raise Refused(f"“{questionnaire}” is not offered. Offer it first, or choose another version.")


def check_open(*, state, opens_on, closes_on, today):
    """A return is answered between the round's opening and its close, and not after it was submitted."""
    if state == "submitted":
        raise Refused(
            "This return has been submitted and cannot be changed. "
            "Until the round closes you can ask for it to be reopened."
        )
    if state == "dropped":
        raise Refused("This is no longer asked for, so there is nothing to answer.")
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
    rows: list | None = None  # of a table; evidence is added and taken away by verbs of its own
    not_applicable: bool = False
    not_applicable_reason: str = ""
    why_changed: str = ""
    confirmed: bool = False  # that what was brought forward still holds

    @property
    def fields(self):
        """What is kept. While it is a draft nothing typed is thrown away, not even beside "does not apply"."""
        kept = {
            "text": self.text,
            "number": self.number,
            "value": self.value,
            "not_applicable": self.not_applicable,
            "not_applicable_reason": self.not_applicable_reason,
            "why_changed": self.why_changed,
        }
        return kept if self.rows is None else kept | {"rows": self.rows}

    @property
    def empty(self):
        return self.number is None and self.value is None and not any(self.fields.values())


def check_given(given, points):
    """An answer is of the question's kind. `points` are the values of its scale."""
    question = given.question
    if given.not_applicable and not question.may_not_apply:
        raise Refused("This question applies to everybody. Answer it, and say what is difficult.")
    if given.value is not None and given.value not in points:
        raise Refused("Select a point on the scale.")
    elif given.number is not None and question.kind != "number":
        raise Refused("This question does not ask for a number.")
    elif given.rows and question.kind != "table":
        raise Refused("This question does not ask for a table.")
    elif given.text and question.kind in ("scale", "number", "table", "evidence"):
        raise Refused("This question does not ask for text.")
    elif given.text and question.kind == "yes_no" and given.text not in YES_NO:
        raise Refused("Select yes or no.")
    elif given.text and question.kind == "date" and as_date(given.text) is None:
        raise Refused("Enter a real date.")
    if given.rows:
        for row, place, sentence in check_rows(given.rows, question.columns):
            raise Refused(f"Row {row + 1}, {question.columns[place]['title']}: {sentence}.")
    longest = max(len(given.text), len(given.not_applicable_reason), len(given.why_changed))
    if longest > LONGEST_ANSWER:
        raise Refused(
            f"An answer must be {LONGEST_ANSWER:,} characters or fewer. This one has {longest:,}. "
            "Shorten it, and say where the longer text can be read."
        )


def applies(question, answers):
    """Whether the question is asked at all. `answers` is given as question id → answer.

    A conditional one is asked while the question before it is, and has one of the answers that open it.
    """
    while question.asked_if_id is not None:
        if not said_one_of(answers.get(question.asked_if_id), question.asked_if_values):
            return False
        question = question.asked_if
    return True


def said_one_of(answer, values):
    if answer is None or answer.not_applicable:
        return False
    return (answer.text if answer.value is None else str(answer.value)) in values


def asked(questions, answers):
    """Those of the questions that are asked, given what was answered."""
    return [question for question in questions if applies(question, answers)]


def missing(questions, answers):
    """The questions that still need an answer. `answers` is given as question id → Answer.

    "Does not apply" is an answer only where the question allows it, and only with its reason. What was brought
    forward is none until somebody has said that it holds. What is not asked is not missing.
    """
    return [
        question
        for question in asked(questions, answers)
        if not is_answered(question, answers.get(question.pk))
    ]


def is_answered(question, answer):
    if answer is not None and answer.to_review and answer.given:
        return False
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
        and not answer.to_review
        and question.may_not_apply
        and answer.not_applicable_reason.strip()
    )


@dataclass(frozen=True)
class Count:
    """How far a set of questions is: what does not apply, or is not asked, leaves both numbers."""

    answered: int
    of: int
    not_applicable: int
    missing: int
    to_review: int = 0

    @property
    def begun(self):
        return bool(self.answered or self.not_applicable or self.to_review)

    @property
    def complete(self):
        return self.begun and not self.missing


def count(questions, answers):
    """How many of the questions that apply have been answered."""
    questions = asked(questions, answers)
    there = [(q, answers[q.pk]) for q in questions if q.pk in answers]
    aside = [q for q, answer in there if does_not_apply(q, answer)]
    given = [q for q, a in there if a.given and not a.not_applicable and not a.to_review]
    return Count(
        answered=len(given),
        of=len(questions) - len(aside),
        not_applicable=len(aside),
        missing=len(missing(questions, answers)),
        to_review=sum(answer.to_review and answer.given for _, answer in there),
    )


def check_complete(questions, answers, before=None):
    """Refused while a required question is unanswered, or a number that jumped is not explained."""
    left = missing(questions, answers)
    if left:
        number = f"{len(left)} question{'s' if len(left) > 1 else ''}"
        raise Refused(f"Answer {number} before you submit, the first is: {left[0].text}")
    for question in unexplained(questions, answers, before or {}):
        raise Refused(f"Say why this differs so much from last time: {question.text}")


# When a number is so far from that of the return before that its agency says why. The limits are the business
# unit's own; Working Together 2023 names none.
Jump = namedtuple("Jump", "share sentence")
BIG_JUMP = Jump(0.5, "more than half as much again, or less than half, of last time")


def has_jumped(now, before):
    """Whether a number differs so much from the one before that somebody says why: by over a half, or from or to 0."""
    if now is None or before is None or now == before:
        return False
    if not now or not before:
        return True
    return abs(now - before) / abs(before) > BIG_JUMP.share


MOST_EVIDENCE = 20  # files and links beside one answer


def check_evidence(*, title, link, has_file, dated_on, until, today):
    """A piece of evidence is one file or one address of the web, with a title and a date that has been."""
    if not title:
        raise Refused("Enter what it is.")
    if bool(link) == has_file:
        raise Refused("Choose a file or give a link: one of the two, and not both.")
    if link and not is_web_address(link):
        raise Refused("Give the whole address of the page, beginning with https:// or http://")
    if dated_on > today:
        raise Refused("The date of the evidence must be today or earlier.")
    if until is not None and until < today:
        raise Refused("It no longer holds: its last day has passed. Add something newer.")
    if until is not None and until < dated_on:
        raise Refused("Its last day must be on or after its date.")


def is_web_address(link):
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(link) & set(' \n\t<>"')
    except ValueError:
        return False


def check_more_evidence(*, number):
    if number >= MOST_EVIDENCE:
        raise Refused(
            f"There are {MOST_EVIDENCE} files and links already. Take one away before you add another."
        )


BELONGS_TO_ITS_YEAR = ("scale", "number")  # shown beside the question next time, never brought forward


def can_carry(question, last, asked_then):
    """Whether an answer of last time may be brought forward to this question, for somebody to review.

    `asked_then` is the question that it answered: it may be one of an earlier version.
    """
    if question.kind != asked_then.kind or question.kind in BELONGS_TO_ITS_YEAR:
        return False
    if last.not_applicable:
        return question.may_not_apply
    return question.columns == asked_then.columns


def unexplained(questions, answers, before):
    """The questions whose number jumped without a word. `before` is question code → the answer of last time."""
    return [
        question
        for question in asked(questions, answers)
        if question.kind == "number"
        and (answer := answers.get(question.pk)) is not None
        and not answer.not_applicable
        and not answer.why_changed.strip()
        and (last := before.get(question.code)) is not None
        and not last.not_applicable
        and has_jumped(answer.number, last.number)
    ]


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


# How many required questions a topic needs where it is not one. Published arrangements 2019, section 15: five.
NEEDS = {"five_questions": 5}


def topics_wanting(must_ask, asked):
    """Sentences for the topics that the arrangements require and nothing asks about. `asked`: (topic, required)."""
    required = [topic for topic, needed in asked if needed]
    for topic in must_ask:
        wanted = NEEDS.get(topic, 1)
        if required.count(topic) < wanted:
            words = topic.replace("_", " ")
            yield (
                f"It must have a required question about {words}."
                if wanted == 1
                else f"It must have {wanted} required questions about {words}."
            )


def check_asks(must_ask, questions):
    """A questionnaire asks what the arrangements require of it. `questions` have topic and required."""
    for sentence in topics_wanting(must_ask, [(question.topic, question.required) for question in questions]):
        raise Refused(sentence)
