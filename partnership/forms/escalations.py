"""What is said of practitioners' escalations."""

from django import forms

from partnership.forms.dates import DateField
from partnership.forms.disputes import NO_DETAIL, LateForm, agencies, today, whose
from partnership.forms.policies import words
from partnership.models import Escalation, Organisation
from partnership.rules.years import year_began


class RaiseEscalationForm(forms.Form):
    raised_for = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which agency is it for?", empty_label="Choose your agency"
    )
    raised_with = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency do you disagree with?",
        empty_label="Choose an agency",
    )
    priority = forms.ChoiceField(
        label="How soon must it be resolved?", choices=Escalation.Priority.choices, widget=forms.RadioSelect
    )
    child_reference = forms.CharField(
        label="Your reference for the child’s record",
        help_text="Letters and numbers that mean nothing to anyone else, such as EH-20417. Do not "
        "enter a name, initials, date of birth or NHS number.",
        max_length=40,
    )
    about = words(
        "What do the professionals disagree about?", 6,
        help_text="Say what was asked for, what was answered and what you think the child needs. Do "
                  "not include names, dates of birth, addresses or numbers.",
        missing="Say what they disagree about",
    )  # fmt: skip
    looks = {"child_reference": {"width": 20}}

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        own = whose(person)
        self.fields["raised_for"].queryset = own
        self.fields["raised_with"].queryset = agencies()
        if len(own) == 1:
            self.initial.setdefault("raised_for", own[0].pk)


class TellEscalationStepForm(forms.Form):
    text = words(
        "What was answered or done?", 5, help_text=NO_DETAIL, missing="Say what was answered or done"
    )


class MoveEscalationForm(LateForm):
    outcome = words(
        "What was the result of this stage, and why is it going further?", 5, help_text=NO_DETAIL,
        missing="Say what the result of this stage was",
    )  # fmt: skip


class ResolveEscalationForm(LateForm):
    outcome = words("How was it resolved?", 5, help_text=NO_DETAIL, missing="Say how it was resolved")
    learning = words(
        "What was learnt?", 4, required=False,
        help_text=f"Enter one point on each line. {NO_DETAIL}",
    )  # fmt: skip


class EscalationCountsForm(forms.Form):
    """Which days to count; this year so far unless others are asked for.

    Whoever sees no small numbers sees one year of the partnership, that of the last day: of two times that differ
    by little, the one less the other would be a small number.
    """

    since = DateField(label="From", called="the first day", required=False)
    until = DateField(label="Until", called="the last day", required=False)

    def period(self, *, whole):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        until = asked.get("until") or today()
        began = year_began(until)
        if not whole:
            return began, max(began, min(began.replace(year=began.year + 1, month=3, day=31), today()))
        return asked.get("since") or began, until
