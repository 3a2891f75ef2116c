"""Asking a questionnaire of many, reminding them, and giving one of them longer."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Questionnaire, Return, Round
from partnership.operations.deadlines import end, open_fixed, open_for_each
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.questionnaires import check_extension, check_open, check_round

AGREED = "Set by the business unit for this round"


class AlreadyOpened(Refused):
    """The same round was opened before, such as by a second press of the button."""

    def __init__(self, asked):
        super().__init__(f"This round was already opened, as {asked.reference}.")
        self.asked = asked


@transaction.atomic
def open_round(
    questionnaire, *, by, title, organisations, about_from, about_until,
    opens_on, due_on, closes_on, reference="", message="",
):  # fmt: skip
    """Ask these organisations: one return and one deadline each, and a letter to their leads."""
    organisations = list(organisations)
    dates = {
        "about_from": about_from,
        "about_until": about_until,
        "opens_on": opens_on,
        "due_on": due_on,
        "closes_on": closes_on,
    }
    check_round(organisations=organisations, **dates)
    # All versions of it are locked: one round is opened at a time, so references count up without a gap.
    list(Questionnaire.objects.select_for_update(no_key=True).filter(code=questionnaire.code))
    same = Round.objects.filter(questionnaire=questionnaire, title=title, **dates).first()
    if same:
        raise AlreadyOpened(same)
    Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None).update(frozen_at=timezone.now())
    asked = Round.objects.create(
        questionnaire=questionnaire,
        title=title,
        reference=reference or next_reference(questionnaire, due_on.year),
        message=message,
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


def ask(asked, organisations):
    """Open each organisation's return, with its deadline, and write to whoever answers for it."""
    deadlines = open_for_each(
        organisations,
        "return",
        asked.title,
        asked.due_on,
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


@transaction.atomic
def remind(asked, *, by):
    """Write to the leads of every return that is still a draft, at most once a day. Says how many letters are new."""
    today = timezone.localdate()
    check_open(state="draft", opens_on=asked.opens_on, closes_on=asked.closes_on, today=today)
    drafts = asked.returns.filter(state=Return.State.DRAFT).select_related("round", "deadline")
    new = write_to_leads(drafts, "reminded", f"reminded:{today}", "Reminder")
    if new:
        record("reminded", asked, by=by, letters=new)
    return new


@transaction.atomic
def extend(opened, *, by, due_on, reason):
    """Give one organisation until a later date. The first date stays on record, with the reason."""
    opened = (
        Return.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round", "deadline")
        .get(pk=opened.pk)
    )
    old = opened.deadline
    check_extension(
        state=opened.state,
        due_on=old.due_on,
        new_due_on=due_on,
        closes_on=opened.round.closes_on,
        today=timezone.localdate(),
        reason=reason,
    )
    old = end(old, by=by, reason=f"Extended to {due_on:%-d %B %Y}: {reason.strip()}")
    opened.deadline = open_fixed(
        old.duty,
        old.label,
        due_on,
        by=by,
        rule="Later date agreed by the business unit",
        source=old.source,
        starts_on=old.starts_on,
        reference=old.reference,
        path=old.path,
        organisation=old.organisation,
    )
    opened.save(update_fields=["deadline"])
    old.superseded_by = opened.deadline
    old.save(update_fields=["superseded_by"])
    write_to_leads([opened], "extended", f"extended:{due_on}", "You have longer")
    record("extended", opened, by=by, why=reason.strip(), due_on=str(due_on))
    return opened
