"""Looking for inspections, bringing in their file, entering one by hand, and following up what worries."""

from django import forms

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Organisation
from schools.models import Inspection, InspectionNote, School

LONGEST = 4000


class InspectionsFilterForm(forms.Form):
    """Which inspections to list."""

    q = forms.CharField(label="School, or URN", max_length=100, required=False)
    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label="Authority", empty_label="All", required=False
    )
    kind = forms.ChoiceField(
        label="Kind of school", choices=[("", "All"), *School.Kind.choices], required=False
    )
    safeguarding = forms.ChoiceField(
        label="Safeguarding", choices=[("", "All"), *Inspection.Safeguarding.choices], required=False
    )
    framework = forms.ChoiceField(
        label="Framework", choices=[("", "All"), *Inspection.Framework.choices], required=False
    )
    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "All inspections"),
            ("latest", "Latest for each school"),
            ("concerns", "Concerns only"),
        ],
        required=False,
    )
    since = DateField(label="Published from", called="the first day", required=False)
    until = DateField(label="Published until", called="the last day", required=False)

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities

    def narrow(self, inspections):
        """Those of `inspections` that are asked for; all of them where the form says nothing that can be read."""
        asked = self.cleaned_data if self.is_valid() else {}
        if q := asked.get("q", "").strip():
            by_urn = {"urn_at_time": int(q)} if q.isascii() and q.isdigit() and len(q) < 8 else None
            inspections = inspections.filter(**by_urn or {"school__name__icontains": q})
        for name, field in (
            ("authority", "school__authority"), ("kind", "school__kind"), ("safeguarding", "safeguarding"),
            ("framework", "framework"), ("since", "published_on__gte"), ("until", "published_on__lte"),
        ):  # fmt: skip
            if asked.get(name):
                inspections = inspections.filter(**{field: asked[name]})
        if asked.get("show") == "concerns":
            inspections = inspections.exclude(concern=None)
        if asked.get("show") == "latest":
            latest = Inspection.objects.current().order_by("school", "-starts_on", "-pk").distinct("school")
            inspections = inspections.filter(pk__in=latest.values("pk"))
        return inspections


class ImportOfstedForm(forms.Form):
    file = forms.FileField(
        label="Which file did Ofsted publish?",
        help_text="Management information: state-funded schools, or independent schools. Upload the CSV or "
        "Excel (.xlsx) file as you downloaded it.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Select the file",
            "empty": "The selected file is empty. Choose another file",
        },
    )


class AddInspectionForm(forms.Form):
    """An outcome that no national file has."""

    urn = forms.IntegerField(
        label="What is the school’s URN?", min_value=10_000, max_value=9_999_999,
        help_text="The 6-digit number from the national register.",
        error_messages={"required": "Enter the URN"},
    )  # fmt: skip
    inspectorate = forms.ChoiceField(
        label="Who inspected it?", choices=Inspection.Inspectorate.choices, widget=forms.RadioSelect,
        initial=Inspection.Inspectorate.ISI,
    )  # fmt: skip
    framework = forms.ChoiceField(
        label="Which framework was used?", choices=Inspection.Framework.choices, widget=forms.RadioSelect,
        initial=Inspection.Framework.STANDARDS,
    )  # fmt: skip
    kind = forms.CharField(label="Which type of inspection was it?", max_length=150, required=False)
    starts_on = DateField(label="When did the inspection begin?", called="the first day")
    published_on = DateField(
        label="When was the report published?", called="the day of publication", required=False
    )
    overall = forms.CharField(
        label="What was the overall outcome?", help_text="Use the inspectorate’s own words.", max_length=100,
        required=False,
    )  # fmt: skip
    safeguarding = forms.ChoiceField(
        label="What does the report say about safeguarding?", choices=Inspection.Safeguarding.choices,
        widget=forms.RadioSelect, error_messages={"required": "Select what the report says about safeguarding"},
    )  # fmt: skip
    category = forms.ChoiceField(
        label="Which category of concern was the school placed in?",
        choices=Inspection.Category.choices,
        required=False,
    )
    link = forms.URLField(
        label="What is the web address of the report?", max_length=300, required=False, assume_scheme="https"
    )

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.schools = schools

    def clean(self):
        cleaned = super().clean()
        urn = cleaned.pop("urn", None)
        if urn:
            cleaned["school"] = self.schools.filter(urn=urn).first()
            if cleaned["school"] is None:
                self.add_error("urn", "None of your schools has this URN")
        return cleaned


class WriteNoteForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?", choices=InspectionNote.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select what it is"},
    )  # fmt: skip
    text = forms.CharField(
        label="What does the report say about safeguarding?",
        help_text="Write a sentence or two. Do not name any child or member of staff.",
        widget=forms.Textarea, max_length=LONGEST,
        error_messages={"required": "Enter what the report says about safeguarding"},
    )  # fmt: skip
    looks = {"text": {"rows": 4}}


class RecordWhatWasDoneForm(forms.Form):
    text = forms.CharField(
        label="What did the authority do?", help_text="Do not name any child or member of staff.",
        widget=forms.Textarea, max_length=LONGEST, error_messages={"required": "Enter what the authority did"},
    )  # fmt: skip
    done_on = DateField(label="When was it?", called="the day on which it was done")
    outcome = forms.CharField(
        label="What was the outcome?", widget=forms.Textarea, max_length=LONGEST, required=False
    )
    review_on = DateField(label="When will you review it?", called="the date of the next review")
    action_title = forms.CharField(
        label="What action is needed next?",
        help_text="It goes to the education lead and is followed up with all other actions. Leave blank if "
                  "there is none.",
        max_length=200, required=False,
    )  # fmt: skip
    action_due_on = DateField(label="By when?", called="the action’s date", required=False)
    looks = {"text": {"rows": 5}, "outcome": {"rows": 3}}

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="looked_on")

    def clean(self):
        cleaned = check_late(self, super().clean())
        if cleaned.get("action_due_on") and not cleaned.get("action_title"):
            self.add_error("action_title", "Enter what should be done by that date")
        return cleaned


class ConcernsFilterForm(forms.Form):
    """Which concerns to list: the open ones, next review first, or the closed ones, latest first."""

    show = forms.ChoiceField(
        label="Show", choices=[("", "Open"), ("closed", "Closed"), ("all", "All")], required=False
    )
    q = forms.CharField(label="School", max_length=100, required=False)

    def narrow(self, concerns):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("q", "").strip():
            concerns = concerns.filter(inspection__school__name__icontains=words)
        match asked.get("show"):
            case "closed":
                return concerns.exclude(closed_on=None).order_by("-closed_on", "-pk")
            case "all":
                return concerns.order_by("-opened_at", "-pk")
        return concerns.open().order_by("deadline__due_on", "pk")


class CloseConcernForm(forms.Form):
    reason = forms.CharField(
        label="Why is no more action needed?",
        help_text="For example, a later inspection found safeguarding effective.",
        widget=forms.Textarea, max_length=LONGEST,
        error_messages={"required": "Enter why no more action is needed"},
    )  # fmt: skip
    looks = {"reason": {"rows": 4}}
