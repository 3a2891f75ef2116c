"""What a row of the published arrangements must hold, and what each way of taking part means."""

from partnership.access import Refused

# In plain words, for the public.
TAKING_PART = {
    "statutory_partner": "They share an equal and joint duty to make the arrangements and to keep children safe.",
    "planning_and_delivery": "They sit on the Planning and Delivery Group, and on other groups as required.",
    "delegate": "They sit on the groups together, through a delegate of them all.",
    "virtual": "They receive the minutes, give assurance, and attend as needed.",
    "reference_group": "They are many and varied, so a reference group is the link in both directions.",
    "local_authority": "The local authority asks them for assurance and speaks for them.",
    "commissioner": "The bodies that commission them ask them for assurance.",
    "on_request": "They give assurance when the partnership asks for it.",
}


def check_row(row, *, where, known, required):
    """Refused, naming the row, when something is unknown or missing, it cites no source or ends too early."""
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise Refused(f"{where}: '{unknown[0]}' is not recognised. A row can say {', '.join(sorted(known))}.")
    missing = [name for name in required if row.get(name) in (None, "")]
    if missing:
        raise Refused(f"{where}: '{missing[0]}' is missing. Add it.")
    if not str(row.get("source", "")).strip():
        raise Refused(f"{where}: 'source' is missing. Say which public document the row comes from.")


def check_dates(starts_on, ends_on, *, where):
    """Refused when it ends before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(f"{where}: it ends on {ends_on}, before it starts on {starts_on}. Check both dates.")


def check_once(earlier, *, where):
    """Refused when an earlier row of the file already says it."""
    if earlier:
        raise Refused(f"{where}: it says the same as {earlier}. Remove one of the two.")
