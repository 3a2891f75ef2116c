"""What a person arranges for themselves."""

from django import forms

EVERY_ROLE = "all"


class ActingAsForm(forms.Form):
    """In which of their roles somebody acts until they choose again or sign out."""

    hats = forms.MultipleChoiceField(
        label="In which roles do you act?",
        help_text="What you do is recorded in these roles, and you see only what belongs to them.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one of your roles",
            "invalid_choice": "Choose among the roles that you hold today",
        },
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hats"].choices = [
            (EVERY_ROLE, "All my roles"),
            *((str(one.pk), one.hat) for one in person.held_today),
        ]
        self.initial["hats"] = (
            [str(one.pk) for one in person.appointments_today] if person.acts_narrowed else [EVERY_ROLE]
        )

    def clean_hats(self):
        """The chosen appointments, by id; nothing chosen in particular means all of them."""
        chosen = self.cleaned_data["hats"]
        return [] if EVERY_ROLE in chosen else [int(pk) for pk in chosen]
