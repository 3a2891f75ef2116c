"""Commissioning a review: its terms, who could carry it out, what it costs, and who agrees to that."""

import hashlib

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment
from partnership.operations.record import record
from reviews.models import Approval, Candidate, Cost, CostShare, Reference, Stage, Terms
from reviews.operations.case import check_unconflicted, lock
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.commissioning import (
    check_shares,
    check_terms,
    what_is_missing,
    what_is_missing_to_begin,
)
from reviews.rules.publication import check_seen
from reviews.rules.rapid_review import check_office

SETUP = (Stage.LCSPR_SETUP,)
UNTIL_SIGNED = (Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF)


def is_open(case, review, stages):
    """Whether this part of commissioning is open: at these stages, or while a review under way has nobody.

    It has nobody when an appointment ran out, or when the review was taken over from the former board.
    """
    if case.stage in stages:
        return True
    return case.stage == Stage.LCSPR_ACTIVE and not review.reviewers.on(timezone.localdate()).exists()


def lock_commissioning(review, *stages):
    """The review's case, locked; Refused unless this part of its commissioning is open."""
    case = lock(review.case)
    if not is_open(case, review, stages):
        raise Refused("No review is being commissioned for this case. Open the case to see its status.")
    return case


def address(review):
    return reverse("reviews:commissioning", args=[review.case_id])


@transaction.atomic
def set_terms(review, *, by, questions, period_from, period_to, methodology, why="", seen=None):
    """A new version of the terms of reference. `seen` is the version that was on the page, 0 for none."""
    case = lock_commissioning(review, *UNTIL_SIGNED)
    now = review.terms
    version = now.version if now else 0
    if seen is not None and seen != version:
        raise Refused("Somebody set new terms since you opened this page. Read them, and set yours again.")
    check_terms(
        questions=questions, period_from=period_from, period_to=period_to, methodology=methodology,
        changes=bool(now), why=why,
    )  # fmt: skip
    terms = Terms.objects.create(
        review=review, version=version + 1, questions=questions.strip(), period_from=period_from,
        period_to=period_to, methodology=methodology.strip(), why=why.strip() if now else "", set_by=by,
    )  # fmt: skip
    record("set terms", case, by=by, version=terms.version)
    return terms


# Candidates -----------------------------------------------------------------------------------------------


@transaction.atomic
def consider(review, *, by, reviewer):
    """Consider somebody of the register for this review."""
    lock_commissioning(review, *SETUP)
    if reviewer.off_on:
        raise Refused("They are no longer on the register. Choose somebody who is.")
    candidate, new = Candidate.objects.get_or_create(
        review=review, reviewer=reviewer, defaults={"put_forward_by": by}
    )
    if not new:
        raise Refused("They are a candidate for this review already.")
    record("considered", candidate, by=by)
    return candidate


def lock_candidate(candidate, *stages):
    lock_commissioning(candidate.review, *stages)
    return Candidate.objects.select_for_update(of=("self",), no_key=True).get(pk=candidate.pk)


def change(candidate, verb, *, by, **changes):
    for name, value in changes.items():
        setattr(candidate, name, value)
    candidate.save(update_fields=list(changes))
    record(verb, candidate, by=by)
    return candidate


