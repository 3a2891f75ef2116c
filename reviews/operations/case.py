"""Referring, screening and notifying; and the one door of a case's stage."""

from dataclasses import replace

from django.db import connection, transaction
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Edition, Organisation
from partnership.operations.deadlines import end, meet, open_deadline, open_fixed, supersede
from partnership.operations.record import record
from partnership.rules.deadlines import WorkingDays
from partnership.working_days import working_days_between
from reviews.models import (
    Case,
    CaseDeadline,
    Child,
    InformationRequest,
    Notification,
    ParallelProceeding,
    PartnerView,
    Stage,
)
from reviews.operations.dates import end_what_is_over, open_what_waits
from reviews.operations.letters import business_unit, holders, write
from reviews.rules.case import (
    check_awareness,
    check_entry,
    check_move,
    check_notification,
    check_referral,
)
from reviews.rules.clocks import EDITIONS, guidance_on

PREFIX = "LR"
AS_IT_IS = object()  # none was said: None would say that it is not known


def lock(case):
    return Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def check_unconflicted(case, person):
    """Whoever declared a conflict of interest in a case decides nothing in it."""
    if case.conflicts.filter(person=person).exists():
        raise Refused("You have declared a conflict of interest in this case. Someone else has to decide it.")


def move(case, to, *, by, why="", **facts):
    """The one door of a case's stage: check the table, change, record. The case must be locked."""
    old = case.stage
    check_move(old, to)
    case.stage = to
    case.save(update_fields=["stage"])
    end_what_is_over(case, old, by=by)
    open_what_waits(case, by=by)
    record("moved", case, by=by, why=why, old=old, new=str(to), **facts)
    return case


def enter(case, stage, *, by, verb, children=(), **facts):
    """The one door by which a case begins: check the stage, number it, keep it with its children, record.

    `case` is not saved yet. Where it names no arrangements or guidance, those of the day on which the authority
    became aware hold, or of today. `children` are dicts of a child's fields.
    """
    check_entry(stage)
    one_at_a_time()
    today = timezone.localdate()
    known_on = case.aware_on or today
    if case.edition_id is None:
        case.edition = Edition.objects.in_force(known_on) or Edition.objects.in_force(today)
    if case.edition_id is None:
        raise Refused("No arrangements are in force today. The business unit has to load them first.")
    case.guidance = case.guidance or guidance_on(known_on)
    case.reference = next_reference(today.year)
    case.stage = stage
    case.save(force_insert=True)
    for position, child in enumerate(children, start=1):
        Child.objects.create(case=case, position=position, **child)
    record(verb, case, by=by, children=len(children), **facts)
    open_what_waits(case, by=by)
    return case


