"""Commissioning an audit, choosing its cases, and asking the agencies."""

from django import forms
from django.utils import timezone

from assurance.models import Audit
from assurance.rules.audits import BANDS, How, Method, Source, check_lines, lines_of
from partnership.access import Refused
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.forms.voice import organisations_of_today
from partnership.models import Group, LearningPoint, Organisation, Questionnaire

SUGGESTED = "multi-agency-audit-tool"  # the shipped tool
NAMELESS = "Do not include names, dates of birth or record numbers."


def tools_on_offer():
    """The newest version of each questionnaire that agencies answer, the shipped audit tool first."""
    asked = Questionnaire.objects.exclude(basis=Questionnaire.Basis.ANONYMOUS).exclude(offered_at=None)
    newest = asked.order_by("code", "-version").distinct("code").values("pk")
    return Questionnaire.objects.filter(
        pk__in=newest, sections__questions__kind="scale"
    ).distinct().order_by("title")  # fmt: skip


class PlanForm(forms.Form):
    """What both commissioning an audit and changing it ask."""

    theme = forms.CharField(
        label="What is the audit about?", help_text="For example, Bruises on babies.", max_length=200
    )
    why = forms.CharField(
        label="Why this, and why now?",
        help_text="Say what the review, figures or training showed.",
        widget=forms.Textarea,
        max_length=2000,
    )
    lines = forms.CharField(
        label="What are its lines of enquiry?",
        help_text="Enter one question on each line. You will write a finding for each.",
        widget=forms.Textarea,
        max_length=4000,
    )
    practice_focus = forms.CharField(
        label="Which cases is the sample drawn from?",
        help_text="For example, babies seen with a bruise in an emergency department. " + NAMELESS,
        max_length=300,
        widget=forms.TextInput,
    )
    agencies = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Which agencies audit their own work?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least 2 agencies"},
    )
    tools_due_on = DateField(label="When must agencies complete their tools?", called="the day of the tools")
    report_due_on = DateField(label="When is the report due?", called="the day of the report")
    looks = {
        "why": {"rows": 4}, "lines": {"rows": 6}, "agencies": {"small": True}, "practice_focus": {"class": ""},
    }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = organisations_of_today()

    def clean_lines(self):
        lines = self.cleaned_data["lines"]
        try:
            check_lines(lines_of(lines))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return lines


