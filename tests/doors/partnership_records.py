# ruff: noqa: E501 - a row is as wide as it is
"""Doors of records: whoever keeps the register, and those who may be the second person to agree to a disposal."""

from django.utils import timezone

from partnership.operations import records, subject_requests
from tests.factories import records as made

ROWS = """
#                                                                               ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra
records                                                                    GET  302 200 200 403 403 403 200 403 403 403 403 403 403 403 403 403
records_file  ending=csv                                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
records_file  ending=xlsx                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
records_file  ending=exe                                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
held_record  pk=held_box.pk                                                GET  302 200 200 403 403 403 404 403 403 403 403 403 403 403 403 403
held_record  pk=proposed_disposal.record.pk                                GET  302 200 200 403 403 403 200 403 403 403 403 403 403 403 403 403
held_record  pk=done_disposal.record.pk                                    GET  302 200 200 403 403 403 200 403 403 403 403 403 403 403 403 403
held_record  pk=424242                                                     GET  302 404 404 403 403 403 404 403 403 403 403 403 403 403 403 403
add_series                                                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_series                                                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
register_record                                                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
register_record                                                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
import_records                                                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
import_records                                                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_record  pk=held_box.pk                                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_record  pk=held_box.pk                                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_record  pk=done_disposal.record.pk                                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
move_record  pk=held_box.pk                                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
move_record  pk=held_box.pk                                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
move_record  pk=done_disposal.record.pk                                    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
place_hold  pk=held_box.pk                                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
place_hold  pk=held_box.pk                                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
place_hold  pk=done_disposal.record.pk                                     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
lift_hold  pk=held_box.pk hold_pk=box_hold.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
lift_hold  pk=held_box.pk hold_pk=box_hold.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
lift_hold  pk=held_box.pk hold_pk=box_hold.pk ? reason=Over                POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
lift_hold  pk=proposed_disposal.record.pk hold_pk=box_hold.pk              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
review_retention  pk=held_box.pk                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
review_retention  pk=held_box.pk                                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
review_retention  pk=done_disposal.record.pk                               GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
review_retention  pk=424242                                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
agree_disposal  pk=proposed_disposal.pk                                    GET  302 200 403 403 403 403 200 403 403 403 403 403 403 403 403 403
agree_disposal  pk=proposed_disposal.pk                                    POST 302 200 403 403 403 403 200 403 403 403 403 403 403 403 403 403
agree_disposal  pk=proposed_disposal.pk ? agreed=yes answer=Seen           POST 302 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403
agree_disposal  pk=managers_disposal.pk                                    GET  302 409 403 403 403 403 200 403 403 403 403 403 403 403 403 403
agree_disposal  pk=agreed_disposal.pk                                      GET  302 409 403 403 403 403 409 403 403 403 403 403 403 403 403 403
carry_out_disposal  pk=agreed_disposal.pk                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
carry_out_disposal  pk=agreed_disposal.pk                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
carry_out_disposal  pk=proposed_disposal.pk                                GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
certificate  pk=done_disposal.pk                                           GET  302 200 200 403 403 403 200 403 403 403 403 403 403 403 403 403
certificate  pk=agreed_disposal.pk                                         GET  302 404 404 403 403 403 404 403 403 403 403 403 403 403 403 403

# requests for what is held: whoever keeps the records
subject_requests                                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
register_request                                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
register_request                                                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
subject_request  pk=asked_request.pk                                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
subject_request  pk=424242                                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
what_is_held  pk=asked_request.pk                                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withhold  pk=asked_request.pk                                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withhold  pk=asked_request.pk                                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withhold  pk=decided_request.pk                                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
give_after_all  pk=asked_request.pk                                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
give_after_all  pk=asked_request.pk                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_request  pk=asked_request.pk                                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_request  pk=asked_request.pk                                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_request  pk=asked_request.pk ? reason=Withdrawn                       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_request  pk=424242                                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
extend_request  pk=asked_request.pk                                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
extend_request  pk=asked_request.pk                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
extend_request  pk=asked_request.pk ? reason=Complex                       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
extend_request  pk=decided_request.pk                                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
decide_request  pk=asked_request.pk                                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
decide_request  pk=asked_request.pk                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
decide_request  pk=checked_request.pk                                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
check_request  pk=decided_request.pk                                       GET  302 200 409 403 403 403 403 403 403 403 403 403 403 403 403 403
check_request  pk=decided_request.pk                                       POST 302 200 409 403 403 403 403 403 403 403 403 403 403 403 403 403
check_request  pk=decided_request.pk ? passed=yes                          POST 302 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403
check_request  pk=asked_request.pk                                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
make_package  pk=checked_request.pk                                        GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
make_package  pk=checked_request.pk                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
make_package  pk=asked_request.pk                                          POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_subject_request  pk=checked_request.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_subject_request  pk=checked_request.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_subject_request  pk=checked_request.pk ? sent=on                    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_subject_request  pk=asked_request.pk                                GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """Boxes at every step of a disposal, and requests at every step of an answer."""
    cast, today = world.cast, timezone.localdate()
    world.held_box = made.held(cast)
    world.box_hold = records.place_hold(
        by=cast.officer,
        held=world.held_box,
        kind="court",
        asked_by_office="Family court",
        why="Proceedings",
        from_on=today,
    )
    world.proposed_disposal = made.proposed(cast)
    world.managers_disposal = made.proposed(cast, "BOX-5", by=cast.manager)
    world.agreed_disposal = made.agreed(cast)
    world.done_disposal = made.done(cast)
    world.asked_request = ask(cast, "BOX-1")
    subject_requests.withhold(
        world.asked_request,
        by=cast.officer,
        items=[f"record-{world.held_box.pk}"],
        exemption="third_party",
        reason="Of others",
    )
    world.decided_request = decide(cast, ask(cast, "BOX-2"))
    world.checked_request = subject_requests.check_request(
        decide(cast, ask(cast, "BOX-3")), by=cast.manager, passed=True
    )


def ask(cast, subject):
    return subject_requests.register_request(
        by=cast.officer, kind="foi", subject_kind="record", subject=subject, received_on=timezone.localdate()
    )


def decide(cast, asked):
    return subject_requests.decide_request(
        asked, by=cast.officer, outcome="released", reasons="Nothing speaks against it."
    )
