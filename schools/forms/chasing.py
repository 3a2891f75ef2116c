"""What is written down about chasing a school, and what an office of the school answers by a link."""

from django import forms

from partnership.forms.dates import DateField
from schools.models import ChaseContact, ChaseReply, Office
from schools.operations.chasing.listing import HOW

LONGEST = 4000
OF_A_SCHOOL = [one for one in Office.choices if one[0] != Office.EDUCATION_LEAD]


def words(label, hint="Do not name any child or family.", required=True, missing=""):
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=LONGEST, required=required,
        error_messages={"required": missing},
    )  # fmt: skip


def office(label):
    return forms.ChoiceField(
        label=label, choices=OF_A_SCHOOL, widget=forms.RadioSelect,
        error_messages={"required": "Select the office"},
    )  # fmt: skip


class ChasingFilterForm(forms.Form):
    """Which schools of the ladder to show."""

    show = forms.ChoiceField(label="Show", choices=[("", "All that have not answered"), *HOW], required=False)


class RecordContactForm(forms.Form):
    office = office("Which office did you contact?")
    channel = forms.ChoiceField(
        label="How did you contact them?", choices=ChaseContact.Channel.choices[2:], widget=forms.RadioSelect,
        error_messages={"required": "Select how you contacted them"},
    )  # fmt: skip
    on = DateField(label="When was it?", called="the day")
    outcome = words("What was the outcome?", missing="Enter the outcome")
    looks = {"outcome": {"rows": 4}}


class RecordReplyForm(forms.Form):
    office = office("Which office replied?")
    kind = forms.ChoiceField(
        label="What did they answer?", choices=ChaseReply.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select what they answered"},
    )  # fmt: skip
    received_on = DateField(label="When did the reply arrive?", called="the date it arrived")
    expected_on = DateField(
        label="When will they send the return?",
        called="the date they will send it by",
        required=False,
    )
    hold = forms.BooleanField(label="Do not chase them before that date", required=False)
    text = words("What did they write?", required=False)
    file = forms.FileField(
        label="Their letter",
        help_text="A PDF, Word file or picture up to 20MB. It must not name any child.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
        error_messages={"empty": "The selected file is empty. Choose another file"},
        required=False,
    )
    looks = {"text": {"rows": 4}}


class HoldChasingForm(forms.Form):
    until_on = DateField(label="When should chasing start again?", called="the last day")
    reason = forms.CharField(
        label="Why?", help_text="For example, the head is away until then and nobody else can sign.", max_length=500,
        error_messages={"required": "Enter why chasing is paused"},
    )  # fmt: skip


class ResumeChasingForm(forms.Form):
    reason = forms.CharField(
        label="Why are you resuming chasing early?", max_length=500,
        error_messages={"required": "Enter why you are resuming chasing"},
    )  # fmt: skip


class MarkPostedForm(forms.Form):
    posted_on = DateField(label="When were they posted?", called="the day of posting")
    contacts = forms.ModelMultipleChoiceField(
        ChaseContact.objects.none(),
        label="Which letters were posted?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select the letters that were posted"},
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
            (ChaseReply.Kind.WILL_SEND, "We will send it by a date"),
            (ChaseReply.Kind.ASKS_LONGER, "We need more time"),
            (ChaseReply.Kind.DISPUTES, "We do not think we need to send it"),
            (ChaseReply.Kind.OTHER, "Something else"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you want to tell us"},
    )
    expected_on = DateField(
        label="When will you send it?", called="the date you will send it by", required=False
    )
    text = words(
        "What do you want to tell us about it?",
        "Do not name any child or family, or give details of anyone’s health.",
        required=False,
    )
    looks = {"text": {"rows": 4}}
