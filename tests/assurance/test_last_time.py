"""Last time's answers: brought forward to be reviewed, shown beside the questions, and numbers compared with them."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Evidence, Question, Questionnaire, Return, Scale, ScalePoint, Section
from partnership.operations import questionnaires as operations
from partnership.rules.questionnaires import count, has_jumped
from tests.factories.answering import LAST_YEAR, add_link, every_kind, fully_answered
from tests.factories.assurance import LONDON, OFFICE, TODAY, answer, open_round, question, return_of

THEN = TODAY.replace(year=2025, month=6, day=12, tzinfo=LONDON)


@pytest.fixture
def last_year(cast):
    """What the police submitted a year before, in the first version."""
    with time_machine.travel(THEN, tick=False):
        asked = open_round(cast, [cast.police], every_kind(), title="Last year", **LAST_YEAR)
        opened = fully_answered(return_of(asked, cast.police), cast.police_lead)
        add_link(opened, cast.police_lead, title="Policy", until=date(2026, 6, 9))
        operations.submit(opened, by=cast.police_lead, declared_office=OFFICE)
    return Return.objects.get(pk=opened.pk)


@pytest.fixture
def police(cast, last_year):
    """This year's draft, in a second version with the same codes, other labels and a question of another kind."""
    with time_machine.travel(TODAY, tick=False):
        yield return_of(open_round(cast, [cast.police, cast.county], second_version()), cast.police)


def second_version():
    first = Questionnaire.objects.get(code="every-kind")
    asks = Questionnaire.objects.create(
        code="every-kind", version=2, title="One of each, again", source="Made up"
    )
    scale = Scale.objects.create(code="three-b", name="Three other words")
    ScalePoint.objects.create(scale=scale, value=1, label="Nearly there")
    for section in first.sections.prefetch_related("questions"):
        copied = Section.objects.create(questionnaire=asks, position=section.position, title=section.title)
        for one in section.questions.all():
            Question.objects.create(
                section=copied, position=one.position, code=one.code, text=f"{one.text} (2)", kind=one.kind,
                scale=scale if one.kind == "scale" else None, unit=one.unit, columns=one.columns,
                required=one.required, may_not_apply=one.may_not_apply,
            )  # fmt: skip
    Question.objects.filter(section__questionnaire=asks, code="reviewed").update(kind="text")
    return asks


def said(opened):
    return {one.question.code: one for one in opened.answers.select_related("question")}


def test_carry_forward_brings_answers_across_versions_by_code_and_kind(cast, police):
    number = operations.carry_forward(police, by=cast.police_lead)

    kept = said(police)
    assert set(kept) == {"voice", "lead", "trained", "services", "proof"}
    assert number == 5
    assert all(one.to_review for one in kept.values())
    assert kept["voice"].text == "In a youth forum, every month."
    assert kept["voice"].carried_from.assurance_return.round.title == "Last year"
    assert kept["services"].rows == [["Early help", "12"], ["Duty", "30"]]


def test_evidence_that_has_run_out_stays_behind(cast, police):
    operations.carry_forward(police, by=cast.police_lead)

    assert [one.title for one in Evidence.objects.filter(answer__assurance_return=police)] == ["Dip sample"]
    assert [row[0] for row in said(police)["proof"].rows] == ["Dip sample"]


def test_what_was_brought_forward_counts_for_nothing_until_it_is_confirmed_or_changed(cast, sign_in, police):
    operations.carry_forward(police, by=cast.police_lead)
    questions = operations.questions_of(police)
    counted = count(questions, {one.question_id: one for one in police.answers.select_related("question")})
    assert (counted.answered, counted.to_review) == (0, 5)
    assert Return.objects.with_progress().get(pk=police.pk).answered == 0

    client = sign_in("partner_lead")
    section = question(police.round, "voice").section
    where = reverse("assurance:section", args=[police.pk, section.pk])
    voice = question(police.round, "voice").pk
    page = client.get(where).content.decode()
    assert "This is last time’s answer and it is still correct" in page
    as_it_is = {"version": f"{voice}:1", f"q{voice}": "In a youth forum, every month."}
    client.post(where, as_it_is)
    assert said(police)["voice"].to_review
    client.post(where, as_it_is | {f"q{voice}_holds": "on"})
    assert not said(police)["voice"].to_review
    assert said(police)["voice"].text == "In a youth forum, every month."


