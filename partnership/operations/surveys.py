"""Asking without knowing whom: writing a survey, its links, receiving replies, and looking at what was written."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import (
    Question,
    Questionnaire,
    Scale,
    ScalePoint,
    Section,
    SpentForm,
    Survey,
    SurveyChoice,
    SurveyLink,
    SurveyReply,
    SurveyText,
    SurveyTicket,
)
from partnership.operations.record import record
from partnership.rules.surveys import (
    CHOICES,
    FORM_HOURS,
    LONGEST_TEXT,
    MOST_A_DAY,
    MOST_QUESTIONS,
    MOST_TICKETS,
    YES_NO_POINTS,
    check_closed,
    check_draft,
    check_look,
    check_questions,
    check_said_something,
    check_survey,
    check_under_way,
    tally,
)
from partnership.rules.voice import check_apart

SIGNER = signing.TimestampSigner(salt="partnership.survey.form")
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
    """Begin a survey with the questions of a questionnaire, or with none yet and its own to be written."""
    given = {"minimum": minimum} if minimum else {}
    if minimum_source.strip():
        given["minimum_source"] = minimum_source.strip()
    if not title.strip() or not purpose.strip():
        raise Refused("Say what the survey is called and what it is for.")
    check_apart(title, purpose)
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
        raise Refused("Choose the question by whose answers the others are shown.")
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
        raise Refused("The last day on which it may be answered is over. Begin another survey.")
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
        raise Refused("Say why it closes before its last day.")
    survey.closed_on, survey.closed_because = today, reason.strip()
    survey.save(update_fields=["closed_on", "closed_because"])
    record("closed", survey, by=by, why=reason.strip(), label=survey.reference)
    return survey


def questions_of(survey):
    """Its questions in order, with their scales."""
    return Question.objects.filter(section__questionnaire=survey.questionnaire_id).select_related(
        "scale", "section"
    )


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
        raise Refused("The last day on which the link opens is over.")
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
        raise Refused("Say why it should open nothing any more.")
    link.stopped_at, link.stopped_because = timezone.now(), reason.strip()
    link.save(update_fields=["stopped_at", "stopped_because"])
    record("stopped a link", link.survey, by=by, why=reason.strip(), label=link.survey.reference)
    return link


class WayIn:
    """What an address opens: its survey and link, and for an address of its own the ticket."""

    def __init__(self, link, ticket=None):
        self.link, self.ticket, self.survey = link, ticket, link.survey

    @property
    def opens(self):
        """Whether it may be answered through this address today. Whatever does not open looks the same."""
        today = timezone.localdate()
        return (
            self.link.stopped_at is None
            and today <= self.link.until
            and self.survey.standing(today) == "open"
        )

    @property
    def spent(self):
        return self.ticket is not None and self.ticket.spent


def find_way_in(code):
    """The way in that an address names, or None."""
    code = code.strip().lower()
    links = SurveyLink.objects.select_related("survey__questionnaire")
    link = links.filter(code=code).first()
    if link:
        return WayIn(link)
    ticket = (
        SurveyTicket.objects.select_related("link__survey__questionnaire")
        .filter(secret_hash=hashed(code))
        .first()
    )
    return WayIn(ticket.link, ticket) if ticket else None


# Receiving ------------------------------------------------------------------------------------------------


def form_token(way):
    """What makes an opened form one that we gave out, to be sent once. It says nothing of who opened it."""
    return SIGNER.sign(f"{way.link.pk}.{secrets.token_hex(16)}")


def opened_token(way, token):
    """Whether we gave this form out for this link, lately."""
    try:
        value = SIGNER.unsign(token, max_age=timedelta(hours=FORM_HOURS))
    except signing.BadSignature:
        return False
    return value.partition(".")[0] == str(way.link.pk)


def check_not_flooded(link):
    """Counts how many came through this link today, and no more: never from where, nor at what time.

    The count goes at midnight, so that not even when it goes tells of an hour.
    """
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(1)
    came = cache.get(key := f"survey:{link.pk}", 0)
    if came >= MOST_A_DAY:
        raise Refused(
            "More people have answered today than we can take in one day. Please come back tomorrow: "
            "what you chose is still on this page."
        )
    cache.set(key, came + 1, int((midnight - now).total_seconds()))


@transaction.atomic
def receive(way, token, *, choices, texts):
    """Keep one reply, whoever it is from; the same form again changes nothing. Says whether it is new.

    `choices` maps questions to values, `texts` questions to words. Nothing of it is recorded, for the record keeps the
    instant: what is kept says in which week it came, and no more.
    """
    digest = hashed(token)
    if SpentForm.objects.filter(pk=digest).exists():
        return False
    if way.ticket:
        way.ticket = SurveyTicket.objects.select_for_update(no_key=True).get(pk=way.ticket.pk)
    if way.spent or not way.opens:
        raise Refused("This link has been used, or is not open any more.")
    survey = way.survey
    points = points_of(questions_of(survey))
    choices = {question: value for question, value in choices.items() if value is not None}
    texts = {question: text.strip()[:LONGEST_TEXT] for question, text in texts.items() if text.strip()}
    check_said_something(choices, texts)
    for question, value in choices.items():
        if value not in points.get(question.pk, {}):
            raise Refused("Choose one of the answers offered.")
    check_not_flooded(way.link)
    _, new = SpentForm.objects.get_or_create(digest=digest, defaults={"survey": survey})
    if not new:
        return False
    today = timezone.localdate()
    reply = SurveyReply.objects.create(survey=survey, link=way.link, week=today - timedelta(today.weekday()))
    SurveyChoice.objects.bulk_create(
        SurveyChoice(reply=reply, question=question, value=value, label=points[question.pk][value])
        for question, value in choices.items()
    )
    SurveyText.objects.bulk_create(
        SurveyText(survey=survey, question=question, text=text) for question, text in texts.items()
    )
    if way.ticket:
        way.ticket.spent = True
        way.ticket.save(update_fields=["spent"])
    return True


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


# What was written -----------------------------------------------------------------------------------------


@transaction.atomic
def look_at_text(text, *, by, keep, words="", reason=""):
    """Let something that was written be read as it is, without parts, or not at all; what is taken out is gone.

    `keep` is as_it_is, parts or nothing.
    """
    text = (
        SurveyText.objects.select_for_update(of=("self",), no_key=True)
        .select_related("survey")
        .get(pk=text.pk)
    )
    if text.state == SurveyText.State.WITHHELD:
        raise Refused("It has been taken out as a whole: there is nothing left to look at.")
    check_look(keep=keep, text=words, reason=reason, original=text.text)
    if keep == "as_it_is":
        text.state = text.state if text.state == SurveyText.State.BLANKED else SurveyText.State.RELEASED
    elif keep == "parts":
        text.state, text.text, text.reason = SurveyText.State.BLANKED, words.strip(), reason.strip()
    else:
        text.state, text.text, text.reason = SurveyText.State.WITHHELD, "", reason.strip()
    text.looked_at_by = by
    text.save(update_fields=["state", "text", "reason", "looked_at_by"])
    record("looked at what was written", text.survey, by=by, label=text.survey.reference, kept=keep)
    return text


# What may be shown ----------------------------------------------------------------------------------------


def results(survey):
    """What may be shown of a closed survey: for each question a dict of what was asked, and what of it shows.

    How many replied is shown from the minimum on. Nothing that is given here tells of fewer than `survey.minimum`
    people, by itself or by any subtraction.
    """
    check_closed(survey.standing(timezone.localdate()))
    questions = list(questions_of(survey))
    points = points_of(questions)
    given = {}
    for reply, link, question, value in SurveyChoice.objects.filter(reply__survey=survey).values_list(
        "reply_id", "reply__link_id", "question_id", "value"
    ):
        given.setdefault(question, []).append((reply, link, value))
    replies = survey.replies.count()
    groups, group_of = groups_of(survey, points, given)
    words = {}
    for text in survey.texts.released().order_by("text", "pk"):
        words.setdefault(text.question_id, []).append(text.text)
    found = []
    for question in questions:
        row = {"question": question, "options": points.get(question.pk, {}), "groups": [], "words": []}
        if question.kind in CHOICES:
            answers = [(group_of(reply, link), value) for reply, link, value in given.get(question.pk, [])]
            by_group = [] if question.pk == survey.breakdown_question_id else groups
            row["total"], row["groups"] = tally(answers, list(row["options"]), survey.minimum, by_group)
        else:
            row["total"] = None
            row["words"] = words.get(question.pk, []) if replies >= survey.minimum else []
        found.append(row)
    return {"replies": replies if replies >= survey.minimum else None, "questions": found}


NOT_SAID = "Did not say"


def groups_of(survey, points, given):
    """The groups of its one breakdown, by name, and how to tell in which a reply is."""
    if survey.breakdown == Survey.Breakdown.PLACE:
        places = dict(survey.links.values_list("pk", "place"))
        return list(places.values()), lambda reply, link: places[link]
    if survey.breakdown == Survey.Breakdown.QUESTION and survey.breakdown_question_id:
        labels = points[survey.breakdown_question_id]
        of = {reply: labels[value] for reply, _, value in given.get(survey.breakdown_question_id, [])}
        return [*labels.values(), NOT_SAID], lambda reply, link: of.get(reply, NOT_SAID)
    return [], lambda reply, link: ""
