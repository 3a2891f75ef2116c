"""The questions of a referral, one page each."""

from django import forms
from django.http import QueryDict
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.models import Organisation
from reviews.forms.answers import NO_NAMES, authorities, yes_no
from reviews.models import Case, Child, ParallelProceeding

MOST_CHILDREN = 6
NONE = "none"


class BeginForm(forms.Form):
    """That this is no report of a child at risk, before anything is asked."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    not_a_live_concern = forms.BooleanField(
        label="No child is at risk now, or the people who protect them already know",
        error_messages={
            "required": "Tick that no child is at risk now. If one is, raise a concern instead, and "
            "call 999 in an emergency"
        },
    )


class QuestionForm(forms.Form):
    """One page of the referral; `heading` is its h1 where no single question is."""

    heading = ""

    def __init__(self, *args, agencies=None, number=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.agencies, self.number = agencies, number

    @property
    def title(self):
        return self.heading or str(next(iter(self.fields.values())).label)

    @property
    def typed(self):
        """What was typed into this page's own boxes, as the draft keeps it."""
        ours = [name for name in self.data if name in self.fields or name.rpartition("_")[0] in self.fields]
        return {name: [text.replace("\0", "") for text in self.data.getlist(name)] for name in ours}

    @property
    def answers(self):
        """(question, answer) pairs for whoever checks what they typed."""
        return [
            (str(field.label), said(self.fields[name], self.cleaned_data.get(name)))
            for name, field in self.fields.items()
        ]


