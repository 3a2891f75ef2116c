"""Which dates the diary shows."""

from django import forms

from partnership.access import Role
from partnership.models import Deadline


class DiaryFilterForm(forms.Form):
    """When, whose, and how binding."""

    show = forms.ChoiceField(
        label="Show",
        choices=[
            ("", "Everything outstanding"),
            ("late", "Late"),
            ("7", "Due in the next 7 days"),
            ("30", "Due in the next 30 days"),
            ("all", "Everything, done too"),
        ],
        required=False,
    )
    whose = forms.ChoiceField(label="Whose", required=False)
    force = forms.ChoiceField(
        label="How binding",
        choices=[("", "All dates"), ("statutory", "Statutory duties only")],
        required=False,
    )

    def __init__(self, *args, deadlines, **kwargs):
        """Offers only those of whom something in `deadlines` is asked."""
        super().__init__(*args, **kwargs)
        organisations = deadlines.exclude(organisation=None).order_by("organisation__name")
        groups = deadlines.exclude(group=None).order_by("group__name")
        roles = deadlines.exclude(role="").order_by("role")
        self.fields["whose"].choices = [
            ("", "Everybody’s"),
            ("mine", "Mine"),
            (
                "Organisations",
                [
                    (f"organisation:{pk}", name)
                    for pk, name in organisations.values_list("organisation", "organisation__name").distinct()
                ],
            ),
            (
                "Groups",
                [(f"group:{pk}", name) for pk, name in groups.values_list("group", "group__name").distinct()],
            ),
            (
                "Offices",
                [
                    (f"role:{role}", Role(role).label)
                    for role in roles.values_list("role", flat=True).distinct()
                ],
            ),
        ]

    def narrow(self, deadlines, *, today, person):
        """Those of `deadlines` that are asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        show, whose = asked.get("show", ""), asked.get("whose", "")
        if show == "late":
            deadlines = deadlines.overdue(today)
        elif show in ("7", "30"):
            deadlines = deadlines.coming(today, int(show))
        elif show != "all":
            deadlines = deadlines.outstanding()
        if asked.get("force"):
            deadlines = deadlines.filter(force=Deadline.Force.STATUTORY)
        if whose == "mine":
            deadlines = deadlines.asked_of(person)
        elif whose:
            of, _, which = whose.partition(":")
            deadlines = deadlines.filter(**{of: which})
        return deadlines
