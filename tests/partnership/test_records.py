"""The register of records: holds, reviews, and nothing disposed of by one person or by the clock."""

from datetime import date
from importlib import import_module

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Disposal, Event, Hold, Letter, Record, Series
from partnership.operations import records
from partnership.operations.letters import promise_reminders
from partnership.operations.money.files import written
from partnership.operations.uploads import hold_rows
from partnership.rules import records as law
from partnership.site.celery import app
from tests.factories import records as made
from tests.factories import reviews as papers

pytestmark = pytest.mark.django_db


def refusal(call, *args, **given):
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return str(refused.value)


def test_a_record_is_looked_at_again_when_its_kind_says(cast):
    box = made.held(cast, to_year=2004)
    old = made.held(cast, "BOX-9", retention="inquiry")

    assert (box.deadline.due_on, box.deadline.rule) == (
        date(2029, 12, 31),
        "25 years after the meeting (source not confirmed)",
    )
    assert (old.deadline, old.kept_for.period) == (None, "No end date")
    assert refusal(made.held, cast) == "There is a record BOX-1 already."


def test_every_kind_of_record_says_where_its_period_is_from():
    assert all(one.source for one in law.CLASSES.values())
    assert [one.code for one in law.CLASSES.values() if one.confirmed] == ["inquiry"]
    assert law.CLASSES["audit"].period == "10 years after the audit (source not confirmed)"


# Holds -----------------------------------------------------------------------------------------------------


def hold(cast, **covers):
    return records.place_hold(
        by=cast.officer,
        kind="inquiry",
        asked_by_office="Secretary to the inquiry",
        why="Section 16",
        from_on=date(2026, 1, 5),
        **covers,
    )


HELD_BACK = "There is a hold on this record: Public inquiry. Nothing is disposed of while it is on."


@pytest.mark.parametrize("covers", ["record", "series"])
def test_a_hold_blocks_every_step_towards_disposal(cast, covers):
    free, waiting, agreed = made.held(cast), made.proposed(cast), made.agreed(cast)
    boxes = [free, waiting.record, agreed.record]
    holds = (
        [hold(cast, series=made.series(cast))]
        if covers == "series"
        else [hold(cast, held=box) for box in boxes]
    )

    review = {"by": cast.officer, "answers": made.NO_INTEREST, "outcome": "dispose", "reason": "Copies"}
    assert refusal(records.review_retention, free, **review) == HELD_BACK
    answer = {"by": cast.manager, "answer": "Seen"}
    assert refusal(records.agree_disposal, waiting, agreed=True, **answer) == HELD_BACK
    done = {
        "by": cast.officer,
        "method": "shredded",
        "done_on": timezone.localdate(),
        "content": papers.pdf(),
        "filename": "c.pdf",
    }
    assert refusal(records.carry_out_disposal, agreed, **done) == HELD_BACK
    assert set(Record.objects.with_hold().values_list("held", flat=True)) == {True}

    for one in holds:
        records.lift_hold(one, by=cast.manager, reason="The inquiry has reported.")
    records.carry_out_disposal(agreed, **done)
    assert Record.objects.get(pk=agreed.record_id).state == "disposed"
    assert (
        refusal(records.lift_hold, holds[0], by=cast.manager, reason="Again")
        == "This hold was lifted already."
    )


def test_what_an_inquiry_could_want_is_kept(cast):
    answers = made.NO_INTEREST | {"inquiry_interest": "yes"}

    sentence = refusal(
        records.review_retention,
        made.held(cast),
        by=cast.officer,
        answers=answers,
        outcome="dispose",
        reason="Old",
    )

    assert (
        sentence == "An inquiry, a court or a survivor could want this record. Keep it, and say until when."
    )


