"""What one person has learnt: sessions attended here, and training from elsewhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Prefetch

from training.models import Booking, Certificate, CertificateElsewhere
from training.operations.registers import day_of
from training.rules.attendance import CAME, COUNTS
from training.rules.certificates import months_later


@dataclass(frozen=True)
class Entry:
    """One thing learnt. `hours` are None where nobody knows them."""

    on: date
    title: str
    provider: str
    hours: Decimal | None
    said: str
    agency: str
    certificate: Certificate | None
    elsewhere: CertificateElsewhere | None
    expires_on: date | None

    @property
    def number(self):
        return self.certificate.number if self.certificate else ""


@dataclass(frozen=True)
class Learning:
    """A learning record, the newest first. `hours` are those of what counts; `year` those of the last twelve months."""

    entries: list
    hours: Decimal
    in_a_year: Decimal
    declined: list


def learning_of(person, today):
    """The learning record of a person, in three queries. What staff have not looked at yet is in it and says so."""
    certificates = Prefetch("certificates", Certificate.objects.standing(), to_attr="standing")
    bookings = (
        Booking.objects.filter(learner=person, outcome__in=CAME, session__register__isnull=False)
        .select_related("session__course", "organisation_on_the_day")
        .prefetch_related(certificates)
    )
    entries, counted = [], []
    for one in bookings:
        certificate = next(iter(one.standing), None)
        entry = Entry(
            day_of(one.session), one.session.course.title, settings.PARTNERSHIP_SHORT_NAME, one.session.course.hours,
            one.get_outcome_display(), one.organisation_on_the_day.name, certificate, None,
            certificate.expires_on if certificate else None,
        )  # fmt: skip
        entries.append(entry)
        if certificate or COUNTS[one.outcome] == "yes":
            counted.append(entry)
    declined = []
    for one in CertificateElsewhere.objects.filter(learner=person).select_related("counts_as"):
        if one.declined_at:
            declined.append(one)
            continue
        said = "Confirmed" if one.confirmed_at else "Not checked yet"
        entry = Entry(
            one.attended_on, one.title, one.provider, one.hours, said, "", None, one, one.expires_on
        )
        entries.append(entry)
        if one.confirmed_at:
            counted.append(entry)
    entries.sort(key=lambda entry: entry.on, reverse=True)
    year_ago = months_later(today, -12)
    return Learning(
        entries, hours_of(counted), hours_of(entry for entry in counted if entry.on > year_ago), declined
    )


def hours_of(entries):
    return sum((entry.hours for entry in entries if entry.hours), Decimal(0))
