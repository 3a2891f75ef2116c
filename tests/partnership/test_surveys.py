"""Surveys that know nobody: what is kept of an answer, which links open, and who reads what was written."""

import json
import logging
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import (
    Event,
    SpentForm,
    Survey,
    SurveyChoice,
    SurveyReply,
    SurveyText,
    SurveyTicket,
)
from partnership.operations import survey_replies, survey_results, surveys
from partnership.rules import surveys as law
from tests.factories import voice as made

WEDNESDAY = datetime(2026, 4, 1, 9, 30, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_wednesday():
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def survey(cast):
    return made.opened(cast)


def address(survey, place="Youth clubs"):
    return reverse("answer_survey", args=[survey.links.get(place=place).code])


def sent(client, address, survey, value="3", words="", **more):
    """The page opened, filled in and sent as a browser does."""
    token = re.search(r'name="token" value="([^"]+)"', client.get(address).text).group(1)
    first, second, third = surveys.questions_of(survey)
    data = {"token": token, f"q{first.pk}": value, f"q{second.pk}": "1", f"q{third.pk}": words}
    return data, client.post(address, data, **more)


# Knowing nobody -------------------------------------------------------------------------------------------


def test_answer_survey_keeps_no_person_address_browser_or_instant(cast, survey):
    events = Event.objects.count()
    client = Client(headers={"user-agent": "Telling/1.0", "x-forwarded-for": "203.0.113.9"})

    _, answer = sent(client, address(survey), survey, words="More lamps.", REMOTE_ADDR="203.0.113.9")

    assert answer.status_code == 302
    assert Event.objects.count() == events
    reply = SurveyReply.objects.get()
    assert {f.name for f in SurveyReply._meta.fields} == {"id", "survey", "link", "week"}
    assert reply.week == date(2026, 3, 30)
    assert {f.name for f in SurveyChoice._meta.fields} == {"id", "reply", "question", "value", "label"}
    assert [(one.value, one.label) for one in reply.choices.order_by("-value")] == [(3, "Always"), (1, "Yes")]
    assert not {f.name for f in SurveyText._meta.fields} & {"reply", "link", "written_at"}
    assert {f.name for f in SpentForm._meta.fields} == {"digest", "survey"}
    for model in (SurveyReply, SurveyChoice, SurveyText, SurveyTicket):
        assert model._meta.pk.get_internal_type() == "UUIDField"


def test_nothing_in_the_whole_database_tells_who_or_at_what_time(cast, survey):
    """Every table is searched for what the request told: address, browser, the minute."""
    cache.clear()
    client = Client(headers={"user-agent": "Telling/1.0", "x-forwarded-for": "203.0.113.9"})
    tables = connection.introspection.table_names()

    def held():
        found = {}
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"SELECT coalesce(jsonb_agg(t), '[]')::text FROM \"{table}\" t")  # noqa: S608
                found[table] = {json.dumps(row) for row in json.loads(cursor.fetchone()[0])}
        return found

    before = held()
    sent(client, address(survey), survey, words="More lamps.", REMOTE_ADDR="198.51.100.7")
    now = held()
    new = {table: now[table] - before[table] for table in tables if now[table] - before[table]}

    assert set(new) == {
        "partnership_cache",
        "partnership_spentform",
        "partnership_surveychoice",
        "partnership_surveyreply",
        "partnership_surveytext",
    }
    text = " ".join(row for rows in new.values() for row in rows)
    for told in ("203.0.113.9", "198.51.100.7", "Telling", "10:30", "09:30", str(cast.officer.email)):
        assert told not in text
    (count,) = new["partnership_cache"]
    assert "2026-04-01T23:00:00" in count  # midnight in London: when the day's count goes


def test_a_signed_in_person_is_nobody_there(cast, survey, sign_in):
    client = sign_in("board_officer")
    page = client.get(address(survey))

    assert "Sign out" not in page.text
    assert cast.officer.name not in page.text
    assert not page.cookies
    _, answer = sent(client, address(survey), survey)
    assert not answer.cookies
    assert client.get(reverse("surveys")).status_code == 200  # their session stands as it was


