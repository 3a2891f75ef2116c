"""What a place that is not used costs: in the order of the law, once, and only as the page had said."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partnership.access import Refused
from partnership.models import Event, Letter
from partnership.operations import links
from partnership.working_days import is_working_day
from tests.factories.booking import MANAGER, agreed_session, book, learner
from training.models import Booking, Charge
from training.operations import booking as operations
from training.operations.booking.letters import SICKNESS
from training.rules.booking import (
    LONDON,
    PLACES,
    check_place_moves,
    cost_of_cancelling,
    cost_of_not_coming,
    days_between,
    offer_until,
)
from training.rules.terms import Terms, all_terms, terms_on

S = Booking.State
TUESDAY = date(2027, 3, 9)
TERMS = Terms(date(2025, 4, 1), True, 3, Decimal("50.00"), Decimal("25.00"), False, "")
FREE = Terms(date(2019, 9, 29), False, 3, Decimal("0.00"), Decimal("0.00"), False, "")


def at(month, day, hour=10, year=2027):
    return datetime(year, month, day, hour, tzinfo=LONDON)


def cost(today, **more):
    facts = {
        "terms": TERMS, "kind": "police", "half_day": False, "held_a_place": True, "substitute": False,
        "sick": False, "ours": False, "today": today, "session_on": TUESDAY,
    }  # fmt: skip
    return cost_of_cancelling(**facts | more)


@pytest.mark.parametrize(
    ("today", "more", "amount", "held"),
    [
        (date(2027, 3, 4), {}, "0.00", False),  # Thursday: Friday, Monday and Tuesday are three working days
        (date(2027, 3, 5), {}, "50.00", False),
        (date(2027, 3, 7), {}, "50.00", False),  # a Sunday gives no day of notice
        (date(2027, 3, 8), {"half_day": True}, "25.00", False),
        (date(2027, 3, 8), {"substitute": True}, "0.00", False),
        (date(2027, 3, 8), {"ours": True}, "0.00", False),
        (date(2027, 3, 8), {"held_a_place": False}, "0.00", False),
        (date(2027, 3, 8), {"sick": True}, "50.00", True),
        (date(2027, 3, 8), {"sick": True, "substitute": True}, "0.00", False),
        (date(2027, 3, 8), {"terms": FREE}, "0.00", False),
    ],
)
def test_the_order_is_substitute_sickness_notice_and_only_then_a_charge(today, more, amount, held):
    told = cost(today, **more)

    assert (str(told.amount), told.held) == (amount, held)


def test_notice_counts_no_bank_holiday():
    """Easter 2027: Good Friday is 26 March, Monday the 29th."""
    after_easter = date(2027, 3, 31)

    assert cost(date(2027, 3, 24), session_on=after_easter).amount == 0  # Thursday, Tuesday, Wednesday
    assert cost(date(2027, 3, 25), session_on=after_easter).amount == 50


def test_illness_with_notice_is_not_charged_at_all():
    """Whoever cancels in time owes nothing, whatever the reason, and no manager is asked."""
    told = cost(date(2027, 3, 1), sick=True)

    assert (told.free, told.held) == (True, False)


def test_every_version_of_the_terms_says_from_when_and_why():
    assert [one.holds_from for one in all_terms()] == [date(2025, 4, 1), date(2019, 9, 29)]
    assert all(one.source for one in all_terms())
    assert terms_on(date(2025, 3, 31)).charges is False
    assert terms_on(date(2025, 4, 1)).charge(half_day=True) == Decimal("25.00")


@given(st.sampled_from([*PLACES, "cancelled", "lapsed"]), st.sampled_from(list(S)))
def test_a_place_never_goes_back(old, new):
    try:
        check_place_moves(old, new)
    except Refused:
        assert new not in PLACES.get(old, ())
    else:
        order = ["asked", "waiting", "offered", "booked"]
        assert new not in order or order.index(old) < order.index(new)


@given(st.integers(0, 60 * 24 * 500), st.integers(1, 60 * 24))
def test_an_offer_ends_at_five_of_a_working_day_between_now_and_the_day_before(minutes, hours):
    now = at(1, 1, year=2026) + timedelta(minutes=minutes)
    starts_at = now + timedelta(hours=hours)
    until = offer_until(now, starts_at)

    if until is None:
        assert days_between(now.date(), starts_at.date()) <= 1
    else:
        assert now < until < starts_at
        assert (until.hour, until.minute) == (17, 0)
        assert is_working_day(until.date())
        assert until.date() < starts_at.date()


# Charges --------------------------------------------------------------------------------------------------


@pytest.fixture
def march(cast):
    with time_machine.travel(at(2, 2), tick=False) as clock:
        yield clock


@pytest.fixture
def booked(cast, march):
    """A place in a half-day session on Tuesday 9 March 2027."""
    return book(agreed_session(), cast.practitioner, cast.hospital)


def no_show(booking, cast, outcome="no_show"):
    Booking.objects.filter(pk=booking.pk).update(
        outcome=outcome,
        outcome_by=cast.officer,
        outcome_at=at(3, 9, 12),
        organisation_on_the_day=cast.hospital,
    )


def test_cancelling_late_charges_the_organisation_what_the_page_had_said(cast, sign_in, march, booked):
    march.move_to(at(3, 8))
    client = sign_in(cast.practitioner)
    address = reverse("training:cancel_booking", args=[booked.pk])
    page = client.get(address).content.decode()
    assert "It costs your organisation £25." in page

    answer = client.post(address, {"because": "learner", "seen": "25.00;25.00"})

    assert answer.status_code == 302
    charge = Charge.objects.get()
    assert (charge.organisation, charge.amount, charge.state, charge.why) == (
        cast.hospital, Decimal("25.00"), "raised", "late",
    )  # fmt: skip
    assert charge.terms_from == date(2025, 4, 1)
    client.post(address, {"because": "learner", "seen": "25.00;25.00"})
    assert Charge.objects.count() == 1


def test_nobody_is_charged_more_than_the_page_showed_though_midnight_passed(cast, sign_in, march, booked):
    march.move_to(at(3, 4, 23) + timedelta(minutes=55))
    client = sign_in(cast.practitioner)
    address = reverse("training:cancel_booking", args=[booked.pk])
    assert "If you cancel today: there is no charge." in client.get(address).content.decode()
    march.shift(timedelta(minutes=10))

    answer = client.post(address, {"because": "learner", "seen": "0.00;0.00"})

    assert "The cost has changed since you opened this page." in answer.content.decode()
    assert 'value="25.00;25.00"' in answer.content.decode()
    booked.refresh_from_db()
    assert booked.state == S.BOOKED


def test_illness_is_free_once_the_manager_confirms_it_by_a_link(cast, client, march, booked):
    march.move_to(at(3, 8))
    operations.cancel(booked, by=cast.practitioner, because="sick")
    charge = Charge.objects.get()
    assert (charge.state, charge.held_until) == ("held", date(2027, 3, 15))
    letter = Letter.objects.get(key=f"booking:{booked.pk}:manager:sickness:late")
    assert (letter.address, letter.secret) == (MANAGER, True)

    client.get(letter.path)
    charge.refresh_from_db()
    assert charge.state == "held"
    client.post(letter.path, {"answer": "yes"})

    charge.refresh_from_db()
    assert (charge.state, charge.reason) == ("waived", "Sickness, confirmed by the manager.")
    assert client.get(letter.path).status_code == 410


def test_a_charge_stands_when_no_manager_says_anything_in_time(cast, march, booked):
    march.move_to(at(3, 8))
    operations.cancel(booked, by=cast.practitioner, because="sick")
    march.move_to(at(3, 15))
    operations.sweep()
    assert Charge.objects.get().state == "held"
    march.move_to(at(3, 20))
    operations.sweep()
    assert Charge.objects.get().state == "raised"


def test_a_no_show_is_charged_once_and_a_corrected_register_waives_it(cast, march, booked):
    march.move_to(at(3, 9, 15))
    no_show(booked, cast)
    operations.charge_for(booked, by=cast.officer)
    operations.charge_for(booked, by=cast.officer)
    charge = Charge.objects.get()
    assert (charge.why, charge.state, charge.amount) == ("no_show", "held", Decimal("25.00"))
    no_show(booked, cast, "late")

    operations.charge_for(booked, by=cast.officer)

    charge.refresh_from_db()
    assert (charge.state, charge.reason) == ("waived", "The register was corrected.")


@pytest.mark.parametrize("outcome", ["present", "late", "partly", "substitute"])
def test_whoever_came_or_sent_a_colleague_is_not_charged(cast, march, booked, outcome):
    march.move_to(at(3, 9, 15))
    no_show(booked, cast, outcome)

    assert operations.charge_for(booked, by=cast.officer) is None
    assert cost_of_not_coming(terms=FREE, kind="police", half_day=True).free


def test_a_colleague_takes_the_place_free_on_the_day_before(cast, march, booked):
    colleague = learner(cast, "A colleague")
    march.move_to(at(3, 8))

    new = operations.substitute(booked, by=cast.practitioner, email=" A.colleague@learner.example ")

    booked.refresh_from_db()
    assert (booked.state, booked.cancelled_because) == (S.CANCELLED, "substitute")
    assert (new.learner, new.state, new.in_place_of) == (colleague, S.BOOKED, booked)
    assert not Charge.objects.exists()
    assert operations.substitute(booked, by=cast.practitioner, email=colleague.email) == new


@pytest.mark.parametrize("who", ["police_lead", "nobody"])
def test_nobody_of_another_organisation_comes_instead(cast, march, booked, who):
    email = cast.police_lead.email if who == "police_lead" else "nobody@learner.example"

    with pytest.raises(Refused, match="Nobody with an account for University Hospitals"):
        operations.substitute(booked, by=cast.practitioner, email=email)


def test_a_charge_is_invoiced_then_paid_and_its_file_names_no_learner(cast, sign_in, march, booked):
    march.move_to(at(3, 8))
    operations.cancel(booked, by=cast.practitioner)
    charge = Charge.objects.get()
    client = sign_in("administrator")
    with pytest.raises(Refused, match="This charge has changed since you opened the page"):
        operations.mark_paid(charge, by=cast.administrator, on=date(2027, 3, 8))
    day = {"on_day": "8", "on_month": "3", "on_year": "2027"}
    client.post(reverse("training:invoice_charge", args=[charge.pk]), {"invoice": "=INV-7", **day})
    with pytest.raises(Refused, match="on or after the invoice date, 8 March 2027"):
        operations.mark_paid(charge, by=cast.administrator, on=date(2027, 3, 7))
    client.post(reverse("training:pay_charge", args=[charge.pk]), day)

    charge.refresh_from_db()
    assert (charge.state, charge.paid_on) == ("paid", date(2027, 3, 8))
    file = client.get(reverse("training:charges_file", args=["csv"]) + "?state=paid").content.decode()
    assert ",25.00,Paid,,'=INV-7,2027-03-08,2027-03-08" in file
    assert cast.practitioner.name not in file
    with pytest.raises(Refused):
        operations.waive(charge, by=cast.officer, reason="Too late for that.")


def test_put_charge_back_takes_one_step_at_a_time_with_a_reason(cast, sign_in, march, booked):
    march.move_to(at(3, 8))
    operations.cancel(booked, by=cast.practitioner)
    charge = Charge.objects.get()
    operations.mark_invoiced(charge, by=cast.administrator, invoice="INV-7", on=date(2027, 3, 8))
    operations.mark_paid(charge, by=cast.administrator, on=date(2027, 3, 8))
    client, address = sign_in("administrator"), reverse("training:put_charge_back", args=[charge.pk])

    page = client.get(address)
    assert "Take back the payment" in page.text
    assert "Say why this step is taken back" in client.post(address, {"seen": "paid", "reason": ""}).text
    typed = {"seen": page.context["form"]["seen"].value(), "reason": "It was for another charge."}
    client.post(address, typed)
    charge.refresh_from_db()
    assert (charge.state, charge.paid_on, charge.invoice) == ("invoiced", None, "INV-7")
    assert "has changed since you opened the page" in client.post(address, typed).text  # a second press
    charge.refresh_from_db()
    assert charge.state == "invoiced"

    operations.waive(charge, by=cast.officer, reason="Illness.")
    operations.put_charge_back(
        charge, by=cast.officer, seen="waived", reason="It was a colleague who was ill."
    )
    operations.put_charge_back(charge, by=cast.administrator, seen="invoiced", reason="The number was wrong.")
    charge.refresh_from_db()
    assert (charge.state, charge.invoice, charge.invoiced_on, charge.reason) == ("raised", "", None, "")
    assert Event.objects.about(charge).first().why == "The number was wrong."


def test_nobody_who_came_is_asked_to_pay_again(cast, march, booked):
    march.move_to(at(3, 9, 15))
    no_show(booked, cast)
    operations.charge_for(booked, by=cast.officer)
    no_show(booked, cast, "late")
    charge = operations.charge_for(booked, by=cast.officer)

    with pytest.raises(Refused, match="no longer says that nobody came"):
        operations.put_charge_back(charge, by=cast.officer, seen="waived", reason="x")
    no_show(booked, cast)
    operations.put_charge_back(charge, by=cast.officer, seen="waived", reason="The correction was mistaken.")
    charge.refresh_from_db()
    assert charge.state == "raised"


def test_put_charge_back_is_for_whoever_takes_that_step(cast, sign_in, march, booked):
    march.move_to(at(3, 8))
    operations.cancel(booked, by=cast.practitioner)
    charge = Charge.objects.get()
    operations.mark_invoiced(charge, by=cast.administrator, invoice="INV-7", on=date(2027, 3, 8))

    address = reverse("training:put_charge_back", args=[charge.pk])
    assert sign_in("learning_officer").get(address).status_code == 409
    assert address not in sign_in("learning_officer").get(charge.get_absolute_url()).text
    assert address in sign_in("administrator").get(charge.get_absolute_url()).text


def test_lists_of_charges_ask_the_database_the_same_whatever_they_hold(
    cast, sign_in, march, django_assert_num_queries
):
    client = sign_in("administrator")
    session = agreed_session(capacity=9)
    people = [learner(cast, f"Late {n}") for n in range(3)]
    places = [book(session, one, cast.hospital) for one in people]
    march.move_to(at(3, 8))
    operations.cancel(places[0], by=people[0])
    address = reverse("training:charges")
    client.get(address)
    with CaptureQueriesContext(connection) as one_row:
        client.get(address)
    for one in places[1:]:
        operations.cancel(one, by=one.learner)
    with django_assert_num_queries(len(one_row)):
        client.get(address)


def test_a_link_for_sickness_opens_nothing_about_a_place_that_is_not_charged(client, march, booked):
    secret = links.make(SICKNESS, booked.pk, MANAGER)

    assert client.get(reverse("confirm_sickness", args=[secret])).status_code == 410
