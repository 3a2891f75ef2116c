"""What passes between the partnership and the national Panel."""

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_date

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from reviews.models import NationalReview, PanelMessage, PanelReport

Kind = PanelMessage.Kind


ELSEWHERE = "elsewhere"


def paper_field(label="Add the letter or email, if there is one"):
    return forms.FileField(
        label=label,
        help_text="A PDF or Word file of at most 20 MB. It is kept exactly as it is.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        required=False,
        error_messages={"empty": "The file is empty. Choose another one"},
    )


class PaperForm(forms.Form):
    """A form that may bring a file: `given` is what a deed takes."""

    @property
    def given(self):
        given = dict(self.cleaned_data)
        file = given.pop("file", None)
        return given | {"content": file.read() if file else None, "filename": file.name if file else ""}


class MakePanelReportForm(forms.Form):
    """Who is named in the document."""

    looks = {
        "shows": {
            "hints": {
                PanelReport.Shows.ORGANISATIONS: "Nobody is named. This is the usual choice.",
                PanelReport.Shows.PEOPLE: "Who attended, by office and name, and who decided.",
            }
        }
    }
    shows = forms.ChoiceField(
        label="What does it say about who took part?",
        choices=PanelReport.Shows.choices,
        initial=PanelReport.Shows.ORGANISATIONS,
        widget=forms.RadioSelect,
    )


