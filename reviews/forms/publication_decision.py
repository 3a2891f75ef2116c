"""How a review is published, and whom it is told."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from reviews.models import AdvanceCopy, PublicationDecision, Telling


class DecidePublicationForm(SeenForm):
    """How, and, unless it is the full report, why."""

    M = PublicationDecision.Mode
    looks = {
        "mode": {
            "hints": {
                M.FULL: "This is what the law expects, unless it is inappropriate.",
                M.SUMMARY: "Where the whole report would identify somebody, and a summary would not.",
                M.IMPROVEMENTS: "Where no account of what happened can be published.",
                M.REPOSITORY: "The national repository keeps it without saying which area it is from.",
                M.WITHHELD: "None of the report is published. Improvements are published if any can be.",
            }
        },
        **{name: {"optional": False} for name in ("reasons", "instead", "discussed", "discussed_on")},
    }
    mode = forms.ChoiceField(
        label="How should this review be published?", choices=M.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label="If it is not the full report, why?",
        help_text="What publication would do to the child, brothers and sisters, the family and "
        "staff; court rulings. We tell the Panel and the Secretary of State. Do not include"
        " names.",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    instead = forms.CharField(
        label="What is published instead?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    none_fit_because = forms.CharField(
        label="If nothing about improvements can be published, why not?",
        help_text="Only where the report is withheld or goes to the national repository, and no statement of "
        "improvements has been added.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    discussed_on = DateField(
        label="When was this discussed with the Panel?",
        called="the day on which it was discussed",
        help_text="Exceptions to publication are discussed with the Panel first.",
        latest=timezone.localdate,
        required=False,
    )
    discussed = forms.CharField(
        label="What did the Panel say?", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("mode") and cleaned["mode"] != self.M.FULL:
            for name, sentence in (
                ("reasons", "Give the reasons for not publishing the full report"),
                ("instead", "Say what is published instead"),
                ("discussed", "Say what the Panel said"),
            ):
                if not cleaned.get(name, "").strip():
                    self.add_error(name, sentence)
            if "discussed_on" not in self.errors and not cleaned.get("discussed_on"):
                self.add_error("discussed_on", "Say when it was discussed with the Panel")
        return cleaned


class TellForm(forms.Form):
    """Who was told what, and when: the portal tells nobody."""

    looks = {"about": {"optional": False}}
    about = forms.ChoiceField(
        label="What were they told?", choices=Telling.About.choices, widget=forms.RadioSelect
    )
    recipient = forms.ChoiceField(
        label="Who was told?", choices=AdvanceCopy.Recipient.choices, widget=forms.RadioSelect
    )
    told_on = DateField(label="When?", called="the day on which they were told", latest=timezone.localdate)
    said = forms.CharField(
        label="What were they told?",
        help_text="The reasons as they were given, without anybody’s name.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, decided, closes_clock=None, **kwargs):
        super().__init__(*args, **kwargs)
        if not decided:
            self.fields["about"].choices = [
                choice for choice in Telling.About.choices if choice[0] != Telling.About.NOT_IN_FULL
            ]
        ask_why_late(self, closes_clock, done="told_on")

    def clean(self):
        cleaned = super().clean()
        return check_late(self, cleaned) if cleaned.get("about") == Telling.About.NOT_IN_FULL else cleaned
