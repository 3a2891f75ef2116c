"""What people type about records and about requests for what is held."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.money import words
from partnership.forms.seen import SeenForm
from partnership.models import Disposal, Hold, Record, RetentionReview, Series, SubjectRequest
from partnership.rules import records as law
from partnership.rules import subject_requests as on_requests


class AddSeriesForm(forms.Form):
    code = forms.CharField(label="What is its code?", help_text="For example LSCB-MIN.", max_length=20)
    name = forms.CharField(label="What is it called?", max_length=200)
    described = words("What does it include?")
    inherited = forms.BooleanField(label="It came from the former board", required=False)
    looks = {"code": {"width": 10}}


def year_field(label):
    return forms.IntegerField(
        label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), min_value=1900
    )


def class_words(one):
    return f"{one.period}. Source: {one.source}."


class RegisterRecordForm(forms.Form):
    series = forms.ModelChoiceField(
        Series.objects.all(), label="Which series is it part of?", empty_label="Choose a series"
    )
    reference = forms.CharField(
        label="What is its reference?", help_text="Copy it from the box or file.", max_length=40
    )
    title = forms.CharField(
        label="What is in it?",
        help_text="Do not include a child’s or family’s name, address or date of birth.",
        max_length=200,
    )
    held_at = forms.CharField(label="Where is it?", max_length=200)
    from_year = year_field("First year")
    to_year = year_field("Last year")
    basis = forms.CharField(
        label="Why are we keeping it?",
        help_text="For example: duty to keep records of reviews.",
        max_length=200,
    )
    retention = forms.ChoiceField(
        label="What kind of record is it?",
        choices=law.CLASS_CHOICES,
        widget=forms.RadioSelect,
        help_text="This sets when it is reviewed. Nothing is ever disposed of automatically.",
    )
    case_reference = forms.CharField(
        label="Which case is it about?", help_text="Its reference only.", max_length=40, required=False
    )
    review_on = DateField(label="Do you want a different review date?", called="the day", required=False)
    looks = {
        "reference": {"width": 20},
        "case_reference": {"width": 20},
        "from_year": {"width": 4},
        "to_year": {"width": 4},
        "retention": {"hints": {one.code: class_words(one) for one in law.CLASSES.values()}},
    }


class CorrectRecordForm(RegisterRecordForm, SeenForm):
    """What the entry is to say instead. Reference and place stay: a box is moved by a deed of its own."""

    reason = words("Why does the entry change?", "Do not include names.", needed="Say why the entry changes")

    def __init__(self, *args, held, **kwargs):
        kept = {
            name: getattr(held, name)
            for name in ("title", "from_year", "to_year", "basis", "retention", "case_reference")
        }
        super().__init__(*args, initial=kept | {"series": held.series_id, "seen": held.version}, **kwargs)
        for name in ("reference", "held_at", "review_on"):
            del self.fields[name]


class MoveRecordForm(forms.Form):
    held_at = forms.CharField(label="Where is it now?", max_length=200)
    reason = words("Why did it move?", needed="Say why it moved")


class PlaceHoldForm(forms.Form):
    kind = forms.ChoiceField(label="Why is it on hold?", choices=Hold.Kind, widget=forms.RadioSelect)
    covers = forms.ChoiceField(
        label="What does the hold cover?",
        choices=[("record", "This record"), ("series", "The whole series")],
        initial="record",
        widget=forms.RadioSelect,
    )
    asked_by_office = forms.CharField(
        label="Which office asks for it?", help_text="For example: Senior coroner’s office.", max_length=200
    )
    why = words("Why?", "Without names of children or families.", needed="Say why nothing can be disposed of")
    from_on = DateField(
        label="From which day?", called="the day", latest=timezone.localdate, initial=timezone.localdate
    )


class LiftHoldForm(forms.Form):
    reason = words("Why is the hold over?", needed="Say why the hold is over")


class ReviewRetentionForm(forms.Form):
    """The checklist, and what becomes of the record."""

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = {
            "outcome": {"reveals": {"keep": ["keep_until"], "transfer": ["archive"]}},
            "keep_until": {"optional": False},
            "archive": {"optional": False},
        }
        for code, question in law.CHECKLIST.items():
            self.fields[code] = forms.ChoiceField(
                label=question, choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
            )
            self.looks[code] = {"inline": True, "small": True}
        self.fields["outcome"] = forms.ChoiceField(
            label="What will we do about it?",
            choices=RetentionReview.Outcome,
            widget=forms.RadioSelect,
            help_text="Anything other than keeping it needs a second person’s agreement.",
        )
        self.fields["keep_until"] = DateField(
            label="When will it be reviewed?", called="the day", required=False
        )
        self.fields["archive"] = forms.CharField(label="Which archive?", max_length=200, required=False)
        self.fields["reason"] = words(
            "Why?", "Use words that someone can follow in 10 years.", rows=5, needed="Say why"
        )
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = check_late(self, super().clean())
        if (
            cleaned.get("outcome") == "keep"
            and not cleaned.get("keep_until")
            and "keep_until" not in self.errors
        ):
            self.add_error("keep_until", "Enter the review date")
        return cleaned

    def given(self):
        """Keyword arguments of the operation."""
        found = dict(self.cleaned_data)
        return {"answers": {code: found.pop(code) for code in law.CHECKLIST}, **found}


class AgreeDisposalForm(forms.Form):
    agreed = forms.ChoiceField(
        label="Do you agree?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    answer = words("Why?", "Say what you looked at, and what decided it.", rows=4, needed="Say why")
    looks = {"agreed": {"inline": True}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = check_late(self, super().clean())
        if "agreed" in cleaned:
            cleaned["agreed"] = cleaned["agreed"] == "yes"
        return cleaned


class CarryOutDisposalForm(forms.Form):
    method = forms.ChoiceField(label="How was it done?", choices=Disposal.Method, widget=forms.RadioSelect)
    done_on = DateField(label="When was it done?", called="the day", latest=timezone.localdate)
    file = forms.FileField(
        label="The certificate",
        help_text="A PDF, Word file or picture, of at most 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
        error_messages={
            "required": "Choose the file of the certificate",
            "empty": "The file is empty. Choose another one",
        },
    )


class RegisterFilterForm(forms.Form):
    """Which records to list."""

    q = forms.CharField(label="Words", max_length=100, required=False)
    series = forms.ModelChoiceField(Series.objects.all(), label="Series", required=False, empty_label="All")
    state = forms.ChoiceField(label="Status", choices=[("", "All"), *Record.State.choices], required=False)
    held = forms.BooleanField(label="Only those on hold", required=False)
    show_optional = False


# Requests --------------------------------------------------------------------------------------------------

EXEMPTIONS = [("", "Choose a reason"), *on_requests.EXEMPTIONS.items()]


class RegisterRequestForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of request is it?", choices=SubjectRequest.Kind, widget=forms.RadioSelect
    )
    subject_kind = forms.ChoiceField(
        label="What is it about?", choices=SubjectRequest.Subject, widget=forms.RadioSelect
    )
    subject = forms.CharField(
        label="Its reference",
        help_text="The case’s or record’s reference; for a person, their email address in the portal.",
        max_length=254,
    )
    received_on = DateField(
        label="When did it come in?", called="the day", latest=timezone.localdate, initial=timezone.localdate
    )
    asked_for = words(
        "What exactly is asked for?", "Do not include names. Keep who asked outside the portal."
    )
    looks = {"subject": {"width": 20}}


class ExtendRequestForm(forms.Form):
    reason = words("Why is more time needed?", "The requester is told.", needed="Say why more time is needed")


class DropRequestForm(forms.Form):
    reason = words(
        "Why is it not answered?",
        "For example: whoever asked has withdrawn it, or it was registered by mistake. Do not include names.",
        needed="Say why it is not answered",
    )


class WithholdForm(forms.Form):
    """What is kept back of what is held, and on what ground."""

    items = forms.MultipleChoiceField(
        label="What is withheld?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is withheld"},
    )
    exemption = forms.ChoiceField(label="Which exemption applies?", choices=EXEMPTIONS)
    reason = words("Why does it apply?", "The requester will read this.", needed="Say why it applies")
    looks = {"items": {"small": True}}

    def __init__(self, *args, things, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [
            (one.key, f"{one.kind}{f', {one.on.day} {one.on:%B %Y}' if one.on else ''}: {one.what}")
            for one in things
        ]


class GiveAfterAllForm(forms.Form):
    items = forms.MultipleChoiceField(
        label="What will you stop withholding?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what to stop withholding"},
    )
    looks = {"items": {"small": True}}

    def __init__(self, *args, marks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(one.item, one.item) for one in marks]


class DecideRequestForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What is released?", choices=SubjectRequest.Outcome, widget=forms.RadioSelect
    )
    exemption = forms.ChoiceField(
        label="What is the reason for withholding the rest, or all of it?", choices=EXEMPTIONS, required=False
    )
    reasons = words(
        "What are the reasons?", "The requester will read this.", rows=5, needed="Give the reasons"
    )


class CheckRequestForm(forms.Form):
    passed = forms.ChoiceField(
        label="Do you agree with the decision?",
        choices=[("yes", "Yes"), ("no", "No, send it back")],
        widget=forms.RadioSelect,
    )
    reason = words("What is wrong with it?")
    looks = {"passed": {"reveals": {"no": ["reason"]}}, "reason": {"optional": False}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "no" and not cleaned.get("reason"):
            self.add_error("reason", "Say what is wrong with the decision")
        if "passed" in cleaned:
            cleaned["passed"] = cleaned["passed"] == "yes"
        return cleaned


class AnswerSubjectRequestForm(forms.Form):
    sent = forms.BooleanField(
        label="The requester has been answered",
        error_messages={"required": "Tick the box once the requester has been answered"},
    )

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())
