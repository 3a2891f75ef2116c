"""Asking why something is late, and only when it is."""

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_date


def ask_why_late(form, due_on, done="done_on"):
    """Add the question at the form's end once the due date has passed; `done` names the date that is asked for."""
    form.due_on, form.done = due_on, done
    if due_on and timezone.localdate() > due_on:
        form.fields["late_reason"] = late_field(due_on)


def late_field(due_on):
    return forms.CharField(
        label="Why is it late?",
        help_text=f"It was due by {format_date(due_on, 'j F Y')}. The reason is kept permanently.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


def check_late(form, cleaned):
    """A late date has its reason: said at the question, rather than above the form."""
    when = cleaned.get(form.done) or (None if form.done in form.fields else timezone.localdate())
    late = form.due_on and when and when > form.due_on
    if late and "late_reason" in form.fields and not cleaned.get("late_reason", "").strip():
        form.add_error(
            "late_reason", f"It was due by {format_date(form.due_on, 'j F Y')}. Say why it is late"
        )
    return cleaned
