"""Asking a questionnaire of many, answering it, and submitting it for good."""

from partnership.operations.questionnaires.assignments import (
    colleagues,
    finish_section,
    give_section,
    withdraw_section,
)
from partnership.operations.questionnaires.chasing import (
    chase,
    chase_all,
    chases_due,
    escalate,
    extend,
    remind,
)
from partnership.operations.questionnaires.evidence import add_evidence, remove_evidence
from partnership.operations.questionnaires.last_time import carry_forward, last_answers, last_return
from partnership.operations.questionnaires.planning import (
    discard_planned,
    open_planned,
    open_planned_rounds,
    plan_round,
)
from partnership.operations.questionnaires.printing import print_return
from partnership.operations.questionnaires.reopening import (
    answer_reopening,
    ask_to_reopen,
    check_reopenable,
    let_stand_what_closed,
    reopen,
    stand_by,
)
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
    amend_message,
    ask_again,
    ask_too,
    change_dates,
    drop,
    next_reference,
    open_round,
)
from partnership.operations.questionnaires.sharing import copies_given, give_copy
from partnership.operations.questionnaires.workbooks import (
    as_workbook,
    bring_in_answers,
    purpose_of,
    read_file,
    understood,
)

__all__ = [
    "AlreadyOpened",
    "Conflict",
    "Saved",
    "add_evidence",
    "amend_message",
    "answer_reopening",
    "as_workbook",
    "ask_again",
    "ask_to_reopen",
    "ask_too",
    "bring_in_answers",
    "carry_forward",
    "change_dates",
    "chase",
    "chase_all",
    "chases_due",
    "check_reopenable",
    "checksum",
    "colleagues",
    "copies_given",
    "discard_planned",
    "drop",
    "escalate",
    "extend",
    "finish_section",
    "give_copy",
    "give_section",
    "last_answers",
    "last_return",
    "let_stand_what_closed",
    "next_reference",
    "open_planned",
    "open_planned_rounds",
    "open_round",
    "plan_round",
    "print_return",
    "purpose_of",
    "questions_of",
    "read_file",
    "remind",
    "remove_evidence",
    "reopen",
    "save_answer",
    "save_answers",
    "stand_by",
    "submit",
    "understood",
    "withdraw_section",
]
