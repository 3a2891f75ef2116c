"""Returns: what a partner lead answers, how nothing of it is lost, and that nobody else sees it."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import Error, connection, connections, transaction
from django.urls import reverse
from django.utils.html import escape

from partnership.access import Refused
from partnership.models import Answer, Event, Letter, Return
from partnership.operations import questionnaires as operations
from tests.factories.assurance import (
    LONDON,
    OFFICE,
    TODAY,
    agency_report,
    answer,
    answered,
    one_of_each,
    open_round,
    question,
    return_of,
    submitted,
    typed,
)

TRICKY = "👩‍👧‍👦 emoji\n\nמילים מימין לשמאל\n=HYPERLINK(\"http://evil.test\")\n<script>alert('x')</script> & “marks”"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def police(cast):
    """The draft return of the police, in a round with the county."""
    return return_of(open_round(cast, [cast.police, cast.county]), cast.police)


@pytest.fixture
def colleague(cast, police):
    return cast.person("Second police lead", "partner_lead", organisation=cast.police)


def sections(opened):
    return list(opened.round.questionnaire.sections.all())


def address(opened, section=0, deed="section"):
    return reverse(f"assurance:{deed}", args=[opened.pk, sections(opened)[section].pk])


def page_of(client, where):
    return client.get(where).content.decode()


def seen(opened, code):
    """The token of a page that saw the answer as it now is."""
    one = opened.answers.get(question__code=code)
    return f"{one.question_id}:{one.revision}"


# The list of tasks ------------------------------------------------------------------------------------------


def test_return_lists_its_sections_with_how_far_each_is(cast, sign_in, police):
    answer(police, "voice", cast.police_lead, text="We ask.")
    answer(police, "rating", cast.police_lead, not_applicable=True, not_applicable_reason="None here")
    answer(police, "lead", cast.police_lead, text="yes")

    tasks = sign_in("partner_lead").get(police.get_absolute_url()).context["tasks"]

    assert [(t["title"], t["hint"], t["status"]) for t in tasks] == [
        ("In words", "1 of 1 answered, 1 does not apply", "Completed"),
        ("In figures", "1 of 4 answered", "In progress"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_return_runs_the_same_queries_for_1_and_3_answers(
    cast, sign_in, police, django_assert_num_queries, number
):
    for code, given in [("voice", {"text": "We ask."}), ("rating", {"value": 1}), ("lead", {"text": "no"})][
        :number
    ]:
        answer(police, code, cast.police_lead, **given)
    client = sign_in("partner_lead")
    client.get(police.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(police.get_absolute_url())


def test_return_that_opens_later_says_when_and_cannot_be_answered(cast, sign_in):
    asked = open_round(cast, [cast.police], opens_on=date(2026, 6, 11))
    opened = return_of(asked, cast.police)
    client = sign_in("partner_lead")

    assert "This round opens on 11 June 2026." in page_of(client, opened.get_absolute_url())
    assert client.get(address(opened)).status_code == 409


# Answering --------------------------------------------------------------------------------------------------


def test_section_saves_every_kind_of_answer_and_goes_on(cast, sign_in, police):
    client, (words, figures) = sign_in("partner_lead"), sections(police)

    first = client.post(address(police, 0), typed(police, words, voice="We ask.", rating="2"))
    second = client.post(
        address(police, 1),
        typed(
            police,
            figures,
            staff="1,200",
            lead="no",
            reviewed_day="3",
            reviewed_month="February",
            reviewed_year="2026",
        ),
    )

    check = reverse(
        "assurance:check_answers", args=[police.pk]
    )  # after the last section comes the check of all
    assert (first.url, second.url) == (address(police, 1), check)
    assert [a.said for a in police.answers.all()] == [
        "We ask.",
        "Good",
        "1,200 people",
        "No",
        "3 February 2026",
    ]
    assert {a.saved_by for a in police.answers.all()} == {cast.police_lead}


def test_section_may_be_left_for_later(cast, sign_in, police):
    data = typed(police, sections(police)[0], voice="We ask.") | {"later": "yes"}

    assert sign_in("partner_lead").post(address(police, 0), data).url == police.get_absolute_url()


def test_section_shows_what_was_answered_before(cast, sign_in, police):
    answer(police, "rating", cast.police_lead, not_applicable=True, not_applicable_reason="None of ours")
    answer(police, "voice", cast.police_lead, text="We ask.")
    answer(police, "staff", cast.police_lead, number=1200)
    answer(police, "reviewed", cast.police_lead, text="2026-02-03")
    client = sign_in("partner_lead")

    words, figures = page_of(client, address(police, 0)), page_of(client, address(police, 1))

    assert "None of ours</textarea>" in words
    assert "We ask.</textarea>" in words
    assert 'value="aside" checked' in words
    assert 'value="1,200"' in figures
    assert 'value="2026"' in figures


def test_section_shows_the_scale_with_its_descriptors(cast, sign_in, police):
    page = page_of(sign_in("partner_lead"), address(police, 0))

    assert [page.index(words) for words in ("It is good.", "It is middling.", "It is poor.")] == sorted(
        page.index(words) for words in ("It is good.", "It is middling.", "It is poor.")
    )


@pytest.mark.parametrize("number", [1, 3])
def test_section_runs_the_same_queries_for_1_and_3_questions(
    cast, sign_in, django_assert_num_queries, number
):
    asks = one_of_each()
    asks.sections.get(position=2).questions.filter(position__gt=number).delete()
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)
    answer(opened, "staff", cast.police_lead, number=3)
    client = sign_in("partner_lead")
    client.get(address(opened, 1))

    with django_assert_num_queries(10):
        client.get(address(opened, 1))


def test_text_comes_back_as_it_was_typed(cast, sign_in, police):
    client = sign_in("partner_lead")
    client.post(address(police), typed(police, sections(police)[0], voice=TRICKY.replace("\n", "\r\n")))

    assert police.answers.get().text == TRICKY
    page = page_of(client, address(police))
    assert "👩‍👧‍👦 emoji\n\nמילים מימין לשמאל\n=HYPERLINK(" in page
    assert "<script>alert" not in page


def test_what_does_not_apply_needs_its_reason_and_is_kept_meanwhile(cast, sign_in, police):
    client = sign_in("partner_lead")

    page = client.post(address(police), typed(police, sections(police)[0], rating="aside")).content.decode()

    assert "Enter why it does not apply" in page
    assert police.answers.get().not_applicable


def test_one_wrong_answer_does_not_cost_the_others(cast, sign_in, police):
    data = typed(police, sections(police)[1], staff="about fifty", lead="yes")

    page = sign_in("partner_lead").post(address(police, 1), data).content.decode()

    assert "Enter a number, like 412 or 37.5" in page
    assert 'value="about fifty"' in page
    assert [a.question.code for a in police.answers.all()] == ["lead"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "-3", "1.234", "९"])
def test_a_number_is_a_number(cast, sign_in, police, number):
    data = typed(police, sections(police)[1], staff=number)

    response = sign_in("partner_lead").post(address(police, 1), data)

    stored = list(police.answers.values_list("number", flat=True))
    assert (response.status_code, stored) in [(200, []), (302, [9])]


def test_five_megabytes_end_with_a_sentence_and_stay_on_the_page(cast, sign_in, police):
    long = "è" * 2_500_000  # five megabytes as they travel

    response = sign_in("partner_lead").post(address(police), typed(police, sections(police)[0], voice=long))

    page = response.content.decode()
    assert response.status_code == 200
    assert (
        "Your answer must be 20,000 characters or fewer. You have entered 2500000. Nothing you typed is lost"
        in page
    )
    assert long in page


def test_more_than_the_portal_takes_at_once_ends_with_a_sentence_too(cast, sign_in, police):
    answer(police, "voice", cast.police_lead, text="Saved before.")
    client, part = sign_in("partner_lead"), sections(police)[0]
    client.get(address(police))
    client.handler.enforce_csrf_checks = True

    response = client.post(address(police), typed(police, part, voice="word " * 1_400_000))

    assert response.status_code == 413
    assert "That text is too long" in response.content.decode()
    assert police.answers.get().text == "Saved before."


def test_the_longest_answer_is_kept_whole(cast, sign_in, police):
    longest = ("ab\r\n" * 20_000)[: 4 * 6_666].rstrip()
    client = sign_in("partner_lead")

    client.post(address(police), typed(police, sections(police)[0], voice=longest))

    assert police.answers.get().text == longest.replace("\r\n", "\n")


def test_a_taken_out_answer_is_missing_again(cast, sign_in, police):
    answer(police, "voice", cast.police_lead, text="We ask.")
    data = typed(police, sections(police)[0], voice="", version=seen(police, "voice"))

    sign_in("partner_lead").post(address(police), data)

    assert not police.answers.get().given


# Saving by itself -------------------------------------------------------------------------------------------


def test_autosave_keeps_the_draft_and_says_when_and_which_revision(cast, sign_in, police):
    response = sign_in("partner_lead").post(
        address(police, 0, "autosave"), typed(police, sections(police)[0], voice="We a")
    )

    one = police.answers.get()
    assert (response.status_code, one.text, one.revision) == (200, "We a", 1)
    assert response.json() == {
        "version": f"{one.question_id}:1",
        "message": "Saved at 10.00",
        "saved_at": "2026-06-10T09:00:00+00:00",
    }


def test_autosave_repeated_changes_nothing(cast, sign_in, police):
    client, data = sign_in("partner_lead"), typed(police, sections(police)[0], voice="We ask.")

    first = client.post(address(police, 0, "autosave"), data)
    again = client.post(address(police, 0, "autosave"), data)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert police.answers.get().revision == 1


def test_autosave_goes_on_from_its_own_last_save(cast, sign_in, police):
    client, part = sign_in("partner_lead"), sections(police)[0]
    version = client.post(address(police, 0, "autosave"), typed(police, part, voice="We")).json()["version"]

    response = client.post(
        address(police, 0, "autosave"), typed(police, part, voice="We ask.", version=version)
    )

    assert (response.status_code, police.answers.get().text, police.answers.get().revision) == (
        200,
        "We ask.",
        2,
    )


def test_autosave_says_what_it_could_not_read_and_saves_the_rest(cast, sign_in, police):
    data = typed(police, sections(police)[1], reviewed_day="3", lead="yes")

    response = sign_in("partner_lead").post(address(police, 1, "autosave"), data)

    assert response.status_code == 422
    assert (
        response.json()["message"] == "Saved, but for one answer: The date must include a month and a year."
    )
    assert [a.question.code for a in police.answers.all()] == ["lead"]


def test_autosave_only_by_post_and_with_the_pages_token(cast, sign_in, police):
    client = sign_in("partner_lead")
    assert client.get(address(police, 0, "autosave")).status_code == 405

    client.handler.enforce_csrf_checks = True
    response = client.post(
        address(police, 0, "autosave"), typed(police, sections(police)[0], voice="We ask.")
    )

    assert response.status_code == 403
    assert not police.answers.exists()


def test_autosave_of_a_section_of_another_questionnaire_is_not_found(cast, sign_in, police):
    other = agency_report().sections.first()
    where = reverse("assurance:autosave", args=[police.pk, other.pk])

    assert sign_in("partner_lead").post(where, {"version": ""}).status_code == 404


# Two at once ------------------------------------------------------------------------------------------------


def test_two_colleagues_are_shown_both_versions_and_nothing_is_lost(cast, sign_in, police, colleague):
    part = sections(police)[0]
    sign_in(colleague).post(address(police), typed(police, part, voice="Through the youth council."))
    client = sign_in(cast.police_lead)

    response = client.post(address(police), typed(police, part, voice="By asking every child.", rating="2"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Through the youth council.</p>" in page
    assert "By asking every child.</textarea>" in page
    assert "Second police lead changed this answer while you were writing." in page
    assert {a.question.code: a.said for a in police.answers.all()} == {
        "voice": "Through the youth council.",
        "rating": "Good",
    }


def test_after_seeing_both_versions_the_one_made_of_both_is_saved(cast, sign_in, police, colleague):
    part = sections(police)[0]
    sign_in(colleague).post(address(police), typed(police, part, voice="Youth council."))
    client = sign_in(cast.police_lead)
    shown = client.post(address(police), typed(police, part, voice="Asking."))

    client.post(
        address(police),
        typed(police, part, voice="Youth council, and asking.", version=shown.context["version"]),
    )

    assert police.answers.get().text == "Youth council, and asking."
    assert police.answers.get().revision == 2


def test_autosave_tells_of_a_colleague_with_both_versions_and_overwrites_nothing(
    cast, sign_in, police, colleague
):
    part = sections(police)[0]
    answer(police, "voice", colleague, text="Youth council.")

    response = sign_in(cast.police_lead).post(
        address(police, 0, "autosave"), typed(police, part, voice="Asking.", rating="1")
    )

    said = response.json()
    assert response.status_code == 409
    assert said["message"] == (
        "Not saved: Second police lead changed the same answer at 10.00. "
        "Choose “Save and continue” to see both versions."
    )
    assert [(c["yours"], c["theirs"], c["saved_by"]) for c in said["conflicts"]] == [
        ("Asking.", "Youth council.", "Second police lead")
    ]
    assert said["version"] == seen(police, "rating")
    assert police.answers.get(question__code="voice").text == "Youth council."


def test_autosave_never_puts_older_words_over_what_the_button_saved(cast, sign_in, police):
    client, part = sign_in("partner_lead"), sections(police)[0]
    client.post(address(police), typed(police, part, voice="The whole sentence."))

    late = client.post(address(police, 0, "autosave"), typed(police, part, voice="The whole"))

    assert late.status_code == 409
    assert police.answers.get().text == "The whole sentence."


def test_the_button_goes_over_ones_own_draft_of_a_moment_ago(cast, sign_in, police):
    client, part = sign_in("partner_lead"), sections(police)[0]
    client.post(address(police, 0, "autosave"), typed(police, part, voice="The whole"))

    response = client.post(address(police), typed(police, part, voice="The whole sentence."))

    assert response.status_code == 302
    assert police.answers.get().text == "The whole sentence."


def test_ones_own_words_in_another_window_are_not_overwritten_later(cast, sign_in, police):
    client, part = sign_in("partner_lead"), sections(police)[0]
    client.post(address(police), typed(police, part, voice="Written this morning."))
    with time_machine.travel(TODAY + timedelta(minutes=10)):
        response = client.post(address(police), typed(police, part, voice="From the window of yesterday."))

    assert response.status_code == 200
    assert police.answers.get().text == "Written this morning."


def test_a_colleague_who_wrote_lately_is_named(cast, sign_in, police, colleague):
    answer(police, "voice", colleague, text="Youth council.")
    client = sign_in(cast.police_lead)

    now = page_of(client, address(police))
    with time_machine.travel(TODAY + timedelta(minutes=16)):
        later = page_of(client, address(police))

    assert "Second police lead saved answers here in the last 15 minutes" in now
    assert "Second police lead saved" not in later


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_two_who_save_at_the_same_instant_lose_nothing(cast, police, colleague):
    asked = question(police.round, "voice")

    def save(person, words):
        try:
            operations.save_answer(police, asked, by=person, seen=0, text=words)
        except Refused as refused:
            return str(refused)
        finally:
            connections.close_all()
        return words

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(save, [cast.police_lead, colleague], ["Asking.", "Youth council."]))

    kept = police.answers.get()
    assert kept.text in said
    assert kept.revision == 1
    assert sum("A colleague has changed this answer" in words for words in said) == 1


# Nobody else's ----------------------------------------------------------------------------------------------


def addresses(opened):
    return [
        opened.get_absolute_url(),
        address(opened, 0),
        address(opened, 0, "autosave"),
        *(reverse(f"assurance:{name}", args=[opened.pk]) for name in ("check_answers", "submit", "receipt")),
    ]


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_another_agencys_return_is_not_found_by_any_page(cast, sign_in, police, state):
    county = return_of(police.round, cast.county)
    submitted(county, cast.county_lead) if state == "submitted" else answered(county, cast.county_lead)
    client = sign_in(cast.police_lead)

    for where in addresses(county):
        told = {client.post(where, {"version": ""}).status_code, client.get(where).status_code}
        assert 404 in told, where
        assert told <= {404, 405}, (
            where
        )  # a page that takes no POST, or no GET, says so whatever it is asked for


def test_another_agencys_answers_cannot_be_written(cast, sign_in, police):
    county = return_of(police.round, cast.county)
    data = typed(county, sections(county)[0], voice="Not ours to say.")
    client = sign_in(cast.police_lead)

    client.post(address(county), data)
    client.post(address(county, 0, "autosave"), data)

    assert not Answer.objects.exists()


def test_ones_own_pages_say_nothing_of_another_agency(cast, sign_in, police):
    submitted(return_of(police.round, cast.county), cast.county_lead)
    answer(police, "voice", cast.police_lead, text="We ask.")
    client = sign_in(cast.police_lead)

    for where in (
        police.get_absolute_url(),
        address(police),
        reverse("assurance:check_answers", args=[police.pk]),
    ):
        page = page_of(client, where)
        assert "In a youth forum, every month." not in page
        assert "Leicestershire County Council" not in page


def test_a_lead_whose_appointment_ended_yesterday_finds_nothing(cast, sign_in, police):
    client = sign_in(cast.police_lead)
    cast.police_lead.appointments.update(organisation=cast.county)

    assert client.get(police.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["board_manager", "board_officer", "independent_advisor"])
def test_a_draft_is_nobodys_but_its_agencys(cast, sign_in, police, role):
    answered(police, cast.police_lead)

    assert sign_in(role).get(police.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ["board_manager", "board_officer", "independent_advisor"])
def test_a_submitted_return_is_read_by_those_who_read_them_all(cast, sign_in, police, role):
    submitted(police, cast.police_lead)
    client = sign_in(role)

    page = page_of(client, police.get_absolute_url())

    assert "In a youth forum, every month." in page
    assert "Middling" in page
    # The advisor may be given a section of a return of their own, so for them it is a page that they do not find.
    assert client.get(address(police)).status_code == (404 if role == "independent_advisor" else 403)


@pytest.mark.parametrize("number", [1, 3])
def test_a_submitted_return_runs_the_same_queries_for_1_and_3_sections(
    cast, sign_in, django_assert_num_queries, number
):
    asks = agency_report()
    asks.sections.filter(position__gt=number).delete()
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)
    for one in asks.sections.first().questions.all():
        given = {"value": 3} if one.kind == "scale" else {"text": "Much."}
        operations.save_answer(opened, one, by=cast.police_lead, seen=0, **given)
    Return.objects.filter(pk=opened.pk).update(
        state="submitted", submitted_by=cast.police_lead, submitted_at=TODAY, checksum="c" * 64
    )
    client = sign_in("independent_advisor")
    client.get(opened.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(opened.get_absolute_url())


# Checking and submitting ------------------------------------------------------------------------------------


def deeds(opened):
    return reverse("assurance:check_answers", args=[opened.pk]), reverse("assurance:submit", args=[opened.pk])


def declared(client, opened, **changes):
    """What the page of the declaration posts."""
    checked = client.get(deeds(opened)[1]).context["form"]["checked"].value()
    return {"declared_office": OFFICE, "declaration": "on", "checked": checked} | changes


def test_check_answers_says_what_is_missing_section_by_section(cast, sign_in, police):
    answer(police, "voice", cast.police_lead, text=TRICKY)

    page = page_of(sign_in("partner_lead"), deeds(police)[0])

    assert "Answer 4 more questions before you submit" in page
    assert "In figures</a>: 3 questions" in page
    assert "👩‍👧‍👦 emoji\n\nמילים מימין לשמאל\n=HYPERLINK(" in page
    assert "Continue to the declaration" not in page


def test_submit_page_of_an_unfinished_return_leads_back_to_the_check(cast, sign_in, police):
    check, submit = deeds(police)

    assert sign_in("partner_lead").get(submit).url == check


def test_submit_by_hand_of_an_unfinished_return_is_refused(cast, sign_in, police):
    answer(police, "rating", cast.police_lead, value=1)
    data = {"declared_office": OFFICE, "declaration": "on"}

    page = sign_in("partner_lead").post(deeds(police)[1], data).content.decode()

    assert "Answer 4 questions before you submit, the first is: How do you listen to children?" in page
    assert return_of(police.round, cast.police).state == "draft"


def test_submit_freezes_the_return_and_shows_the_receipt(cast, sign_in, police):
    answered(police, cast.police_lead)
    client = sign_in("partner_lead")

    response = client.post(deeds(police)[1], declared(client, police), follow=True)

    done = return_of(police.round, cast.police)
    page = response.content.decode()
    assert (done.state, done.submitted_by, done.submitted_at, done.declared_office) == (
        "submitted", cast.police_lead, TODAY, OFFICE,
    )  # fmt: skip
    assert (done.deadline.done_on, done.deadline.late) == (date(2026, 6, 10), False)
    assert done.checksum in page
    assert "10 June 2026 at 10am" in page
    assert escape(OFFICE) in page
    assert Letter.objects.get(kind="received").recipient == cast.police_lead


def kept(code, question, kind, **said):
    """One answer as the receipt's proof has it: what is not said is empty."""
    empty = {
        "unit": "", "columns": [], "text": "", "number": None, "value": None, "label": "", "scale_name": "",
        "rows": [], "not_applicable": False, "not_applicable_reason": "", "why_changed": "",
    }  # fmt: skip
    return {"code": code, "question": question, "kind": kind, **empty, **said}


