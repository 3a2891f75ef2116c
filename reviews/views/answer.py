"""An agency's answer: a list of short pages, and sending it. Its own words and nobody else's."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms.answer import IdentityForm, LearningForm, NothingNeededForm, SendForm, SummaryForm
from reviews.models import InformationAnswer
from reviews.operations import answers as operations
from reviews.operations.answers import ROWS_OF, mark
from reviews.rules.information import advised, missing
from reviews.views.information import involved_form
from reviews.views.own_answer import (
    check_open,
    draft_of,
    find_own,
    involvement_of,
    is_late,
    row_texts,
    warnings_of,
    whole,
    whole_texts,
)


@requires(Can.ANSWER_INFORMATION)
@require_safe
def answer(request, pk):
    """What an agency is asked, and the pages of its answer with what each still lacks; or what it sent."""
    asked = find_own(request, pk)
    note_reading(request, asked.case)
    draft, sent = draft_of(asked), asked.answer
    involvement = involvement_of(asked, draft)
    context = {
        "asked": asked,
        "late": is_late(asked),
        "draft": draft,
        "sent": sent if draft else whole(sent),
        "involvement": involvement,
    }
    if not asked.ended and not (sent and not draft):
        if not involvement:
            context["form"] = involved_form(None, asked)
        else:
            context["tasks"] = tasks_of(asked, whole(draft), involvement)
            context["warnings"] = warnings_of(whole_texts(whole(draft))) if draft else []
    return render(request, "reviews/answer.html", context)


def state_of(draft, involvement):
    """(page → sentences that must still be answered, page → sentences that readers will miss)."""
    draft = draft or InformationAnswer(involvement=involvement)
    rows = {name: list(getattr(draft, name).all()) if draft.pk else [] for name in ROWS_OF.values()}
    must = missing(
        involvement=involvement,
        summary=draft.summary,
        immediate_action=draft.immediate_action,
        actions=rows["actions"],
        signed_off_office=draft.signed_off_office,
    )
    may = advised(
        involvement=involvement,
        chronology=rows["rows"],
        episodes=rows["episodes"],
        identity=draft.identity,
        records_secured=draft.records_secured,
        period_from=draft.period_from,
    )
    return must, may, rows


def tasks_of(asked, draft, involvement):
    """The pages of the answer, as a task list draws them."""
    must, _, rows = state_of(draft, involvement)
    lacking = {page for page, _ in must}

    def task(name, title, done, hint="", page=""):
        status, colour = (
            ("Done", "") if done else ("To do", "blue") if page in lacking else ("Not begun", "grey")
        )
        address = reverse(f"reviews:{name}", args=[asked.pk])
        return {"title": title, "hint": hint, "address": address, "status": status, "colour": colour}

    first = task("say_involved", "Was your agency involved?", True)
    first["status"] = "Yes" if involvement == InformationAnswer.Involvement.INVOLVED else "No"
    if involvement != InformationAnswer.Involvement.INVOLVED:
        return [
            first,
            task("send_answer", "Sign off and send that you were not involved", False, page="send"),
        ]
    draft = draft or InformationAnswer()
    return [
        first,
        task("answer_summary", "Your involvement in short", bool(draft.summary.strip()), page="summary"),
        task("answer_chronology", "Chronology", bool(rows["rows"]), count(rows["rows"], "row", "rows")),
        task("answer_episodes", "Practice episodes", bool(rows["episodes"]),
             count(rows["episodes"], "episode", "episodes")),
        task("answer_learning", "Good practice and your own learning", bool(draft.good_practice or draft.learning)),
        task("answer_actions", "What you did straight away", "actions" not in lacking,
             count(rows["actions"], "action", "actions"), page="actions"),
        task("answer_identity", "Identity, racism and other inequality", bool(draft.identity.strip())),
        task("send_answer", "Sign off and send", False, page="send"),
    ]  # fmt: skip


def count(rows, one, many):
    return f"{len(rows)} {one if len(rows) == 1 else many}" if rows else ""


# Pages of text ---------------------------------------------------------------------------------------------


def version_of(asked, draft, names):
    """What stands on a page about the version that it shows and what that held."""
    sent = asked.answer
    number = draft.version if draft else sent.version + 1 if sent else 1
    return f"{number}|{mark(draft or InformationAnswer(), names)}"


def text_page(request, pk, form_class, template, **more):
    """One page of the answer: keeps itself while somebody types, and shows what was saved elsewhere meanwhile."""
    asked = find_own(request, pk)
    check_open(request, asked)
    draft, names = draft_of(asked), form_class.names()
    by_itself = request.headers.get("X-Requested-With") == "fetch"
    saved_elsewhere = []
    if request.method == "POST":
        form = form_class(request.POST)
        usable = form.is_valid() or (by_itself and "version" in form.cleaned_data)
        if usable:
            try:
                kept = operations.save_draft(
                    asked, by=request.user, seen=form.cleaned_data["version"], page=names, **form.written
                )
            except Refused as refused:
                asked = find_own(request, pk)
                draft = draft_of(asked)
                form.add_error(None, str(refused))
                form.look_again(version_of(asked, draft, names))
                saved_elsewhere = elsewhere(form, draft or asked.answer)
                if by_itself:
                    return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
            else:
                if by_itself:
                    return said_by_itself(form, asked, kept, names)
                messages.success(request, "What you wrote is saved. It is not sent yet.")
                return redirect(request.path if "stay" in request.POST else asked)
        elif by_itself:
            return JsonResponse({"message": "Not saved; what you typed is still here."}, status=422)
    else:
        start = {name: getattr(draft, name) for name in names} if draft else {}
        form = form_class(initial=start | {"version": version_of(asked, draft, names)})
    typed = form.data.get if form.is_bound else form.initial.get
    context = {
        "asked": asked,
        "form": form,
        "draft": draft,
        "saved_elsewhere": saved_elsewhere,
        "warnings": warnings_of([typed(name) for name in names if isinstance(typed(name), str)]),
    }
    extra = more.pop("extra", None)
    return render(request, template, context | more | (extra(draft) if extra else {}))


def said_by_itself(form, asked, kept, names):
    """The version to send back next time; and that something on the page was not kept, if so."""
    said = {"version": version_of(asked, kept, names)}
    if form.errors:
        said["message"] = "Saved, but for what has an error. Save the page to see it."
    return JsonResponse(said)


def elsewhere(form, saved):
    """What was saved elsewhere of this page, where it differs from what is typed here."""
    return [
        (form.fields[name].label, getattr(saved, name))
        for name in form.names()
        if saved and getattr(saved, name) != form.cleaned_data.get(name)
    ]


@requires(Can.ANSWER_INFORMATION)
def answer_summary(request, pk):
    """The period looked at, and the involvement in short."""
    return text_page(request, pk, SummaryForm, "reviews/answer_page.html", title="Your involvement in short")


@requires(Can.ANSWER_INFORMATION)
def answer_learning(request, pk):
    """What was done well, and what the agency has learnt for itself."""
    return text_page(
        request, pk, LearningForm, "reviews/answer_page.html", title="Good practice and your own learning"
    )


@requires(Can.ANSWER_INFORMATION)
def answer_identity(request, pk):
    """Identity, racism, disability and other inequality in the child's life."""
    return text_page(
        request, pk, IdentityForm, "reviews/answer_page.html", title="Identity, racism and other inequality"
    )


