"""What every answer tells the browser, whichever layer gave it: a page, a file, a redirect, a refusal, an error."""

from django.conf import settings

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


class EveryAnswer:
    """Stands before all other layers, so that no answer of theirs goes out without its headers.

    What a layer below said stays. A file that is only ever saved may do nothing if a browser shows it all the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, told in ALWAYS.items():
            response.headers.setdefault(name, told)
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] += "; sandbox"
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", strict_transport())
        return response


def strict_transport():
    told = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        told += "; includeSubDomains"
    if settings.SECURE_HSTS_PRELOAD:
        told += "; preload"
    return told
