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
        label="What is its Ofsted reference?", help_text="Such as SC012345.", max_length=12, required=False
    )
    provider = forms.CharField(label="Who provides it?", max_length=200, required=False)
    places = forms.IntegerField(
        label="How many places does it have?", min_value=0, max_value=2000, required=False
    )
    area = forms.CharField(
        label="In which district or town is it?", help_text="Not its address.", max_length=100, required=False
    )
    email = AddressField(label="To which e-mail address are requests sent?", required=False)
    placed_from = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Are looked-after children of one of these authorities there?",
        help_text="Tick those that have at least one child there. No number and no name is kept.",
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
        label="Which authority looks after it?",
        help_text="In whose area it lies; of one outside the area, whose children are there.",
        widget=forms.RadioSelect, empty_label=None, error_messages={"required": "Choose the authority"},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What is it?", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
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
    closed_on = DateField(label="When did it close, or will it?", called="the day it closes")
    reason = forms.CharField(label="How do you know, or why does it close?", max_length=500)
    looks = {"reason": {"class": "govuk-!-width-full"}}


class AskAssuranceForm(forms.Form):
    settings = forms.ModelMultipleChoiceField(
        Setting.objects.none(), label="Which settings are asked?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one setting"},
    )  # fmt: skip
    question = text_of(
        "What assurance is asked for?",
        "They read this as you write it. For example: Is every member of staff vetted? Who tells us of incidents?",
    )
    because = text_of(
        "What gives rise to it?", "For staff alone. The setting does not read it.", required=False
    )
    due_on = DateField(
        label="By when is the answer due?", called="the day it is due", earliest=timezone.localdate
    )
    looks = {"settings": {"small": True}, "question": {"rows": 6}, "because": {"rows": 3}}
    show_optional = False

    def __init__(self, *args, settings, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["settings"]
        field.queryset = settings
        field.label_from_instance = lambda one: (
            f"{one} ({one.get_kind_display().lower()}){'' if one.email else ': no e-mail address is known'}"
        )


class RecordAnswerForm(forms.Form):
    how = forms.ChoiceField(
        label="How did the answer come?", choices=AssuranceRequest.How.choices[1:], widget=forms.RadioSelect,
        error_messages={"required": "Choose how it came"},
    )  # fmt: skip
    answered_on = DateField(label="When did it come?", called="the day it came", latest=timezone.localdate)
    office = forms.CharField(
        label="Who answered?", help_text="The office, such as registered manager.", max_length=200
    )
    answer = text_of("What is the answer?", "In words that identify no child.")
    file = paper("A file that came with it")
    looks = {"answer": {"rows": 6}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="answered_on")

    def clean(self):
        return check_late(self, super().clean())


class AnswerSettingForm(forms.Form):
    """What a setting says by its link. It is asked for nothing that it need not tell."""

    office = forms.CharField(
        label="Who answers?", help_text="Your office, such as registered manager.", max_length=200
    )
    answer = text_of("What is your answer?", "Do not name a child, or anybody by whom one could be known.")
    file = paper("A file with it, if you want")
    looks = {"answer": {"rows": 10}}
    show_optional = False


class JudgeAnswerForm(forms.Form):
    judged = forms.ChoiceField(
        label="Does the answer assure you?", choices=AssuranceRequest.Judged.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )  # fmt: skip
    judged_why = text_of("Why, and what follows?", "Needed unless it assures you.", required=False)
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
        label="How was it judged?", help_text="As the inspectorate words it, such as requires improvement.",
        max_length=100,
    )  # fmt: skip
    raised = text_of("What did the report raise?", "Good or bad, in words that identify no child.")
    concern = forms.TypedChoiceField(
        label="Is there a concern about safeguarding?", choices=YES_NO, coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": "Choose yes or no"},
    )  # fmt: skip
    looks = {"concern": {"inline": True}, "raised": {"rows": 5}}


class FollowUpIssueForm(forms.Form):
    text = text_of("What was done?", "By which team, and what it showed.")
    looks = {"text": {"rows": 5}}

    def __init__(self, *args, deadline, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, deadline.due_on if deadline and deadline.outstanding else None)

    def clean(self):
        return check_late(self, super().clean())


class OpenIssueActionForm(forms.Form):
    title = forms.CharField(
        label="What is to be done?", help_text="In words that identify nobody.", max_length=300
    )
    target_on = DateField(label="By when?", called="the day by which it is done", earliest=timezone.localdate)
    looks = {"title": {"class": "govuk-!-width-full"}}


class GiveSettingsCountForm(forms.Form):
    kind = forms.ChoiceField(
        label="Which settings?", choices=COUNTED, widget=forms.RadioSelect,
        error_messages={"required": "Choose which settings"},
    )  # fmt: skip
    counted_on = DateField(label="Counted when?", called="the day of the count", latest=timezone.localdate)
    number = number_of("How many are there?")
    assured = number_of("How many gave the authority their yearly assurance?")
    concerns = number_of("About how many has the authority a concern open?")
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
                        f"{placed.label}, {about.label.lower()}: enter all four numbers, 0 where there was none",
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
        "What was looked at?", "Such as the notifications of May, against the register of placements."
    )
    found = text_of("What was found?", "In words and counts that identify no child.")
    works = forms.TypedChoiceField(
        label="Are the procedures followed?", choices=YES_NO, coerce=lambda said: said == "yes",
        widget=forms.RadioSelect, error_messages={"required": "Choose yes or no"},
    )  # fmt: skip
    looks = {"looked_at": {"rows": 3}, "found": {"rows": 4}, "works": {"inline": True}}


def quarters_to_give(today):
    """(first day, its words) of the quarters for which counts may be given."""
    return [(one, f"{one:%B} to {quarter_ends(one):%B %Y}") for one in recent_quarters(today)]
