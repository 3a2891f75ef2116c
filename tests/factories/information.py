"""Requests to agencies and their answers, brought to where a test needs them by the deeds that people use."""

import io
from datetime import date

import openpyxl

from reviews.models import InformationRequest
from reviews.operations.answers import save_draft
from reviews.operations.information import answer, say_involved
from tests.factories.reviews import gathering


def fresh(request):
    """The request as the database has it now."""
    return InformationRequest.objects.select_related("case", "organisation", "deadline").get(pk=request.pk)


def asked_of_police(cast, **changes):
    """The police have been asked, and so has the hospital."""
    return gathering(cast, **changes).requests.get(organisation=cast.police)


def involved(cast, request=None, **words):
    """The police said that they were involved, and have begun to write."""
    request = request or asked_of_police(cast)
    say_involved(request, by=cast.police_lead, said="yes")
    save_draft(request, by=cast.police_lead, **words)
    return fresh(request)


def row(event="Officers attended the address.", on=date(2025, 3, 3), **changes):
    """A row of a chronology."""
    return {
        "on": on,
        "precision": "day" if on else "unknown",
        "event": event,
        "source": "Custody record",
        "child_seen": "yes",
        "child_heard": "no",
        "response": "A report was made.",
    } | changes


def sent(cast, request=None, by=None, **words):
    """The police have answered in full."""
    request = request or asked_of_police(cast)
    whole = {
        "involvement": "involved",
        "summary": "Officers attended the address twice.",
        "immediate_action": "None was needed.",
        "signed_off_office": "Head of public protection",
        "chronology": [row()],
        "episodes": [{"title": "The second call", "happened": "Nobody asked who else lived there."}],
        "actions": [{"what": "The record was flagged."}],
    }
    answer(request, by=by or cast.police_lead, **whole | words)
    return fresh(request)


def workbook(*rows, change=None):
    """An Excel file with these rows; `change` may do more to its book."""
    book = openpyxl.Workbook()
    for one in rows:
        book.active.append(one)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
