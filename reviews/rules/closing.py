"""What has to be there before a case is closed, and when a closed one may be opened again."""

from partnership.access import Refused
from reviews.rules.routes import check_said


def number(count, one, many):
    return f"{count} {one if count == 1 else many}"


def stands_in_the_way(
    *, open_actions, open_dissemination, local_review_under_way, scheduled, waits_to_be_agreed
):
    """What has to be done elsewhere before the case can be closed, as sentences, all at once."""
    missing = []
    if open_actions:
        are = "is" if open_actions == 1 else "are"
        missing.append(
            f"{number(open_actions, 'action', 'actions')} of this case {are} still open. "
            "Each has to be done and verified."
        )
    if open_dissemination:
        are = "is" if open_dissemination == 1 else "are"
        missing.append(
            f"{number(open_dissemination, 'part', 'parts')} of the plan to pass the learning on {are} still open."
        )
    if local_review_under_way:
        missing.append("The local review is not finished. Record its findings first.")
    if scheduled:
        missing.append(f"{number(scheduled, 'file is', 'files are')} still to be published at a set hour.")
    if waits_to_be_agreed:
        missing.append("It still has to be confirmed, or not, that the criteria were not met.")
    return missing


def left_to_say(
    *, captured, disseminated, impact, nothing_captured_because, not_shared_because,
    panel_told_on, panel_not_told_because, family_told_on, family_not_told_because, today,
):  # fmt: skip
    """What whoever closes it has not said yet: (field, sentence) pairs, all at once.

    `captured` is how many actions and learning points there are, `disseminated` how many parts of the plan.
    """
    missing = []
    if not impact.strip():
        missing.append(("impact", "Say what a later audit or check showed"))
    if not captured and not nothing_captured_because.strip():
        missing.append(
            (
                "nothing_captured_because",
                "There is neither an action nor a learning point. Add one to the case, or say why none was needed",
            )
        )
    if not disseminated and not not_shared_because.strip():
        missing.append(
            (
                "not_shared_because",
                "No learning was passed on. Plan how, or say why there was nothing to share",
            )
        )
    for who, told_on, because in (
        ("panel", panel_told_on, panel_not_told_because),
        ("family", family_told_on, family_not_told_because),
    ):
        called = f"the {who}" if who == "family" else "the Panel"
        if told_on is None and not because.strip():
            missing.append((f"{who}_told_on", f"Enter when {called} was told, or say why not"))
        elif told_on and told_on > today:
            missing.append((f"{who}_told_on", f"The day on which {called} was told is in the future"))
    return missing


def what_is_missing(*, facts, said):
    """Everything that still stands between a case and its closing, as sentences."""
    return stands_in_the_way(**facts) + [f"{sentence}." for _, sentence in left_to_say(**said)]


def check_closing(*, facts, said):
    missing = what_is_missing(facts=facts, said=said)
    if missing:
        raise Refused(" ".join(missing))


def check_reopening(*, to, closed, rapid_review, new_information):
    """A closed case, for something new; to the decision only where there is a rapid review to decide on."""
    if not closed:
        raise Refused("This case is not closed. Open it to see its status.")
    if to not in ("referred", "rr_decision"):
        raise Refused("Choose where the case goes back to.")
    if to == "rr_decision" and not rapid_review:
        raise Refused("There is no rapid review to decide on. Send the case back to its referral.")
    check_said(new_information, "Say what has come to light since it was closed.")
