"""What somebody looks for."""

from django import forms

AT_LEAST = 2


class SearchForm(forms.Form):
    q = forms.CharField(
        label="What are you looking for?",
        help_text="A reference, a name or words, such as CR-2026-004, threshold or “early help”. "
        "Do not type the name of a child or a family.",
        max_length=200,
        error_messages={"required": "Enter what you are looking for"},
    )

    def clean_q(self):
        typed = " ".join(self.cleaned_data["q"].split())
        if len(typed) < AT_LEAST:
            raise forms.ValidationError("Enter at least 2 letters or numbers")
        return typed


class SearchSiteForm(SearchForm):
    """What the public looks for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].help_text = "Words, such as safer sleep, threshold or neglect."
