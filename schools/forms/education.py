"""The yearly Safeguarding through Education report: its words, submitting it and taking it."""

from django import forms

from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from schools.rules.education import LONGEST


class WriteSectionForm(SeenForm):
    text = forms.CharField(
        label="What does the report say under this heading?",
        help_text="If you leave this blank, the text drafted from the data is used. Do not name any child. "
                  "Schools that did not respond are named.",
        widget=forms.Textarea, max_length=LONGEST, required=False,
    )  # fmt: skip
    looks = {"text": {"rows": 18}}
    show_optional = False


class SubmitReportForm(SeenForm):
    """Nothing to fill in but, where it is late, why."""

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, report.deadline.due_on if report.deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class AcceptReportForm(SeenForm):
    """Nothing to fill in: the page shows what is accepted."""


class ReturnReportForm(forms.Form):
    reason = forms.CharField(label="What is missing or wrong?", widget=forms.Textarea, max_length=4000)
    looks = {"reason": {"rows": 5}}
