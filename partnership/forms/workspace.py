"""What a person arranges for themselves."""

from django import forms

EVERY_ROLE = "all"


class ActingAsForm(forms.Form):
    """In which of their roles somebody acts until they choose again or sign out."""

    hats = forms.MultipleChoiceField(
        label="Which roles are you using?",
        help_text="What you do is recorded in these roles, and you see only what belongs to them.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one of your roles",
            "invalid_choice": "Choose from the roles you hold today",
        },
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        hats = [(str(one.pk), one.hat) for one in person.held_today]
        self.fields["hats"].choices = [(EVERY_ROLE, "All my roles"), *hats]
        self.fields["hats"].widget.choices = hats  # all of them are chosen by leaving every one ticked
        self.initial["hats"] = [str(one.pk) for one in person.appointments_today]

    def clean_hats(self):
        """The chosen appointments, by id; an empty list is every role."""
        chosen = [int(pk) for pk in self.cleaned_data["hats"] if pk != EVERY_ROLE]
        return chosen if len(chosen) < len(self.fields["hats"].widget.choices) else []
