"""One drawing of a field, shared by `{{ form.x.as_field_group }}`, `{% fields form %}` and crispy-forms.

A form says how its fields look in one dictionary, by field name:

    class DecideForm(forms.Form):
        looks = {
            "outcome": {
                "hints": {"local": "The partnership reviews it without the national Panel."},   # per option
                "reveals": {"other": ["reason"]},   # fields drawn under an option and shown when it is chosen
                "divider": {"none": "or"},          # a word before an option
                "exclusive": ["none"],              # a checkbox that clears the others
                "inline": True, "small": True,
            },
            "amount": {"prefix": "£", "suffix": "a year", "width": 5},    # 2 3 4 5 10 20 30
            "reason": {"rows": 8, "words": 300, "label": "m", "heading": True, "class": "…"},
        }

`label` is the size of label or legend (s m l xl), `heading` makes it the page's h1. A text area with a
`max_length` counts characters, one with `words` counts words. Optional fields say so in their label, unless
`show_optional = False` on the form or "optional": False here. Every control keeps the id `id_<field>` that
the error summary links to: the first option of radios and checkboxes has it, a date adds `_day`, `_month`
or `_year` for the first wrong box.
"""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxLengthValidator
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.forms.utils import flatatt
from django.template import Context
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

# Attributes that Django adds and the design system advises against: a browser's own validation stops a form
# with a bubble that vanishes, `maxlength` cuts pasted text off in silence, a placeholder is no label.
UNWANTED = ("required", "maxlength", "minlength", "placeholder", "aria-invalid", "aria-describedby")


class Renderer(BaseRenderer):
    """Draws fields by templates/forms/, and plain widgets by Django's own templates."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    @cached_property
    def django_templates(self):
        return DjangoTemplates()

    def get_template(self, template_name):
        if template_name.startswith("django/forms/"):
            return self.django_templates.get_template(template_name)
        return get_template(template_name)

    def render(self, template_name, context, request=None):
        if template_name == self.field_template_name:
            context = drawing(context["field"])
        return super().render(template_name, context, request=request)


def look_of(field):
    return getattr(field.form, "looks", {}).get(field.name, {})


def control_id(field):
    """The id that an error summary links to: always that of something that takes focus."""
    base = field.field.widget.attrs.get("id") or field.auto_id
    wrong = _wrong_boxes(field)
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
        kind = _kind(field.field.widget)
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


def rendered_fields(form, context=None):
    """All fields of a form, by its helper's layout if there is one."""
    helper = getattr(form, "helper", None)
    if helper is not None and helper.layout is not None:
        context = context if context is not None else Context()
        html = helper.render_layout(form, context, template_pack="govuk")
        left = [field for field in form.hidden_fields() if field.name not in form.rendered_fields]
        parts = [html, *(field.as_widget() for field in left)]
        parts += [button.render(form, context, template_pack="govuk") for button in helper.inputs]
    else:
        inside = _revealed(form)
        parts = [field.as_widget() for field in form.hidden_fields()]
        parts += [field.as_field_group() for field in form.visible_fields() if field.name not in inside]
    return mark_safe("\n".join(parts))  # noqa: S308 - every part is drawn by a template


def _revealed(form):
    """Names of the fields that are drawn under an option of another field."""
    return {
        name
        for look in getattr(form, "looks", {}).values()
        for names in look.get("reveals", {}).values()
        for name in names
    }


def _wrong_boxes(field):
    """The boxes of a date that an error is about; all of them when it does not say."""
    names = getattr(field.field.widget, "parts", ())
    if not names or not field.errors:
        return []
    said = [part for error in field.errors.as_data() for part in (error.params or {}).get("parts", ())]
    return [name for name in names if name in said] or list(names)


