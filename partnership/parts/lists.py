"""Lists and tables, what narrows them, and what is folded away."""

from functools import lru_cache
from html import escape

from django import template
from django.template.base import render_value_in_context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from partnership.forms.untouched import drawn_fields
from partnership.parts import draw, value_of
from partnership.rules import glossary

register = template.Library()

# What a row of a table and its cells begin and end with: a heading of its own, plain cells and those of numbers.
ROW = (
    '<tr class="govuk-table__row">',
    '<th scope="row" class="govuk-table__header">', "</th>",
    '<td class="govuk-table__cell{}" data-label="{}">', " govuk-table__cell--numeric", "</td>",
    "</tr>\n",
)  # fmt: skip
# Lists have so many that their look goes by element (portal-list in portal.css) and HTML's own rules end them.
ROW_OF_A_LIST = (
    "<tr>",
    '<th scope="row">', "",
    '<td{} data-label="{}">', mark_safe(' class="govuk-table__cell--numeric"'), "",
    "",
)  # fmt: skip
BODY = "\0body\0"  # where the rest stands in what is drawn around it once: no text that anybody types can hold it
PLAIN = template.Context()  # in which a cell is written as {{ cell }} would be


@register.inclusion_tag("parts/summary_list.html")
def summary_list(rows, card="", card_actions=None, level=2):
    rows = [row if not isinstance(row, (tuple, list)) else _summary_row(*row) for row in rows]
    return {"rows": rows, "card": card, "card_actions": card_actions or [], "level": level}


def _summary_row(key, value, actions=()):
    return {"key": key, "value": value, "actions": actions}


@register.inclusion_tag("parts/task_list.html")
def task_list(tasks, prefix="task-list"):
    tasks = [
        {
            "title": value_of(task, "title"),
            "address": value_of(task, "address"),
            "hint": value_of(task, "hint", ""),
            "status": value_of(task, "status", ""),
            "colour": value_of(task, "colour", ""),
            "id": f"{prefix}-{number}",
        }
        for number, task in enumerate(tasks, 1)
    ]
    return {"tasks": tasks}


@register.inclusion_tag("parts/timeline.html")
def timeline(events, level=3):
    return {"events": events, "level": level}


def _columns(columns):
    """Headings of "Case|Due|Days left#", where # marks a numeric column; those of a listing come made."""
    if not isinstance(columns, str) and any(isinstance(one, dict) for one in columns):
        return columns
    names = columns.split("|") if isinstance(columns, str) else [str(one) for one in columns]
    return [{"text": name.strip().rstrip("#"), "numeric": name.strip().endswith("#")} for name in names]


def _is_list(heads):
    """Whether its headings sort it: those of a listing do."""
    return any(one.get("sort") for one in heads)


@register.simple_block_tag
def table(
    content, caption, columns, empty="There is nothing here yet.", stack=True, hide_caption=False, size="m"
):
    """A table around rows written in the page; a sentence instead when there are none."""
    body = content if content.strip() else ""
    return _table(body, caption, columns, empty, stack, hide_caption, size)


@register.simple_tag
def table_of(
    rows, caption, columns, empty="There is nothing here yet.", stack=True, hide_caption=False, size="m"
):
    """A table of plain cells; the first of each row is its header."""
    body = rows_of(rows, _columns(columns))
    return _table(body, caption, columns, empty, stack, hide_caption, size)


def _table(body, caption, columns, *more):
    """The rows in what stands around them; where there are none, the sentence."""
    around = _remembered if isinstance(columns, str) else _around
    return mark_safe(body.join(around(bool(body), caption, columns, *more)))  # noqa: S308 -- both were drawn


def _around(has_rows, caption, columns, empty, stack, hide_caption, size):
    """What stands before the rows of a table and after them; what stands there instead is one piece."""
    heads = _columns(columns)
    return draw(
        "table",
        caption=caption,
        columns=heads,
        sortable=_is_list(heads),
        body=BODY if has_rows else "",
        empty=empty,
        stack=stack,
        hide_caption=hide_caption,
        size=size,
        table_id=f"table-{slugify(caption)}",
    ).split(BODY)


# Headings written in a page are the same each time; by type, since a text that is safe equals one that is not.
_remembered = lru_cache(maxsize=500, typed=True)(_around)


def rows_of(rows, heads):
    """The rows of plain cells. What stands around them is the same in every row, and is made once."""
    begin, header, end_header, cell_of, numeric, end_cell, end = ROW_OF_A_LIST if _is_list(heads) else ROW
    around = [
        (format_html(cell_of, numeric if head["numeric"] else "", head["text"]), end_cell) for head in heads
    ]
    around[:1] = [(header, end_header)]
    drawn = []
    for row in rows:
        drawn.append(begin)
        for cell, (before, after) in zip(row, around, strict=True):
            drawn += before, _written(cell), after
        drawn.append(end)
    return mark_safe("".join(drawn))  # noqa: S308 -- each cell was escaped


def _written(cell):
    """A cell as {{ cell }} would be. Most are drawn already, or plain words."""
    kind = type(cell)
    if kind is SafeString:
        return cell
    if kind is str:
        return escape(cell)
    return str(cell) if kind is int else render_value_in_context(cell, PLAIN)


@register.simple_block_tag
def details(content, summary, open=False):
    return mark_safe(content.join(_folded(summary, bool(open))))  # noqa: S308 -- both were drawn


@lru_cache(maxsize=500, typed=True)
def _folded(summary, open):
    """What stands before and after what is folded away."""
    return draw("details", summary=summary, content=BODY, open=open).split(BODY)


@register.simple_tag
def meanings(*names):
    """What the glossary says of some words, folded away, for who meets them here first; KeyError for no such word."""
    return draw("meanings", terms=[glossary.term(name) for name in names])


def asked_of(form, name):
    """Whether a parameter of an address is one of the form's, or one of the parts of its dates."""
    return name in form.fields or name.rpartition("_")[0] in form.fields


@register.inclusion_tag("parts/filter_panel.html", takes_context=True)
def filter_panel(context, form, clear_address="", title="Filter"):
    request = context.get("request")
    form.show_optional = False
    return {
        "fields": drawn_fields(form),
        "title": title,
        "clear_address": clear_address or (request.path if request else ""),
        "sort": request.GET.get("sort", "") if request else "",
        "active": bool(request and any(asked_of(form, name) for name, value in request.GET.items() if value)),
    }


@register.inclusion_tag("parts/listing.html", takes_context=True)
def listing(context, shown):
    """What stands above a list: views, filters, what is shown, the file of it, its order, a view to keep."""
    return {"shown": shown, "request": context.get("request"), "csrf_token": context.get("csrf_token")}