def test_a_changed_answer_needs_no_confirmation(cast, police):
    operations.carry_forward(police, by=cast.police_lead)
    answer(police, "voice", cast.police_lead, seen=1, text="In a forum, every week.")
    assert not said(police)["voice"].to_review


@time_machine.travel(TODAY, tick=False)
def test_what_waits_for_review_is_not_submitted_not_even_where_it_is_optional(cast, last_year):
    asks = second_version()
    Question.objects.filter(section__questionnaire=asks).update(required=False)
    police = return_of(open_round(cast, [cast.police, cast.county], asks), cast.police)
    operations.carry_forward(police, by=cast.police_lead)
    with pytest.raises(Refused, match="Answer 5 questions before you submit"):
        operations.submit(police, by=cast.police_lead, declared_office=OFFICE)


def test_scores_and_figures_are_shown_with_their_own_label_and_not_brought_forward(cast, sign_in, police):
    operations.carry_forward(police, by=cast.police_lead)
    client = sign_in("partner_lead")

    page = client.get(
        reverse("assurance:section", args=[police.pk, question(police.round, "rating").section_id])
    ).content.decode()

    assert "rating" not in said(police)
    assert "on the scale “Three words”" in page
    assert "Middling" in page
    assert "Nearly there" in page


def test_carry_forward_leaves_what_is_written_and_comes_a_second_time_with_nothing(cast, police):
    answer(police, "voice", cast.police_lead, text="Written this year.")

    assert operations.carry_forward(police, by=cast.police_lead) == 4
    assert operations.carry_forward(police, by=cast.police_lead) == 0
    assert said(police)["voice"].text == "Written this year."


def test_carry_forward_into_the_sections_that_one_chooses(cast, sign_in, police):
    first = police.round.questionnaire.sections.first()
    where = reverse("assurance:carry_forward", args=[police.pk])

    sign_in("partner_lead").post(where, {"sections": [first.pk]})

    assert set(said(police)) == {"voice"}


def test_there_is_nothing_to_bring_forward_where_nothing_was_submitted(cast, police):
    county = return_of(police.round, cast.county)
    with pytest.raises(Refused, match="There are no earlier answers to bring forward"):
        operations.carry_forward(county, by=cast.county_lead)


@pytest.mark.parametrize(
    ("before", "now", "jumped"),
    [
        (100, 150, False), (100, 151, True), (100, 50, False), (100, 49, True),
        (0, 1, True), (1, 0, True), (0, 0, False), (None, 5, False), (5, None, False),
    ],
)  # fmt: skip
def test_a_number_jumps_by_more_than_a_half_or_from_or_to_nothing(before, now, jumped):
    assert has_jumped(*(None if one is None else Decimal(one) for one in (now, before))) is jumped


def test_a_number_that_jumped_is_saved_and_asks_why_and_is_not_submitted_without(cast, sign_in, police):
    staff = question(police.round, "staff")
    where = reverse("assurance:section", args=[police.pk, staff.section_id])
    client = sign_in("partner_lead")

    page = client.post(where, {f"q{staff.pk}": "30"}).content.decode()
    assert "Enter why it differs so much from last time" in page
    assert said(police)["staff"].number == 30
    fully = {"voice": {"text": "A"}, "rating": {"value": 1}, "lead": {"text": "no"}, "reviewed": {"text": "May"},
             "trained": {"text": "yes"}, "training": {"text": "-"}, "services": {"rows": [["A", "1"]]}}  # fmt: skip
    for code, given in fully.items():
        answer(police, code, cast.police_lead, **given)
    add_link(police, cast.police_lead)
    with pytest.raises(Refused, match="Say why this differs so much from last time: How many staff"):
        operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
    checked = client.get(reverse("assurance:check_answers", args=[police.pk])).content.decode()
    assert "this number differs so much" in " ".join(checked.split())
    answer(police, "staff", cast.police_lead, seen=1, number=30, why_changed="A team moved.")
    operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
    assert said(police)["staff"].why_changed == "A team moved."
