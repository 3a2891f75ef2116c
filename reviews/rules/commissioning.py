"""What must be there before a reviewer is appointed, and how soon the Panel is told who it is."""

from partnership.access import Refused
from partnership.rules.deadlines import Clock, WorkingDays

TELL_PANEL = Clock(
    duty="tell_who_reviews",
    label="Tell the Panel who carries out the review",
    starts="appointed_on",
    since="the reviewer was appointed",
    allow=WorkingDays(5),
    source="Local target. That the Panel is told who reviews rests on general knowledge of Working Together.",
    confirmed=False,
)


def check_terms(*, questions, period_from, period_to, methodology, changes, why):
    """Terms of reference say what is asked, about which time, and how; a change says why."""
    if not questions.strip() or not methodology.strip():
        raise Refused("Give the questions of the review, and how it is to be carried out.")
    if period_from is None or period_to is None:
        raise Refused("Give the first and the last day of the time that the review looks at.")
    if period_to < period_from:
        raise Refused("The time that the review looks at ends before it begins. Check both dates.")
    if changes and not why.strip():
        raise Refused("Say why the terms of reference change.")


def check_shares(*, amount, shares, reason):
    """Whoever pays, the shares together are the whole cost, to the penny. `shares` are amounts."""
    if amount is None or amount <= 0:
        raise Refused("Enter what the review costs, in pounds.")
    if not reason.strip():
        raise Refused("Say what the cost pays for, or why it changed.")
    if not shares or any(share <= 0 for share in shares):
        raise Refused("Enter what each partner that shares the cost pays. Leave out those that pay nothing.")
    together = sum(shares)
    if together != amount:
        raise Refused(
            f"The shares come to £{together:,.2f}, and the review costs £{amount:,.2f}. Make them the same."
        )


def what_is_missing(*, terms, candidate, references, on_register, cost, not_agreed):
    """What still stands between a candidate and the decider's approval, as sentences: all of it at once.

    `candidate` is whoever is chosen, or None; `not_agreed` names the partners that have not agreed their share.
    """
    missing = []
    if not terms:
        missing.append("The terms of reference are not set.")
    if candidate is None:
        missing.append("No candidate is chosen.")
    else:
        if not candidate.interviewed_on:
            missing.append("The chosen candidate has not been interviewed.")
        if not references:
            missing.append("No reference has been taken for the chosen candidate.")
        if not candidate.work_assessed.strip():
            missing.append("The chosen candidate’s earlier work has not been assessed.")
        if not candidate.conflict:
            missing.append("The chosen candidate has not declared whether they have a conflict of interest.")
        elif candidate.conflict_open:
            missing.append("The chosen candidate’s conflict of interest has not been dealt with.")
        if not on_register:
            missing.append("The chosen candidate is no longer on the register of reviewers.")
    if not cost:
        missing.append("The cost is not set.")
    elif not_agreed:
        missing.append(f"The cost is not agreed by: {', '.join(sorted(not_agreed))}.")
    return missing


def what_is_missing_to_begin(*, missing, approved, decider, candidate, account, free):
    """What still stands between a candidate and the first day: the above, the decider's approval, an account."""
    missing = list(missing)
    if not approved:
        missing.append(f"The appointment, as it stands now, is not approved by the {decider}.")
    if candidate is not None and not account:
        missing.append("The chosen candidate has no account here: invite them, and link it on the register.")
    elif candidate is not None and not free:
        missing.append(
            "The chosen candidate holds another role in the partnership, so they cannot review it."
        )
    return missing
