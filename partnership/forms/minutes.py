"""Writing minutes beside the agenda, and what becomes of them."""

import hashlib

from django import forms

from partnership.forms.dates import DateField
from partnership.models import AgendaItem
from partnership.rules.meetings import Audience
from partnership.rules.minutes import Position
from partnership.rules.plain import as_kept


def mark_of(text):
    """A short mark by which a text is known again."""
    return hashlib.sha256(as_kept(text).encode()).hexdigest()[:16]


class WriteItemForm(forms.Form):
    """One item's minutes. `version` is the revision on the page, the marks are of each text as it was opened."""

    TEXTS = ("text", "interests")
    show_optional = False
    looks = {"text": {"rows": 10, "label": "m"}, "interests": {"rows": 2}}
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="What was said",
        help_text="What was reported, asked and agreed. Call people by their office.",
        widget=forms.Textarea,
        max_length=20000,
        required=False,
    )
    interests = forms.CharField(
        label="Interests declared",
        help_text="Give the office, and what was done. Leave this empty if there were none.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    deferred = forms.BooleanField(label="Defer to the next meeting", required=False)

    def __init__(self, data=None, *, minuted):
        opened = {name: getattr(minuted, name, "") for name in self.TEXTS}
        super().__init__(
            data,
            initial={
                "version": getattr(minuted, "revision", 0),
                "deferred": getattr(minuted, "deferred", False),
            }
            | opened
            | {f"opened_{name}": mark_of(text) for name, text in opened.items()},
        )
        for name in self.TEXTS:
            self.fields[f"opened_{name}"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def texts(self):
        return {name: as_kept(self.cleaned_data.get(name)) for name in self.TEXTS} | {
            "deferred": self.cleaned_data["deferred"]
        }

    def meet(self, minuted):
        """Somebody saved since this page was opened: what only they changed comes in, what both changed is shown.

        Gives the other's text by field. Sending the form again saves it over what is there now.
        """
        self.data = self.data.copy()
        self.data["version"] = minuted.revision
        both = {}
        for name in self.TEXTS:
            typed, theirs = self.texts[name], as_kept(getattr(minuted, name))
            opened = self.cleaned_data[f"opened_{name}"]
            self.data[f"opened_{name}"] = mark_of(theirs)
            if typed == theirs or mark_of(theirs) == opened:
                continue
            if mark_of(typed) == opened:
                self.data[name] = theirs
            else:
                both[name] = theirs
                self.add_error(
                    name,
                    f"{minuted.written_by} changed this while you were writing. Their text is shown under yours. "
                    "Change yours to include both and save again",
                )
        if not both:
            self.add_error(
                None,
                f"{minuted.written_by} saved this item while you were writing. Their text has been added. Save again.",
            )
        return both


class DecisionForm(forms.Form):
    """A decision, beside the item or by itself. `partners` are those who are counted: id → name."""

    show_optional = False
    looks = {"text": {"rows": 3}, "dissent": {"rows": 2}}
    text = forms.CharField(
        label="What was decided?",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what was decided"},
    )
    owner_office = forms.CharField(label="Which office will carry it out?", max_length=200, required=False)
    review_on = DateField(label="When will it be reviewed?", called="the review date", required=False)
    dissent = forms.CharField(
        label="Did anyone disagree? Give their reasons in their own words",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, partners=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = partners or {}
        for pk, name in self.partners.items():
            self.fields[f"stance_{pk}"] = forms.ChoiceField(
                label=name, choices=[("", "Not recorded"), *Position.choices], required=False
            )

    @property
    def stance_fields(self):
        return [self[f"stance_{pk}"] for pk in self.partners]

    @property
    def taken(self):
        """The decision as the deed takes it."""
        cleaned = self.cleaned_data
        return {name: cleaned.get(name) or "" for name in ("text", "owner_office", "dissent")} | {
            "review_on": cleaned.get("review_on"),
            "stances": {pk: cleaned.get(f"stance_{pk}", "") for pk in self.partners},
        }


class MeetingActionForm(forms.Form):
    """An action that was agreed. `who` are the organisations and people of the group: key → (label, thing)."""

    show_optional = False
    title = forms.CharField(
        label="What is to be done?",
        help_text="Everybody on the group's log reads this. No child's or family's details.",
        max_length=300,
        error_messages={"required": "Say what is to be done"},
    )
    who = forms.ChoiceField(label="Who will do it?", error_messages={"required": "Choose who does it"})
    target_on = DateField(label="When is it due?", called="the date by which it is done")

    def __init__(self, *args, who, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = who
        self.fields["who"].choices = [("", "Choose"), *((key, label) for key, (label, _) in who.items())]

    @property
    def taken(self):
        """The action as the deed takes it."""
        key = self.cleaned_data["who"]
        thing = self.found[key][1]
        return {
            "title": self.cleaned_data["title"],
            "target_on": self.cleaned_data["target_on"],
            "organisation": thing if key.startswith("o") else None,
            "owner": thing if key.startswith("p") else None,
        }


class AddItemRaisedForm(forms.Form):
    title = forms.CharField(label="What was it about?", max_length=200)
    purpose = forms.ChoiceField(
        label="What was it for?", choices=AgendaItem.Purpose.choices, initial="discuss"
    )
    audience = forms.ChoiceField(label="Who can read it?", choices=Audience.choices, initial=Audience.MEMBERS)


class AnswerMinutesForm(forms.Form):
    """The chair's answer; staff who write it down name the office."""

    looks = {"agrees": {"reveals": {"no": ["said"]}}, "said": {"rows": 5, "optional": False}}
    agrees = forms.ChoiceField(
        label="Does the chair agree the minutes?",
        choices=[("yes", "Yes, they can be circulated"), ("no", "No, they have to change")],
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label="What has to change?", widget=forms.Textarea, max_length=4000, required=False
    )

    def __init__(self, *args, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        if not chairs:
            self.fields["office"] = forms.CharField(
                label="Who answered?",
                help_text="Give the chair’s office. You are recording their answer.",
                max_length=200,
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agrees") == "no" and not cleaned.get("said", "").strip():
            self.add_error("said", "Say what has to change")
        return cleaned


class ConfirmMinutesForm(forms.Form):
    confirmed_in = forms.ChoiceField(label="At which meeting were they confirmed?")
    amendments = forms.CharField(
        label="What did the meeting correct?",
        help_text="The text itself does not change. What you enter here is shown with it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in meetings}
        self.fields["confirmed_in"].choices = [
            (pk, f"{one.reference}, {one.held_on:%-d %B %Y}") for pk, one in self.found.items()
        ]

    def clean_confirmed_in(self):
        return self.found[self.cleaned_data["confirmed_in"]]


class AddToMinutesForm(forms.Form):
    item = forms.ChoiceField(label="What is it about?")
    text = forms.CharField(
        label="What needs adding?",
        help_text="It appears with the date below the confirmed text, for anyone who can read the item.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in items}
        self.fields["item"].choices = [
            ("", "Choose"),
            ("attendance", "Who attended (everyone can read it)"),
            *((pk, f"Item {one.position}: {one.title}") for pk, one in self.found.items()),
        ]

    def clean_item(self):
        return self.found.get(self.cleaned_data["item"])
