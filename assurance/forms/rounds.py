"""Opening a round, and giving one organisation longer."""

from itertools import groupby

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation, Participation, Questionnaire
from partnership.rules.questionnaires import out_of_order

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
        error_messages={"required": "Choose what you want to ask"},
    )
    title = forms.CharField(
        label="What is this round called?",
        help_text="Agencies see it in letters and on their home page. For example, Agency assurance report 2025/26.",
        max_length=200,
    )
    about_from = DateField(
        label="When does the period begin that it is about?", called="the period's first day"
    )
    about_until = DateField(label="When does that period end?", called="the period's last day")
    opens_on = DateField(
        label="When can agencies begin to answer?", called="the opening date", earliest=timezone.localdate
    )
    due_on = DateField(label="When are answers due?", called="the due date", earliest=timezone.localdate)
    closes_on = DateField(
        label="When does the round close?",
        help_text="Late returns are taken until midnight at the end of this day, with a reason.",
        called="the closing date",
        earliest=timezone.localdate,
    )
    organisations = Organisations(
        label="Which organisations do you want to ask?",
        help_text="Statutory partners and relevant agencies in force today are already chosen.",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Choose at least one organisation to ask"},
    )
    message = forms.CharField(
        label="Is there anything you want to tell them?",
        help_text="It stands above their questions. Do not name a child, a family or a member of staff.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {
        "questionnaire": {"label": "m"},
        "title": {"label": "m", "class": "govuk-!-width-full"},
        "organisations": {"label": "m", "small": True},
        "message": {"label": "m", "rows": 4},
    }

    def __init__(self, data=None, *, questionnaires, organisations, chosen, without_lead, **kwargs):
        initial = {"opens_on": timezone.localdate(), "organisations": chosen}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["questionnaire"].queryset = questionnaires
        self.fields["organisations"].queryset = organisations
        self.fields["organisations"].grouped(without_lead)
        self.looks = self.looks | {
            "questionnaire": {"label": "m", "hints": {q.pk: q.get_basis_display() for q in questionnaires}}
        }

    def clean(self):
        given = super().clean()
        dates = {
            name: given.get(name) for name in ("about_from", "about_until", "opens_on", "due_on", "closes_on")
        }
        for name, sentence in out_of_order(**dates):
            self.add_error(name, sentence)
        return given


class ExtendForm(forms.Form):
    """A later date for one organisation, and why."""

    due_on = DateField(label="By when may they submit?", called="the new date", earliest=timezone.localdate)
    reason = forms.CharField(
        label="Why do they have longer?",
        help_text="It is kept with the first date.",
        widget=forms.Textarea,
        max_length=1000,
    )
    looks = {"reason": {"rows": 4}}
