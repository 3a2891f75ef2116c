"""Leaving the usual way, and what two people settle between them."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from reviews.models import LocalReview, NationalReview, Stage

NO_NAMES = "Do not give anybody’s name, date of birth or address."


def text(label, hint="", **more):
    """A question that is answered in sentences."""
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea, **more)


def document(label, hint):
    return forms.FileField(
        label=label,
        help_text=f"{hint} PDF, Word, Excel or a picture, at most 20 MB. Its name is dropped.",
        required=False,
        error_messages={"empty": "The file is empty. Choose another one"},
    )


class NoRapidReviewForm(forms.Form):
    """That a notified case needs no rapid review, and what follows."""

    to = forms.ChoiceField(
        label="What is the decision?",
        choices=[
            (Stage.CLOSED_RECORDED.value, "The case is recorded and closed"),
            (Stage.LOCAL_REVIEW.value, "A local review"),
        ],
        widget=forms.RadioSelect,
    )
    reason = text("Why is no rapid review required?", NO_NAMES)
    none_suspected = forms.BooleanField(
        label="Nobody knows of or suspects abuse or neglect in this case",
        help_text="Needed for a looked-after child. If abuse or neglect is suspected, a rapid review is required.",
        required=False,
    )
    looks = {
        "reason": {"rows": 5},
        "none_suspected": {"optional": False},
        "to": {
            "hints": {
                Stage.CLOSED_RECORDED.value: "Nothing more is due. It can be reopened if something comes to light.",
                Stage.LOCAL_REVIEW.value: "Set up next, without national time limits.",
            }
        },
    }

    def __init__(self, *args, asks_about_abuse, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_about_abuse:
            del self.fields["none_suspected"]


class FindNotMetForm(forms.Form):
    """What the local authority found after notifying, and how the Panel was told."""

    authority_office = forms.CharField(
        label="Who found it for the local authority?",
        help_text="Their office, such as “Assistant director, children”, not their name.",
        max_length=200,
    )
    reason = text("Why were the criteria not met after all?", f"In the authority’s own words. {NO_NAMES}")
    panel_told_on = DateField(
        label="When was the Panel told?",
        called="the day on which the Panel was told",
        latest=timezone.localdate,
    )
    panel_told_how = text(
        "How was it told, and what shows it?", "For example an email and its acknowledgement."
    )
    file = document("Is there a document that shows it?", "Only those who read cases can open it.")
    looks = {"reason": {"rows": 5}, "panel_told_how": {"rows": 3}}


class AgreeForm(SeenForm):
    """A second person's answer."""

    agreed = forms.TypedChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, I agree"), ("no", "No, I do not agree")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    note = text("Why do you not agree?", "The person who asked will read this.", required=False)
    looks = {"agreed": {"reveals": {"no": ["note"]}}, "note": {"rows": 4, "optional": False}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") is False and not cleaned.get("note", "").strip():
            self.add_error("note", "Say why you do not agree")
        return cleaned


class CloseWithoutActionForm(forms.Form):
    """Why nothing more is done."""

    reason = text("Why is no further action needed?", NO_NAMES)
    looks = {"reason": {"rows": 6}}


# The local review ------------------------------------------------------------------------------------------


class SetUpLocalReviewForm(forms.Form):
    """How a local review is done, by whom and by when."""

    kind = forms.ChoiceField(
        label="What kind of review is it?", choices=LocalReview.Kind.choices, widget=forms.RadioSelect
    )
    questions = text("What questions should it answer?", NO_NAMES)
    lead_organisation = forms.ModelChoiceField(
        None, label="Which organisation leads it?", empty_label="Choose an organisation"
    )
    due_on = DateField(
        label="When should it be finished by?",
        called="the day by which it is to be finished",
        help_text="National guidance sets no date, so agree one.",
        earliest=timezone.localdate,
    )
    looks = {
        "questions": {"rows": 5},
        "kind": {
            "hints": {
                LocalReview.Kind.MULTI_AGENCY: "Agencies look together at what they knew and did.",
                LocalReview.Kind.SINGLE_AGENCY: "One agency looks at its own practice.",
                LocalReview.Kind.THEMATIC: "Several cases with something in common.",
                LocalReview.Kind.AUDIT: "A look at many records for one question.",
            }
        },
    }

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_organisation"].queryset = organisations


class ChooseLocalReviewForm(SetUpLocalReviewForm):
    """The decision for a local review, with its reasons."""

    reason = text("Why is a local review right?", NO_NAMES)
    looks = {**SetUpLocalReviewForm.looks, "reason": {"rows": 5}}
    field_order = ["reason"]


class NoteLocalProgressForm(forms.Form):
    text = text("How far is the review?", NO_NAMES)
    looks = {"text": {"rows": 5}}


class FinishLocalReviewForm(forms.Form):
    """What it found, and what was learnt."""

    findings = text("What did the review find?", NO_NAMES)
    learnt = text(
        "What was learnt?", "If practice was sound, say so. Add learning points and actions to the case too."
    )
    finished_on = DateField(
        label="When was it finished?", called="the day on which it was finished", latest=timezone.localdate
    )
    file = document(
        "Is there a report?", "It is kept here and not published. Only those who read cases can open it."
    )
    looks = {"findings": {"rows": 8}, "learnt": {"rows": 5}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, "finished_on")

    def clean(self):
        return check_late(self, super().clean())


# The national review ---------------------------------------------------------------------------------------


class BeginNationalReviewForm(forms.Form):
    """That the Panel reviews the case nationally, and what that means for ours."""

    begun_on = DateField(
        label="When did the Panel take the case?",
        called="the day on which the Panel took it",
        latest=timezone.localdate,
    )
    local_review = forms.ChoiceField(
        label="What happens to our own review?",
        choices=[
            (one.value, one.label)
            for one in NationalReview.LocalReviewThen
            if one != NationalReview.LocalReviewThen.NONE
        ],
        widget=forms.RadioSelect,
    )
    reason = text("Why?", NO_NAMES)
    looks = {
        "reason": {"rows": 4},
        "local_review": {
            "hints": {
                "suspended": "Its time limits keep running. Nothing pauses them.",
                "ended": "Its time limits end. Nothing is deleted.",
            }
        },
    }

    def __init__(self, *args, ours, **kwargs):
        super().__init__(*args, **kwargs)
        if not ours:
            del self.fields["local_review"]
            del self.fields["reason"]


class EndNationalReviewForm(forms.Form):
    """The national report, and what follows here."""

    report_address = forms.URLField(
        label="Where is the national report?",
        help_text="Its address on the Panel’s pages, beginning with https://",
        max_length=500,
        assume_scheme="https",
    )
    reported_on = DateField(
        label="When was it published?", called="the day of the report", latest=timezone.localdate
    )
    result = text("What does it mean here?", "Include what happens to our own review, if one was suspended.")
    looks = {"result": {"rows": 6}}
