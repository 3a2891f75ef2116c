"""Logs of actions: of a group, an agency, or of what they came from; many rows at once; out and back as a file."""

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.forms.action_logs import (
    LogFilterForm,
    OpenOnLogForm,
    RowForm,
    UploadActionsForm,
    groups_open_to,
)
from partnership.models import Action, ActionUpload, Group, Organisation
from partnership.operations import action_files as files
from partnership.operations.action_logs import deeds_of, update_row
from partnership.operations.action_logs import open_on_log as operation
from partnership.rules.actions import NEXT, faults
from partnership.views.actions import COLOURS, WHO_AND_HOW_FAR
from partnership.views.deed import attempt, note_taking_out
from partnership.views.listings import Column, Listing
from partnership.views.sections import diary_section

ROWS_AT_ONCE = 25
UNDER_WAY = Q(state__in=[Action.State.OPEN, Action.State.IN_PROGRESS])
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
AS_FILE = {"csv": files.as_csv, "xlsx": files.as_xlsx}


@dataclass(frozen=True)
class Log:
    """One log that somebody may see, and its actions that they may see."""

    kind: str
    of: str
    title: str
    actions: object
    group: Group | None = None
    organisation: Organisation | None = None

    def address(self):
        return reverse(f"{self.kind}_log", args=[self.of])


def groups_seen(person):
    """The groups whose logs they may look at: all for staff, else those in which they sit to do more than observe."""
    groups = Group.objects.on(timezone.localdate())
    if may(person, Can.READ_DIARY):
        return groups
    seated = [a for a in person.appointments_today if a.seat_id]
    return groups.filter(
        pk__in=[
            a.seat.group_id for a in seated if not (a.role == Role.OBSERVER and a.seat.group.reviews_cases)
        ]
    )


def agencies_seen(person):
    """The agencies whose lists they may look at: all for staff, else those for which they answer."""
    return (
        Organisation.objects.all()
        if may(person, Can.READ_DIARY)
        else Organisation.objects.filter(pk__in=person.answers_for)
    )


def find_log(person, kind, of):
    """That log, or a 404 where the person may know nothing of it."""
    if "\x00" in of:  # no name holds one, and the database refuses to look for it
        raise Http404
    seen = Action.objects.visible_to(person)
    if kind == "group" and (group := groups_seen(person).filter(code=of).first()):
        return Log(kind, of, group.name, seen.filter(group=group), group=group)
    if kind == "agency" and (agency := agencies_seen(person).filter(code=of).first()):
        return Log(kind, of, agency.name, seen.filter(organisation=agency), organisation=agency)
    if kind == "origin" and (came := seen.filter(origin=of)).exists():
        return Log(kind, of, of, came)
    raise Http404


def counts_of(actions, today):
    """How many are in each state, how many late, and how many dates moved, in one question."""
    return actions.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in Action.State},
        late=Count("pk", filter=UNDER_WAY & Q(target_on__lt=today)),
    )


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def action_logs(request):
    """Every log that the person may look at, with what is open and late on it."""
    today, person = timezone.localdate(), request.user
    seen = Action.objects.visible_to(person).order_by()
    figures = {
        "open": Count("pk", filter=UNDER_WAY),
        "late": Count("pk", filter=UNDER_WAY & Q(target_on__lt=today)),
        "claimed": Count("pk", filter=Q(state=Action.State.CLAIMED)),
    }
    of_groups = {row["group"]: row for row in seen.values("group").annotate(**figures)}
    of_agencies = {row["organisation"]: row for row in seen.values("organisation").annotate(**figures)}
    agencies = agencies_seen(person).filter(pk__in=[pk for pk in of_agencies if pk])
    origins = seen.values("origin").annotate(**figures).order_by("origin")
    nothing = {"open": 0, "late": 0, "claimed": 0}
    return render(
        request,
        "partnership/action_logs.html",
        {
            "groups": [(one, of_groups.get(one.pk, nothing)) for one in groups_seen(person)],
            "agencies": [(one, of_agencies[one.pk]) for one in agencies],
            "origins": [row for row in origins if row["open"] or row["claimed"]],
            "opens": may(person, Can.OPEN_ACTIONS),
            "section": diary_section(request),
        },
    )


def columns(kind):
    """What the list of a log shows. That of a group does not say its group in each row."""
    found = [
        Column("By", lambda one: one.target_on, by="target_on", kind="day"),
        Column("First date", lambda one: one.original_target_on if one.moves else None, under="By"),
        Column("What", lambda one: one.title, by="title"),
        Column("Number", lambda one: one.pk, by="pk", kind="number", under="What"),
        Column("From", lambda one: one.origin, by="origin", under="What"),
        Column("Group", lambda one: str(one.group or ""), by="group__name", under="What"),
        Column("Progress", lambda one: one.latest_words or "", under="What"),
        *WHO_AND_HOW_FAR,
    ]
    return [one for one in found if one.label != "Group" or kind != "group"]


