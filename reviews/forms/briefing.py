"""Writing a seven-minute briefing."""

from django import forms

from reviews.rules.briefing import BOXES


class StartBriefingForm(forms.Form):
    title = forms.CharField(
        label="What is its title?",
        help_text="Its theme in a few words, such as “Injuries to babies who cannot move by themselves”.",
        max_length=150,
    )


class WriteBriefingForm(forms.Form):
    """Seven boxes, each with about how many words it takes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=150)
    theme = forms.CharField(
        label="Theme",
        help_text="A word people can find it by, such as “babies”.",
        max_length=100,
        required=False,
    )
    show_optional = False
    looks = {
        name: {"rows": max(4, box.words // 18), "words": box.words, "label": "s"}
        for name, box in BOXES.items()
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, (name, box) in enumerate(BOXES.items(), 1):
            self.fields[name] = forms.CharField(
                label=f"{number}. {box.heading}",
                help_text=f"{box.hint} About {box.words} words.",
                widget=forms.Textarea,
                max_length=6000,
                required=False,
            )

    def look_again(self, revision):
        """Once both texts have been shown, what is saved next is saved knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = revision


class SeenBriefingForm(forms.Form):
    """The revision that somebody read before they agreed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReopenBriefingForm(forms.Form):
    reason = forms.CharField(
        label="Why does it have to change?",
        help_text="Partners can no longer read it here until it is agreed again.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 3}}
