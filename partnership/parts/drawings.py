"""Drawings: partnership.rules.drawing says where things stand, templates/drawings puts them on the page."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.text import slugify

from partnership.parts import draw, value_of
from partnership.parts.work import time_used_of
from partnership.rules import drawing

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
        "height": len(bars) * drawing.ROW,
        "height_of_bar": drawing.BAR,
        "note": note,
        "description": f"{title}: " + "; ".join(f"{bar['label']} {bar['text']}" for bar in bars),
        "columns": headings or "Item|Figure#",
        "rows": [[bar["label"], bar["text"]] for bar in bars],
    }


@register.inclusion_tag("drawings/times.html")
def times(drawn, caption):
    """Things in time as partnership.rules.drawing.times lays them out, in words beside each, and as a table."""
    return {"drawn": drawn, "caption": caption, "table_words": f"{caption}: the same as a table"}


@register.simple_tag
def clock_bar(deadline):
    """How much of the time allowed is used, as a bar. The words stand beside it, so it is hidden from readers."""
    used = time_used_of(deadline)
    return _bar(used.used, used.total, used.over) if used else ""


@lru_cache(1000)
def _bar(used, total, over):
    """Lists draw the same few bars in every row."""
    return get_template("drawings/clock_bar.html").render({"bar": drawing.clock_bar(used, total, over)})


@register.inclusion_tag("drawings/mark.html")
def mark(state):
    """The shape that stands for a state of partnership.rules.drawing.STATES."""
    return {"state": state}


@register.inclusion_tag("drawings/grid.html")
def grid(drawn, caption):
    """A table whose cells are letters on a shade: {corner, columns, rows, total, letters}.

    columns are {text, hint, address}; rows {head, address, cells, total}; cells {letter, shade, words};
    letters are (letter, shade, words) of those that stand in it.
    """
    return {"drawn": drawn, "caption": caption, "id": f"grid-{slugify(caption)}"}
