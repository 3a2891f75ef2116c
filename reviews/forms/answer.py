"""The pages of an agency's answer. As a draft nothing is required of them."""

import uuid

from django import forms
from django.utils import timezone

from partnership.access import Refused
from partnership.forms.dates import DateField
from partnership.forms.late import late_field
from reviews.forms.information import check_form_period
from reviews.models import ChronologyRow, InformationAnswer
from reviews.rules.chronology import LONGEST, read_date, read_time


class VersionedForm(forms.Form):
    """A form that remembers which version of the answer its page showed, and a mark of what that held."""

    version = forms.CharField(widget=forms.HiddenInput)
    show_optional = False

    def clean_version(self):
        number, _, marked = self.cleaned_data["version"].partition("|")
        if not (number.isascii() and number.isdigit() and len(number) < 6):
            raise forms.ValidationError("This page is out of date. Open it again.")
        return int(number), marked

    def look_again(self, version):
        """Once both texts have been shown, what is saved next is saved knowingly."""
        self.data = self.data.copy()
        self.data["version"] = version

    @classmethod
    def names(cls):
        """The fields of the answer that it holds."""
        return [name for name in cls.base_fields if name not in ("version", "late_reason")]

    @property
    def written(self):
        """What may be kept of it, as the operation takes it; where something is wrong, all but that."""
        return {name: self.cleaned_data[name] for name in self.names() if name in self.cleaned_data}


def long_text(label, help_text="", most=20_000):
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea, max_length=most, required=False, strip=True
    )


