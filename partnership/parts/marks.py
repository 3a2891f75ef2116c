"""Marks on a page: tags, banners, insets; and how dates, times and amounts are said there."""

import datetime as dt
from functools import lru_cache

from django import template
from django.utils.html import format_html

from partnership.rules import markdown, sayings

register = template.Library()

COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")


@register.simple_tag
@lru_cache(maxsize=1000, typed=True)  # by type, since a text that is safe as it stands equals one that is not
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


for said in (
    sayings.day,
    sayings.day_short,
    sayings.from_day,
    sayings.after_day,
    sayings.moment,
    sayings.hour,
    sayings.percent,
    sayings.plain,
    sayings.pounds,
    sayings.working_days,
    sayings.fact,
    markdown.markdown,
):
    register.filter(said)


@register.simple_tag
def when(value):
    """A date, or a date and time, as <time>."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        told, text = value.isoformat(timespec="seconds"), sayings.moment(value)
    else:
        told, text = value.isoformat(), sayings.day(value)
    return format_html('<time datetime="{}">{}</time>', told, text)
