"""What may follow what in a case, and what must be there first."""

from partnership.access import Refused

# from → to. "Case reviews: state machine", region 1. What is not here cannot happen.
NEXT = {
    "referred": {"screening", "notified"},
    "screening": {"sin_due", "not_notified", "notified"},
    "sin_due": {"screening", "notified"},
    "not_notified": {"local_review", "closed_nfa", "referred"},
    "notified": {"rr_gathering", "closed_recorded", "local_review", "criteria_not_met"},
    "rr_gathering": {"rr_drafting", "criteria_not_met"},
    "rr_drafting": {"rr_decision", "criteria_not_met"},
    "rr_decision": {"rr_drafting", "rr_decided", "dispute", "criteria_not_met"},
    "rr_decided": {"await_panel", "criteria_not_met"},
    "await_panel": {"lcspr_setup", "local_review", "learning", "rr_decision", "national", "criteria_not_met"},
    "criteria_not_met": {"local_review", "closed_nfa"},
    "lcspr_setup": {"lcspr_active", "national", "rr_decision"},
    "lcspr_active": {"lcspr_setup", "lcspr_signoff", "national"},
    "lcspr_signoff": {"pub_decision", "dispute", "lcspr_active", "national"},
    "pub_decision": {"published", "dispute", "lcspr_signoff", "national"},
    "dispute": {"rr_decision", "lcspr_signoff", "pub_decision"},
    "published": {"closed"},
    "local_review": {"closed", "rr_decision"},
    "national": {"learning"},
    "elsewhere": {"learning", "closed_recorded"},
    "learning": {"closed", "rr_decision"},
    "closed": {"referred", "rr_decision"},
    "closed_nfa": {"referred", "rr_decision"},
    "closed_recorded": {"referred", "rr_decision"},
}

# Where a case may begin: referred; known from the notification itself; led elsewhere; inherited from the former
# board, as far as that had come.
ENTRIES = {"referred", "notified", "elsewhere", "lcspr_active", "learning"}

WORDS = {
    "referred": "referred",
    "screening": "being screened",
    "sin_due": "due to be notified",
    "not_notified": "not notified",
    "notified": "notified to the Panel",
    "rr_gathering": "gathering information for the rapid review",
    "rr_drafting": "having its rapid review written",
    "rr_decision": "waiting for a decision",
    "rr_decided": "decided",
    "await_panel": "waiting for the Panel",
    "criteria_not_met": "found not to meet the criteria",
    "lcspr_setup": "having its review commissioned",
    "lcspr_active": "under review",
    "lcspr_signoff": "having its review signed off",
    "pub_decision": "having its review published",
    "dispute": "in dispute between partners",
    "published": "published",
    "local_review": "in a local review",
    "national": "in a national review",
    "elsewhere": "led by another partnership",
    "learning": "acting on the learning",
    "closed": "closed",
    "closed_nfa": "closed without further action",
    "closed_recorded": "closed and recorded",
}


def check_move(old, new):
    """Refused unless the table above allows the move."""
    if new not in NEXT[old]:
        raise Refused(
            f"A case that is {WORDS[old]} cannot go straight to {WORDS[new]}. Open the case to see its status."
        )


def check_entry(stage):
    """Refused unless a case may begin there."""
    if stage not in ENTRIES:
        raise Refused(f"No case can begin as {WORDS[stage]}. Refer the incident instead.")


def check_referral(*, agreed_by_office, not_a_live_concern, incident_on, account, children, today):
    """An agency's safeguarding lead agreed, it is no way to report a child at risk, and it has happened."""
    if not not_a_live_concern:
        raise Refused(
            "If a child is at risk now, do not refer here: raise a concern, and call 999 in an emergency."
        )
    if not agreed_by_office.strip():
        raise Refused("Say which safeguarding lead of your agency has agreed this referral.")
    check_account(incident_on=incident_on, account=account, children=children, today=today)


def check_account(*, incident_on, account, children, today):
    """It has happened, it is said what, and to whom."""
    if incident_on > today:
        raise Refused("The incident is in the future. Check its date.")
    if not account.strip():
        raise Refused("Say what happened, without anybody's name.")
    if not children:
        raise Refused("Enter at least one child.")


def check_awareness(*, aware_on, incident_on, today):
    """Aware once it had happened, and not in the future. `incident_on` is None where it is not known exactly."""
    if aware_on > today:
        raise Refused("The day on which the authority became aware is in the future. Check its date.")
    if incident_on and aware_on < incident_on:
        raise Refused("The authority became aware before the incident. Check both dates.")


def check_notification(*, aware_on, sent_on, incident_on, today):
    """Aware, then sent, neither in the future. The clock runs from awareness, never from the incident."""
    check_awareness(aware_on=aware_on, incident_on=incident_on, today=today)
    if sent_on > today:
        raise Refused("A notification cannot be recorded before it is sent. Check the dates.")
    if sent_on < aware_on:
        raise Refused("The notification was sent before the authority became aware. Check both dates.")


def check_authoritys_decision(*, notify, office, reason, partners, heard):
    """Every statutory partner was heard, or it was said that they could not be; then the authority decides."""
    missing = [partner.name for partner in partners if partner not in heard]
    if missing:
        raise Refused(
            f"First record what {' and '.join(missing)} think{'s' if len(missing) == 1 else ''}, or that it was not "
            "obtained."
        )
    if not office.strip():
        raise Refused("Say which office decided for the local authority.")
    if not reason.strip():
        raise Refused(f"Give the local authority's reason for {'' if notify else 'not '}notifying.")


def check_view(*, view, office, given_on, aware_on, today):
    """A view was given by an office, on a day that has come and on which there was something to think about."""
    if given_on > today:
        raise Refused("The day on which the view was given is in the future. Check its date.")
    if given_on < aware_on:
        raise Refused("The view was given before the authority became aware. Check the date.")
    if view != "not_obtained" and not office.strip():
        raise Refused("Say which office gave the view.")


def check_correction(*, changed, reason):
    """A start date is corrected to another one, and for a reason."""
    if not changed:
        raise Refused("Both dates are as they were. Change the one that is wrong.")
    if not reason.strip():
        raise Refused("Say why the date is corrected. The reason is kept permanently.")
