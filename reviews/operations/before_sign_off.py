"""From the final draft to the partners' signatures: the facts checked, the law checked, the family shown it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Letter
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record
from reviews.models import AccuracyCheck, Artefact, CaseDeadline, GoneOnWithout, LegalCheck, Review, Stage
from reviews.operations.case import lock as lock_case
from reviews.operations.family import family_missing
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.before_sign_off import (
    check_accuracy_answer,
    check_legal,
    check_still_asked,
    check_stop,
    still_missing,
)

# What partners sign with the three behind it. A briefing or a statement of improvements is written from that.
NEEDS_THEM = (Artefact.Kind.REPORT, Artefact.Kind.SUMMARY)
OPEN_AT = (Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION, Stage.DISPUTE)


def newest_draft(review):
    return review.drafts.order_by("-version").first()


def check_open(case):
    if case.stage not in OPEN_AT:
        raise Refused(
            "A draft is checked while the review is under way or being signed off. Open the case again."
        )


@transaction.atomic
def ask_accuracy(review, *, by, organisations, due_on):
    """Ask each of these agencies whether the newest draft has the facts about its own work right."""
    case = lock_case(review.case)
    check_open(case)
    draft = newest_draft(review)
    if draft is None:
        raise Refused("There is no draft to check yet. You or the reviewer must add it first.")
    if due_on <= timezone.localdate():
        raise Refused("The day by which agencies answer must be in the future.")
    asked = set(asked_of(draft).values_list("organisation", flat=True))
    new = [organisation for organisation in organisations if organisation.pk not in asked]
    if not new:
        raise Refused("Choose at least one agency that has not been asked about this draft.")
    return [ask(case, draft, organisation, by=by, due_on=due_on) for organisation in new]


def asked_of(draft):
    """The checks of this draft that stand: an agency that is asked no longer may be asked again."""
    return draft.accuracy_checks.filter(deadline__ended_on=None)


def ask(case, draft, organisation, *, by, due_on):
    deadline = open_fixed(
        "accuracy",
        "Check the facts in a draft report",
        due_on,
        by=by,
        rule="Agreed when the draft was sent round",
        source="Local practice: agencies check the facts about their own work before partners sign",
        reference=case.reference,
        restricted=True,
        path="",
        organisation=organisation,
        starts_on=timezone.localdate(),
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    check, _ = AccuracyCheck.objects.update_or_create(
        draft=draft,
        organisation=organisation,
        defaults={
            "review": draft.review, "deadline": deadline, "asked_by": by, "asked_at": timezone.now(),
        },
    )  # fmt: skip
    deadline.path = reverse("reviews:check_accuracy", args=[check.pk])
    deadline.save(update_fields=["path"])
    write(
        "asked", "A draft report is to be checked", f"accuracy:{check.pk}:{deadline.pk}",
        holders(Role.PARTNER_LEAD, organisation=organisation), case=case, path=deadline.path,
        label="Check the facts in a draft report", due_on=due_on,
    )  # fmt: skip
    record("asked about the facts", check, by=by, organisation=organisation.code, draft=draft.version)
    return check


def lock_check(check):
    return (
        AccuracyCheck.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review__case", "draft__document", "deadline", "organisation")
        .get(pk=check.pk)
    )


def may_read(check):
    """Whether the agency may still take the draft: while it is asked, and the draft is the newest and being checked."""
    review = check.review
    return not check.stopped and review.case.stage in OPEN_AT and newest_draft(review).pk == check.draft_id


def read_draft(check, *, by):
    """An agency took the draft: reading what is restricted is on the record."""
    if not may_read(check):
        raise Refused("This draft is no longer being checked, so you can no longer read it.")
    record("read draft", check, by=by, checksum=check.draft.document.checksum)


@transaction.atomic
def check_accuracy(check, *, by, answer, signed_off_office, corrections="", late_reason=""):
    """An agency answers about the facts of its own work. What it has sent stands; a further draft asks anew."""
    check = lock_check(check)
    case = check.review.case
    check_open(case)
    check_accuracy_answer(answer=answer, corrections=corrections, signed_off_office=signed_off_office)
    if check.answered_at:
        raise Refused("Your agency has answered about this draft already.")
    if newest_draft(check.review).pk != check.draft_id:
        raise Refused("A newer draft has come in since. You are asked about that one instead, if at all.")
    check_still_asked(stopped=check.stopped, reason=check.deadline.ended_reason)
    check.answer = answer
    check.corrections = corrections.strip() if answer == AccuracyCheck.Answer.WRONG else ""
    check.signed_off_office = signed_off_office.strip()
    check.answered_by = by
    check.answered_at = timezone.now()
    if check.deadline.outstanding:
        meet(check.deadline, by=by, late_reason=late_reason)
    check.save(update_fields=["answer", "corrections", "signed_off_office", "answered_by", "answered_at"])
    write(
        "case_step", "An agency has checked the draft", f"accuracy:{check.pk}:answered", business_unit(),
        case=case, path=case.get_absolute_url(),
    )  # fmt: skip
    record("checked the facts", check, by=by, answer=answer)
    return check


@transaction.atomic
def stop_accuracy(check, *, by, reason):
    """An agency was asked by mistake: from now on it does not read the draft. It is told so, and may be asked again."""
    check = lock_check(check)
    check_stop(reason=reason, answered=bool(check.answered_at), stopped=check.stopped)
    check.deadline = end(check.deadline, by=by, reason=reason)
    waiting = Letter.objects.filter(path=check.get_absolute_url(), state=Letter.State.PROMISED)
    waiting.update(state=Letter.State.CANCELLED, state_reason="The agency is no longer asked")
    write(
        "letter", "You are no longer asked", f"accuracy:{check.pk}:{check.deadline_id}:stopped",
        holders(Role.PARTNER_LEAD, organisation=check.organisation), case=check.review.case,
        path=check.get_absolute_url(),
        label="You are no longer asked to check a draft report. You need do nothing.",
    )  # fmt: skip
    record(
        "no longer asked about the facts",
        check,
        by=by,
        why=reason.strip(),
        organisation=check.organisation.code,
    )
    return check


@transaction.atomic
def respond_accuracy(check, *, by, response):
    """Say what was changed for an agency's corrections, or why it was not."""
    check = lock_check(check)
    if check.answer != AccuracyCheck.Answer.WRONG:
        raise Refused("That agency found nothing wrong, so there is nothing to respond to.")
    if check.responded_at:
        raise Refused("A response is recorded already, and stays. A further draft asks the agency anew.")
    if not response.strip():
        raise Refused("Say what was changed, or why it was not.")
    check.response = response.strip()
    check.responded_by = by
    check.responded_at = timezone.now()
    check.save(update_fields=["response", "responded_by", "responded_at"])
    record("responded about the facts", check, by=by)
    return check


