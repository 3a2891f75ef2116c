"""From which dates to reckon."""

from django import forms

from partnership.forms.dates import DateField
from partnership.models import Guidance
from reviews.rules.clocks import EDITIONS, STARTS


class ClocksForm(forms.Form):
    """An edition of the guidance and up to four starts. Sent by GET: nothing changes."""

    edition = forms.ChoiceField(
        label="Which edition of Working Together?",
        choices=[(edition, Guidance(edition).label) for edition in sorted(EDITIONS, reverse=True)],
        required=False,
    )
    aware = DateField(label="When did the local authority become aware?", required=False)
    notified = DateField(label="When was the notification sent to the Panel?", required=False)
    decided = DateField(label="When was it decided to begin a review?", required=False)
    publish = DateField(label="When is publication planned?", required=False)
    show_optional = False

    @property
    def starts(self):
        """The dates given, by the names that the clocks know them by."""
        names = dict(zip(STARTS, ("aware", "notified", "decided", "publish"), strict=True))
        return {start: self.cleaned_data.get(name) for start, name in names.items()}

    @property
    def chosen(self):
        return self.cleaned_data.get("edition") or max(EDITIONS)
