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
        label="What is the course called?",
        help_text="The course’s web address is made from its name and cannot be changed later.",
        max_length=150,
    )
    summary = words("What is it about?", 3, 300, help_text="One or two sentences for the catalogue.")
    aims = words("What will people be able to do afterwards?", 5)
    audience = words("Who is it for, and who is it not for?", 4)
    level = forms.TypedChoiceField(
        label="What level is it?", choices=Course.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    delivery = forms.ChoiceField(
        label="What format is it?", choices=Course.Delivery.choices, widget=forms.RadioSelect
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
        label="Which course must people attend first?",
        required=False,
        empty_label="None",
    )
    for_kinds = forms.MultipleChoiceField(
        label="Which kinds of organisation is it open to?",
        help_text="Leave blank if it is open to everyone.",
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    asks_manager = forms.BooleanField(
        label="The manager must agree before a place is booked", required=False, initial=True
    )
    lasts_months = forms.IntegerField(
        label="How many months until it needs refreshing?", required=False, min_value=1, max_value=120
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
            self.add_error("address", "Enter the web address of the e-learning")
        elif cleaned.get("delivery") != Course.Delivery.ELEARNING:
            cleaned["address"] = ""
        return cleaned


class ChangeCourseForm(AddCourseForm):
    pass


class RetireCourseForm(forms.Form):
    reason = words("Why are you no longer offering it?", 3, 500)


class AddVenueForm(forms.Form):
    """Somewhere to hold sessions, and what people with access needs find there."""

    name = forms.CharField(label="What is the venue called?", max_length=150)
    address = forms.CharField(label="What is its address?", max_length=300)
    postcode = forms.CharField(label="What is its postcode?", max_length=10)
    area = forms.ChoiceField(label="Which area is it in?", choices=AREAS, widget=forms.RadioSelect)
    access = words(
        "What is there for people with access needs?", 4, 2000,
        help_text="Steps, lifts, toilets, hearing loop, parking, prayer room. This is shown in the catalogue.",
    )  # fmt: skip
    holds = forms.IntegerField(
        label="How many people does it hold?", required=False, min_value=1, max_value=10_000
    )
    contact = forms.CharField(
        label="Who is our contact there?",
        help_text="Only the business unit can see this.",
        required=False,
        max_length=200,
    )
    looks = {"postcode": {"width": 10}, "holds": {"width": 4}, "address": {"class": "govuk-!-width-full"}}


class ChangeVenueForm(AddVenueForm):
    given_up = forms.BooleanField(label="We no longer hold sessions there", required=False)


class Trainers(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class PlanSessionForm(TimesForm, SeenForm):
    """When and where a course is held, with whom and for how many. Only what its delivery allows is asked."""

    day_meant = forms.BooleanField(
        label="The date is correct, even if it is a weekend or bank holiday", required=False
    )
    venue = forms.ModelChoiceField(
        Venue.objects.none(), label="Where is it held?", required=False, empty_label="Not known yet"
    )
    joining = forms.URLField(
        label="How do people join online?",
        help_text="Only people with a place, trainers and staff can see this.",
        required=False,
        max_length=200,
        assume_scheme="https",
    )
    instructions = words(
        "What should people bring, read or do before?", 4, required=False,
        help_text="We send this with the joining instructions.",
    )  # fmt: skip
    capacity = forms.IntegerField(label="How many places are there?", min_value=1, max_value=1000)
    at_least = forms.IntegerField(
        label="What is the smallest number of people you would run it for?",
        min_value=1,
        initial=6,
        max_value=1000,
    )
    cost = AmountField(label="What does it cost to run?", required=False)
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
        "Why are you changing it?", 3, 300, required=False,
        help_text="Needed if people can already book and you change the time or place. They will read it.",
    )  # fmt: skip


class CancelSessionForm(forms.Form):
    reason = words(
        "Why are you cancelling it?",
        3,
        300,
        help_text="Everyone who has booked or is waiting will read this.",
    )


class CourseFilterForm(forms.Form):
    """Which courses to list."""

    words = forms.CharField(label="Search", required=False, max_length=100)
    state = forms.ChoiceField(label="Status", choices=[("", "Any"), *Course.State.choices], required=False)
    level = forms.TypedChoiceField(
        label="Level",
        choices=[("", "Any"), *Course.Level.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    delivery = forms.ChoiceField(
        label="Format", choices=[("", "Any"), *Course.Delivery.choices], required=False
    )
    kind = forms.ChoiceField(label="For people who work in", choices=[("", "Any"), *KINDS], required=False)

    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


class SessionFilterForm(forms.Form):
    """Which sessions to list. `years` are the financial years in which there are any."""

    when = forms.ChoiceField(
        label="When", choices=[("", "Upcoming"), ("past", "Over"), ("all", "All")], required=False
    )
    year = forms.TypedChoiceField(label="Year", coerce=int, empty_value=None, required=False)
    course = forms.ModelChoiceField(Course.objects.all(), label="Course", required=False, empty_label="Any")
    kind = forms.ChoiceField(label="For people who work in", choices=[("", "Any"), *KINDS], required=False)
    state = forms.ChoiceField(label="Status", choices=[("", "Any"), *Session.State.choices], required=False)
    places = forms.ChoiceField(label="Places", choices=[("", "Any"), *PLACES], required=False)
    mine = forms.BooleanField(label="Only sessions I teach", required=False)

    def __init__(self, *args, years=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "Any"), *((one, year_words(one)) for one in years)]

    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}


class TrainerForm(forms.Form):
    """Somebody of the trainers' pool."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label="Which agency are they from?",
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
        label="When can they teach?",
        required=False,
        max_length=300,
        help_text="For example, days and notice needed.",
    )
    looks = {"teaches": {"small": True}, "note": {"class": "govuk-!-width-full"}}