def drawing(field):
    """Everything that templates/forms/field.html needs to draw one bound field."""
    widget = field.field.widget
    look = look_of(field)
    base = widget.attrs.get("id") or field.auto_id
    errors = sentences(field)
    hint = field.help_text
    kind = _kind(widget)
    described = [f"{base}-hint"] if hint and kind != "checkbox" else []
    described += [f"{base}-error"] if errors else []
    context = {
        "field": field,
        "id": base,
        "kind": kind,
        "control": f"forms/{kind}.html",
        "label": _label(field, look, kind),
        "label_size": look.get("label", ""),
        "heading": look.get("heading", False),
        "hint": hint,
        "errors": errors,
        "described": " ".join(described),
        "group_class": "",
        "group_attrs": "",
        "look": look,
        "fieldset": kind in ("radios", "checkboxes", "date", "table"),
        "role": "group" if kind == "date" else "",
    }
    attrs = field.build_widget_attrs(dict(widget.attrs), widget)
    for name in UNWANTED:
        attrs.pop(name, None)
    attrs["id"] = base
    extra = " ".join(filter(None, [attrs.pop("class", ""), look.get("class", "")]))
    if look.get("width"):
        extra = f"{extra} govuk-input--width-{look['width']}".strip()
    return context | DRAWERS[kind](field, look, attrs, extra, context)


def _label(field, look, kind):
    """The field's question, with '(optional)' when an answer may be left out."""
    label = str(field.label)
    wanted = look.get("optional", getattr(field.form, "show_optional", True))
    silent = field.field.required or field.field.disabled or kind == "checkbox" or "optional" in label.lower()
    return label if silent or not wanted else f"{label} (optional)"


def _kind(widget):
    """Which of templates/forms/ draws this widget. Order matters: a checkbox list is a kind of radio list."""
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.FileInput):
        return "file"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(widget, forms.MultiWidget) and hasattr(widget, "parts"):
        return "date"
    if hasattr(widget, "columns"):
        return "table"
    if isinstance(widget, forms.widgets.Input):
        return "input"
    return "other"


def _classes(*names):
    return " ".join(name for name in names if name)


def _own(field, attrs):
    """Widget context of Django: the name with the form's prefix, the value as it was typed."""
    return field.field.widget.get_context(field.html_name, field.value(), attrs)["widget"]


def _input(field, look, attrs, extra, context):
    own = _own(field, {})
    kind, value = own["type"], own["value"]
    attrs.pop("type", None)
    # A number box changes when scrolled over and hides what it cannot read: so plain text, number keys.
    if kind == "number":
        kind = "text"
        decimal = isinstance(field.field, (forms.DecimalField, forms.FloatField))
        attrs.setdefault("inputmode", "decimal" if decimal else "numeric")
        for name in ("min", "max", "step"):
            attrs.pop(name, None)
    if kind == "email":
        attrs.setdefault("autocomplete", "email")
        attrs.setdefault("spellcheck", "false")
    attrs |= {
        "class": _classes("govuk-input", context["errors"] and "govuk-input--error", extra),
        "name": field.html_name,
        "type": kind,
        "aria-describedby": context["described"] or None,
        "value": value,
    }
    return {"attrs": flatatt(attrs), "prefix": look.get("prefix", ""), "suffix": look.get("suffix", "")}


def _password(field, look, attrs, extra, context):
    attrs |= {
        "class": _classes(
            "govuk-input govuk-password-input__input govuk-js-password-input-input",
            context["errors"] and "govuk-input--error",
            extra,
        ),
        "name": field.html_name,
        "type": "password",
        "spellcheck": "false",
        "autocapitalize": "none",
        "aria-describedby": context["described"] or None,
    }
    attrs.setdefault("autocomplete", "current-password")
    return {
        "attrs": flatatt(attrs),
        "group_class": "govuk-password-input",
        "group_attrs": flatatt({"data-module": "govuk-password-input"}),
    }


