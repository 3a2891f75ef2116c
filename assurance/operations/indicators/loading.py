"""The starting set of indicators, from a file: brought in once, unconfirmed, and never touched again."""

import tomllib

from django.db import transaction
from django.utils import timezone

from assurance.models import Indicator
from assurance.operations.indicators.keeping import add_indicator
from assurance.rules.indicators.measures import Counted, Geography, Polarity
from assurance.rules.indicators.periods import Frequency
from partnership.access import Refused
from partnership.models import Organisation

OFFICE = "Board officer"
NEEDED = ("code", "name", "unit", "kind", "definition", "challenge_question")
USUAL = {
    "frequency": Frequency.QUARTER.value,
    "counted": Counted.WITHIN.value,
    "geography": Geography.EACH.value,
    "polarity": Polarity.NEITHER.value,
}


def read_indicators(path):
    """What `add_indicator` takes of each entry of the file; Refused names the entry that is wrong."""
    organisations = {one.code: one for one in Organisation.objects.all()}
    found = []
    for data in tomllib.loads(path.read_text(encoding="utf-8")).get("indicators", []):
        given = {**USUAL, **data}
        for name in ("source", "rutland_source"):
            code = given.get(name)
            if code and code not in organisations:
                raise Refused(
                    f"{data.get('code')}: there is no organisation {code}. Load the arrangements first."
                )
            given[name] = organisations.get(code)
        missing = [name for name in NEEDED if name not in data]
        if missing:
            raise Refused(f"{data.get('code', 'An entry')}: {', '.join(missing)} is missing.")
        found.append(given)
    return found


@transaction.atomic
def load_indicators(path):
    """Bring in those that are not there yet, unconfirmed, so that nobody is asked: the codes of what is new."""
    there = set(Indicator.objects.values_list("code", flat=True))
    today = timezone.localdate()
    return [
        add_indicator(by=None, asked_from=today, confirmed=False, owner_office=OFFICE, **given).code
        for given in read_indicators(path)
        if given["code"] not in there
    ]
