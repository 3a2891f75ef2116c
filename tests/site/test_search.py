"""Search finds what one may see, the best first, and nothing else."""

import re
from collections import Counter
from datetime import date, datetime, time

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.access import Role
from partnership.models import Action, AgendaItem, Meeting, Organisation, Person
from partnership.models.finding import find
from partnership.models.readers import kind_of
from partnership.models.written import as_typed
from partnership.operations.actions import open_action
from partnership.rules.meetings import Audience
from partnership.site.search import KINDS
from partnership.views.search import written
from tests.factories.reviews import refer_case

WORD = "hedgehog"


def found(sign_in, who, typed):
    """The titles of what a person finds, in order."""
    page = sign_in(who).get("/search/", {"q": typed}).text
    main = page.partition("<main")[2]
    return re.findall(r'<li><a class="govuk-link" href="[^"]+">([^<]+)</a>', main)


def meeting_of(group, by, day=date(2026, 3, 10), number=1):
    tz = timezone.get_current_timezone()
    return Meeting.objects.create(
        group=group, reference=f"{group.code[:3].upper()}-2026-{number:02}", planned_by=by,
        starts_at=datetime.combine(day, time(10), tz), ends_at=datetime.combine(day, time(12), tz),
    )  # fmt: skip


@pytest.fixture
def planted(cast):
    """The same word in everything that can be found, some of it in what few may read."""
    review_meeting, audit_meeting = meeting_of(cast.crg, cast.officer), meeting_of(cast.audit, cast.officer)
    AgendaItem.objects.create(meeting=review_meeting, position=1, title=f"Open {WORD}")
    AgendaItem.objects.create(
        meeting=review_meeting, position=2, title=f"Members' {WORD}", audience=Audience.MEMBERS
    )
    AgendaItem.objects.create(
        meeting=review_meeting, position=3, title=f"Restricted {WORD}", audience=Audience.RESTRICTED
    )
    AgendaItem.objects.create(meeting=audit_meeting, position=1, title=f"Audit {WORD}")
    for title, organisation, group in (
        (f"Police {WORD}", cast.police, cast.crg),
        (f"Hospital {WORD}", cast.hospital, cast.audit),
    ):
        open_action(
            by=cast.officer, title=title, origin="AUD-1", target_on=date(2026, 5, 1),
            organisation=organisation, group=group,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        (Role.BOARD_OFFICER, {f"Open {WORD}", f"Members&#x27; {WORD}", f"Restricted {WORD}", f"Audit {WORD}",
                              f"Police {WORD}", f"Hospital {WORD}"}),
        (Role.GROUP_MEMBER, {f"Open {WORD}", f"Members&#x27; {WORD}", f"Restricted {WORD}", f"Police {WORD}"}),
        (Role.PARTNER_LEAD, {f"Police {WORD}"}),
        (Role.OBSERVER, set()),
        (Role.PRACTITIONER, set()),
    ],
)  # fmt: skip
def test_search_finds_what_each_person_may_see_and_nothing_else(planted, sign_in, who, titles):
    assert set(found(sign_in, who, WORD)) == titles


def asks(kind, person, typed):
    """The statement by which the laws find that kind for one person, and its values; None for what finds nothing."""
    try:
        sql, values = kind.search(person, typed).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, Counter(values)


def asks_as_written(kind, person, typed):
    """The same of what was written once for each kind of person."""
    like, ids = kind_of(person)
    of_kind = written(kind, timezone.localdate()).of_kind(like, len(ids))
    if of_kind.text is None:
        return None
    sql, values = of_kind.statement([*ids, *as_typed(typed)])
    return sql, Counter(values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_search_asks_for_everybody_what_the_laws_ask_for_them(planted, cast, kind):
    people = list(Person.objects.all())
    asked = [asks(kind, person, "100% of_it") for person in people]
    assert [asks_as_written(kind, person, "100% of_it") for person in people] == asked
    assert any(asked)


def test_search_asks_nothing_of_a_kind_that_somebody_can_never_find(planted, cast, sign_in):
    def asked_of(who, table):
        client = sign_in(who)
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": WORD})
        # What every request asks is planned once, and Django cannot say its words afterwards.
        return sum((one["sql"] or "").startswith(f'SELECT "{table}"') for one in captured)

    tables = ("reviews_case", "partnership_meeting")
    assert [asked_of(cast.officer, table) for table in tables] == [1, 1]
    assert [asked_of(cast.police_lead, table) for table in tables] == [0, 0]


def test_search_finds_an_audit_members_meeting_and_no_other_groups(planted, cast, sign_in):
    assert set(found(sign_in, cast.outsider, WORD)) == {f"Audit {WORD}", f"Hospital {WORD}"}


def test_search_finds_a_case_by_its_reference_alone(cast, sign_in):
    case = refer_case(cast, account=f"A {WORD} was seen in the garden of the address.")

    assert found(sign_in, Role.BOARD_OFFICER, case.reference.lower()) == [case.reference]
    assert found(sign_in, Role.BOARD_OFFICER, WORD) == []
    assert found(sign_in, Role.PARTNER_LEAD, case.reference) == []


def test_search_puts_what_is_named_so_before_what_speaks_of_it(cast):
    def action(title, detail=""):
        return open_action(
            by=cast.officer, title=title, detail=detail, origin="X-1", target_on=date(2026, 5, 1),
            organisation=cast.police,
        ).pk  # fmt: skip

    speaks = action("Something else", "Early help comes up here; early help it is.")
    holds = action("Ask for early help sooner")
    begins = action("Early help, reviewed")
    named = action("Early help")

    order = find(Action.objects.all(), "early help", names=["title"], words=["detail"])

    assert [one.pk for one in order] == [named, begins, holds, speaks]


@pytest.mark.parametrize(
    "typed", ["'", '"open', "a & | !", "%_%", "\\", "<script>", "(((", "é" * 150, "-", "or or"]
)
@pytest.mark.shows("S-DOS")
def test_search_bears_whatever_is_typed(cast, sign_in, typed):
    assert sign_in(Role.BOARD_MANAGER).get("/search/", {"q": typed}).status_code == 200


def test_search_says_what_is_wrong_with_what_was_typed(cast, sign_in):
    manager = sign_in(Role.BOARD_MANAGER)

    assert "Enter at least 2 letters or numbers" in manager.get("/search/", {"q": "x"}).text
    assert "Enter what you are looking for" in manager.get("/search/", {"q": " "}).text
    assert "Nothing that you may open has" in manager.get("/search/", {"q": "zzzz"}).text


def test_search_runs_the_same_queries_for_1_and_30_results(cast, sign_in):
    manager = sign_in(Role.BOARD_MANAGER)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            manager.get("/search/", {"q": WORD})
        return len(captured)

    Organisation.objects.create(code="h", name=WORD, kind="other")
    open_action(by=cast.officer, title=WORD, origin="X", target_on=date(2026, 5, 1), organisation=cast.police)
    queries()  # the first request of a session writes it down
    one = queries()
    for number in range(30):
        open_action(
            by=cast.officer, title=f"{WORD} {number}", origin="X", target_on=date(2026, 5, 1),
            organisation=cast.police,
        )  # fmt: skip

    assert queries() == one
