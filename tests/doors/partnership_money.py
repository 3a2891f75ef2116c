# ruff: noqa: E501 - a row is as wide as it is
"""Doors of money: staff and the Independent Advisor see every budget, a partner those to which it contributes."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from partnership.operations.money import approval, case_costs, income
from partnership.rules.years import financial_year, first_day
from tests.factories import money as made

ROWS = """
#                                                                               ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra
money                                                                      GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
pot  code=core                                                             GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
pot  code=joint                                                            GET  302 200 200 200 200 200 404 404 403 403 403 403 403 403 403 403
pot  code=nowhere                                                          GET  302 404 404 404 404 404 404 404 403 403 403 403 403 403 403 403
budget  pk=budget.pk                                                       GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
budget  pk=closed_budget.pk                                                GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
budget  pk=joint_budget.pk                                                 GET  302 200 200 200 200 200 404 404 403 403 403 403 403 403 403 403
budget  pk=424242                                                          GET  302 404 404 404 404 404 404 404 403 403 403 403 403 403 403 403
budget_charts  pk=budget.pk                                                GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
budget_charts  pk=joint_budget.pk                                          GET  302 200 200 200 200 200 404 404 403 403 403 403 403 403 403 403
spending  pk=budget.pk                                                     GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
spending  pk=joint_budget.pk                                               GET  302 200 200 200 200 200 404 404 403 403 403 403 403 403 403 403
money_file  pk=budget.pk what=spending ending=csv                          GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
money_file  pk=budget.pk what=headings ending=xlsx                         GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
money_file  pk=joint_budget.pk what=contributions ending=csv               GET  302 200 200 200 200 200 404 404 403 403 403 403 403 403 403 403
money_file  pk=budget.pk what=secrets ending=csv                           GET  302 404 404 404 404 404 404 404 403 403 403 403 403 403 403 403
contribution  pk=contribution.pk                                           GET  302 200 200 200 200 200 200 200 403 403 403 403 403 403 403 403
case_cost  pk=case_cost.pk                                                 GET  302 200 200 404 200 200 200 404 403 403 403 403 403 403 403 403

open_year  code=core                                                       GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
open_year  code=core                                                       POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
discard_year  pk=budget.pk                                                 GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
discard_year  pk=budget.pk                                                 POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
discard_year  pk=closed_budget.pk                                          GET  302 409 403 403 409 403 403 403 403 403 403 403 403 403 403 403
share_out  pk=budget.pk                                                    GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
share_out  pk=budget.pk                                                    POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
share_out  pk=closed_budget.pk                                             GET  302 409 403 403 409 403 403 403 403 403 403 403 403 403 403 403
plan_headings  pk=budget.pk                                                GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
plan_headings  pk=budget.pk                                                POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_limits  pk=budget.pk                                                   GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_limits  pk=budget.pk                                                   POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
forecast  pk=budget.pk                                                     GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
forecast  pk=budget.pk                                                     POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
explain_variance  pk=budget_line.pk                                        GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
explain_variance  pk=budget_line.pk                                        POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
explain_variance  pk=budget_line.pk ? explained=Moved                      POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
add_income  pk=budget.pk                                                   GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
add_income  pk=budget.pk                                                   POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
add_in_kind  pk=budget.pk                                                  GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
add_in_kind  pk=budget.pk                                                  POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
receive_income  pk=grant.pk                                                GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
receive_income  pk=grant.pk                                                POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_income  pk=grant.pk                                                GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_income  pk=grant.pk                                                POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_income  pk=grant.pk ? reason=Wrong                                 POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
withdraw_in_kind  pk=in_kind.pk                                            GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_in_kind  pk=in_kind.pk                                            POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_in_kind  pk=in_kind.pk ? reason=Wrong                             POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
raise_invoice  pk=contribution.pk                                          GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
raise_invoice  pk=contribution.pk                                          POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
receive_payment  pk=invoice.pk                                             GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
receive_payment  pk=invoice.pk                                             POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_invoice  pk=invoice.pk                                            GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_invoice  pk=invoice.pk                                            POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_invoice  pk=invoice.pk ? reason=Wrong                             POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_payment  pk=payment.pk                                             GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_payment  pk=payment.pk                                             POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_payment  pk=payment.pk ? reason=Wrong                              POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
add_spending  pk=budget.pk                                                 GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
add_spending  pk=budget.pk                                                 POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
upload_spending  pk=budget.pk                                              GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
upload_spending  pk=budget.pk                                              POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
upload_spending  pk=budget.pk ? deed=drop                                  POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
reverse_spending  pk=spent_entry.pk                                        GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_spending  pk=spent_entry.pk                                        POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
reverse_spending  pk=spent_entry.pk ? reason=Wrong                         POST 302 302 403 403 302 403 403 403 403 403 403 403 403 403 403 403
set_case_cost  pk=budget.pk                                                GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
set_case_cost  pk=budget.pk                                                POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
share_out  pk=424242                                                       GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403
raise_invoice  pk=424242                                                   GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403
receive_payment  pk=424242                                                 GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403
reverse_spending  pk=424242                                                GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403
explain_variance  pk=424242                                                GET  302 404 403 403 404 403 403 403 403 403 403 403 403 403 403 403