LOGS = {
    kind: Listing(
        f"{kind}_log",
        "Actions on this log",
        "action",
        columns(kind),
        form=LogFilterForm,
        order="the earliest first",
        first="by",
        always=("show",),
        saves=False,
    )
    for kind in ("group", "agency", "origin")
}


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def log(request, kind, of):
    """One log: how it stands in figures, and its actions."""
    found = find_log(request.user, kind, of)
    today = timezone.localdate()
    form = LogFilterForm(request.GET or None, actions=found.actions)
    counts = counts_of(found.actions, today)
    everything = range(sum(counts[state] for state in Action.State))  # counted already
    shown = LOGS[kind].shown(request, with_all(form.narrow(found.actions, today)), of=everything, form=form)
    if shown.file:
        return shown.file
    for one in shown.page:
        one.status, one.late = Action.State(one.state), one.is_late(today)
    address = found.address()
    return render(
        request,
        "partnership/log.html",
        {
            "log": found,
            "shown": shown,
            "page": shown.page,
            "colours": COLOURS,
            "figures": [
                {"value": counts["late"], "label": "Late", "address": f"{address}?show=late"},
                *(
                    {"value": counts[state], "label": state.label, "address": f"{address}?show={state}"}
                    for state in Action.State
                ),
            ],
            "opens": opens_on(request.user, found),
            "query": request.GET.urlencode(),
            "section": diary_section(request),
        },
    )


def opens_on(person, found):
    """Whether they may open an action here: staff anywhere, a chair on the log of the group they chair."""
    if not may(person, Can.OPEN_ACTIONS) or found.kind == "origin":
        return False
    if may(person, Can.RUN_MEETINGS):
        return True
    return bool(found.group) and groups_open_to(person).filter(pk=found.group.pk).exists()


@requires(Can.OPEN_ACTIONS)
def open_on_log(request):
    """Open an action on a group's log, or on an agency's own list."""
    initial = {}
    if group := groups_open_to(request.user).filter(code=request.GET.get("group", "")).first():
        initial["group"] = group.pk
    if agency := Organisation.objects.filter(code=request.GET.get("agency", "")).first():
        initial["who"] = f"organisation:{agency.pk}"
    form = OpenOnLogForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, operation, by=request.user, **form.asked())
        if opened:
            messages.success(request, "The action is open, and we have told its owner.")
            return redirect("group_log", opened.group.code) if opened.group else redirect(opened)
    return render(request, "partnership/open_on_log.html", {"form": form})


# Many rows at once -----------------------------------------------------------------------------------------


@requires(Can.SEE_PARTNERSHIP)
def update_actions(request, kind, of):
    """In a meeting: the actions of a log on one page, each row judged and kept on its own."""
    found = find_log(request.user, kind, of)
    wrong = {}
    if request.method == "POST":
        made, wrong = update(request, found)
        if made:
            messages.success(request, f"{made} {'action was' if made == 1 else 'actions were'} updated.")
        elif not wrong:
            messages.info(request, "You did not enter anything, so nothing has changed.")
        if not wrong:
            return redirect(request.get_full_path())
    form = LogFilterForm(request.GET or None, actions=found.actions)
    at_their_end = [state for state in Action.State if not NEXT[state]]
    listed = form.narrow(found.actions, timezone.localdate()).exclude(state__in=at_their_end)
    page = Paginator(with_all(listed), ROWS_AT_ONCE).get_page(request.GET.get("page"))
    kept = [one for one in with_all(found.actions.filter(pk__in=wrong)) if one not in page.object_list]
    rows = rows_of(request, [*kept, *page])
    for row in rows:
        if row["action"].pk in wrong:
            row["form"] = sent_knowingly(wrong[row["action"].pk], row["action"])
    return render(
        request,
        "partnership/update_actions.html",
        {
            "log": found,
            "page": page,
            "rows": rows,
            "filter": form,
            "wrong": list(wrong.values()),
            "has_errors": bool(wrong),
            "colours": COLOURS,
        },
    )


def with_all(actions):
    return actions.marked().select_related("organisation", "owner", "group")


