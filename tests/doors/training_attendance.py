"""Registers, certificates and learning records."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import training as made
from tests.factories.cast import LONG_AGO
from tests.factories.policies import pdf
from tests.factories.single_agency import asked_of_staff
from training.models import Certificate
from training.operations import attendance as operations
from training.operations.certificates import line_of, record_elsewhere, revoke

ROWS = """
#                                                ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

training:registers                          GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:register  pk=room.pk               GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:register  pk=left_room.pk          GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:register  pk=odd.pk       GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 404
training:register_sheet  pk=404404404       GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 404
training:mark_rest  pk=room.pk              GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 405
training:mark_rest  pk=room.pk              POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 302
training:mark_rest  pk=odd.pk      POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 404
training:mark pk=room.pk key=pal.key   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 405
training:mark pk=room.pk key=pal.key   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:mark pk=room.pk key=pal.key ? outcome=late POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 302
training:mark pk=odd.pk key=foe.key ? outcome=late POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 404
training:add_guest  pk=room.pk              GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:add_guest  pk=room.pk              POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:add_guest  pk=odd.pk      GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 404
training:send_substitute pk=room.pk who=mated.pk GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:send_substitute pk=room.pk who=mated.pk POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:take_off pk=room.pk guest_pk=extra.pk GET 302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 405
training:take_off pk=room.pk guest_pk=extra.pk POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 302
training:close_register  pk=room.pk         GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:close_register  pk=room.pk         POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:close_register  pk=odd.pk GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 404
training:correct  pk=left_room.pk key=left.key  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:correct  pk=left_room.pk key=left.key  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:add_afterwards  pk=left_room.pk    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:add_afterwards  pk=left_room.pk    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:certify pk=left_room.pk key=left_early.key GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:certify pk=left_room.pk key=left_early.key POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403

training:my_learning                        GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:my_learning_file  kind=csv         GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:record_elsewhere                   GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:record_elsewhere                   POST 302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
training:certificates                       GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:certificate  pk=earned.pk          GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404
training:certificate_pdf  pk=revoked_certificate.pk GET 302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
training:revoke_certificate  pk=earned.pk   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:revoke_certificate  pk=earned.pk   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:reissue_certificate  pk=earned.pk  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:reissue_certificate  pk=earned.pk  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:certificates_elsewhere             GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:confirm_elsewhere pk=learnt_elsewhere.pk GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:confirm_elsewhere pk=learnt_elsewhere.pk POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
training:decline_elsewhere pk=learnt_elsewhere.pk GET 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:decline_elsewhere pk=learnt_elsewhere.pk POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:elsewhere_file  pk=learnt_elsewhere.pk GET  302 200 200 200 200 404 404 404 404 404 403 404 200 404 404 404

training:training_figures                   GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:training_figures_file  kind=csv    GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:agency_figures                     GET  302 403 403 403 403 403 200 200 403 403 403 200 403 403 403 403
training:single_agency_rounds               GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:single_agency_round  pk=staff.pk GET 302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:single_agency_file  pk=staff.pk kind=csv GET 302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403

public:check_certificate                    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:checked_certificate  code=earned.code GET 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:checked_certificate  code=234567892345 GET 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
guest_certificate  secret=changed           GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
"""


def furnish(world):
    """A session that is on, one whose register is closed, and one of another trainer's."""
    cast, now = world.cast, timezone.now()
    course = made.course("Seeing what is not said", lasts_months=36)
    world.room, world.odd, world.left_room = (
        made.session(course, starts_at=now - timedelta(hours=hours)) for hours in (1, 1, 40)
    )
    for session in (world.room, world.left_room):
        session.trainers.add(cast.trainer)
    world.pal = line_of(
        made.booking(world.room, cast.practitioner, cast.hospital, access_needs="A seat near the door.")
    )
    world.mated = world.pal.thing
    world.extra = operations.add_guest(
        world.room, by=cast.trainer, name="Ash Larch", email="ash@larch.test", organisation="Larch Nursery"
    )
    world.foe = line_of(made.booking(world.odd, cast.police_lead, cast.police))
    world.left = line_of(made.booking(world.left_room, cast.practitioner, cast.hospital))
    world.left_early = line_of(made.booking(world.left_room, cast.county_lead, cast.county))
    operations.mark(world.left_early.thing, by=cast.trainer, outcome="partly")
    operations.mark_rest(world.left_room, by=cast.trainer)
    operations.close_register(world.left_room, by=cast.trainer)
    world.earned = Certificate.objects.get(booking=world.left.thing)
    third = made.session(course, starts_at=now - timedelta(days=50))
    again = made.booking(third, cast.practitioner, cast.hospital)
    operations.mark(again, by=cast.officer, outcome="present")
    operations.close_register(third, by=cast.officer)
    world.revoked_certificate = revoke(
        again.certificates.get(), by=cast.officer, reason="Written for the wrong day."
    )
    world.staff = asked_of_staff(cast)
    world.learnt_elsewhere = record_elsewhere(
        by=cast.practitioner, title="Graded care profile", provider="Invented Trust", attended_on=LONG_AGO,
        content=pdf(), filename="paper.pdf",
    )  # fmt: skip
