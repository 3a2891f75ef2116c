"""Logging a notification that came first, and putting right what intake got wrong."""

import hashlib
import re

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event
from partnership.operations.deadlines import end
from partnership.operations.record import record
from reviews.models import Case, Child, Notification, PanelMessage, ParallelProceeding, Route, Stage
from reviews.models.case import OVER
from reviews.operations.case import (
    clock,
    correct_awareness,
    enter,
    first_day,
    keep_notification,
    lock,
    made_already,
    move,
    restart_clocks,
    start_clock,
)
from reviews.rules.case import (
    check_account,
    check_correction,
    check_notification,
)
from reviews.rules.publication import check_seen
from reviews.rules.routes import misfits, route_without_rapid_review

WITHOUT_RAPID_REVIEW = (Route.LOOKED_AFTER_DEATH, Route.CARE_LEAVER)


@transaction.atomic
def log_notification(
    *, by, incident_on, account, children, aware_on, sent_at, sent_by_office, responsible_authority,
    incident_precision=Case.Precision.DAY, residence_authority=None, abuse_or_neglect=None,
    national_reference="", further_references="", late_reason="", key=None,
):  # fmt: skip
    """A local authority notified the Panel although nothing was referred: the case begins with that.

    `children` are dicts of a child's fields; `key` is that of the form, which makes one case.
    """
    check_account(incident_on=incident_on, account=account, children=children, today=timezone.localdate())
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
            account=account,
            referred_by=by,
            referral_key=key,
        ),
        Stage.NOTIFIED,
        by=by,
        verb="logged from its notification",
        children=children,
        authority=responsible_authority.code if responsible_authority else "",
    )
    keep_notification(
        case,
        by=by,
        aware_on=aware_on,
        sent_at=sent_at,
        sent_by_office=sent_by_office,
        responsible_authority=responsible_authority,
        residence_authority=residence_authority,
        national_reference=national_reference,
        further_references=further_references,
        late_reason=late_reason,
    )
    return case


@transaction.atomic
def correct_dates(case, *, by, reason, aware_on=None, sent_at=None):
    """A start date was wrong. What still runs from it runs from the right day, in new rows beside the old.

    What was done before keeps its verdict: whether it was in time is not judged again.
    """
    case = lock(case)
    if case.aware_on is None:
        raise Refused("The authority's awareness is not recorded yet. Screen the referral first.")
    if case.stage in OVER:
        raise Refused("The case is closed. Reopen it before its dates are corrected.")
    notification = Notification.objects.select_for_update(no_key=True).filter(case=case).first()
    if sent_at and not notification:
        raise Refused("No notification is recorded yet, so there is no date of one to correct.")
    new_aware = aware_on if aware_on and aware_on != case.aware_on else None
    new_sent = sent_at if sent_at and sent_at != notification.sent_at else None
    check_correction(changed=new_aware or new_sent, reason=reason)
    sent_at = new_sent or (notification and notification.sent_at)
    today = timezone.localdate()
    check_notification(
        aware_on=new_aware or case.aware_on,
        sent_on=timezone.localdate(sent_at) if sent_at else today,
        incident_on=case.not_before,
        today=today,
    )
    if new_sent and new_sent > timezone.now():
        raise Refused("A notification cannot be recorded before it is sent. Check the time.")
    if new_aware:
        correct_awareness(case, by=by, aware_on=new_aware, why=reason.strip())
    if new_sent:
        correct_sending(case, notification, by=by, sent_at=new_sent, why=reason.strip())
    return case


