"""Groups and their terms of reference."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.editions import ReasonForm, RevisionForm, text
from partnership.forms.late import ask_why_late, check_late
from partnership.models import Area, Group, Organisation, QuorumOf, QuorumRule

AREAS = [(area.value, area.label) for area in (Area.LR, Area.LLR, Area.LEICESTERSHIRE, Area.RUTLAND)]


def groups_to_come(day):
    """Groups that have not ended by that day."""
    return Group.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day)).exclude(kind=Group.Kind.LINKED)


class GroupFacts(forms.Form):
    name = forms.CharField(label="What is the group called?", max_length=200)
    area = forms.ChoiceField(label="Which area does it cover?", choices=AREAS, widget=forms.RadioSelect)
    parent = forms.ModelChoiceField(
        Group.objects.none(), label="Which group does it report to?", empty_label="None", required=False
    )
    meets = forms.ChoiceField(
        label="How often does it meet?",
        choices=[(value, label) for value, label in Group.Meets.choices if value] + [("", "Not stated")],
        required=False,
    )
    show_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = groups_to_come(timezone.localdate())


class AddGroupForm(GroupFacts):
    """A new group; a task and finish group with its last day."""

    kind = forms.ChoiceField(
        label="What kind of group is it?", choices=Group.Kind.choices, widget=forms.RadioSelect
    )
    starts_on = DateField(label="When does it start?", called="the first day")
    ends_on = DateField(
        label="When does it end?",
        called="the last day",
        help_text="A task and finish group ends automatically after this date. Leave this empty for any other group.",
        required=False,
    )
    reviews_cases = forms.BooleanField(
        label="It reviews cases",
        help_text="Its chair and members can then read cases. Only tick this if its terms of reference say so.",
        required=False,
    )
    field_order = ["name", "kind", "area", "parent", "meets", "starts_on", "ends_on", "reviews_cases"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if cleaned.get("kind") == Group.Kind.TASK_AND_FINISH and not last and "ends_on" not in self.errors:
            self.add_error("ends_on", "Enter the last day. A task and finish group ends automatically")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first day")
        return cleaned


class AmendGroupForm(GroupFacts, ReasonForm):
    question = "Why does it change?"
    field_order = ["name", "area", "parent", "meets", "reason"]

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk=group.pk)
        if group.area not in dict(AREAS):
            self.fields["area"].choices = [*AREAS, (group.area, group.get_area_display())]


class EndGroupForm(ReasonForm):
    on = DateField(
        label="What is the last day of the group?",
        called="the last day",
        help_text="From the next day nobody holds a seat on it, and they lose the access those seats gave.",
    )
    question = "Why does it end?"
    field_order = ["on", "reason"]


class GiveMoreTimeForm(ReasonForm):
    until = DateField(label="When should it end now?", called="the new last day", earliest=timezone.localdate)
    question = "Why does it need more time?"
    field_order = ["until", "reason"]


class RecordOutcomeForm(forms.Form):
    outcome = text(
        "What did the group achieve, and what do others need to do next?",
        "This stays on the group’s page. Do not include details of a child or family.",
        rows=6,
        most=10_000,
    )

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class WriteTermsForm(RevisionForm):
    """What a group is for, who sits on it, how often it meets, and what makes its quorum."""

    remit = text("What is the group for?", "Its remit, in plain words.", rows=8, most=20_000)
    membership = text("Who sits on it?", "Offices and organisations, never names.", rows=6, most=20_000)
    frequency = text("How often does it meet?", rows=3)
    quorum = text(
        "How does the document describe the quorum?",
        "Leave this empty if it does not say. The chair then rules each time.",
        rows=3,
        required=False,
    )
    quorum_rule = forms.ChoiceField(
        label="What makes a quorum?",
        help_text="Count organisations, not people. Observers and virtual members never count.",
        choices=QuorumRule.choices,
        widget=forms.RadioSelect,
    )
    quorum_count = forms.IntegerField(label="How many?", min_value=1, max_value=99, required=False)
    quorum_of = forms.ChoiceField(
        label="Which organisations count?", choices=QuorumOf.choices, widget=forms.RadioSelect
    )
    quorum_organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Which ones?", widget=forms.CheckboxSelectMultiple, required=False
    )
    in_force_on = DateField(label="When does this version come into force?", called="the first day")
    reason = text(
        "Why does it replace the previous version?", "The first version needs no reason.", rows=3,
        required=False,
    )  # fmt: skip
    source = forms.CharField(
        label="Where was it agreed?", help_text="For example: agreed by the partnership on 14 March 2027.",
        max_length=200, required=False,
    )  # fmt: skip
    looks = {
        "quorum_rule": {"reveals": {"some_of": ["quorum_count"]}},
        "quorum_of": {"reveals": {"chosen": ["quorum_organisations"]}},
        "quorum_organisations": {"small": True},
        "quorum_count": {"width": 3},
    }
    show_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quorum_organisations"].queryset = Organisation.objects.on(
            timezone.localdate()
        ).but_schools()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("quorum_rule") == QuorumRule.SOME_OF and not cleaned.get("quorum_count"):
            self.add_error("quorum_count", "Enter how many of them make a quorum")
        if cleaned.get("quorum_of") == QuorumOf.CHOSEN and not cleaned.get("quorum_organisations"):
            self.add_error("quorum_organisations", "Choose the organisations that count")
        return cleaned


class SeenTermsForm(RevisionForm):
    """Which draft was on the page."""
