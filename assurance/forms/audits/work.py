"""Concerns, voices, joint sessions, grades, findings, and what follows from an audit."""

from django import forms
from django.utils import timezone

from assurance.forms.audits.planning import NAMELESS
from assurance.rules.audits import Change, Consent, Included, Judgement, Whose
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Meeting, Organisation

WHAT_GOES = {
    "yes": "What they said is deleted. They count as not included, and your reason is shown in its place.",
    "no": "The whole entry is deleted. Your reason is kept in the record only.",
}
OFFICE_HINT = "Give the office, for example team manager. Do not give a name."


class RaiseConcernForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency must make the child safe?",
        help_text="We will write to its lead and the board manager straight away.",
        empty_label="Select an agency",
    )
    concern = forms.CharField(
        label="What is your concern?", help_text=NAMELESS, widget=forms.Textarea, max_length=2000
    )
    looks = {"concern": {"rows": 5}}

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = agencies


class AnswerConcernForm(forms.Form):
    response = forms.CharField(
        label="What was done?",
        help_text="Say which office did it and when. " + NAMELESS,
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"response": {"rows": 5}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class CloseConcernForm(forms.Form):
    outcome = forms.CharField(
        label="What shows that it can be closed?",
        help_text=NAMELESS,
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"outcome": {"rows": 4}}


class VoiceForm(forms.Form):
    """Who was heard of one case, how, and what they said."""

    whose = forms.ChoiceField(label="Whose view is it?", choices=Whose, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which agency asked them?", empty_label="None", required=False
    )
    included = forms.ChoiceField(label="How were they included?", choices=Included, widget=forms.RadioSelect)
    not_included_because = forms.CharField(
        label="Why not?", widget=forms.Textarea, max_length=1000, required=False
    )
    consent = forms.ChoiceField(
        label="Did they agree to take part?", choices=Consent, widget=forms.RadioSelect
    )
    consent_on = DateField(
        label="When did they agree?", called="the day", latest=timezone.localdate, required=False
    )
    said = forms.CharField(
        label="What did they say?",
        help_text="Include what helped, what did not, and how they were included in plans. " + NAMELESS,
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    looks = {
        "included": {"reveals": {"no": ["not_included_because"]}},
        "not_included_because": {"rows": 2, "optional": False},
        "consent": {"reveals": {"given": ["consent_on"]}},
        "consent_on": {"optional": False},
        "said": {"rows": 5, "optional": False},
        "organisation": {"optional": False},
    }

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = agencies

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("included") != Included.NO:
            cleaned["not_included_because"] = ""
        if cleaned.get("consent") != Consent.GIVEN:
            cleaned["consent_on"] = None
        return cleaned


class TakeOutVoiceForm(forms.Form):
    """Why what somebody said is no longer kept."""

    withdrawn = forms.TypedChoiceField(
        label="What has happened?",
        choices=[("yes", "They no longer agree to take part"), ("no", "It was recorded by mistake")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what has happened"},
    )
    reason = forms.CharField(
        label="Why are you taking it out?",
        help_text="Your reason is kept. Do not repeat what they said, or write anything that identifies anyone.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"withdrawn": {"hints": WHAT_GOES}, "reason": {"rows": 3}}

    def __init__(self, *args, voice, **kwargs):
        super().__init__(*args, **kwargs)
        if voice.included == Included.NO:
            self.fields["withdrawn"].choices = self.fields["withdrawn"].choices[1:]


class PlanSessionForm(forms.Form):
    planned_on = DateField(label="When do the auditors meet?", called="the day", earliest=timezone.localdate)
    place = forms.CharField(label="Where?", max_length=200, required=False)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Is it part of a group’s meeting?",
        empty_label="No, it is a separate session",
        required=False,
    )
    looks = {"meeting": {"optional": False}}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.visible_to(person).to_come(timezone.now()).select_related("group")
        )


class ChangeSessionForm(PlanSessionForm):
    """Another day or place for a joint session that is still to come."""

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            "planned_on": session.planned_on, "place": session.place, "meeting": session.meeting_id
        }  # fmt: skip


class HoldSessionForm(forms.Form):
    """Which agencies came, and in which office."""

    held_on = DateField(label="When was it held?", called="the day", latest=timezone.localdate)

    def __init__(self, *args, session, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies = list(agencies)
        self.initial = {"held_on": session.planned_on}
        self.fields["came"] = forms.MultipleChoiceField(
            label="Which agencies came?",
            choices=[(str(one.pk), one.name) for one in self.agencies],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Select which agencies came"},
        )
        for one in self.agencies:
            self.fields[f"office_{one.pk}"] = forms.CharField(
                label=f"Who came from {one.name}?", help_text=OFFICE_HINT, max_length=200, required=False
            )
        self.looks = {
            "came": {"reveals": {str(one.pk): [f"office_{one.pk}"] for one in self.agencies}, "small": False}
        } | {f"office_{one.pk}": {"optional": False} for one in self.agencies}
        ask_why_late(self, session.deadline.due_on, "held_on")

    def clean(self):
        return check_late(self, super().clean())

    def asked(self):
        """What the operation takes."""
        cleaned = self.cleaned_data
        came = set(cleaned["came"])
        attendance = [
            (one, str(one.pk) in came, cleaned.get(f"office_{one.pk}", "") if str(one.pk) in came else "")
            for one in self.agencies
        ]
        given = {"held_on": cleaned["held_on"], "attendance": attendance}
        return given | ({"late_reason": cleaned["late_reason"]} if "late_reason" in cleaned else {})


class GradeForm(forms.Form):
    """The joint grade of one case."""

    session = forms.ModelChoiceField(None, label="Which session was it agreed in?", empty_label=None)
    value = forms.TypedChoiceField(
        label="What grade did everyone agree?", coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="What was said?",
        help_text="Say what led the agencies to this grade. " + NAMELESS,
        widget=forms.Textarea,
        max_length=4000,
    )
    good_practice = forms.CharField(
        label="What was done well?", widget=forms.Textarea, max_length=4000, required=False
    )
    looks = {"reason": {"rows": 4}, "good_practice": {"rows": 3}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        points = list(case.audit.scale.points.all())
        self.fields["value"].choices = [(one.value, one.label) for one in points]
        self.looks = self.looks | {
            "value": {"hints": {one.value: one.descriptor for one in points if one.descriptor}}
        }
        self.fields["session"].queryset = case.audit.sessions.exclude(held_on=None)
        self.fields["session"].label_from_instance = lambda one: (
            f"Session {one.number}, {one.held_on:%-d %B %Y}"
        )


class ModerateGradeForm(forms.Form):
    value = forms.TypedChoiceField(label="What is the moderated grade?", coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        help_text="Give a reason even if the grade stays the same. The joint grade is kept with it.",
        widget=forms.Textarea,
        max_length=4000,
    )
    looks = {"reason": {"rows": 4}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [(one.value, one.label) for one in case.audit.scale.points.all()]


class FindingForm(SeenForm):
    """What was found on one line of enquiry. `seen` is the revision that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    finding = forms.CharField(
        label="What was found?",
        help_text="Write about the cases as a whole, not a single one. Do not use references such as A1. "
        "Enter what it means for children.",
        widget=forms.Textarea,
        max_length=8000,
    )
    judgement = forms.ChoiceField(
        label="What is your overall judgement?", choices=Judgement, widget=forms.RadioSelect
    )
    earlier_line = forms.ModelChoiceField(
        None,
        label="Which line of enquiry in the earlier audit does it compare with?",
        empty_label="None, it was not asked then",
        required=False,
    )
    change = forms.ChoiceField(
        label="How does it compare?",
        choices=[("", "It is not compared"), *Change.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    change_words = forms.CharField(
        label="What shows the change, or that nothing has changed?",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {
        "finding": {"rows": 8},
        "earlier_line": {"optional": False},
        "change": {"optional": False},
        "change_words": {"rows": 3, "optional": False},
    }

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            name: getattr(line, name) for name in ("finding", "judgement", "change", "change_words")
        } | {"seen": line.revision, "earlier_line": line.earlier_line_id}
        if line.audit.earlier_id:
            self.fields["earlier_line"].queryset = line.audit.earlier.lines.all()
            self.fields["earlier_line"].label_from_instance = lambda one: f"{one.number}. {one.question}"
        else:
            for name in ("earlier_line", "change", "change_words"):
                del self.fields[name]


class SummaryForm(SeenForm):
    """What the report says first. `seen` is the text that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    summary = forms.CharField(
        label="What was found, and what does it mean for children?",
        help_text="Write up to a page. The report starts with this. Do not describe single cases.",
        widget=forms.Textarea,
        max_length=6000,
    )
    looks = {"summary": {"rows": 12}}

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"seen": audit.summary, "summary": audit.summary}


class RecommendForm(forms.Form):
    text = forms.CharField(
        label="What needs to change?",
        help_text="The partnership owns the recommendation. You can then open actions for agencies.",
        widget=forms.Textarea,
        max_length=2000,
    )
    line = forms.ModelChoiceField(
        None, label="Which line of enquiry does it come from?", empty_label="From several", required=False
    )
    looks = {"text": {"rows": 4}, "line": {"optional": False}}

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = audit.lines.all()
        self.fields["line"].label_from_instance = lambda one: f"{one.number}. {one.question}"


class ChangeRecommendationForm(RecommendForm, SeenForm):
    """Other words for a recommendation. `seen` is the text that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, recommendation, **kwargs):
        super().__init__(*args, audit=recommendation.audit, **kwargs)
        said = recommendation.text
        self.initial = {"seen": said, "text": said, "line": recommendation.line_id}


class ReportForm(SeenForm):
    """Whether it is re-audited, asked when the report is made. `seen` is the revision that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    again = forms.ChoiceField(
        label="Will it be re-audited?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    reaudit_on = DateField(label="When is it due?", called="the day of the re-audit", required=False)
    no_reaudit_because = forms.CharField(
        label="Why not?", widget=forms.Textarea, max_length=1000, required=False
    )
    looks = {
        "again": {"reveals": {"yes": ["reaudit_on"], "no": ["no_reaudit_because"]}},
        "reaudit_on": {"optional": False},
        "no_reaudit_because": {"rows": 2, "optional": False},
    }

    def __init__(self, *args, audit, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"seen": audit.revision}
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = check_late(self, super().clean())
        if (
            cleaned.get("again") == "yes"
            and not cleaned.get("reaudit_on")
            and "reaudit_on" not in self.errors
        ):
            self.add_error("reaudit_on", "Enter the date of the re-audit")
        if cleaned.get("again") == "no" and not (cleaned.get("no_reaudit_because") or "").strip():
            self.add_error("no_reaudit_because", "Enter why it will not be re-audited")
        return cleaned

    def asked(self):
        cleaned = dict(self.cleaned_data)
        if cleaned.pop("again") == "yes":
            return cleaned | {"no_reaudit_because": ""}
        return cleaned | {"reaudit_on": None}


class PresentForm(forms.Form):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Which meeting will it be presented at?", empty_label="Select a meeting"
    )
    late_reason = forms.CharField(
        label="If it is late for that meeting, why?",
        help_text="The chair allows a late paper.",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    looks = {"late_reason": {"rows": 2}}

    def __init__(self, *args, person, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = (
            Meeting.objects.visible_to(person)
            .to_come(timezone.now())
            .filter(group__in=groups, state__in=[Meeting.State.PLANNED, Meeting.State.CALLED])
            .select_related("group")
        )


class CloseAuditForm(forms.Form):
    difference = forms.CharField(
        label="What difference has it made so far?",
        help_text="To practice and to children. If it has made no difference yet, say what is being done about that.",
        widget=forms.Textarea,
        max_length=4000,
    )
    looks = {"difference": {"rows": 5}}
