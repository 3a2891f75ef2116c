# ruff: noqa: E501 - a row is as wide as it is
"""Seats, and what a person arranges for themselves."""

from django.utils import timezone

from partnership.access import Role
from partnership.operations.people import appoint
from partnership.operations.seats import add_seat, fill_seat
from partnership.operations.workspace import make_feed, save_view

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# seats
seats                                                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
group_seats  code=cast.crg.code                                  GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
group_seats  code=cast.partnership.code                          GET  302 200 200 200 200 200 404 404 404 404 403 403 403 200 403 403
group_seats  code=none-such                                      GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
add_seat  code=cast.crg.code                                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_seat  code=cast.crg.code ? office=Nurse kind=member starts_on_day=1 starts_on_month=9 starts_on_year=2027 POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
change_seat  pk=vacant_seat.pk                                   GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
change_seat  pk=vacant_seat.pk                                   POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_seat  pk=vacant_seat.pk                                      GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_seat  pk=vacant_seat.pk                                      POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
fill_seat  pk=vacant_seat.pk                                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
fill_seat  pk=vacant_seat.pk                                     POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
confirm_authority  pk=stand_in.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
confirm_authority  pk=stand_in.pk ? authority=Director           POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
confirm_authority  pk=appointment.pk                             GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
hand_work_over  pk=cast.practitioner.pk                          GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
hand_work_over  pk=cast.practitioner.pk                          POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
hand_over  pk=cast.practitioner.pk appointment_pk=appointment.pk GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
hand_over  pk=cast.practitioner.pk appointment_pk=appointment.pk POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
hand_over  pk=newcomer.pk appointment_pk=appointment.pk          GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# the diary as a file; views of lists of one's own: the board officer's
diary_export  kind=csv                                           GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
diary_export  kind=pdf                                           GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
saved_views                                                      GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
save_view                                                        GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
save_view                                                        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
change_view  pk=view.pk                                          GET  302 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404
change_view  pk=view.pk ? name=Other                             POST 302 404 302 404 404 404 404 404 404 404 404 404 404 404 404 404
delete_view  pk=view.pk                                          GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
delete_view  pk=view.pk                                          POST 302 404 302 404 404 404 404 404 404 404 404 404 404 404 404 404

# one's calendar; the address that opens it is the police lead's
my_calendar                                                      GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
make_feed                                                        GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
make_feed                                                        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
withdraw_feed                                                    GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
withdraw_feed                                                    POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
calendar_feed  secret=feed_secret                                GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
calendar_feed  secret=none-such                                  GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404

# in which roles one acts
acting_as                                                        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
acting_as                                                        POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
acting_as  ? hats=all                                            POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
"""


def furnish(world):
    """A seat that nobody holds, somebody who stands in there without authority yet, a saved view, a calendar."""
    cast = world.cast
    # Two hats of one office, so that there is something to choose between, and nothing else to see.
    appoint(cast.manager, Role.LEARNING_OFFICER, starts_on=timezone.localdate(), by=cast.officer)
    world.vacant_seat = add_seat(
        cast.audit, by=cast.manager, office="Named nurse", kind="member", organisation=cast.hospital
    )
    world.stand_in = fill_seat(world.vacant_seat, by=cast.manager, person=cast.hospital_lead, substitute=True)
    world.view = save_view(by=cast.officer, name="Late ones", query="show=late")
    world.feed_secret = make_feed(by=cast.police_lead)