@transaction.atomic
def record_legal_check(review, *, by, checked_on, by_office, finding, note=""):
    """Record what a lawyer found in the newest draft."""
    case = lock_case(review.case)
    check_open(case)
    draft = newest_draft(review)
    if draft is None:
        raise Refused("There is no draft to check yet. You or the reviewer must add it first.")
    check_legal(
        finding=finding, note=note, by_office=by_office, checked_on=checked_on,
        sent_on=timezone.localdate(draft.sent_at), today=timezone.localdate(),
    )  # fmt: skip
    check = LegalCheck.objects.create(
        review=review, draft=draft, checked_on=checked_on, by_office=by_office.strip(), finding=finding,
        note=note.strip(), recorded_by=by,
    )  # fmt: skip
    record("recorded legal check", case, by=by, finding=finding, draft=draft.version)
    return check


@transaction.atomic
def go_on_without(review, *, by, part, reason):
    """The manager lets partners sign although one of the three has not been done, and says why."""
    case = lock_case(review.case)
    check_open(case)
    if part not in GoneOnWithout.Part.values:
        raise Refused("Choose what you are going ahead without.")
    if not reason.strip():
        raise Refused("Say why the partners can sign without it.")
    if not missing_before_sign_off(review)[part]:
        raise Refused("Nothing is missing there. Open the page again.")
    without = GoneOnWithout.objects.create(review=review, part=part, reason=reason.strip(), decided_by=by)
    record("went on without", case, by=by, why=reason, part=part)
    return without


def missing_before_sign_off(review):
    """What stands between the newest draft and the partners' signatures, part → sentences."""
    draft = newest_draft(review)
    checks = list(asked_of(draft).select_related("organisation")) if draft else []
    legal = draft and draft.legal_checks.order_by("-checked_on", "-pk").first()
    return still_missing(
        asked=bool(checks),
        unanswered=[c.organisation.name for c in checks if not c.answered_at],
        unsettled=[c.organisation.name for c in checks if c.answered_at and not c.settled],
        legal=legal.finding if legal else "",
        family=family_missing(review.case),
        without=set(review.gone_on_without.values_list("part", flat=True)),
    )


def check_ready_to_sign(artefact):
    """Refused, saying everything that is missing, unless the three are done or were gone on without."""
    missing = missing_to_sign(artefact)
    if missing:
        raise Refused(f"Partners sign once these are done: {' '.join(missing)}")


def missing_to_sign(artefact):
    """What partners wait for before they sign this file, as sentences; a briefing waits for nothing."""
    if artefact.kind not in NEEDS_THEM:
        return []
    review = Review.objects.select_related("case").get(pk=artefact.review_id)
    return [sentence for part in missing_before_sign_off(review).values() for sentence in part]
