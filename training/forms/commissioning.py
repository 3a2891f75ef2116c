"""The programme of a year, its margin, who provides courses and who teaches."""

from django import forms
from django.utils import timezone

from partnership.forms.amounts import IN_POUNDS, AmountField
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from training.forms.programme import TrainerForm, Trainers, words
from training.models import Course, PoolTrainer, Session
from training.operations.programme import may_teach


class WriteProgrammeForm(SeenForm):
    """The year's money and margin."""

    budget = AmountField(label="What is the training budget for the year?")
    margin_percent = forms.IntegerField(
        label="What percentage is set aside for needs that come up?", min_value=0, max_value=99,
        help_text="A percentage of the budget and of the places planned for needs.",
    )  # fmt: skip
    margin_source = forms.CharField(
        label="Where does this figure come from?", max_length=300, help_text="A document or a decision."
    )
    introduction = words("What should readers know?", 6, required=False)
    looks = {
        "budget": IN_POUNDS,
        "margin_percent": {"width": 3, "suffix": "%"},
        "margin_source": {"class": "govuk-!-width-full"},
    }


class PlanNeedForm(SeenForm):
    """What one need is given in the year."""

    courses = forms.ModelMultipleChoiceField(
        Course.objects.exclude(state=Course.State.RETIRED),
        label="Which courses meet this need?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one course, or add a course first"},
    )
    sessions = forms.IntegerField(
        label="How many sessions?", min_value=0, max_value=500, help_text="Enter 0 if it is only e-learning."
    )
    places = forms.IntegerField(label="How many places in total?", min_value=0, max_value=100_000)
    cost = AmountField(label="What is the planned cost?")
    looks = {
        "courses": {"small": True},
        "sessions": {"width": 4},
        "places": {"width": 5},
        "cost": IN_POUNDS,
    }


class PutProgrammeForm(SeenForm):
    """Nothing to fill in: the page shows what goes to the group."""


class ReturnProgrammeForm(forms.Form):
    reason = words("What needs to change?", 4)


class AgreeProgrammeForm(SeenForm):
    agreed_how = forms.CharField(
        label="At which meeting did the group agree it?",
        help_text="Enter the meeting reference, and the decision number if there is one. For example, "
        "LDG-2026-3, decision 2.",
        max_length=200,
    )


class UseMarginForm(forms.Form):
    """Which session the margin pays for, and what came up."""

    session = forms.ModelChoiceField(
        Session.objects.none(), label="Which session does it pay for?", empty_label="Select a session"
    )
    issue = forms.CharField(
        label="What came up since the needs were agreed?",
        help_text="Do not include anything that could identify someone.",
        max_length=300,
    )
    looks = {"issue": {"class": "govuk-!-width-full"}}

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = (
            Session.objects.of_year(programme.year)
            .exclude(state=Session.State.CANCELLED)
            .filter(margin_use=None)
            .select_related("course")
        )
        self.fields["session"].label_from_instance = lambda one: (
            f"{one.reference}, {timezone.localtime(one.starts_at):%-d %B %Y}: {one.course}"
        )


class UndoMarginForm(forms.Form):
    reason = words("Why should the margin no longer pay for it?", 3)


class AddCommissionForm(SeenForm):
    """Who provides a course, and whether it is good."""

    provider = forms.CharField(label="Who provides it?", max_length=200)
    in_house = forms.BooleanField(
        label="Partners’ own trainers provide it, without a contract", required=False
    )
    chosen_how = words("How was it chosen, and who else was asked?", 4)
    cost = AmountField(label="What does it cost for the whole period?")
    starts_on = DateField(label="When does it start?", called="the first day")
    ends_on = DateField(label="When does it end?", called="the last day")
    contract = forms.CharField(label="What is the contract reference?", required=False, max_length=60)
    trainers = Trainers(None, label="Who teaches it?", required=False)
    quality = words("What did the quality check find?", 4, required=False)
    quality_checked_on = DateField(
        label="When was it checked?", called="the day of the check", required=False, latest=timezone.localdate
    )
    review_on = DateField(label="When will it be reviewed?", called="the day of the review", required=False)
    looks = {"cost": IN_POUNDS, "trainers": {"small": True}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trainers"].queryset = may_teach().order_by("name")


class ChangeCommissionForm(AddCommissionForm):
    review = words("What did the last review say?", 4, required=False)


class AddTrainerForm(TrainerForm):
    person = forms.ModelChoiceField(
        None, label="Who is it?", help_text="Someone with the role of trainer, or from the business unit.",
        empty_label="Select a person",
    )  # fmt: skip
    field_order = ("person", "organisation", "teaches", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = PoolTrainer.objects.values("person")
        self.fields["person"].queryset = may_teach().exclude(pk__in=there).order_by("name")


class ChangeTrainerForm(TrainerForm):
    observed_on = DateField(
        label="When were they last observed teaching?", called="the day", required=False,
        latest=timezone.localdate,
    )  # fmt: skip
    observed = words("What was observed?", 4, required=False)
    left_on = DateField(label="When did they stop teaching?", called="the day", required=False)
