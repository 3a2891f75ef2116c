"""Writing questionnaires: what they are, their sections and questions, and the scales they ask with."""

import re

from django import forms
from django.forms import formset_factory

from partnership.forms.seen import SeenForm
from partnership.models import Question, Questionnaire, Scale
from partnership.rules.questionnaire_building import MOST_COLUMNS, MOST_POINTS

Kind = Question.Kind
NUMBERS = re.compile(r"\s*\(numbers?\)\s*$", re.IGNORECASE)
TOPICS = {
    "voice_of_the_child": "The voice of the child",
    "lived_experience": "Children’s lived experience",
    "five_questions": "The five questions of the assurance framework",
    "section_11": "Section 11 of the Children Act 2004",
    "parents_and_carers": "Parents and carers",
    "numbers": "Numbers",
}
OTHER = "other"


def topic_label(topic, section=""):
    """A topic in words; a priority by the title of the section that asks about it, if there is one."""
    if topic.startswith("priority_") and section.startswith("Priority: "):
        return section
    if topic.startswith("priority_"):
        return f"Priority: {topic.removeprefix('priority_').replace('-', ' ')}"
    return TOPICS.get(topic, topic.replace("_", " ").capitalize())


class VersionForm(SeenForm):
    """A form about something in a version that several people write; `seen` is the version's count of changes."""

    def __init__(self, data=None, *, initial=None, seen=0, **kwargs):
        super().__init__(data, initial={"seen": seen, **(initial or {})}, **kwargs)

    def clean_seen(self):
        seen = str(self.cleaned_data.get("seen") or "")
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


class StartQuestionnaireForm(forms.Form):
    """What a new questionnaire is called, and of whom it is asked."""

    title = forms.CharField(
        label="What is the questionnaire called?", help_text="Whoever answers reads it first.", max_length=200
    )
    basis = forms.ChoiceField(
        label="Must those who are asked answer it?",
        choices=Questionnaire.Basis.choices,
        widget=forms.RadioSelect,
    )
    introduction = forms.CharField(
        label="What do you want to say before the questions?",
        help_text="What it is for, and who will read the answers.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    source = forms.CharField(
        label="Where do its questions come from?",
        help_text="Such as a law, guidance or a meeting. Say so if it is your own wording.",
        max_length=200,
        required=False,
    )
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "basis": {
            "hints": {
                "duty": "Section 11, or the published arrangements, oblige them.",
                "invitation": "They help by answering, and may decline.",
                "anonymous": "It asks for choices and words only, and shows results of larger groups only.",
            }
        },
        "introduction": {"rows": 6},
        "source": {"class": "govuk-!-width-full"},
    }