def as_sent(typed):
    """What the draft kept, as a browser would have sent it."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def said(field, value):
    """An answer in the words that the page offered."""
    if hasattr(field, "coerce"):
        return {True: "Yes", False: "No", None: "Not known"}[value]
    if getattr(field, "choices", None) and not isinstance(field, forms.ModelChoiceField):
        return dict(field.choices).get(value, value)
    return "Not known" if value in (None, "") else value


class AgencyForm(QuestionForm):
    referred_for = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which agency is it for?",
        empty_label="Choose an agency",
        error_messages={"required": "Choose the agency you are referring for"},
    )
    looks = {"referred_for": {"heading": True, "label": "l"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referred_for"].queryset = self.agencies


class AgreedForm(QuestionForm):
    agreed_by_office = forms.CharField(
        label="Which safeguarding lead of your agency has agreed it?",
        help_text="Their office, such as “Head of safeguarding”, not their name.",
        max_length=200,
        error_messages={"required": "Say which safeguarding lead has agreed it, by office"},
    )
    looks = {"agreed_by_office": {"heading": True, "label": "l", "width": 30}}


class WhenForm(QuestionForm):
    incident_on = DateField(
        label="When did it happen?",
        called="the date of the incident",
        help_text="For example, 14 11 2026. If you do not know the day, give the most likely one.",
        latest=timezone.localdate,
    )
    incident_precision = forms.ChoiceField(
        label="How sure is that date?",
        choices=Case.Precision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how sure the date is"},
    )
    looks = {"incident_on": {"heading": True, "label": "l"}, "incident_precision": {"label": "s"}}


class WhereForm(QuestionForm):
    heading = "Where did it happen, and where does the child live?"
    responsible_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority’s area did it happen in?",
        help_text="If you are not sure, the business unit will settle it.",
        required=False,
        empty_label="Not sure",
    )
    residence_authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which authority’s area does the child normally live in?",
        required=False,
        empty_label="Not sure, or somewhere else",
    )
    show_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = authorities(timezone.localdate())

    @property
    def answers(self):
        return [
            (str(field.label), self.cleaned_data[name] or field.empty_label)
            for name, field in self.fields.items()
        ]


class ChildForm(QuestionForm):
    """One child, in the terms of the national return. Never a name or a date of birth."""

    age = forms.IntegerField(
        label="How old was the child at the incident?",
        help_text="In whole years. Enter 0 for a baby. Leave this empty if nobody knows.",
        required=False,
        min_value=0,
        max_value=24,
        error_messages={
            "invalid": "The age must be a whole number of years, like 3",
            "min_value": "The age must be 0 or more",
            "max_value": "The age must be 24 or less: care leavers up to 24 can be referred",
        },
    )
    outcome = forms.ChoiceField(
        label="What happened to this child?", choices=Child.Outcome.choices, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(
        label="What is the child’s sex?", choices=Child.Sex.choices, widget=forms.RadioSelect
    )
    ethnicity = forms.ChoiceField(
        label="What is the child’s ethnic group?",
        help_text="These are the groups used in the census.",
        choices=Child.Ethnicity.choices,
        widget=forms.RadioSelect,
    )
    disabled = yes_no("Is the child disabled?", required=True)
    looked_after = yes_no("Was the child looked after by a local authority?", required=True)
    placement = forms.ChoiceField(
        label="Where was the child placed?",
        choices=Child.Placement.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    child_in_need_plan = yes_no("Did the child have a child in need plan?", required=True)
    child_protection_plan = yes_no("Did the child have a child protection plan?", required=True)
    care_leaver = yes_no("Was the child, or young person, a care leaver?", required=True)
    known_to_agencies = yes_no("Was the child known to any agency before?", required=True)
    looks = {
        "age": {"width": 2, "suffix": "years", "optional": False},
        "outcome": {"small": True},
        "sex": {"inline": True, "small": True},
        "ethnicity": {"small": True},
        "disabled": {"inline": True, "small": True},
        "looked_after": {"small": True, "reveals": {"yes": ["placement"]}},
        "placement": {"small": True, "optional": False},
        "child_in_need_plan": {"inline": True, "small": True},
        "child_protection_plan": {"inline": True, "small": True},
        "care_leaver": {"inline": True, "small": True},
        "known_to_agencies": {"inline": True, "small": True},
    }
    sentences = {
        "outcome": "Say what happened to child {}",
        "sex": "Say which sex child {} is, or that it is not known",
        "ethnicity": "Say which ethnic group child {} is of, or that it is not known",
        "disabled": "Say whether child {} is disabled",
        "looked_after": "Say whether child {} was looked after",
        "child_in_need_plan": "Say whether child {} had a child in need plan",
        "child_protection_plan": "Say whether child {} had a child protection plan",
        "care_leaver": "Say whether child {} was a care leaver",
        "known_to_agencies": "Say whether child {} was known to any agency",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading = f"Child {self.number}"
        for name, sentence in self.sentences.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence.format(self.number)

    def clean(self):
        cleaned = super().clean()
        placed = cleaned.get("looked_after") is True
        cleaned["placement"] = (cleaned.get("placement") or Child.Placement.UNKNOWN) if placed else ""
        return cleaned

    @property
    def answers(self):
        rows = dict(super().answers)
        if not self.cleaned_data["placement"]:
            del rows[self.fields["placement"].label]
        age = self.cleaned_data["age"]
        rows[self.fields["age"].label] = "Not known" if age is None else age or "Under 1"
        return list(rows.items())


class ChildrenForm(QuestionForm):
    """Whether there is another child to enter."""

    another = forms.ChoiceField(
        label="Do you need to add another child?",
        help_text="Every child who died or was harmed.",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you need to add another child"},
    )
    looks = {"another": {"inline": True, "label": "m"}}


class AccountForm(QuestionForm):
    account = forms.CharField(
        label="What happened, and why should the partnership consider it?",
        help_text=NO_NAMES,
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what happened, without anybody’s name"},
    )
    looks = {"account": {"heading": True, "label": "l", "rows": 14}}


class AbuseForm(QuestionForm):
    abuse_or_neglect = yes_no(
        "Is abuse or neglect known or suspected?",
        required=True,
        error="Say whether abuse or neglect is known or suspected",
    )
    looks = {"abuse_or_neglect": {"heading": True, "label": "l"}}


class ProcessesForm(QuestionForm):
    known = forms.MultipleChoiceField(
        label="Which other processes do you know about?",
        help_text="Choose all that have begun or are expected.",
        choices=[*ParallelProceeding.Kind.choices, (NONE, "None that we know of")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the other processes, or say that you know of none"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reveals = {}
        for kind in ParallelProceeding.Kind.values:
            self.fields[f"note_{kind}"] = forms.CharField(
                label="What do you know about it?",
                help_text="Do not include names.",
                max_length=500,
                required=False,
            )
            reveals[kind] = [f"note_{kind}"]
        self.looks = {
            "known": {
                "heading": True, "label": "l", "reveals": reveals, "exclusive": [NONE], "divider": {NONE: "or"},
            }
        }  # fmt: skip

    def clean_known(self):
        known = self.cleaned_data["known"]
        if NONE in known and len(known) > 1:
            raise forms.ValidationError(
                "Choose the processes that you know of, or “None that we know of”, not both"
            )
        return known

    @property
    def proceedings(self):
        """(kind, note) of each, as the operation takes them."""
        return [
            (kind, self.cleaned_data[f"note_{kind}"].strip())
            for kind in self.cleaned_data["known"]
            if kind != NONE
        ]

    @property
    def answers(self):
        labels = dict(self.fields["known"].choices)
        told = [f"{labels[kind]}: {note}" if note else labels[kind] for kind, note in self.proceedings]
        return [(self.fields["known"].label, "\n".join(told) or labels[NONE])]


class MediaForm(QuestionForm):
    media_interest = yes_no(
        "Have the media shown interest, or are they likely to?",
        required=True,
        error="Say whether the media have shown interest",
    )
    looks = {"media_interest": {"heading": True, "label": "l"}}