@transaction.atomic
def correct_authority(case, *, by, reason, responsible_authority, residence_authority=None):
    """The case was taken for another authority's: the right one, and since when it has been aware stays as it is.

    What is still to be notified is due from the right authority, counted from the same day. What another authority
    decided binds nobody: the right one decides afresh.
    """
    case = lock(case)
    if case.aware_on is None:
        raise Refused("No authority is recorded yet. Screen the referral first.")
    if case.stage in OVER:
        raise Refused("The case is closed. Reopen it before its authority is corrected.")
    before, case.responsible_authority = case.responsible_authority, responsible_authority
    moved = before != responsible_authority
    if not moved and case.residence_authority == residence_authority:
        raise Refused("Both authorities are as they were. Change the one that is wrong.")
    if not reason.strip():
        raise Refused("Say why the authority is corrected. The reason is kept permanently.")
    case.residence_authority = residence_authority
    case.save(update_fields=["responsible_authority", "residence_authority"])
    running = clock(case, "notify")
    if moved and running:
        end(running, by=by, reason=f"It is for {responsible_authority} to notify")
        start_clock(
            case, "notify_by", running.starts_on, by=by, organisation=responsible_authority,
            path=reverse("reviews:notify", args=[case.pk]),
        )  # fmt: skip
    record(
        "corrected the authority", case, by=by, why=reason,
        authority=responsible_authority.code, before=before.code if before else "",
    )  # fmt: skip
    if moved and case.stage == Stage.SIN_DUE:
        move(case, Stage.SCREENING, by=by, why=reason)
    return case


def correct_sending(case, notification, *, by, sent_at, why):
    """The notification was sent at another time: what runs from another day runs anew."""
    was, now = notification.sent_on, timezone.localdate(sent_at)
    notification.sent_at = sent_at
    notification.recorded_by, notification.recorded_at = by, timezone.now()
    notification.save(update_fields=["sent_at", "recorded_by", "recorded_at"])
    reason = f"The notification was sent on {now:%-d %B %Y}, not {was:%-d %B %Y}"
    if was == now:
        reason = f"The notification was sent on {now:%-d %B %Y} at another time of day"
    else:
        restart_clocks(case, "notified_on", now, before=was, by=by, reason=reason)
    record("corrected", case, by=by, why=f"{reason}. {why}", sent_on=str(now), before=str(was))


@transaction.atomic
def correct_account(case, *, by, account, reason, seen=""):
    """What was said of the incident holds a mistake, or what could say who somebody is: also of a closed case.

    What stood there before is kept nowhere, or a name could never be taken out. `seen` is the mark of what the page
    showed.
    """
    case = lock(case)
    check_seen(seen=seen, now=mark_of_account(case), what="What is said of the incident")
    if not account.strip():
        raise Refused("Say what happened, without anybody's name.")
    if account.strip() == case.account.strip():
        raise Refused("Nothing has been changed. Change what is wrong.")
    if not reason.strip():
        raise Refused("Say why it is corrected. The reason is kept permanently.")
    case.account = account.strip()
    case.save(update_fields=["account"])
    record("corrected the account", case, by=by, why=reason)
    return case


def mark_of_account(case):
    """What changes as soon as what is said of the incident does."""
    return hashlib.sha256(case.account.encode()).hexdigest()


def mark_of(case):
    """What changes as soon as something beside the incident becomes known."""
    processes = case.proceedings.order_by("kind").values_list("kind", "status", "note")
    plain = [list(processes), case.abuse_or_neglect, case.media_interest]
    return hashlib.sha256(repr(plain).encode()).hexdigest()


@transaction.atomic
def describe(case, *, by, proceedings, abuse_or_neglect, media_interest, seen=""):
    """What is known beside the incident: other processes as kind → (status, note), and two flags.

    `seen` is the mark of what the page showed of them.
    """
    case = lock(case)
    check_seen(seen=seen, now=mark_of(case), what="Other facts about the incident")
    unknown = set(proceedings) - set(ParallelProceeding.Kind.values)
    if unknown:
        raise Refused("Choose among the processes on the page.")
    before = {one.kind: (one.status, one.note) for one in case.proceedings.all()}
    now = {kind: (status, note.strip()) for kind, (status, note) in proceedings.items()}
    for kind in before.keys() - now.keys():
        case.proceedings.filter(kind=kind).delete()
    for kind, (status, note) in now.items():
        if before.get(kind) != (status, note):
            ParallelProceeding.objects.update_or_create(
                case=case, kind=kind, defaults={"status": status, "note": note}
            )
    flags = (case.abuse_or_neglect, case.media_interest)
    case.abuse_or_neglect, case.media_interest = abuse_or_neglect, media_interest
    case.save(update_fields=["abuse_or_neglect", "media_interest"])
    if before != now or flags != (abuse_or_neglect, media_interest):
        record(
            "described",
            case,
            by=by,
            processes={kind: status for kind, (status, _) in now.items()},
            before={kind: status for kind, (status, _) in before.items()},
            abuse_or_neglect=abuse_or_neglect,
            media_interest=media_interest,
        )
    return case


