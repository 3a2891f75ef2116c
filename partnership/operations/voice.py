"""Keeping what people said, what was done about it, and telling them."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Said, VoiceSession, VoiceUse
from partnership.operations import let_out as public
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.documents import keep
from partnership.operations.record import record
from partnership.operations.surveys import next_reference
from partnership.rules.voice import (
    TELL_BACK_RULE,
    TELL_BACK_SOURCE,
    check_answer,
    check_apart,
    check_not_public,
)

CHANGED_SINCE = (
    "Somebody has changed this since you opened it. It is shown above as it is now. "
    "Check it before you send this again."
)


def lock(said):
    return (
        Said.objects.select_for_update(of=("self",), no_key=True).select_related("deadline").get(pk=said.pk)
    )


@transaction.atomic
def record_session(
    *, by, kind, audience, held_on, how_many, facilitator, asked, heard,
    place="", group=None, content=None, filename="",
):  # fmt: skip
    """Keep what was heard at a session: how many were there and which themes, never who."""
    check_apart(facilitator, asked, heard, place)
    if not heard.strip() or not asked.strip():
        raise Refused("Say what was asked and what was heard.")
    if how_many < 1:
        raise Refused("Say how many people were heard.")
    reference = next_reference(VoiceSession, "YV", held_on.year)
    document = None
    if content:
        document = keep(
            content,
            by=by,
            title=f"File of {reference}",
            filename=filename,
            download_name=reference.lower(),
        )
    session = VoiceSession.objects.create(
        reference=reference, kind=kind, audience=audience, held_on=held_on, how_many=how_many,
        facilitator=facilitator.strip(), asked=asked.strip(), heard=heard.strip(), place=place.strip(),
        group=group, document=document, recorded_by=by,
    )  # fmt: skip
    record("kept", session, by=by, label=reference, held_on=str(held_on))
    return session


@transaction.atomic
def correct_session(
    session, *, by, seen, why, kind, audience, held_on, how_many, facilitator, asked, heard,
    place="", group=None, without_file=False,
):  # fmt: skip
    """Put right what is kept of a session, or keep its file from everybody. The record says that, and no old words."""
    session = VoiceSession.objects.select_for_update(no_key=True).get(pk=session.pk)
    if session.version != seen:
        raise Refused(CHANGED_SINCE)
    check_apart(facilitator, asked, heard, place)
    if not heard.strip() or not asked.strip() or not why.strip():
        raise Refused("Say what was asked, what was heard and why it changes.")
    kept = {
        "kind": kind, "audience": audience, "held_on": held_on, "how_many": how_many, "group": group,
        "facilitator": facilitator.strip(), "asked": asked.strip(), "heard": heard.strip(), "place": place.strip(),
    }  # fmt: skip
    if without_file:
        kept["document"] = None
    for field, value in kept.items():
        setattr(session, field, value)
    session.save(update_fields=list(kept))
    record("corrected", session, by=by, why=why.strip(), label=session.reference, file_removed=without_file)
    return session


@transaction.atomic
def note_said(
    *, by, said, audience, source, heard_on, tell_back_by,
    theme="", survey=None, question=None, session=None, organisation=None,
):  # fmt: skip
    """Note something that people said, to be answered and told back to them by a day that stands in the diary."""
    check_apart(said, theme)
    if not said.strip():
        raise Refused("Say what was said.")
    if (source == Said.Source.SURVEY) != (survey is not None):
        raise Refused("Choose the survey that it comes from.")
    if (source == Said.Source.SESSION) != (session is not None):
        raise Refused("Choose the session that it comes from.")
    if Said.objects.filter(said=said.strip(), source=source, heard_on=heard_on).exists():
        raise Refused("This is already recorded.")
    reference = next_reference(Said, "YS", heard_on.year)
    deadline = open_fixed(
        "tell_back",
        "Tell people what was done about what they said",
        tell_back_by,
        by=by,
        rule=TELL_BACK_RULE,
        source=TELL_BACK_SOURCE,
        reference=reference,
        path="",
        role=Role.BOARD_OFFICER,
    )
    noted = Said.objects.create(
        reference=reference, said=said.strip(), theme=theme.strip(), audience=audience, source=source,
        survey=survey, question=question, session=session, heard_on=heard_on, organisation=organisation,
        deadline=deadline, noted_by=by,
    )  # fmt: skip
    deadline.path = reverse("said", args=[noted.pk])
    deadline.save(update_fields=["path"])
    record("noted", noted, by=by, label=reference)
    return noted


@transaction.atomic
def reword_said(said, *, by, seen, why, words, theme=""):
    """Say it in other words, such as when they tell who it was. The record says that, and no old words."""
    said = lock(said)
    check_not_public(said, "What was said")
    if said.said != seen:
        raise Refused(CHANGED_SINCE)
    check_apart(words, theme)
    if not words.strip() or not why.strip():
        raise Refused("Say what was said, and why the words change.")
    if (words.strip(), theme.strip()) == (said.said, said.theme):
        raise Refused("Those are the words that it has. Change them, or go back.")
    said.said, said.theme = words.strip(), theme.strip()
    said.save(update_fields=["said", "theme"])
    record("reworded", said, by=by, why=why.strip(), label=said.reference)
    return said


@transaction.atomic
def answer_said(said, *, by, seen, outcome, done="", why_not="", organisation=None, answered_on=None):
    """Say what was done about it and by whom, or why it was not. `seen` is the answer that the page showed."""
    said = lock(said)
    check_not_public(said, "this answer")
    if seen != said.answer:
        raise Refused(
            "Somebody has answered this since you opened it. Their answer is shown above. Combine the"
            " two and send it again."
        )
    check_answer(outcome=outcome, done=done, why_not=why_not)
    check_apart(done, why_not)
    said.outcome = outcome
    said.done = done.strip() if outcome != Said.Outcome.NOT_DONE else ""
    said.why_not = why_not.strip() if outcome == Said.Outcome.NOT_DONE else ""
    said.organisation = organisation
    said.answered_on, said.answered_by = answered_on or timezone.localdate(), by
    said.save(update_fields=["outcome", "done", "why_not", "organisation", "answered_on", "answered_by"])
    record("answered", said, by=by, label=said.reference, outcome=outcome)
    return said


@transaction.atomic
def tell_back(said, *, by, told_how, done_on=None, late_reason=""):
    """Record that the people who said it were told what was done, when and how."""
    said = lock(said)
    if not said.outcome:
        raise Refused("First say what was done about it, or why it was not.")
    if not told_how.strip():
        raise Refused("Say how they were told.")
    check_apart(told_how)
    said.told_how = told_how.strip()
    said.save(update_fields=["told_how"])
    meet(said.deadline, by=by, done_on=done_on, late_reason=late_reason)
    record("told back", said, by=by, label=said.reference)
    return said


@transaction.atomic
def cannot_tell_back(said, *, by, reason):
    """Nobody can be told any more, such as because nobody knows who said it: the reason stays."""
    said = lock(said)
    end(said.deadline, by=by, reason=reason)
    record("cannot tell back", said, by=by, why=reason.strip(), label=said.reference)
    return said


@transaction.atomic
def note_use(said, *, by, kind, reference, how=""):
    """Track where it was used: a report, a policy, training."""
    said = lock(said)
    check_apart(reference, how)
    if not reference.strip():
        raise Refused("Say where it was used, such as YR-2025.")
    if said.uses.filter(kind=kind, reference=reference.strip()).exists():
        raise Refused("That use is already recorded.")
    use = VoiceUse.objects.create(
        said=said, kind=kind, reference=reference.strip(), how=how.strip(), noted_by=by
    )
    record("noted a use", said, by=by, label=said.reference, kind=kind)
    return use


@transaction.atomic
def put_said_forward(said, *, by):
    """One person says that the public should read it, with its answer."""
    said = lock(said)
    return public.put_forward(
        said,
        by=by,
        ready=bool(said.outcome),
        sentence="First say what was done about it.",
        label=said.reference,
    )


@transaction.atomic
def let_said_out(said, *, by):
    """Somebody else has looked whether it tells who anybody is: the public reads it."""
    return public.let_out(lock(said), by=by, label=said.reference)


@transaction.atomic
def take_said_back(said, *, by, reason):
    return public.take_back(lock(said), by=by, reason=reason, label=said.reference)
