"""Feedback letters, and the Independent Advisor's verification."""

from django import forms

from assurance.models import Verification, VerificationSample

NO_NAMES = "Do not name any child, family or member of staff."


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
    strengths = words("Strengths", 8, f"Put each on a new line, starting with a hyphen. {NO_NAMES}")
    areas = words("Areas to work on", 8, "Put each on a new line, starting with a hyphen.")
    closing = words("Closing", 3)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    looks = {name: {"optional": False} for name in ("opening", "strengths", "areas", "closing")}


class SeenRevisionForm(forms.Form):
    """Which revision of a text the page showed."""

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "Check the letter again before you approve it"},
    )


class AcknowledgeLetterForm(forms.Form):
    words = forms.CharField(
        label="Do you want to say anything in response?",
        help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


class SampleAnswerForm(forms.Form):
    """Which answer's evidence is looked at."""

    answer = forms.ChoiceField(label="Which answer do you want to check?")
    looks = {"answer": {"class": "govuk-!-width-full"}}

    def __init__(self, *args, answers, one_return, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(answer.pk): answer for answer in answers}
        self.fields["answer"].choices = [
            ("", "Select an answer"),
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
        label="How many answers should we draw at random?", min_value=1, max_value=30, initial=5
    )
    looks = {"number": {"width": 3}}


class LookIntoForm(forms.Form):
    """What was looked at and what it showed."""

    looked_into = forms.CharField(
        label="What did you check?",
        help_text=f"For example, files, records, or people by office. {NO_NAMES}",
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
            self.add_error("looked_into", "Enter which files, records or people you checked")
        return cleaned


class GiveVerificationForm(forms.Form):
    view = forms.ChoiceField(
        label="Do you verify it?", choices=Verification.View.choices, widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label="What is your statement?",
        help_text=f"This is shown on the round’s page and in the feedback letter. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6000,
    )