def test_the_checksum_is_that_of_the_answers(cast, police):
    done = submitted(police, cast.police_lead)

    plain = [
        kept("voice", "How do you listen to children?", "text", text="In a youth forum, every month."),
        kept("rating", "How good is it?", "scale", value=1, label="Middling", scale_name="Three words"),
        kept("staff", "How many staff?", "number", number="1200.00", unit="people"),
        kept("lead", "Is there a lead?", "yes_no", text="yes"),
        kept("reviewed", "When reviewed?", "date", text="2026-02-03"),
    ]
    said = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    assert done.checksum == hashlib.sha256(said.encode()).hexdigest()
    assert done.versions.get().answers == plain


@pytest.mark.shows("F14")
def test_submit_pressed_twice_submits_once(cast, sign_in, police):
    answered(police, cast.police_lead)
    client = sign_in("partner_lead")
    data = declared(client, police)

    first = client.post(deeds(police)[1], data)
    second = client.post(deeds(police)[1], data)

    assert second.url == first.url == reverse("assurance:receipt", args=[police.pk])
    assert Event.objects.about(police).filter(verb="submitted").count() == 1
    assert Letter.objects.filter(kind="received").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"declared_office": ""}, "Answer ‘Which executive lead has agreed this return?’"),
        ({"declared_office": "  "}, "Answer ‘Which executive lead has agreed this return?’"),
        ({"declaration": ""}, "Confirm the declaration to submit"),
    ],
)
def test_submit_needs_the_declaration_of_an_executive_lead(cast, sign_in, police, changes, sentence):
    answered(police, cast.police_lead)
    client = sign_in("partner_lead")

    page = client.post(deeds(police)[1], declared(client, police, **changes)).content.decode()

    assert sentence in page
    assert return_of(police.round, cast.police).state == "draft"


