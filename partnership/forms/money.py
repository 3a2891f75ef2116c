"""What people type about money. Shares are never typed: the partners and the rule are, and the amounts follow."""

from django import forms
from django.utils import timezone

from partnership.forms.amounts import IN_POUNDS, AmountField
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Budget, Income, Organisation, Spending
from partnership.operations.spreadsheets import KINDS
from partnership.rules import money as law
from partnership.rules.years import financial_year, year_words


def words(label, help_text="", *, rows=3, needed="", length=2000):
    """A text that is asked for, with the sentence said when it is missing."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=length,
        required=bool(needed),
        error_messages={"required": needed} if needed else {},
    )


class OpenYearForm(forms.Form):
    year = forms.TypedChoiceField(label="Which financial year?", coerce=int)
    total = AmountField(
        label="What is the total of the budget?",
        help_text="You can change it until the partners have approved it. After that you have to ask them again.",
    )
    forecasting = forms.ChoiceField(
        label="How is spending forecast?",
        choices=Budget.Forecasting,
        initial=law.QUARTERLY,
        widget=forms.RadioSelect,
    )
    looks = {"total": IN_POUNDS}

    def __init__(self, *args, pot, **kwargs):
        super().__init__(*args, **kwargs)
        there = set(pot.budgets.values_list("year", flat=True))
        now = financial_year(timezone.localdate())
        self.fields["year"].choices = [
            (year, year_words(year)) for year in range(now + 1, now - 4, -1) if year not in there
        ]


class PartsForm(forms.Form):
    """How something is shared among partners: equally, by percentages or by amounts. `parts` gives what was chosen."""

    sharing = forms.ChoiceField(
        label="How is it shared?",
        choices=[
            (law.EQUAL, "Equally"),
            (law.PERCENTAGES, "By percentages"),
            (law.AMOUNTS, "By agreed amounts"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is shared"},
    )
    partners = forms.MultipleChoiceField(
        label="Which partners share it?",
        help_text=law.REMAINDER,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ways = (law.EQUAL, law.PERCENTAGES, law.AMOUNTS)

    def __init__(self, *args, organisations, contributions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        given = {str(one.organisation_id): one for one in contributions}
        self.fields["sharing"].choices = [
            choice for choice in self.fields["sharing"].choices if choice[0] in self.ways
        ]
        self.fields["partners"].choices = [(pk, one.name) for pk, one in self.organisations.items()]
        self.fields["partners"].initial = [pk for pk in self.organisations if not given or pk in given]
        reveals = {law.EQUAL: ["partners"], law.PERCENTAGES: [], law.AMOUNTS: []}
        self.looks = {
            **self.looks,
            "sharing": {"reveals": reveals},
            "partners": {"small": True, "optional": False},
        }
        for pk, one in self.organisations.items():
            old = given.get(pk)
            if law.PERCENTAGES in self.ways:
                self.fields[f"per_cent_{pk}"] = forms.DecimalField(
                    label=one.name, required=False, min_value=0, max_value=100, decimal_places=4, max_digits=7,
                    initial=law.plain(old.per_cent) if old and old.per_cent is not None else None,
                    widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )  # fmt: skip
                reveals[law.PERCENTAGES].append(f"per_cent_{pk}")
                self.looks[f"per_cent_{pk}"] = {"suffix": "%", "width": 5, "optional": False}
            self.fields[f"amount_{pk}"] = AmountField(
                label=one.name, required=False, initial=old.amount if old else None
            )
            reveals[law.AMOUNTS].append(f"amount_{pk}")
            self.looks[f"amount_{pk}"] = {**IN_POUNDS, "optional": False}

    looks = {}

    def parts(self):
        """Keyword arguments of the operation: sharing, and the organisations or what was given for each."""
        sharing = self.cleaned_data["sharing"]
        if sharing == law.EQUAL:
            return {
                "sharing": sharing,
                "organisations": [self.organisations[pk] for pk in self.cleaned_data["partners"]],
            }
        prefix = "per_cent_" if sharing == law.PERCENTAGES else "amount_"
        given = {one: self.cleaned_data.get(f"{prefix}{pk}") for pk, one in self.organisations.items()}
        return {"sharing": sharing, "given": {one: value for one, value in given.items() if value}}


class ShareOutForm(PartsForm):
    total = AmountField(label="What is the total of the budget?")
    looks = {"total": IN_POUNDS}
    field_order = ["total"]


class PlanHeadingsForm(forms.Form):
    """What is planned under each heading, and one more heading if it is wanted."""

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {f"line_{one.pk}": one for one in lines}
        self.looks = {"added_amount": IN_POUNDS}
        for name, line in self.lines.items():
            self.fields[name] = AmountField(
                label=line.name,
                initial=line.planned,
                error_messages={"required": f"Enter an amount for {line.name}, or 0"},
            )
            self.looks[name] = IN_POUNDS
        self.fields["added"] = forms.CharField(
            label="One more heading", help_text="For example: Interpreters.", max_length=80, required=False
        )
        self.fields["added_amount"] = AmountField(label="Planned under it", required=False)

    def planned(self):
        return {line: self.cleaned_data[name] for name, line in self.lines.items()}


class SetLimitsForm(forms.Form):
    variance_per_cent = forms.DecimalField(
        label="Above what percentage must a difference be explained?",
        help_text="A heading that differs from its budget by more than both limits must be explained before "
        "the year closes.",
        min_value=0, max_value=999, max_digits=5, decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    variance_pounds = AmountField(label="Above what amount, in pounds?")
    forecasting = forms.ChoiceField(
        label="How is spending forecast?", choices=Budget.Forecasting, widget=forms.RadioSelect
    )
    looks = {"variance_per_cent": {"suffix": "%", "width": 5}, "variance_pounds": IN_POUNDS}


class RaiseInvoiceForm(forms.Form):
    reference = forms.CharField(label="What is the invoice’s number?", max_length=60)
    invoiced_on = DateField(
        label="When was it sent?", called="the date of the invoice", initial=timezone.localdate
    )
    amount = AmountField(label="How much is invoiced?", help_text="In full or in part.")
    looks = {"amount": IN_POUNDS, "reference": {"width": 20}}


class ReceivePaymentForm(forms.Form):
    amount = AmountField(label="How much came in?", help_text="In full or in part.")
    received_on = DateField(
        label="When did it come in?", called="the date on which it came in", latest=timezone.localdate,
        initial=timezone.localdate,
    )  # fmt: skip
    looks = {"amount": IN_POUNDS}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on, done="received_on")


class ReverseForm(forms.Form):
    reason = words(
        "Why are you reversing it?",
        "Both entries stay visible.",
        needed="Say why the entry is being reversed",
    )


class WithdrawForm(forms.Form):
    reason = words("Why is it withdrawn?", "It stays visible.", needed="Say why it is withdrawn")


class AddIncomeForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of income is it?", choices=Income.Kind, widget=forms.RadioSelect
    )
    described = forms.CharField(
        label="What is it?", help_text="For example: Violence reduction grant.", max_length=200
    )
    amount = AmountField(label="How much is it?", negative=True)
    restricted_to = forms.CharField(
        label="Can it only be spent on one thing?",
        help_text="Say what. Leave this empty if it can be spent on anything.",
        max_length=200,
        required=False,
    )
    received_on = DateField(
        label="When did it come in?",
        called="the date on which it came in",
        help_text="Leave this empty if you are still expecting it.",
        latest=timezone.localdate,
        required=False,
    )
    looks = {"amount": IN_POUNDS}


class ReceiveIncomeForm(forms.Form):
    received_on = DateField(
        label="When did it come in?", called="the date on which it came in", latest=timezone.localdate,
        initial=timezone.localdate,
    )  # fmt: skip


class AddInKindForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who gives it?", empty_label="Choose an organisation"
    )
    described = forms.CharField(
        label="What is given?", help_text="For example: offices for the business unit.", max_length=200
    )
    value = AmountField(
        label="What is it worth?",
        help_text="Leave this empty if nobody has valued it. It is not included in any total.",
        required=False,
    )
    valued_how = forms.CharField(label="How was the value worked out?", max_length=200, required=False)
    looks = {"value": IN_POUNDS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.on(timezone.localdate()).but_schools()


class SpendingFilterForm(forms.Form):
    """Which entries of spending to list."""

    heading = forms.ModelChoiceField(None, label="Heading", empty_label="All headings", required=False)
    supplier = forms.ChoiceField(
        label="Supplier", choices=[("", "All kinds"), *Spending.Supplier.choices], required=False
    )

    def __init__(self, *args, budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["heading"].queryset = budget.lines.all()
        self.fields["heading"].label_from_instance = lambda line: line.name

    def narrow(self, entries):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if asked.get("heading"):
            entries = entries.filter(line=asked["heading"])
        if asked.get("supplier"):
            entries = entries.filter(supplier=asked["supplier"])
        return entries


class AddSpendingForm(forms.Form):
    line = forms.ModelChoiceField(None, label="Which heading is it under?", empty_label="Choose a heading")
    spent_on = DateField(label="When was it spent?", called="the date", latest=timezone.localdate)
    described = forms.CharField(
        label="What did it pay for?",
        help_text="Do not include names of people or details of a case.",
        max_length=200,
    )
    supplier = forms.ChoiceField(
        label="What kind of supplier was it?", choices=[("", "Choose a kind"), *Spending.Supplier.choices]
    )
    reference = forms.CharField(label="Number of the order or invoice", max_length=60, required=False)
    amount = AmountField(
        label="How much was it?", help_text="Put a credit in brackets: (12.00).", negative=True
    )
    looks = {"amount": IN_POUNDS, "reference": {"width": 20}}

    def __init__(self, *args, budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = budget.lines.all()
        self.fields["line"].label_from_instance = lambda line: line.name


class UploadForm(forms.Form):
    """A spreadsheet to be read and looked at before anything is applied."""

    file = forms.FileField(
        label="Choose a file",
        help_text="CSV or Excel (.csv or .xlsx), up to 2 MB and 1,000 rows. The file itself is not kept.",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another one"},
    )


class ForecastForm(forms.Form):
    """What is still expected under each heading in each month or quarter that is not over."""

    show_optional = False

    def __init__(self, *args, lines, starts, forecasts, name_of, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks, self.places, self.groups = {}, {}, []
        for line in lines:
            group = []
            for start in starts:
                name = f"f_{line.pk}_{start:%Y%m}"
                self.fields[name] = AmountField(
                    label=name_of(start), required=False, initial=forecasts.get((line.pk, start))
                )
                self.looks[name] = IN_POUNDS
                self.places[name] = (line, start)
                group.append(name)
            self.groups.append((line, group))

    def rows(self):
        """Each heading with its boxes."""
        return [(line, [self[name] for name in names]) for line, names in self.groups]

    def amounts(self):
        return {place: self.cleaned_data[name] for name, place in self.places.items()}


class ExplainVarianceForm(forms.Form):
    explained = words(
        "Why is it different from the plan?",
        "Partners will read this, and it goes into the yearly report.",
        rows=5,
        needed="Say why it is different from the plan",
    )


class ApproveBudgetForm(SeenForm):
    agreed = forms.BooleanField(
        label="My organisation approves these figures",
        error_messages={"required": "Tick the box to approve these figures for your organisation"},
    )
    comment = words("Comment (optional)")

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class ReopenYearForm(forms.Form):
    reason = words(
        "Why are you reopening the year?",
        "The figures at closing stay visible.",
        needed="Say why you are reopening the year",
    )


class SetCaseCostForm(PartsForm):
    """The cost of one case review, by its reference alone."""

    ways = (law.EQUAL, law.AMOUNTS)
    case_reference = forms.CharField(
        label="What is the case’s reference?",
        help_text="For example LR-2026-007, and nothing else.",
        max_length=40,
    )
    amount = AmountField(label="What does the review cost?")
    pays_for = forms.CharField(
        label="What does it pay for?", help_text="For example: an external reviewer.", max_length=200
    )
    reason = words("If it replaces an earlier agreement, why?")
    looks = {"amount": IN_POUNDS, "case_reference": {"width": 20}}
    field_order = ["case_reference", "amount", "pays_for", "reason"]