@transaction.atomic
def describe_child(child, *, by, **facts):
    """What is known of one child; which answers changed is on the record, and never what they say."""
    case = lock(child.case)
    child = Child.objects.select_for_update(no_key=True).get(pk=child.pk, case=case)
    changed = [name for name, value in facts.items() if getattr(child, name) != value]
    for name in changed:
        setattr(child, name, facts[name])
    if changed:
        child.save(update_fields=changed)
        record("described a child", case, by=by, child=child.position, changed=changed)
    return child


@transaction.atomic
def add_child(case, *, by, seen="", **facts):
    """One more child of the incident has become known. `seen` is the number that the page gave it.

    Numbers stay, because the family and what agencies wrote are known by them.
    """
    case = lock(case)
    if case.stage in OVER:
        raise Refused("The case is closed. Reopen it before a child is added.")
    number = next_number(case)
    if seen and seen != str(number):
        raise Refused(
            f"Child {seen} has been added since you opened this page. If this is the same child, leave this page. If "
            f"it is another one, send this again, as child {number}."
        )
    child = Child.objects.create(case=case, position=number, **facts)
    record("added a child", case, by=by, child=number)
    return child


@transaction.atomic
def take_out_child(child, *, by, reason, explained="", seen=""):
    """The child was entered by mistake: nothing of them stays but their number, which no other child gets.

    Where the child was told of or asked about, `explained` says how that has been put right. `seen` is the mark of
    what the page showed.
    """
    case = lock(child.case)
    if case.stage in OVER:
        raise Refused("The case is closed. Reopen it before a child is taken out.")
    child = Child.objects.select_for_update(no_key=True).filter(pk=child.pk, case=case).first()
    if child is None:
        raise Refused("This child has been taken out already.")
    check_seen(seen=seen, now=mark_of_child(child), what="What is known about the child")
    others = list(case.children.exclude(pk=child.pk))
    if not others:
        raise Refused(
            "A case concerns at least one child. Add the right one first, and then take this one out."
        )
    if case.route in WITHOUT_RAPID_REVIEW and (
        misfits(others, case.abuse_or_neglect) or route_without_rapid_review(others) != case.route
    ):
        raise Refused(
            "That no rapid review is required rests on this child. It has to be decided afresh for the others, so the "
            "child stays in this case."
        )
    if not reason.strip():
        raise Refused("Say why the child is taken out. The reason is kept permanently.")
    if told_of(child) and not explained.strip():
        raise Refused("Say how it has been put right wherever this child was told of or asked about.")
    number = child.position
    child.delete()
    why = ". ".join(part.strip().rstrip(".") for part in (reason, explained) if part.strip())
    record("took out a child", case, by=by, why=f"{why}.", child=number)
    return case


def told_of(child):
    """Where the child was told of or asked about, as sentences: what has to be put right with the entry."""
    case, found = child.case, []
    notification = Notification.objects.filter(case=case).first()
    if notification:
        found.append(f"The Panel was notified of the incident on {notification.sent_on:%-d %B %Y}.")
    asked = case.requests.standing().count()
    if asked:
        found.append(f"{asked} {'agency has' if asked == 1 else 'agencies have'} been asked for information.")
    if case.panel_reports.exists() or case.panel_messages.filter(kind__in=PanelMessage.SENT).exists():
        found.append("A report or a message of this case was made for the Panel.")
    number = re.compile(rf"\bchild {child.position}\b", re.IGNORECASE)
    if any(number.search(role) for role in case.family.values_list("role", flat=True)):
        found.append(f"Somebody of the family is recorded by their place beside child {child.position}.")
    return found


def mark_of_child(child):
    """What changes as soon as what is known of a child does."""
    plain = [getattr(child, field.attname) for field in Child._meta.concrete_fields]
    return hashlib.sha256(repr(plain).encode()).hexdigest()


def next_number(case):
    """The number that a further child of the case gets: none that a child had who was taken out."""
    taken_out = Event.objects.about(case).filter(verb="took out a child").values_list("facts", flat=True)
    last = case.children.aggregate(last=Max("position"))["last"] or 0
    return max([last, *(facts["child"] for facts in taken_out)]) + 1
