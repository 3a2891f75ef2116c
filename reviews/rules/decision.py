"""What a decision on a rapid review has to rest on."""

from partnership.access import Refused

CRITERIA = {
    "a": "(a) improvements needed, even if identified before",
    "b": "(b) recurrent themes",
    "c": "(c) concerns about two or more agencies working together",
    "d": "(d) the Panel thinks a local review more fitting",
}


def check_position(*, position, favours, recommendation, words):
    """Agreeing is with what the group recommends; not agreeing says what should follow instead, and why."""
    if position != "does_not":
        return
    if not favours or favours == recommendation:
        raise Refused("Say what should follow instead of what the group recommends.")
    if not words.strip():
        raise Refused("Say why your partner does not agree.")


def check_criteria(criteria, *, panels_view):
    """The criteria that weighed, in order; what the Panel said is criterion (d)."""
    chosen = set(criteria) | ({"d"} if panels_view else set())
    if chosen - set(CRITERIA):
        raise Refused("Choose from the criteria (a) to (d).")
    return sorted(chosen)


def check_superseding(*, before, superseded_because):
    if before and not superseded_because.strip():
        raise Refused("There is already a decision. Say why a new one replaces it.")


def check_advice_answered(*, sought, response):
    """Advice that was given is answered, so that everybody can see how."""
    if sought.strip() and not response.strip():
        raise Refused("Say how the advice was answered.")
    if response.strip() and not sought.strip():
        raise Refused("Say what was advised, and by which office.")


def check_unanimous(*, partners, favoured, outcome):
    """Where the partners decide, each has said itself that it favours this outcome. `favoured` by partner id.

    What staff wrote down for a partner is not among them: nobody decides in a partner's name.
    """
    silent = sorted(name for pk, name in partners.items() if pk not in favoured)
    if silent:
        raise Refused(f"Every statutory partner states its position first. Not yet: {', '.join(silent)}.")
    against = sorted(name for pk, name in partners.items() if favoured[pk] != outcome)
    if against:
        raise Refused(
            f"The partners do not agree on this: {', '.join(against)} favoured something else. Resolve it between you "
            "and state your positions again, or raise a dispute."
        )