def test_submit_is_refused_when_a_colleague_changed_an_answer_after_the_check(
    cast, sign_in, police, colleague
):
    answered(police, cast.police_lead)
    client = sign_in("partner_lead")
    data = declared(client, police)
    answer(police, "voice", colleague, seen=1, text="Quite different.")

    page = client.post(deeds(police)[1], data).content.decode()

    assert "A colleague changed an answer after you checked them. Check the answers again." in page
    assert return_of(police.round, cast.police).state == "draft"


def test_a_late_return_says_why(cast, sign_in, police):
    answered(police, cast.police_lead)
    with time_machine.travel(datetime(2026, 7, 1, 0, 0, tzinfo=LONDON), tick=False):
        client = sign_in("partner_lead")
        data = declared(client, police)
        refused = client.post(deeds(police)[1], data | {"late_reason": " "}).content.decode()
        client.post(deeds(police)[1], data | {"late_reason": "Two leads were ill."})

    done = return_of(police.round, cast.police)
    assert "Answer ‘Why is it late?’" in refused
    assert (done.deadline.late, done.deadline.late_reason) == (True, "Two leads were ill.")


def test_a_return_on_the_evening_it_is_due_is_on_time(cast, sign_in, police):
    answered(police, cast.police_lead)
    with time_machine.travel(datetime(2026, 6, 30, 23, 59, 59, tzinfo=LONDON), tick=False):
        client = sign_in("partner_lead")
        client.post(deeds(police)[1], declared(client, police))

    assert return_of(police.round, cast.police).deadline.late is False


