"""Hearing every statutory partner, then the local authority's own decision to notify or not."""

import hashlib

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Organisation
from partnership.operations.deadlines import end
from partnership.operations.record import record
from reviews.models import AuthorityDecision, PartnerView, Stage
from reviews.operations.case import clock, lock, move
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.case import check_authoritys_decision, check_move, check_view
from reviews.rules.publication import check_seen


@transaction.atomic
def record_view(case, *, by, organisation, view, given_on, office="", words=""):
    """What one statutory partner thinks about notifying; it may change until the authority has decided."""
    case = lock(case)
    if case.stage != Stage.SCREENING:
        raise Refused(
            "Views are recorded while a referral is being screened. Open the case to see its status."
        )
    if not Organisation.objects.statutory_partners(case.aware_on).filter(pk=organisation.pk).exists():
        raise Refused(f"{organisation} was no statutory partner when the authority became aware.")
    check_view(
        view=view, office=office, given_on=given_on, aware_on=case.aware_on, today=timezone.localdate()
    )
    before = case.partner_views.filter(organisation=organisation).first()
    kept, _ = PartnerView.objects.update_or_create(
        case=case,
        organisation=organisation,
        defaults={"view": view, "words": words.strip(), "office": office.strip(), "given_on": given_on},
    )
    record(
        "heard a partner",
        case,
        by=by,
        organisation=organisation.code,
        view=view,
        before=before.view if before else "",
    )
    return kept


@transaction.atomic
def decide_to_notify(case, *, by, office, reason, seen=""):
    """The local authority decided to notify the Panel. Its five working days go on running until it has.

    `seen` is the mark of the partners' views that it had before it.
    """
    case = lock(case)
    check_move(case.stage, Stage.SIN_DUE)
    keep_authoritys_decision(case, notify=True, by=by, office=office, reason=reason, seen=seen)
    return move(case, Stage.SIN_DUE, by=by, why=reason)


@transaction.atomic
def do_not_notify(case, *, by, office, reason, seen=""):
    """The local authority decided that the incident is not notifiable, for this reason."""
    case = lock(case)
    check_move(case.stage, Stage.NOT_NOTIFIED)
    keep_authoritys_decision(case, notify=False, by=by, office=office, reason=reason, seen=seen)
    case.not_notified_reason = reason.strip()
    case.save(update_fields=["not_notified_reason"])
    for duty in ("notify", "inform_partners"):
        running = clock(case, duty)
        if running:
            end(running, by=by, reason="The local authority decided not to notify")
    times = case.authority_decisions.count()
    write("case_step", "For your decision: not notified", f"case:{case.pk}:not-notified:{times}",
          holders(case.edition.decides_reviews), case=case,
          path=reverse("reviews:choose_local_review", args=[case.pk]))  # fmt: skip
    return move(case, Stage.NOT_NOTIFIED, by=by, why=reason)


# Where a case goes when the authority's decision is taken up again: what is still due to be notified goes on being due.
TAKEN_UP = {Stage.NOT_NOTIFIED: Stage.REFERRED, Stage.SIN_DUE: Stage.SCREENING}


@transaction.atomic
def take_up_again(case, *, by, new_information):
    """Something new has come to light, or the decision was recorded by mistake: the authority decides afresh.

    What was decided before stands on the case's page, with the views of that day. Where nothing was to be notified,
    the office that decides has nothing to choose any longer, and is told.
    """
    case = lock(case)
    if case.stage not in TAKEN_UP:
        raise Refused(
            "This is for an incident that was not notified, while what follows is still to be chosen, or that is yet "
            "to be notified. Open the case to see its status."
        )
    if not new_information.strip():
        raise Refused("Say what has come to light, or what was wrong.")
    if case.stage == Stage.NOT_NOTIFIED:
        times = case.authority_decisions.count()
        write("case_step", "A case is screened again", f"case:{case.pk}:taken-up:{times}",
              holders(case.edition.decides_reviews), case=case, path=reverse("home"))  # fmt: skip
    return move(case, TAKEN_UP[case.stage], by=by, why=new_information)


def mark_of_views(case):
    """What changes as soon as a statutory partner's view does."""
    views = case.partner_views.order_by("organisation").values_list(
        "organisation", "view", "words", "office", "given_on"
    )
    return hashlib.sha256(repr(list(views)).encode()).hexdigest()


def keep_authoritys_decision(case, *, notify, by, office, reason, seen):
    """Keep the decision beside what each statutory partner thought when it was taken."""
    check_seen(seen=seen, now=mark_of_views(case), what="What a partner thinks")
    views = list(case.partner_views.select_related("organisation"))
    partners = Organisation.objects.statutory_partners(case.aware_on)
    check_authoritys_decision(
        notify=notify, office=office, reason=reason, partners=partners, heard=[v.organisation for v in views]
    )
    decision = AuthorityDecision.objects.create(
        case=case,
        authority=case.responsible_authority,
        notify=notify,
        office=office.strip(),
        reason=reason.strip(),
        views=[
            {
                "partner": view.organisation.name,
                "view": view.view,
                "words": view.words,
                "office": view.office,
                "given_on": str(view.given_on),
            }
            for view in views
        ],
        recorded_by=by,
    )
    write("case_step", "The local authority has decided", f"case:{case.pk}:authority:{decision.pk}",
          business_unit().exclude(pk=by.pk), case=case, path=case.get_absolute_url())  # fmt: skip
