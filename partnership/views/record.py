"""The record: who did what, when, to what, and why."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partnership.access import Can, requires
from partnership.forms.record import RecordFilterForm, called
from partnership.models import Event
from partnership.operations import record as operations
from partnership.views.sections import people_section

A_PAGE = 50


@requires(Can.READ_RECORD)
def record(request):
    """Every entry that one may read, the newest first."""
    seen = Event.objects.visible_to(request.user)
    form = RecordFilterForm(request.GET or None, events=seen)
    page = Paginator(form.narrow(seen), A_PAGE).get_page(request.GET.get("page"))
    for event in page:
        event.about = called(event.noun)
    return render(
        request,
        "partnership/record.html",
        {"page": page, "filter": form, "form": form, "section": people_section(request)},
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
