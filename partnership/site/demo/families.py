"""The invented families: who has been told, who not yet and why, and who does not want to take part."""

from datetime import timedelta

from django.utils import timezone

from reviews.operations.family import add_member, log_contact, put_off

OFFICE = "Head of safeguarding"


def not_told(people, case, role, *, because, days):
    return add_member(
        case, by=people.officer, role=role, contact_office=OFFICE, because=because,
        look_again_on=timezone.localdate() + timedelta(days),
    )  # fmt: skip


def told(
    people,
    member,
    *,
    state="informed",
    kind="meeting",
    note="Was told of the review, and what it can do.",
    **more,
):
    return log_contact(
        member, by=people.officer, happened_on=timezone.localdate(), kind=kind, by_office=OFFICE, note=note,
        state=state,
        **more,
    )  # fmt: skip


def family_in_many_states(people, case):
    """A mother who contributes, a father not told on the police's advice, a grandparent who declined, a sister told."""
    at_first = "Nobody is told before the police have spoken to both parents."
    mother = not_told(people, case, "Mother of child 1", because=at_first, days=5)
    told(people, mother)
    told(
        people, mother, state="contributing", kind="contribution", advocate="accepted",
        advocate_from="An advocacy service (invented)", note="Two services came on the same day and neither knew.",
    )  # fmt: skip
    father = not_told(people, case, "Father of child 1", because=at_first, days=14)
    grandmother = not_told(people, case, "Grandmother of child 1", because=at_first, days=5)
    told(
        people, grandmother, state="declined", kind="call", advocate="declined",
        note="Does not want to speak of it, and may ring when she does.",
    )  # fmt: skip
    sister = not_told(people, case, "Grown-up sister of child 1", because=at_first, days=5)
    told(people, sister, kind="letter", advocate="offered", note="A letter and a leaflet; no answer yet.")
    return father


def father_still_not_told(people, father, *, look_again_on):
    put_off(
        father, by=people.officer, because="The police ask that he is not told before he is interviewed.",
        look_again_on=look_again_on, by_office="Head of public protection",
    )  # fmt: skip