def one_at_a_time():
    """Let nobody else refer until this transaction ends: no two cases share a reference, no form makes two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reviews_case_reference'))")


def made_already(key, by):
    """The case that this very form has made, or None. Nobody else makes one until the transaction ends."""
    one_at_a_time()
    made = key and Case.objects.filter(referral_key=key).first()
    if made and made.referred_by_id != by.pk:
        raise Refused("This form has been used already. Begin a new one.")
    return made or None


def first_day(day, precision):
    """A month is kept as its first day."""
    return day.replace(day=1) if precision == Case.Precision.MONTH else day


def next_reference(year):
    """The next opaque reference of that year."""
    one_at_a_time()
    last = (
        Case.objects.filter(reference__startswith=f"{PREFIX}-{year}-")
        .annotate(number=Cast(Substr("reference", len(PREFIX) + 7), IntegerField()))
        .aggregate(last=Max("number"))["last"]
    )
    return f"{PREFIX}-{year}-{(last or 0) + 1:03}"


def start_clock(case, key, start, *, by, **asked_of):
    """Open one of the case's clocks, under the guidance of its day."""
    deadline = open_deadline(
        EDITIONS[case.guidance][key],
        start,
        by=by,
        reference=case.reference,
        restricted=True,
        path=asked_of.pop("path", case.get_absolute_url()),
        **asked_of,
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


def agree_date(case, duty, label, due_on, *, by, rule, source, **asked_of):
    """Keep a date that people agreed for this case, where no clock computes one."""
    deadline = open_fixed(
        duty,
        label,
        due_on,
        by=by,
        rule=rule,
        source=source,
        reference=case.reference,
        restricted=True,
        path=asked_of.pop("path", case.get_absolute_url()),
        **asked_of,
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


def clock(case, duty):
    """The case's outstanding deadline of that duty, or None."""
    link = (
        case.clocks.filter(deadline__duty=duty, deadline__done_on=None, deadline__ended_on=None)
        .select_related("deadline")
        .first()
    )
    return link and link.deadline


def stop_clock(case, duty, *, by, done_on=None, late_reason=""):
    """What that clock ran for has been done; whether in time is stored for good."""
    running = clock(case, duty)
    return meet(running, by=by, done_on=done_on, late_reason=late_reason) if running else None


@transaction.atomic
def refer(
    *, by, referred_for, incident_on, account, agreed_by_office, not_a_live_concern, children,
    incident_precision=Case.Precision.DAY, responsible_authority=None, residence_authority=None,
    abuse_or_neglect=None, media_interest=None, proceedings=(), key=None,
):  # fmt: skip
    """An agency asks the partnership to consider an incident. `children` are dicts of a child's fields.

    `proceedings` are (kind, note) pairs of other processes known of. `key` is that of the form: the same form
    sent twice makes one case, and answers with it.
    """
    today = timezone.localdate()
    check_referral(
        agreed_by_office=agreed_by_office,
        not_a_live_concern=not_a_live_concern,
        incident_on=incident_on,
        account=account,
        children=children,
        today=today,
    )
    made = made_already(key, by)
    if made:
        return made
    case = enter(
        Case(
            incident_on=first_day(incident_on, incident_precision),
            incident_precision=incident_precision,
            responsible_authority=responsible_authority,
            residence_authority=residence_authority,
            abuse_or_neglect=abuse_or_neglect,
            media_interest=media_interest,
            account=account,
            referred_by=by,
            referred_for=referred_for,
            agreed_by_office=agreed_by_office,
            referral_key=key,
        ),
        Stage.REFERRED,
        by=by,
        verb="referred",
        children=children,
        organisation=referred_for.code if referred_for else "",
    )
    for kind, note in proceedings:
        ParallelProceeding.objects.create(case=case, kind=kind, note=note)
    write("case_step", "A referral has come in", f"case:{case.pk}:referred", business_unit(), case=case,
          path=case.get_absolute_url())  # fmt: skip
    return case


@transaction.atomic
def screen(
    case,
    *,
    by,
    aware_on,
    responsible_authority,
    residence_authority=None,
    abuse_or_neglect=AS_IT_IS,
    views=(),
):
    """Say which authority it is for and since when it has been aware: the five working days run from then.

    `views` are (organisation, view) pairs of the statutory partners, where they are known already. Those of an
    earlier screening stand in the decision that followed it; now each partner is asked afresh.
    """
    case = lock(case)
    check_move(case.stage, Stage.SCREENING)
    if case.stage == Stage.SIN_DUE:  # its clocks run already
        raise Refused(
            "It has been decided that the Panel is notified. If the authority has to decide afresh, choose “Screen "
            "the incident again” on the case’s page."
        )
    check_awareness(aware_on=aware_on, incident_on=case.not_before, today=timezone.localdate())
    if abuse_or_neglect is not AS_IT_IS:
        case.abuse_or_neglect = abuse_or_neglect
        case.save(update_fields=["abuse_or_neglect"])
    apply_awareness(
        case, by=by, aware_on=aware_on, responsible=responsible_authority, residence=residence_authority
    )
    case.partner_views.all().delete()
    for organisation, view in views:
        PartnerView.objects.create(
            case=case, organisation=organisation, view=view, given_on=timezone.localdate()
        )
    return move(case, Stage.SCREENING, by=by, aware_on=str(aware_on), authority=responsible_authority.code)


def apply_awareness(case, *, by, aware_on, responsible, residence):
    if responsible is None:
        raise Refused("Choose the authority in whose area it happened.")
    case.aware_on = aware_on
    case.guidance = guidance_on(aware_on)
    case.edition = Edition.objects.in_force(aware_on) or case.edition
    case.responsible_authority = responsible
    case.residence_authority = residence
    case.save(
        update_fields=["aware_on", "guidance", "edition", "responsible_authority", "residence_authority"]
    )
    start_clock(
        case,
        "notify_by",
        aware_on,
        by=by,
        organisation=responsible,
        path=reverse("reviews:notify", args=[case.pk]),
    )
    start_clock(case, "partners_informed_by", aware_on, by=by, role=Role.BOARD_OFFICER)


@transaction.atomic
def notify(case, *, by, aware_on, sent_at, sent_by_office, **facts):
    """Record that the local authority has notified the Panel. The rapid review's clocks run from that day.

    `facts` are those of keep_notification.
    """
    case = lock(case)
    check_move(case.stage, Stage.NOTIFIED)
    sent_on = keep_notification(
        case, by=by, aware_on=aware_on, sent_at=sent_at, sent_by_office=sent_by_office, **facts
    )
    return move(case, Stage.NOTIFIED, by=by, sent_on=str(sent_on))


def keep_notification(
    case, *, by, aware_on, sent_at, sent_by_office, responsible_authority=None, residence_authority=None,
    national_reference="", further_references="", late_reason="",
):  # fmt: skip
    """Keep that it was sent, tell the partners, and start what runs from then; the day on which it was sent."""
    sent_on = timezone.localdate(sent_at)
    check_notification(
        aware_on=aware_on, sent_on=sent_on, incident_on=case.not_before, today=timezone.localdate()
    )
    if hasattr(case, "notification"):  # it was closed and opened again
        raise Refused(
            f"The Panel was notified of this case on {case.notification.sent_on:%-d %B %Y}. Go on from that "
            "notification: the case's page offers it."
        )
    if sent_at > timezone.now():
        raise Refused("A notification cannot be recorded before it is sent. Check the time.")
    if not sent_by_office.strip():
        raise Refused("Say who sent the notification, by office.")
    if clock(case, "notify") is None:  # not screened yet, or again after its clock had ended
        apply_awareness(
            case,
            by=by,
            aware_on=aware_on,
            responsible=responsible_authority or case.responsible_authority,
            residence=residence_authority or case.residence_authority,
        )
    elif case.aware_on != aware_on:
        correct_awareness(case, by=by, aware_on=aware_on)
    Notification.objects.create(
        case=case,
        sent_at=sent_at,
        national_reference=national_reference,
        further_references=further_references,
        sent_by_office=sent_by_office,
        recorded_by=by,
    )
    stop_clock(case, "notify", by=by, done_on=sent_on, late_reason=late_reason)
    inform_partners(case, by=by, late_reason=late_reason)
    start_clock(case, "scoping_by", sent_on, by=by, role=Role.BOARD_OFFICER)
    start_clock(case, "rapid_review_meeting_by", sent_on, by=by, role=Role.BOARD_OFFICER)
    start_clock(case, "decision_by", sent_on, by=by, role=case.edition.decides_reviews)
    start_clock(case, "rapid_review_by", sent_on, by=by, role=Role.BOARD_OFFICER)
    return sent_on


def correct_awareness(case, *, by, aware_on, why=""):
    """The authority was aware on another day than first recorded: new clocks supersede, the old rows stay.

    The new clocks are those of the guidance of the right day. So is the edition that the case keeps, unless the
    review has been decided under the one it had.
    """
    reason = f"The authority became aware on {aware_on:%-d %B %Y}, not {case.aware_on:%-d %B %Y}"
    before, case.aware_on = case.aware_on, aware_on
    if case.decision is None:
        case.guidance = guidance_on(aware_on)
        case.edition = Edition.objects.in_force(aware_on) or case.edition
    case.save(update_fields=["aware_on", "guidance", "edition"])
    restart_clocks(case, "aware_on", aware_on, before=before, by=by, reason=reason)
    deciding = clock(case, "decide")
    if deciding and deciding.role != case.edition.decides_reviews:
        end(deciding, by=by, reason=f"{reason}: another office decides")
        start_clock(case, "decision_by", deciding.starts_on, by=by, role=case.edition.decides_reviews)
    record("corrected", case, by=by, why=f"{reason}. {why}" if why else reason, aware_on=str(aware_on))


def restart_clocks(case, starts, day, *, before, by, reason):
    """What still runs from that start runs from the right day; what was done keeps its verdict.

    What an agency found later has to meet runs from the day on which it was asked, and goes on as it is.
    """
    limits = {limit.duty: limit for limit in EDITIONS[case.guidance].values() if limit.starts == starts}
    for link in case.clocks.filter(
        deadline__duty__in=limits, deadline__done_on=None, deadline__ended_on=None, deadline__calendar__gt="",
        deadline__starts_on=before,
    ).select_related("deadline"):  # a date that people agreed has no calendar, and stays agreed  # fmt: skip
        old = link.deadline
        new = supersede(old, as_given(limits[old.duty], old), day, by=by, reason=reason)
        CaseDeadline.objects.create(case=case, deadline=new)
        InformationRequest.objects.filter(deadline=old).update(deadline=new)
        InformationRequest.objects.filter(involvement_deadline=old).update(involvement_deadline=new)


def as_given(limit, deadline):
    """The limit with as many working days as agencies were given to answer, which staff choose."""
    if limit.duty != "agency_return":
        return limit
    return replace(limit, allow=WorkingDays(working_days_between(deadline.starts_on, deadline.due_on)))


def inform_partners(case, *, by, late_reason):
    """Write to every statutory partner's signatories and leads; that meets the duty to tell them."""
    for organisation in Organisation.objects.statutory_partners(case.aware_on):
        people = holders(Role.SIGNATORY, Role.PARTNER_LEAD, organisation=organisation)
        write(
            "case_step",
            "An incident was notified",
            f"case:{case.pk}:partners",
            people,
            case=case,
            path=reverse("home"),
        )
    stop_clock(case, "inform_partners", by=by, late_reason=late_reason)
