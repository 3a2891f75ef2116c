"""Questionnaires are written, checked, offered, frozen once asked, and compared version by version."""

import tomllib
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import BusinessPlan, Event, Question, Questionnaire, ScalePoint, Section
from partnership.operations import questionnaire_building as operations
from partnership.operations.questionnaire_building.scales import fingerprint
from partnership.operations.questionnaire_files import bring_in, load_questionnaires
from partnership.operations.questionnaire_shape import as_described, as_file
from tests.factories import builder as made
from tests.factories.assurance import TODAY, agency_report, open_round


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def page(name, *things):
    return reverse(f"assurance:{name}", args=[thing.pk for thing in things])


def problems(questionnaire):
    return [problem.sentence for problem in operations.problems_of(made.fresh(questionnaire))]


# Beginning ------------------------------------------------------------------------------------------------


def test_start_questionnaire_by_two_presses_of_the_button_begins_one(cast, sign_in):
    client = sign_in("board_officer")
    typed = {"title": "Safe at night", "basis": "invitation", "introduction": "Ten minutes."}

    for _ in range(2):
        client.post(reverse("assurance:start_questionnaire"), typed)

    asks = Questionnaire.objects.get(code="safe-at-night")
    assert (asks.version, asks.basis, asks.state, asks.made_by) == (1, "invitation", "written", cast.officer)


def test_two_questionnaires_are_not_called_the_same(cast):
    made.written(cast)

    with pytest.raises(Refused, match="There is a questionnaire called “Safe at night” already"):
        made.begun(cast, "SAFE at night")


def test_copy_questionnaire_asks_the_same_under_a_title_of_its_own_and_leaves_the_first_alone(cast):
    first = made.asked(cast)

    copy = operations.copy_questionnaire(first, by=cast.officer, title="Safe at dusk")
    made.question(cast, copy.sections.first(), "And who is deputy?")

    assert (copy.code, copy.version, copy.state) == ("safe-at-dusk", 1, "written")
    assert made.texts(copy)[0][1] == [*made.texts(first)[0][1], "And who is deputy?"]
    assert made.by_code(copy)["from-what-date"].asked_if == made.by_code(copy)["is-there-a-lead"]


def test_next_version_keeps_the_codes_and_is_begun_once(cast, sign_in):
    first = made.asked(cast)
    client = sign_in("board_officer")

    client.post(page("next_version", first))
    again = client.post(page("next_version", first))

    second = Questionnaire.objects.get(code="safe-at-night", version=2)
    assert again.url == second.get_absolute_url()
    assert list(made.by_code(second)) == list(made.by_code(first))
    assert (second.state, first.state) == ("written", "asked")


# Writing --------------------------------------------------------------------------------------------------


