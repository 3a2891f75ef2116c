"""The nouns of assurance."""

from assurance.models.yearly_report import (
    Gather,
    Rendering,
    ReportCopy,
    ReportEndorsement,
    ReportSection,
    ScrutinyStatement,
    YearlyReport,
)

__all__ = [
    "Gather",
    "Rendering",
    "ReportCopy",
    "ReportEndorsement",
    "ReportSection",
    "ScrutinyStatement",
    "YearlyReport",
]
