"""Asking every school of an authority for its yearly return, and what may change while a round is open."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Appointment, Deadline, Letter, Questionnaire, Return, Round
from partnership.operations import questionnaires
from partnership.operations.deadlines import end, open_fixed, open_for_each, replace_deadline
from partnership.operations.letters import promise_all
from partnership.operations.questionnaires import AlreadyOpened, next_reference
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from partnership.rules.deadlines import SCHOOL_RETURN, SCHOOLS_ROUND
from partnership.rules.questionnaires import check_offered, check_round
from schools.models import AskedSchool, Contact, School
from schools.operations.response import standing_of
from schools.rules.kinds import duty_of
from schools.rules.returns import check_asked_again, check_run_by, check_stopped, check_years

QUESTIONNAIRE = "safeguarding-through-education"
RULE = "Set by the authority that carries out the round"


def asked_of(authority):
    """Every school of an authority that a round would ask today, whoever runs it: one return for each.

    Where two entries of the register are one school, as on the days of a conversion, the newer one is asked.
    """
    found = School.objects.in_scope().filter(authority=authority).select_related("organisation", "trust")
    newest = {}
    for school in found.order_by("opened_on", "urn"):
        newest[school.organisation_id] = school
    return sorted(newest.values(), key=lambda school: (school.name, school.urn))


@transaction.atomic
def open_round(
    questionnaire, *, by, authority, title, about_from, about_until, opens_on, due_on, closes_on, message=""
):
    """Ask every school of the authority, in a fixed number of statements. A second press finds the first round.

    What each school was on that day is kept with it: that is what the response is counted of, whatever happens later.
    """
    check_words(title, message)
    check_years(about_from, about_until, opens_on, due_on, closes_on, today=timezone.localdate())
    check_run_by(authority=authority.pk, runs_all=may(by, Can.RUN_SCHOOLS), educates_for=by.educates_for)
    # All versions of it are locked: one round is opened at a time, so references count up without a gap.
    versions = list(Questionnaire.objects.select_for_update(no_key=True).filter(code=questionnaire.code))
    check_offered(next(one for one in versions if one == questionnaire))
    dates = {
        "about_from": about_from,
        "about_until": about_until,
        "opens_on": opens_on,
        "due_on": due_on,
        "closes_on": closes_on,
    }
    before = Round.objects.filter(
        purpose=Round.Purpose.SCHOOLS,
        run_by=authority,
        about_from__lte=about_until,
        about_until__gte=about_from,
    ).first()
    if before and all(getattr(before, name) == value for name, value in dates.items()):
        raise AlreadyOpened(before)
    if before:
        raise Refused(f"These schools were already asked about that period, in {before.reference}.")
    schools = asked_of(authority)
    check_round(organisations=schools, **dates)
    Questionnaire.objects.filter(pk=questionnaire.pk, frozen_at=None).update(frozen_at=timezone.now())
    opened = Round.objects.create(
        purpose=Round.Purpose.SCHOOLS, run_by=authority, questionnaire=questionnaire, title=title.strip(),
        reference=next_reference(questionnaire, due_on.year), message=message.strip(), opened_by=by, **dates,
    )  # fmt: skip
    returns = ask(opened, schools)
    open_entry(opened, by=by)
    record("opened", opened, by=by, authority=authority.code, schools=len(returns), due_on=str(due_on))
    return opened


def open_entry(opened, *, by):
    """Staff’s one entry for a round, instead of one for each school."""
    asks = opened.questionnaire
    return open_fixed(
        SCHOOLS_ROUND, f"Returns of schools: {opened.title}"[:200], opened.due_on, by=by, rule=RULE,
        source=asks.source or asks.title, reference=opened.reference, starts_on=opened.opens_on,
        path=reverse("schools:round", args=[opened.pk]), owner=by,
    )  # fmt: skip


def ask(opened, schools):
    """A return, a deadline and a frozen entry for each school, and a letter to whoever is known there."""
    deadlines = open_for_each(
        [school.organisation for school in schools], SCHOOL_RETURN, opened.title, opened.due_on, rule=RULE,
        source=opened.questionnaire.source or opened.questionnaire.title, starts_on=opened.opens_on,
        reference=opened.reference,
    )  # fmt: skip
    returns = Return.objects.bulk_create(
        Return(round=opened, organisation=school.organisation, deadline=deadlines[school.organisation_id])
        for school in schools
    )
    for one in returns:
        one.deadline.path = reverse("assurance:return", args=[one.pk])
    Deadline.objects.bulk_update([one.deadline for one in returns], ["path"])
    AskedSchool.objects.bulk_create(
        AskedSchool(
            round=opened, school=school, school_return=one, name=school.name, kind=school.kind, run=school.run,
            type_code=school.type_code, phase_code=school.phase_code, trust=school.trust,
            duty=duty_of(school.type_code),
        )
        for school, one in zip(schools, returns, strict=True)
    )  # fmt: skip
    write_to_leads(returns, "asked", "asked", "Asked of you")
    write_to_contacts(returns)
    return returns


def write_to_contacts(returns, occasion="asked", subject="Asked of your school"):
    """Where nobody of a school can sign in yet, its safeguarding lead, or else its head, is told what is asked."""
    today = timezone.localdate()
    known = set(
        Appointment.objects.on(today)
        .filter(
            organisation__in=[one.organisation_id for one in returns],
            role="school_lead",
            person__is_active=True,
        )
        .values_list("organisation", flat=True)
    )
    unknown = {one.organisation_id: one for one in returns if one.organisation_id not in known}
    contacts = {}
    for contact in contacts_on(today, unknown, (Contact.Office.HEAD, Contact.Office.LEAD)):
        if contact.organisation_id not in contacts or contact.office == Contact.Office.LEAD:
            contacts[contact.organisation_id] = contact
    letters = [
        Letter(
            key=f"return:{unknown[organisation].pk}:{occasion}:contact", kind="school_asked", address=contact.email,
            reference=opened_reference(unknown[organisation]),
            subject=f"{subject}: {opened_reference(unknown[organisation])}",
            label=unknown[organisation].round.title, due_on=unknown[organisation].deadline.due_on,
        )
        for organisation, contact in contacts.items()
    ]  # fmt: skip
    return promise_all(letters) if letters else 0


def opened_reference(one):
    return one.round.reference


def contacts_on(day, organisations, offices):
    """Who holds those offices on a day and can be written to, in a settled order."""
    return (
        Contact.objects.filter(organisation__in=list(organisations), office__in=offices, starts_on__lte=day)
        .exclude(ends_on__lt=day)
        .exclude(email="")
        .order_by("organisation", "office", "starts_on", "pk")
    )


def lock_asked(asked):
    """The school's return, locked first, and then its entry in the round."""
    Return.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.school_return_id)
    AskedSchool.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    return AskedSchool.objects.with_standing().get(pk=asked.pk)


