"""The yearly report: gather, write, scrutinise, endorse, render, publish, send copies, correct."""

from assurance.operations.yearly_report.draft import (
    add_section,
    gather_report,
    remove_section,
    start_report,
    write_section,
)
from assurance.operations.yearly_report.publication import (
    correct_report,
    publish_report,
    record_copy,
    usual_recipients,
    yearly_deadline,
)
from assurance.operations.yearly_report.rendering import render_report, render_waiting
from assurance.operations.yearly_report.review import (
    ask_endorsements,
    endorse,
    return_report,
    save_statement,
    scrutinise,
    send_report,
)

__all__ = [
    "add_section",
    "ask_endorsements",
    "correct_report",
    "endorse",
    "gather_report",
    "publish_report",
    "record_copy",
    "remove_section",
    "render_report",
    "render_waiting",
    "return_report",
    "save_statement",
    "scrutinise",
    "send_report",
    "start_report",
    "usual_recipients",
    "write_section",
    "yearly_deadline",
]
