"""The business plan and its progress."""

from datetime import date, timedelta

from partnership.models import Committee, Group, Said
from partnership.operations import plan as operations
from partnership.operations import plan_progress as progress
from partnership.operations.learning import note
from partnership.rules.years import year_began
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.working_days import add_working_days, on_or_before

PRIORITIES = (
    {
        "title": "Safeguarding babies",
        "rationale": "Babies under one are the largest group in our reviews, and most of those harmed were seen by "
        "somebody shortly before.",
        "outcome": "Every baby with a bruise is seen by a doctor on the same day, whoever saw it first.",
        "measure": "Share referred on the same day, from the audit of bruises: from 58% to 95%.",
        "lead_organisation": "leicester-leicestershire-and-rutland-icb",
    },
    {
        "title": "Children from diverse backgrounds",
        "rationale": "We know too little of how well children from diverse backgrounds are kept safe.",
        "outcome": "Children of every background get help as early as others.",
        "measure": "Referrals by ethnicity beside the census, each quarter; an audit of twenty cases.",
        "lead_group": "multi-agency-audit",
    },
    {
        "title": "Hearing children where there is domestic abuse",
        "young_peoples": True,
        "rationale": "There is room to improve how we listen to children, above all where there is domestic abuse. "
        "Young people asked for it themselves.",
        "outcome": "Every child in such a household has been asked, on their own, what life is like.",
        "measure": "Share of assessments with the child’s own words: from 61% to 90%.",
        "lead_organisation": "leicestershire-police",
    },
)
WRITERS = {0: "health_lead", 1: "officer", 2: "police_lead"}
# by quarter and priority: how it stands, which way it goes, what happened, and what will be done
ENTRIES = (
    (
        ("amber", "steady", "The audit found that 62% were referred on the same day. Night shifts refer less.",
         "The hospital trains night shifts by the end of next quarter."),
        ("green", "better", "Every partner now sends ethnicity with its figures.", ""),
        ("red", "worse", "54% of assessments held the child’s words: fewer than at the start.",
         "Team managers check each assessment before they sign it, from this month on."),
    ),
    (
        ("green", "better", "79% on the same day, after the night shifts were trained.", ""),
        ("amber", "steady", "Twenty cases were audited. In four no interpreter had been offered.",
         "Contracts for interpreters are looked at by the Policy and Procedures Group."),
        ("amber", "better", "68% of assessments hold the child’s words since managers check them.",
         "The check goes on for another quarter, and police officers get the same card."),
    ),
    (
        ("green", "better", "86%, and every ward has a named nurse for it.", ""),
        ("green", "better", "Interpreters are offered in every case that was looked at.", ""),
        ("amber", "better", "74%. Young people wrote the card that officers carry.", "Training for new officers."),
    ),
)  # fmt: skip


def begins(today):
    """The first of April since which at least two quarters are over."""
    day = today - timedelta(205)
    return year_began(day)


def the_plan(people, today):
    """A plan of two years: written, consulted on, approved, varied once, and told of quarter by quarter."""
    first = begins(today)
    work = on_or_before(first - timedelta(120))
    yield at(work, 10)
    plan = operations.start_plan(
        by=people.manager, title=f"Business plan {first.year} to {first.year + 2}", starts_on=first,
        ends_on=date(first.year + 2, 3, 31),
        introduction="Three priorities, few enough to be finished. Each says what good looks like for children and how "
        "we will know. The partnership looks at them every quarter.",
    )  # fmt: skip
    priorities = [add(people, plan, texts) for texts in PRIORITIES]
    for priority, kind, words in (
        (
            0,
            "review",
            "Reviews of three years: a bruise was seen, and somebody else was thought to have referred it",
        ),
        (0, "national", "National learning about babies who are not yet mobile"),
        (1, "data", "Referrals by ethnicity, which two partners could not give"),
        (2, "inspection", "Inspections of practice: children’s own words are missing"),
    ):
        operations.add_driver(priorities[priority], by=people.officer, kind=kind, words=words)
    point = note(
        by=people.officer, text="Ask the child on their own, and write down the words that they use.",
        origin="other", reference=plan.reference, theme="Voice",
    )  # fmt: skip
    operations.add_driver(priorities[2], by=people.officer, kind="review", learning_point=point)
    said = Said.objects.filter(audience="children").first()
    if said:
        operations.add_driver(priorities[2], by=people.officer, kind="voice", said=said)
    for number, title, organisation in (
        (0, "Train night shifts to refer a bruise on the same day", "university-hospitals-of-leicester"),
        (1, "Send ethnicity with every quarter’s figures", "leicestershire-police"),
        (2, "Check each assessment for the child’s own words", "leicestershire-county-council"),
    ):
        operations.open_plan_action(
            priorities[number], by=people.officer, title=title, organisation=people[organisation],
            group=Group.objects.filter(code="planning-and-delivery").first(), target_on=first + timedelta(270),
        )  # fmt: skip
    yield at(add_working_days(work, 8), 10)
    plan = operations.begin_consultation(plan, by=people.manager)
    asked = []
    for number, committee in enumerate(Committee.objects.all()):
        meets_on = add_working_days(work, 15 + 6 * number)
        asked.append(
            operations.consult(
                plan,
                by=people.officer,
                committee=committee,
                sent_on=add_working_days(work, 8),
                meets_on=meets_on,
            )
        )
    yield from considered(people, asked)
    approved_on = on_or_before(first - timedelta(14))
    yield at(approved_on, 15)
    plan.refresh_from_db()
    plan = operations.approve_plan(
        plan, by=people.manager, revision=plan.revision, approved_on=approved_on,
        decision="Safeguarding Children Partnership, March meeting, decision 2",
    )  # fmt: skip
    yield at(add_working_days(approved_on, 4), 10)
    put_out(people, plan)
    yield from quarters(people, plan)


