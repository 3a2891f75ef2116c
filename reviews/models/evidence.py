"""One case, whole, in one file: for inspectors."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.models import Person
from partnership.models.documents import stored_name
from reviews.models.case import Case


class EvidencePack(models.Model):
    """One attempt at putting everything that is held on a case into one file. The file is there for some days.

    Asked for, made, taken and removed through operations.evidence; the row stays when its file is gone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for the worker"
        RUNNING = "running", "Being made"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence_packs")
    reason = models.CharField(max_length=300, help_text="For whom it is made, by office.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveSmallIntegerField(default=0, help_text="Steps done.")
    total = models.PositiveSmallIntegerField(default=1, help_text="Steps there are.")
    message = models.CharField(max_length=300, default="Waiting for the worker.")
    claim = models.UUIDField(null=True, blank=True, help_text="Which worker's turn it is.")
    alive_at = models.DateTimeField(null=True, blank=True, help_text="When that worker last showed life.")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to=stored_name, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes.")
    checksum = models.CharField(max_length=64, blank=True, help_text="SHA-256, hexadecimal.")
    members = models.PositiveIntegerField(null=True, blank=True, help_text="How many files are in it.")
    expires_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["waiting", "running"]),
                name="evidence_pack_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="done", finished_at__isnull=False, expires_at__isnull=False, size__isnull=False
                )
                & Q(checksum__regex=r"^[0-9a-f]{64}$")
                & (Q(removed_at=None) & ~Q(file="") | Q(removed_at__isnull=False, file=""))
                | ~Q(state="done") & Q(file="", checksum="", expires_at=None, removed_at=None),
                name="evidence_pack_done_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="running", claim__isnull=False, alive_at__isnull=False)
                | ~Q(state="running"),
                name="evidence_pack_running_is_somebodys",
            ),
        ]

    def __str__(self):
        return f"Evidence pack {self.pk}"

    def get_absolute_url(self):
        return reverse("reviews:evidence_pack", args=[self.case_id])

    @property
    def under_way(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    def there_at(self, now):
        """Whether its file can still be taken."""
        return self.state == self.State.DONE and self.removed_at is None and now < self.expires_at
