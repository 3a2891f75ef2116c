"""Finding what somebody may scrutinise, or read of the scrutiny of their own agency."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from assurance.models import Moderation
from assurance.operations.scrutiny.moderation import own_answers, scored_questions
from assurance.operations.scrutiny.people import belongs_to
from partnership.access import Can, may
from partnership.models import Answer, Return, Round

READERS = (Can.READ_RETURNS, Can.ANSWER_RETURNS)
JUDGES = (Can.MODERATE_RETURNS, Can.VERIFY_RETURNS)
RELATED = ("round__questionnaire", "organisation", "deadline")


def scrutinised(person):
    """Submitted returns of assurance that this person may know of."""
    return (
        Return.objects.visible_to(person)
        .submitted()
        .filter(round__purpose=Round.Purpose.ASSURANCE)
        .select_related(*RELATED)
    )


def find_return(request, pk):
    return get_object_or_404(scrutinised(request.user), pk=pk)


def find_to_judge(request, pk):
    """A return of an agency to which the person does not belong: of the others' scrutiny they know everything."""
    opened = find_return(request, pk)
    if not judges(request.user, opened):
        raise Http404
    return opened


def judges(person, opened):
    return may(person, Can.READ_RETURNS) and not belongs_to(person, opened.organisation)


def find_moderation(request, pk, moderations=None):
    """The moderation of a return, by the return's number."""
    found = (moderations or Moderation.objects).visible_to(request.user)
    return get_object_or_404(
        found.select_related(
            "assurance_return__round__questionnaire", "assurance_return__organisation", "deadline",
            "review_deadline", "meeting",
        ),
        assurance_return=pk, assurance_return__state=Return.State.SUBMITTED,
    )  # fmt: skip


def find_round(request, pk):
    return get_object_or_404(
        Round.objects.visible_to(request.user)
        .filter(purpose=Round.Purpose.ASSURANCE)
        .select_related("questionnaire"),
        pk=pk,
    )


def score_rows(opened, moderation, *, drafts=False):
    """Each scored question by section: (section title, rows), a row with own answer, score, reply and decision.

    A fixed number of queries, however many questions there are. `moderation` may be None. What the agency has not
    sent is in it only with `drafts`, which are for the agency alone.
    """
    own = own_answers(opened)
    scores = {}
    if moderation:
        scores = {
            score.question_id: score
            for score in moderation.scores.with_results().select_related(
                "moderated_by", "reply__decision", "reply__written_by", "reply__document"
            )
        }
    sections = {}
    for question in scored_questions(opened):
        answer, score = own.get(question.pk), scores.get(question.pk)
        said = drafts or (moderation and moderation.replied_at)
        reply = getattr(score, "reply", None) if score and said else None
        sections.setdefault(question.section.title, []).append(
            {
                "question": question,
                "own": answer,
                "score": score,
                "differs": bool(score and not score.as_self),
                "changed": bool(score and answer and score.answer_revision != answer.revision),
                "reply": reply,
                "decision": getattr(reply, "decision", None) if reply else None,
            }
        )
    return list(sections.items())


def answers_in(opened, section):
    """All questions of a section with their answers, in order."""
    answers = {
        answer.question_id: answer
        for answer in Answer.objects.filter(assurance_return=opened, question__section=section)
        .select_related("question")
        .prefetch_related("evidence")
    }
    questions = section.questions.select_related("scale", "section").prefetch_related("scale__points")
    return [(question, answers.get(question.pk)) for question in questions.order_by("position")]
