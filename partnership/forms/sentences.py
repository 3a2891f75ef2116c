"""What is wrong with a form, in sentences that name the field, and where each of them leads."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxLengthValidator

from partnership.forms.controls import kind_of, wrong_boxes


def control_id(field):
    """The id that an error summary links to: always that of something that takes focus."""
    base = field.field.widget.attrs.get("id") or field.auto_id
    wrong = wrong_boxes(field)
    return f"{base}_{wrong[0]}" if isinstance(field.field.widget, forms.MultiWidget) and wrong else base


def errors_of(thing):
    """The problems of a form or formset as dictionaries of text and the id they are about."""
    if isinstance(thing, forms.BaseFormSet):
        problems = [{"text": text, "target": ""} for text in thing.non_form_errors()]
        return problems + [problem for form in thing.forms for problem in errors_of(form)]
    if not thing.is_bound and not thing.errors:
        return []
    problems = [{"text": text, "target": ""} for text in thing.errors.get(NON_FIELD_ERRORS, [])]
    for field in thing:
        target = "" if field.is_hidden else control_id(field)
        problems += [{"text": text, "target": target} for text in sentences(field)]
    return problems


def sentences(field):
    """The field's problems in words that name it; a form's own words stay as they are."""
    return [_sentence(field, error) for error in field.errors.as_data()] if field.errors else []


def _sentence(field, error):
    label = str(field.label).strip()
    if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
        kind = kind_of(field.field.widget)
        if kind == "checkbox":
            return f"Tick ‘{label}’ to go on"
        if kind in ("radios", "select"):
            return (
                f"Choose an answer to ‘{label}’" if label.endswith("?") else f"Choose {in_a_sentence(label)}"
            )
        if kind == "checkboxes":
            return f"Choose at least one answer to ‘{label}’"
        if kind == "file":
            return f"Choose a file for ‘{label}’"
        return f"Answer ‘{label}’" if label.endswith("?") else f"Enter {in_a_sentence(label)}"
    if error.code == "max_length" and error.message is MaxLengthValidator.message and error.params:
        limit, length = error.params["limit_value"], error.params["show_value"]
        return f"{label} must be {limit:,} characters or fewer; it has {length:,}"
    return error.messages[0]


STANDS_ALONE = {
    "the",
    "your",
    "this",
    "a",
    "an",
    "any",
    "how",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
}


def in_a_sentence(label):
    """A label as a sentence would call it: "Local authority" → "the local authority"; "NHS number" keeps NHS."""
    words = label.split()
    if not words:
        return "this"
    named = len(words[0]) > 1 and not words[0][1:].replace("-", "").islower()
    label = label if named else label[0].lower() + label[1:]
    return label if words[0].lower() in STANDS_ALONE else f"the {label}"
