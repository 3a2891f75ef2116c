"""The rows of an agency's answer, typed one by one: its chronology, practice episodes and what it did at once."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt, note_reading
from reviews.forms.answer import ROW_FORMS
from reviews.operations import answers as operations
from reviews.operations.answers import ROWS_OF, mark
from reviews.views.own_answer import check_open, draft_of, find_own, row_texts, warnings_of


def rows_page(request, pk, kind, template):
    asked = find_own(request, pk)
    check_open(request, asked)
    note_reading(request, asked.case)
    draft = draft_of(asked)
    rows = list(getattr(draft, ROWS_OF[kind]).all()) if draft else []
    waiting = kind == "chronology" and asked.uploads.filter(by=request.user).exists()
    context = {
        "asked": asked,
        "draft": draft,
        "rows": rows,
        "warnings": warnings_of(row_texts(rows)),
        "waiting": waiting,
    }
    return render(request, template, context)


@requires(Can.ANSWER_INFORMATION)
@require_safe
def answer_chronology(request, pk):
    """The rows of the chronology so far, and the ways to add more."""
    return rows_page(request, pk, "chronology", "reviews/answer_chronology.html")


@requires(Can.ANSWER_INFORMATION)
@require_safe
def answer_episodes(request, pk):
    """The practice episodes so far."""
    return rows_page(request, pk, "episodes", "reviews/answer_episodes.html")


LISTS = {
    "chronology": ("answer_chronology", "Chronology", "Add a row to the chronology", "Change a row of the chronology"),
    "episodes": ("answer_episodes", "Practice episodes", "Add a practice episode", "Change a practice episode"),
    "actions": ("answer_actions", "What you did straight away", "Add something you did straight away",
                "Change something you did straight away"),
}  # fmt: skip


def find_list(asked, kind):
    if kind not in LISTS:
        raise Http404
    name, label, adding, changing = LISTS[kind]
    return {
        "list": reverse(f"reviews:{name}", args=[asked.pk]),
        "list_label": label,
        "adding": adding,
        "changing": changing,
    }


@requires(Can.ANSWER_INFORMATION)
def add_row(request, pk, kind):
    """Add one row, typed."""
    asked = find_own(request, pk)
    around = find_list(asked, kind)
    check_open(request, asked)
    form = ROW_FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        if attempt(form, operations.add_row, asked, kind, by=request.user, key=key, **form.values):
            messages.success(request, "The row is added." if kind == "chronology" else "It is added.")
            return redirect(request.path if "another" in request.POST else around["list"])
    return render(
        request, "reviews/answer_row.html",
        around | {"asked": asked, "form": form, "title": around["adding"], "warnings": typed_warnings(form)},
    )  # fmt: skip


def known(key):
    """A row's key out of an address; anything else names no row."""
    try:
        return uuid.UUID(key)
    except ValueError:
        raise Http404 from None


def typed_warnings(form):
    return warnings_of(form.data.values()) if form.is_bound else []


@requires(Can.ANSWER_INFORMATION)
def change_row(request, pk, kind, key):
    """Change one row of the version that is being written."""
    asked = find_own(request, pk)
    around = find_list(asked, kind)
    check_open(request, asked)
    draft = draft_of(asked)
    if draft is None:
        raise Http404
    note_reading(request, asked.case)
    key = known(key)
    row = get_object_or_404(getattr(draft, ROWS_OF[kind]), key=key)
    form_class = ROW_FORMS[kind]
    seen = mark(row, row.FIELDS)
    form = form_class(request.POST or None, initial=form_class.of(row) | {"key": row.key, "seen": seen})
    saved = None
    if request.method == "POST" and form.is_valid():
        given = form.values | {"seen": form.cleaned_data["seen"]}
        if attempt(form, operations.change_row, asked, kind, key, by=request.user, **given):
            messages.success(request, "The change is saved.")
            return redirect(around["list"])
        form.look_again(seen)
        saved = form_class.of(row)
    context = around | {
        "asked": asked,
        "form": form,
        "title": around["changing"],
        "row": row,
        "remove": reverse("reviews:remove_row", args=[asked.pk, kind, row.key]),
        "saved_elsewhere": [
            (form.fields[name].label, text) for name, text in saved.items() if name in form.fields
        ]
        if saved
        else [],
        "warnings": typed_warnings(form) if form.is_bound else warnings_of(row_texts([row])),
    }
    return render(request, "reviews/answer_row.html", context)


@require_POST
@requires(Can.ANSWER_INFORMATION)
def remove_row(request, pk, kind, key):
    """Take a row out."""
    asked = find_own(request, pk)
    around = find_list(asked, kind)
    operations.remove_row(asked, kind, known(key), by=request.user)
    messages.success(request, "It is taken out.")
    return redirect(around["list"])
