"""Commissioning a review: terms, candidates, cost, approval, and replacing a reviewer."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from reviews.forms.register import words
from reviews.models import Candidate, Reviewer


def yes_no(label, yes, no, help_text=""):
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=[("yes", yes), ("no", no)], coerce=lambda value: value == "yes",
        empty_value=None, widget=forms.RadioSelect,
    )  # fmt: skip


class SetTermsForm(forms.Form):
    """What the review asks, of which time, and how."""

    looks = {"why": {"optional": False}}
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    questions = words(
        "What questions should the review answer?",
        "The reviewer will read this. Use roles, not names.",
        rows=8,
    )
    period_from = DateField(
        label="From what date does it look?",
        called="the first day that it looks at",
        latest=timezone.localdate,
    )
    period_to = DateField(
        label="Until what date does it look?",
        called="the last day that it looks at",
        latest=timezone.localdate,
    )
    methodology = words("How will it be carried out?", "The method, and why it suits this case.", rows=5)
    why = words("Why do the terms change?", "Both versions are kept.", rows=3, required=False)

    def __init__(self, *args, changes, **kwargs):
        super().__init__(*args, **kwargs)
        self.changes = changes
        if not changes:
            del self.fields["why"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", "The last day is before the first. Check both dates")
        if self.changes and not cleaned.get("why", "").strip():
            self.add_error("why", "Say why the terms change")
        return cleaned


class ConsiderForm(forms.Form):
    """Whom to consider."""

    reviewer = forms.ModelChoiceField(
        Reviewer.objects.none(),
        label="Who do you want to consider?",
        empty_label="Choose someone from the register",
    )

    def __init__(self, *args, reviewers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = reviewers
        self.fields["reviewer"].label_from_instance = lambda one: f"{one.name}, {one.office}"


class ShortlistForm(forms.Form):
    """Onto the shortlist or not."""

    shortlisted = yes_no("Is this candidate on the shortlist?", "Yes", "No")
    reason = words("Why?", "Say what in their experience and earlier work supports this.")


class AskConflictForm(forms.Form):
    """What the candidate declared of themselves."""

    looks = {
        "conflict": {"reveals": {Candidate.Conflict.DECLARED: ["what", "dealt_with"]}},
        "what": {"optional": False},
        "dealt_with": {"optional": False},
    }
    conflict = forms.ChoiceField(
        label="Does the candidate have a conflict of interest?",
        help_text="Ask about every agency that took part, and the people who lead them.",
        choices=Candidate.Conflict.choices,
        widget=forms.RadioSelect,
    )
    what = words("What is it?", rows=3, required=False)
    dealt_with = words(
        "How has it been dealt with?", "Nobody can be appointed until it has been. Leave this empty until "
        "then.", rows=3,
        required=False,
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("conflict") == Candidate.Conflict.DECLARED and not cleaned.get("what", "").strip():
            self.add_error("what", "Say what the conflict of interest is")
        return cleaned


class AssessWorkForm(forms.Form):
    """What their earlier work is worth."""

    assessed = words(
        "Which earlier work did you read, and what does it show?", "Titles, and how good each is.", rows=6
    )


class TakeReferenceForm(forms.Form):
    """What somebody who knows their work said."""

    from_office = forms.CharField(
        label="Who gave the reference?", help_text="By office, such as “Business manager, another partnership”.",
        max_length=200,
    )  # fmt: skip
    taken_on = DateField(label="When?", called="the day of the reference", latest=timezone.localdate)
    said = words("What did they say?", rows=5)


class InterviewForm(forms.Form):
    """Who interviewed them, and what it showed."""

    held_on = DateField(
        label="When was it held?", called="the day of the interview", latest=timezone.localdate
    )
    for_partnership = forms.CharField(
        label="Who interviewed for the partnership?", help_text="By office.", max_length=200
    )
    for_group = forms.CharField(
        label="Who interviewed for the Case Review Group?", help_text="By office.", max_length=200
    )
    notes = words("What did the interview show?", rows=8)


class ChooseForm(forms.Form):
    """The choice, and its reasons."""

    chosen = yes_no("Is this candidate chosen?", "Yes", "No")
    reason = words(
        "Why?",
        "Cover experience, earlier work, recommendations and interview. The person who approves "
        "the appointment will read this.",
    )


class SetCostForm(forms.Form):
    """What it costs, and which partner pays how much."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    amount = forms.DecimalField(
        label="What does the review cost?", max_digits=10, decimal_places=2, min_value=0
    )

    def __init__(self, *args, partners, changes, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = {f"share_{partner.pk}": partner for partner in partners}
        self.looks = {"amount": {"prefix": "£", "width": 10}}
        for name, partner in self.partners.items():
            self.fields[name] = forms.DecimalField(
                label=f"How much does {partner} pay?",
                max_digits=10,
                decimal_places=2,
                min_value=0,
                required=False,
            )
            self.looks[name] = {"prefix": "£", "width": 10, "optional": False}
        self.fields["reason"] = words(
            "Why does the cost change?" if changes else "What does it pay for?",
            "Every partner that shares the cost must agree again."
            if changes
            else "Days, expenses, and anything else agreed.",
            rows=3,
        )

    def clean(self):
        cleaned = super().clean()
        shares = self.shares_in(cleaned)
        amount, together = cleaned.get("amount"), sum(shares.values())
        if amount is not None and not self.errors and together != amount:
            self.add_error(
                "amount",
                f"The shares come to £{together:,.2f}, and the review costs £{amount:,.2f}. Make them the same",
            )
        return cleaned

    def shares_in(self, cleaned):
        return {partner: cleaned[name] for name, partner in self.partners.items() if cleaned.get(name)}

    @property
    def given(self):
        """As the operation takes it."""
        return {
            "amount": self.cleaned_data["amount"],
            "shares": self.shares_in(self.cleaned_data),
            "reason": self.cleaned_data["reason"],
            "seen": self.cleaned_data["seen"],
        }


class AgreeCostForm(forms.Form):
    """A partner's own agreement."""

    agreed = forms.BooleanField(
        label="My organisation agrees to pay this share",
        error_messages={"required": "Confirm that your organisation agrees to pay this share"},
    )


class RecordAgreementForm(forms.Form):
    """An agreement that a partner gave elsewhere."""

    office = forms.CharField(label="Which of its offices agreed?", max_length=200)
    agreed_on = DateField(label="On which day?", called="the day it agreed", latest=timezone.localdate)
    evidence = words(
        "Where is its agreement recorded?",
        "Such as “email to the business unit” or “minutes of the meeting”. It is marked as recorded by staff.",
        rows=2,
    )


class ApproveAppointmentForm(SeenForm):
    """The decider's answer."""

    approved = yes_no("Do you approve this appointment?", "Yes", "No")
    reasons = words("What are your reasons?", "They are kept permanently.")


class BeginReviewForm(forms.Form):
    """Until when the appointment runs."""

    ends_on = DateField(
        label="When does the appointment end?",
        called="the last day of the appointment",
        help_text="From the next day, the reviewer cannot see anything here. Leave this empty if it is not agreed yet.",
        earliest=timezone.localdate,
        required=False,
    )


class TellWhoReviewsForm(forms.Form):
    """When the Panel was told."""

    told_on = DateField(
        label="When was the Panel told who carries out the review?", called="the day the Panel was told",
        latest=timezone.localdate,
    )  # fmt: skip

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="told_on")

    def clean(self):
        return check_late(self, super().clean())


class RemoveReviewerForm(forms.Form):
    """Why, and who agreed."""

    reason = words("Why is the reviewer removed?", "Do not include names. The reason is kept permanently.")
    agreed_on = DateField(
        label="When had every statutory partner agreed?", called="the day by which all had agreed",
        latest=timezone.localdate,
    )  # fmt: skip

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = {f"office_{partner.pk}": partner for partner in partners}
        for name, partner in self.partners.items():
            self.fields[name] = forms.CharField(
                label=f"Which office agreed for {partner}?", max_length=200,
                error_messages={"required": f"Say which office agreed for {partner}"},
            )  # fmt: skip

    @property
    def given(self):
        """As the operation takes it."""
        return {
            "reason": self.cleaned_data["reason"],
            "agreed_on": self.cleaned_data["agreed_on"],
            "offices": {partner: self.cleaned_data[name] for name, partner in self.partners.items()},
        }