def test_add_question_by_two_presses_of_the_button_adds_one(cast, sign_in):
    asks = made.begun(cast)
    part = made.section(cast, asks)
    typed = {"text": "What shows that?", "kind": "text", "required": "on", "seen": made.fresh(asks).revision}
    client = sign_in("board_officer")

    client.post(page("add_question", asks, part), typed)
    client.post(page("add_question", asks, part), typed)
    client.post(page("add_question", asks, part), typed | {"seen": made.fresh(asks).revision})

    assert list(part.questions.values_list("code", "text")) == [
        ("what-shows-that", "What shows that?"),
        ("what-shows-that-2", "What shows that?"),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"kind": "number", "unit": "people", "columns": "Left over"}, ("number", "people", [])),
        (
            {"kind": "table", "columns": "Course\n\n Places (number) ", "unit": "left over"},
            ("table", "", [{"title": "Course", "kind": "text"}, {"title": "Places", "kind": "number"}]),
        ),
        ({"kind": "evidence"}, ("evidence", "", [])),
        ({"kind": "date"}, ("date", "", [])),
        ({"kind": "yes_no"}, ("yes_no", "", [])),
    ],
)
def test_add_question_keeps_what_its_kind_has_and_nothing_else(cast, sign_in, typed, kept):
    asks = made.begun(cast)
    part = made.section(cast, asks)

    sign_in("board_officer").post(
        page("add_question", asks, part), {"text": "Emoji 🌙 and ‮right to left‬?", "seen": 2, **typed}
    )

    question = part.questions.get()
    assert (question.kind, question.unit, question.columns) == kept
    assert question.text == "Emoji 🌙 and ‮right to left‬?"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "scale"}, "Select the scale it uses"),
        ({"kind": "number"}, "Enter what the number counts, such as people or %"),
        ({"kind": "table"}, "Enter at least one column for the table"),
        ({"kind": "table", "columns": "A\na"}, "Two columns have the same title."),
        (
            {"kind": "table", "columns": "\n".join("abcdefghi")},
            "A table can have 8 columns at most; this has 9",
        ),
        ({"kind": "text", "code": "is-there-a-lead"}, "Another question has the code is-there-a-lead."),
        ({"kind": "text", "text": "x" * 501}, "501"),
    ],
)
def test_add_question_says_what_is_missing_and_keeps_what_was_typed(cast, sign_in, typed, sentence):
    asks = made.written(cast)
    part = asks.sections.first()

    answer = sign_in("board_officer").post(
        page("add_question", asks, part),
        {"text": "Who is deputy?", "guidance": "By office.", "seen": asks.revision, **typed},
    )

    assert sentence in answer.text
    assert "By office." in answer.text
    assert part.questions.count() == 3


def test_arrange_questions_moves_up_and_down_and_over_a_sections_border(cast, sign_in):
    asks = made.written(cast)
    client = sign_in("board_officer")

    def move(code, way):
        pk = made.by_code(asks)[code].pk
        seen = made.fresh(asks).revision
        return client.post(page("arrange_questions", asks), {"move": f"question-{pk}-{way}", "seen": seen})

    move("what-shows-it", "up")
    landed = move("how-good-is-it", "down")
    move("how-many-staff", "up")

    assert made.texts(asks) == [
        ("In words", ["Is there a lead?", "From what date?"]),
        ("In figures", ["How many staff?", "How good is it?", "What shows it?", "Which courses?"]),
    ]
    assert landed.url.endswith(f"#question-{made.by_code(asks)['how-good-is-it'].pk}")


def test_a_section_moves_with_its_questions_but_never_before_what_they_depend_on(cast):
    asks = made.written(cast)
    figures = asks.sections.last()
    made.condition(cast, made.by_code(asks)["how-many-staff"], made.by_code(asks)["is-there-a-lead"], "yes")

    with pytest.raises(Refused, match="“How many staff\\?” is asked only after an answer to a question that"):
        operations.move_question_section(figures, by=cast.officer, seen=made.fresh(asks).revision, down=False)

    assert [title for title, _ in made.texts(asks)] == ["In words", "In figures"]


def test_a_button_of_an_old_page_moves_nothing_and_says_so(cast, sign_in):
    asks = made.written(cast)
    question = made.by_code(asks)["from-what-date"]
    old = asks.revision
    made.question(cast, asks.sections.last(), "And?")

    answer = sign_in("board_officer").post(
        page("arrange_questions", asks), {"move": f"question-{question.pk}-down", "seen": old}, follow=True
    )

    assert "This questionnaire changed after you opened the page." in answer.text
    assert made.texts(asks)[0][1][1] == "From what date?"


def test_remove_question_and_section_only_where_nothing_depends_on_them(cast, sign_in):
    asks = made.written(cast)
    client = sign_in("board_officer")
    lead, since = made.by_code(asks)["is-there-a-lead"], made.by_code(asks)["from-what-date"]

    kept = client.post(page("remove_question", asks, lead), {"seen": asks.revision})
    client.post(page("remove_question", asks, since), {"seen": asks.revision})
    again = client.post(page("remove_question", asks, since), {"seen": asks.revision})
    client.post(
        page("remove_question_section", asks, asks.sections.last()), {"seen": made.fresh(asks).revision}
    )

    assert "“From what date?” is asked only after an answer to this question." in kept.text
    assert again.status_code == 302
    assert made.texts(asks) == [("In words", ["Is there a lead?", "How good is it?"])]


