"""Planning what is done in three years, moving it, and saying what came of it."""

from datetime import date

from django import forms
from django.utils import timezone

from assurance.models import Audit
from assurance.rules.timetable import LINKS, Kind, quarters_of, window
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import BusinessPlan, Group, Meeting, Priority, Round, Survey
from partnership.rules.years import year_began
from partnership.working_days import add_months

CHOICES = {
    "audit": "Which audit is it?",
    "round": "Which round is it?",
    "meeting": "Which meeting is it?",
    "survey": "Which survey is it?",
}


def quarter_choices(starts_on, ends_on, *, since=None):
    """(last day, words) of each quarter of the window that is not over."""
    return [
        (last.isoformat(), f"{first:%B} to {last:%B %Y}")
        for first, last in quarters_of(starts_on)
        if last <= ends_on and (since is None or last >= since)
    ]


def ask_when(form, *, called="When?"):
    """A day, or a quarter."""
    today = timezone.localdate()
    starts, ends = window(today)
    form.fields["when"] = forms.ChoiceField(
        label=called,
        choices=[("quarter", "At some point in a quarter"), ("day", "On a set date")],
        widget=forms.RadioSelect,
    )
    form.fields["quarter"] = forms.ChoiceField(
        label="Which quarter?", choices=quarter_choices(starts, ends, since=today), required=False
    )
    form.fields["planned_on"] = DateField(label="What date?", called="the day", required=False)
    form.looks = dict(getattr(form, "looks", {})) | {
        "when": {"reveals": {"quarter": ["quarter"], "day": ["planned_on"]}},
        "quarter": {"optional": False},
        "planned_on": {"optional": False},
    }


def check_when(form, cleaned):
    if cleaned.get("when") == "day" and not cleaned.get("planned_on") and "planned_on" not in form.errors:
        form.add_error("planned_on", "Enter the date")
    return cleaned


def when_of(cleaned):
    """What the operation takes."""
    if cleaned["when"] == "day":
        return {"planned_on": cleaned["planned_on"], "whole_quarter": False}
    return {"planned_on": date.fromisoformat(cleaned["quarter"]), "whole_quarter": True}


class PlanEntryForm(forms.Form):
    kind = forms.ChoiceField(label="What is it?", choices=Kind, widget=forms.RadioSelect)
    title = forms.CharField(
        label="What is it called?", help_text="For example, Deep dive: neglect.", max_length=200
    )
    group = forms.ModelChoiceField(Group.objects.none(), label="Which group leads it?", empty_label=None)
    priority = forms.ModelChoiceField(
        Priority.objects.none(),
        label="Which priority of the business plan does it test?",
        empty_label="None of them",
        required=False,
    )
    looks = {"kind": {"small": True}, "priority": {"optional": False}}

    def __init__(self, *args, person, kind="", **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["group"].queryset = Group.objects.on(today).exclude(kind=Group.Kind.LINKED)
        plans = BusinessPlan.objects.visible_to(person).filter(ends_on__gte=year_began(today))
        self.fields["priority"].queryset = Priority.objects.standing().filter(plan__in=plans).select_related(
            "plan"
        )  # fmt: skip
        self.fields["priority"].label_from_instance = lambda one: (
            f"{one.plan.reference}, {one.number}. {one.title}"
        )
        delivery = Group.objects.on(today).filter(kind=Group.Kind.DELIVERY).first()
        self.initial = {"kind": kind, "group": delivery and delivery.pk, "when": "quarter"}
        ask_when(self, called="When is it planned for?")

    def clean(self):
        return check_when(self, super().clean())

    def asked(self):
        cleaned = self.cleaned_data
        return {name: cleaned[name] for name in ("kind", "title", "group", "priority")} | when_of(cleaned)


class MoveEntryForm(forms.Form):
    reason = forms.CharField(label="Why are you moving it?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_when(self, called="When will it be?")
        self.order_fields(["when", "quarter", "planned_on", "reason"])

    def clean(self):
        return check_when(self, super().clean())

    def asked(self):
        return when_of(self.cleaned_data) | {"reason": self.cleaned_data["reason"]}


class LinkEntryForm(forms.Form):
    """The real thing that shows how far an entry is."""

    def __init__(self, *args, entry, person, **kwargs):
        super().__init__(*args, **kwargs)
        found = {
            "audit": Audit.objects.visible_to(person).standing(),
            "round": Round.objects.assurance(),
            "meeting": Meeting.objects.visible_to(person).exclude(state=Meeting.State.CANCELLED).select_related(
                "group"
            ).order_by("-starts_at"),
            "survey": Survey.objects.all(),
        }  # fmt: skip
        self.names = LINKS[entry.kind]
        for name in self.names:
            self.fields[name] = forms.ModelChoiceField(
                found[name], label=CHOICES[name], empty_label="None", required=False
            )
        if "audit" in self.fields:
            self.fields["audit"].label_from_instance = lambda one: f"{one.reference}: {one.theme}"
        self.initial = {name: getattr(entry, f"{name}_id") for name in self.names}
        self.looks = {name: {"optional": False} for name in self.names}

    def clean(self):
        cleaned = super().clean()
        chosen = [name for name in self.names if cleaned.get(name)]
        if not chosen and not self.errors:
            self.add_error(self.names[0], "Select what it is")
        if len(chosen) > 1:
            self.add_error(chosen[1], "Select only one")
        return cleaned


class FinishEntryForm(forms.Form):
    done_on = DateField(label="When was it done?", called="the day", latest=timezone.localdate)
    outcome = forms.CharField(
        label="Outcome?",
        help_text="In a sentence or two, say what it found and where that is written.",
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"outcome": {"rows": 4}}

    def __init__(self, *args, due_on, done_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"done_on": done_on}
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class RefreshForm(forms.Form):
    """Which year the timetable is rolled forward for, and the plan that it belongs to."""

    starts_on = forms.TypedChoiceField(label="Which year does it start from?", widget=forms.RadioSelect)
    plan = forms.ModelChoiceField(
        BusinessPlan.objects.none(),
        label="Which business plan goes with it?",
        empty_label="None yet",
        required=False,
    )
    looks = {"plan": {"optional": False}}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        first = year_began(timezone.localdate())
        self.years = {one.isoformat(): one for one in (first, add_months(first, 12))}
        self.fields["starts_on"].choices = [
            (key, f"April {one.year} to March {one.year + 3}") for key, one in self.years.items()
        ]
        self.fields["plan"].queryset = BusinessPlan.objects.visible_to(person)

    def asked(self):
        return {"starts_on": self.years[self.cleaned_data["starts_on"]], "plan": self.cleaned_data["plan"]}
