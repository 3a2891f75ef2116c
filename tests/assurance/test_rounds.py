"""Rounds: who is asked, who is written to, what staff see of it and what nobody else does."""

import csv
from datetime import date, datetime, timedelta

import pytest
import time_machine

from assurance.rules.rounds import state_drawn
from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Participation, Return, Round
from partnership.operations import questionnaires as operations
from partnership.operations.letters import post_letters, promise_reminders
from tests.factories.assurance import (
    DATES,
    LONDON,
    TODAY,
    answer,
    many_organisations,
    one_of_each,
    open_round,
    return_of,
    submitted,
)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def typed(cast, asks, **changes):
    """What a browser posts to open a round."""
    dates = {**DATES, "opens_on": date(2026, 6, 10), **changes}
    data = {
        "questionnaire": asks.pk,
        "title": "Assurance 2025/26",
        "organisations": [cast.police.pk, cast.county.pk],
    }
    for name, value in dates.items():
        if isinstance(value, date):
            data |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            data[name] = value
    return data


# Opening ----------------------------------------------------------------------------------------------------


def test_open_round_asks_each_organisation_and_gives_it_a_deadline(cast):
    asked = open_round(cast)

    deadlines = Deadline.objects.filter(duty="return")
    assert {d.organisation for d in deadlines} == {cast.police, cast.county, cast.hospital}
    assert {(d.due_on, d.reference) for d in deadlines} == {(date(2026, 6, 30), "OOE-2026-1")}
    assert {d.path for d in deadlines} == {f"/assurance/return/{r.pk}/" for r in asked.returns.all()}


def test_open_round_promises_a_letter_to_the_leads_of_those_asked_and_to_nobody_else(cast):
    second = cast.person("Second police lead", "partner_lead", organisation=cast.police)

    open_round(cast, [cast.police, cast.school])

    letters = Letter.objects.filter(kind="asked")
    assert {letter.recipient for letter in letters} == {cast.police_lead, second, cast.school_lead}
    assert {(x.subject, x.label, x.due_on) for x in letters} == {
        ("Asked of you: OOE-2026-1", "Assurance 2025/26", date(2026, 6, 30))
    }


def test_open_round_writes_to_nobody_whose_appointment_has_ended(cast):
    cast.police_lead.appointments.update(ends_on=date(2026, 6, 9))

    open_round(cast, [cast.police])

    assert not Letter.objects.exists()


def test_open_round_is_recorded_with_whom_it_asked(cast):
    asked = open_round(cast, [cast.police, cast.county])

    event = Event.objects.about(asked).get()
    assert (event.verb, event.facts["organisations"]) == (
        "opened", ["leicestershire-police", "leicestershire-county-council"],
    )  # fmt: skip


def test_open_round_counts_references_up_within_the_year(cast):
    asks = one_of_each()
    later = {"due_on": date(2027, 1, 5), "closes_on": date(2027, 1, 6)}

    references = [
        open_round(cast, questionnaire=asks, title="First").reference,
        open_round(cast, questionnaire=asks, title="Second").reference,
        open_round(cast, questionnaire=asks, title="Third", **later).reference,
    ]

    assert references == ["OOE-2026-1", "OOE-2026-2", "OOE-2027-1"]


def test_open_round_freezes_the_questionnaire(cast):
    asks = one_of_each()

    open_round(cast, questionnaire=asks)

    asks.refresh_from_db()
    assert asks.frozen_at == TODAY


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due_on": date(2026, 5, 31)}, "Returns must be due on or after the day on which the round opens."),
        (
            {"closes_on": date(2026, 6, 29)},
            "The round must close on or after the day on which returns are due.",
        ),
        ({"about_until": date(2025, 3, 31)}, "The period must end on or after the day on which it begins."),
    ],
)
def test_open_round_refuses_dates_out_of_order(cast, changes, sentence):
    with pytest.raises(Refused) as refused:
        open_round(cast, **changes)

    assert str(refused.value) == sentence
    assert not Round.objects.exists()


def test_open_round_with_nobody_to_ask_is_refused(cast):
    with pytest.raises(Refused, match="Select at least one organisation to ask"):
        operations.open_round(one_of_each(), by=cast.officer, title="Nobody", organisations=[], **DATES)


