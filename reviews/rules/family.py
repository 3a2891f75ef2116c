"""What may be said of a member of the family, and what follows what."""

from partnership.access import Refused

# from → to. "Case reviews: state machine", region 4. Nobody who has been told becomes untold.
NEXT = {
    "not_yet": {"not_yet", "informed", "contributing", "declined"},
    "informed": {"informed", "contributing", "declined", "report_seen"},
    "contributing": {"contributing", "declined", "report_seen"},
    "declined": {"declined", "informed", "contributing", "report_seen"},
    "report_seen": {"report_seen"},
}

# Local practice: a decision not to tell somebody yet is looked at again within two weeks.
LOOK_AGAIN_DAYS = 14


def check_state(old, new):
    if new not in NEXT[old]:
        raise Refused("Someone who has been told cannot go back to not told. Choose their status now.")


def check_member(*, role, contact_office):
    if not role.strip():
        raise Refused("Say who it is by their place in the family, such as “Mother of child 1”.")
    if not contact_office.strip():
        raise Refused("Say which office stays in touch with them.")


def check_put_off(*, because, look_again_on, today):
    """Not telling somebody yet is legitimate: with its reason, such as the police's advice, and until a day."""
    if not because.strip():
        raise Refused("Say why they are not told yet, and on whose advice.")
    if look_again_on <= today:
        raise Refused("The review date must be in the future.")


def check_contact(*, happened_on, note, by_office, today):
    if happened_on > today:
        raise Refused("A contact cannot be recorded before it has happened. Check its date.")
    if not by_office.strip():
        raise Refused("Say who was in touch with them, by office.")
    if not note.strip():
        raise Refused("Say what was said, without names.")


def check_advocate(*, advocate, advocate_from):
    if advocate == "accepted" and not advocate_from.strip():
        raise Refused("Say which service the advocate is from.")


def not_settled(members):
    """What the family still has to be given before partners sign, as sentences. `members` are (role, state)."""
    if not members:
        return ["No family members are recorded."]
    return [
        f"{role}: it is not recorded that they have seen the report, or do not want to."
        for role, state in members
        if state not in ("report_seen", "declined")
    ]
