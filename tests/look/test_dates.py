"""A date in three boxes: what it accepts, and the sentence for what it does not."""

import datetime as dt

import pytest
import time_machine
from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField


def asked(day="", month="", year="", **kwargs):
    kwargs.setdefault("called", "the date of the meeting")
    form = type("Form", (forms.Form,), {"on": DateField(**kwargs)})(
        {"on_day": day, "on_month": month, "on_year": year}
    )
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("9", "4", "2026"),
        ("09", "04", "2026"),
        (" 9 ", "April", "2026"),
        ("9", "apr", "2026"),
        ("9.", "APR.", "2026"),
        ("９", "４", "２０２６"),
    ],
)
def test_a_date_may_be_typed_in_many_ways(day, month, year):
    assert asked(day, month, year).cleaned_data == {"on": dt.date(2026, 4, 9)}


@pytest.mark.parametrize("month", ["sep", "sept", "September", "9"])
def test_september_has_many_names(month):
    assert asked("19", month, "2022").cleaned_data["on"] == dt.date(2022, 9, 19)


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("", "", ""), "Enter the date of the meeting", ["day", "month", "year"]),
        (("9", "4", ""), "The date of the meeting must include a year", ["year"]),
        (("", "", "2026"), "The date of the meeting must include a day and a month", ["day", "month"]),
        (("31", "2", "2026"), "The date of the meeting must be a real date", ["day", "month", "year"]),
        (("29", "2", "2026"), "The date of the meeting must be a real date", ["day", "month", "year"]),
        (("9", "13", "2026"), "The date of the meeting must have a real month", ["month"]),
        (("9", "ju", "2026"), "The date of the meeting must have a real month", ["month"]),
        (("9", "Juno", "2026"), "The date of the meeting must have a real month", ["month"]),
        (("ninth", "4", "2026"), "The date of the meeting must have a real day", ["day"]),
        (("9", "4", "26"), "The year must have 4 numbers, like 2026", ["year"]),
        (("9", "4", "٢٠٢٦x"), "The year must have 4 numbers, like 2026", ["year"]),
    ],
)
def test_a_wrong_date_is_told_in_a_sentence_and_kept(typed, sentence, boxes):
    form = asked(*typed)

    assert form.errors == {"on": [sentence]}
    assert list(form.errors["on"].as_data()[0].params["parts"]) == boxes
    assert [form["on"].value()[place] for place in range(3)] == list(typed)


def test_a_leap_day_is_real_in_a_leap_year():
    assert asked("29", "2", "2028").cleaned_data["on"] == dt.date(2028, 2, 29)


def test_an_optional_date_may_be_left_out_but_not_half():
    assert asked(required=False).cleaned_data == {"on": None}
    assert asked(day="1", required=False).errors


@time_machine.travel("2026-03-29T23:30:00Z", tick=False)  # already 30 March in London
def test_today_is_todays_date_in_london():
    today = ("30", "3", "2026")

    assert asked(*today, latest=timezone.localdate).is_valid()
    assert asked("31", "3", "2026", latest=timezone.localdate).errors == {
        "on": ["The date of the meeting must be today or in the past"]
    }
    assert asked("29", "3", "2026", earliest=timezone.localdate).errors == {
        "on": ["The date of the meeting must be today or in the future"]
    }


def test_limits_are_dates_in_words():
    limits = {"earliest": dt.date(2026, 1, 5), "latest": dt.date(2026, 1, 9)}

    assert asked("4", "1", "2026", **limits).errors == {
        "on": ["The date of the meeting must be on or after 5 January 2026"]
    }
    assert asked("10", "1", "2026", **limits).errors == {
        "on": ["The date of the meeting must be on or before 9 January 2026"]
    }


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Date of the incident", "Enter the date of the incident"),
        ("When did it happen?", "Enter a date"),
        ("CRG meeting", "Enter the CRG meeting"),
        ("Your date of leaving", "Enter your date of leaving"),
    ],
)
def test_without_a_name_the_label_gives_the_words(label, sentence):
    assert asked(label=label, called="").errors == {"on": [sentence]}


def test_a_kept_date_fills_the_boxes_and_an_unchanged_one_is_unchanged():
    form_class = type("Form", (forms.Form,), {"on": DateField()})
    kept = {"on": dt.date(2026, 4, 9)}

    html = form_class(initial=kept)["on"].as_field_group()
    assert [f'value="{part}"' in html for part in (9, 4, 2026)] == [True, True, True]
    same = form_class({"on_day": "9", "on_month": "4", "on_year": "2026"}, initial=kept)
    assert not same.has_changed()


def test_a_disabled_date_keeps_what_it_was():
    form_class = type("Form", (forms.Form,), {"on": DateField(disabled=True)})
    form = form_class(
        {"on_day": "1", "on_month": "1", "on_year": "2020"}, initial={"on": dt.date(2026, 4, 9)}
    )

    assert form.is_valid()
    assert form.cleaned_data == {"on": dt.date(2026, 4, 9)}
