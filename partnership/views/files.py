"""Handing a private file to somebody whose page has checked that they may have it."""

from django.http import FileResponse, HttpResponse


def send_file(document, filename):
    """A file as a download under a neutral name, never guessed at by the browser and kept by no cache."""
    return send(document.file, filename, document.content_type)


def send(file, filename, content_type):
    """The same for a stored file that is no Document."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=filename, content_type=content_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def handed_over(content, name, kind):
    """Bytes as a download that no cache keeps."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
