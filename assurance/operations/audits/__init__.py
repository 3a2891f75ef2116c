"""Multi-agency audits, from their commission to the day on which somebody looks whether it stuck."""

from assurance.operations.audits.concerns import answer_concern, close_concern, raise_concern
from assurance.operations.audits.discussion import (
    begin_discussion,
    begin_writing,
    call_off_session,
    change_session,
    check_to_come,
    discuss_again,
    grade_case,
    hold_session,
    moderate_case,
    plan_session,
)
from assurance.operations.audits.figures import audits_between, compare
from assurance.operations.audits.findings import (
    change_recommendation,
    note_audit_learning,
    open_audit_action,
    recommend,
    remove_recommendation,
    write_finding,
    write_summary,
)
from assurance.operations.audits.planning import commission, stop_audit, write_audit
from assurance.operations.audits.reporting import (
    close_audit,
    keep_report,
    present_audit,
    report_audit,
)
from assurance.operations.audits.sample import describe_case, replace_case, select_cases, take_out_case
from assurance.operations.audits.tools import chase_auditors, extend_tool, send_tools, set_aside_tool
from assurance.operations.audits.voices import quoted_in, record_voice, take_out_voice

__all__ = [
    "answer_concern",
    "audits_between",
    "begin_discussion",
    "begin_writing",
    "call_off_session",
    "change_recommendation",
    "change_session",
    "chase_auditors",
    "check_to_come",
    "close_audit",
    "close_concern",
    "commission",
    "compare",
    "describe_case",
    "discuss_again",
    "extend_tool",
    "grade_case",
    "hold_session",
    "keep_report",
    "moderate_case",
    "note_audit_learning",
    "open_audit_action",
    "plan_session",
    "present_audit",
    "quoted_in",
    "raise_concern",
    "recommend",
    "record_voice",
    "remove_recommendation",
    "replace_case",
    "report_audit",
    "select_cases",
    "send_tools",
    "set_aside_tool",
    "stop_audit",
    "take_out_case",
    "take_out_voice",
    "write_audit",
    "write_finding",
    "write_summary",
]
