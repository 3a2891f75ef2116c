"""Living a year in a minute: stories wait for their day, and the portal's own clock goes with them."""

import heapq
from datetime import datetime, time, timedelta
from itertools import count

import time_machine
from django.utils import timezone

from partnership.working_days import add_working_days, on_or_before


def at(day, hour=10, minute=0):
    """That day at that hour in London."""
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())


def working_day(today, days_ago):
    """The working day on or before so many calendar days ago."""
    return on_or_before(today - timedelta(days_ago))


def working_days_ago(today, number):
    return add_working_days(today, -number)


def live(stories, *, until, each_day):
    """Run stories together in the order of their days.

    A story is a generator: it yields the instant at which it goes on, and the clock is set to it. What
    would go on after `until` never happens. `each_day` runs at seven on every day on which something happens.
    """
    queue, order = [], count()

    def wait(story):
        for instant in story:
            heapq.heappush(queue, (instant, next(order), story))
            return

    for story in stories:
        wait(story)
    last_day = None
    while queue:
        instant, _, story = heapq.heappop(queue)
        if instant > until:
            continue
        day = timezone.localdate(instant)
        if day != last_day:
            last_day = day
            with time_machine.travel(at(day, 7), tick=True):
                each_day()
        with time_machine.travel(instant, tick=True):
            wait(story)
