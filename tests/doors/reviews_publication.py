# ruff: noqa: E501 - a row is as wide as it is
"""The doors of what the public reads, and of what leads there."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from reviews.models import ReviewerAppointment
from reviews.operations.publication import add_improvement, correct_summary, hold
from tests.factories import reviews as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# what is to be published
reviews:add_artefact  pk=reviewed_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=reviewed_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=agreed_case.pk                          GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_artefact  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=reviewed_case.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=reviewed_case.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:name_review  pk=decided_case.pk                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# an artefact: signatories know of it once it is before them, the reviewer has the file and nothing else
reviews:artefact  pk=checking.pk                                 GET  302 200 200 403 403 200 404 403 200 200 403 403 403 403 403 403
reviews:artefact  pk=signing.pk                                  GET  302 200 200 403 403 200 200 403 200 200 403 403 403 403 403 403
reviews:artefact  pk=424242                                      GET  302 404 404 403 403 404 404 403 404 404 403 403 403 403 403 403
reviews:artefact_file  pk=checking.pk                            GET  302 200 200 403 403 200 404 403 200 200 200 403 403 403 403 403
reviews:artefact_file  pk=signing.pk                             GET  302 200 200 403 403 200 200 403 200 200 200 403 403 403 403 403
reviews:artefact_file  pk=others.pk                              GET  302 200 200 403 403 200 200 403 200 200 404 403 403 403 403 403
reviews:artefact_file  pk=424242                                 GET  302 404 404 403 403 404 404 403 404 404 404 403 403 403 403 403
reviews:replace_file  pk=checking.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:replace_file  pk=checking.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:replace_file  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:check_anonymity  pk=checking.pk                          GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_anonymity  pk=checking.pk ? passed=no note=Page1   POST 302 200 302 403 403 403 403 403 302 403 403 403 403 403 403 403
reviews:check_anonymity  pk=424242                               GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:sign  pk=signing.pk                                      GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:sign  pk=signing.pk                                      POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:sign  pk=checking.pk                                     GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:send_copy  pk=signing.pk                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_copy  pk=signing.pk                                 POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:send_copy  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_copy  pk=sent_copy.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_copy  pk=sent_copy.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_copy  pk=424242                                  GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=signing.pk                                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=signing.pk                                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:hold  pk=424242                                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:lift_hold  pk=placed.pk                                  GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:lift_hold  pk=placed.pk                                  POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:lift_hold  pk=424242                                     POST 302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=scheduled.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=scheduled.pk                                POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:schedule  pk=424242                                      GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk                                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk ? reason=Emergency                  POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=live.pk ? reason=Emergency sure=yes         POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:withdraw  pk=scheduled.pk                                GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# deciding how to publish, and telling why: the office of the case's edition decides, staff record
reviews:comment_on_report  pk=signing.review.case.pk             GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
reviews:comment_on_report  pk=signing.review.case.pk ? text=Good POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
reviews:comment_on_report  pk=agreed_case.pk                     GET  302 403 403 403 403 409 403 403 403 403 403 403 403 403 403 403
reviews:comment_on_report  pk=424242                             GET  302 403 403 403 403 404 403 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=others.review.case.pk             GET  302 403 403 403 403 200 404 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=others.review.case.pk ? mode=full POST 302 403 403 403 403 302 404 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=partners_review.case.pk           GET  302 403 403 403 403 404 200 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=partners_review.case.pk ? mode=full POST 302 403 403 403 403 404 302 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=signing.review.case.pk            GET  302 403 403 403 403 409 404 403 403 403 403 403 403 403 403 403
reviews:decide_publication  pk=424242                            GET  302 403 403 403 403 404 404 403 403 403 403 403 403 403 403 403
reviews:tell  pk=others.review.case.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell  pk=others.review.case.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:tell  pk=424242                                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:refuse_to_sign  pk=signing.pk                            GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:refuse_to_sign  pk=signing.pk                            POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
reviews:refuse_to_sign  pk=checking.pk                           GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
reviews:plan  pk=signing.pk                                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:plan  pk=signing.pk                                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:plan  pk=424242                                          GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:keep_hold  pk=placed.pk                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:keep_hold  pk=placed.pk                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:keep_hold  pk=424242                                     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:archive  pk=live.pk                                      GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:archive  pk=live.pk ? reason=Old                         POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:archive  pk=scheduled.pk                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# short texts beside what is live: one writes, others check, the manager takes down
reviews:add_improvement  pk=live.review.case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_improvement  pk=live.review.case.pk ? text=Better    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:add_improvement  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:check_improvement  pk=improvement.pk                     GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_improvement  pk=improvement.pk ? passed=yes        POST 302 302 200 403 403 403 403 403 302 403 403 403 403 403 403 403
reviews:check_improvement  pk=424242                             GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:take_down_improvement  pk=improvement.pk                 GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_down_improvement  pk=improvement.pk                 POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:take_down_improvement  pk=424242                         GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_summary  pk=live.review.case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_summary  pk=live.review.case.pk                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:correct_summary  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:check_correction  pk=correction.pk                       GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reviews:check_correction  pk=correction.pk ? passed=yes          POST 302 302 200 403 403 403 403 403 302 403 403 403 403 403 403 403
reviews:check_correction  pk=424242                              GET  302 404 404 403 403 403 403 403 404 403 403 403 403 403 403 403
reviews:link_repository  pk=live.review.case.pk                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:link_repository  pk=live.review.case.pk ? link=https://example.org/1 POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:link_repository  pk=424242                               GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# the public: what is live, and nothing else
public:reviews_feed                                              GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:reviews                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:review  slug=live.review.slug                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:review  slug=scheduled.review.slug                        GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:review  slug=withdrawn.review.slug                        GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:review  slug=nothing-here                                 GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:artefact  slug=live.review.slug file=live_file            GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:artefact  slug=scheduled.review.slug file=scheduled_file  GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:artefact  slug=withdrawn.review.slug file=withdrawn_file  GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:review  slug=archived.review.slug                         GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:artefact  slug=archived.review.slug file=archived_file    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:artefact  slug=live.review.slug file=scheduled_file       GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def furnish(world):
    """A case at each stage and an artefact in each state, brought there by deeds."""
    cast = world.cast
    with time_machine.travel(timezone.now() - timedelta(500), tick=False):
        world.archived = made.artefact(cast, "archived")
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
    world.sent_copy = world.scheduled.advance_copies.get(recipient="panel")
    partners_review = made.artefact(cast, "ready").review
    partners_review.case.edition = world.partners_case.edition
    partners_review.case.save(update_fields=["edition"])
    world.partners_review = partners_review
    world.improvement = add_improvement(
        world.live.review, by=cast.officer, text="Midwives now ask each other."
    )
    world.correction = correct_summary(
        world.live.review, by=cast.officer, new="What agencies learnt.", reason="Shorter"
    )
    for name in ("live", "scheduled", "withdrawn", "archived"):
        setattr(world, f"{name}_file", getattr(world, name).public_address().split("/")[-2])
