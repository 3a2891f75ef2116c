"""The laws of moderation: who may judge, what follows what, how long an agency has to say what is not so."""

from dataclasses import dataclass, replace

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock, WorkingDays


class ModerationState(TextChoices):
    """How far a return's moderation is. It says nothing of what was found."""

    MODERATING = "moderating", "Being moderated"
    SHARED = "shared", "With the agency"
    DISPUTED = "disputed", "With the Independent Advisor"
    REPLIED = "replied", "To be made final"
    FINAL = "final", "Final"


S = ModerationState
MOVES = {
    S.MODERATING: {S.SHARED},
    S.SHARED: {S.MODERATING, S.DISPUTED, S.REPLIED, S.FINAL},
    S.DISPUTED: {S.REPLIED},
    S.REPLIED: {S.FINAL},
    S.FINAL: set(),
}
AWAITING = "Awaiting moderation"  # a submitted return whose moderation nobody has begun
COLOURS = {
    "": "yellow",
    S.MODERATING: "blue",
    S.SHARED: "purple",
    S.DISPUTED: "orange",
    S.REPLIED: "teal",
    S.FINAL: "green",
}

# What is due in scrutiny, counted from what, how long, on whose authority.
CLOCKS = {
    "reply": Clock(
        duty="factual_accuracy",
        label="Check the facts of the moderated scores",
        starts="shared_on",
        since="the scores were shared",
        allow=CalendarDays(14),
        source="As PAMMS does it (ADASS, adult care): 14 days to comment on factual accuracy",
    ),
    "review": Clock(
        duty="senior_review",
        label="Decide the disputed scores",
        starts="replied_on",
        since="the agency's reply",
        allow=WorkingDays(10),
        source="Local target: no published limit was found",
    ),
    "presentation": Clock(
        duty="presentation",
        label="Send your presentation for the quality-assurance event",
        starts="event_on",
        since="the event",
        allow=WorkingDays(-5),
        source="Local target: the panel reads presentations before the event",
    ),
    "challenge": Clock(
        duty="challenge",
        label="Answer a challenge",
        starts="raised_on",
        since="the event",
        allow=WorkingDays(20),
        source="Local target: no published limit was found",
    ),
}


def reply_clock(agreed_days=None):
    """The clock of the factual-accuracy window; the partnership may have agreed other days than the source's."""
    clock = CLOCKS["reply"]
    if agreed_days in (None, clock.allow.count):
        return clock
    return replace(clock, allow=CalendarDays(agreed_days), source="Agreed by the partnership")


def check_move(old, new):
    if new not in MOVES[old]:
        raise Refused(f"This moderation is “{S(old).label}” and cannot become “{S(new).label}” now.")


def check_not_judged(state):
    """Scores stand beside the answers that were judged: those are not opened again while the agency has the scores."""
    if state == S.FINAL:
        raise Refused(
            "The moderated scores of this return are final, so its answers cannot be changed. Record what "
            "has changed since as an action, or in the next round."
        )
    if state and state != S.MODERATING:
        raise Refused(
            "The scores of this return are with the agency. Take them back before you reopen the return."
        )


@dataclass(frozen=True)
class GivenScore:
    """What a moderator gave for one question; `seen` is the revision before them, `own_revision` the answer's."""

    question: object
    seen: int = 0
    own_revision: int = 0
    value: int | None = None
    not_applicable: bool = False
    note: str = ""

    @property
    def empty(self):
        return self.value is None and not self.not_applicable and not self.note.strip()


@dataclass(frozen=True)
class GivenReply:
    """What an agency gave for one moderated score; `file` is (name, content) or None."""

    score: object
    seen: int = 0
    position: str = ""
    reason: str = ""
    file: tuple | None = None


def check_not_own(*, own_agency, deed="moderates"):
    """Nobody judges what their own agency said, whatever hat they wear today."""
    if own_agency:
        raise Refused(f"Nobody {deed} the return of an agency they belong to. Ask a colleague.")


