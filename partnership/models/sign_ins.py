"""Where somebody is signed in, and what they had typed when they had to prove anew who they are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from partnership.models.people import Person
from partnership.models.sealed import SealedJSONField


class SignInQuerySet(models.QuerySet):
    def still_open(self, *, seen_since, began_since):
        """Those that open anything: neither idle for too long nor begun too long ago."""
        return self.filter(seen_at__gte=seen_since, began_at__gte=began_since)


class SignIn(models.Model):
    """A browser in which somebody is signed in. It is gone with its session, however that ends.

    Which browser it is stands here in words alone: no address, and not what the browser said of itself.
    """

    session = models.OneToOneField("sessions.Session", models.CASCADE, related_name="sign_in")
    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    browser = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="To the minute.")

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "pk"]

    def __str__(self):
        return f"Sign-in {self.pk}"


class KeptForm(models.Model):
    """What was sent too late to be carried out. Its person alone reads it, sends it again or throws it away."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=2000, help_text="Where it was sent to.")
    fields = SealedJSONField(help_text="Names and texts, in the order in which they were sent.")
    files = ArrayField(models.CharField(max_length=255), default=list, help_text="Names; no file is kept.")
    kept_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]

    def __str__(self):
        return f"Kept form {self.pk}"
