"""What staff may add to a letter: plain words before and after its own, in which no link and no child can hide."""

import re

from partnership.access import Refused
from partnership.rules.childs_detail import check_no_detail
from partnership.rules.voice import check_apart

LONGEST = 600
# placeholder → what it stands for
PLACEHOLDERS = {
    "name": "the name of whoever gets it",
    "partnership": "the partnership’s name",
    "reference": "the reference of what it is about",
    "date": "the day by which something is due",
}
# kind of letter → how staff call it, and when it is sent
KINDS = {
    "account_changed": ("Sign-in changed", "Somebody’s password, email address or second factor has changed."),
    "account_known": ("Account there already", "Somebody asks for a training account with an address that has one."),
    "amended": ("Message to agencies changed", "Staff change the message above the questions of an open round."),
    "asked": ("You are asked for something", "An agency, partner or colleague is asked for something by a date."),
    "certificate": ("Certificate ready", "Somebody’s certificate of attendance can be fetched."),
    "chased": ("Late return: to the agency’s lead", "Staff chase a return that is late."),
    "chased_officer": ("Late return: to the senior officer", "The lead was chased and the return is still late."),
    "copy_given": ("Return copied to the other partnership", "An agency’s return serves both partnerships."),
    "dropped": ("No longer needed", "An agency no longer has to answer a round."),
    "evaluation": ("What a course changed", "Learners and their managers are asked before, after and months later."),
    "extended": ("More time", "A date has been put back."),
    "invitation": ("Invitation to sign in", "Somebody is given a role in the portal."),
    "letter": ("Any other message", "Whatever has no words of its own, such as actions and papers."),
    "meeting": ("Meeting called or changed", "Members get a meeting for their calendar."),
    "password_reset": ("New password", "Somebody asks for a new password."),
    "place": ("Training place", "A place is given, offered, changed or cancelled."),
    "place_manager": ("Training place: to the line manager", "A place needs the manager’s answer, or was not used."),
    "received": ("Return received", "An agency has submitted its return."),
    "refresher": ("Certificate about to expire", "Some weeks before a certificate ends."),
    "reminded": ("Not submitted yet", "Staff remind an agency of a round before it is due."),
    "reminder": ("Due soon or late", "A date comes near, passes, or stays unanswered."),
    "report_step": ("Yearly report: next step", "The yearly report needs a comment, a statement or an endorsement."),
    "round_not_opened": ("Round could not open", "A round did not open by itself on its day."),
    "school_asked": ("School asked: nobody can sign in yet", "A return opens and no safeguarding lead is known."),
    "school_chased": ("School: not received", "A school’s return is late."),
    "school_comment": ("School: governor’s comment", "A governor is invited to comment on the school’s return."),
    "school_formal": ("School: formal request", "Head and chair of governors are asked in writing."),
    "school_not_answered": ("Schools that did not answer: to the authority", "A formal request is unanswered."),
    "school_received": ("School: signed return received", "The head has signed the return."),
    "school_sign": ("School: please sign", "The safeguarding lead has submitted and the head has to sign."),
    "school_unsigned": ("School: waiting for the signature", "The head has not signed yet."),
    "scrutiny": ("Scrutiny of a return", "Scores are shared, a reply is asked for, or an event is held."),
}  # fmt: skip
IN_BRACES = re.compile(r"\{([^{}]*)\}")
LINK = re.compile(r"https?:|www\.|\S@\S|\b[a-z0-9-]+\.(?:uk|com|org|net|gov|info)\b", re.IGNORECASE)
MARKUP = re.compile(r"<[a-z/!]|\{%|\{\{|\]\(", re.IGNORECASE)


def check_letter_words(*texts):
    """Refused, with what to do, where a text holds more than words and placeholders that exist."""
    for text in texts:
        if len(text) > LONGEST:
            raise Refused(
                f"It is too long: {len(text)} characters. Use {LONGEST} at most, or people will not read it."
            )
        if MARKUP.search(text):
            raise Refused("Write plain words only: letters carry no formatting.")
        for name in IN_BRACES.findall(text):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                raise Refused(f"“{{{name}}}” is not known here. You can use {known}.")
        if "{" in IN_BRACES.sub("", text) or "}" in IN_BRACES.sub("", text):
            raise Refused("A brace has no partner. Write a placeholder like {name}.")
        if LINK.search(text):
            raise Refused(
                "Leave out links and email addresses: a letter has the one link that belongs to it."
            )
        check_no_detail(text)
        check_apart(text)


def filled(text, values):
    """The words with each placeholder in its place; what there is nothing for leaves no gap."""
    told = IN_BRACES.sub(lambda found: str(values.get(found[1], "")), text)
    return re.sub(r"[ \t]{2,}", " ", told).strip()
