"""Places, waiting lists, charges and learners' accounts."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from partnership.operations import links
from tests.factories import booking
from tests.factories import training as made
from training.models import AccountRequest, Charge, EmailDomain
from training.operations.booking.letters import AGREE, SICKNESS

ROWS = """
#                                                ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

make_account                                GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ask_for_account  pk=cast.police.pk          GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ask_for_account  pk=cast.police.pk          POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ask_for_account_elsewhere                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ask_for_account_elsewhere                   POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_asked                               GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
booking_terms                               GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_place  secret=place_secret           GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_place  secret=place_secret           POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_place  secret=made-up                GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
confirm_sickness  secret=sickness_secret    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
confirm_sickness  secret=sickness_secret    POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
confirm_sickness  secret=place_secret       GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410

training:book  pk=free_session.pk           GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:book  pk=free_session.pk           POST 302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:my_bookings                        GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:booking  pk=own_booking.pk         GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:booking  pk=police_place.pk        GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
training:booking  pk=teachers_place.pk      GET  302 200 200 200 200 404 404 404 404 404 403 200 404 404 404 404
training:booking_calendar  pk=own_booking.pk GET 302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:change_booking  pk=own_booking.pk  GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:change_booking  pk=own_booking.pk  POST 302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:change_booking  pk=place_charge.booking_id GET 302 409 409 409 409 404 404 404 404 404 403 404 409 404 404 404
training:cancel_booking  pk=own_booking.pk  GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:cancel_booking  pk=own_booking.pk  POST 302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:cancel_booking  pk=police_place.pk GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
training:name_substitute  pk=own_booking.pk GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:name_substitute  pk=own_booking.pk POST 302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:take_offer  pk=offered_place.pk    GET  302 405 405 405 405 405 405 405 405 405 403 405 405 405 405 405
training:take_offer  pk=offered_place.pk    POST 302 404 404 404 404 404 404 404 404 404 403 404 302 404 404 404
training:confirm_place  pk=own_booking.pk   GET  302 405 405 405 405 405 405 405 405 405 403 405 405 405 405 405
training:confirm_place  pk=own_booking.pk   POST 302 404 404 404 404 404 404 404 404 404 403 404 302 404 404 404

training:places  pk=coming_session.pk       GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:places  pk=free_session.pk         GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 404
training:places_file pk=coming_session.pk kind=odt GET 302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
training:places_file pk=coming_session.pk kind=csv GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:book_by_hand  pk=free_session.pk   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:book_by_hand  pk=free_session.pk   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:give_place  pk=waiting_place.pk    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:give_place  pk=waiting_place.pk    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:move_booking  pk=own_booking.pk    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:move_booking  pk=own_booking.pk    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:record_manager  pk=asked_place.pk  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:record_manager  pk=asked_place.pk  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:check_attended  pk=asked_place.pk  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:check_attended  pk=asked_place.pk  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403

training:charges                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:charges_file  kind=csv             GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:charge  pk=place_charge.pk         GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:waive_charge  pk=place_charge.pk   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:waive_charge  pk=place_charge.pk   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:invoice_charge  pk=place_charge.pk GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
training:invoice_charge  pk=place_charge.pk POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
training:pay_charge  pk=place_charge.pk     GET  302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403
training:put_charge_back  pk=waived_charge.pk GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:put_charge_back  pk=waived_charge.pk POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:put_charge_back  pk=place_charge.pk GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
training:put_charge_back  pk=424242         GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
training:pay_charge  pk=place_charge.pk     POST 302 200 403 403 200 403 403 403 403 403 403 403 403 403 403 403

training:account_requests                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:answer_account  pk=account_request.pk GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:answer_account  pk=account_request.pk POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:email_domains                      GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:email_domains                      POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:remove_domain  pk=kept_domain.pk   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
training:remove_domain  pk=kept_domain.pk   POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403

training:agency_bookings                    GET  302 403 403 403 403 403 200 200 403 403 403 200 403 403 403 403
"""


def furnish(world):
    """A place of each kind: asked for, offered, waited for, not used; a charge, a request and a domain."""
    cast, now = world.cast, timezone.now()
    course = made.course("Asking before you act", asks_manager=True)
    days = iter(range(50, 60))

    def coming(**more):
        return made.session(course, starts_at=now + timedelta(days=next(days)), **more)

    world.free_session = coming()
    full = coming(capacity=1)
    manager = {"manager_name": "Ward manager", "manager_email": "ward.manager@hospital.example"}
    world.offered_place = made.booking(
        full,
        cast.practitioner,
        cast.hospital,
        "offered",
        offered_at=now,
        offered_until=now + timedelta(days=2),
    )
    world.waiting_place = made.booking(full, cast.hospital_lead, cast.hospital, "waiting")
    world.asked_place = made.booking(coming(), cast.practitioner, cast.hospital, "asked", **manager)
    world.police_place = made.booking(
        coming(), cast.police_lead, cast.police, "booked", access_needs="A space to pray."
    )
    teacher = booking.learner(cast, "A teacher who books", cast.school)
    world.teachers_place = made.booking(coming(), teacher, cast.school, "booked")
    missed = made.session(course, starts_at=now - timedelta(days=9), state="held")
    unused = made.booking(
        missed, cast.practitioner, cast.hospital, "booked", **manager, outcome="no_show", outcome_at=now,
        outcome_by=cast.officer, organisation_on_the_day=cast.hospital,
    )  # fmt: skip
    world.place_charge = Charge.objects.create(
        booking=unused, organisation=cast.hospital, amount=Decimal("25.00"), why="no_show",
        explained="Nobody came.", terms_from="2025-04-01", state="held",
        held_until=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    also_unused = made.booking(
        missed, teacher, cast.school, "booked", **manager, outcome="no_show", outcome_at=now,
        outcome_by=cast.officer, organisation_on_the_day=cast.school,
    )  # fmt: skip
    world.waived_charge = Charge.objects.create(
        booking=also_unused, organisation=cast.school, amount=Decimal("25.00"), why="no_show",
        explained="Nobody came.", terms_from="2025-04-01", state="waived", reason="Illness.", decided_at=now,
    )  # fmt: skip
    world.place_secret = links.make(AGREE, world.asked_place.pk, manager["manager_email"])
    world.sickness_secret = links.make(SICKNESS, unused.pk, manager["manager_email"])
    world.account_request = AccountRequest.objects.create(
        name="Somebody who asks", email="asks@elsewhere.example", employer="Elsewhere Trust", job="Nurse"
    )
    world.kept_domain = EmailDomain.objects.create(
        organisation=cast.police, domain="police.example", confirmed_by=cast.officer
    )
