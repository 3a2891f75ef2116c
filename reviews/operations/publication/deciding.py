"""How a review is published: decided on stated grounds, and told to those who must know why."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.record import record
from reviews.models import Artefact, PublicationDecision, Stage, Telling
from reviews.operations.case import check_unconflicted, stop_clock
from reviews.operations.case import lock as lock_case
from reviews.operations.case import move as move_case
from reviews.operations.letters import business_unit, write
from reviews.operations.publication.artefact import NEEDED_COPIES, in_force, untold
from reviews.rules.publication import (
    COMPLETES,
    MAY_GO_LIVE,
    NOTHING_HERE,
    check_publication_decider,
    check_publication_decision,
    check_seen,
)


@transaction.atomic
def decide_publication(
    review, *, by, mode, reasons="", instead="", none_fit_because="", discussed_on=None, discussed="", seen=""
):  # fmt: skip
    """Decide how the review is published. Frozen; a later decision supersedes it.

    `seen` is the number of the decision that was in force when it was thought over, "0" for none.
    """
    case = lock_case(review.case)
    check_publication_decider(roles=by.roles, decides=case.edition.decides_reviews)
    check_unconflicted(case, by)
    before = in_force(review)
    check_seen(seen=seen, now=str(before.pk if before else 0), what="The decision in force")
    if not review.comments.exists():
        raise Refused("The Independent Advisor's comment on the report comes first. It is not recorded yet.")
    check_publication_decision(
        stage=case.stage,
        mode=mode,
        reasons=reasons,
        instead=instead,
        discussed_on=discussed_on,
        discussed=discussed,
        today=timezone.localdate(),
        improvements=statements_of_improvements(review).count(),
        none_fit=none_fit_because,
    )
    beyond = review.artefacts.live().exclude(kind__in=MAY_GO_LIVE[mode]).first()
    if beyond:
        raise Refused(
            f"“{beyond.title}” is public, and this would no longer allow it. It has to be withdrawn first."
        )
    full = mode == PublicationDecision.Mode.FULL
    decision = PublicationDecision.objects.create(
        review=review,
        mode=mode,
        reasons=reasons.strip(),
        instead="" if full else instead.strip(),
        none_fit_because=none_fit_because.strip() if mode in NOTHING_HERE else "",
        discussed_on=None if full else discussed_on,
        discussed="" if full else discussed.strip(),
        decided_by=by,
        office=case.edition.decides_reviews,
        edition=case.edition,
        supersedes=before,
    )
    record("decided", decision, by=by, why=reasons, mode=mode, supersedes=before and before.pk)
    write(
        "case_step", "It was decided how to publish", f"publication:{decision.pk}", business_unit(), case=case,
        path=case.get_absolute_url(),
    )  # fmt: skip
    there = review.artefacts.live().filter(kind=COMPLETES.get(mode, "")).order_by("live_at").first()
    if there:
        complete(case, there, decision, by=by)
    return decision


def complete(case, artefact, decision, *, by):
    """The review is published with the kind of file that was decided on. What stands beside it completes nothing:
    a briefing that goes live first stops no clock.
    """
    if case.stage != Stage.PUB_DECISION or artefact.kind != COMPLETES.get(decision.mode):
        return
    late_reason = artefact.late_reason or "Scheduled in time, but went live after its day"
    stop_clock(case, "publish", by=by, done_on=artefact.live_on, late_reason=late_reason)
    move_case(case, Stage.PUBLISHED, by=by)


def statements_of_improvements(review):
    """The files about improvements that are on their way to the public, or there."""
    S = Artefact.State
    return review.artefacts.filter(kind=Artefact.Kind.IMPROVEMENTS).exclude(
        state__in=[S.WITHDRAWN, S.ARCHIVED]
    )


@transaction.atomic
def tell(review, *, by, about, recipient, told_on, said, late_reason=""):
    """Record that the Panel or the Secretary of State was told why. The portal tells nobody.

    Where nothing of the review itself is published here, telling both completes its publication.
    """
    case = lock_case(review.case)
    decision = in_force(review) if about == Telling.About.NOT_IN_FULL else None
    if about not in Telling.About.values or recipient not in NEEDED_COPIES:
        raise Refused("Choose what was told, and to whom.")
    if not said.strip():
        raise Refused("Write what they were told.")
    if told_on > timezone.localdate():
        raise Refused("It cannot be recorded before it is told. Check the date.")
    if about == Telling.About.NOT_IN_FULL:
        if decision is None or decision.mode == PublicationDecision.Mode.FULL:
            raise Refused("Nothing has been decided that they would have to be told of.")
        if told_on < decision.decided_on:
            raise Refused("They cannot have been told of it before it was decided. Check the date.")
        if decision.tellings.filter(recipient=recipient).exists():
            raise Refused(f"{NEEDED_COPIES[recipient]} was already told of this decision.")
    telling = Telling.objects.create(
        review=review, about=about, decision=decision, recipient=recipient, told_on=told_on, said=said.strip(),
        recorded_by=by,
    )  # fmt: skip
    record("told", review, by=by, about=about, recipient=recipient, told_on=str(told_on))
    done = decision and decision.mode in NOTHING_HERE and not untold(decision)
    if done and case.stage == Stage.PUB_DECISION:
        last = max(decision.tellings.values_list("told_on", flat=True))
        stop_clock(case, "publish", by=by, done_on=last, late_reason=late_reason)
        move_case(case, Stage.PUBLISHED, by=by, mode=decision.mode)
    return telling


def delay_untold(review):
    """Who has not been told why publication comes late, by name."""
    told = set(review.tellings.filter(about=Telling.About.DELAY).values_list("recipient", flat=True))
    return [label for recipient, label in NEEDED_COPIES.items() if recipient not in told]
