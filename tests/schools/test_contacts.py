"""Contacts of schools: who keeps them, what is missing or old, and confirmation each year."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.models import Appointment, Deadline, Letter, Person
from partnership.operations.letters import promise_reminders
from schools.models import Contact, School
from schools.operations import contacts as operations
from schools.rules import contacts as law
from tests.factories import schools as made

LEAP = date(2024, 2, 29)


def held(office, **more):
    return law.Held(office, **more)


@pytest.mark.parametrize(
    ("today", "old"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2024, 2, 29), False)]
)
def test_training_of_a_leap_day_lasts_two_years_to_the_day(today, old):
    assert law.is_out_of_date("lead", LEAP, today) is old
    assert law.is_out_of_date("head", LEAP, today) is False


def test_standing_names_each_office_once():
    today = date(2026, 9, 1)
    fresh = {"confirmed_on": date(2025, 9, 1)}
    found = law.standing(
        [
            held("lead", trained_on=date(2024, 8, 31), **fresh),
            held("deputy", trained_on=None, **fresh),
            held("deputy", trained_on=None, confirmed_on=date(2025, 8, 31)),
            held("head"),
        ],
        today,
    )
    assert found == law.Standing(("chair", "governor"), ("deputy", "head"), ("deputy",), ("lead",))
    assert not found.whole


def test_a_school_lead_keeps_their_own_contacts_and_no_others(cast):
    other = made.school(cast)
    made.school(cast, cast.school)
    kept = operations.keep_contact(
        cast.school, by=cast.school_lead, office="lead", name="  A   Larch ", email="Lead@School.example"
    )
    assert (kept.name, kept.email) == ("A Larch", "lead@school.example")
    with pytest.raises(Refused, match="its authority"):
        operations.keep_contact(other.organisation, by=cast.school_lead, office="lead", name="A Larch")
    with pytest.raises(Refused, match="its authority"):
        operations.keep_contact(other.organisation, by=cast.rutland_education, office="lead", name="A Larch")
    operations.keep_contact(other.organisation, by=cast.education_lead, office="lead", name="B Rowan")
    operations.keep_contact(other.organisation, by=cast.officer, office="head", name="C Alder")


@time_machine.travel("2026-03-02 10:00", tick=False)
def test_another_person_begins_a_new_row_and_a_misspelling_does_not(cast):
    school = made.school(cast)
    first = operations.keep_contact(
        school.organisation, by=cast.officer, office="head", name="A Lrch", email="head@school.example"
    )
    same = operations.keep_contact(
        school.organisation, by=cast.officer, office="head", name="A Larch", email="head@school.example"
    )
    assert (same.pk, same.name) == (first.pk, "A Larch")
    with time_machine.travel("2026-04-01 10:00", tick=False):
        new = operations.keep_contact(school.organisation, by=cast.officer, office="head", name="B Rowan")
    first.refresh_from_db()
    assert (first.ends_on, new.starts_on, new.ends_on) == (date(2026, 3, 31), date(2026, 4, 1), None)
    assert list(Contact.objects.on(date(2026, 3, 31))) == [first]
    assert list(Contact.objects.on(date(2026, 4, 1))) == [new]


def test_two_deputies_and_one_lead(cast):
    organisation = made.school(cast).organisation
    for name in ("A Larch", "B Rowan"):
        for office in ("lead", "deputy"):
            operations.keep_contact(organisation, by=cast.officer, office=office, name=name)
    assert [(one.office, one.name) for one in operations.current(organisation)] == [
        ("lead", "B Rowan"), ("deputy", "A Larch"), ("deputy", "B Rowan"),
    ]  # fmt: skip


@time_machine.travel("2026-09-14 10:00", tick=False)
def test_the_whole_page_at_once_and_what_changes_loses_its_confirmation(cast):
    made.school(cast, cast.school)
    lead = made.contact(cast.school, "lead")
    head = made.contact(cast.school, "head")
    seen = operations.shown(operations.current(cast.school))
    told = [
        ("lead", lead.pk, {"name": lead.name, "email": lead.email, "trained_on": date(2025, 1, 8)}),
        ("head", head.pk, {"name": ""}),
        ("chair", None, {"name": "C Alder"}),
        ("governor", None, {"name": " "}),
    ]
    now = operations.keep_contacts(cast.school, by=cast.school_lead, told=told, seen=seen, confirmed=True)
    assert [(one.office, one.confirmed_on, one.confirmed_by) for one in now] == [
        ("lead", date(2026, 9, 14), cast.school_lead), ("chair", date(2026, 9, 14), cast.school_lead),
    ]  # fmt: skip
    with pytest.raises(Refused, match="Someone else changed these contacts while you were editing"):
        operations.keep_contacts(cast.school, by=cast.officer, told=told, seen=seen, confirmed=False)
    changed = operations.keep_contact(
        cast.school, by=cast.officer, office="chair", name="C Alder", telephone="0116"
    )
    assert changed.confirmed_on is None


def test_nothing_is_confirmed_without_a_safeguarding_lead(cast):
    made.school(cast, cast.school)
    made.contact(cast.school, "head")
    with pytest.raises(Refused, match="designated safeguarding lead"):
        operations.confirm_contacts(cast.school, by=cast.school_lead)


@pytest.mark.parametrize(
    ("office", "name", "trained_on", "says"),
    [
        ("lead", " ", None, "name"),
        ("lead", "A", date(2031, 1, 1), "The training date must be today or in the past"),
        ("head", "A", LEAP, "Only enter a date of safeguarding training for the lead and deputies"),
    ],
)
def test_what_no_contact_is(cast, office, name, trained_on, says):
    with pytest.raises(Refused, match=says):
        operations.keep_contact(
            made.school(cast).organisation, by=cast.officer, office=office, name=name, trained_on=trained_on
        )


def test_an_education_lead_invites_a_safeguarding_lead_of_their_authority(cast):
    school, far = made.school(cast), made.school(cast, authority=cast.rutland)
    person = operations.invite_lead(
        school, by=cast.education_lead, name="A Larch", email="New.Lead@school.example"
    )
    assert Appointment.objects.get(person=person).role == Role.SCHOOL_LEAD
    assert Appointment.objects.get(person=person).organisation == school.organisation
    assert Letter.objects.filter(recipient=person, kind="invitation").count() == 1
    assert Contact.objects.get(organisation=school.organisation).email == "new.lead@school.example"
    with pytest.raises(Refused, match="authority"):
        operations.invite_lead(far, by=cast.education_lead, name="A Larch", email="other@school.example")
    with pytest.raises(Refused, match="holds that role already"):
        operations.invite_lead(school, by=cast.officer, name="A Larch", email="new.lead@school.example")
    assert Person.objects.filter(email="other@school.example").count() == 0


def test_nobody_is_invited_to_a_closed_school(cast):
    school = made.school(cast, status_code="2")
    with pytest.raises(Refused, match="This school is closed in the register"):
        operations.invite_lead(school, by=cast.officer, name="A Larch", email="late@school.example")


# Confirmation each year ---------------------------------------------------------------------------------------------


def asked_of(school):
    return Deadline.objects.outstanding().filter(duty="school contacts", organisation=school.organisation)


@pytest.mark.parametrize(
    ("confirmed", "by"),
    [
        ([], date(2026, 3, 30)),
        ([date(2026, 1, 8), None], date(2026, 3, 30)),
        ([date(2026, 1, 8), date(2025, 12, 1)], date(2026, 12, 1)),
        ([date(2025, 3, 3)], date(2026, 3, 30)),  # always time to do it
    ],
)
def test_confirm_by_is_a_year_after_the_last_time_with_twenty_working_days_at_least(confirmed, by):
    assert law.confirm_by(confirmed, date(2026, 3, 2)) == by


def test_a_school_whose_lead_can_sign_in_has_one_entry_which_confirming_closes_until_next_year(cast, sign_in):
    school = made.school(cast, cast.school)
    nobody = made.school(cast)
    with time_machine.travel("2026-03-02 10:00", tick=False):
        operations.keep_contact(cast.school, by=cast.officer, office="lead", name="A Larch")
        assert (operations.ask_to_confirm(), operations.ask_to_confirm()) == (1, 0)
        assert not asked_of(nobody).exists()
        asked = asked_of(school).get()
        assert (asked.due_on, asked.path) == (
            date(2026, 3, 30), reverse("schools:keep_contacts", args=[school.urn]),
        )  # fmt: skip
        assert asked in Deadline.objects.visible_to(cast.school_lead)
        assert asked not in Deadline.objects.visible_to(cast.officer)  # one of three hundred
        assert (
            "Confirm your school’s safeguarding contacts"
            in sign_in(cast.school_lead).get(reverse("home")).text
        )
    with time_machine.travel("2026-04-01 10:00", tick=False):
        assert promise_reminders() == 1
        [letter] = Letter.objects.filter(kind="reminder")
        assert (letter.recipient, letter.deadline) == (cast.school_lead, asked)
        operations.confirm_contacts(cast.school, by=cast.school_lead)
        asked.refresh_from_db()
        assert (asked.done_on, asked.late) == (date(2026, 4, 1), True)
        assert (operations.ask_to_confirm(), operations.ask_to_confirm()) == (1, 0)
        assert asked_of(school).get().due_on == date(2027, 4, 1)


def test_an_unconfirmed_school_is_reminded_and_not_escalated_to_the_board_manager(cast):
    school = made.school(cast, cast.school)
    with time_machine.travel("2026-03-02 10:00", tick=False):
        operations.ask_to_confirm()
    with time_machine.travel("2026-09-01 10:00", tick=False):
        promise_reminders()
    assert set(Letter.objects.filter(deadline__in=asked_of(school)).values_list("recipient", flat=True)) == {
        cast.school_lead.pk
    }


def test_a_converted_school_is_asked_under_its_new_number_and_a_closed_one_no_longer(cast):
    school = made.school(cast, cast.school)
    operations.ask_to_confirm()
    School.objects.filter(pk=school.pk).update(status_code="2")
    academy = made.school(cast, cast.school)
    operations.ask_to_confirm()
    assert asked_of(academy).get().path == reverse("schools:keep_contacts", args=[academy.urn])
    School.objects.filter(pk=academy.pk).update(status_code="2")
    operations.ask_to_confirm()
    assert not asked_of(academy).exists()
