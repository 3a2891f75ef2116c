"""The education report of a whole year with everything in it: its figures are those of the pages on the same day."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from partnership.rules.years import AcademicYear
from schools.models import Concern, Inspection
from schools.operations import chasing, inspections, notifications, returns
from schools.operations import settings as other
from schools.operations import settings_assurance as assurance
from schools.operations.education_draft import draft
from tests.factories import inspections as files
from tests.factories import schools as made
from tests.factories import settings as homes
from tests.factories.engagement import engagement
from tests.factories.school_returns import LONDON, TODAY, asked, open_round, received, with_signers

YEAR = AcademicYear(2026)
AFTER = datetime(2027, 9, 14, 9, tzinfo=UTC)


def on(*day, hour=10):
    return time_machine.travel(datetime(*day, hour, tzinfo=LONDON), tick=False)


@pytest.fixture
def a_year(cast):
    """Four schools asked: one met all, one did not, one kept silent and assured in writing, one was excused."""
    hawthorn = with_signers(made.school(cast, cast.school, name="Hawthorn School"))
    alder = with_signers(made.school(cast, name="Alder Academy", run="academy", kind="secondary"))
    birch = with_signers(made.school(cast, name="Birch School", urn=131313))
    elm = with_signers(made.school(cast, name="Elm School"))
    with time_machine.travel(TODAY, tick=False):
        cast.round = open_round(cast)
        received(asked(cast.round, hawthorn), cast.school_lead)
        returns.excuse(asked(cast.round, elm), by=cast.officer, reason="It moves to another site.")
        engagement(cast, schools=[hawthorn, alder])
    with on(2026, 12, 14):
        received(asked(cast.round, alder), cast.school_lead, standard=1, at_home="no", late_reason="Illness.")
        chasing.sweep()
    with on(2026, 12, 20):
        chasing.record_reply(
            asked(cast.round, birch), by=cast.officer, office="chair", kind="assured",
            received_on=date(2026, 12, 18), text="All is in place.",
        )  # fmt: skip
    inspected(cast, hawthorn, alder, birch)
    of_others(cast)
    made.contact(
        hawthorn.organisation,
        "lead",
        trained_on=date(2026, 3, 1),
        confirmed_on=date(2026, 10, 1),
        confirmed_by=cast.officer,
    )
    made.contact(
        alder.organisation,
        "lead",
        trained_on=date(2025, 9, 13),
        confirmed_on=date(2026, 9, 13),
        confirmed_by=cast.officer,
    )
    with time_machine.travel(AFTER, tick=False):
        yield cast


def inspected(cast, hawthorn, alder, birch):
    """Reports of July are in a file that comes in September; the one concern is then followed up and closed."""
    july = {
        "Inspection start date": "06/07/2027",
        "Inspection end date": "07/07/2027",
        "Publication date": "27/07/2027",
    }
    with on(2027, 9, 6):
        files.brought_in(
            [
                files.card(alder.urn, **july | {"Safeguarding standards": "Not met"}),
                files.graded(hawthorn.urn),
                files.card(birch.urn, **july),
            ],
            by=cast.officer,
        )
        concern = Concern.objects.get()
        inspections.write_note(
            concern.inspection, by=cast.education_lead, kind="issue", text="Checks on staff were incomplete."
        )
        inspections.record_what_was_done(
            concern, by=cast.education_lead, text="Met the head and the chair.", done_on=date(2027, 9, 1),
            outcome="All checks are done.", review_on=date(2027, 10, 1),
        )  # fmt: skip
    with on(2027, 9, 8):
        inspections.close_concern(concern, by=cast.education_lead, reason="The record is complete.")


def of_others(cast):
    """A children's home that was asked and assured, inspected with a concern, and followed up; counts and a check."""
    with on(2027, 2, 1):
        home = homes.setting(cast)
        request = homes.asked(cast, home)
        issue = other.record_issue(
            home, by=cast.officer, inspected_on=date(2027, 1, 20), outcome="Inadequate", raised="Staff records.",
            concern=True,
        )  # fmt: skip
        other.follow_up_issue(issue, by=cast.officer, text="Visited in March.")
        assurance.judge_answer(
            assurance.answer_setting(request, office="Registered manager", answer="Each is vetted."),
            by=cast.officer, judged="assured", judged_why="",
        )  # fmt: skip
        other.give_settings_count(
            by=cast.education_lead, authority=cast.county, kind="group", counted_on=date(2027, 1, 31), number=40,
            assured=38, concerns=1,
        )  # fmt: skip
        notifications.give_notifications(
            by=cast.education_lead, authority=cast.county, starts_on=date(2026, 10, 1),
            counts={("out_city", "transfer"): {"in_time": 11, "late": 3, "not_made": 0, "followed_up": 3}},
        )  # fmt: skip
        notifications.record_check(
            by=cast.education_lead, authority=cast.county, checked_on=date(2027, 1, 29),
            looked_at="Notifications of the autumn.", found="Three were late.", works=False,
        )  # fmt: skip


def words(told):
    return " ".join(told.lines)


def rows(told, caption):
    [table] = [one for one in told.tables if one["caption"].startswith(caption)]
    return table["rows"]


