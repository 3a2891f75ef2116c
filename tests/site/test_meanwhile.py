"""Somebody changes what a colleague removes in the same moment: after the page was found, before its lock was got."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse

from assurance.operations import yearly_report as report_operations
from partnership.operations import workspace
from tests.factories import builder, meetings, needs, yearly_report


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
