# ruff: noqa: E501 - a row is as wide as it is
"""The doors from the rapid review's meeting to the Panel's reply."""

from datetime import date

from django.utils import timezone

from partnership.access import Role
from partnership.models import Edition
from reviews.operations.decision import state_position
from reviews.operations.dispute import advise_dispute, raise_dispute
from reviews.operations.panel import hear_from_panel
from reviews.operations.panel_report import keep_report
from reviews.operations.rapid_review import fingerprint
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the rapid review: the business unit writes, the group's chair recommends
reviews:hold_meeting  pk=answered_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=answered_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:amend_meeting  pk=drafted_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:amend_meeting  pk=drafted_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:amend_meeting  pk=decided_case.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:amend_meeting  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_meeting  pk=drafted_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_meeting  pk=drafted_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_meeting  pk=decided_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_meeting  pk=answered_case.pk                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_meeting  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:revisions  pk=recommended_case.pk                        GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:revisions  pk=424242                                     GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:draft  pk=drafted_case.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=drafted_case.pk                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=decided_case.pk                                GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=424242                                         GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=drafted_case.pk                             GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:autosave  pk=drafted_case.pk                             POST 302 422 422 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=drafted_case.pk ? version=1                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=recommended_case.pk ? version=2             POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:recommend  pk=drafted_case.pk                            GET  302 403 403 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:recommend  pk=drafted_case.pk                            POST 302 403 403 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:recommend  pk=decided_case.pk                            GET  302 403 403 403 403 403 403 403 409 403 403 403 403 403 403 403
reviews:recommend  pk=424242                                     GET  302 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403

# the decision: the Independent Advisor's in 2019, the partners' where an edition says so
reviews:state_position  pk=recommended_case.pk                   GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:state_position  pk=recommended_case.pk ? position=agrees POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
reviews:state_position  pk=partners_case.pk                      GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:state_position  pk=disputed_case.pk                      GET  302 403 403 403 403 403 409 403 403 403 403 403 403 403 403 403
reviews:state_position  pk=decided_case.pk                       GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:state_position  pk=424242                                GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:record_position  pk=recommended_case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_position  pk=recommended_case.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_position  pk=decided_case.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:record_position  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:advise  pk=partners_case.pk                              GET  302 409 409 403 403 200 403 403 403 403 403 403 403 403 403 403
reviews:advise  pk=partners_case.pk ? words=Meet                 POST 302 409 409 403 403 302 403 403 403 403 403 403 403 403 403 403
reviews:advise  pk=recommended_case.pk                           GET  302 409 409 403 403 409 403 403 403 403 403 403 403 403 403 403
reviews:advise  pk=424242                                        GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
reviews:declare_conflict  pk=recommended_case.pk                 GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:declare_conflict  pk=recommended_case.pk ? reason=Mine   POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:declare_conflict  pk=partners_case.pk                    GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403 403 403
reviews:declare_conflict  pk=decided_case.pk                     GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:declare_conflict  pk=424242                              GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403
reviews:decide  pk=recommended_case.pk                           GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:decide  pk=recommended_case.pk ? outcome=lcspr grounds=Learning no_conflict=on POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:decide  pk=partners_case.pk                              GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403 403 403
reviews:decide  pk=partners_case.pk ? outcome=lcspr grounds=Learning no_conflict=on POST 302 403 403 403 403 404 200 403 403 403 403 403 403 403 403 403
reviews:decide  pk=agreed_on_case.pk ? outcome=lcspr grounds=Learning no_conflict=on POST 302 403 403 403 403 404 302 403 403 403 403 403 403 403 403 403
reviews:decide  pk=decided_case.pk                               GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:decide  pk=424242                                        GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=recommended_case.pk                        GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=recommended_case.pk ? comment=Thin         POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=partners_case.pk                           GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=partners_case.pk ? comment=Thin            POST 302 403 403 403 403 404 302 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=decided_case.pk                            GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:send_back  pk=424242                                     GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403