def _textarea(field, look, attrs, extra, context):
    words, characters = look.get("words"), getattr(field.field, "max_length", None)
    counted = {}
    if words:
        counted = {"data-maxlength": words, "data-count-type": "words"}
    elif characters:
        counted = {"data-maxlength": characters}
    described = _classes(counted and f"{context['id']}-info", context["described"])
    attrs.pop("cols", None)
    attrs |= {
        "class": _classes(
            "govuk-textarea",
            context["errors"] and "govuk-textarea--error",
            counted and "govuk-js-character-count",
            extra,
        ),
        "name": field.html_name,
        "rows": look.get("rows", attrs["rows"] if str(attrs.get("rows")) not in ("10", "None") else 5),
        "aria-describedby": described or None,
    }
    value = _own(field, {})["value"]
    drawn = {"attrs": flatatt(attrs), "value": "" if value is None else value}
    if counted:
        drawn["limit"] = f"You can enter up to {words or characters:,} {'words' if words else 'characters'}"
        drawn["group_class"] = "govuk-character-count"
        drawn["group_attrs"] = flatatt({"data-module": "govuk-character-count", **counted})
    return drawn


def _select(field, look, attrs, extra, context):
    attrs |= {
        "class": _classes("govuk-select", context["errors"] and "govuk-select--error", extra),
        "name": field.html_name,
        "multiple": bool(getattr(field.field.widget, "allow_multiple_selected", False)),
        "aria-describedby": context["described"] or None,
    }
    options = "".join(_group(name, options) for name, options, _ in _own(field, {})["optgroups"])
    return {"attrs": flatatt(attrs), "options": mark_safe(options)}  # noqa: S308 - _group and _option escape


def _group(name, options):
    """Options under one heading; each that has none comes as a group of its own."""
    options = "\n".join(map(_option, options))
    return f'<optgroup label="{conditional_escape(name)}">{options}</optgroup>\n' if name else f"{options}\n"


def _option(option):
    """One option as HTML. Lists of organisations are long, and each row of a template costs more than this line."""
    value, label = conditional_escape(_text(option["value"])), conditional_escape(option["label"])
    disabled = " disabled" if option["attrs"].get("disabled") else ""
    return f'<option value="{value}"{" selected" if option["selected"] else ""}{disabled}>{label}</option>'


def _text(value):
    return "" if value is None else str(value)


def _file(field, look, attrs, extra, context):
    widget = field.field.widget
    attrs |= {
        "class": _classes("govuk-file-upload", context["errors"] and "govuk-file-upload--error", extra),
        "name": field.html_name,
        "type": "file",
        "multiple": bool(getattr(widget, "allow_multiple_selected", False)),
        "aria-describedby": context["described"] or None,
    }
    kept = ""
    if isinstance(widget, forms.ClearableFileInput) and widget.is_initial(field.initial):
        kept = str(field.initial).rsplit("/", 1)[-1]
    return {"attrs": flatatt(attrs), "kept": kept}


def _options(field, look, component, context):
    """Options of radios or checkboxes; the first has the field's own id, so that links to it work."""
    items = []
    reveals, hints, dividers = look.get("reveals", {}), look.get("hints", {}), look.get("divider", {})
    for group, options, _ in _own(field, {})["optgroups"]:
        for place, option in enumerate(options):
            value = _text(option["value"])
            if value == "" and str(option["label"]).startswith("---"):
                continue
            own_id = context["id"] if not items else f"{context['id']}-{len(items) + 1}"
            hint = hints.get(value) or hints.get(option["value"]) or ""
            names = [name for name in reveals.get(value, ()) if name in field.form.fields]
            chosen = bool(option["selected"])
            if value in dividers:
                items.append({"divider": dividers[value]})
                own_id = f"{context['id']}-{len(items) + 1}"
            attrs = {
                "class": f"govuk-{component}__input",
                "id": own_id,
                "name": field.html_name,
                "type": "radio" if component == "radios" else "checkbox",
                "value": value,
                "checked": chosen,
                "disabled": bool(option["attrs"].get("disabled") or field.field.disabled),
                "aria-describedby": f"{own_id}-item-hint" if hint else None,
                "data-aria-controls": f"conditional-{own_id}" if names else None,
                "data-behaviour": "exclusive" if value in look.get("exclusive", ()) else None,
            }
            items.append(
                {
                    "id": own_id,
                    "attrs": flatatt(attrs),
                    "label": option["label"],
                    "hint": hint,
                    "group": group if group and not place else "",
                    "inside": [field.form[name] for name in names],
                    "hidden": not chosen,
                }
            )
    return items


