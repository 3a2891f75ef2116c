"""What a final draft goes through before partners sign."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Organisation
from partnership.working_days import add_working_days
from reviews.models import AccuracyCheck, GoneOnWithout, LegalCheck
from reviews.rules.before_sign_off import ACCURACY_WORKING_DAYS


class AskAccuracyForm(forms.Form):
    """Which agencies check the facts, and by when."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Which agencies are you asking?",
        help_text="Choose the agencies that the report mentions. Each reads the whole draft and answers for "
        "its own work.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    due_on = DateField(
        label="When is it due?",
        called="the date agencies must answer by",
        earliest=lambda: timezone.localdate() + timedelta(1),
        initial=lambda: add_working_days(timezone.localdate(), ACCURACY_WORKING_DAYS),
    )
    looks = {"organisations": {"small": True}}

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = agencies


class CheckAccuracyForm(forms.Form):
    """Whether the facts about the agency's own work are right."""

    answer = forms.ChoiceField(
        label="Are the facts about your agency’s work right?",
        choices=AccuracyCheck.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the facts about your agency’s work are right"},
    )
    corrections = forms.CharField(
        label="What is wrong, and what is right?",
        help_text="Give the page. Only facts about your agency’s own work: the conclusions are the reviewer’s.",
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
    )
    signed_off_office = forms.CharField(
        label="Who in your agency has checked it?",
        help_text="An office, not a name.",
        max_length=200,
        error_messages={"required": "Say who in your agency has checked it, by office"},
    )
    looks = {
        "answer": {"reveals": {"wrong": ["corrections"]}},
        "corrections": {"rows": 8, "optional": False},
        "signed_off_office": {"width": 30},
    }

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == AccuracyCheck.Answer.WRONG and not cleaned.get("corrections", "").strip():
            self.add_error("corrections", "Say what is wrong and what is right, with the page")
        return check_late(self, cleaned)


class StopAccuracyForm(forms.Form):
    """Why an agency is no longer asked about a draft."""

    reason = forms.CharField(
        label="Why are you no longer asking this agency?",
        help_text="For example, it was asked by mistake. The agency will read this, so do not include names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why you are no longer asking this agency"},
    )


class RespondAccuracyForm(forms.Form):
    """What was done about an agency's corrections."""

    response = forms.CharField(
        label="What was changed, or why was it not?",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what was changed, or why it was not"},
    )
    looks = {"response": {"rows": 6}}


class RecordLegalCheckForm(forms.Form):
    """What a lawyer found in the draft."""

    checked_on = DateField(
        label="When was it checked?", called="the day of the legal check", latest=timezone.localdate
    )
    by_office = forms.CharField(
        label="Who checked it?",
        help_text="An office, such as “County solicitor’s office”.",
        max_length=200,
        error_messages={"required": "Say which legal office checked it"},
    )
    finding = forms.ChoiceField(
        label="What did they find?",
        choices=LegalCheck.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they found"},
    )
    note = forms.CharField(
        label="What has to change, or what does it wait for?",
        help_text="Say what and where, not who. Legal advice itself stays in its own file.",
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )
    looks = {"note": {"rows": 5}, "by_office": {"width": 30}}

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("finding") not in (None, LegalCheck.Finding.NOTHING)
            and not cleaned.get("note", "").strip()
        ):
            self.add_error("note", "Say what has to change, or what it has to wait for")
        return cleaned


class GoOnWithoutForm(forms.Form):
    """That partners may sign without one of the three, and why."""

    part = forms.ChoiceField(
        label="What are you going ahead without?",
        choices=GoneOnWithout.Part.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you are going ahead without"},
    )
    reason = forms.CharField(
        label="Why can the partners sign without it?",
        help_text="The partners read this before they sign.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Say why the partners can sign without it"},
    )
    looks = {"part": {"small": True}, "reason": {"rows": 5}}
