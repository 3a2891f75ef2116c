"""Handing a private file to somebody whose page has checked that they may have it."""

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag


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


def send_public(request, document, filename, *, since):
    """A file that the public reads: kept by caches, which ask each time, so that what is taken down is gone at once.

    `since` is when the public came to read it. The answer is 304 to whoever has the file already.
    """
    etag, changed = quote_etag(document.checksum), int(since.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        response = FileResponse(
            document.file.open("rb"),
            as_attachment=True,
            filename=filename,
            content_type=document.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    patch_cache_control(response, no_cache=True)
    return response
