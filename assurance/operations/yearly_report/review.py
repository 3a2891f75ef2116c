"""Scrutiny and endorsement: asking, signing, and taking it back to drafting when the text must change."""

from django.db import transaction
from django.utils import timezone

from assurance.models import ReportEndorsement, ScrutinyStatement, YearlyReport
from assurance.operations.yearly_report.comments import check_heard
from assurance.operations.yearly_report.content import text_checksum
from assurance.operations.yearly_report.letters import write
from assurance.operations.yearly_report.snapshots import Reason, take_snapshot
from assurance.operations.yearly_report.state import lock, move
from assurance.rules.yearly_report import (
    check_endorsed,
    check_move,
    check_placed,
    check_says_something,
    check_scrutineer,
    check_whole,
)
from partnership.access import Refused, Role
from partnership.models import Organisation, Person
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.record import record

State = YearlyReport.State
SOURCE = "Published arrangements 2019, section 15: independently scrutinised, and endorsed by the members"


def check_dates(due_on):
    if due_on < timezone.localdate():
        raise Refused("The date must be today or in the future.")


def office_of(person, role, organisation=None):
    """The office in which a person signs today, as the paper shows it."""
    for appointment in person.appointments_today:
        if appointment.role == role and (
            organisation is None or appointment.organisation_id == organisation.pk
        ):
            return appointment.office or Role(role).label
    raise Refused("You do not currently hold the office that signs this.")


@transaction.atomic
def send_report(report, *, by, due_on):
    """Ask the Independent Advisor to scrutinise the whole text. From here text and figures are frozen."""
    report = lock(report)
    check_move(report.state, State.WITH_SCRUTINY)
    check_dates(due_on)
    sections = list(report.sections.all())
    check_whole(sections)
    for section in sections:
        check_placed(f"{section.text}\n{section.difference}", report.gather.names, section.title)
    check_heard(report, by=by)
    take_snapshot(report, by=by, reason=Reason.SCRUTINY)
    deadline = open_fixed(
        "scrutinise", f"Scrutinise the yearly report {report.year}", due_on, by=by,
        rule="Set by the business unit", source=SOURCE, reference=report.reference,
        path=report.get_absolute_url(), role=Role.INDEPENDENT_ADVISOR, starts_on=timezone.localdate(),
    )  # fmt: skip
    statement = ScrutinyStatement.objects.create(report=report, deadline=deadline, asked_by=by)
    move(report, State.WITH_SCRUTINY, by=by)
    advisors = Person.objects.holding(Role.INDEPENDENT_ADVISOR, on=timezone.localdate())
    write(report, f"scrutinise:{statement.pk}", advisors, "To scrutinise", due_on=due_on)
    return statement


def check_seen_text(report, seen):
    """One signs what one read: Refused where the text or its figures are others now."""
    if seen is not None and seen != text_checksum(report):
        raise Refused("The text has changed since you opened this page. Read the current text, then sign it.")


def statement_of(report):
    statement = (
        ScrutinyStatement.objects.select_for_update(no_key=True).filter(report=report, void_at=None).first()
    )
    if statement is None or report.state != State.WITH_SCRUTINY:
        check_move(report.state, State.ENDORSING)
        raise Refused("Nobody has been asked to scrutinise this report.")
    if statement.signed_at:
        raise Refused(f"The statement was signed on {statement.signed_on:%-d %B %Y}.")
    return statement


@transaction.atomic
def save_statement(report, *, by, text):
    """Keep the statement as it is being written; nobody else's page shows it."""
    report = lock(report)
    statement = statement_of(report)
    check_scrutineer(person=by.pk, authors=author_ids(report))
    statement.text = text.replace("\r\n", "\n")
    statement.save(update_fields=["text"])
    return statement


def author_ids(report):
    return set(report.authors.values_list("pk", flat=True))


@transaction.atomic
def scrutinise(report, *, by, text, late_reason="", seen=None):
    """Sign the scrutiny statement. It is bound to the text as it stands; `seen` is the mark of what the page showed."""
    report = lock(report)
    statement = statement_of(report)
    check_seen_text(report, seen)
    check_scrutineer(person=by.pk, authors=author_ids(report))
    check_says_something(text, "your scrutiny statement before you sign it")
    check_placed(text, report.gather.names)
    statement.text = text.replace("\r\n", "\n").strip()
    statement.office = office_of(by, Role.INDEPENDENT_ADVISOR)
    statement.signed_by, statement.signed_at = by, timezone.now()
    statement.content = text_checksum(report)
    statement.save(update_fields=["text", "office", "signed_by", "signed_at", "content"])
    meet(statement.deadline, by=by, late_reason=late_reason)
    record("signed", statement, by=by, content=statement.content)
    write(report, f"scrutinised:{statement.pk}", business_unit(), "Scrutinised")
    return statement


