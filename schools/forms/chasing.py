"""What is written down about chasing a school, and what an office of the school answers by a link."""

from django import forms

from partnership.forms.dates import DateField
from schools.models import ChaseContact, ChaseReply, Office
from schools.operations.chasing.listing import HOW

LONGEST = 4000
OF_A_SCHOOL = [one for one in Office.choices if one[0] != Office.EDUCATION_LEAD]


def words(label, hint="No child and no family is named.", required=True, missing=""):
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=LONGEST, required=required,
        error_messages={"required": missing},
    )  # fmt: skip


def office(label):
    return forms.ChoiceField(
        label=label, choices=OF_A_SCHOOL, widget=forms.RadioSelect,
        error_messages={"required": "Choose the office"},
    )  # fmt: skip


class ChasingFilterForm(forms.Form):
    """Which schools of the ladder to show."""

    show = forms.ChoiceField(label="Show", choices=[("", "All that have not answered"), *HOW], required=False)


class RecordContactForm(forms.Form):
    office = office("With which office?")
    channel = forms.ChoiceField(
        label="How?", choices=ChaseContact.Channel.choices[2:], widget=forms.RadioSelect,
        error_messages={"required": "Choose how"},
    )  # fmt: skip
    on = DateField(label="On which day?", called="the day")
    outcome = words("What came of it?", missing="Say what came of it")
    looks = {"outcome": {"rows": 4}}


class RecordReplyForm(forms.Form):
    office = office("From which office?")
    kind = forms.ChoiceField(
        label="What did they answer?", choices=ChaseReply.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what they answered"},
    )  # fmt: skip
    received_on = DateField(label="On which day did it come?", called="the day on which it came")
    expected_on = DateField(
        label="By which day will they send the return?",
        called="the day by which they will send it",
        required=False,
    )
    hold = forms.BooleanField(label="Do not chase them before that day", required=False)
    text = words("What did they write?", required=False)
    file = forms.FileField(
        label="Their letter",
        help_text="A PDF, Word file or picture of at most 20 MB, in which no child is named.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )
    looks = {"text": {"rows": 4}}


class HoldChasingForm(forms.Form):
    until_on = DateField(label="Until which day are they not chased?", called="the last day")
    reason = forms.CharField(
        label="Why?", help_text="Such as: the head is away until then, and nobody else may sign.", max_length=500,
        error_messages={"required": "Say why they are not chased"},
    )  # fmt: skip


class ResumeChasingForm(forms.Form):
    reason = forms.CharField(
        label="Why are they chased again before that day?", max_length=500,
        error_messages={"required": "Say why they are chased again"},
    )  # fmt: skip


class MarkPostedForm(forms.Form):
    posted_on = DateField(label="On which day were they posted?", called="the day of posting")
    contacts = forms.ModelMultipleChoiceField(
        ChaseContact.objects.none(),
        label="Which letters?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the letters that were posted"},
    )
    looks = {"contacts": {"small": True}}

    def __init__(self, *args, contacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = contacts
        self.fields["contacts"].label_from_instance = lambda one: (
            f"{one.asked.name}: {one.get_office_display()}, letter of {one.on:%-d %B %Y}"
        )
        self.fields["contacts"].initial = [one.pk for one in contacts]


class AnswerChaseForm(forms.Form):
    """By the link in a letter: what an office of the school says about a return that has not come."""

    kind = forms.ChoiceField(
        label="What do you want to tell us?",
        choices=[
            (ChaseReply.Kind.WILL_SEND, "We will send it by a day"),
            (ChaseReply.Kind.ASKS_LONGER, "We ask for longer"),
            (ChaseReply.Kind.DISPUTES, "We think that we need not send it"),
            (ChaseReply.Kind.OTHER, "Something else"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you want to tell us"},
    )
    expected_on = DateField(label="By which day?", called="the day by which you will send it", required=False)
    text = words(
        "What should we know?", "Please name no child and no family, and nobody’s health.", required=False
    )
    looks = {"text": {"rows": 4}}
