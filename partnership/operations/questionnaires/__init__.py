"""Asking a questionnaire of many, answering it, and submitting it for good."""

from partnership.operations.questionnaires.evidence import add_evidence, remove_evidence
from partnership.operations.questionnaires.last_time import carry_forward, last_answers, last_return
from partnership.operations.questionnaires.returns import (
    Conflict,
    Saved,
    checksum,
    questions_of,
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
    "add_evidence",
    "carry_forward",
    "checksum",
    "extend",
    "last_answers",
    "last_return",
    "next_reference",
    "open_round",
    "questions_of",
    "remind",
    "remove_evidence",
    "save_answer",
    "save_answers",
    "submit",
]
