"""`{% script "portal.js" module=True %}`: one of our scripts, run only while it is what was gathered at the build."""

import hashlib
from base64 import b64encode
from functools import cache

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def script(name, module=False):
    """A page that says what went wrong uses this too, so nothing here fails when a file is missing."""
    src, fingerprint = told(name)
    kind = format_html(' type="{}"', "module") if module else ""
    proof = format_html(' integrity="{}"', fingerprint) if fingerprint else ""
    return format_html('<script{} src="{}"{}></script>', kind, src, proof)


@cache
def told(name):
    """The address of a static file and the fingerprint of what lies there; none where files are served as they lie."""
    stored_name = getattr(staticfiles_storage, "stored_name", None)
    if settings.DEBUG or stored_name is None:
        return staticfiles_storage.url(name), ""
    try:
        with staticfiles_storage.open(stored_name(name)) as file:
            digest = hashlib.sha384(file.read()).digest()
        return staticfiles_storage.url(name), f"sha384-{b64encode(digest).decode()}"
    except (ValueError, OSError):
        return f"{settings.STATIC_URL}{name}", ""
