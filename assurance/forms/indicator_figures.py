"""What people type of figures: the numbers, what they mean for children, and the question that they raise."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from assurance.forms.indicators import text
from assurance.operations.indicators.figures import Entry
from assurance.operations.indicators.telling import definition_on
from assurance.rules.indicators.entries import read_count, value_reader
from assurance.rules.indicators.measures import NEEDS, Unit
from assurance.rules.indicators.periods import period_of, read_period
from partnership.forms.dates import DateField
from partnership.forms.late import late_field
from partnership.forms.seen import SeenForm
from partnership.models import Area, Organisation
from partnership.operations.spreadsheets import KINDS, LARGEST


class Cell:
    """One figure of the grid: its boxes, and what stands."""

    def __init__(self, number, indicator, area, category, standing):
        self.number, self.indicator, self.area, self.category = number, indicator, area, category
        self.standing = standing
        self.boxes = [f"{name}_{number}" for name in NEEDS[indicator.unit]]

    @property
    def stands(self):
        """What stands now, in words, for who typed while somebody else saved."""
        row = self.standing
        return row.absent_because or " of ".join(
            str(one) for one in (row.value, row.numerator, row.denominator) if one is not None
        )

    @property
    def label(self):
        return f"{Area(self.area).label}{f', {self.category}' if self.category else ''}"


NAMES = {"numerator": "Number", "denominator": "Out of", "value": "Value"}


class GiveFiguresForm(SeenForm):
    """A grid: for each indicator its areas and categories, with boxes for what its unit needs.

    Empty rows are left for later. What is wrong is said at its box, and nothing typed is lost.
    """

    show_optional = False

    def __init__(self, *args, asked, cells, notes, late_since=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.indicators = asked, []
        self.cells, self.looks = [], {}
        self.initial["seen"] = asked.revision
        for number, (indicator, area, category, standing) in enumerate(cells):
            cell = Cell(number, indicator, area, category, standing)
            self.cells.append(cell)
            if not self.indicators or self.indicators[-1] != indicator:
                self.indicators.append(indicator)
            for box, name in zip(cell.boxes, NEEDS[indicator.unit], strict=True):
                self.add_box(box, f"{NAMES[name]}, {cell.label}", getattr(standing, name, None))
        for indicator in self.indicators:
            self.add_words(indicator, notes.get(indicator.pk, ""))
        if late_since:
            self.fields["late_reason"] = late_field(late_since)

    def add_box(self, box, label, value):
        shown = (
            "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "value" in box else str(value)
        )
        self.fields[box] = forms.CharField(
            label=label, required=False, max_length=30, initial=shown,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )  # fmt: skip
        self.looks[box] = {"width": 5}

    def add_words(self, indicator, note):
        mine = [cell.standing for cell in self.cells if cell.indicator == indicator and cell.standing]
        key = indicator.pk
        self.fields[f"note_{key}"] = forms.CharField(
            label="What does it mean for children?",
            help_text="Do not include names or any number below 5.",
            required=False, max_length=4000, initial=note, widget=forms.Textarea,
        )  # fmt: skip
        self.fields[f"provisional_{key}"] = forms.BooleanField(
            label="These figures are provisional", required=False,
            initial=any(one.state == "provisional" for one in mine),
        )  # fmt: skip
        self.fields[f"absent_{key}"] = forms.CharField(
            label="Why is there no figure?", required=False, max_length=300,
            help_text="Only answer if you cannot give it. We will not ask for it again.",
            initial=next((one.absent_because for one in mine if one.absent_because), ""),
        )  # fmt: skip
        self.looks[f"note_{key}"] = {"rows": 3}
        if mine:
            self.fields[f"reason_{key}"] = forms.CharField(
                label="Why are you changing a figure?", required=False, max_length=300,
                help_text="The earlier figure is kept with your reason.",
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        self.entries = []
        for cell in self.cells:
            entry = self.read(cell, cleaned)
            if entry is not None:
                self.entries.append(entry)
        return cleaned

    def read(self, cell, cleaned):
        """The entry of one row, or None where nothing was typed in it."""
        read, key = {}, cell.indicator.pk
        for box, name in zip(cell.boxes, NEEDS[cell.indicator.unit], strict=True):
            typed = (cleaned.get(box) or "").strip()
            if not typed:
                continue
            try:
                read[name] = (value_reader(cell.indicator.unit) if name == "value" else read_count)(typed)
            except ValueError as wrong:
                self.add_error(box, f"{cell.indicator.code}, {cell.label}: {wrong}")
                return None
        absent = (cleaned.get(f"absent_{key}") or "").strip()
        if not read and not absent:
            if cell.standing and not cell.standing.absent_because:
                self.add_error(
                    cell.boxes[0],
                    f"{cell.indicator.code}, {cell.label}: there is already a figure. Change it, or leave "
                    f"the reason blank",
                )
            return None
        return Entry(
            cell.indicator, self.asked.period, cell.area, cell.category,
            provisional=bool(cleaned.get(f"provisional_{key}")) and bool(read),
            absent_because="" if read else absent, reason=(cleaned.get(f"reason_{key}") or "").strip(), **read,
        )  # fmt: skip

    def notes(self):
        day = self.asked.starts_on
        return {(one.pk, day): self.cleaned_data.get(f"note_{one.pk}", "") for one in self.indicators}

    def take(self, wrong):
        """Say what an operation found wrong at the box that it is about."""
        entry = wrong.entry
        place = entry and (entry.indicator.pk, entry.area, entry.category)
        cell = next((c for c in self.cells if (c.indicator.pk, c.area, c.category) == place), None)
        if cell is None:
            late = wrong.what == "late_reason" and "late_reason" in self.fields
            self.add_error("late_reason" if late else None, str(wrong))
            return
        name = f"{wrong.what}_{cell.indicator.pk}" if wrong.what in ("note", "reason") else cell.boxes[0]
        self.add_error(
            name if name in self.fields else cell.boxes[0], f"{cell.indicator.code}, {cell.label}: {wrong}"
        )

    def groups(self):
        """What a page draws: each indicator with its rows and its words."""
        return [
            {
                "indicator": indicator,
                "definition": definition_on(list(indicator.definitions.all()), self.asked.starts_on),
                "rows": [
                    {"cell": cell, "boxes": [self[box] for box in cell.boxes]}
                    for cell in self.cells
                    if cell.indicator == indicator
                ],
                "words": [
                    self[f"{name}_{indicator.pk}"]
                    for name in ("note", "provisional", "absent", "reason")
                    if f"{name}_{indicator.pk}" in self.fields
                ],
            }
            for indicator in self.indicators
        ]


class WriteCommentaryForm(SeenForm):
    commentary = text(
        "What do the figures mean for children?",
        "Say what changed for them and what is being done. Do not include names or any number below 5.",
        length=4000,
        rows=6,
    )


class GiveComparatorForm(forms.Form):
    """A comparison figure, beside which ours is shown."""

    area = forms.ChoiceField(label="Where is it from?", widget=forms.RadioSelect)
    period = forms.CharField(label="Which period is it for?", max_length=60)
    value = forms.CharField(
        label="What is its value?", help_text="Enter it as published.", max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    reason = forms.CharField(
        label="Why does it change?",
        help_text="Only answer if a figure was given before.",
        max_length=300,
        required=False,
    )
    looks = {"value": {"width": 5}, "period": {"width": 20}}

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["area"].choices = [(area, Area(area).label) for area in indicator.comparators]
        last = period_of(indicator.frequency, timezone.localdate()).before
        self.fields["period"].initial = last.short
        self.fields["period"].help_text = f"Such as {last.short}."

    def clean_period(self):
        try:
            return read_period(self.indicator.frequency, self.cleaned_data["period"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean_value(self):
        try:
            counted = self.indicator.unit == Unit.COUNT
            return (read_count if counted else value_reader(self.indicator.unit))(self.cleaned_data["value"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def entry(self):
        cleaned = self.cleaned_data
        box = "numerator" if self.indicator.unit == Unit.COUNT else "value"
        return Entry(
            self.indicator,
            cleaned["period"],
            cleaned["area"],
            reason=cleaned["reason"],
            **{box: cleaned["value"]},
        )


class PutQuestionForm(forms.Form):
    """The challenge question, put to an agency."""

    raised_with = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who are you asking?", widget=forms.RadioSelect, empty_label=None
    )
    about = text(
        "What is the question?",
        "This is added to the challenge log. Do not include details of any child.",
        length=2000,
        rows=5,
    )
    due_on = DateField(
        label="When should they answer by?",
        called="the date they should answer by",
        earliest=timezone.localdate,
    )

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        indicator = period.indicator
        asked = [one for one in (indicator.source_id, indicator.rutland_source_id) if one]
        self.fields["raised_with"].queryset = Organisation.objects.filter(pk__in=asked)
        self.initial = {
            "about": f"{indicator.challenge_question} (Indicator {indicator.code}, {period.period.label})",
            "due_on": timezone.localdate() + timedelta(28),
            "raised_with": asked[0] if len(set(asked)) == 1 else None,
        }


class FiguresFileForm(forms.Form):
    file = forms.FileField(
        label="Upload a file",
        help_text=f"A spreadsheet ({' or '.join(KINDS)}), no larger than {LARGEST // 1024 // 1024} MB.",
        error_messages={
            "required": "Select a file",
            "empty": "The selected file is empty. Choose another file",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
    )


class ApplyFiguresForm(forms.Form):
    """Why figures that wait are late, where they are."""

    late_reason = forms.CharField(
        label="Why are they late?", help_text="The reason is kept on record.", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class FigureListForm(forms.Form):
    """Which requests for figures are listed."""

    show = forms.ChoiceField(
        label="Show", required=False,
        choices=[("", "Waiting for figures"), ("all", "Everything requested")],
    )  # fmt: skip