def add(people, plan, texts):
    given = dict(texts)
    given["lead_organisation"] = people[texts["lead_organisation"]] if "lead_organisation" in texts else None
    given["lead_group"] = Group.objects.get(code=texts["lead_group"]) if "lead_group" in texts else None
    return operations.add_priority(plan, by=people.manager, **given)


COMMENTS = {
    0: ("Say what the plan means for children in rural districts.",
        "The first priority’s audit looks at rural wards separately.", True),
    1: ("How will members see whether it works?", "Progress by quarter is on our site once it is agreed.", False),
}  # fmt: skip


def considered(people, asked):
    """Each committee on its day; those that comment are answered some days later."""
    for number, consultation in enumerate(asked):
        yield at(consultation.deadline.due_on, 17)
        comments, words, changed = COMMENTS.get(number, ("", "", False))
        operations.record_comments(
            consultation, by=people.officer, considered_on=consultation.deadline.due_on, comments=comments
        )
        if comments:
            yield at(add_working_days(consultation.deadline.due_on, 4), 10)
            operations.answer_comments(consultation, by=people.officer, answer=words, changed_plan=changed)


def put_out(people, plan):
    """Let out by two people. Its file is a short one that says that it is invented, for a whole one takes long."""
    plan = progress.put_plan_forward(plan, by=people.officer)
    pdf = invented_report(plan.title, ["The business plan, of which this is an invented copy."])
    progress.keep_public(plan, pdf, 1, by=people.second_officer, revision=plan.revision)


def quarters(people, plan):
    """Each quarter: leads write, the group reviews, two people let it out. The newest waits for one of its entries."""
    for number, quarter in enumerate(plan.quarters.all()):
        wrote = add_working_days(quarter.ends_on, 5)
        yield at(wrote, 11)
        entries = list(quarter.entries.select_related("quarter__plan").order_by("priority__number"))
        for which, (entry, said) in enumerate(
            zip(entries, ENTRIES[min(number, len(ENTRIES) - 1)], strict=False)
        ):
            if which == 1:
                continue  # this lead writes later than the others
            write(people, entry, which, said)
        yield at(add_working_days(quarter.ends_on, 8), 15)
        write(people, entries[1], 1, ENTRIES[min(number, len(ENTRIES) - 1)][1])
        yield at(add_working_days(quarter.ends_on, 15), 10)
        progress.close_quarter(quarter, by=people.manager)
        progress.put_quarter_forward(quarter, by=people.officer)
        if number % 2 == 0:
            progress.let_quarter_out(quarter, by=people.second_officer)
        if number == 0:
            vary(people, plan)


def vary(people, plan):
    """After its first quarter the measure of the third priority is made sharper."""
    plan.refresh_from_db()
    progress.take_plan_back(plan, by=people.officer, reason="A measure is being made sharper.")
    priority = plan.priorities.get(number=3)
    today = plan.quarters.first().ends_on
    operations.write_priority(
        priority, by=people.manager, revision=priority.revision,
        measure="Share of assessments with the child’s own words, asked on their own: from 54% to 90%.",
        reason="The first quarter showed fewer than was thought: Planning and Delivery Group, July, decision 4.",
        decided_on=add_working_days(today, 12),
    )  # fmt: skip
    plan.refresh_from_db()
    put_out(people, plan)


def write(people, entry, which, said):
    rag, direction, narrative, next_steps = said
    progress.write_progress(
        entry, by=getattr(people, WRITERS[which]), revision=entry.revision, rag=rag, direction=direction,
        narrative=narrative, next_steps=next_steps,
    )  # fmt: skip


STORIES = (the_plan,)
