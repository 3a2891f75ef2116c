"""Screening, hearing the partners, the authority's decision, and notifying."""

from datetime import datetime

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from partnership.working_days import BeyondCalendar
from reviews.forms.answers import NO_NAMES, as_answer, authorities, yes_no
from reviews.models import PartnerView
from reviews.rules.clocks import EDITIONS, guidance_on


class ScreenForm(forms.Form):
    """Since when which authority has been aware, and whether abuse or neglect is suspected."""

    aware_on = DateField(
        label="When did the local authority become aware of the incident?",
        called="the date on which the authority became aware",
        help_text="The 5 working days to notify run from this date, not from the incident.",
        latest=timezone.localdate,
    )
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority’s area did it happen in?",
        help_text="That authority decides whether to notify the Panel.",
        empty_label="Choose an authority",
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Where does the child normally live, if somewhere else?",
        required=False,
        empty_label="In the same area",
    )

    abuse_or_neglect = yes_no(
        "Is abuse or neglect known or suspected?",
        hint="The death of a looked-after child is notified whether or not it is.",
        required=True,
        error="Say whether abuse or neglect is known or suspected",
    )
    looks = {"abuse_or_neglect": {"inline": True}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name in ("responsible_authority", "residence_authority"):
            self.fields[name].queryset = authorities(today)
        self.fields["responsible_authority"].initial = case.responsible_authority_id
        self.fields["residence_authority"].initial = case.residence_authority_id
        self.fields["abuse_or_neglect"].initial = as_answer(case.abuse_or_neglect)


class RecordViewForm(forms.Form):
    """What one statutory partner thinks about notifying."""

    view = forms.ChoiceField(
        label="Does it think that the Panel should be notified?",
        choices=PartnerView.View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the partner thinks, or that it was not obtained"},
    )
    office = forms.CharField(
        label="Which office gave the view?",
        help_text="Such as “Head of public protection”, not a name. Leave it empty if none was obtained.",
        max_length=200,
        required=False,
    )
    given_on = DateField(
        label="On which day?",
        called="the day on which the view was given",
        help_text="If none was obtained, the day on which that was clear.",
        latest=timezone.localdate,
    )
    words = forms.CharField(
        label="Why, in its own words?",
        help_text=NO_NAMES,
        widget=forms.Textarea,
        max_length=5000,
        required=False,
    )
    looks = {"words": {"rows": 5}, "office": {"width": 30}}

    def clean(self):
        cleaned = super().clean()
        given = cleaned.get("view") not in (None, PartnerView.View.NOT_OBTAINED)
        if given and "office" in cleaned and not cleaned["office"].strip():
            self.add_error("office", "Say which office gave the view")
        return cleaned


class AuthoritysDecisionForm(SeenForm):
    """By whose office the authority decided, and why."""

    office = forms.CharField(
        label="Which office decided for the local authority?",
        help_text="Such as “Director of children’s services”, not a name.",
        max_length=200,
        error_messages={"required": "Say which office decided for the local authority"},
    )
    looks = {"reason": {"rows": 6}, "office": {"width": 30}}


class DecideToNotifyForm(AuthoritysDecisionForm):
    """Why the local authority is going to notify."""

    reason = forms.CharField(
        label="Why does the local authority notify the Panel?",
        help_text=f"In the authority’s own words. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Give the local authority’s reason for notifying"},
    )


class DoNotNotifyForm(AuthoritysDecisionForm):
    """Why the local authority does not notify."""

    reason = forms.CharField(
        label="Why does the local authority not notify the Panel?",
        help_text=f"In the authority’s own words. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Give the local authority’s reason for not notifying"},
    )


class TakeUpAgainForm(forms.Form):
    """What has come to light about an incident since the authority decided, or what was wrong."""

    new_information = forms.CharField(
        label="What has come to light, or what was wrong?",
        help_text=f"It is kept beside what was decided before. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Say what has come to light, or what was wrong"},
    )
    looks = {"new_information": {"rows": 6}}


def sent_time():
    """A time of day as people write it."""
    return forms.TimeField(
        label="At what time was it sent?",
        help_text="On a 24-hour clock in London time, for example 16:05.",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={
            "required": "Enter the time at which it was sent",
            "invalid": "The time must be like 16:05",
        },
    )


class NotifyForm(forms.Form):
    """That the authority has notified the Panel, and when."""

    aware_on = DateField(
        label="When did the local authority become aware of the incident?",
        called="the date on which the authority became aware",
        latest=timezone.localdate,
    )
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority’s area did it happen in?",
        empty_label="Choose an authority",
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Where does the child normally live, if somewhere else?",
        required=False,
        empty_label="In the same area",
    )
    sent_on = DateField(
        label="When was the notification sent?",
        called="the date on which it was sent",
        help_text="The 15 working days for the rapid review run from this date.",
        latest=timezone.localdate,
    )
    sent_time = sent_time()
    national_reference = forms.CharField(
        label="What reference did the national system give?", max_length=40, required=False
    )
    sent_by_office = forms.CharField(
        label="Who sent it?",
        help_text="The office, such as “Head of safeguarding”, not the name.",
        max_length=200,
        error_messages={"required": "Say who sent the notification, by office"},
    )
    late_reason = forms.CharField(
        label="If this is after the due date, why?",
        help_text="Asked when the notification was sent late, or when it is recorded too late for the partners to "
        "be told in time.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {
        "sent_time": {"width": 5},
        "national_reference": {"width": 20},
        "late_reason": {"rows": 4, "optional": False},
    }

    def __init__(self, *args, case, names_authority, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aware_on"].initial = case and case.aware_on
        if (case and case.aware_on) or not names_authority:
            del self.fields["responsible_authority"]
            del self.fields["residence_authority"]
        else:
            for name in ("responsible_authority", "residence_authority"):
                self.fields[name].queryset = authorities(timezone.localdate())
                self.fields[name].initial = case and getattr(case, f"{name}_id")

    def clean(self):
        cleaned = super().clean()
        aware_on, sent_on = cleaned.get("aware_on"), cleaned.get("sent_on")
        if sent_on and cleaned.get("sent_time") is not None:
            cleaned["sent_at"] = timezone.make_aware(datetime.combine(sent_on, cleaned["sent_time"]))
        if aware_on and sent_on and not cleaned.get("late_reason", "").strip():
            self.ask_why_late(aware_on, sent_on)
        return cleaned

    def ask_why_late(self, aware_on, sent_on):
        """Point at the reason that is missing. The operation asks for it again, and has the last word."""
        clocks = EDITIONS[guidance_on(aware_on)]
        try:
            due_on = clocks["notify_by"].due(aware_on)
            partners_due_on = clocks["partners_informed_by"].due(aware_on)
        except BeyondCalendar as error:
            self.add_error("aware_on", str(error))
            return
        if sent_on > due_on:
            self.add_error(
                "late_reason", f"The notification was due by {due_on:%-d %B %Y}. Say why it was late"
            )
        elif timezone.localdate() > partners_due_on:
            self.add_error(
                "late_reason",
                f"The partners were to be told by {partners_due_on:%-d %B %Y}, and are told only now. Say why",
            )

    @property
    def facts(self):
        """What the operation takes."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("sent_on", "sent_time")
        }
