"""What the year's cycle is made of: habits, closed days, and what is adjusted in a proposal."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.meetings import TimesForm, despite_field, joining_field, place_field, time_field
from partnership.rules.cycle import DAYS


class ProposeCycleForm(forms.Form):
    starts_on = DateField(
        label="When should the year of meetings start?",
        help_text="Usually 1 April. Each of the four quarters from that day gets a meeting of each group.",
        called="the first day of the year",
        earliest=timezone.localdate,
    )


class AdjustRowForm(TimesForm):
    led_by_young_people = forms.BooleanField(
        label="The Young People’s Advisory Group leads it", required=False
    )
    left_out = forms.BooleanField(label="Leave this meeting out", required=False)

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, at=(row.starts_at, row.ends_at), **kwargs)
        self.initial |= {"left_out": row.left_out, "led_by_young_people": row.led_by_young_people}
        if row.group.kind != "partnership":
            del self.fields["led_by_young_people"]


class AcceptCycleForm(forms.Form):
    despite = despite_field()

    def __init__(self, *args, problems=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not problems:
            del self.fields["despite"]


class SetHabitForm(forms.Form):
    """How a group likes to meet."""

    weekday = forms.TypedChoiceField(
        label="Which day of the week?",
        choices=list(enumerate(DAYS)),
        coerce=int,
        widget=forms.RadioSelect,
    )
    starts = time_field("What time does it start?", help_text="Such as 10:00.")
    lasts = forms.IntegerField(label="How many minutes will it take?", min_value=15, max_value=600)
    place = place_field()
    joining = joining_field()
    papers_due_days = forms.IntegerField(
        label="How many working days before a meeting are its papers due?", min_value=1, max_value=40
    )
    sent_out_days = forms.IntegerField(
        label="How many working days before a meeting are agenda and papers sent out?",
        min_value=1,
        max_value=40,
    )
    looks = {
        "weekday": {"inline": True, "small": True},
        "starts": {"width": 5},
        "lasts": {"width": 4},
        "papers_due_days": {"width": 3},
        "sent_out_days": {"width": 3},
    }

    def __init__(self, *args, habit, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(habit, name) for name in self.fields}

    def clean(self):
        cleaned = super().clean()
        due, out = cleaned.get("papers_due_days"), cleaned.get("sent_out_days")
        if due and out and due < out:
            self.add_error("papers_due_days", "Papers must be due on or before the day they are sent out")
        return cleaned


class CloseDaysForm(forms.Form):
    name = forms.CharField(
        label="What are they called?", help_text="Such as “Easter holidays”.", max_length=100
    )
    starts_on = DateField(label="What is the first day?", called="the first day")
    ends_on = DateField(label="What is the last day?", called="the last day")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts_on") and cleaned.get("ends_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", "The last day must not be before the first")
        return cleaned
