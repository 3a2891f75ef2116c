"""What is said when an action is claimed, sent back, embedded or moved."""

from django import forms

from partnership.forms.dates import DateField
from partnership.models import Action


def evidence_file(label):
    return forms.FileField(
        label=label,
        help_text="A PDF, Word or Excel file, or a picture, of at most 20 MB. Without names of children or families.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )


class ClaimForm(forms.Form):
    evidence = forms.CharField(
        label="What evidence shows that it is done?",
        help_text="Say what was done and where it can be seen. No child's or family's details.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what evidence shows that it is done"},
    )
    file = evidence_file("Evidence file")
    looks = {"evidence": {"rows": 6}}


class WriteUpdateForm(forms.Form):
    text = forms.CharField(
        label="What progress has been made?",
        help_text="What has been done since last time, and what comes next. No child's or family's details.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what progress has been made"},
    )
    file = evidence_file("Evidence file")
    looks = {"text": {"rows": 5}}


class SendBackForm(forms.Form):
    why = forms.CharField(
        label="What is missing?",
        help_text="The action’s owner will read this.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say what is missing, so that they know what to do"},
    )
    looks = {"why": {"rows": 5}}


class EmbedForm(forms.Form):
    evidence = forms.CharField(
        label="Which later audit or check shows that this is now how people work?",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say which later audit or check shows it"},
    )
    looks = {"evidence": {"rows": 6}}


class MoveTargetForm(forms.Form):
    target_on = DateField(label="What is the new date?", called="the new date")
    reason = forms.CharField(
        label="Why does the date have to change?",
        help_text="The first date stays on the page.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why the date has to change"},
    )
    looks = {"reason": {"rows": 4}}


class ActionsFilterForm(forms.Form):
    """Which actions to list."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Not finished"),
            ("late", "Late"),
            ("claimed", "Claimed done, to be verified"),
            ("verified", "Verified, not yet embedded"),
            ("all", "All"),
        ],
        required=False,
    )

    def narrow(self, actions, today):
        """Those of `actions` that are asked for."""
        show = self.cleaned_data.get("show", "") if self.is_valid() else ""
        if show == "late":
            return actions.overdue(today)
        if show in (Action.State.CLAIMED, Action.State.VERIFIED):
            return actions.filter(state=show)
        return actions if show == "all" else actions.outstanding()
