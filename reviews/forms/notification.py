"""Logging a notification that came first, and putting right what intake got wrong."""

from datetime import datetime

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from reviews.forms.answers import NO_NAMES, as_answer, authorities, without_names, yes_no
from reviews.forms.intake import NotifyForm, sent_time
from reviews.forms.referral import MOST_CHILDREN, ChildForm
from reviews.models import Case, ParallelProceeding


class LogNotificationForm(NotifyForm):
    """A notification that an authority has sent although nothing was referred here."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    incident_on = DateField(
        label="When did the incident happen?",
        called="the date of the incident",
        help_text="If you do not know the day, give the most likely one.",
        latest=timezone.localdate,
    )
    incident_precision = forms.ChoiceField(
        label="How sure is that date?", choices=Case.Precision.choices, widget=forms.RadioSelect,
        initial=Case.Precision.DAY,
    )  # fmt: skip
    account = forms.CharField(
        label="What happened?",
        help_text=f"What the notification says of it, in a few sentences. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what happened, without anybody’s name"},
    )
    abuse_or_neglect = yes_no(
        "Is abuse or neglect known or suspected?",
        required=True,
        error="Say whether abuse or neglect is known or suspected",
    )
    further_references = forms.CharField(
        label="Which other references does the national system have for it?",
        help_text="Only of an old case, which was notified once for each child.",
        max_length=400,
        required=False,
    )
    field_order = (
        "key", "responsible_authority", "residence_authority", "incident_on", "incident_precision", "account",
        "abuse_or_neglect", "aware_on", "sent_on", "sent_time", "sent_by_office", "national_reference",
        "further_references", "late_reason",
    )  # fmt: skip
    looks = NotifyForm.looks | {"account": {"rows": 6}, "abuse_or_neglect": {"inline": True}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, case=None, names_authority=True, **kwargs)


class LoggedChildForm(ChildForm):
    """The least that is said of a child; the rest is added on the case."""

    field_order = ("age", "outcome", "looked_after")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - set(self.field_order):
            del self.fields[name]


class FurtherChildForm(ChildForm, SeenForm):
    """A child of whom nobody knew at first; `seen` is the number that it gets."""


class Children(forms.BaseFormSet):
    """The children of one incident; whoever is drawn on the page is asked about."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": f"Enter no more than {MOST_CHILDREN} children here, and say in the account that there are "
        "more",
    }

    def get_form_kwargs(self, index):
        number = index + 1 if index is not None else 1
        return super().get_form_kwargs(index) | {"empty_permitted": False, "number": number}


ChildFormSet = forms.formset_factory(
    LoggedChildForm,
    formset=Children,
    extra=0,
    min_num=1,
    max_num=MOST_CHILDREN,
    absolute_max=MOST_CHILDREN,
    validate_max=True,
)


class CorrectDatesForm(forms.Form):
    """The right start dates, and why they were wrong."""

    aware_on = DateField(
        label="When did the local authority become aware of the incident?",
        called="the date on which the authority became aware",
        latest=timezone.localdate,
    )
    sent_on = DateField(
        label="When was the notification sent?",
        called="the date on which it was sent",
        latest=timezone.localdate,
    )
    sent_time = sent_time()
    reason = forms.CharField(
        label="Why is the date corrected?",
        help_text="Say where the right date comes from. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why the date is corrected"},
    )
    looks = {"sent_time": {"width": 5}, "reason": {"rows": 4}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aware_on"].initial = case.aware_on
        notification = getattr(case, "notification", None)
        if notification is None:
            del self.fields["sent_on"], self.fields["sent_time"]
        else:
            self.was = timezone.localtime(notification.sent_at)
            self.fields["sent_on"].initial = self.was.date()
            self.fields["sent_time"].initial = f"{self.was:%H:%M}"

    @property
    def facts(self):
        """What the operation takes. The same minute is the same time: nobody types seconds."""
        given = {"aware_on": self.cleaned_data["aware_on"], "reason": self.cleaned_data["reason"]}
        if "sent_on" in self.fields:
            sent_at = datetime.combine(self.cleaned_data["sent_on"], self.cleaned_data["sent_time"])
            if f"{sent_at:%Y%m%d%H%M}" != f"{self.was:%Y%m%d%H%M}":
                given["sent_at"] = timezone.make_aware(sent_at)
        return given


class CorrectAuthorityForm(forms.Form):
    """Whose case it is, and why that was recorded wrongly."""

    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority’s area did it happen in?",
        empty_label=None,
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Where does the child normally live, if somewhere else?",
        required=False,
        empty_label="In the same area",
    )
    reason = forms.CharField(
        label="Why is the authority corrected?",
        help_text="Say where you have the right one from. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why the authority is corrected"},
    )
    looks = {"reason": {"rows": 4}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("responsible_authority", "residence_authority"):
            self.fields[name].queryset = authorities(timezone.localdate())
            self.fields[name].initial = getattr(case, f"{name}_id")


class CorrectAccountForm(SeenForm):
    """What happened, put right or without what could say who somebody is, and why."""

    account = forms.CharField(
        label="What happened?",
        help_text=NO_NAMES,
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what happened, without anybody’s name"},
    )
    reason = forms.CharField(
        label="Why is it corrected?",
        help_text="For example “It named the school”, and not what was named. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why it is corrected"},
    )
    looks = {"account": {"rows": 14}, "reason": {"rows": 3}}

    def clean_reason(self):
        return without_names(self.cleaned_data["reason"])