def _radios(field, look, attrs, extra, context):
    return _choices(field, look, extra, context, "radios")


def _checkboxes(field, look, attrs, extra, context):
    return _choices(field, look, extra, context, "checkboxes")


def _choices(field, look, extra, context, component):
    classes = _classes(
        f"govuk-{component}",
        look.get("inline") and f"govuk-{component}--inline",
        look.get("small") and f"govuk-{component}--small",
        extra,
    )
    return {"items": _options(field, look, component, context), "classes": classes, "component": component}


def _checkbox(field, look, attrs, extra, context):
    own = _own(field, {})
    hint_id = f"{context['id']}-item-hint"
    described = _classes(context["described"], context["hint"] and hint_id)
    names = [name for name in look.get("reveals", {}).get("on", ()) if name in field.form.fields]
    attrs |= {
        "class": _classes("govuk-checkboxes__input", extra),
        "name": field.html_name,
        "type": "checkbox",
        "value": own["value"] or "on",
        "checked": bool(own["attrs"].get("checked")),
        "aria-describedby": described or None,
        "data-aria-controls": f"conditional-{context['id']}" if names else None,
    }
    item = {
        "id": context["id"],
        "attrs": flatatt(attrs),
        "label": context["label"],
        "hint": context["hint"],
        "inside": [field.form[name] for name in names],
        "hidden": not attrs["checked"],
    }
    small = "govuk-checkboxes--small" if look.get("small") else ""
    return {
        "items": [item],
        "classes": _classes("govuk-checkboxes", small),
        "component": "checkboxes",
        "hint": "",
    }


def _date(field, look, attrs, extra, context):
    wrong = _wrong_boxes(field)
    own = _own(field, {})
    boxes = []
    for name, box in zip(field.field.widget.parts, own["subwidgets"], strict=True):
        autocomplete = field.field.widget.attrs.get("autocomplete")
        boxes.append(
            {
                "id": f"{context['id']}_{name}",
                "label": name.capitalize(),
                "attrs": flatatt(
                    {
                        "class": _classes(
                            "govuk-input govuk-date-input__input",
                            name in wrong and "govuk-input--error",
                            f"govuk-input--width-{4 if name == 'year' else 2}",
                        ),
                        "id": f"{context['id']}_{name}",
                        "name": box["name"],
                        "type": "text",
                        "inputmode": "numeric",
                        "value": box["value"] or None,
                        "disabled": field.field.disabled,
                        "autocomplete": f"{autocomplete}-{name}" if autocomplete else None,
                    }
                ),
            }
        )
    return {"boxes": boxes}


def _table(field, look, attrs, extra, context):
    """A box for each cell; the first one has the field's own id."""
    return field.field.widget.drawn(field.html_name, field.value(), context["id"], context["described"])


def _other(field, look, attrs, extra, context):
    """A widget that we do not know draws itself, under our label, hint and error."""
    described = {"aria-describedby": context["described"]} if context["described"] else {}
    return {"html": field.as_widget(attrs=described)}


DRAWERS = {
    "input": _input,
    "password": _password,
    "textarea": _textarea,
    "select": _select,
    "file": _file,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "checkbox": _checkbox,
    "date": _date,
    "table": _table,
    "other": _other,
}
