"""The versions of a policy: written, put to their group, approved and published."""

import hashlib

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Comment, Meeting, Person, Policy, PolicyVersion
from partnership.operations import deadlines
from partnership.operations.documents import keep
from partnership.operations.policies import finish_review, open_review, write_to
from partnership.operations.policies import lock as lock_policy
from partnership.operations.record import record
from partnership.rules.policies import (
    check_approved,
    check_approver,
    check_move,
    check_published,
    check_seen,
    check_whole,
    check_written,
)


def lock(version):
    """The policy and its version as they are now, locked until the transaction ends."""
    policy = lock_policy(version.policy)
    version = (
        PolicyVersion.objects.select_for_update(no_key=True, of=("self",))
        .select_related("document", "approval_deadline")
        .get(pk=version.pk)
    )
    version.policy = policy
    return version


def seen_of(version):
    """What a page shows of a version, as a short mark: another text, file or explanation has another one."""
    file = version.document.checksum if version.document else ""
    shown = "\x00".join([version.text, version.what_changed, file, version.decision])
    return hashlib.sha256(shown.encode()).hexdigest()[:20]


def move(version, to, *, by, verb, why="", **changes):
    """The one door of a version's state: check, change, record."""
    check_move(version.state, to)
    old, version.state = version.state, to
    for field, value in changes.items():
        setattr(version, field, value)
    version.save(update_fields=["state", *changes])
    record(verb, version, by=by, why=why, old=old, new=to)
    return version


@transaction.atomic
def start_version(policy, *, by):
    """Begin the next version with the text of the last one."""
    policy = lock_policy(policy)
    if policy.withdrawn_on:
        raise Refused("This policy is withdrawn. Register a new one.")
    if policy.versions.underway().exists():
        raise Refused("A version is being worked on already.")
    last = policy.versions.order_by("-number").first()
    published = policy.versions.published().order_by("-number").first()
    version = PolicyVersion.objects.create(
        policy=policy,
        number=last.number + 1 if last else 1,
        text=published.text if published else "",
        started_by=by,
        saved_by=by,
    )
    record("began", version, by=by)
    return version


@transaction.atomic
def write_version(version, *, by, seen, text, what_changed, content=None, filename="", without_file=False):
    """Save the text. `seen` is the revision on the page, so that two writers are told of each other."""
    version = lock(version)
    check_written(version.state)
    check_seen(str(seen), str(version.revision))
    if content is not None:
        version.document = keep(
            content,
            by=by,
            title=f"{version.policy.reference}, version {version.number}",
            filename=filename,
            download_name=f"policy-{version.policy_id}-version-{version.number}",
            only=(".pdf",),
            clean=True,
        )
    elif without_file:
        version.document = None
    version.text, version.what_changed = text.strip(), what_changed.strip()
    version.revision += 1
    version.saved_by, version.saved_at = by, timezone.now()
    version.save(update_fields=["text", "what_changed", "document", "revision", "saved_by", "saved_at"])
    record("wrote", version, by=by, revision=version.revision)
    return version


@transaction.atomic
def drop_version(version, *, by, reason):
    """It comes to nothing, for a stated reason. The version in force stands as before."""
    version = lock(version)
    if not reason.strip():
        raise Refused("Say why this version is dropped.")
    end_approval(version, by=by, reason="The version was dropped.")
    return move(
        version, PolicyVersion.State.DROPPED, by=by, verb="dropped", why=reason.strip(),
        dropped_because=reason.strip(),
    )  # fmt: skip


def end_approval(version, *, by, reason):
    """It is no longer before its group."""
    if version.approval_deadline and version.approval_deadline.outstanding:
        deadlines.end(version.approval_deadline, by=by, reason=reason)


def unanswered(version):
    return Comment.objects.filter(asked__consultation__version=version, answer="").count()


def check_ready(version, *, put_to_group):
    check_whole(
        text=version.text, has_file=version.document_id is not None, what_changed=version.what_changed
    )
    check_approved(
        kind=version.policy.kind,
        consulted=version.consultations.exists(),
        reason=version.not_consulted_because,
        unanswered=unanswered(version),
        put_to_group=put_to_group,
    )


