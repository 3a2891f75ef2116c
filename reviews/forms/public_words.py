"""Short texts that the public reads beside a review."""

from django import forms


class AddImprovementForm(forms.Form):
    """What has got better since."""

    text = forms.CharField(
        label="What has improved since this review?",
        help_text="A few sentences in plain words: what changed, for whom, and how you know. No names, schools, "
        "hospitals, days or places.",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class CheckWordsForm(forms.Form):
    """What somebody else found in a text."""

    looks = {"passed": {"reveals": {"no": ["note"]}}, "note": {"optional": False}}
    passed = forms.ChoiceField(
        label="What did you find?",
        choices=[("yes", "It identifies nobody, and holds no case reference"), ("no", "It has to change")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="What has to change?",
        help_text="Do not write who could be identified.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "no" and not cleaned.get("note", "").strip():
            self.add_error("note", "Say what has to change, without writing who could be identified")
        return cleaned

    @property
    def given(self):
        passed = self.cleaned_data["passed"] == "yes"
        return {"passed": passed, "note": "" if passed else self.cleaned_data["note"]}


class TakeDownImprovementForm(forms.Form):
    """Why it has to come down."""

    reason = forms.CharField(
        label="Why are you taking it down?",
        help_text="Do not include names. This is kept permanently and never shown to the public.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectSummaryForm(forms.Form):
    """Another summary, and why."""

    new = forms.CharField(
        label="What should the public read?",
        help_text="Ages as a stage. No days, schools, hospitals, streets or villages; gender and family only where "
        "the learning needs them.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label="Why does it have to change?",
        help_text="Do not include names. This is kept permanently and never shown to the public.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkRepositoryForm(forms.Form):
    """Where the national repository keeps it."""

    link = forms.URLField(
        label="What is the address of its page in the national repository?",
        help_text="The whole address, beginning with https://. The public sees it. Leave it empty to take it away.",
        required=False,
        assume_scheme="https",
    )
