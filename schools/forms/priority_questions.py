"""Adding a priority question to this year's return of schools."""

from django import forms

from partnership.models import Question

KINDS = [
    (Question.Kind.SCALE, "How far it is met: met, mostly, partly or not met"),
    (Question.Kind.YES_NO, "Yes or no"),
    (Question.Kind.NUMBER, "A number"),
    (Question.Kind.TEXT, "In words"),
]


class AddPriorityQuestionForm(forms.Form):
    """One question about one priority of the business plan."""

    priority = forms.ChoiceField(
        label="Which priority is it about?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the priority it is about"},
    )
    text = forms.CharField(
        label="What is the question?",
        help_text="Ask about what the school does. Do not ask for anything that could identify a child.",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Enter the question"},
    )
    kind = forms.ChoiceField(
        label="How is it answered?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it is answered"},
    )
    unit = forms.CharField(
        label="What is being counted?",
        help_text="Only needed for a number. For example, children or staff.",
        max_length=40,
        required=False,
    )
    guidance = forms.CharField(
        label="What would help someone answer it?", max_length=1000, widget=forms.Textarea, required=False
    )
    looks = {"text": {"rows": 3}, "guidance": {"rows": 3}}

    def __init__(self, data=None, *, priorities):
        super().__init__(data)
        self.fields["priority"].choices = [(title, title) for title in priorities]
