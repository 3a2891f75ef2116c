"""What forms are drawn with."""

from django import forms, template
from django.utils.safestring import mark_safe

from partnership.forms.renderer import rendered_fields
from partnership.forms.sentences import errors_of
from partnership.parts import draw

register = template.Library()


@register.simple_tag(takes_context=True)
def error_summary(context, *things):
    """The problems of forms and formsets, each linked to the control that answers it; once per page."""
    drawn = context.render_context.setdefault("error_summary", set())
    new = [thing for thing in things if thing not in (None, "") and id(thing) not in drawn]
    drawn.update(map(id, new))
    problems = [problem for thing in new for problem in errors_of(thing)]
    return draw("error_summary", problems=problems) if problems else ""


@register.simple_tag(takes_context=True)
def fields(context, form):
    """All fields of a form or formset, by the form helper's layout if it has one."""
    if isinstance(form, forms.BaseFormSet):
        parts = [str(form.management_form)]
        parts += [fields(context, one) for one in form]
        return mark_safe("".join(parts))  # noqa: S308 - drawn by our own templates
    return rendered_fields(form, context)


@register.simple_tag
def field(bound_field, label=None, hint=None, autocomplete="", width=0):
    """One field: label, hint, error and control. Other words than the form's own only for forms not ours."""
    if bound_field.is_hidden:
        return bound_field.as_widget()
    if label is not None:
        bound_field.label = label
    if hint is not None:
        bound_field.help_text = hint
    if autocomplete:
        bound_field.field.widget.attrs["autocomplete"] = autocomplete
    if width:
        bound_field.field.widget.attrs["class"] = f"govuk-input--width-{width}"
    return bound_field.as_field_group()


@register.simple_tag
def relabel(form, **labels):
    """Give fields of a form that is not ours our own labels, before anything names them."""
    for name, label in labels.items():
        if form and name in form.fields:
            form.fields[name].label = label
            form[name].label = label
    return ""


@register.inclusion_tag("parts/button.html")
def submit(text, kind="", name="", value="", once=True):
    """A button that sends the form. Kinds: secondary, warning."""
    return {"text": text, "kind": kind, "name": name, "value": value, "once": once}
