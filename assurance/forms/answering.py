"""Around a return: who answers which section, what is brought forward, and opening it again."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Section

NEW = "new"


class GiveSectionForm(forms.Form):
    """A colleague who is known here, or one who is invited."""

    colleague = forms.ChoiceField(
        label="Who is to answer this section?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a colleague, or invite a new one"},
    )
    name = forms.CharField(label="What is their name?", max_length=150, required=False)
    email = AddressField(label="What is their e-mail address at work?", required=False)
    due_on = DateField(label="By when?", called="the day", earliest=timezone.localdate)
    looks = {
        "colleague": {"reveals": {NEW: ["name", "email"]}, "divider": {NEW: "or"}},
        "name": {"optional": False},
        "email": {"optional": False},
    }

    def __init__(self, data=None, *, colleagues, due_on, **kwargs):
        super().__init__(data, initial={"due_on": due_on}, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        self.fields["colleague"].choices = [
            *((key, f"{one.name}, {one.email}") for key, one in self.colleagues.items()),
            (NEW, "Somebody new, who is invited by e-mail and sees this section only"),
        ]

    def clean(self):
        given = super().clean()
        if given.get("colleague") == NEW:
            for name, sentence in (("name", "Enter their name"), ("email", "Enter their e-mail address")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return given

    @property
    def person(self):
        return self.colleagues.get(self.cleaned_data["colleague"])


class CarryForwardForm(forms.Form):
    """Which sections get last time's answers."""

    sections = forms.ModelMultipleChoiceField(
        Section.objects.none(),
        label="Into which sections do you want to bring last time’s answers?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one section"},
    )

    def __init__(self, data=None, *, sections, **kwargs):
        super().__init__(data, initial={"sections": [one.pk for one in sections]}, **kwargs)
        self.fields["sections"].queryset = sections


class AskToReopenForm(forms.Form):
    """Why the agency wants to change what it submitted."""

    reason = forms.CharField(
        label="What has to be changed, and why?",
        help_text="Do not name a child, a family or a member of staff.",
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"reason": {"rows": 4}}


class ReopenForm(AskToReopenForm):
    """Why staff open it again, and until when."""

    reason = forms.CharField(label="Why is it reopened?", widget=forms.Textarea, max_length=2000)
    until = DateField(
        label="By when must it be submitted again?", called="the day", earliest=timezone.localdate
    )


class AnswerReopeningForm(forms.Form):
    """Whether it is opened again: until when, or why not."""

    agreed = forms.ChoiceField(
        label="Is the return reopened?",
        choices=[("yes", "Yes, reopen it"), ("no", "No, what was submitted stands")],
        widget=forms.RadioSelect,
    )
    until = DateField(
        label="By when must it be submitted again?",
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


class BringInForm(forms.Form):
    """The workbook that comes back."""

    file = forms.FileField(
        label="Which workbook?",
        help_text="The Excel file (.xlsx) that you downloaded here and filled in, up to 2 MB.",
        error_messages={"required": "Choose the workbook"},
    )
