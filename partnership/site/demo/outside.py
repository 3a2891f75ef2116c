"""The invented reviews by the national Panel and by other areas: two considered, one still to be."""

from datetime import timedelta

from partnership.operations.actions import claim
from partnership.site.demo.road import group_of
from partnership.site.demo.time import at, working_day
from reviews.operations.outside_reviews import (
    consider_outside_review,
    note_learning_from,
    open_action_from,
    register_outside_review,
)


def of_the_panel(people, today):
    """A national review: the group asked two agencies to do something, and one has."""
    day = working_day(today, 170)
    yield at(day)
    registered = register_outside_review(
        by=people.learning_officer, title="Behind closed doors (invented)", source="panel",
        summary="Children who are taught at home and seen by nobody: who notices, and who may ask to see them.",
        themes="Children missing education; voice of the child", published_on=day - timedelta(9),
        group=group_of(people), consider_by=working_day(today, 110),
    )  # fmt: skip
    yield at(working_day(today, 120), 14)
    consider_outside_review(
        registered, by=people.officer, outcome="actions", considered_on=working_day(today, 120),
        reasons="Both authorities keep a list; neither shares it with health.",
    )  # fmt: skip
    opened = open_action_from(
        registered, by=people.officer, title="Share the list of children taught at home with health visiting",
        target_on=working_day(today, 20),
        organisations=[people["leicestershire-county-council"], people["rutland-county-council"]],
    )  # fmt: skip
    yield at(working_day(today, 40))
    claim(
        opened[0], by=people.county_lead, evidence="Shared each month since the spring, under an agreement."
    )


def of_another_area(people, today):
    """A review of another partnership: considered late, and one learning point taken from it."""
    day = working_day(today, 130)
    yield at(day)
    registered = register_outside_review(
        by=people.learning_officer, title="A child between two counties (invented)", source="partnership",
        source_name="A partnership in the north (invented)", themes="Families who move",
        summary="A family moved four times in a year, and each file began anew.", published_on=day - timedelta(40),
        group=group_of(people), consider_by=working_day(today, 75),
    )  # fmt: skip
    yield at(working_day(today, 62), 14)
    consider_outside_review(
        registered, by=people.officer, outcome="learning", considered_on=working_day(today, 62),
        reasons="The same has happened here, and our transfer procedure does not ask for the whole history.",
        late_reason="The meeting of the group was moved because of a rapid review.",
    )  # fmt: skip
    note_learning_from(
        registered, by=people.learning_officer, theme="Families who move",
        text="When a family moves, the whole history moves with it, and somebody reads it within a week.",
    )  # fmt: skip


def still_to_be_considered(people, today):
    """The Panel's newest, on the agenda of the group's next meeting."""
    yield at(working_day(today, 12))
    register_outside_review(
        by=people.learning_officer, title="Seen once and not again (invented)", source="panel",
        summary="Serious harm to babies after one visit found nothing: what a second visit would have asked.",
        themes="Injuries to babies", published_on=working_day(today, 20), group=group_of(people),
        consider_by=today + timedelta(17),
    )  # fmt: skip


STORIES = [of_the_panel, of_another_area, still_to_be_considered]
