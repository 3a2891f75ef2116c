"""Whom to tell of a weakness of the portal, where people who look for weaknesses look: RFC 9116."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

HOLDS = timedelta(days=90)
ASKED = """\
# If you have found a way to see or change what you should not, thank you for telling us.
# Say where it is and how to see it again. Stop as soon as you have seen that it works: do not read, keep or pass on
# what is about people, change nothing, and use no tool that slows the portal down. Give us time to mend it before you
# tell others. Keep to this and we will take no action against you. We answer within 5 working days.
"""


@require_safe
def security_txt(request):
    """There is none where nobody has been named who would read what is sent."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{reverse('public:security_txt')}",
    ]
    return HttpResponse(ASKED + "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
