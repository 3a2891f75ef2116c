"""Contact with schools: what took place, what was promised, and who was reached."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event
from partnership.rules.years import AcademicYear
from schools.models import Engagement
from schools.operations import engagement as operations
from schools.rules.engagement import Promise, match_schools, stands
from tests.factories import engagement as made
from tests.factories.meetings import pdf
from tests.factories.schools import school

YEAR = AcademicYear(2026)


@pytest.fixture(autouse=True)
def a_day_in_the_spring_term():
    with time_machine.travel(datetime(2027, 2, 3, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def test_a_promise_by_the_term_misses_only_terms_that_are_over():
    promise = Promise("x", "leads_forum", "term", "Once a term.")
    day = date(2027, 4, 2)

    none = stands(promise, [], year=YEAR, today=day)
    assert (none.words, none.colour, none.missing) == ("0 of 3 terms", "red", ["Autumn term", "Spring term"])
    two = stands(promise, [date(2026, 12, 31), date(2027, 1, 1)], year=YEAR, today=day)
    assert (two.words, two.colour, two.missing) == ("2 of 3 terms", "yellow", [])
    all_three = stands(promise, [date(2026, 9, 1), date(2027, 3, 31), date(2027, 4, 1)], year=YEAR, today=day)
    assert (all_three.words, all_three.colour) == ("3 of 3 terms", "green")


def test_a_promise_to_each_school_is_red_once_the_year_is_over():
    promise = Promise("x", "visit", "school", "Every school.")

    told = [
        stands(promise, [], year=YEAR, today=day, schools=17, visited=visited).colour
        for day, visited in ((date(2027, 8, 31), 16), (date(2027, 9, 1), 16), (date(2027, 9, 1), 17))
    ]
    assert told == ["yellow", "red", "green"]


def test_promises_are_those_of_the_arrangements_with_their_source():
    found = {(one.authority, one.kind): one for one in operations.promises()}

    assert found["rutland-county-council", "leads_forum"].per == "term"
    assert found["rutland-county-council", "visit"].per == "school"
    assert found["rutland-county-council", "bulletin"].per == "month"
    assert {one.source for one in operations.promises()} == {"Published arrangements 2019, section 11"}
    assert [one.per for one in operations.promises() if one.kind.startswith("heads_")] == ["term"] * 3


def test_names_of_an_attendance_list_are_matched_by_urn_or_name(cast):
    elm, oak, twin = (
        school(cast, name=name, urn=urn)
        for name, urn in (("Elm School", 130001), ("St Mary’s School", 130002), ("St Mary's School", 130003))
    )
    found, wrong = match_schools(["elm  school", "130002 St Mary’s", "130003"], [elm, oak, twin])
    assert (found, wrong) == ([elm, oak, twin], [])

    found, wrong = match_schools(["St Mary’s School", "Ash School"], [elm, oak, twin])
    assert found == []
    assert wrong == [
        "Several schools are called “St Mary’s School”. Use the URN: 130002, 130003.",
        "No school of this authority is called “Ash School”. Enter its URN or full name.",
    ]


def test_record_engagement_reaches_schools_of_a_kind_and_by_name_and_says_so(cast):
    primary, secondary = school(cast), school(cast, kind="secondary", name="Beacon College")
    school(cast, kind="special")
    school(cast, authority=cast.rutland, kind="primary")

    one = made.engagement(cast, kinds=["primary"], names="Beacon College\n\n", early_years=12)

    assert set(one.schools.all()) == {primary, secondary}
    assert one.counts == [("Early years settings", 12)]
    event = Event.objects.filter(noun="schools.engagement").latest("pk")
    assert (event.verb, event.facts["schools"]) == ("recorded", 2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": date(2027, 2, 4)}, "The date must be today or in the past"),
        ({"title": " "}, "Enter what it was called, such as “Autumn forum”"),
        ({"shared": ""}, "what was shared"),
        ({"kinds": [], "names": ""}, "who was reached"),
        ({"names": "Nowhere School"}, "Nowhere School"),
        ({"shared": "The NHS number is 943 476 5919"}, "NHS number"),
    ],
)
def test_record_engagement_is_refused_with_what_to_do(cast, changes, sentence):
    school(cast)

    with pytest.raises(Refused, match=sentence):
        made.engagement(cast, **{"kinds": ["primary"]} | changes)
    assert not Engagement.objects.exists()


def test_an_education_lead_records_for_their_own_authority_alone(cast):
    with pytest.raises(Refused, match="You can only do this for your own authority’s schools"):
        made.engagement(cast, authority=cast.rutland, early_years=1)


def test_pressed_twice_is_recorded_once(cast):
    assert made.engagement(cast, governors=4) == made.engagement(cast, governors=4)
    assert Engagement.objects.count() == 1


def test_reach_counts_each_school_once_and_follows_one_that_converted(cast):
    stayed, missed = school(cast), school(cast, name="Zelkova School")
    old = school(cast, name="Poplar School", status_code="2", closed_on=date(2026, 12, 31))
    new = school(cast, old.organisation, name="Poplar Academy", run="academy")
    made.engagement(cast, schools=[stayed, old])
    made.engagement(cast, schools=[stayed], kind="briefing", title="October briefing")
    made.engagement(cast, schools=[missed], held_on=date(2026, 8, 31), title="The year before")

    found = operations.reach(cast.county, YEAR, date(2027, 2, 3))

    assert (found["schools"], found["reached"], found["unreached"]) == (3, 2, [missed])
    assert found["by_kind"] == [
        {"kind": "Primary", "schools": 3, "met": 2, "written": 1, "not_reached": 1},
    ]
    assert new not in found["unreached"]
    assert found["unvisited"] == []
    assert [one.words for one in found["promises"] if one.promise.kind == "briefing"] == ["1 recorded"]


def test_what_is_withdrawn_counts_no_more_and_stays(cast):
    one = made.engagement(cast, schools=[school(cast)])
    operations.withdraw_engagement(one, by=cast.education_lead, reason="It was called off.")

    assert operations.reach(cast.county, YEAR, date(2027, 2, 3))["reached"] == 0
    assert Engagement.objects.get().withdrawn_because == "It was called off."
    with pytest.raises(Refused, match="withdrawn"):
        operations.withdraw_engagement(one, by=cast.education_lead, reason="Again")


def test_change_engagement_tells_who_saved_meanwhile_and_loses_nothing(cast, sign_in):
    one = made.engagement(cast, governors=4)
    fields = {
        "kind": "leads_forum", "held_on_day": "14", "held_on_month": "10", "held_on_year": "2026",
        "title": "Mine", "shared": "My words.", "governors": "5", "seen": "1",
    }  # fmt: skip
    operations.change_engagement(
        one, by=cast.officer, seen=1, **made.FACTS | {"title": "Theirs", "governors": 4}
    )
    client, address = sign_in("education_lead"), reverse("schools:change_engagement", args=[one.pk])

    page = client.post(address, fields).content.decode()
    assert "Theirs" in page
    assert "My words." in page
    assert client.post(address, fields | {"seen": "2"}).status_code == 302
    one.refresh_from_db()
    assert (one.title, one.governors, one.revision) == ("Mine", 5, 3)


def test_a_school_that_closed_since_stays_when_the_list_is_saved_again(cast):
    closed = school(cast, name="Old School", urn=130009)
    one = made.engagement(cast, schools=[closed])
    type(closed).objects.filter(pk=closed.pk).update(status_code="2", closed_on=date(2026, 12, 31))

    operations.change_engagement(
        one, by=cast.education_lead, seen=1, names="130009 Old School", **made.FACTS | {"title": "Renamed"}
    )
    assert list(one.schools.all()) == [closed]


def test_the_page_asks_the_same_number_of_questions_whatever_the_rows(cast, sign_in):
    client, address = sign_in("education_lead"), reverse("schools:engagements")

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    made.engagement(cast, schools=[school(cast)])
    client.get(address)
    with_one = queries()
    for number in range(3):
        made.engagement(cast, schools=[school(cast)], title=f"Forum {number}", kind="visit")
    assert queries() == with_one


def test_the_page_lists_rutlands_missing_visits_and_bulletins(cast, sign_in):
    seen = school(cast, authority=cast.rutland, name="Rowan School")
    school(cast, authority=cast.rutland, name="Whitebeam School")
    for kind, day in (("visit", date(2026, 11, 5)), ("bulletin", date(2026, 12, 1))):
        made.engagement(
            cast, by=cast.rutland_education, authority=cast.rutland, schools=[seen], kind=kind, held_on=day
        )

    page = sign_in(cast.rutland_education).get(reverse("schools:engagements")).content.decode()
    assert "1 of 2 schools reached at least once" in page
    assert "1 of 11 months" in page
    assert "September, October, November, January" in page
    assert "Schools without a keeping-in-touch visit yet" in page
    assert "1 school, below" in page


def test_a_paper_is_kept_and_handed_over_to_readers(cast, sign_in):
    one = made.engagement(cast, governors=4, content=pdf("x"), filename="slides.pdf")
    client = sign_in("education_lead")
    client.post(
        reverse("schools:add_engagement_document", args=[one.pk]),
        {"file": SimpleUploadedFile("more.pdf", pdf("y"), "application/pdf")},
    )

    assert [document.title for document in one.documents.order_by("pk")] == ["Paper 1", "Paper 2"]
    address = reverse("schools:engagement_document", args=[one.pk, one.documents.first().pk])
    response = sign_in("independent_advisor").get(address)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_the_export_holds_no_formula(cast, sign_in):
    made.engagement(cast, governors=4, title="=1+1")

    text = sign_in("education_lead").get(reverse("schools:engagements_file", args=["csv"])).content.decode()
    assert "'=1+1" in text
    assert "Forum of designated safeguarding leads" in text


def test_the_form_that_changes_it_ticks_the_kinds_that_were_there_whole(cast, sign_in):
    primary, other = school(cast), school(cast)
    secondary = school(cast, name="Beacon College", kind="secondary")
    school(cast, name="Lime College", kind="secondary")
    one = made.engagement(cast, schools=[primary, other, secondary])

    form = sign_in("education_lead").get(reverse("schools:change_engagement", args=[one.pk])).context["form"]
    assert form.initial["kinds"] == ["primary"]
    assert form.initial["names"] == f"{secondary.urn} Beacon College"


def test_schools_stand_kind_by_kind_with_their_number_and_lead_to_their_pages(cast, sign_in):
    there = [school(cast), school(cast), school(cast, name="Beacon College", kind="secondary")]
    one = made.engagement(cast, schools=there)

    answer = sign_in("education_lead").get(one.get_absolute_url())
    assert [group["words"] for group in answer.context["groups"]] == ["Primary (2)", "Secondary (1)"]
    page = answer.content.decode()
    assert "3 schools in the register." in page
    assert all(each.get_absolute_url() in page for each in there)


def test_what_took_place_last_stands_first(cast, sign_in):
    for day in (date(2026, 11, 14), date(2026, 9, 14), date(2027, 1, 14)):
        made.engagement(cast, held_on=day, title=f"Forum of {day}", governors=2)

    rows = sign_in("education_lead").get(reverse("schools:engagements")).context["rows"]
    assert [one.held_on.month for one in rows] == [1, 11, 9]