class WriteQuestionnaireForm(StartQuestionnaireForm, VersionForm):
    """The same of a version that is being written, and which priorities it must ask about."""

    priorities = forms.MultipleChoiceField(
        label="Which priorities must it ask about?",
        help_text="Without a required question about each, it cannot be offered.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, priorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["priorities"].choices = list(priorities.items())
        if not priorities:
            del self.fields["priorities"]
        self.looks = self.looks | {"priorities": {"small": True}}


class CopyQuestionnaireForm(forms.Form):
    title = forms.CharField(
        label="What is the copy called?",
        help_text="It asks the same questions, and is a questionnaire of its own from then on.",
        max_length=200,
    )
    looks = {"title": {"class": "govuk-!-width-full"}}


class BringQuestionnaireForm(forms.Form):
    file = forms.FileField(
        label="Which file holds the questionnaire?",
        help_text="A .toml file, as this portal gives it out. 1 MB at most.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > 1_000_000:
            raise forms.ValidationError("The file must be 1 MB or smaller")
        return file


class QuestionSectionForm(VersionForm):
    title = forms.CharField(label="What is the section called?", max_length=200)
    guidance = forms.CharField(
        label="What helps people to answer this section?",
        help_text="It stands above its questions.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    looks = {"title": {"class": "govuk-!-width-full"}, "guidance": {"rows": 4}}


class AskAboutPriorityForm(forms.Form):
    title = forms.ChoiceField(label="Which priority?", widget=forms.RadioSelect)

    def __init__(self, data=None, *, titles, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["title"].choices = [(title, title) for title in titles]


def columns_text(columns):
    return "\n".join(
        f"{column['title']} (number)" if column["kind"] == "number" else column["title"] for column in columns
    )


class QuestionForm(VersionForm):
    """One question, with what its kind of answer needs."""

    text = forms.CharField(label="What do you ask?", widget=forms.Textarea, max_length=500)
    guidance = forms.CharField(
        label="What helps people to answer it?", widget=forms.Textarea, max_length=4000, required=False
    )
    kind = forms.ChoiceField(label="How is it answered?", choices=Kind.choices, widget=forms.RadioSelect)
    scale = forms.ModelChoiceField(
        label="On which scale?", queryset=Scale.objects.all(), required=False, empty_label="Choose a scale"
    )
    unit = forms.CharField(
        label="What does the number count?",
        help_text="Such as people, days or %.",
        max_length=40,
        required=False,
    )
    columns = forms.CharField(
        label="Which columns does the table have?",
        help_text="One on each line, from the left. Write (number) after the title of a column of numbers.",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    required = forms.BooleanField(label="It must be answered", required=False)
    may_not_apply = forms.BooleanField(
        label="It may be answered “Does not apply”, with a reason", required=False
    )
    topic = forms.ChoiceField(
        label="What is it about?",
        help_text="Pages and reports find answers by it. What the arrangements require is checked by it.",
        required=False,
    )
    other_topic = forms.SlugField(
        label="Another topic",
        help_text="In a word, or words joined by _.",
        max_length=40,
        required=False,
        error_messages={"invalid": "A topic may hold letters, digits, - and _ only"},
    )
    code = forms.SlugField(
        label="Code",
        help_text="Answers of several years are compared by it, so it stays when the wording changes. "
        "Leave it empty for one made from the question.",
        max_length=60,
        required=False,
        error_messages={"invalid": "A code may hold letters, digits, - and _ only"},
    )
    looks = {
        "text": {"rows": 2},
        "guidance": {"rows": 3},
        "kind": {"reveals": {"scale": ["scale"], "number": ["unit"], "table": ["columns"]}},
        "scale": {"optional": False},
        "unit": {"width": 10, "optional": False},
        "columns": {"rows": 5, "optional": False},
        "required": {"small": True},
        "may_not_apply": {"small": True},
        "topic": {"optional": False, "reveals": {}},
        "other_topic": {"width": 20},
        "code": {"width": 20},
    }

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        known = dict.fromkeys([*TOPICS, *topics])
        self.fields["topic"].choices = [
            ("", "Nothing in particular"),
            *((topic, topic_label(topic)) for topic in known),
        ]

    def clean_columns(self):
        lines = [line.strip() for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        columns = [
            {"title": NUMBERS.sub("", line)[:200], "kind": "number" if NUMBERS.search(line) else "text"}
            for line in lines
        ]
        if len(columns) > MOST_COLUMNS:
            raise forms.ValidationError(
                f"A table can have {MOST_COLUMNS} columns at most; this has {len(columns)}"
            )
        return columns

    def clean(self):
        given = super().clean()
        kind = given.get("kind")
        if kind == Kind.SCALE and not given.get("scale") and "scale" not in self.errors:
            self.add_error("scale", "Choose the scale on which it is answered")
        if kind == Kind.NUMBER and not given.get("unit", "").strip() and "unit" not in self.errors:
            self.add_error("unit", "Say what the number counts, such as people or %")
        if kind == Kind.TABLE and not given.get("columns") and "columns" not in self.errors:
            self.add_error("columns", "Name at least one column of the table")
        other = given.pop("other_topic", "")
        given["topic"] = other or given.get("topic", "")
        return given

    @staticmethod
    def starting(question):
        """What the form shows of a question that is there."""
        names = ("text", "guidance", "kind", "scale", "unit", "required", "may_not_apply", "topic", "code")
        return {name: getattr(question, name) for name in names} | {"columns": columns_text(question.columns)}


class AskOnlyIfForm(VersionForm):
    """After which answers to the earlier question it is asked."""

    answers = forms.MultipleChoiceField(
        label="After which answers is it asked?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one answer"},
    )

    def __init__(self, data=None, *, source, possible, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["answers"].choices = list(possible.items())
        self.fields["answers"].label = f"After which answers to “{source}” is it asked?"


class ScaleForm(SeenForm):
    name = forms.CharField(label="What is the scale called?", max_length=200)
    looks = {"name": {"class": "govuk-!-width-full"}}


class ScalePointForm(forms.Form):
    """One point; a row without anything is none."""

    value = forms.IntegerField(label="Value", min_value=-99, max_value=99, required=False)
    label = forms.CharField(label="Label", max_length=100, required=False)
    descriptor = forms.CharField(
        label="What does it mean?", widget=forms.Textarea, max_length=1000, required=False
    )
    show_optional = False
    looks = {"value": {"width": 3}, "descriptor": {"rows": 2}}

    def clean(self):
        given = super().clean()
        says = given.get("label") or given.get("descriptor")
        if says and given.get("value") is None and "value" not in self.errors:
            self.add_error("value", "Give the point a value, such as 3")
        if given.get("value") is not None and not given.get("label") and "label" not in self.errors:
            self.add_error("label", "Give the point a label")
        return given


def scale_points(data=None, *, initial=()):
    """Rows for the points of a scale: those that are there, highest first, and empty ones after them."""
    extra = 4 if not initial else 2
    rows = formset_factory(
        ScalePointForm, extra=min(extra, MOST_POINTS - len(initial)), max_num=MOST_POINTS, validate_max=True
    )
    return rows(data, initial=list(initial), prefix="points")


def points_given(rows):
    return [
        {"value": row["value"], "label": row["label"], "descriptor": row["descriptor"]}
        for row in rows.cleaned_data
        if row and row.get("value") is not None
    ]
