"""Every tag, filter and part that pages are built from. Start a template with `{% load portal %}`.

A PAGE
    {% extends "base.html" %}{% load portal %}
    {% block title %}Rapid review{% endblock %}      becomes "Rapid review – Partnership name";
                                                     "Error: " comes before it by itself
    {% block breadcrumbs %}{% breadcrumbs "Cases" cases_address "This page" %}{% endblock %}
    {% block before_content %}{% back_link address %}{% endblock %}
    {% block content %}<h1 class="govuk-heading-l">…</h1>{% endblock %}
    {% block aside %}…{% endblock %}                 side column, drawn only when it says something
    base.html draws the error summary of the context's `form`, and `messages` as banners, by itself.
    Text keeps a readable measure and tables use the full width: no grid classes are needed.
    Two thirds and one third: <div class="portal-columns">…</div>; even: portal-columns--even.

A FORM    (how its fields look: the `looks` of partnership/forms/renderer.py)
    <form method="post" novalidate>{% csrf_token %}
      {% fields form %}                              all fields, by form.helper's layout if it has one
      {% field form.reason %}                        one field, same as {{ form.reason.as_field_group }}
      {% submit "Record the decision" %}
      {% submit "Withdraw" kind="warning" name="deed" value="withdraw" %}
    </form>
    {% field form.code label="Six digits" hint="" %} words for a form that is not ours (allauth's)
    {% error_summary other_form %}                   only for forms not called `form`, at the top
    <form … data-autosave="{{ address }}">           portal.js posts a draft when typing pauses
    A date is partnership.forms.dates.DateField, posted as <name>_day, <name>_month, <name>_year.

PARTS     (`address` is always a URL; lists hold dicts or objects with the names in braces)
    {% tag "Late" "red" %}                           grey green teal blue purple magenta red orange yellow
    {% status_tag case.stage colours %}              colours = {"decided": "green"}; text is its label
    {% summary_list rows %}                          (key, value) or {key, value, actions}
                                                     actions: [{text, address, hidden}]
    {% summary_list rows card="Notification" %}      in a titled card
    {% task_list tasks %}                            {title, address, hint, status, colour};
                                                     without address it cannot start yet
    {% timeline events %}                            {title, by, at, text, address}
    {% banner "Saved." %}                            kind="success" takes focus; also warning, error
    {% confirmation "Report sent" "Reference 12" %}  big panel after a deed; it is the page's h1
    {% inset "…" %} {% warning "…" %} {% phase "Demo" "Everything here is invented." %}
    {% details "Why we ask" %}…{% enddetails %}
    {% meanings "rapid review" "quorum" %}           what the glossary says of them, folded away
    {% pagination page %}                            Django Page; keeps the query string
    {% sub_navigation items label="Case" %}          {label, address, current}
    {% breadcrumbs "Home" "/" "Here" %} {% back_link address "Back to cases" %}
    {% table caption="Cases under way" columns="Case|Due|Days left#" empty="No cases are under way." %}
      {% for case in cases %}<tr class="govuk-table__row">
        <th class="govuk-table__header" scope="row"><a class="govuk-link" href="…">…</a></th>
        <td class="govuk-table__cell" data-label="Due">{{ case.due_on|day }}</td>
        <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Days left">3</td>
      </tr>{% endfor %}
    {% endtable %}                                   # marks a numeric column; data-label heads the cell
                                                     on a phone; stack=False scrolls; hide_caption=True
    {% table_of rows caption="…" columns="Agency|Returns#" empty="…" %}    rows: lists of plain cells
    {% clock deadline %} {% clocks deadlines %}      card: .label .due_on .done_on .late .rule .source
                                                     .working_days_left .address .starts_on: with it the
                                                     card has a bar of the time used
    {% panel "Asked of me" items empty="Nothing." tone="late" %}    tones: asked late next
                                                     {title, address, due_on, note, late, tag, colour};
                                                     more_address= more_text= count=
    {% figures items %}                              row of numbers: {value, label, address}
    {% filter_panel form clear_address %}            GET form in a panel
    {% listing shown %}                              above a list of partnership/views/listings.py: views,
                                                     filters, how many are shown, files, order; then
                                                     {% table caption=shown.caption columns=shown.heads … %}
    {% tree nodes label="Structure" %}               {name, note, address, area, kind, children};
                                                     kinds: lead linked
    {% bar_chart rows "Returns by agency" %}         (label, value); unit="%" maximum=100
                                                     headings="Agency|Returns#" note=
    {% times drawn "Timeline of the case" %}         rules.drawing.times: bars and marks in time, words, table
    {% clock_bar deadline %} {{ deadline|time_left }}   time used as a bar; 3 of 15 working days left
    {% grid drawn "Attendance by meeting" %}         letters on shades; for which keys see the tag
    {% work attempt again_address %}                 an Attempt: progress that moves by itself, what keeps it, why
                                                     it failed and (POST) to try again; nothing once it is done;
                                                     brief=True where another one follows on the page

FILTERS AND SMALL TAGS
    {{ due_on|day }}                                 22 November 2026
    {{ due_on|day_short }}                           Sun 22 Nov 2026
    {{ at|moment }}                                  22 November 2026 at 2.05pm (London time)
    {{ at|hour }}                                    2.05pm or 3pm (London time)
    {{ told|fact }}                                  a fact of the record: yes, no, – for nothing
    {% when event.at %}                              either, as <time>
    {{ amount|pounds }}                              £1,234.50, −£12, a dash for nothing known
    {{ number|plain }}                               1,200 or 37.5, a dash for nothing
    {{ share|percent }}                              95.1%, 100%, a dash for nothing
    {{ n|working_days }}                             3 working days left · due today · 2 working days late
    {{ text|markdown }}                              safe HTML in the design system's classes
"""

