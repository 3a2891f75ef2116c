"""Rows of a chronology from a spreadsheet, and looking through the chronologies of all agencies."""

from django import forms

from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.operations.spreadsheets import KINDS
from reviews.models import ChronologyRow


class UploadRowsForm(forms.Form):
    """Rows pasted from a spreadsheet, or the spreadsheet itself."""

    rows = forms.CharField(
        label="Paste rows from a spreadsheet",
        help_text="Copy the cells, including the headings, and paste them here.",
        widget=forms.Textarea,
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label="Or choose a file",
        help_text="CSV or Excel (.csv or .xlsx), up to 2 MB and 500 rows. The file itself is not kept.",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        required=False,
    )
    show_optional = False
    looks = {"rows": {"rows": 8}}

    def clean(self):
        cleaned = super().clean()
        pasted, file = (cleaned.get("rows") or "").strip(), cleaned.get("file")
        if pasted and file:
            self.add_error("file", "Paste rows or choose a file, not both at once")
        elif not pasted and not file and not self.errors:
            self.add_error("rows", "Paste rows, or choose a file")
        return cleaned


class CorrectRowsForm(SeenForm):
    """The rows that could not be read, to be corrected where they stand."""

    rows = forms.CharField(
        label="Correct these rows",
        help_text="Change them here, or paste them again from your spreadsheet. Separate cells with "
        "tabs. Rows you delete are left out.",
        widget=forms.Textarea,
        required=False,
        strip=False,
    )
    show_optional = False
    looks = {"rows": {"rows": 8}}


GAPS = [("", "Do not mark"), ("14", "14 days"), ("28", "28 days"), ("56", "56 days"), ("91", "91 days")]


class ChronologyFilterForm(forms.Form):
    """What to look at of the merged chronology."""

    agency = forms.ChoiceField(label="Agency", required=False)
    since = DateField(label="From", called="the first day", required=False)
    until = DateField(label="To", called="the last day", required=False)
    seen = forms.ChoiceField(
        label="Child seen", choices=[("", "Any"), *ChronologyRow.Whether.choices], required=False
    )
    words = forms.CharField(label="Words", max_length=100, required=False)
    gap = forms.ChoiceField(label="Mark gaps longer than", choices=GAPS, required=False)
    show_optional = False

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "All agencies"), *((str(one.pk), one.name) for one in agencies)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", "The last day is before the first. Check both dates")
        return cleaned
