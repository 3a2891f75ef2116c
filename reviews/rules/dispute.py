"""When statutory partners may bring a dispute about a case, and when it may end.

Nothing here knows a stage of escalation or a limit in days: a practitioner's disagreement about a child follows
another procedure and never becomes one of these.
"""

from partnership.access import Refused

# The stages in which partners have to agree, and to which the case goes back.
FROM = {"rr_decision", "lcspr_signoff", "pub_decision"}


def check_raised(*, stage, about, speaks_for, partner, is_partner):
    """A statutory partner's own signatory raises it, where partners have to agree, and says about what."""
    if stage not in FROM:
        raise Refused(
            "A dispute is raised where partners have to agree: at the decision, the sign-off or the publication. "
            "Open the case to see its status."
        )
    if not is_partner:
        raise Refused(f"{partner} is not a statutory partner today, so it cannot raise a dispute.")
    if not speaks_for:
        raise Refused(f"Only a signatory of {partner} can raise a dispute for it.")
    if not about.strip():
        raise Refused("Say what the partners disagree about.")


def check_open(*, ended):
    if ended:
        raise Refused("This dispute has ended. Open the case to see its status.")


def check_advice(*, advice, office, given_on, raised_on, today):
    """Somebody independent advised, by office and day, once the dispute had begun."""
    if not advice.strip():
        raise Refused("Enter the advice.")
    if not office.strip():
        raise Refused("Say who gave the advice, by office.")
    if given_on > today:
        raise Refused("The day of the advice is in the future. Check it.")
    if given_on < raised_on:
        raise Refused(f"The dispute was raised on {raised_on:%-d %B %Y}. The advice cannot be older.")


def check_end(*, advice, response, outcome):
    """It ends once there was advice, the partners have answered it, and what they settled is written down."""
    if not advice:
        raise Refused("No independent person has advised yet. Record the advice first.")
    if not response.strip():
        raise Refused("Say how the partners answer the advice. The answer must be recorded.")
    if not outcome.strip():
        raise Refused("Say what the partners have agreed.")
