"""The register of reviewers: who could carry out a review."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Person
from partnership.operations.record import record
from reviews.models import Reviewer

FIELDS = (
    "name", "office", "email", "experience", "previous_work", "methods", "qualifications", "interests",
    "since_on", "person",
)  # fmt: skip


def possible_accounts(today):
    """Those who review already, and those who hold no role at all: nobody of the partnership itself."""
    others = Appointment.objects.on(today).exclude(role=Role.EXTERNAL_REVIEWER).values("person")
    return Person.objects.active().exclude(pk__in=others).order_by("name")


def check_entry(*, person, since_on, besides=None, **words):
    if since_on > timezone.localdate():
        raise Refused("The day since which they are on the register is in the future. Check it.")
    for name in ("name", "office", "email", "experience"):
        if not words[name].strip():
            raise Refused("Give the reviewer’s name, office, email address and experience.")
    if person is None:
        return
    if not possible_accounts(timezone.localdate()).filter(pk=person.pk).exists():
        raise Refused("That account holds another role in the partnership, so it cannot be a reviewer’s.")
    if Reviewer.objects.on_register().filter(person=person).exclude(pk=besides).exists():
        raise Refused("That account belongs to another reviewer of the register.")


@transaction.atomic
def add_reviewer(*, by, name, office, email, experience, since_on, previous_work="", methods="",
                 qualifications="", interests="", person=None):  # fmt: skip
    """Put somebody on the register."""
    if person:
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    given = {
        "name": name, "office": office, "email": email, "experience": experience, "since_on": since_on,
        "previous_work": previous_work, "methods": methods, "qualifications": qualifications,
        "interests": interests, "person": person,
    }  # fmt: skip
    check_entry(**given)
    reviewer = Reviewer.objects.create(**given, added_by=by)
    record("put on register", reviewer, by=by)
    return reviewer


def lock(reviewer):
    reviewer = Reviewer.objects.select_for_update(no_key=True).get(pk=reviewer.pk)
    if reviewer.off_on:
        raise Refused(
            f"They left the register on {reviewer.off_on:%-d %B %Y}. Add them anew if they come back."
        )
    return reviewer


@transaction.atomic
def change_reviewer(reviewer, *, by, seen, **given):
    """Change what the register says of somebody. `seen` is the revision that was on the page."""
    if given.get("person"):
        Person.objects.select_for_update(no_key=True).get(pk=given["person"].pk)
    reviewer = lock(reviewer)
    if seen != reviewer.revision:
        raise Refused(
            "Somebody changed this entry since you opened it. Open it again to see what it says now."
        )
    given = {name: given.get(name, getattr(reviewer, name)) for name in FIELDS}
    check_entry(**given, besides=reviewer.pk)
    changed = sorted(name for name in FIELDS if getattr(reviewer, name) != given[name])
    for name in changed:
        setattr(reviewer, name, given[name])
    reviewer.revision += 1
    reviewer.save(update_fields=[*changed, "revision"])
    record("changed register", reviewer, by=by, changed=changed)
    return reviewer


@transaction.atomic
def take_off_register(reviewer, *, by, reason):
    """Take somebody off the register, for a reason. What they did before stays readable."""
    reviewer = lock(reviewer)
    if not reason.strip():
        raise Refused("Say why they leave the register.")
    reviewer.off_on = timezone.localdate()
    reviewer.off_by = by
    reviewer.off_reason = reason.strip()
    reviewer.save(update_fields=["off_on", "off_by", "off_reason"])
    record("took off register", reviewer, by=by, why=reason.strip())
    return reviewer