import datetime as dt
from functools import lru_cache

import nh3
from django import forms, template
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from partnership.forms.renderer import errors_of, rendered_fields
from partnership.operations.attempts import watched_as
from partnership.rules import drawing, glossary, money, shares
from partnership.rules.answers import plain_number
from partnership.rules.deadlines import time_used

register = template.Library()

COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")


def value_of(thing, name, default=None):
    """A key of a dict or an attribute of an object."""
    if isinstance(thing, dict):
        return thing.get(name, default)
    return getattr(thing, name, default)


def draw(part, **context):
    return get_template(f"parts/{part}.html").render(context)


# Forms ----------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def error_summary(context, *things):
    """The problems of forms and formsets, each linked to the control that answers it; once per page."""
    drawn = context.render_context.setdefault("error_summary", set())
    new = [thing for thing in things if thing not in (None, "") and id(thing) not in drawn]
    drawn.update(map(id, new))
    problems = [problem for thing in new for problem in errors_of(thing)]
    return draw("error_summary", problems=problems) if problems else ""


@register.simple_tag(takes_context=True)
def fields(context, form):
    """All fields of a form or formset, by the form helper's layout if it has one."""
    if isinstance(form, forms.BaseFormSet):
        parts = [str(form.management_form)]
        parts += [fields(context, one) for one in form]
        return mark_safe("".join(parts))  # noqa: S308 - drawn by our own templates
    return rendered_fields(form, context)


@register.simple_tag
def field(bound_field, label=None, hint=None, autocomplete="", width=0):
    """One field: label, hint, error and control. Other words than the form's own only for forms not ours."""
    if bound_field.is_hidden:
        return bound_field.as_widget()
    if label is not None:
        bound_field.label = label
    if hint is not None:
        bound_field.help_text = hint
    if autocomplete:
        bound_field.field.widget.attrs["autocomplete"] = autocomplete
    if width:
        bound_field.field.widget.attrs["class"] = f"govuk-input--width-{width}"
    return bound_field.as_field_group()


@register.simple_tag
def relabel(form, **labels):
    """Give fields of a form that is not ours our own labels, before anything names them."""
    for name, label in labels.items():
        if form and name in form.fields:
            form.fields[name].label = label
            form[name].label = label
    return ""


@register.inclusion_tag("parts/button.html")
def submit(text, kind="", name="", value="", once=True):
    """A button that sends the form. Kinds: secondary, warning."""
    return {"text": text, "kind": kind, "name": name, "value": value, "once": once}


# Words and marks ------------------------------------------------------------------------------------------


@register.simple_tag
def tag(text, colour=""):
    if colour and colour not in COLOURS:
        raise ValueError(f"{colour} is not one of {', '.join(COLOURS)}.")
    tint = f" govuk-tag--{colour}" if colour else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', tint, text)


