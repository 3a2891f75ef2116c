"""Where things stand in a drawing, and that it says no more and no less than the words beside it."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.template import Context, Template

from partnership.rules import drawing
from partnership.rules.deadlines import time_used, working_days_left
from partnership.rules.drawing import Dated, axis, clock_bar, shade, times, year_axis

TODAY = date(2026, 11, 23)


def number(share):
    return float(share.rstrip("%"))


def page(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


def everything(drawn):
    """Every place across that a drawing uses, in per cent."""
    places = [tick["x"] for tick in drawn["ticks"]] + ([drawn["today"]] if drawn["today"] else [])
    for row in drawn["rows"]:
        places += [mark["x"] for mark in row["marks"]]
        places += [piece[end] for piece in row["spans"] for end in ("x1", "x2", "width")]
    return [number(place) for place in places]


# Things in time -------------------------------------------------------------------------------------------------


def test_of_nothing_nothing_is_drawn():
    assert times([], TODAY) is None
    assert times([("Meetings", [])], TODAY) is None
    assert times([("Incident", [Dated("Incident", note="Not known exactly")])], TODAY) is None


def test_what_has_no_day_is_told_beside_what_is_drawn():
    drawn = times(
        [
            ("Incident", [Dated("Incident", note="Not known exactly")]),
            ("Aware", [Dated("Aware", done_on=date(2026, 11, 2))]),
        ],
        TODAY,
    )
    assert [row["said"] for row in drawn["rows"]] == ["Not known exactly", "2 November 2026"]
    assert drawn["rows"][0]["marks"] == []
    assert "<svg" in page("{% times drawn 'Case' %}", drawn=drawn)


AWKWARD = {
    "one day": [date(2026, 11, 23)],
    "all the same": [date(2025, 2, 28)] * 7,
    "hundreds": [date(2024, 2, 29) + timedelta(3 * n) for n in range(400)],
    "a far outlier": [date(2026, 11, 1), date(2026, 11, 2), date(1998, 6, 30)],
    "long ago": [date(2009, 1, 1), date(2009, 3, 1)],
    "out of order": [date(2026, 12, 31), date(2026, 1, 1), date(2026, 6, 15)],
}


@pytest.mark.parametrize("days", AWKWARD.values(), ids=AWKWARD)
@pytest.mark.parametrize("done", [True, False])
def test_nothing_stands_outside_the_drawing(days, done):
    things = [
        Dated("Thing", due_on=day, done_on=day + timedelta(3) if done else None, starts_on=day - timedelta(5))
        for day in days
    ]
    drawn = times([("Things", things)], TODAY)
    assert all(0 <= place <= 100 for place in everything(drawn))
    assert len(drawn["rows"][0]["marks"]) == len(days)
    assert 1 <= len(drawn["ticks"]) <= drawing.MOST_TICKS
    across = [number(tick["x"]) for tick in drawn["ticks"]]
    assert across == sorted(set(across))
    assert all(after - before >= 15 for before, after in pairwise(across))


def test_marks_stand_in_the_order_of_their_days():
    days = AWKWARD["out of order"]
    (row,) = times([("Things", [Dated("Thing", done_on=day) for day in days])], TODAY)["rows"]
    places = [number(mark["x"]) for mark in row["marks"]]
    assert sorted(range(3), key=lambda n: days[n]) == sorted(range(3), key=lambda n: places[n])


@pytest.mark.parametrize(
    ("due", "done", "state", "kinds"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), "done", ["allowed", "used"]),
        (date(2026, 11, 20), date(2026, 11, 20), "done", ["allowed", "used"]),
        (date(2026, 11, 20), date(2026, 11, 21), "late", ["allowed", "used", "over"]),
        (date(2026, 11, 22), None, "overdue", ["allowed", "used", "over"]),
        (date(2026, 11, 23), None, "due", ["allowed", "used"]),
        (date(2026, 12, 4), None, "due", ["allowed", "used"]),
        (date(2026, 11, 20), date(2026, 11, 9), "done", ["allowed"]),  # done before it began
        (date(2026, 11, 2), date(2026, 11, 1), "done", []),  # counted back: due before its start
    ],
)
def test_a_state_has_a_shape_of_its_own(due, done, state, kinds):
    thing = Dated("Notify", due_on=due, done_on=done, starts_on=date(2026, 11, 9))
    drawn = times([("Notify", [thing])], TODAY)
    (row,) = drawn["rows"]
    assert (thing.state(TODAY), [mark["state"] for mark in row["marks"]]) == (state, [state])
    assert [piece["kind"] for piece in row["spans"]] == kinds
    assert drawn["over"] is ("over" in kinds)


def test_shapes_differ_from_one_another():
    shapes = {state: page("{% mark state %}", state=state) for state in drawing.STATES}
    assert len(set(shapes.values())) == len(drawing.STATES)


def test_the_verdict_that_was_stored_stands():
    assert (
        Dated("Notify", due_on=date(2026, 1, 5), done_on=date(2026, 1, 5), late=True).state(TODAY) == "late"
    )


def test_what_is_over_is_drawn_as_long_as_it_took():
    done = [
        (
            "Notify",
            [Dated("Notify", due_on=date(2026, 1, 9), done_on=date(2026, 1, 8), starts_on=date(2026, 1, 2))],
        )
    ]
    assert times(done, TODAY)["today"] == ""
    waits = [*done, ("Publish", [Dated("Publish", due_on=date(2026, 12, 24))])]
    assert 80 < number(times(waits, TODAY)["today"]) < 100


def test_a_year_is_drawn_from_its_first_day_to_its_last():
    within = year_axis(date(2026, 4, 1), date(2027, 3, 31))
    drawn = times([("Budget", [Dated("Budget", due_on=date(2026, 4, 1))])], TODAY, within=within)
    assert drawn["rows"][0]["marks"][0]["x"] == "0%"
    assert [tick["text"] for tick in drawn["ticks"]] == ["Apr", "Jul", "Oct", "Jan"]
    assert within.at(date(2027, 3, 31)) < within.at(date(2027, 4, 1)) == 100


def test_the_drawing_and_its_table_hold_the_same():
    things = [
        Dated("Check 1", due_on=date(2026, 9, 4), done_on=date(2026, 9, 1)),
        Dated("Check 2", due_on=date(2026, 10, 4), done_on=date(2026, 10, 9), late=True),
        Dated("Check 3", due_on=date(2026, 11, 4)),
        Dated("Check 4", due_on=date(2026, 12, 4)),
    ]
    drawn = times([("Checks", things), ("Begun", [Dated("Begun", done_on=date(2026, 8, 1))])], TODAY)
    assert drawn["rows"][0]["said"] == "4: 1 done in time, 1 done late, 1 still to come, 1 late and not done"
    html = page("{% times drawn 'Review' %}", drawn=drawn)
    table = html[html.index("<tbody") :]
    assert table.count("<tr") == sum(len(row["marks"]) for row in drawn["rows"]) == 5
    standing = re.findall(r'data-label="Progress">([^<]+)<', table)
    assert standing == ["Done in time", "Done late", "Late, not done", "Still to come", "Happened"]
    assert re.findall(r'data-label="Due">([^<]+)<', table)[1] == "4 October 2026"


def test_a_row_leads_where_all_its_things_lead_and_each_thing_where_they_part():
    one, other = (Dated("Request", done_on=TODAY, address=f"/{n}/") for n in (1, 2))
    drawn = times([("Both", [one, other]), ("One", [one]), ("None", [Dated("Draft", done_on=TODAY)])], TODAY)
    assert [row["address"] for row in drawn["rows"]] == ["", "/1/", ""]
    html = page("{% times drawn 'Review' %}", drawn=drawn)
    assert re.findall(r'href="([^"]+)"', html[html.index("<tbody") :]) == ["/1/", "/2/"]
    assert re.findall(r'href="([^"]+)"', html[: html.index("<tbody")]) == ["/1/"]


def test_a_drawing_needs_no_style_and_no_script_and_tells_readers_the_words():
    drawn = times([("Publish <b>", [Dated("Publish", due_on=date(2026, 12, 4), note="<script>")])], TODAY)
    html = page("{% times drawn 'Review' %}", drawn=drawn)
    assert not [sign for sign in ("style=", "<script", "<b>") if sign in html]
    assert len(re.findall(r"<svg[^>]*class", html)) == html.count('aria-hidden="true"')


def test_far_days_of_an_axis_are_whole_years():
    found = axis([date(1996, 3, 1), date(2026, 3, 1)])
    assert [text for _, text in found.ticks] == ["2000", "2010", "2020"]


# Clocks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "due", "on", "used"),
    [
        (date(2026, 11, 2), date(2026, 11, 23), date(2026, 11, 18), (12, 15, 0)),
        (date(2026, 11, 2), date(2026, 11, 23), date(2026, 11, 2), (0, 15, 0)),
        (date(2026, 11, 2), date(2026, 11, 23), date(2026, 10, 30), (0, 15, 0)),
        (date(2026, 11, 2), date(2026, 11, 23), date(2026, 11, 25), (15, 15, 2)),
        (date(2026, 12, 24), date(2027, 1, 4), date(2026, 12, 29), (1, 4, 0)),  # three holidays and a weekend
    ],
)
def test_time_used_counts_working_days(starts, due, on, used):
    found = time_used(starts, due, on)
    assert (found.used, found.total, found.over) == used


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        (None, date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 12, 1), date(2026, 11, 23)),  # counted back from a planned day
        (date(2026, 11, 21), date(2026, 11, 22)),  # a weekend only
        (date(2026, 11, 23), date(2031, 1, 1)),  # no bank holidays are known so far ahead
    ],
)
def test_where_nothing_can_be_counted_no_time_is_used(starts, due):
    assert time_used(starts, due, TODAY) is None


def test_a_clock_has_a_step_for_each_day_and_late_goes_beyond_its_end():
    assert clock_bar(3, 5) == {
        "used": "60%",
        "end": "100%",
        "over": "",
        "steps": "M20 0v1M40 0v1M60 0v1M80 0v1",
    }
    assert clock_bar(5, 5, 5)["end"] == "50%"
    assert clock_bar(5, 5, 900) == clock_bar(5, 5, 5)
    assert clock_bar(60, 125)["steps"] == ""


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 18), "3 of 15 working days left"),
        (date(2026, 11, 23), "due today"),
        (date(2026, 11, 25), "2 working days late"),
        (date(2026, 10, 30), "16 working days left"),  # it has not begun
    ],
)
def test_a_clock_says_how_much_of_its_time_is_left(today, words):
    with time_machine.travel(f"{today} 12:00"):
        deadline = {
            "label": "Notify",
            "due_on": date(2026, 11, 23),
            "starts_on": date(2026, 11, 2),
            "working_days_left": working_days_left(date(2026, 11, 23), today),
        }
        html = page("{% clock deadline %}{{ deadline|time_left }}", deadline=deadline)
    assert html.count(words) == 2
    assert "portal-drawn--clock" in html


def test_a_clock_that_ended_has_no_bar():
    ended = {"due_on": date(2026, 11, 23), "starts_on": date(2026, 11, 2), "ended_on": date(2026, 11, 4)}
    assert "<svg" not in page("{% clock_bar deadline %}", deadline=ended)


# Bars and shades ------------------------------------------------------------------------------------------------


def test_a_figure_that_is_kept_back_has_no_bar_and_no_number():
    few, many = drawing.bars([("Rutland", None), ("Leicestershire", 40)], unit="%")
    assert (few["width"], few["text"]) == ("0%", "not shown")
    assert (many["width"], many["text"]) == ("80%", "40%")


@pytest.mark.parametrize(
    ("values", "widths"),
    [
        ([], []),
        ([0], ["0%"]),
        ([None], ["0%"]),
        ([5, 5, 5], ["80%", "80%", "80%"]),
        ([-3, 6], ["0%", "80%"]),
        ([1, 1_000_000], ["7.28e-05%", "72.8%"]),
    ],
)
def test_bars_of_awkward_figures(values, widths):
    assert [bar["width"] for bar in drawing.bars([("x", value) for value in values])] == widths


def test_a_label_too_long_for_a_phone_goes_on_in_a_further_line_and_moves_what_is_below_it():
    name = "Leicester, Leicestershire and Rutland Integrated Care Board"
    board, police = drawing.bars([(name, 3), ("Police", 2)])
    assert [line for _, line in board["lines"]] == [
        "Leicester, Leicestershire and",
        "Rutland Integrated Care Board",
    ]
    assert max(y for y, _ in board["lines"]) < board["y"] < board["below"] < police["lines"][0][0]
    assert board["label"] == name


def test_a_share_has_one_of_five_shades():
    assert [shade(share) for share in (None, 0, 0.19, 0.2, 0.5, 0.99, 1, 1.4, -1)] == [
        None,
        0,
        0,
        1,
        2,
        4,
        4,
        4,
        0,
    ]
