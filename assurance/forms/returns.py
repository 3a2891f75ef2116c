"""Answering a section of a return, and submitting the whole."""

import re

from django import forms

from partnership.forms.dates import DateField
from partnership.models import Question
from partnership.rules.questionnaires import LONGEST_ANSWER, YES_NO, Given, as_date

NUMBER = re.compile(r"[0-9]{1,18}")
ASIDE = "aside"  # the choice "Does not apply"
TOO_LONG = (
    f"Your answer must be {LONGEST_ANSWER:,} characters or fewer; it has %(show_value)d. "
    "Nothing you typed is lost: shorten it here, and say where the longer text can be read"
)
Kind = Question.Kind


class Prose(forms.CharField):
    """Text of several lines. A line's end is one character, however the browser sent it."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", LONGEST_ANSWER)
        super().__init__(error_messages={"max_length": TOO_LONG}, required=False, **kwargs)
        self.widget.attrs["dir"] = "auto"  # each paragraph from the side its language is written from

    def to_python(self, value):
        return super().to_python(str(value or "").replace("\r\n", "\n"))


class Number(forms.DecimalField):
    """A number as people write it: 1,200 and 37.5 % are understood."""

    def __init__(self, **kwargs):
        wrong = "Enter a number, like 412 or 37.5"
        super().__init__(
            required=False,
            max_digits=14,
            decimal_places=2,
            min_value=0,
            error_messages={
                "invalid": wrong,
                "min_value": "Enter a number that is 0 or more",
                "max_digits": "That number is too long. Check it",
                "max_whole_digits": "That number is too long. Check it",
                "max_decimal_places": "Enter a number with at most 2 digits after the point",
            },
            **kwargs,
        )

    def to_python(self, value):
        plain = str(value if value is not None else "").replace(",", "").replace(" ", "").strip("%£")
        return super().to_python(plain)


class SectionForm(forms.Form):
    """The questions of one section. Everything may be left empty: it is a draft until it is submitted."""

    def __init__(self, data=None, *, questions, answers):
        super().__init__(data)
        self.questions = questions
        self.looks = {}
        for question in questions:
            self.ask(question, answers.get(question.pk))

    def ask(self, question, answer):
        name = f"q{question.pk}"
        look = {"label": "m", "optional": not question.required}
        self.fields[name] = field = self.field_for(question, look)
        field.label, field.help_text = question.text, question.guidance
        field.initial = self.initial_of(question, answer)
        self.looks[name] = look
        if not question.may_not_apply:
            return
        reason = self.fields[f"{name}_reason"] = Prose(
            label="Why does it not apply?",
            max_length=1000,
            initial=answer.not_applicable_reason if answer else "",
        )
        reason.error_messages["max_length"] = (
            "The reason must be 1,000 characters or fewer; it has %(show_value)d"
        )
        self.looks[f"{name}_reason"] = {"rows": 2, "optional": False}
        if question.kind in (Kind.SCALE, Kind.YES_NO):
            field.choices = [*field.choices, (ASIDE, "Does not apply")]
            look["divider"] = {ASIDE: "or"}
            look["reveals"] = {ASIDE: [f"{name}_reason"]}
        else:
            self.fields[f"{name}_{ASIDE}"] = forms.BooleanField(
                label="This does not apply to us",
                required=False,
                initial=bool(answer and answer.not_applicable),
            )
            self.looks[f"{name}_{ASIDE}"] = {"small": True, "reveals": {"on": [f"{name}_reason"]}}

    def field_for(self, question, look):
        if question.kind == Kind.SCALE:
            points = list(question.scale.points.all())
            look["hints"] = {str(point.value): point.descriptor for point in points}
            return forms.ChoiceField(
                choices=[(str(point.value), point.label) for point in points],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Choose one of the points of the scale"},
            )
        if question.kind == Kind.YES_NO:
            return forms.ChoiceField(
                choices=list(YES_NO.items()),
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Choose yes or no"},
            )
        if question.kind == Kind.NUMBER:
            look |= {"width": 5, "suffix": question.unit}
            return Number()
        if question.kind == Kind.DATE:
            return DateField(required=False, called="the date")
        look["rows"] = 7
        return Prose()

    def initial_of(self, question, answer):
        if answer is None:
            return None
        if question.kind in (Kind.SCALE, Kind.YES_NO) and answer.not_applicable:
            return ASIDE
        if question.kind == Kind.SCALE:
            return None if answer.value is None else str(answer.value)
        if question.kind == Kind.NUMBER:
            return None if answer.number is None else answer.said_number
        if question.kind == Kind.DATE:
            return as_date(answer.text)
        return answer.text

    def names_of(self, question):
        """The question's own field and, where it may not apply, those that say so and why."""
        name = f"q{question.pk}"
        return [one for one in (name, f"{name}_{ASIDE}", f"{name}_reason") if one in self.fields]

    def clean(self):
        for given in self.givens({}):
            reason = f"q{given.question.pk}_reason"
            if given.not_applicable and not given.not_applicable_reason and reason not in self.errors:
                self.add_error(
                    reason, forms.ValidationError("Say why it does not apply", code="reason_missing")
                )
        return self.cleaned_data

    def givens(self, seen):
        """What was given, question by question, leaving out what could not be read. `seen`: id → revision."""
        return [
            self.given(question, seen.get(question.pk, 0))
            for question in self.questions
            if not any(self.unreadable(name) for name in self.names_of(question))
        ]

    def unreadable(self, name):
        return name in self.errors and not self.has_error(name, code="reason_missing")

    def given(self, question, seen):
        name = f"q{question.pk}"
        value = self.cleaned_data.get(name)
        given = {
            "not_applicable": value == ASIDE or bool(self.cleaned_data.get(f"{name}_{ASIDE}")),
            "not_applicable_reason": self.cleaned_data.get(f"{name}_reason") or "",
        }
        value = None if value in (ASIDE, "") else value
        if question.kind == Kind.SCALE:
            given["value"] = None if value is None else int(value)
        elif question.kind == Kind.NUMBER:
            given["number"] = value
        else:
            given["text"] = value.isoformat() if hasattr(value, "isoformat") else value or ""
        return Given(question=question, seen=seen, **given)


