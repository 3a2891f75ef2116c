"""Writing a business plan, consulting on it, approving it, and saying each quarter how it stands."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.voice import organisations_of_today
from partnership.models import Committee, Driver, Group, LearningPoint, Meeting, Organisation, Said
from partnership.rules.plan import ANSWER_DAYS, Direction, Rag


def decided(form):
    """Ask when and why an approved plan changes; nothing of it while it is written."""
    form.fields["decided_on"] = DateField(
        label="The plan has been approved. When was this change decided?",
        called="the day of the decision",
        latest=timezone.localdate,
    )
    form.fields["reason"] = forms.CharField(
        label="Why, and which decision made the change?",
        help_text="Such as “Planning and Delivery Group, PDG-2026-3, decision 4”. We keep it as a variation.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class StartPlanForm(forms.Form):
    title = forms.CharField(label="What is the plan called?", max_length=200)
    starts_on = DateField(
        label="When does it start?", called="the first day", help_text="The first day of a month."
    )
    ends_on = DateField(
        label="When does it end?", called="the last day", help_text="A year or more, in whole quarters."
    )
    introduction = forms.CharField(
        label="What should readers know first?", widget=forms.Textarea, max_length=4000, required=False
    )
    looks = {"introduction": {"rows": 5}}


class WritePlanForm(forms.Form):
    """The plan's title and introduction. `revision` is what the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="What is the plan called?", max_length=200)
    introduction = forms.CharField(
        label="What should readers know first?", widget=forms.Textarea, max_length=4000, required=False
    )
    looks = {"introduction": {"rows": 8}}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"revision": plan.revision, "title": plan.title, "introduction": plan.introduction}
        if plan.changes_by_variation:
            decided(self)


