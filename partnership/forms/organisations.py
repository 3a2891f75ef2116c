"""The directory of organisations: finding, adding, renaming, ending and merging them."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from partnership.forms.arrangements import spread
from partnership.forms.dates import DateField
from partnership.forms.editions import ReasonForm, text
from partnership.models import Area, Organisation, Participation


class DirectoryFilterForm(forms.Form):
    """Which organisations to list, and as on which day."""

    q = forms.CharField(label="Name", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Any kind, schools aside"), *Organisation.Kind.choices], required=False
    )
    area = forms.ChoiceField(label="Area", choices=[("", "Any area"), *Area.choices], required=False)
    way = forms.ChoiceField(
        label="How it takes part",
        choices=[("", "In any way, or none"), *Participation.Kind.choices, ("none", "Does not take part")],
        required=False,
    )
    on = DateField(label="Date", called="the day", help_text="Leave this empty for today.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = spread_keeping(self.data)

    @property
    def day(self):
        asked = self.cleaned_data.get("on") if self.is_bound and self.is_valid() else None
        return asked or timezone.localdate()

    def narrow(self, organisations):
        """Those of the day that are asked for."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        found, day = organisations.on(self.day), self.day
        if asked.get("q"):
            former = Organisation.objects.filter(former_names__name__icontains=asked["q"])
            found = found.filter(
                Q(name__icontains=asked["q"])
                | Q(short_name__icontains=asked["q"])
                | Q(pk__in=former.values("pk"))
            )
        if asked.get("kind"):
            found = found.filter(kind=asked["kind"])
        elif not asked.get("q"):  # whoever looks for a name finds schools too
            found = found.but_schools()
        if asked.get("area"):
            found = found.filter(area=asked["area"])
        taking_part = Participation.objects.on(day)
        if asked.get("way") == "none":
            found = found.exclude(pk__in=taking_part.values("organisation"))
        elif asked.get("way"):
            found = found.filter(pk__in=taking_part.filter(kind=asked["way"]).values("organisation"))
        return found


def spread_keeping(query):
    """An address's ?on= as the three boxes, with the other filters as they are."""
    if "on" not in query:
        return query
    whole = query.copy()
    for name, value in spread(query).items():
        whole[name] = value
    return whole


class OrganisationFacts(forms.Form):
    name = forms.CharField(
        label="What is its name?", help_text="Give its full official name.", max_length=200
    )
    short_name = forms.CharField(
        label="What is its short name?", help_text="Leave empty if it has no short name.", max_length=60,
        required=False,
    )  # fmt: skip
    kind = forms.ChoiceField(label="What kind of organisation is it?", choices=Organisation.Kind.choices)
    area = forms.ChoiceField(
        label="In which area does it work?", choices=[("", "Not stated"), *Area.choices], required=False
    )
    show_optional = False


class AddOrganisationForm(OrganisationFacts):
    starts_on = DateField(
        label="When was it set up?",
        called="the first day",
        help_text="Leave this empty if nobody knows.",
        required=False,
    )
    source = forms.CharField(label="What is your source?", max_length=200, required=False)


class AmendOrganisationForm(OrganisationFacts):
    """A wrong entry is put right."""

    reason = text(
        "What was wrong?", "If its name changed on a date, give it a new name instead.", rows=3, most=1000
    )


class RenameOrganisationForm(ReasonForm):
    """A new name from a day on."""

    name = forms.CharField(label="What is its new name?", max_length=200)
    short_name = forms.CharField(label="What is its short name?", max_length=60, required=False)
    on = DateField(
        label="When did the new name start?",
        called="the first day of the new name",
        latest=timezone.localdate,
    )
    question = "What is your source?"
    hint = "For example: its own announcement, or an order."
    field_order = ["name", "short_name", "on", "reason"]


class EndOrganisationForm(ReasonForm):
    on = DateField(label="What is its last day?", called="the last day")
    successor = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation replaces it?",
        help_text="If 2 or more become one, use “Merge” instead. It does everything in one go.",
        empty_label="None",
        required=False,
    )
    question = "Why does it end?"
    show_optional = False
    field_order = ["on", "successor", "reason"]

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        others = Organisation.objects.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))
        if organisation.kind != Organisation.Kind.SCHOOL:
            others = others.but_schools()
        self.fields["successor"].queryset = others.exclude(pk=organisation.pk)


class ReopenOrganisationForm(ReasonForm):
    question = "Why was its end a mistake?"


class MergeOrganisationsForm(ReasonForm):
    """Which become one, from which day, and what that one is."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Which organisations end?", help_text="Hold Ctrl to choose several.",
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose the organisations that end"},
    )  # fmt: skip
    on = DateField(
        label="When do they merge?",
        called="the first day of the new organisation",
        help_text="They end the day before.",
    )
    who = forms.ChoiceField(
        label="What replaces them?",
        choices=[("new", "A new organisation"), ("there", "An organisation that is in the directory")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="What is the new organisation’s name?", max_length=200, required=False)
    short_name = forms.CharField(label="What is its short name?", max_length=60, required=False)
    kind = forms.ChoiceField(
        label="What kind of organisation is it?", choices=[("", "Choose a kind"), *Organisation.Kind.choices],
        required=False,
    )  # fmt: skip
    area = forms.ChoiceField(
        label="In which area does it work?", choices=[("", "Not stated"), *Area.choices], required=False
    )
    successor = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which one?", empty_label="Choose an organisation", required=False
    )
    carry_seats = forms.BooleanField(
        label="It takes over their seats in groups",
        help_text="It gets a seat for each office that held one. People are not moved with it.",
        required=False,
        initial=True,
    )
    question = "Why are they merging?"
    hint = "For example: Health and Care Act 2022."
    looks = {
        "who": {"reveals": {"new": ["name", "short_name", "kind", "area"], "there": ["successor"]}},
        "organisations": {"small": True},
    }
    show_optional = False
    field_order = [
        "organisations", "on", "who", "name", "short_name", "kind", "area", "successor", "carry_seats", "reason",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = Organisation.objects.filter(ends_on=None).but_schools()
        self.fields["organisations"].queryset = here
        self.fields["organisations"].help_text = "Choose all the organisations that are merging."
        self.fields["successor"].queryset = here

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("who") == "new":
            if not cleaned.get("name"):
                self.add_error("name", "Enter the new organisation’s name")
            if not cleaned.get("kind"):
                self.add_error("kind", "Choose what kind of organisation it is")
            cleaned["successor"] = None
        elif cleaned.get("who") == "there" and not cleaned.get("successor"):
            self.add_error("successor", "Choose the organisation that replaces them")
        return cleaned

    @property
    def given(self):
        """What the operation takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "who"}


class AddParticipationForm(forms.Form):
    kind = forms.ChoiceField(
        label="How does it take part?", choices=Participation.Kind.choices, widget=forms.RadioSelect
    )
    through = forms.CharField(
        label="Which delegate, group or body does it take part through?", max_length=200, required=False,
        help_text="Leave this empty if it takes part directly.",
    )  # fmt: skip
    starts_on = DateField(label="From which day?", called="the first day")
    ends_on = DateField(
        label="When does it end?",
        called="the last day",
        help_text="Leave empty if it has no end yet.",
        required=False,
    )
    show_optional = False


class EndParticipationForm(ReasonForm):
    on = DateField(label="When does it stop taking part in this way?", called="the last day")
    question = "Why does it end?"
    field_order = ["on", "reason"]