def test_the_returns_are_those_of_the_rounds_page(a_year, sign_in):
    found = draft(a_year.county, YEAR, AFTER.date())
    client = sign_in("education_lead")
    page = client.get(reverse("schools:round", args=[a_year.round.pk])).context
    whole = page["whole"]

    assert (whole.asked, whole.received, whole.stopped, whole.overdue) == (4, 2, 1, 1)
    assert words(found["adherence"]).startswith(
        "The yearly return asked 4 schools of every status to confirm that the guidance is followed. 2 returns came "
        "in, submitted by the safeguarding lead and signed by the head: 50% of all that were asked. 1 "
        "school did not send a return, of which 1 gave written assurance instead: it is named in the "
        "analysis of responses."
    )
    assert "2 of 4 schools answered (50%), 1 of them late." in words(found["survey"])
    assert "1 school was closed, converted or excused while it was open." in words(found["survey"])
    page = client.get(reverse("schools:round_response", args=[a_year.round.pk])).context
    assert rows(found["survey"], "Responses by kind") == [
        [kind, run, asked, received, of_asked]
        for kind, run, asked, _, _, _, received, _, _, of_asked, _ in page["phases"]
    ]
    assert rows(found["survey"], "Schools that did not respond") == [
        [
            "Birch School", "131313", "Primary", "Maintained by the authority",
            "Not started, gave written assurance", "14 December 2026",
        ]
    ]  # fmt: skip


def test_the_answers_are_those_of_their_page(a_year, sign_in):
    found = draft(a_year.county, YEAR, AFTER.date())["survey"]
    page = sign_in("education_lead").get(reverse("schools:round_answers", args=[a_year.round.pk])).context

    assert rows(found, "Standards that not all") == [
        [one.question.text, one.answered, len(one.below)] for one in page["below"]
    ]
    assert rows(found, "The partnership’s priority questions") == [
        ["What do you do about home?", "Yes", 1, "50%", "–"],
        ["What do you do about home?", "No", 1, "50%", "–"],
    ]
    [priority] = page["priorities"]
    assert [(label, number) for label, number, *_ in priority.counts] == [("Yes", 1), ("No", 1)]


def test_the_inspections_are_those_published_in_the_year_whenever_their_file_came(a_year, sign_in):
    found = draft(a_year.county, YEAR, AFTER.date())
    client = sign_in("education_lead")
    asked_for = {"since_day": 1, "since_month": 9, "since_year": 2026, "until_day": 31, "until_month": 8}
    listed = client.get(reverse("schools:inspections"), asked_for | {"until_year": 2027}).context["page"]

    table = rows(found["inspections"], "Inspections of schools")
    assert [row[0] for row in table] == sorted(one.school.name for one in listed) == [
        "Alder Academy", "Birch School",
    ]  # fmt: skip
    assert table[0][2:] == ["6 July 2027", "Report card", "Safeguarding standards not met", "Yes"]
    assert "The reports of 2 inspections of schools were published in 2026/27; 1 raised a concern" in words(
        found["inspections"]
    )
    assert rows(found["inspections"], "What reports said") == [
        ["Alder Academy", "To improve", "Checks on staff were incomplete."]
    ]
    assert Inspection.objects.count() == 3


def test_a_concern_of_the_year_is_told_with_what_was_done_though_it_was_known_later(a_year, sign_in):
    found = draft(a_year.county, YEAR, AFTER.date())["action"]
    page = sign_in("education_lead").get(reverse("schools:inspection_concerns"), {"show": "closed"}).context

    assert words(found).startswith(
        "1 concern was open in the year from inspections of schools. Action is recorded on: 1. Closed: 1. 1 concern "
        "was recorded about other settings. Followed up: 1. Closed: 0."
    )
    [concern] = page["page"]
    assert rows(found, "Concerns about schools") == [
        [
            concern.inspection.school.name, "6 July 2027", " ".join(concern.reasons),
            "1 September 2027: Met the head and the chair. All checks are done.", "8 September 2027",
        ]
    ]  # fmt: skip
    assert rows(found, "Concerns about other settings")[0][2] == "Visited in March."


def test_contact_and_contacts_are_those_of_their_pages(a_year, sign_in):
    found = draft(a_year.county, YEAR, AFTER.date())
    client = sign_in("education_lead")
    page = client.get(reverse("schools:engagements"), {"year": 2026}).context
    contacts = client.get(reverse("schools:contacts"), {"show": "all"}).context["rows"]

    assert f"{page['reached']} of {page['schools']} schools were reached at least once" in words(
        found["activity"]
    )
    assert rows(found["activity"], "What the arrangements promise") == [
        [one.promise.words, one.words, one.missing_words] for one in page["promises"]
    ]
    assert rows(found["activity"], "What the arrangements promise")[0][2] == (
        "Autumn term, Spring term, Summer term"
    )
    assert rows(found["activity"], "Schools reached") == [
        [row[name] for name in ("kind", "schools", "met", "written", "not_reached")]
        for row in page["by_kind"]
    ]
    leads = [school for school, _ in contacts]
    assert len(leads) == 4
    assert (
        "Of 4 open schools, on the day of these figures, 2 had a safeguarding lead recorded, 1 had "
        "confirmed it within 12 months, and 1 had a lead trained within 24 months."
    ) in words(found["support"])


def test_other_settings_and_notifications_are_told_without_a_small_number(a_year):
    found = draft(a_year.county, YEAR, AFTER.date())

    assert rows(found["adherence"], "Assurance asked") == [["Children’s home", 1, 1, 1, 0, 0]]
    assert rows(found["adherence"], "Other education") == [
        ["Nurseries and pre-schools", 40, 38, 1, "31 January 2027"]
    ]
    told = words(found["activity"])
    assert "given for 1 of the four quarters" in told
    assert "were checked 1 time, and were followed 0 times." in told
    assert rows(found["activity"], "Checks of the procedures") == [
        ["29 January 2027", "Notifications of the autumn.", "Three were late.", "No"]
    ]
