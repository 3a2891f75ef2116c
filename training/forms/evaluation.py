"""What people say of training, and what staff say of it: the forms."""

from django import forms

from partnership.access import Refused
from partnership.rules.childs_detail import check_no_detail
from training.models.evaluation import Respondent
from training.operations.evaluation import reactions_of, statements_of
from training.rules.evaluation import AGREEMENT, LONGEST_REMARK, MOST_STATEMENTS, SCALE, remarks_asked


def rated(label, points):
    return forms.TypedChoiceField(
        label=label, choices=points, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": f"Select an answer: {label[0].lower()}{label[1:]}"},
    )  # fmt: skip


class EvaluateForm(forms.Form):
    """The statements of a course on one scale, and a few words."""

    def __init__(self, *args, evaluation, **kwargs):
        super().__init__(*args, **kwargs)
        who = "they" if evaluation.respondent == Respondent.MANAGER else "you"
        self.statements = statements_of(evaluation)
        self.reactions = reactions_of(evaluation)
        self.remarks = remarks_asked(evaluation.moment, evaluation.respondent)
        self.looks = {}
        for one in self.statements:
            self.fields[f"statement_{one.pk}"] = rated(
                f"How confident are you that {who} can {one.text}?", SCALE
            )
            self.looks[f"statement_{one.pk}"] = {"small": True, "label": "s"}
        for code, text in self.reactions:
            self.fields[f"reaction_{code}"] = rated(f"{text}: do you agree?", AGREEMENT)
            self.looks[f"reaction_{code}"] = {"small": True, "label": "s"}
        for code, text in self.remarks:
            self.fields[f"remark_{code}"] = forms.CharField(
                label=text, widget=forms.Textarea, max_length=LONGEST_REMARK, required=False,
                help_text="Do not name any child, family or colleague.",
            )  # fmt: skip
            self.looks[f"remark_{code}"] = {"rows": 4, "label": "s"}

    def clean(self):
        cleaned = super().clean()
        for code, _ in self.remarks:
            try:
                check_no_detail(cleaned.get(f"remark_{code}", ""))
            except Refused as refused:
                self.add_error(f"remark_{code}", str(refused))
        return cleaned

    def given(self):
        cleaned = self.cleaned_data
        return {
            "scores": {one.pk: cleaned[f"statement_{one.pk}"] for one in self.statements},
            "reactions": {code: cleaned[f"reaction_{code}"] for code, _ in self.reactions},
            "remarks": {code: cleaned[f"remark_{code}"] for code, _ in self.remarks},
        }


# what stands on the page → (moment, respondent)
TIMES = {
    "before": ("before", "learner", "How many days before the session are learners asked?"),
    "after": ("after", "learner", "How many days after the session are learners asked?"),
    "later": ("later", "learner", "How many days after the session are learners asked again?"),
    "manager": ("later", "manager", "How many days after the session are their managers asked?"),
}


class SetEvaluationForm(forms.Form):
    """What people of a course are asked, and when."""

    statements = forms.CharField(
        label="What can people do after this course?",
        help_text=f"Enter one on each line, up to {MOST_STATEMENTS}, such as “describe a child’s day in the "
        f"child’s words”. "
        "People are asked how confident they are that they can do it.",
        widget=forms.Textarea,
        max_length=200 * MOST_STATEMENTS,
        error_messages={"required": "Enter at least one thing people can do after the course"},
    )
    looks = {"statements": {"rows": 8}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = dict(self.looks)
        for name, (_, _, question) in TIMES.items():
            self.fields[name] = forms.IntegerField(
                label=question,
                required=False,
                min_value=0,
                max_value=400,
                help_text="Leave blank if you do not want to ask.",
            )
            self.looks[name] = {"width": 3, "optional": False}

    def clean_statements(self):
        lines = [line.strip() for line in self.cleaned_data["statements"].splitlines() if line.strip()]
        if long := next((line for line in lines if len(line) > 200), None):
            raise forms.ValidationError(f"“{long[:40]}…” is longer than 200 characters. Make it shorter.")
        return lines

    def asked(self):
        return {
            (moment, respondent): -self.cleaned_data[name] if name == "before" else self.cleaned_data[name]
            for name, (moment, respondent, _) in TIMES.items()
            if self.cleaned_data.get(name) is not None
        }


def initial_of(course, stages):
    """What the form begins with: the standing statements, and the days."""
    days = {(moment, respondent): abs(offset) for (moment, respondent), offset in stages.items()}
    return {
        "statements": "\n".join(one.text for one in course.statements.all() if one.retired_on is None),
        **{name: days.get((moment, respondent)) for name, (moment, respondent, _) in TIMES.items()},
    }


class WriteYearlyEvaluationForm(forms.Form):
    """What the year's figures mean."""

    difference = forms.CharField(
        label="What difference did training make for children and families?",
        help_text="What people do differently, and how we know.",
        widget=forms.Textarea, max_length=8000, required=False,
    )  # fmt: skip
    not_changed = forms.CharField(
        label="What did not change, or is not known?", widget=forms.Textarea, max_length=8000, required=False
    )
    next_year = forms.CharField(
        label="What does it mean for next year’s needs and programme?", widget=forms.Textarea, max_length=8000,
        required=False,
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)
    looks = {name: {"rows": 8, "optional": False} for name in ("difference", "not_changed", "next_year")}


class HideRemarkForm(forms.Form):
    reason = forms.CharField(label="How could it identify someone?", max_length=300)