# Two people at once ---------------------------------------------------------------------------------------


def typed_of(question, **changes):
    return {
        "text": question.text, "kind": question.kind, "required": "on", "seen": 0, "code": question.code, **changes,
    }  # fmt: skip


def test_change_question_tells_who_changed_it_meanwhile_and_keeps_both_wordings(cast, sign_in):
    asks = made.written(cast)
    question, opened = made.by_code(asks)["from-what-date"], asks.revision
    made.changed(question, cast.manager, text="Since which day?")
    client = sign_in("board_officer")

    told = client.post(
        page("change_question", asks, question), typed_of(question, text="From when on?", seen=opened)
    )

    assert "Board manager (Board manager) changed this after you opened it." in told.text
    assert "Since which day?" in told.text
    assert "From when on?" in told.text
    assert made.fresh(question).text == "Since which day?"
    seen = told.context["form"]["seen"].value()
    client.post(page("change_question", asks, question), typed_of(question, text="From when on?", seen=seen))
    assert made.fresh(question).text == "From when on?"


def test_two_people_at_different_questions_do_not_disturb_each_other(cast):
    asks = made.written(cast)
    opened = asks.revision
    made.changed(made.by_code(asks)["from-what-date"], cast.manager, text="Since which day?")

    made.changed(made.by_code(asks)["how-many-staff"], cast.officer, seen=opened, text="How many people?")

    assert {"Since which day?", "How many people?"} <= {one.text for one in made.by_code(asks).values()}


def test_what_was_typed_into_a_question_that_a_colleague_took_out_can_be_added_again(cast, sign_in):
    asks = made.written(cast)
    question = made.by_code(asks)["what-shows-it"]
    operations.remove_question(question, by=cast.manager, seen=asks.revision)

    told = sign_in("board_officer").post(
        page("change_question", asks, question),
        typed_of(question, text="What proves it?", seen=asks.revision),
    )

    assert "A colleague removed this after you opened it" in told.text
    assert "What proves it?" in told.text


# Conditions -----------------------------------------------------------------------------------------------


def test_ask_only_if_offers_earlier_choices_alone_and_takes_the_condition_away_again(cast, sign_in):
    asks = made.written(cast)
    staff = made.by_code(asks)["how-many-staff"]
    client = sign_in("board_officer")
    address = page("ask_only_if", asks, staff)

    offered = client.get(address)
    client.post(
        address, {"source": "how-good-is-it", "answers": ["0", "1"], "seen": asks.revision, "save": "yes"}
    )
    shown = client.get(asks.get_absolute_url())

    assert [one["code"] for one in offered.context["earlier"]] == ["is-there-a-lead", "how-good-is-it"]
    assert "Asked only after “How good is it?”: Red or Amber" in shown.text
    client.post(address, {"always": "yes", "seen": made.fresh(asks).revision})
    assert (made.fresh(staff).asked_if, made.fresh(staff).asked_if_values) == (None, [])


@pytest.mark.parametrize(
    ("code", "source", "answers", "sentence"),
    [
        ("is-there-a-lead", "how-good-is-it", ["2"], "to a question that does not come before it"),
        ("is-there-a-lead", "is-there-a-lead", ["yes"], "to a question that does not come before it"),
        ("how-many-staff", "from-what-date", ["yes"], "“From what date\\?” asks for neither"),
        ("how-many-staff", "how-good-is-it", ["7"], "an answer that “How good is it\\?” does not offer"),
        ("how-many-staff", "is-there-a-lead", ["yes", "no"], "after every answer"),
        ("how-many-staff", "is-there-a-lead", [], "Select at least one answer to “Is there a lead"),
    ],
)
def test_a_condition_that_could_not_be_met_is_refused(cast, code, source, answers, sentence):
    asks = made.written(cast)
    codes = made.by_code(asks)

    with pytest.raises(Refused, match=sentence):
        made.condition(cast, codes[code], codes[source], *answers)

    assert made.by_code(asks)[code].asked_if_id is None


