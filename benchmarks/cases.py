"""Pages of case reviews with ten years of cases, each with a hundred agencies' requests, against a bare view."""

from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.inside import bare, processor_ms
from partnership.models import Action, Deadline, Organisation
from reviews.models import Case, CaseAction, CaseDeadline, InformationAnswer, InformationRequest, Stage
from tests.factories.browser import signed_in
from tests.factories.cast import Cast

HEADING = "Case reviews"

YEARS, AGENCIES, TIMES = 10, 100, 15
STAGES = (
    Stage.RR_GATHERING,
    Stage.RR_DECISION,
    Stage.AWAIT_PANEL,
    Stage.LCSPR_ACTIVE,
    Stage.LEARNING,
    Stage.CLOSED,
)


def in_bulk(rows):
    """Keep rows of one kind in few statements."""
    rows = list(rows)
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=2000)


def deadline(case, duty, due_on, done_on=None, **asked_of):
    late = None if done_on is None else done_on > due_on
    return Deadline(
        duty=duty, label=duty.replace("_", " ").capitalize(), reference=case.reference, path=case.get_absolute_url(),
        rule="5 working days after", source="bench", due_on=due_on, done_on=done_on, late=late,
        late_reason="Late" if late else "", **asked_of,
    )  # fmt: skip


def fill(cast, per_year):
    """Ten years of so many cases: each with its clocks, a hundred agencies' requests and answers, five actions."""
    agencies = in_bulk(
        Organisation(code=f"agency-{n}", name=f"Agency {n:03}", kind=Organisation.Kind.OTHER)
        for n in range(AGENCIES)
    )
    begun = [
        date(2016 + year, 1, 4) + timedelta(number * 360 // per_year)
        for year in range(YEARS)
        for number in range(per_year)
    ]
    cases = in_bulk(
        Case(
            reference=f"LR-{day.year}-{number:03}", stage=STAGES[number % len(STAGES)], edition=cast.edition,
            guidance="2018", incident_on=day, aware_on=day, responsible_authority=cast.county, account="An incident.",
            referred_by=cast.police_lead, referred_for=cast.police, agreed_by_office="Head of safeguarding",
            referred_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        )
        for number, day in enumerate(begun, 1)
    )  # fmt: skip
    clocks = in_bulk(
        deadline(case, duty, case.aware_on + timedelta(days), case.aware_on + timedelta(days + number % 3 - 1),
                 organisation=cast.county)
        for number, case in enumerate(cases)
        for duty, days in (("notify", 7), ("rapid_review", 28))
    )  # fmt: skip
    in_bulk(CaseDeadline(case=cases[n // 2], deadline=clock) for n, clock in enumerate(clocks))
    asked = in_bulk(
        deadline(case, "agency_return", case.aware_on + timedelta(16), None if n % 20 == 0 else case.aware_on,
                 organisation=agency)
        for case in cases
        for n, agency in enumerate(agencies)
    )  # fmt: skip
    requests = in_bulk(
        InformationRequest(
            case=cases[n // AGENCIES], organisation=agencies[n % AGENCIES], deadline=one, scope="Two years.",
            asked_by=cast.officer,
        )
        for n, one in enumerate(asked)
    )  # fmt: skip
    in_bulk(
        InformationAnswer(
            request=one, involvement="involved", summary="What we did. " * 20, immediate_action="None needed.",
            signed_off_office="Head of safeguarding", signed_off_on=date(2026, 1, 1),
            written_by=cast.police_lead, submitted_by=cast.police_lead,
            submitted_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for n, one in enumerate(requests)
        if n % 20
    )  # fmt: skip
    actions = in_bulk(
        Action(
            title=f"Action {n}", origin=case.reference, organisation=agencies[n], group=cast.crg,
            original_target_on=date(2026, 4, 2), target_on=date(2026, 4, 2), opened_by=cast.officer,
        )
        for case in cases
        for n in range(5)
    )  # fmt: skip
    in_bulk(CaseAction(case=cases[n // 5], action=action) for n, action in enumerate(actions))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return cases


def figures(say):
    found, counted = [], {}
    for per_year in (3, 30):
        say(f"Filling {YEARS} years of {per_year} cases with {AGENCIES} agencies each …")
        call_command("flush", verbosity=0, interactive=False)
        cast = Cast()
        cases = fill(cast, per_year)
        limit = processor_ms(lambda: bare(RequestFactory().get("/")), TIMES)
        client = signed_in(cast.officer)
        for label, address in (
            ("case board", "/cases/"),
            ("one case", cases[0].get_absolute_url()),
            ("overview", "/cases/overview/"),
            ("diary", "/diary/"),
        ):
            say(f"  {label} …")
            visit = lambda: client.get(address)  # noqa: B023, E731 -- called at once
            assert visit().status_code == 200, (label, visit().status_code)
            with CaptureQueriesContext(connection) as queries:
                visit()
            number = len(queries)
            counted.setdefault(label, []).append(number)
            found.append(
                {
                    "what": f"{label}, {len(cases)} cases (limit: bare view)",
                    "measured": processor_ms(visit, TIMES),
                    "limit": limit,
                    "unit": "ms",
                    "queries": number,
                }
            )
    grows = {label: numbers for label, numbers in counted.items() if len(set(numbers)) > 1}
    assert not grows, f"More cases, more queries: {grows}"
    return found