class CommissionForm(PlanForm):
    method = forms.ChoiceField(label="What kind of audit is it?", choices=Method, widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label="Where does the theme come from?", choices=Source, widget=forms.RadioSelect
    )
    earlier = forms.ModelChoiceField(
        Audit.objects.none(),
        label="Which audit is this repeating?",
        empty_label="Select an audit",
        required=False,
    )
    learning_point = forms.ModelChoiceField(
        LearningPoint.objects.none(),
        label="Which learning point does it test?",
        empty_label="None",
        required=False,
    )
    period_from = DateField(
        label="When does the period covered start?", called="the first day", latest=timezone.localdate
    )
    period_until = DateField(label="When does it end?", called="the last day", latest=timezone.localdate)
    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.none(),
        label="Which tool will agencies use?",
        help_text="There is one tool for each case and agency. Grades use its scale.",
        empty_label=None,
    )
    group = forms.ModelChoiceField(
        Group.objects.none(), label="Which group commissioned it?", empty_label=None
    )
    commissioned_on = DateField(
        label="When was it commissioned?", called="the day of the commission", latest=timezone.localdate
    )
    field_order = [
        "theme", "method", "source", "earlier", "learning_point", "why", "lines", "practice_focus", "period_from",
        "period_until", "agencies", "questionnaire", "tools_due_on", "report_due_on", "group", "commissioned_on",
    ]  # fmt: skip
    looks = PlanForm.looks | {
        "source": {"reveals": {"audit": ["earlier"], "review": ["learning_point"]}},
        "earlier": {"optional": False},
        "learning_point": {"optional": False},
    }

    def __init__(self, *args, earlier=None, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["earlier"].queryset = Audit.objects.reported()
        self.fields["earlier"].label_from_instance = lambda one: f"{one.reference}: {one.theme}"
        self.fields["learning_point"].queryset = LearningPoint.objects.filter(
            pk__in=LearningPoint.objects.values("pk")[:200]  # the newest
        )
        self.fields["learning_point"].label_from_instance = lambda one: f"{one.text[:90]} ({one.reference})"
        self.fields["questionnaire"].queryset = tools_on_offer()
        self.fields["group"].queryset = Group.objects.on(today).exclude(kind=Group.Kind.LINKED)
        suggested = tools_on_offer().filter(code=SUGGESTED).first()
        delivery = Group.objects.on(today).filter(kind=Group.Kind.DELIVERY).first()
        self.initial = {
            "commissioned_on": today, "questionnaire": suggested and suggested.pk, "group": delivery and delivery.pk,
        }  # fmt: skip
        if earlier:
            self.initial |= {
                "source": Source.AUDIT,
                "earlier": earlier.pk,
                "theme": f"{earlier.theme}, again",
                "method": earlier.method,
                "lines": "\n".join(line.question for line in earlier.lines.all()),
                "practice_focus": earlier.practice_focus,
                "agencies": list(earlier.agencies.values_list("pk", flat=True)),
            }

    def clean(self):
        cleaned = super().clean()
        again = cleaned.get("source") == Source.AUDIT
        if again and not cleaned.get("earlier"):
            self.add_error("earlier", "Select which audit this is repeating")
        if not again:
            cleaned["earlier"] = None
        if cleaned.get("source") != Source.REVIEW:
            cleaned["learning_point"] = None
        return cleaned


class WriteAuditForm(PlanForm, SeenForm):
    """`seen` is the revision that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            name: getattr(audit, name)
            for name in ("theme", "why", "practice_focus", "tools_due_on", "report_due_on")
        } | {
            "seen": audit.revision,
            "lines": "\n".join(line.question for line in audit.lines.all()),
            "agencies": list(audit.agencies.values_list("pk", flat=True)),
        }


class SelectCasesForm(forms.Form):
    """How cases come into the sample: by lot from a numbered list, or for a reason."""

    held_by = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency holds the list of cases?",
        empty_label="Select an agency",
    )
    focus = forms.CharField(
        label="What is on the list?",
        help_text="For example, babies with a bruise, January to March. The list itself stays with the agency.",
        max_length=300,
        widget=forms.TextInput,
    )
    how = forms.ChoiceField(
        label="How are cases chosen from it?", choices=How, widget=forms.RadioSelect, initial=How.LOT
    )
    pool = forms.IntegerField(
        label="How many cases are on the list?",
        help_text="The agency numbers them from 1. The portal draws numbers and keeps a record of the draw.",
        min_value=1,
        max_value=100_000,
        required=False,
    )
    reason = forms.CharField(
        label="Why these cases?", help_text=NAMELESS, widget=forms.Textarea, max_length=1000, required=False
    )
    number = forms.IntegerField(label="How many cases do you want?", min_value=1, max_value=60)
    looks = {
        "how": {"reveals": {"lot": ["pool"], "chosen": ["reason"]}},
        "pool": {"width": 5, "optional": False},
        "reason": {"rows": 3, "optional": False},
        "number": {"width": 3},
    }

    def __init__(self, *args, audit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["held_by"].queryset = audit.agencies.all()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == How.LOT and not cleaned.get("pool") and "pool" not in self.errors:
            self.add_error("pool", "Enter how many cases are on the list")
        if cleaned.get("how") == How.CHOSEN and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "Enter why you chose these cases")
        return cleaned


class DescribeCaseForm(forms.Form):
    """A case in bands."""

    age_band = forms.ChoiceField(
        label="How old was the child at the time?", choices=BANDS["age_band"], widget=forms.RadioSelect
    )
    ethnicity = forms.ChoiceField(
        label="What is the child’s ethnicity?", choices=BANDS["ethnicity"], widget=forms.RadioSelect
    )
    disability = forms.ChoiceField(
        label="Is the child disabled?", choices=BANDS["disability"], widget=forms.RadioSelect
    )
    plan = forms.ChoiceField(
        label="Which plan did the child have?", choices=BANDS["plan"], widget=forms.RadioSelect
    )
    looks = {
        "age_band": {"small": True},
        "ethnicity": {"small": True},
        "disability": {"small": True, "inline": True},
        "plan": {"small": True},
    }

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(case, name) for name in BANDS}


class WhyForm(forms.Form):
    """A reason, asked for in the page's own words."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3, "optional": False}}

    def __init__(self, *args, label="Why?", hint="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint
        self.fields["reason"].required = required