def test_open_round_runs_the_same_queries_for_1_and_30_organisations(cast, django_assert_num_queries):
    asks = one_of_each()
    many = many_organisations(cast, 30)
    open_round(cast, many[:1], asks, title="First")
    with django_assert_num_queries(14):
        open_round(cast, many[:1], asks, title="One")

    with django_assert_num_queries(14):
        open_round(cast, many, asks, title="Many")


def test_open_round_page_has_todays_partners_and_agencies_chosen(cast, sign_in):
    Participation.objects.filter(organisation=cast.health).update(ends_on=date(2026, 6, 9))
    one_of_each()

    form = sign_in("board_officer").get("/assurance/rounds/open/").context["form"]

    assert set(form.initial["organisations"]) == {
        cast.county.pk,
        cast.rutland.pk,
        cast.police.pk,
        cast.hospital.pk,
    }


def test_open_round_page_says_for_whom_nobody_answers(cast, sign_in):
    cast.police_lead.appointments.update(ends_on=date(2026, 6, 9))

    page = sign_in("board_officer").get("/assurance/rounds/open/").content.decode()

    assert "Leicestershire Police (nobody appointed to answer yet)" in page
    assert "Leicestershire County Council (nobody" not in page


def test_open_round_page_opens_it_and_shows_it(cast, sign_in):
    client = sign_in("board_officer")

    response = client.post(
        "/assurance/rounds/open/", typed(cast, one_of_each(), message="Mind the priorities.")
    )

    asked = Round.objects.get()
    assert response.url == asked.get_absolute_url()
    assert {r.organisation for r in asked.returns.all()} == {cast.police, cast.county}
    assert (asked.opened_by, asked.message, asked.opens_on) == (
        cast.officer,
        "Mind the priorities.",
        date(2026, 6, 10),
    )


def test_open_round_pressed_twice_opens_one(cast, sign_in):
    client, data = sign_in("board_officer"), typed(cast, one_of_each())

    first = client.post("/assurance/rounds/open/", data)
    second = client.post("/assurance/rounds/open/", data)

    assert second.url == first.url
    assert Return.objects.count() == 2
    assert Letter.objects.filter(kind="asked").count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due_on": date(2026, 6, 9)}, "The due date must be today or in the future"),
        ({"opens_on": date(2026, 7, 1)}, "Returns must be due on or after the day on which the round opens"),
        (
            {"closes_on": date(2026, 6, 29)},
            "The round must close on or after the day on which returns are due",
        ),
        ({"about_until": date(2025, 3, 31)}, "The period must end on or after the day on which it begins"),
        ({"organisations": []}, "Select at least one organisation to ask"),
        ({"title": ""}, "Answer ‘What is this round called?’"),
        ({"questionnaire": ""}, "Select what you want to ask"),
    ],
)
def test_open_round_page_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, changes, sentence):
    client = sign_in("board_officer")
    data = typed(cast, one_of_each(), message="Kept <b>as it was</b>", **changes)

    page = client.post("/assurance/rounds/open/", data).content.decode()

    assert sentence in page
    assert "Kept &lt;b&gt;as it was&lt;/b&gt;" in page
    assert not Round.objects.exists()


# Watching ---------------------------------------------------------------------------------------------------


def standings(page):
    return {row["return"].organisation.code: row["words"] for row in page.context["rows"]}


def test_round_shows_how_each_return_stands(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county, cast.hospital])
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="We ask.")
    submitted(return_of(asked, cast.county), cast.county_lead)

    page = sign_in("board_officer").get(asked.get_absolute_url())

    assert standings(page) == {
        "leicestershire-police": "In progress",
        "leicestershire-county-council": "Submitted on time",
        "uhl": "Not started",
    }
    assert "1 of 6" in page.content.decode()