def test_a_question_cannot_wait_for_one_of_another_questionnaire(cast):
    asks, other = made.written(cast), made.offered(cast, "Other")

    with pytest.raises(Refused, match="Choose a question of this questionnaire"):
        made.condition(
            cast, made.by_code(asks)["how-many-staff"], made.by_code(other)["is-there-a-lead"], "yes"
        )


def test_what_a_condition_depends_on_cannot_change_beneath_it(cast):
    asks = made.written(cast)
    codes = made.by_code(asks)
    rating = codes["how-good-is-it"]
    made.condition(cast, codes["how-many-staff"], rating, "0")
    without_red = made.POINTS[:2]

    with pytest.raises(Refused, match="“From what date\\?” can depend on a choice or on yes or no"):
        made.changed(codes["is-there-a-lead"], cast.officer, kind="text")
    with pytest.raises(Refused, match="“How many staff\\?” is asked after a point that you took out"):
        operations.change_scale(
            rating.scale, by=cast.officer, name="Traffic light", points=without_red,
            seen=fingerprint(rating.scale),
        )  # fmt: skip

    assert (made.fresh(codes["is-there-a-lead"]).kind, rating.scale.points.count()) == ("yes_no", 3)


# Scales ---------------------------------------------------------------------------------------------------


def rows(*points, initial=0):
    data = {"points-TOTAL_FORMS": len(points), "points-INITIAL_FORMS": initial}
    for number, (value, label, descriptor) in enumerate(points):
        data |= {
            f"points-{number}-value": value, f"points-{number}-label": label,
            f"points-{number}-descriptor": descriptor,
        }  # fmt: skip
    return data


def test_start_scale_keeps_its_labels_and_descriptors_and_leaves_empty_rows_out(cast, sign_in):
    client = sign_in("board_officer")
    typed = {"name": "Traffic light", **rows((2, "Green", "Exceeds"), (0, "Red", "Below"), ("", "", ""))}

    for _ in range(2):
        client.post(reverse("assurance:start_scale"), typed)

    assert list(ScalePoint.objects.values_list("scale__name", "value", "label", "descriptor")) == [
        ("Traffic light", 2, "Green", "Exceeds"),
        ("Traffic light", 0, "Red", "Below"),
    ]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([(2, "Green", "")], "A scale needs at least two points."),
        ([(2, "Green", ""), (2, "Red", "")], "Two points have the same value."),
        ([(2, "Green", ""), (1, "green ", "")], "Two points have the same label."),
        ([(2, "Green", ""), ("", "Red", "")], "Enter a value for the point, such as 3"),
        ([(2, "Green", ""), (1, "", "")], "Enter a label for the point"),
        ([("x", "Green", "Kept")], "Enter a whole number."),
    ],
)
def test_start_scale_says_what_is_wrong_with_its_points(cast, sign_in, points, sentence):
    answer = sign_in("board_officer").post(
        reverse("assurance:start_scale"), {"name": "Mine", **rows(*points)}
    )

    assert sentence in answer.text
    assert not ScalePoint.objects.exists()


def test_change_scale_tells_of_a_colleague_and_stops_once_it_was_asked_with(cast, sign_in):
    asked = made.by_code(made.asked(cast, "Asked"))["how-good-is-it"].scale
    scale = made.scale(cast, "Not asked with yet")
    opened = fingerprint(scale)
    other = [{**point, "label": f"{point['label']}!"} for point in made.POINTS]
    operations.change_scale(scale, by=cast.manager, seen=opened, name=scale.name, points=other)

    with pytest.raises(Refused, match="A colleague changed this scale after you opened it"):
        operations.change_scale(scale, by=cast.officer, seen=opened, name=scale.name, points=made.POINTS)

    with pytest.raises(Refused, match="This scale has been used, so it cannot be changed"):
        operations.change_scale(asked, by=cast.officer, seen="", name="New", points=made.POINTS)


# Offering and freezing ------------------------------------------------------------------------------------


