"""Addresses of the editions of the arrangements, organisations, groups and their terms of reference."""

from django.urls import path

from partnership.views import editions, groups, organisations

urlpatterns = [
    path("partnership/arrangements/", editions.editions, name="editions"),
    path("partnership/arrangements/begin/", editions.begin_edition, name="begin_edition"),
    path("partnership/arrangements/compare/", editions.compare_editions, name="compare_editions"),
    path("partnership/arrangements/<int:pk>/", editions.edition, name="edition"),
    path("partnership/arrangements/<int:pk>/write/", editions.write_edition, name="write_edition"),
    path("partnership/arrangements/<int:pk>/add-power/", editions.add_power, name="add_power"),
    path("partnership/arrangements/powers/<int:pk>/drop/", editions.drop_power, name="drop_power"),
    path("partnership/arrangements/<int:pk>/discard/", editions.discard_edition, name="discard_edition"),
    path(
        "partnership/arrangements/<int:pk>/put-forward/",
        editions.put_edition_forward,
        name="put_edition_forward",
    ),
    path(
        "partnership/arrangements/<int:pk>/take-back/", editions.take_edition_back, name="take_edition_back"
    ),
    path("partnership/arrangements/<int:pk>/endorse/", editions.endorse_edition, name="endorse_edition"),
    path(
        "partnership/arrangements/<int:pk>/record-endorsement/",
        editions.record_endorsement,
        name="record_endorsement",
    ),
    path("partnership/arrangements/<int:pk>/publish/", editions.publish_edition, name="publish_edition"),
    path("partnership/arrangements/<int:pk>/correct/", editions.correct_edition, name="correct_edition"),
    path(
        "partnership/arrangements/<int:pk>/plan-review/",
        editions.plan_arrangements_review,
        name="plan_arrangements_review",
    ),
    path(
        "partnership/arrangements/reviews/<int:pk>/record/",
        editions.record_arrangements_review,
        name="record_arrangements_review",
    ),
    path("partnership/organisations/", organisations.organisations, name="organisations"),
    path("partnership/organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("partnership/organisations/merge/", organisations.merge_organisations, name="merge_organisations"),
    path("partnership/organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path(
        "partnership/organisations/<int:pk>/amend/",
        organisations.amend_organisation,
        name="amend_organisation",
    ),
    path(
        "partnership/organisations/<int:pk>/rename/",
        organisations.rename_organisation,
        name="rename_organisation",
    ),
    path("partnership/organisations/<int:pk>/end/", organisations.end_organisation, name="end_organisation"),
    path(
        "partnership/organisations/<int:pk>/reopen/",
        organisations.reopen_organisation,
        name="reopen_organisation",
    ),
    path(
        "partnership/organisations/<int:pk>/take-part/",
        organisations.add_participation,
        name="add_participation",
    ),
    path(
        "partnership/organisations/taking-part/<int:pk>/end/",
        organisations.end_participation,
        name="end_participation",
    ),
    path("partnership/groups/", groups.groups, name="groups"),
    path("partnership/groups/add/", groups.add_group, name="add_group"),
    path("partnership/groups/<int:pk>/", groups.group, name="group"),
    path("partnership/groups/<int:pk>/amend/", groups.amend_group, name="amend_group"),
    path("partnership/groups/<int:pk>/end/", groups.end_group, name="end_group"),
    path("partnership/groups/<int:pk>/more-time/", groups.give_more_time, name="give_more_time"),
    path("partnership/groups/<int:pk>/outcome/", groups.record_outcome, name="record_outcome"),
    path("partnership/groups/<int:pk>/terms/write/", groups.write_terms, name="write_terms"),
    path("partnership/groups/<int:pk>/terms/draft/", groups.draft_terms, name="draft_terms"),
    path("partnership/groups/<int:pk>/terms/publish/", groups.publish_terms, name="publish_terms"),
    path("partnership/groups/<int:pk>/terms/discard/", groups.discard_terms, name="discard_terms"),
    path("partnership/groups/terms/<int:pk>/", groups.terms, name="terms"),
]
