"""Fields that nobody was asked for change nothing, whatever form they are sent with."""

import random
import re

import pytest
from django.apps import apps
from django.db import connection, models

from tests.doors.table import COLUMNS, all_doors
from tests.security.planted import OURS
from tests.security.walk import Forms, Intruder, writes_of

pytestmark = pytest.mark.shows("S-AC3")

SEED = 8
MOST = 900  # fields; Django refuses a thousand
SMUGGLED = "smuggled"
ASIDE = ("django_session", "partnership_cache", "partnership_signin")


def value_for(field):
    if isinstance(field, models.BooleanField):
        return "on"
    if field.choices:
        return str(list(field.flatchoices)[-1][0])
    if isinstance(field, (models.ForeignKey, models.ManyToManyField)):
        last = field.related_model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
        return str(last or 1)
    if isinstance(field, (models.DateField, models.DateTimeField)):
        return "2071-01-02"
    return "987654" if isinstance(field, models.IntegerField) else SMUGGLED


def extras():
    """A value for every field of every model, those that decide first: states, people, days, switches."""
    found = {}
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
                found.setdefault(field.name, field)
    order = sorted(
        found.items(),
        key=lambda one: isinstance(one[1], (models.TextField, models.CharField)) and not one[1].choices,
    )
    return {name: value_for(field) for name, field in order} | {
        "is_staff": "on",
        "is_superuser": "on",
        "id": "1",
        "pk": "1",
    }


def told(param):
    """What a written value says: words and switches as they are; numbers and days, which differ each time, by kind."""
    if isinstance(param, bool):
        return param
    if isinstance(param, str):
        return "…" if re.fullmatch(r"!?[\w+/=:.-]{24,}", param) else re.sub(r"\d+", "#", param)
    return type(param).__name__


def written(intruder, role, address, fields):
    with writes_of(connection.execute_wrapper) as seen:
        response = intruder.post(role, address, fields)
    what = [
        (re.sub(r"%s(, %s)*|\d+", "", sql), tuple(map(told, params or ())))
        for sql, params in seen
        if not any(table in sql for table in ASIDE)
    ]
    return response.status_code, what


# What a form may be sent with although its page does not show it there and then, by address.
ASKED = {"training:mark": {"version"}}  # its form stands on the page of the register


@pytest.mark.parametrize("share", [6, pytest.param(1, marks=pytest.mark.long)])
def test_a_field_that_no_page_asks_for_changes_nothing(world, share):
    """What is written is the same with a field of every name that a column of ours has as without them."""
    intruder, more, changed = Intruder(world), extras(), []
    doors = [door for door in all_doors() if door.method == "POST" and 302 in door.answers[1:]]
    chosen = random.Random(SEED).sample(doors, len(doors) // share)
    carried_out = 0
    for door in chosen:
        role = COLUMNS[1:][door.answers[1:].index(302)]
        address = intruder.address(door)
        fields = {name: str(world.value(value)) for name, value in door.fields}
        asked = set(fields) | ASKED.get(door.name, set())
        page = intruder.get(role, address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            asked |= {name for form in Forms(page.body.decode(), address).found for name in form.names}
        stems = {re.sub(r"_(day|month|year)$", "", name) for name in asked}
        smuggled = [(name, value) for name, value in more.items() if name not in asked | stems][:MOST]
        plain = written(intruder, role, address, fields)
        loaded = written(intruder, role, address, {**dict(smuggled), **fields})
        carried_out += bool(plain[1])
        if plain != loaded:
            changed.append(
                f"{door} by {role}: {plain[0]} {loaded[0]} {[a for a in loaded[1] if a not in plain[1]][:3]}"
            )

    assert not changed, "\n".join(changed)
    assert carried_out > 0.7 * len(chosen)
