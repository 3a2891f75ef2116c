"""What stands around every page, drawn once for each kind of reader, and what is the same in all of them."""

import re
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()

# What a drawing that many people share leaves open, and each page fills in: no text that anybody types can hold these.
NAME, TOKEN, HATS, LEFT = (f"\0{what}\0" for what in ("name", "token", "hats", "left"))
OPEN = re.compile(f"({NAME}|{TOKEN}|{HATS}|{LEFT})")


class Once(template.Node):
    """Draws its content at first and remembers it, as long as the process lives."""

    def __init__(self, nodelist):
        self.nodelist = nodelist
        self.drawn = None

    def render(self, context):
        if self.drawn is None:
            nobodys = Context()
            with nobodys.bind_template(context.template):
                self.drawn = self.nodelist.render(nobodys)
        return self.drawn


@register.tag
def once(parser, token):
    """{% once %}…{% endonce %} around addresses and files that are the same on every page. No variable reaches it."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodelist)


@lru_cache(maxsize=500)
def drawn(part, **given):
    """A part as everybody sees it to whom the same is given, cut where it leaves something open."""
    return OPEN.split(get_template(f"parts/{part}.html").render(given))


def filled(pieces, **said):
    """The part with what is one person's or one page's own: texts, or functions that are asked only where needed."""
    values = {f"\0{what}\0": value for what, value in said.items()}
    told = (values.get(piece, piece) for piece in pieces)
    text = "".join(conditional_escape(one()) if callable(one) else one for one in told)
    return mark_safe(text)  # noqa: S308 - pieces are drawn by templates, and values are escaped


@register.simple_tag(takes_context=True)
def page_header(context):
    """Header, navigation and whose page it is."""
    person, request = context.get("person"), context.get("request")
    searches_here = request and request.path == context.get("search_address")
    pieces = drawn(
        "header",
        partnership_name=context.get("partnership_name", ""),
        search_address="" if searches_here else context.get("search_address", ""),
        searches=context.get("searches", ""),
        concern_address=context.get("concern_address", ""),
        navigation=tuple(context.get("navigation", ())),
        demo_address=context.get("demo_address", ""),
        person=person is not None,
        name=NAME,
        csrf_token=TOKEN,
        hats=HATS,
    )
    return filled(
        pieces,
        name=lambda: person.name,
        token=lambda: context["csrf_token"],
        hats=lambda: hats(context) if context.get("hats") else "",
    )


def hats(context):
    given = {"hats": context["hats"], "csrf_token": context["csrf_token"]}
    return get_template("parts/hats.html").render(given)


@register.simple_tag(takes_context=True)
def page_footer(context):
    request, concern = context.get("request"), context.get("concern_address", "")
    pieces = drawn(
        "footer",
        partnership_name=context.get("partnership_name", ""),
        concern_address="" if request and request.path == concern else concern,
        person=context.get("person") is not None,
        public_page=bool(context.get("public_page")),
    )
    return filled(pieces)


@register.simple_tag(takes_context=True)
def page_staying(context):
    """For how long a session goes on, which portal.js tells; nothing where nobody is signed in."""
    staying = context.get("staying")
    if not staying:
        return ""
    pieces = drawn("staying", left=LEFT, final=staying["final"], warning=staying["warning"], csrf_token=TOKEN)
    return filled(pieces, left=lambda: staying["left"], token=lambda: context["csrf_token"])
