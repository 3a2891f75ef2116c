"""Asking agencies, their first reply, chasing them and ending a request."""

from django import forms
from django.utils import timezone

from partnership.access import Refused
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from reviews.models import Chaser, InvolvementReply
from reviews.rules.clocks import RETURN_DAYS, RETURN_DAYS_FROM, RETURN_DAYS_TO
from reviews.rules.information import check_period


def check_form_period(form, start, end):
    """The law of a period, said at its second date."""
    cleaned = form.cleaned_data
    try:
        check_period(cleaned.get(start), cleaned.get(end), today=timezone.localdate())
    except Refused as refused:
        form.add_error(end, str(refused))


class AskAgenciesForm(forms.Form):
    """Whom to ask, and for what."""

    organisations = forms.MultipleChoiceField(
        label="Which agencies do you want to ask?",
        help_text="Ask everyone who may know something. “Not involved” is an answer too.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    scope = forms.CharField(
        label="Who should they look for?",
        help_text="Enter one on each line, using roles not names, such as “the child”, “both parents”, “the "
        "mother’s partner”. "
        "Tell agencies who they are by your usual secure route.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Say who agencies should look for"},
    )
    looks_from = DateField(
        label="From when should they look?",
        called="the first day of the period",
        help_text="Leave it empty if it would be a date of birth, and write “since the child’s birth” above.",
        required=False,
    )
    looks_to = DateField(
        label="Until what date should they look?",
        called="the last day of the period",
        help_text="Usually the incident.",
        required=False,
    )
    within = forms.TypedChoiceField(
        label="How many working days after the notification is the answer due?",
        help_text="They tell us by the third whether they were involved. Agencies you ask later get their own dates.",
        choices=[(days, f"{days} working days") for days in range(RETURN_DAYS_FROM, RETURN_DAYS_TO + 1)],
        coerce=int,
        initial=RETURN_DAYS,
        required=False,
        empty_value=RETURN_DAYS,
    )
    due_on = DateField(
        label="When must they answer by?",
        called="the date agencies must answer by",
        help_text="There is no notification to count from, so agree a date.",
        earliest=timezone.localdate,
    )
    late_reason = forms.CharField(
        label="Why are you only asking these agencies now?",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why you are only asking these agencies now"},
    )
    looks = {
        "organisations": {"small": True},
        "scope": {"rows": 5},
        "within": {"optional": False},
        "late_reason": {"rows": 3},
    }

    def __init__(self, *args, groups, without_lead, late, needs_a_date=False, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["within" if needs_a_date else "due_on"]
        self.found = {str(agency.pk): agency for _, agencies in groups for agency in agencies}
        self.fields["organisations"].choices = [
            (label, [(str(agency.pk), agency.name) for agency in agencies])
            for label, agencies in groups
            if agencies
        ]
        hint = "Nobody here leads for it yet, so we cannot send a letter. Ask them yourself as well."
        self.looks = {
            **self.looks,
            "organisations": {"small": True, "hints": {str(pk): hint for pk in without_lead}},
        }
        if not late:
            del self.fields["late_reason"]

    def clean_organisations(self):
        return [self.found[pk] for pk in self.cleaned_data["organisations"]]

    def clean(self):
        cleaned = super().clean()
        check_form_period(self, "looks_from", "looks_to")
        return cleaned


class InvolvedForm(forms.Form):
    """The first question, answered at once."""

    said = forms.ChoiceField(
        label="Was your agency involved with any of them?",
        help_text="In the period asked about. This is no more than a first answer, and you can correct it.",
        choices=InvolvementReply.Said.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether your agency was involved, or that you are still looking"},
    )
    looks = {
        "said": {
            "hints": {
                "yes": "Next, you tell us what you know.",
                "no": "Next, you sign off that answer. It only counts once you send it.",
                "looking": "We will ask you again. The date does not change.",
            },
            "label": "m",
        }
    }

    def __init__(self, *args, due_on=None, answered=False, **kwargs):
        super().__init__(*args, **kwargs)
        if answered:  # a change of an answer that was sent: nobody is still looking
            self.fields["said"].choices = InvolvementReply.Said.choices[:2]
        ask_why_late(self, due_on, "said_on")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("said") == InvolvementReply.Said.LOOKING:
            return cleaned
        return check_late(self, cleaned)


class ChaseForm(forms.Form):
    """How an agency was chased. The letter goes out either way."""

    how = forms.ChoiceField(
        label="How are you chasing them?",
        choices=Chaser.How.choices,
        widget=forms.RadioSelect,
        initial=Chaser.How.LETTER,
    )
    note = forms.CharField(
        label="What was said?",
        help_text="For the case’s own log. The agency does not see it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class EndRequestForm(forms.Form):
    """Why an agency is no longer asked."""

    reason = forms.CharField(
        label="Why are you no longer asking this agency?",
        help_text="For example, it was asked in error. If it has not replied, chase it instead. The agency "
        "will read this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why you are no longer asking this agency"},
    )
