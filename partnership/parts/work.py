"""The work: clocks, panels of what is to be done, figures, and what the portal is making."""

import datetime as dt
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from partnership.operations.attempts import watched_as
from partnership.parts import marks, value_of
from partnership.rules import sayings
from partnership.rules.deadlines import time_used

register = template.Library()


def time_used_of(deadline):
    """What of a deadline's time is used: until today, or until it was done. Nothing of one that only ended."""
    starts_on = value_of(deadline, "starts_on")
    if not starts_on or value_of(deadline, "ended_on"):
        return None
    until = value_of(deadline, "done_on") or timezone.localdate()
    return time_used(starts_on, value_of(deadline, "due_on"), until)


@register.filter
def time_left(deadline):
    """3 of 15 working days left · due today · 2 working days late; without the whole where nothing is counted."""
    left, used = value_of(deadline, "working_days_left"), time_used_of(deadline)
    words = sayings.working_days(left)
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


def _row(item):
    """One row of a panel: what, by when, and how it stands. A home page draws dozens of them."""
    title, address, note = value_of(item, "title"), value_of(item, "address"), value_of(item, "note")
    due_on, late, word = value_of(item, "due_on"), value_of(item, "late"), value_of(item, "tag")
    what = (
        format_html('<a class="govuk-link portal-panel__link" href="{}">{}</a>', address, title)
        if address
        else format_html('<span class="portal-panel__link">{}</span>', title)
    )
    if note:
        what += format_html('<p class="portal-panel__note">{}</p>', note)
    when = _by(due_on, bool(late)) if due_on else ""
    if word:
        when += marks.tag(word, value_of(item, "colour") or "grey")
    elif late:
        when += LATE
    return (
        f'<li class="portal-panel__item"><div class="portal-panel__what">{what}</div>'
        f'<div class="portal-panel__when">{when}</div></li>'
    )


LATE = marks.tag("Late", "red")


@lru_cache(1000)
def _by(due_on, late):
    """By when it is due, or was; many things are due on one day."""
    return format_html(
        '<span class="portal-panel__due">{} {}</span>', "Was due" if late else "By", marks.when(due_on)
    )


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
    rows = [_row(item) for item in items]
    return {
        "title": title,
        "rows": mark_safe("".join(rows)),  # noqa: S308 - each is drawn below
        "count": len(rows) if count is None else count,
        "empty": empty,
        "tone": tone,
        "id": f"panel-{slugify(title)}",
        "more_address": more_address,
        "more_text": more_text,
    }


@register.inclusion_tag("parts/figures.html")
def figures(items):
    return {"items": items}


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
