"""What people say of a meeting: when, where, with whom, and why it changes."""

from datetime import datetime

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Group, Meeting

HOURS = ["%H:%M", "%H.%M", "%H%M", "%I.%M%p", "%I:%M%p", "%I%p"]


def time_field(label, **more):
    return forms.TimeField(
        label=label,
        input_formats=HOURS,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={
            "invalid": "Enter a time, such as 14:00",
            "required": f"Say {label[0].lower()}{label[1:-1]}",
        },
        **more,
    )


class TimesForm(forms.Form):
    """A day, and from when to when on it; London's time."""

    day = DateField(label="On which day?", called="the day")
    begins = time_field("What time does it start?", help_text="Such as 14:00.")
    ends = time_field("What time does it end?")
    looks = {"begins": {"width": 5}, "ends": {"width": 5}}

    def __init__(self, *args, at=None, **kwargs):
        """`at` are the two instants that the form begins with."""
        super().__init__(*args, **kwargs)
        if at:
            starts, ends = map(timezone.localtime, at)
            self.initial |= {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}

    def clean(self):
        cleaned = super().clean()
        zone = timezone.get_current_timezone()
        if any(cleaned.get(name) is None for name in ("day", "begins", "ends")):
            return cleaned
        if cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", "The end must be later than the beginning")
            return cleaned
        day = cleaned.pop("day")
        cleaned["starts_at"] = datetime.combine(day, cleaned.pop("begins"), zone)
        cleaned["ends_at"] = datetime.combine(day, cleaned.pop("ends"), zone)
        return cleaned


def place_field():
    return forms.CharField(label="Where is it?", max_length=200, required=False)


def joining_field():
    return forms.URLField(
        label="How do people join online?",
        help_text="The meeting’s address. Only people who may open the meeting see it.",
        max_length=200,
        required=False,
        assume_scheme="https",
    )


def despite_field():
    return forms.BooleanField(
        label="Keep this time anyway",
        help_text="For example, it is a bank holiday or members have another meeting then.",
        required=False,
    )


class PlanMeetingForm(TimesForm):
    """One meeting by hand."""

    group = forms.ModelChoiceField(
        label="Which group meets?", queryset=Group.objects.none(), empty_label="Choose a group"
    )
    kind = forms.ChoiceField(
        label="What kind of meeting is it?",
        choices=Meeting.Kind.choices,
        initial=Meeting.Kind.ORDINARY,
        widget=forms.RadioSelect,
    )
    with_whom = forms.CharField(
        label="Who is it with?",
        help_text="The partnership or board that takes part, such as Leicester City’s.",
        max_length=200,
        required=False,
    )
    place = place_field()
    joining = joining_field()
    led_by_young_people = forms.BooleanField(
        label="The Young People’s Advisory Group leads it", required=False
    )
    despite = despite_field()
    field_order = [
        "group", "kind", "with_whom", "day", "begins", "ends", "place", "joining", "led_by_young_people", "despite",
    ]  # fmt: skip
    looks = TimesForm.looks | {
        "kind": {
            "hints": {
                "joint": "Across Leicester, Leicestershire and Rutland, or with another board.",
                "leadership": "The statutory partners of both sides. Say below with whom.",
            },
        }
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.on(timezone.localdate())
        self.fields["day"].earliest = timezone.localdate

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") in ("joint", "leadership") and not cleaned.get("with_whom", "").strip():
            self.add_error("with_whom", "Say with whom: name the partnership or board that takes part")
        return cleaned


class MoveMeetingForm(TimesForm):
    """Another time or place, and why."""

    place = place_field()
    joining = joining_field()
    reason = forms.CharField(
        label="Why is the date changing?",
        help_text="Anyone who can open the meeting will read this.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why it is being moved"},
    )
    despite = despite_field()
    looks = TimesForm.looks | {"reason": {"rows": 3}}

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, at=(meeting.starts_at, meeting.ends_at), **kwargs)
        self.initial |= {"place": meeting.place, "joining": meeting.joining}


class CancelMeetingForm(forms.Form):
    reason = forms.CharField(
        label="Why is it not taking place?",
        help_text="Everyone who was invited will read this.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why it is not taking place"},
    )
    looks = {"reason": {"rows": 3}}


class CallMeetingForm(forms.Form):
    """Nothing is asked but why it is late, where it is."""

    def __init__(self, *args, deadline=None, **kwargs):
        super().__init__(*args, **kwargs)
        outstanding = deadline and deadline.outstanding
        ask_why_late(self, deadline.due_on if outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class MeetingsFilterForm(forms.Form):
    """Which meetings to list."""

    group = forms.ChoiceField(label="Group", required=False)
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "To come"), ("past", "Past"), ("cancelled", "Cancelled"), ("all", "All")],
        required=False,
    )

    def __init__(self, *args, seen, **kwargs):
        super().__init__(*args, **kwargs)
        groups = (
            seen.order_by("group__position", "group__name").values_list("group", "group__name").distinct()
        )
        self.fields["group"].choices = [("", "All groups"), *((str(pk), name) for pk, name in groups)]

    @property
    def asked(self):
        return self.cleaned_data if self.is_valid() else {}

    def of_group(self, meetings):
        return meetings.filter(group=self.asked["group"]) if self.asked.get("group") else meetings

    def narrow(self, meetings, now):
        """Those that are asked for: the next first, of past ones the last."""
        meetings, show = self.of_group(meetings), self.asked.get("show", "")
        if show == "past":
            return meetings.filter(starts_at__lt=now).order_by("-starts_at", "-pk")
        if show == "cancelled":
            return meetings.filter(state=Meeting.State.CANCELLED).order_by("-starts_at", "-pk")
        return meetings.order_by("-starts_at", "-pk") if show == "all" else meetings.to_come(now)


class ExplainForm(forms.Form):
    """Why young people led no session in a year."""

    reason = forms.CharField(
        label="Why did they lead no session that year?",
        help_text="The yearly report says so too.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why they led none"},
    )
    looks = {"reason": {"rows": 4}}
