"""When members may comment on a draft, and what an answer must say."""

from partnership.access import Refused

RULE = "The last day on which comments are taken"
SOURCE = "Set by the business unit. Partners take comments before the report is published: report of 6 September 2022"
LONGEST = 4_000  # characters of one comment


def check_window(*, state, closes_on, today, asks):
    if state == "published":
        raise Refused("The report is published. You can comment on the next one.")
    if state != "drafting":
        raise Refused("The text is frozen. Members can only comment while it is being written.")
    if closes_on <= today:
        raise Refused("The closing date must be after today, so that members have time to read it.")
    if not asks.strip():
        raise Refused("Enter what members should look at.")


def check_commented(*, is_open, closes_on, text):
    if not is_open:
        raise Refused(f"Comments closed on {closes_on:%-d %B %Y}.")
    if not text.strip():
        raise Refused("Enter your comment, or say that you have none.")


def check_answer(*, state, answer, answer_text):
    """An answer always has its reason; it may be put right until the report is published."""
    if state == "published":
        raise Refused("The report is published, so answers cannot be changed.")
    if not answer:
        raise Refused("Select your answer to the comment.")
    if not answer_text.strip():
        raise Refused("Enter a reason. The member will read it.")


def check_all_answered(count):
    if count:
        raise Refused(
            f"{count} comment{'s are' if count > 1 else ' is'} not answered yet. "
            "Answer members’ comments before the report moves on."
        )
