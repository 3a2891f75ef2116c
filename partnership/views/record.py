"""The record: who did what, when, to what, and why."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.forms.record import RecordFilterForm, called
from partnership.models import Event
from partnership.operations import record as operations
from partnership.rules.sayings import fact, moment
from partnership.views.listings import Column, Listing
from partnership.views.sections import people_section


def told(facts):
    """The facts of an entry in one line, as the page shows them."""
    return "; ".join(f"{name}: {fact(value)}" for name, value in facts.items())


RECORD = Listing(
    "record",
    "Entries",
    "entry",
    [
        Column("When", lambda one: moment(one.at), by="at", kind="day"),
        Column("Entry", lambda one: one.position, under="When", kind="number"),
        Column("Who", lambda one: one.actor, by="actor"),
        Column("What", lambda one: f"{called(one.noun)}: {one.verb}", by=("noun", "verb")),
        Column("Of what", lambda one: one.label, by="label", under="What"),
        Column("Facts", lambda one: told(one.facts), under="What"),
        Column("Why", lambda one: one.why),
    ],
    nouns="entries",
    form=RecordFilterForm,
    order="the newest first",
    first="-when",
)


@requires(Can.READ_RECORD)
@require_safe
def record(request):
    """Every entry that one may read, the newest first."""
    seen = Event.objects.visible_to(request.user)
    form = RecordFilterForm(request.GET or None, events=seen)
    shown = RECORD.shown(request, form.narrow(seen), of=seen, form=form)
    if shown.file:
        return shown.file
    for event in shown.page:
        event.about, event.told = called(event.noun), told(event.facts)
    return render(
        request,
        "partnership/record.html",
        {"shown": shown, "page": shown.page, "form": form, "section": people_section(request)},
    )


@requires(Can.READ_RECORD)
@require_POST
def verify_record(request):
    """Recompute the whole chain and say whether anything was changed, removed or put in."""
    verdict = operations.verify()
    if verdict.whole:
        messages.success(
            request,
            f"The record is whole: {verdict.entries:,} entries, each chained to the one before. "
            f"The newest seal is {verdict.head[:16] or 'none'}.",
        )
    else:
        places = ", ".join(f"{position:,}" for position in verdict.broken[:10])
        more = f" and {len(verdict.broken) - 10:,} more places" if len(verdict.broken) > 10 else ""
        messages.error(
            request,
            f"The record is broken at entry {places}{more}. Keep the database as it is and tell whoever runs it.",
        )
    return redirect("record")
