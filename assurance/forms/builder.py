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
        label="What is the questionnaire called?",
        help_text="People who answer will read this first.",
        max_length=200,
    )
    basis = forms.ChoiceField(
        label="Is it compulsory?",
        choices=Questionnaire.Basis.choices,
        widget=forms.RadioSelect,
    )
    introduction = forms.CharField(
        label="What do you want to say before the questions?",
        help_text="Say what it is for and who will read the answers.",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    source = forms.CharField(
        label="Where do its questions come from?",
        help_text="For example, a law, guidance or a meeting. Say if it is your own wording.",
        max_length=200,
        required=False,
    )
    looks = {
        "title": {"class": "govuk-!-width-full"},
        "basis": {
            "hints": {
                "duty": "Required by section 11 or the published arrangements.",
                "invitation": "They are invited to answer and can decline.",
                "anonymous": "It only asks for choices and words, and only shows results for larger groups.",
            }
        },
        "introduction": {"rows": 6},
        "source": {"class": "govuk-!-width-full"},
    }


class WriteQuestionnaireForm(StartQuestionnaireForm, VersionForm):
    """The same of a version that is being written, and which priorities it must ask about."""

    priorities = forms.MultipleChoiceField(
        label="Which priorities must it ask about?",
        help_text="It needs a required question about each of these before you can offer it.",
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
        help_text="It starts with the same questions and is then a separate questionnaire.",
        max_length=200,
    )
    looks = {"title": {"class": "govuk-!-width-full"}}


class BringQuestionnaireForm(forms.Form):
    file = forms.FileField(
        label="Upload the questionnaire",
        help_text="A .toml file downloaded from this portal, up to 1MB.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > 1_000_000:
            raise forms.ValidationError("The selected file must be smaller than 1MB")
        return file


class QuestionSectionForm(VersionForm):
    title = forms.CharField(label="What is the section called?", max_length=200)
    guidance = forms.CharField(
        label="What would help people answer this section?",
        help_text="This is shown above its questions.",
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

    text = forms.CharField(label="What is the question?", widget=forms.Textarea, max_length=500)
    guidance = forms.CharField(
        label="What would help people answer it?", widget=forms.Textarea, max_length=4000, required=False
    )
    kind = forms.ChoiceField(label="How is it answered?", choices=Kind.choices, widget=forms.RadioSelect)
    scale = forms.ModelChoiceField(
        label="Which scale does it use?",
        queryset=Scale.objects.all(),
        required=False,
        empty_label="Select a scale",
    )
    unit = forms.CharField(
        label="What does the number count?",
        help_text="For example, people, days or %.",
        max_length=40,
        required=False,
    )
    columns = forms.CharField(
        label="Which columns does the table have?",
        help_text="Enter one on each line, from left to right. Add (number) after the title of a column of numbers.",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    required = forms.BooleanField(label="It must be answered", required=False)
    may_not_apply = forms.BooleanField(
        label="People can answer “Does not apply”, with a reason", required=False
    )
    topic = forms.ChoiceField(
        label="What is it about?",
        help_text="We use this to find answers for pages and reports, and to check what the arrangements require.",
        required=False,
    )
    other_topic = forms.SlugField(
        label="Another topic",
        help_text="Use one word, or words joined by _.",
        max_length=40,
        required=False,
        error_messages={"invalid": "A topic can only contain letters, numbers, - and _"},
    )
    code = forms.SlugField(
        label="Code",
        help_text="We use this to compare answers across years, so keep it when the wording changes. Leave "
        "blank to create one from the question.",
        max_length=60,
        required=False,
        error_messages={"invalid": "A code can only contain letters, numbers, - and _"},
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
            self.add_error("scale", "Select the scale it uses")
        if kind == Kind.NUMBER and not given.get("unit", "").strip() and "unit" not in self.errors:
            self.add_error("unit", "Enter what the number counts, such as people or %")
        if kind == Kind.TABLE and not given.get("columns") and "columns" not in self.errors:
            self.add_error("columns", "Enter at least one column for the table")
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
        label="Which answers lead to this question?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one answer"},
    )

    def __init__(self, data=None, *, source, possible, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["answers"].choices = list(possible.items())
        self.fields["answers"].label = f"Which answers to “{source}” lead to this question?"


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
            self.add_error("value", "Enter a value for the point, such as 3")
        if given.get("value") is not None and not given.get("label") and "label" not in self.errors:
            self.add_error("label", "Enter a label for the point")
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
