"""Tags and filters that pages are built from."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from partnership.rules import markdown, sayings


def page(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


def test_a_date_is_written_as_people_say_it():
    assert sayings.day(dt.date(2026, 11, 22)) == "22 November 2026"
    assert sayings.day_short(dt.date(2026, 11, 22)) == "Sun 22 Nov 2026"
    assert sayings.day(None) == ""


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [(21, "Opened", "closed"), (22, "Opened", "closes"), (23, "Opens", "closes")],
)
def test_what_a_day_brings_is_said_in_the_past_once_it_has_come_or_gone(day, opens, closes):
    with time_machine.travel("2026-11-22 12:00Z", tick=False):
        that = {"day": dt.date(2026, 11, day)}
        assert page("{{ day|from_day:'Opens,Opened' }}", **that) == opens
        assert page("{{ day|after_day:'closes,closed' }}", **that) == closes


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (dt.datetime(2026, 11, 22, 14, 5, tzinfo=dt.UTC), "22 November 2026 at 2.05pm"),
        (dt.datetime(2026, 6, 30, 23, 0, tzinfo=dt.UTC), "1 July 2026 at midnight"),
        (dt.datetime(2026, 6, 30, 11, 0, tzinfo=dt.UTC), "30 June 2026 at midday"),
        (dt.datetime(2026, 1, 5, 0, 30, tzinfo=dt.UTC), "5 January 2026 at 12.30am"),
        (dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC), "5 January 2026 at 9am"),
    ],
)
def test_an_instant_is_told_in_london_time(instant, words):
    assert sayings.moment(instant) == words


def test_the_date_of_an_instant_is_its_date_in_london():
    assert sayings.day(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == "1 July 2026"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        ("", "–"),
        (None, "–"),
        ([], "–"),
        ("decided", "decided"),
        (["Police", "Health"], "Police, Health"),
        ({"agreed": False, "copies": 2}, "agreed: no, copies: 2"),
    ],
)
def test_a_fact_of_the_record_is_told_in_words(told, words):
    assert page("{{ told|fact }}", told=told) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (3, "3 working days left"),
        (1, "1 working day left"),
        (0, "due today"),
        (-1, "1 working day late"),
        (None, ""),
    ],
)
def test_working_days_are_counted_in_words(left, words):
    assert sayings.working_days(left) == words


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ({"done_on": dt.date(2026, 1, 8)}, "Done on time"),
        ({"done_on": dt.date(2026, 1, 12), "late": True}, "Done late"),
        ({"late": True, "working_days_left": -1}, "Late"),
        ({"working_days_left": 1}, "Due soon"),
        ({"working_days_left": 9}, "Running"),
        ({}, "Running"),
    ],
)
@time_machine.travel("2026-01-06 10:00Z")
def test_a_clock_says_how_it_stands(state, word):
    deadline = SimpleNamespace(label="Notify", due_on=dt.date(2026, 1, 9), **state)

    html = page("{% clock deadline %}", deadline=deadline)

    assert word in html
    assert "9 January 2026" in html


@pytest.mark.parametrize(("today", "word"), [("2026-01-09 23:59Z", "Running"), ("2026-01-10 00:01Z", "Late")])
def test_a_clock_is_late_from_the_day_after_and_before_it_is_done(today, word):
    with time_machine.travel(today, tick=False):
        html = page(
            "{% clock deadline %}", deadline=SimpleNamespace(label="Notify", due_on=dt.date(2026, 1, 9))
        )

    assert word in html


def test_pages_of_a_list_keep_the_question_that_was_asked():
    request = RequestFactory().get("/cases/", {"authority": "le", "page": "2", "q": "a&b"})
    html = page("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)

    assert 'href="?authority=le&amp;page=3&amp;q=a%26b"' in html
    assert page("{% pagination page %}", page=Paginator(range(5), 10).page(1), request=request).strip() == ""


def test_an_empty_table_is_a_sentence():
    html = page(
        '{% table caption="Cases" columns="A|B" empty="No cases." %}\n'
        "{% for c in cases %}<tr></tr>{% endfor %}{% endtable %}"
    )

    assert "<table" not in html
    assert "No cases." in html


def test_a_table_names_its_columns_for_the_phone():
    html = page(
        '{% table_of rows caption="Returns" columns="Agency|Answers#" %}', rows=[["<b>Police</b>", 3]]
    )

    assert '<th scope="row" class="govuk-table__header">&lt;b&gt;Police&lt;/b&gt;</th>' in html
    assert 'data-label="Answers">3</td>' in html
    assert 'aria-labelledby="table-returns"' in html


def test_a_chart_tells_the_same_as_its_table_and_has_no_style_of_its_own():
    html = page("{% bar_chart rows 'Returns' unit='%' maximum=100 %}", rows=[("Police", 50), ("NHS", None)])

    assert "<title>Returns: Police 50%; NHS not shown</title>" in html
    assert 'width="40%"' in html
    assert "style=" not in html
    assert html.count("not shown") == 3


def test_a_chart_without_figures_draws_no_picture():
    assert "<svg" not in page("{% bar_chart rows 'Returns' %}", rows=[])


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<a href='https://example.org' style='position:fixed'>x</a>",
        "|a|\n|:-:|\n|b|",
    ],
)
def test_markdown_lets_nothing_run(attack):
    html = markdown.markdown(attack)

    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r"<[^>]* style=", html)
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_markdown_wears_the_design_systems_classes():
    html = markdown.markdown("# Voice\n\nChildren said **this**.\n\n- one\n")

    assert '<h2 class="govuk-heading-m">Voice</h2>' in html
    assert '<p class="govuk-body">' in html
    assert '<ul class="govuk-list govuk-list--bullet">' in html


def test_a_second_banner_has_a_name_of_its_own():
    html = page('{% banner "One" %}{% banner "Two" kind="success" %}')

    assert 'id="govuk-notification-banner-title"' in html
    assert 'id="govuk-notification-banner-title-2"' in html
    assert html.count('role="alert"') == 1


def test_the_structure_is_drawn_to_its_last_leaf():
    leaf = {"name": "Leaf", "children": []}
    html = page(
        "{% tree nodes %}", nodes=[{"name": "Root", "children": [{"name": "Branch", "children": [leaf]}]}]
    )

    assert html.count("<ul") == 3
    assert html.count("Leaf") == 1


def test_a_side_column_is_drawn_only_when_it_says_something():
    assert page("{% aside %} {% endaside %}") == ""
    assert "<aside" in page("{% aside %}<p>Next</p>{% endaside %}")
