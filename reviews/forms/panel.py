"""What passes between the partnership and the national Panel."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from reviews.forms.late import ask_why_late, check_late
from reviews.models import PanelMessage


class SendToPanelForm(forms.Form):
    """What was sent, as a record: the portal cannot send it."""

    sent_on = DateField(label="When was it sent?", called="the date it was sent", latest=timezone.localdate)
    summary = forms.CharField(
        label="What was sent?",
        help_text="For example the version of the report, and to which mailbox. Do not enter names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, "sent_on")

    def clean(self):
        return check_late(self, super().clean())


class HearFromPanelForm(forms.Form):
    """The Panel's reply."""

    looks = {
        "kind": {
            "hints": {
                PanelMessage.Kind.AGREES: "What was decided goes ahead.",
                PanelMessage.Kind.DISAGREES: "A new decision is needed. The first one stays readable.",
                PanelMessage.Kind.ASKS: "The case goes on waiting; record the answer when it is sent.",
            }
        },
        "summary": {"optional": False},
    }
    kind = forms.ChoiceField(
        label="What did the Panel say?",
        choices=[(kind.value, kind.label) for kind in PanelMessage.RECEIVED],
        widget=forms.RadioSelect,
    )
    received_on = DateField(
        label="When did the reply come?", called="the date of the reply", latest=timezone.localdate
    )
    summary = forms.CharField(
        label="What did the Panel write?",
        help_text="In your own words. You may leave this empty when the Panel simply agrees.",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        says_more = cleaned.get("kind") not in (None, PanelMessage.Kind.AGREES)
        if says_more and not cleaned.get("summary", "").strip():
            self.add_error("summary", "Say what the Panel wrote")
        return cleaned


class AnswerPanelForm(forms.Form):
    """What was answered to a question of the Panel's."""

    sent_on = DateField(
        label="When was the answer sent?", called="the date it was sent", latest=timezone.localdate
    )
    summary = forms.CharField(label="What was answered?", widget=forms.Textarea(attrs={"rows": 6}))
