"""The business plan: written, consulted on, approved by a decision, and changed from then on only by a variation."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Action, BusinessPlan, Committee, Deadline, Driver, Priority
from partnership.operations import learning
from partnership.operations import plan as operations
from partnership.operations import plan_progress as progress
from partnership.rules.plan import check_years, quarters
from tests.factories import plan as made
from tests.factories import voice


@pytest.fixture(autouse=True)
def a_monday_before_the_plan_begins():
    with time_machine.travel(datetime(2026, 2, 9, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def form_of(cast, **more):
    return {"title": "New roads", "lead": f"o{cast.police.pk}", **made.TEXTS} | more


# Years ----------------------------------------------------------------------------------------------------


def test_a_plan_of_two_years_has_eight_quarters_over_a_leap_day():
    found = quarters(date(2027, 4, 1), date(2029, 3, 31))

    assert (len(found), found[3], found[-1]) == (
        8,
        (date(2028, 1, 1), date(2028, 3, 31)),
        (date(2029, 1, 1), date(2029, 3, 31)),
    )


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (date(2026, 4, 2), date(2027, 3, 31), "first day of a month"),
        (date(2026, 4, 1), date(2026, 4, 1), "must end after"),
        (date(2026, 4, 1), date(2027, 3, 30), "must end on the last day of a quarter"),
        (date(2026, 4, 1), date(2031, 6, 30), "5 years at most"),
    ],
)
def test_years_that_make_no_quarters_are_refused_with_what_to_do(first, last, sentence):
    with pytest.raises(Refused, match=sentence):
        check_years(first, last)


def test_start_plan_begins_one_for_its_years_and_no_second(cast, sign_in):
    client = sign_in("board_manager")
    words = {"title": "Business plan 2026", **day("starts_on", made.YEAR[0]), **day("ends_on", made.YEAR[1])}
    client.post(reverse("start_plan"), words)

    plan = BusinessPlan.objects.get()
    assert (plan.reference, plan.state, plan.standing(date(2026, 2, 9))) == (
        "BP-2026",
        "drafting",
        "Being written",
    )
    again = client.post(reverse("start_plan"), words)
    assert "There is a plan for these years already" in again.text
    assert BusinessPlan.objects.count() == 1


# Priorities -----------------------------------------------------------------------------------------------


def test_add_priority_from_the_page_with_its_lead_and_its_own_number(cast, sign_in):
    plan = made.draft(cast)
    client = sign_in("board_officer")

    client.post(reverse("add_priority", args=[plan.pk]), form_of(cast, young_peoples="on"))

    one = plan.priorities.get(title="New roads")
    assert (one.number, one.lead, one.young_peoples) == (3, cast.police, True)
    assert "Young people asked for it" in client.get(plan.get_absolute_url()).text


def test_a_dropped_priority_keeps_its_number_and_its_place_to_be_read(cast):
    plan = made.draft(cast)
    operations.drop_priority(plan.priorities.get(number=1), by=cast.officer, reason="Done already.")

    added = operations.add_priority(
        plan, by=cast.officer, title="New roads", lead_group=cast.crg, **made.TEXTS
    )

    assert added.number == 3
    assert [one.number for one in plan.priorities.standing()] == [2, 3]


def test_two_who_write_one_priority_are_told_of_each_other(cast, sign_in):
    plan = made.draft(cast)
    priority = plan.priorities.get(number=1)
    operations.write_priority(
        priority, by=cast.second_officer, revision=1, outcome="Theirs", lead_organisation=cast.police
    )

    answer = sign_in("board_officer").post(
        reverse("write_priority", args=[priority.pk]), form_of(cast, revision="1", outcome="Mine")
    )

    assert "Somebody has saved this since you opened it" in answer.text
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    again = sign_in("board_officer").post(
        reverse("write_priority", args=[priority.pk]), form_of(cast, revision="2", outcome="Both")
    )
    assert again.status_code == 302
    assert Priority.objects.get(pk=priority.pk).outcome == "Both"


def test_drivers_cite_what_was_learnt_and_what_was_said(cast, sign_in):
    plan = made.draft(cast)
    priority = plan.priorities.get(number=2)
    point = learning.note(
        by=cast.officer, text="Nobody asked the child.", origin="review", reference="Review 7"
    )
    said = voice.said(cast, "Nobody calls back.")
    client = sign_in("board_officer")
    address = reverse("add_driver", args=[priority.pk])

    assert "Say what it says, or choose" in client.post(address, {"kind": "voice"}).text
    client.post(address, {"kind": "voice", "said": said.pk})
    client.post(address, {"kind": "review", "learning_point": point.pk})
    client.post(address, {"kind": "inspection", "words": "Inspection of March 2025"})

    assert [(one.kind, one.words) for one in priority.drivers.all()] == [
        ("inspection", "Inspection of March 2025"),
        ("review", "Nobody asked the child."),
        ("voice", "Nobody calls back."),
    ]
    assert Driver.objects.get(kind="voice").said == said
    assert "Priority: " in client.get(said.get_absolute_url()).text


def test_an_action_of_a_priority_stands_on_the_one_log_there_is(cast, sign_in):
    plan = made.draft(cast)
    client = sign_in("board_officer")
    words = {"title": "Train midwives", "organisation": cast.hospital.pk, "group": cast.crg.pk}

    client.post(
        reverse("open_plan_action", args=[plan.priorities.get(number=1).pk]),
        words | day("target_on", date(2026, 9, 30)),
    )

    action = Action.objects.get()
    assert (action.origin, action.organisation, action.group, action.plan_link.priority.number) == (
        "BP-2026 priority 1", cast.hospital, cast.crg, 1,
    )  # fmt: skip
    assert action in Action.objects.visible_to(cast.hospital_lead)


# Consultation ---------------------------------------------------------------------------------------------


def test_the_committees_of_the_papers_are_loaded_with_their_source(loaded):
    names = list(Committee.objects.values_list("kind", "organisation__code"))

    assert names == [
        ("cabinet", "leicestershire-county-council"),
        ("scrutiny", "leicestershire-county-council"),
        ("health", "leicestershire-county-council"),
        ("cabinet", "rutland-county-council"),
        ("scrutiny", "rutland-county-council"),
        ("health", "rutland-county-council"),
    ]
    assert not Committee.objects.filter(source="").exists()
    call_command("load_arrangements")
    assert Committee.objects.count() == 6


def test_what_is_not_whole_is_not_consulted_on(cast, sign_in):
    plan = made.draft(cast)
    plan.priorities.filter(number=2).update(measure="")

    answer = sign_in("board_officer").post(reverse("begin_consultation", args=[plan.pk]))

    assert (answer.status_code, "Say of priority 2 how we will know" in answer.text) == (409, True)


def test_consult_and_what_the_committee_said_and_our_answer_stand_in_the_diary(cast, sign_in):
    plan = operations.begin_consultation(made.draft(cast), by=cast.officer)
    client = sign_in("board_officer")
    client.post(
        reverse("consult", args=[plan.pk]),
        {
            "committee": made.committee(cast).pk,
            **day("sent_on", date(2026, 2, 2)),
            **day("meets_on", date(2026, 3, 6)),
        },
    )
    asked = plan.consultations.get()
    assert (asked.deadline.due_on, asked.deadline.role) == (date(2026, 3, 6), "board_manager")

    said = {"considered_on": date(2026, 2, 6), "comments": "What about rural children?"}
    client.post(
        reverse("record_comments", args=[asked.pk]),
        {"said": "comments", "comments": said["comments"], **day("considered_on", said["considered_on"])},
    )
    asked.refresh_from_db()
    assert (asked.comments, asked.answer_deadline.due_on) == (said["comments"], date(2026, 3, 6))
    client.post(reverse("answer_comments", args=[asked.pk]), {"answer": "We add them.", "changed_plan": "on"})

    asked.refresh_from_db()
    assert (asked.answer, asked.changed_plan, asked.answer_deadline.done_on) == (
        "We add them.",
        True,
        date(2026, 2, 9),
    )
    page = client.get(plan.get_absolute_url()).text
    assert "What about rural children?" in page
    assert "We add them." in page


def test_a_committee_with_nothing_to_say_needs_no_answer(cast):
    plan = made.consulted(cast)
    asked = operations.record_comments(
        plan.consultations.get(), by=cast.officer, considered_on=date(2026, 2, 9)
    )

    assert (asked.no_comments, asked.answer_deadline) == (True, None)
    with pytest.raises(Refused, match="nothing to answer"):
        operations.answer_comments(asked, by=cast.officer, answer="Thank you.")


# Approval and variations ----------------------------------------------------------------------------------


def approval(plan, **more):
    return {
        "revision": plan.revision, "decision": "LRSCP-2026-1, decision 3", **day("approved_on", date(2026, 2, 9)),
    } | more  # fmt: skip


def test_approve_plan_by_a_decision_once_comments_are_answered(cast, sign_in):
    plan = made.consulted(cast)
    client = sign_in("board_manager")
    address = reverse("approve_plan", args=[plan.pk])

    assert "A committee has not considered it yet" in client.post(address, approval(plan)).text
    asked = operations.record_comments(
        plan.consultations.get(), by=cast.officer, considered_on=date(2026, 2, 9), comments="Why?"
    )
    assert "Answer the comments of 1 committee first" in client.post(address, approval(plan)).text
    operations.answer_comments(asked, by=cast.officer, answer="Because.")
    client.post(address, approval(plan))

    plan.refresh_from_db()
    assert (plan.state, plan.approved_on, plan.approved_by_decision) == (
        "approved", date(2026, 2, 9), "LRSCP-2026-1, decision 3",
    )  # fmt: skip
    assert plan.standing(date(2026, 3, 31)) == "Approved, in force from 1 April 2026"
    assert plan.standing(date(2026, 4, 1)) == "In force"
    assert plan.standing(date(2027, 4, 1)) == "Ended, to be reviewed and closed"


def test_what_is_approved_is_what_was_read(cast, sign_in):
    plan = made.consulted(cast)
    words = approval(plan, without="The Cabinet was cancelled.")
    operations.add_driver(plan.priorities.first(), by=cast.second_officer, kind="data", words="Figures")
    operations.write_plan(
        plan, by=cast.second_officer, revision=plan.revision, title="Another", introduction=""
    )

    answer = sign_in("board_manager").post(reverse("approve_plan", args=[plan.pk]), words)

    assert "Somebody has saved this since you opened it" in answer.text
    plan.refresh_from_db()
    assert plan.state == "consultation"


def test_a_committee_that_did_not_answer_is_passed_over_only_with_a_reason_that_stays(cast):
    plan = made.consulted(cast)
    operations.approve_plan(
        plan, by=cast.officer, revision=plan.revision, decision="D", approved_on=date(2026, 2, 9),
        without="The meeting was cancelled.",
    )  # fmt: skip

    deadline = plan.consultations.get().deadline
    deadline.refresh_from_db()
    assert deadline.ended_reason == "Approved without its comments: The meeting was cancelled."


def test_an_approved_plan_changes_only_by_a_variation_with_day_and_reason(cast, sign_in):
    plan = made.approved(cast)
    priority = plan.priorities.get(number=1)
    client = sign_in("board_officer")
    address = reverse("write_priority", args=[priority.pk])
    words = form_of(cast, title=priority.title, revision="1", outcome="Babies are seen twice.")

    refused = client.post(address, words)
    assert "why" in refused.text.lower()
    assert not plan.variations.exists()
    client.post(address, words | {"reason": "Audit of May", **day("decided_on", date(2026, 2, 8))})

    variation = plan.variations.get()
    assert (variation.number, variation.what, variation.reason, variation.decided_on) == (
        1, "Priority 1: what good looks like", "Audit of May", date(2026, 2, 8),
    )  # fmt: skip
    assert (variation.before, variation.after) == (made.TEXTS["outcome"], "Babies are seen twice.")
    assert plan.version == 2


@pytest.mark.parametrize("deed", ["write", "add", "drop", "rewrite", "action"])
def test_every_change_of_an_approved_plan_needs_its_reason(cast, deed):
    plan = made.approved(cast)
    priority = plan.priorities.get(number=1)
    attempt = {
        "write": lambda: operations.write_plan(
            plan, by=cast.officer, revision=plan.revision, title="Other", introduction=""
        ),
        "add": lambda: operations.add_priority(
            plan, by=cast.officer, title="More", lead_group=cast.crg, **made.TEXTS
        ),
        "drop": lambda: operations.drop_priority(priority, by=cast.officer, reason="Done."),
        "rewrite": lambda: operations.write_priority(priority, by=cast.officer, revision=1, measure="Other"),
        "action": lambda: operations.open_plan_action(
            priority, by=cast.officer, title="More", organisation=cast.police, target_on=date(2026, 9, 1)
        ),
    }[deed]

    with pytest.raises(Refused, match="The plan is approved"):
        attempt()
    assert not plan.variations.exists()


def test_a_draft_changes_freely(cast):
    plan = made.draft(cast)
    operations.write_plan(plan, by=cast.officer, revision=plan.revision, title="Other", introduction="")

    assert not plan.variations.exists()


def test_a_new_lead_is_asked_for_what_the_old_one_has_not_written(cast):
    plan = made.approved(cast)
    priority = plan.priorities.get(number=1)
    operations.write_priority(
        priority,
        by=cast.officer,
        revision=1,
        lead_organisation=cast.health,
        reason="R",
        decided_on=date(2026, 2, 9),
    )

    asked = Deadline.objects.filter(duty="plan_progress", label__startswith="Priority 1").outstanding()
    assert {one.organisation for one in asked} == {cast.health}
    assert asked.count() == 4


def test_close_plan_after_its_years_with_what_became_of_it(cast, a_monday_before_the_plan_begins):
    plan = made.approved(cast)
    with pytest.raises(Refused, match="runs until 31 March 2027"):
        operations.close_plan(plan, by=cast.officer, review="All done.")
    a_monday_before_the_plan_begins.move_to(datetime(2027, 4, 1, 9, tzinfo=UTC))
    with pytest.raises(Refused, match="Close each of its quarters"):
        operations.close_plan(plan, by=cast.officer, review="All done.")
    for quarter in plan.quarters.all():
        progress.close_quarter(quarter, by=cast.officer, reason="Nobody was left to write.")

    closed = operations.close_plan(plan, by=cast.officer, review="Half of it was reached.")

    assert (closed.state, closed.closed_on) == ("closed", date(2027, 4, 1))
    with pytest.raises(Refused, match="closed, and stays"):
        operations.write_plan(closed, by=cast.officer, revision=closed.revision, title="X", introduction="")


def test_pages_ask_the_database_as_often_for_many_priorities_as_for_few(
    cast, sign_in, django_assert_num_queries
):
    client = sign_in("board_officer")
    plan = made.approved(cast, priorities=("One",))
    pages = [reverse(name, args=[plan.pk]) for name in ("plan", "plan_progress", "plan_summary")]
    client.get(pages[0])  # which notes in the session that somebody is here
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as few:
            client.get(page)
        counts.append(len(few))
    for title in ("Two", "Three", "Four"):
        operations.add_priority(
            plan, by=cast.officer, title=title, lead_organisation=cast.health, reason="R",
            decided_on=date(2026, 2, 9), **made.TEXTS,
        )  # fmt: skip
    for page, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(page)
