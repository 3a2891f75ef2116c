"""Addresses of policies, their versions and consultations."""

from django.urls import path

from partnership.views import consultations, policies, policy_versions

urlpatterns = [
    path("partnership/policies/", policies.policies, name="policies"),
    path("partnership/policies/register/", policies.register_policy, name="register_policy"),
    path("partnership/policies/<int:pk>/", policies.policy, name="policy"),
    path("partnership/policies/<int:pk>/change/", policies.change_policy, name="change_policy"),
    path("partnership/policies/<int:pk>/review/", policies.review_policy, name="review_policy"),
    path("partnership/policies/<int:pk>/withdraw/", policies.withdraw_policy, name="withdraw_policy"),
    path("partnership/policies/<int:pk>/start/", policy_versions.start_version, name="start_version"),
    path("partnership/versions/<int:pk>/", policy_versions.policy_version, name="policy_version"),
    path(
        "partnership/versions/<int:pk>/file/",
        policy_versions.policy_version_file,
        name="policy_version_file",
    ),
    path("partnership/versions/<int:pk>/write/", policy_versions.write_version, name="write_version"),
    path("partnership/versions/<int:pk>/drop/", policy_versions.drop_version, name="drop_version"),
    path("partnership/versions/<int:pk>/put-to-group/", policy_versions.put_to_group, name="put_to_group"),
    path("partnership/versions/<int:pk>/approve/", policy_versions.approve_policy, name="approve_policy"),
    path(
        "partnership/versions/<int:pk>/take-back/",
        policy_versions.take_back_version,
        name="take_back_version",
    ),
    path("partnership/versions/<int:pk>/publish/", policy_versions.publish_policy, name="publish_policy"),
    path("partnership/versions/<int:pk>/consult/", consultations.open_consultation, name="open_consultation"),
    path("partnership/consultations/<int:pk>/", consultations.consultation, name="consultation"),
    path(
        "partnership/consultations/<int:pk>/file/", consultations.consultation_file, name="consultation_file"
    ),
    path(
        "partnership/consultations/<int:pk>/extend/",
        consultations.extend_consultation,
        name="extend_consultation",
    ),
    path(
        "partnership/consultations/<int:pk>/settle/",
        consultations.settle_consultation,
        name="settle_consultation",
    ),
    path("partnership/consultations/asked/<int:pk>/nothing/", consultations.say_nothing, name="say_nothing"),
    path("partnership/consultations/comment/<int:pk>/", consultations.answer_comment, name="answer_comment"),
]
