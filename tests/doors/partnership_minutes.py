# ruff: noqa: E501 - a row is as wide as it is

"""Doors of a meeting as it was held: attendance, minutes, decisions, questions between meetings."""

from datetime import timedelta

from django.utils import timezone

from partnership.operations.correspondence import ask_by_correspondence
from partnership.operations.decisions import record_decision
from partnership.operations.minutes import send_to_chair
from partnership.operations.quorum import rule_on_quorum
from tests.factories import minutes as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# attendance and ruling
record_attendance pk=drafted.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
record_attendance pk=uncalled.pk                                 GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
record_attendance pk=met_last.pk                                 GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
record_attendance pk=424242                                      GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
record_attendance pk=drafted.pk                                  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
rule_on_quorum pk=inquorate.pk                                   GET  302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
rule_on_quorum pk=inquorate.pk                                   POST 302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
rule_on_quorum pk=drafted.pk                                     GET  302 409 409 409 409 404 403 403 409 403 403 403 403 403 403 403
rule_on_quorum pk=424242                                         GET  302 404 404 404 404 404 403 403 404 403 403 403 403 403 403 403

# minutes: staff's from the first, the chair's once with the chair, the group's once circulated
minutes pk=drafted.pk                                            GET  302 200 200 200 200 404 404 404 404 404 403 403 403 404 403 403
minutes pk=with_chair.pk                                         GET  302 200 200 200 200 404 404 404 200 404 403 403 403 404 403 403
minutes pk=met_out.pk                                            GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
minutes pk=met_last.pk                                           GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
minutes pk=uncalled.pk                                           GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
minutes_pdf pk=met_out.pk                                        GET  302 405 405 405 405 405 405 405 405 405 403 403 403 405 403 403
minutes_pdf pk=met_out.pk                                        POST 302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
write_minutes pk=drafted.pk                                      GET  302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
write_minutes pk=with_chair.pk                                   GET  302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
write_minutes pk=met_out.pk                                      GET  302 409 409 409 409 404 403 403 409 403 403 403 403 403 403 403
write_item pk=drafted.pk item_pk=open_item.pk                    GET  302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
write_item pk=drafted.pk item_pk=secret_minuted.pk                  GET  302 200 200 404 404 404 403 403 404 403 403 403 403 403 403 403
write_item pk=drafted.pk item_pk=open_item.pk                    POST 302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
write_item pk=met_out.pk item_pk=open_item.pk                    GET  302 409 409 409 409 404 403 403 409 403 403 403 403 403 403 403
autosave_item pk=drafted.pk item_pk=open_item.pk                 GET  302 405 405 405 405 405 403 403 405 403 403 403 403 403 403 403
autosave_item pk=drafted.pk item_pk=open_item.pk ? version=1 text=More POST 302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
autosave_item pk=drafted.pk item_pk=secret_minuted.pk ? version=1 text=More POST 302 200 200 404 404 404 403 403 404 403 403 403 403 403 403 403
autosave_item pk=drafted.pk item_pk=open_item.pk ? version=7 text=Less POST 302 409 409 409 409 404 403 403 404 403 403 403 403 403 403 403
add_item_raised pk=drafted.pk                                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_item_raised pk=drafted.pk                                    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
send_to_chair pk=drafted.pk                                      GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
send_to_chair pk=drafted.pk                                      POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
answer_minutes pk=with_chair.pk                                  GET  302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
answer_minutes pk=with_chair.pk                                  POST 302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
answer_minutes pk=met_out.pk                                     GET  302 409 409 409 409 404 403 403 409 403 403 403 403 403 403 403
take_back_minutes pk=agreed_meeting.pk                                   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
take_back_minutes pk=agreed_meeting.pk                                   POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
circulate_minutes pk=agreed_meeting.pk                                   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
circulate_minutes pk=agreed_meeting.pk                                   POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
acknowledge_minutes pk=met_out.pk                                GET  302 405 405 405 405 405 405 405 405 405 403 403 403 405 403 403
acknowledge_minutes pk=met_out.pk                                POST 302 302 302 302 302 302 404 404 302 302 403 403 403 404 403 403
confirm_minutes pk=met_out.pk                                    GET  302 403 403 403 403 404 403 403 200 403 403 403 403 403 403 403
confirm_minutes pk=met_out.pk                                    POST 302 403 403 403 403 404 403 403 200 403 403 403 403 403 403 403
confirm_minutes pk=met_last.pk                                   GET  302 403 403 403 403 404 403 403 409 403 403 403 403 403 403 403
add_to_minutes pk=met_last.pk                                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_to_minutes pk=met_last.pk                                    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_to_minutes pk=met_out.pk                                     GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403

