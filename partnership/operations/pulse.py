"""Showing that what should happen by itself does happen."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Heartbeat

FRESH = timedelta(seconds=60)


def beat(name):
    """It happened just now."""
    Heartbeat.objects.update_or_create(pk=name, defaults={"beat_at": timezone.now()})


def age(name):
    """How long ago it last happened, or None if it never did."""
    heartbeat = Heartbeat.objects.filter(pk=name).first()
    return heartbeat and timezone.now() - heartbeat.beat_at
