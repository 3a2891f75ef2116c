"""Groups: the list of a day, one group with its versions of terms, and how groups and terms change."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.groups import (
    AddGroupForm,
    AmendGroupForm,
    EndGroupForm,
    GiveMoreTimeForm,
    RecordOutcomeForm,
    SeenTermsForm,
    WriteTermsForm,
)
from partnership.models import Action, Deadline, Group, Meeting, QuorumOf, Seat, TermsOfReference
from partnership.operations import groups as operations
from partnership.operations import terms as writing
from partnership.views.comparing import compared_terms, quorum_in_words
from partnership.views.deed import attempt, carried_out
from partnership.views.proof import asks_for_proof
from partnership.views.public import as_on


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def groups(request):
    """The groups of a day, those that have ended beneath them."""
    today = timezone.localdate()
    day, form = as_on(request, today)
    seats = Count("seats", filter=Q(seats__in=Seat.objects.on(day)), distinct=True)
    found = (
        Group.objects.select_related("parent").annotate(seats_of_the_day=seats).order_by("position", "name")
    )
    return render(
        request,
        "partnership/groups.html",
        {
            "day": day,
            "form": form,
            "today": today,
            "groups": found.on(day),
            "ended": found.filter(ends_on__lt=day),
            "runs": may(request.user, Can.RUN_PARTNERSHIP),
        },
    )


def find(pk):
    return get_object_or_404(Group.objects.select_related("parent"), pk=pk)


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def group(request, pk):
    """One group: what it is for, its terms in every version, its dates, and what is still open once it has ended."""
    found = find(pk)
    today = timezone.localdate()
    runs = may(request.user, Can.RUN_PARTNERSHIP)
    versions = list(
        TermsOfReference.objects.filter(group=found).select_related("published_by").order_by("-version")
    )
    in_force = next((one for one in versions if one.in_force_on <= today), None)
    ended = found.ends_on is not None and found.ends_on < today
    return render(
        request,
        "partnership/group.html",
        {
            "group": found,
            "ended": ended,
            "terms": in_force,
            "quorum": quorum_in_words(in_force) if in_force else "",
            "counted": in_force.rule_on(today) if in_force and not ended else "",
            "versions": versions,
            "draft": writing.draft_of(found) if runs else None,
            "below": found.children.on(today),
            "seats": found.seats.on(today).select_related("organisation"),
            "dates": Deadline.objects.visible_to(request.user)
            .outstanding()
            .filter(group=found)
            .order_by("due_on"),
            "left": left_open(found) if ended and runs else [],
            "tells": tells(request.user, found),
            "meets": may(request.user, Can.RUN_MEETINGS),
            "runs": runs,
            "today": today,
        },
    )


def left_open(group):
    """What still belongs to a group that has ended: actions on its log and meetings that were planned."""
    actions = Action.objects.outstanding().filter(group=group).order_by("target_on")
    meetings = Meeting.objects.to_come(timezone.now()).filter(group=group)
    return [
        *({"what": "Action", "text": one.title, "address": one.get_absolute_url()} for one in actions),
        *({"what": "Meeting", "text": one.reference, "address": ""} for one in meetings),
    ]


def tells(person, group):
    """Whether this person may say what the task and finish group achieved: its chair or the manager."""
    if group.kind != Group.Kind.TASK_AND_FINISH or group.outcome:
        return False
    return group.pk in person.chaired or may(person, Can.RUN_PARTNERSHIP)


@requires(Can.RUN_PARTNERSHIP)
def add_group(request):
    """Begin a group."""
    form = AddGroupForm(request.POST or None)
    begun = carried_out(request, form, operations.add_group)
    if begun:
        messages.success(request, f"{begun.name} is added. Next, write its terms of reference.")
        return redirect("group", begun.pk)
    return render(request, "partnership/add_group.html", {"form": form})


@requires(Can.RUN_PARTNERSHIP)
def amend_group(request, pk):
    """Change its name, area, place among the groups or rhythm."""
    found = find(pk)
    initial = {"name": found.name, "area": found.area, "parent": found.parent_id, "meets": found.meets}
    form = AmendGroupForm(request.POST or None, group=found, initial=initial)
    if carried_out(request, form, operations.amend_group, found):
        messages.success(request, "The group is changed.")
        return redirect("group", pk)
    return render(request, "partnership/amend_group.html", {"group": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def end_group(request, pk):
    """The group ends on a day."""
    found = find(pk)
    form = EndGroupForm(request.POST or None)
    if carried_out(request, form, operations.end_group, found):
        messages.success(request, "The group’s last day is recorded.")
        return redirect("group", pk)
    return render(request, "partnership/end_group.html", {"group": found, "form": form})


@requires(Can.RUN_PARTNERSHIP)
def give_more_time(request, pk):
    """A task and finish group goes on until a later day."""
    found = get_object_or_404(Group, pk=pk, kind=Group.Kind.TASK_AND_FINISH)
    form = GiveMoreTimeForm(request.POST or None)
    if carried_out(request, form, operations.give_more_time, found):
        messages.success(request, "The group has more time, and its dates have changed too.")
        return redirect("group", pk)
    return render(request, "partnership/give_more_time.html", {"group": found, "form": form})


@requires(Can.RUN_PARTNERSHIP, Can.CHAIR_MEETINGS)
def record_outcome(request, pk):
    """What a task and finish group achieved, by its chair or the manager."""
    found = find(pk)
    if not tells(request.user, found):
        raise Http404
    first = operations.finishing(found).order_by("due_on").first()
    form = RecordOutcomeForm(request.POST or None, due_on=first and first.due_on)
    if carried_out(request, form, operations.record_outcome, found):
        messages.success(request, "What the group achieved is recorded. It still ends on its last day.")
        return redirect("group", pk)
    return render(request, "partnership/record_outcome.html", {"group": found, "form": form})


# Terms of reference ----------------------------------------------------------------------------------------


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def terms(request, pk):
    """One published version: what it says, who published it when, and what it changed."""
    found = get_object_or_404(TermsOfReference.objects.select_related("group", "published_by"), pk=pk)
    before = (
        TermsOfReference.objects.filter(group=found.group, version__lt=found.version)
        .order_by("-version")
        .first()
    )
    return render(
        request,
        "partnership/terms.html",
        {
            "terms": found,
            "group": found.group,
            "quorum": quorum_in_words(found),
            "before": before,
            "changed": compared_terms(before, found) if before else None,
        },
    )


TEXTS = ("remit", "membership", "frequency", "quorum", "quorum_rule", "quorum_count", "quorum_of", "source")


@requires(Can.RUN_PARTNERSHIP)
def write_terms(request, pk):
    """Write the draft of the group's next terms, from the newest version on."""
    found = find(pk)
    draft, newest = writing.draft_of(found), writing.newest_of(found)
    form = WriteTermsForm(request.POST or None, initial=as_written(draft, newest))
    newer = None
    if request.method == "POST" and form.is_valid():
        if attempt(form, writing.write_terms, found, by=request.user, **form.cleaned_data):
            messages.success(request, "The draft is saved.")
            return redirect("draft_terms", pk)
        draft = writing.draft_of(found)
        if (draft.revision if draft else 0) != form.cleaned_data["seen"]:
            newer = draft
            form.look_again(draft.revision if draft else 0)
    return render(
        request,
        "partnership/write_terms.html",
        {"group": found, "form": form, "newest": newest, "draft": draft, "newer": newer},
    )


