"""Closing a case, and opening it again."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from reviews.forms.routes import NO_NAMES, text
from reviews.models import Reopening
from reviews.rules.closing import left_to_say


class CloseForm(forms.Form):
    """What the closing of a case rests on; what is there already is not asked for again."""

    impact = text("What has changed, and what shows it?", f"What a later audit or check showed. {NO_NAMES}")
    nothing_captured_because = text(
        "Why was neither an action nor a learning point needed?",
        "There is none in this case. “No further review” still leads to learning, or says why there is none.",
        required=False,
    )
    not_shared_because = text(
        "Why was there nothing to share?",
        "Nothing of a plan to pass the learning on has been done in this case.",
        required=False,
    )
    panel_told_on = DateField(
        label="When was the Panel told that the case is closed?",
        called="the day on which the Panel was told",
        latest=timezone.localdate,
        required=False,
    )
    panel_not_told_because = text("If the Panel was not told, why not?", required=False)
    family_told_on = DateField(
        label="When was the family told?",
        called="the day on which the family was told",
        latest=timezone.localdate,
        required=False,
    )
    family_not_told_because = text("If the family was not told, why not?", required=False)
    show_optional = False
    looks = {
        "impact": {"rows": 6},
        "nothing_captured_because": {"rows": 3},
        "not_shared_because": {"rows": 3},
        "panel_not_told_because": {"rows": 2},
        "family_not_told_because": {"rows": 2},
    }

    def __init__(self, *args, already, **kwargs):
        super().__init__(*args, **kwargs)
        self.already = already
        if already["captured"]:
            del self.fields["nothing_captured_because"]
        if already["disseminated"]:
            del self.fields["not_shared_because"]
        self.fields["impact"].required = False  # asked for below, with everything else that is missing

    def clean(self):
        cleaned = super().clean()
        texts = ("impact", "nothing_captured_because", "not_shared_because")
        said = {
            name: cleaned.get(name, "")
            for name in (*texts, "panel_not_told_because", "family_not_told_because")
        }
        days = {name: cleaned.get(name) for name in ("panel_told_on", "family_told_on")}
        for name, sentence in left_to_say(**said, **days, **self.already, today=timezone.localdate()):
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned


class AskToReopenForm(forms.Form):
    """What has come to light, and where the case goes back to."""

    new_information = text("What has come to light since it was closed?", NO_NAMES)
    to = forms.ChoiceField(label="What stage should it go back to?", widget=forms.RadioSelect)
    looks = {"new_information": {"rows": 6}}

    def __init__(self, *args, rapid_review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [
            choice
            for choice in Reopening.Back.choices
            if rapid_review or choice[0] != Reopening.Back.RR_DECISION
        ]
        if not rapid_review:
            self.fields["to"].initial = Reopening.Back.REFERRED


class ResumeNotifiedForm(forms.Form):
    """That the earlier notification stands, and by when the rapid review is now to be with the Panel."""

    reason = text("Why does the earlier notification stand?", NO_NAMES)
    due_on = DateField(
        label="When must the Panel have the rapid review?",
        called="the date the Panel must have it",
        help_text="The first 15 working days have ended and are not counted again. Agree a date.",
        earliest=timezone.localdate,
    )
    looks = {"reason": {"rows": 4}}
