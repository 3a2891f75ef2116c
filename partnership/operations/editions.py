"""Writing an edition of the arrangements, having it endorsed, publishing and correcting it, and reviewing it yearly."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import (
    ArrangementsReview,
    Correction,
    Deadline,
    Edition,
    Endorsement,
    Organisation,
    Person,
    Power,
)
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.discarding import discard
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.editions import (
    YEARLY,
    check_correction,
    check_endorsed,
    check_may_endorse,
    check_no_overlap,
    check_own_partner,
    check_published_on,
    check_seen,
    check_whole,
    check_writable,
    check_yearly,
    last_day_before,
)

WRITTEN = (
    "title", "guidance", "starts_on", "ends_on", "decides_reviews", "chairs_partnership", "summary",
    "reasons_for_changes", "next_review_on", "source",
)  # fmt: skip
ENDORSE = "endorse_arrangements"


def lock_all():
    """Every edition, locked in one order: what one becomes depends on the others."""
    return list(Edition.every.select_for_update(no_key=True).order_by("pk"))


def lock(edition):
    return still_there(Edition.every.select_for_update(no_key=True), edition)


def write(edition, key, people, subject, *, due_on=None):
    """Promise these people the same letter about an edition, once each."""
    for person in people:
        promise(
            "edition", f"{key}:{person.pk}", to=person, subject=f"{subject}: {edition.reference}",
            reference=edition.reference, label=subject, due_on=due_on, path=edition.get_absolute_url(),
        )  # fmt: skip


# The draft -------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_edition(*, by, title, guidance, starts_on):
    """Begin the next edition as a draft that says what the newest one says, powers and all."""
    editions = lock_all()
    if any(one.is_draft for one in editions):
        raise Refused("A draft of the next edition is begun already. Write on in that one.")
    newest = max((one for one in editions), key=lambda one: one.starts_on, default=None)
    draft = Edition.drafts.create(
        code=free_code(starts_on.year, {one.code for one in editions}),
        title=title.strip(),
        guidance=guidance,
        starts_on=starts_on,
        decides_reviews=newest.decides_reviews if newest else Role.INDEPENDENT_ADVISOR,
        chairs_partnership=newest.chairs_partnership if newest else Role.INDEPENDENT_ADVISOR,
        summary=newest.summary if newest else "",
        saved_by=by,
        saved_at=timezone.now(),
    )
    if newest:
        Power.objects.bulk_create(
            Power(edition=draft, what=one.what, office=one.office, position=one.position)
            for one in newest.powers.all()
        )
    record("began", draft, by=by, starts_on=str(starts_on))
    return draft


def free_code(year, taken):
    """The year, or the year and a number where that is taken: the edition's public address."""
    code, number = str(year), 1
    while code in taken:
        number += 1
        code = f"{year}-{number}"
    return code


def lock_draft(edition):
    edition = lock(edition)
    check_writable(published=not edition.is_draft, put_forward=edition.put_forward_at is not None)
    return edition


def save(edition, fields, *, by):
    edition.revision += 1
    edition.saved_by = by
    edition.saved_at = timezone.now()
    edition.save(update_fields=[*fields, "revision", "saved_by", "saved_at"])


@transaction.atomic
def write_edition(edition, *, by, seen, **says):
    """Save what the draft says. `seen` is the revision on the page: nobody's words are overwritten unread."""
    edition = lock_draft(edition)
    check_seen(seen=seen, now=edition.revision, saved_by=edition.saved_by)
    for name in WRITTEN:
        setattr(edition, name, says[name].strip() if isinstance(says[name], str) else says[name])
    save(edition, WRITTEN, by=by)
    record("wrote", edition, by=by, revision=edition.revision)
    return edition


@transaction.atomic
def add_power(edition, *, by, what, office):
    """Say of the draft which office holds one more power."""
    edition = lock_draft(edition)
    if edition.powers.filter(what__iexact=what.strip()).exists():
        raise Refused("That power is in the edition already. Remove it first to give it to another office.")
    last = edition.powers.order_by("-position").first()
    power = Power.objects.create(
        edition=edition, what=what.strip(), office=office.strip(), position=last.position + 1 if last else 1
    )
    save(edition, [], by=by)
    record("added power", edition, by=by, what=power.what, office=power.office)
    return power


