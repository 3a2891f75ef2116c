"""A log of actions: what to list of it, a new action, many rows at once, and a file that comes back."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from partnership.access import Can, Role, may
from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.models import Action, Group, Meeting, Organisation, Person
from partnership.operations.spreadsheets import KINDS
from partnership.rules.actions import Change

KIND = Organisation.Kind
# Schools and settings are asked through their authority; national bodies and other partnerships are not asked.
NOT_ASKED = (KIND.SCHOOL, KIND.EARLY_YEARS, KIND.RESIDENTIAL, KIND.FOSTERING, KIND.NATIONAL, KIND.PARTNERSHIP)
TITLE_HINT = "One thing that can be shown to be done. No child’s or family’s details."
STAFF = (Role.BOARD_MANAGER, Role.BOARD_OFFICER, Role.LEARNING_OFFICER, Role.ADMINISTRATOR)


class LogFilterForm(forms.Form):
    """Which actions of a log to list."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Not finished"),
            ("late", "Late"),
            ("moved", "Date moved"),
            *[(state.value, state.label) for state in Action.State],
            ("all", "All"),
        ],
        required=False,
    )
    who = forms.ChoiceField(label="Who does it", required=False)
    origin = forms.ChoiceField(label="From", required=False)

    def __init__(self, *args, actions, **kwargs):
        """Offers only those by whom something on the log is done, and what its actions came from."""
        super().__init__(*args, **kwargs)
        rows = list(
            actions.order_by()
            .values_list("organisation", "organisation__name", "owner", "owner__name", "origin")
            .distinct()
        )
        agencies = sorted({(name, f"organisation:{pk}") for pk, name, *_ in rows if pk})
        people = sorted({(name, f"owner:{pk}") for _, _, pk, name, _ in rows if pk})
        self.fields["who"].choices = [
            ("", "Everybody"),
            ("Agencies", [(value, name) for name, value in agencies]),
            ("People", [(value, name) for name, value in people]),
        ]
        self.fields["origin"].choices = [
            ("", "Everywhere"),
            *[(origin, origin) for origin in sorted({row[-1] for row in rows})],
        ]

    def narrow(self, actions, today):
        """Those of `actions` that are asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        show = asked.get("show", "")
        if show == "late":
            actions = actions.overdue(today)
        elif show == "moved":
            actions = actions.filter(target_changes__isnull=False).distinct()
        elif show in Action.State.values:
            actions = actions.filter(state=show)
        elif show != "all":
            actions = actions.outstanding()
        if asked.get("who"):
            field, _, pk = asked["who"].partition(":")
            actions = actions.filter(**{field: pk})
        return actions.filter(origin=asked["origin"]) if asked.get("origin") else actions


def groups_open_to(person):
    """The groups on whose log they may open an action: every one for staff, for a chair what they chair."""
    groups = Group.objects.on(timezone.localdate())
    return groups if may(person, Can.RUN_MEETINGS) else groups.filter(pk__in=person.chaired)


class WhoForm(forms.Form):
    """Who is to do an action: an agency, or somebody of a group or of the business unit."""

    who = forms.ChoiceField(label="Who is to do it?")

    def offer(self, groups):
        """Offer the agencies of today, and who sits in these groups or works for the partnership."""
        today = timezone.localdate()
        agencies = Organisation.objects.on(today).exclude(kind__in=NOT_ASKED).order_by("name")
        self.agencies = {f"organisation:{one.pk}": one for one in agencies}
        seated = Person.objects.holding(
            Role.GROUP_CHAIR, Role.GROUP_MEMBER, on=today, seat__group__in=groups.values("pk")
        )
        people = (seated | Person.objects.holding(*STAFF, on=today)).distinct().order_by("name")
        self.people = {f"person:{one.pk}": one for one in people}
        self.fields["who"].choices = [
            ("", "Choose an agency or a person"),
            ("Agencies", [(value, one.name) for value, one in self.agencies.items()]),
            ("People", [(value, one.name) for value, one in self.people.items()]),
        ]

    def asked(self):
        """What the operation takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "who"}
        who = self.cleaned_data["who"]
        return given | {"organisation": self.agencies.get(who), "owner": self.people.get(who)}


