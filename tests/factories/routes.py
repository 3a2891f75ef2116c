"""Cases on other ways than the usual one, brought there through the deeds that people do."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.operations.actions import claim, open_action, verify
from reviews.models import LocalReview, Outcome, Stage
from reviews.operations.closing import agree_to_reopen, ask_to_reopen, close
from reviews.operations.elsewhere import register_elsewhere, tell_partnership
from reviews.operations.inherited import inherit
from reviews.operations.local_review import choose_local_review, finish_local_review
from reviews.operations.national import begin_national_review
from reviews.operations.routes import close_without_action, confirm_not_met, find_not_met, no_rapid_review
from tests.factories import reviews as made

LOOKED_AFTER = {"age": 14, "outcome": "died", "looked_after": True}
CARE_LEAVER = {"age": 24, "outcome": "died", "looked_after": False, "care_leaver": True}
CLOSING = {
    "impact": "An audit of forty records found that visits are recorded within a day.",
    "nothing_captured_because": "The rapid review found practice sound.",
    "not_shared_because": "There was nothing new to share.",
    "panel_told_on": None,
    "panel_not_told_because": "It knows from the rapid review.",
    "family_told_on": None,
    "family_not_told_because": "The family asked to hear nothing more.",
}


def in_days(number):
    return timezone.localdate() + timedelta(number)


def death_of_a_looked_after_child(cast, **changes):
    """Notified, though nobody suspects abuse or neglect."""
    return made.notified(cast, children=[LOOKED_AFTER], **changes)


def recorded(cast, **changes):
    """Such a case, recorded and closed by the manager."""
    case = death_of_a_looked_after_child(cast, **changes)
    no_rapid_review(
        case, by=cast.manager, to=Stage.CLOSED_RECORDED, reason="An illness.", none_suspected=True
    )
    return made.again(case)


NOT_MET = {
    "authority_office": "Assistant director, children",
    "reason": "The injuries had an innocent cause after all.",
    "panel_told_how": "An email from the authority; the Panel has acknowledged it.",
}


def found_not_met(cast, *, case=None, **evidence):
    """Agencies have been asked, and the authority finds that the criteria are not met; the advisor is to confirm."""
    case = case or made.gathering(cast)
    find_not_met(case, by=cast.officer, panel_told_on=timezone.localdate(), **NOT_MET, **evidence)
    return made.again(case)


def criteria_not_met(cast, *, case=None):
    """The Independent Advisor has confirmed it."""
    case = found_not_met(cast, case=case)
    confirm_not_met(case, by=cast.advisor, agreed=True, seen=str(case.findings_not_met.get(agreed=None).pk))
    return made.again(case)


def local_review(cast, *, case=None, **changes):
    """The Independent Advisor has chosen a local review for a case that was not notified."""
    case = case or made.again(made.not_notified(cast))
    facts = {
        "kind": LocalReview.Kind.MULTI_AGENCY,
        "questions": "How did agencies share what they knew?",
        "lead_organisation": cast.county,
        "due_on": in_days(90),
        "reason": "There is something to learn.",
    }
    choose_local_review(case, by=cast.advisor, **facts | changes)
    return made.again(case)


def finished_local_review(cast, *, case=None, **report):
    """It has found what it was to find."""
    case = local_review(cast, case=case)
    finish_local_review(
        case, by=cast.officer, findings="Two agencies held half each.", learnt="Ask before you close.",
        finished_on=timezone.localdate(), **report,
    )  # fmt: skip
    return made.again(case)


def led_elsewhere(cast, **changes):
    """The neighbouring partnership leads, and asks us for what our agencies know."""
    facts = {
        "partnership": "Leicester Safeguarding Children Partnership",
        "their_reference": "Rowan 7",
        "asked_for": "What agencies in the county knew of the family.",
        "due_on": in_days(14),
        "incident_on": timezone.localdate() - timedelta(20),
        "account": "A young person was hurt in the city and had lived here.",
        "responsible_authority": None,
    }
    return register_elsewhere(by=cast.officer, **facts | changes)


def neighbour(cast, case):
    """The neighbouring partnership was told of a case of ours."""
    return tell_partnership(
        case, by=cast.officer, name="Leicester Safeguarding Children Partnership", told_on=timezone.localdate(),
        told_by_office="Board manager",
    )  # fmt: skip


def national(cast):
    """The Panel reviews an inherited case nationally; ours is suspended."""
    case = inherited(cast)
    begin_national_review(
        case,
        by=cast.officer,
        begun_on=timezone.localdate(),
        local_review="suspended",
        reason="The same questions.",
    )
    return made.again(case)


INHERITED = {
    "former_board": "Leicestershire and Rutland Local Safeguarding Children Board",
    "old_references": "SCR 2018/2",
    "incident_on": date(2018, 2, 28),
    "decided_on": date(2018, 5, 31),
    "begun_on": date(2018, 6, 15),
    "taken_over_on": date(2019, 9, 29),
    "account": "An older review of injuries to a baby.",
}


def inherited(cast, *, to=Stage.LCSPR_ACTIVE, **changes):
    """A serious case review that the former board left unfinished."""
    return inherit(by=cast.manager, to=to, **INHERITED | changes)


def learning(cast, **changes):
    """No further review: the Panel agrees, and the learning is being acted on."""
    return made.agreed(cast, outcome=Outcome.NONE, **changes)


def action(cast, case, *, done=False):
    """An action of the case: open, or done and verified."""
    opened = open_action(
        by=cast.officer, title="Change the form", origin=case.reference, target_on=in_days(30),
        organisation=cast.police,
    )  # fmt: skip
    if done:
        claim(opened, by=cast.police_lead, evidence="The new form.")
        verify(opened, by=cast.officer)
    return opened


def closed(cast, *, case=None, **changes):
    """Everything is done, and the manager has closed the case."""
    case = case or learning(cast)
    close(case, by=cast.manager, **CLOSING | changes)
    return made.again(case)


def asked_to_reopen(cast, *, case=None, to="rr_decision"):
    """The manager asks the Independent Advisor to open it again."""
    case = case or closed(cast)
    ask_to_reopen(case, by=cast.manager, to=to, new_information="A witness has come forward.")
    return made.again(case)


def reopened(cast, **changes):
    """The Independent Advisor has agreed."""
    case = asked_to_reopen(cast, **changes)
    agree_to_reopen(case, by=cast.advisor, agreed=True, seen=str(case.reopenings.get(agreed=None).pk))
    return made.again(case)


def close_nfa(case, cast):
    """The Independent Advisor has closed it without further action."""
    return close_without_action(case, by=cast.advisor, reason="Practice was sound.")
