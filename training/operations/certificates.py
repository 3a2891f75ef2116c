"""Writing certificates, taking them back and writing them again; and training that was done elsewhere."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Letter
from partnership.operations import links
from partnership.operations.documents import keep
from partnership.operations.letters import promise, promise_all
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from training.models import Booking, Certificate, CertificateElsewhere
from training.operations.registers import Line, day_of, is_closed
from training.rules.attendance import COUNTS
from training.rules.certificates import (
    ALPHABET,
    CODE,
    REFRESH,
    as_typed,
    check_certifies,
    check_elsewhere,
    check_looked_at,
    check_revoked,
    holds_until,
)

READ = "read a certificate"


def new_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE))


def drafted(session, line, *, by, in_part=False):
    """A certificate of that line of a register, as it will be written."""
    day = day_of(session)
    return Certificate(
        booking=None if line.of_guest else line.thing, guest=line.thing if line.of_guest else None,
        learner=line.person, code=new_code(), name=line.name, course=session.course, title=session.course.title,
        hours=session.course.hours, organisation_name=line.comes_from, attended_on=day,
        expires_on=holds_until(day, session.course.lasts_months), in_part=in_part, issued_by=by,
    )  # fmt: skip


def certify_session(session, lines, *, by):
    """A certificate for each line that counts as attended, and a letter that leads to it; paper for whoever has no
    email address."""
    attended = [line for line in lines if line.counts == "yes"]
    issued = Certificate.objects.bulk_create(drafted(session, line, by=by) for line in attended)
    letters = [letter_of(one, line.email) for one, line in zip(issued, attended, strict=True) if line.email]
    promise_all(letters)
    return issued


def letter_of(certificate, email):
    """To an account: where they find it. To somebody without one: a link that opens this certificate alone."""
    letter = Letter(
        kind="certificate", key=f"certificate:{certificate.pk}", reference=certificate.number,
        subject="Your certificate of attendance", label="Your certificate of attendance is ready",
    )  # fmt: skip
    if certificate.learner_id:
        letter.recipient_id, letter.path = certificate.learner_id, certificate.get_absolute_url()
    else:
        letter.address, letter.secret = email, True
        letter.path = reverse("guest_certificate", args=[links.make(READ, certificate.pk, email)])
    return letter


def behind_link(secret):
    """The certificate that such a link opens, or None."""
    link = links.read(READ, secret)
    if link is None:
        return None
    found = Certificate.objects.standing().filter(pk=link.about, guest__email=link.to)
    return found.select_related("course", "guest").first()


def line_of(thing):
    guest = getattr(thing, "came_as", None) if isinstance(thing, Booking) else thing
    return Line(thing, guest, None)


@transaction.atomic
def certify(thing, *, by, agreed=False, name=""):
    """A certificate for one row of a closed register. `agreed`: staff agree that what was attended in part counts."""
    thing = lock(thing)
    session = thing.session
    check_certifies(outcome=thing.outcome, counts=COUNTS, agreed=agreed, closed=is_closed(session))
    if standing := thing.certificates.standing().first():
        return standing
    return write(session, thing, by=by, in_part=COUNTS[thing.outcome] != "yes", name=name)


def lock(thing):
    """The row of the register, with its session and course, locked."""
    rows = type(thing).objects.select_for_update(of=("self",), no_key=True)
    return still_there(rows.select_related("session__course", "session__register"), thing)


def write(session, thing, *, by, in_part, name="", replaces=None):
    certificate = drafted(session, line_of(thing), by=by, in_part=in_part)
    certificate.name = " ".join(name.split()) or certificate.name
    certificate.replaces = replaces
    certificate.save(force_insert=True)
    if certificate.is_emailed:
        letter = letter_of(certificate, line_of(thing).email)
        promise(
            letter.kind, letter.key, to=certificate.learner or letter.address, subject=letter.subject,
            reference=letter.reference, label=letter.label, path=letter.path, secret=letter.secret,
        )  # fmt: skip
    record("issued", certificate, by=by, in_part=in_part, replaces=str(replaces or ""))
    return certificate


@transaction.atomic
def revoke(certificate, *, by, reason):
    """Take a certificate back: whoever checks its code is told that it no longer holds. Its paper cannot be unmade."""
    certificate = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate.pk)
    check_revoked(already=certificate.revoked_at is not None, reason=reason)
    certificate.revoked_by, certificate.revoked_at = by, timezone.now()
    certificate.revoked_because = reason.strip()
    certificate.save(update_fields=["revoked_by", "revoked_at", "revoked_because"])
    record("took back", certificate, by=by, why=reason.strip())
    return certificate


@transaction.atomic
def reissue(certificate, *, by, reason, name=""):
    """Reissue it, such as with a name spelt rightly; the old one no longer holds."""
    old = revoke(certificate, by=by, reason=reason)
    thing = lock(old.booking or old.guest)
    check_certifies(outcome=thing.outcome, counts=COUNTS, agreed=old.in_part, closed=is_closed(thing.session))
    return write(
        thing.session,
        thing,
        by=by,
        in_part=COUNTS[thing.outcome] != "yes",
        name=name or old.name,
        replaces=old,
    )


def follow_correction(session, thing, *, by, reason):
    """After a correction, the certificate says what the register says: written, taken back, or written again."""
    standing = thing.certificates.standing().first()
    line = line_of(lock(thing))
    counts = line.counts == "yes" or (
        line.counts == "if agreed" and standing is not None and standing.in_part
    )
    if standing and not counts:
        revoke(standing, by=by, reason=reason)
    elif standing and standing.organisation_name != line.comes_from:
        reissue(standing, by=by, reason=reason)
    elif counts and not standing:
        write(session, line.thing, by=by, in_part=False)


# Checking, and running out ----------------------------------------------------------------------------------


def find_by_code(code):
    """The certificate of a code as somebody typed it, whatever became of it; None where there is none."""
    return Certificate.objects.select_related("replaced_by").filter(code=as_typed(code)).first()


def write_of_refreshers(today):
    """Write to everybody whose certificate soon runs out, once for each step; not where a newer one holds longer.

    Selects "on or before": after lost days nobody is passed over, and each gets the most urgent letter alone. Returns
    how many letters were new.
    """
    newer = Certificate.objects.standing().filter(
        learner=OuterRef("learner"), course=OuterRef("course"), attended_on__gt=OuterRef("attended_on")
    )
    elsewhere = CertificateElsewhere.objects.filter(
        learner=OuterRef("learner"), counts_as=OuterRef("course"), attended_on__gt=OuterRef("attended_on")
    )
    ending = (
        Certificate.objects.standing()
        .filter(
            learner__is_active=True,
            expires_on__gte=today,
            expires_on__lte=today + timedelta(days=max(REFRESH)),
        )
        .filter(~Exists(newer), ~Exists(elsewhere))
        .select_related("course")
    )
    letters = []
    for one in ending:
        step = min(days for days in REFRESH if one.expires_on <= today + timedelta(days=days))
        letters.append(
            Letter(
                kind="refresher",
                key=f"refresher:{one.pk}:{step}",
                recipient_id=one.learner_id,
                reference=one.number,
                due_on=one.expires_on,
                subject="Your certificate expires soon",
                label="Book a place to refresh it",
                path=one.course.get_absolute_url(),
            )
        )
    return promise_all(letters) if letters else 0


# Elsewhere ----------------------------------------------------------------------------------------------------


@transaction.atomic
def record_elsewhere(
    *, by, title, provider, attended_on, hours=None, expires_on=None, content=None, filename=""
):
    """Somebody records training that they did elsewhere, with its certificate if they have it. Twice is as once."""
    check_elsewhere(attended_on=attended_on, expires_on=expires_on, today=timezone.localdate())
    same = CertificateElsewhere.objects.filter(
        learner=by, title=title, provider=provider, attended_on=attended_on, declined_at=None
    ).first()
    if same:
        return same
    document = None
    if content:
        document = keep(
            content, by=by, title="Certificate from elsewhere", filename=filename, clean=True,
            download_name="certificate-from-elsewhere", only=(".pdf", ".png", ".jpg", ".jpeg"),
        )  # fmt: skip
    made = CertificateElsewhere.objects.create(
        learner=by, title=title, provider=provider, attended_on=attended_on, hours=hours, expires_on=expires_on,
        document=document,
    )  # fmt: skip
    record("recorded", made, by=by, attended_on=str(attended_on))
    return made


@transaction.atomic
def confirm_elsewhere(elsewhere, *, by, counts_as=None):
    """Staff have looked at it: it stands in the learning record, and counts as that course for prerequisites."""
    elsewhere = CertificateElsewhere.objects.select_for_update(of=("self",), no_key=True).get(pk=elsewhere.pk)
    check_looked_at(confirmed=elsewhere.confirmed_at, declined=elsewhere.declined_at)
    elsewhere.confirmed_by, elsewhere.confirmed_at, elsewhere.counts_as = by, timezone.now(), counts_as
    elsewhere.save(update_fields=["confirmed_by", "confirmed_at", "counts_as"])
    record("confirmed", elsewhere, by=by, counts_as=counts_as.slug if counts_as else "")
    return elsewhere


@transaction.atomic
def decline_elsewhere(elsewhere, *, by, reason):
    elsewhere = CertificateElsewhere.objects.select_for_update(of=("self",), no_key=True).get(pk=elsewhere.pk)
    check_looked_at(confirmed=elsewhere.confirmed_at, declined=elsewhere.declined_at)
    if not reason.strip():
        raise Refused("Enter why it does not count.")
    elsewhere.declined_by, elsewhere.declined_at = by, timezone.now()
    elsewhere.declined_because = reason.strip()
    elsewhere.save(update_fields=["declined_by", "declined_at", "declined_because"])
    record("declined", elsewhere, by=by, why=reason.strip())
    return elsewhere


def holds(person, course, *, on):
    """Whether that person has that course on that day, here or confirmed from elsewhere: for prerequisites."""
    return (
        Certificate.objects.current(on).filter(learner=person, course=course).exists()
        or CertificateElsewhere.objects.current(on).filter(learner=person, counts_as=course).exists()
    )
