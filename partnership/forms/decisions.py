"""The decisions log, and what happens to a decision later; questions between meetings."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late
from partnership.models import Circular, Group
from partnership.rules.meetings import Audience
from partnership.rules.minutes import Position


class DecisionsFilterForm(forms.Form):
    """Which decisions to list."""

    group = forms.ChoiceField(label="Group", required=False)
    year = forms.ChoiceField(label="Year", required=False)
    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "All"),
            ("ratify", "Made without a quorum, to be ratified"),
            ("review", "Due for review"),
            ("letter", "Made by correspondence"),
        ],
        required=False,
    )
    words = forms.CharField(label="Words to search for", max_length=100, required=False)

    def __init__(self, *args, groups, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "All groups"), *((one.code, one.name) for one in groups)]
        self.fields["year"].choices = [("", "All years"), *((str(year), str(year)) for year in years)]

    def narrow(self, decisions):
        """Those of `decisions` that are asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("group"):
            decisions = decisions.filter(group__code=asked["group"])
        if asked.get("year"):
            decisions = decisions.filter(year=asked["year"])
        if asked.get("words"):
            decisions = decisions.filter(text__icontains=asked["words"])
        show = asked.get("show")
        if show == "ratify":
            return decisions.to_ratify()
        if show == "review":
            return decisions.filter(review__isnull=False, review__done_on=None, review__ended_on=None)
        return decisions.filter(circular__isnull=False) if show == "letter" else decisions


class CircularsFilterForm(forms.Form):
    """Which questions between meetings to list."""

    group = forms.ModelChoiceField(
        Group.objects.none(), label="Group", empty_label="All groups", required=False
    )
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "All"), ("open", "Open"), ("agreed", "Agreed"), ("meeting", "To the next meeting")],
        required=False,
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    def narrow(self, circulars):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("group"):
            circulars = circulars.filter(group=asked["group"])
        match asked.get("show"):
            case "open":
                return circulars.filter(closed_at=None)
            case "agreed":
                return circulars.filter(result=Circular.Result.AGREED)
            case "meeting":
                return circulars.exclude(closed_at=None).exclude(result=Circular.Result.AGREED)
        return circulars


class WithdrawDecisionForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="Its number stays in the log, with this reason.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class RatifyDecisionForm(forms.Form):
    meeting = forms.ChoiceField(
        label="Which meeting ratified it?",
        help_text="This must be a later meeting of the group that had a quorum.",
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in meetings}
        self.fields["meeting"].choices = [
            ("", "Choose"),
            *((pk, f"{one.reference}, {one.held_on:%-d %B %Y}") for pk, one in self.found.items()),
        ]

    def clean_meeting(self):
        return self.found[self.cleaned_data["meeting"]]


class ReviewDecisionForm(forms.Form):
    said = forms.CharField(
        label="What did the group find?",
        help_text="Whether the decision was carried out, and whether it still stands.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)


class AskByCorrespondenceForm(forms.Form):
    group = forms.ChoiceField(label="Which group is asked?")
    question = forms.CharField(
        label="What is the group to decide?",
        help_text="Use words that can go in the log. Do not include details of a child or family.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    background = forms.CharField(
        label="What do they need to know?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        required=False,
    )
    audience = forms.ChoiceField(
        label="Who can read it?",
        choices=[(one.value, one.label) for one in (Audience.MEMBERS, Audience.RESTRICTED)],
    )
    replies_by = DateField(label="When are replies due?", called="the date replies are due")

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in groups}
        self.fields["group"].choices = [("", "Choose"), *((pk, one.name) for pk, one in self.found.items())]

    def clean_group(self):
        return self.found[self.cleaned_data["group"]]


class ReplyByCorrespondenceForm(forms.Form):
    answer = forms.ChoiceField(
        label="What is your answer?", choices=Position.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="What do you want to say about it?",
        help_text="You must answer this if you are against. The next meeting will then read it and decide.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args, deadline=None, for_another="", **kwargs):
        super().__init__(*args, **kwargs)
        if for_another:
            self.fields["answer"].label = f"What did {for_another} answer?"
            self.fields["words"].label = "What did they say about it?"
        if deadline and deadline.outstanding:
            ask_why_late(self, deadline.due_on)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Position.AGAINST and not cleaned.get("words", "").strip():
            self.add_error("words", "Say why. The next meeting will read it")
        if "late_reason" in self.fields and not cleaned.get("late_reason", "").strip():
            self.add_error("late_reason", "Say why it is late")
        return cleaned


class CloseCircularForm(forms.Form):
    """How the replies are put into the log."""

    decision = forms.CharField(
        label="If it is agreed, what was decided?",
        help_text="Use the words that will go in the log.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    owner_office = forms.CharField(label="Which office will carry it out?", max_length=200, required=False)
    review_on = DateField(
        label="When will it be reviewed?",
        called="the review date",
        earliest=timezone.localdate,
        required=False,
    )

    def __init__(self, *args, discretion, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        if discretion:
            self.fields["ruling"] = forms.CharField(
                label="What did the chair rule on the replies?",
                help_text="The group’s terms of reference leave the quorum to the chair. Without a ruling, nothing "
                "is agreed.",
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                required=False,
            )
            if not chairs:
                self.fields["office"] = forms.CharField(
                    label="Who ruled?", help_text="The chair's office.", max_length=200, required=False
                )
