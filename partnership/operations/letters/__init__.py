"""Letters: promised once under a key, and posted while they are still needed."""

from partnership.operations.letters.posting import oldest_waiting, post_digests, post_letters
from partnership.operations.letters.promising import cancel, cancel_waiting, promise, promise_all
from partnership.operations.letters.reminders import promise_reminders

__all__ = [
    "cancel",
    "cancel_waiting",
    "oldest_waiting",
    "post_digests",
    "post_letters",
    "promise",
    "promise_all",
    "promise_reminders",
]