def test_a_review_answers_the_whole_checklist_and_sets_the_next_day(cast):
    box = made.held(cast)
    first = box.deadline
    given = {
        "by": cast.officer,
        "outcome": "keep",
        "reason": "Survivors asked.",
        "keep_until": date(2040, 5, 1),
    }

    assert refusal(records.review_retention, box, answers={"seriousness": "no"}, **given) == (
        "Answer every question of the checklist."
    )
    records.review_retention(box, answers=made.NO_INTEREST | {"recent_contact": "yes"}, **given)

    box.refresh_from_db()
    first.refresh_from_db()
    assert (first.late, box.deadline.due_on, box.deadline.role) == (False, date(2040, 5, 1), "board_officer")


# Two people ------------------------------------------------------------------------------------------------


def test_one_person_cannot_dispose_alone(cast):
    of_manager = made.proposed(cast, by=cast.manager)

    assert refusal(records.agree_disposal, of_manager, by=cast.manager, agreed=True, answer="Yes") == (
        "You proposed this yourself. Somebody else has to agree to it."
    )
    assert refusal(records.agree_disposal, of_manager, by=cast.second_officer, agreed=True, answer="Yes") == (
        "Your role does not let you agree to the disposal of records."
    )
    assert (
        refusal(
            records.carry_out_disposal,
            of_manager,
            by=cast.manager,
            method="shredded",
            done_on=timezone.localdate(),
            content=papers.pdf(),
            filename="c.pdf",
        )
        == "A second person has not agreed to this. Nothing is disposed of before that."
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Disposal.objects.filter(pk=of_manager.pk).update(
            agreed_by=cast.manager, agreed_on=timezone.localdate()
        )


def test_the_second_person_is_asked_by_deadline_and_letter(cast):
    by_officer, by_manager = made.proposed(cast), made.proposed(cast, "BOX-7", by=cast.manager)

    assert (by_officer.deadline.role, by_manager.deadline.role) == ("board_manager", "signatory")
    assert set(Letter.objects.filter(kind="disposal").values_list("recipient__name", "reference")) == {
        ("Board manager", "BOX-2"),
        *((person.name, "BOX-7") for person in cast.signatories),
    }


def test_what_was_disposed_of_stays_as_a_stub_with_its_certificate(cast):
    done = made.done(cast)

    box = Record.objects.get(pk=done.record_id)
    assert (box.state, box.title, box.deadline.outstanding) == ("disposed", "Board minutes and papers", False)
    assert (done.certificate.title, done.certificate.download_name) == (
        "Certificate for BOX-4",
        f"certificate-{box.pk}.pdf",
    )
    assert refusal(records.move_record, box, by=cast.officer, held_at="Cellar", reason="Room") == (
        "This record is no longer here. Its entry stays as it is."
    )
    assert Event.objects.about(box).filter(verb="disposed").get().facts["method"] == "shredded"


def test_a_disposal_that_is_not_agreed_is_looked_at_again_in_a_year(cast):
    proposed = made.proposed(cast)

    with time_machine.travel("2028-02-29T12:00:00+00:00"):
        records.agree_disposal(
            proposed, by=cast.manager, agreed=False, answer="Ask the inquiry first.", late_reason="Away"
        )

    box = Record.objects.get(pk=proposed.record_id)
    assert (box.state, box.deadline.due_on) == ("kept", date(2029, 2, 28))


def test_the_register_lets_nothing_be_deleted(cast):
    box = made.held(cast)

    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Record.objects.filter(pk=box.pk).delete()


def test_nothing_is_deleted_or_disposed_of_by_a_timer(cast):
    """Every task of the timetable, decades on, leaves every box as it is, also what two people agreed on."""
    made.held(cast), made.proposed(cast), made.agreed(cast)
    before = list(Record.objects.values_list("pk", "state", "title", "held_at"))
    states = list(Disposal.objects.values_list("pk", "state"))

    with time_machine.travel("2028-12-20T10:00:00+00:00"):
        promise_reminders()
        call_command("sweep", verbosity=0)
        for entry in app.conf.beat_schedule.values():
            module, _, name = entry["task"].rpartition(".")
            getattr(import_module(module), name).run()

    assert list(Record.objects.values_list("pk", "state", "title", "held_at")) == before
    assert list(Disposal.objects.values_list("pk", "state")) == states
    assert Deadline.objects.filter(duty="agree_disposal").count() == 2


# The register as a spreadsheet -----------------------------------------------------------------------------

REGISTER = """Reference,Series,Title,Where it is,From year,To year,Basis for keeping it,Kept as
BOX-21,LSCB-MIN,Minutes,Bay 4,1998,2001,Section 16,May matter to an inquiry into child abuse
BOX-22,lscb-min,Audit papers,Bay 5,,2011,Section 16,Multi-agency audits
"""


def wait(cast, text):
    rows, notes = records.rows_of_file("register.csv", text.encode())
    return hold_rows(records.PURPOSE, by=cast.officer, rows=rows, notes=notes)


def test_a_register_is_read_in_once_and_goes_out_as_it_came(cast):
    made.series(cast)
    wait(cast, REGISTER)

    assert (records.import_records(by=cast.officer), records.import_records(by=cast.officer)) == (2, 0)
    assert list(Record.objects.values_list("reference", "retention", "deadline__due_on")) == [
        ("BOX-21", "inquiry", None),
        ("BOX-22", "audit", date(2021, 12, 31)),
    ]
    text = written(*records.register_table(Record.objects.all()), "csv").decode("utf-8-sig")
    again = records.rows_of_file("again.csv", text.encode())[0]
    assert [cells["reference"] for _, cells in again] == ["BOX-21", "BOX-22"]


def test_a_wrong_register_is_refused_row_by_row_and_as_a_whole(cast):
    made.held(cast)
    text = (
        "Reference,Series,Title,Where it is,From year,To year,Basis for keeping it,Kept as\n"
        "BOX-1,OTHER,=1+1,Bay,98,2001,S16,Forever\n"
        "BOX-2,LSCB-MIN,Minutes,Bay,2004,2001,S16,Complaints and appeals\n"
        "BOX-2,LSCB-MIN,,Bay,,,S16,Complaints and appeals\n"
    )
    first, second, third = records.read_register(wait(cast, text))

    assert first.wrong[:4] == [
        "Reference: BOX-1 is there already.",
        "Series: ‘OTHER’ is no series. Add it first.",
        "Title: is a formula. Put its value there instead.",
        f"From year: ‘98’ is no year from 1900 to {timezone.localdate().year}.",
    ]
    assert second.wrong == ["To year: is before the first year."]
    assert third.wrong == ["Reference: BOX-2 is there already.", "Title: is empty."]
    assert refusal(records.import_records, by=cast.officer).startswith("Some rows are wrong.")
    assert Record.objects.count() == 1


# Pages -----------------------------------------------------------------------------------------------------


def test_who_may_agree_sees_what_is_proposed_and_nothing_else(cast, sign_in):
    made.held(cast), made.proposed(cast)

    page = sign_in(cast.signatories[0]).get("/records/").content.decode()

    assert "BOX-2" in page
    assert "BOX-1" not in page
    assert "Enter a record" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_takes_the_same_queries_with_one_record_and_three(
    cast, sign_in, django_assert_max_num_queries, number
):
    for one in range(number):
        box = made.held(cast, f"BOX-{one}")
        hold(cast, held=box)
        made.proposed(cast, f"BOX-1{one}")
    browser = sign_in(cast.officer)

    with django_assert_max_num_queries(14):
        page = browser.get("/records/").content.decode()

    assert page.count("Board minutes and papers") == 2 * number


def test_a_refusal_keeps_what_was_typed(cast, sign_in):
    box = made.held(cast)
    hold(cast, held=box)
    typed = dict.fromkeys(law.CHECKLIST, "no") | {
        "outcome": "dispose",
        "reason": "Three copies exist elsewhere.",
    }

    page = sign_in(cast.officer).post(f"/records/{box.pk}/review/", typed).content.decode()

    assert HELD_BACK in page
    assert "Three copies exist elsewhere." in page
    assert (Hold.objects.count(), Series.objects.count()) == (1, 1)
