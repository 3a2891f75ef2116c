"""Asking for a place, giving one up, and what staff and managers say of one."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Organisation, Person
from training.models import Booking, Charge, Session

Because = Booking.Because


class AboutThemForm(forms.Form):
    """Whoever comes: for whom they work, and who their manager is."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation are you coming on behalf of?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select the organisation you are coming on behalf of"},
    )
    job = forms.CharField(label="What is your job?", max_length=100)
    manager_name = forms.CharField(label="What is your line manager’s name?", max_length=150)
    manager_email = AddressField(
        label="What is your line manager’s email address?",
        help_text="Their work address. We will write to them before the session.",
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
    )


class BookForm(AboutThemForm):
    """What is needed to ask for a place."""

    declared = forms.CharField(
        label="If you attended it elsewhere, what was it, where and when?",
        help_text="We will check this before we book your place. Bring the certificate if you have one.",
        max_length=500,
        widget=forms.Textarea,
        required=False,
    )
    access_needs = forms.CharField(
        label="What do you need to take part?",
        help_text="For example, a hearing loop, a prayer space, large print or dietary requirements.",
        max_length=1000,
        widget=forms.Textarea,
        required=False,
    )
    looks = {"declared": {"rows": 3}, "access_needs": {"rows": 3}}

    def __init__(self, *args, person, session, attended, **kwargs):
        super().__init__(*args, **kwargs)
        own = Organisation.objects.on(timezone.localdate()).filter(pk__in=person.works_for)
        self.fields["organisation"].queryset = own
        self.works_for = list(own)
        if self.initial.get("organisation") not in {one.pk for one in self.works_for}:
            self.initial.pop("organisation", None)
        if len(self.works_for) == 1:
            self.initial["organisation"] = self.works_for[0].pk
            self.fields["organisation"].widget = forms.HiddenInput()
        if attended:
            del self.fields["declared"]
        if session.course.asks_manager:
            self.fields["manager_email"].help_text = "Their work address. We will send them a link to agree."


class ChangeBookingForm(AboutThemForm, SeenForm):
    """What was told when the place was asked for. For whom they come stays."""

    access_needs = BookForm.base_fields["access_needs"]
    looks = {"access_needs": {"rows": 3}}

    def __init__(self, *args, booking, **kwargs):
        told = ("job", "manager_name", "manager_email", "access_needs")
        initial = {name: getattr(booking, name) for name in told} | {"seen": booking.as_told}
        super().__init__(*args, initial=initial, **kwargs)
        del self.fields["organisation"]
        for name in ("job", "manager_name", "manager_email"):  # staff book without them
            self.fields[name].required = bool(initial[name])
        if booking.waits_for_manager:
            email = self.fields["manager_email"]
            email.help_text = (
                "If you change it, we send them the link to agree. The link we sent before stops working."
            )


