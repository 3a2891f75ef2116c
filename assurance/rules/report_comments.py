"""When members may comment on a draft, and what an answer must say."""

from partnership.access import Refused

RULE = "The last day on which comments are taken"
SOURCE = "Set by the business unit. Partners take comments before the report is published: report of 6 September 2022"
LONGEST = 4_000  # characters of one comment


def check_window(*, state, closes_on, today, asks):
    if state == "published":
        raise Refused("The report is published. Comments are taken on the next one.")
    if state != "drafting":
        raise Refused("The text is frozen. Members comment while it is being written.")
    if closes_on <= today:
        raise Refused("Choose a last day after today, so that members have time to read it.")
    if not asks.strip():
        raise Refused("Say what members should look at.")


def check_commented(*, is_open, closes_on, text):
    if not is_open:
        raise Refused(f"Comments were taken until {closes_on:%-d %B %Y}.")
    if not text.strip():
        raise Refused("Write your comment, or say that you have none.")


def check_answer(*, state, answer, answer_text):
    """An answer always has its reason; it may be put right until the report is published."""
    if state == "published":
        raise Refused("The report is published, so its answers stand.")
    if not answer:
        raise Refused("Choose what became of the comment.")
    if not answer_text.strip():
        raise Refused("Say why: the member reads it.")


def check_all_answered(count):
    if count:
        raise Refused(
            f"{count} comment{'s are' if count > 1 else ' is'} not answered yet. "
            "Answer what members said before the report goes on."
        )