@transaction.atomic
def drop_power(power, *, by):
    """Take a power out of the draft. Taken out twice it is just gone."""
    edition = lock_draft(power.edition)
    gone, _ = edition.powers.filter(pk=power.pk).delete()
    if gone:
        save(edition, [], by=by)
        record("removed power", edition, by=by, what=power.what)
    return edition


@transaction.atomic
def discard_edition(edition, *, by, reason):
    """The draft is not wanted after all. What was written is gone, that it was is on the record."""
    edition = lock_draft(edition)
    return discard(edition, by=by, reason=reason, revision=edition.revision)


# Endorsement -----------------------------------------------------------------------------------------------


def endorsing(edition):
    """The statutory partners who endorse it: those of its first day."""
    return Organisation.objects.statutory_partners(edition.starts_on)


def may_endorse(edition):
    """Whoever is a statutory partner on its first day; once it is published, those of today as well."""
    days = {edition.starts_on} if edition.is_draft else {edition.starts_on, timezone.localdate()}
    return Organisation.objects.filter(
        pk__in=[one.pk for day in days for one in Organisation.objects.statutory_partners(day)]
    )


def missing(edition):
    """Which of them have not, in the order of their names."""
    return endorsing(edition).exclude(pk__in=edition.endorsements.values("organisation"))


def before_it(edition):
    return Edition.objects.before(edition.starts_on) if edition.starts_on else None


def check_says_all(edition):
    check_whole(
        title=edition.title,
        summary=edition.summary,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        next_review_on=edition.next_review_on,
        reasons=edition.reasons_for_changes,
        follows=before_it(edition) is not None,
    )


@transaction.atomic
def put_edition_forward(edition, *, by, seen, due_on):
    """Hold the draft still and ask each statutory partner's lead representative to endorse it by a day."""
    edition = lock_draft(edition)
    check_seen(seen=seen, now=edition.revision, saved_by=edition.saved_by)
    check_says_all(edition)
    if due_on < timezone.localdate():
        raise Refused("The day by which it is to be endorsed has passed. Enter a date in the future.")
    edition.put_forward_at = timezone.now()
    edition.save(update_fields=["put_forward_at"])
    for organisation in missing(edition):
        open_fixed(
            ENDORSE, "Endorse the arrangements", due_on, by=by, rule="agreed date",
            source="Published arrangements 2019, endorsement by each lead representative",
            reference=edition.reference, path=edition.get_absolute_url(), organisation=organisation,
            starts_on=timezone.localdate(),
        )  # fmt: skip
        signatories = Person.objects.holding(
            Role.SIGNATORY, on=timezone.localdate(), organisation=organisation
        )
        write(
            edition, f"edition:{edition.pk}:endorse:{edition.revision}", signatories,
            "The arrangements, for you to endorse", due_on=due_on,
        )  # fmt: skip
    record("put forward", edition, by=by, revision=edition.revision, due_on=str(due_on))
    return edition


def asked(edition):
    """The outstanding dates by which partners endorse it."""
    return Deadline.objects.outstanding().filter(duty=ENDORSE, reference=edition.reference)


@transaction.atomic
def take_edition_back(edition, *, by, reason):
    """Write in it again. Endorsements already given were of another text, so they fall away and are told so."""
    edition = lock(edition)
    if not edition.is_draft or edition.put_forward_at is None:
        raise Refused("Only what has been put forward and is not yet published can be taken back.")
    if not reason.strip():
        raise Refused("Say why it must change.")
    for deadline in asked(edition):
        end(deadline, by=by, reason="The text is taken back to be changed.")
    given = list(edition.endorsements.select_related("organisation"))
    for one in given:
        people = Person.objects.holding(
            Role.SIGNATORY, on=timezone.localdate(), organisation=one.organisation
        )
        write(
            edition, f"edition:{edition.pk}:back:{edition.revision}", people,
            "The arrangements change after your endorsement",
        )  # fmt: skip
    edition.endorsements.all().delete()
    edition.put_forward_at = None
    save(edition, ["put_forward_at"], by=by)
    record(
        "took back", edition, by=by, why=reason.strip(), fell_away=[one.organisation.code for one in given]
    )
    return edition


