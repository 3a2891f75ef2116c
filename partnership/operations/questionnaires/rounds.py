"""Asking a questionnaire of many, and what may still change about a round that is open."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Questionnaire, Return, Round
from partnership.operations.deadlines import end, open_for_each, replace_deadline
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.questionnaires import check_offered, check_round
from partnership.rules.rounds import check_amended, check_asked_too, check_dropped, check_new_dates

AGREED = "Set by the business unit for this round"


class AlreadyOpened(Refused):
    """The same round was opened before, such as by a second press of the button."""

    def __init__(self, asked):
        super().__init__(f"This round was already opened, as {asked.reference}.")
        self.asked = asked


@transaction.atomic
def open_round(
    questionnaire, *, by, title, organisations, about_from, about_until,
    opens_on, due_on, closes_on, reopens_on=None, reference="", message="", shared_with=None,
):  # fmt: skip
    """Ask these organisations: one return and one deadline each, and a letter to their leads.

    `shared_with` is the partnership next door that takes the same return of whoever serves both.
    """
    organisations = list(organisations)
    dates = {
        "about_from": about_from,
        "about_until": about_until,
        "opens_on": opens_on,
        "due_on": due_on,
        "reopens_on": reopens_on,
        "closes_on": closes_on,
    }
    check_round(organisations=organisations, **dates)
    # All versions of it are locked: one round is opened at a time, so references count up without a gap.
    versions = list(Questionnaire.objects.select_for_update(no_key=True).filter(code=questionnaire.code))
    check_offered(next(one for one in versions if one == questionnaire))
    same = Round.objects.filter(questionnaire=questionnaire, title=title, **dates).first()
    if same:
        raise AlreadyOpened(same)
    Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None).update(frozen_at=timezone.now())
    asked = Round.objects.create(
        questionnaire=questionnaire,
        title=title,
        reference=reference or next_reference(questionnaire, due_on.year),
        message=message,
        shared_with=shared_with,
        opened_by=by,
        **dates,
    )
    ask(asked, organisations)
    record("opened", asked, by=by, organisations=[o.code for o in organisations], due_on=str(due_on))
    return asked


def next_reference(questionnaire, year):
    """Such as AAR-2026-2: what is asked, the year it is due in, and which it is of that year."""
    words = questionnaire.code.split("-")
    initials = "".join(word if word.isdigit() else word[0] for word in words).upper()[:20]
    before = f"{initials}-{year}-"
    numbers = [
        int(reference.removeprefix(before))
        for reference in Round.objects.filter(reference__startswith=before).values_list(
            "reference", flat=True
        )
        if reference.removeprefix(before).isdigit()
    ]
    return f"{before}{max(numbers, default=0) + 1}"


def ask(asked, organisations, due_on=None):
    """Open each organisation's return, with its deadline, and write to whoever answers for it."""
    deadlines = open_for_each(
        organisations,
        "return",
        asked.title,
        due_on or asked.due_on,
        rule=AGREED,
        source=asked.questionnaire.source or asked.questionnaire.title,
        starts_on=asked.opens_on,
        reference=asked.reference,
    )
    returns = Return.objects.bulk_create(
        Return(round=asked, organisation=organisation, deadline=deadlines[organisation.pk])
        for organisation in organisations
    )
    for opened in returns:
        opened.deadline.path = reverse("assurance:return", args=[opened.pk])
    Deadline.objects.bulk_update([opened.deadline for opened in returns], ["path"])
    write_to_leads(returns, "asked", "asked", "Asked of you")
    return returns


def lock_round(asked):
    return (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("questionnaire")
        .get(pk=asked.pk)
    )


@transaction.atomic
def ask_too(asked, *, by, organisation, due_on, reason):
    """Ask one more organisation in a round that is open, by a day of its own. One that was dropped is asked again."""
    asked = lock_round(asked)
    before = asked.returns.select_related("deadline").filter(organisation=organisation, about="").first()
    check_asked_too(
        already=bool(before and before.state != Return.State.DROPPED), due_on=due_on, opens_on=asked.opens_on,
        closes_on=asked.closes_on, today=timezone.localdate(), reason=reason,
    )  # fmt: skip
    if before is None:
        [opened] = ask(asked, [organisation], due_on)
    else:
        opened = ask_again(asked, before, organisation, due_on)
    record("asked too", asked, by=by, why=reason.strip(), organisation=organisation.code, due_on=str(due_on))
    return opened