class SendToPanelForm(PaperForm):
    """What was sent, as a record: the portal cannot send it."""

    looks = {"report": {"reveals": {ELSEWHERE: ["file"]}}, "file": {"optional": False}}
    report = forms.ChoiceField(
        label="Which document was sent?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the document that was sent"},
    )
    file = paper_field("Add the file that was sent")
    sent_on = DateField(label="When was it sent?", called="the date it was sent", latest=timezone.localdate)
    summary = forms.CharField(
        label="Is there anything to add?",
        help_text="For example to which mailbox. Do not enter names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, reports=(), due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in reports}
        self.fields["report"].choices = [
            *(
                (
                    pk,
                    f"Version {one.document.version}, made on "
                    f"{format_date(timezone.localtime(one.made_at), 'j F Y, H:i')}: "
                    f"{one.get_shows_display().lower()}",
                )
                for pk, one in self.found.items()
            ),
            (ELSEWHERE, "A document that was made elsewhere"),
        ]
        if self.found:
            self.initial.setdefault("report", next(iter(self.found)))
        ask_why_late(self, due_on, "sent_on")

    def clean(self):
        cleaned = check_late(self, super().clean())
        if cleaned.get("report") == ELSEWHERE and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", "Add the file that was sent")
        return cleaned

    @property
    def given(self):
        given = super().given
        report = self.found.get(given.pop("report"))
        return given | {"report": report} | ({"content": None, "filename": ""} if report else {})


class HearFromPanelForm(PaperForm):
    """What the Panel says. `waiting` whether the case waits for its view; `ours` whether a review of ours has begun.

    `may_disagree` whether it may still say that it does not agree, `may_take` that it reviews the case itself.
    """

    looks = {
        "kind": {
            "hints": {
                Kind.AGREES: "What was decided goes ahead.",
                Kind.DISAGREES: "A new decision is needed. You can still read the first one.",
                Kind.ASKS: "The question gets a date. Record the answer when it is sent.",
                Kind.TAKES_NATIONAL: "The case is no longer ours for now.",
            },
            "reveals": {Kind.ASKS: ["due_on"], Kind.TAKES_NATIONAL: ["local_review", "reason"]},
        },
        "summary": {"optional": False},
        "due_on": {"optional": False},
        "local_review": {"optional": False},
        "reason": {"optional": False},
    }
    kind = forms.ChoiceField(label="What did the Panel say?", widget=forms.RadioSelect)
    due_on = DateField(
        label="When does it want the answer by?", called="the date of the answer", required=False
    )
    local_review = forms.ChoiceField(
        label="What happens to our own review?", widget=forms.RadioSelect, required=False
    )
    reason = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    received_on = DateField(
        label="When did it arrive?", called="the date of the reply", latest=timezone.localdate
    )
    summary = forms.CharField(
        label="What did the Panel write?",
        help_text="In your own words. You may leave this empty when the Panel simply agrees or acknowledges.",
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    file = paper_field()

    def __init__(self, *args, waiting, ours, may_disagree, may_take, **kwargs):
        super().__init__(*args, **kwargs)
        self.ours = ours
        kinds = [
            kind
            for kind in PanelMessage.RECEIVED
            if (waiting or kind != Kind.AGREES)
            and (may_disagree or kind != Kind.DISAGREES)
            and (may_take or kind != Kind.TAKES_NATIONAL)
        ]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        then = NationalReview.LocalReviewThen
        self.fields["local_review"].choices = [(one.value, one.label) for one in (then.SUSPENDED, then.ENDED)]
        if not ours:
            del self.fields["local_review"], self.fields["reason"]
            self.looks = self.looks | {"kind": self.looks["kind"] | {"reveals": {Kind.ASKS: ["due_on"]}}}
        if not may_take and ours:
            del self.fields["local_review"], self.fields["reason"]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        says_more = kind not in (None, "", Kind.AGREES, Kind.ACKNOWLEDGES)
        if says_more and not cleaned.get("summary", "").strip():
            self.add_error("summary", "Say what the Panel wrote")
        if kind == Kind.ASKS and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Enter the date by which the Panel wants the answer")
        if kind == Kind.TAKES_NATIONAL and "local_review" in self.fields:
            if not cleaned.get("local_review"):
                self.add_error("local_review", "Choose what happens to our own review")
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", "Say why our own review is suspended or ended")
        return cleaned

    @property
    def given(self):
        given = super().given
        if given["kind"] != Kind.TAKES_NATIONAL:
            given = {name: value for name, value in given.items() if name not in ("local_review", "reason")}
        return given if given["kind"] == Kind.ASKS else given | {"due_on": None}


class AnswerPanelForm(PaperForm):
    """What was answered to a question of the Panel's. `questions` are those still open."""

    sent_on = DateField(
        label="When was the answer sent?", called="the date it was sent", latest=timezone.localdate
    )
    summary = forms.CharField(label="What was answered?", widget=forms.Textarea(attrs={"rows": 6}))
    file = paper_field()

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in questions}
        if len(self.found) > 1:
            choices = [(pk, f"{one.happened_on:%-d %B %Y}: {one.summary}") for pk, one in self.found.items()]
            field = forms.ChoiceField(
                label="Which question does it answer?", choices=choices, widget=forms.RadioSelect
            )
            self.fields = {"question": field} | self.fields
        due = [one.deadline.due_on for one in questions if one.deadline]
        ask_why_late(self, min(due) if due else None, "sent_on")

    def clean(self):
        cleaned = super().clean()
        question = self.chosen(cleaned)
        self.due_on = question and question.deadline and question.deadline.due_on
        return check_late(self, cleaned)

    def chosen(self, cleaned):
        if len(self.found) == 1:
            return next(iter(self.found.values()))
        return self.found.get(cleaned.get("question"))

    @property
    def given(self):
        given = super().given
        return given | {"question": self.chosen(given)}


class TellPanelForm(PaperForm):
    """Anything else that the Panel was told."""

    kind = forms.ChoiceField(
        label="What was the Panel told?",
        choices=[(kind.value, kind.label) for kind in PanelMessage.TOLD],
        widget=forms.RadioSelect,
    )
    sent_on = DateField(label="When was it sent?", called="the date it was sent", latest=timezone.localdate)
    summary = forms.CharField(
        label="What does it say?", help_text="In your own words.", widget=forms.Textarea(attrs={"rows": 6})
    )
    file = paper_field()
