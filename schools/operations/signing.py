"""A school's return is submitted by its lead, signed by its head, and commented on by a governor, by links."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Letter, Reopening, Return
from partnership.operations import links, questionnaires
from partnership.operations.letters import cancel_waiting, promise, promise_all
from partnership.operations.questionnaires.letters import write_to_leads
from partnership.operations.questionnaires.reopening import check_reopenable, open_again
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail
from partnership.working_days import add_working_days
from schools.models import AskedSchool, Contact, SchoolSigning
from schools.operations.contacts import who_gave
from schools.operations.returns import contacts_on, lock_asked
from schools.rules.returns import check_looked_at, check_still_asked, could_tell_of_a_child

PURPOSE = "sign a school’s return"
MENDED_WITHIN = 10  # working days from when the head sends it back; the portal's own
BY_LINK = "by a link"
Office = SchoolSigning.Office


def could_tell(opened):
    """What in the answers of a return could tell who a child is: (question, what is written, why), in order."""
    found = []
    for answer in opened.answers.select_related("question__section").order_by(
        "question__section__position", "question__position"
    ):
        texts = [answer.not_applicable_reason, answer.why_changed]
        if answer.question.kind != "date":
            texts += [answer.text, *(str(cell) for row in answer.rows for cell in row)]
        for text in texts:
            found += [(answer.question, *one) for one in could_tell_of_a_child(text)]
    return found


@transaction.atomic
def submit(opened, *, by, declared_office, late_reason="", checked="", looked=False):
    """The lead submits, having looked at what could name a child; the head is asked to sign, a governor to comment."""
    check_looked_at([written for _, written, _ in could_tell(opened)], looked=looked)
    asked = lock_asked(AskedSchool.objects.get(school_return=opened))
    check_still_asked(stopped_on=asked.stopped_on, because=asked.get_stopped_because_display())
    opened = questionnaires.submit(
        opened,
        by=by,
        declared_office=declared_office,
        late_reason=late_reason,
        checked=checked,
        receipt=False,
    )
    ask_for_signatures(asked, by=by)
    return opened


def signers(organisation, day=None):
    """Office → whom we ask: the head to sign; the safeguarding governor, or else the chair, to comment."""
    found = {}
    day = day or timezone.localdate()
    for contact in contacts_on(day, [organisation], list(Office.values)):
        found[contact.office] = contact  # the one who began last
    if Office.GOVERNOR in found:
        found.pop(Office.CHAIR, None)
    return found


@transaction.atomic
def ask_for_signatures(asked, *, by):
    """Write to the head, and to a governor, with a link each. Once a day each; says how many letters are new.

    Who is no longer asked, because somebody else holds the office now or the answers are others, has a link that
    opens nothing.
    """
    asked = lock_asked(asked)
    opened = asked.school_return
    if opened.state != Return.State.SUBMITTED:
        raise Refused("You can ask the head once the return has been submitted.")
    check_still_asked(stopped_on=asked.stopped_on, because=asked.get_stopped_because_display())
    now, today = timezone.now(), timezone.localdate()
    wanted = signers(opened.organisation_id, today)
    signed = set(
        asked.signings.filter(checksum=opened.checksum, signed_at__isnull=False).values_list(
            "office", flat=True
        )
    )
    letters = []
    waiting = {one.office: one for one in asked.signings.select_for_update(no_key=True).filter(
        signed_at=None, sent_back_at=None, ended_at=None
    )}  # fmt: skip
    for office, one in list(waiting.items()):
        contact = wanted.get(office)
        if one.checksum != opened.checksum or contact is None or contact.email.lower() != one.email.lower():
            one.ended_at = now
            one.save(update_fields=["ended_at"])
            cancel_waiting(f"signing:{one.pk}:", "This is asked of them no more")
            del waiting[office]
    for office, contact in wanted.items():
        if office in signed:
            continue
        one = waiting.get(office) or SchoolSigning.objects.create(
            asked_school=asked, office=office, checksum=opened.checksum, asked_name=contact.name,
            email=contact.email, asked_by=by,
        )  # fmt: skip
        letters.append(letter_to(one, asked, today))
    new = promise_all(letters) if letters else 0
    record("asked to sign", asked, by=by, offices=sorted(str(one) for one in wanted if one not in signed))
    return new


def letter_to(one, asked, today):
    """The letter with the link. It says which school and which round, and nothing of what was answered."""
    reference = asked.round.reference
    heads = one.office == Office.HEAD
    return Letter(
        key=f"signing:{one.pk}:{today}",
        kind="school_sign" if heads else "school_comment",
        address=one.email,
        reference=reference,
        subject=f"{'Please sign' if heads else 'Please comment on'} your school’s return: {reference}",
        label=f"{asked.round.title}, {asked.name}"[:200],
        due_on=asked.school_return.deadline.due_on if heads else None,
        path=reverse("sign_school_return", args=[links.make(PURPOSE, one.pk, one.email)]),
        secret=True,
    )


def find_signing(secret):
    """What a link opens, or None: it ran out, was used, or goes to somebody who is no longer the one to be asked."""
    link = links.read(PURPOSE, secret)
    if link is None:
        return None
    one = (
        SchoolSigning.objects.select_related(
            "asked_school__round__questionnaire", "asked_school__round__run_by",
            "asked_school__school_return__organisation", "asked_school__school_return__deadline",
            "asked_school__school_return__submitted_by", "asked_school__school_return__round",
        )
        .filter(pk=link.about, email__iexact=link.to)
        .first()
    )  # fmt: skip
    return one if one is not None and is_asked(one) else None


def is_asked(one):
    """Whether this signature is still wanted, of just this person and under just these answers."""
    asked, opened = one.asked_school, one.asked_school.school_return
    if not one.waits or asked.stopped_on:
        return False
    if opened.state != Return.State.SUBMITTED or opened.checksum != one.checksum:
        return False
    holders = contacts_on(timezone.localdate(), [opened.organisation_id], [one.office])
    return one.email.lower() in {contact.email.lower() for contact in holders}


def lock_signing(one):
    """The signing, with the return locked before it; Refused where it is no longer asked."""
    asked = lock_asked(one.asked_school)
    one = SchoolSigning.objects.select_for_update(no_key=True).get(pk=one.pk)
    one.asked_school = asked
    if not is_asked(one):
        raise Refused(
            "You no longer need to do this. The return has been signed, sent back or changed since."
        )
    return one


@transaction.atomic
def sign(one, *, name, comment=""):
    """Waiting for the head to sign, or a governor comments, on just the answers that they were shown."""
    one = lock_signing(one)
    if not name.strip():
        raise Refused("Enter your name.")
    if one.office != Office.HEAD and not comment.strip():
        raise Refused("Enter your comment.")
    check_no_detail(comment)
    one.name, one.comment, one.signed_at = name.strip(), comment.strip(), timezone.now()
    one.save(update_fields=["name", "comment", "signed_at"])
    asked = one.asked_school
    if one.office == Office.HEAD:
        receipts(one)
    record(
        "signed" if one.office == Office.HEAD else "commented", asked, by=None,
        office=f"{one.get_office_display()}, {BY_LINK}", checksum=one.checksum,
    )  # fmt: skip
    return one


def receipts(one):
    """It is received now: its leads and its head are told so."""
    opened, asked = one.asked_school.school_return, one.asked_school
    write_to_leads([opened], "received", f"received:{one.pk}", "Received")
    promise(
        "school_received", f"signing:{one.pk}:received", to=one.email, subject=f"Received: {asked.round.reference}",
        reference=asked.round.reference, label=f"{asked.round.title}, {asked.name}"[:200],
    )  # fmt: skip


@transaction.atomic
def send_back(one, *, reason):
    """The head sends it back to the lead, for a reason: it is open again, and what was submitted is kept."""
    one = lock_signing(one)
    if one.office != Office.HEAD:
        raise Refused("Only the head can send a return back. Put what you think in your comment.")
    if not reason.strip():
        raise Refused("Enter what needs to change.")
    check_no_detail(reason)
    opened = Return.objects.select_related(
        "round__questionnaire", "organisation", "deadline", "submitted_by"
    ).get(pk=one.asked_school.school_return_id)
    check_reopenable(opened)
    one.comment, one.sent_back_at = reason.strip(), timezone.now()
    one.save(update_fields=["comment", "sent_back_at"])
    until = min(opened.round.closes_on, add_working_days(timezone.localdate(), MENDED_WITHIN))
    open_again(
        opened,
        Reopening(
            assurance_return=opened,
            asked_by=opened.submitted_by,
            reason=f"The head sent it back: {reason.strip()}",
        ),
        by=None,
        until=until,
    )
    record(
        "sent back",
        one.asked_school,
        by=None,
        why=reason.strip(),
        office=f"{one.get_office_display()}, {BY_LINK}",
    )
    return one


def signatures_of(asked):
    """Who signed, and who commented on, what now stands as submitted: the head first."""
    found = asked.signings.filter(checksum=asked.school_return.checksum, signed_at__isnull=False)
    return sorted(found, key=lambda one: (one.office != Office.HEAD, one.signed_at))


def head_asked(asked):
    """(signing, entry of the record, whether one person is behind both) of the head's signature; None if not asked.

    The entry says who gave the address to which the link went, and the last whether it was who submitted. A school
    itself says who its head is, for the national file has no addresses; so whoever looks after it is shown this.
    """
    opened = asked.school_return
    one = asked.signings.filter(office=Office.HEAD, checksum=opened.checksum, ended_at=None).last()
    if one is None:
        return None
    gave = who_gave(opened.organisation_id, one.office, one.email)
    return one, gave, bool(gave and gave.actor_id == str(opened.submitted_by_id))


def lacks_head(asked):
    """Whether nobody can be asked to sign, for no head's address is known."""
    return Contact.Office.HEAD not in signers(asked.school_return.organisation_id, timezone.localdate())
