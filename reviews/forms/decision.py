"""Deciding what follows: positions, advice, conflicts, the decision, and returning for work."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from reviews.forms.rapid_review import OUTCOME_HINTS
from reviews.models import Outcome, PartnerPosition
from reviews.rules.decision import CRITERIA

Position = PartnerPosition.Position


class DecideForm(SeenForm):
    """The decision, its grounds, and the decider's declaration.

    `before` is the decision that this one would supersede, `panels_view` what the Panel said against it, `advised`
    whether the Independent Advisor has advised the partners.
    """

    looks = {
        "outcome": {"hints": OUTCOME_HINTS},
        "differs_because": {"optional": False},
        "advice_response": {"optional": False},
    }
    outcome = forms.ChoiceField(
        label="What is the decision?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    criteria = forms.MultipleChoiceField(
        label="Which criteria did you weigh?",
        help_text="Meeting a criterion does not mean that a review must be held.",
        choices=list(CRITERIA.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    panels_view = forms.CharField(
        label="Criterion (d): what did the Panel say?",
        help_text="This is what it wrote when it did not agree. Leave it as it is, or shorten it.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    grounds = forms.CharField(
        label="On what grounds?",
        help_text="Say which criteria matter in this case, and what a review would or would not add.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    differs_because = forms.CharField(
        label="If this is not what the group recommended, why not?",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    superseded_because = forms.CharField(
        label="Why does this decision replace the previous one?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why this decision replaces the previous one"},
    )
    advice_sought = forms.CharField(
        label="Whose advice did you ask for, and what was it?",
        help_text="By office, such as “Legal services of the county council”. Leave it empty if you sought none.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    advice_response = forms.CharField(
        label="If you were advised, how do you answer the advice?",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    no_conflict = forms.BooleanField(
        label="I have no conflict of interest in this case, and I wrote none of the report",
        error_messages={
            "required": "Confirm that you have no conflict of interest. If you have one, declare it: another decider "
            "is needed"
        },
    )

    def __init__(
        self, *args, recommendation, due_on=None, before=None, panels_view="", advised=False, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.recommendation, self.advised = recommendation, advised
        self.fields["differs_because"].help_text = f"The group recommended: {Outcome(recommendation).label}."
        if not before:
            del self.fields["superseded_because"]
        if panels_view:
            self.initial |= {"panels_view": panels_view, "criteria": ["d"]}
        else:
            del self.fields["panels_view"]
        if advised:
            del self.fields["advice_sought"]
            self.fields["advice_response"].label = "How do you answer the Independent Advisor’s advice?"
        ask_why_late(self, due_on)

    def clean(self):
        cleaned = check_late(self, super().clean())
        outcome = cleaned.get("outcome")
        if outcome and outcome != self.recommendation and not cleaned.get("differs_because", "").strip():
            self.add_error(
                "differs_because", "This differs from what the Case Review Group recommended. Say why"
            )
        advised = self.advised or cleaned.get("advice_sought", "").strip()
        if advised and not cleaned.get("advice_response", "").strip():
            self.add_error("advice_response", "Say how the advice was answered")
        return cleaned


class StatePositionForm(SeenForm):
    """What a statutory partner says to the group's recommendation."""

    looks = {
        "position": {"reveals": {Position.DOES_NOT: ["favours"]}},
        "favours": {"optional": False},
    }
    position = forms.ChoiceField(
        label="Does your partner agree with what the group recommends?",
        choices=[(one.value, one.label) for one in (Position.AGREES, Position.DOES_NOT)],
        widget=forms.RadioSelect,
    )
    favours = forms.ChoiceField(label="What should follow instead?", choices=(), required=False)
    words = forms.CharField(
        label="In your partner’s words",
        help_text="You must answer this if your partner does not agree. The person who decides will read it, "
        "and it is kept permanently.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )

    def __init__(self, *args, recommendation, organisations, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation
        self.fields["favours"].choices = instead_of(recommendation)
        if len(organisations) > 1:
            self.fields = {"organisation": partner_field(organisations)} | self.fields
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, check_against(self, super().clean()))


class RecordPositionForm(forms.Form):
    """What staff write down for a partner, marked so."""

    looks = {
        "position": {"reveals": {Position.DOES_NOT: ["favours"]}},
        "favours": {"optional": False},
        "office": {"optional": False},
    }
    position = forms.ChoiceField(
        label="What did the partner say?", choices=Position.choices, widget=forms.RadioSelect
    )
    favours = forms.ChoiceField(label="What should follow instead?", choices=(), required=False)
    words = forms.CharField(
        label="In its own words, or why nothing was obtained",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    office = forms.CharField(
        label="Who told you?", help_text="Their office, not their name.", max_length=200, required=False
    )
    given_on = DateField(label="On what day?", called="the day of the position", latest=timezone.localdate)

    def __init__(self, *args, recommendation, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.recommendation = recommendation
        self.fields["favours"].choices = instead_of(recommendation)
        self.fields = {"organisation": partner_field(organisations)} | self.fields

    def clean(self):
        cleaned = check_against(self, super().clean())
        obtained = cleaned.get("position") not in (None, Position.NOT_OBTAINED)
        if obtained and not cleaned.get("office", "").strip():
            self.add_error("office", "Say who told you, by office")
        return cleaned


def instead_of(recommendation):
    return [("", "Choose"), *((one, label) for one, label in Outcome.choices if one != recommendation)]


def partner_field(organisations):
    return forms.ModelChoiceField(
        Organisation.objects.filter(pk__in=[one.pk for one in organisations]),
        label="For which partner?",
        empty_label="Choose a partner",
    )


def check_against(form, cleaned):
    """Whoever does not agree says what should follow instead, and why."""
    if cleaned.get("position") == Position.DOES_NOT:
        if not cleaned.get("favours"):
            form.add_error("favours", "Say what should follow instead")
        if not cleaned.get("words", "").strip():
            form.add_error("words", "Say why the partner does not agree")
    return cleaned


class AdviseForm(forms.Form):
    words = forms.CharField(
        label="What do you advise the partners?",
        help_text="They have to say how they answer it. Both are shown beside their decision.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DeclareConflictForm(forms.Form):
    reason = forms.CharField(
        label="What is the conflict of interest?",
        help_text="For example, you lead a service that knew the family. The board manager will read this.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class SendBackForm(forms.Form):
    comment = forms.CharField(
        label="What is missing?",
        help_text="The business unit and the group will read this. Time limits keep running.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
