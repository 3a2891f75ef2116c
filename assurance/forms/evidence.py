"""Adding evidence to an answer."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField


class AddEvidenceForm(forms.Form):
    """One file or one link, what it is, and from when."""

    title = forms.CharField(
        label="What is it?",
        help_text="For example, dip sample of supervision records, March. Do not name any child, family or "
        "member of staff.",
        max_length=200,
    )
    file = forms.FileField(
        label="Upload a file",
        help_text="PDF, Word, Excel or a picture, up to 20MB. Everyone who can read this return can open it.",
        required=False,
    )
    link = forms.CharField(
        label="Or what is the web address?",
        help_text="It starts with https:// or http://",
        max_length=500,
        required=False,
    )
    dated_on = DateField(
        label="What is its date?",
        called="the date of the evidence",
        latest=timezone.localdate,
    )
    until = DateField(
        label="When does it expire?",
        help_text="For example, the date a policy is due for review. Leave blank if it does not expire.",
        called="its last day",
        required=False,
    )
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "link": {"class": "govuk-!-width-full", "optional": False},
        "file": {"optional": False},
    }