def rows_of(request, actions, data=None):
    """Each action with the form of what this person may say of it, or none where they only read it."""
    today = timezone.localdate()
    offered = deeds_of(request.user, actions)
    rows = []
    for action in actions:
        action.status, action.late = Action.State(action.state), action.is_late(today)
        deeds = offered[action.pk]
        form = RowForm(data, action=action, deeds=deeds) if deeds - {"start"} else None
        rows.append({"action": action, "form": form, "deeds": deeds})
    return rows


def sent_knowingly(form, action):
    """The form as it was typed: its page shows how the action stands now, so that it may be sent again."""
    form.data = form.data.copy()
    form.data[form.add_prefix("seen")] = action.version
    return form


def update(request, found):
    """(how many rows were changed, id → form of those that were not). Whatever page they were on by now."""
    sent = [match for name in request.POST if (match := re.fullmatch(r"a([0-9]{1,9})-seen", name))]
    actions = list(with_all(found.actions.filter(pk__in=[int(match[1]) for match in sent])))
    made, wrong = 0, {}
    for row in rows_of(request, actions, data=request.POST):
        form = row["form"]
        if form is None or not form.asks:
            continue
        if form.is_valid() and made_of(request, row):
            made += 1
        else:
            wrong[row["action"].pk] = form
    return made, wrong


def made_of(request, row):
    """Whether that row's change was made; what stands against it is said beside what was typed."""
    form, action = row["form"], row["action"]
    change, seen = form.change(), form.cleaned_data["seen"]
    if seen == action.version:
        today = timezone.localdate()
        for name, sentence in faults(
            change, state=action.state, target_on=action.target_on, deeds=row["deeds"], today=today
        ):
            form.add_error(name if name in form.fields else "progress", sentence)
    if form.errors:
        return False
    try:
        update_row(action.pk, change, by=request.user, seen=seen)
    except Refused as refused:
        form.add_error("progress", str(refused))
        return False
    return True


# Out and back as a file ------------------------------------------------------------------------------------


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def download_log(request, form, kind, of):
    """The log as it is filtered, for Excel or as CSV, with what is needed to bring it back."""
    found = find_log(request.user, kind, of)
    if form not in TYPES:
        raise Http404
    chosen = LogFilterForm(request.GET or None, actions=found.actions)
    narrowed = chosen.narrow(found.actions, timezone.localdate()).marked()
    actions = list(narrowed.select_related("organisation", "owner", "group"))
    note_taking_out(
        request,
        f"Actions: {found.title}",
        rows=len(actions),
        restricted=sum(one.restricted for one in actions),
    )
    content = AS_FILE[form](actions)
    response = HttpResponse(content, content_type=TYPES[form])
    name = f"actions-{slugify(found.of)}-{timezone.localdate():%Y-%m-%d}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Can.SEE_PARTNERSHIP)
def upload_actions(request):
    """A log that was changed in a spreadsheet: what would change, what is wrong, and then to apply it."""
    form = UploadActionsForm()
    if request.method == "POST":
        deed = request.POST.get("deed")
        if deed == "drop":
            files.let_go(by=request.user)
            messages.success(request, "The upload is discarded. Nothing has changed.")
            return redirect("upload_actions")
        if deed == "apply":
            return apply(request)
        form = UploadActionsForm(request.POST, request.FILES)
        if held(request, form):
            return redirect("upload_actions")
    upload = ActionUpload.objects.filter(by=request.user).first()
    read = files.read_rows(upload.rows, by=request.user) if upload else []
    return render(
        request,
        "partnership/upload_actions.html",
        {
            "form": form,
            "upload": upload,
            "seen": upload.held_at.isoformat() if upload else "",
            "right": [one for one in read if one.right],
            "wrong": [one for one in read if not one.right],
            "columns": files.TO_CHANGE,
        },
    )


def held(request, form):
    """Whether the file was read and waits now."""
    if getattr(request, "upload_too_large", False):
        form.add_error("file", "The file is too large. Split it, and upload one part at a time")
        return False
    if not form.is_valid():
        return False
    file = form.cleaned_data["file"]
    try:
        files.hold_rows(file.name, file.read(), by=request.user)
    except Refused as refused:
        form.add_error("file", str(refused))
        return False
    return True


def apply(request):
    """Confirmed: the right rows change their actions, and wrong ones go on waiting."""
    try:
        made, left = files.apply_rows(by=request.user, seen=request.POST.get("seen", ""))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("upload_actions")
    said = f"{len(made)} {'action was' if len(made) == 1 else 'actions were'} updated."
    if left:
        said += f" {left} {'row still waits' if left == 1 else 'rows still wait'}: see what is wrong below."
    messages.success(request, said)
    return redirect("upload_actions")
