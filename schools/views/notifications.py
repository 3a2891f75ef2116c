"""Notifications about children looked after: counts of each quarter, and checks of procedures. Never a name."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import requires
from partnership.views.deed import attempt, carried_out
from partnership.views.tables import table_file
from schools.forms.settings import ChooseQuarterForm, RecordCheckForm, quarters_to_give
from schools.models import ProcedureCheck
from schools.operations import notifications as operations
from schools.operations.engagement import authorities_kept_by, authorities_seen_by
from schools.rules.settings import NOTIFIED, recent_quarters
from schools.views.engagement import KEEPERS, READERS, chosen_authority


@requires(*READERS)
@require_safe
def notifications(request):
    """One authority's counts by quarter, and what checks of its procedures found."""
    today = timezone.localdate()
    seen = authorities_seen_by(request.user, today)
    authority = chosen_authority(request, seen)
    whole = operations.sees_small(request.user, authority)
    address = reverse("schools:notifications")
    return render(
        request,
        "schools/notifications.html",
        {
            "authority": authority,
            "authorities": [
                {
                    "label": one.called,
                    "address": f"{address}?authority={one.code}",
                    "current": one == authority,
                }
                for one in seen.order_by("name")
            ],
            "quarters": operations.quarters_of(authority, recent_quarters(today, 4), whole=whole),
            "whole": whole,
            "checks": ProcedureCheck.objects.filter(authority=authority).select_related("checked_by")[:10],
            "keeps": authorities_kept_by(request.user, today).filter(pk=authority.pk).exists(),
        },
    )


@requires(*READERS)
@require_safe
def notifications_file(request, kind):
    """The counts of two years, as the page shows them to this reader."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    authority = chosen_authority(request, authorities_seen_by(request.user, today))
    whole = operations.sees_small(request.user, authority)
    rows = (
        [quarter["starts_on"], row["placed"], row["about"], *(row[name] for name, _ in NOTIFIED)]
        for quarter in operations.quarters_of(authority, recent_quarters(today), whole=whole)
        for row in quarter["rows"]
    )
    headings = ["Quarter from", "Children", "About", *(label for _, label in NOTIFIED)]
    return table_file(kind, f"notifications-{authority.code}", headings, rows)


def back_to(authority):
    return f"{reverse('schools:notifications')}?authority={authority.code}"


@requires(*KEEPERS)
def give_notifications(request):
    """The grid of a quarter's counts."""
    today = timezone.localdate()
    authority = chosen_authority(request, authorities_kept_by(request.user, today))
    form = ChooseQuarterForm(request.POST or None, quarters=quarters_to_give(today))
    if request.method == "POST" and form.is_valid():
        number = attempt(
            form, operations.give_notifications, by=request.user, authority=authority,
            starts_on=form.cleaned_data["starts_on"], counts=form.counts(),
        )  # fmt: skip
        if number is not None:
            messages.success(
                request,
                "Counts saved." if number else "Nothing has changed: these counts were already recorded.",
            )
            return redirect(back_to(authority))
    return render(
        request,
        "schools/give_notifications.html",
        {"form": form, "authority": authority, "headings": [label for _, label in NOTIFIED]},
    )


@requires(*KEEPERS)
def record_check(request):
    authority = chosen_authority(request, authorities_kept_by(request.user, timezone.localdate()))
    form = RecordCheckForm(request.POST or None)
    if carried_out(request, form, operations.record_check, authority=authority):
        messages.success(request, "Check saved.")
        return redirect(back_to(authority))
    return render(request, "schools/record_check.html", {"form": form, "authority": authority})
