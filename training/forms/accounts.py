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
        label="What is your work email address?",
        help_text="Use the address your employer gave you. We will send the link to set up your account there.",
        error_messages={
            "required": "Enter your work email address",
            "invalid": "Enter an email address in the correct format, like name@example.com",
        },
    )
    job = forms.CharField(label="What is your job?", max_length=100)

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation is not None:
            del self.fields["employer"]


class AnswerAccountForm(AnswerForm):
    """Whether somebody works where they say."""

    question = "Should they get an account?"
    yes = "Yes, send the invitation"
    no = "No"
    why = "Enter a reason. The person who looks at the next request will read it."
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation is it for?",
        required=False,
        empty_label="Select the organisation",
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
            self.fields["confirm_domain"].label = (
                f"From now on, anyone with an address at {request.domain} can get an account for it "
                "straight away"
            )
        else:
            del self.fields["confirm_domain"]
            self.looks = self.looks | {"answer": {"reveals": {"yes": ["organisation"], "no": ["reason"]}}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "yes" and not cleaned.get("organisation"):
            self.add_error("organisation", "Select the organisation they work for")
        return cleaned


class AddDomainForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation?",
        empty_label="Select the organisation",
        error_messages={"required": "Select the organisation"},
    )
    domain = forms.CharField(
        label="What comes after the @ in their email addresses?",
        help_text="For example, example.gov.uk. Confirm each domain separately.",
        max_length=200,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.on(timezone.localdate())
