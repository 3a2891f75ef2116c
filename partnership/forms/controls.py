"""The controls of fields: which template of templates/forms/ draws a widget, and what it needs besides its label.

Each drawer takes the bound field, its look, its attributes, its further classes and what is known of the field, and
gives what its template adds to that.
"""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


def kind_of(widget):
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


def wrong_boxes(field):
    """The boxes of a date that an error is about; all of them when it does not say."""
    names = getattr(field.field.widget, "parts", ())
    if not names or not field.errors:
        return []
    said = [part for error in field.errors.as_data() for part in (error.params or {}).get("parts", ())]
    return [name for name in names if name in said] or list(names)


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
    wrong = wrong_boxes(field)
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
