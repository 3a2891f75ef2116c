"""Who may hold which roles, and when a role may end."""

from partnership.access import Refused, Role

BUSINESS_UNIT = {Role.BOARD_MANAGER, Role.BOARD_OFFICER, Role.LEARNING_OFFICER, Role.ADMINISTRATOR}
DECIDERS = {Role.INDEPENDENT_ADVISOR, Role.SIGNATORY}


def check_not_oneself(*, by, person):
    """Nobody gives themselves a role or takes away their own second factor."""
    if by is not None and by.pk == person.pk:
        raise Refused("Someone else has to do this for you.")


def check_roles_together(role, held):
    """Whoever runs the business unit's work decides and signs nothing, so nobody is both."""
    role, held = Role(role), {Role(other) for other in held}
    if (role in BUSINESS_UNIT and held & DECIDERS) or (role in DECIDERS and held & BUSINESS_UNIT):
        raise Refused(
            "Business unit staff cannot make decisions or sign. One person cannot be both staff and a decision maker."
        )


def check_end(*, role, last, ends_on, others_can_manage):
    """A role that has its end is not stretched, and the last board manager does not leave an empty chair."""
    if ends_on is not None and last >= ends_on:
        raise Refused(f"That role already ends on {ends_on:%-d %B %Y}.")
    if role == Role.BOARD_MANAGER and not others_can_manage:
        raise Refused("Appoint another board manager first. Without one, nobody can invite people.")
