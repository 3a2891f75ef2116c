"""Each quarter of the plan: who says how it stands, what red and amber need, when it is frozen, who reads it."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Progress
from partnership.operations import plan as operations
from partnership.operations import plan_progress as progress
from partnership.operations.letters import promise_reminders
from tests.factories import plan as made
from tests.factories.reviews import pdf

AFTER = datetime(2026, 7, 2, 9, tzinfo=UTC)  # two days after the first quarter


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 2, 9, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def plan(cast, clock):
    """Approved in February, with its first quarter just over."""
    plan = made.approved(cast)
    clock.move_to(AFTER)
    return plan


WORDS = {"rag": "green", "direction": "better", "narrative": "Midwives were trained.", "revision": "0"}


# Who is asked ---------------------------------------------------------------------------------------------


def test_each_lead_is_asked_a_fortnight_after_each_quarter(cast, plan):
    asked = Deadline.objects.filter(duty="plan_progress")

    assert sorted({one.due_on for one in asked}) == [
        date(2026, 7, 14), date(2026, 10, 14), date(2027, 1, 14), date(2027, 4, 14),
    ]  # fmt: skip
    assert {(one.organisation, one.group) for one in asked} == {(cast.police, None), (None, cast.crg)}
    first = made.entry(plan)
    assert (first.deadline.path, first.deadline.reference) == (first.get_absolute_url(), "BP-2026")
    assert first.deadline in Deadline.objects.asked_of(cast.police_lead)


def test_a_lead_who_has_not_written_is_reminded(cast, plan, clock):
    clock.move_to(datetime(2026, 7, 15, 9, tzinfo=UTC))

    promise_reminders()

    assert Letter.objects.filter(recipient=cast.police_lead, reference="BP-2026").exists()
    assert Letter.objects.filter(recipient=cast.chair, reference="BP-2026").exists()


def test_write_progress_by_the_priority_lead_and_nobody_elses(cast, plan, sign_in):
    mine, theirs = made.entry(plan), made.entry(plan, priority=2)
    lead = sign_in(cast.police_lead)

    assert lead.post(theirs.get_absolute_url(), WORDS).status_code == 403
    answer = lead.post(mine.get_absolute_url(), WORDS)

    assert answer["Location"] == reverse("plan_progress", args=[plan.pk])
    mine.refresh_from_db()
    assert (mine.rag, mine.direction, mine.narrative, mine.written_by) == (
        "green", "better", "Midwives were trained.", cast.police_lead,
    )  # fmt: skip
    assert (mine.deadline.done_on, mine.deadline.late) == (date(2026, 7, 2), False)
    assert sign_in(cast.chair).post(theirs.get_absolute_url(), WORDS).status_code == 302
    assert sign_in(cast.member).post(theirs.get_absolute_url(), WORDS).status_code == 403


def test_who_has_not_written_stands_first_on_the_page_of_the_group(cast, plan, sign_in):
    made.written(cast, made.entry(plan))
    page = sign_in("group_member").get(reverse("plan_progress", args=[plan.pk])).text

    waiting = page.split("Not written yet")[1].split("<table")[0]
    assert "Being listened to, April to June 2026" in waiting
    assert "Case Review Group" in waiting
    assert "Safeguarding babies" not in waiting


# What it must say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rag", ["red", "amber"])
def test_red_and_amber_say_what_will_be_done(cast, plan, sign_in, rag):
    entry = made.entry(plan)
    client = sign_in("board_officer")

    refused = client.post(entry.get_absolute_url(), WORDS | {"rag": rag})
    assert f"Say what will be done about it: it is {rag}" in refused.text
    assert "Midwives were trained." in refused.text
    with pytest.raises(Refused, match="Say what will be done"):
        made.written(cast, entry, rag, next_steps=" ")
    client.post(entry.get_absolute_url(), WORDS | {"rag": rag, "next_steps": "A second audit."})

    entry.refresh_from_db()
    assert (entry.rag, entry.next_steps) == (rag, "A second audit.")


@pytest.mark.parametrize(
    ("rag", "words", "shape"),
    [
        ("red", "Red: off track", "■"),
        ("amber", "Amber: at risk", "▲"),
        ("green", "Green: on track", "●"),
        ("done", "Done", "✓"),
    ],
)
def test_how_it_stands_is_words_and_a_shape_never_colour_alone(cast, plan, sign_in, rag, words, shape):
    made.written(cast, made.entry(plan), rag)
    page = sign_in("partner_lead").get(reverse("plan_progress", args=[plan.pk])).text

    table = page.split("Progress on each priority")[1].split("</table>")[0]
    assert f"{shape} {words}" in table
    assert "↗ Getting better" in table


def test_an_entry_is_written_in_its_quarters_last_month_or_later(cast, plan, clock):
    clock.move_to(datetime(2026, 5, 29, 9, tzinfo=UTC))
    with pytest.raises(Refused, match="has only begun"):
        made.written(cast, made.entry(plan))
    clock.move_to(datetime(2026, 5, 31, 9, tzinfo=UTC))
    assert made.written(cast, made.entry(plan)).written


def test_a_late_one_says_why_and_two_at_once_are_told(cast, plan, clock, sign_in):
    clock.move_to(datetime(2026, 7, 15, 9, tzinfo=UTC))
    entry = made.entry(plan)
    client = sign_in(cast.police_lead)

    assert "Say why it is late" in client.post(entry.get_absolute_url(), WORDS).text
    client.post(entry.get_absolute_url(), WORDS | {"late_reason": "Leave."})
    second = client.post(entry.get_absolute_url(), WORDS | {"narrative": "Mine too."})

    assert "Somebody has saved this since you opened it" in second.text
    assert "Mine too." in second.text
    entry.refresh_from_db()
    assert (entry.narrative, entry.deadline.late, entry.deadline.late_reason) == (
        "Midwives were trained.",
        True,
        "Leave.",
    )


def test_an_entry_is_kept_apart_from_cases(cast, plan):
    with pytest.raises(Refused, match="case reference"):
        made.written(cast, made.entry(plan), narrative="As CR-2025-003 shows.")


# Frozen ---------------------------------------------------------------------------------------------------


def test_a_closed_quarter_is_frozen_in_the_portal_and_in_the_database(cast, plan):
    first, second = made.entry(plan), made.entry(plan, priority=2)
    made.written(cast, first)
    made.written(cast, second, "red")
    progress.close_quarter(plan.quarters.first(), by=cast.officer)

    with pytest.raises(Refused, match="closed, so its entries cannot be changed"):
        made.written(cast, made.entry(plan), "red")
    for change in (
        lambda: Progress.objects.filter(pk=first.pk).update(narrative="Better."),
        lambda: Progress.objects.filter(pk=first.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="A closed quarter is frozen"), transaction.atomic():
            change()


def test_close_quarter_once_it_is_over_and_says_why_entries_are_missing(cast, plan, clock, sign_in):
    quarter = plan.quarters.first()
    client = sign_in("board_officer")
    address = reverse("close_quarter", args=[quarter.pk])
    made.written(cast, made.entry(plan))

    assert "1 of its entries is missing. Say why" in client.post(address, {"reason": ""}).text
    clock.move_to(datetime(2026, 6, 30, 9, tzinfo=UTC))
    assert "not over yet" in client.post(address, {"reason": "Ill."}).text
    clock.move_to(AFTER)
    client.post(address, {"reason": "Its chair was ill."})

    quarter.refresh_from_db()
    assert quarter.missing_because == "Its chair was ill."
    deadline = made.entry(plan, priority=2).deadline
    assert deadline.ended_reason == "The quarter was closed without it: Its chair was ill."
    assert (
        "This quarter is closed, so its entries cannot be changed."
        in client.get(made.entry(plan).get_absolute_url()).text
    )


def test_a_dropped_priority_is_not_asked_about_any_more(cast, plan):
    made.written(cast, made.entry(plan))
    operations.drop_priority(
        plan.priorities.get(number=1), by=cast.officer, reason="Reached.", decided_on=date(2026, 7, 1)
    )

    assert (
        not Deadline.objects.filter(duty="plan_progress", label__startswith="Priority 1")
        .outstanding()
        .exists()
    )
    assert made.entry(plan).written


# The yearly report ----------------------------------------------------------------------------------------


def test_the_yearly_report_gets_each_priority_as_it_last_stood_in_a_closed_quarter_of_its_year(
    cast, plan, clock
):
    made.written(cast, made.entry(plan), "amber")
    progress.close_quarter(plan.quarters.first(), by=cast.officer, reason="Ill.")
    clock.move_to(datetime(2026, 10, 2, 9, tzinfo=UTC))
    made.written(cast, made.entry(plan, 1), "green")  # its quarter is open, and may still change

    babies, listened = progress.progress_of_year(date(2026, 4, 1), date(2027, 3, 31))

    assert (babies["rag"], babies["direction"], babies["quarter"], babies["next_steps"]) == (
        "Amber: at risk", "Getting better", "April to June 2026", "A second audit.",
    )  # fmt: skip
    assert (listened["title"], listened["young_peoples"], listened["rag"]) == ("Being listened to", True, "")
    assert progress.progress_of_year(date(2025, 4, 1), date(2026, 3, 31)) == []


# The public -----------------------------------------------------------------------------------------------


def test_the_public_never_sees_a_draft_nor_what_one_person_put_forward(cast, client, sign_in):
    plan = made.consulted(cast)
    officer = sign_in(cast.officer)
    assert officer.post(reverse("put_plan_forward", args=[plan.pk])).status_code == 409
    page = client.get(reverse("public:plan"))
    assert (page.status_code, plan.title in page.text) == (200, False)
    assert client.get(reverse("public:plan_of_year", args=[2026])).status_code == 404
    assert client.get(reverse("public:plan_file", args=[2026])).status_code == 404

    asked = plan.consultations.get()
    operations.record_comments(asked, by=cast.officer, considered_on=date(2026, 2, 9))
    operations.approve_plan(
        plan, by=cast.officer, revision=plan.revision, decision="D", approved_on=date(2026, 2, 9)
    )
    officer.post(reverse("put_plan_forward", args=[plan.pk]))
    own = officer.post(reverse("let_plan_out", args=[plan.pk]))
    assert (own.status_code, "Someone else must check it" in own.text) == (409, True)
    assert plan.title not in client.get(reverse("public:plan")).text


def test_the_public_reads_plan_and_quarters_that_two_people_let_out(cast, plan, client, sign_in):
    made.written(cast, made.entry(plan), "amber")
    made.out(cast, plan, pdf())
    address = reverse("public:plan")
    assert plan.title in client.get(address).text
    assert "Amber" not in client.get(address).text
    progress.close_quarter(plan.quarters.first(), by=cast.officer, reason="Ill.")
    quarter = plan.quarters.first()
    sign_in(cast.officer).post(reverse("put_quarter_forward", args=[quarter.pk]))
    assert sign_in(cast.officer).post(reverse("let_quarter_out", args=[quarter.pk])).status_code == 409
    assert "Amber" not in client.get(address).text

    sign_in(cast.second_officer).post(reverse("let_quarter_out", args=[quarter.pk]))

    page = client.get(address).text
    assert "Amber: at risk" in page
    assert "A second audit." in page
    assert cast.officer.name not in page
    file = client.get(reverse("public:plan_file", args=[2026]))
    assert (file["Content-Type"], b"".join(file.streaming_content)[:5]) == ("application/pdf", b"%PDF-")
    again = client.get(reverse("public:plan_file", args=[2026]), headers={"If-None-Match": file["ETag"]})
    assert (file["Cache-Control"], again.status_code) == ("no-cache", 304)


def test_what_the_public_reads_is_taken_back_before_it_is_varied(cast, plan, client):
    made.out(cast, plan, pdf())
    priority = plan.priorities.get(number=1)
    with pytest.raises(Refused, match="Take it off the public site first"):
        operations.write_priority(
            priority, by=cast.officer, revision=1, measure="Other", reason="R", decided_on=date(2026, 7, 1)
        )
    progress.take_plan_back(plan, by=cast.officer, reason="It is varied.")

    assert plan.title not in client.get(reverse("public:plan")).text
    assert Event.objects.about(plan).filter(verb="took off the public site", why="It is varied.").exists()


def test_the_plan_is_printed_tagged_whole_and_on_one_page(cast, plan, sign_in):
    made.written(cast, made.entry(plan), "amber")
    client = sign_in("signatory")
    for name, pages in (("plan_pdf", 3), ("plan_summary_pdf", 1)):
        answer = client.get(reverse(name, args=[plan.pk]))
        assert answer["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.content)) as printed:
            assert "/StructTreeRoot" in printed.Root
            assert len(printed.pages) <= pages
