"""Writing “How are we doing?”: what the evidence says of each outcome statement, and what it rests on."""

from itertools import groupby

from django import forms
from django.utils import timezone

from assurance.models import DoingEvidence
from assurance.rules.doing import Verdict
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Group, Organisation
from partnership.rules.plan import Direction

LONGEST = 8000


def text_of(label, hint):
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=LONGEST, required=False
    )


class Cites(forms.ModelMultipleChoiceField):
    """Evidence with a checkbox each, under its kind; what says that it is about this priority stands first."""

    widget = forms.CheckboxSelectMultiple

    def grouped(self, priority):
        mine = [one for one in self.queryset if one.priority_id == priority]
        others = [one for one in self.queryset if one.priority_id != priority]
        others.sort(key=lambda one: DoingEvidence.Kind.values.index(one.kind))
        self.choices = [
            *([("About this priority", [(one.pk, one.words) for one in mine])] if mine else []),
            *(
                (DoingEvidence.Kind(kind).label, [(one.pk, one.words) for one in some])
                for kind, some in groupby(others, key=lambda one: one.kind)
            ),
        ]


class WriteDoingStatementForm(SeenForm):
    """What the quarter's evidence tells of one outcome statement."""

    verdict = forms.ChoiceField(
        label="What does the evidence say?", choices=Verdict.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select what the evidence says"},
    )  # fmt: skip
    direction = forms.ChoiceField(
        label="Which way is it going?", choices=Direction.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select which way it is going"},
    )  # fmt: skip
    well = text_of("What are we doing well?", "Say what is better for children and how we know.")
    explore = text_of(
        "What do we want to explore further?", "Say what the evidence does not show yet, or contradicts."
    )
    next_steps = text_of(
        "What will be done in the next quarter?", "Given by. Actions open from the report’s page."
    )
    cites = Cites(
        DoingEvidence.objects.none(),
        label="Which evidence supports this?",
        help_text="Each piece you select is listed in the report with its number.",
        required=False,
    )
    show_optional = False
    looks = {
        "well": {"rows": 5}, "explore": {"rows": 5}, "next_steps": {"rows": 4}, "cites": {"small": True},
    }  # fmt: skip

    def __init__(self, *args, statement, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cites"].queryset = statement.report.evidence.all()
        self.fields["cites"].grouped(statement.priority_id)


class WriteDoingOverviewForm(SeenForm):
    overview = forms.CharField(
        label="What was the quarter like as a whole?",
        help_text="Write a few sentences for a busy reader.",
        widget=forms.Textarea,
        max_length=LONGEST,
    )
    looks = {"overview": {"rows": 8}}


class AddDoingEvidenceForm(forms.Form):
    words = forms.CharField(
        label="What is known, and where is it from?",
        help_text="Do not include anything that could identify someone. For example, Youth justice "
        "inspection, June 2026: good.",
        widget=forms.Textarea,
        max_length=2000,
    )
    known_on = DateField(label="When did this become known?", called="the day", latest=timezone.localdate)
    looks = {"words": {"rows": 4}}


class ChangeDoingEvidenceForm(AddDoingEvidenceForm, SeenForm):
    """Other words for evidence. `seen` are the words that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, evidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"seen": evidence.words, "words": evidence.words, "known_on": evidence.known_on}


class StartDoingForm(forms.Form):
    quarter = forms.ModelChoiceField(
        None, label="Which quarter is it about?", widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": "Select a quarter"},
    )  # fmt: skip

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["quarter"]
        field.queryset = quarters
        field.label_from_instance = lambda quarter: f"{quarter}, of {quarter.plan}"


class PutDoingForm(SeenForm):
    """Nothing to fill in: the page shows what goes to the group."""


class ReturnDoingForm(forms.Form):
    reason = forms.CharField(
        label="What does the group want changed?", widget=forms.Textarea, max_length=4000
    )
    looks = {"reason": {"rows": 4}}


class AgreeDoingForm(SeenForm):
    agreed_how = forms.CharField(
        label="At which meeting did the group agree it?",
        help_text="Enter the meeting reference, and the decision number if there is one. For example, "
        "PDG-2026-3, decision 2.",
        max_length=200,
    )


class SendDoingForm(forms.Form):
    """Sending it to the Partnership, and why it is late if it is."""

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, report.deadline.due_on if report.deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class OpenDoingActionForm(forms.Form):
    """An action for the next quarter."""

    title = forms.CharField(
        label="What needs to be done?",
        help_text="Do not include anything that could identify someone.",
        max_length=300,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which agency will do it?", empty_label="Select an agency"
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Whose action log is it on?",
        required=False,
        empty_label="The agency’s own",
    )
    target_on = DateField(
        label="When is it due?", called="the day by which it is done", earliest=timezone.localdate
    )
    looks = {"title": {"class": "govuk-!-width-full"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["organisation"].queryset = Organisation.objects.on(today).but_schools()
        self.fields["group"].queryset = Group.objects.on(today)