@requires(Can.ANSWER_INFORMATION)
def answer_actions(request, pk):
    """What was done at once: its rows, and anything that they do not say."""

    def rows(draft):
        found = list(draft.actions.all()) if draft else []
        return {"rows": found, "row_warnings": warnings_of(row_texts(found))}

    return text_page(request, pk, NothingNeededForm, "reviews/answer_actions.html", extra=rows)


# Sending ---------------------------------------------------------------------------------------------------


@requires(Can.ANSWER_INFORMATION)
def send_answer(request, pk):
    """What is missing is said first; then the agency signs off, and the answer goes as it stands here."""
    asked = find_own(request, pk)
    check_open(request, asked, involved=False)
    note_reading(request, asked.case)
    draft, sent = whole(draft_of(asked)), asked.answer
    due_on = asked.deadline.due_on if asked.deadline.outstanding else None
    if request.method == "POST":
        form = SendForm(request.POST, due_on=due_on)
        if form.is_valid():
            if sent_just_now(form, draft, sent, request.user):
                return redirect(asked)
            number, saved_at = form.cleaned_data["version"]
            late_reason = form.cleaned_data.get("late_reason", "")
            given = form.written | {"seen": (number, saved_at) if draft else None, "late_reason": late_reason}
            if attempt(form, operations.answer, asked, by=request.user, **given):
                messages.success(
                    request,
                    "Your answer has been sent. The business unit and the group that reviews the case read it now. "
                    "It stays on this page for you.",
                )
                return redirect(asked)
            form.look_again(sending_version(asked, draft))
    else:
        initial = {"version": sending_version(asked, draft), "signed_off_on": timezone.localdate()}
        if draft:
            initial |= {"signed_off_office": draft.signed_off_office}
        form = SendForm(initial=initial, due_on=due_on)
    involvement = involvement_of(asked, draft)
    must, may, rows = state_of(draft, involvement)
    nil = involvement == InformationAnswer.Involvement.NOT_INVOLVED
    return render(
        request,
        "reviews/send_answer.html",
        {
            "asked": asked,
            "form": form,
            "draft": draft,
            "nil": nil,
            "must": linked(asked, [(page, sentence) for page, sentence in must if page != "send"]),
            "may": linked(asked, may),
            "dropped": nil and draft and (draft.summary.strip() or any(rows.values())),
            "warnings": warnings_of(whole_texts(draft)),
        },
    )


PAGES = {
    "involvement": "say_involved",
    "summary": "answer_summary",
    "chronology": "answer_chronology",
    "episodes": "answer_episodes",
    "actions": "answer_actions",
    "identity": "answer_identity",
}


def linked(asked, sentences):
    return [(reverse(f"reviews:{PAGES[page]}", args=[asked.pk]), sentence) for page, sentence in sentences]


def sending_version(asked, draft):
    """Which version the page shows, and when it was saved: what is sent is what was read."""
    sent = asked.answer
    if draft:
        return f"{draft.version}|{draft.saved_at.isoformat()}"
    return f"{sent.version + 1 if sent else 1}|"


def sent_just_now(form, draft, sent, person):
    """Whether this is the button pressed twice: the same version by the same person has just been sent."""
    return (
        draft is None
        and sent is not None
        and sent.submitted_by_id == person.pk
        and form.cleaned_data["version"][0] == sent.version
    )
