"""Who answers which section: given to colleagues, finished by them, and withdrawn."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import GRANTS, Can, Refused, Role
from partnership.models import Appointment, Person, SectionAssignment
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.letters import promise
from partnership.operations.people import bring_in, end_appointment
from partnership.operations.questionnaires.returns import lock
from partnership.operations.record import record
from partnership.rules.reopening import check_section_due

MAY_BE_GIVEN = [
    role for role, granted in GRANTS.items() if granted & {Can.ANSWER_SECTIONS, Can.ANSWER_RETURNS}
]


def colleagues(organisation):
    """Everybody who is of that organisation today, by an appointment or a seat, and may be given a section."""
    of_it = Appointment.objects.on(timezone.localdate()).filter(
        Q(organisation=organisation) | Q(seat__organisation=organisation), role__in=MAY_BE_GIVEN
    )
    return Person.objects.active().filter(pk__in=of_it.values("person"))


@transaction.atomic
def give_section(opened, section, *, by, person=None, email="", name="", due_on=None):
    """Ask a colleague to answer one section: somebody of that organisation, or somebody new who is invited for it.

    Whoever is new sees that section and nothing else of the return, until it is withdrawn or the round closes.
    """
    opened = lock(opened)
    if section.questionnaire_id != opened.round.questionnaire_id:
        raise Refused("That section is not part of this return.")
    today = timezone.localdate()
    due_on = due_on or max(opened.deadline.due_on, today)
    check_section_due(due_on=due_on, closes_on=opened.round.closes_on, today=today)
    person, appointment = found_or_brought_in(opened, by=by, person=person, email=email, name=name)
    if opened.assignments.running().filter(section=section, person=person).exists():
        raise Refused(f"{person.name} has that section already.")
    given = SectionAssignment(
        assurance_return=opened, section=section, person=person, given_by=by, appointment=appointment
    )
    path = reverse("assurance:section", args=[opened.pk, section.pk])
    label = f"{section.title}, in: {opened.round.title}"[:200]
    given.deadline = open_fixed(
        "return_section", label, due_on, by=by,
        rule="Set by the person's own agency", source=opened.round.title,
        reference=opened.round.reference, path=path, starts_on=today, owner=person,
    )  # fmt: skip
    given.save()
    promise(
        "asked",
        f"section:{given.pk}",
        to=person,
        subject=f"A section for you: {opened.round.reference}",
        reference=opened.round.reference,
        label=label,
        due_on=due_on,
        path=path,
    )
    record("gave a section", opened, by=by, section=section.pk, person=person.pk)
    return given


def found_or_brought_in(opened, *, by, person, email, name):
    """The colleague, and the appointment that was made for this if they are new."""
    organisation = opened.organisation
    if person is None:
        address = Person.objects.normalize_email(email.strip()).lower()
        if not address or not name.strip():
            raise Refused("Choose a colleague, or give the name and email address of a new one.")
        person = Person.objects.filter(email=address).first()
        if person is None:
            person = bring_in(
                by=by, email=address, name=name.strip(), role=Role.PRACTITIONER, organisation=organisation,
                ends_on=opened.round.closes_on,
            )  # fmt: skip
            return person, person.appointments.get()
    if not colleagues(organisation).filter(pk=person.pk).exists():
        raise Refused(
            "That person is known here, but not as a colleague of yours. "
            "Ask the business unit to appoint them for your organisation."
        )
    return person, None


@transaction.atomic
def finish_section(given, *, by):
    """The colleague, or a lead, says that the section is finished. A second press changes nothing."""
    lock(given.assurance_return)
    given = locked(given)
    if given.done_at:
        return given
    given.done_at = timezone.now()
    given.save(update_fields=["done_at"])
    if given.deadline.outstanding:
        late = timezone.localdate() > given.deadline.due_on
        meet(
            given.deadline,
            by=by,
            late_reason="Finished after the day that the agency had set." if late else "",
        )
    record("finished a section", given.assurance_return, by=by, section=given.section_id)
    return given


@transaction.atomic
def withdraw_section(given, *, by):
    """It is theirs no more: they no longer see it, and whoever was brought in for it alone leaves."""
    given = locked(given)
    given.ended_at, given.ended_by = timezone.now(), by
    given.save(update_fields=["ended_at", "ended_by"])
    if given.deadline.outstanding:
        end(given.deadline, by=by, reason="The section was withdrawn.")
    made_for_this = given.appointment
    if made_for_this and not given.person.section_assignments.running().exists():
        today = timezone.localdate()
        if made_for_this.ends_on is None or made_for_this.ends_on >= today:
            end_appointment(made_for_this, by=by, reason="The section was withdrawn.")
    record(
        "withdrew a section", given.assurance_return, by=by, section=given.section_id, person=given.person_id
    )
    return given


def locked(given):
    given = (
        SectionAssignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline", "assurance_return__round", "person", "appointment")
        .get(pk=given.pk)
    )
    if given.ended_at:
        raise Refused("That section was withdrawn already.")
    return given
