"""The functions of our pages that find a row by its key, and what each of them gives to whom.

Most stand behind a door that asks for a capability first. What is behind it holds for itself: a page that is opened to
another role one day must not open with it every row that its finder happened to find for the old ones.
"""

import pkgutil
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from partnership.access import Refused
from partnership.models import Return, Round
from tools.mutation.guards import APPS

NO_KEY = 0
# Rows that one finder gives by a rule of its own, which says less of them than `visible_to` does.
OWN_RULES = {
    # Whoever watches over a round knows who was asked in it, and not what they say.
    "assurance.views.rounds.deeds.find_return": lambda person: Return.objects.filter(
        round__in=Round.objects.visible_to(person)
    ),
}


def modules_of_pages():
    for app in APPS:
        package = import_module(f"{app}.views")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield import_module(found.name)


def takes_a_key(function):
    """Whether it asks for a request and a key, and for nothing else."""
    first, *rest = signature(function).parameters.values()
    wanted = [
        one.name for one in rest if one.default is Parameter.empty and one.kind != Parameter.VAR_POSITIONAL
    ]
    return first.name == "request" and wanted == ["pk"]


def finders():
    """Every `find…(request, pk)`, by the name of its module and its own."""
    return {
        f"{module.__name__}.{name}": function
        for module in modules_of_pages()
        for name, function in getmembers(module, isfunction)
        if name.startswith("find")
        and function.__module__ == module.__name__
        and takes_a_key(function)
        and not hasattr(function, "__wrapped__")  # a page of that name, which has a door
    }


def asked_by(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


def given(function, person, key):
    """The rows that it answers with; none where it refuses."""
    try:
        found = function(asked_by(person), key)
    except (Http404, PermissionDenied, Refused):
        return []
    if isinstance(found, HttpResponseBase):
        return []
    return [one for one in (found if isinstance(found, tuple) else (found,)) if isinstance(one, Model)]


def kind_found_by(function, person):
    """The kind of row that it looks for first: it is asked for a key that nothing has."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    with CaptureQueriesContext(connection) as asked:
        given(function, person, NO_KEY)
    for query in asked.captured_queries:
        for word in query["sql"].replace("(", " ").split(" FROM ")[1:]:
            if (table := word.split()[0].strip('"')) in tables:
                return tables[table]
    return None


def parts_of(row):
    """The row, or where nobody asks who may know of its kind, the rows that it belongs to."""
    if hasattr(type(row)._default_manager, "visible_to"):
        return [row]
    owners = [
        getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.many_to_one and field.remote_field.related_name not in (None, "+") and not field.null
    ]
    return [part for owner in owners if isinstance(owner, Model) for part in parts_of(owner)]


def strange_found(name, person, known):
    """Which rows the finder of that name gives to somebody who may not know of them."""
    function = finders()[name]
    kind = kind_found_by(function, person)
    if kind is None:
        return set()
    own = set(OWN_RULES[name](person).values_list("pk", flat=True)) if name in OWN_RULES else set()
    return {
        (row._meta.label, row.pk)
        for key in kind._base_manager.values_list("pk", flat=True)
        for row in given(function, person, key)
        if row.pk not in own
        and not all((part._meta.label, "", str(part.pk)) in known for part in parts_of(row))
    }
