"""Opening a submitted return again: asked by whoever answers, decided by whoever carries the round out."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField


class AskToReopenForm(forms.Form):
    """Why the agency wants to change what it submitted."""

    reason = forms.CharField(
        label="What needs changing, and why?",
        help_text="Do not name a child, a family or a member of staff.",
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"reason": {"rows": 4}}


class ReopenForm(AskToReopenForm):
    """Why staff open it again, and until when."""

    reason = forms.CharField(label="Why are you reopening it?", widget=forms.Textarea, max_length=2000)
    until = DateField(
        label="When must it be submitted again by?", called="the day", earliest=timezone.localdate
    )


class AnswerReopeningForm(forms.Form):
    """Whether it is opened again: until when, or why not."""

    agreed = forms.ChoiceField(
        label="Do you want to reopen the return?",
        choices=[("yes", "Yes, reopen it"), ("no", "No, keep what was submitted")],
        widget=forms.RadioSelect,
    )
    until = DateField(
        label="When must it be submitted again by?",
        called="the day",
        earliest=timezone.localdate,
        required=False,
    )
    answer = forms.CharField(
        label="What do you tell the agency?", widget=forms.Textarea, max_length=2000, required=False
    )
    looks = {
        "agreed": {"reveals": {"yes": ["until"]}},
        "until": {"optional": False},
        "answer": {"rows": 4, "optional": False},
    }

    def clean(self):
        given = super().clean()
        if given.get("agreed") == "yes" and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the day by which it must be submitted again")
        if given.get("agreed") == "no" and not given.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Say why it is not reopened")
        return given
