"""Pages against a bare view, by processor time in one process; and how many queries each runs."""

import time
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from partnership.models import Deadline
from tests.factories.browser import signed_in
from tests.factories.cast import Cast

HEADING = "Pages"

BARE = "<table>{% for d in rows %}<tr><td>{{ d.label }}</td><td>{{ d.due_on }}</td></tr>{% endfor %}</table>"


@login_not_required
def bare(request):
    """The limit: one query of 25 rows and a small template, without any middleware."""
    rows = Deadline.objects.order_by("due_on")[:25]
    return HttpResponse(engines["django"].from_string(BARE).render({"rows": rows}))


def processor_ms(work, times=40):
    """Median processor time of one call, in milliseconds."""
    for _ in range(3):
        work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)[times // 2]


def figures(say):
    found = []
    for rows in (1, 25, 250):
        say(f"Pages with {rows} rows …")
        call_command("flush", verbosity=0, interactive=False)
        cast = Cast()
        Deadline.objects.bulk_create(
            Deadline(
                duty="return", label="Answer", reference=f"X-{n}", path="/home/", rule="agreed", source="bench",
                due_on=date(2026, 4, 2), organisation=cast.police,
            )
            for n in range(rows)
        )  # fmt: skip
        limit = processor_ms(lambda: bare(RequestFactory().get("/")))
        for label, who, address in (
            ("public home", None, "/"),
            ("public structure", None, "/structure/"),
            ("published reviews", None, "/reviews/"),
            ("board officer's home", cast.officer, "/home/"),
            ("partner lead's home", cast.police_lead, "/home/"),
            ("diary", cast.officer, "/diary/"),
        ):
            client = signed_in(who) if who else Client()
            visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
            assert visit().status_code == 200, (label, visit().status_code)
            with CaptureQueriesContext(connection) as queries:
                visit()
            number = len(queries)  # now: the next request empties the log
            found.append(
                {
                    "what": f"{label}, {rows} rows (limit: bare view)",
                    "measured": processor_ms(visit),
                    "limit": limit,
                    "unit": "ms",
                    "queries": number,
                }
            )
    return found
