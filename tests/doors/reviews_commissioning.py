# ruff: noqa: E501 - a row is as wide as it is
"""The doors of commissioning a review, of the review under way, and of its reviewer."""

from datetime import timedelta

from django.utils import timezone

from partnership.access import Role
from reviews.operations import under_way
from tests.factories import commissioning as commission
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the register: the business unit alone
reviews:register                                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_reviewer                                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_reviewer                                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:reviewer  pk=entry.pk                                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:reviewer  pk=424242                                      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_reviewer  pk=entry.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_reviewer  pk=entry.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:change_reviewer  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_off_register  pk=entry.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_off_register  pk=entry.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_off_register  pk=424242                             GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# commissioning: the business unit; the page also for whoever decides; each partner's share for its own signatory
reviews:commissioning  pk=agreed_case.pk                         GET  302 200 200 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:commissioning  pk=decided_case.pk                        GET  302 404 404 403 403 404 404 403 403 403 403 403 403 403 403 403
reviews:candidate  pk=candidate.pk                               GET  302 200 200 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:candidate  pk=424242                                     GET  302 404 404 403 403 404 404 403 403 403 403 403 403 403 403 403
reviews:set_terms  pk=agreed_case.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_terms  pk=agreed_case.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_terms  pk=decided_case.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_terms  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider  pk=agreed_case.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider  pk=agreed_case.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider  pk=decided_case.pk                             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:consider  pk=424242                                      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_cost  pk=agreed_case.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_cost  pk=agreed_case.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_cost  pk=decided_case.pk                             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:set_cost  pk=424242                                      GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:shortlist  pk=candidate.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:shortlist  pk=candidate.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:shortlist  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_conflict  pk=candidate.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_conflict  pk=candidate.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_conflict  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:assess_work  pk=candidate.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:assess_work  pk=candidate.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:assess_work  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_reference  pk=candidate.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_reference  pk=candidate.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_reference  pk=424242                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:interview  pk=candidate.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:interview  pk=candidate.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:interview  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:choose  pk=candidate.pk                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:choose  pk=candidate.pk                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:choose  pk=424242                                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:shortlist  pk=appointed.pk                               GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:agree_cost  pk=countys_share.pk                          GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:agree_cost  pk=countys_share.pk                          POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:agree_cost  pk=countys_share.pk ? agreed=on              POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
reviews:agree_cost  pk=rutlands_share.pk                         GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:agree_cost  pk=rutlands_share.pk ? agreed=on             POST 302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:record_agreement  pk=countys_share.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_agreement  pk=countys_share.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_agreement  pk=424242                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_for_approval  pk=approvable_case.pk                  GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:ask_for_approval  pk=approvable_case.pk                  POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_for_approval  pk=agreed_case.pk                      POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_for_approval  pk=decided_case.pk                     POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:approve_appointment  pk=approvable_case.pk               GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:approve_appointment  pk=approvable_case.pk               POST 302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:approve_appointment  pk=approvable_case.pk ? approved=yes reasons=Fits POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:approve_appointment  pk=reviewed_case.pk                 GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:approve_appointment  pk=424242                           GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403

