"""Asking without knowing whom: writing a survey, and the links through which it is answered."""

import hashlib
import secrets

from django.db import connection, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import (
    Person,
    Question,
    Questionnaire,
    Scale,
    ScalePoint,
    Section,
    Survey,
    SurveyLink,
    SurveyTicket,
)
from partnership.operations.record import record
from partnership.rules.surveys import (
    CHOICES,
    MOST_QUESTIONS,
    MOST_TICKETS,
    YES_NO_POINTS,
    check_draft,
    check_questions,
    check_survey,
    check_under_way,
)
from partnership.rules.voice import check_apart

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike: people type them from a poster
CODE = 12  # of 31 letters: about 60 bits


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code():
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def next_reference(model, letters, year):
    """Such as VS-2026-3. Two who begin at once wait for each other, until the transaction ends."""
    before = f"{letters}-{year}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reference {before}"])
    numbers = [
        int(one.removeprefix(before))
        for one in model.objects.filter(reference__startswith=before).values_list("reference", flat=True)
    ]
    return f"{before}{max(numbers, default=0) + 1}"


def lock(survey):
    return (
        Survey.objects.select_for_update(of=("self",), no_key=True)
        .select_related("questionnaire")
        .get(pk=survey.pk)
    )


# Writing it -----------------------------------------------------------------------------------------------


@transaction.atomic
def start_survey(
    *, by, title, audience, purpose, opens_on, closes_on, questionnaire=None, minimum=None, minimum_source=""
):
    """Begin a survey with the questions of a questionnaire, or with none yet and its own to be written.

    A second press of the button finds the first, while that is still being written.
    """
    given = {"minimum": minimum} if minimum else {}
    if minimum_source.strip():
        given["minimum_source"] = minimum_source.strip()
    if not title.strip() or not purpose.strip():
        raise Refused("Say what the survey is called and what it is for.")
    check_apart(title, purpose)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second press waits for the first
    same = Survey.objects.filter(
        title=title.strip(), audience=audience, purpose=purpose.strip(), opens_on=opens_on, closes_on=closes_on,
        started_by=by, opened_at=None,
    ).select_related("questionnaire")  # fmt: skip
    for one in same:
        own = one.questionnaire.code == f"survey-{one.reference.lower()}"
        if own if questionnaire is None else one.questionnaire == questionnaire:
            return one
    reference = next_reference(Survey, "VS", timezone.localdate().year)
    survey = Survey(
        reference=reference,
        title=title.strip(),
        audience=audience,
        purpose=purpose.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        started_by=by,
        **given,
    )
    check_survey(opens_on=opens_on, closes_on=closes_on, minimum=survey.minimum)
    if questionnaire is None:
        questionnaire = Questionnaire.objects.create(
            code=f"survey-{reference.lower()}",
            title=title.strip(),
            basis=Questionnaire.Basis.ANONYMOUS,
            source="Written by the business unit",
        )
    elif questionnaire.basis != Questionnaire.Basis.ANONYMOUS:
        raise Refused("Those questions are asked of agencies, which say who they are. Choose others.")
    elif questionnaire.offered_at is None:
        raise Refused("Those questions are still being written, or were withdrawn. Choose others.")
    survey.questionnaire = questionnaire
    survey.save()
    record("began", survey, by=by, label=reference)
    return survey


@transaction.atomic
def write_survey(survey, *, by, questions):
    """Write its own questions, all at once, while it is a draft. Each is a dict of `text` and `answered`:

    yes_no, text, or the code of a scale. Questions that have been asked before are a questionnaire of their own and
    do not change.
    """
    survey = lock(survey)
    today = timezone.localdate()
    check_draft(survey.standing(today))
    asks = survey.questionnaire
    if asks.frozen_at or asks.code != f"survey-{survey.reference.lower()}":
        raise Refused(
            "These questions belong to a questionnaire that others ask too, and do not change here."
        )
    written = [one for one in questions if one["text"].strip()]
    if len(written) > MOST_QUESTIONS:
        raise Refused(f"Ask {MOST_QUESTIONS} questions at most: people stop before the end of a longer one.")
    scales = {scale.code: scale for scale in Scale.objects.all()}
    kinds = [one["answered"] if one["answered"] in ("yes_no", "text") else "scale" for one in written]
    check_questions(kinds)
    check_apart(*(one["text"] for one in written))
    survey.breakdown, survey.breakdown_question = "", None
    survey.save(update_fields=["breakdown", "breakdown_question"])
    asks.sections.all().delete()
    section = Section.objects.create(questionnaire=asks, position=1, title=asks.title)
    Question.objects.bulk_create(
        Question(
            section=section,
            position=number,
            code=f"q{number}",
            text=one["text"].strip(),
            kind=kind,
            scale=scales[one["answered"]] if kind == "scale" else None,
            required=False,
        )
        for number, (one, kind) in enumerate(zip(written, kinds, strict=True), 1)
    )
    record("wrote questions", survey, by=by, label=survey.reference, questions=len(written))
    return survey


