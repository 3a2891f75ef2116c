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

from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import Context
from django.template.loader import get_template
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from partnership.forms.controls import DRAWERS, kind_of
from partnership.forms.sentences import sentences

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


def drawing(field):
    """Everything that templates/forms/field.html needs to draw one bound field."""
    widget = field.field.widget
    look = look_of(field)
    base = widget.attrs.get("id") or field.auto_id
    errors = sentences(field)
    hint = field.help_text
    kind = kind_of(widget)
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