class SummaryForm(VersionedForm):
    """What the agency's involvement was."""

    period_from = DateField(
        label="From when did you look?",
        called="the first day of the period",
        help_text="Leave this empty if it would be a date of birth, and say so in the summary.",
        required=False,
    )
    period_to = DateField(
        label="Until what date did you look?", called="the last day of the period", required=False
    )
    summary = long_text(
        "What was your involvement?",
        "Give the main points, using roles not names. Put what happened and when in the chronology.",
    )
    records_secured = forms.ChoiceField(
        label="Are the records secured?",
        help_text="This means that nothing in them can be changed from now on.",
        choices=InformationAnswer.Secured.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    looks = {"summary": {"rows": 12}, "records_secured": {"inline": True}}

    def clean(self):
        cleaned = super().clean()
        check_form_period(self, "period_from", "period_to")
        return cleaned


class LearningForm(VersionedForm):
    """What was done well, and what the agency has learnt for itself."""

    good_practice = long_text("What was done well?", "Name the practice, not the person.")
    learning = long_text(
        "What has your agency learnt?",
        "Include learning for your agency alone. Say what you will do about it.",
    )
    looks = {"good_practice": {"rows": 8}, "learning": {"rows": 8}}


class IdentityForm(VersionedForm):
    """The child's identity, and how practice met it."""

    identity = long_text(
        "What part did identity, racism, disability or other inequality play?",
        "Think of race and racism, disability, and every other protected characteristic: age, sex, gender "
        "reassignment, sexual orientation, religion or belief, pregnancy and maternity, marriage and civil "
        "partnership. Think of language, culture and poverty too. Say what mattered in the child’s life, how "
        "practitioners answered to it, and what was not asked or recorded.",
    )
    looks = {"identity": {"rows": 12}}


class NothingNeededForm(VersionedForm):
    """What the rows of actions do not say."""

    immediate_action = long_text(
        "Is there anything to add?", "If nothing was needed straight away, say why.", most=10_000
    )
    looks = {"immediate_action": {"rows": 4}}


class SendForm(VersionedForm):
    """The agency's own sign-off."""

    signed_off_office = forms.CharField(
        label="Who in your agency has signed this off?",
        help_text="Give their office, not their name, such as “Head of safeguarding”.",
        max_length=200,
        error_messages={"required": "Say who in your agency has signed this off, by office"},
    )
    signed_off_on = DateField(
        label="When was it signed off?", called="the day of the sign-off", latest=timezone.localdate
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        if due_on and timezone.localdate() > due_on:
            self.fields["late_reason"] = late_field(due_on)
            self.fields["late_reason"].required = True
            self.fields["late_reason"].error_messages["required"] = "Say why your answer is late"


# Rows ------------------------------------------------------------------------------------------------------


class RowForm(forms.Form):
    """One row of the answer. A form makes one row, whose `key` it holds; `seen` marks the row as its page showed it."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen")}

    def look_again(self, seen):
        self.data = self.data.copy()
        self.data["seen"] = seen


WHETHER = {"choices": ChronologyRow.Whether.choices, "widget": forms.RadioSelect}


class ChronologyForm(RowForm):
    """Something that happened."""

    when = forms.CharField(
        label="When was it?",
        help_text="For example, 3 March 2025 or 03/03/2025. Enter March 2025 or 2025 if that is all "
        "you know. Leave this empty if it is not known.",
        max_length=60,
        required=False,
    )
    at = forms.CharField(
        label="What time was it?", help_text="Such as 14:30 or 2.30pm.", max_length=20, required=False
    )
    source = forms.CharField(
        label="Which record is this from?",
        help_text="The kind of record, such as “custody record” or “school’s file”.",
        max_length=LONGEST["source"],
        required=False,
    )
    event = forms.CharField(
        label="What happened?",
        help_text="Use roles, not names.",
        widget=forms.Textarea,
        max_length=LONGEST["event"],
        error_messages={"required": "Say what happened"},
    )
    child_seen = forms.ChoiceField(
        label="Was the child seen?", initial="not_recorded", required=False, **WHETHER
    )
    child_heard = forms.ChoiceField(
        label="Was the child heard?",
        help_text="Were their wishes, feelings or behaviour asked about, and written down?",
        initial="not_recorded",
        required=False,
        **WHETHER,
    )
    response = forms.CharField(
        label="What did your agency do?",
        widget=forms.Textarea,
        max_length=LONGEST["response"],
        required=False,
    )
    comment = forms.CharField(
        label="What do you think of it now?",
        widget=forms.Textarea,
        max_length=LONGEST["comment"],
        required=False,
    )
    looks = {
        "when": {"width": 20, "optional": False},
        "at": {"width": 10},
        "event": {"rows": 4},
        "child_seen": {"inline": True, "small": True, "optional": False},
        "child_heard": {"inline": True, "small": True, "optional": False},
        "response": {"rows": 3},
        "comment": {"rows": 3},
    }

    def clean_when(self):
        try:
            return read_date(self.cleaned_data["when"], today=timezone.localdate())
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean_at(self):
        try:
            return read_time(self.cleaned_data["at"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean(self):
        cleaned = super().clean()
        on, precision, at = cleaned.pop("when", (None, "unknown", None))
        at = cleaned.get("at") or at
        if at and precision != "day" and "when" not in self.errors:
            self.add_error("at", "A time needs the day. Write the whole date above, or leave the time empty")
        for name in ("child_seen", "child_heard"):
            cleaned[name] = cleaned.get(name) or ChronologyRow.Whether.NOT_RECORDED
        return cleaned | {"on": on, "precision": precision, "at": at}

    @staticmethod
    def of(row):
        """What the form shows of a row."""
        at = f"{row.at:%H:%M}" if row.at else ""
        return row.values() | {"when": row.when if row.on else "", "at": at}


class EpisodeForm(RowForm):
    """A practice episode, with why it went as it did."""

    title = forms.CharField(
        label="What do you call this episode?",
        help_text="A few words, such as “The first referral” or “Discharge from hospital”.",
        max_length=200,
        error_messages={"required": "Give the episode a few words as its title"},
    )
    when = forms.CharField(
        label="When was it?", help_text="A day, or from when to when.", max_length=200, required=False
    )
    happened = forms.CharField(
        label="What happened?",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what happened"},
    )
    why = forms.CharField(
        label="Why did it happen that way?",
        help_text="What made sense to practitioners at the time: workload, guidance, supervision, what was known. Not "
        "whose fault it was.",
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
    )
    good = forms.CharField(
        label="What was done well?", widget=forms.Textarea, max_length=10_000, required=False
    )
    looks = {"happened": {"rows": 6}, "why": {"rows": 6}, "good": {"rows": 4}}

    @staticmethod
    def of(row):
        return row.values()


class ActionForm(RowForm):
    """Something done at once."""

    what = forms.CharField(
        label="What did you do?",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what you did"},
    )
    office = forms.CharField(
        label="Which office did it?",
        help_text="Such as “Head of midwifery”. Not a name.",
        max_length=200,
        required=False,
    )
    done_on = DateField(
        label="When?", called="the day on which it was done", latest=timezone.localdate, required=False
    )
    looks = {"what": {"rows": 4}}

    @staticmethod
    def of(row):
        return row.values()


ROW_FORMS = {"chronology": ChronologyForm, "episodes": EpisodeForm, "actions": ActionForm}