# beginning the review, and ending it: removing somebody is the manager's
reviews:begin_review  pk=beginnable_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=beginnable_case.pk                      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=agreed_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:begin_review  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_who_reviews  pk=reviewed_case.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_who_reviews  pk=reviewed_case.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_who_reviews  pk=agreed_case.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_who_reviews  pk=424242                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:remove_reviewer  pk=reviewed_case.pk                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:remove_reviewer  pk=reviewed_case.pk                     POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:remove_reviewer  pk=agreed_case.pk                       GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:remove_reviewer  pk=424242                               GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# under way: the business unit; the group's chair checks progress too; the reviewer on their own review alone
reviews:check_progress  pk=reviewed_case.pk                      GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_progress  pk=reviewed_case.pk                      POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_progress  pk=agreed_case.pk                        GET  302 409 409 403 403 403 403 403 409 403 403 403 403 403 403 403
reviews:check_progress  pk=424242                                GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:ask_in_writing  pk=reviewed_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_in_writing  pk=reviewed_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_in_writing  pk=agreed_case.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_in_writing  pk=424242                                GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_review_meeting  pk=reviewed_case.pk                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_review_meeting  pk=reviewed_case.pk                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_review_meeting  pk=agreed_case.pk                   GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_review_meeting  pk=424242                           GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_event  pk=reviewed_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_event  pk=reviewed_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_event  pk=agreed_case.pk                            GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_event  pk=424242                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:share_paper  pk=reviewed_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:share_paper  pk=reviewed_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:share_paper  pk=agreed_case.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:share_paper  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_request  pk=asked.pk                              GET  302 200 200 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:answer_request  pk=asked.pk                              POST 302 200 200 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:answer_request  pk=asked_of_other.pk                     GET  302 200 200 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:answer_request  pk=asked_of_other.pk ? answer=Words      POST 302 302 302 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:withdraw_request  pk=asked.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw_request  pk=asked.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw_request  pk=answered_request.pk                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw_request  pk=424242                              GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:request_file  pk=answered_request.pk                     GET  302 200 200 403 403 200 403 403 200 200 200 403 403 403 403 403
reviews:request_file  pk=asked.pk                                GET  302 404 404 403 403 404 403 403 404 404 404 403 403 403 403 403
reviews:send_draft  pk=reviewed_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:send_draft  pk=reviewed_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:send_draft  pk=others_review.case_id                     GET  302 200 200 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:send_draft  pk=others_review.case_id                     POST 302 200 200 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:send_draft  pk=agreed_case.pk                            GET  302 409 409 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:draft_file  pk=review_draft.pk                           GET  302 200 200 403 403 200 403 403 200 200 200 403 403 403 403 403
reviews:draft_file  pk=others_draft.pk                           GET  302 200 200 403 403 200 403 403 200 200 404 403 403 403 403 403
reviews:draft_file  pk=424242                                    GET  302 404 404 403 403 404 403 403 404 404 404 403 403 403 403 403
reviews:unshare_paper  pk=paper.pk                               GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:unshare_paper  pk=paper.pk                               POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:unshare_paper  pk=424242                                 POST 302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# the reviewer's own workspace: nobody else's, and nothing of another reviewer's
reviews:my_review                                                GET  302 403 403 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:shared_paper  pk=paper.pk                                GET  302 403 403 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:shared_paper  pk=others_paper.pk                         GET  302 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:shared_paper  pk=taken_back.pk                           GET  302 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:shared_paper  pk=424242                                  GET  302 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403
reviews:keep_notes  pk=own_appointment.pk                        GET  302 403 403 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:keep_notes  pk=own_appointment.pk ? text=Mine seen=0     POST 302 403 403 403 403 403 403 403 403 403 302 403 403 403 403 403
reviews:keep_notes  pk=others_appointment.pk ? text=Mine seen=0  POST 302 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403
"""


def furnish(world):
    """Reviews before and after their reviewer begins, and one of another reviewer; each with papers of its own."""
    cast = world.cast
    case = made.agreed(cast)
    world.entry = commission.on_register(cast)
    world.candidate = commission.candidate(cast, case.review, chosen=False)
    shares = commission.set_cost(cast, case.review, agreed=False).shares
    world.countys_share = shares.get(organisation=cast.county)
    world.rutlands_share = shares.get(organisation=cast.rutland)
    world.approvable_case = made.agreed(cast)
    commission.ready_to_approve(cast, world.approvable_case)
    world.beginnable_case = made.agreed(cast)
    commission.ready_to_begin(cast, world.beginnable_case)
    mine = made.in_review(cast).review
    world.own_appointment = mine.reviewers.get()
    world.appointed = world.own_appointment.candidate
    world.asked, world.answered_request = ask(cast, mine), ask(cast, mine)
    under_way.answer_request(
        world.answered_request, by=cast.reviewer, content=made.pdf(), filename="answer.pdf"
    )
    world.review_draft = under_way.send_draft(
        mine, by=cast.reviewer, content=made.pdf(), filename="draft.pdf"
    )
    world.paper = under_way.share_paper(mine, by=cast.officer, kind="rapid_review")
    document = {"kind": "document", "title": "A plan", "content": made.pdf(), "filename": "plan.pdf"}
    world.taken_back = under_way.share_paper(mine, by=cast.officer, **document)
    under_way.unshare_paper(world.taken_back, by=cast.officer)
    other = cast.person("Other reviewer", Role.EXTERNAL_REVIEWER)
    world.others_review = commission.begun(
        cast, made.agreed(cast), reviewer=commission.on_register(cast, other)
    )
    world.others_appointment = world.others_review.reviewers.get()
    world.asked_of_other = ask(cast, world.others_review)
    world.others_draft = under_way.send_draft(
        world.others_review, by=other, content=made.pdf(), filename="draft.pdf"
    )
    world.others_paper = under_way.share_paper(world.others_review, by=cast.officer, kind="rapid_review")


def ask(cast, review):
    return under_way.ask_in_writing(
        review, by=cast.officer, text="What is written so far?", due_on=timezone.localdate() + timedelta(14)
    )