def test_round_shows_who_is_late_and_who_never_came(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=LONDON)):
        submitted(return_of(asked, cast.county), cast.county_lead, late_reason="Illness")
        late = standings(sign_in("board_officer").get(asked.get_absolute_url()))
    with time_machine.travel(datetime(2026, 8, 1, 9, tzinfo=LONDON)):
        closed = standings(sign_in("board_officer").get(asked.get_absolute_url()))

    assert late == {"leicestershire-police": "Late", "leicestershire-county-council": "Submitted late"}
    assert closed == {
        "leicestershire-police": "Not submitted",
        "leicestershire-county-council": "Submitted late",
    }


@pytest.mark.parametrize("number", [1, 3, 40])
def test_round_runs_the_same_queries_however_many_are_asked(cast, sign_in, django_assert_num_queries, number):
    organisations = many_organisations(cast, number)
    asked = open_round(cast, organisations)
    for organisation in organisations:
        answer(return_of(asked, organisation), "voice", cast.police_lead, text="We ask.")
    client = sign_in("board_officer")
    client.get(asked.get_absolute_url())

    with django_assert_num_queries(12):
        client.get(asked.get_absolute_url())


@pytest.mark.parametrize("number", [1, 3])
def test_rounds_runs_the_same_queries_for_1_and_3(cast, sign_in, django_assert_num_queries, number):
    asks = one_of_each()
    for one in range(number):
        open_round(cast, questionnaire=asks, title=f"Round {one}")
    client = sign_in("board_officer")
    client.get("/assurance/rounds/")

    with django_assert_num_queries(9):  # one of them draws who answered, one the views kept
        client.get("/assurance/rounds/")


def test_rounds_counts_what_came_back(cast, sign_in):
    asked = open_round(cast)
    submitted(return_of(asked, cast.police), cast.police_lead)

    [(found, words, _)] = sign_in("board_officer").get("/assurance/rounds/").context["rows"]

    assert (found.came_back, found.asked, words) == (1, 3, "Open")


def test_round_shows_answers_to_nobody(cast, sign_in):
    asked = open_round(cast)
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="Unfinished thoughts")

    for role in ("board_manager", "administrator", "independent_advisor"):
        assert "Unfinished thoughts" not in sign_in(role).get(asked.get_absolute_url()).content.decode()


def test_round_is_not_for_partners(cast, sign_in):
    asked = open_round(cast)

    for address in (
        "/assurance/rounds/",
        asked.get_absolute_url(),
        f"{asked.get_absolute_url()}progress.csv",
    ):
        assert sign_in("partner_lead").get(address).status_code == 403


def test_an_administrator_watches_but_has_no_link_to_read(cast, sign_in):
    asked = open_round(cast)
    county = submitted(return_of(asked, cast.county), cast.county_lead)
    client = sign_in("administrator")

    assert county.get_absolute_url() not in client.get(asked.get_absolute_url()).content.decode()
    assert client.get(county.get_absolute_url()).status_code == 403


# Spreadsheet ------------------------------------------------------------------------------------------------


def rows_of(response):
    return list(csv.reader(response.content.decode("utf-8-sig").splitlines()))


