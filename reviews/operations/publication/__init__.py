"""From a file to a published artefact: checked, signed, decided, copied, scheduled, live, withdrawn, archived."""

from reviews.operations.publication.anonymity import check_anonymity, warnings_about, wording_of
from reviews.operations.publication.artefact import (
    ADDED_AT,
    NEEDED_COPIES,
    add_artefact,
    earliest,
    in_force,
    lock,
    mark_of,
    missing,
    partners_of,
    read_file,
    removed_from,
    replace_file,
    untold,
    working,
)
from reviews.operations.publication.deciding import decide_publication, delay_untold, tell
from reviews.operations.publication.live import archive, go_live, publish_due, schedule, withdraw
from reviews.operations.publication.signing import comment_on_report, refuse_to_sign, sign
from reviews.operations.publication.waiting import correct_copy, hold, keep_hold, lift_hold, plan, send_copy
from reviews.operations.publication.words import (
    add_improvement,
    check_correction,
    check_improvement,
    check_live,
    correct_summary,
    link_repository,
    take_down_improvement,
)

__all__ = [
    "ADDED_AT", "NEEDED_COPIES", "add_artefact", "add_improvement", "archive", "check_anonymity", "check_correction",
    "check_improvement", "check_live", "comment_on_report", "correct_copy", "correct_summary", "decide_publication",
    "delay_untold", "earliest", "go_live", "hold", "in_force", "keep_hold", "lift_hold", "link_repository", "lock",
    "mark_of", "missing", "partners_of", "plan", "publish_due", "read_file", "refuse_to_sign", "removed_from",
    "replace_file", "schedule", "send_copy", "sign", "take_down_improvement", "tell", "untold", "warnings_about",
    "withdraw", "wording_of", "working",
]  # fmt: skip
