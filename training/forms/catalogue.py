"""Narrowing the catalogue: by words, level, delivery, kind of organisation, month, area and whether there is room."""

from datetime import date

from django import forms

from partnership.models import Area, Organisation
from training.models import Course

AREAS = [(one.value, one.label) for one in (Area.LEICESTERSHIRE, Area.RUTLAND, Area.LEICESTER)]
KINDS = [
    (kind.value, kind.label)
    for kind in Organisation.Kind
    if kind not in (Organisation.Kind.NATIONAL, Organisation.Kind.PARTNERSHIP)
]


class CatalogueForm(forms.Form):
    """Which courses to show. `months` are the first days of the months in which sessions are to come."""

    words = forms.CharField(label="Search", required=False, max_length=100)
    level = forms.TypedChoiceField(
        label="Level",
        choices=[("", "Any"), *Course.Level.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    delivery = forms.ChoiceField(
        label="Format", choices=[("", "Any"), *Course.Delivery.choices], required=False
    )
    kind = forms.ChoiceField(label="For people who work in", choices=[("", "Any"), *KINDS], required=False)
    month = forms.ChoiceField(label="Month", required=False)
    area = forms.ChoiceField(label="Where", choices=[("", "Anywhere"), *AREAS], required=False)
    room = forms.BooleanField(label="Only dates with places left", required=False)

    def __init__(self, *args, months=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [("", "Any"), *((f"{one:%Y-%m}", f"{one:%B %Y}") for one in months)]

    def clean_month(self):
        """The first day of the month that was chosen."""
        month = self.cleaned_data["month"]
        return date.fromisoformat(f"{month}-01") if month else None

    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}