class TakeOutForm(SeenForm):
    """Why somebody was entered by mistake; how it was put right where they were told of or asked about."""

    reason = forms.CharField(
        label="How did the mistake come about?",
        help_text="For example “Belongs to another incident”, and nothing of who it is. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say how the mistake came about"},
    )
    explained = forms.CharField(
        label="How has it been put right with whoever was told or asked?",
        help_text="For example “The authority told the Panel; each agency was told by phone”. Nobody’s name.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say how it has been put right with whoever was told or asked"},
    )
    looks = {"reason": {"rows": 3}, "explained": {"rows": 3}}

    def __init__(self, *args, told_of=(), **kwargs):
        super().__init__(*args, **kwargs)
        if not told_of:
            del self.fields["explained"]

    def clean_reason(self):
        return without_names(self.cleaned_data["reason"])

    def clean_explained(self):
        return without_names(self.cleaned_data["explained"])


class DescribeForm(SeenForm):
    """Other processes about the same incident, and what is known beside it."""

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        known = {one.kind: one for one in case.proceedings.all()}
        self.looks = {"abuse_or_neglect": {"inline": True}, "media_interest": {"inline": True}}
        self.kinds = ParallelProceeding.Kind.values
        for kind, label in ParallelProceeding.Kind.choices:
            self.fields[f"status_{kind}"] = forms.ChoiceField(
                label=label,
                choices=[("", "None that we know of"), *ParallelProceeding.Status.choices],
                required=False,
                initial=known[kind].status if kind in known else "",
            )
            self.fields[f"note_{kind}"] = forms.CharField(
                label=f"What is known of it? ({label})",
                max_length=2000,
                required=False,
                initial=known[kind].note if kind in known else "",
            )
            self.looks[f"status_{kind}"] = {"optional": False, "label": "s"}
            self.looks[f"note_{kind}"] = {"optional": False}
        self.fields["abuse_or_neglect"] = yes_no(
            "Is abuse or neglect known or suspected?",
            required=True,
            error="Say whether abuse or neglect is known or suspected",
        )
        self.fields["media_interest"] = yes_no(
            "Have the media shown interest, or are they likely to?",
            required=True,
            error="Say whether the media have shown interest",
        )
        self.fields["abuse_or_neglect"].initial = as_answer(case.abuse_or_neglect)
        self.fields["media_interest"].initial = as_answer(case.media_interest)

    def clean(self):
        cleaned = super().clean()
        for kind in self.kinds:
            if cleaned.get(f"note_{kind}", "").strip() and not cleaned.get(f"status_{kind}"):
                self.add_error(
                    f"status_{kind}", "Say what progress has been made, or take out what is known of it"
                )
        return cleaned

    @property
    def facts(self):
        """What the operation takes."""
        return {
            "proceedings": {
                kind: (self.cleaned_data[f"status_{kind}"], self.cleaned_data[f"note_{kind}"])
                for kind in self.kinds
                if self.cleaned_data[f"status_{kind}"]
            },
            "abuse_or_neglect": self.cleaned_data["abuse_or_neglect"],
            "media_interest": self.cleaned_data["media_interest"],
        }
