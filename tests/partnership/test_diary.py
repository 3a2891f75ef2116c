"""The diary: every date, narrowed as asked."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from partnership.access import Refused
from partnership.models import Deadline
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.workspace import MOST_VIEWS, save_view
from partnership.rules.deadlines import SCHOOL_CONTACTS, SCHOOL_RETURN, SCHOOLS_ROUND
from partnership.rules.duties import NAMES

TODAY = date(2026, 3, 31)  # a Tuesday; Good Friday is 3 April


@pytest.fixture(autouse=True)
def the_week_of_easter():
    with time_machine.travel("2026-03-31 12:00Z", tick=False):
        yield


def due(cast, label, on, force="local", **of):
    return open_fixed(
        "return", label, on, by=cast.officer, rule="As agreed", source="Round", reference="R-1", path="/r/",
        force=force, **(of or {"organisation": cast.police}),
    )  # fmt: skip


@pytest.fixture
def everything(cast):
    due(cast, "late", date(2026, 3, 30))
    due(cast, "today", TODAY, role="board_officer")
    due(cast, "in a week", TODAY + timedelta(7), force="statutory", organisation=cast.health)
    due(cast, "in eight days", TODAY + timedelta(8), group=cast.crg)
    due(cast, "in thirty days", TODAY + timedelta(30))
    due(cast, "in a year", TODAY + timedelta(365))
    meet(due(cast, "done late", date(2026, 3, 2)), by=cast.officer, late_reason="Snow.")
    end(due(cast, "ended", date(2026, 3, 3)), by=cast.officer, reason="Withdrawn.")


def listed(client, query=""):
    return [deadline.label for deadline in client.get(f"/diary/?{query}").context["page"]]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", ["late", "today", "in a week", "in eight days", "in thirty days", "in a year"]),
        ("show=late", ["late"]),
        ("show=7", ["today", "in a week"]),
        ("show=30", ["today", "in a week", "in eight days", "in thirty days"]),
        (
            "show=all",
            [
                "done late",
                "ended",
                "late",
                "today",
                "in a week",
                "in eight days",
                "in thirty days",
                "in a year",
            ],
        ),
        ("force=statutory", ["in a week"]),
        ("whose=mine", ["today"]),
        ("whose=role:board_officer", ["today"]),
        ("show=7&force=statutory", ["in a week"]),
        ("show=nonsense", ["late", "today", "in a week", "in eight days", "in thirty days", "in a year"]),
    ],
)
def test_it_shows_what_is_asked_for_in_order(everything, sign_in, query, labels):
    assert listed(sign_in("board_officer"), query) == labels


def test_it_can_be_narrowed_to_one_organisation_or_group(everything, cast, sign_in):
    client = sign_in("board_officer")

    assert listed(client, f"whose=organisation:{cast.health.pk}") == ["in a week"]
    assert listed(client, f"whose=group:{cast.crg.pk}") == ["in eight days"]
    offered = dict(client.get("/diary/").context["shown"].form.fields["whose"].choices)
    assert [name for _, name in offered["Organisations"]] == [
        "Integrated Care Board",
        "Leicestershire Police",
    ]


def test_whose_takes_nothing_that_was_not_offered(everything, sign_in):
    """A made-up field name does not reach the query."""
    page = sign_in("board_officer").get("/diary/?whose=owner__password:x")

    assert page.status_code == 200
    assert "Select a valid choice" in str(page.context["shown"].form.errors)


def test_it_counts_working_days_over_easter(everything, sign_in):
    page = sign_in("board_officer").get("/diary/").text

    assert "1 working day late" in page
    assert "due today" in page
    assert "3 working days left" in page  # a week on, less a weekend and two holidays
    assert "1 date is late" in page


def test_it_says_whether_what_is_done_was_on_time(everything, sign_in):
    page = sign_in("board_officer").get("/diary/?show=all").text

    assert "Done late" in page
    assert "No longer due" in page


def test_what_lies_beyond_the_known_holidays_is_shown_without_a_guess(cast, sign_in):
    due(cast, "far away", date(2031, 3, 3))
    page = sign_in("board_officer").get("/diary/").text

    assert "far away" in page
    assert "Not counted yet" in page


def test_an_empty_diary_says_so(cast, sign_in):
    page = sign_in("board_officer").get("/diary/").text

    assert "Nothing is late." in page
    assert "No dates match" in page


def test_it_has_pages_that_keep_the_filter(cast, sign_in):
    Deadline.objects.bulk_create(
        Deadline(
            duty="x",
            label=f"{n}",
            reference="R",
            path="/",
            rule="x",
            source="x",
            due_on=TODAY,
            role="observer",
        )
        for n in range(26)
    )
    client = sign_in("board_officer")

    assert len(listed(client, "show=7")) == 25
    assert listed(client, "show=7&page=2") == ["25"]
    assert "show=7&amp;page=2" in client.get("/diary/?show=7").text


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_of_the_database_for_one_and_three(cast, sign_in, number, django_assert_num_queries):
    for n in range(number):
        due(cast, f"a{n}", TODAY)
        due(cast, f"b{n}", TODAY, group=cast.crg)
        due(cast, f"c{n}", TODAY, owner=cast.practitioner)
        due(cast, f"d{n}", TODAY, role="observer")
    client = sign_in("board_officer")
    client.get("/diary/")
    with django_assert_num_queries(
        6
    ):  # session, person with roles; views, what to choose from, how many, which
        client.get("/diary/")


# Narrowing by what, whom and when ---------------------------------------------------------------------------


def test_it_is_narrowed_by_duty_person_and_dates(everything, cast, sign_in):
    open_fixed(
        "rapid_review", "by somebody", date(2026, 4, 20), by=cast.officer, rule="x", source="x", reference="R-2",
        path="/", force="guidance", owner=cast.practitioner,
    )  # fmt: skip
    client = sign_in("board_officer")
    first = "since_day=30&since_month=3&since_year=2026"

    assert listed(client, "duty=rapid_review") == ["by somebody"]
    assert listed(client, "force=guidance") == ["by somebody"]
    assert listed(client, f"whose=owner:{cast.practitioner.pk}") == ["by somebody"]
    assert listed(client, f"{first}&until_day=31&until_month=3&until_year=2026") == ["late", "today"]
    assert listed(client, "show=done_late") == ["done late"]
    offered = dict(client.get("/diary/").context["shown"].form.fields["duty"].choices)
    assert offered == {
        "": "Anything",
        "rapid_review": "Send a rapid review to the Panel",
        "return": "Answer a return",
    }


def test_every_kind_of_date_that_is_opened_has_a_name_of_its_own():
    opened = re.compile(
        r"""(?:\bduty=|open_fixed\(\s*|open_for_each\(\s*[^,()]+,\s*|\bclock\(\s*|Clock\(\s*)"([a-z_ ]+)\"""",
        re.MULTILINE,
    )
    folders = ("partnership", "reviews", "assurance", "training", "schools")
    files = (file for folder in folders for file in (settings.BASE_DIR / folder).rglob("*.py"))
    duties = {duty for file in files for duty in opened.findall(file.read_text(encoding="utf-8"))}

    assert len(duties) > 60  # the pattern finds them
    assert duties - {"deadline__duty"} <= NAMES.keys()
    assert {SCHOOL_RETURN, SCHOOLS_ROUND, SCHOOL_CONTACTS} <= NAMES.keys()
    assert len(set(NAMES.values())) == len(NAMES)


def test_no_view_is_called_as_one_that_everybody_has(cast, sign_in):
    client = sign_in("board_officer")
    answer = client.post(reverse("save_view"), {"name": "late ", "query": "show=late"})

    assert "Everyone has a view called ‘late’. Choose another name." in answer.text
    mine = save_view(by=cast.officer, name="Mine to do", query="whose=mine")
    answer = client.post(reverse("change_view", args=[mine.pk]), {"name": "Late"})
    assert "Everyone has a view called ‘Late’." in answer.text
    assert not cast.officer.saved_views.exclude(name="Mine to do").exists()


def test_dates_the_wrong_way_round_are_said(everything, sign_in):
    query = "since_day=2&since_month=4&since_year=2026&until_day=1&until_month=4&until_year=2026"
    page = sign_in("board_officer").get(f"/diary/?{query}").text

    assert "The last day must be on or after the first day" in page


# Taking it along --------------------------------------------------------------------------------------------


def test_export_holds_what_the_filter_leaves_on_all_pages(everything, cast, sign_in):
    due(cast, "=cmd()", TODAY + timedelta(1))
    client = sign_in("board_officer")
    table = list(csv.reader(client.get("/diary/export.csv?show=7").content.decode("utf-8-sig").splitlines()))
    sheet = load_workbook(BytesIO(client.get("/diary/export.xlsx?show=7").content)).active

    assert [row[:6] for row in table] == [
        ["Due", "What", "Reference", "Asked of", "How binding", "State"],
        ["2026-03-31", "today", "R-1", "Board officer", "Local target", "Outstanding"],
        ["2026-04-01", "'=cmd()", "R-1", "Leicestershire Police", "Local target", "Outstanding"],
        ["2026-04-07", "in a week", "R-1", "Integrated Care Board", "Statutory duty", "Outstanding"],
    ]
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["What", "today", "'=cmd()", "in a week"]


@pytest.mark.parametrize("number", [1, 60])
def test_export_asks_the_same_of_the_database_for_few_and_many(
    cast, sign_in, number, django_assert_num_queries
):
    Deadline.objects.bulk_create(
        Deadline(
            duty="x",
            label=f"{n}",
            reference="R",
            path="/",
            rule="x",
            source="x",
            due_on=TODAY,
            group=cast.crg,
        )
        for n in range(number)
    )
    client = sign_in("board_officer")
    client.get("/diary/export.csv")
    with django_assert_num_queries(4):  # session, person with roles; what to choose from, which
        assert client.get("/diary/export.csv").content.count(b"Case Review Group") == number


# Views of one's own -----------------------------------------------------------------------------------------


def save(client, name="Urgent", query="show=7&force=statutory", **more):
    return client.post("/diary/views/save/", {"name": name, "query": query, **more})


def test_save_view_keeps_the_filter_of_the_page_under_a_name(everything, cast, sign_in):
    client = sign_in("board_officer")
    form = client.get("/diary/?whose=&force=statutory&show=7&page=1&nonsense=1").context["shown"].save
    assert form.initial["query"] == "show=7&force=statutory"

    answer = save(client)
    assert answer.url == "/diary/?show=7&force=statutory"
    assert listed(client, answer.url.partition("?")[2]) == ["in a week"]
    assert {"label": "Urgent", "address": "?show=7&force=statutory", "current": True} in client.get(
        answer.url
    ).context["shown"].views
    save(client, query="show=late")
    assert [view.query for view in cast.officer.saved_views.all()] == ["show=late"]


def test_save_view_wants_a_name_and_loses_nothing(sign_in):
    page = save(sign_in("board_officer"), name=" ")

    assert page.status_code == 200
    assert "Enter a name for this view" in page.text
    assert 'value="show=7&amp;force=statutory"' in page.text


def test_the_diary_opens_with_the_view_that_was_chosen(everything, cast, sign_in):
    client = sign_in("board_officer")
    save(client, opens_first="on")
    save(client, name="Overdue", query="show=late", opens_first="on")

    assert [view.name for view in cast.officer.saved_views.filter(opens_first=True)] == ["Overdue"]
    assert client.get("/diary/").url == "/diary/?show=late"
    assert len(listed(client, "show=")) == 6


def test_change_view_to_a_name_that_is_taken_is_refused(cast, sign_in):
    client = sign_in("board_officer")
    save(client)
    save(client, name="Not urgent")
    view = cast.officer.saved_views.get(name="Not urgent")
    page = client.post(f"/diary/views/{view.pk}/", {"name": "Urgent"})

    assert "You have a view of that name already" in page.text
    assert client.post(f"/diary/views/{view.pk}/", {"name": "Very late"}).status_code == 302
    assert {one.name for one in cast.officer.saved_views.all()} == {"Urgent", "Very late"}


def test_nobody_reaches_the_views_of_somebody_else(cast, sign_in):
    save(sign_in("board_officer"))
    view = cast.officer.saved_views.get()
    other = sign_in("board_manager")

    assert other.get(f"/diary/views/{view.pk}/").status_code == 404
    assert other.post(f"/diary/views/{view.pk}/", {"name": "Mine"}).status_code == 404
    assert other.post(f"/diary/views/{view.pk}/delete/").status_code == 404
    assert "Urgent" not in other.get("/diary/views/").text
    assert "Urgent" not in other.get("/diary/?show=").text
    assert cast.officer.saved_views.get().name == "Urgent"


def test_delete_view_twice_is_harmless(cast, sign_in):
    client = sign_in("board_officer")
    save(client)
    view = cast.officer.saved_views.get()

    assert client.post(f"/diary/views/{view.pk}/delete/").status_code == 302
    assert client.post(f"/diary/views/{view.pk}/delete/").status_code == 404
    assert cast.officer.saved_views.count() == 0


def test_nobody_collects_views_without_end(cast):
    for n in range(MOST_VIEWS):
        save_view(by=cast.officer, name=f"View {n}", query="show=7")

    with pytest.raises(Refused, match="Delete one"):
        save_view(by=cast.officer, name="One more", query="show=7")
    save_view(by=cast.officer, name="View 1", query="show=30")
