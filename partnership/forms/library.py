"""What is said of an item of the learning library."""

from django import forms

from partnership.forms.seen import SeenForm
from partnership.models import LibraryItem, Theme


class AddLibraryItemForm(forms.Form):
    """What it is, for whom, and what there is to read."""

    title = forms.CharField(
        label="What is it called?",
        help_text="The public reads the title. Its address is made of it and stays.",
        max_length=150,
        error_messages={"required": "Say what it is called"},
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=LibraryItem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is"},
    )
    audiences = forms.MultipleChoiceField(
        label="For whom is it?",
        choices=LibraryItem.For.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say for whom it is"},
    )
    themes = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="Leave it empty for what is about all of them.",
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label="In which language is it?",
        help_text="Add each translation as an item of its own.",
        choices=LibraryItem.Language.choices,
        initial=LibraryItem.Language.ENGLISH,
    )
    summary = forms.CharField(
        label="What is it for, in one or two sentences?",
        help_text="Lists and search engines show it.",
        widget=forms.Textarea,
        max_length=300,
        error_messages={"required": "Say what it is for"},
    )
    text = forms.CharField(
        label="The text",
        help_text="So that it can be read on a phone, by a screen reader and without a PDF. "
        "A line that begins with # is a heading, one that begins with - is an item of a list. No names of people.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    file = forms.FileField(
        label="The PDF, if there is one",
        help_text="At most 20 MB. Its hidden properties are taken out.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )
    looks = {"themes": {"small": True}, "summary": {"rows": 3}, "text": {"rows": 14}}


class ChangeLibraryItemForm(SeenForm, AddLibraryItemForm):
    """The item as it should be; the address stays."""

    without_file = forms.BooleanField(label="Take the PDF out", required=False)

    def __init__(self, *args, has_file, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "The public reads the title. The address stays as it is."
        if has_file:
            self.fields["file"].label = "Another PDF, in the place of the one that is there"
        else:
            del self.fields["without_file"]


class ChooseFromLibraryForm(forms.Form):
    """By what the public chooses."""

    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), *LibraryItem.Kind.choices], required=False)
    theme = forms.ChoiceField(label="Theme", choices=[("", "All"), *Theme.choices], required=False)
    audience = forms.ChoiceField(
        label="For whom", choices=[("", "Everybody"), *LibraryItem.For.choices], required=False
    )

    @property
    def chosen(self):
        """What was chosen of what is offered; anything else counts as not chosen."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
