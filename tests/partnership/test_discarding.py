"""What was begun by mistake is discarded while nothing rests on it, and the record says so."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Gone, Refused
from partnership.models import (
    Action,
    Budget,
    BudgetApproval,
    BusinessPlan,
    Deadline,
    Event,
    Letter,
    PlanConsultation,
)
from partnership.operations import plan as plans
from partnership.operations.action_logs import withdraw_action
from partnership.operations.money import approval
from partnership.operations.money.budgets import discard_year, open_year
from tests.factories import money
from tests.factories import plan as made

WHY = "The year before was meant."


@pytest.fixture(autouse=True)
def a_monday_in_february():
    with time_machine.travel("2026-02-09 09:00Z", tick=False):
        yield


def discard(client, name, thing, reason=WHY):
    return client.post(reverse(name, args=[thing.pk]), {"reason": reason}, follow=True)


# A budget year ----------------------------------------------------------------------------------------------


def test_discard_year_takes_it_out_and_the_record_says_why(cast, sign_in):
    budget = money.budget(cast)
    client = sign_in(cast.manager)
    assert reverse("discard_year", args=[budget.pk]) in client.get(budget.get_absolute_url()).text

    answer = discard(client, "discard_year", budget)

    assert f"{budget} is discarded." in answer.text
    assert not Budget.objects.filter(pk=budget.pk).exists()
    entry = Event.objects.get(verb="discarded")
    assert (entry.why, entry.label) == (WHY, str(budget))
    again = open_year(budget.pot, by=cast.manager, year=budget.year, total=Decimal(1))
    assert again.lines.exists()


def test_discard_year_wants_a_reason(cast, sign_in):
    budget = money.budget(cast)

    assert "Say why you are discarding it" in discard(sign_in(cast.manager), "discard_year", budget, " ").text
    assert Budget.objects.filter(pk=budget.pk).exists()


def test_partners_who_were_asked_to_approve_a_discarded_year_are_told(cast):
    budget = money.budget(cast)
    approval.ask_for_budget_approval(budget, by=cast.manager)

    discard_year(budget, by=cast.manager, reason=WHY)

    assert not Budget.objects.filter(pk=budget.pk).exists()
    assert not Deadline.objects.outstanding().filter(reference=budget.reference).exists()
    told = Letter.objects.filter(subject=f"No longer to approve: {budget.reference}")
    assert {one.recipient for one in told} == set(cast.signatories)


def test_a_year_that_a_partner_approved_or_on_which_money_lies_stays(cast):
    spent = money.budget(cast)
    money.spent(cast, spent, "120.00")
    with pytest.raises(Refused, match="Money was invoiced, received"):
        discard_year(spent, by=cast.manager, reason=WHY)

    agreed = money.budget(cast, code="joint")
    edition = approval.ask_for_budget_approval(agreed, by=cast.manager)
    one = BudgetApproval.objects.get(edition=edition, organisation=cast.police)
    approval.approve_budget(one, by=cast.signatories[cast.partners.index(cast.police)], seen=edition.checksum)
    with pytest.raises(Refused, match="A partner has approved figures of this year"):
        discard_year(agreed, by=cast.manager, reason=WHY)

    assert Budget.objects.filter(pk__in=[spent.pk, agreed.pk]).count() == 2
    assert not Event.objects.filter(verb="discarded").exists()


def test_who_comes_second_to_a_discarded_year_is_told_so(cast):
    budget = money.budget(cast)
    discard_year(budget, by=cast.manager, reason=WHY)

    with pytest.raises(Gone, match="This budget has been removed since you opened the page"):
        approval.ask_for_budget_approval(budget, by=cast.administrator)


# A business plan --------------------------------------------------------------------------------------------


def test_discard_plan_ends_what_committees_were_asked(cast, sign_in):
    plan = made.draft(cast)
    plans.begin_consultation(plan, by=cast.officer)
    plans.consult(
        plan,
        by=cast.officer,
        committee=made.committee(cast),
        sent_on=date(2026, 2, 9),
        meets_on=date(2026, 3, 2),
    )
    assert Deadline.objects.outstanding().filter(reference=plan.reference).count() == 1
    client = sign_in(cast.officer)
    assert reverse("discard_plan", args=[plan.pk]) in client.get(plan.get_absolute_url()).text

    answer = discard(client, "discard_plan", plan)

    assert f"{plan} is discarded." in answer.text
    assert not BusinessPlan.objects.filter(pk=plan.pk).exists()
    assert not PlanConsultation.objects.exists()
    assert not Deadline.objects.outstanding().filter(reference=plan.reference).exists()
    assert Event.objects.get(verb="discarded").why == WHY
    assert made.draft(cast).reference == plan.reference


def test_a_plan_that_a_committee_considered_or_that_is_approved_stays(cast):
    considered = made.consulted(cast)
    plans.record_comments(
        considered.consultations.get(), by=cast.officer, considered_on=date(2026, 2, 9), comments="Say more."
    )
    with pytest.raises(Refused, match="A committee has considered the plan"):
        plans.discard_plan(considered, by=cast.officer, reason=WHY)
    BusinessPlan.objects.filter(pk=considered.pk).update(
        state="approved", approved_on=date(2026, 2, 9), approved_by_decision="LRSCP-2026-01, decision 3"
    )
    with pytest.raises(Refused, match="The plan is approved, so it stays"):
        plans.discard_plan(considered, by=cast.officer, reason=WHY)


def test_a_plan_with_an_action_is_discarded_once_nobody_has_to_do_it(cast):
    plan = made.draft(cast)
    action = plans.open_plan_action(
        plan.priorities.first(), by=cast.officer, title="Train health visitors", organisation=cast.health,
        target_on=date(2026, 9, 30),
    )  # fmt: skip
    with pytest.raises(Refused, match="An action was opened from this plan"):
        plans.discard_plan(plan, by=cast.officer, reason=WHY)
    withdraw_action(action, by=cast.officer, seen=action.wording, reason="The plan was begun by mistake.")

    plans.discard_plan(plan, by=cast.officer, reason=WHY)

    assert not BusinessPlan.objects.filter(pk=plan.pk).exists()
    assert Action.objects.get(pk=action.pk).state == "withdrawn"


# The page ---------------------------------------------------------------------------------------------------


def test_the_page_asks_nothing_about_what_cannot_be_discarded(cast, sign_in):
    plan = made.approved(cast)
    answer = sign_in(cast.officer).get(reverse("discard_plan", args=[plan.pk]))
    assert answer.status_code == 409
    assert "It changes by a variation." in answer.text
