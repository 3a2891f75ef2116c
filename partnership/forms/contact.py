"""How the partnership is reached, and the services for a worry about a child."""

from django import forms


def line(label, hint="", **more):
    return forms.CharField(label=label, help_text=hint, required=False, **more)


class SetContactForm(forms.Form):
    email = forms.EmailField(
        label="Which email address should people write to?",
        help_text="One that several of you read, such as the business unit’s.",
        required=False,
    )
    telephone = line("Which telephone number should they call?", "Such as 0116 496 0000.", max_length=40)
    hours = line("When is it answered?", "Such as: Monday to Friday, 9am to 5pm.", max_length=100)
    postal = line(
        "Where should letters go?",
        "The whole address, line by line.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SetConcernContactForm(forms.Form):
    telephone = line("Which number is called?", "Call it once before you save it.", max_length=40)
    out_of_hours = line("Which number is called at night and at weekends?", max_length=40)
    address = forms.URLField(
        label="On which page can they be told online?",
        help_text="The whole address, beginning with https://",
        required=False,
        assume_scheme="https",
        max_length=200,
    )
    reason = forms.CharField(
        label="Where do you have this from?",
        help_text="Such as the council’s own page, and the day on which you looked.",
        max_length=300,
    )
