"""Addresses of pots, contributions, spending and forecasts."""

from django.urls import path

from partnership.views.money import approval, budgets, income, spending

urlpatterns = [
    path("money/", budgets.money, name="money"),
    path("money/pots/<slug:code>/", budgets.pot, name="pot"),
    path("money/pots/<slug:code>/open/", budgets.open_year, name="open_year"),
    path("money/<int:pk>/", budgets.budget, name="budget"),
    path("money/<int:pk>/charts/", budgets.budget_charts, name="budget_charts"),
    path("money/<int:pk>/shares/", budgets.share_out, name="share_out"),
    path("money/<int:pk>/headings/", budgets.plan_headings, name="plan_headings"),
    path("money/<int:pk>/discard/", budgets.discard_year, name="discard_year"),
    path("money/<int:pk>/limits/", budgets.set_limits, name="set_limits"),
    path("money/<int:pk>/forecast/", budgets.forecast, name="forecast"),
    path("money/headings/<int:pk>/explain/", budgets.explain_variance, name="explain_variance"),
    path("money/<int:pk>/income/", income.add_income, name="add_income"),
    path("money/<int:pk>/in-kind/", income.add_in_kind, name="add_in_kind"),
    path("money/income/<int:pk>/receive/", income.receive_income, name="receive_income"),
    path("money/income/<int:pk>/reverse/", income.reverse_income, name="reverse_income"),
    path("money/in-kind/<int:pk>/withdraw/", income.withdraw_in_kind, name="withdraw_in_kind"),
    path("money/contributions/<int:pk>/", income.contribution, name="contribution"),
    path("money/contributions/<int:pk>/invoice/", income.raise_invoice, name="raise_invoice"),
    path("money/invoices/<int:pk>/payment/", income.receive_payment, name="receive_payment"),
    path("money/invoices/<int:pk>/withdraw/", income.withdraw_invoice, name="withdraw_invoice"),
    path("money/payments/<int:pk>/reverse/", income.reverse_payment, name="reverse_payment"),
    path("money/<int:pk>/spending/", spending.spending, name="spending"),
    path("money/<int:pk>/spending/add/", spending.add_spending, name="add_spending"),
    path("money/<int:pk>/spending/upload/", spending.upload_spending, name="upload_spending"),
    path("money/spending/<int:pk>/reverse/", spending.reverse_spending, name="reverse_spending"),
    path("money/<int:pk>/files/<slug:what>.<slug:ending>", spending.money_file, name="money_file"),
    path("money/<int:pk>/ask/", approval.ask_for_budget_approval, name="ask_for_budget_approval"),
    path("money/approvals/<int:pk>/", approval.approve_budget, name="approve_budget"),
    path("money/<int:pk>/close/", approval.close_year, name="close_year"),
    path("money/<int:pk>/reopen/", approval.reopen_year, name="reopen_year"),
    path("money/<int:pk>/cases/", approval.set_case_cost, name="set_case_cost"),
    path("money/cases/<int:pk>/", approval.case_cost, name="case_cost"),
    path("money/cases/shares/<int:pk>/agree/", approval.agree_case_cost, name="agree_case_cost"),
]