@register.simple_tag
def status_tag(status, colours=None):
    """A status as a tag: its label, and the colour that the map gives to its value."""
    return tag(getattr(status, "label", status), (colours or {}).get(status, "grey"))


@register.inclusion_tag("parts/banner.html", takes_context=True)
def banner(context, text, kind="important", title=""):
    """A notification banner. A success takes focus and is announced; everything else is a region."""
    number = context.render_context["banners"] = context.render_context.get("banners", 0) + 1
    suffix = "" if number == 1 else f"-{number}"
    titles = {"success": "Success", "warning": "Check this", "error": "Not done"}
    return {
        "text": text,
        "success": kind == "success",
        "kind": kind,
        "title": title or titles.get(kind, "Important"),
        "title_id": f"govuk-notification-banner-title{suffix}",
    }


@register.inclusion_tag("parts/confirmation.html")
def confirmation(title, text=""):
    return {"title": title, "text": text}


@register.inclusion_tag("parts/inset.html")
def inset(text):
    return {"text": text}


@register.inclusion_tag("parts/warning.html")
def warning(text):
    return {"text": text}


@register.inclusion_tag("parts/phase.html")
def phase(label, text):
    return {"label": label, "text": text}


@register.filter
def banner_kind(level):
    """Which banner a Django message becomes."""
    return level if level in ("success", "warning", "error") else "important"


@register.simple_block_tag
def aside(content):
    """A side column around its content, or nothing when there is none."""
    return format_html('<aside class="portal-page__aside">{}</aside>', content) if content.strip() else ""


@register.simple_block_tag
def way_back(content):
    """A landmark around the back link, or nothing when there is none."""
    return format_html('<nav aria-label="Back">{}</nav>', content) if content.strip() else ""


# Ways round -----------------------------------------------------------------------------------------------


@register.inclusion_tag("parts/breadcrumbs.html")
def breadcrumbs(*steps):
    """Text and address in turn; a last text without an address is this page."""
    steps = list(steps)
    here = steps.pop() if len(steps) % 2 else None
    items = [
        {"text": text, "address": address} for text, address in zip(steps[::2], steps[1::2], strict=True)
    ]
    return {"items": items, "here": here}


@register.inclusion_tag("parts/back_link.html")
def back_link(address, text="Back"):
    return {"address": address, "text": text}


@register.inclusion_tag("parts/sub_navigation.html")
def sub_navigation(items, label="In this section"):
    return {"items": items, "label": label}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the pages of a list; the rest of the query string stays."""
    request = context.get("request")

    def address(number):
        query = request.GET.copy() if request else None
        if query is None:
            return f"?page={number}"
        query["page"] = number
        return f"?{query.urlencode()}"

    paginator = page.paginator
    numbers = [
        {"number": n, "address": address(n), "current": n == page.number} if isinstance(n, int) else None
        for n in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "many": paginator.num_pages > 1,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else None,
        "next": address(page.next_page_number()) if page.has_next() else None,
    }


# Lists ----------------------------------------------------------------------------------------------------


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


@register.simple_block_tag
def table(
    content, caption, columns, empty="There is nothing here yet.", stack=True, hide_caption=False, size="m"
):
    """A table around rows written in the page; a sentence instead when there are none."""
    return draw(
        "table",
        caption=caption,
        columns=(heads := _columns(columns)),
        sortable=any(one.get("sort") for one in heads),
        body=content if content.strip() else "",
        empty=empty,
        stack=stack,
        hide_caption=hide_caption,
        size=size,
        table_id=f"table-{slugify(caption)}",
    )


@register.simple_tag
def table_of(
    rows, caption, columns, empty="There is nothing here yet.", stack=True, hide_caption=False, size="m"
):
    """A table of plain cells; the first of each row is its header."""
    heads = _columns(columns)
    rows = [list(zip(row, heads, strict=True)) for row in rows]
    return draw(
        "table",
        caption=caption,
        columns=heads,
        rows=rows,
        empty=empty,
        stack=stack,
        hide_caption=hide_caption,
        size=size,
        table_id=f"table-{slugify(caption)}",
    )


@register.simple_block_tag
def details(content, summary, open=False):
    return draw("details", summary=summary, content=content, open=open)


@register.simple_tag
def meanings(*names):
    """What the glossary says of some words, folded away, for who meets them here first; KeyError for no such word."""
    return draw("meanings", terms=[glossary.term(name) for name in names])


# The work -------------------------------------------------------------------------------------------------


def _time_used(deadline):
    """What of a deadline's time is used: until today, or until it was done. Nothing of one that only ended."""
    if value_of(deadline, "ended_on"):
        return None
    until = value_of(deadline, "done_on") or timezone.localdate()
    return time_used(value_of(deadline, "starts_on"), value_of(deadline, "due_on"), until)


