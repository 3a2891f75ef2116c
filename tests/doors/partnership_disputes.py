# ruff: noqa: E501 - a row is as wide as it is
"""The doors of disputes between partners, the challenge log, and practitioners' escalations."""

from tests.factories import disputes as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# disputes: staff, who advises, and the parties; the cast's signatory signs for the county, its lead answers for the police
partner_disputes                                                 GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
partner_dispute  pk=dispute.pk                                   GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
partner_dispute  pk=others_dispute.pk                            GET  302 200 200 403 403 200 404 404 403 403 403 403 403 403 403 403
partner_dispute  pk=decided_dispute.pk                           GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
partner_dispute  pk=424242                                       GET  302 404 404 403 403 404 404 404 403 403 403 403 403 403 403 403
raise_partner_dispute                                            GET  302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
raise_partner_dispute                                            POST 302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
tell_dispute_step  pk=dispute.pk                                 GET  302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
tell_dispute_step  pk=dispute.pk                                 POST 302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
tell_dispute_step  pk=others_dispute.pk                          GET  302 200 200 403 403 403 404 404 403 403 403 403 403 403 403 403
move_dispute  pk=dispute.pk                                      GET  302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
move_dispute  pk=dispute.pk ? outcome=Vain                       POST 302 302 302 403 403 403 302 302 403 403 403 403 403 403 403 403
move_dispute  pk=final_dispute.pk                                GET  302 409 409 403 403 403 409 409 403 403 403 403 403 403 403 403
move_dispute  pk=others_dispute.pk                               GET  302 200 200 403 403 403 404 404 403 403 403 403 403 403 403 403
advise_partner_dispute  pk=dispute.pk                            GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
advise_partner_dispute  pk=dispute.pk ? advice=Share             POST 302 200 200 403 403 302 403 403 403 403 403 403 403 403 403 403
advise_partner_dispute  pk=final_dispute.pk                      GET  302 409 409 403 403 409 403 403 403 403 403 403 403 403 403 403
give_position  pk=final_dispute.pk                               GET  302 200 200 403 403 403 200 409 403 403 403 403 403 403 403 403
give_position  pk=final_dispute.pk                               POST 302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
give_position  pk=others_dispute.pk                              GET  302 200 200 403 403 403 404 404 403 403 403 403 403 403 403 403
decide_partner_dispute  pk=final_dispute.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
decide_partner_dispute  pk=final_dispute.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
decide_partner_dispute  pk=decided_dispute.pk                    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
close_partner_dispute  pk=decided_dispute.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_partner_dispute  pk=decided_dispute.pk ? outcome=Paid      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
close_partner_dispute  pk=dispute.pk                             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# how they are resolved
dispute_policies                                                 GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
dispute_policy  pk=dispute.policy_id                             GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
dispute_policy  pk=424242                                        GET  302 404 404 403 403 404 404 404 403 403 403 403 403 403 403 403
load_dispute_policies                                            GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
load_dispute_policies                                            POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
add_dispute_policy  kind=partners                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_dispute_policy  kind=practitioners                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# the challenge log: an agency sees what it raised or was asked
challenges                                                       GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
challenges_file  kind=csv                                         GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
challenge  pk=challenge.pk                                       GET  302 200 200 403 403 200 404 200 403 403 403 403 403 403 403 403
challenge  pk=others_challenge.pk                                GET  302 200 200 403 403 200 404 404 403 403 403 403 403 403 403 403
log_challenge                                                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
log_challenge                                                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
respond_challenge  pk=challenge.pk                               GET  302 200 200 403 403 403 404 200 403 403 403 403 403 403 403 403
respond_challenge  pk=challenge.pk ? response=Yes                POST 302 200 200 403 403 403 404 302 403 403 403 403 403 403 403 403
respond_challenge  pk=answered_challenge.pk                      GET  302 409 409 403 403 403 404 409 403 403 403 403 403 403 403 403
withdraw_challenge  pk=challenge.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_challenge  pk=challenge.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_challenge  pk=challenge.pk ? reason=Mistaken            POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
withdraw_challenge  pk=answered_challenge.pk                     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
close_challenge  pk=answered_challenge.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_challenge  pk=answered_challenge.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_challenge  pk=challenge.pk                                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403

# escalations: the two agencies, and staff, who act only at the partnership's stage; nobody who merely reads disputes
escalations                                                      GET  302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
escalation  pk=escalation.pk                                     GET  302 200 200 403 403 403 200 200 403 403 403 403 403 403 403 403
escalation  pk=others_escalation.pk                              GET  302 200 200 403 403 403 200 404 403 403 403 403 403 403 403 403
escalation  pk=424242                                            GET  302 404 404 403 403 403 404 404 403 403 403 403 403 403 403 403
raise_escalation                                                 GET  302 403 403 403 403 403 200 200 403 403 403 403 403 403 403 403
raise_escalation                                                 POST 302 403 403 403 403 403 200 200 403 403 403 403 403 403 403 403
tell_escalation_step  pk=escalation.pk                           GET  302 409 409 403 403 403 200 200 403 403 403 403 403 403 403 403
tell_escalation_step  pk=escalation.pk ? text=Yes                POST 302 200 200 403 403 403 302 302 403 403 403 403 403 403 403 403
tell_escalation_step  pk=others_escalation.pk                    GET  302 409 409 403 403 403 200 404 403 403 403 403 403 403 403 403
move_escalation  pk=escalation.pk                                GET  302 409 409 403 403 403 409 200 403 403 403 403 403 403 403 403
move_escalation  pk=escalation.pk ? outcome=Vain                 POST 302 200 200 403 403 403 200 302 403 403 403 403 403 403 403 403
resolve_escalation  pk=escalation.pk                             GET  302 409 409 403 403 403 409 200 403 403 403 403 403 403 403 403
resolve_escalation  pk=escalation.pk ? outcome=Agreed            POST 302 200 200 403 403 403 200 302 403 403 403 403 403 403 403 403
resolve_escalation  pk=partnership_escalation.pk                 GET  302 200 200 403 403 403 409 200 403 403 403 403 403 403 403 403
escalation_counts                                                GET  302 200 200 403 403 200 200 200 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A dispute at each step, challenges and escalations; the police and the county are party to what is "theirs"."""
    cast = world.cast
    made.policies(cast)
    world.dispute = made.dispute(cast)
    world.others_dispute = made.dispute(
        cast, by=cast.rutland_lead, raised_for=cast.rutland, parties=[cast.hospital], subject="Of others"
    )
    world.final_dispute = made.final(cast, made.dispute(cast))
    ready = made.final(cast, made.dispute(cast))
    made.positions(cast, ready, against=[cast.health])
    world.decided_dispute = made.decided(cast, ready)
    world.challenge = made.challenge(cast)
    world.others_challenge = made.challenge(cast, raised_with=cast.health)
    world.answered_challenge = made.answered(cast, made.challenge(cast))
    police = {"by": cast.police_lead, "raised_for": cast.police}
    world.escalation = made.escalation(cast, **police)
    world.others_escalation = made.escalation(cast)
    world.partnership_escalation = made.at_the_partnership(cast, made.escalation(cast, **police))