@transaction.atomic
def stop_asking(asked, *, by, because, note="", on=None):
    """Ask this school no longer: it closed, it converted, or it is excused. It stays among those that were asked."""
    asked = lock_asked(asked)
    check_stopped(state=standing_of(asked).state, because=because, note=note)
    if asked.school_return.state == Return.State.DRAFT:
        questionnaires.drop(
            asked.school_return, by=by, reason=note.strip() or AskedSchool.Stopped(because).label
        )
    elif asked.school_return.state == Return.State.REOPENED:
        # Nobody is there to submit it again, or nobody wants it: what was submitted stands.
        questionnaires.stand_by(asked.school_return, by=by)
    asked.stopped_on = on or timezone.localdate()
    asked.stopped_because, asked.stopped_note = because, note.strip()[:500]
    asked.save(update_fields=["stopped_on", "stopped_because", "stopped_note"])
    record("stopped asking", asked, by=by, why=asked.stopped_note, because=str(because))
    return asked


def excuse(asked, *, by, reason):
    """Excuse one school from this round, for a reason."""
    return stop_asking(asked, by=by, because=AskedSchool.Stopped.EXCUSED, note=reason)


@transaction.atomic
def ask_again(asked, *, by, due_on, reason):
    """It was excused by mistake: it is asked again, by a day of its own, and goes on where it stood."""
    asked = lock_asked(asked)
    today = timezone.localdate()
    check_asked_again(
        because=asked.stopped_because,
        due_on=due_on,
        closes_on=asked.round.closes_on,
        today=today,
        reason=reason,
    )
    opened = asked.school_return
    if opened.state == Return.State.DROPPED:
        organisation = opened.organisation
        opened = questionnaires.ask_again(asked.round, opened, organisation, due_on, rule=RULE)
        write_to_contacts([opened], f"asked:{opened.deadline_id}")
    stopped_on, why = asked.stopped_on, asked.stopped_note
    asked.stopped_on, asked.stopped_because, asked.stopped_note = None, "", ""
    asked.save(update_fields=["stopped_on", "stopped_because", "stopped_note"])
    record(
        "asked again", asked, by=by, why=reason.strip(), due_on=str(due_on), excused_on=str(stopped_on),
        excused_because=why,
    )  # fmt: skip
    return asked