def business_unit():
    return Person.objects.holding(Role.BOARD_MANAGER, Role.BOARD_OFFICER, on=timezone.localdate())


@transaction.atomic
def ask_endorsements(report, *, by, due_on):
    """Ask every statutory partner in force today who has not been asked; again where one has joined since."""
    report = lock(report)
    if report.state != State.ENDORSING:
        check_move(report.state, State.ENDORSING)
    check_dates(due_on)
    if not report.statements.standing().exclude(signed_at=None).exists():
        raise Refused("The Independent Advisor has not signed the scrutiny statement yet.")
    asked = report.endorsements.standing().values("organisation")
    partners = list(Organisation.objects.statutory_partners(timezone.localdate()).exclude(pk__in=asked))
    if not partners:
        raise Refused("Every statutory partner has already been asked.")
    take_snapshot(report, by=by, reason=Reason.ENDORSEMENT)
    for partner in partners:
        ask_partner(report, partner, by=by, due_on=due_on)
    if report.state == State.ENDORSING:
        record("asked", report, by=by, organisations=[partner.code for partner in partners])
    else:
        move(report, State.ENDORSING, by=by)
    return report


def ask_partner(report, partner, *, by, due_on):
    deadline = open_fixed(
        "endorse", f"Endorse the yearly report {report.year}", due_on, by=by,
        rule="Set by the business unit", source=SOURCE, reference=report.reference,
        path=report.get_absolute_url(), organisation=partner, starts_on=timezone.localdate(),
    )  # fmt: skip
    endorsement = ReportEndorsement.objects.create(
        report=report, organisation=partner, deadline=deadline, asked_by=by
    )
    signatories = Person.objects.holding(Role.SIGNATORY, on=timezone.localdate(), organisation=partner)
    write(report, f"endorse:{endorsement.pk}", signatories, "To endorse", due_on=due_on)
    return endorsement


@transaction.atomic
def endorse(report, organisation, *, by, late_reason="", seen=None):
    """Endorse for one's own partner, and for no other. Bound to the text as it stands.

    `seen` is the mark of the text that the page showed; None is whoever signs without a page.
    """
    report = lock(report)
    if report.state != State.ENDORSING:
        check_move(report.state, State.RENDERING)
        raise Refused("The report is not with the statutory partners at the moment.")
    if organisation.pk not in by.organisations(Role.SIGNATORY):
        raise Refused(f"You do not sign for {organisation}.")
    endorsement = (
        ReportEndorsement.objects.select_for_update(no_key=True)
        .filter(report=report, organisation=organisation, void_at=None)
        .first()
    )
    if endorsement is None:
        raise Refused(f"{organisation} has not been asked to endorse this report.")
    if endorsement.signed_at:
        raise Refused(f"{organisation} endorsed this report on {endorsement.signed_on:%-d %B %Y}.")
    check_seen_text(report, seen)
    endorsement.office = office_of(by, Role.SIGNATORY, organisation)
    endorsement.signed_by, endorsement.signed_at = by, timezone.now()
    endorsement.content = text_checksum(report)
    endorsement.save(update_fields=["office", "signed_by", "signed_at", "content"])
    meet(endorsement.deadline, by=by, late_reason=late_reason)
    record("endorsed", endorsement, by=by, content=endorsement.content, organisation=organisation.code)
    return endorsement


def check_all_endorsed(report, *, on):
    """Refused while a statutory partner in force that day has not endorsed the text as it stands."""
    content = text_checksum(report)
    signed = report.endorsements.standing().filter(content=content)
    needed = Organisation.objects.statutory_partners(on).order_by("name").values_list("name", flat=True)
    check_endorsed(needed=list(needed), endorsed=set(signed.values_list("organisation__name", flat=True)))
    if not report.statements.standing().filter(content=content).exists():
        raise Refused("The text has changed since the scrutiny statement. Ask for scrutiny again.")


@transaction.atomic
def return_report(report, *, by, why):
    """Take it back to drafting because the text must change. Signatures stay on record, set aside."""
    report = lock(report)
    check_move(report.state, State.DRAFTING)
    check_says_something(why, "why the text has to change")
    now = timezone.now()
    for asked in (
        *ScrutinyStatement.objects.select_for_update(no_key=True).filter(report=report, void_at=None),
        *ReportEndorsement.objects.select_for_update(no_key=True).filter(report=report, void_at=None),
    ):
        asked.void_at, asked.void_reason = now, why.strip()
        asked.save(update_fields=["void_at", "void_reason"])
        if asked.signed_at is None:
            end(asked.deadline, by=by, reason=f"The report went back to drafting: {why.strip()}")
    move(report, State.DRAFTING, by=by, why=why)
    return report
