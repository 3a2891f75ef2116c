"""Forms in which nothing is typed are drawn once by each process for the same choices: most lists are opened so."""

from dataclasses import dataclass, field
from functools import lru_cache

from django import forms

from partnership.forms.renderer import rendered_fields


@dataclass(frozen=True)
class Untouched:
    """A form, equal to every other of which the same would be drawn."""

    told: tuple
    form: forms.Form = field(compare=False)


def drawn_fields(form):
    """The fields of a form as HTML; remembered while nothing is typed and all that there is to choose is known."""
    told = what_is_told(form)
    return rendered_fields(form) if told is None else _drawn(Untouched(told, form))


@lru_cache(maxsize=200)
def _drawn(untouched):
    return rendered_fields(untouched.form)


def what_is_told(form):
    """Everything that its fields are drawn from; None where that is not known before they are."""
    if form.is_bound or "looks" in vars(form) or hasattr(form, "helper"):
        return None
    if any(isinstance(one, forms.ModelChoiceField) or callable(one.initial) for one in form.fields.values()):
        return None
    of_each = tuple(told_of(name, one) for name, one in form.fields.items())
    return type(form), form.prefix, form.auto_id, repr(form.initial), of_each


def told_of(name, one):
    said = name, str(one.label), str(one.help_text), one.required, one.disabled, repr(one.initial)
    return *said, type(one.widget), repr(one.widget.attrs), repr(list(getattr(one, "choices", ())))