def endorse(edition, organisation, *, by, office, endorsed_on, on_paper):
    """One endorsement of the locked edition; its date in the diary is met."""
    before = edition.endorsements.filter(organisation=organisation).first()
    check_may_endorse(
        put_forward=edition.put_forward_at is not None,
        published=not edition.is_draft,
        is_partner=may_endorse(edition).filter(pk=organisation.pk).exists() or before is not None,
        already=before is not None and before.endorsed_on is not None,
        name=organisation.name,
    )
    if not office.strip():
        raise Refused("Enter the office of the lead representative who endorses it.")
    given = before or Endorsement(edition=edition, organisation=organisation)
    given.office = office.strip()
    given.endorsed_on = endorsed_on
    given.on_paper = on_paper
    given.recorded_by = by
    given.recorded_at = timezone.now()
    given.save()
    deadline = asked(edition).filter(organisation=organisation).first()
    if deadline:
        late = "Recorded after the day that was asked for." if deadline.due_on < timezone.localdate() else ""
        meet(deadline, by=by, late_reason=late)
    record(
        "endorsed", given, by=by, edition=edition.code, office=given.office, endorsed_on=str(endorsed_on),
        on_paper=on_paper, revision=edition.revision,
    )  # fmt: skip
    return given


@transaction.atomic
def endorse_edition(edition, organisation, *, by, office, seen):
    """A signatory endorses for their own partner, as of today, the very text that was on the page."""
    edition = lock(edition)
    check_own_partner(own=organisation.pk in by.organisations(Role.SIGNATORY))
    check_seen(seen=seen, now=edition.revision, saved_by=edition.saved_by)
    return endorse(
        edition, organisation, by=by, office=office, endorsed_on=timezone.localdate(), on_paper=False
    )


@transaction.atomic
def record_endorsement(edition, organisation, *, by, office, endorsed_on):
    """The manager writes down what a lead representative signed on paper, and on which day."""
    edition = lock(edition)
    if endorsed_on > timezone.localdate():
        raise Refused("It cannot have been signed in the future. Enter the date on the paper.")
    return endorse(edition, organisation, by=by, office=office, endorsed_on=endorsed_on, on_paper=True)


# Publication -----------------------------------------------------------------------------------------------


@transaction.atomic
def publish_edition(edition, *, by, seen, published_on, without_because=""):
    """Publish the text that was put forward: from now on it stands, and the edition before ends the day before.

    Cases keep the edition that they have: only what begins from its first day on belongs to it.
    """
    editions = {one.pk: one for one in lock_all()}
    edition = editions[edition.pk]
    if not edition.is_draft:
        raise Refused("It is published already.")
    if edition.put_forward_at is None:
        raise Refused("Put it forward first, so that partners endorse the text that is published.")
    check_seen(seen=seen, now=edition.revision, saved_by=edition.saved_by)
    check_says_all(edition)
    check_published_on(published_on, today=timezone.localdate())
    check_endorsed([one.name for one in missing(edition)], without_because=without_because)
    published = [one for one in editions.values() if not one.is_draft]
    earlier = [one for one in published if one.starts_on < edition.starts_on]
    before = max(earlier, key=lambda one: one.starts_on, default=None)
    check_no_overlap(
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        others=[(one.title, one.starts_on, one.ends_on) for one in published if one is not before],
    )
    edition.published_on = published_on
    edition.published_by = by
    edition.published_without = without_because.strip()
    edition.save(update_fields=["published_on", "published_by", "published_without"])
    if before and (before.ends_on is None or before.ends_on >= edition.starts_on):
        before.ends_on = last_day_before(edition.starts_on)
        before.save(update_fields=["ends_on"])
        record("ended", before, by=by, last_day=str(before.ends_on), followed_by=edition.code)
    newest = not any(one.starts_on > edition.starts_on for one in published)
    if newest:
        drop_reviews(f"“{edition.title}” was published and has a review of its own.", by=by)
        open_review(edition, edition.next_review_on, by=by, since=edition.starts_on)
    tell_published(edition)
    record(
        "published", edition, by=by, why=edition.published_without, starts_on=str(edition.starts_on),
        revision=edition.revision,
    )  # fmt: skip
    return edition


