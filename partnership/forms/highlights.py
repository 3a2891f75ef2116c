"""Highlight reports: whom to ask, what a group writes, and what the group above says to it."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Group, HighlightReport
from partnership.rules.highlights import DUE

REPORTING = (Group.Kind.SUBGROUP, Group.Kind.TASK_AND_FINISH, Group.Kind.REFERENCE, Group.Kind.ADVISORY)
USUALLY = (Group.Kind.SUBGROUP, Group.Kind.TASK_AND_FINISH)


def report_file():
    return forms.FileField(
        label="Attach a file",
        help_text="You can attach one PDF, Word or Excel file or picture, up to 20 MB. A new file replaces "
        "the last one.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )


def text_of(label, hint, required=False):
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=8000, required=required
    )


class AskHighlightsForm(forms.Form):
    """Which groups, and by when."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label="Which groups are you asking?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one group"},
    )
    due_on = DateField(
        label="When is it due?", called="the date reports are due", earliest=timezone.localdate
    )

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        known = meeting.highlight_reports.exclude(state=HighlightReport.State.DROPPED).values("group")
        self.groups = Group.objects.on(today).filter(parent=meeting.group, kind__in=REPORTING)
        self.fields["groups"].queryset = self.groups.exclude(pk__in=known)
        self.initial.setdefault(
            "groups", [one.pk for one in self.fields["groups"].queryset if one.kind in USUALLY]
        )
        usual = DUE.due(meeting.held_on)
        self.initial.setdefault("due_on", max(usual, today))
        self.fields["due_on"].help_text = f"Usually {DUE.allow} the meeting."


class WriteHighlightForm(SeenForm):
    """What a group tells the group above. It may be saved half written; sent, it answers the voice question."""

    done = text_of("What has the group done since its last report?", "Activity, actions and performance.")
    risks = text_of("What is at risk?", "What may not be done on time or well enough, and what would help.")
    decisions = text_of(
        "What decisions do you need?", "Enter one on each line. Leave this empty if there are none."
    )
    learning = text_of("What was learnt?", "What others should know or do.")
    voice = text_of(
        "How has the group considered the voice of children and young people?",
        "Every report must answer this. Say what you heard, from whom, and what the group did about it.",
    )
    file = report_file()
    show_optional = False
    looks = {
        "done": {"rows": 6}, "risks": {"rows": 4}, "decisions": {"rows": 3}, "learning": {"rows": 4},
        "voice": {"rows": 5},
    }  # fmt: skip


class SendHighlightForm(SeenForm):
    """Sending it, and why it is late if it is."""

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", report.revision)
        ask_why_late(self, report.deadline.due_on if report.deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class SendHighlightBackForm(forms.Form):
    question = forms.CharField(
        label="What do you want to ask the group?",
        help_text="The report goes back to the group with this question, for them to send again.",
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"question": {"rows": 4}}


class ShareHighlightForm(forms.Form):
    """With whom it was shared further."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group was it shared with?",
        empty_label="None, someone outside",
        required=False,
    )
    outside = forms.CharField(
        label="Or who outside was it shared with?",
        help_text="An office or a body, never a name.",
        max_length=200,
        required=False,
    )
    shared_on = DateField(label="When was it shared?", called="the day", latest=timezone.localdate)
    show_optional = False

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.on(timezone.localdate()).exclude(
            pk__in=[report.group_id, report.meeting.group_id]
        )


class ChangeHighlightDateForm(forms.Form):
    due_on = DateField(
        label="When is it due now?", called="the date the report is due", earliest=timezone.localdate
    )
    reason = forms.CharField(
        label="Why does the date change?",
        help_text="The chair of the group reads this.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 3}}


class DropHighlightForm(forms.Form):
    reason = forms.CharField(label="Why is it no longer needed?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3}}
