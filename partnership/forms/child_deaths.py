"""The Child Death Overview Panel: its reports, and concerns by reference. Nowhere is room for a child's details."""

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from partnership.forms.boards import OFFICE
from partnership.forms.dates import DateField
from partnership.forms.highlights import report_file
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import ChildDeathConcern, ChildDeathReport, Group, Meeting

opaque = RegexValidator(
    r"^[A-Z0-9][A-Z0-9/-]*[0-9]$",
    "A reference is capital letters, numbers, - and /, and ends in a number, such as CDOP/26/014. Never a name",
)


def reference_field(required=False):
    return forms.CharField(
        label="Their reference",
        help_text="Such as CDOP/26/014. Never a name, a date of birth or an NHS number.",
        max_length=20,
        validators=[opaque],
        required=required,
    )


class AskChildDeathReportForm(forms.Form):
    """Which report, on what time, by when."""

    kind = forms.ChoiceField(
        label="Which report?", choices=ChildDeathReport.Kind.choices, widget=forms.RadioSelect
    )
    covers_from = DateField(label="What date does it cover from?", called="the first day")
    covers_until = DateField(label="What date does it cover to?", called="the last day")
    due_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)


class CorrectChildDeathReportForm(AskChildDeathReportForm, SeenForm):
    """The right dates of what was asked for, and why they were wrong. When it was due stands once it has come."""

    kind = None
    reason = forms.CharField(
        label="Why are the dates corrected?",
        help_text="It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why the dates are corrected"},
    )
    looks = {"reason": {"rows": 3}}

    def __init__(self, *args, received, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        if received:
            del self.fields["due_on"]
        else:
            earliest = min(due_on, timezone.localdate())  # an overdue date that is right stays as it is
            self.fields["due_on"] = DateField(
                label="When is it due?", called="the date it is due", earliest=earliest
            )
            self.order_fields(["seen", "covers_from", "covers_until", "due_on", "reason"])


class ReceiveChildDeathReportForm(forms.Form):
    """What the panel reported."""

    received_on = DateField(
        label="When did it arrive?", called="the date it arrived", latest=timezone.localdate
    )
    summary = forms.CharField(
        label="Give a short summary",
        help_text="Groups it is shared with can read this. Do not include numbers below 10 or "
        "anything that could identify a child.",
        widget=forms.Textarea,
        max_length=8000,
    )
    notified = forms.IntegerField(label="Deaths notified", min_value=0, required=False)
    reviewed = forms.IntegerField(label="Reviews completed", min_value=0, required=False)
    modifiable = forms.IntegerField(
        label="Reviews that found modifiable factors", min_value=0, required=False
    )
    given_also_to = forms.CharField(
        label="Which other partnerships received the same report?", max_length=200, required=False
    )
    file = report_file()
    looks = {
        "summary": {"rows": 6},
        "notified": {"width": 4},
        "reviewed": {"width": 4},
        "modifiable": {"width": 4},
    }

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text += " Only the business unit opens it: it may hold small counts."
        ask_why_late(self, due_on, "received_on")

    def clean(self):
        return check_late(self, super().clean())


class ShareChildDeathReportForm(forms.Form):
    group = forms.ModelChoiceField(
        Group.objects.none(), label="Which group was it shared with?", empty_label="Choose a group"
    )
    shared_on = DateField(label="When was it shared?", called="the day", latest=timezone.localdate)

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = (
            Group.objects.on(timezone.localdate())
            .exclude(pk=report.panel_id)
            .exclude(pk__in=report.shares.values("group"))
        )


class ConsiderChildDeathReportForm(forms.Form):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="At which meeting was it considered?", empty_label="Choose a meeting"
    )
    considered_as = forms.CharField(
        label="What did the meeting say about it?", widget=forms.Textarea, max_length=4000
    )
    looks = {"considered_as": {"rows": 4}}

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.filter(starts_at__date__gte=report.received_on or timezone.localdate())
            .filter(starts_at__lte=timezone.now())
            .exclude(state=Meeting.State.CANCELLED)
            .select_related("group")
        )


class NoteChildDeathPublicationForm(forms.Form):
    published_on = DateField(label="When was it published?", called="the day", latest=timezone.localdate)
    address = forms.URLField(label="Its web address", max_length=400, assume_scheme="https")


class PassConcernForm(forms.Form):
    """That a concern was passed on. What it is about is said another way."""

    direction = forms.ChoiceField(
        label="Who passed it on to whom?",
        choices=ChildDeathConcern.Direction.choices,
        widget=forms.RadioSelect,
    )
    passed_on = DateField(label="When?", called="the day", latest=timezone.localdate)
    office = forms.CharField(label="Which office passed it on?", help_text=OFFICE, max_length=200)
    their_reference = reference_field()


class AcknowledgeConcernForm(forms.Form):
    """That it was acknowledged, and what followed."""

    acknowledged_on = DateField(
        label="When was it acknowledged?", called="the day", latest=timezone.localdate
    )
    acknowledged_by = forms.CharField(label="Which office passed it on?", help_text=OFFICE, max_length=200)
    outcome = forms.ChoiceField(
        label="What happened next?", choices=ChildDeathConcern.Outcome.choices, widget=forms.RadioSelect
    )
    their_reference = reference_field()

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, "acknowledged_on")
        if "late_reason" in self.fields:
            self.fields["late_reason"].help_text += " Nothing of the child or the family."

    def clean(self):
        return check_late(self, super().clean())
