# ruff: noqa: E501 - a row is as wide as it is
"""The doors of what the public reads, and of what leads there."""

from django.utils import timezone

from reviews.models import ReviewerAppointment
from reviews.operations.publication import hold
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs

# what is to be published
reviews:add_artefact  pk=reviewed_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=reviewed_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=agreed_case.pk                          GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=reviewed_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=reviewed_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=decided_case.pk                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403

# an artefact: signatories know of it once it is before them, the reviewer has the file and nothing else
reviews:artefact  pk=checking.pk                                 GET  302 200 200 403 403 200 404 403 200 200 403 403 403 403
reviews:artefact  pk=signing.pk                                  GET  302 200 200 403 403 200 200 403 200 200 403 403 403 403
reviews:artefact  pk=424242                                      GET  302 404 404 403 403 404 404 403 404 404 403 403 403 403
reviews:artefact_file  pk=checking.pk                            GET  302 200 200 403 403 200 404 403 200 200 200 403 403 403
reviews:artefact_file  pk=signing.pk                             GET  302 200 200 403 403 200 200 403 200 200 200 403 403 403
reviews:artefact_file  pk=others.pk                              GET  302 200 200 403 403 200 200 403 200 200 404 403 403 403
reviews:artefact_file  pk=424242                                 GET  302 404 404 403 403 404 404 403 404 404 404 403 403 403
reviews:replace_file  pk=checking.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:replace_file  pk=checking.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:replace_file  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:check_anonymity  pk=checking.pk                          GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403
reviews:check_anonymity  pk=checking.pk ? passed=no note=Page1   POST 302 200 302 403 403 403 403 403 302 403 403 403 403 403
reviews:check_anonymity  pk=424242                               GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403
reviews:sign  pk=signing.pk                                      GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:sign  pk=signing.pk                                      POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:sign  pk=checking.pk                                     GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:send_copy  pk=signing.pk                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:send_copy  pk=signing.pk                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:send_copy  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=signing.pk                                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=signing.pk                                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=424242                                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403
reviews:lift_hold  pk=placed.pk                                  GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:lift_hold  pk=placed.pk                                  POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403
reviews:lift_hold  pk=424242                                     POST 302 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=scheduled.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=scheduled.pk                                POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=424242                                      GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk                                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk ? reason=Emergency                  POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk ? reason=Emergency sure=yes         POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=scheduled.pk                                GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403

# the public: what is live, and nothing else
public:reviews                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:review  slug=live.review.slug                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:review  slug=scheduled.review.slug                        GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:review  slug=withdrawn.review.slug                        GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:review  slug=nothing-here                                 GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:artefact  slug=live.review.slug file=live_file            GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:artefact  slug=scheduled.review.slug file=scheduled_file  GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:artefact  slug=withdrawn.review.slug file=withdrawn_file  GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:artefact  slug=live.review.slug file=scheduled_file       GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def furnish(world):
    """A case at each stage and an artefact in each state, brought there by deeds."""
    cast = world.cast
    world.withdrawn = made.artefact(cast, "withdrawn")
    world.live = made.artefact(cast, "live")
    world.agreed_case = made.agreed(cast)
    world.reviewed_case = made.in_review(cast)
    world.checking = made.artefact(cast, "checking")
    world.signing = made.artefact(cast, "signing")
    world.placed = hold(
        made.artefact(cast, "ready"), by=cast.officer, asked_by_office="Coroner", reason="An inquest", review_on=timezone.localdate()
    )  # fmt: skip
    world.others = made.artefact(cast, "ready")
    ReviewerAppointment.objects.filter(review=world.others.review).delete()
    world.scheduled = made.artefact(cast, "scheduled")
    for name in ("live", "scheduled", "withdrawn"):
        setattr(world, f"{name}_file", getattr(world, name).public_address().split("/")[-2])
