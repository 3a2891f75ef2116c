"""The report's Markdown as safe HTML, with figures, tables and charts placed by name."""

import re

import nh3
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from assurance.rules.yearly_report import ANY_PLACED, PLACED
from partnership.parts.drawings import bar_chart
from partnership.rules.markdown import MARKDOWN, MARKDOWN_CLASSES, MARKDOWN_TAGS

ALONE = re.compile(r"\{(table|chart):([a-z0-9_]{1,80})\}")
CHAPTER = 2  # the level of a chapter's own heading


def narrative(text, data, *, below=CHAPTER):
    """A section's text as HTML. Names that the gather does not hold stay as they were typed."""
    parts, run = [], []
    tokens = MARKDOWN.parse(text or "")
    fill(tokens, data)
    at = 0
    while at < len(tokens):
        placed = block_at(tokens, at, data)
        if placed:
            parts.append(cleaned(run, below))
            parts.append(placed)
            run, at = [], at + 3
        else:
            run.append(tokens[at])
            at += 1
    parts.append(cleaned(run, below))
    return mark_safe("".join(parts))  # noqa: S308 -- each part is cleaned, or drawn by our own template


def block_at(tokens, at, data):
    """The table or chart that stands alone in a top-level paragraph here, drawn; or nothing."""
    if tokens[at].type != "paragraph_open" or tokens[at].level != 0:
        return ""
    match = ALONE.fullmatch(tokens[at + 1].content.strip())
    if not match:
        return ""
    kind, name = match.groups()
    thing = data[f"{kind}s"].get(name)
    if thing is None:
        return ""
    return drawn_table(thing) if kind == "table" else drawn_chart(thing, data["tables"])


def drawn_table(table):
    columns = columns_of(table["columns"])
    rows = [list(zip(row, columns, strict=True)) for row in table["rows"]]
    return render_to_string("print/table.html", table | {"columns": columns, "rows": rows})


def drawn_chart(chart, tables):
    """Bars with their description, and a table beneath that says at least the same."""
    drawn = bar_chart(
        [tuple(row) for row in chart["rows"]], chart["title"], unit=chart["unit"], maximum=chart["maximum"]
    )
    same = {
        "caption": f"{chart['title']}: the figures", "columns": chart["headings"], "rows": drawn["rows"],
        "source": chart["source"], "empty": "",
    }  # fmt: skip
    return render_to_string(
        "print/chart.html", drawn | {"table": drawn_table(tables.get(chart["beneath"], same))}
    )


def columns_of(headings):
    return [{"text": one.rstrip("#"), "numeric": one.endswith("#")} for one in headings.split("|")]


def cleaned(tokens, below=CHAPTER):
    """Tokens as HTML in the house's classes, headings below that level, then cleaned by a second tool."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]) + below - 1, below + 1), 5)}"
        for one in (token, *(token.children or ())):
            one.attrs.pop("style", None)
            if one.nesting >= 0 and one.tag in MARKDOWN_CLASSES:
                one.attrSet("class", MARKDOWN_CLASSES[one.tag])
            if one.tag == "th" and one.nesting == 1:
                one.attrSet("scope", "col")
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=MARKDOWN_TAGS,
        attributes={name: {"class"} for name in MARKDOWN_CLASSES}
        | {"a": {"href", "class"}, "th": {"class", "scope"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def fill(tokens, data):
    """Put the shown value in the place of each figure's name, as text that is escaped like any other."""

    def value(match):
        kind, name = match.groups()
        figure = data["figures"].get(name) if kind == "figure" else None
        return figure["shown"] if figure else match.group(0)

    for token in tokens:
        for one in token.children or ():
            if one.type == "text" and ANY_PLACED.search(one.content):
                one.content = PLACED.sub(value, one.content)