def check_scrutinised(*, state, purpose):
    if purpose != "assurance":
        raise Refused("Only assurance returns are moderated here. Audits have their own moderation.")
    if state != "submitted":
        raise Refused("You can moderate the return once it has been submitted.")


def check_given_score(given, *, points, own):
    """A score is a point of the question's scale; another one than the agency's own says why. `own`: Answer or None."""
    if given.value is None and not given.not_applicable:
        raise Refused("Select a score, or remove the note.")
    if given.value is not None and given.value not in points:
        raise Refused("Select a point on the scale.")
    if given.not_applicable and not given.question.may_not_apply:
        raise Refused("This question applies to everyone. Select a point on the scale.")
    if not given.note.strip() and not same_as_own(given, own):
        raise Refused("Enter why the score differs from the agency’s own.")


def same_as_own(given, own):
    """Whether a score is the one that the agency gave itself."""
    if own is None or not own.given:
        return False
    return given.not_applicable == own.not_applicable and given.value == own.value


def unscored(questions, answers, scores):
    """The scored questions that the agency answered and nobody has moderated yet, in order.

    `answers` and `scores` are given by question id.
    """
    return [
        question
        for question in questions
        if question.pk not in scores and (own := answers.get(question.pk)) is not None and own.given
    ]


def check_whole(left, *, moderated):
    """Scores are shared once every scored answer has one."""
    if not moderated:
        raise Refused("Nothing has been moderated yet. Moderate the scored answers first.")
    if left:
        number = f"{len(left)} scored answer{'s' if len(left) > 1 else ''}"
        raise Refused(f"Moderate {number} before you share the scores. The first is: {left[0].text}")


def check_same_answers(changed):
    """A score is of the answer that the moderator read. `changed` are the questions answered anew since, in order."""
    if changed:
        raise Refused(
            f"The agency has changed an answer since it was moderated. Check it again, then save: {changed[0].text}"
        )


def check_seen(*, seen, now):
    """Nobody shares, sends or settles what they have not had before them."""
    if seen != now:
        raise Refused("Someone changed the scores since you opened this page. Check them again below.")


def check_panel(*, panel, panel_on, today):
    if panel_on and panel_on > today:
        raise Refused("The panel’s date is in the future. Share the scores once it has agreed them.")
    if panel_on and not panel.strip():
        raise Refused("Enter which panel or group agreed the scores.")


def check_given_reply(given):
    if given.position not in ("accept", "dispute"):
        raise Refused("Select whether you accept the score, or say what is wrong.")
    if given.position == "dispute" and not given.reason.strip():
        raise Refused("Enter which facts are wrong and what is correct.")


def check_may_settle(*, state, due_on, today):
    """Scores become final after the agency's reply; without one, only once its time is over."""
    if state == S.MODERATING:
        raise Refused("The agency has not seen the scores yet. Share them first.")
    if state == S.SHARED and today <= due_on:
        raise Refused(
            f"The agency has until {due_on:%-d %B %Y} to reply. The scores become final after that."
        )
    if state == S.DISPUTED:
        raise Refused("The Independent Advisor must decide the disputed scores first.")
    check_move(state, S.FINAL)


def check_independent(*, decider, moderators):
    """A disputed score is decided by somebody who gave none of the scores."""
    if decider in moderators:
        raise Refused("You moderated this return, so someone else must decide the disputed scores.")


def check_reason(reason, sentence):
    if not reason.strip():
        raise Refused(sentence)


# How many returns stand where, in the order in which they go.
STANDINGS = ("", *ModerationState.values)


def tally(states):
    """How many returns of a round are where: (state or "", words, how many). `states`: "" where none has begun."""
    states = list(states)
    return [(one, ModerationState(one).label if one else AWAITING, states.count(one)) for one in STANDINGS]
