"""The rapid review: its meeting, its report and what the group recommends."""

import hashlib

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_date

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from reviews.models import FamilyTold, Finding, Outcome, RapidReview, YesNo
from reviews.rules.rapid_review import ANSWERS, CRITERIA, SECTION_NAMES, WITHOUT_REVIEW

OUTCOME_HINTS = {
    Outcome.LCSPR: "There is more to learn than the rapid review could find out.",
    Outcome.LOCAL: "For example a learning event, an audit or a review by one agency.",
    Outcome.NONE: "A full answer, not a failed one: what was learnt is acted on.",
    Outcome.NATIONAL: "The case raises issues that are complex or of national importance.",
}

CHOICES = {
    "family_told": ("Does the family know that the case is being reviewed?", FamilyTold.choices),
    "national_suggested": ("Does the group suggest a national review?", YesNo.choices),
} | {
    f"{criterion}_finding": (f"Is criterion ({criterion[-1]}) met?", Finding.choices)
    for criterion in CRITERIA
}

SECTION_HINTS = {
    "facts": "Say what is known, in the order it happened, and which agencies were involved. Call people by "
    "their role: “the child”, “the mother’s partner”.",
    "practice": "The moments that mattered, what was done, and what that shows about how agencies work.",
    "immediate_safety": "For this child, brothers and sisters, and other children. Say so if nothing was needed.",
    "identity": "Race, culture, disability, language, faith and poverty, and how practitioners answered to them.",
    "improvement": "What agencies could do differently, alone and together.",
    "learning_done": "What agencies have changed already, what was shared, and with whom.",
    "family": "Say who has been told, and who told them. If nobody has been told yet, say why and when "
    "you will review this.",
    "national": "Whether it raises issues that are complex or of national importance. Say why, or why not.",
    "dissent": "If any partner disagrees, give its view in its own words. Say so if all agree.",
    "criterion_a": "Does the case show, or may it show, that safeguarding has to improve, even where that was "
    "known before?",
    "criterion_b": "Does it show, or may it show, themes that come back in other cases?",
    "criterion_c": "Does it raise concerns about how two or more agencies worked together?",
    "criterion_d": "Has the national Panel considered it and thought that a local review was more suitable?",
}


class HoldMeetingForm(forms.Form):
    """The meeting as it was held."""

    meeting_on = DateField(
        label="When was the meeting held?", called="the date of the meeting", latest=timezone.localdate
    )
    attendance = forms.CharField(
        label="Is there anything to add about who attended?",
        help_text="For example who came for a part of the meeting. Do not enter names.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    ruling = forms.CharField(
        label="If a statutory partner was not represented, what did the chair rule?",
        help_text="Whether the meeting went ahead, on which items, and why. A substitute counts where they had "
        "authority to decide; observers and virtual members do not count.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args, silent=(), due_on=None, amending=False, **kwargs):
        super().__init__(*args, **kwargs)
        if amending:  # the date met a time limit, and that is stored for good
            del self.fields["meeting_on"]
            self.due_on, self.done = None, "meeting_on"
            return
        if silent:
            self.fields["missing_accepted"] = forms.BooleanField(
                label="The chair accepted that these answers were missing and went on",
                error_messages={
                    "required": "Confirm that the chair went on without the missing answers, or wait for them"
                },
            )
        ask_why_late(self, due_on, "meeting_on")

    def clean(self):
        return check_late(self, super().clean())


def mark_of(text):
    """A short mark by which a text is known again."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


def plain(text):
    """A text as it is kept: browsers send line ends in two characters."""
    return (text or "").replace("\r\n", "\n").strip()


class DraftForm(forms.Form):
    """All sections of the report. Nothing is required of a draft.

    `version` is the revision on the page, and `opened_<section>` a mark of each text as it was opened, so
    that of two people who write at once each is told what the other changed.
    """

    show_optional = False
    looks = {name: {"rows": 8, "label": "m"} for name in RapidReview.SECTIONS} | {
        choice: {"inline": True, "small": True} for choice in ANSWERS.values()
    }
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data=None, *, report):
        opened = report.texts
        marks = {f"opened_{name}": mark_of(text) for name, text in opened.items()}
        super().__init__(data, initial={"version": report.revision} | opened | marks)
        for name, label in SECTION_NAMES.items():
            if name in ANSWERS:
                question, choices = CHOICES[ANSWERS[name]]
                self.fields[ANSWERS[name]] = forms.ChoiceField(
                    label=question, choices=choices, widget=forms.RadioSelect, required=False
                )
            self.fields[name] = forms.CharField(
                label=label, help_text=SECTION_HINTS[name], widget=forms.Textarea, required=False
            )
        for name in RapidReview.KEPT:
            self.fields[f"opened_{name}"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def texts(self):
        return {name: plain(self.cleaned_data.get(name)) for name in RapidReview.KEPT}

    def meet(self, report):
        """Somebody saved since this page was opened: what only they changed comes in, what both changed is shown.

        Gives the names of the sections whose text came in, and those that both changed with the other's text.
        Sending the form again saves it over what is there now.
        """
        self.data = self.data.copy()
        self.data["version"] = report.revision
        came_in, both = [], {}
        for name, typed in self.texts.items():
            theirs = plain(getattr(report, name))
            opened = self.cleaned_data[f"opened_{name}"]
            self.data[f"opened_{name}"] = mark_of(theirs)
            if typed == theirs or mark_of(theirs) == opened:
                continue
            if mark_of(typed) == opened:
                self.data[name] = theirs
                came_in.append(name)
            else:
                both[name] = theirs
                self.add_error(
                    name,
                    f"{report.drafted_by} changed this section while you were writing. Their text is shown under "
                    "yours. Change yours to include both and save again",
                )
        return came_in, both


class CompareForm(forms.Form):
    """Which two saved versions to lay beside each other. Sent by GET."""

    show_optional = False
    older = forms.ChoiceField(label="What changed since")
    newer = forms.ChoiceField(label="Up to")

    def __init__(self, *args, revisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.number): one for one in revisions}
        choices = [
            (
                number,
                f"Version {number}, {format_date(timezone.localtime(one.saved_at), 'j F Y, H:i')}, {one.saved_by}",
            )
            for number, one in self.found.items()
        ]
        for name in ("older", "newer"):
            self.fields[name].choices = choices

    @property
    def both(self):
        """The two versions, the older one first whichever way round they were chosen."""
        chosen = [self.found[self.cleaned_data[name]] for name in ("older", "newer")]
        return sorted(chosen, key=lambda one: one.number)


class RecommendForm(SeenForm):
    """What the group recommends, and why."""

    looks = {"recommendation": {"hints": OUTCOME_HINTS}, "enough_because": {"optional": False}}
    recommendation = forms.ChoiceField(
        label="What does the group recommend?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label="Why?",
        help_text="The decider reads this beside the report.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    enough_because = forms.CharField(
        label="If no practice review is recommended, why is the rapid review enough?",
        help_text="The Panel reads this. Leave it empty if you recommend a local or a national review.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        wanted = cleaned.get("recommendation") in WITHOUT_REVIEW
        if wanted and not cleaned.get("enough_because", "").strip():
            self.add_error(
                "enough_because", "No practice review is recommended. Say why the rapid review is enough"
            )
        return cleaned
