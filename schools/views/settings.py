"""Other settings: the register, assurance sought from them, and what inspections raised."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import requires
from partnership.views.deed import carried_out
from partnership.views.files import send_file
from partnership.views.tables import table_file
from schools.forms import settings as forms
from schools.models import AssuranceRequest, Setting, SettingIssue
from schools.operations import settings as operations
from schools.operations import settings_assurance as assurance
from schools.operations.engagement import authorities_kept_by, authorities_seen_by
from schools.rules.settings import COUNTED, Kind
from schools.views.engagement import KEEPERS, READERS, chosen_authority

COLUMNS = [
    "Setting", "Kind", "Authority", "Ofsted reference", "Provider", "Places", "District or town", "Open",
    "Children placed by", "Assurance asked", "Answered", "Judged", "Open concerns of inspections",
]  # fmt: skip


def listed(person, kind=""):
    found = (
        Setting.objects.visible_to(person)
        .select_related("organisation", "authority")
        .prefetch_related(
            "placed_from",
            Prefetch("requests", AssuranceRequest.objects.select_related("deadline")),
            "issues",
        )
    )
    return found.filter(kind=kind) if kind in Kind.values else found


JUDGED = {"assured": "green", "partly": "yellow", "not": "orange"}


def standing(setting, today):
    """Where its assurance stands: what was asked last, with words and a colour."""
    asked = next(iter(setting.requests.all()), None)
    return (asked, *stands(asked, today)) if asked else (None, "Never asked", "grey")


def stands(asked, today):
    """Where one request stands, in words and a colour."""
    if asked.waits:
        return ("Late", "red") if asked.deadline.due_on < today else ("Asked", "blue")
    if asked.stopped_because:
        return "No longer asked", "grey"
    if not asked.judged:
        return "Answered", "purple"
    return asked.get_judged_display(), JUDGED[asked.judged]


def rows_of(settings, today):
    return [
        {
            "setting": one,
            "asked": asked,
            "words": words,
            "colour": colour,
            "open": one.is_open(today),
            "placed": ", ".join(authority.called for authority in one.placed_from.all()),
            "concerns": sum(issue.concern and issue.closed_on is None for issue in one.issues.all()),
        }
        for one in settings
        for asked, words, colour in [standing(one, today)]
    ]


@requires(*READERS)
@require_safe
def settings(request):
    """Every setting that this person may read, how its assurance stands, and what authorities say of the others."""
    today = timezone.localdate()
    kind = request.GET.get("kind", "")
    rows = rows_of(listed(request.user, kind), today)
    seen = list(authorities_seen_by(request.user, today))
    counts = operations.newest_counts(seen)
    return render(
        request,
        "schools/settings.html",
        {
            "rows": rows,
            "kinds": [{"label": "All", "address": "?", "current": kind not in Kind.values}]
            + [
                {"label": label, "address": f"?kind={value}", "current": kind == value}
                for value, label in Kind.choices
            ],
            "counts": [
                {"authority": authority, "label": label, "count": counts.get((authority.pk, code))}
                for authority in seen
                for code, label in COUNTED
            ],
            "keeps": list(authorities_kept_by(request.user, today)),
            "figures": [
                {"value": sum(row["open"] for row in rows), "label": "open settings"},
                {"value": sum(row["words"] == "Late" for row in rows), "label": "whose assurance is late"},
                {"value": sum(row["concerns"] for row in rows), "label": "open concerns from inspections"},
            ],
        },
    )


@requires(*READERS)
@require_safe
def settings_file(request, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    rows = (
        [
            str(row["setting"]), row["setting"].get_kind_display(), row["setting"].authority.name,
            row["setting"].urn, row["setting"].provider, row["setting"].places, row["setting"].area,
            "yes" if row["open"] else "no", row["placed"], row["words"],
            row["asked"] and row["asked"].answered_on, row["asked"] and row["asked"].get_judged_display(),
            row["concerns"],
        ]
        for row in rows_of(listed(request.user), today)
    )  # fmt: skip
    return table_file(kind, "settings", COLUMNS, rows)


def find(request, pk, *, keeps=False):
    found = Setting.objects.select_related("organisation", "authority")
    return get_object_or_404(found.kept_by(request.user) if keeps else found.visible_to(request.user), pk=pk)


@requires(*READERS)
@require_safe
def setting(request, pk):
    """One setting: what is known, assurance asked and given, and inspections with what was done."""
    one, today = find(request, pk), timezone.localdate()
    keeps = Setting.objects.kept_by(request.user).filter(pk=pk).exists()
    return render(
        request,
        "schools/setting.html",
        {
            "setting": one,
            "facts": [
                ("What it is", one.get_kind_display()),
                ("Responsible authority", one.authority.name),
                ("Ofsted reference", one.urn or "Not known"),
                ("Provider", one.provider or "Not known"),
                ("Places", one.places if one.places is not None else "Not known"),
                ("District or town", one.area or "Not known"),
                *([("Requests go to", one.email or "No email address")] if keeps else []),
                (
                    "Looked-after children placed by",
                    ", ".join(authority.name for authority in one.placed_from.all())
                    or "None of the authorities",
                ),
            ],
            "requests": [
                {"request": asked, "words": words, "colour": colour}
                for asked in one.requests.select_related("deadline")
                for words, colour in [stands(asked, today)]
            ],
            "issues": one.issues.select_related("deadline", "action").prefetch_related(
                "follow_ups__written_by"
            ),
            "today": today,
            "keeps": keeps,
            "open": one.is_open(today),
        },
    )


@requires(*KEEPERS)
def add_setting(request):
    keeps = authorities_kept_by(request.user, timezone.localdate())
    form = forms.AddSettingForm(request.POST or None, authorities=keeps)
    done = carried_out(request, form, operations.add_setting)
    if done:
        messages.success(request, f"{done} added to the register.")
        return redirect(done)
    return render(request, "schools/add_setting.html", {"form": form})


@requires(*KEEPERS)
def change_setting(request, pk):
    one = find(request, pk, keeps=True)
    initial = {name: getattr(one, name) for name in operations.FIELDS} | {
        "placed_from": list(one.placed_from.all()),
        "seen": one.revision,
    }
    form = forms.ChangeSettingForm(request.POST or None, initial=initial)
    if carried_out(request, form, lambda **given: operations.change_setting(one, **given)):
        messages.success(request, "Changes saved.")
        return redirect(one)
    theirs = None
    if form.is_bound:
        now = find(request, pk)
        theirs = now if str(now.revision) != form.data.get("seen") else None
        form.look_again(str(now.revision))
    return render(request, "schools/change_setting.html", {"form": form, "setting": one, "theirs": theirs})


@requires(*KEEPERS)
def close_setting(request, pk):
    one = find(request, pk, keeps=True)
    form = forms.CloseSettingForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.close_setting(one, **given)):
        messages.success(request, "Recorded as closed.")
        return redirect(one)
    return render(request, "schools/close_setting.html", {"form": form, "setting": one})


@requires(*KEEPERS)
def reopen_setting(request, pk):
    """A setting that was recorded as closed is open."""
    one = find(request, pk, keeps=True)
    if request.method in ("GET", "HEAD"):
        operations.check_closed(one)
    to_come = one.closed_on and one.closed_on > timezone.localdate()
    form = forms.ReopenSettingForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.reopen_setting(one, **given)):
        follows = (
            "What it was asked for goes on." if to_come else "Ask again for any assurance that was stopped."
        )
        messages.success(request, f"Recorded as open. {follows}")
        return redirect(one)
    return render(
        request, "schools/reopen_setting.html", {"form": form, "setting": one, "today": timezone.localdate()}
    )


# Assurance ------------------------------------------------------------------------------------------------


@requires(*KEEPERS)
def ask_assurance(request):
    """Ask several settings the same, by one day."""
    today = timezone.localdate()
    kept = Setting.objects.kept_by(request.user).open_on(today).select_related("organisation")
    chosen = request.GET.get("setting", "")
    initial = {"settings": [int(chosen)]} if chosen.isascii() and chosen.isdigit() else {}
    form = forms.AskAssuranceForm(request.POST or None, settings=kept, initial=initial)
    done = carried_out(request, form, assurance.ask_assurance)
    if done:
        written = sum(bool(one.sent_to) for one in done)
        messages.success(request, asked_words(done, written))
        return redirect(done[0]) if len(done) == 1 else redirect("schools:settings")
    return render(request, "schools/ask_assurance.html", {"form": form, "any": kept.exists()})


def asked_words(done, written):
    """What follows from asking: who is written to, who is not, and where answers come."""
    due_on = done[0].deadline.due_on
    told = f"{len(done)} setting{'' if len(done) == 1 else 's'} asked to answer by {due_on:%-d %B %Y}."
    if written:
        told += (
            f" We will email a link to {written}, with reminders if they do not answer. Their answers will "
            f"appear on the request pages."
        )
    if written < len(done):
        told += f" No email address of {len(done) - written}: ask them yourself and record the answer."
    return told


def find_request(request, pk, *, keeps=False):
    mine = Setting.objects.kept_by(request.user) if keeps else Setting.objects.visible_to(request.user)
    found = AssuranceRequest.objects.select_related(
        "setting__organisation", "setting__authority", "deadline", "asked_by", "judged_by", "document",
        "taken_down_by",
    )  # fmt: skip
    return get_object_or_404(found.filter(setting__in=mine), pk=pk)


@requires(*READERS)
@require_safe
def assurance_request(request, pk):
    one, today = find_request(request, pk), timezone.localdate()
    words, colour = stands(one, today)
    return render(
        request,
        "schools/assurance_request.html",
        {
            "asked": one,
            "words": words,
            "colour": colour,
            "next_letter": assurance.next_letter(one, today),
            "keeps": Setting.objects.kept_by(request.user).filter(pk=one.setting_id).exists(),
        },
    )


@requires(*KEEPERS)
def record_answer(request, pk):
    one = find_request(request, pk, keeps=True)
    assurance.check_waits(one)
    form = forms.RecordAnswerForm(request.POST or None, request.FILES or None, due_on=one.deadline.due_on)
    if carried_out(request, form, lambda **given: assurance.record_answer(one, **given)):
        messages.success(request, "Answer saved. Next, say whether it is enough.")
        return redirect(one)
    return render(request, "schools/record_answer.html", {"form": form, "asked": one})


@requires(*KEEPERS)
def judge_answer(request, pk):
    one = find_request(request, pk, keeps=True)
    if one.answered_on is None:
        raise Http404
    initial = {"judged": one.judged, "judged_why": one.judged_why}
    form = forms.JudgeAnswerForm(request.POST or None, initial=initial)
    if carried_out(request, form, lambda **given: assurance.judge_answer(one, **given)):
        messages.success(request, "Judgement saved.")
        return redirect(one)
    return render(request, "schools/judge_answer.html", {"form": form, "asked": one})


@requires(*KEEPERS)
def stop_request(request, pk):
    one = find_request(request, pk, keeps=True)
    assurance.check_waits(one)
    form = forms.ReasonForm(request.POST or None, label="Why is it no longer needed?")
    if carried_out(request, form, lambda **given: assurance.stop_request(one, **given)):
        messages.success(request, "Request stopped. Nobody is reminded of it any more.")
        return redirect(one)
    return render(request, "schools/stop_request.html", {"form": form, "asked": one})


@requires(*KEEPERS)
@require_POST
def chase_request(request, pk):
    one = find_request(request, pk, keeps=True)
    assurance.chase_request(one, by=request.user)
    messages.success(request, "Reminder sent.")
    return redirect(one)


@requires(*READERS)
@require_safe
def answer_file(request, pk):
    one = find_request(request, pk)
    if not one.document:
        raise Http404
    return send_file(one.document, one.document.download_name)


# Inspections ----------------------------------------------------------------------------------------------


@requires(*KEEPERS)
def record_issue(request, pk):
    one = find(request, pk, keeps=True)
    form = forms.RecordIssueForm(request.POST or None)
    done = carried_out(request, form, lambda **given: operations.record_issue(one, **given))
    if done:
        words = "Inspection saved."
        if done.deadline:
            words += f" Looked-after children are placed there, so follow it up by {done.deadline.due_on:%-d %B %Y}."
        messages.success(request, words)
        return redirect(one)
    return render(request, "schools/record_issue.html", {"form": form, "setting": one})


def find_issue(request, pk):
    mine = Setting.objects.kept_by(request.user)
    return get_object_or_404(
        SettingIssue.objects.select_related("setting__organisation", "deadline").filter(setting__in=mine),
        pk=pk,
    )


@requires(*KEEPERS)
def follow_up_issue(request, pk):
    issue = find_issue(request, pk)
    form = forms.FollowUpIssueForm(
        request.POST if request.method == "POST" else None, deadline=issue.deadline
    )
    if carried_out(request, form, lambda **given: operations.follow_up_issue(issue, **given)):
        messages.success(request, "Saved what was done.")
        return redirect(issue.setting)
    return render(request, "schools/follow_up_issue.html", {"form": form, "issue": issue})


@requires(*KEEPERS)
def open_issue_action(request, pk):
    issue = find_issue(request, pk)
    form = forms.OpenIssueActionForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.open_issue_action(issue, **given)):
        messages.success(request, "Action opened for the authority, whose leads find it on their home page.")
        return redirect(issue.setting)
    return render(request, "schools/open_issue_action.html", {"form": form, "issue": issue})


@requires(*KEEPERS)
def close_issue(request, pk):
    issue = find_issue(request, pk)
    form = forms.ReasonForm(request.POST or None, label="What shows that no more action is needed?")
    if carried_out(request, form, lambda **given: operations.close_issue(issue, **given)):
        messages.success(request, "The issue is closed. It stays on this page with your reason.")
        return redirect(issue.setting)
    return render(request, "schools/close_issue.html", {"form": form, "issue": issue})


@requires(*KEEPERS)
def give_settings_count(request):
    authority = chosen_authority(request, authorities_kept_by(request.user, timezone.localdate()))
    form = forms.GiveSettingsCountForm(request.POST or None)
    if carried_out(request, form, operations.give_settings_count, authority=authority):
        messages.success(request, "Count saved.")
        return redirect("schools:settings")
    return render(request, "schools/give_settings_count.html", {"form": form, "authority": authority})
