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
