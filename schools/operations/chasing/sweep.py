"""The daily sweep: for each school the one rung that is due and not yet taken, never what fell on a day alone.

It looks at what is due on or before today, so that lost days lose nothing; a rung taken, and a letter promised, are
rows under keys that exist once, so that a second sweep does nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.models import Appointment, Letter, Round
from partnership.operations import links
from partnership.operations.letters import cancel, promise_all
from partnership.operations.record import record
from schools.models import (
    AskedSchool,
    ChaseContact,
    ChaseHold,
    ChaseReply,
    ChaseStep,
    Office,
    School,
    SchoolLink,
)
from schools.operations import contacts as known
from schools.operations.response import standing_of
from schools.operations.returns import stop_asking
from schools.rules.chasing import OFFICES, Taken, due_rung, letter_of, offices_of, worded
from schools.rules.returns import State

PURPOSE = "answer a letter about a school's return"
GOES_ON = timedelta(120)  # after its last day; the ladder itself is over long before
Channel = ChaseContact.Channel


@dataclass
class Chased:
    """One school of a round, with all that decides whether it is written to."""

    asked: AskedSchool
    standing: object
    taken: list
    held: bool = False
    assured: bool = False

    @property
    def dates(self):
        return {"opens_on": self.asked.round.opens_on, "due_on": self.standing.due_on}

    @property
    def started(self):
        return self.standing.state != State.NOT_STARTED

    @property
    def unsigned(self):
        """Whether it was submitted, and only waits for the head."""
        return self.standing.state == State.WAITING

    @property
    def reference(self):
        return f"{self.asked.round.reference}-{self.asked.school.urn}"[:38]


def sweep(today=None):
    """Take every rung that is due, round by round. How many were taken. Safe to run again, and beside another."""
    today = today or timezone.localdate()
    rounds = Round.objects.filter(
        purpose=Round.Purpose.SCHOOLS, opens_on__lte=today, closes_on__gte=today - GOES_ON
    )
    return sum(sweep_round(one, today) for one in rounds.order_by("pk"))


@transaction.atomic
def sweep_round(chased_round, today):
    """One round, in a fixed number of statements but for the schools that closed."""
    chased_round = (
        Round.objects.select_for_update(of=("self",), no_key=True)
        .select_related("run_by")
        .get(pk=chased_round.pk)
    )
    stop_closed(chased_round, today)
    everybody = chased_of(AskedSchool.objects.filter(round=chased_round), today)
    withdraw(everybody, today)
    due = [(one, *found) for one in everybody if (found := due_of(one, today))]
    if due:
        take(chased_round, due, today)
    post_what_failed(everybody, today)
    return len(due)


def chased_of(asked_schools, today):
    """Those schools with their standing, rungs, holds and replies, in a fixed number of queries."""
    rows = list(
        asked_schools.with_standing()
        .select_related(
            "round__run_by", "school_return__deadline", "trust", "school__authority", "school__organisation"
        )
        .prefetch_related("chase_steps")
    )
    ids = [one.pk for one in rows]
    held = set(ChaseHold.objects.running(today).filter(asked__in=ids).values_list("asked", flat=True))
    assured = set(
        ChaseReply.objects.filter(asked__in=ids, kind=ChaseReply.Kind.ASSURED).values_list("asked", flat=True)
    )
    return [
        Chased(
            one,
            standing_of(one, today),
            [
                Taken(step.rung, step.for_due_on, step.taken_on, step.reply_by)
                for step in one.chase_steps.all()
            ],
            one.pk in held,
            one.pk in assured,
        )
        for one in rows
    ]


def due_of(one, today):
    """(rung, its day) that is to be taken of this school today, or None."""
    if not one.standing.is_open or one.held or one.assured or one.asked.school.missing_since:
        return None
    return due_rung(taken=one.taken, started=one.started, today=today, **one.dates)


# Who is no longer asked -----------------------------------------------------------------------------------------


def stop_closed(chased_round, today):
    """A school that the register says has closed is asked no longer; one with a successor has converted."""
    closed = list(
        chased_round.asked_schools.filter(stopped_on=None, school__status_code=School.CLOSED)
        .exclude(school__closed_on__gt=today)
        .with_standing()
        .select_related("school")
    )
    if not closed:
        return
    schools = [one.school for one in closed]
    followed = set(
        SchoolLink.objects.filter(school__in=schools, kind__istartswith="successor").values_list(
            "school", flat=True
        )
    )
    goes_on = set(
        School.objects.in_scope()
        .filter(organisation__in=[one.organisation_id for one in schools])
        .values_list("organisation", flat=True)
    )
    for one in closed:
        if standing_of(one, today).is_open:
            converted = one.school_id in followed or one.school.organisation_id in goes_on
            because = AskedSchool.Stopped.CONVERTED if converted else AskedSchool.Stopped.CLOSED
            stop_asking(
                one,
                by=None,
                because=because,
                note="According to the national register.",
                on=one.school.closed_on or today,
            )


def withdraw(everybody, today):
    """What waits to be posted, or to be sent by email, to a school for which nobody waits any more goes no more."""
    over = [one.asked.pk for one in everybody if not one.standing.is_open]
    contacts = ChaseContact.objects.filter(asked__in=over)
    contacts.by_post().update(withdrawn_on=today)
    waiting = Letter.objects.select_for_update(no_key=True, skip_locked=True).filter(
        pk__in=contacts.exclude(step=None)
        .exclude(step__rung="authority")
        .filter(letter__state=Letter.State.PROMISED)
        .values("letter")
    )
    for letter in waiting:
        cancel(letter, "The return has been received or is no longer needed")


# Taking rungs -----------------------------------------------------------------------------------------------------


def take(chased_round, due, today):
    """The rungs, their letters and their contacts; recorded once for the round."""
    steps = ChaseStep.objects.bulk_create(step_of(one, rung, day, today) for one, rung, day in due)
    organisations = [one.asked.school_return.organisation_id for one, _, _ in due]
    people = accounts(organisations, today)
    addresses = known.current_of(organisations)
    opening = opening_letters(chased_round) if any(rung.code == "opened" for _, rung, _ in due) else {}
    leads = education_leads(due, today)
    letters, contacts = [], []
    for step, (one, rung, _) in zip(steps, due, strict=True):
        for office in offices_of(rung, run=one.asked.run, in_trust=one.asked.trust_id is not None):
            if office == Office.EDUCATION_LEAD:
                drafts = to_authority(one, step, leads, today)
            elif rung.code == "opened":
                drafts = told_at_opening(one, step, opening.get(one.asked.school_return_id, ()))
            else:
                drafts = to_school(one, step, rung, office, people, addresses)
            if not drafts and office != Office.EDUCATION_LEAD:
                drafts = [(contact_of(one, step, office, Channel.POST, today), None)]
            elif rung.formal and office != Office.EDUCATION_LEAD:
                drafts = [*drafts, (contact_of(one, step, office, Channel.POST, today), None)]
            contacts += [contact for contact, _ in drafts]
            letters += [letter for _, letter in drafts if letter is not None]
    overtake([one.asked for one, rung, _ in due if rung.written], today)
    keep(letters, contacts)
    rungs = [rung.code for _, rung, _ in due]
    record("chased", chased_round, by=None, rungs={code: rungs.count(code) for code in dict.fromkeys(rungs)})


def overtake(asked_schools, today):
    """Paper that nobody has printed yet is overtaken by the letter of the next rung; a formal letter never is."""
    older = ChaseContact.objects.to_print().filter(asked__in=asked_schools, step__reply_by=None)
    older.update(withdrawn_on=today)


def step_of(one, rung, day, today):
    reply_by = today + timedelta(rung.reply_days) if rung.formal else None
    submitted_at = one.asked.school_return.submitted_at
    facts = {
        "round": one.asked.round.title,
        "opened": spell(one.asked.round.opens_on),
        "due": spell(one.standing.due_on),
        "submitted": spell(timezone.localdate(submitted_at)) if submitted_at else "",
        "reply_by": spell(reply_by) if reply_by else "",
    }
    letter = letter_of(rung, late=one.standing.late, unsigned=one.unsigned)
    return ChaseStep(
        asked=one.asked, rung=rung.code, label=rung.label, position=rung.position,
        for_due_on=one.standing.due_on, due_on=day, taken_on=today, reply_by=reply_by,
        reference=one.reference, words=worded(letter, **facts) if rung.to else {},
    )  # fmt: skip


def spell(day):
    return f"{day.day} {day:%B %Y}"


def accounts(organisations, today):
    """organisation id → the people of the school who can sign in."""
    found = {}
    for one in (
        Appointment.objects.on(today)
        .filter(role=Role.SCHOOL_LEAD, organisation__in=organisations, person__is_active=True)
        .select_related("person")
        .order_by("pk")
    ):
        found.setdefault(one.organisation_id, {})[one.person_id] = one.person
    return {organisation: list(people.values()) for organisation, people in found.items()}


def opening_letters(chased_round):
    """return id → the letters that were promised as the round opened: the first rung, which nobody sends twice."""
    found = {}
    for one in Letter.objects.filter(
        reference=chased_round.reference, kind__in=("asked", "school_asked"), key__startswith="return:"
    ).order_by("pk"):
        found.setdefault(int(one.key.split(":")[1]), []).append(one)
    return found


def told_at_opening(one, step, letters):
    return [
        (
            contact_of(one, step, Office.LEAD, Channel.EMAIL, timezone.localdate(letter.promised_at), letter),
            None,
        )
        for letter in letters
    ]


def education_leads(due, today):
    """authority id → its education leads, where one of these rungs goes to them."""
    found = {}
    if any(Office.EDUCATION_LEAD in rung.to for _, rung, _ in due):
        for one in (
            Appointment.objects.on(today)
            .filter(role=Role.EDUCATION_LEAD, person__is_active=True)
            .select_related("person")
            .order_by("pk")
        ):
            found.setdefault(one.organisation_id, {})[one.person_id] = one.person
    return {authority: list(people.values()) for authority, people in found.items()}


def to_authority(one, step, leads, today):
    """One letter a day to each education lead, whatever the number of schools; the page has the list."""
    chased_round = one.asked.round
    return [
        (
            contact_of(one, step, Office.EDUCATION_LEAD, Channel.EMAIL, today, person=person),
            Letter(
                key=f"chase:{chased_round.pk}:authority:{today}:{person.pk}", kind="school_not_answered",
                recipient=person, reference=chased_round.reference,
                subject=f"No answer to a formal letter: {chased_round.reference}", label=chased_round.title,
                path=reverse("schools:chasing", args=[chased_round.pk]),
            ),
        )
        for person in leads.get(one.asked.school.authority_id, ())
    ]  # fmt: skip


def to_school(one, step, rung, office, people, addresses):
    """(contact, letter) for everybody of this office who can be written to by email."""
    organisation = one.asked.school_return.organisation_id
    facts = {
        "kind": "school_formal" if rung.formal else "school_unsigned" if one.unsigned else "school_chased",
        "reference": step.reference,
        "subject": f"{rung.unsigned if one.unsigned else rung.subject}: {step.reference}",
        "label": f"{one.asked.round.title}, {one.asked.name}"[:200],
        "due_on": step.reply_by or one.standing.due_on,
    }
    drafts = []
    if office == Office.LEAD:
        for person in people.get(organisation, ()):
            letter = Letter(
                key=f"chase:{step.pk}:{office}:{person.pk}", recipient=person,
                path=reverse("schools:school_return", args=[one.asked.pk]), **facts,
            )  # fmt: skip
            contact = contact_of(one, step, office, Channel.EMAIL, step.taken_on, person=person)
            drafts.append((contact, letter))
    if not drafts:
        emails = {
            held.email.lower()
            for held in addresses.get(organisation, ())
            if held.office == office and held.email
        }
        for email in sorted(emails):
            letter = Letter(
                key=f"chase:{step.pk}:{office}:{email}"[:200], address=email, secret=True,
                path=reverse("answer_chase", args=[links.make(PURPOSE, step.pk, email)]), **facts,
            )  # fmt: skip
            contact = contact_of(one, step, office, Channel.EMAIL, step.taken_on, email=email)
            drafts.append((contact, letter))
    return drafts


def contact_of(one, step, office, channel, on, letter=None, *, person=None, email=""):
    whom = letter.pk if letter else person.pk if person else email
    return ChaseContact(
        key=f"{step.pk}:{office}:{channel}:{whom}"[:200], asked=one.asked, step=step, office=office, channel=channel,
        on=on, email=email, letter=letter,
        addressee=addressee_of(one.asked, office) if channel == Channel.POST else "",
    )  # fmt: skip


def addressee_of(asked, office):
    """Office, school and address as on an envelope, a line each. No name."""
    school = asked.school
    lines = [OFFICES.get(office, Office(office).label)]
    if office == Office.TRUST and asked.trust:
        lines += [asked.trust.name, f"c/o {asked.name}"]
    else:
        lines.append(asked.name)
    lines += [school.street, school.locality, school.town, school.postcode]
    return "\n".join(line for line in lines if line)


def keep(letters, contacts):
    """The letters first, then the contacts that they belong to. `contacts` by email know their letter by its place."""
    if letters:
        promise_all(list({one.key: one for one in letters}.values()))
    kept = {one.key: one for one in Letter.objects.filter(key__in={one.key for one in letters})}
    waiting = iter(letters)
    for contact in contacts:
        if contact.channel == Channel.EMAIL and contact.letter is None:
            contact.letter = kept[next(waiting).key]
    ChaseContact.objects.bulk_create(contacts, ignore_conflicts=True)


UNDELIVERED = (Letter.State.FAILED, Letter.State.RETURNED, Letter.State.HELD)


def post_what_failed(everybody, today):
    """An email that could not be delivered becomes a letter on paper, as long as the school is chased."""
    chased = {one.asked.pk: one for one in everybody if one.standing.is_open and not one.held}
    failed = (
        ChaseContact.objects.filter(
            asked__in=chased, channel=Channel.EMAIL, letter__state__in=UNDELIVERED, step__isnull=False
        )
        .exclude(office=Office.EDUCATION_LEAD)
        .select_related("step")
    )
    posted = {
        (one.step_id, one.office)
        for one in ChaseContact.objects.filter(asked__in=chased, channel=Channel.POST, step__isnull=False)
    }
    ChaseContact.objects.bulk_create(
        (
            contact_of(chased[one.asked_id], one.step, one.office, Channel.POST, today)
            for one in failed
            if (one.step_id, one.office) not in posted
        ),
        ignore_conflicts=True,
    )
