"""A date asked for in three boxes: day, month and year."""

import datetime as dt
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as format_date

from partnership.forms.sentences import in_a_sentence

PARTS = ("day", "month", "year")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class DateInput(forms.MultiWidget):
    """Boxes named <name>_day, <name>_month and <name>_year, with ids to match."""

    parts = PARTS

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value):
        if isinstance(value, dt.datetime):
            value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        if isinstance(value, str):
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                value = None
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id")
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            if base:
                box["attrs"]["id"] = f"{base}_{part}"
        return context

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_


class DateField(forms.MultiValueField):
    """A calendar date, typed as numbers or with the month's name; errors say what is missing.

    `called` names the date within a sentence ("the date of the incident"); without it the label does.
    `earliest` and `latest` are dates, or functions that give one: `latest=timezone.localdate` keeps a date
    out of the future.
    """

    widget = DateInput

    def __init__(self, *, called="", earliest=None, latest=None, **kwargs):
        self.called, self.earliest, self.latest = called, earliest, latest
        kwargs.setdefault("require_all_fields", False)
        fields = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(fields=fields, **kwargs)

    def clean(self, value):
        if self.disabled and not isinstance(value, (list, tuple)):
            value = self.widget.decompress(value)
        typed = [_tidy(part) for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self._ask(), code="required", params={"parts": PARTS})
            return None
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            words = " and ".join(f"a {part}" for part in missing)
            raise self._wrong(f"must include {words}", "incomplete", missing)
        date = self._date(*typed)
        self._check_limits(date)
        self.run_validators(date)
        return date

    def compress(self, values):
        return self._date(*map(_tidy, values)) if values else None

    def _date(self, day, month, year):
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise ValidationError(
                "The year must have 4 numbers, like 2026", code="year", params={"parts": ["year"]}
            )
        number = _month(month)
        if number is None:
            raise self._wrong("must have a real month", "invalid", ["month"])
        if not (day.isascii() and day.isdigit()):
            raise self._wrong("must have a real day", "invalid", ["day"])
        try:
            return dt.date(int(year), number, int(day))
        except (ValueError, OverflowError):
            raise self._wrong("must be a real date", "invalid", PARTS) from None

    def _check_limits(self, date):
        today = timezone.localdate()
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if earliest and date < earliest:
            when = "today or in the future" if earliest == today else f"on or after {_words(earliest)}"
            raise self._wrong(f"must be {when}", "too_early", PARTS)
        if latest and date > latest:
            when = "today or in the past" if latest == today else f"on or before {_words(latest)}"
            raise self._wrong(f"must be {when}", "too_late", PARTS)

    def _wrong(self, what, code, parts):
        name = self._name() or "the date"
        return ValidationError(
            f"{name[0].upper()}{name[1:]} {what}", code=code, params={"parts": list(parts)}
        )

    def _ask(self):
        own = self.error_messages.get("required")
        if own and own != forms.Field.default_error_messages["required"]:
            return own
        return f"Enter {self._name() or 'a date'}"

    def _name(self):
        """How a sentence calls this date; nothing when the label is a question."""
        if self.called:
            return self.called
        label = str(self.label or "").strip()
        if not label or label.endswith("?"):
            return ""
        return in_a_sentence(label)


def _tidy(text):
    return unicodedata.normalize("NFKC", str(text if text is not None else "")).strip().strip(".,")


def _month(text):
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 5 and 1 <= int(text) <= 12 else None
    text = text.lower()
    fits = [number for number, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.startswith(text)]
    return fits[0] if len(fits) == 1 else 9 if text == "sept" else None


def _words(date):
    return format_date(date, "j F Y")
