"""Drawings: partnership.rules.drawing says where things stand, templates/drawings puts them on the page."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from partnership.parts import draw, value_of
from partnership.parts.work import time_used_of
from partnership.rules import drawing, sayings

register = template.Library()


@register.simple_tag
def tree(nodes, label="Structure"):
    """Groups within groups, as nested lists that a stylesheet draws as a tree."""
    return draw("tree", nodes=nodes, label=label)


@register.inclusion_tag("parts/bar_chart.html")
def bar_chart(rows, title, unit="", maximum=None, headings="", note=""):
    """Horizontal bars as SVG without inline style, and the same figures as a table beneath."""
    pairs = [
        tuple(row) if isinstance(row, (tuple, list)) else (value_of(row, "label"), value_of(row, "value"))
        for row in rows
    ]
    bars = drawing.bars(pairs, unit, maximum)
    return {
        "title": title,
        "bars": bars,
        "height": bars[-1]["below"] if bars else 0,
        "height_of_bar": drawing.BAR,
        "note": note,
        "description": f"{title}: " + "; ".join(f"{bar['label']} {bar['text']}" for bar in bars),
        "columns": headings or "Item|Figure#",
        "rows": [[bar["label"], bar["text"]] for bar in bars],
    }


@register.inclusion_tag("drawings/times.html")
def times(drawn, caption):
    """Things in time as partnership.rules.drawing.times lays them out, in words beside each, and as a table."""
    ticks = [_tick(**one) for one in drawn["ticks"]] if drawn else []
    tracks = [_track(row, drawn) for row in drawn["rows"]] if drawn else []
    return {
        "drawn": drawn,
        "caption": caption,
        "ticks": mark_safe("".join(ticks)),  # noqa: S308 - each is drawn below, as is each track
        "tracks": mark_safe("".join(tracks)),  # noqa: S308
        "table_words": f"{caption}: the same as a table",
        "told": [_told(row, **one) for row in drawn["rows"] for one in row["things"]] if drawn else [],
    }


def _linked(address, title):
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, title) if address else title


TICK = (
    '<text class="portal-drawn__text" x="{0}" y="31" text-anchor="{1}">{2}</text>'
    '<line class="portal-drawn__tick" x1="{0}" x2="{0}" y1="35" y2="40"/>\n'
)
TRACK = (
    '<li class="portal-times__row"><div class="portal-times__words">{} <span class="portal-times__said">{}</span></div>'
    '<svg class="portal-drawn portal-times__track" width="100%" height="44" aria-hidden="true" focusable="false">'
    '<svg viewBox="0 0 100 1" preserveAspectRatio="none"><path class="portal-drawn__grid" d="{}"/></svg>'
    '<svg y="50%" overflow="visible">{}</svg>{}{}</svg></li>'
)
TODAY = '<line class="portal-drawn__today" x1="{0}" x2="{0}" y1="0" y2="100%"/>'
PIECES = {
    "over": '<line class="portal-drawn__over" x1="{x1}" x2="{x2}" y1="0" y2="0"/>',
    "used": '<rect class="portal-drawn__used" x="{x1}" y="-5" width="{width}" height="10"/>',
    "allowed": '<rect class="portal-drawn__frame portal-drawn__frame--ground" x="{x1}" y="-5" width="{width}"'
    ' height="10"/>',
}
MARK = '<svg x="{}" y="50%" overflow="visible">{}</svg>'


def _tick(x, anchor, text):
    return format_html(TICK, x, anchor, text)


def _track(row, drawn):
    """A row in words and as its bars and marks. A page draws dozens of them, so no template draws each."""
    spans = "".join(PIECES[piece["kind"]].format(**piece) for piece in row["spans"])
    today = TODAY.format(drawn["today"]) if drawn["today"] else ""
    marks = "".join(MARK.format(one["x"], _shape(one["state"])) for one in row["marks"])
    return format_html(
        TRACK,
        _linked(row["address"], row["title"]),
        row["said"],
        drawn["grid"],
        *(mark_safe(part) for part in (spans, today, marks)),  # noqa: S308 - places and shapes, no words
    )


def _told(row, thing, standing):
    """A thing as a row of the table: what, when it began, was due and was done, and how it stands."""
    title = thing.title if row["address"] else _linked(thing.address, thing.title)
    return (
        title,
        *(sayings.day(day) or "–" for day in (thing.starts_on, thing.due_on, thing.done_on)),
        standing,
    )


@lru_cache
def _shape(state):
    return get_template("drawings/shape.html").render({"state": state})


@register.simple_tag
def clock_bar(deadline):
    """How much of the time allowed is used, as a bar. The words stand beside it, so it is hidden from readers."""
    used = time_used_of(deadline)
    return _bar(used.used, used.total, used.over) if used else ""


@lru_cache(1000)
def _bar(used, total, over):
    """Lists draw the same few bars in every row."""
    return get_template("drawings/clock_bar.html").render({"bar": drawing.clock_bar(used, total, over)})


@register.simple_tag
@lru_cache
def mark(state):
    """The shape that stands for a state of partnership.rules.drawing.STATES."""
    return get_template("drawings/mark.html").render({"state": state})


@register.inclusion_tag("drawings/grid.html")
def grid(drawn, caption):
    """A table whose cells are letters on a shade: {corner, columns, rows, total, letters}.

    columns are {text, hint, address}; rows {head, address, cells, total}; cells {letter, shade, words};
    letters are (letter, shade, words) of those that stand in it.
    """
    return {"drawn": drawn, "caption": caption, "id": f"grid-{slugify(caption)}"}
