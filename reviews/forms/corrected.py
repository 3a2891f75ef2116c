"""The right day of what was sent or held, and why another one was recorded."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm


class CorrectDayForm(SeenForm):
    """The day and the reason; why it is late, where the right day is after the time limit.

    `met` is the deadline that the wrong day met, or None.
    """

    day = DateField(label="When was it sent?", called="the right date", latest=timezone.localdate)
    reason = forms.CharField(
        label="Why is the date corrected?",
        help_text="Say where the right date comes from. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why the date is corrected"},
    )
    looks = {"reason": {"rows": 4}, "late_reason": {"optional": False}}

    def __init__(self, *args, was, met=None, **kwargs):
        initial = {"day": was, "seen": str(was), "late_reason": met.late_reason if met else ""}
        super().__init__(*args, initial=initial, **kwargs)
        done = met and met.done_on
        ask_why_late(self, done and met.due_on, "day")
        if "late_reason" in self.fields:
            self.fields["late_reason"].label = "If this is after the time limit, why?"

    def clean(self):
        return check_late(self, super().clean())


class CorrectMeetingForm(CorrectDayForm):
    """The meeting's day; a ruling where the partners of that day were not all there."""

    day = DateField(
        label="When was the meeting held?", called="the date of the meeting", latest=timezone.localdate
    )
    ruling = forms.CharField(
        label="If a statutory partner of that day was not represented, what did the chair rule?",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = CorrectDayForm.looks | {"ruling": {"rows": 3}}
