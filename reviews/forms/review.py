"""Beginning a review and choosing the name under which the public will know it."""

from django import forms
from django.utils import timezone

from partnership.access import Role
from partnership.forms.dates import DateField
from partnership.models import Appointment, Person
from reviews.models import Review


def possible_reviewers(today):
    """Those who review already, and those who hold no role at all: nobody of the partnership itself."""
    held = Appointment.objects.on(today)
    others = held.exclude(role=Role.EXTERNAL_REVIEWER).values("person")
    return Person.objects.active().exclude(pk__in=others).order_by("name")


class BeginReviewForm(forms.Form):
    """Who reviews, under which terms."""

    reviewer = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who is the reviewer?",
        help_text="Only people who hold no other role here. Invite somebody new on the page of people first.",
        empty_label="Choose a reviewer",
    )
    basis = forms.CharField(
        label="On what basis was the reviewer chosen?",
        help_text="Experience, previous work, recommendations and interview.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    terms = forms.CharField(
        label="What are the terms of reference?",
        help_text="The questions of the review and the time it looks at. The reviewer reads this.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    ends_on = DateField(
        label="When does the appointment end?",
        called="the last day of the appointment",
        help_text="From the day after, the reviewer sees nothing here. Leave it empty if that is not agreed yet.",
        earliest=timezone.localdate,
        required=False,
    )
    no_conflict = forms.BooleanField(
        label="The reviewer has declared that they have no conflict of interest",
        error_messages={"required": "Confirm that the reviewer has declared no conflict of interest"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = possible_reviewers(timezone.localdate())


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
