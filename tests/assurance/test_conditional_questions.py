"""Questions that are asked only on the answer to another one: what they count for, and that nothing typed is lost."""

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Answer, Question, Return
from partnership.operations import questionnaires as operations
from partnership.rules.questionnaires import applies, count, missing
from tests.factories.answering import every_kind, fully_answered
from tests.factories.assurance import OFFICE, TODAY, answer, open_round, question, return_of


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def police(cast):
    return return_of(open_round(cast, [cast.police, cast.county], every_kind()), cast.police)


def asked_of(opened):
    there = {one.question_id: one for one in opened.answers.select_related("question")}
    return [one.code for one in operations.questions_of(opened) if applies(one, there)]


def address(opened, code, deed="section"):
    return reverse(f"assurance:{deed}", args=[opened.pk, question(opened.round, code).section_id])


def test_a_question_is_asked_while_the_one_before_has_the_answer_that_opens_it(cast, police):
    assert "trained" not in asked_of(police)
    answer(police, "lead", cast.police_lead, text="yes")
    assert "trained" in asked_of(police)
    assert "training" not in asked_of(police)
    answer(police, "trained", cast.police_lead, text="no")
    assert "training" in asked_of(police)
    answer(police, "lead", cast.police_lead, seen=1, text="no")
    assert {"trained", "training"} & set(asked_of(police)) == set()


@pytest.mark.parametrize(
    ("given", "of", "left"),
    [
        ({}, 8, 7),
        ({"lead": "yes"}, 9, 7),
        ({"lead": "yes", "trained": "no"}, 10, 7),
        ({"lead": "yes", "trained": "yes"}, 9, 6),
        ({"lead": "no", "trained": "no"}, 8, 6),
    ],
)
def test_what_is_not_asked_leaves_the_count_and_is_not_missing_in_python_and_in_the_database(
    cast, police, given, of, left
):
    for code, text in given.items():
        answer(police, code, cast.police_lead, text=text)

    questions = operations.questions_of(police)
    there = {one.question_id: one for one in police.answers.select_related("question")}
    counted = count(questions, there)
    stored = Return.objects.with_progress().get(pk=police.pk)
    assert (counted.of, len(missing(questions, there))) == (of, left)
    assert (stored.of, stored.answered, stored.set_aside) == (
        counted.of, counted.answered, counted.not_applicable,
    )  # fmt: skip


def test_the_database_counts_tables_evidence_and_what_waits_for_review_as_the_rule_does(cast, police):
    fully_answered(police, cast.police_lead)
    Answer.objects.filter(question__code="voice").update(to_review=True)

    counted = count(
        operations.questions_of(police), {a.question_id: a for a in police.answers.select_related("question")}
    )
    stored = Return.objects.with_progress().get(pk=police.pk)
    assert (counted.answered, counted.of, counted.missing, counted.to_review) == (7, 9, 1, 1)
    assert (stored.answered, stored.of) == (7, 9)


def test_a_page_hides_what_is_not_asked_and_keeps_what_was_typed_in_it(cast, sign_in, police):
    fully_answered(police, cast.police_lead)
    trained = question(police.round, "trained")
    client = sign_in("partner_lead")
    assert f'id="q{trained.pk}" data-question="{trained.pk}"' in page(client, police)
    assert hidden(trained) not in page(client, police)

    answer(police, "lead", cast.police_lead, seen=1, text="no")

    assert hidden(trained) in page(client, police)
    assert police.answers.get(question=trained).text == "yes"
    answer(police, "lead", cast.police_lead, seen=2, text="yes")
    assert 'value="yes" checked' in page(client, police)


def page(client, opened):
    return client.get(address(opened, "trained")).content.decode()


def hidden(one):
    return f'data-asked-if="q{one.asked_if_id}" data-asked-if-values="yes" hidden>'


def test_an_answer_that_opens_a_question_leads_to_it_without_any_script(cast, sign_in, police):
    answer(police, "lead", cast.police_lead, text="yes")
    trained, training = question(police.round, "trained"), question(police.round, "training")
    where = address(police, "trained")
    shown = f"{trained.pk},{question(police.round, 'services').pk},{question(police.round, 'proof').pk}"

    sent = sign_in("partner_lead").post(where, {"shown": shown, f"q{trained.pk}": "no"})

    assert sent.url == f"{where}#q{training.pk}"


def test_what_is_wrong_in_a_question_that_is_not_asked_is_nobodys_error(cast, sign_in):
    asks = every_kind()
    services = Question.objects.get(section__questionnaire=asks, code="services")
    services.asked_if = Question.objects.get(section__questionnaire=asks, code="lead")
    services.asked_if_values = ["yes"]
    services.save()
    police = return_of(open_round(cast, questionnaire=asks), cast.police)
    client, where = sign_in("partner_lead"), address(police, "services")
    wrong = {f"q{services.pk}_r0c0": "Duty", f"q{services.pk}_r0c1": "many"}

    assert client.post(where, wrong).status_code == 302
    answer(police, "lead", cast.police_lead, text="yes")
    assert "Row 1, Children: “many” is not a number" in client.post(where, wrong).content.decode()


def test_what_is_no_longer_asked_is_not_submitted(cast, police):
    fully_answered(police, cast.police_lead)
    answer(police, "trained", cast.police_lead, seen=1, text="no")
    answer(police, "training", cast.police_lead, text="There was no money.")
    answer(police, "lead", cast.police_lead, seen=1, text="no")

    done = operations.submit(police, by=cast.police_lead, declared_office=OFFICE)

    assert not done.answers.filter(question__code__in=["trained", "training"]).exclude(text="").exists()
    assert {"trained", "training"} & {one["code"] for one in done.versions.get().answers} == set()


def test_a_question_that_is_asked_after_all_must_be_answered_before_submission(cast, police):
    fully_answered(police, cast.police_lead)
    answer(police, "trained", cast.police_lead, seen=1, text="no")

    with pytest.raises(Refused, match=r"Answer 1 question .*: Why is the lead not trained\?"):
        operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
