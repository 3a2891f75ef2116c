"""Keeping sessions, what was said, what was done about it, and where it was used."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Group, Organisation, Said, Survey, VoiceSession, VoiceUse
from partnership.models.surveys import Audience
from partnership.rules.voice import TELL_BACK_DAYS

KIND = Organisation.Kind
SAID_HINT = "Keep their meaning, in plain words. Do not say who it was or which case it came from."
KEPT_OF_A_SESSION = ("kind", "audience", "held_on", "how_many", "facilitator", "place", "asked", "heard")
OFFICES = "Give the office, such as “participation worker, county council”. Never a name."


def organisations_of_today():
    return (
        Organisation.objects.on(timezone.localdate())
        .exclude(kind__in=[KIND.SCHOOL, KIND.EARLY_YEARS, KIND.RESIDENTIAL, KIND.FOSTERING])
        .order_by("name")
    )


class RecordSessionForm(forms.Form):
    kind = forms.ChoiceField(
        label="What was it?", choices=VoiceSession.Kind.choices, widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(
        label="Who did you listen to?", choices=Audience.choices, widget=forms.RadioSelect
    )
    held_on = DateField(label="When was it?", called="the day", latest=timezone.localdate)
    how_many = forms.IntegerField(
        label="How many people took part?", help_text="Never who.", min_value=1, max_value=5000
    )
    facilitator = forms.CharField(label="Who facilitated it?", help_text=OFFICES, max_length=200)
    place = forms.CharField(label="Where was it?", max_length=200, required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(), label="Was it a meeting of one of our groups?", empty_label="No", required=False
    )
    asked = forms.CharField(label="What were they asked?", widget=forms.Textarea, max_length=4000)
    heard = forms.CharField(
        label="What did people say?",
        help_text="Enter one theme on each line, in words that do not identify anyone.",
        widget=forms.Textarea,
        max_length=6000,
    )
    file = forms.FileField(
        label="Is there a file, such as a poster they made?",
        help_text="A PDF, Word or Excel file, or a picture, of at most 20 MB. Without faces or names.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )
    looks = {
        "how_many": {"width": 3},
        "asked": {"rows": 3},
        "heard": {"rows": 6},
        "group": {"optional": False},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.on(timezone.localdate())


def why_changed():
    return forms.CharField(
        label="Why does it change?",
        help_text="This goes into the record. What it said before does not, so do not repeat it here.",
        max_length=300,
        error_messages={"required": "Say why it changes"},
    )


class CorrectSessionForm(RecordSessionForm, SeenForm):
    """What is kept of a session, as it should be, and why."""

    without_file = forms.BooleanField(
        label="Remove the file, so that nobody can open it from here", required=False
    )
    why = why_changed()

    def __init__(self, *args, session, **kwargs):
        kept = {name: getattr(session, name) for name in KEPT_OF_A_SESSION}
        super().__init__(*args, initial=kept | {"group": session.group_id, "seen": session.version}, **kwargs)
        if session.group_id:
            self.fields["group"].queryset |= Group.objects.filter(pk=session.group_id)
        del self.fields["file"]
        if session.document_id is None:
            del self.fields["without_file"]


class SessionsFilterForm(forms.Form):
    """Which sessions to list."""

    kind = forms.ChoiceField(
        label="Kind of session", choices=[("", "All kinds"), *VoiceSession.Kind.choices], required=False
    )
    audience = forms.ChoiceField(
        label="Who was heard", choices=[("", "Everybody"), *Audience.choices], required=False
    )

    def narrow(self, sessions):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return sessions.filter(**{name: value for name, value in asked.items() if value})


class SaidFilterForm(forms.Form):
    """Which of the things that were said to list."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "All"),
            ("unanswered", "Without an answer yet"),
            ("to_tell_back", "To be told back"),
            ("public", "Published"),
        ],
        required=False,
    )
    audience = forms.ChoiceField(
        label="Who said it", choices=[("", "Everybody"), *Audience.choices], required=False
    )

    def narrow(self, said):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("audience"):
            said = said.filter(audience=asked["audience"])
        match asked.get("show"):
            case "unanswered":
                return said.unanswered()
            case "to_tell_back":
                return said.to_tell_back()
            case "public":
                return said.public()
        return said


