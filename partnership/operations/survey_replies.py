"""Receiving what people answer to a survey, without knowing whom it comes from."""

import secrets
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import SpentForm, SurveyChoice, SurveyLink, SurveyReply, SurveyText, SurveyTicket
from partnership.operations.surveys import hashed, points_of, questions_of
from partnership.rules.surveys import FORM_HOURS, LONGEST_TEXT, MOST_A_DAY, check_said_something

SIGNER = signing.TimestampSigner(salt="partnership.survey.form")


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
        raise Refused("This link has already been used, or no longer works.")
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
