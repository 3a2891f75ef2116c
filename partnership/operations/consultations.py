"""Consultations on a version: opened, extended, commented on, answered and settled."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import (
    Appointment,
    Comment,
    Consultation,
    ConsultationAsked,
    ConsultationExtension,
    Person,
    PolicyVersion,
)
from partnership.models.policies import AT_WORK
from partnership.operations import deadlines
from partnership.operations.policies import write_to
from partnership.operations.policy_versions import end_approval, move
from partnership.operations.policy_versions import lock as lock_version
from partnership.operations.record import record
from partnership.rules.policies import (
    check_closes,
    check_commented,
    check_extended,
    check_move,
    check_settled,
    check_whole,
)


def lock(consultation):
    """The version's policy, the version and the consultation, locked in this order."""
    version = lock_version(consultation.version)
    found = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    found.version = version
    return found


def open_date(version, closes_on, path, *, by, organisation=None, group=None):
    return deadlines.open_fixed(
        "policy_consultation", "Comment on a policy", closes_on, by=by,
        rule="The last day of the consultation", source="Set by the business unit", reference=version.policy.reference,
        path=path, organisation=organisation, group=group, starts_on=timezone.localdate(),
    )  # fmt: skip


def people_of(consultation):
    """Everybody who comments for an agency or a group that is asked."""
    held = Appointment.objects.on(timezone.localdate()).filter(
        Q(role=Role.PARTNER_LEAD, organisation__in=consultation.asked.values("organisation"))
        | Q(seat__group__in=consultation.asked.values("group"), seat__kind__in=AT_WORK)
        & ~Q(role=Role.OBSERVER)
    )
    return Person.objects.active().filter(pk__in=held.values("person"))


@transaction.atomic
def open_consultation(version, *, by, asks, closes_on, organisations=(), groups=()):
    """Show the text as it is to agencies and groups, who comment until the end of a day."""
    version = lock_version(version)
    check_move(version.state, PolicyVersion.State.CONSULTATION)
    check_closes(closes_on, timezone.localdate())
    check_whole(
        text=version.text, has_file=version.document_id is not None, what_changed=version.what_changed
    )
    if not asks.strip():
        raise Refused("Say what they should look at.")
    if not organisations and not groups:
        raise Refused("Choose at least one agency or group to ask.")
    end_approval(version, by=by, reason="It is consulted on again first.")
    consultation = Consultation.objects.create(
        version=version, asks=asks.strip(), text=version.text, document=version.document, opened_by=by,
        original_closes_on=closes_on, closes_on=closes_on,
    )  # fmt: skip
    path = consultation.get_absolute_url()
    for asked in [
        *({"organisation": one} for one in organisations),
        *({"group": one} for one in groups),
    ]:
        ConsultationAsked.objects.create(
            consultation=consultation, deadline=open_date(version, closes_on, path, by=by, **asked), **asked
        )
    move(version, PolicyVersion.State.CONSULTATION, by=by, verb="opened consultation", approval_deadline=None)
    write_to(
        people_of(consultation), "asked", f"consultation:{consultation.pk}", "You are asked to comment on a policy",
        policy=version.policy, path=path, due_on=closes_on,
    )  # fmt: skip
    return consultation


@transaction.atomic
def extend_consultation(consultation, *, by, closes_on, reason):
    """Give everybody who has not commented more time, with the reason; the first date stays."""
    consultation = lock(consultation)
    if consultation.settled_at:
        raise Refused("The text is being revised already. Open another consultation on the revised text.")
    check_extended(old=consultation.closes_on, new=closes_on, today=timezone.localdate(), reason=reason)
    ConsultationExtension.objects.create(
        consultation=consultation,
        old=consultation.closes_on,
        new=closes_on,
        reason=reason.strip(),
        extended_by=by,
    )
    for asked in consultation.asked.select_related("deadline", "organisation", "group"):
        if asked.deadline.outstanding:
            deadlines.end(asked.deadline, by=by, reason=f"There is more time: {reason.strip()}")
            asked.deadline = open_date(
                consultation.version, closes_on, consultation.get_absolute_url(), by=by,
                organisation=asked.organisation, group=asked.group,
            )  # fmt: skip
            asked.save(update_fields=["deadline"])
    consultation.closes_on = closes_on
    consultation.save(update_fields=["closes_on"])
    write_to(
        people_of(consultation), "extended", f"consultation:{consultation.pk}:{closes_on}",
        "More time to comment on a policy", policy=consultation.version.policy,
        path=consultation.get_absolute_url(), due_on=closes_on,
    )  # fmt: skip
    record("extended", consultation, by=by, why=reason.strip(), closes_on=str(closes_on))
    return consultation


