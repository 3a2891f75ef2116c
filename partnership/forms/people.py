"""Inviting people, giving them roles, and how their letters come."""

from django import forms
from django.contrib.auth import password_validation
from django.utils import timezone

from partnership.access import Role
from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Appointment, Organisation, Person, Seat
from partnership.rules.letters import OPTIONAL


class AcceptForm(forms.Form):
    """The password of somebody who was invited."""

    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. Three words that do not belong together are easy to remember.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Type the password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        return password

    def clean(self):
        cleaned = super().clean()
        if {"password", "again"} <= cleaned.keys() and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "The two passwords are not the same. Type the second one again.")
        return cleaned


def schools_apart(organisations):
    """The choices of a list in which schools, being hundreds, stand in a part of their own at its end."""
    schools = Organisation.Kind.SCHOOL
    told = [(one.pk, one.name, one.kind) for one in organisations]
    parts = (
        ("Organisations", [(pk, name) for pk, name, kind in told if kind != schools]),
        ("Schools and colleges", [(pk, name) for pk, name, kind in told if kind == schools]),
    )
    return [("", "None"), *((label, part) for label, part in parts if part)]


class AppointForm(forms.Form):
    """A role, what it is held for, and its dates."""

    role = forms.ChoiceField(
        label="What is their role?",
        choices=[("", "Choose a role"), *Role.choices],
        error_messages={"required": "Choose their role"},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation is it for?",
        help_text="Partner leads, signatories, school safeguarding leads and practitioners act for one.",
        required=False,
        empty_label="None",
    )
    seat = forms.ModelChoiceField(
        Seat.objects.none(),
        label="Which seat do they hold?",
        help_text="Group chairs, members and participating observers hold one.",
        required=False,
        empty_label="None",
    )
    office = forms.CharField(
        label="What is their office?",
        help_text="For example: Head of Safeguarding. The public sees offices, never names.",
        max_length=200,
        required=False,
    )
    starts_on = DateField(label="First day", initial=timezone.localdate)
    ends_on = DateField(label="Last day", help_text="Leave empty if it has no end yet.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        here = Organisation.objects.on(today)
        self.fields["organisation"].queryset = here
        self.fields["organisation"].choices = schools_apart(here)
        self.fields["seat"].queryset = Seat.objects.on(today).select_related("group")

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        if not role:
            return cleaned
        label = Role(role).label.lower()
        if role in Appointment.FOR_ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", f"Choose the organisation for which they are {label}")
        if role in Appointment.SEATED and not cleaned.get("seat"):
            self.add_error("seat", f"Choose the seat they hold as {label}")
        if role not in Appointment.SEATED and cleaned.get("seat"):
            self.add_error("seat", f"The role of {label} has no seat: choose ‘None’")
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first day")
        return cleaned


class InviteForm(AppointForm):
    """A new person with their first role."""

    name = forms.CharField(
        label="What is their name?", max_length=150, error_messages={"required": "Enter their name"}
    )
    email = AddressField(
        label="What is their email address?",
        help_text="The invitation goes there, and they sign in with it. Use a work address of their own.",
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address in the form name@example.com",
        },
    )
    telephone = forms.CharField(label="What is their telephone number?", max_length=40, required=False)
    field_order = [
        "name",
        "email",
        "telephone",
        "role",
        "organisation",
        "seat",
        "office",
        "starts_on",
        "ends_on",
    ]


class EndAppointmentForm(forms.Form):
    """When a role ends, and why."""

    on = DateField(
        label="When does the role end?",
        called="the last day",
        help_text="Leave this empty to end it now. If they hold no other role, they are signed out.",
        required=False,
    )
    reason = forms.CharField(
        label="Why does it end?",
        help_text="This goes into the record.",
        widget=forms.Textarea,
        max_length=500,
        required=False,
    )
    looks = {"reason": {"rows": 3}}


class StartAfreshForm(forms.Form):
    """Why somebody's sign-in is taken away."""

    why = forms.CharField(
        label="What happened, and how did you check it was really them?",
        help_text="For example, they lost their phone and I called the number we have for their office.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say what happened and how you checked it was really them"},
    )
    looks = {"why": {"rows": 4}}


class PutAddressRightForm(forms.Form):
    """The address at which somebody is reached."""

    email = forms.EmailField(
        label="What is their email address?",
        help_text="They sign in with it, and their letters go there. We tell the old address as well.",
    )
    why = forms.CharField(
        label="From whom do you have it?",
        help_text="For example: rang the number that we have for their office. It is on the record.",
        max_length=300,
        error_messages={"required": "Say from whom you have the address"},
    )
    looks = {"email": {"type": "email", "autocomplete": "off"}}


class PutNameRightForm(forms.Form):
    """What somebody is called, and the number on which they are reached."""

    name = forms.CharField(
        label="What is their name?",
        help_text="What they signed, sent or decided before keeps the name that it had.",
        max_length=150,
        error_messages={"required": "Enter their name"},
    )
    telephone = forms.CharField(label="What is their telephone number?", max_length=40, required=False)
    why = forms.CharField(
        label="Why does it change?",
        help_text="For example: was misspelt, or has married. It is on the record.",
        max_length=300,
        error_messages={"required": "Say why it changes"},
    )
    looks = {"name": {"autocomplete": "off"}, "telephone": {"width": 20, "autocomplete": "off"}}


class PeopleFilterForm(forms.Form):
    """Which people to list."""

    q = forms.CharField(label="Name or email address", required=False)
    role = forms.ChoiceField(label="Role", choices=[("", "Any role"), *Role.choices], required=False)
    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Everybody with a role today"),
            ("invited", "Invited, not yet signed in"),
            ("expiring", "Whose invitation expires within 2 days"),
            ("expired", "Whose invitation has expired"),
            ("unprotected", "Without a second factor"),
            ("unseen", "Not seen for 90 days"),
            ("gone", "Without a role today"),
        ],
        required=False,
    )


class MyPostForm(forms.Form):
    """How one's own letters come, and which of those that may be declined."""

    post = forms.ChoiceField(
        label="How do you want to get your letters?",
        choices=Person.Post.choices,
        widget=forms.RadioSelect,
        help_text="Invitations, changes of your sign-in and what is due by tomorrow always come at once.",
    )
    wanted = forms.MultipleChoiceField(
        label="Which of these letters do you want?",
        help_text="We always send requests, meetings, reminders and late notices.",
        choices=OPTIONAL.items(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    looks = {
        "post": {
            "hints": {
                "each": "One email for each request and each reminder.",
                "daily": "One email each morning with everything that is waiting for you.",
            }
        }
    }


class LettersFilterForm(forms.Form):
    """Which letters to list."""

    state = forms.ChoiceField(label="State", required=False)
    q = forms.CharField(label="Reference or recipient", required=False)

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", "Any state"), *states]
