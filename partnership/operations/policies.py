"""The register of policies: entered, changed, looked at again, and withdrawn."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Can, Refused, may
from partnership.models import Group, Letter, Policy, PolicyVersion
from partnership.operations import deadlines
from partnership.operations.letters import promise_all
from partnership.operations.names import follow_title
from partnership.operations.record import record
from partnership.rules.policies import REVIEW_MONTHS, review_clock


def lock(policy):
    """The policy as it is now, locked until the transaction ends."""
    return Policy.objects.select_for_update(no_key=True).get(pk=policy.pk)


def check_only_threshold(policy):
    others = Policy.objects.filter(kind=Policy.Kind.THRESHOLD, area=policy.area, withdrawn_on=None).exclude(
        pk=policy.pk
    )
    if policy.kind == Policy.Kind.THRESHOLD and others.exists():
        raise Refused(
            f"There is a threshold document for {policy.get_area_display()} already. Write a new version of it."
        )


def check_entry(title, summary, review_months):
    if not title.strip() or not summary.strip():
        raise Refused("Say what it is called and what it is for.")
    if review_months is not None and review_months < 1:
        raise Refused("Enter how many months until it is reviewed.")


@transaction.atomic
def register_policy(*, by, title, kind, group, area, summary, review_months=None):
    """Enter a document in the register. Its first version is written next."""
    check_entry(title, summary, review_months)
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # a button pressed twice waits here
    if Policy.objects.filter(title__iexact=title.strip(), group=group, withdrawn_on=None).exists():
        raise Refused("A policy of that title and group is in the register already.")
    policy = Policy(
        title=title.strip(),
        kind=Policy.Kind(kind),
        group=group,
        area=area,
        summary=summary.strip(),
        review_months=review_months or REVIEW_MONTHS[kind],
        registered_by=by,
    )
    check_only_threshold(policy)
    follow_title(policy, title, known=False, otherwise="policy")
    policy.save()
    record("registered", policy, by=by, kind=policy.kind, group=group.code)
    return policy


@transaction.atomic
def change_policy(policy, *, by, title, kind, group, area, summary, review_months):
    """Correct the entry. A review that runs keeps its day, and goes with the policy to another group."""
    policy = lock(policy)
    check_entry(title, summary, review_months)
    old_group = policy.group_id
    policy.title, policy.kind, policy.group, policy.area = title.strip(), kind, group, area
    policy.summary, policy.review_months = summary.strip(), review_months
    check_only_threshold(policy)
    follow_title(policy, title, known=policy.versions.on(timezone.localdate()).exists(), otherwise="policy")
    running = policy.review_deadline
    if running and running.outstanding and old_group != group.pk:
        deadlines.end(running, by=by, reason=f"{group} owns the policy now.")
        policy.review_deadline = deadlines.open_fixed(
            running.duty, running.label, running.due_on, by=by, rule=running.rule, source=running.source,
            reference=running.reference, path=running.path, group=group, starts_on=running.starts_on,
        )  # fmt: skip
    policy.save(
        update_fields=[
            "title", "slug", "kind", "group", "area", "summary", "review_months", "review_deadline",
        ]
    )  # fmt: skip
    record("changed", policy, by=by, kind=policy.kind, group=group.code, review_months=review_months)
    return policy


def open_review(policy, start, *, by):
    """The next date on which the owner group looks at it again."""
    policy.review_deadline = deadlines.open_deadline(
        review_clock(policy.review_months, policy.title),
        start,
        by=by,
        reference=policy.reference,
        path=policy.get_absolute_url(),
        group=policy.group,
    )
    policy.save(update_fields=["review_deadline"])


def finish_review(policy, *, by, late_reason=""):
    """The review that runs is done; one of a version that never came into force alone is no longer due."""
    running = policy.review_deadline
    if running is None or not running.outstanding:
        return
    if running.starts_on > timezone.localdate():
        deadlines.end(running, by=by, reason="Another version was published before that one came into force.")
    else:
        deadlines.meet(running, by=by, late_reason=late_reason)


@transaction.atomic
def review_policy(policy, *, by, found, late_reason=""):
    """The owner group has looked at it and lets it stand; the next review is counted from today."""
    policy = lock(policy)
    if not found.strip():
        raise Refused("Say what the group found, and why the text may stand as it is.")
    if not may(by, Can.RUN_POLICIES) and not Policy.objects.chaired_by(by).filter(pk=policy.pk).exists():
        raise Refused("Only the chair of the group that owns the policy, or the business unit, records this.")
    if policy.review_deadline is None or not policy.review_deadline.outstanding:
        raise Refused("No review of this policy is due. It has to be published first.")
    if policy.review_deadline.starts_on > timezone.localdate():
        raise Refused("The version that is published is not in force yet, so there is nothing to review.")
    finish_review(policy, by=by, late_reason=late_reason)
    open_review(policy, timezone.localdate(), by=by)
    record("reviewed", policy, by=by, why=found.strip(), next=str(policy.review_deadline.due_on))
    return policy


@transaction.atomic
def withdraw_policy(policy, *, by, withdrawn_on, reason):
    """From that day the public reads a stub with the reason. What was in force before stays listed."""
    policy = lock(policy)
    today = timezone.localdate()
    if policy.withdrawn_on:
        raise Refused(f"It was withdrawn on {policy.withdrawn_on:%-d %B %Y} already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn. The public reads the reason.")
    if withdrawn_on < today:
        raise Refused("Choose today or a later day: nobody withdraws what people relied on yesterday.")
    if not policy.versions.on(withdrawn_on).exists():
        raise Refused("Nothing of it is in force that day. Drop the version that is being written instead.")
    if policy.versions.underway().exists():
        raise Refused("A version is being worked on. Drop it first.")
    policy.withdrawn_on, policy.withdrawn_because, policy.withdrawn_by = withdrawn_on, reason.strip(), by
    policy.save(update_fields=["withdrawn_on", "withdrawn_because", "withdrawn_by"])
    if policy.review_deadline and policy.review_deadline.outstanding:
        deadlines.end(policy.review_deadline, by=by, reason="The policy is withdrawn.")
    record("withdrew", policy, by=by, why=policy.withdrawn_because, on=str(withdrawn_on))
    return policy


def current_version(policy, day):
    """The version that stands that day, or None."""
    if policy.withdrawn(day):
        return None
    return PolicyVersion.objects.filter(policy=policy).on(day).select_related("document").first()


def write_to(people, kind, key, subject, *, policy, path, due_on=None):
    """The same letter to each of them, once under this key: a reference, a date and a link."""
    promise_all(
        [
            Letter(
                key=f"{key}:{person.pk}",
                kind=kind,
                recipient=person,
                subject=f"{subject}: {policy.reference}",
                reference=policy.reference,
                label=subject,
                due_on=due_on,
                path=path,
            )
            for person in people
        ]
    )
