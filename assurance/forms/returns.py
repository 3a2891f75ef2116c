"""Answering a section of a return, and submitting the whole."""

import re

from django import forms
from django.utils.functional import cached_property

from assurance.forms.tables import MORE_ROWS, TableField
from partnership.forms.dates import DateField
from partnership.models import Question
from partnership.rules.answers import YES_NO, as_date
from partnership.rules.questionnaires import LONGEST_ANSWER, Given, applies, has_jumped

NUMBER = re.compile(r"[0-9]{1,18}")
ASIDE = "aside"  # the choice "Does not apply"
WHY = "why"  # why a number differs so much from last time
HOLDS = "holds"  # that what was brought forward still holds
TOO_LONG = (
    f"Your answer must be {LONGEST_ANSWER:,} characters or fewer. You have entered %(show_value)d. "
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
                "max_digits": "The number is too long. Check it",
                "max_whole_digits": "The number is too long. Check it",
                "max_decimal_places": "Enter a number with at most 2 digits after the point",
            },
            **kwargs,
        )

    def to_python(self, value):
        plain = str(value if value is not None else "").replace(",", "").replace(" ", "").strip("%£")
        return super().to_python(plain)


class SectionForm(forms.Form):
    """The questions of one section. Everything may be left empty: it is a draft until it is submitted.

    `answers` are all of the return, by question id, for a question may be asked on the answer to one elsewhere.
    `last` are last time's, by question code.
    """

    def __init__(self, data=None, *, questions, answers, last=None, more=""):
        super().__init__(data)
        self.questions = questions
        self.answers = answers
        self.last = last or {}
        self.looks = {}
        for question in questions:
            self.ask(question, answers.get(question.pk))
        if more in self.fields and isinstance(self.fields[more], TableField):
            self.fields[more].widget.more = MORE_ROWS

    def ask(self, question, answer):
        name = f"q{question.pk}"
        look = {"label": "m", "optional": not question.required}
        if question.kind != Kind.EVIDENCE:
            self.fields[name] = field = self.field_for(question, look)
            field.label, field.help_text = question.text, question.guidance
            field.initial = self.initial_of(question, answer)
            self.looks[name] = look
        if question.kind == Kind.NUMBER and self.before(question) is not None:
            self.ask_why(question, answer)
        if question.may_not_apply:
            self.ask_whether_it_applies(question, answer, look)
        if answer is not None and answer.to_review and answer.given:
            self.fields[f"{name}_{HOLDS}"] = forms.BooleanField(
                label="This is last time’s answer and it is still correct", required=False
            )
            self.looks[f"{name}_{HOLDS}"] = {"small": True}

    def ask_why(self, question, answer):
        name = f"q{question.pk}_{WHY}"
        self.fields[name] = Prose(
            label="Why does it differ so much from last time?",
            help_text="Only answer if it is more than one and a half times last time’s number, less than "
            "half of it, or changes from or to 0.",
            max_length=2000,
            initial=answer.why_changed if answer else "",
        )
        self.fields[name].error_messages["max_length"] = (
            "The reason must be 2,000 characters or fewer. You have entered %(show_value)d"
        )
        self.looks[name] = {"rows": 2, "optional": False}

    def ask_whether_it_applies(self, question, answer, look):
        name = f"q{question.pk}"
        reason = self.fields[f"{name}_reason"] = Prose(
            label="Why does it not apply?",
            max_length=1000,
            initial=answer.not_applicable_reason if answer else "",
        )
        reason.error_messages["max_length"] = (
            "The reason must be 1,000 characters or fewer. You have entered %(show_value)d"
        )
        self.looks[f"{name}_reason"] = {"rows": 2, "optional": False}
        if question.kind in (Kind.SCALE, Kind.YES_NO):
            field = self.fields[name]
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

    def before(self, question):
        """The number of last time, where there is one to compare with."""
        last = self.last.get(question.code)
        return None if last is None or last.not_applicable else last.number

    def field_for(self, question, look):
        if question.kind == Kind.SCALE:
            points = list(question.scale.points.all())
            look["hints"] = {str(point.value): point.descriptor for point in points}
            return forms.ChoiceField(
                choices=[(str(point.value), point.label) for point in points],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Select a point on the scale"},
            )
        if question.kind == Kind.YES_NO:
            return forms.ChoiceField(
                choices=list(YES_NO.items()),
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": "Select yes or no"},
            )
        if question.kind == Kind.NUMBER:
            look |= {"width": 5, "suffix": question.unit}
            return Number()
        if question.kind == Kind.DATE:
            return DateField(required=False, called="the date")
        if question.kind == Kind.TABLE:
            return TableField(question.columns)
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
        return answer.rows if question.kind == Kind.TABLE else answer.text

    def names_of(self, question):
        """The question's own field and those that belong to it, in the order in which they stand."""
        name = f"q{question.pk}"
        names = (name, f"{name}_{WHY}", f"{name}_{ASIDE}", f"{name}_reason", f"{name}_{HOLDS}")
        return [one for one in names if one in self.fields]

    def clean(self):
        self.unread = set(self.errors)
        for question in self.questions:
            if not self.is_asked(question):
                for name in self.names_of(question):
                    self.errors.pop(name, None)  # nobody is asked it, so nothing in it is wrong
        for given in self.givens({}):
            if not self.is_asked(given.question):
                continue
            name = f"q{given.question.pk}"
            if given.not_applicable and not given.not_applicable_reason:
                self.say(f"{name}_reason", "Enter why it does not apply")
            before = self.before(given.question)
            if not given.not_applicable and not given.why_changed and has_jumped(given.number, before):
                self.say(f"{name}_{WHY}", "Enter why it differs so much from last time")
        return self.cleaned_data

    def say(self, name, sentence):
        """Something is still to be said there; what was given is saved all the same."""
        if name in self.fields and name not in self.errors:
            self.add_error(name, sentence)

    def is_asked(self, question):
        """Whether it is asked, by what is on this page as it now stands and what was saved of other sections."""
        return applies(question, self.standing)

    @cached_property
    def standing(self):
        """Question id → what is answered: what this page was sent, and what was saved of everything else."""
        if not self.is_bound:
            return self.answers
        return self.answers | {
            given.question.pk: given for given in self.givens({}) if given.question.kind != Kind.EVIDENCE
        }

    def givens(self, seen):
        """What was given, question by question, leaving out what could not be read. `seen`: id → revision."""
        return [
            self.given(question, seen.get(question.pk, 0))
            for question in self.questions
            if self.names_of(question) and not any(self.unreadable(name) for name in self.names_of(question))
        ]

    def unreadable(self, name):
        """Whether what was typed there could not be understood, and so was not saved."""
        return name in self.unread

    def given(self, question, seen):
        name = f"q{question.pk}"
        value = self.cleaned_data.get(name)
        given = {
            "not_applicable": value == ASIDE or bool(self.cleaned_data.get(f"{name}_{ASIDE}")),
            "not_applicable_reason": self.cleaned_data.get(f"{name}_reason") or "",
            "why_changed": self.cleaned_data.get(f"{name}_{WHY}") or self.kept_why(question),
            "confirmed": bool(self.cleaned_data.get(f"{name}_{HOLDS}")),
        }
        value = None if value in (ASIDE, "") else value
        if question.kind == Kind.SCALE:
            given["value"] = None if value is None else int(value)
        elif question.kind == Kind.NUMBER:
            given["number"] = value
        elif question.kind == Kind.TABLE:
            given["rows"] = value or []
        elif question.kind != Kind.EVIDENCE:
            given["text"] = value.isoformat() if hasattr(value, "isoformat") else value or ""
        return Given(question=question, seen=seen, **given)

    def kept_why(self, question):
        """A reason stays where the page did not ask for one."""
        answer = self.answers.get(question.pk)
        return answer.why_changed if answer and f"q{question.pk}_{WHY}" not in self.fields else ""


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
        help_text="Give the office, not a name. For example, Director of Children and Family Services.",
        max_length=200,
    )
    late_reason = forms.CharField(
        label="Why is it late?",
        max_length=1000,
        widget=forms.Textarea,
    )
    declaration = forms.BooleanField(
        label="The executive lead has agreed these answers. I understand that the business unit and the "
        "Independent Advisor can read them, and the Planning and Delivery Group can discuss them",
        error_messages={"required": "Confirm the declaration to submit"},
    )
    checked = forms.CharField(widget=forms.HiddenInput, required=False)
    looks = {"late_reason": {"rows": 4}, "declared_office": {"class": "govuk-!-width-full"}}

    def __init__(self, data=None, *, late, **kwargs):
        super().__init__(data, **kwargs)
        if not late:
            del self.fields["late_reason"]


class SubmitSchoolForm(SubmitForm):
    """The declaration of a school's safeguarding lead. What could tell of a child was looked at first."""

    looked = forms.BooleanField(
        label="I have checked each of these. None of them names or identifies a child or family",
        error_messages={"required": "Confirm that you have checked each of these, or change the answers"},
    )
    field_order = ["declared_office", "late_reason", "looked", "declaration"]

    def __init__(self, data=None, *, late, could_tell, **kwargs):
        super().__init__(data, late=late, **kwargs)
        self.fields["declared_office"].label = "Which office do you hold?"
        self.fields["declared_office"].help_text = "For example, designated safeguarding lead or deputy."
        self.fields["declaration"].label = (
            "These answers are correct and do not name any child or family. I understand that the head will "
            "be asked to sign them, and that the authority, the business unit and the Independent Advisor "
            "can read them"
        )
        if not could_tell:
            del self.fields["looked"]
