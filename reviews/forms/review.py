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
        label="What name will the public know this review by?",
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
        label="Which of these themes is it about?",
        help_text="Choose up to 3. The public can filter by theme once there are enough reviews.",
        choices=Review.Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age_stage = forms.ChoiceField(
        label="What age should the public see?",
        help_text="This is never taken from the case. Choose “Several ages” if the stage itself would reveal too much.",
        choices=Review.AgeStage.choices,
        widget=forms.RadioSelect,
        initial=Review.AgeStage.SEVERAL,
        required=False,
    )

    def clean_themes(self):
        themes = self.cleaned_data["themes"]
        if len(themes) > 3:
            raise forms.ValidationError("Choose up to 3 themes")
        return themes
