# ruff: noqa: E501 - a row is as wide as it is
"""The doors from the rapid review's meeting to the Panel's reply."""

from datetime import date

from partnership.access import Role
from partnership.models import Edition
from reviews.operations.dispute import raise_dispute
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# the rapid review: the business unit writes, the group's chair recommends
reviews:hold_meeting  pk=answered_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=answered_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:hold_meeting  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=drafted_case.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=drafted_case.pk                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=decided_case.pk                                GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:draft  pk=424242                                         GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=drafted_case.pk                             GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:autosave  pk=drafted_case.pk                             POST 302 422 422 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=drafted_case.pk ? version=1                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:autosave  pk=recommended_case.pk ? version=2             POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:recommend  pk=drafted_case.pk                            GET  302 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:recommend  pk=drafted_case.pk                            POST 302 403 403 403 403 403 403 403 200 403 403 403 403 403
reviews:recommend  pk=decided_case.pk                            GET  302 403 403 403 403 403 403 403 409 403 403 403 403 403
reviews:recommend  pk=424242                                     GET  302 403 403 403 403 403 403 403 404 403 403 403 403 403

# the decision: the Independent Advisor's in 2019, the partners' where an edition says so
reviews:decide  pk=recommended_case.pk                           GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403
reviews:decide  pk=recommended_case.pk ? outcome=lcspr grounds=Learning no_conflict=on POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403
reviews:decide  pk=partners_case.pk                              GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403
reviews:decide  pk=partners_case.pk ? outcome=lcspr grounds=Learning no_conflict=on POST 302 403 403 403 403 404 302 403 403 403 403 403 403 403
reviews:decide  pk=decided_case.pk                               GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403
reviews:decide  pk=424242                                        GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403
reviews:send_back  pk=recommended_case.pk                        GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403
reviews:send_back  pk=recommended_case.pk ? comment=Thin         POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403
reviews:send_back  pk=partners_case.pk                           GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403
reviews:send_back  pk=partners_case.pk ? comment=Thin            POST 302 403 403 403 403 404 302 403 403 403 403 403 403 403
reviews:send_back  pk=decided_case.pk                            GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403
reviews:send_back  pk=424242                                     GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403

# the Panel and the review
reviews:send_to_panel  pk=decided_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=decided_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=answered_case.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:send_to_panel  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=waiting_case.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=waiting_case.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=decided_case.pk                      GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:hear_from_panel  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=waiting_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=waiting_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=decided_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:answer_panel  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403

# a dispute is between the statutory partners: raised by one, advised on, ended once the advice is answered
reviews:raise_dispute  pk=recommended_case.pk                    GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:raise_dispute  pk=recommended_case.pk ? about=Thin       POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403
reviews:raise_dispute  pk=disputed_case.pk                       GET  302 403 403 403 403 403 409 403 403 403 403 403 403 403
reviews:raise_dispute  pk=decided_case.pk                        GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:raise_dispute  pk=424242                                 GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:advise_dispute  pk=disputed_case.pk                      GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=disputed_case.pk ? advice=Meet        POST 302 200 200 403 403 302 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=recommended_case.pk                   GET  302 409 409 403 403 409 403 403 403 403 403 403 403 403
reviews:advise_dispute  pk=424242                                GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=disputed_case.pk                         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=disputed_case.pk ? response=We outcome=So POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:end_dispute  pk=424242                                   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:dispute  pk=raised.pk                                    GET  302 200 200 403 403 200 200 403 200 200 403 403 403 403
reviews:dispute  pk=424242                                       GET  302 404 404 403 403 404 404 403 404 404 403 403 403 403
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
    world.disputed_case = made.for_decision(cast)
    world.raised = raise_dispute(
        world.disputed_case,
        by=cast.signatories[2],
        organisation=cast.police,
        about="Whether a review would add.",
    )
    world.waiting_case = made.awaiting_panel(cast)
