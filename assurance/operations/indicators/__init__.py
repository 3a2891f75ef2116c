"""Indicators: kept, asked for, given, read in, and told.

For others: `figures_for` and `summary_between` tell what anybody may read; `ask_for_figures` belongs to the timetable.
"""

from assurance.operations.indicators.asking import ask_for_figures
from assurance.operations.indicators.telling import boards, figures_for, summary_between

__all__ = ["ask_for_figures", "boards", "figures_for", "summary_between"]