@pytest.mark.parametrize(
    ("closes_on", "instant", "status"),
    [
        (date(2026, 7, 31), datetime(2026, 7, 31, 23, 59, 59, tzinfo=LONDON), 200),
        (date(2026, 7, 31), datetime(2026, 8, 1, 0, 0, 0, tzinfo=LONDON), 409),
        (
            date(2026, 10, 25),
            datetime(2026, 10, 25, 23, 59, 59, tzinfo=LONDON),
            200,
        ),  # the clocks went back that day
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, 0, 0, tzinfo=LONDON), 409),
    ],
)
def test_a_round_closes_at_midnight_in_london(cast, sign_in, closes_on, instant, status):
    opened = return_of(open_round(cast, [cast.police], closes_on=closes_on), cast.police)
    data = typed(opened, sections(opened)[0], voice="At the last moment.")

    with time_machine.travel(instant, tick=False):
        response = sign_in("partner_lead").post(address(opened, 0, "autosave"), data)

    assert response.status_code == status
    assert opened.answers.exists() == (status == 200)


def test_what_is_typed_over_the_close_stays_on_the_page(cast, sign_in, police):
    data = typed(police, sections(police)[0], voice="A minute too late.")
    with time_machine.travel(datetime(2026, 8, 1, 0, 1, tzinfo=LONDON)):
        page = sign_in("partner_lead").post(address(police), data).content.decode()

    assert "This round closed on 31 July 2026. Ask the business unit what to do." in page
    assert "A minute too late.</textarea>" in page


