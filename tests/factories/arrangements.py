"""Editions, organisations, groups and terms, as people bring them about."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.models import Area, Edition, Group
from partnership.operations import editions, groups, terms

SAYS = {
    "title": "Arrangements 2027",
    "guidance": "2026",
    "starts_on": date(2027, 4, 1),
    "ends_on": None,
    "decides_reviews": "signatory",
    "chairs_partnership": "independent_advisor",
    "summary": "The partners work together in Leicestershire and Rutland.",
    "reasons_for_changes": "The partners decide on reviews themselves.",
    "next_review_on": date(2028, 3, 1),
    "source": "Agreed by the partners",
}
TERMS = {
    "remit": "Looks after handover between services.",
    "membership": "Safeguarding leads.",
    "frequency": "Monthly.",
    "quorum": "",
    "reason": "It meets more often.",
    "source": "Agreed by the partnership",
    "quorum_rule": "chair",
    "quorum_of": "members",
    "in_force_on": date(2026, 9, 1),
}


def draft(cast, **says):
    """A draft that says all it has to."""
    says = SAYS | says
    begun = editions.begin_edition(
        by=cast.manager, title=says["title"], guidance=says["guidance"], starts_on=says["starts_on"]
    )
    return editions.write_edition(begun, by=cast.manager, seen=begun.revision, **says)


def bare_draft(cast, **says):
    """A draft beside another, as only the state between two people's deeds could have it."""
    plain = {name: value for name, value in (SAYS | says).items() if name != "starts_on"}
    return Edition.drafts.create(
        **plain, code="bare", starts_on=date(2029, 4, 1), saved_by=cast.manager, saved_at=timezone.now()
    )


def put_forward(cast, edition, due_on=None):
    return editions.put_edition_forward(
        edition, by=cast.manager, seen=edition.revision, due_on=due_on or timezone.localdate() + timedelta(14)
    )


def endorsed(cast, edition):
    """Endorsed by every statutory partner's signatory."""
    for signatory in cast.signatories:
        organisation = signatory.appointments.get().organisation
        editions.endorse_edition(
            edition, organisation, by=signatory, office="Chief Executive", seen=edition.revision
        )
    return edition


def published(cast, **says):
    edition = endorsed(cast, put_forward(cast, draft(cast, **says)))
    return editions.publish_edition(
        edition, by=cast.manager, seen=edition.revision, published_on=timezone.localdate()
    )


def planned_review(cast, days=30):
    return editions.plan_arrangements_review(
        cast.edition, by=cast.manager, due_on=timezone.localdate() + timedelta(days)
    )


def task_and_finish(
    cast, *, ends_on, starts_on=date(2026, 9, 1), name="Neglect task and finish group", **more
):
    return groups.add_group(
        by=cast.manager, name=name, kind=Group.Kind.TASK_AND_FINISH, area=Area.LLR, starts_on=starts_on,
        ends_on=ends_on, parent=cast.partnership, **more,
    )  # fmt: skip


def written_terms(cast, group, *, seen=0, by=None, **says):
    return terms.write_terms(group, by=by or cast.manager, seen=seen, **(TERMS | says))


def published_terms(cast, group, **says):
    drafted = written_terms(cast, group, **says)
    return terms.publish_terms(group, by=cast.manager, seen=drafted.revision)