ask_for_budget_approval  pk=joint_budget.pk                                GET  302 405 403 403 405 403 403 403 403 403 403 403 403 403 403 403
ask_for_budget_approval  pk=joint_budget.pk                                POST 302 409 403 403 409 403 403 403 403 403 403 403 403 403 403 403
ask_for_budget_approval  pk=budget.pk                                      POST 302 409 403 403 409 403 403 403 403 403 403 403 403 403 403 403
approve_budget  pk=county_approval.pk                                      GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
approve_budget  pk=county_approval.pk                                      POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
approve_budget  pk=police_approval.pk                                      GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
agree_case_cost  pk=case_share.pk                                          GET  302 403 403 403 403 403 405 403 403 403 403 403 403 403 403 403
agree_case_cost  pk=case_share.pk                                          POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
agree_case_cost  pk=rutland_share.pk                                       POST 302 403 403 403 403 403 409 403 403 403 403 403 403 403 403 403
close_year  pk=budget.pk                                                   GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
close_year  pk=budget.pk                                                   POST 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_year  pk=closed_budget.pk                                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_year  pk=closed_budget.pk ? reason=Late                             POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_year  pk=budget.pk                                                  GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """One budget under way with one of everything, last year's closed, and one to which nobody contributes yet."""
    cast, today = world.cast, timezone.localdate()
    year = financial_year(today)
    world.closed_budget = made.budget(cast, year=year - 1)
    approval.close_year(world.closed_budget, by=cast.manager)
    world.joint_budget = made.budget(cast, code="joint", year=year, shared=False)
    world.budget = budget = made.budget(cast, year=year)
    world.budget_line = made.line(budget)
    world.contribution = made.contribution(budget, cast.police)
    world.invoice = income.raise_invoice(
        world.contribution,
        by=cast.administrator,
        reference="INV-1",
        invoiced_on=today,
        amount=Decimal("5000.00"),
    )
    world.payment = income.receive_payment(
        world.invoice, by=cast.administrator, amount=Decimal("1000.00"), received_on=today
    )
    world.grant = income.add_income(
        budget,
        by=cast.manager,
        kind="grant",
        described="Grant for training",
        amount=Decimal(3000),
        restricted_to="Training",
    )
    world.in_kind = income.add_in_kind(
        budget,
        by=cast.manager,
        organisation=cast.county,
        described="Offices",
        value=Decimal(9000),
        valued_how="Rent",
    )
    world.spent_entry = made.spent(cast, budget, "480.00", on=max(first_day(year), today - timedelta(3)))
    world.case_cost = case_costs.set_case_cost(
        budget, by=cast.manager, case_reference="LR-2026-007", amount=Decimal(9000), pays_for="Reviewer",
        sharing="equal", organisations=[cast.county, cast.rutland],
    )  # fmt: skip
    world.case_share = world.case_cost.shares.get(organisation=cast.county)
    world.rutland_share = world.case_cost.shares.get(organisation=cast.rutland)
    edition = approval.ask_for_budget_approval(budget, by=cast.manager)
    world.county_approval = edition.approvals.get(organisation=cast.county)
    world.police_approval = edition.approvals.get(organisation=cast.police)
