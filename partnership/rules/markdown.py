"""Narrative text, typed as Markdown, as safe HTML in the design system's classes."""

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

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
