"""What every deed's page does the same way: try it, and let a refusal become the form's own sentence."""

from django.contrib import messages
from django.utils import timezone

from partnership.access import Gone, Refused
from partnership.models import Deadline
from partnership.operations.record import record, record_each


def attempt(form, operation, *args, **given):
    """What the operation gives, or None: a refusal becomes the form's own sentence and nothing typed is lost."""
    try:
        return operation(*args, **given)
    except Gone:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def carried_out(request, form, operation, *args, **more):
    """What the operation gives once the form was sent, holds what it needs and is not refused; else nothing."""
    if request.method != "POST" or not form.is_valid():
        return None
    given = {name: value for name, value in form.cleaned_data.items() if name != "file"}
    if form.cleaned_data.get("file"):
        file = form.cleaned_data["file"]
        given |= {"content": file.read(), "filename": file.name}
    return attempt(form, operation, *args, by=request.user, **given, **more)


def note_reading(request, *things):
    """Whoever opens a page that shows what was said of a child, or in confidence, has read it: the record says so."""
    if request.method == "GET":
        record_each("read", things, by=request.user)


def note_taking_out(request, what, **facts):
    """Whoever has a list as a file has taken it out: the record says so, and how many rows it had."""
    record("took out", request.user, by=request.user, label=what, **facts)


def pressed(request, operation, thing, said):
    """A button's deed, which has no form: the page that they come back to says what was done, or why it was not."""
    try:
        operation(thing, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)


def told(request, words, *, about):
    """The banner after a deed: what happened, and what is due next under that reference, for this person's eyes."""
    messages.success(request, f"{words} {what_comes_next(about, request.user)}".strip())


def what_comes_next(reference, person):
    """The first date outstanding under a reference that the person may know of, in a sentence; or nothing."""
    dates = Deadline.objects.visible_to(person).outstanding().filter(reference=reference)
    following = dates.select_related("organisation", "group", "owner").order_by("due_on", "pk").first()
    if following is None:
        return ""
    late = following.due_on < timezone.localdate()
    when = f"{'was due' if late else 'by'} {following.due_on:%-d %B %Y}"
    return f"Next: {following.label}, {when} ({following.asked_of})."
