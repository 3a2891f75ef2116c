"""The yearly report: gather, write, scrutinise, endorse, render, publish, send copies, correct."""

from assurance.operations.yearly_report.checklist import answer_requirement, checked
from assurance.operations.yearly_report.comments import (
    answer_report_comment,
    ask_for_comments,
    close_comments,
    close_due_windows,
    comment,
    say_nothing,
)
from assurance.operations.yearly_report.committees import (
    answer_committee,
    consult_on_report,
    record_committee,
)
from assurance.operations.yearly_report.companions import (
    correct_companion,
    hear_young_people,
    let_companion_out,
    paper_of,
    print_companion,
    put_companion_forward,
    start_companion,
    take_companion_back,
    write_companion,
)
from assurance.operations.yearly_report.draft import (
    add_section,
    check_discardable,
    discard_report,
    gather_report,
    remove_section,
    start_report,
    write_section,
)
from assurance.operations.yearly_report.paper_making import companion_html, print_waiting
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
from assurance.operations.yearly_report.snapshots import edition_of_snapshot, keep_version, print_version
from assurance.operations.yearly_report.texts import (
    bring_back,
    move_section,
    restore_text,
    set_aside,
    taken_out,
)

__all__ = [
    "add_section",
    "answer_committee",
    "answer_report_comment",
    "answer_requirement",
    "ask_endorsements",
    "ask_for_comments",
    "bring_back",
    "check_discardable",
    "checked",
    "close_comments",
    "close_due_windows",
    "comment",
    "companion_html",
    "consult_on_report",
    "correct_companion",
    "correct_report",
    "discard_report",
    "edition_of_snapshot",
    "endorse",
    "gather_report",
    "hear_young_people",
    "keep_version",
    "let_companion_out",
    "move_section",
    "paper_of",
    "print_companion",
    "print_version",
    "print_waiting",
    "publish_report",
    "put_companion_forward",
    "record_committee",
    "record_copy",
    "remove_section",
    "render_report",
    "render_waiting",
    "restore_text",
    "return_report",
    "save_statement",
    "say_nothing",
    "scrutinise",
    "send_report",
    "set_aside",
    "start_companion",
    "start_report",
    "take_companion_back",
    "taken_out",
    "usual_recipients",
    "write_companion",
    "write_section",
    "yearly_deadline",
]