def test_round_csv_holds_the_progress_and_no_answers(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    answer(return_of(asked, cast.police), "voice", cast.police_lead, text="Unfinished thoughts")
    submitted(return_of(asked, cast.county), cast.county_lead)

    response = sign_in("board_officer").get(f"{asked.get_absolute_url()}progress.csv")

    head, *rows = rows_of(response)
    assert head[:5] == ["Organisation", "Kind", "State", "Answered", "Of"]
    assert [row[:5] for row in rows] == [
        ["Leicestershire County Council", "Local authority", "Submitted on time", "5", "6"],
        ["Leicestershire Police", "Police", "In progress", "1", "6"],
    ]
    assert rows[1][6] == "2026-06-10 10:00"
    assert "Unfinished thoughts" not in response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="OOE-2026-1-progress.csv"'


def test_round_csv_lets_no_name_run_as_a_formula(cast, sign_in):
    cast.police.name = '=HYPERLINK("http://evil.test")'
    cast.police.save()
    asked = open_round(cast, [cast.police])

    _, row = rows_of(sign_in("board_officer").get(f"{asked.get_absolute_url()}progress.csv"))

    assert row[0] == '\'=HYPERLINK("http://evil.test")'


# Reminding --------------------------------------------------------------------------------------------------


def test_remind_writes_to_the_leads_of_drafts_once_a_day(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    submitted(return_of(asked, cast.county), cast.county_lead)
    client = sign_in("board_officer")

    first = client.post(f"{asked.get_absolute_url()}remind/", follow=True).content.decode()
    second = client.post(f"{asked.get_absolute_url()}remind/", follow=True).content.decode()

    assert [letter.recipient for letter in Letter.objects.filter(kind="reminded")] == [cast.police_lead]
    assert "1 reminder is on the way." in first
    assert "has already been reminded today" in second
    assert Event.objects.about(asked).filter(verb="reminded").count() == 1


def test_remind_writes_again_the_next_day(cast):
    asked = open_round(cast, [cast.police])
    operations.remind(asked, by=cast.officer)
    with time_machine.travel(TODAY + timedelta(1)):
        new = operations.remind(asked, by=cast.officer)

    assert new == 1
    assert Letter.objects.filter(kind="reminded", recipient=cast.police_lead).count() == 2


def test_remind_is_refused_when_the_round_has_closed(cast, sign_in):
    asked = open_round(cast)
    with time_machine.travel(datetime(2026, 8, 1, 0, 0, tzinfo=LONDON)):
        response = sign_in("board_officer").post(f"{asked.get_absolute_url()}remind/")

    assert response.status_code == 409
    assert "This round closed on 31 July 2026." in response.content.decode()


def test_remind_by_a_link_does_nothing(cast, sign_in):
    asked = open_round(cast)

    assert sign_in("board_officer").get(f"{asked.get_absolute_url()}remind/").status_code == 405


def test_the_timetable_reminds_of_returns_too(cast):
    open_round(cast, [cast.police, cast.county])

    promise_reminders(date(2026, 6, 26))

    reminded = Letter.objects.filter(kind="reminder", stage="soon").values_list("recipient", flat=True)
    assert set(reminded) == {cast.police_lead.pk, cast.county_lead.pk}


# Giving longer ----------------------------------------------------------------------------------------------


def extension(day=date(2026, 7, 14), reason="Their system is being replaced."):
    return {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, "reason": reason}


def test_extend_gives_one_organisation_longer_and_keeps_the_first_date(cast, sign_in):
    asked = open_round(cast, [cast.police, cast.county])
    police = return_of(asked, cast.police)

    response = sign_in("board_officer").post(f"{police.get_absolute_url()}extend/", extension())

    assert response.url == asked.get_absolute_url()
    police = return_of(asked, cast.police)
    assert (police.deadline.due_on, police.extended) == (date(2026, 7, 14), True)
    first = police.deadline.supersedes
    assert (first.due_on, first.ended_on) == (date(2026, 6, 30), date(2026, 6, 10))
    assert first.ended_reason == "Extended to 14 July 2026: Their system is being replaced."
    assert not return_of(asked, cast.county).extended
    assert Letter.objects.filter(subject="You have longer: OOE-2026-1").get().recipient == cast.police_lead


def test_a_return_within_its_extension_is_on_time(cast):
    asked = open_round(cast, [cast.police])
    operations.extend(
        return_of(asked, cast.police), by=cast.officer, due_on=date(2026, 7, 14), reason="Illness"
    )

    with time_machine.travel(datetime(2026, 7, 14, 23, 59, tzinfo=LONDON)):
        done = submitted(return_of(asked, cast.police), cast.police_lead)

    done.deadline.refresh_from_db()
    assert (done.deadline.late, done.deadline.done_on) == (False, date(2026, 7, 14))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (extension(date(2026, 6, 30)), "The new date must be after the present one, 30 June 2026."),
        (
            extension(date(2026, 8, 1)),
            "The round closes on 31 July 2026; the new date must be on or before that.",
        ),
        (extension(reason=""), "Answer ‘Why do they need more time?’"),
        (extension(date(2026, 6, 9)), "The new date must be today or in the future"),
    ],
)
def test_extend_says_what_is_wrong(cast, sign_in, data, sentence):
    police = return_of(open_round(cast), cast.police)

    page = sign_in("board_officer").post(f"{police.get_absolute_url()}extend/", data).content.decode()

    assert sentence in page
    assert return_of(police.round, cast.police).deadline == police.deadline


