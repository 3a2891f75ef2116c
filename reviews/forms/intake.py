"""Referring, screening, notifying, and recording that the authority does not notify."""

from datetime import datetime

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation
from partnership.working_days import BeyondCalendar
from reviews.models import Case, Child, PartnerView
from reviews.rules.clocks import EDITIONS, guidance_on

MOST_CHILDREN = 6
NO_NAMES = "Do not give anybody’s name, date of birth or address. Say “the child’s aunt”, not who she is."


def authorities(on):
    """The local authorities that are statutory partners or neighbours that day."""
    return Organisation.objects.on(on).filter(kind=Organisation.Kind.LOCAL_AUTHORITY)


class ReferForm(forms.Form):
    """An agency tells the partnership of an incident."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    not_a_live_concern = forms.BooleanField(
        label="No child is at risk now, or those who protect them already know",
        error_messages={
            "required": "Tick that no child is at risk now. If one is, raise a concern instead, and ring 999 in an "
            "emergency"
        },
    )
    referred_for = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which agency is it for?", empty_label="Choose an agency"
    )
    agreed_by_office = forms.CharField(
        label="Which safeguarding lead of that agency has agreed it?",
        help_text="Their office, such as “Head of safeguarding”, not their name.",
        max_length=200,
        error_messages={"required": "Say which safeguarding lead has agreed it, by office"},
    )
    incident_on = DateField(
        label="When did it happen?",
        called="the date of the incident",
        help_text="For example, 14 11 2026. If you do not know the day, give the likeliest.",
        latest=timezone.localdate,
    )
    incident_precision = forms.ChoiceField(
        label="How sure is that date?",
        choices=Case.Precision.choices,
        widget=forms.RadioSelect,
        initial=Case.Precision.DAY,
    )
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="In which authority’s area did it happen?",
        help_text="Leave it out if you are not sure. The business unit will settle it.",
        required=False,
        empty_label="Not sure",
    )
    account = forms.CharField(
        label="What happened, and why should the partnership consider it?",
        help_text=NO_NAMES,
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what happened, without anybody’s name"},
    )
    looks = {"account": {"rows": 10}, "agreed_by_office": {"width": 30}}

    def __init__(self, *args, person, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["referred_for"].queryset = agencies
        self.fields["responsible_authority"].queryset = authorities(timezone.localdate())
        only = list(agencies[:2])
        if len(only) == 1:
            self.fields["referred_for"].initial = only[0].pk

    def clean_key(self):
        """A form that has made its case already is not sent off changed, as if nothing had happened."""
        key = self.cleaned_data["key"]
        made = Case.objects.filter(referral_key=key, referred_by=self.person).first()
        if made:
            raise forms.ValidationError(
                f"This form has already been sent, as {made.reference}. Begin a new referral for another incident, "
                "or tell the business unit what has to be put right."
            )
        return key


class ChildForm(forms.Form):
    """One child, by age and what happened to them."""

    age = forms.IntegerField(
        label="How old was the child at the incident?",
        help_text="In whole years; 0 for a baby. Leave it empty if nobody knows.",
        required=False,
        min_value=0,
        max_value=24,
        error_messages={
            "invalid": "The age must be a whole number of years, like 3",
            "min_value": "The age must be 0 or more",
            "max_value": "The age must be 24 or less: care leavers up to 24 can be referred",
        },
    )
    outcome = forms.ChoiceField(
        label="What happened to this child?", choices=Child.Outcome.choices, widget=forms.RadioSelect
    )
    looked_after = forms.TypedChoiceField(
        label="Was the child looked after by a local authority?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    looks = {
        "age": {"width": 2, "suffix": "years"},
        "outcome": {"small": True},
        "looked_after": {"inline": True, "small": True},
    }

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].error_messages["required"] = f"Say what happened to child {number}"
        self.fields["looked_after"].error_messages["required"] = (
            f"Say whether child {number} was looked after"
        )


class Children(forms.BaseFormSet):
    """The children of one incident; whoever is drawn on the page is asked about."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": f"Enter at most {MOST_CHILDREN} children here, and say in your account that there are more",
    }

    def get_form_kwargs(self, index):
        number = index + 1 if index is not None else 1
        return super().get_form_kwargs(index) | {"empty_permitted": False, "number": number}


