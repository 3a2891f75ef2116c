"""Feedback letters, and the Independent Advisor's verification."""

from django import forms

from assurance.models import Verification, VerificationSample

NO_NAMES = "No names of children, families or staff."


def words(label, rows, help_text=""):
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=8000,
        required=False,
    )


class WriteLetterForm(forms.Form):
    """The words of a letter. Scores and actions are put in by themselves."""

    opening = words("Opening", 3)
    strengths = words("Strengths", 8, f"One in a line, each begun with a hyphen. {NO_NAMES}")
    areas = words("Areas to work on", 8, "One in a line, each begun with a hyphen.")
    closing = words("Closing", 3)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    looks = {name: {"optional": False} for name in ("opening", "strengths", "areas", "closing")}


class SeenRevisionForm(forms.Form):
    """Which revision of a text the page showed."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "Look at the letter again before you approve it"},
    )


class AcknowledgeLetterForm(forms.Form):
    words = forms.CharField(
        label="Is there anything that you want to say to it?",
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


class SampleAnswerForm(forms.Form):
    """Which answer's evidence is looked at."""

    answer = forms.ChoiceField(label="Which answer?")
    looks = {"answer": {"class": "govuk-!-width-full"}}

    def __init__(self, *args, answers, one_return, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(answer.pk): answer for answer in answers}
        self.fields["answer"].choices = [
            ("", "Choose an answer"),
            *(
                (
                    pk,
                    one.question.text[:110]
                    if one_return
                    else f"{one.assurance_return.organisation}: {one.question.text[:90]}",
                )
                for pk, one in self.found.items()
            ),
        ]

    def chosen(self):
        return self.found[self.cleaned_data["answer"]]


class DrawSampleForm(forms.Form):
    number = forms.IntegerField(
        label="How many answers are drawn by lot?", min_value=1, max_value=30, initial=5
    )
    looks = {"number": {"width": 3}}


class LookIntoForm(forms.Form):
    """What was looked at and what it showed."""

    looked_into = forms.CharField(
        label="What did you look into?",
        help_text=f"Files, records, people by office. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False,
    )  # fmt: skip
    found = forms.ChoiceField(
        label="What did it show?", choices=VerificationSample.Found.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="What else should be known?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("found") not in (None, "none") and not cleaned.get("looked_into", "").strip():
            self.add_error("looked_into", "Say which files, records or people you looked into")
        return cleaned


class GiveVerificationForm(forms.Form):
    view = forms.ChoiceField(
        label="Do you verify it?", choices=Verification.View.choices, widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label="What do you say of it?",
        help_text=f"It stands on the round’s page and in the feedback letter. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6000,
    )
