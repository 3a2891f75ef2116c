"""Writing a survey, making its links, answering it, and looking at what was written."""

from django import forms
from django.forms import formset_factory
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Questionnaire, Scale, Survey, SurveyLink
from partnership.models.surveys import Audience
from partnership.rules.surveys import (
    CHOICES,
    LONGEST_TEXT,
    MINIMUM_MAY_BE,
    MOST_QUESTIONS,
    MOST_TICKETS,
)

OWN = "own"
NOT_SAYING = "-"


class StartSurveyForm(forms.Form):
    """What is asked of whom, what for, and until when."""

    title = forms.CharField(
        label="What is the survey called?",
        help_text="Use plain words. People read this first.",
        max_length=200,
    )
    audience = forms.ChoiceField(
        label="Who are you asking?", choices=Audience.choices, widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label="What is it for, and what will be done with the answers?",
        help_text="A few sentences to the people who answer. Say when and where they will be told what was done.",
        widget=forms.Textarea,
        max_length=2000,
    )
    questions = forms.ChoiceField(
        label="Which questions?",
        help_text="Questions that were asked before can be compared from one survey to the next.",
        widget=forms.RadioSelect,
    )
    opens_on = DateField(label="When can people start answering?", called="the first day")
    closes_on = DateField(
        label="What is the last day?",
        called="the last day",
        help_text="Results are shown after this.",
        earliest=timezone.localdate,
    )
    looks = {"purpose": {"rows": 4}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newest = (
            Questionnaire.objects.offered()
            .filter(basis=Questionnaire.Basis.ANONYMOUS)
            .order_by("code", "-version")
        )
        self.found = {
            str(one.pk): one for one in newest.distinct("code").filter(sections__questions__isnull=False)
        }
        self.fields["questions"].choices = [
            (OWN, "New questions, written next"),
            *((pk, str(one)) for pk, one in self.found.items()),
        ]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", "The last day must be on or after the first")
        return cleaned

    def asked(self):
        """What the operation takes."""
        cleaned = dict(self.cleaned_data)
        return cleaned | {"questionnaire": self.found.get(cleaned.pop("questions"))}


class SurveyQuestionForm(forms.Form):
    """One question, and how it is answered."""

    text = forms.CharField(label="What do you want to ask?", max_length=500, required=False)
    answered = forms.ChoiceField(label="How is it answered?", required=False)

    def __init__(self, *args, scales=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered"].choices = [
            ("yes_no", "Yes or no"),
            ("text", "In their own words"),
            *((code, f"A choice: {name}") for code, name in scales),
        ]

    show_optional = False


SurveyQuestions = formset_factory(SurveyQuestionForm, extra=4, max_num=MOST_QUESTIONS)


def survey_questions(data=None, *, initial=None):
    """The rows in which questions are written, with empty ones after those that are there."""
    return SurveyQuestions(
        data,
        initial=initial,
        prefix="questions",
        form_kwargs={"scales": list(Scale.objects.values_list("code", "name"))},
    )


class ChooseBreakdownForm(forms.Form):
    """How answers are shown, chosen before there are any."""

    breakdown = forms.ChoiceField(
        label="How should the answers be broken down?",
        help_text="You can only choose one. With 2, someone could work out small numbers.",
        choices=[("none", "No breakdown, everyone together"), *Survey.Breakdown.choices[1:]],
        widget=forms.RadioSelect,
    )
    question = forms.ChoiceField(label="Which question should the answers be broken down by?", required=False)
    minimum = forms.IntegerField(
        label="How many people must be in a group before we show its answers?",
        min_value=MINIMUM_MAY_BE,
        max_value=100,
    )
    minimum_source = forms.CharField(label="Where does this number come from?", max_length=200)
    looks = {
        "breakdown": {"reveals": {"question": ["question"]}},
        "question": {"optional": False},
        "minimum": {"width": 3},
    }

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {str(one.pk): one for one in questions if one.kind in CHOICES}
        self.fields["question"].choices = [
            ("", "Choose a question"),
            *((pk, one.text) for pk, one in self.questions.items()),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("breakdown") == "question" and not cleaned.get("question"):
            self.add_error("question", "Choose the question to break the answers down by")
        return cleaned

    def asked(self):
        cleaned = self.cleaned_data
        return {
            "breakdown": "" if cleaned["breakdown"] == "none" else cleaned["breakdown"],
            "question": self.questions.get(cleaned.get("question", "")),
            "minimum": cleaned["minimum"],
            "minimum_source": cleaned["minimum_source"],
        }


class AddSurveyLinkForm(forms.Form):
    place = forms.CharField(
        label="Where is it used?",
        help_text="Such as “youth clubs” or “school councils, Rutland”. Answers may be broken down by this, "
        "so make it a large group.",
        max_length=100,
    )
    kind = forms.ChoiceField(
        label="Which kind of link?", choices=SurveyLink.Kind.choices, widget=forms.RadioSelect
    )
    how_many = forms.IntegerField(label="How many?", min_value=1, max_value=MOST_TICKETS, required=False)
    until = DateField(
        label="What is the last day the link works?",
        called="the link’s last day",
        help_text="Leave this empty to use the survey’s last day.",
        earliest=timezone.localdate,
        required=False,
    )
    looks = {
        "kind": {"reveals": {"single": ["how_many"]}},
        "how_many": {"width": 3, "optional": False},
        "until": {"optional": False},
    }

    def clean(self):
        cleaned = super().clean()
        needs = cleaned.get("kind") == SurveyLink.Kind.SINGLE and "how_many" not in self.errors
        if needs and not cleaned.get("how_many"):
            self.add_error("how_many", "Say how many links you need")
        cleaned["how_many"] = cleaned.get("how_many") or 0
        return cleaned


class ReasonForm(forms.Form):
    """Why something ends, or is taken back."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3}}

    def __init__(self, *args, label="Why?", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class LookAtTextForm(forms.Form):
    """Whether others may read what was written."""

    keep = forms.ChoiceField(
        label="Can others read it?",
        choices=[
            ("as_it_is", "Yes, as it is. It does not identify anyone"),
            ("parts", "Yes, without the parts that could identify someone"),
            ("nothing", "No, none of it"),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What others can read",
        help_text="Write [taken out] in place of names, schools, places and anything else that could "
        "identify someone. What you take out is destroyed and cannot be recovered.",
        widget=forms.Textarea,
        max_length=LONGEST_TEXT,
        required=False,
    )
    reason = forms.CharField(
        label="Why are you taking something out?",
        help_text="Do not say what it was. For example, “a name”. You must answer unless the text stays as it is.",
        max_length=200,
        required=False,
    )
    looks = {
        "keep": {"reveals": {"parts": ["words"]}},
        "words": {"rows": 5, "optional": False},
        "reason": {"optional": False},
    }


class AnswerSurveyForm(forms.Form):
    """A survey's questions, none of which has to be answered."""

    show_optional = False

    def __init__(self, *args, questions, points, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"q{one.pk}": one for one in questions}
        self.looks = {}
        for name, question in self.questions.items():
            options = points.get(question.pk)
            if options is not None:
                self.fields[name] = forms.TypedChoiceField(
                    label=question.text,
                    help_text=question.guidance,
                    choices=[*options.items(), (NOT_SAYING, "I would rather not say")],
                    coerce=lambda value: None if value == NOT_SAYING else int(value),
                    empty_value=None,
                    widget=forms.RadioSelect,
                    required=False,
                )
                self.looks[name] = {"label": "m", "divider": {NOT_SAYING: "or"}}
            else:
                self.fields[name] = forms.CharField(
                    label=question.text,
                    help_text=question.guidance
                    or "Do not write names, or anything that could identify you or someone else.",
                    widget=forms.Textarea,
                    max_length=LONGEST_TEXT,
                    required=False,
                )
                self.looks[name] = {"label": "m", "rows": 4}

    def given(self):
        """What the operation takes: choices and texts by question."""
        chosen, written = {}, {}
        for name, question in self.questions.items():
            value = self.cleaned_data.get(name)
            if isinstance(value, str):
                written[question] = value
            elif value is not None:
                chosen[question] = value
        return {"choices": chosen, "texts": written}
