"""Choosing the cases of an audit by lot or for a reason, describing them in bands, and replacing one."""

import secrets

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assurance.models import AuditCase, Selection
from assurance.operations.audits.letters import leads_of, write
from assurance.operations.audits.state import lock, touch
from assurance.rules.audits import BANDS, How, Stage, check_at, check_draw, check_nameless, check_take_out
from partnership.access import Refused
from partnership.operations.deadlines import end
from partnership.operations.record import record

BY_LOT = secrets.SystemRandom()


def draw_places(pool, taken, number):
    """So many places of a list, by lot, without those taken before."""
    left = [place for place in range(1, pool + 1) if place not in taken]
    return sorted(BY_LOT.sample(left, number))


def add_cases(audit, selection, places, *, replaces=None):
    last = audit.cases.aggregate(last=Max("number"))["last"] or 0
    return AuditCase.objects.bulk_create(
        AuditCase(audit=audit, number=last + count, selection=selection, place=place, replaces=replaces)
        for count, place in enumerate(places, 1)
    )


@transaction.atomic
def select_cases(audit, *, by, how, held_by, focus, number, pool=None, reason=""):
    """Take cases into the sample. By lot the portal draws places of the agency's numbered list."""
    audit = lock(audit)
    check_at(audit.stage, Stage.COMMISSIONED)
    check_nameless(focus, reason)
    there = audit.cases.standing().count()
    same = audit.selections.filter(held_by=held_by, focus=focus.strip()).exists()
    if same:
        raise Refused(
            "Cases have already been chosen from this list. Describe a different list, or replace single cases."
        )
    check_draw(how=how, pool=pool, taken=0, number=number, reason=reason, there=there)
    by_lot = how == How.LOT
    selection = Selection.objects.create(
        audit=audit, how=how, held_by=held_by, focus=focus.strip(), pool=pool if by_lot else None,
        reason=reason.strip(), selected_by=by,
    )  # fmt: skip
    places = draw_places(pool, set(), number) if by_lot else [None] * number
    add_cases(audit, selection, places)
    record(
        "selected cases", audit, by=by, why=reason.strip(), how=str(how), held_by=held_by.code, pool=pool,
        places=places if by_lot else None, number=number,
    )  # fmt: skip
    return selection


def lock_case(case):
    """The case as it is now, its audit locked."""
    case = AuditCase.objects.select_related("selection").get(pk=case.pk)
    case.audit = lock(case.audit)
    return case


@transaction.atomic
def describe_case(case, *, by, **bands):
    """Say age, ethnicity, disability and plan in bands, so that nobody can be recognised."""
    case = lock_case(case)
    check_at(case.audit.stage, Stage.COMMISSIONED, Stage.AUDITING, Stage.DISCUSSING)
    check_standing(case)
    for name, known in BANDS.items():
        if bands.get(name) not in dict(known):
            raise Refused("Select a band for each of them.")
        setattr(case, name, bands[name])
    case.save(update_fields=list(BANDS))
    record("described", case, by=by)
    return case


def check_standing(case):
    if case.replaced_at:
        raise Refused("This case is no longer part of the audit, so you cannot change it.")


@transaction.atomic
def replace_case(case, *, by, reason):
    """Another case comes into the sample for this one, drawn from the same list where it was drawn at random."""
    case = lock_case(case)
    check_at(case.audit.stage, Stage.COMMISSIONED)
    check_standing(case)
    check_nameless(reason)
    if not reason.strip():
        raise Refused("Enter why you are replacing it.")
    selection, place = case.selection, None
    if selection.how == How.LOT:
        taken = set(selection.cases.values_list("place", flat=True))
        if len(taken) >= selection.pool:
            raise Refused("There are no cases left on the list. Choose cases from another list.")
        place = draw_places(selection.pool, taken, 1)[0]
    leave(case, by=by, reason=reason)
    replacement = add_cases(case.audit, selection, [place], replaces=case)[0]
    record("replaced", case, by=by, why=reason.strip(), with_case=replacement.reference, place=place)
    return replacement


def leave(case, *, by, reason):
    """It no longer counts. The row stays with why."""
    case.replaced_because, case.replaced_by, case.replaced_at = reason.strip(), by, timezone.now()
    case.save(update_fields=["replaced_because", "replaced_by", "replaced_at"])


@transaction.atomic
def take_out_case(case, *, by, reason):
    """The case leaves the sample and none comes for it. What is owed on it is no longer due; the agencies are told."""
    case = lock_case(case)
    audit = case.audit
    check_at(audit.stage, Stage.COMMISSIONED, Stage.AUDITING, Stage.DISCUSSING)
    check_standing(case)
    check_nameless(reason)
    check_take_out(
        left=audit.cases.standing().exclude(pk=case.pk).exists() or audit.stage == Stage.COMMISSIONED,
        open_concerns=case.concerns.open().exists(),
        reason=reason,
    )
    leave(case, by=by, reason=reason)
    owed = [
        tool for tool in case.tools.standing().select_related("assurance_return__deadline", "organisation")
        if tool.assurance_return.deadline.outstanding
    ]  # fmt: skip
    for tool in owed:
        end(tool.assurance_return.deadline, by=by, reason="The case was taken out of the audit")
    leads = leads_of([tool.organisation_id for tool in owed])
    write(
        audit, [person for people in leads.values() for person in people], key=f"out:{case.pk}",
        subject="No longer needed", label=f"Your agency’s tool on case {case.reference}", path=audit.path_of_tools,
    )  # fmt: skip
    touch(audit)
    record("took out", case, by=by, why=reason.strip(), audit=audit.reference)
    return case