@transaction.atomic
def choose_breakdown(survey, *, by, breakdown, question=None, minimum=None, minimum_source=""):
    """How the answers will be shown: chosen once, before anybody has answered."""
    survey = lock(survey)
    check_draft(survey.standing(timezone.localdate()))
    if breakdown == Survey.Breakdown.QUESTION and (question is None or question.kind not in CHOICES):
        raise Refused("Choose the question to break the answers down by.")
    survey.breakdown = breakdown
    survey.breakdown_question = question if breakdown == Survey.Breakdown.QUESTION else None
    if minimum:
        check_survey(opens_on=survey.opens_on, closes_on=survey.closes_on, minimum=minimum)
        if minimum != survey.minimum and not minimum_source.strip():
            raise Refused("Say who chose this number, or where it comes from.")
        survey.minimum = minimum
        survey.minimum_source = minimum_source.strip() or survey.minimum_source
    survey.save(update_fields=["breakdown", "breakdown_question", "minimum", "minimum_source"])
    record("chose how it is shown", survey, by=by, label=survey.reference, minimum=survey.minimum)
    return survey


@transaction.atomic
def open_survey(survey, *, by):
    """From now on it may be answered, and what it asks stands."""
    survey = lock(survey)
    today = timezone.localdate()
    check_draft(survey.standing(today))
    if survey.closes_on < today:
        raise Refused("The last day for answers has passed. Start another survey.")
    check_questions(questions_of(survey).values_list("kind", flat=True))
    if not survey.links.filter(stopped_at=None).exists():
        raise Refused("Make at least one link first: without one nobody can answer.")
    Questionnaire.objects.filter(pk=survey.questionnaire_id, frozen_at=None).update(frozen_at=timezone.now())
    survey.opened_by, survey.opened_at = by, timezone.now()
    survey.save(update_fields=["opened_by", "opened_at"])
    record("opened", survey, by=by, label=survey.reference, closes_on=str(survey.closes_on))
    return survey


@transaction.atomic
def close_survey(survey, *, by, reason):
    """Close it before its last day. What has come in stays; it does not open again."""
    survey = lock(survey)
    today = timezone.localdate()
    if survey.opened_at is None:
        raise Refused("It has not been opened yet.")
    check_under_way(survey.standing(today))
    if not reason.strip():
        raise Refused("Say why you are closing it early.")
    survey.closed_on, survey.closed_because = today, reason.strip()
    survey.save(update_fields=["closed_on", "closed_because"])
    record("closed", survey, by=by, why=reason.strip(), label=survey.reference)
    return survey


def questions_of(survey):
    """Its questions in order, with their scales."""
    return Question.objects.filter(section__questionnaire=survey.questionnaire_id).select_related(
        "scale", "section"
    )


def points_of(questions):
    """Question id → value → label, for those that are answered by a choice, in the order in which they are offered."""
    questions = list(questions)
    scales = {}
    for point in ScalePoint.objects.filter(scale__in=[q.scale_id for q in questions if q.scale_id]):
        scales.setdefault(point.scale_id, {})[point.value] = point.label
    return {
        question.pk: scales.get(question.scale_id, {}) if question.kind == "scale" else dict(YES_NO_POINTS)
        for question in questions
        if question.kind in CHOICES
    }


# Its links ------------------------------------------------------------------------------------------------


@transaction.atomic
def add_survey_link(survey, *, by, kind, place, until=None, how_many=0):
    """A way in, and the codes of its addresses: one that many use, or many that each open once.

    The codes of single links are told here and kept nowhere: only their hashes are.
    """
    survey = lock(survey)
    check_under_way(survey.standing(timezone.localdate()))
    place = place.strip()
    check_apart(place)
    if not place:
        raise Refused("Say where the link is used.")
    if survey.links.filter(place__iexact=place).exists():
        raise Refused("There is a link for that place already. Give this one another name.")
    until = min(until or survey.closes_on, survey.closes_on)
    if until < timezone.localdate():
        raise Refused("The last day the link works has passed.")
    shared = kind == SurveyLink.Kind.SHARED
    if not shared and not 1 <= how_many <= MOST_TICKETS:
        raise Refused(f"Make between 1 and {MOST_TICKETS} links at once.")
    codes = [new_code() for _ in range(1 if shared else how_many)]
    link = SurveyLink.objects.create(
        survey=survey, kind=kind, place=place, until=until, made_by=by, code=codes[0] if shared else None
    )
    if not shared:
        SurveyTicket.objects.bulk_create(SurveyTicket(link=link, secret_hash=hashed(code)) for code in codes)
    record("made links", survey, by=by, label=survey.reference, kind=kind, number=len(codes))
    return link, codes


@transaction.atomic
def stop_survey_link(link, *, by, reason):
    """It opens nothing any more, such as where it got into the wrong hands."""
    link = (
        SurveyLink.objects.select_for_update(of=("self",), no_key=True)
        .select_related("survey")
        .get(pk=link.pk)
    )
    if link.stopped_at:
        raise Refused("It has been stopped already.")
    if not reason.strip():
        raise Refused("Say why the link should stop working.")
    link.stopped_at, link.stopped_because = timezone.now(), reason.strip()
    link.save(update_fields=["stopped_at", "stopped_because"])
    record("stopped a link", link.survey, by=by, why=reason.strip(), label=link.survey.reference)
    return link
