"""Who keeps children safe in a school, office by office; and inviting its safeguarding lead."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from schools.models import Contact
from schools.rules.contacts import MANY, MOST_DEPUTIES, OFFICES, TRAINED


class KeepContactsForm(SeenForm):
    """Every office of a school on one page; an empty name means that nobody holds it."""

    show_optional = False

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = []
        for office in OFFICES:
            people = [one for one in held if one.office == office]
            free = office in MANY and len(people) < MOST_DEPUTIES
            for number, one in enumerate([*people, *([None] if free or not people else [])], 1):
                self.add_slot(office, number, one)

    def add_slot(self, office, number, held):
        key = f"{office}_{number}" if office in MANY else office
        label = Contact.Office(office).label
        title = f"{label} {number}" if office in MANY and number > 1 else label
        self.fields[f"{key}_name"] = forms.CharField(
            label="Name", max_length=150, required=False, initial=held and held.name
        )
        self.fields[f"{key}_email"] = AddressField(
            label="Email address",
            required=False,
            initial=held and held.email,
            error_messages={
                "invalid": f"{title}: enter an email address in the correct format, like name@example.com"
            },
        )
        self.fields[f"{key}_telephone"] = forms.CharField(
            label="Telephone", max_length=40, required=False, initial=held and held.telephone
        )
        if office in TRAINED:
            self.fields[f"{key}_trained_on"] = DateField(
                label="Last safeguarding training",
                called=f"the date of training of the {label[0].lower()}{label[1:]}",
                latest=timezone.localdate, required=False, initial=held and held.trained_on,
            )  # fmt: skip
        self.slots.append({"key": key, "office": office, "title": title, "held": held})

    def shown(self):
        """The offices with their fields, for the page."""
        for slot in self.slots:
            names = [name for name in self.fields if name.startswith(f"{slot['key']}_")]
            yield slot | {"fields": [self[name] for name in names]}

    def clean(self):
        cleaned = super().clean()
        for slot in self.slots:
            told = self.told_of(slot, cleaned)
            if not told["name"] and any(value for name, value in told.items() if name != "name"):
                kept = slot["held"]
                if not kept or any(told[name] != getattr(kept, name) for name in told if name != "name"):
                    self.add_error(
                        f"{slot['key']}_name", f"{slot['title']}: enter a name, or leave all the fields blank"
                    )
        return cleaned

    def told_of(self, slot, cleaned):
        told = {name: cleaned.get(f"{slot['key']}_{name}") or "" for name in ("name", "email", "telephone")}
        return told | {"trained_on": cleaned.get(f"{slot['key']}_trained_on")}

    @property
    def told(self):
        """What the operation takes: office, who held it, and what is told of it now."""
        return [
            (slot["office"], slot["held"] and slot["held"].pk, self.told_of(slot, self.cleaned_data))
            for slot in self.slots
        ]


class InviteLeadForm(forms.Form):
    """The school's safeguarding lead, invited to sign in."""

    name = forms.CharField(
        label="What is their name?", max_length=150, error_messages={"required": "Enter their name"}
    )
    email = AddressField(
        label="What is their email address?",
        help_text="Their own work address, not a shared one. We will send the invitation there.",
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address in the correct format, like name@example.com",
        },
    )
    telephone = forms.CharField(label="What is their telephone number?", max_length=40, required=False)


class ContactsFilterForm(forms.Form):
    """Whose contacts to list, and which of them."""

    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label="Authority", empty_label="Any", required=False
    )
    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Something is missing"), ("missing", "An office is vacant"),
            ("unconfirmed", "Not confirmed within a year"), ("untrained", "Training date missing"),
            ("out_of_date", "Training out of date"), ("all", "All schools"),
        ],
        required=False,
    )  # fmt: skip
    q = forms.CharField(label="Name or URN", max_length=100, required=False)

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities

    @property
    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}