def ask_again(asked, opened, organisation, due_on, *, rule=AGREED):
    """What had been dropped goes on where it stood, with a deadline of its own."""
    old = opened.deadline
    [deadline] = open_for_each(
        [organisation], old.duty, asked.title, due_on, rule=rule, source=old.source,
        starts_on=timezone.localdate(), reference=asked.reference,
    ).values()  # fmt: skip
    deadline.path = old.path
    deadline.save(update_fields=["path"])
    replace_deadline(old, deadline)
    opened.round, opened.deadline, opened.state = asked, deadline, Return.State.DRAFT
    opened.save(update_fields=["deadline", "state"])
    write_to_leads([opened], "asked", f"asked:{deadline.pk}", "Asked of you")
    return opened


@transaction.atomic
def drop(opened, *, by, reason):
    """Ask one organisation no longer. What it has written so far is kept, and shown to nobody."""
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "deadline", "organisation")
        .get(pk=opened.pk)
    )
    check_dropped(state=opened.state, reason=reason)
    opened.deadline = end(opened.deadline, by=by, reason=f"No longer asked for: {reason.strip()}")
    opened.state = Return.State.DROPPED
    opened.save(update_fields=["state"])
    write_to_leads([opened], "dropped", f"dropped:{opened.deadline_id}", "No longer asked of you")
    record("dropped", opened, by=by, why=reason.strip())
    return opened


@transaction.atomic
def amend_message(asked, *, by, message, seen, tell=False):
    """Say something else above everybody's questions. `seen` is the message that the page showed."""
    asked = lock_round(asked)
    check_amended(old=asked.message, new=message.strip(), seen=seen)
    asked.message = message.strip()
    asked.save(update_fields=["message"])
    event = record("amended the message", asked, by=by, told=tell)
    if tell:
        drafts = asked.returns.filter(state=Return.State.DRAFT).select_related("round", "deadline")
        write_to_leads(drafts, "amended", f"amended:{event.pk}", "Please read again")
    return asked


@transaction.atomic
def change_dates(asked, *, by, due_on, closes_on, reason, reopens_on=None, rule=AGREED):
    """Another day for everybody, or close sooner or later. The first dates stay on record, with the reason.

    A later day is for whoever has less time; an earlier one, for a date typed wrongly, for whoever had the round's own.
    """
    asked = lock_round(asked)
    today = timezone.localdate()
    drafts = list(
        asked.returns.select_for_update(of=("self",), no_key=True)
        .filter(state=Return.State.DRAFT)
        .select_related("deadline", "organisation")
    )
    moved = [one for one in drafts if has_to_move(one.deadline.due_on, asked.due_on, due_on)]
    check_new_dates(
        old={"due_on": asked.due_on, "reopens_on": asked.reopens_on, "closes_on": asked.closes_on},
        new={"due_on": due_on, "reopens_on": reopens_on, "closes_on": closes_on},
        latest_promised=max((one.deadline.due_on for one in drafts if one not in moved), default=None),
        today=today, reason=reason,
    )  # fmt: skip
    later = due_on > asked.due_on
    asked.due_on, asked.reopens_on, asked.closes_on = due_on, reopens_on, closes_on
    asked.save(update_fields=["due_on", "reopens_on", "closes_on"])
    if moved:
        move_deadlines(asked, moved, due_on, today, reason.strip(), rule=rule)
        occasion, kind = f"extended:{timezone.now():%Y%m%d%H%M%S}", "extended" if later else "asked"
        write_to_leads(moved, kind, occasion, "You have longer" if later else "The date is earlier")
    record(
        "changed the dates", asked, by=by, why=reason.strip(), due_on=str(due_on), closes_on=str(closes_on),
        reopens_on=str(reopens_on or ""), moved=len(moved),
    )  # fmt: skip
    return asked


def has_to_move(own, old, new):
    """Whether a return due on its own day moves with a round that was due on the old day and is on the new."""
    return own < new if new >= old else new < own <= old


def move_deadlines(asked, returns, due_on, today, reason, *, rule):
    """Another day for many returns, in a fixed number of statements. Each old deadline stays, ended."""
    old = {one.pk: one.deadline for one in returns}
    new = open_for_each(
        [one.organisation for one in returns], returns[0].deadline.duty, asked.title, due_on, rule=rule,
        source=asked.questionnaire.source or asked.questionnaire.title, starts_on=asked.opens_on,
        reference=asked.reference,
    )  # fmt: skip
    for one in returns:
        one.round, one.deadline = asked, new[one.organisation_id]
        one.deadline.path = old[one.pk].path
        ended = old[one.pk]
        ended.ended_on, ended.superseded_by = today, one.deadline
        ended.ended_reason = f"Moved to {due_on:%-d %B %Y} for everybody: {reason}"
    Deadline.objects.bulk_update(new.values(), ["path"])
    Deadline.objects.bulk_update(old.values(), ["ended_on", "ended_reason", "superseded_by"])
    Return.objects.bulk_update(returns, ["deadline"])
