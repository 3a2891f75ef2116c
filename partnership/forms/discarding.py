"""Why what was begun is not wanted."""

from django import forms


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label="Why are you discarding it?",
        help_text="This goes into the record.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why you are discarding it"},
    )
    looks = {"reason": {"rows": 3}}