# the Panel: its document, what is sent, what it says
reviews:make_report  pk=decided_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:make_report  pk=decided_case.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:make_report  pk=answered_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:make_report  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:report_file  pk=printed.pk                               GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:report_file  pk=424242                                   GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:panel_thread  pk=waiting_case.pk                         GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:panel_thread  pk=answered_case.pk                        GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:panel_thread  pk=424242                                  GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:panel_file  pk=sent_message.pk                           GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:panel_file  pk=asked_message.pk                          GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:panel_file  pk=424242                                    GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:correct_sent  pk=sent_message.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_sent  pk=sent_message.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_sent  pk=asked_message.pk                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_sent  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_more  pk=waiting_case.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_more  pk=waiting_case.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_more  pk=answered_case.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_more  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_panel  pk=waiting_case.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_panel  pk=waiting_case.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell_panel  pk=424242                                    GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=decided_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=decided_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=answered_case.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=waiting_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=waiting_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=decided_case.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=waiting_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=waiting_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# a dispute is between the statutory partners: raised by one, advised on, ended once the advice is answered
reviews:raise_dispute  pk=recommended_case.pk                    GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:raise_dispute  pk=recommended_case.pk ? about=Thin       POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
reviews:raise_dispute  pk=disputed_case.pk                       GET  302 403 403 403 403 403 409 403 403 403 403 403 403 403 403 403
reviews:raise_dispute  pk=decided_case.pk                        GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:raise_dispute  pk=424242                                 GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=disputed_case.pk                      GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=disputed_case.pk ? advice=Meet        POST 302 200 200 403 403 302 403 403 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=recommended_case.pk                   GET  302 409 409 403 403 409 403 403 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=424242                                GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=disputed_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=disputed_case.pk ? response=We outcome=So POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=advised_case.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:dispute  pk=raised.pk                                    GET  302 200 200 403 403 200 200 403 200 200 403 403 403 403 403 403
reviews:dispute  pk=424242                                       GET  302 404 404 403 403 404 404 403 404 404 403 403 403 403 403 403
"""


def furnish(world):
    """A case at each stage from the meeting to the Panel, brought there by deeds."""
    cast = world.cast
    world.answered_case = made.answered(cast)
    world.drafted_case = made.drafting(cast)
    world.recommended_case = made.for_decision(cast)
    world.partners_case = made.for_decision(cast)
    world.partners_case.edition = Edition.objects.create(
        code="partners-decide", title="Arrangements in which the partners decide", guidance="2023",
        published_on=date(2019, 1, 1), starts_on=date(2019, 1, 1), ends_on=date(2019, 1, 2),
        decides_reviews=Role.SIGNATORY, chairs_partnership=Role.SIGNATORY,
    )  # fmt: skip
    world.partners_case.save(update_fields=["edition"])
    world.decided_case = made.decided(cast)
    world.advised_case = made.for_decision(cast)
    advised = raise_dispute(
        world.advised_case,
        by=cast.signatories[0],
        organisation=cast.partners[0],
        about="The grounds are thin.",
    )
    advise_dispute(advised, by=cast.advisor, advice="Meet once more.")
    world.disputed_case = made.for_decision(cast)
    world.raised = raise_dispute(
        world.disputed_case,
        by=cast.signatories[2],
        organisation=cast.police,
        about="Whether a review would add.",
    )
    world.agreed_on_case = made.for_decision(cast)
    world.agreed_on_case.edition = world.partners_case.edition
    world.agreed_on_case.save(update_fields=["edition"])
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        state_position(
            world.agreed_on_case, by=signatory, organisation=partner, position="agrees",
            seen=fingerprint(world.agreed_on_case.rapid_review),
        )  # fmt: skip
    world.waiting_case = made.awaiting_panel(cast)
    world.sent_message = world.waiting_case.panel_messages.get()
    world.asked_message = hear_from_panel(
        world.waiting_case, by=cast.officer, kind="asks", received_on=timezone.localdate(),
        due_on=timezone.localdate(), summary="What of the school?",
    )  # fmt: skip
    world.printed = keep_report(
        world.decided_case, by=cast.officer, shows="organisations", content=made.pdf(), pages=1,
        seen=fingerprint(world.decided_case.rapid_review), decision=world.decided_case.decision,
    )  # fmt: skip
