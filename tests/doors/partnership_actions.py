# ruff: noqa: E501 - a row is as wide as it is
"""The doors of action logs as wholes."""

from datetime import timedelta

from django.utils import timezone

from partnership.operations import actions

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# logs: everybody but an external reviewer has a page of them; each log is for its own people
action_logs                                                      GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
group_log  of=cast.audit.code                                    GET  302 200 200 200 200 404 404 404 404 404 403 404 404 404 404 404
group_log  of=cast.crg.code                                      GET  302 200 200 200 200 404 404 404 200 200 403 404 404 404 404 404
group_log  of=no-such-group                                      GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
agency_log  of=cast.police.code                                  GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
agency_log  of=cast.county.code                                  GET  302 200 200 200 200 404 200 404 404 404 403 404 404 404 404 404
origin_log  of=MAA-2026-01                                       GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
origin_log  of=CR-2026-077                                       GET  302 200 200 404 404 404 404 200 200 200 403 404 404 404 404 404
open_on_log                                                      GET  302 200 200 200 200 403 403 403 200 403 403 403 403 403 403 403
open_on_log                                                      POST 302 200 200 200 200 403 403 403 200 403 403 403 403 403 403 403
update_actions  kind=group of=cast.audit.code                    GET  302 200 200 200 200 404 404 404 404 404 403 404 404 404 404 404
update_actions  kind=group of=cast.crg.code                      GET  302 200 200 200 200 404 404 404 200 200 403 404 404 404 404 404
update_actions  kind=group of=cast.crg.code                      POST 302 302 302 302 302 404 404 404 302 302 403 404 404 404 404 404
update_actions  kind=agency of=cast.police.code                  GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
update_actions  kind=nothing of=cast.police.code                 GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
download_log  form=csv kind=group of=cast.crg.code               GET  302 200 200 200 200 404 404 404 200 200 403 404 404 404 404 404
download_log  form=xlsx kind=agency of=cast.police.code          GET  302 200 200 200 200 404 404 200 404 404 403 404 404 404 404 404
download_log  form=pdf kind=group of=cast.crg.code               GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
upload_actions                                                   GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
upload_actions                                                   POST 302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
"""


def furnish(world):
    """An action from an audit and one from a case, both asked of the police."""
    cast = world.cast
    for title, origin, group in (
        ("Ask every team what it changed", "MAA-2026-01", cast.audit),
        ("Change the form", "CR-2026-077", cast.crg),
    ):
        actions.open_action(
            by=cast.officer,
            title=title,
            origin=origin,
            target_on=timezone.localdate() + timedelta(20),
            organisation=cast.police,
            group=group,
        )
