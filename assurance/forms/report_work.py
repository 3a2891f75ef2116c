"""What people may type around the yearly report: comments, committees, the checklist, kept drafts and companions."""

from django import forms
from django.utils import timezone

from assurance.models import Companion, ReportComment
from assurance.rules.companions import LONGEST as LONGEST_COMPANION
from assurance.rules.report_comments import LONGEST
from partnership.forms.dates import DateField
from partnership.forms.plan import AnswerCommentsForm, RecordCommentsForm
from partnership.models import Committee


def text(**kwargs):
    return forms.CharField(widget=forms.Textarea, **kwargs)


# Comments -------------------------------------------------------------------------------------------------


class AskForCommentsForm(forms.Form):
    asks = text(
        label="What should members look at?",
        max_length=1000,
        help_text="For example, whether the report is a fair account of the year, and what is missing.",
    )
    closes_on = DateField(
        label="When do comments close?",
        called="the last day for comments",
        earliest=timezone.localdate,
        help_text="Comments close at the end of that day. The report can go ahead even if some people have "
        "not replied.",
    )
    looks = {"asks": {"rows": 4}}


class CommentOnReportForm(forms.Form):
    section = forms.TypedChoiceField(
        label="What is it about?", coerce=int, empty_value=None, required=False, choices=()
    )
    text = text(label="What do you want to say?", max_length=LONGEST)
    show_optional = False
    looks = {"text": {"rows": 6}}

    def __init__(self, *args, snapshot, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [
            ("", "The whole report"),
            *((one["key"], one["title"]) for one in snapshot.sections),
        ]


class AnswerReportCommentForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label="What is your answer?", choices=ReportComment.Answer.choices, widget=forms.RadioSelect
    )
    answer_text = text(
        label="Why, and what was changed?",
        max_length=LONGEST,
        help_text="The person who commented will read this.",
    )
    looks = {"answer_text": {"rows": 5}}


# Committees -----------------------------------------------------------------------------------------------


class ConsultOnReportForm(forms.Form):
    committee = forms.ModelChoiceField(
        Committee.objects.none(), label="Which committee?", empty_label="Select a committee"
    )
    snapshot = forms.ModelChoiceField(
        None,
        label="Which draft are you sending?",
        required=False,
        empty_label="The current text, saved as a draft",
        help_text="We will save a PDF of that draft as the committee’s paper.",
    )
    sent_on = DateField(label="When was it sent?", called="the day it was sent", latest=timezone.localdate)
    meets_on = DateField(label="When does the committee meet?", called="the day of its meeting")
    show_optional = False

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = Committee.objects.on(timezone.localdate())
        self.fields["snapshot"].queryset = report.snapshots.select_related("report").defer("sections")

    def clean(self):
        cleaned = super().clean()
        sent, meets = cleaned.get("sent_on"), cleaned.get("meets_on")
        if sent and meets and meets < sent:
            self.add_error("meets_on", "The meeting must be on or after the date it was sent")
        return cleaned


class RecordCommitteeForm(RecordCommentsForm):
    """What a committee said, asked as of the business plan."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["considered_on"].label = "When did it consider the report?"


class AnswerCommitteeForm(AnswerCommentsForm):
    what_changed = text(
        label="What was changed in the report because of it?",
        help_text="Leave blank if nothing was changed.",
        max_length=4000,
        required=False,
    )
    looks = {"answer": {"rows": 6}, "what_changed": {"rows": 4}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["changed_plan"]
        self.order_fields(["answer", "what_changed", "late_reason"])


# The checklist --------------------------------------------------------------------------------------------


class AnswerRequirementForm(forms.Form):
    section = forms.ModelChoiceField(
        None,
        label="Which section covers it?",
        required=False,
        empty_label="None, it does not apply this year",
    )
    why_not = text(label="Why does it not apply?", max_length=1000, required=False)
    show_optional = False
    looks = {"why_not": {"rows": 3}}

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = report.sections.all()
        self.fields["section"].label_from_instance = lambda section: section.title


# Kept drafts ----------------------------------------------------------------------------------------------


class KeepVersionForm(forms.Form):
    note = forms.CharField(label="How would you describe it in a few words?", max_length=200, required=False)


class CompareReportsForm(forms.Form):
    """Two texts of one year: kept drafts, and each version as it stands. `texts` maps a value to its label."""

    older = forms.ChoiceField(label="From")
    newer = forms.ChoiceField(label="To")

    def __init__(self, *args, texts, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("older", "newer"):
            self.fields[name].choices = list(texts.items())
            self.fields[name].error_messages["invalid_choice"] = "Select a text from this year’s report"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("older") and cleaned.get("older") == cleaned.get("newer"):
            self.add_error("newer", "Select 2 different texts")
        return cleaned


# Beside the report ----------------------------------------------------------------------------------------


class StartCompanionForm(forms.Form):
    kind = forms.ChoiceField(label="What do you want to start?", widget=forms.RadioSelect)
    looks = {
        "kind": {
            "hints": {
                Companion.Kind.PLAN: "It starts with text from the approved business plan.",
                Companion.Kind.CHILDREN: "Use plain words. The portal measures how easy it is to read.",
            }
        }
    }

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        if len(kinds) == 1:
            self.initial["kind"] = kinds[0][0]


class WriteCompanionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="What is it called?", max_length=200)
    text = text(label="What does it say?", required=False)
    show_optional = False
    looks = {"title": {"label": "s"}, "text": {"rows": 24, "label": "s", "class": "report-editor"}}

    def __init__(self, *args, companion, **kwargs):
        super().__init__(*args, **kwargs)
        self.companion = companion

    def clean_text(self):
        typed, most = self.cleaned_data["text"], LONGEST_COMPANION[self.companion.kind]
        if len(typed) > most:
            raise forms.ValidationError(
                f"The text has {len(typed):,} characters. Shorten it to {most:,} or fewer."
            )
        return typed


class HearYoungPeopleForm(forms.Form):
    heard_on = DateField(label="When were they asked?", called="the day", latest=timezone.localdate)
    heard_from = forms.CharField(
        label="Which group was asked?",
        help_text="Give the group’s name, for example Young People’s Advisory Group. Do not name anyone.",
        max_length=200,
    )
    heard_said = text(label="What did they say about it?", max_length=4000)
    heard_changed = text(label="What was changed because of it?", max_length=4000, required=False)
    looks = {"heard_said": {"rows": 5}, "heard_changed": {"rows": 4}}


class TakeCompanionBackForm(forms.Form):
    reason = text(label="Why are you taking it back?", max_length=1000)
    looks = {"reason": {"rows": 3}}
