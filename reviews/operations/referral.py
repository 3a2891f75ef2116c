"""Referrals being written: begun, saved page by page, then sent as one case or discarded."""

import uuid

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from reviews.models import Case, ReferralDraft
from reviews.operations.case import refer

MOST_DRAFTS = 20


def made_of(key, person):
    """The case that this person's referral of that key became, or None."""
    return Case.objects.filter(referral_key=key, referred_by=person).first()


@transaction.atomic
def begin_referral(*, by, key=None):
    """A referral of one's own to write; the same key begins it once."""
    key = key or uuid.uuid4()
    draft = ReferralDraft.objects.filter(key=key).first()
    if draft and draft.owner_id == by.pk:
        return draft
    if draft or Case.objects.filter(referral_key=key).exists():
        raise Refused("This form has been used already. Begin a new referral.")
    if ReferralDraft.objects.filter(owner=by).count() >= MOST_DRAFTS:
        raise Refused(
            f"You have begun {MOST_DRAFTS} referrals. Send or discard one before you begin another."
        )
    draft = ReferralDraft.objects.create(key=key, owner=by)
    record("begun", draft, by=by)
    return draft


def lock_draft(draft, *, by):
    found = ReferralDraft.objects.visible_to(by).select_for_update(no_key=True).filter(pk=draft.pk).first()
    if found is None:
        made = made_of(draft.key, by)
        raise Refused(already_sent(made) if made else "This referral was discarded. Begin a new one.")
    return found


def already_sent(case):
    return (
        f"This referral has already been sent, as {case.reference}. Begin a new one for another incident, or tell "
        "the business unit what has to be put right."
    )


@transaction.atomic
def save_page(draft, *, by, page, answers):
    """Keep what was typed on one page; the other pages stay as they are."""
    draft = lock_draft(draft, by=by)
    draft.answers = draft.answers | {page: answers}
    draft.saved_at = timezone.now()
    draft.save(update_fields=["answers", "saved_at"])
    return draft


@transaction.atomic
def remove_page(draft, *, by, page):
    """Take one page's answers out, such as those on a child entered by mistake."""
    draft = lock_draft(draft, by=by)
    draft.answers = {name: answers for name, answers in draft.answers.items() if name != page}
    draft.saved_at = timezone.now()
    draft.save(update_fields=["answers", "saved_at"])
    return draft


@transaction.atomic
def send_referral(draft, *, by, **facts):
    """The draft becomes one case, and is no more."""
    draft = lock_draft(draft, by=by)
    case = refer(by=by, key=draft.key, **facts)
    draft.delete()
    return case


@transaction.atomic
def discard_referral(draft, *, by):
    """What was begun is not sent; nothing of it is kept."""
    draft = lock_draft(draft, by=by)
    record("discarded", draft, by=by)
    draft.delete()
