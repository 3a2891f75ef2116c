"""The Independent Advisor's verification: a sample of evidence, looked at, and a statement that rests on it."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Verification, VerificationSample
from assurance.operations.scrutiny.people import belongs_to, business_unit, write
from assurance.rules.scrutiny import check_not_own, check_scrutinised
from assurance.rules.scrutiny_events import check_given
from partnership.access import Can, Refused, may
from partnership.models import Answer
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record

Found = VerificationSample.Found


def lock(verification, *, by):
    verification = (
        Verification.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "assurance_return__organisation")
        .get(pk=verification.pk)
    )
    if verification.verified_by_id != by.pk:
        raise Refused("Only the person who started a verification can continue it.")
    if verification.given_at:
        raise Refused("This verification has been given, so it cannot be changed. Begin another one.")
    return verification


@transaction.atomic
def begin_verification(asked, *, by, opened=None):
    """Begin to verify a round, or one of its returns; the draft is there for its writer alone. Begun once."""
    if not may(by, Can.VERIFY_RETURNS):
        raise Refused("Only the Independent Advisor can verify returns.")
    if opened:
        check_scrutinised(state=opened.state, purpose=asked.purpose)
        check_not_own(own_agency=belongs_to(by, opened.organisation), deed="verifies")
    verification, new = Verification.objects.get_or_create(
        round=asked, assurance_return=opened, verified_by=by, given_at=None
    )
    if new:
        record("began", verification, by=by)
    return verification


def answers_to_sample(verification):
    """The submitted answers from which the sample is taken, but for those that are in it."""
    answers = (
        Answer.objects.filter(assurance_return__state="submitted", assurance_return__round=verification.round)
        .exclude(pk__in=verification.samples.values("answer"))
        .select_related("question__section", "assurance_return__organisation")
        .order_by("assurance_return__organisation__name", "question__section__position", "question__position")
    )
    if verification.assurance_return_id:
        answers = answers.filter(assurance_return=verification.assurance_return_id)
    return answers


@transaction.atomic
def sample_answer(verification, answer, *, by):
    """Select an answer whose evidence is to be looked at."""
    verification = lock(verification, by=by)
    if not answers_to_sample(verification).filter(pk=answer.pk).exists():
        raise Refused("That answer is already in the sample, or is not part of this verification.")
    check_not_own(own_agency=belongs_to(by, answer.assurance_return.organisation), deed="verifies")
    sample = VerificationSample.objects.create(verification=verification, answer=answer)
    record("sampled", verification, by=by, question=answer.question.code)
    return sample


@transaction.atomic
def draw_sample(verification, number, *, by):
    """Draw so many answers by lot, so that nobody could prepare for the choice. How many were drawn."""
    verification = lock(verification, by=by)
    own = [a.organisation_id for a in by.whole.appointments_today if a.organisation_id]
    drawn = list(
        answers_to_sample(verification).exclude(assurance_return__organisation__in=own).order_by("?")[:number]
    )
    VerificationSample.objects.bulk_create(
        VerificationSample(verification=verification, answer=answer, drawn=True) for answer in drawn
    )
    record("drew a sample", verification, by=by, answers=len(drawn))
    return len(drawn)


@transaction.atomic
def look_into(sample, *, by, found, looked_into="", note=""):
    """Write down what was looked at, and what it shows."""
    lock(sample.verification, by=by)
    sample = still_there(VerificationSample.objects.select_for_update(no_key=True), sample)
    if found != Found.NONE and not looked_into.strip():
        raise Refused("Enter which files, records or people you checked.")
    sample.found, sample.looked_into, sample.note = Found(found), looked_into.strip(), note.strip()
    sample.looked_at = timezone.now()
    sample.save(update_fields=["found", "looked_into", "note", "looked_at"])
    record("looked into", sample, by=by, found=found)
    return sample


@transaction.atomic
def drop_sample(sample, *, by):
    """Take an answer out of the sample; one that was drawn at random stays, so that nobody picks among lots."""
    verification = lock(sample.verification, by=by)
    if sample.drawn:
        raise Refused(
            "This answer was drawn at random, so it stays in the sample. Record that there was no evidence."
        )
    sample.delete()
    record("took out of the sample", verification, by=by)


@transaction.atomic
def give_verification(verification, *, by, view, statement):
    """Give the statement: it is frozen, the business unit is told, and a return's agency may read it."""
    verification = lock(verification, by=by)
    check_given(
        view=view, statement=statement, samples=list(verification.samples.values_list("found", flat=True))
    )
    verification.view, verification.statement = Verification.View(view), statement.strip()
    verification.given_at = timezone.now()
    verification.save(update_fields=["view", "statement", "given_at"])
    write(
        "Verification given", f"verification:{verification.pk}:given", business_unit(),
        reference=verification.round.reference, label=verification.round.title,
        path=verification.get_absolute_url(),
    )  # fmt: skip
    record("gave", verification, by=by, view=view)
    return verification
