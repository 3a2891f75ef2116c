"""The review under way: checks, requests in writing, meetings, events, drafts and papers."""

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from reviews.forms.register import words
from reviews.models import InformationAnswer, PractitionerEvent, ProgressCheck, SharedPaper


def file_field(label, endings, help_text="", *, required=True):
    kinds = ", ".join(ending.upper() for ending in endings)
    return forms.FileField(
        label=label,
        help_text=help_text or f"At most 20 MB, of one of these kinds: {kinds}. Its name is dropped.",
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in endings)}),
        validators=[FileExtensionValidator(endings, f"Choose a file of one of these kinds: {kinds}")],
        error_messages={"empty": "The file is empty. Choose another one"},
        required=required,
    )


PAPERS = ["pdf", "docx", "xlsx", "png", "jpg", "jpeg"]


class CheckProgressForm(forms.Form):
    """How long it takes, and how good it is."""

    checked_on = DateField(
        label="When was it checked?", called="the day of the check", latest=timezone.localdate
    )
    time = forms.ChoiceField(
        label="Is the review on time?", choices=ProgressCheck.Time.choices, widget=forms.RadioSelect
    )
    quality = forms.ChoiceField(
        label="How good is the work so far?", choices=ProgressCheck.Quality.choices, widget=forms.RadioSelect
    )
    note = words("What does this rest on, and what is to be done?", rows=5)

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="checked_on")

    def clean(self):
        return check_late(self, super().clean())


class AskInWritingForm(forms.Form):
    """What the reviewer is asked for, and by when."""

    text = words(
        "What do you ask the reviewer for?",
        "Ask for information or a draft. Our letter gives them the reference and a link, and they read this here.",
        rows=6,
    )
    due_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)


class AnswerRequestForm(forms.Form):
    """The answer in words, as a document, or both."""

    looks = {"answer": {"optional": False}, "file": {"optional": False}}
    answer = words("What is your answer?", rows=8, required=False)
    file = file_field("Or choose a document", PAPERS, required=False)

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("answer", "").strip() and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("answer", "Write the answer, or choose a document")
        return check_late(self, cleaned)


class WithdrawRequestForm(forms.Form):
    """Why something asked in writing is no longer asked."""

    reason = forms.CharField(
        label="Why are you withdrawing this request?",
        help_text="For example, it was asked by mistake, or you are asking anew with another date. If it has not been "
        "answered in time, ask the reviewer instead. The reviewer will read this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why you are withdrawing this request"},
    )


class HoldReviewMeetingForm(forms.Form):
    """Who met, and what was decided."""

    held_on = DateField(label="When was it held?", called="the day of the meeting", latest=timezone.localdate)
    attendance = words("Who attended?", "By organisation and office.")
    decisions = words("What was decided?", "The reviewer reads this too.", rows=6)


class HoldEventForm(forms.Form):
    """How many practitioners took part, and what they said."""

    looks = {"number": {"width": 3}}
    held_on = DateField(label="When was it held?", called="the day of the event", latest=timezone.localdate)
    kind = forms.ChoiceField(
        label="What was it?", choices=PractitionerEvent.Kind.choices, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label="How many practitioners took part?", min_value=1, max_value=1000,
        help_text="Enter the number only. We do not keep who they were.",
    )  # fmt: skip
    heard = words("What did people say?", "Do not include names. The reviewer reads this too.", rows=8)


class SendDraftForm(forms.Form):
    """One version of the report."""

    file = file_field("Choose the draft", ["pdf", "docx"])
    final = forms.TypedChoiceField(
        label="Is this the final draft?",
        help_text="The final draft goes on to be checked by agencies, lawyers and the family, and to be signed off.",
        choices=[("no", "No, more will follow"), ("yes", "Yes, it is final")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = words("What should readers know about it?", rows=3, required=False)


class SharePaperForm(forms.Form):
    """Which paper the reviewer is shown."""

    kind = forms.ChoiceField(label="What do you want to share?", widget=forms.RadioSelect)
    answer = forms.ModelChoiceField(
        InformationAnswer.objects.none(), label="Which agency’s answer?", empty_label="Choose an agency",
        required=False,
    )  # fmt: skip
    title = forms.CharField(
        label="What is the document called?",
        help_text="Do not include names.",
        max_length=150,
        required=False,
    )
    file = file_field("Choose the document", PAPERS, required=False)
    K = SharedPaper.Kind
    looks = {
        "kind": {"reveals": {K.ANSWER: ["answer"], K.DOCUMENT: ["title", "file"]}},
        "answer": {"optional": False},
        "title": {"optional": False},
        "file": {"optional": False},
    }

    def __init__(self, *args, kinds, answers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in self.K.choices if choice[0] in kinds]
        self.fields["answer"].queryset = answers
        self.fields["answer"].label_from_instance = lambda one: str(one.request.organisation)

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == self.K.ANSWER and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", "Choose the agency whose answer you share")
        if kind == self.K.DOCUMENT:
            if not cleaned.get("title", "").strip():
                self.add_error("title", "Say what the document is called, without anybody’s name")
            if not cleaned.get("file") and "file" not in self.errors:
                self.add_error("file", "Choose the document")
        return cleaned


class KeepNotesForm(forms.Form):
    """The reviewer's own notes."""

    looks = {"text": {"optional": False, "label": "s"}}
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    text = words("My notes", "Nobody else reads them.", rows=8, required=False)
