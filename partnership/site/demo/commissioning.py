"""How the invented reviews are commissioned, and what happens while they are under way."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.models import Reviewer
from reviews.operations import commissioning, register, review, under_way

OTHERS = (
    ("Second invented reviewer", "Invented practice and learning consultancy", "Leads reviews of neglect."),
    ("Third invented reviewer", "Retired head of service", "Thirty years in health visiting and midwifery."),
)
SIGNATORIES = {
    "leicestershire-county-council": "county_signatory",
    "rutland-county-council": "rutland_signatory",
    "leicestershire-police": "police_signatory",
    "leicester-leicestershire-and-rutland-icb": "health_signatory",
}
# What each of them pays of a hundred pounds.
SHARES = {
    "leicestershire-county-council": 40,
    "rutland-county-council": 10,
    "leicestershire-police": 25,
    "leicester-leicestershire-and-rutland-icb": 25,
}


def on_register(people):
    """The invented reviewers of the register: the one who works here, and two who could."""
    entry = Reviewer.objects.on_register().filter(person=people.reviewer).first()
    if entry:
        return entry
    for name, office, experience in OTHERS:
        register.add_reviewer(
            by=people.officer, name=name, office=office, email=f"{name.split()[0].lower()}@reviewer.example",
            experience=experience, since_on=date(2022, 3, 1),
        )  # fmt: skip
    return register.add_reviewer(
        by=people.officer, name=people.reviewer.name, office="Independent consultant",
        email=people.reviewer.email, person=people.reviewer, since_on=date(2022, 2, 28),
        experience="Social work with children for twenty years; has led reviews since 2016.",
        previous_work="Two reviews of injuries to babies; one of exploitation outside the home (all invented).",
        methods="Systems methodology; conversations with practitioners.",
        qualifications="Registered social worker.", interests="None with any agency of the area.",
    )  # fmt: skip


def commission(people, case, day, *, questions, cost, ends_on=None):
    """From the terms of reference to the reviewer's first day, which is six working days on. Gives the review."""
    yield at(day)
    case.refresh_from_db()
    work = case.review
    commissioning.set_terms(
        work, by=people.officer, questions=questions, methodology="Conversations with practitioners, a learning "
        "event, and a small panel of agencies that meets three times.",
        period_from=case.incident_on - timedelta(365), period_to=case.incident_on,
    )  # fmt: skip
    candidate = commissioning.consider(work, by=people.officer, reviewer=on_register(people))
    other = Reviewer.objects.on_register().filter(person=None).first()
    passed_over = commissioning.consider(work, by=people.officer, reviewer=other)
    commissioning.shortlist(
        passed_over, by=people.officer, shortlisted=False, reason="Has not yet reviewed a case of this kind."
    )
    commissioning.shortlist(candidate, by=people.officer, shortlisted=True, reason="Has reviewed such cases.")
    yield at(add_working_days(day, 2))
    commissioning.ask_conflict(candidate, by=people.officer, conflict="none")
    commissioning.assess_work(
        candidate, by=people.officer, assessed="Two published reports: clear on why things made sense then."
    )
    commissioning.take_reference(
        candidate, by=people.officer, from_office="Business manager of another partnership (invented)",
        taken_on=timezone.localdate(), said="Kept to time, and practitioners felt heard.",
    )  # fmt: skip
    yield at(add_working_days(day, 3), 14)
    commissioning.interview(
        candidate, by=people.officer, held_on=timezone.localdate(), for_partnership="Board manager",
        for_group="Case Review Group chair", notes="Asked first what the child's days were like.",
    )  # fmt: skip
    commissioning.choose(
        candidate,
        by=people.officer,
        chosen=True,
        reason="Earlier work, references and interview all speak for it.",
    )
    amount = Decimal(cost)
    agreement = commissioning.set_cost(
        work, by=people.officer, amount=amount, reason="Twenty-five days of work and expenses.",
        shares={people[code]: amount * share / 100 for code, share in SHARES.items()},
    )  # fmt: skip
    yield at(add_working_days(day, 5))
    for share in agreement.shares.select_related("organisation"):
        commissioning.agree_cost(share, by=getattr(people, SIGNATORIES[share.organisation.code]))
    commissioning.ask_for_approval(work, by=people.officer)
    yield at(add_working_days(day, 5), 16)
    commissioning.approve_appointment(
        work, by=people.advisor, approved=True, reasons="The experience fits the questions."
    )
    yield at(add_working_days(day, 6))
    review.begin_review(case, by=people.manager, ends_on=ends_on)
    yield at(add_working_days(day, 8))
    review.tell_who_reviews(work, by=people.officer, told_on=timezone.localdate())
    under_way.share_paper(work, by=people.officer, kind="rapid_review")
    work.refresh_from_db()
    return work


def look_after(people, work, begun, *, until, final=True):
    """Checks every eighteen working days, what was asked in writing, a meeting, an event, and the final draft."""
    yield at(add_working_days(begun, 10))
    under_way.hold_review_meeting(
        work, by=people.officer, held_on=timezone.localdate(),
        attendance="Designated nurse, head of public protection, head of safeguarding, the reviewer.",
        decisions="Practitioners are met in October; the family is offered a second conversation.",
    )  # fmt: skip
    day = add_working_days(begun, 18)
    asked = None
    while day < until:
        yield at(day)
        under_way.check_progress(
            work, by=people.officer, checked_on=day, time="at_risk" if asked else "on_time", quality="good",
            note="Interviews are under way; the plan was gone through with the reviewer.",
        )  # fmt: skip
        if asked is None:
            asked = under_way.ask_in_writing(
                work, by=people.officer, due_on=add_working_days(day, 10),
                text="Please say which practitioners have still to be met, and send what is written so far.",
            )  # fmt: skip
            yield at(add_working_days(day, 6))
            under_way.answer_request(
                asked,
                by=people.reviewer,
                answer="Midwives and the out-of-hours team. A first draft is with you.",
            )
            under_way.send_draft(
                work, by=people.reviewer, filename="draft.pdf", note="Chapters one to three.",
                content=invented_report("A draft", ["This draft is invented."]),
            )  # fmt: skip
            under_way.hold_event(
                work, by=people.officer, held_on=timezone.localdate(), kind="workshop", number=14,
                heard="People knew the procedure, and each thought that somebody else had begun it.",
            )  # fmt: skip
        day = add_working_days(day, 18)
    if not final:
        return
    yield at(until)
    under_way.send_draft(
        work, by=people.reviewer, filename="final.pdf", final=True, note="The final draft.",
        content=invented_report("The final draft", ["This draft is invented."]),
    )  # fmt: skip


def answered_late(people, work, day):
    """Asked in writing for a draft by a day, and answered after it, with the reason."""
    yield at(day)
    due_on = add_working_days(day, 5)
    asked = under_way.ask_in_writing(
        work,
        by=people.officer,
        due_on=due_on,
        text="Please send the chapter on how the two services hand over.",
    )
    yield at(add_working_days(due_on, 3), 16)
    under_way.answer_request(
        asked, by=people.reviewer, answer="It is in the draft of today; two conversations came later than planned.",
        late_reason="Two practitioners were on leave, and could be met only this week.",
    )  # fmt: skip


def asked_again(people, work, today):
    """Asked in writing two working days ago, and not answered yet."""
    yield at(add_working_days(today, -2), 12)
    under_way.ask_in_writing(
        work, by=people.officer, due_on=add_working_days(today, 5),
        text="Please say by when the final draft comes, and what is still missing from it.",
    )  # fmt: skip
