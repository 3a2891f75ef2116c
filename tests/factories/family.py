"""Families, and what a report waits for before partners sign."""

from datetime import timedelta

from django.utils import timezone

from reviews.operations.before_sign_off import ask_accuracy, check_accuracy, record_legal_check
from reviews.operations.family import add_member, log_contact
from reviews.operations.under_way import send_draft
from tests.factories.reviews import in_review, pdf


def member(cast, case, *, role="Mother of child 1", **changes):
    """Somebody of the family, not told yet on the police's advice."""
    facts = {
        "by": cast.officer,
        "role": role,
        "contact_office": "Family liaison officer",
        "because": "The police advise to wait until the first interview.",
        "look_again_on": timezone.localdate() + timedelta(14),
    }
    return add_member(case, **facts | changes)


def contact(cast, somebody, *, state="informed", kind="meeting", **changes):
    """A contact of today that leaves them there."""
    facts = {
        "by": cast.officer,
        "happened_on": timezone.localdate(),
        "kind": kind,
        "by_office": "Family liaison officer",
        "note": "Was told of the review and what it can do.",
        "state": state,
    }
    return log_contact(somebody, **facts | changes)


def drafted(cast, *, final=True, **changes):
    """A review whose draft is in."""
    case = in_review(cast, **changes)
    send_draft(case.review, by=cast.officer, content=pdf(), filename="draft.pdf", final=final)
    return again(case)


def again(case):
    return type(case).objects.select_related("edition", "review").get(pk=case.pk)


def asked_about_facts(cast, case, organisation):
    """That agency is asked about the newest draft."""
    due_on = timezone.localdate() + timedelta(14)
    (check,) = ask_accuracy(case.review, by=cast.officer, organisations=[organisation], due_on=due_on)
    return check


def ready_to_sign(cast, case):
    """The facts and the law are checked and the family has seen the report, whatever stands in it."""
    check = asked_about_facts(cast, case, cast.police)
    check_accuracy(check, by=cast.police_lead, answer="right", signed_off_office="Head of public protection")
    record_legal_check(
        case.review,
        by=cast.officer,
        checked_on=timezone.localdate(),
        by_office="County solicitor",
        finding="nothing",
    )
    somebody = member(cast, case)
    contact(cast, somebody)
    contact(cast, somebody, state="report_seen", kind="sight_of_report")
    return again(case)
