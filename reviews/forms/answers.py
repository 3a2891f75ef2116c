"""Questions that several forms of a case ask in the same words."""

from django import forms

from partnership.models import Organisation
from reviews.rules.identity import names

NO_NAMES = "Do not give anybody’s name, date of birth or address. Say “the child’s aunt”, not who she is."
YES_NO = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
ANSWERS = {"yes": True, "no": False, "unknown": None}


def authorities(on):
    """The local authorities that are statutory partners or neighbours that day."""
    return Organisation.objects.on(on).filter(kind=Organisation.Kind.LOCAL_AUTHORITY)


def yes_no(label, *, hint="", required=False, error=""):
    """Yes, no or not known: True, False or None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=YES_NO,
        coerce=ANSWERS.get,
        empty_value=None,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": error} if error else None,
    )


def as_answer(value):
    """The choice that stands for what is kept."""
    return {True: "yes", False: "no", None: "unknown"}[value]


def without_names(reason):
    """A reason for the record, from which a name could not be taken out again: here one is refused."""
    for name in names(reason):
        raise forms.ValidationError(
            f"“{name}” looks like somebody’s name, and the record keeps the reason permanently. Say it without the name"
        )
    return reason