def seen_of(token):
    """What the page says it saw, "12:3,13:1", as question id → revision. What cannot be read was not seen."""
    seen = {}
    for pair in str(token or "")[:10_000].split(","):
        question, _, revision = pair.partition(":")
        if NUMBER.fullmatch(question) and NUMBER.fullmatch(revision):
            seen[int(question)] = int(revision)
    return seen


def token_of(questions, answers):
    """The revision of each answer on the page, for the next save to say what it saw."""
    return ",".join(f"{q.pk}:{answers[q.pk].revision}" for q in questions if q.pk in answers)


class SubmitForm(forms.Form):
    """The declaration. A late return says why it is late."""

    declared_office = forms.CharField(
        label="Which executive lead has agreed this return?",
        help_text="Give the office, not a name: for example, Director of Children and Family Services.",
        max_length=200,
    )
    late_reason = forms.CharField(
        label="Why is it late?",
        max_length=1000,
        widget=forms.Textarea,
    )
    declaration = forms.BooleanField(
        label="The executive lead has agreed these answers. The business unit and the Independent Advisor may read "
        "them, and the Planning and Delivery Group may discuss them",
        error_messages={"required": "Tick the declaration to submit"},
    )
    checked = forms.CharField(widget=forms.HiddenInput, required=False)
    looks = {"late_reason": {"rows": 4}, "declared_office": {"class": "govuk-!-width-full"}}

    def __init__(self, data=None, *, late, **kwargs):
        super().__init__(data, **kwargs)
        if not late:
            del self.fields["late_reason"]
