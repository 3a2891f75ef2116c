"""What inspectors found of schools: brought in from national files or by hand, and followed up where it worries."""

from schools.operations.inspections.by_hand import (
    add_inspection,
    check_correctable,
    correct_inspection,
    write_note,
)
from schools.operations.inspections.concerns import close_concern, open_concern, record_what_was_done
from schools.operations.inspections.files import apply_ofsted, compare, read_ofsted
from schools.operations.inspections.outcomes import Outcome, concerns_between, outcomes_between

__all__ = [
    "Outcome",
    "add_inspection",
    "apply_ofsted",
    "check_correctable",
    "close_concern",
    "compare",
    "concerns_between",
    "correct_inspection",
    "open_concern",
    "outcomes_between",
    "read_ofsted",
    "record_what_was_done",
    "write_note",
]
