"""Handing a private file to somebody whose page has checked that they may have it."""

import structlog
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag

log = structlog.get_logger("portal.files")


class FileMissing(Http404):
    """The portal knows of that file and its store does not have it: a fault of ours, told to whoever asked as one."""


def stored(file):
    """The file, open for reading. Where the store has lost it the log has its name, which says nothing."""
    try:
        return file.open("rb")
    except FileNotFoundError:
        log.error("a stored file is missing", file=file.name)
        raise FileMissing from None


def send_file(document, filename):
    """A file as a download under a neutral name, never guessed at by the browser and kept by no cache."""
    return send(document.file, filename, document.content_type)


def send(file, filename, content_type):
    """The same for a stored file that is no Document."""
    response = FileResponse(stored(file), as_attachment=True, filename=filename, content_type=content_type)
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
            stored(document.file),
            as_attachment=True,
            filename=filename,
            content_type=document.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    patch_cache_control(response, no_cache=True)
    return response
