# ruff: noqa: E501 - a row is as wide as it is
"""The doors of policies, their versions and consultations."""

from tests.factories import policies as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# the register, for staff and whoever sits or answers for an agency
policies                                                         GET  302 200 200 403 403 200 200 200 200 200 403 403 403 403 403 403
policy  pk=policy.pk                                             GET  302 200 200 403 403 200 200 200 200 200 403 403 403 403 403 403
policy  pk=unseen_policy.pk                                      GET  302 200 200 403 403 404 404 404 200 200 403 403 403 403 403 403
policy  pk=424242                                                GET  302 404 404 403 403 404 404 404 404 404 403 403 403 403 403 403
register_policy                                                  GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
register_policy                                                  POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_policy  pk=policy.pk                                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_policy  pk=policy.pk                                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
change_policy  pk=424242                                         GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
review_policy  pk=policy.pk                                      GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
review_policy  pk=policy.pk ? found=Fine                         POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
review_policy  pk=others_policy.pk                               GET  302 200 200 403 403 403 403 403 404 403 403 403 403 403 403 403
review_policy  pk=unseen_policy.pk                               GET  302 409 409 403 403 403 403 403 409 403 403 403 403 403 403 403
withdraw_policy  pk=policy.pk                                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_policy  pk=policy.pk                                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
start_version  pk=idle_policy.pk                                 GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
start_version  pk=idle_policy.pk                                 POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
start_version  pk=policy.pk                                      POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# versions: drafts for staff and the group that owns them
policy_version  pk=in_force.pk                                   GET  302 200 200 403 403 200 200 200 200 200 403 403 403 403 403 403
policy_version  pk=draft_version.pk                              GET  302 200 200 403 403 404 404 404 200 200 403 403 403 403 403 403
policy_version  pk=consultation.version_id                       GET  302 200 200 403 403 404 404 404 200 200 403 403 403 403 403 403
policy_version  pk=424242                                        GET  302 404 404 403 403 404 404 404 404 404 403 403 403 403 403 403
policy_version_file  pk=in_force.pk                              GET  302 200 200 403 403 200 200 200 200 200 403 403 403 403 403 403
policy_version_file  pk=waiting_version.pk                       GET  302 200 200 403 403 404 404 404 200 200 403 403 403 403 403 403
policy_version_file  pk=draft_version.pk                         GET  302 404 404 403 403 404 404 404 404 404 403 403 403 403 403 403
write_version  pk=draft_version.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_version  pk=draft_version.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_version  pk=in_force.pk                                    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_version  pk=draft_version.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_version  pk=draft_version.pk ? reason=No                    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
put_to_group  pk=draft_version.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
put_to_group  pk=draft_version.pk                                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
approve_policy  pk=waiting_version.pk                            GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
approve_policy  pk=waiting_version.pk                            POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
approve_policy  pk=others_waiting.pk                             GET  302 200 200 403 403 403 403 403 404 403 403 403 403 403 403 403
take_back_version  pk=approved_version.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_version  pk=approved_version.pk ? reason=Wrong         POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
take_back_version  pk=draft_version.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_policy  pk=approved_version.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_policy  pk=approved_version.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
publish_policy  pk=draft_version.pk                              GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# consultations: those who are asked, the group that owns the text, and staff
open_consultation  pk=draft_version.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
open_consultation  pk=draft_version.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
consultation  pk=consultation.pk                                 GET  302 200 200 403 403 404 404 200 200 200 403 403 403 403 403 403
consultation  pk=consultation.pk ? text=Night                    POST 302 404 404 403 403 404 404 302 404 404 403 403 403 403 403 403
consultation  pk=424242                                          GET  302 404 404 403 403 404 404 404 404 404 403 403 403 403 403 403
consultation_file  pk=consultation.pk                            GET  302 200 200 403 403 404 404 200 200 200 403 403 403 403 403 403
extend_consultation  pk=consultation.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
extend_consultation  pk=consultation.pk                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
settle_consultation  pk=consultation.pk                          GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
settle_consultation  pk=consultation.pk                          POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
say_nothing  pk=police_asked.pk                                  GET  302 405 405 403 403 405 405 405 405 405 403 403 403 403 403 403
say_nothing  pk=police_asked.pk                                  POST 302 404 404 403 403 404 404 302 404 404 403 403 403 403 403 403
answer_comment  pk=policy_comment.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_comment  pk=policy_comment.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_comment  pk=424242                                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# what the public reads
public:policies                                                  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:policy  slug=policy.slug                                  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:policy  slug=unseen_policy.slug                           GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:policy  slug=withdrawn_policy.slug                        GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
public:policy_earlier  slug=policy.slug number=1                 GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:policy_earlier  slug=policy.slug number=3                 GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:policy_file  slug=policy.slug number=2                    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:policy_file  slug=policy.slug number=3                    GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def furnish(world):
    """One policy in its third version, which is consulted on; and one of every other state."""
    cast = world.cast
    world.policy = made.published_before(cast, made.policy(cast)).policy
    world.in_force = made.published(
        cast, world.policy, text="Call at once.", content=made.pdf(), filename="a.pdf"
    )
    third = made.version(cast, world.policy, text="Call the team.", content=made.pdf(), filename="a.pdf")
    world.consultation = made.consultation(cast, third, organisations=[cast.police, cast.health])
    world.police_asked = made.asked(world.consultation, cast.police)
    world.policy_comment = made.comment(cast.health_lead, world.consultation, cast.health)
    world.draft_version = made.version(cast, made.policy(cast, title="Unseen"))
    world.unseen_policy = world.draft_version.policy
    world.waiting_version = made.waiting(
        cast, made.policy(cast, title="Waiting"), content=made.pdf(), filename="a.pdf"
    )
    world.approved_version = made.approved(cast, made.policy(cast, title="Approved"))
    world.idle_policy = made.published(cast, made.policy(cast, title="Idle")).policy
    world.others_policy = made.published_by_meeting(
        cast, made.policy(cast, title="Others", group=cast.audit)
    ).policy
    world.others_waiting = made.waiting(cast, world.others_policy)
    world.withdrawn_policy = made.withdrawn(
        cast, made.published(cast, made.policy(cast, title="Gone")).policy
    )
