"""What must be there before a recommendation is answered, learning is let out, or its spreading is done."""

from partnership.access import Refused

# Stages of a case from its rapid review on, until it is closed: what follows from it can be planned.
LEARNS_AT = (
    "rr_gathering",
    "rr_drafting",
    "rr_decision",
    "rr_decided",
    "await_panel",
    "criteria_not_met",
    "lcspr_setup",
    "lcspr_active",
    "lcspr_signoff",
    "pub_decision",
    "dispute",
    "published",
    "local_review",
    "national",
    "elsewhere",
    "learning",
)


def check_learns(stage):
    """From the rapid review on, and no longer once the case is closed."""
    if stage not in LEARNS_AT:
        raise Refused(
            "Actions and learning are planned from the rapid review on, until the case is closed. "
            "Open the case to see its status."
        )


def check_answer(*, answer, reason, answered_on, added_on, today):
    """Accepted or not, always with why, on a day on which the group could have answered."""
    if not answer:
        raise Refused("Say whether the group accepts the recommendation.")
    if not reason.strip():
        raise Refused("Say why, in the group's words.")
    if answered_on > today:
        raise Refused("The group's answer is in the future. Enter the day on which it answered.")


def check_reworded(*, changed, text, reason, published, as_published):
    """Put right with a reason; once the report is public, only so that it says what that report says."""
    if not text.strip():
        raise Refused("Say what is recommended.")
    if not changed:
        raise Refused("That is the recommendation as it stands. Change what is wrong.")
    if not reason.strip():
        raise Refused("Say why it is corrected. The reason is kept permanently.")
    if published and not as_published:
        raise Refused(
            "The review is public, and its recommendations are those of the published report. Correct this one only "
            "to say what that report says. If the report itself is wrong, withdraw it and publish another file."
        )


def check_acted_on(recommendation_answer):
    """What the group has not accepted is not acted on; what waits for its answer may be."""
    if recommendation_answer == "not_accepted":
        raise Refused("The group has not accepted this recommendation. Record another answer first.")


def check_second_person(*, checker, noted_by, done):
    """Somebody other than whoever noted it looks, and once."""
    if done:
        raise Refused("This has been looked at already. Open the case's learning again.")
    if checker == noted_by:
        raise Refused("The person who recorded it cannot check it. Someone else must.")


def check_reached(*, reached, shown_by):
    """How many it reached, even if nobody, and what shows that."""
    if reached is None or reached < 0:
        raise Refused("Say how many people it reached, as a number.")
    if not shown_by.strip():
        raise Refused("Say what shows that it was read or used.")


def check_planned(*, audience, due_on, today):
    if not audience.strip():
        raise Refused("Say whom it is for.")
    if due_on < today:
        raise Refused("The day by which it is due has passed. Choose a date in the future.")


def check_considered(*, outcome, reasons, considered_on, published_on, today):
    """Considered on a day that has come, with what was decided and why."""
    if considered_on > today:
        raise Refused("The day on which it was considered is in the future. Check its date.")
    if published_on and considered_on < published_on:
        raise Refused("It was considered before it was published. Check both dates.")
    if not outcome or not reasons.strip():
        raise Refused("Say what the group decided to do, and why.")
