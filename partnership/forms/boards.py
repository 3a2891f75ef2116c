"""Other boards: who is reached, what was passed on, what is asked of them, and whether the answer is enough."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.forms.highlights import report_file
from partnership.forms.late import ask_why_late, check_late

OFFICE = "An office, never a name."


class NameContactForm(forms.Form):
    office = forms.CharField(
        label="Which office is the contact for the board?", help_text=OFFICE, max_length=200
    )
    email = AddressField(label="Its shared mailbox", required=False)
    starts_on = DateField(label="From what date?", called="the day", latest=timezone.localdate)


class PassInformationForm(forms.Form):
    """What was passed to a board."""

    what = forms.CharField(label="What was passed on?", max_length=200, widget=forms.TextInput)
    detail = forms.CharField(
        label="Give a short summary", widget=forms.Textarea, max_length=4000, required=False
    )
    passed_on = DateField(label="When was it passed on?", called="the day", latest=timezone.localdate)
    office = forms.CharField(label="Which office passed it on?", help_text=OFFICE, max_length=200)
    audience = forms.CharField(
        label="Who can read it there?",
        help_text="For example, members of the board only.",
        max_length=200,
    )
    file = report_file()
    looks = {"detail": {"rows": 4}}


class SeekAssuranceForm(forms.Form):
    """What a board is asked to assure."""

    question = forms.CharField(
        label="What do you want to ask the board?",
        help_text="Ask one question that can be answered. Do not include details of a child or family.",
        widget=forms.Textarea,
        max_length=4000,
    )
    asked_of = forms.CharField(label="Which of its offices are you asking?", help_text=OFFICE, max_length=200)
    due_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)
    looks = {"question": {"rows": 4}}


class ReceiveAssuranceForm(forms.Form):
    """What the board answered."""

    received_on = DateField(
        label="When did the answer arrive?", called="the date it arrived", latest=timezone.localdate
    )
    says = forms.CharField(label="What does it say?", widget=forms.Textarea, max_length=8000)
    file = report_file()
    looks = {"says": {"rows": 6}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, "received_on")

    def clean(self):
        return check_late(self, super().clean())


class JudgeAssuranceForm(forms.Form):
    """Whether it is enough, or what is asked again."""

    enough = forms.ChoiceField(
        label="Is it enough?",
        choices=[("yes", "Yes, we are satisfied"), ("no", "No, ask again")],
        widget=forms.RadioSelect,
    )
    judgement = forms.CharField(
        label="Why is it enough, or what is missing?", widget=forms.Textarea, max_length=4000
    )
    question = forms.CharField(
        label="What do you want to ask now?",
        help_text="Leave this empty to ask the same question again.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    due_on = DateField(
        label="When is it due?", called="the date it is due", earliest=timezone.localdate, required=False
    )
    show_optional = False
    looks = {
        "enough": {"reveals": {"no": ["question", "due_on"]}}, "judgement": {"rows": 4}, "question": {"rows": 3},
    }  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("enough") == "no" and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date the new answer is due")
        if "enough" in cleaned:
            cleaned["enough"] = cleaned["enough"] == "yes"
        return cleaned


class YearForm(forms.Form):
    """Which year's summary to show."""

    year = forms.TypedChoiceField(label="Year from 1 April", coerce=int, required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = years
