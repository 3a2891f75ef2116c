"""Sessions of invented people of the demo, second factor and all, for scanners; they are gone afterwards."""

import os
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")


@contextmanager
def signed_in(role):
    """The key of a session of somebody who holds that role alone."""
    django.setup()
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - once Django is up
    from django.contrib.sessions.models import Session  # noqa: PLC0415

    from partnership.models import Person  # noqa: PLC0415
    from tests.factories.browser import signed_in as browser_of  # noqa: PLC0415

    person = next(one for one in Person.objects.active().order_by("pk") if {*one.roles} == {role})
    before = set(Authenticator.objects.values_list("pk", flat=True))
    key = browser_of(person).session.session_key
    try:
        yield key
    finally:
        Authenticator.objects.exclude(pk__in=before).filter(user=person).delete()
        Session.objects.filter(session_key=key).delete()
