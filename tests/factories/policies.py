"""Policies, their versions and consultations, brought about by the deeds that people do."""

import io
from datetime import UTC, datetime, timedelta

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partnership.models import Meeting, Policy
from partnership.operations import consultations
from partnership.operations.policies import register_policy, withdraw_policy
from partnership.operations.policy_versions import (
    approve_policy,
    publish_policy,
    put_to_group,
    seen_of,
    start_version,
    write_version,
)


def pdf(words="A page"):
    """A PDF of one page that says nothing, with a title that says something."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Title"] = words
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def upload(name="policy.pdf"):
    return SimpleUploadedFile(name, pdf())


def policy(cast, *, title="Bruises on babies", kind=Policy.Kind.PROCEDURE, group=None, **more):
    """One of the Case Review Group's, unless another group is given: the cast's chair chairs that."""
    given = {"area": "LR", "summary": "Helps everybody who sees a bruise to act at once."} | more
    return register_policy(by=cast.officer, title=title, kind=kind, group=group or cast.crg, **given)


def version(
    cast, of=None, *, text="# First steps\n\nCall at once.", what_changed="It says who calls.", **more
):
    """A written draft."""
    begun = start_version(of or policy(cast), by=cast.officer)
    return write_version(
        begun, by=cast.officer, seen=begun.revision, text=text, what_changed=what_changed, **more
    )


def waiting(cast, of=None, *, because="A corrected telephone number.", days=10, **more):
    """Put to its group."""
    return put_to_group(
        version(cast, of, **more), by=cast.officer, due_on=timezone.localdate() + timedelta(days),
        not_consulted_because=because,
    )  # fmt: skip


def approved(cast, of=None, **more):
    put = waiting(cast, of, **more)
    return approve_policy(put, by=cast.chair, seen=seen_of(put), decision="Approved.")


def published(cast, of=None, *, in_force_on=None, **more):
    return publish_policy(
        approved(cast, of, **more), by=cast.officer, in_force_on=in_force_on or timezone.localdate()
    )


def consultation(cast, of=None, *, days=14, organisations=None, groups=(), **more):
    """The police and the health service are asked, unless others are."""
    return consultations.open_consultation(
        of or version(cast, **more), by=cast.officer, asks="Is the first step clear?",
        closes_on=timezone.localdate() + timedelta(days),
        organisations=[cast.police, cast.health] if organisations is None else organisations, groups=groups,
    )  # fmt: skip


def asked(of, organisation):
    return of.asked.get(organisation=organisation)


def comment(by, of, organisation, text="Say who calls at night.", section="First steps"):
    return consultations.comment(asked(of, organisation), by=by, text=text, section=section)


def meeting(cast, *, group=None, on=None, state=Meeting.State.HELD):
    day = on or timezone.localdate()
    starts_at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    return Meeting.objects.create(
        group=group or cast.crg, reference=f"M-{Meeting.objects.count() + 1}", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), state=state, planned_by=cast.officer,
    )  # fmt: skip


def published_by_meeting(cast, of, *, in_force_on=None):
    """As staff write down what its group decided: for a group whose chair the cast has not got."""
    put = waiting(cast, of)
    held = meeting(cast, group=of.group)
    ready = approve_policy(put, by=cast.officer, seen=seen_of(put), decision="Approved.", meeting=held)
    return publish_policy(ready, by=cast.officer, in_force_on=in_force_on or timezone.localdate())


def published_before(cast, of):
    """Its first version, in force since a meeting a month ago."""
    put = waiting(cast, of)
    held = meeting(cast, group=of.group, on=timezone.localdate() - timedelta(30))
    ready = approve_policy(put, by=cast.officer, seen=seen_of(put), decision="Approved.", meeting=held)
    return publish_policy(ready, by=cast.officer, in_force_on=held.held_on)


def withdrawn(cast, of):
    return withdraw_policy(
        of, by=cast.officer, withdrawn_on=timezone.localdate(), reason="Use the regional procedure."
    )
