"""What is said of policies: their entry, their versions, consultations and decisions."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Area, Comment, Group, Meeting, Organisation, Policy
from partnership.rules.policies import ALWAYS_CONSULTED, CONSULTATION_DAYS, REVIEW_MONTHS

KIND = Organisation.Kind
# Schools and settings are asked through their authority; national bodies and other partnerships are not asked.
NOT_ASKED = (KIND.SCHOOL, KIND.EARLY_YEARS, KIND.RESIDENTIAL, KIND.FOSTERING, KIND.NATIONAL, KIND.PARTNERSHIP)
AREAS = [(area.value, area.label) for area in (Area.LR, Area.LLR)]


def words(label, rows, *, help_text="", required=True, most=4000, missing=""):
    """A question that is answered in sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=most,
        required=required,
        error_messages={"required": missing} if missing else None,
    )


class PolicyFilterForm(forms.Form):
    """Which of the register to list."""

    words = forms.CharField(label="Words in the title or summary", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *Policy.Kind.choices], required=False)
    area = forms.ChoiceField(label="Area", choices=[("", "Any"), *AREAS], required=False)

    def asked(self):
        return self.cleaned_data if self.is_valid() else {}


class RegisterPolicyForm(forms.Form):
    """What stands in the register, and what the public reads of it."""

    title = forms.CharField(
        label="What is it called?",
        help_text="The public will see the title. It sets the web address, which cannot change later.",
        max_length=200,
        error_messages={"required": "Say what it is called"},
    )
    kind = forms.ChoiceField(
        label="What kind of document is it?", choices=Policy.Kind.choices, widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label="Where does it apply?", choices=AREAS, widget=forms.RadioSelect)
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group owns it?",
        help_text="Its chair approves each version, and we remind them when it is due for review.",
        empty_label="Choose a group",
    )
    summary = words(
        "Who is it for, and what does it help them "
        "do?", 3, help_text="One or two sentences for the public list.", most=400,
        missing="Say who it is for and what it helps them do",
    )  # fmt: skip
    review_months = forms.IntegerField(
        label="How many months until it is reviewed?",
        help_text="Leave this empty for the usual time: "
        + ", ".join(f"{Policy.Kind(kind).label.lower()} {months}" for kind, months in REVIEW_MONTHS.items())
        + " months.",
        min_value=1,
        max_value=120,
        required=False,
    )
    looks = {"review_months": {"width": 3, "suffix": "months"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.on(timezone.localdate())


class ChangePolicyForm(RegisterPolicyForm):
    """The entry as it should be; the address stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["review_months"].required = True
        self.fields["review_months"].help_text = "A review that is already due keeps its date."


class WriteVersionForm(forms.Form):
    """The text, its file, and what changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    what_changed = words(
        "What changed since the last version, and why?", 4, required=False,
        help_text="Write this for the people who use it and the public. You need it before you can consult anyone.",
    )  # fmt: skip
    text = words(
        "The text", 24, required=False, most=200_000,
        help_text="Start headings with # and list items with -. Use **two stars** for bold.",
    )  # fmt: skip
    file = forms.FileField(
        label="PDF (optional)",
        help_text="You can add this as well as the text or instead of it. A new PDF replaces the last one. "
        "The portal removes its hidden properties.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": "The file is empty. Choose another one"},
        required=False,
    )
    without_file = forms.BooleanField(label="Remove the PDF", required=False)

    def __init__(self, *args, has_file, first=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["without_file"]
        if first:
            self.fields["what_changed"].label = "What is new, and why is it being written?"

    def look_again(self, revision):
        """Once the page shows what somebody saved meanwhile, what is sent next is sent knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = revision


class ReasonForm(forms.Form):
    """Why."""

    reason = words("Why?", 4, missing="Say why")


class DropVersionForm(ReasonForm):
    pass


class TakeBackVersionForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "What has to change, and why?"


class WithdrawPolicyForm(forms.Form):
    withdrawn_on = DateField(
        label="When is it withdrawn from?", called="the day", earliest=timezone.localdate
    )
    reason = words(
        "Why is it withdrawn?", 4, help_text="The public will read this, so also say what to use instead.",
        missing="Say why it is withdrawn",
    )  # fmt: skip


class ReviewPolicyForm(forms.Form):
    """The group looked at it, and lets it stand."""

    found = words(
        "What did the group find, and why does the text not need to change?", 5,
        help_text="If it must change, start a new version instead.",
        missing="Say what the group found",
    )  # fmt: skip

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class PutToGroupForm(forms.Form):
    due_on = DateField(
        label="When should the group decide by?", called="the day", earliest=timezone.localdate
    )

    def __init__(self, *args, kind, consulted, **kwargs):
        super().__init__(*args, **kwargs)
        if not consulted and kind not in ALWAYS_CONSULTED:
            self.fields["not_consulted_because"] = words(
                "Why was nobody consulted?", 3,
                help_text="Such as a corrected telephone number. The group reads it.",
                missing="Say why nobody was consulted, or open a consultation",
            )  # fmt: skip


class ApprovePolicyForm(SeenForm):
    """What the group decided: its chair says so, or staff write down a meeting."""

    decision = words(
        "What was decided?", 4, help_text="In the group’s words, such as “Approved for publication”.",
        missing="Say what was decided",
    )  # fmt: skip

    def __init__(self, *args, group, chairs, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        held = Meeting.objects.filter(
            group=group, state__in=[Meeting.State.HELD, Meeting.State.CONFIRMED]
        ).order_by("-starts_at")
        self.fields["meeting"] = forms.ModelChoiceField(
            held,
            label="At which meeting?",
            empty_label="Outside a meeting, by the chair" if chairs else "Choose a meeting",
            required=not chairs,
            error_messages={"required": "Choose the meeting at which the group approved it"},
        )
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class PublishPolicyForm(forms.Form):
    in_force_on = DateField(
        label="When does it come into force?",
        help_text="The public can read it from that date.",
        called="the day",
    )

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)
        if "late_reason" in self.fields:
            self.fields["late_reason"].label = "Why is its review late?"

    def clean(self):
        return check_late(self, super().clean())


class OpenConsultationForm(forms.Form):
    """Whom to ask, about what, until when."""

    asks = words(
        "What should they look at?", 4, help_text="Tell them what you are unsure of, or what matters most to them.",
        missing="Say what they should look at",
    )  # fmt: skip
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Which agencies are you asking?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(),
        label="Which groups are you asking?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    closes_on = DateField(label="What is the last day for comments?", called="the last day")
    looks = {"organisations": {"small": True}, "groups": {"small": True}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["organisations"].queryset = (
            Organisation.objects.on(today).exclude(kind__in=NOT_ASKED).order_by("name")
        )
        self.fields["groups"].queryset = Group.objects.on(today).exclude(kind=Group.Kind.LINKED)
        self.initial.setdefault("closes_on", CONSULTATION_DAYS.due(today))

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("organisations") and not cleaned.get("groups") and "organisations" in cleaned:
            self.add_error("organisations", "Choose at least one agency or group to ask")
        return cleaned


class ExtendConsultationForm(forms.Form):
    closes_on = DateField(
        label="What is the new last day?", called="the new last day", earliest=timezone.localdate
    )
    reason = words("Why is there more time?", 3, missing="Say why there is more time")


class CommentOnPolicyForm(forms.Form):
    """One comment on one part."""

    section = forms.CharField(
        label="Which part is it about?",
        help_text="For example, a heading or page. Leave this empty if it is about the whole document.",
        max_length=200,
        required=False,
    )
    text = words(
        "Your comment", 5, help_text="What should change, and why. No child’s or family’s details.",
        missing="Write your comment",
    )  # fmt: skip

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {str(one.pk): one for one in asked}
        if len(self.asked) > 1:
            field = forms.ChoiceField(
                label="Who are you commenting for?",
                choices=[(pk, str(one)) for pk, one in self.asked.items()],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose who you are commenting for"},
            )
            self.fields = {"speaks_for": field} | self.fields

    @property
    def speaks_for(self):
        chosen = self.cleaned_data.get("speaks_for")
        return self.asked[chosen] if chosen else next(iter(self.asked.values()))


class AnswerCommentForm(forms.Form):
    answer = forms.ChoiceField(
        label="What will we do about it?", choices=Comment.Answer.choices, widget=forms.RadioSelect
    )
    answer_text = words(
        "Our answer", 4, help_text="Everyone who was consulted will read this.",
        missing="Say what we will do about the comment, and why",
    )  # fmt: skip
