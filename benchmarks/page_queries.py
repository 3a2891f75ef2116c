"""Queries of each page with 1, 25 and 250 rows, which must be as many each time; and the HTML of lists with 250."""

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import county
from benchmarks.figures import Figure
from benchmarks.pages import pages_of
from tests.factories.browser import in_mid_session, signed_in
from tests.factories.cast import Cast

HEADING = "Queries of a page"
ROWS = (1, 25, 250)
LIST_KILOBYTES = 25


def figures(say):
    """As many queries whether a page has 1, 25 or 250 rows; and how long the HTML of a list becomes."""
    counted, kilobytes = {}, {}
    for rows in ROWS:
        say(f"Pages: counting queries with {rows} rows …")
        call_command("flush", verbosity=0, interactive=False)
        cast = Cast()
        cases = county.fill_cases(cast, rows, agencies=2)
        newest = county.fill_rounds(cast, 1, schools=rows)
        county.fill_courses(cast, rows)
        for page in pages_of(cases, newest):
            client = in_mid_session(signed_in(getattr(cast, page.who))) if page.who else Client()
            address = page.address.replace("child-1/", "child-0/")
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            assert answer.status_code == 200, (page.name, answer.status_code)
            counted.setdefault(page.name, []).append(len(queries))
            if page.is_list:
                kilobytes[page.name] = max(len(answer.content) / 1000, kilobytes.get(page.name, 0))
    return [
        *(
            Figure(
                what=f"queries of {name} with 1, 25 and 250 rows", measured=max(numbers), limit=min(numbers),
                unit="queries", most=1, queries=numbers[-1],
            )
            for name, numbers in counted.items()
        ),
        *(
            Figure(what=f"HTML of {name}, at most", measured=size, unit="KB", most=LIST_KILOBYTES)
            for name, size in kilobytes.items()
        ),
    ]  # fmt: skip
