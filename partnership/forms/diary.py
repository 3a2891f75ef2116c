"""Which dates the diary shows."""

from django import forms
from django.utils.choices import BaseChoiceIterator

from partnership.access import Role
from partnership.forms.dates import DateField
from partnership.models import Deadline
from partnership.rules.duties import called


class Pairs(BaseChoiceIterator):
    """Choices that are pairs already. Django would look at each of hundreds, twice at every request."""

    def __init__(self, choices):
        self.choices = choices

    def __iter__(self):
        return iter(self.choices)


class DiaryFilterForm(forms.Form):
    """When, what, whose, and how binding."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Everything outstanding"),
            ("late", "Late"),
            ("7", "Due in the next 7 days"),
            ("30", "Due in the next 30 days"),
            ("all", "Everything, including done"),
            ("done_late", "Done late"),
        ],
        required=False,
    )
    duty = forms.ChoiceField(label="Type", required=False)
    whose = forms.ChoiceField(label="Whose", required=False)
    force = forms.ChoiceField(
        label="How binding",
        choices=[("", "All dates"), *Deadline.Force.choices],
        required=False,
    )
    since = DateField(label="Due from", called="the first day", required=False)
    until = DateField(label="Due until", called="the last day", required=False)

    def __init__(self, *args, held, **kwargs):
        """Offers only what is in `held`, the rows of `choices_held`."""
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [
            ("", "Anything"),
            *sorted(((duty, called(duty)) for duty in {row[0] for row in held}), key=label_of),
        ]
        offices = {(f"role:{row[7]}", Role(row[7]).label) for row in held if row[7]}
        kinds = {
            "Organisations": offered("organisation", held, 1),
            "Groups": offered("group", held, 3),
            "People": offered("owner", held, 5),
            "Offices": sorted(offices, key=label_of),
        }
        asked = [(kind, choices) for kind, choices in kinds.items() if choices]
        self.fields["whose"].choices = Pairs([("", "Everybody’s"), ("mine", "Mine"), *asked])

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first day")
        return cleaned

    def narrow(self, deadlines, *, today, person):
        """Those of `deadlines` that are asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        show, whose = asked.get("show", ""), asked.get("whose", "")
        if show == "late":
            deadlines = deadlines.overdue(today)
        elif show in ("7", "30"):
            deadlines = deadlines.coming(today, int(show))
        elif show == "done_late":
            deadlines = deadlines.filter(late=True)
        elif show != "all":
            deadlines = deadlines.outstanding()
        for name, lookup in (
            ("duty", "duty"),
            ("force", "force"),
            ("since", "due_on__gte"),
            ("until", "due_on__lte"),
        ):
            if asked.get(name):
                deadlines = deadlines.filter(**{lookup: asked[name]})
        if whose == "mine":
            deadlines = deadlines.asked_of(person)
        elif whose:
            of, _, which = whose.partition(":")
            deadlines = deadlines.filter(**{of: which})
        return deadlines


def choices_held(deadlines):
    """What there is to choose from among these."""
    whose = ("organisation", "organisation__name", "group", "group__name", "owner", "owner__name", "role")
    return deadlines.order_by().values_list("duty", *whose).distinct()


def label_of(choice):
    return choice[1].lower()


def offered(of, held, at):
    """The choices of one kind among those of whom something is asked."""
    return sorted({(f"{of}:{row[at]}", row[at + 1]) for row in held if row[at]}, key=label_of)
