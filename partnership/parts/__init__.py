"""The parts that pages are built from, along nouns. `{% load portal %}` brings them; its docstring lists them."""

from django.template.loader import get_template


def value_of(thing, name, default=None):
    """A key of a dict or an attribute of an object."""
    if isinstance(thing, dict):
        return thing.get(name, default)
    return getattr(thing, name, default)


def draw(part, **context):
    return get_template(f"parts/{part}.html").render(context)
