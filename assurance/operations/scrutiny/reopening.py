"""Opening a return again, which its moderation may forbid."""

from django.db import transaction

from assurance.operations.scrutiny.moderation import check_not_judged
from partnership.models import Return
from partnership.operations import questionnaires


def check_reopenable(opened):
    """Refused where it may not be opened again: by its round's dates, or as its scores are out."""
    check_not_judged(opened)
    questionnaires.check_reopenable(opened)


def hold(opened):
    """Nobody shares its scores while it is opened: the return is locked first."""
    Return.objects.select_for_update(no_key=True).get(pk=opened.pk)
    check_not_judged(opened)


@transaction.atomic
def ask_to_reopen(opened, *, by, reason):
    hold(opened)
    return questionnaires.ask_to_reopen(opened, by=by, reason=reason)


@transaction.atomic
def reopen(opened, *, by, reason, until):
    hold(opened)
    return questionnaires.reopen(opened, by=by, reason=reason, until=until)


@transaction.atomic
def answer_reopening(asked, *, by, agreed, until=None, answer=""):
    """Not agreeing is always possible; agreeing only while the moderators have the scores."""
    if agreed:
        hold(asked.assurance_return)
    return questionnaires.answer_reopening(asked, by=by, agreed=agreed, until=until, answer=answer)
