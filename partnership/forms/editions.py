"""Editions of the arrangements: writing, endorsing, publishing, correcting and reviewing them."""

from django import forms
from django.utils import timezone

from partnership.access import Role
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Guidance, Organisation

OFFICES = [Role.INDEPENDENT_ADVISOR, Role.SIGNATORY]  # who, under published arrangements, decides or chairs


def text(label, help_text="", *, rows=4, required=True, most=4000):
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        required=required,
        max_length=most,
    )


class RevisionForm(forms.Form):
    """A form that knows which saved text was on its page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def look_again(self, revision):
        """Once the page shows what somebody else saved, what is sent next is sent knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = revision


class BeginEditionForm(forms.Form):
    """What the next edition is called, which guidance it rests on, and from when it is to be in force."""

    title = forms.CharField(
        label="What is the edition called?",
        help_text="For example: Multi-Agency Safeguarding Arrangements 2027.",
        max_length=200,
    )
    guidance = forms.ChoiceField(
        label="Which national guidance is it based on?", choices=Guidance.choices, widget=forms.RadioSelect
    )
    starts_on = DateField(
        label="When will it come into force?",
        called="the first day in force",
        help_text="You can change this date until it is published.",
    )


class WriteEditionForm(RevisionForm):
    """Everything that an edition says, but for the further powers, which are a list of their own."""

    title = forms.CharField(label="What is the edition called?", max_length=200)
    guidance = forms.ChoiceField(label="Which national guidance is it based on?", choices=Guidance.choices)
    starts_on = DateField(label="When will it come into force?", called="the first day in force")
    ends_on = DateField(
        label="When does it end?",
        called="the last day",
        help_text="Leave this empty unless it is a past edition. The next edition ends this one.",
        required=False,
    )
    decides_reviews = forms.ChoiceField(
        label="Who decides whether a review is carried out?",
        help_text="The portal applies this from the first day. Open cases keep the edition they started under.",
        widget=forms.RadioSelect,
    )
    chairs_partnership = forms.ChoiceField(label="Who chairs the partnership?", widget=forms.RadioSelect)
    summary = text(
        "What do the arrangements say?",
        "The public will read this. Use offices, never names. Start headings with ## and list items with -.",
        rows=20,
        most=60_000,
    )
    reasons_for_changes = text(
        "What changed from the previous edition, and why?",
        "The yearly report has to say this, and the public will read it too.",
        rows=6,
        required=False,
        most=20_000,
    )
    next_review_on = DateField(
        label="When will these arrangements be reviewed?",
        called="the day of the review",
        help_text="Within a year of the first day in force. It goes into the diary when the edition is published.",
        required=False,
    )
    source = forms.CharField(
        label="Which document does it come from?",
        help_text="For example: agreed by the safeguarding partners on 14 March 2027.",
        max_length=200,
        required=False,
    )
    show_optional = False
    field_order = [
        "seen", "title", "guidance", "starts_on", "ends_on", "decides_reviews", "chairs_partnership", "summary",
        "reasons_for_changes", "next_review_on", "source",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("decides_reviews", "chairs_partnership"):
            offices = [(role.value, role.label) for role in OFFICES]
            now = self.initial.get(name)
            if now and now not in OFFICES:
                offices.append((now, Role(now).label))
            self.fields[name].choices = offices

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first day")
        return cleaned


class AddPowerForm(forms.Form):
    what = forms.CharField(
        label="What is the power?", help_text="For example: Chairs the Case Review Group.", max_length=200
    )
    office = forms.CharField(
        label="Which office holds it?", help_text="An office, never a name.", max_length=200
    )


class ReasonForm(forms.Form):
    """Why; a deed names its own question."""

    reason = text("Why?", rows=3, most=1000)
    question = hint = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.question:
            self.fields["reason"].label = self.question
        if self.hint:
            self.fields["reason"].help_text = self.hint


class TakeEditionBackForm(ReasonForm):
    question = "Why does it have to change?"
    hint = "We tell anyone who has already endorsed it, and ask them again."


class PutEditionForwardForm(RevisionForm):
    due_on = DateField(
        label="When should the partners endorse it by?",
        called="the date to endorse it by",
        earliest=timezone.localdate,
    )


class EndorseEditionForm(RevisionForm):
    """A lead representative endorses what is on the page."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which partner are you endorsing it for?", widget=forms.RadioSelect,
        empty_label=None,
    )  # fmt: skip
    office = forms.CharField(
        label="What is your office?",
        help_text="For example: Chief Executive. We publish this, but not your name.",
        max_length=200,
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = organisations[0].pk


class RecordEndorsementForm(forms.Form):
    """What was signed on paper."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which partner endorsed it?",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    office = forms.CharField(
        label="Which office signed?", help_text="For example: Chief Constable. Never a name.", max_length=200
    )
    endorsed_on = DateField(
        label="When was it signed?",
        called="the date it was signed",
        latest=timezone.localdate,
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class PublishEditionForm(RevisionForm):
    """The day of publication; where somebody has not endorsed it, also why it is published all the same."""

    published_on = DateField(
        label="When is it published?", called="the day of publication", latest=timezone.localdate,
        initial=timezone.localdate,
    )  # fmt: skip
    without_because = text(
        "Why are you publishing it before every partner has endorsed it?",
        "The public will read this beside the endorsements.",
        rows=3,
        most=1000,
        required=False,
    )

    def __init__(self, *args, missing=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["without_because"]
        self.show_optional = False


class CorrectEditionForm(forms.Form):
    said = text("Which words are wrong?", "Copy them exactly from the edition.", rows=3)
    should_say = text("What should they say?", rows=3)
    reason = text(
        "Why?", "The public will read this. Changing who can do what needs a new edition.", rows=3, most=1000
    )


class PlanArrangementsReviewForm(forms.Form):
    due_on = DateField(
        label="When should the arrangements be reviewed by?",
        called="the day of the review",
        help_text="This must be within a year. It goes into the board manager’s diary.",
        earliest=timezone.localdate,
    )


class RecordArrangementsReviewForm(forms.Form):
    """What the yearly review found, and when the next one is."""

    reviewed_on = DateField(
        label="When were the arrangements reviewed?",
        called="the day of the review",
        latest=timezone.localdate,
    )
    found = text(
        "What did the review find?",
        "Answer even if nothing has to change. The yearly report says how the arrangements were reviewed.",
        rows=6,
        most=20_000,
    )
    next_on = DateField(
        label="When is the next review?",
        called="the day of the next review",
        help_text="Within a year of this one.",
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="reviewed_on")

    def clean(self):
        return check_late(self, super().clean())


class CompareEditionsForm(forms.Form):
    """Two editions, the older and the newer one."""

    older = forms.ChoiceField(label="From")
    newer = forms.ChoiceField(label="To")

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_code = {one.code: one for one in editions}
        for name in ("older", "newer"):
            self.fields[name].choices = [(code, one.title) for code, one in self.by_code.items()]

    @property
    def both(self):
        return self.by_code[self.cleaned_data["older"]], self.by_code[self.cleaned_data["newer"]]