def test_what_nothing_speaks_against_is_offered_and_the_offer_taken_back(cast, sign_in):
    asks = made.written(cast)
    client = sign_in("board_officer")
    assert problems(asks) == []

    for _ in range(2):
        client.post(page("offer_questionnaire", asks))
    assert made.fresh(asks).state == "offered"
    with pytest.raises(Refused, match="Take the offer back first"):
        made.section(cast, asks, "More")
    client.post(page("take_back_questionnaire", asks))

    assert made.fresh(asks).state == "written"
    told = [event.verb for event in Event.objects.about(asks).order_by("pk")]
    assert told[-2:] == ["offered", "took back"]


def test_everything_that_must_be_put_right_is_said_with_a_link_to_its_place(cast, sign_in):
    asks = made.begun(cast)
    assert problems(asks) == ["It asks nothing yet. Add a section, and questions to it."]
    part = made.section(cast, asks)
    assert problems(asks) == ["The section “In words” has no question."]
    bare = made.scale(cast, "Bare", [{**point, "descriptor": ""} for point in made.POINTS[:2]])
    rating = made.question(cast, part, "How good?", "scale", scale=bare)
    number = made.question(cast, part, "How many?", "number")
    waits = made.question(cast, part, "Why?")
    Question.objects.filter(pk=waits.pk).update(asked_if=rating, asked_if_values=["9"])
    made.section(cast, asks, "Second")
    twin = made.question(cast, asks.sections.last(), "And?")
    Question.objects.filter(pk=twin.pk).update(code="why")

    answer = sign_in("board_officer").get(asks.get_absolute_url())

    assert [(one["text"], one["target"]) for one in answer.context["problems"]] == [
        (
            "The scale “Bare” does not say what “Green” and “Amber” means. Agencies would each read it in their "
            "own way.",
            reverse("assurance:scale", args=[bare.pk]),
        ),
        ("“How many?” asks for a number without its unit, such as people or %.", f"#question-{number.pk}"),
        ("“Why?” is asked after an answer that “How good?” does not offer.", f"#question-{waits.pk}"),
        ("More than one question has the code why.", f"#question-{waits.pk}"),
    ]
    assert "Offer it to rounds" not in answer.text
    with pytest.raises(Refused, match="4 things must be put right first"):
        operations.offer_questionnaire(asks, by=cast.officer)


def test_a_survey_that_knows_nobody_asks_for_choices_and_words_and_shows_all_of_them(cast):
    asks = made.written(cast, basis="anonymous")

    assert problems(asks) == [
        "“From what date?” may say who answers: a survey asks for choices and words only.",
        "“From what date?” depends on another answer. A survey shows everybody the same questions.",
        "“How many staff?” may say who answers: a survey asks for choices and words only.",
        "“Which courses?” may say who answers: a survey asks for choices and words only.",
        "“What shows it?” may say who answers: a survey asks for choices and words only.",
    ]


def test_only_what_is_offered_can_be_asked_in_a_round_or_a_survey(cast, sign_in):
    asked, offered, written = made.asked(cast), made.offered(cast, "Offered"), made.written(cast, "Written")
    withdrawn = operations.take_back_questionnaire(made.asked(cast, "Withdrawn"), by=cast.officer)

    answer = sign_in("board_officer").get(reverse("assurance:open_round"))

    choices = set(answer.context["form"].fields["questionnaire"].queryset)
    assert choices >= {asked, offered}
    assert not choices & {written, withdrawn}
    for one in (written, withdrawn):
        with pytest.raises(Refused, match="is not offered"):
            open_round(cast, questionnaire=one)


