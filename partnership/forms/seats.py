"""Seats: what they are, who takes them, and handing a role and its work over."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation, Person, Seat


class PersonChoice(forms.ModelChoiceField):
    """Somebody who may sign in, told from others of that name by their address."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})"


class AddSeatForm(forms.Form):
    """A place in a group."""

    office = forms.CharField(
        label="Which office holds it?",
        help_text="For example: Head of Safeguarding. The public sees offices, never names.",
        max_length=200,
        error_messages={"required": "Enter the office that holds the seat"},
    )
    kind = forms.ChoiceField(
        label="What kind of seat is it?",
        choices=Seat.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of seat it is"},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation does it belong to?",
        help_text="An independent chair’s seat belongs to none.",
        required=False,
        empty_label="None",
    )
    starts_on = DateField(label="First day", initial=timezone.localdate)
    ends_on = DateField(label="Last day", help_text="Leave empty if it has no end.", required=False)
    looks = {
        "kind": {
            "hints": {
                "chair": "Leads the meetings and rules on them.",
                "member": "Counts towards the quorum and takes part in decisions.",
                "observer": "Attends and speaks, such as a Lead Member, and decides nothing.",
                "virtual": "Receives minutes and attends as needed.",
                "co_opted": "Added by the group for a time or a purpose.",
            }
        }
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.on(timezone.localdate()).but_schools()

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first day")
        return cleaned


class ChangeSeatForm(AddSeatForm):
    """A correction of a seat, with the reason."""

    starts_on = DateField(label="First day", required=False)
    ends_on = None
    reason = forms.CharField(
        label="Why does it change?", max_length=500, error_messages={"required": "Say why it changes"}
    )


class EndSeatForm(forms.Form):
    """A seat's last day, and why."""

    on = DateField(
        label="What is the seat’s last day?",
        called="the last day",
        help_text="Anyone who holds it or stands in loses the access it gives after that date.",
        initial=timezone.localdate,
        error_messages={"required": "Enter the seat’s last day"},
    )
    reason = forms.CharField(
        label="Why does the seat end?", max_length=500, error_messages={"required": "Say why the seat ends"}
    )


class FillSeatForm(forms.Form):
    """Who takes the seat or stands in, and from when."""

    person = PersonChoice(
        Person.objects.none(),
        label="Who takes the seat?",
        empty_label="Choose a person",
        error_messages={"required": "Choose who takes the seat"},
    )
    substitute = forms.TypedChoiceField(
        label="Do they hold the seat or stand in?",
        choices=[("", "They hold the seat"), ("yes", "They stand in for whoever holds it")],
        coerce=lambda value: value == "yes",
        empty_value=False,
        widget=forms.RadioSelect,
        required=False,
    )
    authority = forms.CharField(
        label="What shows that a substitute has similar delegated authority?",
        help_text="Which office gave it, and where that is recorded. Until it is confirmed, here or later, they do "
        "not count.",
        max_length=200,
        required=False,
    )
    starts_on = DateField(label="First day", initial=timezone.localdate)
    ends_on = DateField(label="Last day", help_text="Leave empty if it has no end yet.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.active()

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first day")
        if cleaned.get("authority") and not cleaned.get("substitute"):
            self.add_error("authority", "Leave this empty for someone who holds the seat themselves")
        return cleaned


class ConfirmAuthorityForm(forms.Form):
    """On whose word a substitute counts."""

    authority = forms.CharField(
        label="Which office gave them similar delegated authority, and where is that recorded?",
        help_text="For example: Director of Public Health, letter in the group’s folder.",
        max_length=200,
        error_messages={"required": "Say which office gave it, and where that is recorded"},
    )


class HandWorkOverForm(forms.Form):
    """To whom somebody's open work goes, and which of it."""

    successor = PersonChoice(
        Person.objects.none(),
        label="Who takes over?",
        help_text="Invite them first if they are not in the list.",
        empty_label="Choose a person",
        error_messages={"required": "Choose who takes over"},
    )
    actions = forms.ModelMultipleChoiceField(
        None,
        label="Which open actions will they take over?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    deadlines = forms.ModelMultipleChoiceField(
        None,
        label="Which dates will they take over?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label="Why are you handing it over?",
        help_text="This goes into the record.",
        max_length=500,
        required=False,
    )

    def __init__(self, *args, person, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Person.objects.active().exclude(pk=person.pk)
        for name, called in (("actions", title_of), ("deadlines", str)):
            found = getattr(left, name)
            if not found:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.queryset = found[0]._meta.model.objects.filter(pk__in=[one.pk for one in found])
            field.label_from_instance = called
            field.initial = [one.pk for one in found]


def title_of(action):
    return f"{action.title} ({action.origin}), by {action.target_on:%-d %B %Y}"


class HandOverForm(HandWorkOverForm):
    """The same, with the last day of the role that goes with it."""

    on = DateField(
        label="When does the person who is leaving finish?",
        called="the last day",
        help_text="Their successor holds the role from the day after.",
        initial=timezone.localdate,
        error_messages={"required": "Enter the last day of the person who is leaving"},
    )
    field_order = ["successor", "on", "actions", "deadlines", "reason"]
