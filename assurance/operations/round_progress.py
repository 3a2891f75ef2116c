"""How far everybody is in a round, by organisation and by section, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Left
from django.utils import timezone

from assurance.rules.rounds import standing
from partnership.access import Role
from partnership.models import Answer, Appointment, Question, Return
from partnership.rules.chasing import due_step


@dataclass
class Share:
    """How much of some questions is answered; what does not apply, or is not asked, leaves both numbers."""

    answered: int = 0
    of: int = 0
    set_aside: int = 0

    @property
    def begun(self):
        return bool(self.answered or self.set_aside)

    @property
    def words(self):
        """How a section stands, in words that need no colour."""
        if (self.of and self.answered >= self.of) or (not self.of and self.set_aside):
            return "All answered"
        return "Started" if self.begun else "Not started"


@dataclass
class Progress:
    """One return's shares: of each section by its id, and of the whole."""

    sections: dict = field(default_factory=lambda: defaultdict(Share))
    whole: Share = field(default_factory=Share)
    last_saved_at: object = None


GIVEN, ASIDE, NOTHING = "given", "aside", ""


def answers_of(asked):
    """One plain row for each answer of the round, without its words: whether it counts, and when it was saved."""
    has = (Q(text__regex=r"\S") | Q(number__isnull=False) | Q(value__isnull=False) | ~Q(rows=[])) & Q(
        not_applicable=False
    )
    aside = Q(not_applicable=True, question__may_not_apply=True, not_applicable_reason__regex=r"\S")
    return (
        Answer.objects.filter(assurance_return__round=asked)
        .order_by()
        .annotate(
            short=Left("text", 3),  # long enough for yes and no, on which other questions are asked
            what=Case(
                When(Q(to_review=True), then=Value(NOTHING)),
                When(aside, then=Value(ASIDE)),
                When(has, then=Value(GIVEN)),
                default=Value(NOTHING),
            ),
        )
        .values_list(
            "assurance_return_id", "question_id", "what", "not_applicable", "value", "short", "saved_at"
        )
    )


def is_asked(question, said):
    """Whether a question is asked in a return. `said` is what its answers say, by question id."""
    while question.asked_if_id is not None:
        if said.get(question.asked_if_id) not in question.asked_if_values:
            return False
        question = question.asked_if
    return True


def shares(asked):
    """Return id → Progress of every return that holds an answer; and the Progress of one that holds none."""
    questions = list(
        Question.objects.filter(section__questionnaire=asked.questionnaire_id)
        .order_by()
        .only("section_id", "asked_if_id", "asked_if_values")
    )
    by_id = {question.pk: question for question in questions}
    for question in questions:
        if question.asked_if_id:
            question.asked_if = by_id[question.asked_if_id]
    always = [question for question in questions if not question.asked_if_id]
    on_answer = [question for question in questions if question.asked_if_id]
    found, whats, saids = defaultdict(Progress), defaultdict(dict), defaultdict(dict)
    for return_id, question_id, what, aside, value, short, saved_at in answers_of(asked):
        whats[return_id][question_id] = what
        saids[return_id][question_id] = None if aside else short if value is None else str(value)
        progress = found[return_id]
        if progress.last_saved_at is None or saved_at > progress.last_saved_at:
            progress.last_saved_at = saved_at
    for return_id, progress in found.items():
        there = [*always, *(one for one in on_answer if is_asked(one, saids[return_id]))]
        count(progress, there, whats[return_id])
    empty = Progress()
    count(empty, always, {})
    return found, empty


def count(progress, questions, whats):
    for question in questions:
        what = whats.get(question.pk, NOTHING)
        for share in (progress.sections[question.section_id], progress.whole):
            share.of += what != ASIDE
            share.answered += what == GIVEN
            share.set_aside += what == ASIDE


def progress(asked, today):
    """A row for each return that is asked for, with how it stands in all and in each section.

    The number of queries does not depend on how many there are.
    """
    returns = (
        asked.returns.expected()
        .select_related("organisation", "deadline")
        .prefetch_related("organisation__former_names", "chases", "escalations")
        .order_by("organisation__name", "about")
    )
    found, empty = shares(asked)
    leads = with_a_lead(today)
    rows = []
    for opened in returns:
        opened.round = asked
        far = found.get(opened.pk, empty)
        submitted = opened.state != Return.State.DRAFT
        words, colour = standing(
            submitted=submitted,
            late=opened.deadline.late,
            begun=far.whole.begun,
            due_on=opened.deadline.due_on,
            closes_on=asked.closes_on,
            today=today,
        )
        step = None
        if not submitted and opened.deadline.due_on < today:
            step = due_step(
                sent={one.step for one in opened.chases.all()}, due_on=opened.deadline.due_on, today=today
            )
        nobody = opened.organisation_id not in leads and not submitted
        rows.append(
            {
                "return": opened,
                "name": opened.organisation.name_on(asked.due_on),
                "words": words,
                "colour": colour,
                "whole": far.whole,
                "sections": far.sections,
                "last_saved_at": far.last_saved_at,
                "overdue": words in ("Late", "Not submitted"),
                "nobody": nobody,
                "step": step,
                "marks": marks(
                    submitted=submitted, late=words in ("Late", "Not submitted"), begun=far.whole.begun,
                    nobody=nobody, chase=step is not None,
                ),
            }
        )  # fmt: skip
    return rows


def marks(*, submitted, late, begun, nobody, chase):
    """By which words of the filter a row is found."""
    found = {"submitted"} if submitted else {"to_come", "in_progress" if begun else "not_begun"}
    found |= {"late"} if late else set()
    found |= {"nobody"} if nobody else set()
    return found | ({"to_chase"} if chase else set())


def with_a_lead(today):
    """Ids of the organisations for which somebody may answer today."""
    return set(
        Appointment.objects.on(today)
        .filter(role__in=[Role.PARTNER_LEAD, Role.SCHOOL_LEAD], person__is_active=True)
        .values_list("organisation", flat=True)
    )


def by_section(rows, sections):
    """What the matrix says in words: for each section, how many returns have it whole, begun and not begun."""
    told = []
    for section in sections:
        words = [row["sections"][section.pk].words for row in rows]
        told.append(
            {
                "section": section,
                "whole": words.count("All answered"),
                "begun": words.count("Started"),
                "not_begun": words.count("Not started"),
            }
        )
    return told


def local(instant):
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}" if instant else ""


def progress_table(asked, today, sections):
    """The progress of a round for a spreadsheet: its headings, and a list for each return. It holds no answers."""
    headings = [
        "Organisation", "Kind", "State", "Answered", "Of", "Does not apply", "Last saved", "Due", "Extended",
        "Submitted", "Chased", "Escalated", *(f"Section: {section.title}" for section in sections),
    ]  # fmt: skip
    rows = [
        [
            row["name"],
            row["return"].organisation.get_kind_display(),
            row["words"],
            row["whole"].answered,
            row["whole"].of,
            row["whole"].set_aside,
            local(row["last_saved_at"]),
            row["return"].deadline.due_on.isoformat(),
            "yes" if row["return"].extended else "no",
            local(row["return"].submitted_at),
            "; ".join(one.get_step_display() for one in row["return"].chases.all()),
            "; ".join(one.get_way_display() for one in row["return"].escalations.all()),
            *(f"{share.answered} of {share.of}" for share in shares_in_order(row, sections)),
        ]
        for row in progress(asked, today)
    ]
    return headings, rows


def shares_in_order(row, sections):
    return [row["sections"][section.pk] for section in sections]
