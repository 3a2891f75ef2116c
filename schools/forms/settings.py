"""Settings that are no schools: the register, assurance, inspections, counts."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from schools.forms.engagement import paper
from schools.models import AssuranceRequest, Setting
from schools.rules.settings import COUNTED, NOTIFIED, About, Kind, Placed, quarter_ends, recent_quarters

LONGEST = 8000
BOX = {"inputmode": "numeric", "class": "govuk-input govuk-input--width-3"}
YES_NO = [("yes", "Yes"), ("no", "No")]


def text_of(label, hint="", *, required=True, most=LONGEST):
    return forms.CharField(
        label=label, help_text=hint, widget=forms.Textarea, max_length=most, required=required
    )


def number_of(label, hint=""):
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=100000)


class SettingForm(SeenForm):
    """What is known of one setting; never an address, for a children's home's is not told."""

    urn = forms.CharField(
        label="What is its Ofsted reference?",
        help_text="For example, SC012345.",
        max_length=12,
        required=False,
    )
    provider = forms.CharField(label="Who provides it?", max_length=200, required=False)
    places = forms.IntegerField(
        label="How many places does it have?", min_value=0, max_value=2000, required=False
    )
    area = forms.CharField(
        label="Which district or town is it in?",
        help_text="Do not give the address.",
        max_length=100,
        required=False,
    )
    email = AddressField(label="What email address should requests go to?", required=False)
    placed_from = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Have any of these authorities placed looked-after children there?",
        help_text="Select each authority with at least one child there. We do not keep numbers or names.",
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    opened_on = DateField(label="When did it open?", called="the day it opened", required=False)
    looks = {"urn": {"width": 10}, "places": {"width": 4}, "area": {"width": 20}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["placed_from"].queryset = Organisation.objects.on(timezone.localdate()).filter(
            kind=Organisation.Kind.LOCAL_AUTHORITY
        )


class AddSettingForm(SettingForm):
    authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority is responsible for it?",
        help_text="The authority whose area it is in. If it is outside the area, the authority whose "
                  "children are there.",
        widget=forms.RadioSelect, empty_label=None, error_messages={"required": "Select the authority"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What is it?", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select what it is"},
    )  # fmt: skip
    name = forms.CharField(label="What is it called?", max_length=200)
    field_order = ["authority", "kind", "name"]

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities
        del self.fields["seen"]


class ChangeSettingForm(SettingForm):
    """The same, of a setting that is in the register."""


class CloseSettingForm(forms.Form):
    closed_on = DateField(label="When did it close, or when will it?", called="the day it closes")
    reason = forms.CharField(label="How do you know, or why is it closing?", max_length=500)
    looks = {"reason": {"class": "govuk-!-width-full"}}


class ReopenSettingForm(forms.Form):
    reason = forms.CharField(
        label="Why is it open?",
        help_text="For example, it was recorded as closed by mistake, or does not close after all.",
        max_length=500,
        error_messages={"required": "Enter why it is open"},
    )
    looks = {"reason": {"class": "govuk-!-width-full"}}


class AskAssuranceForm(forms.Form):
    settings = forms.ModelMultipleChoiceField(
        Setting.objects.none(), label="Which settings do you want to ask?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one setting"},
    )  # fmt: skip
    question = text_of(
        "What assurance are you asking for?",
        "They will read exactly what you write. For example, is every member of staff vetted? Who tells us "
        "about incidents?",
    )
    because = text_of(
        "Why are you asking?", "Only staff can read this. The setting cannot see it.", required=False
    )
    due_on = DateField(
        label="When is the answer due?", called="the day it is due", earliest=timezone.localdate
    )
    looks = {"settings": {"small": True}, "question": {"rows": 6}, "because": {"rows": 3}}
    show_optional = False

    def __init__(self, *args, settings, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["settings"]
        field.queryset = settings
        field.label_from_instance = lambda one: (
            f"{one} ({one.get_kind_display().lower()}){'' if one.email else ': no email address'}"
        )


class RecordAnswerForm(forms.Form):
    how = forms.ChoiceField(
        label="How did the answer come?", choices=AssuranceRequest.How.choices[1:], widget=forms.RadioSelect,
        error_messages={"required": "Select how it came"},
    )  # fmt: skip
    answered_on = DateField(label="When did it come?", called="the day it came", latest=timezone.localdate)
    office = forms.CharField(
        label="Who answered?", help_text="Give the office, for example registered manager.", max_length=200
    )
    answer = text_of("What is the answer?", "Do not include anything that could identify a child.")
    file = paper("Upload a file that came with it")
    looks = {"answer": {"rows": 6}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="answered_on")

    def clean(self):
        return check_late(self, super().clean())


class AnswerSettingForm(forms.Form):
    """What a setting says by its link. It is asked for nothing that it need not tell."""

    office = forms.CharField(
        label="Who answers?", help_text="Give your office, for example registered manager.", max_length=200
    )
    answer = text_of("What is your answer?", "Do not name any child, or anyone who could identify one.")
    file = paper("Upload a file (optional)")
    looks = {"answer": {"rows": 10}}
    show_optional = False


class JudgeAnswerForm(forms.Form):
    judged = forms.ChoiceField(
        label="Does the answer assure you?", choices=AssuranceRequest.Judged.choices, widget=forms.RadioSelect,
        error_messages={"required": "Select one"},
    )  # fmt: skip
    judged_why = text_of(
        "Why, and what happens next?", "You need to answer this unless it assures you.", required=False
    )
    looks = {"judged_why": {"rows": 4}}
    show_optional = False


class ReasonForm(forms.Form):
    reason = text_of("Why?", most=500)
    looks = {"reason": {"rows": 3}}

    def __init__(self, *args, label="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label


class RecordIssueForm(forms.Form):
    inspected_on = DateField(
        label="When was the inspection?", called="the day of the inspection", latest=timezone.localdate
    )
    outcome = forms.CharField(
        label="How was it judged?", help_text="Use the inspectorate’s wording, for example requires improvement.",
        max_length=100,
    )  # fmt: skip
    raised = text_of(
        "What did the report raise?",
        "Include good and bad. Do not include anything that could identify a child.",
    )
    concern = forms.TypedChoiceField(
        label="Is there a concern about safeguarding?", choices=YES_NO, coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": "Select yes or no"},
    )  # fmt: skip
    looks = {"concern": {"inline": True}, "raised": {"rows": 5}}


class FollowUpIssueForm(forms.Form):
    text = text_of("What was done?", "Say which team did it and what it showed.")
    looks = {"text": {"rows": 5}}

    def __init__(self, *args, deadline, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, deadline.due_on if deadline and deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class OpenIssueActionForm(forms.Form):
    title = forms.CharField(
        label="What needs to be done?",
        help_text="Do not include anything that could identify someone.",
        max_length=300,
    )
    target_on = DateField(label="By when?", called="the day by which it is done", earliest=timezone.localdate)
    looks = {"title": {"class": "govuk-!-width-full"}}


class GiveSettingsCountForm(forms.Form):
    kind = forms.ChoiceField(
        label="Which settings?", choices=COUNTED, widget=forms.RadioSelect,
        error_messages={"required": "Select which settings"},
    )  # fmt: skip
    counted_on = DateField(
        label="When were they counted?", called="the day of the count", latest=timezone.localdate
    )
    number = number_of("How many are there?")
    assured = number_of("How many gave the authority their yearly assurance?")
    concerns = number_of("How many does the authority have an open concern about?")
    note = text_of("What should the partnership know?", required=False)
    looks = {"number": {"width": 4}, "assured": {"width": 4}, "concerns": {"width": 4}, "note": {"rows": 3}}
    show_optional = False


class ChooseQuarterForm(forms.Form):
    """The quarter, and a grid of counts drawn by the page: row by row, a box for each way a notification went."""

    starts_on = forms.TypedChoiceField(label="Which quarter?", choices=[])

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].choices = [(one.isoformat(), label) for one, label in quarters]
        self.fields["starts_on"].coerce = {one.isoformat(): one for one, _ in quarters}.get
        for placed in Placed:
            for about in About:
                for name, label in NOTIFIED:
                    self.fields[f"{placed}-{about}-{name}"] = forms.IntegerField(
                        label=f"{placed.label}, {about.label.lower()}: {label.lower()}",
                        min_value=0, max_value=9999, required=False,
                        widget=forms.TextInput(attrs=BOX),
                    )  # fmt: skip

    def rows(self):
        """(label, its boxes with their headings) in order, for the page's grid."""
        return [
            (
                f"{placed.label}: {about.label.lower()}",
                [(heading, self[f"{placed}-{about}-{name}"]) for name, heading in NOTIFIED],
            )
            for placed in Placed
            for about in About
        ]

    def clean(self):
        given = super().clean()
        for placed in Placed:
            for about in About:
                boxes = [f"{placed}-{about}-{name}" for name, _ in NOTIFIED]
                typed = [given.get(box) for box in boxes]
                if any(one is not None for one in typed) and any(
                    one is None and box not in self.errors for box, one in zip(boxes, typed, strict=True)
                ):
                    self.add_error(
                        boxes[[one is None for one in typed].index(True)],
                        f"{placed.label}, {about.label.lower()}: enter all 4 numbers, using 0 if there were none",
                    )
        return given

    def counts(self):
        """What was typed, by (placed, about); a row left empty is not among them."""
        given = self.cleaned_data
        return {
            (placed.value, about.value): {name: given[f"{placed}-{about}-{name}"] for name, _ in NOTIFIED}
            for placed in Placed
            for about in About
            if given[f"{placed}-{about}-in_time"] is not None
        }


class RecordCheckForm(forms.Form):
    checked_on = DateField(
        label="When was it checked?", called="the day of the check", latest=timezone.localdate
    )
    looked_at = text_of(
        "What was checked?", "For example, May’s notifications compared with the register of placements."
    )
    found = text_of("What was found?", "Do not include anything that could identify a child.")
    works = forms.TypedChoiceField(
        label="Are the procedures being followed?", choices=YES_NO, coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": "Select yes or no"},
    )  # fmt: skip
    looks = {"looked_at": {"rows": 3}, "found": {"rows": 4}, "works": {"inline": True}}


def quarters_to_give(today):
    """(first day, its words) of the quarters for which counts may be given."""
    return [(one, f"{one:%B} to {quarter_ends(one):%B %Y}") for one in recent_quarters(today)]
