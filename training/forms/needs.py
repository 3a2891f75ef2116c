"""The needs analysis: its evidence, its needs, their scores, and what was decided."""

from itertools import groupby

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from training.forms.programme import words
from training.models import Course, Need, NeedEvidence


def said(one):
    """A piece of evidence as a choice says it."""
    return f"{one.words} ({one.source})" if one.source else one.words


class Evidence(forms.ModelMultipleChoiceField):
    """Pieces of evidence with a checkbox each, under their kind."""

    widget = forms.CheckboxSelectMultiple

    def grouped(self, evidence):
        self.queryset = evidence
        self.choices = [
            (NeedEvidence.Kind(kind).label, [(one.pk, said(one)) for one in some])
            for kind, some in groupby(evidence.order_by("kind", "-known_on", "pk"), key=lambda one: one.kind)
        ]


class StartNeedsForm(forms.Form):
    year = forms.TypedChoiceField(label="Which year is it for?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"April {year} to March {year + 1}") for year in years]


class AddNeedEvidenceForm(forms.Form):
    """Evidence that the portal does not hold."""

    kind = forms.ChoiceField(label="What kind of evidence is it?", choices=NeedEvidence.Kind.choices)
    words = words("What is known?", 4, 2000, help_text="Do not include anything that could identify someone.")
    source = forms.CharField(
        label="Who says so?",
        max_length=300,
        help_text="For example, Child Safeguarding Practice Review Panel, June 2026.",
    )
    link = forms.URLField(
        label="Where is it published?", required=False, max_length=500, assume_scheme="https"
    )
    known_on = DateField(label="When did this become known?", called="the day", latest=timezone.localdate)
    looks = {"source": {"class": "govuk-!-width-full"}}


class PickEvidenceForm(forms.Form):
    picked = Evidence(
        NeedEvidence.objects.none(), label="Which evidence points to a need?", required=False,
        help_text="Anything you leave out stays here, marked as left out.",
    )  # fmt: skip
    looks = {"picked": {"small": True}}
    show_optional = False

    def __init__(self, *args, evidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["picked"].grouped(evidence)


class IntroduceNeedsForm(SeenForm):
    introduction = words("Who did you ask, when, and what should readers take away?", 8, 8000, required=False)


class AddNeedForm(SeenForm):
    """Something that people must be able to do."""

    title = forms.CharField(label="What is the need, in a few words?", max_length=150)
    able_to = words("What must people be able to do?", 4, 2000)
    audience = forms.CharField(label="Who must be able to do it?", max_length=300)
    level = forms.TypedChoiceField(
        label="What level is it?", choices=Course.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    people = forms.IntegerField(
        label="Roughly how many people is that?", required=False, min_value=1, max_value=1_000_000
    )
    evidence = Evidence(
        NeedEvidence.objects.none(),
        label="Which evidence supports it?",
        help_text="Evidence selected for this year.",
        required=False,
    )
    show_optional = False
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "audience": {"class": "govuk-!-width-full"},
        "people": {"width": 5},
        "evidence": {"small": True},
    }

    def __init__(self, *args, analysis, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].grouped(
            NeedEvidence.objects.filter(year=analysis.year, standing=NeedEvidence.Standing.PICKED)
        )


class ChangeNeedForm(AddNeedForm):
    pass


class DropNeedForm(forms.Form):
    reason = words("Why are you removing it?", 3, 500)


class GatherAgainForm(forms.Form):
    reason = words("Why do you need to gather more?", 3, 500)


class ScoreNeedForm(forms.Form):
    """A point for each criterion of this analysis."""

    def __init__(self, *args, analysis, **kwargs):
        super().__init__(*args, **kwargs)
        points = [(one["value"], f"{one['value']}: {one['label']}") for one in analysis.scale]
        self.codes = [one["code"] for one in analysis.criteria]
        for one in analysis.criteria:
            self.fields[one["code"]] = forms.TypedChoiceField(
                label=one["asks"], choices=points, coerce=int, widget=forms.RadioSelect,
                help_text=f"{one['label']}, weight {one['weight']}.",
                error_messages={"required": f"Select a score for “{one['label']}”"},
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        return {"values": cleaned} if not self.errors else cleaned


class DecideNeedForm(SeenForm):
    decision = forms.ChoiceField(
        label="Will this need be taken up?", choices=Need.Decision.choices, widget=forms.RadioSelect
    )
    why = words("Why?", 4, 2000, help_text="The people who asked for it will read this.")


class PutNeedsForm(SeenForm):
    """Nothing to fill in: the page shows what goes to the group."""


class ReturnNeedsForm(forms.Form):
    reason = words("What does the group want changed?", 4)


class AgreeNeedsForm(SeenForm):
    agreed_how = forms.CharField(
        label="At which meeting did the group agree it?",
        help_text="Enter the meeting reference, and the decision number if there is one. For example, "
        "LDG-2026-1, decision 3.",
        max_length=200,
    )

    def __init__(self, *args, analysis, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, analysis.deadline.due_on if analysis.deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())
