"""One case, whole, in one file: for inspectors."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partnership.models.attempts import Attempt
from partnership.models.documents import stored_name
from reviews.models.case import Case


class EvidencePack(Attempt):
    """One attempt at putting everything that is held on a case into one file. The file is there for some days.

    Asked for, made, taken and removed through operations.evidence; the row stays when its file is gone.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence_packs")
    reason = models.CharField(max_length=300, help_text="For whom it is made, by office.")
    file = models.FileField(upload_to=stored_name, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes.")
    checksum = models.CharField(max_length=64, blank=True, help_text="SHA-256, hexadecimal.")
    members = models.PositiveIntegerField(null=True, blank=True, help_text="How many files are in it.")
    expires_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    belongs = ("case",)

    class Meta(Attempt.Meta):
        constraints = [
            *Attempt.Meta.constraints,
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
        ]

    def __str__(self):
        return f"Evidence pack {self.pk}"

    @property
    def what(self):
        return f"Evidence pack of {self.case.reference}"

    def get_absolute_url(self):
        return reverse("reviews:evidence_pack", args=[self.case_id])

    def there_at(self, now):
        """Whether its file can still be taken."""
        return self.state == self.State.DONE and self.removed_at is None and now < self.expires_at