@register.filter
def time_left(deadline):
    """3 of 15 working days left · due today · 2 working days late; without the whole where nothing is counted."""
    left, used = value_of(deadline, "working_days_left"), _time_used(deadline)
    words = working_days(left)
    if used and left is not None and 0 < left <= used.total:
        return f"{left} of {used.total} working day{'' if used.total == 1 else 's'} left"
    return words


def _clock(deadline):
    left = value_of(deadline, "working_days_left")
    done_on = value_of(deadline, "done_on")
    due_on = value_of(deadline, "due_on")
    overdue = done_on is None and isinstance(due_on, dt.date) and due_on < timezone.localdate()
    late = overdue or bool(value_of(deadline, "late"))
    if done_on:
        state, word, colour = ("late", "Done late", "orange") if late else ("done", "Done on time", "green")
    elif late:
        state, word, colour = "late", "Late", "red"
    elif left is not None and left <= 2:
        state, word, colour = "soon", "Due soon", "yellow"
    else:
        state, word, colour = "running", "Running", "teal"
    return {
        "label": value_of(deadline, "label"),
        "due_on": due_on,
        "done_on": done_on,
        "rule": value_of(deadline, "rule", ""),
        "source": value_of(deadline, "source", ""),
        "address": value_of(deadline, "address", "") or "",
        "left": left,
        "left_words": time_left(deadline),
        "starts_on": value_of(deadline, "starts_on"),
        "state": state,
        "word": word,
        "colour": colour,
    }


@register.inclusion_tag("parts/clock.html")
def clock(deadline):
    """One deadline: what, when, how long is left, by which rule."""
    return {"clock": _clock(deadline)}


@register.inclusion_tag("parts/clocks.html")
def clocks(deadlines):
    return {"clocks": [_clock(deadline) for deadline in deadlines]}


@register.inclusion_tag("parts/panel.html")
def panel(
    title,
    items,
    empty="Nothing at the moment.",
    tone="asked",
    more_address="",
    more_text="See all",
    count=None,
):
    """A list of a home workspace: asked of me, late, next. `count` where only the first few are drawn."""
    items = list(items)
    return {
        "title": title,
        "items": items,
        "count": len(items) if count is None else count,
        "empty": empty,
        "tone": tone,
        "id": f"panel-{slugify(title)}",
        "more_address": more_address,
        "more_text": more_text,
    }


@register.inclusion_tag("parts/figures.html")
def figures(items):
    return {"items": items}


def asked_of(form, name):
    """Whether a parameter of an address is one of the form's, or one of the parts of its dates."""
    return name in form.fields or name.rpartition("_")[0] in form.fields


@register.inclusion_tag("parts/filter_panel.html", takes_context=True)
def filter_panel(context, form, clear_address="", title="Filter"):
    request = context.get("request")
    form.show_optional = False
    return {
        "form": form,
        "title": title,
        "clear_address": clear_address or (request.path if request else ""),
        "sort": request.GET.get("sort", "") if request else "",
        "active": bool(request and any(asked_of(form, name) for name, value in request.GET.items() if value)),
    }


