"""What stands on an agenda, and what is asked for and handed in as papers."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.late import late_field
from partnership.forms.seen import SeenForm
from partnership.models import AgendaItem, Group, Organisation, Person
from partnership.operations.agenda import seen_of
from partnership.rules.meetings import Audience, is_wider

FOR_WHOM = "Who is it for?"


class ItemForm(SeenForm):
    """An item: what it is, what for, by whom and for how long."""

    title = forms.CharField(
        label="What is the item called?",
        help_text="Everyone the item is for can read this. Do not include details of a child or family.",
        max_length=200,
    )
    purpose = forms.ChoiceField(
        label="What is the meeting asked to do?", choices=AgendaItem.Purpose.choices, widget=forms.RadioSelect,
        initial=AgendaItem.Purpose.DISCUSS,
    )  # fmt: skip
    presenter = forms.CharField(
        label="Who presents it?", help_text="The office, never a name.", max_length=200, required=False
    )
    minutes_allotted = forms.IntegerField(
        label="How many minutes will it take?", min_value=1, max_value=480, required=False
    )
    audience = forms.ChoiceField(
        label=FOR_WHOM,
        help_text="Nobody else sees the item, its papers or its page in a pack.",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.EVERYBODY,
    )
    note = forms.CharField(
        label="Is there anything else they should know?",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )
    looks = {
        "purpose": {"inline": True, "small": True},
        "minutes_allotted": {"width": 3},
        "audience": {"small": True},
        "note": {"rows": 3},
    }


class AddItemForm(ItemForm):
    before = forms.ModelChoiceField(
        label="Where does it go on the agenda?",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="At the end",
    )

    def __init__(self, *args, meeting, audiences, **kwargs):
        """`audiences` are those to which the person at the form belongs: no other item's title is offered."""
        super().__init__(*args, **kwargs)
        del self.fields["seen"]
        items = meeting.items.filter(audience__in=audiences)
        self.fields["before"].queryset = items
        self.fields["before"].label_from_instance = lambda item: f"Before {item.position}. {item.title}"
        close = items.filter(standing="close").first()
        self.initial.setdefault("before", close.pk if close else None)


class ChangeItemForm(ItemForm):
    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(item, name) for name in self.fields if name != "seen"}
        self.initial["seen"] = seen_of(item)


class CarryItemForm(forms.Form):
    to = forms.ModelChoiceField(
        label="Which meeting should it move to?", queryset=None, empty_label="Choose a meeting"
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = meetings


class AddStandingItemForm(forms.Form):
    """What stands on every agenda from a day on."""

    title = forms.CharField(label="What is the item called?", max_length=200)
    purpose = ItemForm.base_fields["purpose"]
    presenter = ItemForm.base_fields["presenter"]
    minutes_allotted = ItemForm.base_fields["minutes_allotted"]
    audience = ItemForm.base_fields["audience"]
    starts_on = DateField(
        label="When should it start appearing on agendas?", called="the day", earliest=timezone.localdate
    )
    looks = ItemForm.looks


class EndStandingItemForm(forms.Form):
    on = DateField(
        label="When should it stop appearing on agendas?",
        called="the day",
        earliest=timezone.localdate,
    )


# Papers -----------------------------------------------------------------------------------------------------


class PaperForm(forms.Form):
    """What a paper is, and for whom."""

    title = forms.CharField(
        label="What is the paper called?",
        help_text="Everyone it is for can read this. Do not include details of a child or family.",
        max_length=200,
    )
    audience = forms.ChoiceField(
        label="Who is the paper for?", choices=Audience.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            (value, label) for value, label in Audience.choices if not is_wider(value, item.audience)
        ]
        self.initial.setdefault("audience", item.audience)


class AskForPaperForm(PaperForm):
    """Whom a paper is asked of, and by when."""

    whom = forms.ChoiceField(label="Who do you want to ask?")
    due_on = DateField(label="When is it due?", called="the date it is due", earliest=timezone.localdate)

    def __init__(self, *args, item, due_on, **kwargs):
        super().__init__(*args, item=item, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("due_on", due_on)
        leads = Organisation.objects.on(today).filter(appointments__role="partner_lead").distinct()
        people = (
            Person.objects.active().filter(appointments__in=held_in(item.meeting.group_id, today)).distinct()
        )
        self.found = {
            **{f"organisation:{one.pk}": {"organisation": one} for one in leads.order_by("name")},
            **{f"group:{one.pk}": {"group": one} for one in Group.objects.on(today)},
            **{f"owner:{one.pk}": {"owner": one} for one in people},
        }
        self.fields["whom"].choices = [
            ("", "Choose one"),
            ("Organisations, through their lead", self.of_kind("organisation")),
            ("Groups, through their chair", self.of_kind("group")),
            ("People in this group", self.of_kind("owner")),
        ]

    def of_kind(self, kind):
        return [(key, str(one[kind])) for key, one in self.found.items() if kind in one]

    @property
    def asked(self):
        """What the operation takes."""
        given = {name: self.cleaned_data[name] for name in ("title", "audience", "due_on")}
        return given | self.found[self.cleaned_data["whom"]]


def held_in(group, day):
    """Appointments to seats of the group that day."""
    held = Person._meta.get_field("appointments").related_model.objects
    return held.on(day).filter(seat__group=group)


class HandInForm(forms.Form):
    """A file or a text; and why it is late, if it is."""

    file = forms.FileField(
        label="The paper as a PDF",
        help_text="Without a password, up to 20 MB. The portal removes comments, attachments and scripts.",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
    )
    text = forms.CharField(
        label="Or write it here",
        help_text="Start headings with # and list items with a hyphen.",
        widget=forms.Textarea,
        max_length=40000,
        required=False,
    )
    looks = {"text": {"rows": 10, "optional": False}, "file": {"optional": False}}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        if timezone.localdate() > due_on:
            self.fields["late_reason"] = late_field(due_on)

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if file and text:
            self.add_error("text", "Choose a file or write the text, not both")
        elif not file and not text and "file" not in self.errors:
            self.add_error("file", "Choose a PDF, or write the text below")
        if "late_reason" in self.fields and not cleaned.get("late_reason", "").strip():
            self.add_error("late_reason", "Say why it is late")
        return cleaned


class AddPaperForm(PaperForm, HandInForm):
    """A paper that staff bring at once."""

    field_order = ["title", "audience", "file", "text", "late_reason"]


class WithdrawPaperForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?", widget=forms.Textarea, max_length=1000,
        error_messages={"required": "Say why it is withdrawn"},
    )  # fmt: skip
    looks = {"reason": {"rows": 3}}
