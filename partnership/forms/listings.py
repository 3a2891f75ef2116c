"""What a list's filter asks for, in words; a name for a view of it, and the view that is kept under it."""

from django import forms
from django.utils.dateformat import format as format_date

from partnership.forms.dates import DateField


class ViewForm(forms.Form):
    """A name for a view, and for the diary whether it opens with it."""

    name = forms.CharField(
        label="What do you want to call this view?",
        help_text="Only you see it. Do not name a child or a family.",
        max_length=60,
        error_messages={"required": "Enter a name for this view"},
    )
    opens_first = forms.BooleanField(label="Open the diary with this view", required=False)

    def __init__(self, *args, may_open_first=True, quick=(), **kwargs):
        """`quick` are the views that everybody has of the list: two of one name could not be told apart."""
        super().__init__(*args, **kwargs)
        self.taken = {name.casefold() for name, _ in quick}
        if not may_open_first:
            del self.fields["opens_first"]

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name.casefold() in self.taken:
            raise forms.ValidationError(f"Everyone has a view called ‘{name}’. Choose another name.")
        return name


class SaveViewForm(ViewForm):
    """The same, with the filter and order that it keeps, and of which list."""

    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    listing = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(self, *args, listing="diary", **kwargs):
        kwargs["initial"] = {"listing": listing} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


def narrowed_by(form, always=()):
    """(question, answer) of what a filter's form asks for, as it would be said."""
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            continue
        value = asked.get(name)
        if isinstance(field, DateField):
            said = format_date(value, "j F Y") if value else ""
        elif isinstance(field, forms.BooleanField):
            if value:
                yield field.label, ""
            continue
        elif isinstance(field, forms.ModelChoiceField):
            said = str(value) if value else ""
        elif isinstance(field, forms.ChoiceField):
            chosen = "" if value is None else str(value)
            said = label_of(field.choices, chosen) if chosen or name in always else ""
        else:
            said = f"“{value}”" if value else ""
        if said:
            yield field.label, said


def label_of(choices, chosen):
    """What stands for a choice, also within a group of choices."""
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            if found := label_of(label, chosen):
                return found
        elif str(value) == chosen:
            return str(label)
    return ""
