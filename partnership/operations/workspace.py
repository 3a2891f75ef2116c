"""What people arrange for themselves: views of lists, and the calendar that other programs read."""

import secrets

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import CalendarFeed, Person, SavedView
from partnership.operations.meanwhile import still_there
from partnership.operations.people import hashed
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail

MOST_VIEWS = 30


def lock_person(person):
    """Whatever one person arranges for themselves happens one after the other, in however many windows."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def stand_aside(person, listing):
    """No view of theirs opens that list any more."""
    person.saved_views.filter(listing=listing, opens_first=True).update(opens_first=False)


@transaction.atomic
def save_view(*, by, name, query, listing="diary", opens_first=False):
    """Keep a way of looking at a list; under a name that they use there already it takes the place of the other."""
    check_no_detail(name)
    person = lock_person(by)
    name = name.strip()
    found = person.saved_views.filter(listing=listing, name=name).first()
    view = found or SavedView(person=person, listing=listing, name=name)
    if view.pk is None and person.saved_views.count() >= MOST_VIEWS:
        raise Refused(f"You have {MOST_VIEWS} views already. Delete one that you no longer use first.")
    if opens_first:
        stand_aside(person, listing)
    view.query, view.opens_first = query, opens_first
    view.save()
    record("saved", view, by=by)
    return view


@transaction.atomic
def change_view(view, *, by, name, opens_first=False):
    """Another name, and whether the list opens with it."""
    check_no_detail(name)
    person = lock_person(by)
    view = still_there(person.saved_views.select_for_update(no_key=True), view)
    name = name.strip()
    if person.saved_views.filter(listing=view.listing, name=name).exclude(pk=view.pk).exists():
        raise Refused("You have a view of that name already. Choose another name.")
    if opens_first:
        stand_aside(person, view.listing)
    view.name, view.opens_first = name, opens_first
    view.save(update_fields=["name", "opens_first"])
    record("changed", view, by=by)
    return view


@transaction.atomic
def delete_view(view, *, by):
    """Gone; once more does nothing."""
    lock_person(by)
    found = by.saved_views.filter(pk=view.pk).first()
    if found:
        record("deleted", found, by=by)
        found.delete()


@transaction.atomic
def make_feed(*, by):
    """A new address for their calendar: its secret, which is shown once. An earlier address stops working."""
    person = lock_person(by)
    now = timezone.now()
    renewed = person.calendar_feeds.filter(withdrawn_at=None).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person=person, secret_hash=hashed(secret), made_at=now)
    record("renewed" if renewed else "made", feed, by=by)
    return secret


@transaction.atomic
def withdraw_feed(*, by):
    """Their address opens nothing any more; once more does nothing."""
    person = lock_person(by)
    feed = person.calendar_feeds.filter(withdrawn_at=None).first()
    if feed:
        feed.withdrawn_at = timezone.now()
        feed.save(update_fields=["withdrawn_at"])
        record("withdrew", feed, by=by)


def find_feed(secret):
    """Whose calendar this secret opens, or None: unknown, withdrawn and a leaver's look alike."""
    feed = (
        CalendarFeed.objects.filter(secret_hash=hashed(secret), withdrawn_at=None, person__is_active=True)
        .select_related("person")
        .first()
    )
    return feed.person if feed and feed.person.roles else None
