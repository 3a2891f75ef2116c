"""Opening a round among schools, looking through one, and what is done about one school of it."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.reopening import AnswerReopeningForm
from partnership.forms.rounds import ChangeDatesForm
from partnership.models import Organisation, Questionnaire
from partnership.rules.questionnaires import out_of_order
from partnership.rules.years import AcademicYear, academic_year
from schools.models import School
from schools.rules.returns import LABELS


class OpenSchoolsRoundForm(forms.Form):
    """Which authority's schools, what they are asked, about which year, and by when."""

    authority = forms.ModelChoiceField(
        label="Which authority’s schools do you want to ask?",
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select the authority whose schools you want to ask"},
    )
    questionnaire = forms.ModelChoiceField(
        label="Which version do you want to use?",
        help_text="Both authorities use the same version each year, including the partnership’s priority questions.",
        queryset=Questionnaire.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select the version to use"},
    )
    title = forms.CharField(
        label="What is this round called?",
        help_text="Schools see this in emails and letters. For example, Safeguarding through Education 2025/26.",
        max_length=200,
    )
    about_from = DateField(label="When does the year it covers begin?", called="the year’s first day")
    about_until = DateField(label="When does the year it covers end?", called="the year’s last day")
    opens_on = DateField(label="When can schools start answering?", called="the opening date")
    due_on = DateField(label="When are returns due?", called="the due date", earliest=timezone.localdate)
    closes_on = DateField(
        label="When does the round close?",
        help_text="We accept late returns until midnight at the end of this day.",
        called="the closing date",
        earliest=timezone.localdate,
    )
    message = forms.CharField(
        label="Is there anything you want to tell schools?",
        help_text="This is shown above their questions. Do not name any child, family or member of staff.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {"title": {"class": "govuk-!-width-full"}, "message": {"rows": 4}}

    def __init__(self, data=None, *, authorities, questionnaires, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["authority"].queryset = authorities
        self.fields["questionnaire"].queryset = questionnaires
        if len(authorities) == 1:
            self.initial.setdefault("authority", authorities[0].pk)
        year = AcademicYear(academic_year(timezone.localdate()).begins - 1)  # the last one that is over
        self.initial |= {
            "title": f"Safeguarding through Education {year}",
            "about_from": year.starts_on,
            "about_until": year.ends_on,
        }
        if questionnaires:
            self.initial.setdefault("questionnaire", questionnaires[0].pk)

    def clean(self):
        cleaned = super().clean()
        dates = {
            name: cleaned.get(name)
            for name in ("about_from", "about_until", "opens_on", "due_on", "closes_on")
        }
        for name, sentence in out_of_order(**dates):
            self.add_error(name, sentence)
        return cleaned


class SchoolsFilterForm(forms.Form):
    """Which of the schools asked are shown."""

    called = forms.CharField(label="School or URN", required=False, max_length=100)
    standing = forms.ChoiceField(label="State", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    run = forms.ChoiceField(label="Run by", required=False)

    def __init__(self, data=None):
        super().__init__(data)
        states = [(state.value, label) for state, label in LABELS.items()]
        self.fields["standing"].choices = [("", "All"), *states, ("late", "Late, not received")]
        self.fields["kind"].choices = [("", "All"), *School.Kind.choices]
        self.fields["run"].choices = [("", "All"), *School.Run.choices]

    def narrow(self, rows):
        """The rows that are asked for; all where what was asked cannot be read."""
        if not self.is_bound or not self.is_valid():
            return rows
        wanted = self.cleaned_data
        called = wanted["called"].strip().casefold()
        return [
            row
            for row in rows
            if (not called or called in row.name.casefold() or called == str(row.urn))
            and (not wanted["kind"] or row.kind == wanted["kind"])
            and (not wanted["run"] or row.run == wanted["run"])
            and (not wanted["standing"] or is_one(row.standing, wanted["standing"]))
        ]


def is_one(standing, wanted):
    return standing.overdue if wanted == "late" else standing.state == wanted


class ExcuseSchoolForm(forms.Form):
    """Why one school need not answer."""

    reason = forms.CharField(
        label="Why are you excusing this school?",
        help_text="The school still counts as asked, and the report says how many were excused. Do not name "
        "any child.",
        widget=forms.Textarea,
        max_length=500,
    )
    looks = {"reason": {"rows": 4}}


class ExtendSchoolForm(forms.Form):
    """A later day for one school, and why."""

    due_on = DateField(label="What is the new due date?", called="the new date", earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why does it need more time?",
        help_text="This is kept with the original date.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}


class AskSchoolAgainForm(forms.Form):
    """By when a school answers after all that was excused by mistake, and why."""

    due_on = DateField(label="By when must it answer?", called="the due date", earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why are you asking it again?",
        help_text="This is kept in the record with the reason it was excused for.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}


class ChangeSchoolsDatesForm(ChangeDatesForm):
    """The same, without a day of reopening: the authority reopens a school’s return itself."""

    reopens_on = None


class AnswerSchoolReopeningForm(AnswerReopeningForm):
    """The same, in words for a school."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = "What is your message to the school?"


class SignSchoolReturnForm(forms.Form):
    """The head's signature, or their reason for sending it back."""

    name = forms.CharField(label="Your name", max_length=150, error_messages={"required": "Enter your name"})
    comment = forms.CharField(
        label="Do you want to add anything?",
        help_text="Do not name any child or family.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    agreed = forms.BooleanField(
        label="I have read this return. It describes what the school does, and it does not name any child",
        error_messages={"required": "Confirm that you have read it"},
    )
    looks = {"comment": {"rows": 4}}


class SendBackSchoolReturnForm(forms.Form):
    """Why the head does not sign."""

    reason = forms.CharField(
        label="What needs to change?",
        help_text="The safeguarding lead will read this. Do not name any child or family.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what needs to change"},
    )
    looks = {"reason": {"rows": 4}}


class CommentOnSchoolReturnForm(forms.Form):
    """What a governor says of the return."""

    name = forms.CharField(label="Your name", max_length=150, error_messages={"required": "Enter your name"})
    comment = forms.CharField(
        label="What is your comment on this return?",
        help_text="For example, what you have seen for yourself, what you asked, and what you expect next. "
        "Do not name any child or family.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Enter your comment"},
    )
    looks = {"comment": {"rows": 6}}
