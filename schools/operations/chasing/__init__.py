"""Chasing schools that have not sent their return: the sweep, letters on paper, replies, who never answered."""

from schools.operations.chasing.letters import (
    ask_for_letters,
    mark_posted,
    print_waiting,
    printed,
)
from schools.operations.chasing.listing import non_responders, row_of, rows_of_round
from schools.operations.chasing.replies import (
    answer_by_link,
    find_by_link,
    hold_chasing,
    record_contact,
    record_reply,
    resume_chasing,
)
from schools.operations.chasing.sweep import sweep

__all__ = [
    "answer_by_link",
    "ask_for_letters",
    "find_by_link",
    "hold_chasing",
    "mark_posted",
    "non_responders",
    "print_waiting",
    "printed",
    "record_contact",
    "record_reply",
    "resume_chasing",
    "row_of",
    "rows_of_round",
    "sweep",
]
