"""Dates of a case that no edition of the guidance sets, and dates that end when a case moves on."""

from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.operations.deadlines import correct_done, end, open_deadline
from reviews.models import CaseDeadline
from reviews.rules.case import WORDS
from reviews.rules.clocks import SCREENING, WAITS
from reviews.rules.under_way import ONLY_WHILE


def open_local(case, limit, start, *, by, **asked_of):
    """Open a local clock of this case, that no edition of the guidance sets."""
    deadline = open_deadline(
        limit,
        start,
        by=by,
        reference=case.reference,
        restricted=True,
        path=asked_of.pop("path", case.get_absolute_url()),
        **asked_of,
    )
    CaseDeadline.objects.create(case=case, deadline=deadline)
    return deadline


def correct_met(case, deadline, *, by, done_on, reason, late_reason=""):
    """What met a clock of the case did so on another day: the row that now tells of it, or the same where none does."""
    if deadline is None or deadline.done_on in (None, done_on):
        return deadline
    new = correct_done(deadline, by=by, done_on=done_on, reason=reason, late_reason=late_reason)
    CaseDeadline.objects.create(case=case, deadline=new)
    return new


def open_what_waits(case, *, by):
    """A case that waits for somebody where it stands now gets a date for that, so that it is not forgotten."""
    limit = WAITS.get(case.stage)
    if limit is SCREENING:
        asked_of = {"role": Role.BOARD_OFFICER, "path": reverse("reviews:screen", args=[case.pk])}
    elif limit:
        path = reverse("reviews:choose_local_review", args=[case.pk])
        asked_of = {"role": case.edition.decides_reviews, "path": path}
    if limit:
        open_local(case, limit, timezone.localdate(), by=by, **asked_of)


def end_what_is_over(case, old, *, by):
    """What is only due while a case stands at some stages is due no longer once it has left them."""
    over = [duty for duty, stages in ONLY_WHILE.items() if old in stages and case.stage not in stages]
    running = case.clocks.filter(deadline__duty__in=over, deadline__done_on=None, deadline__ended_on=None)
    for link in running.select_related("deadline") if over else ():
        end(link.deadline, by=by, reason=f"The case is {WORDS[case.stage]}")