class OpenOnLogForm(WhoForm):
    """What is to be done, by whom and by when, on which log, and what asked for it."""

    title = forms.CharField(
        label="What is to be done?",
        help_text=TITLE_HINT,
        max_length=300,
        widget=forms.TextInput,
    )
    detail = forms.CharField(
        label="Is there anything else they should know?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    target_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)
    group = forms.ModelChoiceField(Group.objects.none(), label="Which log should it go on?")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Which meeting asked for it?",
        empty_label="None, or another meeting",
        required=False,
    )
    origin = forms.CharField(
        label="Where does it come from?",
        help_text="The reference of a meeting, case, audit or plan. Left empty, it is the meeting’s.",
        max_length=40,
        required=False,
        widget=forms.TextInput,
    )
    looks = {"detail": {"rows": 4}, "origin": {"width": 20}}
    field_order = ["title", "detail", "who"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        groups = groups_open_to(person)
        self.offer(groups)
        self.fields["group"].queryset = groups
        self.fields["group"].empty_label = "Choose a group"
        if may(person, Can.RUN_MEETINGS):
            self.fields["group"].required = False
            self.fields["group"].empty_label = "None, only the agency’s own list"
        self.fields["meeting"].queryset = (
            Meeting.objects.visible_to(person)
            .filter(group__in=groups, starts_at__lte=timezone.now())
            .exclude(state=Meeting.State.CANCELLED)
            .select_related("group")
            .order_by("-starts_at")
        )

    def clean(self):
        cleaned = super().clean()
        meeting, group = cleaned.get("meeting"), cleaned.get("group")
        if meeting and meeting.group != group:
            self.add_error(
                "meeting", "That meeting is of another group. Choose one of the group whose log it is"
            )
        if not cleaned.get("origin"):
            if meeting:
                cleaned["origin"] = meeting.reference
            elif not self.errors:
                self.add_error("origin", "Say where it comes from, or choose the meeting that asked for it")
        return cleaned


class GiveActionForm(WhoForm, SeenForm):
    """Who is to do an action from now on, and why."""

    reason = forms.CharField(
        label="Why is somebody else to do it?",
        help_text="Whoever does it next can read this.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why somebody else is to do it"},
    )
    looks = {"reason": {"rows": 4}}

    def __init__(self, *args, person, action, **kwargs):
        super().__init__(*args, initial={"seen": action.wording}, **kwargs)
        self.offer(groups_open_to(person))


class WithdrawActionForm(SeenForm):
    """Why nobody has to do an action any more."""

    reason = forms.CharField(
        label="Why is it no longer needed?",
        help_text="Everybody who can see the action can read this.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why it is no longer needed"},
    )
    looks = {"reason": {"rows": 4}}

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, initial={"seen": action.wording}, **kwargs)


class RewordActionForm(SeenForm):
    """What an action is to say instead, and why."""

    title = forms.CharField(
        label="What is to be done?", help_text=TITLE_HINT, max_length=300, widget=forms.TextInput
    )
    detail = forms.CharField(
        label="Is there anything else they should know?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
    )
    reason = forms.CharField(
        label="Why do the words change?",
        help_text="This goes into the record. What it said before does not, so do not repeat it here.",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Say why the words change"},
    )
    looks = {"detail": {"rows": 4}, "reason": {"rows": 3}}

    def __init__(self, *args, action, **kwargs):
        initial = {"seen": action.wording, "title": action.title, "detail": action.detail}
        super().__init__(*args, initial=initial, **kwargs)


MARKS = [
    ("claim", "claimed", "Done, with evidence in the progress"),
    ("verify", "verified", "Verified: I have seen the evidence"),
    ("embed", "embedded", "Embedded: the progress names the audit that shows it"),
]


class RowForm(forms.Form):
    """What is said of one action of a log; only what this person may do to it is asked."""

    progress = forms.CharField(
        label="Progress, or evidence",
        widget=forms.Textarea,
        validators=[MaxLengthValidator(4000)],  # without counting beneath every box
        required=False,
    )
    mark_as = forms.ChoiceField(label="Mark as", required=False)
    target_on = DateField(label="New date", called="the new date", required=False)
    reason = forms.CharField(
        label="Why is the date changing?", max_length=1000, required=False, widget=forms.TextInput
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    show_optional = False
    looks = {"progress": {"rows": 3, "label": "s"}, "mark_as": {"label": "s"}, "target_on": {"label": "s"}}

    def __init__(self, *args, action, deeds, **kwargs):
        super().__init__(*args, prefix=f"a{action.pk}", initial={"seen": action.version}, **kwargs)
        self.action = action
        for name, deed in (("target_on", "move_target"), ("reason", "move_target")):
            if deed not in deeds:
                del self.fields[name]
        marks = [(mark, label) for deed, mark, label in MARKS if deed in deeds]
        if marks:
            self.fields["mark_as"].choices = [("", "As it is"), *marks]
        else:
            del self.fields["mark_as"]

    @property
    def asks(self):
        """Whether anything was typed here."""
        return any(name != "seen" for name in self.changed_data)

    def change(self):
        """What is asked for, in the words of the law."""
        cleaned = self.cleaned_data
        return Change(
            progress=cleaned.get("progress", "").strip(),
            target_on=cleaned.get("target_on"),
            reason=cleaned.get("reason", "").strip(),
            mark_as=cleaned.get("mark_as", ""),
        )


class UploadActionsForm(forms.Form):
    """The file that comes back."""

    file = forms.FileField(
        label="Choose the file you changed",
        help_text="The log as you downloaded it, as CSV or Excel, up to 2 MB. The file itself is not kept.",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another one"},
    )