@pytest.mark.parametrize(
    "change",
    [
        lambda asks: Questionnaire.objects.filter(pk=asks.pk).update(title="Other"),
        lambda asks: Questionnaire.objects.filter(pk=asks.pk).update(frozen_at=None),
        lambda asks: Section.objects.filter(questionnaire=asks).update(guidance="Other"),
        lambda asks: Section.objects.create(questionnaire=asks, position=9, title="More"),
        lambda asks: Question.objects.filter(section__questionnaire=asks).update(required=False),
        lambda asks: Question.objects.filter(section__questionnaire=asks, kind="evidence").delete(),
        lambda asks: Question.objects.create(
            section=asks.sections.first(), position=9, code="x", text="More?"
        ),
        lambda asks: ScalePoint.objects.filter(label="Red").update(label="Blue"),
        lambda asks: ScalePoint.objects.filter(label="Red").delete(),
        lambda asks: ScalePoint.objects.get(label="Red").scale.points.create(value=9, label="Blue"),
    ],
)
def test_the_database_refuses_to_change_what_was_asked(cast, change):
    asks = made.asked(cast)
    before = as_described(asks)

    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        change(asks)

    assert as_described(made.fresh(asks)) == before


def test_a_version_that_was_asked_is_refused_on_every_page_that_writes(cast, sign_in):
    asks = made.asked(cast)
    question = made.by_code(asks)["from-what-date"]

    answer = sign_in("board_officer").post(
        page("change_question", asks, question), typed_of(question, text="Other?", seen=99)
    )

    assert answer.status_code == 409
    assert "This version has been asked and cannot change. Start the next version of it." in answer.text


# What it must ask -----------------------------------------------------------------------------------------


def agency_draft(cast):
    return operations.next_version(agency_report(), by=cast.officer)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("voice-listen voice-respond", "It must have a required question about voice of the child."),
        ("lived-experience", "It must have a required question about lived experience."),
        ("how-well", "It must have 5 required questions about five questions."),
    ],
)
def test_an_agency_report_is_not_offered_without_what_the_arrangements_require(cast, code, sentence):
    draft = agency_draft(cast)
    for one in code.split():
        seen = made.fresh(draft).revision
        operations.remove_question(made.by_code(draft)[one], by=cast.officer, seen=seen)

    with pytest.raises(Refused) as refused:
        operations.offer_questionnaire(draft, by=cast.officer)

    assert "must be put right first" in str(refused.value)
    assert sentence in problems(draft)


def test_an_agency_report_asks_about_every_priority_of_the_plan_in_force(cast, sign_in):
    plan = BusinessPlan.objects.create(
        reference="BP-2026", title="Plan", starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
        state="approved", approved_on=date(2026, 3, 2), approved_by_decision="LRSCP 12", started_by=cast.officer,
    )  # fmt: skip
    plan.priorities.create(number=1, title="Safeguarding babies", lead_group=cast.crg)
    plan.priorities.create(number=2, title="Online harm", lead_group=cast.crg)
    draft = agency_draft(cast)
    wanting = "The business plan has the priority “Online harm”, and nothing here asks about it."
    assert problems(draft) == [wanting]

    sign_in("board_officer").post(page("ask_about_priority", draft), {"title": "Online harm"})

    assert problems(draft) == []
    part = draft.sections.last()
    assert (part.title, part.questions.count()) == ("Priority: Online harm", 3)
    assert "priority_online-harm" in made.fresh(draft).must_ask


def test_write_questionnaire_lets_go_of_a_priority_but_never_of_what_the_arrangements_require(cast, sign_in):
    draft = agency_draft(cast)
    kept = [topic for topic in draft.must_ask if not topic.startswith("priority_")]

    sign_in("board_officer").post(
        page("write_questionnaire", draft),
        {"title": draft.title, "basis": "duty", "priorities": ["priority_safeguarding-babies"], "seen": 1},
    )

    assert "voice_of_the_child" in kept
    assert made.fresh(draft).must_ask == [*kept, "priority_safeguarding-babies"]


# Reading --------------------------------------------------------------------------------------------------


