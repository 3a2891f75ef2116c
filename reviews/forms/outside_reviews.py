"""The register of reviews from elsewhere."""

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Group
from reviews.models import OutsideReview


class RegisterOutsideReviewForm(forms.Form):
    """A review from elsewhere, and who considers it by when."""

    title = forms.CharField(label="What is its title?", max_length=200)
    source = forms.ChoiceField(
        label="Who published it?", choices=OutsideReview.Source.choices, widget=forms.RadioSelect
    )
    source_name = forms.CharField(
        label="Which partnership or body?",
        help_text="Leave it empty for the national Panel.",
        max_length=200,
        required=False,
    )
    published_on = DateField(
        label="When was it published?", called="the day", latest=timezone.localdate, required=False
    )
    address = forms.URLField(
        label="Where can it be read?",
        help_text="Its address, beginning with https://",
        assume_scheme="https",
        max_length=400,
        required=False,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    summary = forms.CharField(label="What did it find, in short?", widget=forms.Textarea, max_length=4000)
    themes = forms.CharField(
        label="Which themes?", help_text="With commas between them.", max_length=200, required=False
    )
    group = forms.ModelChoiceField(
        Group.objects.none(), label="Which group considers it?", empty_label="Choose a group"
    )
    consider_by = DateField(
        label="When is it due?", called="the day by which it is considered", earliest=timezone.localdate
    )
    looks = {"summary": {"rows": 6}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.on(timezone.localdate())


class ConsiderOutsideReviewForm(forms.Form):
    """What the group decided."""

    considered_on = DateField(
        label="When did the group consider it?", called="the day", latest=timezone.localdate
    )
    outcome = forms.ChoiceField(
        label="What did it decide?", choices=OutsideReview.Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="Say what is similar here and what is not, who it is shared with, or why nothing more is needed.",
        widget=forms.Textarea,
        max_length=4000,
    )
    looks = {
        "outcome": {
            "hints": {
                "actions": "Open them from its page afterwards.",
                "learning": "Note it from its page afterwards.",
            }
        },
        "reasons": {"rows": 5},
    }

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="considered_on")

    def clean(self):
        return check_late(self, super().clean())


class OutsideReviewsFilterForm(forms.Form):
    """Which reviews to list."""

    q = forms.CharField(label="Words in title, summary or themes", required=False)
    source = forms.ChoiceField(
        label="Whose", choices=[("", "Everybody’s"), *OutsideReview.Source.choices], required=False
    )
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "All"), ("waiting", "Not considered yet"), *OutsideReview.Outcome.choices],
        required=False,
    )

    def narrow(self, reviews):
        asked = self.cleaned_data if self.is_valid() else {}
        if words := asked.get("q", "").strip():
            reviews = reviews.filter(
                Q(title__icontains=words) | Q(summary__icontains=words) | Q(themes__icontains=words)
            )
        if asked.get("source"):
            reviews = reviews.filter(source=asked["source"])
        show = asked.get("show", "")
        if show == "waiting":
            return reviews.filter(considered_on=None)
        return reviews.filter(outcome=show) if show else reviews
