"""Choosing the name under which the public will know a review."""

from django import forms

from reviews.models import Review


class NameReviewForm(forms.Form):
    """What the public reads before it opens anything, and may choose by."""

    looks = {
        "public_kind": {"optional": False},
        "themes": {"small": True},
        "age_stage": {"optional": False, "small": True},
    }
    public_title = forms.CharField(
        label="Under which name will the public know this review?",
        help_text="An invented first name or a theme, such as “Child Rowan” or “Bruises in babies”. Not an "
        "initial, and nothing that sounds like the real name.",
        max_length=150,
    )
    abstract = forms.CharField(
        label="What is it about, in a few sentences?",
        help_text="Ages as a stage, such as “a baby” or “in their teens”. No days, schools, hospitals, streets or "
        "villages; gender and family only where the learning needs them.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    public_kind = forms.ChoiceField(
        label="What kind of review is it?",
        choices=Review.Kind.choices,
        widget=forms.RadioSelect,
        initial=Review.Kind.PRACTICE_REVIEW,
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label="What is it about, among these themes?",
        help_text="At most three. The public can look for reviews of a theme, once there are enough of them.",
        choices=Review.Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age_stage = forms.ChoiceField(
        label="Which age do you show to the public?",
        help_text="Never taken from the case. Choose “Several ages” where the stage itself would say too much.",
        choices=Review.AgeStage.choices,
        widget=forms.RadioSelect,
        initial=Review.AgeStage.SEVERAL,
        required=False,
    )

    def clean_themes(self):
        themes = self.cleaned_data["themes"]
        if len(themes) > 3:
            raise forms.ValidationError("Choose at most three themes")
        return themes
