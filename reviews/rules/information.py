"""What an agency's answer must say."""

from partnership.access import Refused


def check_answer(*, involvement, summary, immediate_action, signed_off_office):
    """Involved or not is always said; involvement is described; the agency has signed it off."""
    if not involvement:
        raise Refused("Say whether your agency was involved.")
    if involvement == "involved" and not summary.strip():
        raise Refused("Describe your agency's involvement.")
    if involvement == "involved" and not immediate_action.strip():
        raise Refused("Say what you have done at once, if only that nothing was needed.")
    if not signed_off_office.strip():
        raise Refused("Say who in your agency has signed this off, by office.")


def check_agreed_date(due_on, *, needed, today):
    """Where no date follows from a notification, one that lies ahead is agreed; where one does, none is."""
    if needed and due_on is None:
        raise Refused("Agree on a day by which agencies are to answer.")
    if not needed and due_on:
        raise Refused("The day by which agencies answer follows from the notification.")
    if due_on and due_on < today:
        raise Refused("The day by which agencies are to answer has passed. Choose one that lies ahead.")