def lock_asked(asked, *, by):
    """What one agency or group is asked, if this person speaks for it."""
    consultation = lock(asked.consultation)
    found = ConsultationAsked.objects.for_person(by).filter(pk=asked.pk).first()
    if found is None:
        raise Refused("You do not comment for that agency or group.")
    found.consultation = consultation
    return found


def said(asked, *, by):
    """They have answered: what they were asked is done, however much they add before it closes."""
    if asked.deadline.outstanding:
        deadlines.meet(asked.deadline, by=by)


@transaction.atomic
def comment(asked, *, by, text, section=""):
    """Say something of a part of the text, for one's agency or group, while it is open."""
    asked = lock_asked(asked, by=by)
    consultation = asked.consultation
    check_commented(
        is_open=consultation.is_open(timezone.localdate()), closes_on=consultation.closes_on, text=text
    )
    latest = asked.comments.filter(said_by=by).last()
    if latest and (latest.text, latest.section) == (text.strip(), section.strip()):
        raise Refused("You have already said this. It is below.")
    said(asked, by=by)
    if asked.nothing_to_say:
        asked.nothing_to_say = False
        asked.save(update_fields=["nothing_to_say"])
    made = Comment.objects.create(asked=asked, section=section.strip(), text=text.strip(), said_by=by)
    record("commented", made, by=by, consultation=consultation.pk)
    return made


@transaction.atomic
def say_nothing(asked, *, by):
    """They have looked, and have no comments."""
    asked = lock_asked(asked, by=by)
    consultation = asked.consultation
    check_commented(
        is_open=consultation.is_open(timezone.localdate()), closes_on=consultation.closes_on, text="-"
    )
    if asked.comments.exists():
        raise Refused("There are comments for this agency or group already.")
    said(asked, by=by)
    asked.nothing_to_say = True
    asked.save(update_fields=["nothing_to_say"])
    record("had no comments", consultation, by=by, asked=asked.pk)
    return asked


@transaction.atomic
def answer_comment(comment, *, by, answer, answer_text):
    """Say what becomes of a comment, and why. An answer may be corrected until the text is approved."""
    consultation = lock(comment.asked.consultation)
    found = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if consultation.version.state in (PolicyVersion.State.APPROVED, PolicyVersion.State.PUBLISHED):
        raise Refused("The text is approved, so its answers stay as they are.")
    if consultation.is_open(timezone.localdate()):
        raise Refused(f"Answer once the consultation has closed, after {consultation.closes_on:%-d %B %Y}.")
    if not answer_text.strip():
        raise Refused("Say what we will do about the comment, and why.")
    found.answer, found.answer_text = Comment.Answer(answer), answer_text.strip()
    found.answered_by, found.answered_at = by, timezone.now()
    found.save(update_fields=["answer", "answer_text", "answered_by", "answered_at"])
    record("answered", found, by=by, answer=found.answer)
    return found


@transaction.atomic
def settle_consultation(consultation, *, by):
    """Once it has closed, the text is revised. Whoever said nothing is no longer asked."""
    consultation = lock(consultation)
    if consultation.settled_at:
        raise Refused("The text is being revised already.")
    check_settled(closes_on=consultation.closes_on, today=timezone.localdate())
    for asked in consultation.asked.select_related("deadline"):
        if asked.deadline.outstanding:
            deadlines.end(asked.deadline, by=by, reason="The consultation closed without a word of theirs.")
    consultation.settled_by, consultation.settled_at = by, timezone.now()
    consultation.save(update_fields=["settled_by", "settled_at"])
    move(consultation.version, PolicyVersion.State.REVISED, by=by, verb="began revising")
    return consultation
