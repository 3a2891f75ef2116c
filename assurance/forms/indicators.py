"""What people type about indicators: what they are, how they are defined, and when they are retired."""

from django import forms
from django.utils import timezone

from assurance.models.indicators import COMPARATORS
from assurance.rules.indicators.measures import Counted, Geography, Kind, Polarity, Unit
from assurance.rules.indicators.periods import Frequency
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Group, Organisation, Priority


def givers():
    """Who may be asked for figures today: whoever is asked for anything, schools aside."""
    kinds = Organisation.Kind
    aside = (kinds.SCHOOL, kinds.EARLY_YEARS, kinds.RESIDENTIAL, kinds.FOSTERING, kinds.PARTNERSHIP)
    return Organisation.objects.on(timezone.localdate()).exclude(kind__in=aside)


def text(label, help_text="", *, required=True, length=2000, rows=3):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordsForm(forms.Form):
    """What may change of an indicator although figures stand."""

    name = forms.CharField(label="What is counted, in a few words?", max_length=200)
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(),
        label="Whose outcome statement does it tell about?",
        help_text="Leave empty where it tells of none.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    challenge_question = text(
        "What ought somebody to ask when it moves?",
        "One question, such as “Do children who need help get it the first time?”",
        length=500,
    )
    polarity = forms.ChoiceField(
        label="Which way is better?", choices=Polarity.choices, widget=forms.RadioSelect, initial="neither"
    )
    kind = forms.ChoiceField(label="What does it tell?", choices=Kind.choices, widget=forms.RadioSelect)
    source = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who gives the figures?",
        help_text="Its lead is asked after each period.",
        empty_label="The business unit",
        required=False,
    )
    rutland_source = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who gives Rutland’s figures?",
        help_text="Only where it is somebody else.",
        empty_label="The same",
        required=False,
    )
    comparators = forms.MultipleChoiceField(
        label="With what is it compared?",
        help_text="Figures from elsewhere are shown beside ours, and never added to them.",
        choices=[(area.value, area.label) for area in COMPARATORS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    target = forms.DecimalField(
        label="What is the target?", required=False, max_digits=12, decimal_places=2, min_value=0
    )
    target_words = forms.CharField(
        label="Whose target is it?", help_text="Such as “Business plan 2026, priority 1”.", max_length=200,
        required=False,
    )  # fmt: skip
    unit_word = forms.CharField(
        label="What are its numbers of?", help_text="Such as days or points.", max_length=40, required=False
    )
    owner_office = forms.CharField(
        label="Who looks after it?", help_text="An office, such as “Board officer”. No names.", max_length=200
    )
    source_words = forms.CharField(
        label="Where is its definition from?",
        help_text="A document, with its year.",
        max_length=300,
        required=False,
    )
    confirmed = forms.BooleanField(
        label="Somebody has seen that source, and it is agreed here", required=False
    )
    looks = {
        "polarity": {"small": True}, "kind": {"small": True}, "comparators": {"small": True},
        "priorities": {"small": True}, "target": {"width": 5}, "unit_word": {"width": 10},
    }  # fmt: skip
    show_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = self.fields["rutland_source"].queryset = givers()
        wanted = Priority.objects.standing().select_related("plan").exclude(plan__state="closed")
        self.fields["priorities"].queryset = wanted
        self.fields["priorities"].label_from_instance = lambda one: (
            f"{one.plan.reference}, {one.number}. {one.title}"
        )


class AddIndicatorForm(WordsForm):
    code = forms.CharField(
        label="What is its code?",
        help_text="Capital letters, numbers and hyphens, such as CP-01.",
        max_length=30,
    )
    unit = forms.ChoiceField(label="What are its figures?", choices=Unit.choices, widget=forms.RadioSelect)
    of_children = forms.TypedChoiceField(
        label="Does it count children or families?",
        help_text="Their small numbers are kept back from everybody but the business unit.",
        choices=[("yes", "Yes"), ("no", "No, such as training places or meetings")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label="How often?", choices=Frequency.choices, widget=forms.RadioSelect, initial="quarter"
    )
    counted = forms.ChoiceField(
        label="What do the figures of a period cover?", choices=Counted.choices, widget=forms.RadioSelect,
        initial="within",
    )  # fmt: skip
    geography = forms.ChoiceField(
        label="For which area?", choices=Geography.choices, widget=forms.RadioSelect, initial="each"
    )
    breakdown = forms.CharField(
        label="By what is it broken down?", help_text="Such as “age”. Break an indicator down rather than add one "
        "of the same children: whoever has both could subtract small numbers.", max_length=60, required=False,
    )  # fmt: skip
    categories = forms.CharField(
        label="Into which categories?",
        help_text="One on each line. Together they are everybody.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )
    asked_from = DateField(
        label="From when are figures wanted?",
        called="the day from which figures are wanted",
        help_text="Any day of the first period. What is past is welcome, and not due.",
    )
    definition = text("What exactly is counted?", "Whom, when and how, so that two people count the same.")
    numerator = forms.CharField(label="What is above the line?", max_length=300, required=False)
    denominator = forms.CharField(label="What is below the line?", max_length=300, required=False)
    field_order = (
        "code", "name", "priorities", "definition", "unit", "numerator", "denominator", "unit_word", "of_children",
        "kind", "polarity", "challenge_question", "frequency", "counted", "asked_from", "geography", "source",
        "rutland_source", "comparators", "breakdown", "categories", "target", "target_words", "owner_office",
    )  # fmt: skip
    looks = {
        **WordsForm.looks, "code": {"width": 10}, "unit": {"small": True}, "frequency": {"small": True},
        "counted": {"small": True}, "geography": {"small": True}, "of_children": {"small": True},
        "breakdown": {"width": 20},
    }  # fmt: skip

    def clean_categories(self):
        lines = [line.strip() for line in self.cleaned_data["categories"].splitlines() if line.strip()]
        if any(len(line) > 60 for line in lines):
            raise forms.ValidationError("A category has 60 characters at most")
        return lines


class ChangeIndicatorForm(WordsForm, SeenForm):
    """Words, sources and target of an indicator, against the revision that the page showed."""

    def __init__(self, *args, indicator, **kwargs):
        names = [name for name in WordsForm.base_fields if name != "priorities"]
        initial = {name: getattr(indicator, name) for name in names}
        linked = list(indicator.priorities.all())
        initial |= {
            "priorities": linked, "seen": indicator.revision,
            "source": indicator.source_id, "rutland_source": indicator.rutland_source_id,
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["priorities"].queryset |= Priority.objects.filter(pk__in=[one.pk for one in linked])


class DefineAnewForm(forms.Form):
    valid_from = DateField(
        label="From which day does it hold?",
        called="the day from which it holds",
        help_text="The first day of a period of which no figure has been given.",
    )
    text = text("What exactly is counted from then on?", rows=4)
    numerator = forms.CharField(label="What is above the line?", max_length=300, required=False)
    denominator = forms.CharField(label="What is below the line?", max_length=300, required=False)
    comparable = forms.TypedChoiceField(
        label="Can figures before and after be compared?",
        choices=[
            ("yes", "Yes, it only says more clearly what was counted"),
            ("no", "No, a new series begins"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    break_because = forms.CharField(
        label="Why not?", help_text="It stands beside the chart.", widget=forms.Textarea, max_length=500,
        required=False,
    )  # fmt: skip
    source_words = forms.CharField(label="Where is it from?", max_length=300, required=False)
    looks = {
        "comparable": {"reveals": {"no": ["break_because"]}}, "break_because": {"rows": 3, "optional": False}
    }  # fmt: skip

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        last = indicator.definitions.last()
        if last and not self.is_bound:
            self.initial = {
                "text": last.text, "numerator": last.numerator, "denominator": last.denominator,
                "source_words": last.source_words,
            }  # fmt: skip


class RetireIndicatorForm(forms.Form):
    retired_on = DateField(label="From which day is it no longer asked for?", called="the day")
    because = text("Why is it retired?", "What tells of the same instead, if anything does.", length=1000)

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("retired_on", timezone.localdate())


class QuarterForm(forms.Form):
    """Which quarter, and the work of which group."""

    quarter = forms.ChoiceField(label="Quarter", required=False)
    group = forms.ModelChoiceField(
        Group.objects.none(), label="Priorities led by", empty_label="Everybody", required=False
    )

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(one.starts_on.isoformat(), one.label) for one in quarters]
        leading = Priority.objects.standing().exclude(lead_group=None).filter(indicators__isnull=False)
        self.fields["group"].queryset = Group.objects.filter(pk__in=leading.values("lead_group"))
