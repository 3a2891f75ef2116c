"""What statutory partners cannot agree on, the advice, and the answer to it."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation


class RaiseDisputeForm(forms.Form):
    """Which partner, and about what."""

    about = forms.CharField(
        label="What do the partners disagree about?",
        help_text="Include what your partner wants instead. The other partners and the Independent Advisor "
        "will read this.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        if len(organisations) > 1:
            field = forms.ModelChoiceField(
                Organisation.objects.filter(pk__in=[one.pk for one in organisations]),
                label="For which partner?",
                empty_label="Choose a partner",
            )
            self.fields = {"organisation": field} | self.fields


class AdviseDisputeForm(forms.Form):
    """The advice; who gave it and when, where somebody else writes it down."""

    advice = forms.CharField(label="What is the advice?", widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        if not own:
            self.fields["office"] = forms.CharField(
                label="Who gave it?",
                help_text="Their office and organisation, such as “Independent scrutineer, another partnership”.",
                max_length=200,
            )
            self.fields["given_on"] = DateField(
                label="When was it given?", called="the day of the advice", latest=timezone.localdate
            )


class EndDisputeForm(forms.Form):
    """The answer to the advice, and what was settled."""

    response = forms.CharField(
        label="How do the partners answer the advice?",
        help_text="Say what they follow, what they do not, and why. This is shown beside the advice.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    outcome = forms.CharField(
        label="What have they agreed?",
        help_text="The case then goes back to where it was, and each partner says for itself what it agrees to.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
