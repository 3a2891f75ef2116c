"""Terms of reference: a draft that several people may write, published as the next version."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Group, QuorumOf, QuorumRule, TermsOfReference
from partnership.operations.record import record
from partnership.rules.editions import check_seen
from partnership.rules.groups import check_quorum_data, check_terms_in_force

WORDS = ("remit", "membership", "frequency", "quorum", "reason", "source")


def lock_group(group):
    """One draft a group: whoever writes, publishes or discards it holds the group meanwhile."""
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def draft_of(group):
    return TermsOfReference.drafts.filter(group=group).select_related("saved_by").first()


def newest_of(group):
    return TermsOfReference.objects.filter(group=group).order_by("-version").first()


@transaction.atomic
def write_terms(
    group,
    *,
    by,
    seen,
    in_force_on,
    quorum_rule,
    quorum_of,
    quorum_count=None,
    quorum_organisations=(),
    **words,
):
    """Save the draft of a group's next terms. `seen` is the revision on the page, nought where there was no draft."""
    group = lock_group(group)
    draft = draft_of(group)
    check_seen(seen=seen, now=draft.revision if draft else 0, saved_by=draft.saved_by if draft else None)
    newest = newest_of(group)
    if draft is None:
        draft = TermsOfReference(
            group=group, draft=True, version=newest.version + 1 if newest else 1, revision=0
        )
    for name in WORDS:
        setattr(draft, name, words[name].strip())
    draft.in_force_on = in_force_on
    draft.quorum_rule = quorum_rule
    draft.quorum_of = quorum_of
    draft.quorum_count = quorum_count if quorum_rule == QuorumRule.SOME_OF else None
    if quorum_rule == QuorumRule.SOME_OF and not quorum_count:
        raise Refused("Enter how many of them make a quorum.")
    draft.revision += 1
    draft.saved_by = by
    draft.saved_at = timezone.now()
    draft.save()
    draft.quorum_organisations.set(quorum_organisations if quorum_of == QuorumOf.CHOSEN else [])
    record("wrote", draft, by=by, revision=draft.revision)
    return draft


@transaction.atomic
def publish_terms(group, *, by, seen):
    """Publish the draft that was on the page as the group's next version. From then on it stands as it is."""
    group = lock_group(group)
    draft = draft_of(group)
    if draft is None:
        raise Refused(
            "There is no draft: it was published or discarded meanwhile. Look at the group’s versions."
        )
    check_seen(seen=seen, now=draft.revision, saved_by=draft.saved_by)
    newest = newest_of(group)
    if not (draft.remit and draft.membership and draft.frequency):
        raise Refused(
            "Terms of reference say remit, membership and frequency of meetings. Write what is missing."
        )
    if newest and not draft.reason:
        raise Refused("Say why this version replaces the previous one.")
    check_terms_in_force(in_force_on=draft.in_force_on, before=newest and newest.in_force_on)
    counted = draft.counted(max(draft.in_force_on, timezone.localdate()))
    check_quorum_data(
        rule=draft.quorum_rule, count=draft.quorum_count, of=draft.quorum_of, size=counted.count(),
        chosen=draft.quorum_organisations.exists(),
    )  # fmt: skip
    draft.draft = False
    draft.published_by = by
    draft.published_at = timezone.now()
    draft.save(update_fields=["draft", "published_by", "published_at"])
    record("published", draft, by=by, why=draft.reason, in_force_on=str(draft.in_force_on))
    return draft


@transaction.atomic
def discard_terms(group, *, by):
    """The draft is not wanted after all; discarded twice it is just gone."""
    group = lock_group(group)
    draft = draft_of(group)
    if draft:
        record("discarded", draft, by=by, revision=draft.revision)
        draft.delete()
    return group
