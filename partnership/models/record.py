"""The record: who did what, when, to what, and why. Append-only, each entry chained to the one before."""

from django.db import models

from partnership.access import Can, may


class EventQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(noun=thing._meta.label_lower, noun_id=str(thing.pk))

    def visible_to(self, person):
        return self if may(person, Can.READ_RECORD) else self.none()


class Event(models.Model):
    """One entry of the record. Written only by operations.record.record.

    It holds labels as text, no foreign keys, so that live data may change and the record may not. Database
    triggers refuse change and removal; when its transaction commits they number it and chain it by SHA-256
    to the entry before. Until then it has no position.
    """

    position = models.PositiveBigIntegerField(unique=True, null=True, editable=False)
    at = models.DateTimeField(editable=False)
    actor_id = models.CharField(max_length=20, blank=True)
    actor = models.CharField(max_length=200, help_text="Who, by office.")
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=60)
    noun_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200, help_text="An opaque reference, never a name of a child.")
    facts = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, editable=False, default="")
    hash = models.CharField(max_length=64, editable=False, default="")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-position"]
        indexes = [
            models.Index(fields=["noun", "noun_id"], name="event_about"),
            models.Index(fields=["actor_id", "noun", "verb"], name="event_did"),
        ]

    def __str__(self):
        return f"{self.position}: {self.verb} {self.label}"


class Heartbeat(models.Model):
    """When something that should happen by itself last happened."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} at {self.beat_at:%H:%M:%S}"
