# ruff: noqa: E501 - a row is as wide as it is
"""The doors of rounds and returns."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.assurance import one_of_each, open_round, return_of, submitted

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# where the cycle stands
assurance:cycle                                                  GET  302 200 200 200 200 200 200 200 200 200 403 200 403 200 403 403

# rounds: the business unit runs them, the advisor watches
assurance:rounds                                                 GET  302 200 200 403 200 200 403 403 403 403 403 403 403 403 403 403
assurance:open_round                                             GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:open_round                                             POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:round  pk=round.pk                                     GET  302 200 200 403 200 200 403 403 403 403 403 403 403 403 403 403
assurance:round  pk=nothing                                      GET  302 404 404 403 404 404 403 403 403 403 403 403 403 403 403 403
assurance:round_csv  pk=round.pk                                 GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:remind  pk=round.pk                                    GET  302 405 405 403 405 403 403 403 403 403 403 403 403 403 403 403
assurance:remind  pk=round.pk                                    POST 302 302 302 403 302 403 403 403 403 403 403 403 403 403 403 403
assurance:remind  pk=closed_round.pk                             POST 302 409 409 403 409 403 403 403 403 403 403 403 403 403 403 403
assurance:extend  pk=draft_return.pk                             GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:extend  pk=draft_return.pk                             POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403

# the police's draft, which is the police's alone
assurance:return  pk=draft_return.pk                             GET  302 404 404 404 403 404 404 200 403 403 403 404 403 403 403 403
assurance:section  pk=draft_return.pk section_pk=section.pk      GET  302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:section  pk=draft_return.pk section_pk=section.pk      POST 302 403 403 403 403 404 404 302 404 404 403 404 404 403 403 403
assurance:section  pk=draft_return.pk section_pk=nothing         GET  302 403 403 403 403 404 404 404 404 404 403 404 404 403 403 403
assurance:autosave  pk=draft_return.pk section_pk=section.pk     GET  302 403 403 403 403 405 405 405 405 405 403 405 405 403 403 403
assurance:autosave  pk=draft_return.pk section_pk=section.pk     POST 302 403 403 403 403 404 404 200 404 404 403 404 404 403 403 403
assurance:check_answers  pk=draft_return.pk                      GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:submit  pk=draft_return.pk                             GET  302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403
assurance:submit  pk=draft_return.pk                             POST 302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:receipt  pk=draft_return.pk                            GET  302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403

# the county's, submitted: for those who read them all, and not for the police
assurance:return  pk=their_return.pk                             GET  302 200 200 404 403 200 200 404 403 403 403 404 403 403 403 403
assurance:section  pk=their_return.pk section_pk=section.pk      GET  302 403 403 403 403 404 302 404 404 404 403 404 404 403 403 403
assurance:autosave  pk=their_return.pk section_pk=section.pk     POST 302 403 403 403 403 404 409 404 404 404 403 404 404 403 403 403
assurance:check_answers  pk=their_return.pk                      GET  302 403 403 403 403 403 302 404 403 403 403 404 403 403 403 403
assurance:submit  pk=their_return.pk                             POST 302 403 403 403 403 403 302 404 403 403 403 404 403 403 403 403
assurance:receipt  pk=their_return.pk                            GET  302 403 403 403 403 403 200 404 403 403 403 404 403 403 403 403

# the police's own of a round before: submitted, so read only
assurance:return  pk=own_return.pk                               GET  302 200 200 404 403 200 404 200 403 403 403 404 403 403 403 403
assurance:section  pk=own_return.pk section_pk=section.pk        GET  302 403 403 403 403 404 404 302 404 404 403 404 404 403 403 403
assurance:autosave  pk=own_return.pk section_pk=section.pk       POST 302 403 403 403 403 404 404 409 404 404 403 404 404 403 403 403
assurance:submit  pk=own_return.pk                               POST 302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403
assurance:receipt  pk=own_return.pk                              GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403

# a school's draft, and what nobody answered before the round closed
assurance:return  pk=schools_return.pk                           GET  302 404 404 404 403 404 404 404 403 403 403 200 403 403 403 403
assurance:section  pk=schools_return.pk section_pk=section.pk    GET  302 403 403 403 403 404 404 404 404 404 403 200 404 403 403 403
assurance:return  pk=closed_return.pk                            GET  302 404 404 404 403 404 404 200 403 403 403 404 403 403 403 403
assurance:section  pk=closed_return.pk section_pk=section.pk     GET  302 403 403 403 403 404 404 409 404 404 403 404 404 403 403 403
assurance:submit  pk=closed_return.pk                            GET  302 403 403 403 403 403 404 409 403 403 403 404 403 403 403 403
"""


def furnish(world):
    """A round under way, one before it that the police answered, and one that closed without them."""
    cast, asks = world.cast, one_of_each()
    today = timezone.localdate()

    def asked(title, organisations, opened, due, closes):
        return open_round(
            cast,
            organisations,
            asks,
            title=title,
            opens_on=today + timedelta(opened),
            due_on=today + timedelta(due),
            closes_on=today + timedelta(closes),
        )

    world.section = asks.sections.first()
    world.round = asked("Under way", [cast.police, cast.county, cast.school], -5, 10, 20)
    world.draft_return = return_of(world.round, cast.police)
    world.their_return = submitted(return_of(world.round, cast.county), cast.county_lead)
    world.schools_return = return_of(world.round, cast.school)
    before = asked("Before", [cast.police], -60, 2, 4)
    world.own_return = submitted(return_of(before, cast.police), cast.police_lead)
    world.closed_round = asked("Closed", [cast.police], -60, -20, -10)
    world.closed_return = return_of(world.closed_round, cast.police)
    world.nothing = 987654  # of whatever: there is no such row
