"""From a file to the public site and, if need be, off it again."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils import timezone
from django.utils.dateformat import format as format_date

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late, late_field
from partnership.forms.seen import SeenForm
from reviews.models import AdvanceCopy, Artefact, Hold
from reviews.rules.publication import CHECKLIST

HOURS = [(hour, f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}") for hour in range(6, 21)]


def pdf_field(label):
    return forms.FileField(
        label=label,
        help_text="A PDF of at most 20 MB. Its properties, comments, attachments and earlier versions are taken out, "
        "and its name is dropped.",
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        validators=[FileExtensionValidator(["pdf"], "Choose a PDF. Save the document as PDF first")],
        error_messages={"empty": "The file is empty. Choose another one"},
    )


class AddArtefactForm(forms.Form):
    """A file, what it is, and the title that the public reads."""

    looks = {
        "kind": {
            "hints": {
                Artefact.Kind.REPORT: "The whole report, without what identifies anybody.",
                Artefact.Kind.SUMMARY: "Where the whole report would identify somebody.",
                Artefact.Kind.IMPROVEMENTS: "What has improved. We publish this even if we do not publish the report.",
                Artefact.Kind.BRIEFING: "For practitioners and their teams.",
            }
        }
    }
    kind = forms.ChoiceField(label="What is it?", choices=Artefact.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label="What is its title?",
        help_text="It is published. It cannot be changed later, so that what was checked is what is shown.",
        max_length=150,
    )
    file = pdf_field("Choose the file")


class ReplaceFileForm(forms.Form):
    """Another file for the same artefact."""

    file = pdf_field("Choose the new file")


class CheckAnonymityForm(SeenForm):
    """What one person found, having looked for each of these."""

    looks = {
        "looked_for": {"optional": False},
        "passed": {"reveals": {"no": ["note"]}},
        "note": {"optional": False},
    }
    looked_for = forms.MultipleChoiceField(
        label="What have you checked for, on every page?",
        help_text="Tick each one once you have checked and found nothing.",
        choices=list(CHECKLIST.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    passed = forms.ChoiceField(
        label="What did you find?",
        choices=[("yes", "It identifies nobody"), ("no", "Somebody could be identified")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Where in the file?",
        help_text="For example “page 4, second paragraph”. Do not write who it is.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "yes" and set(cleaned.get("looked_for", [])) != set(CHECKLIST):
            self.add_error(
                "looked_for", "Check for each of these and tick it before you say that it identifies nobody"
            )
        if cleaned.get("passed") == "no" and not cleaned.get("note", "").strip():
            self.add_error("note", "Say where somebody could be identified, without writing who it is")
        return cleaned


class SignForm(SeenForm):
    """One statutory partner's signature."""

    organisation = forms.ModelChoiceField(
        None, label="For which partner do you sign?", widget=forms.RadioSelect, empty_label=None
    )
    agreed = forms.BooleanField(
        label="I have read this file, and my organisation agrees that it is published",
        error_messages={"required": "Confirm that you have read it and that your organisation agrees"},
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.initial.setdefault("organisation", organisations.first())


class RefuseToSignForm(SeenForm):
    """Why one statutory partner does not agree."""

    organisation = forms.ModelChoiceField(
        None, label="Which partner does not agree?", widget=forms.RadioSelect, empty_label=None
    )
    reasons = forms.CharField(
        label="Why does your organisation not agree that this file is published?",
        help_text="Do not include names. The other partners and the Independent Advisor read it.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.initial.setdefault("organisation", organisations.first())


class CommentOnReportForm(forms.Form):
    """What the Independent Advisor thinks of the report."""

    text = forms.CharField(
        label="What do you think of the report, and of publishing it?",
        help_text="Whether it answers its questions, whether it is fair, and what publication would do to the child, "
        "the family and staff. It is kept permanently.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class PlanForm(forms.Form):
    """The day on which it is meant to go live."""

    planned_on = DateField(
        label="When do you plan to publish it?", called="the planned day", earliest=timezone.localdate
    )


class SendCopyForm(forms.Form):
    """To whom a copy went, and when: the portal cannot send it."""

    recipient = forms.ChoiceField(label="Who did you send the copy to?", widget=forms.RadioSelect)
    sent_on = DateField(label="When was it sent?", called="the date it was sent", latest=timezone.localdate)

    def __init__(self, *args, sent=(), due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="sent_on")
        self.fields["recipient"].choices = [
            choice for choice in AdvanceCopy.Recipient.choices if choice[0] not in sent
        ]

    def clean(self):
        return check_late(self, super().clean())


class HoldForm(forms.Form):
    """Who asked to wait, why, and when to ask again."""

    asked_by = forms.ChoiceField(
        label="Who asked to wait?", choices=Hold.AskedBy.choices, widget=forms.RadioSelect
    )
    asked_by_office = forms.CharField(
        label="Which office?",
        help_text="Such as “Senior Coroner” or “Senior investigating officer”, not a name.",
        max_length=200,
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Without anybody's name. Time limits keep running.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    review_on = DateField(
        label="When will you ask if it is still needed?",
        called="the date to ask again",
        earliest=timezone.localdate,
    )


class KeepHoldForm(forms.Form):
    """The next day on which to ask."""

    review_on = DateField(
        label="When will you ask again?",
        called="the date to ask again",
        earliest=lambda: timezone.localdate() + timedelta(1),
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class ScheduleForm(forms.Form):
    """The day and hour at which it goes live by itself."""

    looks = {"late_reason": {"optional": False}}
    publish_on = DateField(
        label="On which day?", called="the day of publication", earliest=timezone.localdate
    )
    hour = forms.TypedChoiceField(
        label="What time was it?",
        help_text="London time.",
        choices=HOURS,
        coerce=int,
        initial=9,
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.due_on = due_on
        if due_on:
            self.fields["late_reason"] = late_field(due_on)
            self.fields["late_reason"].label = "If this is after the time limit, why?"
            self.fields[
                "late_reason"
            ].help_text = (
                f"Publication is due by {format_date(due_on, 'j F Y')}. The reason is kept permanently."
            )

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("publish_on")
        late = self.due_on and day and day > self.due_on
        if late and not cleaned.get("late_reason", "").strip():
            due = format_date(self.due_on, "j F Y")
            self.add_error("late_reason", f"Publication is due by {due}. Say why it is late")
        if day and "hour" in cleaned:
            cleaned["publish_at"] = timezone.make_aware(datetime.combine(day, time(cleaned["hour"])))
        return cleaned


class WithdrawForm(forms.Form):
    """Why it has to come down."""

    reason = forms.CharField(
        label="Why are you taking it down?",
        help_text="Without anybody's name. The reason is kept permanently and never shown to the public.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ArchiveForm(forms.Form):
    """Why it is archived."""

    reason = forms.CharField(
        label="Why is it archived?",
        help_text="This is kept permanently and never shown to the public.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