# decisions: for whoever reads the item, once it is circulated
decisions                                                        GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
decisions_file kind=csv                                          GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
decisions_file kind=xlsx                                         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
decision pk=to_ratify.pk                                         GET  302 200 200 200 200 404 404 404 404 404 403 403 403 404 403 403
decision pk=standing.pk                                          GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
decision pk=424242                                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
amend_decision pk=to_ratify.pk                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
amend_decision pk=to_ratify.pk                                   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
amend_decision pk=standing.pk                                    GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
withdraw_decision pk=to_ratify.pk                                GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_decision pk=to_ratify.pk ? reason=Twice                 POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
ratify_decision pk=to_ratify.pk                                  GET  302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
ratify_decision pk=to_ratify.pk                                  POST 302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
ratify_decision pk=standing.pk                                   GET  302 409 409 409 409 404 403 403 409 403 403 403 403 403 403 403
review_decision pk=to_ratify.pk                                  GET  302 200 200 200 200 404 403 403 404 403 403 403 403 403 403 403
review_decision pk=to_ratify.pk ? said=Kept                      POST 302 302 302 302 302 404 403 403 404 403 403 403 403 403 403 403

# questions between meetings
circulars                                                        GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
ask_by_correspondence                                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
ask_by_correspondence                                            POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
circular pk=circular.pk                                          GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
circular pk=424242                                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
reply_by_correspondence pk=chairs_reply.pk                       GET  302 200 200 200 200 404 404 404 200 404 403 403 403 404 403 403
reply_by_correspondence pk=chairs_reply.pk ? answer=for          POST 302 302 302 302 302 404 404 404 302 404 403 403 403 404 403 403
close_circular pk=ripe.pk                                        GET  302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403
close_circular pk=ripe.pk                                        POST 302 200 200 200 200 404 403 403 200 403 403 403 403 403 403 403

# attendance over a year
attendance                                                       GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
attendance_by_seat code=cast.crg.code                            GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
attendance_by_seat code=none-such                                GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
attendance_file code=cast.crg.code kind=csv                      GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
"""


def furnish(world):
    """Meetings of the Case Review Group at each step, one without a quorum, two decisions, a question."""
    cast = world.cast
    today = timezone.localdate()
    made.terms(cast.crg, "some_of", of="members", count=1)
    made.sit(cast.second_officer, made.seat(cast.crg, cast.police, office="Head of Serious Crime"))
    made.sit(cast.second_officer, made.seat(cast.crg, cast.health, "virtual", "Designated nurse"))

    def days(number):
        return today - timedelta(number)

    world.met_last = made.written(cast, day=days(200))
    world.inquorate = made.held(cast, day=days(150), presences={"crime": "apologies"})
    budget = world.inquorate.items.get(title="Budget")
    rule_on_quorum(
        world.inquorate, by=cast.officer, ruling="We go on.", items={budget.pk: ("go_on", "")}, office="Chair"
    )
    world.to_ratify = record_decision(budget, by=cast.officer, text="The budget is agreed.", review_on=today)
    world.met_out = made.written(cast, day=days(100))
    world.standing = record_decision(
        world.met_out.items.get(title="Budget"), by=cast.officer, text="The plan is agreed."
    )
    made.unprinted(cast, made.circulated(cast, world.met_out))
    made.confirmed(cast, world.met_last, later=world.met_out)
    world.with_chair = made.written(cast, day=days(60))
    send_to_chair(world.with_chair.minutes, by=cast.officer)
    world.agreed_meeting = made.written(cast, day=days(50))
    made.agreed(cast, world.agreed_meeting)
    world.drafted = made.written(cast, day=days(40))
    world.open_item = world.drafted.items.get(title="Welcome")
    world.secret_minuted = world.drafted.items.get(audience="restricted")
    world.uncalled = made.planned.meeting(cast, day=days(10))
    world.circular = ask_by_correspondence(
        cast.crg, by=cast.officer, question="Shall the plan run on?", replies_by=today + timedelta(7)
    )
    world.chairs_reply = world.circular.replies.get(person=cast.chair)
    world.ripe = ask_by_correspondence(
        cast.crg, by=cast.officer, question="Shall we meet in May?", replies_by=today + timedelta(7)
    )
    world.ripe.replies.update(answer="for", answered_by=cast.chair, answered_at=timezone.now())