class VoiceAnswersFilterForm(forms.Form):
    """Whose answers to the voice question to list, and of which round."""

    words = forms.CharField(label="Words in the answer", max_length=100, required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    round = forms.ChoiceField(label="Asked in", required=False)
    show_optional = False

    def __init__(self, *args, held, **kwargs):
        """Offers only what is in `held`: rows of an agency's id and name, and a round's id and title."""
        super().__init__(*args, **kwargs)
        for name, at, everything in (("agency", 0, "All agencies"), ("round", 2, "All rounds")):
            offered = sorted({(str(row[at]), row[at + 1]) for row in held}, key=lambda one: one[1].lower())
            self.fields[name].choices = [("", everything), *offered]

    def narrow(self, answers):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("words", "").strip():
            answers = answers.filter(text__icontains=words)
        if asked.get("agency"):
            answers = answers.filter(assurance_return__organisation=asked["agency"])
        if asked.get("round"):
            answers = answers.filter(assurance_return__round=asked["round"])
        return answers


class NoteSaidForm(forms.Form):
    """What was said, where, and by when they are told what was done."""

    said = forms.CharField(
        label="What was said?",
        help_text=SAID_HINT,
        widget=forms.Textarea,
        max_length=2000,
    )
    theme = forms.CharField(label="What is it about?", max_length=100, required=False)
    audience = forms.ChoiceField(label="Who said it?", choices=Audience.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label="Where was it said?", choices=Said.Source.choices, widget=forms.RadioSelect
    )
    survey = forms.ModelChoiceField(
        Survey.objects.none(), label="In which survey?", empty_label="Choose a survey", required=False
    )
    session = forms.ModelChoiceField(
        VoiceSession.objects.none(), label="At which session?", empty_label="Choose a session", required=False
    )
    heard_on = DateField(label="When?", called="the day on which it was said", latest=timezone.localdate)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who should do something about it?",
        empty_label="The partnership as a whole",
        required=False,
    )
    tell_back_by = DateField(
        label="When will you tell them what was done?",
        called="the date you will tell them by",
        help_text="It stays in the diary until they have been told.",
        earliest=timezone.localdate,
    )
    looks = {
        "said": {"rows": 4},
        "source": {"reveals": {"survey": ["survey"], "session": ["session"]}},
        "survey": {"optional": False},
        "session": {"optional": False},
        "organisation": {"optional": False},
    }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["survey"].queryset = Survey.objects.visible_to(person).closed(today)
        self.fields["session"].queryset = VoiceSession.objects.visible_to(person)
        self.fields["organisation"].queryset = organisations_of_today()
        self.initial.setdefault("tell_back_by", today + timedelta(TELL_BACK_DAYS))

    def clean(self):
        cleaned = super().clean()
        source = cleaned.get("source")
        for name in ("survey", "session"):
            if source != name:
                cleaned[name] = None
            elif cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, f"Choose the {name} that it comes from")
        return cleaned


class RewordSaidForm(SeenForm):
    """What was said, in other words, and why."""

    words = forms.CharField(
        label="What was said?",
        help_text=SAID_HINT,
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Enter what was said"},
    )
    theme = forms.CharField(label="What is it about?", max_length=100, required=False)
    why = why_changed()
    looks = {"words": {"rows": 4}}

    def __init__(self, *args, said, **kwargs):
        initial = {"seen": said.said, "words": said.said, "theme": said.theme}
        super().__init__(*args, initial=initial, **kwargs)


class AnswerSaidForm(SeenForm):
    """What was done about it, or why it was not."""

    outcome = forms.ChoiceField(
        label="What was the outcome?", choices=Said.Outcome.choices, widget=forms.RadioSelect
    )
    done = forms.CharField(
        label="What was done?",
        help_text="In plain words, as you would tell it to the people who said it.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    why_not = forms.CharField(
        label="Why was it not done?", widget=forms.Textarea, max_length=2000, required=False
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who did it, or decided?",
        empty_label="The partnership as a whole",
        required=False,
    )
    answered_on = DateField(label="When?", called="the day", latest=timezone.localdate)
    looks = {
        "outcome": {"reveals": {"not_done": ["why_not"]}},
        "done": {"rows": 4, "optional": False},
        "why_not": {"rows": 4, "optional": False},
        "organisation": {"optional": False},
    }

    def __init__(self, *args, said, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of_today()
        self.initial = {
            "seen": said.answer,
            "outcome": said.outcome,
            "done": said.done,
            "why_not": said.why_not,
            "organisation": said.organisation_id,
            "answered_on": said.answered_on or timezone.localdate(),
        }

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == "not_done" and not cleaned.get("why_not", "").strip():
            self.add_error("why_not", "Say why it was not done. We tell people that too")
        if outcome in ("done", "begun") and not cleaned.get("done", "").strip():
            self.add_error("done", "Say what was done")
        return cleaned


class TellBackForm(forms.Form):
    told_how = forms.CharField(
        label="How were they told?",
        help_text="Such as “at the group’s meeting” or “on a poster in the youth clubs that were asked”.",
        max_length=300,
    )
    done_on = DateField(label="When?", called="the day", latest=timezone.localdate)

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class NoteUseForm(forms.Form):
    kind = forms.ChoiceField(
        label="Where was it used?", choices=VoiceUse.Kind.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label="Which one?", help_text="Its reference or title, such as YR-2025.", max_length=100
    )
    how = forms.CharField(label="What changed in it?", widget=forms.Textarea, max_length=1000, required=False)
    looks = {"how": {"rows": 3}}