@transaction.atomic
def put_to_group(version, *, by, due_on, not_consulted_because=""):
    """Ask the owner group to approve it by a day. Its chair is written to."""
    version = lock(version)
    check_written(version.state)
    if version.approval_deadline and version.approval_deadline.outstanding:
        raise Refused("It has already been sent to its group.")
    if due_on < timezone.localdate():
        raise Refused("Choose a day from today on.")
    version.not_consulted_because = not_consulted_because.strip()
    check_ready(version, put_to_group=True)
    policy = version.policy
    version.approval_deadline = deadlines.open_fixed(
        "policy_approval", f"Approve: {policy.title}"[:200], due_on, by=by,
        rule="The day by which the group is asked to decide", source="Agreed by the business unit",
        reference=policy.reference, path=version.get_absolute_url(), group=policy.group,
        starts_on=timezone.localdate(),
    )  # fmt: skip
    version.save(update_fields=["approval_deadline", "not_consulted_because"])
    write_to(
        Person.objects.chairing(policy.group), "asked",
        f"policy-approval:{version.approval_deadline_id}", "A policy waits for approval",
        policy=policy, path=version.get_absolute_url(), due_on=due_on,
    )  # fmt: skip
    record("put to its group", version, by=by, why=version.not_consulted_because, due_on=str(due_on))
    return version


@transaction.atomic
def approve_policy(version, *, by, seen, decision, meeting=None, late_reason=""):
    """The owner group approves it: by its chair's own deed, or at a meeting as staff write down.

    `seen` is what the page showed: nobody approves a text that has changed since.
    """
    version = lock(version)
    check_seen(seen, seen_of(version))
    chairs = Policy.objects.chaired_by(by).filter(pk=version.policy_id).exists()
    today = timezone.localdate()
    if meeting is not None:
        meeting = Meeting.objects.get(pk=meeting.pk)
        if meeting.group_id != version.policy.group_id:
            raise Refused(
                "That meeting was of another group. Choose a meeting of the group that owns the policy."
            )
        if meeting.state not in (Meeting.State.HELD, Meeting.State.CONFIRMED):
            raise Refused("That meeting has not been held yet.")
    decided_on = meeting.held_on if meeting else today
    check_approver(
        chairs=chairs, runs=may(by, Can.RUN_POLICIES), meeting=meeting, decision=decision,
        decided_on=decided_on, today=today,
    )  # fmt: skip
    check_move(version.state, PolicyVersion.State.APPROVED)
    check_ready(version, put_to_group=version.approval_deadline_id is not None)
    if version.approval_deadline.outstanding:
        deadlines.meet(version.approval_deadline, by=by, late_reason=late_reason)
    return move(
        version, PolicyVersion.State.APPROVED, by=by, verb="approved", why=decision.strip(), approved_by=by,
        approved_at=timezone.now(), approved_on=decided_on, approved_in=meeting, decision=decision.strip(),
    )  # fmt: skip


@transaction.atomic
def take_back_version(version, *, by, reason):
    """Something approved has to change: it is revised, and its group decides again."""
    version = lock(version)
    if version.state != PolicyVersion.State.APPROVED:
        raise Refused("Only a version that is approved and not yet published is taken back.")
    if not reason.strip():
        raise Refused("Say why it must change. The group reads it.")
    return move(
        version, PolicyVersion.State.REVISED, by=by, verb="took back", why=reason.strip(), approved_by=None,
        approved_at=None, approved_on=None, approved_in=None, decision="", approval_deadline=None,
    )  # fmt: skip


@transaction.atomic
def publish_policy(version, *, by, in_force_on, late_reason=""):
    """From that day it is in force and the public reads it; nothing has to run on the day. It is then frozen.

    The review that ran is done with it, and the next one is counted from that day.
    """
    version = lock(version)
    policy = version.policy
    check_move(version.state, PolicyVersion.State.PUBLISHED)
    newest = policy.versions.published().order_by("-in_force_on").first()
    check_published(
        in_force_on=in_force_on, approved_on=version.approved_on, newest=newest and newest.in_force_on
    )
    finish_review(policy, by=by, late_reason=late_reason)
    open_review(policy, in_force_on, by=by)
    move(
        version, PolicyVersion.State.PUBLISHED, by=by, verb="published", in_force_on=in_force_on,
        published_by=by, published_at=timezone.now(),
    )  # fmt: skip
    commented = Person.objects.active().filter(
        pk__in=Comment.objects.filter(asked__consultation__version=version).values("said_by")
    )
    write_to(
        commented, "policy_published", f"policy-published:{version.pk}", "A policy that you commented on is published",
        policy=policy, path=policy.get_absolute_url(), due_on=in_force_on,
    )  # fmt: skip
    return version
