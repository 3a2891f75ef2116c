"""Courses, venues and sessions: what they are, when and where, with whom, and why something changes."""

from django import forms

from partnership.forms.amounts import IN_POUNDS, AmountField
from partnership.forms.meetings import TimesForm
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from partnership.rules.years import year_words
from training.forms.catalogue import AREAS, KINDS
from training.models import Course, Session, Venue
from training.operations.programme import may_teach
from training.operations.programme_list import PLACES


def words(label, rows=4, most=4000, **more):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **more)


class AddCourseForm(SeenForm):
    """What a course is, for whom and on what condition."""

    title = forms.CharField(
        label="What is the course called?", help_text="Its address is made of it and stays.", max_length=150
    )
    summary = words("What is it about?", 3, 300, help_text="One or two sentences for the catalogue.")
    aims = words("What can somebody do afterwards?", 5)
    audience = words("For whom is it, and for whom not?", 4)
    level = forms.TypedChoiceField(
        label="At which level?", choices=Course.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    delivery = forms.ChoiceField(
        label="How is it held?", choices=Course.Delivery.choices, widget=forms.RadioSelect
    )
    address = forms.URLField(
        label="Where is the e-learning?", required=False, max_length=200, assume_scheme="https"
    )
    hours = forms.DecimalField(
        label="How many hours does it take?", min_value=0, max_digits=4, decimal_places=1
    )
    half_day = forms.BooleanField(label="It counts as half a day", required=False)
    prerequisite = forms.ModelChoiceField(
        Course.objects.none(),
        label="Which course is to be attended before?",
        required=False,
        empty_label="None",
    )
    for_kinds = forms.MultipleChoiceField(
        label="People of which organisations may come?",
        help_text="Choose none if everybody may.",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    asks_manager = forms.BooleanField(
        label="The manager agrees before a place is kept", required=False, initial=True
    )
    lasts_months = forms.IntegerField(
        label="After how many months is it to be refreshed?", required=False, min_value=1, max_value=120
    )
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "delivery": {"reveals": {"elearning": ["address"]}},
        "hours": {"width": 4},
        "for_kinds": {"small": True},
        "lasts_months": {"width": 4, "suffix": "months"},
    }

    def __init__(self, *args, course=None, **kwargs):
        super().__init__(*args, **kwargs)
        others = Course.objects.exclude(state=Course.State.RETIRED)
        self.fields["prerequisite"].queryset = others.exclude(pk=course.pk) if course else others

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("delivery") == Course.Delivery.ELEARNING and not cleaned.get("address"):
            self.add_error("address", "Give the address at which the e-learning is found")
        elif cleaned.get("delivery") != Course.Delivery.ELEARNING:
            cleaned["address"] = ""
        return cleaned


class ChangeCourseForm(AddCourseForm):
    pass


class RetireCourseForm(forms.Form):
    reason = words("Why is it no longer offered?", 3, 500)


class AddVenueForm(forms.Form):
    """Somewhere to hold sessions, and what people with access needs find there."""

    name = forms.CharField(label="What is the venue called?", max_length=150)
    address = forms.CharField(label="What is its address?", max_length=300)
    postcode = forms.CharField(label="What is its postcode?", max_length=10)
    area = forms.ChoiceField(label="In which area is it?", choices=AREAS, widget=forms.RadioSelect)
    access = words(
        "What do people with access needs find there?", 4, 2000,
        help_text="Steps, lifts, toilets, hearing loop, parking, prayer room. The catalogue shows it.",
    )  # fmt: skip
    holds = forms.IntegerField(
        label="How many people does it hold?", required=False, min_value=1, max_value=10_000
    )
    contact = forms.CharField(
        label="Whom do we ask there?",
        help_text="Only the business unit reads this.",
        required=False,
        max_length=200,
    )
    looks = {"postcode": {"width": 10}, "holds": {"width": 4}, "address": {"class": "govuk-!-width-full"}}


class ChangeVenueForm(AddVenueForm):
    given_up = forms.BooleanField(label="We hold no more sessions there", required=False)


class Trainers(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class PlanSessionForm(TimesForm, SeenForm):
    """When and where a course is held, with whom and for how many. Only what its delivery allows is asked."""

    day_meant = forms.BooleanField(
        label="The day is meant, also if it is a weekend or bank holiday", required=False
    )
    venue = forms.ModelChoiceField(
        Venue.objects.none(), label="Where is it held?", required=False, empty_label="Not known yet"
    )
    joining = forms.URLField(
        label="How do people join online?",
        help_text="Only those who have a place, trainers and staff see it.",
        required=False,
        max_length=200,
        assume_scheme="https",
    )
    instructions = words(
        "What should people bring, read or do before?", 4, required=False,
        help_text="It is sent with the joining instructions.",
    )  # fmt: skip
    capacity = forms.IntegerField(label="How many places are there?", min_value=1, max_value=1000)
    at_least = forms.IntegerField(
        label="From how many people on is it worth holding?", min_value=1, initial=6, max_value=1000
    )
    cost = AmountField(label="What does holding it cost?", required=False)
    trainers = Trainers(None, label="Who teaches?", required=False)
    looks = TimesForm.looks | {
        "capacity": {"width": 4},
        "at_least": {"width": 4},
        "cost": IN_POUNDS,
        "trainers": {"small": True},
    }

    def __init__(self, *args, course, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trainers"].queryset = may_teach().order_by("name")
        self.fields["venue"].queryset = Venue.objects.filter(given_up=False)
        left = "venue" if course.delivery == Course.Delivery.ONLINE else "joining"
        del self.fields[left]


class ChangeSessionForm(PlanSessionForm):
    reason = words(
        "Why does it change?", 3, 300, required=False,
        help_text="Needed where people can already book and its time or place changes. They read it.",
    )  # fmt: skip


class CancelSessionForm(forms.Form):
    reason = words("Why is it cancelled?", 3, 300, help_text="Everybody who booked or waits reads it.")


class CourseFilterForm(forms.Form):
    """Which courses to list."""

    words = forms.CharField(label="Words in it", required=False, max_length=100)
    state = forms.ChoiceField(
        label="Where it stands", choices=[("", "Any"), *Course.State.choices], required=False
    )
    level = forms.TypedChoiceField(
        label="Level",
        choices=[("", "Any"), *Course.Level.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    delivery = forms.ChoiceField(
        label="How it is held", choices=[("", "Any"), *Course.Delivery.choices], required=False
    )
    kind = forms.ChoiceField(label="For people who work in", choices=[("", "Any"), *KINDS], required=False)

    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


class SessionFilterForm(forms.Form):
    """Which sessions to list. `years` are the financial years in which there are any."""

    when = forms.ChoiceField(
        label="When", choices=[("", "To come"), ("past", "Over"), ("all", "All")], required=False
    )
    year = forms.TypedChoiceField(label="Year", coerce=int, empty_value=None, required=False)
    course = forms.ModelChoiceField(Course.objects.all(), label="Course", required=False, empty_label="Any")
    kind = forms.ChoiceField(label="For people who work in", choices=[("", "Any"), *KINDS], required=False)
    state = forms.ChoiceField(
        label="Where it stands", choices=[("", "Any"), *Session.State.choices], required=False
    )
    places = forms.ChoiceField(label="Places", choices=[("", "Any"), *PLACES], required=False)
    mine = forms.BooleanField(label="Only those that I teach", required=False)

    def __init__(self, *args, years=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "Any"), *((one, year_words(one)) for one in years)]

    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


class TrainerForm(forms.Form):
    """Somebody of the trainers' pool."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="Of which agency are they?",
        required=False,
        empty_label="None of ours",
    )
    teaches = forms.ModelMultipleChoiceField(
        Course.objects.exclude(state=Course.State.RETIRED),
        label="What do they teach?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label="When can they teach?", required=False, max_length=300, help_text="Days, notice, and the like."
    )
    looks = {"teaches": {"small": True}, "note": {"class": "govuk-!-width-full"}}
