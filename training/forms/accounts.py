"""Asking for an account to book training, and answering that."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.models import Organisation
from training.forms.booking import AnswerForm


class AskForAccountForm(forms.Form):
    """Who asks, and how to reach them at work."""

    employer = forms.CharField(
        label="Who do you work for?",
        max_length=200,
        error_messages={"required": "Enter the name of your employer"},
    )
    name = forms.CharField(label="What is your name?", max_length=150)
    email = AddressField(
        label="What is your work e-mail address?",
        help_text="Your own, given to you by your employer. The way in is sent there.",
        error_messages={
            "required": "Enter your work e-mail address",
            "invalid": "Enter an e-mail address in the form name@example.com",
        },
    )
    job = forms.CharField(label="What is your job?", max_length=100)

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation is not None:
            del self.fields["employer"]


class AnswerAccountForm(AnswerForm):
    """Whether somebody works where they say."""

    question = "Do they get an account?"
    yes = "Yes: send the invitation"
    no = "No"
    why = "Say why not: whoever looks at the next request reads it"
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="For which organisation?",
        required=False,
        empty_label="Choose the organisation",
    )
    confirm_domain = forms.BooleanField(required=False)
    looks = {
        "answer": {"reveals": {"yes": ["organisation", "confirm_domain"], "no": ["reason"]}},
        "reason": {"optional": False},
        "organisation": {"optional": False},
    }

    def __init__(self, *args, request, offers_domain, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.on(timezone.localdate())
        self.fields["organisation"].initial = request.organisation
        if offers_domain:
            self.fields[
                "confirm_domain"
            ].label = (
                f"From now on, everybody with an address at {request.domain} gets an account for it at once"
            )
        else:
            del self.fields["confirm_domain"]
            self.looks = self.looks | {"answer": {"reveals": {"yes": ["organisation"], "no": ["reason"]}}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "yes" and not cleaned.get("organisation"):
            self.add_error("organisation", "Choose the organisation for which they work")
        return cleaned


class AddDomainForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation?",
        empty_label="Choose the organisation",
        error_messages={"required": "Choose the organisation"},
    )
    domain = forms.CharField(
        label="What stands after the @ in their addresses?",
        help_text="For example example.gov.uk. Only that one: confirm others one by one.",
        max_length=200,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.on(timezone.localdate())
