"""Recording the family, a contact with one of them, and a decision not to tell somebody yet."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from reviews.models import FamilyContact, FamilyMember
from reviews.rules.family import LOOK_AGAIN_DAYS, NEXT


def look_again_field():
    return DateField(
        label="When will you review this?",
        called="the review date",
        help_text="It goes in the diary.",
        earliest=lambda: timezone.localdate() + timedelta(1),
        initial=lambda: timezone.localdate() + timedelta(LOOK_AGAIN_DAYS),
    )


class AddFamilyMemberForm(forms.Form):
    """Who it is by role, who stays in touch, and why they have not been told yet."""

    role = forms.CharField(
        label="Who is it?",
        help_text="Their place in the family, such as “Mother of child 1” or “Father’s parents”. Never "
        "a name. Think of both parents if they live apart, of brothers and sisters, and of grandparents.",
        max_length=100,
        error_messages={
            "required": "Say who it is by their place in the family, such as “Mother of child 1”"
        },
    )
    contact_office = forms.CharField(
        label="Who stays in touch with them?",
        help_text="An office, such as “Family liaison officer” or “Business manager”.",
        max_length=200,
        error_messages={"required": "Say which office stays in touch with them"},
    )
    because = forms.CharField(
        label="Why have they not been told yet?",
        help_text="On whose advice, such as the police’s. If they can be told now, say that it is being arranged, and "
        "record the contact when it has taken place.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Say why they are not told yet, and on whose advice"},
    )
    look_again_on = look_again_field()
    looks = {"role": {"width": 30}, "contact_office": {"width": 30}, "because": {"rows": 4}}


class ChangeFamilyMemberForm(AddFamilyMemberForm, SeenForm):
    """Who it is by role and who stays in touch, put right."""

    because = look_again_on = None
    looks = {name: look for name, look in AddFamilyMemberForm.looks.items() if name != "because"}


class LogContactForm(forms.Form):
    """One contact, and where it leaves them."""

    happened_on = DateField(
        label="When was it?",
        called="the day of the contact",
        latest=timezone.localdate,
        initial=timezone.localdate,
    )
    kind = forms.ChoiceField(
        label="What kind of contact was it?",
        choices=[choice for choice in FamilyContact.Kind.choices if choice[0] != FamilyContact.Kind.PUT_OFF],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of contact it was"},
    )
    by_office = forms.CharField(
        label="Who was in touch with them?",
        help_text="An office, not a name.",
        max_length=200,
        error_messages={"required": "Say who was in touch with them, by office"},
    )
    note = forms.CharField(
        label="What was said?",
        help_text="What they were told, what they said and what they wish. No names: call people by their role.",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what was said, without names"},
    )
    state = forms.ChoiceField(
        label="What is their status now?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose their status now"},
    )
    advocate = forms.ChoiceField(
        label="Do they have an advocate?",
        choices=[("", "As it was"), *FamilyMember.Advocate.choices[1:]],
        widget=forms.RadioSelect,
        required=False,
    )
    advocate_from = forms.CharField(
        label="Which service is the advocate from?", max_length=200, required=False
    )
    looks = {
        "kind": {"small": True},
        "state": {"small": True},
        "advocate": {"small": True, "optional": False, "reveals": {"accepted": ["advocate_from"]}},
        "advocate_from": {"optional": False},
        "note": {"rows": 6},
        "by_office": {"width": 30},
    }

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(FamilyMember.State.choices)
        told = NEXT[member.state] - {FamilyMember.State.NOT_YET}
        self.fields["state"].choices = [(s, labels[s]) for s in FamilyMember.State.values if s in told]
        self.fields["by_office"].initial = member.contact_office

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("advocate") == "accepted" and not cleaned.get("advocate_from", "").strip():
            self.add_error("advocate_from", "Say which service the advocate is from")
        return cleaned


class PutOffForm(forms.Form):
    """Still not told: why, on whose advice, and until when."""

    because = forms.CharField(
        label="Why are they still not told?",
        help_text="On whose advice, such as the police’s.",
        widget=forms.Textarea,
        max_length=3000,
        error_messages={"required": "Say why they are not told yet, and on whose advice"},
    )
    by_office = forms.CharField(
        label="Who decided it?",
        help_text="An office, not a name.",
        max_length=200,
        error_messages={"required": "Say who decided it, by office"},
    )
    look_again_on = look_again_field()
    looks = {"because": {"rows": 4}, "by_office": {"width": 30}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())
