"""Asking how the partnership stood on a day."""

import re

from django import forms

from partnership.forms.dates import PARTS, DateField

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class AsOnForm(forms.Form):
    """One date, from three boxes or from an address such as ?on=2019-09-28."""

    on = DateField(
        label="Which day?",
        help_text="For example, 29 9 2019",
        called="the day",
        error_messages={"required": "Enter the date you want to see"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data = spread(self.data)

    @staticmethod
    def asked(query):
        """Whether an address asks about a day at all."""
        return any(name in query for name in ("on", *(f"on_{part}" for part in PARTS)))


def spread(query):
    """An address's ?on= as the three boxes; what is no date stays in the first, so that it is not lost."""
    if "on" not in query:
        return query
    found = ISO.fullmatch(query["on"].strip())
    year, month, day = found.groups() if found else ("", "", query["on"])
    return {"on_day": day, "on_month": month, "on_year": year}