@transaction.atomic
def change_dates(opened, *, by, due_on, closes_on, reason):
    """Another day for every school that has not submitted, or another close. Staff’s own entry moves with it."""
    check_words(reason)
    check_years(due_on, closes_on, today=timezone.localdate())
    due_before = opened.due_on
    opened = questionnaires.change_dates(
        opened, by=by, due_on=due_on, closes_on=closes_on, reason=reason, rule=RULE
    )
    if due_on == due_before:
        return opened
    moved = opened.returns.filter(state=Return.State.DRAFT, deadline__due_on=due_on)
    moved = moved.select_related("round", "deadline", "organisation")
    write_to_contacts(list(moved), f"dates:{timezone.now():%Y%m%d%H%M%S}", "Your return has a new date")
    old = Deadline.objects.outstanding().filter(duty=SCHOOLS_ROUND, reference=opened.reference).first()
    if old:
        old = end(old, by=by, reason=f"Moved to {due_on:%-d %B %Y} for everybody: {reason.strip()}")
        replace_deadline(old, open_entry(opened, by=old.owner))
    return opened


def extend(asked, *, by, due_on, reason):
    """Give one school until a later day. The first stays on record, with the reason."""
    check_words(reason)
    return questionnaires.extend(asked.school_return, by=by, due_on=due_on, reason=reason)


def reopen(asked, *, by, reason, until):
    """Open one school's return again until a day. The head's signature stands until it is submitted again."""
    return questionnaires.reopen(asked.school_return, by=by, reason=reason, until=until)


def answer_reopening(asked_again, *, by, agreed, until=None, answer=""):
    """What the school is answered that asked to change something; `asked_again` is its Reopening."""
    return questionnaires.answer_reopening(
        asked_again, by=by, agreed=agreed == "yes", until=until, answer=answer
    )


@transaction.atomic
def close_rounds(today=None):
    """Staff’s one entry for a round ends with the round, or once nothing is waited for. Says how many ended.

    Once a round has closed nothing can be submitted, so what was not is due no longer; it stays among what was late.
    """
    today = today or timezone.localdate()
    running = Deadline.objects.outstanding().filter(duty=SCHOOLS_ROUND).order_by("pk")
    ended = 0
    for deadline in running.select_for_update(no_key=True, skip_locked=True):
        opened = Round.objects.filter(reference=deadline.reference).first()
        closed = opened is None or opened.closes_on < today
        if closed or not any(standing_of(one, today).is_open for one in opened.asked_schools.with_standing()):
            end(deadline, by=None, reason="The round is over, or every school has answered.")
            ended += 1
        if opened and closed:
            for one in Deadline.objects.outstanding().filter(
                duty=SCHOOL_RETURN, assurance_return__round=opened
            ):
                end(one, by=None, reason="The round closed before it was submitted.")
    return ended
