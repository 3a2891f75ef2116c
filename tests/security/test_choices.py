"""What forms and filters offer, and what is sent in place of it: nobody is offered or told what is not for them."""

import random

import pytest
from django.forms import BaseForm, BaseFormSet, ModelChoiceField

from partnership.models import Questionnaire
from tests.doors.table import COLUMNS, all_doors
from tests.security.test_objects import MISSING
from tests.security.walk import Forms, Intruder

pytestmark = pytest.mark.shows("S-AC2")

SEED = 8


def forms_within(value):
    if isinstance(value, BaseForm):
        yield value
    elif isinstance(value, dict):
        yield from forms_within(list(value.values()))
    elif isinstance(value, BaseFormSet | list | tuple):
        for one in value:
            yield from forms_within(one)


def forms_of(response):
    """The forms of which a page was made."""
    layers = [names for context in response.context or () for names in context.dicts]
    given = {id(value): value for names in layers for value in names.values()}
    found = {id(form): form for value in given.values() for form in forms_within(value)}
    return list(found.values())


def choices_of(response):
    """Each field of a page in which one chooses among rows, by the name under which it is sent."""
    return {
        form.add_prefix(name): field
        for form in forms_of(response)
        for name, field in form.fields.items()
        if isinstance(field, ModelChoiceField)
    }


def not_for(person, field):
    """Rows that a field offers although that person may not know of them."""
    rows = field.queryset.model._default_manager.all()
    if not hasattr(rows, "visible_to"):
        return set()  # organisations, groups, themes: everybody knows of all of them
    known = set(rows.visible_to(person).values_list("pk", flat=True))
    if rows.model is Questionnaire:  # what is on offer is for whoever may ask, and no draft of it is
        known |= set(rows.offered().values_list("pk", flat=True))
    return set(field.queryset.values_list("pk", flat=True)) - known


def another(field):
    """The value of a row that a field does not offer, as it would be sent; None where it offers all there are."""
    offered = field.queryset.values_list("pk", flat=True)
    rows = field.queryset.model._base_manager.exclude(pk__in=list(offered)).order_by("pk")
    return rows.values_list(field.to_field_name or "pk", flat=True).first()


def told(response, names):
    """The answer, and what it says of each of those fields."""
    said = {
        (name, error.code)
        for form in forms_of(response)
        if form.is_bound
        for name in form.fields
        if form.add_prefix(name) in names
        for error in form.errors.as_data().get(name, ())
    }
    return response.status_code, said


def looking(share):
    """A share of all pages, chosen alike each time, each with the last column that sees it, who sees least."""
    first = {}
    for door in all_doors():
        if door.method == "GET" and 200 in door.answers[1:]:
            first.setdefault((door.name, door.arguments), door)
    doors = random.Random(SEED).sample(list(first.values()), len(first) // share)
    return [(door, COLUMNS[len(COLUMNS) - 1 - door.answers[::-1].index(200)]) for door in doors]


@pytest.mark.parametrize("share", [6, pytest.param(1, marks=pytest.mark.long)])
def test_no_form_offers_what_is_not_for_its_reader_and_none_takes_it(world, share):
    """A row that a form or a filter does not offer is answered, when it is sent, as one that is not there."""
    intruder = Intruder(world)
    offered, taken, sent_to = [], [], 0
    for door, who in looking(share):
        address = intruder.address(door)
        page = intruder.get(who, address)
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        fields = choices_of(page)
        for name, field in fields.items():
            if hidden := not_for(world.cast.who(who), field):
                offered.append(
                    f"{door} offers {who} {field.queryset.model.__name__} {sorted(hidden)} as {name}"
                )
        others = {name: str(value) for name, field in fields.items() if (value := another(field)) is not None}
        for form in Forms(page.content.decode(), address).found:
            swapped = {name: value for name, value in others.items() if name in form.names}
            if not swapped:
                continue
            ask = intruder.post if form.method == "post" else intruder.get
            theirs = ask(who, form.action, form.as_it_comes | swapped)
            nobodys = ask(who, form.action, form.as_it_comes | dict.fromkeys(swapped, MISSING))
            if told(theirs, swapped) != told(nobodys, swapped):
                taken.append(f"{door} takes {swapped} of {who}: {told(theirs, swapped)}")
            sent_to += 1

    assert not offered, "\n".join(offered)
    assert not taken, "\n".join(taken)
    assert sent_to > 60 / share
