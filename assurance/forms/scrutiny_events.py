"""Challenge events: when and where, who presents, who came, what was challenged."""

from datetime import datetime

from django import forms
from django.utils import timezone

from assurance.models import EventSlot
from partnership.forms.actions import evidence_file
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.meetings import TimesForm, time_field
from partnership.models import Meeting, Return

FILES = (
    "A PDF, Word or Excel file, or a picture, up to 20MB. Do not name any child, family or member of staff."
)


class PlanEventForm(TimesForm):
    """When, where and for what."""

    title = forms.CharField(label="What is the event called?", max_length=200)
    place = forms.CharField(label="Where will it be held?", max_length=200, required=False)
    joining = forms.URLField(label="What is the link to join online?", required=False, assume_scheme="https")
    chaired_by = forms.CharField(
        label="Which office chairs it?", help_text="Challenges are logged in the name of this office.",
        max_length=200, required=False,
    )  # fmt: skip
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Is it part of a meeting?",
        required=False,
        empty_label="No, it is a separate event",
    )
    message = forms.CharField(
        label="What should agencies bring and prepare for?",
        help_text="Invited agencies can read this in the portal.",
        widget=forms.Textarea(attrs={"rows": 5}), max_length=4000, required=False,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        order = ["title", "day", "begins", "ends", "place", "joining", "chaired_by", "meeting", "message"]
        self.order_fields(order)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("place") and not cleaned.get("joining") and "joining" not in self.errors:
            self.add_error("place", "Enter where it is, or the link to join online")
        return cleaned


class AddSlotsForm(forms.Form):
    """Which returns are presented, from when, and how long each."""

    returns = forms.ModelMultipleChoiceField(
        Return.objects.none(),
        label="Which agencies will present?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one agency"},
    )
    first = time_field(
        "When does the first presentation start?",
        help_text="For example, 14:00. The others follow in alphabetical order.",
    )
    minutes = forms.IntegerField(
        label="How many minutes does each have?", min_value=5, max_value=240, initial=20
    )
    break_after = forms.IntegerField(
        label="After how many presentations is there a break?", min_value=1, max_value=20, required=False
    )
    break_minutes = forms.IntegerField(
        label="How many minutes is the break?", min_value=5, max_value=120, required=False
    )
    looks = {
        "returns": {"small": True},
        "minutes": {"width": 3},
        "break_after": {"width": 3},
        "break_minutes": {"width": 3},
    }

    def __init__(self, *args, returns, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["returns"].queryset = returns
        self.fields["returns"].label_from_instance = lambda one: f"{one.organisation}, {one.round.title}"
        self.initial.setdefault("first", timezone.localtime(event.starts_at).time())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first"):
            cleaned["first"] = on_the_day(self.event, cleaned["first"])
        for name in ("break_after", "break_minutes"):
            cleaned[name] = cleaned.get(name) or 0
        return cleaned


def on_the_day(event, time):
    return datetime.combine(event.held_on, time, timezone.get_current_timezone())


class MoveSlotForm(forms.Form):
    starts_at = time_field("When does it begin?", help_text="For example, 14:00.")
    minutes = forms.IntegerField(label="How many minutes does it have?", min_value=5, max_value=240)
    looks = {"minutes": {"width": 3}}

    def __init__(self, *args, slot, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = slot.event
        self.initial |= {"starts_at": timezone.localtime(slot.starts_at).time(), "minutes": slot.minutes}

    def clean_starts_at(self):
        return on_the_day(self.event, self.cleaned_data["starts_at"])


class RemoveSlotForm(forms.Form):
    reason = forms.CharField(
        label="Why is the agency not presenting?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class CancelEventForm(forms.Form):
    reason = forms.CharField(
        label="Why are you cancelling the event?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class SendPresentationForm(forms.Form):
    file = evidence_file("Your presentation")

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True
        self.fields["file"].help_text = FILES
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class NoteSlotForm(forms.Form):
    """Who came and what was said."""

    attendance = forms.ChoiceField(
        label="Did the agency come?", choices=EventSlot.Attendance.choices, widget=forms.RadioSelect
    )
    came_for_it = forms.CharField(label="Which offices attended?", max_length=200, required=False)
    notes = forms.CharField(
        label="What was said?",
        help_text="Only the business unit and the Independent Advisor will read this. Do not name any "
                  "child, family or member of staff.",
        widget=forms.Textarea(attrs={"rows": 8}), max_length=10_000, required=False,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PutChallengeForm(forms.Form):
    subject = forms.CharField(label="What is it about, in a few words?", max_length=200)
    about = forms.CharField(
        label="What is the challenge?",
        help_text="The agency reads this and answers in the challenge log. Do not name any child, family or "
                  "member of staff.",
        widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
    )  # fmt: skip
    due_on = DateField(label="When is the answer due?", called="the day", earliest=timezone.localdate)