def test_compare_versions_shows_question_by_question_what_became_of_each(cast, sign_in):
    first = made.asked(cast)
    second = operations.next_version(first, by=cast.officer)
    codes = made.by_code(second)
    made.changed(codes["how-many-staff"], cast.officer, text="How many people?", unit="staff")
    seen = made.fresh(second).revision
    operations.remove_question(codes["which-courses"], by=cast.officer, seen=seen)
    operations.move_question(
        codes["how-good-is-it"], by=cast.officer, seen=made.fresh(second).revision, down=False
    )
    made.question(cast, second.sections.last(), "What is next?")

    answer = sign_in("board_officer").get(page("compare_versions", second))

    told = {row.code: (row.what, row.changes) for row, _ in answer.context["rows"]}
    assert told["how-many-staff"] == (
        "changed",
        (("Question", "How many staff?", "How many people?"), ("Unit", "people", "staff")),
    )
    assert {code: what for code, (what, _) in told.items() if what != "changed"} == {
        "which-courses": "removed",
        "what-is-next": "added",
        "how-good-is-it": "moved",
    }
    assert answer.context["same"] == 3


def test_preview_section_is_drawn_by_the_form_that_answerers_have(cast, sign_in):
    asks = made.written(cast)
    client = sign_in("board_officer")

    listed = client.get(page("preview_questionnaire", asks))
    shown = client.get(page("preview_section", asks, asks.sections.first()))

    assert "In figures" in listed.text
    assert "It exceeds what is asked." in shown.text
    assert "Does not apply" in shown.text


def test_preview_of_a_survey_is_its_one_page(cast, sign_in):
    asks = made.begun(cast, "Night shifts", basis="anonymous")
    part = made.section(cast, asks)
    made.question(cast, part, "How good is it?", "scale", scale=made.scale(cast))
    made.question(cast, part, "What should change?")

    shown = sign_in("board_officer").get(page("preview_questionnaire", asks))

    assert "I would rather not say" in shown.text
    assert "Do not write names" in shown.text
    assert page("preview_section", asks, part) not in shown.text


def test_questionnaires_lists_every_version_with_its_state_but_no_surveys_own(cast, sign_in):
    operations.next_version(made.asked(cast), by=cast.officer)
    made.offered(cast, "Offered")
    operations.take_back_questionnaire(made.asked(cast, "Past"), by=cast.officer)
    Questionnaire.objects.create(code="survey-vs-2026-1", title="Of one survey", basis="anonymous")

    answer = sign_in("board_officer").get(reverse("assurance:questionnaires"))

    told = {versions[0].title: [one.state.label for one in versions] for versions in answer.context["groups"]}
    assert told == {
        "Offered": ["Offered"],
        "Past": ["Withdrawn"],
        "Safe at night": ["Being written", "Used and fixed"],
    }


def test_pages_ask_the_database_as_often_for_400_questions_as_for_six(cast, sign_in):
    client = sign_in("board_officer")
    small, large = made.written(cast), made.written(cast, "Large")
    part = large.sections.first()
    Question.objects.bulk_create(
        Question(section=part, position=100 + n, code=f"many-{n}", text=f"Question {n}?", kind="yes_no")
        for n in range(394)
    )

    def queries(asks):
        counts = []
        for address in (
            asks.get_absolute_url(),
            page("preview_section", asks, asks.sections.first()),
            page("questionnaire_file", asks),
            page("ask_only_if", asks, made.by_code(asks)["what-shows-it"]),
        ):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert client.get(address).status_code == 200
            counts.append(len(seen))
        return counts

    queries(small)
    assert queries(small) == queries(large)
    assert large.sections.first().questions.count() == 397


# Files ----------------------------------------------------------------------------------------------------


def test_what_is_given_out_as_a_file_reads_back_as_the_same_questions(cast, sign_in, tmp_path):
    asks = made.asked(cast)
    answer = sign_in("board_officer").get(page("questionnaire_file", asks))
    assert 'filename="safe-at-night-version-1.toml"' in answer["Content-Disposition"]

    brought = bring_in(answer.content, by=cast.officer)

    assert (brought.version, brought.state) == (2, "written")
    assert as_described(brought) == as_described(asks)
    (tmp_path / "same.toml").write_bytes(answer.content)
    assert load_questionnaires(tmp_path) == []