def as_written(draft, newest):
    """What the form begins with: the draft, else the newest version, with the draft's revision."""
    text = draft or newest
    begins = {"seen": draft.revision if draft else 0, "in_force_on": timezone.localdate()}
    if text is None:
        return begins | {"quorum_rule": "chair", "quorum_of": QuorumOf.MEMBERS}
    begins |= {name: getattr(text, name) for name in TEXTS}
    begins["quorum_organisations"] = list(text.quorum_organisations.values_list("pk", flat=True))
    if draft:
        begins |= {"in_force_on": draft.in_force_on, "reason": draft.reason}
    else:
        begins["source"] = ""
    return begins


@requires(Can.RUN_PARTNERSHIP)
@require_safe
def draft_terms(request, pk):
    """The draft as it would be published, and what it changes."""
    found = find(pk)
    draft = writing.draft_of(found)
    if draft is None:
        raise Http404
    newest = writing.newest_of(found)
    return render(
        request,
        "partnership/draft_terms.html",
        {
            "group": found,
            "terms": draft,
            "quorum": quorum_in_words(draft),
            "counted": draft.rule_on(max(draft.in_force_on, timezone.localdate())),
            "before": newest,
            "changed": compared_terms(newest, draft) if newest else None,
            "form": SeenTermsForm(initial={"seen": draft.revision}),
        },
    )


@requires(Can.RUN_PARTNERSHIP)
@require_POST
@asks_for_proof
def publish_terms(request, pk):
    """Publish the draft that was on the page."""
    found = find(pk)
    form = SeenTermsForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    published = writing.publish_terms(found, by=request.user, seen=seen)
    messages.success(request, f"Version {published.version} is published.")
    return redirect("group", pk)


@requires(Can.RUN_PARTNERSHIP)
@require_POST
def discard_terms(request, pk):
    """The draft is not wanted."""
    writing.discard_terms(find(pk), by=request.user)
    messages.success(request, "The draft is discarded.")
    return redirect("group", pk)
