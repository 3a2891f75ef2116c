"""What is said of disputes between partners, of how they are resolved, and of challenges."""

from django import forms
from django.forms import formset_factory
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.policies import NOT_ASKED, words
from partnership.models import (
    Challenge,
    DisputePosition,
    DisputeStage,
    Organisation,
    PartnerDispute,
)

NO_DETAIL = "No child’s or family’s details."


def today():
    return timezone.localdate()


def agencies():
    """Whoever can be party to something here today."""
    return Organisation.objects.on(today()).exclude(kind__in=NOT_ASKED).order_by("name")


def whose(person, *, also_all=False):
    """The organisations for which somebody speaks; for staff who write something down, all of them."""
    return agencies() if also_all else agencies().filter(pk__in=person.answers_for)


class LateForm(forms.Form):
    """Asks why something is late, once it is. `due_on` is the day by which it was due, or None."""

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class RaisePartnerDisputeForm(forms.Form):
    raised_for = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation raises it?",
        empty_label="Choose an organisation",
    )
    parties = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Which other organisations are involved?",
        help_text="Only these organisations, the Independent Advisor and the business unit can read it.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one other organisation"},
    )
    subject = forms.CharField(label="What is it about, in a few words?", help_text=NO_DETAIL, max_length=200)
    about = words(
        "What do you disagree about, and what does your organisation want instead?", 7,
        help_text=NO_DETAIL, missing="Say what you disagree about",
    )  # fmt: skip
    case_reference = forms.CharField(
        label="Case reference, if it is about a case",
        help_text="A dispute about what follows from a case is raised on the case itself.",
        max_length=40,
        required=False,
    )
    due_on = DateField(
        label="When should the first stage be completed?",
        help_text="Only needed if the process sets no time limit. Leave this empty for no date.",
        called="the day",
        earliest=today,
        required=False,
    )
    looks = {"parties": {"small": True}, "case_reference": {"width": 20}}

    def __init__(self, *args, person, runs, fixed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raised_for"].queryset = whose(person, also_all=runs)
        self.fields["parties"].queryset = agencies()
        if fixed:
            del self.fields["due_on"]

    def clean(self):
        cleaned = super().clean()
        raiser = cleaned.get("raised_for")
        if raiser and "parties" in cleaned and not [one for one in cleaned["parties"] if one != raiser]:
            self.add_error("parties", "Choose at least one other organisation")
        return cleaned


class TellDisputeStepForm(forms.Form):
    text = words(
        "What happened?", 5, help_text=f"A talk, a letter, an offer. {NO_DETAIL}", missing="Say what happened"
    )
    taken_on = DateField(label="When?", called="the day", latest=today)


class MoveDisputeForm(LateForm):
    outcome = words(
        "What was the result of this stage, and why is it going further?", 5, help_text=NO_DETAIL,
        missing="Say what the result of this stage was",
    )  # fmt: skip
    due_on = DateField(
        label="When should the next stage be completed?",
        help_text="The process sets no time limit for it. Leave this empty for no date.",
        called="the day",
        earliest=today,
        required=False,
    )

    def __init__(self, *args, fixed, due_on=None, **kwargs):
        super().__init__(*args, due_on=due_on, **kwargs)
        if fixed:
            del self.fields["due_on"]


class AdvisePartnerDisputeForm(LateForm):
    advice = words("What is the advice?", 10, help_text=NO_DETAIL, most=20_000, missing="Enter the advice")

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        if not own:
            self.fields["office"] = forms.CharField(
                label="Who gave it?",
                help_text="Their office and organisation, such as “Independent scrutineer, another partnership”.",
                max_length=200,
            )
            self.fields["given_on"] = DateField(
                label="When was it given?", called="the day of the advice", latest=today
            )


class GivePositionForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which statutory partner?", empty_label="Choose a partner"
    )
    agrees = forms.TypedChoiceField(
        label="Does it agree with the proposal to settle the dispute?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    position = words(
        "Where does it go on the agenda?",
        5,
        help_text=NO_DETAIL,
        missing="Say what the partner’s position is",
    )
    legal_advice = forms.ChoiceField(
        label="Has it taken its own legal advice?",
        help_text="Do not say what the advice was.",
        choices=DisputePosition.Legal.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, dispute, person, runs, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.statutory_partners(today()).filter(
            pk__in=dispute.parties.values("pk")
        )
        if not runs:
            partners = partners.filter(pk__in=person.organisations("signatory"))
        self.fields["organisation"].queryset = partners.order_by("name")
        if runs:
            self.fields["given_on"] = DateField(
                label="When did it say this?", called="the day", latest=today, required=False
            )


class DecidePartnerDisputeForm(LateForm):
    decision = words("What was decided?", 6, help_text=NO_DETAIL, missing="Say what was decided")
    decided_on = DateField(label="When?", called="the day of the decision", latest=today)

    def __init__(self, *args, advised, **kwargs):
        super().__init__(*args, **kwargs)
        if advised:
            self.fields["follows"] = forms.ChoiceField(
                label="Does the decision follow the advice?",
                choices=PartnerDispute.Follows.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether the decision follows the advice"},
            )
            self.fields["response"] = words(
                "How does the decision answer the advice?", 5, help_text="Shown beside the decision.",
                missing="Say how the decision answers the advice",
            )  # fmt: skip
            self.fields["against_because"] = words(
                "Why does it not follow the advice in full?", 4, required=False,
                help_text="Only where it does not.",
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("follows") in ("no", "in_part") and not cleaned.get("against_because", "").strip():
            self.add_error("against_because", "Say why the decision does not follow the advice in full")
        return cleaned


class ClosePartnerDisputeForm(forms.Form):
    outcome = words(
        "What was the outcome of the decision?",
        5,
        help_text=NO_DETAIL,
        missing="Say what the outcome of the decision was",
    )
    learning = words(
        "What was learnt?", 5, required=False,
        help_text=f"Enter one point on each line. Other people can refer to each one. {NO_DETAIL}",
    )  # fmt: skip


class AddDisputePolicyForm(forms.Form):
    """A version as a whole; its stages are asked below it."""

    title = forms.CharField(label="What is it called?", max_length=200)
    in_force_on = DateField(
        label="When does it come into force?",
        help_text="Anything raised before that date stays under the earlier version.",
        called="the day",
    )
    source = forms.CharField(
        label="Where was it agreed?", help_text="For example, a meeting and its date.", max_length=300
    )
    principles = words("The principles", 5, required=False)


class StageForm(forms.Form):
    name = forms.CharField(label="What is the stage called?", max_length=200, required=False)
    acts = forms.CharField(label="Which office acts?", max_length=200, required=False)
    asked = forms.ChoiceField(label="Whose diary does its date go in?", choices=DisputeStage.Asked.choices)
    limit = forms.IntegerField(
        label="How many working days?", help_text="Leave this empty if there is no limit.", min_value=1, max_value=250,
        required=False,
    )  # fmt: skip
    urgent_limit = forms.IntegerField(
        label="How many working days when it is urgent?", help_text="Leave this empty if it is the same.", min_value=1,
        max_value=250, required=False,
    )  # fmt: skip
    runs_out = forms.CharField(label="What happens when the time runs out?", max_length=400, required=False)
    partnership_acts = forms.BooleanField(label="The partnership steps in at this stage", required=False)
    final = forms.BooleanField(label="All statutory partners decide at this stage", required=False)
    looks = {"limit": {"width": 3}, "urgent_limit": {"width": 3}}
    show_optional = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and not cleaned.get("acts"):
            self.add_error("acts", "Say who acts at this stage")
        return cleaned


StageFormSet = formset_factory(StageForm, extra=1, max_num=8)


def stages_of(formset):
    """The stages that were named, as the operation takes them."""
    return [form.cleaned_data | {"confirmed": True} for form in formset if form.cleaned_data.get("name")]


def first_stages(policy):
    """The stages of a version as its successor's form begins with them."""
    return [{name: getattr(stage, name) for name in StageForm.base_fields} for stage in policy.stages.all()]


class DisputesFilterForm(forms.Form):
    show = forms.ChoiceField(
        label="Show", choices=[("", "Open"), ("closed", "Closed"), ("all", "All")], required=False
    )

    def narrow(self, things, open_when):
        """`open_when` is the field that is empty while something is open."""
        show = self.cleaned_data.get("show", "") if self.is_valid() else ""
        if show == "all":
            return things
        return things.filter(**{f"{open_when}__isnull": show != "closed"})


class ChallengesFilterForm(forms.Form):
    """Which challenges to list."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "All"),
            ("open", "Not closed"),
            ("late", "Answered late, or late now"),
            ("closed", "Closed"),
        ],
        required=False,
    )
    raised_with = forms.ModelChoiceField(
        Organisation.objects.none(), label="Agency", empty_label="Any", required=False
    )
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("", "Any"), *Challenge.Outcome.choices], required=False
    )
    since = DateField(label="From", called="the first day", required=False)
    until = DateField(label="Until", called="the last day", required=False)

    def __init__(self, *args, challenges, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raised_with"].queryset = Organisation.objects.filter(
            pk__in=challenges.values("raised_with")
        )

    def narrow(self, challenges):
        if not self.is_bound:
            return challenges
        if not self.is_valid():
            return challenges.none()
        asked = self.cleaned_data
        for name in ("raised_with", "outcome"):
            if asked[name]:
                challenges = challenges.filter(**{name: asked[name]})
        if asked["since"]:
            challenges = challenges.filter(raised_on__gte=asked["since"])
        if asked["until"]:
            challenges = challenges.filter(raised_on__lte=asked["until"])
        if asked["show"] == "open":
            challenges = challenges.open()
        if asked["show"] == "closed":
            challenges = challenges.exclude(closed_on=None)
        if asked["show"] == "late":
            challenges = challenges.late(today())
        return challenges


class WithdrawChallengeForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="The agency that was challenged can read this. No child’s or family’s details.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why it is withdrawn"},
    )
    looks = {"reason": {"rows": 3}}


class LogChallengeForm(forms.Form):
    raised_by_office = forms.CharField(
        label="Who challenges?",
        help_text="Give the office or group, such as “Multi-Agency Audit Group”.",
        max_length=200,
    )
    raised_for = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation is it for, if any?",
        empty_label="None",
        required=False,
    )
    raised_with = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who are they challenging?", empty_label="Choose an organisation"
    )
    subject = forms.CharField(label="What is it about, in a few words?", help_text=NO_DETAIL, max_length=200)
    about = words("What is the challenge?", 5, help_text=NO_DETAIL, missing="Say what the challenge is")
    raised_on = DateField(label="When was it made?", called="the day of the challenge", latest=today)
    due_on = DateField(label="When is an answer due?", called="the day of the answer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raised_for"].queryset = agencies()
        self.fields["raised_with"].queryset = agencies()


class RespondChallengeForm(LateForm):
    response = words("What is the answer?", 6, help_text=NO_DETAIL, missing="Write the answer")

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        if not own:
            self.fields["responded_on"] = DateField(
                label="When did they answer?", called="the day of the answer", latest=today
            )
            self.done = "responded_on"


class CloseChallengeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What was the outcome?", choices=Challenge.Outcome.choices, widget=forms.RadioSelect
    )
    outcome_text = words(
        "Summarise this in a few sentences", 4, help_text=NO_DETAIL, missing="Say what the outcome was"
    )
    learning = words(
        "What was learnt?", 4, required=False, help_text=f"Enter one point on each line. {NO_DETAIL}"
    )  # fmt: skip
