"""What can be found in the partnership's own rows, and how each looks in a list of results."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models import (
    Action,
    AgendaItem,
    Decision,
    Group,
    ItemMinutes,
    Meeting,
    Minutes,
    Organisation,
    Paper,
    Person,
    Policy,
)
from partnership.models.finding import find
from partnership.models.meetings import readable_by
from partnership.models.readers import WrittenForEach
from partnership.models.written import TYPED, as_typed

SHOWN = 8  # of each kind; who looks for more narrows what they type


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found. `rows` gives what a person may know of, and nothing else."""

    label: str
    rows: Callable
    names: tuple
    address: Callable
    title: Callable = str
    note: Callable = lambda row: ""
    words: tuple | None = ()

    def search(self, person, typed):
        """The best of what this person may know of, and one more than is shown."""
        return find(self.rows(person), typed, names=self.names, words=self.words)[: SHOWN + 1]

    def find(self, person, typed):
        """Up to SHOWN results as a page draws them, and whether there are more.

        One query, or none where this kind of person can never find any.
        """
        found = written(self, timezone.localdate())(person, *as_typed(typed))
        drawn = [
            {"title": self.title(row), "address": self.address(row), "note": self.note(row)}
            for row in found[:SHOWN]
        ]
        return drawn, len(found) > SHOWN


@lru_cache(50)
def written(kind, today):
    """What finds that kind, its SQL written once a day for each kind of person: what is in force depends on the day."""
    return WrittenForEach(lambda person, typed, *_: kind.search(person, typed), *TYPED)


def to_item(item):
    return f"{reverse('meeting', args=[item.meeting_id])}#item-{item.position}"


def anybody(person):
    """People are found by those who may open their pages."""
    return Person.objects.all() if may(person, Can.INVITE_PEOPLE) else Person.objects.none()


def minuted(person):
    """What was written of the items that the person may read, once the minutes are theirs to read."""
    return ItemMinutes.objects.filter(
        readable_by(person, "item__meeting__group", "item__audience"),
        item__meeting__minutes__in=Minutes.objects.visible_to(person),
    ).select_related("item__meeting__group")


KINDS = (
    Kind(
        label="Organisations",
        rows=lambda person: Organisation.objects.known_to(person),
        names=("name", "short_name"),
        address=lambda row: reverse("organisation", args=[row.pk]),
        note=lambda row: row.get_kind_display(),
    ),
    Kind(
        label="Groups",
        rows=lambda person: Group.objects.all(),
        names=("name",),
        address=Group.get_absolute_url,
        note=lambda row: row.get_area_display(),
    ),
    Kind(
        label="People",
        rows=anybody,
        names=("name", "email"),
        address=lambda row: reverse("person", args=[row.pk]),
        note=lambda row: row.email,
    ),
    Kind(
        label="Meetings",
        rows=lambda person: Meeting.objects.visible_to(person).select_related("group"),
        names=("reference", "group__name"),
        address=Meeting.get_absolute_url,
        note=lambda row: f"{row.reference} · {row.get_state_display()}",
    ),
    Kind(
        label="What was on an agenda",
        rows=lambda person: AgendaItem.objects.visible_to(person).select_related("meeting__group"),
        names=("title",),
        words=("note",),
        address=to_item,
        title=lambda row: row.title,
        note=lambda row: str(row.meeting),
    ),
    Kind(
        label="Actions",
        rows=lambda person: Action.objects.visible_to(person).select_related(
            "organisation", "owner", "group"
        ),
        names=("title", "origin"),
        words=("detail",),
        address=Action.get_absolute_url,
        title=lambda row: row.title,
        note=lambda row: f"{row.get_state_display()} · {row.asked_of} · from {row.origin}",
    ),
    Kind(
        label="Papers",
        rows=lambda person: Paper.objects.visible_to(person).select_related("item__meeting__group"),
        names=("title",),
        address=Paper.get_absolute_url,
        title=lambda row: row.title,
        note=lambda row: str(row.item.meeting),
    ),
    Kind(
        label="What was minuted",
        rows=minuted,
        names=("item__title",),
        words=("text",),
        address=lambda row: to_item(row.item),
        title=lambda row: row.item.title,
        note=lambda row: str(row.item.meeting),
    ),
    Kind(
        label="Decisions of groups",
        rows=lambda person: Decision.objects.visible_to(person).select_related("group"),
        names=("reference",),
        words=("text",),
        address=Decision.get_absolute_url,
        note=lambda row: f"{row.group}, {row.decided_on:%-d %B %Y}",
    ),
    Kind(
        label="Policies",
        rows=lambda person: Policy.objects.visible_to(person),
        names=("title",),
        words=("summary",),
        address=Policy.get_absolute_url,
        note=lambda row: row.get_kind_display(),
    ),
)
