"""What is said of an item of the learning library."""

from django import forms

from partnership.forms.seen import SeenForm
from partnership.models import LibraryItem, Theme


class LibraryFilterForm(forms.Form):
    """Which items to list for those who keep the library."""

    q = forms.CharField(label="Title", max_length=100, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *LibraryItem.Kind.choices], required=False)
    audience = forms.ChoiceField(
        label="For", choices=[("", "Anybody"), *LibraryItem.For.choices], required=False
    )
    show = forms.ChoiceField(
        label="Status",
        choices=[
            ("", "Any"), ("public", "Published"), ("waiting", "Waiting for a second person"),
            ("draft", "Draft or taken back"),
        ],
        required=False,
    )  # fmt: skip

    def narrow(self, items):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("q", "").strip():
            items = items.filter(title__icontains=words)
        if asked.get("kind"):
            items = items.filter(kind=asked["kind"])
        if asked.get("audience"):
            items = items.filter(audiences__contains=[asked["audience"]])
        match asked.get("show"):
            case "public":
                return items.public()
            case "waiting":
                return items.waiting()
            case "draft":
                return items.filter(put_forward_at=None)
        return items


class AddLibraryItemForm(forms.Form):
    """What it is, for whom, and what there is to read."""

    title = forms.CharField(
        label="What is it called?",
        help_text="The public will see the title. It sets the web address, which cannot change later.",
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
        label="Who is it for?",
        choices=LibraryItem.For.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who it is for"},
    )
    themes = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="Leave this empty if it is about all of them.",
        choices=Theme.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label="What language is it in?",
        help_text="Add each translation as an item of its own.",
        choices=LibraryItem.Language.choices,
        initial=LibraryItem.Language.ENGLISH,
    )
    summary = forms.CharField(
        label="What is it for, in one or two sentences?",
        help_text="This is shown in lists and search results.",
        widget=forms.Textarea,
        max_length=300,
        error_messages={"required": "Say what it is for"},
    )
    text = forms.CharField(
        label="The text",
        help_text="So that people can read it on a phone, with a screen reader and without a PDF. "
        "Start headings with # and list items with -. Do not name people.",
        widget=forms.Textarea,
        max_length=20_000,
        required=False,
    )
    file = forms.FileField(
        label="PDF (optional)",
        help_text="At most 20 MB. The portal removes its hidden properties.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )
    looks = {"themes": {"small": True}, "summary": {"rows": 3}, "text": {"rows": 14}}


class ChangeLibraryItemForm(SeenForm, AddLibraryItemForm):
    """The item as it should be; the address stays."""

    without_file = forms.BooleanField(label="Remove the PDF", required=False)

    def __init__(self, *args, has_file, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "The public will see the title. The web address does not change."
        if has_file:
            self.fields["file"].label = "Replace the PDF"
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
