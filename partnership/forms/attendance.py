"""Who was at a meeting: one form over all seats, and a few rows for those who have none."""

from django import forms

from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from partnership.rules.attendance import APART, DECIDING, INSTEAD, Capacity, Presence
from partnership.rules.minutes import ItemRuling

BLANK_ROWS = 2
MOST_APART = 40


class SeatForm(forms.Form):
    """One seat's row. Of a seat that belongs to no organisation it asks where whoever sat there came from."""

    show_optional = False
    presence = forms.ChoiceField(label="Did anyone attend?", choices=Presence.choices)
    instead = forms.CharField(label="Who came instead (office, not name)", max_length=200, required=False)
    note = forms.CharField(label="Note", max_length=200, required=False)

    def __init__(self, *args, row, organisations, **kwargs):
        self.row = row
        super().__init__(
            *args,
            prefix=f"seat-{row['seat'].pk}",
            initial={name: row[name] for name in ("presence", "instead", "note")}
            | {"organisation": row["organisation"] and row["organisation"].pk},
            **kwargs,
        )
        if row["seat"].organisation_id is None and row["capacity"] in DECIDING:
            self.found = organisations
            self.fields["organisation"] = forms.ChoiceField(
                label="Which organisation was it for?",
                choices=[("", "None")] + [(pk, one.name) for pk, one in organisations.items()],
                required=False,
            )

    @property
    def legend(self):
        names = [self.row["office"], "" if "organisation" in self.fields else self.row["organisation_name"]]
        return ", ".join(part for part in names if part)

    @property
    def capacity(self):
        return Capacity(self.row["capacity"]).label

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("presence") in INSTEAD and not cleaned.get("instead", "").strip():
            self.add_error("instead", f"Give the office of the person who came instead of {self.legend}")
        return cleaned

    @property
    def said(self):
        """The row as the deed takes it."""
        cleaned = self.cleaned_data
        chosen = cleaned.get("organisation")
        return {name: cleaned.get(name, "") for name in ("presence", "instead", "note")} | {
            "organisation": self.found[int(chosen)] if chosen else None
        }


class ApartForm(forms.Form):
    """Somebody without a seat: a guest, the business unit, the other partnership. An empty row is left out."""

    show_optional = False
    capacity = forms.ChoiceField(
        label="In what role?",
        choices=[(one.value, one.label) for one in APART],
        required=False,
        initial=Capacity.GUEST,
    )
    office = forms.CharField(label="Office", max_length=200, required=False)
    organisation_name = forms.CharField(label="Organisation", max_length=200, required=False)
    presence = forms.ChoiceField(
        label="Did anyone attend?",
        choices=[(one.value, one.label) for one in (Presence.PRESENT, Presence.APOLOGIES)],
        required=False,
        initial=Presence.PRESENT,
    )
    note = forms.CharField(label="Note", max_length=200, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and not (cleaned.get("office") or cleaned.get("organisation_name")):
            self.add_error("office", "Enter their office, or clear the row")
        return cleaned

    @property
    def said(self):
        """The row as the deed takes it, or None for an empty one."""
        cleaned = self.cleaned_data
        if not (cleaned.get("office") or cleaned.get("organisation_name")):
            return None
        return {
            "capacity": cleaned["capacity"] or Capacity.GUEST,
            "office": cleaned.get("office", ""),
            "organisation_name": cleaned.get("organisation_name", ""),
            "presence": cleaned["presence"] or Presence.PRESENT,
            "note": cleaned.get("note", ""),
        }


class Rows(forms.BaseFormSet):
    """All rows of the page as one, for its error summary."""

    def __init__(self, rows):
        self.forms = rows

    def non_form_errors(self):
        return []


class RecordAttendanceForm(forms.Form):
    """The meeting's own questions, above its rows."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    chaired_by = forms.CharField(
        label="Who chaired?", help_text="Give the office, such as “Independent Advisor”.", max_length=200
    )

    def __init__(self, *args, uncalled, joint, **kwargs):
        super().__init__(*args, **kwargs)
        if uncalled:
            self.fields["uncalled_because"] = forms.CharField(
                label="No agenda was sent. Why was the meeting still held?",
                help_text="This is recorded. The meeting counts as called by its chair.",
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=1000,
            )
        if joint:
            self.fields["kept_by"] = forms.CharField(
                label="Which partnership writes the minutes?",
                help_text="Leave this empty if we do.",
                max_length=200,
                required=False,
            )


def organisations_on(day):
    """Every organisation of that day by id, schools aside, for seats that belong to none."""
    there = Organisation.objects.on(day).but_schools()
    return {one.pk: one for one in there.prefetch_related("former_names").order_by("name")}


class RuleOnQuorumForm(SeenForm):
    """What the chair ruled on the meeting and on each item."""

    ruling = forms.CharField(
        label="What did the chair rule on the meeting as a whole?",
        help_text="Say whether it went ahead, for which business and why, in the chair’s words.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args, items, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        if not chairs:
            self.fields["office"] = forms.CharField(
                label="Who ruled?",
                help_text="Give the chair’s office. You are recording their words.",
                max_length=200,
            )
        for item in items:
            decides = item.purpose == "decide"
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=f"Item {item.position}: {item.title}",
                choices=[("", "Choose" if decides else "Not to be decided"), *ItemRuling.choices],
                required=decides,
                error_messages={"required": f"Say what the chair ruled on item {item.position}"},
            )
            self.fields[f"words_{item.pk}"] = forms.CharField(
                label=f"The ruling in words, on item {item.position}", max_length=1000, required=False
            )

    @property
    def ruled(self):
        """Item id → (ruling, words), as the deed takes them."""
        return {
            item.pk: (
                self.cleaned_data.get(f"item_{item.pk}", ""),
                self.cleaned_data.get(f"words_{item.pk}", ""),
            )
            for item in self.items
        }

    @property
    def rows(self):
        return [{"ruling": self[f"item_{item.pk}"], "words": self[f"words_{item.pk}"]} for item in self.items]