class PriorityForm(forms.Form):
    """One priority: what, why, what good looks like, how we will know, and who leads it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="What is the priority?", max_length=200)
    young_peoples = forms.BooleanField(label="Young people asked for it themselves", required=False)
    rationale = forms.CharField(
        label="Why is it a priority?",
        help_text="Say what reviews, audits, inspections, figures and people tell you. You can add each "
        "source as a reason later.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    outcome = forms.CharField(
        label="What does good look like for children?",
        help_text="The outcome statement, in a sentence or two.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    measure = forms.CharField(
        label="How will we know?",
        help_text="Say what you will measure, and the change you want to see.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    lead = forms.ChoiceField(label="Who leads it?", help_text="We ask them each quarter for progress.")
    looks = {
        "rationale": {"rows": 5},
        "outcome": {"rows": 3},
        "measure": {"rows": 3},
        "young_peoples": {"optional": False},
    }

    def __init__(self, *args, plan, priority=None, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.groups = {f"g{one.pk}": one for one in Group.objects.on(today)}
        self.organisations = {f"o{one.pk}": one for one in organisations_of_today()}
        self.fields["lead"].choices = [
            ("", "Choose who leads it"),
            ("Groups", [(key, one.name) for key, one in self.groups.items()]),
            ("Organisations", [(key, one.name) for key, one in self.organisations.items()]),
        ]
        if priority:
            lead = (
                f"g{priority.lead_group_id}"
                if priority.lead_group_id
                else f"o{priority.lead_organisation_id}"
            )
            self.initial = {
                name: getattr(priority, name)
                for name in ("revision", "title", "young_peoples", "rationale", "outcome", "measure")
            } | {"lead": lead}
        if plan.changes_by_variation:
            decided(self)

    def asked(self):
        """What the operation takes."""
        cleaned = dict(self.cleaned_data)
        lead = cleaned.pop("lead")
        cleaned.pop("revision", None)
        return cleaned | {
            "lead_group": self.groups.get(lead),
            "lead_organisation": self.organisations.get(lead),
        }


class DropPriorityForm(forms.Form):
    decided_on = DateField(
        label="When was it decided?", called="the day of the decision", latest=timezone.localdate
    )
    reason = forms.CharField(label="Why are you dropping it?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3}}


class AddDriverForm(forms.Form):
    """Why it is a priority, in words or by citing what was learnt or said."""

    kind = forms.ChoiceField(label="What drives it?", choices=Driver.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What does it say, and where does it say it?",
        help_text="Such as “Inspection of March 2026: strategy discussions are late”. Leave this empty if "
        "you choose a source below.",
        widget=forms.Textarea,
        max_length=500,
        required=False,
    )
    learning_point = forms.ModelChoiceField(
        LearningPoint.objects.none(),
        label="Does it come from a learning point?",
        empty_label="No",
        required=False,
    )
    said = forms.ModelChoiceField(
        Said.objects.none(), label="Does it come from what people told us?", empty_label="No", required=False
    )
    looks = {
        "words": {"rows": 3, "optional": False},
        "learning_point": {"optional": False},
        "said": {"optional": False},
    }

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["learning_point"].queryset = LearningPoint.objects.filter(
            pk__in=LearningPoint.objects.values("pk")[:200]  # the newest
        )
        self.fields["learning_point"].label_from_instance = lambda one: (
            f"{one.text[:90]} ({one.get_origin_display()})"
        )
        self.fields["said"].queryset = Said.objects.visible_to(person)
        self.fields["said"].label_from_instance = lambda one: f"{one.reference}: {one.said[:90]}"

    def clean(self):
        cleaned = super().clean()
        if (
            not (cleaned.get("words") or "").strip()
            and not cleaned.get("learning_point")
            and not cleaned.get("said")
        ):
            self.add_error("words", "Say what it says, or choose what was learnt or said")
        return cleaned


class OpenPlanActionForm(forms.Form):
    title = forms.CharField(
        label="What is to be done?", help_text="One thing that can be shown to be done.", max_length=300
    )
    detail = forms.CharField(
        label="Is there anything else they should know?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who is to do it?", empty_label="Choose an organisation"
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group’s log does it go on?",
        empty_label="None",
        required=False,
    )
    target_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)
    looks = {"detail": {"rows": 3}, "group": {"optional": False}}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of_today()
        self.fields["group"].queryset = Group.objects.on(timezone.localdate())
        if plan.changes_by_variation:
            decided(self)


class ConsultForm(forms.Form):
    """Which committee is asked, and when it considers the plan."""

    committee = forms.ModelChoiceField(
        Committee.objects.none(), label="Which committee?", empty_label="Choose a committee"
    )
    sent_on = DateField(label="When was the plan sent to it?", called="the day", latest=timezone.localdate)
    meets_on = DateField(label="When will it consider the plan?", called="the day of its meeting")

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        asked = plan.consultations.values("committee")
        self.fields["committee"].queryset = Committee.objects.on(timezone.localdate()).exclude(pk__in=asked)

    def clean(self):
        cleaned = super().clean()
        sent, meets = cleaned.get("sent_on"), cleaned.get("meets_on")
        if sent and meets and meets < sent:
            self.add_error("meets_on", "It cannot consider the plan before it was sent")
        return cleaned


class RecordCommentsForm(forms.Form):
    considered_on = DateField(
        label="When did it consider the plan?", called="the day", latest=timezone.localdate
    )
    said = forms.ChoiceField(
        label="What did it say?",
        choices=[("comments", "It commented"), ("nothing", "It had no comments")],
        widget=forms.RadioSelect,
    )
    comments = forms.CharField(
        label="Its comments, as recorded in its minutes",
        widget=forms.Textarea,
        max_length=6000,
        required=False,
    )
    looks = {
        "said": {"reveals": {"comments": ["comments"]}},
        "comments": {"rows": 6, "optional": False},
    }

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, consultation.deadline.due_on, done="considered_on")

    def clean(self):
        cleaned = check_late(self, super().clean())
        if cleaned.get("said") == "comments" and not (cleaned.get("comments") or "").strip():
            self.add_error("comments", "Enter what it said")
        return cleaned

    def asked(self):
        cleaned = dict(self.cleaned_data)
        nothing = cleaned.pop("said") == "nothing"
        return cleaned | {"comments": "" if nothing else cleaned["comments"]}


class AnswerCommentsForm(forms.Form):
    answer = forms.CharField(
        label="What is our answer?",
        help_text=f"Due {ANSWER_DAYS} days after it considered the plan. We send the answer back to it.",
        widget=forms.Textarea,
        max_length=6000,
    )
    changed_plan = forms.BooleanField(label="The plan was changed because of it", required=False)
    looks = {"answer": {"rows": 6}, "changed_plan": {"optional": False}}

    def __init__(self, *args, consultation, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, consultation.answer_deadline and consultation.answer_deadline.due_on)

    def clean(self):
        return check_late(self, super().clean())


class ApprovePlanForm(forms.Form):
    """By which meeting and decision the plan is approved. `revision` is what the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="At which meeting of the partnership?",
        empty_label="A meeting that is not in the portal",
        required=False,
    )
    decision = forms.CharField(
        label="Which decision approved it?", help_text="Such as “LRSCP-2026-1, decision 3”.", max_length=200
    )
    approved_on = DateField(label="When?", called="the day of the approval", latest=timezone.localdate)
    without = forms.CharField(
        label="Why is it being approved without a committee’s comments?",
        help_text="Only answer this if a committee we asked has not considered it yet.",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    looks = {"meeting": {"optional": False}, "without": {"rows": 3, "optional": False}}

    def __init__(self, *args, plan, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"revision": plan.revision}
        since = timezone.now() - timedelta(365)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(person).filter(
            group__kind=Group.Kind.PARTNERSHIP, starts_at__gte=since, starts_at__lte=timezone.now()
        )
        if not plan.consultations.filter(considered_on=None).exists():
            del self.fields["without"]


class WriteProgressForm(forms.Form):
    """How a priority stands this quarter. `revision` is what the page showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    rag = forms.ChoiceField(label="What is the progress?", choices=Rag.choices, widget=forms.RadioSelect)
    direction = forms.ChoiceField(
        label="Is it getting better or worse?", choices=Direction.choices, widget=forms.RadioSelect
    )
    narrative = forms.CharField(
        label="What happened this quarter, and what difference did it make?",
        help_text="Summarise this in a few sentences, against the outcome statement. Do not include details "
        "of a child or family.",
        widget=forms.Textarea,
        max_length=3000,
    )
    next_steps = forms.CharField(
        label="What will be done about it?",
        help_text="You must answer this if it is red or amber. Say what, who and when.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {"narrative": {"rows": 6}, "next_steps": {"rows": 4, "optional": False}}

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            name: getattr(entry, name) for name in ("revision", "rag", "direction", "narrative", "next_steps")
        }
        if entry.deadline.outstanding:
            ask_why_late(self, entry.deadline.due_on)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("rag") in (Rag.RED, Rag.AMBER) and not (cleaned.get("next_steps") or "").strip():
            self.add_error("next_steps", f"Say what will be done about it: it is {cleaned['rag']}")
        return check_late(self, cleaned) if "late_reason" in self.fields else cleaned


class CloseQuarterForm(forms.Form):
    reason = forms.CharField(
        label="Why are entries missing?", widget=forms.Textarea, max_length=1000, required=False
    )
    looks = {"reason": {"rows": 3, "optional": False}}

    def __init__(self, *args, missing, **kwargs):
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["reason"]


class ClosePlanForm(forms.Form):
    review = forms.CharField(
        label="What became of the plan?",
        help_text="Say what was achieved, what was not, and what goes into the next plan.",
        widget=forms.Textarea,
        max_length=6000,
    )
    looks = {"review": {"rows": 8}}
