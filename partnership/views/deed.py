"""What every deed's page does the same way: try it, and let a refusal become the form's own sentence."""

from partnership.access import Refused


def attempt(form, operation, *args, **given):
    """What the operation gives, or None: a refusal becomes the form's own sentence and nothing typed is lost."""
    try:
        return operation(*args, **given)
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
