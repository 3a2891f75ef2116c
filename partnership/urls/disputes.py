"""Addresses of disputes between partners, of practitioners' escalations and of the challenge log."""

from django.urls import path, register_converter

from partnership.models import DisputePolicy
from partnership.views import challenges, dispute_policies, disputes, escalations


class Process:
    """Which of the two processes: any other word is no address."""

    regex = "|".join(DisputePolicy.Kind.values)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(Process, "process")

urlpatterns = [
    path("partnership/disputes/", disputes.partner_disputes, name="partner_disputes"),
    path("partnership/disputes/raise/", disputes.raise_partner_dispute, name="raise_partner_dispute"),
    path("partnership/disputes/<int:pk>/", disputes.partner_dispute, name="partner_dispute"),
    path("partnership/disputes/<int:pk>/step/", disputes.tell_dispute_step, name="tell_dispute_step"),
    path("partnership/disputes/<int:pk>/move/", disputes.move_dispute, name="move_dispute"),
    path(
        "partnership/disputes/<int:pk>/advise/",
        disputes.advise_partner_dispute,
        name="advise_partner_dispute",
    ),
    path("partnership/disputes/<int:pk>/position/", disputes.give_position, name="give_position"),
    path(
        "partnership/disputes/<int:pk>/decide/",
        disputes.decide_partner_dispute,
        name="decide_partner_dispute",
    ),
    path(
        "partnership/disputes/<int:pk>/close/", disputes.close_partner_dispute, name="close_partner_dispute"
    ),
    path("partnership/resolution/", dispute_policies.dispute_policies, name="dispute_policies"),
    path("partnership/resolution/<int:pk>/", dispute_policies.dispute_policy, name="dispute_policy"),
    path(
        "partnership/resolution/load/", dispute_policies.load_dispute_policies, name="load_dispute_policies"
    ),
    path(
        "partnership/resolution/<process:kind>/add/",
        dispute_policies.add_dispute_policy,
        name="add_dispute_policy",
    ),
    path("partnership/challenges/", challenges.challenges, name="challenges"),
    path("partnership/challenges/file/<str:kind>/", challenges.challenges_file, name="challenges_file"),
    path("partnership/challenges/log/", challenges.log_challenge, name="log_challenge"),
    path("partnership/challenges/<int:pk>/", challenges.challenge, name="challenge"),
    path("partnership/challenges/<int:pk>/respond/", challenges.respond_challenge, name="respond_challenge"),
    path(
        "partnership/challenges/<int:pk>/withdraw/", challenges.withdraw_challenge, name="withdraw_challenge"
    ),
    path("partnership/challenges/<int:pk>/close/", challenges.close_challenge, name="close_challenge"),
    path("partnership/escalations/", escalations.escalations, name="escalations"),
    path("partnership/escalations/raise/", escalations.raise_escalation, name="raise_escalation"),
    path("partnership/escalations/numbers/", escalations.escalation_counts, name="escalation_counts"),
    path("partnership/escalations/<int:pk>/", escalations.escalation, name="escalation"),
    path(
        "partnership/escalations/<int:pk>/step/",
        escalations.tell_escalation_step,
        name="tell_escalation_step",
    ),
    path("partnership/escalations/<int:pk>/move/", escalations.move_escalation, name="move_escalation"),
    path(
        "partnership/escalations/<int:pk>/resolve/", escalations.resolve_escalation, name="resolve_escalation"
    ),
]
