"""Around a return: who answers which section, and what is brought forward."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Section

NEW = "new"


class GiveSectionForm(forms.Form):
    """A colleague who is known here, or one who is invited."""

    colleague = forms.ChoiceField(
        label="Who should answer this section?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a colleague, or invite a new one"},
    )
    name = forms.CharField(label="What is their name?", max_length=150, required=False)
    email = AddressField(label="What is their work email address?", required=False)
    due_on = DateField(label="When is it due?", called="the day", earliest=timezone.localdate)
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
            (NEW, "Someone new, who is invited by email and only sees this section"),
        ]

    def clean(self):
        given = super().clean()
        if given.get("colleague") == NEW:
            for name, sentence in (("name", "Enter their name"), ("email", "Enter their email address")):
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
        label="Which sections do you want to copy last time’s answers into?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one section"},
    )

    def __init__(self, data=None, *, sections, **kwargs):
        super().__init__(data, initial={"sections": [one.pk for one in sections]}, **kwargs)
        self.fields["sections"].queryset = sections


class BringInForm(forms.Form):
    """The workbook that comes back."""

    file = forms.FileField(
        label="Upload a workbook",
        help_text="The Excel file (.xlsx) you downloaded here and filled in, up to 2MB.",
        error_messages={"required": "Select the workbook"},
    )
