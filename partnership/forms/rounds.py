"""Changing the dates of a round that is open, whoever is asked."""

from django import forms

from partnership.forms.dates import DateField


class ChangeDatesForm(forms.Form):
    """Another due date for everybody, or another close, and why."""

    due_on = DateField(
        label="When are answers due?",
        help_text="Anyone who was given a later date keeps it.",
        called="the due date",
    )
    reopens_on = DateField(
        label="When can agencies start reopening submitted returns?",
        called="the day of reopening",
        required=False,
    )
    closes_on = DateField(
        label="When does the round close?",
        help_text="It closes at midnight at the end of this day. It can be today.",
        called="the closing date",
    )
    reason = forms.CharField(
        label="Why are you changing the dates?",
        help_text="This is kept on record.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}
