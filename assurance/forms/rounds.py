"""Preparing and opening a round, and choosing whom it asks."""

from collections import Counter
from itertools import groupby

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation, Participation, Questionnaire
from partnership.rules.questionnaires import out_of_order
from partnership.rules.rounds import DATES

# Who gives assurance by the arrangements without being asked by name (published arrangements, section 15).
ALWAYS_ASKED = (
    Participation.Kind.STATUTORY_PARTNER,
    Participation.Kind.PLANNING_AND_DELIVERY,
    Participation.Kind.VIRTUAL,
    Participation.Kind.DELEGATE,
)


class Organisations(forms.ModelMultipleChoiceField):
    """Organisations with a checkbox each, under the kind that they are."""

    widget = forms.CheckboxSelectMultiple

    def grouped(self, without_lead):
        """Choices by kind; those whom nobody answers for say so."""
        in_order = sorted(self.queryset, key=lambda o: (o.get_kind_display(), o.name))
        self.choices = [
            (
                kind,
                [
                    (o.pk, f"{o.name} (nobody appointed to answer yet)" if o.pk in without_lead else o.name)
                    for o in organisations
                ],
            )
            for kind, organisations in groupby(in_order, key=lambda o: o.get_kind_display())
        ]


class OpenRoundForm(forms.Form):
    """What to ask, of whom, about which period, and by when."""

    questionnaire = forms.ModelChoiceField(
        label="What do you want to ask?",
        queryset=Questionnaire.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Select what you want to ask"},
    )
    title = forms.CharField(
        label="What is this round called?",
        help_text="Agencies see this in emails and on their home page. For example, Agency assurance report 2025/26.",
        max_length=200,
    )
    about_from = DateField(label="When does the period it covers begin?", called="the period's first day")
    about_until = DateField(label="When does the period it covers end?", called="the period's last day")
    opens_on = DateField(
        label="When can agencies start answering?", called="the opening date", earliest=timezone.localdate
    )
    due_on = DateField(label="When are answers due?", called="the due date", earliest=timezone.localdate)
    reopens_on = DateField(
        label="When can agencies start reopening submitted returns?",
        help_text="Leave blank if returns can only be reopened with your agreement.",
        called="the day of reopening",
        earliest=timezone.localdate,
        required=False,
    )
    closes_on = DateField(
        label="When does the round close?",
        help_text="We accept late and reopened returns until midnight at the end of this day.",
        called="the closing date",
        earliest=timezone.localdate,
    )
    organisations = Organisations(
        label="Which organisations do you want to ask?",
        help_text="Statutory partners and relevant agencies in force today are already chosen.",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Select at least one organisation to ask"},
    )
    shared_with = forms.ModelChoiceField(
        label="Does one return also serve another partnership?",
        help_text="If so, organisations that work in both areas only answer once. We tell them this, and "
        "you can give a copy to the other board.",
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label="No, it is only for this partnership",
        required=False,
        blank=True,
    )
    message = forms.CharField(
        label="Is there anything you want to tell them?",
        help_text="This is shown above their questions. Do not name any child, family or member of staff.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    opens_by_itself = forms.BooleanField(
        label="Open it automatically on the day agencies can start answering",
        help_text="Only for a round saved as a draft. You do not need to do anything on the day.",
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    looks = {
        "questionnaire": {"label": "m"},
        "title": {"label": "m", "class": "govuk-!-width-full"},
        "organisations": {"label": "m", "small": True},
        "shared_with": {"label": "m"},
        "message": {"label": "m", "rows": 4},
    }

    def __init__(
        self, data=None, *, questionnaires, organisations, chosen, without_lead, planned=None, whole=True
    ):
        """`planned` is the draft that is changed. `whole` is False for what is kept as a draft: a title will do."""
        super().__init__(data, initial=initial_of(planned, chosen))
        self.fields["questionnaire"].queryset = questionnaires
        self.fields["organisations"].queryset = organisations
        self.fields["organisations"].grouped(without_lead)
        others = Organisation.objects.filter(
            pk__in=organisations.exclude(also_serves=None).values("also_serves")
        )
        self.fields["shared_with"].queryset = others
        if not others:
            del self.fields["shared_with"]
        self.looks = self.looks | {
            "questionnaire": {"label": "m", "hints": {q.pk: q.get_basis_display() for q in questionnaires}}
        }
        for name, field in self.fields.items():
            field.required = field.required and (whole or name == "title")
        if not whole and planned:  # its own first day may have passed while it was a draft
            self.fields["opens_on"].earliest = None

    def clean(self):
        given = super().clean()
        for name, sentence in out_of_order(**{name: given.get(name) for name in DATES}):
            self.add_error(name, sentence)
        if given.get("opens_by_itself") and not given.get("opens_on") and "opens_on" not in self.errors:
            self.add_error("opens_on", "Enter the date it should open")
        return given

    def not_judged(self):
        """The same form as it was typed, with nothing said about it: the page was only asked to choose by kind."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    @property
    def kinds(self):
        """Each kind of organisation in force: its value and name, how many there are and how many are chosen."""
        chosen = {str(pk) for pk in self["organisations"].value() or []}
        of_kind, picked = Counter(), Counter()
        for organisation in self.fields["organisations"].queryset:
            of_kind[organisation.kind] += 1
            picked[organisation.kind] += str(organisation.pk) in chosen
        rows = [
            {
                "value": kind,
                "name": Organisation.Kind(kind).label,
                "number": of_kind[kind],
                "chosen": picked[kind],
            }
            for kind in of_kind
        ]
        return sorted(rows, key=lambda row: row["name"])


def initial_of(planned, chosen):
    if planned is None:
        return {"opens_on": timezone.localdate(), "organisations": chosen}
    kept = {name: getattr(planned, name) for name in ("title", "message", "opens_by_itself", *DATES)}
    return kept | {
        "questionnaire": planned.questionnaire_id,
        "shared_with": planned.shared_with_id,
        "organisations": [one.pk for one in planned.organisations.all()],
        "seen": planned.revision,
    }


def with_kind(data, organisations, deed):
    """What was posted, with everybody of a kind chosen (`all:district`), or nobody (`none:district`)."""
    how, _, kind = deed.partition(":")
    of_kind = {str(one.pk) for one in organisations if one.kind == kind}
    chosen = set(data.getlist("organisations"))
    data = data.copy()
    data.setlist("organisations", sorted(chosen | of_kind if how == "all" else chosen - of_kind))
    return data
