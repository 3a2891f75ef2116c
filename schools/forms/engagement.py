"""What was done with schools: a meeting, a visit, a bulletin, and who was reached."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import BusinessPlan, Priority
from schools.models import School
from schools.rules.engagement import Kind

ACCEPTED = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"


def count_of(label):
    return forms.IntegerField(label=label, min_value=0, max_value=100000, required=False)


def paper(label, required=False):
    return forms.FileField(
        label=label,
        help_text="PDF, Word, Excel or a picture, up to 20MB. It must not name any child.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": "The selected file is empty. Choose another file"},
        required=required,
    )


class EngagementForm(SeenForm):
    """What took place, what was shared, and who was reached."""

    kind = forms.ChoiceField(label="What was it?", choices=[("", "Choose"), *Kind.choices])
    held_on = DateField(
        label="When did it take place or go out?", called="the day", latest=timezone.localdate
    )
    title = forms.CharField(
        label="What is it called?", help_text="For example, Autumn forum.", max_length=200
    )
    by_whom = forms.CharField(
        label="Who held or sent it?",
        help_text="Give the office or team, not a person’s name.",
        max_length=200,
        required=False,
    )
    shared = forms.CharField(
        label="What was shared?",
        help_text="Do not include anything that could identify a child.",
        widget=forms.Textarea,
        max_length=8000,
    )
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(), label="Which of the partnership’s priorities was it about?", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label="Did it reach every school of one kind?",
        help_text="Select a kind if every open school of that kind was there or was sent it.",
        choices=[], required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    names = forms.CharField(
        label="Which other schools were reached?",
        help_text="Enter one on each line, using the URN or the name in the register. You can paste in an "
                  "attendance list.",
        widget=forms.Textarea, required=False, max_length=60000,
    )  # fmt: skip
    early_years = count_of("How many early years settings?")
    out_of_school = count_of("How many out-of-school clubs?")
    governors = count_of("How many governors?")
    mod_welfare = count_of("How many from the Ministry of Defence (MoD) welfare team?")
    others = count_of("How many others?")
    looks = {
        "shared": {"rows": 5}, "names": {"rows": 8}, "kinds": {"small": True}, "priorities": {"small": True},
        **{name: {"width": 4} for name in ("early_years", "out_of_school", "governors", "mod_welfare", "others")},
    }  # fmt: skip
    show_optional = False

    def __init__(self, *args, authority, **kwargs):
        super().__init__(*args, **kwargs)
        held = set(School.objects.in_scope().filter(authority=authority).values_list("kind", flat=True))
        self.fields["kinds"].choices = [one for one in School.Kind.choices if one[0] in held]
        today = timezone.localdate()
        plans = BusinessPlan.objects.filter(
            Q(state__in=[BusinessPlan.State.APPROVED, BusinessPlan.State.CLOSED]), starts_on__lte=today
        ).order_by("-starts_on")[:1]
        field = self.fields["priorities"]
        field.queryset = Priority.objects.standing().filter(plan__in=[plan.pk for plan in plans])
        field.label_from_instance = lambda one: f"{one.number}. {one.title}"
        if not field.queryset:
            del self.fields["priorities"]
        if not self.fields["kinds"].choices:
            del self.fields["kinds"]


class RecordEngagementForm(EngagementForm):
    file = paper("A paper that was shared")


class ChangeEngagementForm(EngagementForm):
    """The same, of what is recorded already."""


class WithdrawEngagementForm(forms.Form):
    reason = forms.CharField(label="Why are you withdrawing it?", max_length=500)
    looks = {"reason": {"class": "govuk-!-width-full"}}


class AddEngagementDocumentForm(forms.Form):
    file = paper("Which paper was shared?", required=True)
