"""The register of reviewers."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from partnership.forms.addresses import AddressField
from partnership.forms.dates import DateField
from partnership.models import Person


def words(label, help_text="", *, rows=4, required=True):
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), required=required
    )


class ReviewersFilterForm(forms.Form):
    """Which of the register to list: who is on it, unless who left it is asked for."""

    show = forms.ChoiceField(
        label="Show",
        choices=[("", "On the register"), ("left", "Left the register"), ("all", "Everybody")],
        required=False,
    )
    q = forms.CharField(label="Name or office", max_length=100, required=False)

    def narrow(self, reviewers):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("q", "").strip():
            reviewers = reviewers.filter(Q(name__icontains=words) | Q(office__icontains=words))
        if asked.get("show") == "left":
            return reviewers.exclude(off_on=None)
        return reviewers if asked.get("show") == "all" else reviewers.on_register()


class ReviewerForm(forms.Form):
    """What the register keeps of one reviewer."""

    name = forms.CharField(label="What is the reviewer’s name?", max_length=150)
    office = forms.CharField(
        label="Which office or firm should we contact them through?", help_text="Such as “independent consultant”.",
        max_length=200,
    )  # fmt: skip
    email = AddressField(label="What is their email address?")
    experience = words(
        "What experience do they have?", "Include practice, leading reviews and children’s services."
    )
    previous_work = words(
        "Which reviews have they carried out?", "Published ones by title, area and year.", required=False
    )
    methods = words("Which methods do they use?", rows=2, required=False)
    qualifications = words("What are their qualifications and registrations?", rows=2, required=False)
    interests = words(
        "Which interests have they declared?",
        "Include work for, or links to, any agency in this area. We ask again for each review.",
        required=False,
    )
    since_on = DateField(
        label="When did they join the register?", called="the day they joined the register",
        latest=timezone.localdate,
    )  # fmt: skip
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Which account here is theirs?",
        help_text="They need one before they can be appointed, and must hold no other role here. "
        "Invite them on the ‘People’ page first.",
        empty_label="None yet",
        required=False,
    )

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = accounts


class ChangeReviewerForm(ReviewerForm):
    """The same, with the revision that was on the page."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class TakeOffRegisterForm(forms.Form):
    """Why somebody leaves the register."""

    reason = words("Why do they leave the register?", "The reason is kept.", rows=3)
