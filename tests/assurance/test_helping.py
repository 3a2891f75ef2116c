"""Who does which section: colleagues who were given one, what they see, and what of it ends."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from partnership.access import Refused, Role
from partnership.models import Deadline, Invitation, Letter, Person, SectionAssignment
from partnership.operations import questionnaires as operations
from tests.factories.answering import add_link, every_kind, fully_answered
from tests.factories.assurance import OFFICE, TODAY, answer, open_round, question, return_of


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def hospital(cast):
    return return_of(open_round(cast, [cast.hospital, cast.county], every_kind()), cast.hospital)


def sections(opened):
    return list(opened.round.questionnaire.sections.all())


def address(opened, section, deed="section"):
    return reverse(f"assurance:{deed}", args=[opened.pk, section.pk])


def given_to(cast, opened, person=None, section=2, **more):
    return operations.give_section(
        opened, sections(opened)[section], by=cast.hospital_lead, person=person or cast.practitioner, **more
    )


def test_give_section_asks_a_colleague_with_a_date_and_a_letter(cast, sign_in, hospital):
    part = sections(hospital)[2]
    sent = sign_in(cast.hospital_lead).post(
        address(hospital, part, "give_section"),
        {"colleague": cast.practitioner.pk, "due_on_day": "20", "due_on_month": "6", "due_on_year": "2026"},
    )

    assert sent.status_code == 302
    given = SectionAssignment.objects.get()
    assert (given.person, given.section, given.given_by) == (cast.practitioner, part, cast.hospital_lead)
    assert (given.deadline.due_on, given.deadline.owner) == (date(2026, 6, 20), cast.practitioner)
    letter = Letter.objects.get(recipient=cast.practitioner)
    assert (letter.path, letter.reference) == (address(hospital, part), hospital.round.reference)
    page = sign_in(cast.hospital_lead).get(hospital.get_absolute_url()).content.decode()
    assert "asked of Practitioner" in page


def test_give_section_offers_nobody_of_another_organisation(cast, sign_in, hospital):
    page = (
        sign_in(cast.hospital_lead)
        .get(address(hospital, sections(hospital)[0], "give_section"))
        .content.decode()
    )

    assert cast.practitioner.email in page
    assert cast.county_lead.email not in page
    with pytest.raises(Refused, match="not as a colleague of yours"):
        given_to(cast, hospital, cast.county_lead)


def test_give_section_invites_somebody_new_by_e_mail(cast, sign_in, hospital):
    part = sections(hospital)[2]
    sign_in(cast.hospital_lead).post(
        address(hospital, part, "give_section"),
        {"colleague": "new", "name": "Ward manager", "email": "Ward@portal.test",
         "due_on_day": "20", "due_on_month": "6", "due_on_year": "2026"},
    )  # fmt: skip

    person = Person.objects.get(email="ward@portal.test")
    held = person.appointments.get()
    assert (held.role, held.organisation, held.ends_on) == (
        Role.PRACTITIONER, cast.hospital, hospital.round.closes_on,
    )  # fmt: skip
    assert Invitation.objects.get().person == person
    assert set(person.letters.values_list("kind", flat=True)) == {"invitation", "asked"}


def test_give_section_to_somebody_known_elsewhere_says_what_to_do(cast, sign_in, hospital):
    page = sign_in(cast.hospital_lead).post(
        address(hospital, sections(hospital)[2], "give_section"),
        {"colleague": "new", "name": "X", "email": cast.county_lead.email,
         "due_on_day": "20", "due_on_month": "6", "due_on_year": "2026"},
    )  # fmt: skip

    assert "known here, but not as a colleague of yours" in page.content.decode()
    assert not SectionAssignment.objects.exists()


def test_a_colleague_sees_their_section_and_nothing_else_of_the_return(cast, sign_in, hospital):
    fully_answered(hospital, cast.hospital_lead)
    file = add_link(hospital, cast.hospital_lead, title="Second")
    given_to(cast, hospital, section=1)
    first, second, third = sections(hospital)
    client = sign_in("practitioner")

    page = client.get(address(hospital, second)).content.decode()
    assert "How many staff?" in page
    assert hospital.round.title in page
    for secret in ("youth forum", "Early help", "Dip sample", escape(first.title), escape(third.title)):
        assert secret not in page
    elsewhere = [
        address(hospital, first), address(hospital, third),
        reverse("assurance:evidence", args=[hospital.pk, third.pk, question(hospital.round, "proof").pk]),
        reverse("assurance:evidence_file", args=[hospital.pk, file.pk]),
    ]  # fmt: skip
    assert [client.get(where).status_code for where in elsewhere] == [404] * 4
    closed = ["return", "check_answers", "submit", "receipt", "versions", "carry_forward", "ask_to_reopen"]
    assert [client.get(reverse(f"assurance:{one}", args=[hospital.pk])).status_code for one in closed] == [
        403
    ] * 7
    assert client.post(address(hospital, first), {"version": ""}).status_code == 404
    assert "In a youth forum" not in client.get(reverse("search"), {"q": "forum"}).content.decode()
    listed = client.get(reverse("assurance:returns")).content.decode()
    assert second.title in listed
    assert first.title not in listed


def test_a_colleague_saves_autosaves_and_says_that_it_is_finished(cast, sign_in, hospital):
    given = given_to(cast, hospital, section=1)
    part, staff = sections(hospital)[1], question(hospital.round, "staff")
    client = sign_in("practitioner")

    assert client.post(address(hospital, part, "autosave"), {f"q{staff.pk}": "12"}).status_code == 200
    sent = client.post(address(hospital, part), {"version": f"{staff.pk}:1", f"q{staff.pk}": "14"})
    assert sent.url == address(hospital, part)
    kept = hospital.answers.get(question=staff)
    assert (kept.number, kept.saved_by) == (14, cast.practitioner)
    assert client.post(reverse("assurance:finish_section", args=[given.pk])).status_code == 302
    assert client.post(reverse("assurance:finish_section", args=[given.pk])).status_code == 302
    given.refresh_from_db()
    assert given.done_at == TODAY
    assert given.deadline.done_on == TODAY.date()
    assert (
        "Practitioner (finished)"
        in sign_in(cast.hospital_lead).get(hospital.get_absolute_url()).content.decode()
    )


def test_a_withdrawn_section_is_not_found_any_more_and_whoever_came_for_it_leaves(cast, sign_in, hospital):
    given = operations.give_section(
        hospital, sections(hospital)[0], by=cast.hospital_lead, email="new@portal.test", name="New"
    )
    client = sign_in(given.person)
    with time_machine.travel(TODAY + timedelta(1), tick=False):
        client.force_login(given.person)
        before = SectionAssignment.objects.open_to(Person.objects.get(pk=given.person_id)).count()
        operations.withdraw_section(given, by=cast.hospital_lead)
        after = SectionAssignment.objects.open_to(Person.objects.get(pk=given.person_id)).count()

        assert (before, after) == (1, 0)
        assert not Person.objects.get(pk=given.person_id).roles
        assert Deadline.objects.get(pk=given.deadline_id).ended_reason == "The section was withdrawn."


def test_a_colleague_whose_appointment_ended_finds_nothing(cast, sign_in, hospital):
    given_to(cast, hospital)
    where = address(hospital, sections(hospital)[2])
    assert sign_in("practitioner").get(where).status_code == 200

    cast.practitioner.appointments.update(organisation=cast.school)

    assert sign_in("practitioner").get(where).status_code == 404


def test_mine_shows_ones_own_sections_only(cast, sign_in, hospital):
    given_to(cast, hospital, cast.hospital_lead, section=1)
    client = sign_in(cast.hospital_lead)

    all_of_it = client.get(hospital.get_absolute_url()).content.decode()
    mine = client.get(hospital.get_absolute_url(), {"show": "mine"}).content.decode()

    assert all_of_it.count("govuk-task-list__item") > mine.count("govuk-task-list__item")
    assert "In figures" in mine


def test_submission_ends_what_colleagues_still_had_to_do(cast, hospital):
    given = given_to(cast, hospital)
    fully_answered(hospital, cast.hospital_lead)

    operations.submit(hospital, by=cast.hospital_lead, declared_office=OFFICE)

    assert Deadline.objects.get(pk=given.deadline_id).ended_reason == "The return has been submitted."
    with pytest.raises(Refused, match="has been submitted"):
        answer(hospital, "voice", cast.practitioner, seen=1, text="Late words.")


@pytest.mark.parametrize("number", [1, 3])
def test_give_section_and_the_list_run_the_same_queries_for_1_and_3(
    cast, sign_in, hospital, django_assert_num_queries, number
):
    for at in range(number):
        person = cast.person(f"Nurse {at}", "practitioner", organisation=cast.hospital)
        given_to(cast, hospital, person, section=0)
        given_to(cast, hospital, section=at)
    lead, colleague = sign_in(cast.hospital_lead), sign_in("practitioner")

    with django_assert_num_queries(10):
        lead.get(address(hospital, sections(hospital)[0], "give_section"))
    with django_assert_num_queries(6):
        colleague.get(reverse("assurance:returns"))
    with django_assert_num_queries(10):
        lead.get(hospital.get_absolute_url())