class CancelBookingForm(SeenForm):
    """Why somebody does not come. Each reason says beforehand what it costs."""

    because = forms.ChoiceField(label="Why are you cancelling?", widget=forms.RadioSelect)
    why = forms.CharField(
        label="Is there anything to record about it?", max_length=300, required=False, widget=forms.TextInput
    )

    def __init__(self, *args, costs, by_staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = {"because": {"hints": {str(key): hint for key, hint in costs.items()}}}
        labels = {
            Because.LEARNER: "I cannot come",
            Because.SICK: "I am ill",
        }
        if by_staff:
            labels = {
                Because.LEARNER: "They cannot come",
                Because.SICK: "They are ill",
                Because.STAFF: "The business unit is removing them from the list",
            }
            self.fields["because"].label = "Why are they cancelling?"
        else:
            del self.fields["why"]
        self.fields["because"].choices = list(labels.items())
        self.fields["because"].error_messages["required"] = "Select a reason"


class NameSubstituteForm(forms.Form):
    """Which colleague comes instead."""

    email = AddressField(
        label="What is your colleague’s email address?",
        help_text="They must work for the same organisation, have an account here and be eligible for the course.",
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
    )


class BookByHandForm(AboutThemForm):
    """Staff book for somebody who has an account."""

    learner = AddressField(
        label="What is their email address?",
        help_text="The address they sign in with.",
        error_messages={"invalid": "Enter an email address in the correct format, like name@example.com"},
    )
    access_needs = forms.CharField(
        label="What do they need to take part?",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )
    waiting = forms.ChoiceField(
        label="What do they get?",
        choices=[("no", "A place that is free"), ("yes", "The last place on the waiting list")],
        initial="no",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="Why are you booking it for them?", help_text="This is kept on record.", max_length=300
    )
    field_order = ["learner", "organisation"]
    looks = {"access_needs": {"rows": 3}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.widget = forms.Select()
        organisation.empty_label = "Select the organisation"
        organisation.queryset = Organisation.objects.on(timezone.localdate())
        organisation.label = "Which organisation are they coming on behalf of?"
        self.fields["job"].label = "What is their job?"
        for name in ("manager_name", "manager_email", "job"):
            self.fields[name].required = False
        self.fields["manager_name"].label = "What is their line manager’s name?"
        self.fields["manager_email"].label = "What is their line manager’s email address?"

    def clean_learner(self):
        found = Person.objects.active().filter(email=self.cleaned_data["learner"].strip().lower()).first()
        if found is None:
            raise forms.ValidationError(
                "Nobody with an account has that address. Ask them to create an account first."
            )
        return found

    def clean_waiting(self):
        return self.cleaned_data["waiting"] == "yes"


class GivePlaceForm(forms.Form):
    why = forms.CharField(
        label="Why are you giving them the place now?", help_text="This is kept on record.", max_length=300
    )


class MoveBookingForm(forms.Form):
    """To which other session of the course."""

    to = forms.ModelChoiceField(
        Session.objects.none(),
        label="Which session are they moving to?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select a session"},
    )
    why = forms.CharField(
        label="Why are you moving them?", help_text="This is kept on record.", max_length=300
    )

    def __init__(self, *args, booking, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        field.queryset = (
            Session.objects.to_come(timezone.now())
            .filter(course=booking.session.course_id, state=Session.State.OPEN)
            .exclude(pk=booking.session_id)
            .with_places()
            .select_related("venue")
        )
        field.label_from_instance = session_words


def session_words(session):
    """A session as a choice: its day, its place, and how many places are free."""
    begins = timezone.localtime(session.starts_at)
    left = max(session.capacity - session.taken, 0)
    return (
        f"{begins:%-d %B %Y, %H:%M}, {session.venue or 'online'} ({left} of {session.capacity} places free)"
    )


class AnswerForm(forms.Form):
    """Yes, or no with a reason."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Select yes or no"})
    reason = forms.CharField(label="Why not?", max_length=300, required=False)
    looks = {"answer": {"reveals": {"no": ["reason"]}}, "reason": {"optional": False}}
    question, yes, no, why = "", "", "", "Enter a reason. They will read it."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = self.question
        self.fields["answer"].choices = [("yes", self.yes), ("no", self.no)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", self.why)
        return cleaned


class AnswerPlaceForm(AnswerForm):
    """The manager’s own."""

    question = "Do you agree to them coming?"
    yes = "Yes, I agree"
    no = "No"


class RecordManagerForm(AnswerForm):
    """What the manager told staff."""

    question = "What did the manager say?"
    yes = "They agree"
    no = "They said no"


class CheckAttendedForm(AnswerForm):
    question = "Is the training they did elsewhere enough?"
    yes = "Yes, it is enough"
    no = "No"


class ConfirmSicknessForm(forms.Form):
    answer = forms.ChoiceField(
        label="Were they ill?",
        choices=[("yes", "Yes, they were ill"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )


class WaiveChargeForm(forms.Form):
    reason = forms.CharField(
        label="Why are you waiving the charge?",
        max_length=300,
        widget=forms.Textarea,
        help_text="Their agency’s lead will read this.",
    )
    looks = {"reason": {"rows": 3}}


class PutChargeBackForm(SeenForm):
    reason = forms.CharField(
        label="Why is this step taken back?",
        help_text="For example: the payment was for another charge. It is on the record.",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Say why this step is taken back"},
    )
    looks = {"reason": {"rows": 3}}


class AgencyBookingsFilterForm(forms.Form):
    """Which places of an agency's staff to list: what is to come, soonest first, or what was, latest first."""

    period = forms.ChoiceField(
        label="When", choices=[("", "Upcoming"), ("before", "Past"), ("all", "All")], required=False
    )
    q = forms.CharField(label="Name or course", max_length=100, required=False)

    def narrow(self, bookings, now):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("q", "").strip():
            bookings = bookings.filter(
                Q(learner__name__icontains=words) | Q(session__course__title__icontains=words)
            )
        if asked.get("period"):
            bookings = bookings.order_by("-session__starts_at", "learner__name", "pk")
            return bookings if asked["period"] == "all" else bookings.filter(session__starts_at__lte=now)
        return bookings.filter(session__starts_at__gt=now).order_by(
            "session__starts_at", "learner__name", "pk"
        )


class ChargesFilterForm(forms.Form):
    """Which charges to list."""

    state = forms.ChoiceField(label="Status", choices=[("", "Any"), *Charge.State.choices], required=False)


class InvoiceChargeForm(forms.Form):
    invoice = forms.CharField(label="What is the invoice number?", max_length=40)
    on = DateField(
        label="What is the date of the invoice?",
        called="the day of the invoice",
        latest=timezone.localdate,
        initial=timezone.localdate,
    )


class PayChargeForm(forms.Form):
    on = DateField(
        label="When was it paid?",
        called="the day of payment",
        latest=timezone.localdate,
        initial=timezone.localdate,
    )
