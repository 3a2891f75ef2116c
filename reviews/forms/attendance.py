"""Who was at a meeting: a row for each organisation or office."""

from django import forms

from reviews.models import Attendance

MOST_ROWS = 40
BLANK_ROWS = 3
NAMES = ("organisation", "office", "name", "presence", "capacity")


class AttendanceForm(forms.Form):
    """One row, of which `organisations` are the choices.

    Without an answer to “Was somebody there?” it counts for nothing and is left out.
    """

    show_optional = False
    organisation = forms.ChoiceField(label="Organisation", required=False)
    presence = forms.ChoiceField(
        label="Did anyone attend?",
        choices=[("", "Choose, or leave the row empty"), *Attendance.Presence.choices],
        required=False,
    )
    capacity = forms.ChoiceField(label="In what role?", choices=Attendance.Capacity.choices, required=False)
    office = forms.CharField(label="Office", max_length=200, required=False)
    name = forms.CharField(label="Name", max_length=120, required=False)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in organisations}
        self.fields["organisation"].choices = [
            ("", "None, such as an independent chair"),
            *((pk, one.name) for pk, one in self.found.items()),
        ]

    def clean_organisation(self):
        return self.found.get(self.cleaned_data["organisation"])

    def clean(self):
        cleaned = super().clean()
        said = any(cleaned.get(name) for name in ("office", "name"))
        if said and not cleaned.get("presence"):
            self.add_error("presence", "Say whether they were there, or clear the row")
        if cleaned.get("presence") and not cleaned.get("organisation") and not cleaned.get("office"):
            self.add_error("office", "Say who it was: their organisation, their office or both")
        return cleaned

    @property
    def known(self):
        """The organisation that the row is for, which its legend names; None for a row that asks."""
        return self.found.get(str(self.initial.get("organisation") or ""))


class Attendances(forms.BaseFormSet):
    """The rows of one meeting."""

    @property
    def rows(self):
        """Those that say something, as the deed takes them."""
        return [
            {name: form.cleaned_data.get(name) for name in NAMES}
            | {"capacity": form.cleaned_data.get("capacity") or Attendance.Capacity.MEMBER}
            for form in self.forms
            if form.cleaned_data.get("presence")
        ]


AttendanceFormSet = forms.formset_factory(
    AttendanceForm,
    formset=Attendances,
    extra=BLANK_ROWS,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


def rows_as_typed(data, prefix, organisations):
    """The rows as they stand in a form that was sent only to get more of them: not yet judged."""
    try:
        count = min(max(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), 0), MOST_ROWS)
    except ValueError:
        count = 0
    typed = [{name: data.get(f"{prefix}-{row}-{name}", "") for name in NAMES} for row in range(count)]
    return AttendanceFormSet(prefix=prefix, initial=typed, form_kwargs={"organisations": organisations})