ChildFormSet = forms.formset_factory(
    ChildForm,
    formset=Children,
    extra=0,
    min_num=1,
    max_num=MOST_CHILDREN,
    absolute_max=MOST_CHILDREN,
    validate_max=True,
)


class ScreenForm(forms.Form):
    """Since when which authority has been aware, and what each statutory partner thinks."""

    aware_on = DateField(
        label="When did the local authority become aware of the incident?",
        called="the date on which the authority became aware",
        help_text="The five working days to notify run from this day, not from the incident.",
        latest=timezone.localdate,
    )
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="In which authority’s area did it happen?",
        help_text="That authority decides whether to notify the Panel.",
        empty_label="Choose an authority",
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Where does the child normally live, if somewhere else?",
        required=False,
        empty_label="In the same area",
    )

    def __init__(self, *args, case, partners, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        for name in ("responsible_authority", "residence_authority"):
            self.fields[name].queryset = authorities(today)
        self.fields["responsible_authority"].initial = case.responsible_authority_id
        self.partners = list(partners)
        self.looks = {}
        for partner in self.partners:
            name = self.name_of(partner)
            self.fields[name] = forms.ChoiceField(
                label=f"What does {partner.name} think?",
                choices=PartnerView.View.choices,
                widget=forms.RadioSelect,
                initial=PartnerView.View.NOT_OBTAINED,
            )
            self.looks[name] = {"inline": True, "small": True, "label": "s"}

    def name_of(self, partner):
        return f"view_{partner.pk}"

    @property
    def views(self):
        """(organisation, view) of each statutory partner, as the operation takes them."""
        return [(partner, self.cleaned_data[self.name_of(partner)]) for partner in self.partners]

    @property
    def view_fields(self):
        return [self[self.name_of(partner)] for partner in self.partners]


class DoNotNotifyForm(forms.Form):
    """Why the local authority does not notify."""

    reason = forms.CharField(
        label="Why does the local authority not notify the Panel?",
        help_text=f"In the authority’s own words, and by which office. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=5000,
        error_messages={"required": "Give the local authority’s reason for not notifying"},
    )
    looks = {"reason": {"rows": 6}}


class NotifyForm(forms.Form):
    """That the authority has notified the Panel, and when."""

    aware_on = DateField(
        label="When did the local authority become aware of the incident?",
        called="the date on which the authority became aware",
        latest=timezone.localdate,
    )
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="In which authority’s area did it happen?",
        empty_label="Choose an authority",
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Where does the child normally live, if somewhere else?",
        required=False,
        empty_label="In the same area",
    )
    sent_on = DateField(
        label="On which day was the notification sent?",
        called="the date on which it was sent",
        help_text="The fifteen working days of the rapid review run from this day.",
        latest=timezone.localdate,
    )
    sent_time = forms.TimeField(
        label="At what time was it sent?",
        help_text="On a 24-hour clock in London time, for example 16:05.",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={
            "required": "Enter the time at which it was sent",
            "invalid": "The time must be like 16:05",
        },
    )
    national_reference = forms.CharField(
        label="Which reference did the national system give?", max_length=40, required=False
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
        self.case = case
        self.fields["aware_on"].initial = case.aware_on
        if case.aware_on or not names_authority:
            del self.fields["responsible_authority"]
            del self.fields["residence_authority"]
        else:
            for name in ("responsible_authority", "residence_authority"):
                self.fields[name].queryset = authorities(timezone.localdate())
            self.fields["responsible_authority"].initial = case.responsible_authority_id

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
