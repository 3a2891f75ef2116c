"""Asking for an evidence pack."""

from django import forms


class AskForPackForm(forms.Form):
    reason = forms.CharField(
        label="Who is it for?",
        help_text="By office, such as “Inspectors of the joint targeted area inspection”. It goes on the record.",
        max_length=300,
    )
