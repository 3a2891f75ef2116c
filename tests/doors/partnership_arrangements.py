# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the arrangements' editions, organisations, groups and terms of reference."""

from datetime import timedelta

from django.utils import timezone

from partnership.operations import organisations
from tests.factories import arrangements as follows

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# editions: everybody signed in reads published ones, signatories what is put forward, the manager every draft
editions                                                         GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
compare_editions                                                 GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
edition  pk=cast.edition.pk                                      GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
edition  pk=forward_edition.pk                                   GET  302 200 404 404 404 404 200 404 404 404 403 404 404 404 404 404
edition  pk=draft_edition.pk                                     GET  302 200 404 404 404 404 404 404 404 404 403 404 404 404 404 404
edition  pk=424242                                               GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
begin_edition                                                    GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
begin_edition                                                    POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_edition  pk=draft_edition.pk                               GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_edition  pk=draft_edition.pk                               POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_edition  pk=cast.edition.pk                                GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_power  pk=draft_edition.pk                                   GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_power  pk=draft_edition.pk ? what=Chairs office=Advisor      POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_power  pk=cast.edition.pk                                    GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_power  pk=draft_power.pk                                    GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_power  pk=draft_power.pk                                    POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_power  pk=published_power.pk                                POST 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_edition  pk=draft_edition.pk                             GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_edition  pk=draft_edition.pk ? reason=Never              POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_edition_forward  pk=draft_edition.pk                         GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_edition_forward  pk=draft_edition.pk                         POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
take_edition_back  pk=forward_edition.pk                         GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
take_edition_back  pk=forward_edition.pk ? reason=Wrong          POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
take_edition_back  pk=cast.edition.pk                            GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
endorse_edition  pk=forward_edition.pk                           GET  302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
endorse_edition  pk=forward_edition.pk ? seen=2 office=Chief organisation=cast.county.pk POST 302 403 403 403 403 403 302 403 403 403 403 403 403 403 403 403
endorse_edition  pk=forward_edition.pk ? seen=2 office=Chief organisation=cast.police.pk POST 302 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403
endorse_edition  pk=draft_edition.pk                             GET  302 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403
record_endorsement  pk=forward_edition.pk                        GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
record_endorsement  pk=forward_edition.pk                        POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_edition  pk=forward_edition.pk                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_edition  pk=forward_edition.pk                           POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_edition  pk=cast.edition.pk                              GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_edition  pk=cast.edition.pk                              GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_edition  pk=cast.edition.pk                              POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
correct_edition  pk=draft_edition.pk                             GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
plan_arrangements_review  pk=cast.edition.pk                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
plan_arrangements_review  pk=cast.edition.pk                     POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
record_arrangements_review  pk=arrangements_review.pk            GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
record_arrangements_review  pk=arrangements_review.pk            POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# organisations: everybody signed in but an external reviewer looks them up; the manager keeps them
organisations                                                    GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
organisation  pk=cast.police.pk                                  GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
organisation  pk=424242                                          GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
add_organisation                                                 GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_organisation  ? name=Moor kind=police                        POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
amend_organisation  pk=cast.hospital.pk                          GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
amend_organisation  pk=cast.hospital.pk                          POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
rename_organisation  pk=cast.hospital.pk                         GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
rename_organisation  pk=cast.hospital.pk                         POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_organisation  pk=cast.hospital.pk                            GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_organisation  pk=cast.hospital.pk                         GET  302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_organisation  pk=ended_organisation.pk                    GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
reopen_organisation  pk=ended_organisation.pk                    POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_organisation  pk=cast.hospital.pk                            POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
merge_organisations                                              GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
merge_organisations                                              POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_participation  pk=cast.hospital.pk                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_participation  pk=cast.hospital.pk                           POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_participation  pk=taking_part.pk                             GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_participation  pk=taking_part.pk                             POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# groups and their terms
groups                                                           GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
group  pk=cast.crg.pk                                            GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
group  pk=finishing_group.pk                                     GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
group  pk=424242                                                 GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
add_group                                                        GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
add_group                                                        POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
amend_group  pk=cast.audit.pk                                    GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
amend_group  pk=cast.audit.pk                                    POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_group  pk=cast.audit.pk                                      GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_group  pk=cast.audit.pk                                      POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
give_more_time  pk=finishing_group.pk                            GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
give_more_time  pk=finishing_group.pk                            POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
give_more_time  pk=cast.crg.pk                                   GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
record_outcome  pk=finishing_group.pk                            GET  302 200 403 403 403 404 403 403 404 403 403 403 403 403 403 403
record_outcome  pk=finishing_group.pk                            POST 302 200 403 403 403 404 403 403 404 403 403 403 403 403 403 403
record_outcome  pk=cast.crg.pk                                   GET  302 404 403 403 403 404 403 403 404 403 403 403 403 403 403 403
write_terms  pk=cast.crg.pk                                      GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_terms  pk=cast.crg.pk                                      POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
draft_terms  pk=cast.audit.pk                                    GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
draft_terms  pk=cast.crg.pk                                      GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_terms  pk=cast.audit.pk                                  GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_terms  pk=cast.audit.pk ? seen=1                         POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_terms  pk=cast.crg.pk ? seen=1                           POST 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_terms  pk=cast.audit.pk                                  GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_terms  pk=cast.audit.pk                                  POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
terms  pk=published_terms.pk                                     GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
terms  pk=drafted_terms.pk                                       GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404

# what the public compares
public:compare                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""


def furnish(world):
    """A draft, one that waits for endorsements, a planned review, a task and finish group, and terms in two states."""
    cast = world.cast
    today = timezone.localdate()
    world.published_power = cast.edition.powers.create(what="Chairs the group", office="Independent Advisor")
    world.forward_edition = follows.put_forward(cast, follows.draft(cast))
    world.draft_edition = follows.bare_draft(cast)
    world.draft_power = world.draft_edition.powers.create(
        what="Chairs the group", office="Independent Advisor"
    )
    world.arrangements_review = follows.planned_review(cast)
    world.ended_organisation = organisations.add_organisation(by=cast.manager, name="Old Trust", kind="other")
    organisations.end_organisation(
        world.ended_organisation, by=cast.manager, on=today - timedelta(1), reason="It was dissolved."
    )
    world.taking_part = cast.hospital.participations.get()
    world.finishing_group = follows.task_and_finish(cast, ends_on=today + timedelta(60))
    world.drafted_terms = follows.written_terms(cast, cast.audit)
    world.published_terms = follows.published_terms(cast, world.finishing_group)
