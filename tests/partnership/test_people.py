"""People: who is here, what they hold, and giving and ending it."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Invitation, Letter, Person
from partnership.operations import people

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


@pytest.fixture
def client(sign_in):
    return sign_in("board_manager")


def typed(**more):
    return {
        "name": "New lead",
        "email": "new.lead@portal.test",
        "telephone": "",
        "role": "partner_lead",
        "organisation": "",
        "seat": "",
        "office": "Head of Safeguarding",
        "starts_on_day": "10",
        "starts_on_month": "3",
        "starts_on_year": "2026",
        "ends_on_day": "",
        "ends_on_month": "",
        "ends_on_year": "",
    } | more


# Inviting -------------------------------------------------------------------------------------------------


def test_invite_brings_somebody_in_with_role_and_letter(cast, client):
    answer = client.post("/people/invite/", typed(organisation=cast.police.pk), follow=True)

    person = Person.objects.get(email="new.lead@portal.test")
    assert answer.redirect_chain == [(reverse("person", args=[person.pk]), 302)]
    assert "New lead has been invited" in answer.text
    assert [str(a) for a in person.appointments_today] == ["Partner lead (Head of Safeguarding)"]
    assert Letter.objects.get().recipient == person
    assert sorted(Event.objects.values_list("verb", flat=True)) == ["appointed", "invited"]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter their name"),
        ({"email": ""}, "email", "Enter their email address"),
        ({"email": "new.lead@"}, "email", "Enter an email address in the form name@example.com"),
        ({"role": ""}, "role", "Choose their role"),
        ({"role": "superuser"}, "role", "Select a valid choice"),
        ({}, "organisation", "Choose the organisation for which they are partner lead"),
        ({"role": "group_chair"}, "seat", "Choose the seat they hold as group chair"),
        ({"ends_on_day": "9", "ends_on_month": "3", "ends_on_year": "2026"}, "ends_on", "on or after"),
        ({"starts_on_day": "31", "starts_on_month": "2"}, "starts_on", "real date"),
    ],
)
def test_invite_says_what_is_wrong_and_keeps_what_was_typed(cast, client, wrong, field, sentence):
    given = typed(**wrong)
    if field == "ends_on":
        given["organisation"] = cast.police.pk
    answer = client.post("/people/invite/", given)

    assert answer.status_code == 200
    assert sentence in answer.context["form"].errors[field].as_text()
    assert "Head of Safeguarding" in answer.text
    assert Person.objects.filter(email__startswith="new.lead").count() == 0
    assert Letter.objects.count() == 0


def test_invite_twice_makes_one_person(cast, client):
    given = typed(organisation=cast.police.pk)
    client.post("/people/invite/", given)
    answer = client.post("/people/invite/", given | {"email": "New.Lead@PORTAL.test"})

    assert "is here already" in answer.context["form"].errors["email"].as_text()
    assert Person.objects.filter(name="New lead").count() == 1
    assert Letter.objects.count() == 1


def test_invite_that_is_refused_leaves_nobody_behind(cast, client, monkeypatch):
    """The person, the role and the invitation come together or not at all."""

    def refuse(*args, **kwargs):
        raise Refused("Not now.")

    monkeypatch.setattr(people, "invite", refuse)
    answer = client.post("/people/invite/", typed(organisation=cast.police.pk))

    assert "Not now." in answer.text
    assert Person.objects.filter(name="New lead").count() == 0


# Roles ----------------------------------------------------------------------------------------------------


def test_appoint_gives_another_role(cast, client):
    seat = cast.seat(cast.audit, "chair")
    answer = client.post(
        reverse("appoint", args=[cast.hospital_lead.pk]), typed(role="group_chair", seat=seat.pk), follow=True
    )

    assert "Hospital lead is Group chair." in answer.text
    person = Person.objects.get(pk=cast.hospital_lead.pk)
    assert person.roles == {Role.PARTNER_LEAD, Role.GROUP_CHAIR}
    assert cast.audit.pk in person.groups()


def test_a_role_to_come_opens_nothing_yet(cast):
    people.appoint(cast.practitioner, Role.BOARD_OFFICER, by=cast.manager, starts_on=TODAY + timedelta(1))

    assert Person.objects.get(pk=cast.practitioner.pk).roles == {Role.PRACTITIONER}


@pytest.mark.parametrize(
    ("who", "role", "sentence"),
    [
        ("manager", Role.INDEPENDENT_ADVISOR, "Someone else has to do this for you"),
        ("officer", Role.INDEPENDENT_ADVISOR, "cannot make decisions or sign"),
        ("advisor", Role.BOARD_OFFICER, "cannot make decisions or sign"),
        ("officer", Role.BOARD_OFFICER, "holds that role already"),
        ("practitioner", Role.PARTNER_LEAD, "Choose the organisation"),
        ("practitioner", Role.GROUP_CHAIR, "Choose the seat"),
    ],
)
def test_appoint_refuses(cast, who, role, sentence):
    with pytest.raises(Refused, match=sentence):
        people.appoint(getattr(cast, who), role, by=cast.manager)


def test_appoint_refuses_on_the_page_with_the_sentence(cast, client):
    answer = client.post(
        reverse("appoint", args=[cast.officer.pk]), typed(role="independent_advisor", office="Advisor")
    )

    assert "One person cannot be both staff and a decision maker" in answer.text
    assert "Advisor" in answer.text
    assert Person.objects.get(pk=cast.officer.pk).roles == {Role.BOARD_OFFICER}


def test_a_former_officer_may_become_a_decider(cast):
    people.end_appointment(cast.officer.appointments.get(), by=cast.manager)
    people.appoint(cast.officer, Role.INDEPENDENT_ADVISOR, by=cast.manager)

    assert Person.objects.get(pk=cast.officer.pk).roles == {Role.INDEPENDENT_ADVISOR}


def test_end_appointment_at_once(cast, client):
    appointment = cast.police_lead.appointments.get()
    client.post(
        reverse("end_appointment", args=[cast.police_lead.pk, appointment.pk]), {"reason": "Has moved on."}
    )

    appointment.refresh_from_db()
    assert appointment.ends_on == TODAY - timedelta(1)
    assert Person.objects.get(pk=cast.police_lead.pk).roles == frozenset()
    assert Event.objects.about(appointment).first().why == "Has moved on."


def test_end_appointment_on_a_day_to_come(cast, client):
    appointment = cast.police_lead.appointments.get()
    client.post(
        reverse("end_appointment", args=[cast.police_lead.pk, appointment.pk]),
        {"on_day": "31", "on_month": "3", "on_year": "2026", "reason": ""},
    )

    appointment.refresh_from_db()
    assert appointment.ends_on == date(2026, 3, 31)
    assert Person.objects.get(pk=cast.police_lead.pk).roles == {Role.PARTNER_LEAD}


def test_end_appointment_on_its_first_day_leaves_nothing_open(cast):
    appointment = people.appoint(cast.practitioner, Role.BOARD_OFFICER, by=cast.manager)
    ended = people.end_appointment(appointment, by=cast.manager)

    assert (ended.starts_on, ended.ends_on) == (TODAY - timedelta(1), TODAY - timedelta(1))
    assert Person.objects.get(pk=cast.practitioner.pk).roles == {Role.PRACTITIONER}


def test_end_appointment_does_not_stretch_what_has_ended(cast, client):
    appointment = people.end_appointment(cast.police_lead.appointments.get(), by=cast.manager)
    address = reverse("end_appointment", args=[cast.police_lead.pk, appointment.pk])
    answer = client.post(address, {"on_day": "31", "on_month": "12", "on_year": "2027", "reason": "x"})

    assert "That role already ends on 9 March 2026." in answer.text
    appointment.refresh_from_db()
    assert appointment.ends_on == TODAY - timedelta(1)


def test_the_last_board_manager_stays_until_there_is_another(cast):
    own = cast.manager.appointments.get()
    with pytest.raises(Refused, match="Appoint another board manager first"):
        people.end_appointment(own, by=cast.manager, on=TODAY + timedelta(30))
    people.appoint(cast.practitioner, Role.BOARD_MANAGER, by=cast.manager, starts_on=TODAY + timedelta(20))
    with pytest.raises(Refused, match="Appoint another board manager first"):
        people.end_appointment(own, by=cast.manager, on=TODAY + timedelta(10))

    assert people.end_appointment(own, by=cast.manager, on=TODAY + timedelta(30)).ends_on


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"role": "superuser"}, "appointment_role_known"),
        ({"role": "group_chair"}, "appointment_seated_role_has_a_seat"),
        ({"organisation": None}, "appointment_for_an_organisation_names_it"),
        ({"ends_on": date(2018, 1, 1)}, "appointment_ends_after_it_starts"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Appointment.objects.filter(person=cast.police_lead).update(**wrong)


# Finding --------------------------------------------------------------------------------------------------


def listed(client, query=""):
    return [person.name for person in client.get(f"/people/?{query}").context["page"]]


def test_people_lists_everybody_with_a_role_today(cast, client):
    people.end_appointment(cast.observer.appointments.get(), by=cast.manager)

    assert "Lead Member" not in listed(client)
    assert listed(client, "state=gone") == ["Lead Member"]
    assert len(listed(client)) == Person.objects.count() - 1


def test_people_finds_by_name_address_role_and_state(cast, client):
    Person.objects.filter(pk=cast.practitioner.pk).update(last_login=timezone.now())

    assert listed(client, "q=POLICE") == ["Police lead", "Signatory of leicestershire-police"]
    assert listed(client, "q=icb") == ["Signatory of icb"]
    assert listed(client, "role=group_member") == ["Audit group member", "Case Review Group member"]
    assert listed(client, "state=unprotected") == ["Practitioner"]
    assert "Practitioner" not in listed(client, "state=invited")
    assert "Nobody matches" in client.get("/people/?q=zzz").text


@pytest.mark.parametrize("number", [1, 3])
def test_people_asks_the_same_of_the_database_for_one_and_three(
    cast, client, number, django_assert_num_queries
):
    for n in range(number):
        cast.person(f"Zed {n}", Role.PARTNER_LEAD, organisation=cast.police)
    client.get("/people/?q=zed")
    with django_assert_num_queries(
        8
    ):  # session, person with roles; the counts above; views, how many of how many, which, their roles
        assert len(listed(client, "q=zed")) == number


def test_person_shows_every_role_then_and_now(cast, client):
    people.end_appointment(cast.police_lead.appointments.get(), by=cast.manager)
    people.appoint(cast.police_lead, Role.PRACTITIONER, by=cast.manager, organisation=cast.police)
    page = client.get(reverse("person", args=[cast.police_lead.pk]))

    assert [str(a) for a in page.context["appointments"]] == [
        "Practitioner (Leicestershire Police)",
        "Partner lead (Leicestershire Police)",
    ]
    assert "9 March 2026" in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_person_asks_the_same_of_the_database_for_one_and_three(
    cast, client, number, django_assert_num_queries
):
    person = cast.person("Zed", Role.PARTNER_LEAD, organisation=cast.police)
    for group in [cast.crg, cast.audit, cast.partnership][:number]:
        people.appoint(person, Role.GROUP_MEMBER, by=cast.manager, seat=cast.seat(group, "virtual"))
        people.invite(person, by=cast.manager)
    client.get(reverse("person", args=[person.pk]))
    with django_assert_num_queries(
        11
    ):  # session, person with roles; whom, factors, roles, invitations; left behind: 4; lost address
        client.get(reverse("person", args=[person.pk]))


def test_somebody_elses_appointment_is_not_found_under_another_person(cast, client):
    appointment = cast.police_lead.appointments.get()

    assert client.get(reverse("end_appointment", args=[cast.officer.pk, appointment.pk])).status_code == 404


# How people sign in, and who does not -----------------------------------------------------------------------


def names(client, state):
    return [person.name for person in client.get(reverse("people") + f"?state={state}").context["page"]]


def test_people_tells_whose_invitation_runs_out_and_whose_has(cast, client):
    for name in ("Soon", "Later", "Over"):
        person = cast.person(name, Role.PARTNER_LEAD, organisation=cast.police)
        person.set_unusable_password()
        person.save()
        people.invite(person, by=cast.manager)
    for name, days in (("Soon", 2), ("Over", -1)):
        until = timezone.now() + timedelta(days)
        Invitation.objects.filter(person__name=name).update(expires_at=until)

    assert names(client, "expiring") == ["Soon"]
    assert names(client, "expired") == ["Over"]
    counts = {one["label"]: one["value"] for one in client.get(reverse("people")).context["figures"]}
    assert (counts["invitations expire within 2 days"], counts["invitations have expired"]) == (1, 1)


def test_people_tells_who_was_not_seen_for_ninety_days(cast, client):
    seen = timezone.now() - timedelta(90)
    Person.objects.update(last_login=seen)
    Person.objects.filter(pk=cast.police_lead.pk).update(last_login=seen - timedelta(seconds=1))
    Person.objects.filter(pk=cast.health_lead.pk).update(last_login=None, joined_at=seen - timedelta(1))

    assert names(client, "unseen") == ["Health lead", "Police lead"]


def test_people_tells_second_factors_by_kind_and_recovery_codes_by_number(cast, client):
    for kind, data in [
        ("totp", {"secret": "never-shown"}),
        ("recovery_codes", {"seed": "kept-to-itself", "used_mask": 5}),
    ]:
        Authenticator.objects.create(user=cast.police_lead, type=kind, data=data)
    Authenticator.objects.create(
        user=cast.health_lead, type="webauthn", data={"credential": "kept-to-itself"}
    )
    Person.objects.update(last_login=timezone.now())
    page = client.get(reverse("people"))
    ways = {person.name: person.signs_in_with for person in page.context["page"]}

    assert ways["Police lead"] == "Authenticator app, 8 recovery codes left"
    assert ways["Health lead"] == "Passkey or security key"
    assert ways["County lead"] == ""
    own = client.get(reverse("person", args=[cast.police_lead.pk])).text
    assert "8 recovery codes left" in own
    for text in (page.text, own):
        assert "never-shown" not in text
        assert "kept-to-itself" not in text


def test_put_name_right_changes_it_everywhere_but_in_what_was_signed(cast, client):
    address = reverse("put_name_right", args=[cast.police_lead.pk])
    before = cast.police_lead.name
    people.choose_post(cast.police_lead, by=cast.police_lead, post="daily")

    answer = client.post(
        address,
        {"name": " Alex   Newname ", "telephone": "0116 496 0000", "why": "Has married."},
        follow=True,
    )
    assert "Alex Newname" in answer.text
    assert "0116 496 0000" in answer.text
    entry = Event.objects.about(cast.police_lead).get(verb="put name right")
    assert (entry.why, entry.facts) == ("Has married.", {"old": before, "new": "Alex Newname"})
    signed = Event.objects.about(cast.police_lead).get(verb="chose post").actor
    assert signed == f"{before} (Partner lead)"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "  "}, "Enter their name"),
        ({"why": ""}, "Say why it changes"),
        ({"name": "Partner lead"}, "That is what we have."),
        ({"name": "x" * 151}, "150 characters or fewer"),
    ],
)
def test_put_name_right_says_what_is_wrong_and_keeps_what_was_typed(cast, client, changes, sentence):
    Person.objects.filter(pk=cast.police_lead.pk).update(name="Partner lead")
    typed = {"name": "Alex Newname", "telephone": "", "why": "Was misspelt."} | changes
    answer = client.post(reverse("put_name_right", args=[cast.police_lead.pk]), typed)

    assert sentence in answer.text
    assert typed["why"] in answer.text
    assert Person.objects.get(pk=cast.police_lead.pk).name == "Partner lead"
