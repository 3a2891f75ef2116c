"""What an audit found on each line of enquiry, what ought to change, who does it, and what was learnt."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assurance.models import AuditAction, AuditLearning, AuditLine, AuditRecommendation
from assurance.operations.audits.state import case_references, lock, touch
from assurance.rules.audits import Stage, check_at, check_nameless, check_seen
from partnership.access import Refused
from partnership.operations import learning
from partnership.operations.actions import open_action
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.plain import as_kept


def lock_to_write(audit):
    audit = lock(audit)
    check_at(audit.stage, Stage.WRITING)
    return audit


@transaction.atomic
def write_finding(line, *, by, seen, finding, judgement, earlier_line=None, change="", change_words=""):
    """What was found on one line, across cases. `seen` is the revision on the page, so that two writers meet."""
    audit = lock_to_write(line.audit)
    line = still_there(AuditLine.objects.select_for_update(no_key=True), line)
    check_seen(seen=seen, now=line.revision)
    if not finding.strip() or not judgement:
        raise Refused("Enter what was found and your overall judgement.")
    check_nameless(finding, change_words, references=case_references(audit))
    if earlier_line and (audit.earlier_id is None or earlier_line.audit_id != audit.earlier_id):
        raise Refused("Select a line of enquiry from the earlier audit.")
    if bool(change) != bool(earlier_line):
        raise Refused("Select how it compares with the previous audit, and with which line of enquiry.")
    if change and not change_words.strip():
        raise Refused("Enter what shows the change, or that nothing has changed.")
    line.finding, line.judgement, line.earlier_line = finding.strip(), judgement, earlier_line
    line.change, line.change_words = change, change_words.strip() if change else ""
    line.revision += 1
    line.written_by, line.written_at = by, timezone.now()
    line.save(
        update_fields=[
            "finding", "judgement", "earlier_line", "change", "change_words", "revision", "written_by", "written_at",
        ]
    )  # fmt: skip
    touch(audit)
    record("wrote finding", audit, by=by, line=line.number, judgement=str(judgement), revision=line.revision)
    return line


@transaction.atomic
def write_summary(audit, *, by, seen, summary):
    """What the report says first. `seen` is the summary that was on the page."""
    audit = lock_to_write(audit)
    check_seen(seen=as_kept(seen), now=audit.summary)
    check_nameless(summary, references=case_references(audit))
    if not summary.strip():
        raise Refused("Enter what was found and what it means for children.")
    audit.summary = as_kept(summary)
    audit.revision += 1
    audit.save(update_fields=["summary", "revision"])
    record("wrote summary", audit, by=by, revision=audit.revision)
    return audit


@transaction.atomic
def recommend(audit, *, by, text, line=None):
    """Something that ought to change. The partnership owns it."""
    audit = lock_to_write(audit)
    check_nameless(text, references=case_references(audit))
    if not text.strip():
        raise Refused("Enter what needs to change.")
    if audit.recommendations.filter(text=as_kept(text)).exists():
        raise Refused("This recommendation has already been added.")
    number = (audit.recommendations.aggregate(last=Max("number"))["last"] or 0) + 1
    recommendation = AuditRecommendation.objects.create(
        audit=audit, number=number, text=as_kept(text), line=line, added_by=by
    )
    touch(audit)
    record("recommended", audit, by=by, number=number)
    return recommendation


@transaction.atomic
def change_recommendation(recommendation, *, by, seen, text, line=None):
    """Other words, or another line of enquiry. `seen` is the text on the page, so that two writers meet."""
    audit = lock_to_write(recommendation.audit)
    recommendation = still_there(AuditRecommendation.objects, recommendation)
    check_seen(seen=as_kept(seen), now=recommendation.text)
    check_nameless(text, references=case_references(audit))
    if not text.strip():
        raise Refused("Enter what needs to change.")
    if audit.recommendations.filter(text=as_kept(text)).exclude(pk=recommendation.pk).exists():
        raise Refused("Another recommendation already says this.")
    recommendation.text, recommendation.line = as_kept(text), line
    recommendation.save(update_fields=["text", "line"])
    touch(audit)
    record("changed recommendation", audit, by=by, number=recommendation.number)
    return recommendation


@transaction.atomic
def remove_recommendation(recommendation, *, by, reason):
    """It was added by a slip. Those after it move up, so that the report counts without a gap."""
    audit = lock_to_write(recommendation.audit)
    recommendation = still_there(AuditRecommendation.objects, recommendation)
    check_nameless(reason)
    if not reason.strip():
        raise Refused("Enter why you are removing it.")
    if recommendation.action_links.exists():
        raise Refused("Actions have been opened for this recommendation. Change its words instead.")
    number = recommendation.number
    recommendation.delete()
    for following in audit.recommendations.filter(number__gt=number).order_by("number"):
        following.number -= 1
        following.save(update_fields=["number"])
    touch(audit)
    record("removed recommendation", audit, by=by, why=reason.strip(), number=number)
    return audit


@transaction.atomic
def open_audit_action(recommendation, *, by, title, target_on, organisations=(), owner=None, detail=""):
    """Open an action for each of those who are to do it, on the log of the group that commissioned the audit."""
    audit = lock(recommendation.audit)
    check_at(audit.stage, Stage.WRITING, Stage.REPORTED)
    check_nameless(title, detail, references=case_references(audit))
    whom = [{"organisation": one} for one in organisations] + ([{"owner": owner}] if owner else [])
    if not whom:
        raise Refused("Select who will do it.")
    there = recommendation.action_links.filter(action__title=title.strip())
    if there.exists():
        raise Refused("There is already an open action with this title for this recommendation.")
    opened = []
    for one in whom:
        action = open_action(
            by=by, title=title.strip(), detail=detail.strip(), origin=audit.reference, target_on=target_on,
            group=audit.group, **one,
        )  # fmt: skip
        AuditAction.objects.create(recommendation=recommendation, action=action)
        opened.append(action)
    record("opened actions", audit, by=by, recommendation=recommendation.number, number=len(opened))
    return opened


@transaction.atomic
def note_audit_learning(audit, *, by, text, theme=""):
    """A point that practitioners should know, noted once, so that others cite it."""
    audit = lock(audit)
    check_at(audit.stage, Stage.WRITING, Stage.REPORTED)
    check_nameless(text, theme, references=case_references(audit))
    if audit.learning_links.filter(point__text=text.strip()).exists():
        raise Refused("This learning point has already been recorded.")
    point = learning.note(by=by, text=text, theme=theme, origin="audit", reference=audit.reference)
    link = AuditLearning.objects.create(audit=audit, point=point)
    touch(audit)
    record("noted learning", audit, by=by, point=point.pk)
    return link
