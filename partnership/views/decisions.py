"""The decisions log over all groups that one may read, and what happens to one decision later."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, may, requires
from partnership.forms.decisions import (
    DecisionsFilterForm,
    RatifyDecisionForm,
    ReviewDecisionForm,
    WithdrawDecisionForm,
)
from partnership.forms.minutes import DecisionForm
from partnership.models import Decision, Group
from partnership.operations import decisions as operations
from partnership.rules.minutes import MinutesState
from partnership.views.deed import attempt
from partnership.views.listings import Column, Listing
from partnership.views.tables import table_file


def stands(decision):
    """Where a decision stands, in words."""
    return (
        "Withdrawn" if decision.withdrawn_because else "To be ratified" if decision.to_ratify else "In force"
    )


DECISIONS = Listing(
    "decisions",
    "The log",
    "decision",
    [
        Column("Number", lambda one: one.reference, by=("group__name", "year", "number")),
        Column("Group", lambda one: str(one.group), by="group__name", under="Number"),
        Column("Decided", lambda one: one.decided_on, by="decided_on", kind="day"),
        Column(
            "Meeting",
            lambda one: one.item.meeting.reference if one.item else "by correspondence",
            under="Decided",
        ),
        Column("What", lambda one: one.text, by="text"),
        Column("To be carried out by", lambda one: one.owner_office, by="owner_office", under="What"),
        Column("Status", stands),
        Column(
            "Review",
            lambda one: one.review.due_on if one.review and one.review.outstanding else None,
            by="review__due_on",
            kind="day",
            under="Status",
        ),
    ],
    form=DecisionsFilterForm,
    order="the latest first",
    first="-decided",
    detail="decisions_file",
)


def seen_by(request):
    """The decisions that the person may read, and the filter over them as it was sent."""
    seen = Decision.objects.visible_to(request.user)
    groups = Group.objects.filter(pk__in=seen.order_by().values("group"))
    years = seen.order_by("-year").values_list("year", flat=True).distinct()
    form = DecisionsFilterForm(request.GET or None, groups=groups, years=years)
    found = form.narrow(seen.select_related("group", "item__meeting", "circular", "ratified_in", "review"))
    return found.distinct(), form


@requires(Can.READ_MEETINGS)
@require_safe
def decisions(request):
    """Every decision that the person may read, the latest first."""
    found, form = seen_by(request)
    shown = DECISIONS.shown(
        request, found, of=Decision.objects.visible_to(request.user).distinct(), form=form
    )
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/decisions.html",
        {
            "shown": shown,
            "page": shown.page,
        },
    )


HEADS = (
    "Number", "Group", "Decided on", "Meeting or correspondence", "Decision", "To be carried out by", "For", "Against",
    "Abstained", "Dissent", "Quorum", "Review due", "Found at review", "Withdrawn because",
)  # fmt: skip


@requires(Can.READ_MEETINGS)
@require_safe
def decisions_file(request, kind):
    """The same list in the same order, with who stood how and what came of it, for a spreadsheet."""
    found, _ = seen_by(request)
    rows = [as_row(one) for one in DECISIONS.in_order(request, found).prefetch_related("stances")]
    return table_file(kind, "decisions", HEADS, rows)


def as_row(decision):
    stood = {position: [] for position in ("for", "against", "abstained")}
    for one in decision.stances.all():
        stood[one.position].append(one.organisation_name)
    return [
        decision.reference,
        decision.group.name,
        decision.decided_on.isoformat(),
        decision.item.meeting.reference if decision.item else decision.circular.reference,
        decision.text,
        decision.owner_office,
        *("; ".join(names) for names in stood.values()),
        decision.dissent,
        quorum_in_words(decision),
        decision.review.due_on.isoformat() if decision.review else "",
        decision.review_said,
        decision.withdrawn_because,
    ]


def quorum_in_words(decision):
    if not decision.inquorate:
        return "Quorate"
    if decision.ratified_in:
        return f"Taken without a quorum, ratified at {decision.ratified_in.reference}"
    return (
        "Taken as advice, to be ratified" if decision.as_advice else "Made without a quorum, to be ratified"
    )


def find_decision(request, pk):
    return get_object_or_404(
        Decision.objects.visible_to(request.user)
        .select_related("group", "item__meeting__minutes", "circular", "ratified_in", "review", "recorded_by")
        .distinct(),
        pk=pk,
    )


def keeps(request, decision):
    """Whether the person records what becomes of it: staff, and the chair of its group."""
    return may(request.user, Can.RUN_MEETINGS) or decision.group_id in request.user.chaired


def find_to_keep(request, pk):
    found = find_decision(request, pk)
    if not keeps(request, found):
        raise Http404
    return found


@requires(Can.READ_MEETINGS)
@require_safe
def decision(request, pk):
    """One decision: its words, how partners stood, and what has become of it."""
    found = find_decision(request, pk)
    keeping = keeps(request, found)
    writing = found.item and found.item.meeting.minutes.state in (
        MinutesState.DRAFT, MinutesState.WITH_CHAIR, MinutesState.AGREED,
    )  # fmt: skip
    return render(
        request,
        "partnership/decision.html",
        {
            "decision": found,
            "stances": found.stances.all(),
            "quorum": quorum_in_words(found),
            "may_amend": keeping and writing and not found.withdrawn_because and may(request.user, Can.RUN_MEETINGS),
            "may_ratify": keeping and found.to_ratify,
            "may_review": keeping and found.review and found.review.outstanding,
        },
    )  # fmt: skip


@requires(Can.RUN_MEETINGS)
def amend_decision(request, pk):
    """Put its words right while the minutes are still written."""
    found = find_decision(request, pk)
    if found.item is None or found.withdrawn_because or found.item.meeting.minutes.open_to_readers:
        raise Refused(
            "You cannot change this decision: its minutes have been circulated, or it was withdrawn."
        )
    partners = found.item.meeting.sitting.represented
    stood = {f"stance_{one.organisation_id}": one.position for one in found.stances.all()}
    initial = {name: getattr(found, name) for name in ("text", "owner_office", "dissent")} | stood
    initial["review_on"] = found.review.due_on if found.review else None
    form = DecisionForm(request.POST or None, partners=partners, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.amend_decision, found, by=request.user, **form.taken)
    ):
        messages.success(request, "The decision is corrected.")
        return redirect(found)
    return render(request, "partnership/amend_decision.html", {"decision": found, "form": form})


def ask(request, found, form, operation, name, said):
    """A page with one form about a decision."""
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operation, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, said)
        return redirect(found)
    return render(request, f"partnership/{name}.html", {"decision": found, "form": form})


@requires(Can.RUN_MEETINGS)
def withdraw_decision(request, pk):
    """It was recorded in error."""
    found = find_decision(request, pk)
    if found.item is None or found.withdrawn_because or found.item.meeting.minutes.open_to_readers:
        raise Refused(
            "You cannot withdraw this decision: its minutes have been circulated, or it was already "
            "withdrawn."
        )
    form = WithdrawDecisionForm(request.POST or None)
    return ask(
        request, found, form, operations.withdraw_decision, "withdraw_decision", "The decision is withdrawn."
    )


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
def ratify_decision(request, pk):
    """A later meeting that had a quorum ratified it."""
    found = find_to_keep(request, pk)
    if not found.to_ratify:
        raise Refused("This decision does not wait to be ratified.")
    form = RatifyDecisionForm(request.POST or None, meetings=operations.may_ratify_in(found))
    return ask(
        request, found, form, operations.ratify_decision, "ratify_decision", "The decision is ratified."
    )


@requires(Can.RUN_MEETINGS, Can.CHAIR_MEETINGS)
def review_decision(request, pk):
    """The group looked at it again."""
    found = find_to_keep(request, pk)
    if found.review is None or not found.review.outstanding:
        raise Refused("No review of this decision is outstanding.")
    form = ReviewDecisionForm(request.POST or None, due_on=found.review.due_on)
    return ask(request, found, form, operations.review_decision, "review_decision", "The review is recorded.")
