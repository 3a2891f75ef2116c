"""The pages of rounds among schools: who sees what, what answers say, signing by a link, and the priority questions."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.management.commands.load_questionnaires import FOLDER
from partnership.models import Question, Questionnaire, Return, Round
from partnership.operations.questionnaire_files import load_questionnaires
from schools.models import AskedSchool
from schools.operations import priority_questions, returns, signing
from schools.operations.return_answers import told_by
from tests.factories import plan as plans
from tests.factories import school_returns as stage
from tests.factories import schools as made
from tests.factories.school_returns import LONDON, TODAY


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def hawthorn(cast):
    return stage.with_signers(made.school(cast, cast.school, name="Hawthorn School"))


@pytest.fixture
def opened(cast, hawthorn):
    """A round of two schools: Hawthorn, and an academy of a trust."""
    stage.with_signers(made.school(cast, name="Alder Academy", run="academy", trust=made.trust()))
    return stage.open_round(cast)


def one_of(opened, name):
    return AskedSchool.objects.select_related("school_return__round", "round").get(round=opened, name=name)


# What the answers say -------------------------------------------------------------------------------------------


@pytest.fixture
def answered(cast, opened):
    """By hand: standards 3 and 1, trained in 2025 and in 2023, 4 and 2 referrals, yes and no."""
    stage.received(one_of(opened, "Hawthorn School"), cast.school_lead)
    stage.received(
        one_of(opened, "Alder Academy"),
        cast.school_lead,
        standard=1,
        trained="2023-11-01",
        referrals=0,
        at_home="no",
    )
    return opened


def by_code(opened, *, whole=True):
    return {one.question.code: one for one in told_by(opened, whole=whole)}


def test_told_by_counts_each_question_and_finds_what_is_below_met_and_what_is_too_long_ago(answered):
    told = by_code(answered)
    standard = told["standard"]
    assert [(words, number, share) for words, number, share, _ in standard.counts] == [
        ("Met", 1, 50.0), ("Mostly met", 0, 0.0), ("Partly met", 1, 50.0), ("Not met", 0, 0.0),
    ]  # fmt: skip
    assert (standard.average, standard.before, standard.change) == (2.0, None, None)
    assert [(one.name, said) for one, said in standard.below] == [("Alder Academy", "Partly met")]
    assert [(one.name, said) for one, said in told["trained-on"].gaps] == [("Alder Academy", "2023-11-01")]
    assert (told["referrals"].total, told["referrals"].middle) == (Decimal(4), Decimal(2))
    assert told["at-home"].priority
    assert [one.name for one, _ in told["at-home"].below] == ["Alder Academy"]
    assert "voice" not in told


def test_small_numbers_are_kept_from_whoever_is_neither_the_authority_nor_the_business_unit(
    answered, sign_in, cast
):
    kept = by_code(answered, whole=False)["referrals"]
    assert (kept.kept_back, kept.total, kept.middle) == (True, None, None)
    address = reverse("schools:round_answers", args=[answered.pk])
    assert "not shown, too few" in sign_in(cast.advisor).get(address).text
    assert "not shown, too few" not in sign_in(cast.education_lead).get(address).text


def test_what_waits_for_the_head_is_not_counted(cast, opened):
    stage.submitted(one_of(opened, "Hawthorn School"), cast.school_lead)
    assert by_code(opened)["standard"].answered == 0


def test_change_on_last_year_goes_by_the_code_of_the_question(cast, hawthorn):
    with time_machine.travel(datetime(2025, 11, 3, 10, tzinfo=LONDON), tick=False):
        before = stage.open_round(
            cast, about_from=date(2024, 9, 1), about_until=date(2025, 8, 31), opens_on=date(2025, 9, 15),
            due_on=date(2025, 11, 28), closes_on=date(2026, 1, 30),
        )  # fmt: skip
        stage.received(stage.asked(before, hawthorn), cast.school_lead, standard=1)
    now = stage.open_round(cast, stage.four_questions(version=2))
    stage.received(stage.asked(now, hawthorn), cast.school_lead, standard=2)
    told = by_code(now)["standard"]
    assert (told.before, told.average, told.change) == (1.0, 2.0, 1.0)
    assert told.counts[2] == ("Partly met", 0, 0.0, 100.0)


# Pages ----------------------------------------------------------------------------------------------------------


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_pages_of_a_round_run_as_many_queries_for_three_schools_as_for_one(cast, sign_in):
    few, many = {}, {}
    asks = stage.four_questions()
    client = sign_in(cast.officer)
    for authority, number, taken in ((cast.rutland, 1, few), (cast.county, 3, many)):
        for _ in range(number):
            made.school(cast, authority=authority, trust=made.trust())
        opened = stage.open_round(cast, asks, authority=authority)
        for one in opened.asked_schools.all():
            stage.save(one, cast.school_lead, standard={"value": 1})
        for name, arguments in (
            ("round", [opened.pk]),
            ("round_response", [opened.pk]),
            ("round_answers", [opened.pk]),
            ("trust_returns", [opened.pk, made.trust().pk]),
            ("round_file", [opened.pk, "csv"]),
        ):
            address = reverse(f"schools:{name}", args=arguments)
            queries(client, address)
            taken[name] = queries(client, address)
    assert few == many


def test_the_round_shows_its_response_and_narrows_its_list(cast, answered, sign_in):
    client = sign_in(cast.education_lead)
    page = client.get(reverse("schools:round", args=[answered.pk])).text
    assert "100% of the 2 schools asked" in page
    page = client.get(reverse("schools:round", args=[answered.pk]), {"called": "alder"}).text
    assert "Alder Academy" in page
    assert "Hawthorn School</a>" not in page
    file = client.get(
        reverse("schools:round_file", args=[answered.pk, "csv"]), {"run": "academy"}
    ).content.decode()
    assert ("Alder Academy" in file, "Hawthorn School" in file) == (True, False)


def test_the_response_is_told_by_kind_and_by_who_runs_schools(cast, answered, sign_in):
    page = sign_in(cast.education_lead).get(reverse("schools:round_response", args=[answered.pk]))
    received = (1, 0, 0, 0, 1, 0, 0, "100%", "100%")
    assert page.context["kinds"] == [["Primary", 2, 0, 0, 0, 2, 0, 0, "100%", "100%"]]
    assert page.context["phases"] == [
        ["Primary", "Academy or free school", *received],
        ["Primary", "Maintained by the authority", *received],
    ]
    assert (
        '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Received">2</td>' in page.text
    )


def test_open_round_shows_whom_it_asks_before_anything_is_opened(cast, hawthorn, sign_in):
    asks = stage.four_questions()
    dates = {
        f"{name}_{part}": getattr(day, part)
        for name, day in stage.DATES.items()
        for part in ("day", "month", "year")
    }
    given = {"authority": cast.county.pk, "questionnaire": asks.pk, "title": "This year", **dates}
    client = sign_in(cast.education_lead)
    page = client.post(reverse("schools:open_round"), {**given, "deed": "look"}).text
    assert "1 school of Leicestershire County Council" in page
    assert not Round.objects.exists()
    for _ in range(2):
        answer = client.post(reverse("schools:open_round"), {**given, "deed": "open"})
        assert answer.url == reverse("schools:round", args=[Round.objects.get().pk])
    page = client.post(
        reverse("schools:open_round"), {**given, "authority": cast.rutland.pk, "deed": "open"}
    ).text
    assert "Select a valid choice" in page or "Select the authority" in page


def test_the_school_sees_its_return_on_its_own_page_and_submits_through_the_declaration(
    cast, opened, sign_in
):
    one = stage.answered(
        one_of(opened, "Hawthorn School"), cast.school_lead, voice="We asked the pupil Rowan."
    )
    client = sign_in(cast.school_lead)
    assert "In progress" in client.get(reverse("schools:start")).text
    assert (
        "Do not name any child or family"
        in client.get(reverse("assurance:return", args=[one.school_return_id])).text
    )
    check = client.get(reverse("assurance:check_answers", args=[one.school_return_id])).text
    assert "“the pupil Rowan” could name a child" in check
    address = reverse("assurance:submit", args=[one.school_return_id])
    given = {"declared_office": stage.OFFICE, "declaration": "on"}
    assert "Confirm that you have checked each of these" in client.post(address, given).text
    assert (
        client.post(address, {**given, "looked": "on"}, follow=True).request["PATH_INFO"]
        == one.get_absolute_url()
    )
    page = client.get(one.get_absolute_url()).text
    assert "Waiting for the head" in page
    assert reverse("schools:ask_head", args=[one.pk]) in page


# By a link ------------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(cast, opened):
    return stage.submitted(one_of(opened, "Hawthorn School"), cast.school_lead)


def test_the_head_reads_the_whole_return_signs_it_and_the_link_is_used_up(waiting):
    address = stage.link_of(stage.head_of(waiting))
    client = Client()
    page = client.get(address)
    assert ("In a council of pupils." in page.text, "no-store" in page.headers["Cache-Control"]) == (
        True,
        True,
    )
    assert (
        AskedSchool.objects.with_standing().get(pk=waiting.pk).signed_at is None
    )  # scanners of mail open links
    assert "Confirm that you have read it" in client.post(address, {"name": "The head", "deed": "sign"}).text
    done = client.post(address, {"name": "The head", "agreed": "on", "deed": "sign"})
    assert "Return signed" in done.text
    assert client.get(address).status_code == 410
    assert client.post(address, {"name": "The head", "agreed": "on", "deed": "sign"}).status_code == 410


def test_the_head_sends_it_back_with_a_reason_and_a_childs_detail_in_it_is_refused(waiting):
    address = stage.link_of(stage.head_of(waiting))
    page = Client().post(address, {"deed": "send_back", "back-reason": "Look at 943 476 5919."}).text
    assert "looks like an NHS number" in page
    assert "Look at 943 476 5919." in page
    assert (
        "Return sent back" in Client().post(address, {"deed": "send_back", "back-reason": "The date."}).text
    )
    assert Return.objects.get(pk=waiting.school_return_id).state == Return.State.REOPENED


def test_the_governor_comments_by_a_link_and_sees_no_button_to_sign(waiting):
    governor = waiting.signings.get(office="governor")
    address = stage.link_of(governor)
    assert "Sign the return" not in Client().get(address).text
    assert "Comment received" in Client().post(address, {"name": "A governor", "comment": "Well read."}).text
    assert waiting.signings.get(office="governor").comment == "Well read."


def test_the_signed_return_is_printed_with_its_signature(waiting, cast, sign_in, monkeypatch):
    signing.sign(stage.head_of(waiting), name="Headteacher of Hawthorn", comment="Agreed in full.")
    printed = []

    def paper(html, **more):
        printed.append(html)
        return b"%PDF", 1

    monkeypatch.setattr("partnership.operations.paper.print_pdf", paper)
    address = reverse("schools:print_school_return", args=[waiting.pk])
    assert sign_in(cast.education_lead).get(address).status_code == 200
    assert "Headteacher of Hawthorn, Headteacher or principal" in printed[0]
    assert "Agreed in full." in printed[0]


# Priority questions ---------------------------------------------------------------------------------------------


@pytest.fixture
def priority(cast):
    """The title of a priority of the plan in force."""
    plans.approved(cast)
    return priority_questions.priorities()[0][1]


def test_priority_questions_become_one_version_with_the_same_codes(cast, priority):
    first = stage.four_questions()
    question = priority_questions.add_priority_question(
        by=cast.officer, priority=priority, text="What do you teach about it?", kind="text"
    )
    assert question == priority_questions.add_priority_question(
        by=cast.officer, priority=priority, text="What do you teach about it?", kind="text"
    )
    version = priority_questions.in_work()
    assert (version.version, question.topic) == (2, priority_questions.priorities()[0][0])
    priority_questions.offer_priority_questions(version, by=cast.officer)

    def codes(asks):
        return set(Question.objects.filter(section__questionnaire=asks).values_list("code", flat=True))

    assert codes(version) == codes(first) | {question.code}
    assert priority_questions.in_work() is None


def test_a_priority_question_names_a_priority_of_the_plan_and_a_dropped_one_takes_its_section_with_it(
    cast, priority
):
    stage.four_questions()
    with pytest.raises(Refused, match="Select a priority from the business plan in force"):
        priority_questions.add_priority_question(
            by=cast.officer, priority="Another", text="What?", kind="text"
        )
    with pytest.raises(Refused, match="what is being counted"):
        priority_questions.add_priority_question(
            by=cast.officer, priority=priority, text="How many?", kind="number"
        )
    question = priority_questions.add_priority_question(
        by=cast.officer, priority=priority, text="How many?", kind="number", unit="children"
    )
    priority_questions.drop_priority_question(question, by=cast.officer)
    assert [
        section.title for section, _ in priority_questions.questions_by_priority(priority_questions.in_work())
    ] == ["Priority: Safe at home"]


def test_the_shipped_questionnaire_can_be_asked_and_covers_what_it_should(db):
    load_questionnaires(FOLDER)
    shipped = Questionnaire.objects.get(code=returns.QUESTIONNAIRE)
    questions = list(Question.objects.filter(section__questionnaire=shipped))
    assert (len(questions), shipped.sections.count()) == (58, 13)
    assert {
        "must",
        "should",
        "numbers",
        "training_12_months",
        "training_24_months",
        "voice_of_the_child",
    } <= {one.topic for one in questions}
    assert all(one.unit for one in questions if one.kind == "number")
    assert {one.scale.code for one in questions if one.kind == "scale"} == {"school-standard"}
