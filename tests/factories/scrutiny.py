"""Moderations, events and letters, made through the deeds that people use."""

from datetime import timedelta

from django.utils import timezone

from assurance.models import LetterBatch, Moderation
from assurance.operations.scrutiny import events, feedback, replies
from assurance.operations.scrutiny import moderation as operations
from assurance.rules.scrutiny import GivenReply, GivenScore
from partnership.models import Question, Questionnaire, Scale, ScalePoint, Section
from partnership.operations import attempts
from partnership.operations.questionnaires import save_answer, submit
from tests.factories.assurance import open_round, question, return_of, submitted

PANEL = "Planning and Delivery Group, moderation panel"


def scored(opened, by, value=2, note="Two audits show it.", code="rating", seen=0):
    """A moderator's score for the one scored question of `one_of_each`; the agencies there gave 1."""
    operations.save_scores(
        opened, [GivenScore(question(opened.round, code), seen=seen, value=value, note=note)], by=by
    )
    return Moderation.objects.get(assurance_return=opened)


def shared(opened, by, **score):
    moderation = scored(opened, by, **score)
    return operations.share_scores(moderation, by=by, seen=operations.seen_of(moderation), panel=PANEL)


def replied(moderation, by, *, dispute=""):
    """The agency's reply sent: the first score disputed for that reason, or everything accepted."""
    if dispute:
        score = moderation.scores.first()
        replies.save_replies(moderation, [GivenReply(score, position="dispute", reason=dispute)], by=by)
    return replies.send_reply(moderation, by=by, seen=operations.seen_of(moderation))


def final(opened, by, lead, **score):
    moderation = replied(shared(opened, by, **score), lead)
    return operations.settle_scores(moderation, by=by, seen=operations.seen_of(moderation))


def police_return(cast, **round_fields):
    """The police's submitted return of a round that the county answered, too."""
    asked = open_round(cast, [cast.police, cast.county], **round_fields)
    submitted(return_of(asked, cast.county), cast.county_lead)
    return submitted(return_of(asked, cast.police), cast.police_lead)


def event(cast, *returns, days=30, **fields):
    """An event in the morning in so many days with these returns' agencies."""
    starts = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days)
    planned = events.plan_event(
        by=cast.officer,
        **{
            "title": "Quality-assurance event",
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=3),
            "place": "County Hall",
            **fields,
        },
    )
    if returns:
        events.add_slots(planned, returns, by=cast.officer, first=starts, minutes=30)
    return planned


def approved(cast, opened):
    letter = feedback.draft_letter(opened, by=cast.officer)
    return feedback.approve_letter(letter, by=cast.manager, seen=letter.revision)


def all_on_a_scale(number=3):
    """A questionnaire of one section with so many questions on a scale."""
    scale = Scale.objects.create(code="steps", name="Four steps")
    for value, label in enumerate(("Not started", "Started", "Mostly", "Wholly")):
        ScalePoint.objects.create(scale=scale, value=value, label=label)
    asks = Questionnaire.objects.create(code="all-scaled", title="All on a scale", source="Made up")
    section = Section.objects.create(questionnaire=asks, position=1, title="Standards")
    for position in range(1, number + 1):
        Question.objects.create(
            section=section, position=position, code=f"standard-{position}", text=f"Is standard {position} met?",
            kind="scale", scale=scale,
        )  # fmt: skip
    return asks


def answered_on_scale(opened, by, value=1):
    """A return to `all_on_a_scale`, every answer the same, submitted."""
    for one in Question.objects.filter(section__questionnaire=opened.round.questionnaire):
        save_answer(opened, one, by=by, seen=0, value=value)
    return submit(opened, by=by, declared_office="Executive lead for safeguarding")


def agreed(opened, by):
    """Every scored answer agreed as self-assessed."""
    for section in opened.round.questionnaire.sections.all():
        operations.agree_rest(opened, section, by=by)
    return Moderation.objects.get(assurance_return=opened)


def told(opened, by):
    """Agreed, and shared with the agency."""
    moderation = agreed(opened, by)
    return operations.share_scores(moderation, by=by, seen=operations.seen_of(moderation), panel=PANEL)


def settled(opened, by, lead):
    """Agreed, shared, accepted by the agency and final."""
    moderation = replied(told(opened, by), lead)
    return operations.settle_scores(moderation, by=by, seen=operations.seen_of(moderation))


def sent(cast, opened, pdf):
    """A letter that a worker has sent; these bytes stand for its PDF, which the printer's own tests make."""
    letter = approved(cast, opened)
    feedback.send_letters(opened.round, by=cast.officer, letter=letter)
    batch = attempts.claim(LetterBatch)
    feedback.send_one(batch, letter, pdf, 1)
    feedback.finish(batch)
    letter.refresh_from_db()
    return letter
