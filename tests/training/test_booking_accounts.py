"""Accounts for learners: who gets one at once, who waits, and that nobody learns who is known."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Invitation, Letter, Organisation, Person
from tests.factories import training as made
from tests.factories.booking import confirm_domain, learner
from training.models import AccountRequest, EmailDomain
from training.operations import accounts as operations


@pytest.fixture(autouse=True)
def nobody_knocked(db):
    cache.clear()


def ask(client, organisation, email, **more):
    typed = {"name": "A health visitor", "email": email, "job": "Health visitor"} | more
    address = (
        reverse("ask_for_account", args=[organisation.pk])
        if organisation
        else reverse("ask_for_account_elsewhere")
    )
    return client.post(address, typed)


def test_an_address_at_a_confirmed_domain_gets_the_ordinary_invitation_at_once(cast, client):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)

    answer = ask(client, cast.hospital, "Visitor@Hospital.example")

    assert answer.status_code == 302
    person = Person.objects.get(email="visitor@hospital.example")
    held = person.appointments.get()
    assert (held.role, held.organisation) == (Role.PRACTITIONER, cast.hospital)
    letter = Letter.objects.get(kind="invitation")
    assert (letter.recipient, letter.secret) == (person, True)
    assert not person.has_usable_password()


def test_the_domain_of_one_organisation_says_nothing_of_another(cast, client):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)

    ask(client, cast.police, "visitor@hospital.example")
    ask(client, cast.hospital, "visitor@sub.hospital.example")

    assert AccountRequest.objects.waiting().count() == 2
    assert not Person.objects.filter(email__contains="hospital.example").exists()


def test_asking_twice_is_asking_once_and_the_answer_is_the_same_whoever_is_known(cast, client):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)
    cast.practitioner.set_password("three words together")
    cast.practitioner.save()
    answers = []
    for email in ("new@hospital.example", "new@hospital.example", "stranger@gmail.com", "stranger@gmail.com"):
        answers.append(ask(client, cast.hospital, email))
    cache.clear()
    answers.append(ask(client, cast.hospital, cast.practitioner.email.upper()))

    assert {(one.status_code, one["Location"]) for one in answers} == {(302, reverse("account_asked"))}
    assert AccountRequest.objects.waiting().count() == 1
    assert Invitation.objects.count() == 1
    assert Letter.objects.get(kind="account_known").recipient == cast.practitioner


def test_who_never_accepted_is_invited_again_at_most_once_a_day(cast, client):
    confirm_domain(cast.hospital, "hospital.example", cast.officer)
    ask(client, cast.hospital, "new@hospital.example")
    Invitation.objects.update(invited_at=timezone.now() - operations.INVITED_AGAIN_AFTER)
    ask(client, cast.hospital, "new@hospital.example")
    ask(client, cast.hospital, "new@hospital.example")

    assert Invitation.objects.count() == 2


def test_after_five_tries_a_minute_nothing_is_taken(cast, client):
    answers = [ask(client, cast.hospital, f"visitor{n}@elsewhere.example").status_code for n in range(7)]

    assert answers == [302] * 5 + [429] * 2
    assert AccountRequest.objects.count() == 5


def test_what_is_typed_wrong_is_told_and_kept(cast, client):
    page = ask(client, cast.hospital, "no address").content.decode()

    assert "Enter an email address in the correct format, like name@example.com" in page
    assert 'value="A health visitor"' in page


def test_employers_are_found_by_words_of_their_name_without_a_script(cast, client):
    page = client.get(reverse("make_account"), {"q": "leicester hosp"}).content.decode()

    assert "University Hospitals of Leicester NHS Trust" in page
    assert "Leicestershire Police" not in page
    assert (
        "No organisations match your search"
        in client.get(reverse("make_account"), {"q": "zzz"}).content.decode()
    )


def test_whoever_is_sent_to_sign_in_finds_the_way_to_an_account(client, db):
    session = made.session(made.course(slug="way-in"), starts_at=timezone.now() + timedelta(days=30))
    page = client.get("/courses/way-in/").content.decode()
    assert reverse("training:book", args=[session.pk]) in page

    response = client.get(reverse("training:book", args=[session.pk]), follow=True)

    assert reverse("make_account") in response.content.decode()
    assert "Enter at least 3 letters" in client.get(reverse("make_account") + "?q=ab").content.decode()


def test_staff_approve_and_may_confirm_the_domain_with_it(cast, client, sign_in):
    ask(client, None, "nurse@newtrust.example", employer="New Trust")
    request = AccountRequest.objects.get()
    trust = Organisation.objects.create(code="new-trust", name="New Trust", kind="health_provider")
    staff = sign_in("learning_officer")

    page = staff.post(reverse("training:answer_account", args=[request.pk]), {"answer": "yes"})
    assert "Select the organisation they work for" in page.content.decode()
    staff.post(
        reverse("training:answer_account", args=[request.pk]),
        {"answer": "yes", "organisation": trust.pk, "confirm_domain": "on"},
    )

    request.refresh_from_db()
    assert (request.state, request.decided_by, request.person.email) == (
        "approved", cast.learning_officer, "nurse@newtrust.example",
    )  # fmt: skip
    assert EmailDomain.objects.get().domain == "newtrust.example"
    assert Letter.objects.filter(kind="invitation").count() == 1
    operations.approve_account(request, by=cast.officer, organisation=trust)
    assert Letter.objects.filter(kind="invitation").count() == 1


def test_staff_refuse_with_a_reason_that_the_next_one_reads(cast, client, sign_in):
    ask(client, cast.hospital, "somebody@gmail.com")
    request = AccountRequest.objects.get()
    staff = sign_in("learning_officer")
    address = reverse("training:answer_account", args=[request.pk])
    assert (
        "person who looks at the next request will read it"
        in staff.post(address, {"answer": "no"}).content.decode()
    )
    staff.post(address, {"answer": "no", "reason": "Nobody there knows them."})
    ask(client, cast.hospital, "somebody@gmail.com")

    again = AccountRequest.objects.waiting().get()
    page = staff.get(reverse("training:answer_account", args=[again.pk])).content.decode()
    assert "Nobody there knows them." in page
    assert "Anyone can have an address like this" in page
    assert not Person.objects.filter(email="somebody@gmail.com").exists()
    with pytest.raises(Refused, match="Someone has already answered this request"):
        operations.approve_account(request, by=cast.officer, organisation=cast.hospital)


@pytest.mark.parametrize("typed", ["gmail.com", "someone@hotmail.co.uk", "no-domain", "two words.example"])
def test_a_domain_that_says_nothing_is_never_confirmed(cast, typed):
    with pytest.raises(Refused):
        operations.add_domain(organisation=cast.hospital, domain=typed, by=cast.officer)


def test_a_confirmed_domain_is_kept_once_however_it_is_typed(cast):
    for typed in ("Hospital.Example", "https://www.hospital.example/about", "nurse@hospital.example"):
        operations.add_domain(organisation=cast.hospital, domain=typed, by=cast.officer)

    assert [one.domain for one in EmailDomain.objects.all()] == ["hospital.example"]


def test_who_left_gets_their_role_back_only_from_staff(cast, client):
    confirm_domain(cast.hospital, "learner.example", cast.officer)
    gone = learner(cast, "Gone away")
    gone.appointments.update(ends_on="2020-01-01")

    ask(client, cast.hospital, gone.email)

    request = AccountRequest.objects.waiting().get()
    operations.approve_account(request, by=cast.officer, organisation=cast.hospital)
    assert gone.appointments.filter(ends_on=None, organisation=cast.hospital).count() == 1


def test_the_list_of_requests_asks_the_database_the_same_whatever_it_holds(cast, sign_in, client):
    staff = sign_in("learning_officer")
    address = reverse("training:account_requests")
    ask(client, cast.hospital, "a@elsewhere.example")
    staff.get(address)
    with CaptureQueriesContext(connection) as one:
        staff.get(address)
    ask(client, cast.hospital, "b@elsewhere.example")
    ask(client, cast.police, "c@elsewhere.example")
    with CaptureQueriesContext(connection) as three:
        staff.get(address)

    assert len(one) == len(three)
