"""Asking a questionnaire of many, answering it, and submitting it for good."""

from partnership.operations.questionnaires.returns import (
    Conflict,
    Saved,
    checksum,
    save_answer,
    save_answers,
    submit,
)
from partnership.operations.questionnaires.rounds import (
    AlreadyOpened,
    extend,
    next_reference,
    open_round,
    remind,
)

__all__ = [
    "AlreadyOpened",
    "Conflict",
    "Saved",
    "checksum",
    "extend",
    "next_reference",
    "open_round",
    "remind",
    "save_answer",
    "save_answers",
    "submit",
]
