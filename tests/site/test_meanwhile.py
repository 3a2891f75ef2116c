"""Somebody changes what a colleague removes in the same moment: after the page was found, before its lock was got."""

from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assurance.operations import yearly_report as report_operations
from partnership.access import Gone
from partnership.models import ClosedDays, Event
from partnership.operations import workspace
from partnership.operations.cycle import close_days, reopen_days
from partnership.operations.money.income import raise_invoice
from reviews.operations.answers import begin_change
from schools.operations.priority_questions import drop_priority_question
from tests.factories import builder, information, meetings, money, needs, training, yearly_report
from training.operations.commissioning import undo_margin, use_margin


@contextmanager
def removed_before_the_lock(thing):
    """It is gone as soon as anything is to be locked, as by whoever had the lock just before."""
    waiting = [thing]

    def listen(execute, sql, params, many, context):
        if "FOR NO KEY UPDATE" in str(sql) and waiting:
            gone = waiting.pop()
            type(gone)._base_manager.filter(pk=gone.pk).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield
    assert not waiting


@contextmanager
def removed_before_it_is_read_again(thing):
    """It is gone between the query that found it for the page and the one that reads it once more."""
    table = f'FROM "{thing._meta.db_table}"'
    left = [thing, None]

    def listen(execute, sql, params, many, context):
        if left and str(sql).startswith("SELECT") and table in str(sql):
            left.pop()
            if not left:
                type(thing)._base_manager.filter(pk=thing.pk).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield
    assert not left


def an_item(cast):
    item = meetings.planned(cast).items.first()
    return cast.officer, item, reverse("change_item", args=[item.pk])


def a_section(cast):
    report = yearly_report.started(cast)
    section = report_operations.add_section(report, by=cast.officer, title="Neglect")
    return cast.officer, section, reverse("assurance:write_section", args=[section.pk])


def a_question(cast):
    questionnaire = builder.begun(cast)
    question = builder.question(cast, builder.section(cast, questionnaire), "What changed?")
    return cast.officer, question, reverse("assurance:change_question", args=[questionnaire.pk, question.pk])


def a_need(cast):
    need = needs.with_need(cast, needs.begun(cast))
    return cast.learning_officer, need, reverse("training:change_need", args=[need.pk])


def a_view(cast):
    view = workspace.save_view(by=cast.officer, name="Mine", query="")
    return cast.officer, view, reverse("change_view", args=[view.pk])


def as_shown(form):
    """What a browser sends of a form in which nothing was typed."""
    sent = {name: form[name].value() for name in form.fields}
    return {
        name: [getattr(one, "pk", one) for one in value] if isinstance(value, (list, tuple)) else value
        for name, value in sent.items()
        if value not in (None, False)
    }


@pytest.mark.parametrize("made", [an_item, a_section, a_question, a_need, a_view])
def test_what_a_colleague_removed_in_that_moment_is_said_to_be_gone(cast, sign_in, made):
    person, thing, address = made(cast)
    client = sign_in(person)
    sent = as_shown(client.get(address).context["form"])
    sent |= {name: f"{sent[name]} anew" for name in ("title", "text", "name") if sent.get(name)}

    with removed_before_the_lock(thing):
        answer = client.post(address, sent)

    assert answer.status_code == 409
    assert "has been removed since" in answer.text or "has taken this item off" in answer.text


def a_need_to_decide(cast):
    need = needs.scoring(cast).needs.first()
    return cast.officer, need, reverse("training:decide_need", args=[need.pk])


def a_version_of_an_answer(cast):
    asked = information.sent(cast)
    version = begin_change(asked, by=cast.police_lead)
    return cast.police_lead, version, reverse("reviews:answer", args=[asked.pk])


@pytest.mark.parametrize("made", [an_item, a_need, a_need_to_decide, a_version_of_an_answer])
def test_what_is_read_once_more_for_its_page_is_said_to_be_gone(cast, sign_in, made):
    person, thing, address = made(cast)
    client = sign_in(person)

    with removed_before_it_is_read_again(thing):
        answer = client.get(address)

    assert answer.status_code == 409
    said = ("has been removed since", "has taken this item off", "was discarded since")
    assert any(words in answer.text for words in said)


def test_a_share_that_was_taken_out_of_a_budget_is_invoiced_to_nobody(cast):
    share = money.contribution(money.budget(cast), cast.police)
    type(share).objects.filter(pk=share.pk).delete()

    with pytest.raises(Gone, match="has been removed since"):
        raise_invoice(share, by=cast.manager, reference="1", invoiced_on=timezone.localdate(), amount=1)


def test_a_question_of_a_questionnaire_that_was_discarded_is_dropped_by_nobody(cast):
    questionnaire = builder.begun(cast)
    question = builder.question(cast, builder.section(cast, questionnaire), "What changed?")
    type(questionnaire).objects.filter(pk=questionnaire.pk).delete()

    with pytest.raises(Gone, match="has been removed since"):
        drop_priority_question(question, by=cast.officer)


def test_days_that_are_opened_by_two_at_once_are_opened_once(cast):
    day = date(2027, 4, 2)
    closed = close_days(by=cast.officer, name="Good Friday", starts_on=day, ends_on=day)
    reopen_days(ClosedDays.objects.get(pk=closed.pk), by=cast.officer)

    with pytest.raises(Gone, match="opened these days again already"):
        reopen_days(closed, by=cast.manager)
    assert Event.objects.filter(verb="reopened").count() == 1


def test_the_margin_gets_back_once_what_two_give_back_at_once(cast):
    session = training.session(starts_at=datetime(2027, 5, 11, 9, tzinfo=UTC))
    used = use_margin(needs.programme(cast), session, by=cast.officer, issue="A new drug")
    undo_margin(type(used).objects.get(pk=used.pk), by=cast.officer, reason="It was planned after all.")

    with pytest.raises(Gone, match="given this back to the margin already"):
        undo_margin(used, by=cast.manager, reason="It was planned after all.")
    assert Event.objects.filter(verb="gave back to the margin").count() == 1
