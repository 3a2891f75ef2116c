"""Versions of how disagreements are resolved: loaded from the published arrangements, or added by staff."""

import tomllib
from pathlib import Path

from django.db import connection, transaction

from partnership.access import Refused
from partnership.models import DisputePolicy, DisputeStage
from partnership.operations.record import record
from partnership.rules.disputes import check_in_force, check_policy

DATA = Path(__file__).resolve().parents[1] / "data" / "disputes.toml"
STAGE = {
    "asked": "other",
    "limit": None,
    "urgent_limit": None,
    "runs_out": "",
    "partnership_acts": False,
    "final": False,
    "source": "",
    "confirmed": False,
}


def next_reference(model, prefix, day):
    """The next one of the year, such as DIS-2026-03. Nobody else gets it while this transaction lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reference {prefix}"])
    stem = f"{prefix}-{day.year}-"
    known = model.objects.filter(reference__startswith=stem).values_list("reference", flat=True)
    return f"{stem}{max((int(one.removeprefix(stem)) for one in known), default=0) + 1:02}"


def check_once(model, **same):
    """A button pressed twice raises it once. Asked after the reference was taken: nobody gets between the two."""
    again = model.objects.filter(**same).order_by("-pk").first()
    if again is not None:
        raise Refused(f"You have already recorded this, as {again.reference}.")


def keep_policy(*, by, kind, version, title, in_force_on, principles, source, stages):
    stages = [STAGE | {"source": source} | stage for stage in stages]
    check_policy(kind, stages)
    policy = DisputePolicy.objects.create(
        kind=DisputePolicy.Kind(kind), version=version, title=title.strip(), in_force_on=in_force_on,
        principles=principles.strip(), source=source.strip(), added_by=by,
    )  # fmt: skip
    DisputeStage.objects.bulk_create(
        DisputeStage(policy=policy, position=number, **stage) for number, stage in enumerate(stages, 1)
    )
    record("added", policy, by=by, kind=kind, stages=len(stages), in_force_on=str(in_force_on))
    return policy


@transaction.atomic
def load(*, by=None, path=DATA):
    """Bring in the versions of the data file that are not there yet. A version that is there is never touched."""
    found = tomllib.loads(path.read_text())["policy"]
    known = set(DisputePolicy.objects.values_list("kind", "version"))
    return [
        keep_policy(by=by, stages=one.pop("stage"), **one)
        for one in found
        if (one["kind"], one["version"]) not in known
    ]


@transaction.atomic
def add_policy(*, by, kind, title, in_force_on, principles, source, stages):
    """Add the next version. What runs under an earlier one keeps its stages and limits."""
    newest = DisputePolicy.objects.filter(kind=kind).order_by("-version").first()
    check_in_force(in_force_on, newest and newest.in_force_on)
    if not title.strip() or not source.strip():
        raise Refused("Say what it is called, and where it was agreed.")
    return keep_policy(
        by=by, kind=kind, version=newest.version + 1 if newest else 1, title=title, in_force_on=in_force_on,
        principles=principles, source=source, stages=stages,
    )  # fmt: skip


def policy_of(kind, day):
    """The version that stood that day; Refused where none did."""
    policy = DisputePolicy.objects.in_force(kind, day)
    if policy is None:
        raise Refused(
            "No version of this process is in force that day. Ask the business unit to add it first."
        )
    return policy


def next_stage(stage):
    """The stage after this one in the same version, or None."""
    return (
        DisputeStage.objects.filter(policy=stage.policy_id, position__gt=stage.position)
        .order_by("position")
        .first()
    )