@pytest.mark.parametrize("way", ["open", "sent", "wrong", "thanks"])
def test_no_cookie_is_ever_set(cast, survey, way):
    client = Client()
    if way == "open":
        answer = client.get(address(survey))
    elif way == "sent":
        _, answer = sent(client, address(survey), survey)
    elif way == "wrong":
        answer = client.get(reverse("answer_survey", args=["nosuchcode"]))
    else:
        answer = client.get(reverse("survey_thanks"))

    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_the_log_names_the_page_and_neither_code_nor_address(cast, survey, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    code = survey.links.get().code

    sent(Client(), address(survey), survey, words="More lamps.", REMOTE_ADDR="203.0.113.9")
    Client().get(reverse("answer_survey", args=["nosuchcode"]))

    said = caplog.text + capsys.readouterr().err
    lines = [record for record in caplog.records if "answer_survey" in record.getMessage()]
    assert lines
    for told in (code, "203.0.113.9", "More lamps", "nosuchcode"):
        assert told not in said


# Sending --------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_reply(cast, survey):
    client = Client()
    data, first = sent(client, address(survey), survey)

    second = client.post(address(survey), data)

    assert (first["Location"], second["Location"]) == (reverse("survey_thanks"),) * 2
    assert SurveyReply.objects.count() == 1


def test_what_we_did_not_give_out_is_not_taken_and_nothing_chosen_is_lost(cast, survey):
    first, _, third = surveys.questions_of(survey)

    answer = Client().post(
        address(survey), {"token": "made:up", f"q{first.pk}": "2", f"q{third.pk}": "Lamps."}
    )

    assert answer.status_code == 403
    assert "press the button again" in answer.text
    assert "Lamps." in answer.text
    assert re.search(r'value="2"[^>]*checked', answer.text)
    assert not SurveyReply.objects.exists()


def test_a_form_that_was_opened_for_one_link_is_not_sent_through_another(cast):
    survey = made.opened(cast, places=("Youth clubs", "Schools"))
    token = survey_replies.form_token(survey_replies.find_way_in(survey.links.get(place="Schools").code))
    first = surveys.questions_of(survey)[0]

    answer = Client().post(address(survey), {"token": token, f"q{first.pk}": "2"})

    assert answer.status_code == 403


def test_an_empty_form_is_asked_for_something_and_a_made_up_answer_is_refused(cast, survey):
    _, empty = sent(Client(), address(survey), survey, value="-")
    first, second, _ = surveys.questions_of(survey)
    client = Client()
    token = re.search(r'name="token" value="([^"]+)"', client.get(address(survey)).text).group(1)
    nothing = client.post(address(survey), {"token": token, f"q{second.pk}": "-"})
    wrong = client.post(address(survey), {"token": token, f"q{first.pk}": "9"})

    assert empty.status_code == 302  # the other question was answered
    assert "Answer at least one question" in nothing.text
    assert "not one of the available choices" in wrong.text
    assert SurveyReply.objects.count() == 1


def test_a_link_takes_only_so_many_a_day_and_counts_nothing_but_how_many(
    cast, survey, monkeypatch, a_wednesday
):
    cache.clear()
    monkeypatch.setattr(survey_replies, "MOST_A_DAY", 2)
    for _ in range(2):
        made.reply(survey, values=(3,))

    with pytest.raises(Refused, match="come back tomorrow"):
        made.reply(survey, values=(3,))
    a_wednesday.move_to(datetime(2026, 4, 2, 9, tzinfo=UTC))
    cache.clear()  # what its expiry does, which the database's own clock decides

    assert made.reply(survey, values=(3,)) is True


# Links ----------------------------------------------------------------------------------------------------


def test_a_link_that_opens_once_is_kept_as_a_hash_and_leads_from_no_reply(cast):
    survey = made.draft(cast)
    link, codes = surveys.add_survey_link(survey, by=cast.officer, kind="single", place="Cards", how_many=3)
    surveys.open_survey(survey, by=cast.officer)

    _, answer = sent(Client(), reverse("answer_survey", args=[codes[0]]), survey)

    assert answer.status_code == 302
    assert Client().get(reverse("answer_survey", args=[codes[0]])).status_code == 404
    assert Client().get(reverse("answer_survey", args=[codes[1]])).status_code == 200
    assert [one.spent for one in link.tickets.all()].count(True) == 1
    assert not set(codes) & set(SurveyTicket.objects.values_list("secret_hash", flat=True))
    assert SurveyReply.objects.get().link == link


def test_a_used_one_sent_twice_at_once_thanks_twice_and_keeps_one(cast):
    survey = made.draft(cast)
    _, (code,) = surveys.add_survey_link(survey, by=cast.officer, kind="single", place="Cards", how_many=1)
    surveys.open_survey(survey, by=cast.officer)
    client = Client()
    data, _ = sent(client, reverse("answer_survey", args=[code]), survey)

    again = client.post(reverse("answer_survey", args=[code]), data)

    assert again.status_code == 302
    assert SurveyReply.objects.count() == 1
    way = survey_replies.find_way_in(code)
    chosen = {surveys.questions_of(survey)[0]: 3}
    with pytest.raises(Refused, match="has already been used"):
        survey_replies.receive(way, survey_replies.form_token(way), choices=chosen, texts={})


@pytest.mark.parametrize("why", ["unknown", "draft", "early", "late", "closed", "stopped"])
def test_whatever_opens_nothing_looks_the_same(cast, why, a_wednesday):
    survey = made.draft(cast) if why == "draft" else made.opened(cast)
    code = "nosuchcode"
    if why == "draft":
        surveys.add_survey_link(survey, by=cast.officer, kind="shared", place="Youth clubs")
    if why != "unknown":
        code = survey.links.get().code
    if why == "early":
        Survey.objects.update(opens_on=date(2026, 4, 2))
    if why == "late":
        a_wednesday.move_to(datetime(2026, 4, 16, 9, tzinfo=UTC))
    if why == "closed":
        made.closed(cast, survey)
    if why == "stopped":
        surveys.stop_survey_link(survey.links.get(), by=cast.officer, reason="It was put on the internet.")

    answer = Client().get(reverse("answer_survey", args=[code]))

    assert answer.status_code == 404
    assert "This link does not open a survey" in answer.text
    assert survey.title not in answer.text


def test_the_last_day_counts_to_its_midnight_in_london(cast, survey, a_wednesday):
    a_wednesday.move_to(datetime(2026, 4, 15, 22, 59, tzinfo=UTC))
    assert Client().get(address(survey)).status_code == 200
    a_wednesday.move_to(datetime(2026, 4, 15, 23, 1, tzinfo=UTC))
    assert Client().get(address(survey)).status_code == 404


# Writing one ----------------------------------------------------------------------------------------------


def test_a_survey_is_written_and_opened_in_the_browser(cast, sign_in):
    made.scale()
    client = sign_in("learning_officer")
    client.post(
        reverse("start_survey"),
        {
            "title": "Bus stops", "audience": "parents", "purpose": "To know.", "questions": "own",
            "opens_on_day": 1, "opens_on_month": 4, "opens_on_year": 2026,
            "closes_on_day": 30, "closes_on_month": 4, "closes_on_year": 2026,
        },
    )  # fmt: skip
    survey = Survey.objects.get()
    client.post(
        reverse("write_survey", args=[survey.pk]),
        {
            "questions-TOTAL_FORMS": "3", "questions-INITIAL_FORMS": "0",
            "questions-0-text": "Are the lamps on?", "questions-0-answered": "yes_no",
            "questions-1-text": "", "questions-1-answered": "yes_no",
            "questions-2-text": "How is it?", "questions-2-answered": "feel",
        },
    )  # fmt: skip
    assert [(q.text, q.kind) for q in surveys.questions_of(survey)] == [
        ("Are the lamps on?", "yes_no"),
        ("How is it?", "scale"),
    ]
    early = client.post(reverse("open_survey", args=[survey.pk]))
    assert (early.status_code, "Make at least one link first" in early.text) == (409, True)
    client.post(reverse("add_survey_link", args=[survey.pk]), {"place": "Playgroups", "kind": "shared"})
    client.post(reverse("open_survey", args=[survey.pk]))

    survey.refresh_from_db()
    assert (survey.reference, survey.standing(date(2026, 4, 1))) == ("VS-2026-1", "open")
    assert survey.questionnaire.frozen_at
    shown = client.get(reverse("survey", args=[survey.pk])).text
    assert survey.links.get().code in shown


def test_a_second_press_of_the_button_begins_no_second_survey(cast):
    given = {
        "by": cast.officer, "title": "Bus stops", "audience": "parents", "purpose": "To know.",
        "opens_on": date(2026, 4, 1), "closes_on": date(2026, 4, 30),
    }  # fmt: skip
    first = surveys.start_survey(**given)
    assert surveys.start_survey(**given) == first
    assert surveys.start_survey(**given | {"audience": "children"}) != first
    assert Event.objects.filter(verb="began").count() == 2


def test_what_is_asked_and_how_it_is_shown_stands_from_the_opening(cast, survey):
    with pytest.raises(Refused, match="can no longer change"):
        surveys.write_survey(survey, by=cast.officer, questions=[{"text": "More?", "answered": "text"}])
    with pytest.raises(Refused, match="can no longer change"):
        surveys.choose_breakdown(survey, by=cast.officer, breakdown="place")
    with pytest.raises(Refused, match="can no longer change"):
        surveys.open_survey(survey, by=cast.officer)


def test_questions_that_others_ask_too_do_not_change_in_one_survey(cast, survey):
    second = surveys.start_survey(
        by=cast.officer, title="Again", audience="children", purpose="To compare.",
        opens_on=date(2026, 4, 1), closes_on=date(2026, 4, 2), questionnaire=survey.questionnaire,
    )  # fmt: skip

    with pytest.raises(Refused, match="do not change here"):
        surveys.write_survey(second, by=cast.officer, questions=[{"text": "More?", "answered": "text"}])


def test_a_minimum_below_what_protects_is_refused_and_another_says_whose_it_is(cast):
    survey = made.draft(cast)

    with pytest.raises(Refused, match="At least 5"):
        surveys.choose_breakdown(survey, by=cast.officer, breakdown="", minimum=4, minimum_source="Us")
    with pytest.raises(Refused, match="who chose this number"):
        surveys.choose_breakdown(survey, by=cast.officer, breakdown="", minimum=12)
    with transaction.atomic(), pytest.raises(Exception, match="survey_minimum_protects"):
        Survey.objects.update(minimum=4)
    assert (survey.minimum, survey.minimum_source) == (10, law.MINIMUM_SOURCE)


def test_the_survey_that_comes_with_the_portal_loads_and_no_round_offers_it(cast, sign_in):
    call_command("load_questionnaires")
    client = sign_in("board_officer")

    assert "Feeling safe: what young people say" in client.get(reverse("start_survey")).text
    assert "Feeling safe: what young people say" not in client.get(reverse("assurance:open_round")).text


# What was written -----------------------------------------------------------------------------------------


def test_nobody_reads_what_was_written_before_staff_have_looked(cast, survey, sign_in):
    for number in range(10):
        made.reply(survey, values=(3, 1), words=f"Wish {number}")
    made.closed(cast, survey)
    results = reverse("survey_results", args=[survey.pk])
    reader = sign_in("signatory")
    assert "Wish" not in reader.get(results).text
    assert reader.get(reverse("survey_texts", args=[survey.pk])).status_code == 403

    survey_results.look_at_text(SurveyText.objects.get(text="Wish 3"), by=cast.officer, keep="as_it_is")

    shown = reader.get(results).text
    assert "Wish 3" in shown
    assert "Wish 4" not in shown


def test_what_is_taken_out_is_nowhere_any_more(cast, survey, sign_in):
    for _ in range(9):
        made.reply(survey, values=(3, 1))
    made.reply(survey, values=(3, 1), words="Peregrine Quill of Hawthorn House is never listened to.")
    text = SurveyText.objects.get()
    client = sign_in("administrator")
    assert reverse("survey_texts", args=[survey.pk]) in client.get(reverse("voice")).text
    page = client.get(reverse("look_at_text", args=[text.pk])).text
    assert "It may hold a name or a place" in page

    words = {"keep": "parts", "words": "[taken out] is never listened to."}
    short = client.post(reverse("look_at_text", args=[text.pk]), words)
    assert "Say why you are taking something out" in short.text
    client.post(reverse("look_at_text", args=[text.pk]), words | {"reason": "A name"})
    assert reverse("survey_texts", args=[survey.pk]) not in client.get(reverse("voice")).text
    made.closed(cast, survey)

    text.refresh_from_db()
    assert (text.text, text.state, text.reason) == ("[taken out] is never listened to.", "blanked", "A name")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%Peregrine%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0, table
    for name in ("survey_results", "survey_csv", "survey_texts", "survey"):
        assert "Peregrine" not in client.get(reverse(name, args=[survey.pk])).text


def test_what_is_withheld_cannot_be_let_out_again(cast, survey):
    made.reply(survey, values=(3,), words="Something telling")
    text = survey_results.look_at_text(
        SurveyText.objects.get(), by=cast.officer, keep="nothing", reason="A name"
    )

    assert (text.text, text.state) == ("", "withheld")
    with pytest.raises(Refused, match="nothing left"):
        survey_results.look_at_text(text, by=cast.officer, keep="as_it_is")


# Results --------------------------------------------------------------------------------------------------


def by_place(cast, numbers):
    """A closed survey shown by place, with so many replies from each."""
    survey = made.opened(cast, places=tuple(numbers), breakdown="place")
    for place, number in numbers.items():
        for turn in range(number):
            made.reply(survey, place=place, values=(3 if turn % 2 else 1, 1))
    return made.closed(cast, survey)


def test_results_show_groups_from_the_minimum_on_and_none_that_could_be_subtracted(cast, sign_in):
    survey = by_place(cast, {"North": 14, "South": 4, "West": 11})
    client = sign_in("partner_lead")

    found = survey_results.results(survey)
    safe = found["questions"][0]
    assert (found["replies"], safe["total"].counts) == (29, {3: 14, 2: 0, 1: 15})
    assert [(one.name, one.counts) for one in safe["groups"]] == [
        ("North", {3: 7, 2: 0, 1: 7}),
        ("South", None),
        ("West", None),
    ]
    lines = client.get(reverse("survey_csv", args=[survey.pk])).content.decode("utf-8-sig").splitlines()
    assert "Do you feel safe?,North,Always,7" in lines
    assert "Do you feel safe?,South,Always,not shown" in lines
    assert "Do you feel safe?,West,Always,not shown" in lines
    page = client.get(reverse("survey_results", args=[survey.pk])).text
    assert page.count("not shown") == 10  # two groups, three answers and two


def test_results_by_the_answers_to_one_question(cast):
    survey = made.opened(cast, breakdown="question", question=2)
    for value in [1] * 12 + [0] * 10 + [None] * 3:
        made.reply(survey, values=(3, value))

    safe, knows, _ = survey_results.results(made.closed(cast, survey))["questions"]

    assert [(one.name, one.answered) for one in safe["groups"]] == [
        ("Yes", 12), ("No", None), ("Did not say", None),
    ]  # fmt: skip
    assert (knows["groups"], knows["total"].counts) == ([], {1: 12, 0: 10})


def test_too_few_replies_show_nothing_but_that(cast, sign_in):
    survey = by_place(cast, {"North": 9})
    client = sign_in("board_manager")

    assert "Fewer than 10 people replied" in client.get(reverse("survey_results", args=[survey.pk])).text
    assert "Fewer than 10: not shown" in client.get(reverse("survey", args=[survey.pk])).text


def test_nobody_reads_results_before_it_has_closed(cast, survey, sign_in):
    for _ in range(12):
        made.reply(survey, values=(3, 1))

    assert sign_in("board_manager").get(reverse("survey_results", args=[survey.pk])).status_code == 409
    assert sign_in("board_manager").get(reverse("survey_csv", args=[survey.pk])).status_code == 409
    assert sign_in("partner_lead").get(reverse("survey", args=[survey.pk])).status_code == 404


def test_pages_ask_the_database_as_often_for_many_as_for_few(cast, sign_in, django_assert_num_queries):
    small, large = by_place(cast, {"North": 10}), by_place(cast, {"North": 12, "South": 13, "West": 11})
    client = sign_in("board_officer")
    for name in ("survey_results", "survey"):
        client.get(reverse(name, args=[small.pk]))  # which notes in the session that somebody is here
        with CaptureQueriesContext(connection) as few:
            client.get(reverse(name, args=[small.pk]))
        with django_assert_num_queries(len(few)):
            client.get(reverse(name, args=[large.pk]))
