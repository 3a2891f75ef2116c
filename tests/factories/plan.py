"""A business plan at every stage, brought about by the deeds that people do. It begins on 1 April 2026."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.models import Committee
from partnership.operations import plan as operations
from partnership.operations import plan_progress as progress

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
TEXTS = {
    "rationale": "Two reviews and an audit say so.",
    "outcome": "Babies are seen by somebody who knows what to look for.",
    "measure": "Share of bruises that were referred the same day, from the audit.",
}


def committee(cast, code="cabinet", name="County Cabinet"):
    made, _ = Committee.objects.get_or_create(
        code=code, defaults={"name": name, "kind": "cabinet", "organisation": cast.county}
    )
    return made


def draft(cast, *, years=YEAR, priorities=("Safeguarding babies", "Being listened to")):
    """The first priority is led by the police, the second by the Case Review Group and young people's own."""
    plan = operations.start_plan(
        by=cast.officer, title="Business plan 2026", starts_on=years[0], ends_on=years[1]
    )
    for number, title in enumerate(priorities):
        operations.add_priority(
            plan, by=cast.officer, title=title, young_peoples=number > 0,
            lead_organisation=cast.police if number == 0 else None,
            lead_group=cast.crg if number else None, **TEXTS,
        )  # fmt: skip
    plan.refresh_from_db()
    return plan


def consulted(cast, **more):
    """The Cabinet has been asked and has not considered it yet."""
    plan = operations.begin_consultation(draft(cast, **more), by=cast.officer)
    today = timezone.localdate()
    operations.consult(
        plan, by=cast.officer, committee=committee(cast), sent_on=today, meets_on=today + timedelta(20)
    )
    return plan


def approved(cast, **more):
    plan = consulted(cast, **more)
    asked = plan.consultations.get()
    operations.record_comments(asked, by=cast.officer, considered_on=timezone.localdate())
    return operations.approve_plan(
        plan, by=cast.officer, revision=plan.revision, decision="LRSCP-2026-1, decision 3",
        approved_on=timezone.localdate(),
    )  # fmt: skip


def written(cast, entry, rag="green", **more):
    given = {
        "direction": "better",
        "narrative": f"It went {rag}.",
        "next_steps": "A second audit." if rag in ("red", "amber") else "",
    } | more
    return progress.write_progress(entry, by=cast.officer, revision=entry.revision, rag=rag, **given)


def entry(plan, quarter=0, priority=1):
    return plan.quarters.all()[quarter].entries.get(priority__number=priority)


def out(cast, plan, pdf):
    """Let out to the public by two people, with a page that says nothing instead of its own, which takes seconds."""
    plan = progress.put_plan_forward(plan, by=cast.officer)
    return progress.keep_public(plan, pdf, 1, by=cast.second_officer, revision=plan.revision)
