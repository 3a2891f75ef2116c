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

    name = forms.CharField(label="What does it count, in a few words?", max_length=200)
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(),
        label="Which outcome statement does it relate to?",
        help_text="Leave blank if none.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    challenge_question = text(
        "What should people ask when it changes?",
        "Enter one question. For example, do children who need help get it the first time?",
        length=500,
    )
    polarity = forms.ChoiceField(
        label="Which way is better?", choices=Polarity.choices, widget=forms.RadioSelect, initial="neither"
    )
    kind = forms.ChoiceField(label="What does it measure?", choices=Kind.choices, widget=forms.RadioSelect)
    source = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who gives the figures?",
        help_text="We ask its lead after each period.",
        empty_label="The business unit",
        required=False,
    )
    rutland_source = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who gives Rutland’s figures?",
        help_text="Only answer if this is someone else.",
        empty_label="The same",
        required=False,
    )
    comparators = forms.MultipleChoiceField(
        label="What is it compared with?",
        help_text="Comparison figures are shown beside ours and never added to them.",
        choices=[(area.value, area.label) for area in COMPARATORS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    target = forms.DecimalField(
        label="What is the target?", required=False, max_digits=12, decimal_places=2, min_value=0
    )
    target_words = forms.CharField(
        label="Whose target is it?", help_text="For example, Business plan 2026, priority 1.", max_length=200,
        required=False,
    )  # fmt: skip
    unit_word = forms.CharField(
        label="What unit is it in?", help_text="For example, days or points.", max_length=40, required=False
    )
    owner_office = forms.CharField(
        label="Who is responsible for it?",
        help_text="Give an office, for example Board officer. Do not give a name.",
        max_length=200,
    )
    source_words = forms.CharField(
        label="Where does its definition come from?",
        help_text="Give the document and its year.",
        max_length=300,
        required=False,
    )
    confirmed = forms.BooleanField(label="The source has been checked and is agreed here", required=False)
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
        help_text="Use capital letters, numbers and hyphens. For example, CP-01.",
        max_length=30,
    )
    unit = forms.ChoiceField(
        label="What type of figure is it?", choices=Unit.choices, widget=forms.RadioSelect
    )
    of_children = forms.TypedChoiceField(
        label="Does it count children or families?",
        help_text="Only the business unit can see small numbers.",
        choices=[("yes", "Yes"), ("no", "No, such as training places or meetings")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label="How often?", choices=Frequency.choices, widget=forms.RadioSelect, initial="quarter"
    )
    counted = forms.ChoiceField(
        label="What does each figure cover?", choices=Counted.choices, widget=forms.RadioSelect,
        initial="within",
    )  # fmt: skip
    geography = forms.ChoiceField(
        label="Which area is it for?", choices=Geography.choices, widget=forms.RadioSelect, initial="each"
    )
    breakdown = forms.CharField(
        label="How is it broken down?", help_text="For example, age. Break down one indicator rather than "
            "adding another for the same children, or small numbers could be worked out.",
        max_length=60, required=False,
    )  # fmt: skip
    categories = forms.CharField(
        label="What are the categories?",
        help_text="Enter one on each line. Together they must cover everyone.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
    )
    asked_from = DateField(
        label="When should figures start?",
        called="the date figures should start",
        help_text="Enter any day in the first period. Past periods are welcome but not due.",
    )
    definition = text(
        "What exactly is counted?", "Say who, when and how, so that 2 people would count the same."
    )
    numerator = forms.CharField(label="What is the numerator?", max_length=300, required=False)
    denominator = forms.CharField(label="What is the denominator?", max_length=300, required=False)
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
            raise forms.ValidationError("Each category must be 60 characters or fewer")
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
        label="When does it take effect?",
        called="the date it takes effect",
        help_text="Enter the first day of a period with no figures yet.",
    )
    text = text("What exactly is counted from then on?", rows=4)
    numerator = forms.CharField(label="What is the numerator?", max_length=300, required=False)
    denominator = forms.CharField(label="What is the denominator?", max_length=300, required=False)
    comparable = forms.TypedChoiceField(
        label="Can figures before and after be compared?",
        choices=[
            ("yes", "Yes, it only makes the definition clearer"),
            ("no", "No, start a new series"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    break_because = forms.CharField(
        label="Why not?", help_text="This is shown beside the chart.", widget=forms.Textarea, max_length=500,
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
    retired_on = DateField(label="When should it stop being asked for?", called="the day")
    because = text(
        "Why are you retiring it?", "Say what will show the same thing instead, if anything.", length=1000
    )

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
