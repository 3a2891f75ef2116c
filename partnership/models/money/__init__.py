"""Money: each pot by itself."""

from partnership.models.money.approval import BudgetApproval, BudgetEdition, YearClosing
from partnership.models.money.budgets import Budget, BudgetLine, Contribution, Pot
from partnership.models.money.case_costs import CaseCost, CaseCostShare
from partnership.models.money.income import Income, InKind, Invoice, Payment
from partnership.models.money.spending import Forecast, Spending

__all__ = [
    "Budget",
    "BudgetApproval",
    "BudgetEdition",
    "BudgetLine",
    "CaseCost",
    "CaseCostShare",
    "Contribution",
    "Forecast",
    "InKind",
    "Income",
    "Invoice",
    "Payment",
    "Pot",
    "Spending",
    "YearClosing",
]