def tell_published(edition):
    """Whoever decides, answers or chairs learns that there is a new edition."""
    people = Person.objects.holding(
        Role.INDEPENDENT_ADVISOR, Role.SIGNATORY, Role.PARTNER_LEAD, Role.GROUP_CHAIR, on=timezone.localdate()
    )
    write(
        edition, f"edition:{edition.pk}:published", people, "A new edition of the arrangements is published"
    )


@transaction.atomic
def correct_edition(edition, *, by, said, should_say, reason):
    """Correct what a published edition says: the text stays, and the correction stands before it, dated."""
    edition = lock(edition)
    texts = [edition.title, edition.summary, edition.reasons_for_changes]
    for power in edition.powers.all():
        texts += [power.what, power.office]
    check_correction(
        published=not edition.is_draft, said=said, should_say=should_say, reason=reason, texts=texts
    )
    if edition.corrections.filter(said=said.strip(), should_say=should_say.strip()).exists():
        raise Refused("That correction is made already.")
    correction = Correction.objects.create(
        edition=edition,
        said=said.strip(),
        should_say=should_say.strip(),
        reason=reason.strip(),
        corrected_on=timezone.localdate(),
        corrected_by=by,
    )
    record("corrected", edition, by=by, why=correction.reason, correction=correction.pk)
    return correction


# The yearly review -----------------------------------------------------------------------------------------


def open_review(edition, due_on, *, by, since):
    deadline = open_fixed(
        YEARLY.duty, YEARLY.label, due_on, by=by, rule=f"planned day, {YEARLY.rule} at the latest",
        source=YEARLY.source, reference=edition.reference, path=edition.get_absolute_url(),
        role=Role.BOARD_MANAGER, starts_on=min(since, due_on),
    )  # fmt: skip
    return ArrangementsReview.objects.create(edition=edition, deadline=deadline)


def outstanding_reviews():
    return ArrangementsReview.objects.filter(
        deadline__in=Deadline.objects.outstanding(), reviewed_on=None
    ).select_related("deadline", "edition")


def drop_reviews(reason, *, by):
    for review in outstanding_reviews():
        end(review.deadline, by=by, reason=reason)


@transaction.atomic
def plan_arrangements_review(edition, *, by, due_on):
    """Plan when the arrangements in force are reviewed: a date of the manager's in the diary."""
    edition = lock(edition)
    today = timezone.localdate()
    if edition.is_draft or not edition.in_force(today):
        raise Refused("Only the edition in force is reviewed. A draft says in its text when its review is.")
    if outstanding_reviews().exists():
        raise Refused("The next review is planned already. Record it when it has been held.")
    if due_on < today:
        raise Refused("That day has passed. Enter a date in the future.")
    check_yearly(since=today, next_on=due_on)
    review = open_review(edition, due_on, by=by, since=today)
    record("planned review", edition, by=by, due_on=str(due_on))
    return review


@transaction.atomic
def record_arrangements_review(review, *, by, reviewed_on, found, next_on, late_reason=""):
    """Record what the yearly review found, and plan the next one within a year of it."""
    edition = lock(review.edition)
    review = ArrangementsReview.objects.select_for_update(no_key=True).get(pk=review.pk)
    if review.reviewed_on:
        raise Refused(f"That review is recorded already: it was held on {review.reviewed_on:%-d %B %Y}.")
    if not found.strip():
        raise Refused("Say what the review found, also when it found nothing to change.")
    check_yearly(since=reviewed_on, next_on=next_on)
    review.reviewed_on = reviewed_on
    review.found = found.strip()
    review.recorded_by = by
    review.recorded_at = timezone.now()
    review.save(update_fields=["reviewed_on", "found", "recorded_by", "recorded_at"])
    meet(review.deadline, by=by, done_on=reviewed_on, late_reason=late_reason)
    open_review(edition, next_on, by=by, since=reviewed_on)
    record("reviewed", edition, by=by, reviewed_on=str(reviewed_on), next_on=str(next_on))
    return review
