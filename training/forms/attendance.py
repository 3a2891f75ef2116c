"""Writing a register on a phone, and correcting it."""

from django import forms

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Organisation
from training.models import Booking, Came
from training.rules.attendance import LONGEST_REASON

Outcome = Booking.Outcome


class MarkForm(forms.Form):
    """One row: did they come? The legend is the person’s name."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Select whether they came"}
    )
    looks = {"outcome": {"label": "m", "small": True}}

    def __init__(self, *args, line, **kwargs):
        initial = {"outcome": line.outcome, "version": line.token}
        super().__init__(*args, auto_id=f"{line.key}_%s", initial=initial, **kwargs)
        self.line = line
        field = self.fields["outcome"]
        field.label = line.name
        field.help_text = ", ".join(filter(None, [line.job, line.comes_from]))
        field.choices = (
            Came.choices if line.of_guest else [*Came.choices, (Outcome.NO_SHOW, Outcome.NO_SHOW.label)]
        )


class WhoCameForm(forms.Form):
    """Somebody without a booking."""

    name = forms.CharField(label="What is their name?", max_length=150)
    email = AddressField(
        label="What is their work email address?",
        help_text="Their certificate and the questions about the course are sent there. If they have none, leave it "
        "empty: the business unit then prints their certificate, and we cannot ask them about the course.",
        required=False,
    )
    organisation = forms.CharField(
        label="Which organisation do they work for?",
        help_text="Start typing, then choose from the list if it is there.",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    outcome = forms.ChoiceField(
        label="How did they take part?", choices=Came, widget=forms.RadioSelect, initial=Came.PRESENT
    )


class AddGuestForm(WhoCameForm):
    pass


class SendSubstituteForm(WhoCameForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def reason_field(label):
    return forms.CharField(label=label, widget=forms.Textarea, max_length=LONGEST_REASON)


class AddAfterwardsForm(WhoCameForm):
    reason = reason_field("How do you know that they came, and why were they not on the register?")
    looks = {"reason": {"rows": 3}}


class CloseRegisterForm(forms.Form):
    note = forms.CharField(
        label="Is there anything the business unit should know?",
        help_text="About the room or the day. Do not name any child or family.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    looks = {"note": {"rows": 3}}


class CorrectForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Attendance?", widget=forms.RadioSelect,
        error_messages={"required": "Select whether they attended"},
    )  # fmt: skip
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency did they work for on the day?",
        help_text="Their agency on that day, wherever they work now.",
        required=False,
        empty_label="No change",
    )
    reason = reason_field("Why are you correcting the register?")
    show_optional = False
    looks = {"reason": {"rows": 3}}

    def __init__(self, *args, line, day, **kwargs):
        super().__init__(*args, **kwargs)
        guest = line.of_guest
        keeps_stand_in = line.outcome == Outcome.SUBSTITUTE
        self.fields["outcome"].choices = (
            Came.choices
            if guest
            else [pair for pair in Outcome.choices if pair[0] != Outcome.SUBSTITUTE or keeps_stand_in]
        )
        self.fields["organisation"].queryset = Organisation.objects.on(day)


class CertifyForm(forms.Form):
    agreed = forms.BooleanField(
        label="The business unit agrees that their attendance counts",
        error_messages={"required": "Select the box to agree that it counts"},
    )


class RevokeCertificateForm(forms.Form):
    reason = reason_field("Why are you withdrawing it?")
    looks = {"reason": {"rows": 3}}


class ReissueCertificateForm(forms.Form):
    name = forms.CharField(label="What name should be on it?", max_length=150)
    reason = reason_field("Why are you reissuing it?")
    looks = {"reason": {"rows": 3}}


class RecordElsewhereForm(forms.Form):
    """Training that was done elsewhere."""

    title = forms.CharField(label="What was the training called?", max_length=150)
    provider = forms.CharField(label="Who provided it?", max_length=150)
    attended_on = DateField(label="When did you do it?", called="the date of the training")
    hours = forms.DecimalField(
        label="How many hours was it?",
        min_value=0,
        max_value=200,
        max_digits=4,
        decimal_places=1,
        required=False,
    )
    expires_on = DateField(label="When does it expire?", called="the last day", required=False)
    file = forms.FileField(label="Upload the certificate", help_text="A PDF or a photograph.", required=False)
    looks = {"hours": {"width": 4, "suffix": "hours"}}


class ConfirmElsewhereForm(forms.Form):
    counts_as = forms.ModelChoiceField(
        None,
        label="Is it equivalent to one of our courses?",
        help_text="If so, they can book courses that require that one.",
        required=False,
        empty_label="No, only add it to their learning record",
    )
    show_optional = False

    def __init__(self, *args, courses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["counts_as"].queryset = courses


class DeclineElsewhereForm(forms.Form):
    reason = reason_field("Why does it not count?")
    looks = {"reason": {"rows": 3}}
