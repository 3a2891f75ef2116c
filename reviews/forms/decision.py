"""Deciding what follows, and returning for work."""

from django import forms

from reviews.forms.late import ask_why_late, check_late
from reviews.forms.rapid_review import OUTCOME_HINTS
from reviews.forms.seen import SeenForm
from reviews.models import Outcome


class DecideForm(SeenForm):
    """The decision, its grounds, and the decider's declaration."""

    looks = {"outcome": {"hints": OUTCOME_HINTS}, "differs_because": {"optional": False}}
    outcome = forms.ChoiceField(label="What follows?", choices=Outcome.choices, widget=forms.RadioSelect)
    grounds = forms.CharField(
        label="On what grounds?",
        help_text="Which criteria weigh in this case, and what a review would or would not add.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    differs_because = forms.CharField(
        label="If this is not what the group recommended, why not?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    no_conflict = forms.BooleanField(
        label="I have no conflict of interest in this case, and I wrote none of the report",
        error_messages={
            "required": "Confirm that you have no conflict of interest. If you have one, tell the board manager: "
            "another decider is needed"
        },
    )

    def __init__(self, *args, recommendation, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation
        self.fields["differs_because"].help_text = f"The group recommended: {Outcome(recommendation).label}."
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = check_late(self, super().clean())
        outcome = cleaned.get("outcome")
        if outcome and outcome != self.recommendation and not cleaned.get("differs_because", "").strip():
            self.add_error(
                "differs_because", "This differs from what the Case Review Group recommended. Say why"
            )
        return cleaned


class SendBackForm(forms.Form):
    comment = forms.CharField(
        label="What is missing?",
        help_text="The business unit and the group read this. No time limit stops meanwhile.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
