"""Questions and scales as data: what their files say is what is asked, and an answer keeps its words."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import call_command

from partnership.access import Refused
from partnership.management.commands.load_questionnaires import FOLDER
from partnership.models import Answer, Question, Questionnaire, Scale, Section
from partnership.operations import questionnaires as operations
from partnership.operations.questionnaire_building import problems_of
from partnership.operations.questionnaire_files import load_questionnaires
from partnership.rules.questionnaires import Given, check_given, count, missing
from partnership.rules.spreadsheets import safe_cell
from tests.factories.answering import every_kind
from tests.factories.assurance import (
    TODAY,
    agency_report,
    answer,
    one_of_each,
    open_round,
    return_of,
    submitted,
)

FIVE = [
    "Are we improving our ability to keep children safe and how do we know?",
    "What did we do?",
    "How much did we do?",
    "How well did we do it?",
    "What difference did it make?",
]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def folder(tmp_path):
    """A folder of files like ours, to be changed."""
    for path in FOLDER.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text())
    return tmp_path


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


# What the files ask ---------------------------------------------------------------------------------------


def test_the_agency_report_asks_the_five_questions_in_their_own_words(db):
    asks = agency_report()

    said = asks.sections.get(position=1).questions.filter(kind="text").values_list("text", flat=True)

    assert list(said) == FIVE


def test_the_agency_report_has_a_section_for_each_priority(db):
    titles = agency_report().sections.filter(title__startswith="Priority: ").values_list("title", flat=True)

    assert list(titles) == [
        "Priority: Safeguarding babies",
        "Priority: Safeguarding children from diverse backgrounds",
        "Priority: The voice and lived experience of children where there is domestic abuse",
    ]


def test_every_priority_is_asked_what_difference_it_made(db):
    asked = Question.objects.filter(
        section__questionnaire=agency_report(), text__startswith="What difference has"
    )

    assert set(asked.values_list("topic", flat=True)) == {
        "priority_safeguarding-babies",
        "priority_diverse-backgrounds",
        "priority_domestic-abuse-voice",
    }


def test_the_voice_of_the_child_must_be_answered_and_never_set_aside(db):
    asked = Question.objects.filter(section__questionnaire=agency_report(), topic="voice_of_the_child")

    assert list(asked.values_list("code", "required", "may_not_apply")) == [
        ("voice-listen", True, False),
        ("voice-respond", True, False),
    ]


def test_the_self_assessment_asks_five_things_about_each_standard(db):
    """Score, narrative, evidence, difference to children, and what is missing where it is not fully met."""
    load_questionnaires(FOLDER)

    asks = Questionnaire.objects.get(code="section-11-self-assessment")
    questions = {one.code: one for one in Question.objects.filter(section__questionnaire=asks)}
    standards = [code for code, one in questions.items() if one.topic == "section_11"]

    assert len(standards) == 17
    assert {f"standard-{number}" for number in range(1, 9)} <= set(standards)
    for code in standards:
        assert (questions[code].scale.code, questions[code].may_not_apply) == ("self-assessment-0-3", True)
        told = [
            (
                questions[code + end].kind,
                questions[code + end].asked_if.code,
                questions[code + end].asked_if_values,
            )
            for end in ("-evidence", "-files", "-impact", "-gap")
        ]
        assert told == [
            ("text", code, ["3", "2", "1", "0"]),
            ("evidence", code, ["3", "2", "1", "0"]),
            ("text", code, ["3", "2", "1", "0"]),
            ("text", code, ["2", "1", "0"]),
        ]
    points = Scale.objects.get(code="self-assessment-0-3").points.all()
    assert [point.value for point in points] == [3, 2, 1, 0]
    assert all(point.descriptor for point in points)


def test_the_self_assessment_covers_what_the_arrangements_say_it_covers(db):
    load_questionnaires(FOLDER)

    titles = Section.objects.filter(questionnaire__code="section-11-self-assessment").values_list(
        "title", flat=True
    )

    assert {
        "Policies and procedures",
        "Information sharing",
        "Recording incidents of concern",
        "Recruitment and safer employment",
        "Training, supervision and support",
    } <= set(titles)


def test_every_shipped_questionnaire_could_be_offered_as_it_is(db):
    load_questionnaires(FOLDER)

    found = {asks.code: [one.sentence for one in problems_of(asks)] for asks in Questionnaire.objects.all()}

    assert set(found) == {
        "agency-assurance-report",
        "highlight-report",
        "multi-agency-audit-tool",
        "practitioners-survey",
        "safeguarding-through-education",
        "section-11-self-assessment",
        "single-agency-training",
        "young-peoples-survey",
    }
    assert [sentence for sentences in found.values() for sentence in sentences] == []


def test_the_audit_tool_never_asks_who_the_child_is(db):
    load_questionnaires(FOLDER)

    asked = Question.objects.filter(section__questionnaire__code="multi-agency-audit-tool")

    assert set(asked.filter(kind="date").values_list("code", flat=True)) == {"window-from", "window-until"}
    assert asked.get(code="agency-grade").scale.points.count() == 4
    assert {"immediate-concern", "voice", "parents-included", "practitioner-view"} <= set(
        asked.values_list("code", flat=True)
    )


def test_what_is_not_confirmed_says_so(db):
    load_questionnaires(FOLDER)

    assert "unconfirmed" in Questionnaire.objects.get(code="section-11-self-assessment").source


# Loading --------------------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing_the_second_time(db, capsys):
    call_command("load_questionnaires")
    before = list(Question.objects.values_list("pk", "text"))
    capsys.readouterr()

    call_command("load_questionnaires")

    assert capsys.readouterr().out == "The questionnaires are as their files say.\n"
    assert list(Question.objects.values_list("pk", "text")) == before


def test_a_version_that_was_not_asked_yet_follows_its_file(db, folder):
    load_questionnaires(folder)
    change(folder, "agency-assurance-report.toml", "What did we do?", "What did your agency do?")

    assert load_questionnaires(folder) == ["Changed the questionnaire “Agency assurance report (version 2)”"]
    assert Question.objects.filter(text="What did your agency do?").count() == 1


def test_a_version_that_was_asked_cannot_change(cast, folder):
    load_questionnaires(folder)
    open_round(cast, questionnaire=Questionnaire.objects.get(code="agency-assurance-report"))
    change(folder, "agency-assurance-report.toml", "What did we do?", "What did your agency do?")

    with pytest.raises(Refused) as refused:
        load_questionnaires(folder)

    assert str(refused.value) == (
        "agency-assurance-report.toml: Version 2 of “Agency assurance report” has been asked and cannot change. "
        "Give the file version 3."
    )


def test_the_next_version_stands_beside_the_one_that_was_asked(cast, folder):
    load_questionnaires(folder)
    open_round(cast, questionnaire=Questionnaire.objects.get(code="agency-assurance-report"))
    change(folder, "agency-assurance-report.toml", "What did we do?", "What did your agency do?")
    change(folder, "agency-assurance-report.toml", "version = 2", "version = 3")

    load_questionnaires(folder)

    texts = Question.objects.filter(code="did").order_by("section__questionnaire__version")
    assert list(texts.values_list("text", flat=True)) == ["What did we do?", "What did your agency do?"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("voice_of_the_child\"\n", "other\"\n", "It must have a required question about voice of the child."),
        ('code = "did"', 'code = "improving"', "More than one question has the code improving."),
        ('"number"', '"amount"', "staff-working-with-children: there is no kind of question called amount."),
        ('scale = "direction"', 'scale = "nowhere"', "There is no scale nowhere."),
        ('scale = "direction"\n', "", "improving-direction: a question on a scale names it, and no other does."),
        ("may_not_apply", "may_not_aply", "A question knows nothing called may_not_aply."),
        ('text = "What did we do?"\n', "", "text is missing in agency-assurance-report."),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_whole_with_a_sentence(db, folder, old, new, sentence):
    change(folder, "agency-assurance-report.toml", old, new)

    with pytest.raises(Refused) as refused:
        load_questionnaires(folder)

    assert str(refused.value) == f"agency-assurance-report.toml: {sentence}"
    assert not Questionnaire.objects.exists()
    assert not Section.objects.exists()


def test_a_scale_in_use_keeps_its_points(cast, folder):
    load_questionnaires(folder)
    open_round(cast, questionnaire=Questionnaire.objects.get(code="agency-assurance-report"))
    change(folder, "scales.toml", 'value = 2, label = "Compliant"', 'value = 4, label = "Compliant"')

    with pytest.raises(Refused, match="The scale section-11-compliance is in use, so its points stay"):
        load_questionnaires(folder)


# Answers keep their words -----------------------------------------------------------------------------------


def test_the_label_travels_with_every_answer_so_that_two_scales_never_mean_the_same_by_one_value(cast):
    """Green means “exceeds” in one place and “fully met” in another: the value alone says nothing."""
    asks = one_of_each()
    other = Scale.objects.create(code="other-three", name="Other words")
    for value, label in ((2, "Exceeds"), (1, "Meets the minimum"), (0, "Below")):
        other.points.create(value=value, label=label, descriptor=label)
    Question.objects.create(
        section=asks.sections.first(), position=9, code="other", text="And?", kind="scale", scale=other
    )
    police = return_of(open_round(cast, questionnaire=asks), cast.police)
    answer(police, "rating", cast.police_lead, value=1)
    answer(police, "other", cast.police_lead, value=1)

    kept = {a.question.code: a for a in Answer.objects.select_related("question")}

    assert {code: (a.value, a.label, a.scale_name, a.said) for code, a in kept.items()} == {
        "rating": (1, "Middling", "Three words", "Middling"),
        "other": (1, "Meets the minimum", "Other words", "Meets the minimum"),
    }


def test_a_value_that_is_not_on_the_scale_is_refused(cast):
    police = return_of(open_round(cast), cast.police)

    with pytest.raises(Refused, match="Select a point on the scale"):
        answer(police, "rating", cast.police_lead, value=7)


@pytest.mark.parametrize(
    ("code", "given", "said"),
    [
        ("voice", {"text": "We ask."}, "We ask."),
        ("rating", {"value": 0}, "Poor"),
        ("rating", {"not_applicable": True, "not_applicable_reason": "No children"}, "Does not apply"),
        ("staff", {"number": Decimal("1200")}, "1,200 people"),
        ("staff", {"number": Decimal("37.5")}, "37.5 people"),
        ("staff", {"number": Decimal("0")}, "0 people"),
        ("lead", {"text": "no"}, "No"),
        ("reviewed", {"text": "2024-02-29"}, "29 February 2024"),
    ],
)
def test_an_answer_is_said_in_words(cast, code, given, said):
    police = return_of(open_round(cast), cast.police)
    answer(police, code, cast.police_lead, **given)

    assert Answer.objects.get().said == said


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("text", {"number": Decimal(3)}, "This question does not ask for a number."),
        ("number", {"text": "three"}, "This question does not ask for text."),
        ("yes_no", {"text": "perhaps"}, "Select yes or no."),
        ("date", {"text": "2026-02-29"}, "Enter a real date."),
        ("text", {"not_applicable": True}, "This question applies to everybody. Answer it, and say what is "
                                           "difficult."),
        ("text", {"text": "x" * 20_001}, "An answer must be 20,000 characters or fewer. This one has 20,001. "
         "Shorten it, and say where the longer text can be read."),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(kind, given, sentence):
    asked = SimpleNamespace(kind=kind, may_not_apply=False)

    with pytest.raises(Refused) as refused:
        check_given(Given(question=asked, **given), points=())

    assert str(refused.value) == sentence


# Counting ---------------------------------------------------------------------------------------------------


def test_what_does_not_apply_leaves_the_count_only_with_its_reason(cast):
    police = return_of(open_round(cast), cast.police)
    questions = list(Question.objects.filter(section__questionnaire=police.round.questionnaire))
    answer(police, "voice", cast.police_lead, text="We ask.")
    aside = answer(police, "rating", cast.police_lead, not_applicable=True)
    answers = {a.question_id: a for a in police.answers.all()}

    without_reason = count(questions, answers)
    answer(
        police,
        "rating",
        cast.police_lead,
        seen=aside.revision,
        not_applicable=True,
        not_applicable_reason="None here",
    )
    with_reason = count(questions, {a.question_id: a for a in police.answers.all()})

    assert (without_reason.answered, without_reason.of, without_reason.not_applicable) == (1, 6, 0)
    assert (with_reason.answered, with_reason.of, with_reason.not_applicable) == (1, 5, 1)
    assert without_reason.missing == with_reason.missing + 1 == 4


def test_the_database_counts_as_the_rule_counts(cast):
    asked = open_round(cast)
    police = return_of(asked, cast.police)
    answer(police, "voice", cast.police_lead, text="We ask.")
    answer(police, "rating", cast.police_lead, not_applicable=True, not_applicable_reason="None here")
    answer(police, "staff", cast.police_lead, not_applicable=True)
    submitted(return_of(asked, cast.county), cast.county_lead)
    questions = list(Question.objects.filter(section__questionnaire=asked.questionnaire))

    for opened in asked.returns.with_progress():
        rule = count(questions, {a.question_id: a for a in opened.answers.all()})
        assert (opened.answered, opened.of, opened.set_aside) == (rule.answered, rule.of, rule.not_applicable)


def test_an_optional_question_is_never_missing():
    optional = SimpleNamespace(pk=1, required=False, may_not_apply=False, asked_if_id=None)

    assert missing([optional], {}) == []


def test_a_return_without_the_childs_voice_is_not_complete(cast):
    police = return_of(open_round(cast), cast.police)
    for code, given in (("rating", {"value": 2}), ("staff", {"number": 4}), ("lead", {"text": "yes"})):
        answer(police, code, cast.police_lead, **given)
    answer(police, "reviewed", cast.police_lead, text=date(2026, 1, 1).isoformat())

    with pytest.raises(Refused) as refused:
        operations.submit(police, by=cast.police_lead, declared_office="Chief constable")

    assert str(refused.value) == (
        "Answer 1 question before you submit, the first is: How do you listen to children?"
    )


# Spreadsheets -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_quoted(risky):
    assert safe_cell(risky) == f"'{risky}"


@pytest.mark.parametrize(
    ("plain", "cell"), [("Police", "Police"), (3, 3), (-3, -3), (None, ""), ("a=b", "a=b")]
)
def test_other_cells_stay_as_they_are(plain, cell):
    assert safe_cell(plain) == cell


def test_one_of_each_asks_every_kind(db):
    kinds = Question.objects.filter(section__questionnaire=every_kind()).values_list("kind", flat=True)

    assert set(kinds) == set(Question.Kind.values)
