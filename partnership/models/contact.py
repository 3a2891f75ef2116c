"""How the public reaches the partnership itself."""

from django.db import models
from django.utils import timezone

from partnership.models.people import Person


class ContactDetailsQuerySet(models.QuerySet):
    def standing(self):
        """What was said last; nothing reaches the partnership before anybody has said so."""
        return self.first() or ContactDetails()


class ContactDetails(models.Model):
    """The partnership's email address, telephone number and postal address, from an hour on.

    Set by operations.contact.set_contact. The newest row stands; older ones stay as they were.
    """

    email = models.EmailField("email address", blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=100, blank=True, help_text="When somebody answers the telephone.")
    postal = models.TextField("postal address", blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    objects = ContactDetailsQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "contact details"

    def __str__(self):
        return "Contact details of the partnership"

    @property
    def known(self):
        return bool(self.email or self.telephone or self.postal)

    @property
    def in_one_line(self):
        """For the foot of a letter or a paper."""
        telephone = f"{self.telephone} ({self.hours})" if self.telephone and self.hours else self.telephone
        postal = ", ".join(line.strip(" ,") for line in self.postal.splitlines() if line.strip())
        return " · ".join(filter(None, [self.email, telephone, postal]))
