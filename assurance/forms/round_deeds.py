"""What staff do about a round that is open, and how they narrow what they watch."""

from django import forms
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Organisation, Questionnaire, ReturnEscalation


class ExtendForm(forms.Form):
    """A later date for one organisation, and why."""

    due_on = DateField(label="What is the new due date?", called="the new date", earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why do they need more time?",
        help_text="This is kept with the original date.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}


class AskTooForm(forms.Form):
    """One more organisation, by when, and why."""

    organisation = forms.ModelChoiceField(
        label="Which organisation do you want to add?",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Select the organisation to add"},
    )
    due_on = DateField(
        label="When is its answer due?", called="the date its answer is due", earliest=timezone.localdate
    )
    reason = forms.CharField(
        label="Why are you adding it?",
        help_text="This is kept on record.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}

    def __init__(self, data=None, *, organisations, due_on):
        super().__init__(data, initial={"due_on": due_on})
        self.fields["organisation"].queryset = organisations


class DropForm(forms.Form):
    """Why one organisation is no longer asked."""

    reason = forms.CharField(
        label="Why are you no longer asking it?",
        help_text="This is kept on record. We tell the agency it does not need to do anything, but not why.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}


class AmendMessageForm(forms.Form):
    """What stands above everybody's questions."""

    message = forms.CharField(
        label="What do you want to tell them?",
        help_text="This is shown above their questions. Do not name any child, family or member of staff.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    tell = forms.BooleanField(
        label="Email everyone who has not submitted to say it has changed", required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    looks = {"message": {"rows": 6, "optional": False}}

    def clean_seen(self):
        return self.cleaned_data["seen"].replace("\r\n", "\n")

    def clean_message(self):
        return self.cleaned_data["message"].replace("\r\n", "\n")


class ChaseForm(forms.Form):
    """The next letter about one late return; to a chief officer it goes by office."""

    step = forms.CharField(widget=forms.HiddenInput)
    office = forms.CharField(
        label="Which office are you writing to?",
        help_text="For example, Chief Executive. Do not give a name.",
        max_length=200,
    )
    address = AddressField(
        label="Which shared mailbox are you writing to?",
        help_text="Leave blank if you are writing by post. We will record that you did.",
        required=False,
    )

    def __init__(self, data=None, *, step):
        super().__init__(data, initial={"step": step.name})
        if not step.asks_for_office:
            del self.fields["office"], self.fields["address"]


class EscalateForm(forms.Form):
    """Which way a late return is taken further, why, and by when something is to come of it."""

    way = forms.ChoiceField(
        label="How are you escalating it?",
        choices=ReturnEscalation.Way,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you are escalating it"},
    )
    why = forms.CharField(
        label="Why are you escalating it?",
        help_text="The agency will read this. Do not name any child, family or member of staff, or give full dates.",
        widget=forms.Textarea,
        max_length=1000,
    )
    target_on = DateField(
        label="When do you expect a result?",
        called="the date you expect a result",
        earliest=timezone.localdate,
    )
    looks = {
        "way": {
            "hints": {
                "chair": "An action for the chair of the Planning and Delivery Group.",
                "action": "The agency sees this in its actions and gets reminders.",
                "challenge": "Logged, answered and closed like any other challenge.",
            }
        },
        "why": {"rows": 4},
    }


class GiveCopyForm(forms.Form):
    """When a copy of a return was given to the board next door, by which office and for whom."""

    passed_on = DateField(label="When is it being shared?", called="the day", latest=timezone.localdate)
    office = forms.CharField(
        label="Which office is sharing it?", help_text="Give an office, not a name.", max_length=200
    )
    audience = forms.CharField(
        label="Who can read it there?",
        help_text="For example, the other board’s quality assurance group.",
        max_length=200,
    )


class RoundsFilterForm(forms.Form):
    """Which rounds are shown."""

    year = forms.ChoiceField(label="Due in", required=False)
    questionnaire = forms.ChoiceField(label="What was asked", required=False)
    stage = forms.ChoiceField(
        label="State",
        choices=[("", "Any"), ("coming", "Not open yet"), ("open", "Open"), ("closed", "Closed")],
        required=False,
    )

    def __init__(self, data=None, *, years):
        super().__init__(data)
        self.fields["year"].choices = [("", "Any year"), *((str(year), str(year)) for year in years)]
        titles = dict(
            Questionnaire.objects.filter(rounds__isnull=False)
            .order_by("version")
            .values_list("code", "title")
        )
        self.fields["questionnaire"].choices = [
            ("", "Anything"), *sorted(titles.items(), key=lambda choice: choice[1])
        ]  # fmt: skip

    def narrow(self, rounds, today):
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("year"):
            rounds = rounds.filter(due_on__year=int(given["year"]))
        if given.get("questionnaire"):
            rounds = rounds.filter(questionnaire__code=given["questionnaire"])
        return {
            "coming": rounds.filter(opens_on__gt=today),
            "open": rounds.filter(opens_on__lte=today, closes_on__gte=today),
            "closed": rounds.filter(closes_on__lt=today),
        }.get(given.get("stage"), rounds)


class ProgressFilterForm(forms.Form):
    """Which organisations of a round are shown."""

    standing = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Any"),
            ("to_come", "Everyone who has not submitted"),
            ("late", "Late, not submitted"),
            ("not_begun", "Not started"),
            ("in_progress", "In progress"),
            ("submitted", "Submitted"),
            ("nobody", "Nobody appointed to answer"),
            ("to_chase", "A chasing letter is due"),
        ],
        required=False,
    )
    kind = forms.ChoiceField(label="Kind of organisation", required=False)
    named = forms.CharField(label="Name", max_length=100, required=False)

    def __init__(self, data=None, *, rows):
        super().__init__(data)
        kinds = {
            row["return"].organisation.kind: row["return"].organisation.get_kind_display() for row in rows
        }
        self.fields["kind"].choices = [("", "Any"), *sorted(kinds.items(), key=lambda choice: choice[1])]

    def narrow(self, rows):
        """Those of the rows of progress that are asked for."""
        given = self.cleaned_data if self.is_valid() else {}
        standing, kind, named = given.get("standing"), given.get("kind"), given.get("named", "").casefold()
        return [
            row
            for row in rows
            if (not standing or standing in row["marks"])
            and (not kind or row["return"].organisation.kind == kind)
            and (not named or named in row["name"].casefold())
        ]