def test_awkward_words_survive_the_way_through_a_file(cast):
    asks = made.begun(cast, 'Quotes "and" back\\slashes')
    words = 'A "quote", a \\ and\ttab\nnew line, \x7f, 🌙 and =1+1'
    part = made.section(cast, asks, guidance=words)
    made.question(cast, part, words.replace("\n", " "))
    operations.offer_questionnaire(asks, by=cast.officer)

    again = bring_in(as_file(made.fresh(asks)).encode(), by=cast.officer)

    assert as_described(again) == as_described(made.fresh(asks))
    assert tomllib.loads(as_file(again))["sections"][0]["guidance"] == words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "it cannot be read as TOML"),
        (b"code = ", "it cannot be read as TOML"),
        (b'title = "No code"\nsections = []', "The file says nothing about “code”"),
        (b'code = "a b"\ntitle = "T"\nsections = []', "may hold letters, digits"),
        (b'code = "a"\ntitle = 7\nsections = []', "title must be text, in quotation marks"),
        (b'code = "a"\ntitle = " "\nsections = []', "title must not be empty"),
        (b'code = "a"\ntitle = "T\\u0000"\nsections = []', "holds a character that no text has"),
        (
            b'code="a"\ntitle="T"\n[[scales]]\ncode="s"\nname="S"\npoints=[{value=99999,label="A"},{value=2,label="B"}]\n'
            b'[[sections]]\ntitle="S"\nquestions=[]',
            "value must be a whole number from -99 to 99",
        ),
        (b'code = "a"\ntitle = "T"\nsections = 7', "something that a questionnaire cannot have"),
        (b'code = "a"\ntitle = "' + b"x" * 201 + b'"\nsections = []', "200 characters or fewer"),
        (
            b'code="a"\ntitle="T"\n[[sections]]\ntitle="S"\n[[sections.questions]]\ncode="q"\ntext="Q"\n'
            b'asked_if = { question = "r", answers = ["yes"] }\n'
            b'[[sections.questions]]\ncode="r"\ntext="R"\nkind="yes_no"',
            "q: “Q” is asked only after an answer to a question that does not come before it.",
        ),
        (
            b'code="a"\ntitle="T"\n[[sections]]\ntitle="S"\n[[sections.questions]]\ncode="q"\ntext="Q"\nkind="table"',
            "q: a table has columns, and no other question does.",
        ),
        (
            b'code="a"\ntitle="T"\n[[scales]]\ncode="traffic-light"\nname="T"\npoints=[{value=1,label="A"},{value=2,label="B"}]\n'
            b'[[sections]]\ntitle="S"\nquestions=[]',
            "There is a scale with the code traffic-light already, and its points read otherwise.",
        ),
    ],
)  # fmt: skip
def test_bring_questionnaire_refuses_a_wrong_file_whole_with_a_sentence(cast, sign_in, content, sentence):
    made.scale(cast)

    answer = sign_in("board_officer").post(
        reverse("assurance:bring_questionnaire"), {"file": SimpleUploadedFile("mine.toml", content)}
    )

    assert sentence in answer.text
    assert not Questionnaire.objects.exists()


def test_loading_leaves_a_scale_that_people_changed(cast, tmp_path):
    scale = made.scale(cast)
    (tmp_path / "scales.toml").write_text(
        '[[scales]]\ncode = "traffic-light"\nname = "Of the file"\n'
        'points = [{ value = 1, label = "A" }, { value = 0, label = "B" }]\n'
    )

    assert load_questionnaires(tmp_path) == ["Left the scale “Traffic light” as people wrote it"]
    assert made.fresh(scale).points.count() == 3


def test_loading_the_shipped_files_leaves_what_people_wrote(cast, tmp_path):
    asks = made.offered(cast)
    text = as_file(asks)
    made_again = text.replace("Is there a lead?", "Is there somebody?")
    (tmp_path / "ours.toml").write_text(made_again)

    assert load_questionnaires(tmp_path) == [
        "Left the questionnaire “Safe at night (version 1)” as people wrote it"
    ]
    assert made.by_code(asks)["is-there-a-lead"].text == "Is there a lead?"
