"""Settings that are no schools."""

from datetime import timedelta

from django.utils import timezone

from schools.operations import settings as operations
from schools.operations import settings_assurance as assurance

QUESTION = "Is every member of staff vetted, and who tells us of incidents?"


def setting(cast, name="Juniper House", **more):
    """A children's home in the county with an address to write to, unless said otherwise."""
    given = {
        "by": cast.officer, "authority": cast.county, "kind": "childrens_home", "email": "manager@juniper.example",
        "urn": "", "provider": "Juniper Care (invented)", "places": 4, "area": "Market Larch", "opened_on": None,
    }  # fmt: skip
    return operations.add_setting(name=name, **given | more)


def asked(cast, one, *, by=None, days=28, **more):
    """That setting, asked for assurance."""
    due_on = timezone.localdate() + timedelta(days)
    given = {"by": by or cast.officer, "settings": [one], "question": QUESTION, "due_on": due_on}
    return assurance.ask_assurance(**given | more)[0]