@register.inclusion_tag("parts/listing.html", takes_context=True)
def listing(context, shown):
    """What stands above a list: views, filters, what is shown, the file of it, its order, a view to keep."""
    return {"shown": shown, "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.simple_tag
def tree(nodes, label="Structure"):
    """Groups within groups, as nested lists that a stylesheet draws as a tree."""
    return draw("tree", nodes=nodes, label=label)


@register.inclusion_tag("parts/progress.html")
def progress(address, done=0, total=0, message="", label="Progress"):
    return {
        "address": address,
        "done": done,
        "total": total,
        "message": message,
        "label": label,
        "id": f"progress-{slugify(label)}",
    }


@register.inclusion_tag("parts/work.html", takes_context=True)
def work(context, attempt, again="", here=False, brief=False):
    """What a worker makes: how far it is, or why it failed and what to do; nothing once it is done."""
    return {
        "attempt": attempt,
        "again": again,
        "here": here,
        "brief": brief,
        "address": reverse("work_progress", args=[watched_as(attempt)]) if attempt else "",
        "csrf_input": context.get("csrf_input", ""),
    }


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


# Drawings: partnership.rules.drawing says where things stand, templates/drawings puts them on the page -----------


@register.inclusion_tag("drawings/times.html")
def times(drawn, caption):
    """Things in time as partnership.rules.drawing.times lays them out, in words beside each, and as a table."""
    return {"drawn": drawn, "caption": caption, "table_words": f"{caption}: the same as a table"}


@register.simple_tag
def clock_bar(deadline):
    """How much of the time allowed is used, as a bar. The words stand beside it, so it is hidden from readers."""
    used = _time_used(deadline)
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


# Filters --------------------------------------------------------------------------------------------------


@lru_cache(5000)
def _written(on, pattern):
    """A day in words. Pages say the same days again and again, and looking up each month's name takes its time."""
    return format_date(on, pattern)


def _date(value):
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value):
    """22 November 2026"""
    return _written(_date(value), "j F Y") if value else ""


@register.simple_tag
def when(value):
    """A date, or a date and time, as <time>."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        told, text = value.isoformat(timespec="seconds"), moment(value)
    else:
        told, text = value.isoformat(), day(value)
    return format_html('<time datetime="{}">{}</time>', told, text)


@register.filter
def day_short(value):
    """Sun 22 Nov 2026"""
    return _written(_date(value), "D j M Y") if value else ""


@register.filter
def percent(value):
    """95.1%, 100%; a dash for nothing"""
    return shares.percent(value)


@register.filter
def plain(value):
    """1,200 or 37.5; a dash for nothing"""
    return "–" if value in (None, "") else plain_number(value)


@register.filter
def moment(value):
    """22 November 2026 at 2.05pm"""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{_written(value.date(), 'j F Y')} at {hour(value)}"


@register.filter
def hour(value):
    """2.05pm, 3pm or midday"""
    if not value:
        return ""
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    if (value.hour, value.minute) in ((0, 0), (12, 0)):
        return "midday" if value.hour else "midnight"
    number, half = value.hour % 12 or 12, "am" if value.hour < 12 else "pm"
    return f"{number}.{value.minute:02}{half}" if value.minute else f"{number}{half}"


@register.filter
def fact(value):
    """What an entry of the record notes, in words: nothing is a dash, and neither no nor nought is nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = [f"{name}: {fact(one)}" for name, one in value.items()]
    if isinstance(value, list):
        value = ", ".join(str(fact(one)) for one in value)
    return "–" if value in ("", None) else value


@register.filter
def pounds(amount):
    """£1,234.50, and £1,234 where there are no pence; a dash where no amount is known."""
    return "–" if amount in (None, "") else money.pounds(amount)


@register.filter
def working_days(left):
    """How long is left, in words; negative is late."""
    if left is None or left == "":
        return ""
    left = int(left)
    if left == 0:
        return "due today"
    word = "working day" if abs(left) == 1 else "working days"
    return f"{left} {word} left" if left > 0 else f"{-left} {word} late"


MARKDOWN = MarkdownIt("js-default", {"linkify": False, "typographer": False})
MARKDOWN_TAGS = {
    "p", "h2", "h3", "h4", "h5", "ul", "ol", "li", "strong", "em", "s", "a", "blockquote", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td", "code", "pre",
}  # fmt: skip
MARKDOWN_CLASSES = {
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "blockquote": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--visible govuk-section-break--m",
    "table": "govuk-table",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}


def _styled_markdown(text):
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 5)}"  # a page has one h1, and it is not in here
        for one in (token, *(token.children or ())):
            if one.nesting >= 0 and one.tag in MARKDOWN_CLASSES:
                one.attrSet("class", MARKDOWN_CLASSES[one.tag])
            one.attrs.pop("style", None)
    return MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})


@register.filter
def markdown(text):
    """Narrative text as safe HTML: parsed without raw HTML, then cleaned by a second, independent tool."""
    return mark_safe(  # noqa: S308 - cleaned on this line
        nh3.clean(
            _styled_markdown(str(text or "")),
            tags=MARKDOWN_TAGS,
            attributes={name: {"class"} for name in MARKDOWN_CLASSES} | {"a": {"href", "class"}},
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel="noopener noreferrer",
        )
    )