def test_extend_is_not_for_what_was_submitted(cast, sign_in):
    police = submitted(return_of(open_round(cast), cast.police), cast.police_lead)

    page = sign_in("board_officer").post(f"{police.get_absolute_url()}extend/", extension()).content.decode()

    assert "This return has been submitted, so it needs no later date." in page


# Letters ----------------------------------------------------------------------------------------------------


def test_letters_hold_a_reference_a_date_and_a_link_and_nothing_that_was_written(cast, mailoutbox):
    asked = open_round(cast, [cast.police], message="Told in confidence")
    police = return_of(asked, cast.police)
    answer(police, "voice", cast.police_lead, text="Unfinished thoughts")
    operations.remind(asked, by=cast.officer)
    operations.extend(
        police, by=cast.officer, due_on=date(2026, 7, 14), reason="Their system is being replaced."
    )
    answer(police, "rating", cast.police_lead, value=0)
    for code, given in (
        ("staff", {"number": 4}),
        ("lead", {"text": "yes"}),
        ("reviewed", {"text": "2026-01-01"}),
    ):
        answer(police, code, cast.police_lead, **given)
    operations.submit(police, by=cast.police_lead, declared_office="Chief constable")

    post_letters()

    assert sorted(mail.subject for mail in mailoutbox) == [
        "LRSCP: Asked of you: OOE-2026-1",
        "LRSCP: Received: OOE-2026-1",
        "LRSCP: Reminder: OOE-2026-1",
        "LRSCP: You have longer: OOE-2026-1",
    ]
    for mail in mailoutbox:
        assert "OOE-2026-1" in mail.body
        assert police.get_absolute_url() in mail.body
        for secret in ("Told in confidence", "Unfinished thoughts", "being replaced", "Poor"):
            assert secret not in mail.body
    due = {mail.subject: mail.body for mail in mailoutbox}
    assert "Now due: 14 July 2026" in due["LRSCP: You have longer: OOE-2026-1"]
    assert "escalat" not in due["LRSCP: Reminder: OOE-2026-1"]


# Who answered which round ---------------------------------------------------------------------------------------


def test_who_answered_is_drawn_with_a_letter_for_each_state(cast, sign_in):
    first = open_round(cast, [cast.police, cast.county, cast.hospital])
    submitted(return_of(first, cast.police), cast.police_lead)
    Deadline.objects.filter(assurance_return=return_of(first, cast.county)).update(due_on=date(2026, 6, 1))
    second = open_round(cast, [cast.police], questionnaire=first.questionnaire, title="The second")

    page = sign_in("board_officer").get("/assurance/rounds/")

    drawn = page.context["drawn"]
    assert {
        str(row["head"]): ("".join(cell["letter"] for cell in row["cells"]), row["total"])
        for row in drawn["rows"]
    } == {
        str(cast.police): ("TW", "1 of 2"),
        str(cast.county): ("X–", "0 of 1"),
        str(cast.hospital): ("W–", "0 of 1"),
    }
    assert [column["text"] for column in drawn["columns"]] == [first.title, second.title]
    assert [letter["letter"] for letter in drawn["letters"]] == ["T", "W", "X", "–"]
    assert page.text.count("portal-grid__cell--4") == 2  # once in the table, once in what the letters mean


@pytest.mark.parametrize(
    ("state", "late", "due_on", "drawn"),
    [
        ("submitted", False, date(2026, 1, 1), "time"),
        ("submitted", True, date(2026, 1, 1), "late"),
        ("reopened", True, date(2026, 1, 1), "open"),
        ("draft", None, date(2026, 6, 9), "missing"),
        ("draft", None, date(2026, 6, 10), "waits"),
    ],
)
def test_a_return_is_drawn_as_it_stands(state, late, due_on, drawn):
    given = Return(state=state, deadline=Deadline(late=late, due_on=due_on))
    assert state_drawn(given, date(2026, 6, 10)) == drawn
    assert state_drawn(None, date(2026, 6, 10)) == "unasked"