@transaction.atomic
def shortlist(candidate, *, by, shortlisted, reason):
    """Take a candidate onto the shortlist, or not, for a reason."""
    candidate = lock_candidate(candidate, *SETUP)
    if not reason.strip():
        raise Refused("Say why they are on the shortlist, or why not.")
    if candidate.chosen and not shortlisted:
        raise Refused("They are chosen. Undo that first, with its reason.")
    return change(
        candidate, "shortlisted" if shortlisted else "not shortlisted", by=by, shortlisted=shortlisted,
        shortlist_reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def ask_conflict(candidate, *, by, conflict, what="", dealt_with=""):
    """What the candidate declared: no conflict of interest, or which one and how it is dealt with."""
    candidate = lock_candidate(candidate, *UNTIL_SIGNED)
    if conflict not in Candidate.Conflict.values:
        raise Refused("Say whether the candidate declared a conflict of interest.")
    declared = conflict == Candidate.Conflict.DECLARED
    if declared and not what.strip():
        raise Refused("Say what conflict of interest the candidate declared.")
    return change(
        candidate, "declared conflict" if declared else "declared no conflict", by=by, conflict=conflict,
        conflict_what=what.strip() if declared else "",
        conflict_dealt_with=dealt_with.strip() if declared else "",
    )  # fmt: skip


@transaction.atomic
def assess_work(candidate, *, by, assessed):
    """Which earlier reviews of theirs were read, and what they are worth."""
    candidate = lock_candidate(candidate, *SETUP)
    if not assessed.strip():
        raise Refused("Say which earlier work was read, and what it shows.")
    return change(candidate, "assessed work", by=by, work_assessed=assessed.strip())


@transaction.atomic
def take_reference(candidate, *, by, from_office, taken_on, said):
    """What somebody who knows the candidate's work said of it."""
    candidate = lock_candidate(candidate, *SETUP)
    if taken_on > timezone.localdate():
        raise Refused("The reference is in the future. Check its date.")
    if not from_office.strip() or not said.strip():
        raise Refused("Say which office gave the reference, and what it said.")
    reference = Reference.objects.create(
        candidate=candidate,
        from_office=from_office.strip(),
        taken_on=taken_on,
        said=said.strip(),
        taken_by=by,
    )
    record("took reference", candidate, by=by, taken_on=str(taken_on))
    return reference


@transaction.atomic
def interview(candidate, *, by, held_on, for_partnership, for_group, notes):
    """Representatives of the partnership and of the Case Review Group spoke with the candidate."""
    candidate = lock_candidate(candidate, *SETUP)
    if held_on > timezone.localdate():
        raise Refused("The interview is in the future. Record it once it has been held.")
    if not for_partnership.strip() or not for_group.strip():
        raise Refused("Say who interviewed, for the partnership and for the Case Review Group, by office.")
    if not notes.strip():
        raise Refused("Write down what the interview showed.")
    return change(
        candidate, "interviewed", by=by, interviewed_on=held_on,
        interviewed_for_partnership=for_partnership.strip(), interviewed_for_group=for_group.strip(),
        interview_notes=notes.strip(),
    )  # fmt: skip


@transaction.atomic
def choose(candidate, *, by, chosen, reason):
    """Choose a candidate of the shortlist, or do not, for stated reasons."""
    candidate = lock_candidate(candidate, *SETUP)
    if not reason.strip():
        raise Refused("Say why they are chosen, or why not.")
    if chosen and not candidate.shortlisted:
        raise Refused("Only somebody on the shortlist is chosen. Shortlist them first.")
    if chosen and candidate.review.candidates.filter(chosen=True).exclude(pk=candidate.pk).exists():
        raise Refused("Another candidate is chosen. Say first why they are not chosen after all.")
    return change(
        candidate, "chose" if chosen else "did not choose", by=by, chosen=chosen, chosen_reason=reason.strip()
    )


def chosen_for(review):
    return review.candidates.select_related("reviewer__person").filter(chosen=True).first()


# Cost -----------------------------------------------------------------------------------------------------


@transaction.atomic
def set_cost(review, *, by, amount, shares, reason, seen=None):
    """What the review costs and who pays which share. A later change is agreed anew by everybody who shares it.

    `shares` is a dict of organisation → amount; `seen` the version that was on the page, 0 for none.
    """
    case = lock_commissioning(review, *UNTIL_SIGNED)
    version = review.cost.version if review.cost else 0
    if seen is not None and seen != version:
        raise Refused("Somebody set a new cost since you opened this page. Look at it, and set yours again.")
    check_shares(amount=amount, shares=list(shares.values()), reason=reason)
    cost = Cost.objects.create(
        review=review, version=version + 1, amount=amount, reason=reason.strip(), set_by=by
    )
    CostShare.objects.bulk_create(
        CostShare(cost=cost, organisation=organisation, amount=share)
        for organisation, share in shares.items()
    )
    record("set cost", case, by=by, version=cost.version, amount=str(amount))
    for share in cost.shares.select_related("organisation"):
        write(
            "case_step", "The cost of a review, for you to agree", f"cost:{share.pk}",
            holders(Role.SIGNATORY, organisation=share.organisation), case=case,
            path=reverse("reviews:agree_cost", args=[share.pk]),
        )  # fmt: skip
    return cost


def lock_share(share):
    lock_commissioning(share.cost.review, *UNTIL_SIGNED)
    share = CostShare.objects.select_for_update(of=("self",), no_key=True).get(pk=share.pk)
    if not CostShare.objects.in_force().filter(pk=share.pk).exists():
        raise Refused("The cost has changed. Open the page again to see what it is now.")
    if share.agreed_on:
        raise Refused(f"{share.organisation} agreed on {share.agreed_on:%-d %B %Y} already.")
    return share


def agreed(share, *, by, office, agreed_on, evidence=""):
    share.agreed_on = agreed_on
    share.agreed_by_office = office
    share.evidence = evidence
    share.recorded_by = by
    share.recorded_at = timezone.now()
    share.save(update_fields=["agreed_on", "agreed_by_office", "evidence", "recorded_by", "recorded_at"])
    record(
        "agreed cost", share.cost.review.case, by=by, organisation=share.organisation.code,
        version=share.cost.version, given_here=not evidence,
    )  # fmt: skip
    return share


@transaction.atomic
def agree_cost(share, *, by):
    """A statutory partner's own signatory agrees to its share."""
    share = lock_share(share)
    offices = [
        a
        for a in by.appointments_today
        if a.role == Role.SIGNATORY and a.organisation_id == share.organisation_id
    ]
    if not offices:
        raise Refused("Only that statutory partner's own signatory agrees to its share.")
    return agreed(share, by=by, office=offices[0].office or "Signatory", agreed_on=timezone.localdate())


@transaction.atomic
def record_agreement(share, *, by, office, agreed_on, evidence):
    """Staff record that a partner agreed elsewhere: by which office, when, and where that is to be found."""
    share = lock_share(share)
    if not office.strip() or not evidence.strip():
        raise Refused("Say which office agreed, and where its agreement is to be found.")
    if agreed_on > timezone.localdate():
        raise Refused("The agreement is in the future. Check its date.")
    if agreed_on < timezone.localdate(share.cost.set_at):
        raise Refused("The agreement is from before this cost was set. Check its date.")
    return agreed(share, by=by, office=office.strip(), agreed_on=agreed_on, evidence=evidence.strip())


# Approval -------------------------------------------------------------------------------------------------


def missing(review):
    """What still stands between this review and the decider's approval of its reviewer, as sentences."""
    candidate, cost = chosen_for(review), review.cost
    shares = cost.shares.select_related("organisation") if cost else ()
    return what_is_missing(
        terms=bool(review.terms),
        candidate=candidate,
        references=bool(candidate) and candidate.references.exists(),
        on_register=bool(candidate) and candidate.reviewer.off_on is None,
        cost=bool(cost),
        not_agreed=[share.organisation.name for share in shares if not share.agreed_on],
    )


def approval_in_force(review):
    """The approval of the candidate, terms and cost as they are now; None when one of them changed since."""
    candidate, newest = chosen_for(review), review.approvals.first()
    stands = (
        newest is not None
        and newest.approved
        and candidate is not None
        and newest.candidate_id == candidate.pk
        and newest.terms_id == (review.terms and review.terms.pk)
        and newest.cost_id == (review.cost and review.cost.pk)
    )
    return newest if stands else None


def missing_to_begin(review):
    """What still stands between this review and its reviewer's first day, as sentences: all of it at once."""
    candidate = chosen_for(review)
    account = candidate and candidate.reviewer.person
    held = Appointment.objects.on(timezone.localdate()).exclude(role=Role.EXTERNAL_REVIEWER)
    return what_is_missing_to_begin(
        missing=missing(review),
        approved=approval_in_force(review) is not None,
        decider=Role(review.case.edition.decides_reviews).label,
        candidate=candidate,
        account=bool(account and account.is_active),
        free=bool(account) and not held.filter(person=account).exists(),
    )


def mark_of(review):
    """A mark of all that is approved together: the terms, the candidate as known now, and the cost."""
    candidate, terms, cost = chosen_for(review), review.terms, review.cost
    parts = [str(one and one.pk) for one in (terms, candidate, cost)]
    if candidate:
        parts += [
            candidate.conflict, candidate.conflict_what, candidate.conflict_dealt_with, candidate.work_assessed,
            candidate.interview_notes, candidate.chosen_reason, str(candidate.references.count()),
        ]  # fmt: skip
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@transaction.atomic
def approve_appointment(review, *, by, approved, reasons, seen=""):
    """The office that decides reviews approves this candidate, on these terms, at this cost; or does not.

    `seen` is the mark of what was read.
    """
    case = lock_commissioning(review, *SETUP)
    check_office(roles=by.roles, decides=case.edition.decides_reviews)
    check_unconflicted(case, by)
    still = missing(review)
    if still:
        raise Refused(" ".join(still))
    check_seen(seen=seen, now=mark_of(review), what="What you approve")
    if not reasons.strip():
        raise Refused("Give your reasons.")
    approval = Approval.objects.create(
        review=review, candidate=chosen_for(review), terms=review.terms, cost=review.cost, approved=approved,
        reasons=reasons.strip(), decided_by=by, office=case.edition.decides_reviews,
    )  # fmt: skip
    record(
        "approved appointment" if approved else "did not approve appointment",
        case,
        by=by,
        approval=approval.pk,
    )
    subject = "The reviewer is approved" if approved else "The reviewer is not approved"
    write(
        "case_step", subject, f"approval:{approval.pk}", business_unit(), case=case, path=address(review)
    )  # fmt: skip
    return approval


@transaction.atomic
def ask_for_approval(review, *, by):
    """Tell whoever decides reviews that a candidate waits for their approval, once for each state of things."""
    case = lock_commissioning(review, *SETUP)
    still = missing(review)
    if still:
        raise Refused(" ".join(still))
    write(
        "case_step", "A reviewer for your approval", f"approve:{review.pk}:{mark_of(review)[:16]}",
        holders(case.edition.decides_reviews), case=case,
        path=reverse("reviews:approve_appointment", args=[case.pk]), urgent=True,
    )  # fmt: skip
    record("asked for approval", case, by=by)
