"""Other partnerships' cases, other partnerships beside ours, and inherited reviews."""

import uuid

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from reviews.forms.intake import authorities
from reviews.forms.routes import NO_NAMES, text
from reviews.models import Case, Stage


class EntryForm(forms.Form):
    """What every case begins with, whichever way it comes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    incident_on = DateField(
        label="When did it happen?", called="the date of the incident", latest=timezone.localdate
    )
    incident_precision = forms.ChoiceField(
        label="How sure is that date?",
        choices=Case.Precision.choices,
        widget=forms.RadioSelect,
        initial=Case.Precision.DAY,
    )
    responsible_authority = forms.ModelChoiceField(
        None,
        label="Which authority’s area did it happen in?",
        help_text="Leave this empty if it was outside the areas listed.",
        required=False,
        empty_label="Somewhere else",
    )
    account = text("What happened?", NO_NAMES)
    looks = {"account": {"rows": 6}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self.fields["responsible_authority"].queryset = authorities(timezone.localdate())


class RegisterElsewhereForm(EntryForm):
    """A case that another partnership leads."""

    partnership = forms.CharField(label="Which partnership leads the case?", max_length=200)
    their_reference = forms.CharField(
        label="What is its reference?",
        help_text="Only enter it if it does not identify anyone: no name, initials or date of birth.",
        max_length=60,
        required=False,
    )
    asked_for = text("What have we been asked for?", NO_NAMES)
    due_on = DateField(
        label="When is it due?",
        called="the day that was agreed",
        help_text="The day that you agreed with them. Leave it empty if none was agreed.",
        earliest=timezone.localdate,
        required=False,
    )
    looks = {**EntryForm.looks, "asked_for": {"rows": 4}, "their_reference": {"width": 20}}
    field_order = ["partnership", "their_reference", "asked_for", "due_on"]


class AnswerElsewhereForm(forms.Form):
    """What we sent the partnership that leads."""

    sent = text("What was sent?", f"For example which agencies’ answers, and by which route. {NO_NAMES}")
    sent_on = DateField(
        label="When was it sent?", called="the day on which it was sent", latest=timezone.localdate
    )
    looks = {"sent": {"rows": 5}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, "sent_on")

    def clean(self):
        return check_late(self, super().clean())


class FinishElsewhereForm(forms.Form):
    """What follows here, once our part is over."""

    to = forms.ChoiceField(
        label="What happens next here?",
        choices=[
            (Stage.LEARNING.value, "There is learning to act on"),
            (Stage.CLOSED_RECORDED.value, "Nothing more: the case is recorded and closed"),
        ],
        widget=forms.RadioSelect,
    )
    outcome = text("What was the outcome?", NO_NAMES)
    looks = {"outcome": {"rows": 6}}


class TellPartnershipForm(forms.Form):
    """That another partnership was told of a case of ours."""

    name = forms.CharField(label="Which partnership was told?", max_length=200)
    told_on = DateField(label="When?", called="the day on which it was told", latest=timezone.localdate)
    told_by_office = forms.CharField(
        label="Who told them?", help_text="The office, not the name.", max_length=200
    )


class HearFromPartnershipForm(forms.Form):
    """What another partnership answered."""

    reply = text("What did they answer?", NO_NAMES)
    replied_on = DateField(label="When?", called="the day of the reply", latest=timezone.localdate)
    looks = {"reply": {"rows": 5}}


class InheritForm(EntryForm):
    """A review that the former board began."""

    former_board = forms.CharField(label="Which board began it?", max_length=200)
    old_references = forms.CharField(
        label="What references was it known by?",
        help_text="Only enter those that do not identify anyone.",
        max_length=200,
        required=False,
    )
    decided_on = DateField(
        label="When was the review decided on?",
        called="the day of the decision",
        help_text="Leave it empty if the papers do not say.",
        latest=timezone.localdate,
        required=False,
    )
    begun_on = DateField(
        label="When did the review begin?", called="the day on which it began", latest=timezone.localdate
    )
    taken_over_on = DateField(
        label="When did the partnership take it over?",
        called="the day on which it was taken over",
        latest=timezone.localdate,
    )
    to = forms.ChoiceField(
        label="What progress has been made?",
        choices=[
            (Stage.LCSPR_ACTIVE.value, "The review is under way"),
            (Stage.LEARNING.value, "It is finished, and its learning is being acted on"),
        ],
        widget=forms.RadioSelect,
    )
    publish_on = DateField(
        label="When should it be published by?",
        called="the day agreed for its publication",
        help_text="Only enter this if a date was agreed. No time limit is worked out for an inherited review.",
        earliest=timezone.localdate,
        required=False,
    )
    looks = {
        **EntryForm.looks,
        "old_references": {"width": 20},
        "to": {"reveals": {"lcspr_active": ["publish_on"]}},
    }
    field_order = [
        "former_board", "old_references", "decided_on", "begun_on", "taken_over_on", "to", "publish_on",
    ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == Stage.LEARNING:
            cleaned["publish_on"] = None  # the question belongs to a review that is under way
        return cleaned
