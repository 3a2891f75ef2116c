"""What an invented report goes through before the partners sign it."""

from datetime import timedelta

from django.utils import timezone

from partnership.working_days import add_working_days
from reviews.operations import before_sign_off, family


def before_signing(people, work):
    """Two agencies check the facts, a lawyer the law, and the family has seen the final draft."""
    asked = before_sign_off.ask_accuracy(
        work, by=people.officer, due_on=add_working_days(timezone.localdate(), 10),
        organisations=[people["leicestershire-police"], people["university-hospitals-of-leicester"]],
    )  # fmt: skip
    for check, lead in zip(asked, (people.police_lead, people.hospital_lead), strict=True):
        before_sign_off.check_accuracy(
            check, by=lead, answer="right", signed_off_office="Head of safeguarding"
        )
    before_sign_off.record_legal_check(
        work, by=people.officer, checked_on=timezone.localdate(), by_office="County solicitor's office",
        finding="nothing",
    )  # fmt: skip
    mother = family.add_member(
        work.case, by=people.officer, role="Mother of child 1", contact_office="Business manager",
        because="She asked to be told after the funeral arrangements, and by one person.",
        look_again_on=timezone.localdate() + timedelta(7),
    )  # fmt: skip
    for kind, state, note_of_it in (
        ("meeting", "contributing", "Was told of the review; would like to speak of what would have helped."),
        (
            "contribution",
            "contributing",
            "She had told her story five times, and would have liked to tell it once.",
        ),
        (
            "sight_of_report",
            "report_seen",
            "Read the report with her advocate. Two words are changed at her wish.",
        ),
    ):
        family.log_contact(
            mother, by=people.officer, happened_on=timezone.localdate(), kind=kind, by_office="Business manager",
            note=note_of_it, state=state, advocate="accepted", advocate_from="An advocacy service (invented)",
        )  # fmt: skip
