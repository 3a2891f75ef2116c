"""By what the public may choose among published reviews."""

from django import forms

from reviews.models import Review

FACETS = {
    "kind": "Kind of review",
    "theme": "Theme",
    "age": "Age of the children",
    "year": "Year of publication",
}
LABELS = {
    "kind": dict(Review.Kind.choices),
    "theme": dict(Review.Theme.choices),
    "age": dict(Review.AgeStage.choices),
}


class ChooseReviewsForm(forms.Form):
    """Offers only what rules.disclosure allows; a facet of which nothing is offered is not there at all."""

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        for facet, label in FACETS.items():
            if facet in offered:
                labels = LABELS.get(facet, {})
                values = offered[facet] if facet in LABELS else sorted(offered[facet], reverse=True)
                self.fields[facet] = forms.ChoiceField(
                    label=label,
                    choices=[("", "All"), *((value, labels.get(value, value)) for value in values)],
                    required=False,
                )

    @property
    def chosen(self):
        """What was chosen among what is offered; anything else counts as not chosen."""
        self.is_valid()
        return {facet: value for facet, value in self.cleaned_data.items() if value}