def test_a_submitted_return_is_read_only(cast, sign_in, police):
    done = submitted(police, cast.police_lead)
    client = sign_in("partner_lead")

    assert "They cannot be changed." in page_of(client, police.get_absolute_url())
    assert client.get(address(police)).url == police.get_absolute_url()
    saved = client.post(
        address(police, 0, "autosave"), typed(police, sections(police)[0], voice="Changed my mind.")
    )
    assert saved.status_code == 409
    assert "This return has been submitted and cannot be changed." in saved.json()["message"]
    assert operations.checksum(police.answers.all()) == done.checksum


def test_the_database_itself_refuses_a_change_to_what_was_submitted(cast, police):
    submitted(police, cast.police_lead)

    for change in (
        "UPDATE partnership_answer SET text = 'Better'",
        "DELETE FROM partnership_answer",
        "INSERT INTO partnership_answer SELECT * FROM partnership_answer",
    ):
        with pytest.raises(Error, match="A submitted return is frozen"), transaction.atomic():
            connection.cursor().execute(change)


def test_what_stood_beside_does_not_apply_is_not_submitted(cast, police):
    answered(police, cast.police_lead)
    answer(
        police,
        "staff",
        cast.police_lead,
        seen=1,
        number=7,
        not_applicable=True,
        not_applicable_reason="No staff here",
    )

    operations.submit(police, by=cast.police_lead, declared_office=OFFICE)

    kept = police.answers.get(question__code="staff")
    assert (kept.number, kept.said, kept.not_applicable_reason) == (None, "Does not apply", "No staff here")


def test_the_real_agency_report_is_walked_from_first_question_to_receipt(cast, sign_in):
    opened = return_of(open_round(cast, [cast.police], agency_report(), title="Report"), cast.police)
    client = sign_in("partner_lead")
    for number, part in enumerate(sections(opened)):
        data = {"version": ""}
        for one in part.questions.all():
            name = f"q{one.pk}"
            data |= {
                "text": {name: f"About {one.code}"},
                "scale": {name: "1"},
                "number": {name: "87.5"},
                "yes_no": {name: "yes"},
                "date": {f"{name}_day": "29", f"{name}_month": "2", f"{name}_year": "2024"},
                "table": {},
                "evidence": {},
            }[one.kind]
        assert client.post(address(opened, number), data).status_code == 302

    receipt = client.post(deeds(opened)[1], declared(client, opened), follow=True)

    assert "Return submitted" in receipt.content.decode()
    page = page_of(sign_in("independent_advisor"), opened.get_absolute_url())
    for words in ("About voice-respond", "Partially compliant", "87.5%", "29 February 2024", "Getting worse"):
        assert words in page
