"""Asking agencies what they know, and an agency's answer."""

from datetime import datetime

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from reviews.models import InformationAnswer


class AskAgenciesForm(forms.Form):
    """Whom to ask, and for what."""

    organisations = forms.MultipleChoiceField(
        label="Which agencies do you ask?",
        help_text="Ask everybody who may know something. “Not involved” is an answer too.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    scope = forms.CharField(
        label="Whom and what period should they look for?",
        help_text="By role and without names, such as “the child, both parents and the mother’s partner, from the "
        "child’s birth to the incident”. Tell agencies who they are by your usual secure route.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Say whom and what period agencies should look for"},
    )
    due_on = DateField(
        label="By when are they to answer?",
        called="the day by which agencies answer",
        help_text="No date follows from a notification here, so agree on one.",
        earliest=timezone.localdate,
    )
    late_reason = forms.CharField(
        label="Why are agencies asked only now?",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why agencies are asked only now"},
    )
    looks = {"organisations": {"small": True}, "scope": {"rows": 5}, "late_reason": {"rows": 3}}

    def __init__(self, *args, groups, without_lead, late, needs_a_date=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_a_date:
            del self.fields["due_on"]
        self.found = {str(agency.pk): agency for _, agencies in groups for agency in agencies}
        self.fields["organisations"].choices = [
            (label, [(str(agency.pk), agency.name) for agency in agencies])
            for label, agencies in groups
            if agencies
        ]
        hint = "Nobody here leads for it yet, so no letter can go out. Ask them yourself as well."
        self.looks = {
            **self.looks,
            "organisations": {"small": True, "hints": {str(pk): hint for pk in without_lead}},
        }
        if not late:
            del self.fields["late_reason"]

    def clean_organisations(self):
        return [self.found[pk] for pk in self.cleaned_data["organisations"]]


class AnswerForm(forms.Form):
    """What an agency knows. As a draft nothing is required of it."""

    version = forms.CharField(widget=forms.HiddenInput)
    involvement = forms.ChoiceField(
        label="Was your agency involved with the child or family?",
        help_text="In the period asked about, with any of the people asked about.",
        choices=InformationAnswer.Involvement.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    summary = forms.CharField(
        label="What was your involvement?",
        help_text="The main points in the order in which they happened, by role and without names.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    key_episodes = forms.CharField(
        label="Which were the key episodes of practice, and what do they show?",
        help_text="Moments at which something could have gone otherwise.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    good_practice = forms.CharField(
        label="What was done well?", widget=forms.Textarea, max_length=10_000, required=False
    )
    immediate_action = forms.CharField(
        label="What have you done at once to keep children safe?",
        help_text="Say so if nothing was needed.",
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
    )
    identity = forms.CharField(
        label="What part did identity, racism or other inequality play in the child’s life?",
        help_text="Race, faith, disability, gender, poverty, language: whatever mattered, and how practice met it.",
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
    )
    signed_off_office = forms.CharField(
        label="Who in your agency has signed this off?",
        help_text="Their office, not their name.",
        max_length=200,
        required=False,
    )
    late_reason = forms.CharField(
        label="Why is your answer late?", widget=forms.Textarea, max_length=2000, required=False
    )
    INVOLVED = ("summary", "key_episodes", "good_practice", "immediate_action", "identity")
    show_optional = False
    looks = {
        "involvement": {"reveals": {InformationAnswer.Involvement.INVOLVED: list(INVOLVED)}, "label": "m"},
        "summary": {"rows": 8},
        "key_episodes": {"rows": 6},
        "good_practice": {"rows": 4},
        "immediate_action": {"rows": 4},
        "identity": {"rows": 4},
        "late_reason": {"rows": 3},
    }

    def __init__(self, *args, submitting=False, late=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.submitting = submitting
        if not late:
            del self.fields["late_reason"]

    def clean(self):
        cleaned = super().clean()
        if self.submitting:
            self.check_whole(cleaned)
        return cleaned

    def check_whole(self, cleaned):
        """Point at everything that is missing at once; the law of the answer itself is in rules.information."""
        involvement = cleaned.get("involvement", "")
        asked = {
            "involvement": (involvement, "Say whether your agency was involved"),
            "signed_off_office": (
                cleaned.get("signed_off_office", ""),
                "Say who in your agency has signed this off, by office",
            ),
        }
        if involvement == InformationAnswer.Involvement.INVOLVED:
            asked["summary"] = (cleaned.get("summary", ""), "Describe your agency’s involvement")
            asked["immediate_action"] = (
                cleaned.get("immediate_action", ""),
                "Say what you have done at once, if only that nothing was needed",
            )
        if "late_reason" in self.fields:
            asked["late_reason"] = (cleaned.get("late_reason", ""), "Say why your answer is late")
        for name, (text, sentence) in asked.items():
            if name not in self.errors and not text.strip():
                self.add_error(name, sentence)
        if involvement == InformationAnswer.Involvement.NOT_INVOLVED:
            cleaned.update(dict.fromkeys(self.INVOLVED, ""))  # a nil return says nothing else

    def clean_version(self):
        """The version on the page, and when its draft was saved, as the operation takes them."""
        number, _, saved_at = self.cleaned_data["version"].partition("|")
        try:
            return int(number), datetime.fromisoformat(saved_at) if saved_at else None
        except ValueError:
            raise forms.ValidationError("This page is out of date. Open it again.") from None

    def look_again(self, version):
        """Once both texts have been shown, what is saved next is saved knowingly."""
        self.data = self.data.copy()
        self.data["version"] = version

    @property
    def written(self):
        """The answer, as the operation takes it."""
        return {
            name: text for name, text in self.cleaned_data.items() if name not in ("version", "late_reason")
        }


def version_of(number, draft):
    """What stands on a page about the version that it shows."""
    return f"{number}|{draft.saved_at.isoformat() if draft else ''}"
