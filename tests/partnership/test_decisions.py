"""Decisions: numbered, ratified, looked at again, and taken by correspondence where silence is not consent."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Circular, Deadline, Decision, Letter, Meeting
from partnership.operations.attendance import record_attendance, seats_of
from partnership.operations.attendance_year import attendance_of_year
from partnership.operations.correspondence import (
    ask_by_correspondence,
    close_circular,
    reply_by_correspondence,
)
from partnership.operations.decisions import (
    amend_decision,
    ratify_decision,
    record_decision,
    review_decision,
    withdraw_decision,
)
from partnership.operations.minutes import write_item
from partnership.operations.quorum import rule_on_quorum
from tests.factories import minutes as made

HELD_ON, NEXT_ON = date(2026, 2, 27), date(2026, 5, 29)


@pytest.fixture
def group(cast):
    """The Case Review Group, whose quorum is the police; a second partner sits there as well."""
    made.sit(cast.second_officer, made.seat(cast.crg, cast.police, office="Head of Crime"))
    made.sit(cast.administrator, made.seat(cast.crg, cast.health, office="Designated nurse"))
    made.terms(cast.crg, "all_of", of="chosen", organisations=[cast.police])
    return cast.crg


def inquorate(cast, ruling="go_on"):
    """A meeting without its quorum, on whose budget the chair has ruled."""
    meeting = made.held(cast, day=HELD_ON, presences={"crime": "apologies"})
    budget = meeting.items.get(title="Budget")
    rule_on_quorum(
        meeting, by=cast.officer, ruling="We go on.", items={budget.pk: (ruling, "")}, office="Chair"
    )
    return budget


# At meetings -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_get_two_numbers(cast, group):
    meetings = [made.held(cast, day=day) for day in (HELD_ON, NEXT_ON)]
    items = [one.items.get(title="Budget") for one in meetings]

    def decide(item):
        try:
            return record_decision(item, by=cast.officer, text=f"Agreed under {item.pk}.").reference
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        references = sorted(pool.map(decide, items))

    assert references == ["CRG-2026-D01", "CRG-2026-D02"]


def test_numbers_begin_anew_with_each_year_and_are_never_given_twice(cast, group):
    item = made.held(cast, day=HELD_ON).items.get(title="Budget")
    first = record_decision(item, by=cast.officer, text="One.")
    withdraw_decision(first, by=cast.officer, reason="Recorded twice.")
    second = record_decision(item, by=cast.officer, text="Two.")
    last_year = made.held(cast, day=date(2025, 12, 31)).items.get(title="Budget")
    third = record_decision(last_year, by=cast.officer, text="Three.")

    assert [one.reference for one in (first, second, third)] == [
        "CRG-2026-D01",
        "CRG-2026-D02",
        "CRG-2025-D01",
    ]


def test_nothing_is_decided_without_a_quorum_until_the_chair_has_ruled(cast, group):
    meeting = made.held(cast, day=HELD_ON, presences={"crime": "apologies"})
    with pytest.raises(Refused, match="Record what its chair ruled"):
        record_decision(meeting.items.get(title="Budget"), by=cast.officer, text="Agreed.")


def test_who_was_not_there_has_no_position(cast, group):
    budget = inquorate(cast)
    with pytest.raises(Refused, match="nobody was there who counts"):
        record_decision(budget, by=cast.officer, text="Agreed.", stances={cast.police.pk: "for"})


def test_nothing_is_decided_on_what_the_chair_deferred(cast, group):
    with pytest.raises(Refused, match="nothing was decided"):
        record_decision(inquorate(cast, "deferred"), by=cast.officer, text="Agreed.")


@pytest.mark.parametrize(("ruling", "as_advice"), [("go_on", False), ("advice", True)])
def test_a_decision_without_a_quorum_is_marked_until_a_later_meeting_ratifies_it(
    cast, group, ruling, as_advice
):
    decision = record_decision(inquorate(cast, ruling), by=cast.officer, text="Agreed.")
    assert (decision.to_ratify, decision.as_advice) == (True, as_advice)
    again = made.held(cast, day=date(2026, 4, 1), items=(), presences={"crime": "apologies"})
    with pytest.raises(Refused, match="had a quorum"):
        ratify_decision(decision, by=cast.officer, meeting=again)
    later = made.held(cast, day=NEXT_ON, items=())
    with pytest.raises(Refused, match="chair or the business unit"):
        ratify_decision(decision, by=cast.member, meeting=later)

    ratified = ratify_decision(decision, by=cast.chair, meeting=later)

    assert (ratified.to_ratify, ratified.ratified_in) == (False, later)
    with pytest.raises(Refused, match="does not wait"):
        ratify_decision(decision, by=cast.chair, meeting=later)


def test_a_confirmed_decision_is_still_ratified_and_nothing_else(cast, group):
    decision = record_decision(inquorate(cast), by=cast.officer, text="Agreed.")
    meeting = decision.item.meeting
    for item in meeting.items.all():
        write_item(item, by=cast.officer, seen=0, text="Talked of.")
    later = made.held(cast, day=NEXT_ON, items=())
    made.confirmed(cast, meeting, later=later)

    ratify_decision(decision, by=cast.chair, meeting=later)

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Decision.objects.update(ratified_in=meeting)
    with pytest.raises(Refused, match="stay as they are"):
        amend_decision(decision, by=cast.officer, text="Other.")


def test_review_decision_answers_a_due_date_of_the_group(cast, group):
    item = made.held(cast, day=HELD_ON).items.get(title="Budget")
    decision = record_decision(item, by=cast.officer, text="Agreed.", review_on=date(2026, 6, 30))
    due = Deadline.objects.get(duty="decision_review")
    assert (due.due_on, due.group, due.label) == (date(2026, 6, 30), group, "Review decision CRG-2026-D01")
    moved = amend_decision(decision, by=cast.officer, text="Agreed.", review_on=timezone.localdate())
    due.refresh_from_db()
    assert due.ended_reason == "The decision was given another review date"

    reviewed = review_decision(moved, by=cast.chair, said="It was carried out.")

    assert (reviewed.review_said, Decision.objects.get().review.late) == ("It was carried out.", False)


# The log ---------------------------------------------------------------------------------------------------


def test_decisions_log_and_its_file_hold_what_one_may_see(cast, group, sign_in):
    meeting = made.written(cast, day=HELD_ON)
    for item in meeting.items.all():
        text = f"=Agreed for {item.audience}."
        record_decision(item, by=cast.officer, text=text, stances={cast.police.pk: "against"}, dissent="–")
    virtual = cast.person(
        "Court service", "group_member", seat=made.seat(cast.crg, None, "virtual", "Virtual")
    )

    def rows(who):
        page = sign_in(who).get(reverse("decisions")).text
        file = sign_in(who).get(reverse("decisions_file", args=["csv"])).content.decode("utf-8-sig")
        told = [row["Decision"] for row in csv.DictReader(io.StringIO(file))]
        assert [f"Agreed for {one}" in page for one in ("everybody", "members", "restricted")] == [
            any(f"'=Agreed for {one}" in text for text in told)
            for one in ("everybody", "members", "restricted")
        ]
        return len(told)

    assert [rows(who) for who in (cast.officer, cast.learning_officer, cast.member, virtual)] == [3, 2, 0, 0]
    made.circulated(cast, meeting)
    assert [rows(who) for who in (cast.member, virtual, cast.outsider, cast.police_lead)] == [3, 1, 0, 0]


def test_decisions_log_is_filtered_and_runs_as_many_queries_for_one_as_for_three(cast, group, sign_in):
    item = made.held(cast, day=HELD_ON).items.get(title="Budget")
    browser, to = sign_in(cast.officer), reverse("decisions")
    record_decision(item, by=cast.officer, text="Posters are printed.")
    browser.get(to)
    counts = []
    for texts in ((), ("Leaflets are printed.", "The budget is agreed.")):
        for text in texts:
            record_decision(item, by=cast.officer, text=text, review_on=date(2027, 1, 4))
        with CaptureQueriesContext(connection) as captured:
            browser.get(to)
        counts.append(len(captured))
    assert counts[0] == counts[1]

    page = browser.get(to, {"words": "printed", "show": "review", "group": group.code, "year": "2026"}).text
    assert [text in page for text in ("Posters", "Leaflets", "The budget is agreed")] == [False, True, False]


# By correspondence -----------------------------------------------------------------------------------------


@pytest.fixture
def circular(cast, group):
    made.seat(group, cast.rutland, office="Vacant one")
    made.sit(cast.learning_officer, made.seat(group, cast.county, "virtual", "Virtual"))
    return ask_by_correspondence(
        group,
        by=cast.officer,
        question="Shall the plan run on?",
        replies_by=timezone.localdate() + timedelta(7),
    )


def reply(circular, person, answer="for", **more):
    return reply_by_correspondence(circular.replies.get(person=person), by=person, answer=answer, **more)


def overdue(circular):
    """Its day for answers was yesterday."""
    Circular.objects.filter(pk=circular.pk).update(replies_by=timezone.localdate() - timedelta(1))


def test_ask_by_correspondence_asks_each_holder_once_with_a_date(cast, circular):
    asked = {row.office: row.deadline and row.deadline.owner for row in circular.replies.all()}

    assert asked == {
        "Case Review Group chair": cast.chair,
        "Case Review Group member": cast.member,
        "Head of Crime": cast.second_officer,
        "Designated nurse": cast.administrator,
        "Vacant one": None,
    }  # and of the virtual member nothing
    assert Letter.objects.filter(subject=f"Your reply is asked ({circular.reference})").count() == 4
    assert "plan" not in str(Letter.objects.values_list("subject", "label", "path"))


def test_silence_is_not_consent(cast, circular):
    """Everybody but the police agrees: without them there is no quorum, however many days go by."""
    for person in (cast.chair, cast.member, cast.administrator):
        reply(circular, person)
    with pytest.raises(Refused, match="there is still time to reply"):
        close_circular(circular, by=cast.officer)
    overdue(circular)

    closed = close_circular(circular, by=cast.officer)

    assert (closed.result, Decision.objects.exists()) == ("not_enough", False)
    assert closed.quorum == "All 1 named organisations: not quorate; not represented: Leicestershire Police"
    assert circular.replies.get(person=cast.second_officer).deadline.ended_reason != ""


def test_what_somebody_who_counts_is_against_goes_to_the_next_meeting(cast, circular):
    with pytest.raises(Refused, match="Say why you are against"):
        reply(circular, cast.second_officer, "against")
    reply(circular, cast.second_officer, "for")
    reply(circular, cast.administrator, "against", words="Too dear.")
    overdue(circular)

    assert close_circular(circular, by=cast.officer).result == "opposed"


def test_what_is_agreed_by_correspondence_gets_its_number_and_is_reported(cast, group, circular):
    reply(circular, cast.second_officer)
    reply(circular, cast.chair)
    overdue(circular)

    closed = close_circular(
        circular, by=cast.chair, decision="The plan runs on.", review_on=timezone.localdate()
    )

    decision = closed.decision
    year = timezone.localdate().year
    assert (decision.reference, decision.text, decision.inquorate) == (
        f"CRG-{year}-D01",
        "The plan runs on.",
        False,
    )
    assert [str(one) for one in decision.stances.all()] == ["Leicestershire Police: For"]
    assert decision.review.group == group
    with pytest.raises(Refused, match="closed"):
        reply(circular, cast.member)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        circular.replies.update(answer="against")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(text="x")

    Circular.objects.filter(pk=closed.pk).update(reported_in=None)
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Circular.objects.filter(pk=closed.pk).update(closed_at=None, closed_by=None, result="")


def test_a_circular_is_reported_to_the_next_meeting_whose_minutes_go_out(cast, group, circular):
    reply(circular, cast.second_officer)
    overdue(circular)
    close_circular(circular, by=cast.officer)
    made.circulated(cast, made.written(cast, day=HELD_ON))  # held before it was asked
    circular.refresh_from_db()
    assert circular.reported_in is None

    later = made.called(cast, day=timezone.localdate())
    Meeting.objects.filter(pk=later.pk).update(
        starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1)
    )
    later.refresh_from_db()
    record_attendance(later, by=cast.officer, given=made.said(later), chaired_by="Chair")
    made.circulated(cast, later)

    circular.refresh_from_db()
    assert circular.reported_in == later


def test_only_whoever_holds_a_seat_answers_for_it(cast, circular, sign_in):
    row = circular.replies.get(person=cast.chair)
    to = reverse("reply_by_correspondence", args=[row.pk])

    assert sign_in(cast.member).post(to, {"answer": "for"}).status_code == 404
    assert sign_in(cast.outsider).get(reverse("circular", args=[circular.pk])).status_code == 404
    page = sign_in(cast.chair).post(to, {"answer": "against", "words": " "}).text
    assert "Say why. The next meeting will read it" in page
    sign_in(cast.officer).post(to, {"answer": "abstained"})  # who wrote down an answer by telephone

    row.refresh_from_db()
    assert (row.answer, row.answered_by, row.deadline.late) == ("abstained", cast.officer, False)


# Over a year -----------------------------------------------------------------------------------------------


def test_attendance_of_year_counts_from_april_to_march_by_seat_and_organisation(cast, group):
    made.sit(cast.manager, made.seat(group, cast.police, office="Second of Police"))
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 9, 30), date(2026, 3, 31), date(2026, 4, 1)]
    said = [
        {},
        {"crime": "apologies"},
        {"crime": "substitute"},
        {"crime": "stand_in", "police": "absent"},
        {},
    ]
    for day, presences in zip(days, said, strict=True):
        made.held(cast, day=day, items=(), presences=presences)
    made.held(
        cast, day=date(2025, 11, 11), items=(), kind="leadership", with_whom="Leicester City partnership"
    )

    year = attendance_of_year(group, date(2025, 4, 1), date(2026, 3, 31))

    crime = next(row["tally"] for row in year["seats"] if row["office"] == "Head of Crime")
    police = next(
        row["tally"] for row in year["organisations"] if row["organisation"] == "Leicestershire Police"
    )
    assert (year["meetings"], year["quorate"]) == (3, 2)
    assert (crime.present, crime.substitute, crime.stand_in, crime.apologies, crime.percentage) == (
        0,
        1,
        1,
        1,
        33,
    )
    assert (police.present, police.stand_in, police.expected, police.percentage) == (2, 1, 3, 67)
    two = attendance_of_year(group, date(2025, 4, 1), date(2025, 9, 30))
    assert [row["tally"].percentage for row in two["organisations"]] == [None, None]  # of fewer than three


def test_attendance_is_drawn_by_meeting_with_the_numbers_of_the_table(cast, group, sign_in):
    for day, presences in (
        (date(2025, 4, 1), {"police": "apologies"}),
        (date(2025, 9, 30), {"police": "absent"}),
        (date(2025, 10, 1), {"police": "stand_in"}),
        (date(2026, 3, 31), {}),
    ):
        made.held(cast, day=day, items=(), presences=presences)

    page = sign_in("board_officer").get(reverse("attendance_by_seat", args=[group.code]), {"year": 2025})

    drawn, organisations = page.context["drawn"], page.context["year"]["organisations"]
    for row, counted in zip(drawn["rows"], organisations, strict=True):
        letters, tally = "".join(cell["letter"] for cell in row["cells"]), counted["tally"]
        assert len(letters) == len(drawn["columns"]) == 4
        assert [letters.count(letter) for letter in "PSWAX"] == [
            tally.present, tally.substitute, tally.stand_in, tally.apologies, tally.absent,
        ]  # fmt: skip
    assert drawn["columns"][0]["text"] == "1 Apr 2025"


def test_a_vacant_seat_and_a_virtual_member_who_stayed_away_are_no_absence(cast, group):
    made.seat(group, cast.rutland, office="Vacant one")
    made.sit(cast.manager, made.seat(group, cast.county, "virtual", "Virtual"))
    made.held(cast, day=HELD_ON, items=())

    year = attendance_of_year(group, date(2025, 4, 1), date(2026, 3, 31))

    expected = {row["office"]: row["tally"].expected for row in year["seats"]}
    assert (expected["Vacant one"], expected["Virtual"], expected["Head of Crime"]) == (0, 0, 1)


# The pages that record it ----------------------------------------------------------------------------------


def as_shown(page):
    """What the attendance page would send as it stands."""
    data = {
        "seen": page.context["form"]["seen"].value(),
        "apart": len(page.context["apart"]),
        "chaired_by": "Chair",
    }
    for form in (*page.context["seats"], *page.context["apart"]):
        data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    return data


def test_record_attendance_loses_nothing_on_an_error_and_lists_guests_apart(cast, group, sign_in):
    meeting = made.called(cast, day=HELD_ON, kind="joint", with_whom="Leicester City partnership")
    browser, to = sign_in(cast.officer), reverse("record_attendance", args=[meeting.pk])
    data = as_shown(browser.get(to))
    crime = next(row["seat"].pk for row in seats_of(meeting) if row["office"] == "Head of Crime")
    data |= {
        f"seat-{crime}-presence": "substitute",
        "apart-0-capacity": "neighbour",
        "apart-0-office": "Head of service",
        "apart-0-organisation_name": "Leicester City Council",
        "kept_by": "Leicester City partnership",
    }

    wrong = browser.post(to, data)
    assert (
        "Give the office of the person who came instead of Head of Crime, Leicestershire Police" in wrong.text
    )
    assert "Leicester City Council" in wrong.text
    browser.post(to, data | {f"seat-{crime}-instead": "Detective inspector"})

    meeting.refresh_from_db()
    row, guest = (
        meeting.sitting.attendees.get(**found) for found in ({"seat": crime}, {"capacity": "neighbour"})
    )
    assert (meeting.state, meeting.sitting.quorate, row.instead) == ("held", True, "Detective inspector")
    assert (guest.who, guest.seat) == ("Head of service, Leicester City Council", None)
    assert meeting.minutes.kept_by == "Leicester City partnership"


def test_rule_on_quorum_on_its_page_by_the_chair_and_what_the_meeting_shows(cast, group, sign_in):
    meeting = made.held(cast, day=HELD_ON, presences={"crime": "apologies"})
    budget = meeting.items.get(title="Budget")
    browser, to = sign_in(cast.chair), reverse("rule_on_quorum", args=[meeting.pk])

    assert (
        to in browser.get(meeting.get_absolute_url()).text
    )  # while the minutes are still nobody's but staff's
    wrong = browser.post(to, {"ruling": "We go on.", f"item_{budget.pk}": ""})
    assert "Say what the chair ruled on item 2" in wrong.text
    browser.post(to, {"ruling": "We go on.", f"item_{budget.pk}": "advice"})

    meeting.sitting.refresh_from_db()
    assert (meeting.sitting.ruling_of, meeting.sitting.ruled_by) == ("Case Review Group chair", cast.chair)
    page = sign_in(cast.officer).get(reverse("meeting", args=[meeting.pk])).text
    assert "Ruling of the Case Review Group chair" in page
    assert "Head of Crime" in page
