"""What follows from a case: recommendations, actions, learning, and how it is passed on."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Organisation
from reviews.forms.answers import without_names
from reviews.models import Dissemination, Recommendation
from reviews.operations.action_plan import seen_of

MYSELF = "me"


KIND = Organisation.Kind
# Schools and settings are asked through their authority; national bodies and other partnerships are not asked.
NOT_ASKED = (KIND.SCHOOL, KIND.EARLY_YEARS, KIND.RESIDENTIAL, KIND.FOSTERING, KIND.NATIONAL, KIND.PARTNERSHIP)


def organisations_of_today():
    return Organisation.objects.on(timezone.localdate()).exclude(kind__in=NOT_ASKED).order_by("name")


class AddRecommendationForm(forms.Form):
    """What ought to change, and which review says so."""

    text = forms.CharField(
        label="What is recommended?",
        help_text="In the review’s own words, without names. Actions are opened for it afterwards.",
        widget=forms.Textarea,
        max_length=4000,
    )
    source = forms.ChoiceField(
        label="Where does it come from?", choices=Recommendation.Source.choices, widget=forms.RadioSelect
    )
    looks = {"text": {"rows": 5}}


class CorrectRecommendationForm(AddRecommendationForm, SeenForm):
    """The right words, and why; once the report is public, that these are its words."""

    reason = forms.CharField(
        label="Why is it corrected?",
        help_text="For example “A word was left out”, and no name. It is kept permanently.",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say why it is corrected"},
    )
    as_published = forms.BooleanField(
        label="These are the words of the published report",
        error_messages={"required": "Confirm that these are the words of the published report"},
    )
    looks = AddRecommendationForm.looks | {"reason": {"rows": 3}}

    def __init__(self, *args, published, **kwargs):
        super().__init__(*args, **kwargs)
        if not published:
            del self.fields["as_published"]

    def clean_reason(self):
        return without_names(self.cleaned_data["reason"])


class AnswerRecommendationForm(SeenForm):
    """Whether the group accepts it, and why."""

    answer = forms.ChoiceField(
        label="Does the group accept it?", choices=Recommendation.Answer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why?",
        help_text="What the group said. If it is not accepted, say what will be done instead, if anything.",
        widget=forms.Textarea,
        max_length=4000,
    )
    answered_on = DateField(label="When did the group decide?", called="the day", latest=timezone.localdate)
    looks = {"reason": {"rows": 4}}

    def __init__(self, *args, recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", seen_of(recommendation))


class OpenActionForm(forms.Form):
    """What is to be done, by whom and by when."""

    recommendation = forms.ChoiceField(label="Which recommendation does it answer?", required=False)
    title = forms.CharField(
        label="What is to be done?",
        help_text="One thing that can be shown to be done. No child’s or family’s details: every agency’s people "
        "whose action it is read this.",
        max_length=300,
        widget=forms.TextInput,
    )
    detail = forms.CharField(
        label="Is there anything else they should know?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    who = forms.MultipleChoiceField(
        label="Who is to do it?",
        help_text="Each gets its own action, gives its own evidence and is verified separately.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who is to do it"},
    )
    target_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)
    looks = {"detail": {"rows": 4}, "who": {"small": True}}

    def __init__(self, *args, recommendations=None, myself=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = {str(one.pk): one for one in organisations_of_today()}
        whom = [(pk, one.name) for pk, one in self.found.items()]
        self.fields["who"].choices = [*whom, (MYSELF, "Me, for the business unit")] if myself else whom
        self.recommendations = {
            str(one.pk): one for one in recommendations or () if one.answer != "not_accepted"
        }
        if self.recommendations:
            self.fields["recommendation"].choices = [
                ("", "None of them"),
                *((pk, f"{one.number}. {one.text[:90]}") for pk, one in self.recommendations.items()),
            ]
        else:
            del self.fields["recommendation"]

    def asked(self, person):
        """What the operation takes."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "detail": cleaned["detail"],
            "target_on": cleaned["target_on"],
            "organisations": [self.found[pk] for pk in cleaned["who"] if pk != MYSELF],
            "owner": person if MYSELF in cleaned["who"] else None,
            "recommendation": self.recommendations.get(cleaned.get("recommendation", "")),
        }


class NoteLearningForm(forms.Form):
    """Something learnt, in a sentence or two."""

    text = forms.CharField(
        label="What was learnt?",
        help_text="Enter one point: what practitioners should know or do. Do not include names.",
        widget=forms.Textarea,
        max_length=1500,
    )
    theme = forms.CharField(
        label="What is its theme?",
        help_text="Such as “babies” or “handover”.",
        max_length=100,
        required=False,
    )
    for_public = forms.BooleanField(
        label="Publish this",
        help_text="Someone else checks first that it does not identify anyone.",
        required=False,
    )
    looks = {"text": {"rows": 4}}


class LearnFromElsewhereForm(NoteLearningForm):
    """What another area's review teaches us: public already where it comes from."""

    for_public = None


class CheckLearningForm(forms.Form):
    """Whether a learning point identifies nobody."""

    passed = forms.ChoiceField(
        label="Can the public read it?",
        choices=[("yes", "Yes, it identifies nobody"), ("no", "No, it stays inside the partnership")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why not?", help_text="Without writing who somebody is.", widget=forms.Textarea, max_length=1000,
        required=False,
    )  # fmt: skip
    looks = {"passed": {"reveals": {"no": ["reason"]}}, "reason": {"rows": 3, "optional": False}}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why it should not be published")
        return cleaned


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Why should it no longer be published?", widget=forms.Textarea, max_length=1000
    )
    looks = {"reason": {"rows": 3}}


class PlanDisseminationForm(forms.Form):
    """Whom the learning should reach, how, and by when."""

    audience = forms.CharField(
        label="Who should learn of it?", help_text="Such as “midwives and health visitors”.", max_length=200
    )
    product = forms.ChoiceField(label="How?", choices=Dissemination.Product.choices, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who should do it?",
        help_text="Its partner lead is reminded, and records that it is done.",
        empty_label="The business unit",
        required=False,
    )
    due_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)
    show_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of_today()


class RecordDisseminationForm(forms.Form):
    """That it was done, how many it reached, and what shows it."""

    done_on = DateField(
        label="When was it done?", called="the day on which it was done", latest=timezone.localdate
    )
    reached = forms.IntegerField(
        label="How many people did it reach?", help_text="Enter a number. You can enter 0.", min_value=0,
        max_value=1_000_000,
    )  # fmt: skip
    shown_by = forms.CharField(
        label="What shows that it was read or used?",
        help_text="Such as a register, a reply, a change in a procedure, or what teams said in supervision.",
        widget=forms.Textarea,
        max_length=2000,
    )
    looks = {"reached": {"width": 5}, "shown_by": {"rows": 4}}

    def __init__(self, *args, due_on=None, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class DropDisseminationForm(forms.Form):
    reason = forms.CharField(label="Why is it no longer planned?", widget=forms.Textarea, max_length=1000)
    looks = {"reason": {"rows": 3}}
