"""The page from which schools and settings are reached, and the schools behind the other doors."""

from tests.factories import schools as made

ROWS = """
#                                                ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:start                               GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
"""


def furnish(world):
    """The school whose lead is in the cast, another of the county in a trust, and one of Rutland."""
    cast = world.cast
    world.own_school = made.school(cast, cast.school, name="Hawthorn School")
    world.trust_school = made.school(
        cast, name="Alder Hill Academy", run="academy", type_code="34", trust=made.trust()
    )
    world.rutland_school = made.school(cast, authority=cast.rutland, name="Rowan Green School")
