"""Adding evidence to an answer."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField


class AddEvidenceForm(forms.Form):
    """One file or one link, what it is, and from when."""

    title = forms.CharField(
        label="What is it?",
        help_text="For example: dip sample of supervision records, March. Do not name a child, a family or a member "
        "of staff.",
        max_length=200,
    )
    file = forms.FileField(
        label="Which file?",
        help_text="PDF, Word, Excel or a picture, up to 20 MB. Everybody who may read this return may open it.",
        required=False,
    )
    link = forms.CharField(
        label="Or what is the address of the page?",
        help_text="It begins with https:// or http://",
        max_length=500,
        required=False,
    )
    dated_on = DateField(
        label="When was it written, or when were its figures counted?",
        called="the date of the evidence",
        latest=timezone.localdate,
    )
    until = DateField(
        label="Until when does it hold?",
        help_text="For example, the day on which a policy is to be reviewed. Leave it empty if it does not run out.",
        called="its last day",
        required=False,
    )
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "link": {"class": "govuk-!-width-full", "optional": False},
        "file": {"optional": False},
    }
