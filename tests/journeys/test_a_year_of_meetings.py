"""A year is planned, and one meeting walked from its agenda to its confirmed minutes and an action that stuck."""

import re
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from partnership.models import (
    Action,
    Cycle,
    CycleRow,
    Decision,
    Group,
    Letter,
    Meeting,
    Pack,
    Paper,
    Sitting,
)
from partnership.operations.letters import post_letters
from partnership.operations.record import verify
from tests.factories.meetings import observer_and_virtual, pdf
from tests.factories.minutes import seat, sit, terms
from tests.faults.conftest import wait_until
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONDON = ZoneInfo("Europe/London")
NEGLECT = "Neglect in the first year of life"
REVIEWS = "Reviews under way"
DECIDED = "Every agency adopts the neglect tool by the autumn."
TOOL = "Train front-door teams in the neglect tool"
SUPERVISION = "Ask about neglect in every supervision"
PATHWAY = "Agree the pathway with health visitors"


class Days:
    """The days of the year, one after the other. Whoever comes to the portal on another day signs in anew."""

    def __init__(self, walk_as):
        self.walk_as = walk_as
        self.here = set()

    @contextmanager
    def on(self, day, hour, minute=0):
        self.here.clear()
        with time_machine.travel(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)):
            yield

    def __call__(self, person):
        anew = person not in self.here
        self.here.add(person)
        return self.walk_as(person, anew=anew)


def answers(walker, path):
    """What the portal answers to who types that address."""
    return walker.page.request.get(walker.address + path).status


def none_of_it_for_others(cast, who, *paths, practitioner=403):
    """To who sits in another group and to another agency's lead it does not exist; a practitioner is refused."""
    for path in paths:
        found = [answers(who(one), path) for one in (cast.outsider, cast.hospital_lead, cast.practitioner)]
        assert found == [404, 404, practitioner], path


def people_of(cast):
    """Who sits in the Case Review Group, where all four partners make a quorum: each with fresh eyes."""
    terms(cast.crg, "all_of")
    for name in ("county", "rutland", "police", "health"):
        organisation = getattr(cast, name)
        held = seat(cast.crg, organisation, office=f"Head of safeguarding, {organisation.name}")
        setattr(cast, f"{name}_lead", sit(getattr(cast, f"{name}_lead"), held))
    cast.observer, cast.virtual = observer_and_virtual(cast)
    Group.objects.filter(pk=cast.partnership.pk).update(meets="quarterly")
    Group.objects.filter(pk__in=[cast.crg.pk, cast.audit.pk]).update(meets="between")
    Group.objects.create(
        code="planning-and-delivery", name="Planning and Delivery Group", area="lr", kind="delivery",
        parent=cast.partnership, meets="quarterly", position=1,
    )  # fmt: skip
    return [
        cast.chair, cast.member, cast.county_lead, cast.rutland_lead, cast.police_lead, cast.health_lead,
        cast.observer, cast.virtual,
    ]  # fmt: skip


def test_a_year_planned_and_a_meeting_from_its_agenda_to_an_action_that_stuck(cast, walk_as, worker, sink):
    seated = people_of(cast)
    who = Days(walk_as)
    with who.on(date(2026, 3, 2), 9):
        first, second = plan_the_year(cast, who)
    with who.on(date(2026, 4, 8), 9, 30):
        build_the_agenda(cast, who, first)
    with who.on(date(2026, 4, 27), 10), worker() as ring:
        call_the_meeting(cast, who, first, seated, ring, sink)
    with who.on(date(2026, 5, 6), 16, 30):
        hold_it_without_a_quorum(cast, who, first)
        write_the_minutes(cast, who, first)
        agree_and_circulate(cast, who, first, seated, sink)
    hold_the_next(cast, who, first, second)
    follow_the_actions(cast, who)
    assert verify().whole


def plan_the_year(cast, who):
    """The cycle is proposed by rule, one row adjusted against a bank holiday and put right, and accepted."""
    officer = who(cast.officer)
    officer.go(reverse("cycles")).follow("When the Case Review Group meets")
    officer.fill(weekday="2", starts="14:00", lasts="120", place="Council chamber, Catmose House")
    officer.fill(papers_due_days="8", sent_out_days="5")
    officer.press("Save").follow("Propose a year of meetings").sees(
        "Case Review Group: between the planning and delivery"
    )
    officer.fill(starts_on=date(2026, 4, 1)).press("Propose the year")
    officer.sees("16 meetings", "Led by young people")
    shown = [row.inner_text() for row in officer.page.locator("main tbody tr").all()]
    for quarter in range(4):  # sub-groups, then who plans and delivers, then the partnership
        in_turn = shown[quarter * 4 : quarter * 4 + 4]
        found = ["Planning and Delivery Group" in in_turn[2], "LRSCP" in in_turn[3]]
        assert all(found), in_turn

    cycle = Cycle.objects.get()
    row = CycleRow.objects.get(group=cast.crg, quarter=0)
    officer.follow(f"Adjust {row}")
    officer.fill(day=date(2026, 5, 4), begins="14:00", ends="16:00").press("Adjust the meeting")
    officer.sees("Check these", "bank holiday")
    officer.page.get_by_role("button", name="Accept, and plan these meetings").click()
    officer.page.wait_for_url("**/accept/")
    assert officer.page.locator(".govuk-error-summary").count()
    assert not Meeting.objects.exists()  # nothing is planned unless it is meant
    officer.go(reverse("adjust_row", args=[row.pk]))
    officer.fill(day=date(2026, 5, 6), begins="14:00", ends="16:00").press("Adjust the meeting")
    assert "Check these" not in officer.text()
    officer.press("Accept, and plan these meetings").sees("16 meetings are planned", "CRG-2026-01")

    member, outsider = who(cast.member), who(cast.outsider)
    member.go(reverse("meetings")).sees("Case Review Group", "6 May 2026")
    assert "Multi-Agency Audit Group" not in member.text()
    assert "Case Review Group" not in outsider.go(reverse("meetings")).text()
    assert answers(member, reverse("cycle", args=[cycle.pk])) == 403
    first, second = Meeting.objects.filter(group=cast.crg).order_by("starts_at")[:2]
    none_of_it_for_others(cast, who, first.get_absolute_url())
    return first, second


def build_the_agenda(cast, who, meeting):
    """By keyboard: an item is added and moved up. Papers are asked for, brought, and one handed in by the police."""
    officer = who(cast.officer)
    officer.go(meeting.get_absolute_url()).sees("Planned", "6 May 2026", "Catmose House")
    keys = Keyboard(officer.page)
    keys.enter("Build the agenda")
    officer.sees(
        "Views of the Young People’s Advisory Group", "Minutes of the last meeting", "14:00 to 14:05"
    )
    keys.enter("Add an item").type("title", NEGLECT).choose("purpose", "decide")
    keys.type("presenter", "Head of public protection").type("minutes_allotted", "25")
    keys.enter("Add the item")
    before = titles(officer)
    keys.enter(f"Up: {NEGLECT}")
    after = titles(officer)
    place = before.index(NEGLECT)
    assert (after.index(NEGLECT), sorted(after), after[place]) == (
        place - 1,
        sorted(before),
        before[place - 1],
    )
    officer.follow("Add an item").fill(title=REVIEWS, purpose="discuss", audience="restricted")
    officer.press("Add the item")
    neglect, reviews = (meeting.items.get(title=title) for title in (NEGLECT, REVIEWS))

    officer.go(reverse("ask_for_paper", args=[neglect.pk]))
    officer.fill(title="What the police see at home", whom=f"owner:{cast.police_lead.pk}")
    officer.fill(due_on=date(2026, 4, 22)).press("Ask for the paper").sees(
        "Not received yet", "22 April 2026"
    )
    officer.go(reverse("add_paper", args=[reviews.pk]))
    officer.fill(title="Reviews by reference", text="# Where each stands\n\nRESTRICTED-WORDS of a review.")
    officer.press("Add the paper")

    lead = who(cast.police_lead)
    lead.go(reverse("home")).sees(meeting.reference)
    lead.follow("A paper for a meeting").sees("What the police see at home", "22 April 2026")
    lead.follow("Hand it in")
    given = {"name": "Child Y.pdf", "mimeType": "application/pdf", "buffer": pdf("POLICE-ONE", "POLICE-TWO")}
    lead.fill(file=given).press("Hand it in").sees("The paper is handed in", "2 pages")

    # Until it is called, members see the agenda without papers; observers no restricted item; others nothing.
    who(cast.rutland_lead).go(meeting.get_absolute_url()).sees(NEGLECT, REVIEWS)
    assert "What the police see at home" not in who(cast.rutland_lead).text()
    observer = who(cast.observer).go(meeting.get_absolute_url())
    observer.sees(NEGLECT)
    assert REVIEWS not in observer.text()
    paper = Paper.objects.get(title="What the police see at home")
    restricted = Paper.objects.get(title="Reviews by reference")
    none_of_it_for_others(
        cast, who, meeting.get_absolute_url(), paper.get_absolute_url(), restricted.get_absolute_url()
    )
    assert answers(lead, reverse("build_agenda", args=[meeting.pk])) == 403
    assert answers(observer, restricted.get_absolute_url()) == 404


def titles(walker):
    """The items of the agenda as they stand on the page, without their tags."""
    lines = walker.page.locator(".portal-agenda__title").all_inner_texts()
    return [line.removesuffix("Standing").strip() for line in lines]


def call_the_meeting(cast, who, meeting, seated, ring, sink):
    """Everybody with a seat gets one letter with an entry for their calendar; each audience its own pack."""
    officer = who(cast.officer)
    officer.go(meeting.get_absolute_url()).follow("Call the meeting").sees(f"{len(seated)} people")
    officer.press("Call the meeting", meeting.get_absolute_url()).sees("Called: agenda sent")
    ring("partnership.tasks.make_waiting_packs")
    ring("partnership.tasks.post_letters")
    wait_until(lambda: Pack.objects.filter(state="done").count() == 2, 60)
    wait_until(lambda: not Letter.objects.filter(state="promised").exists(), 30)
    calling = [one for one in sink.messages if f"Meeting called: {meeting.reference}" in one["Subject"]]
    assert sorted(one["To"] for one in calling) == sorted(one.email for one in seated)
    for message in calling:
        (entry,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        (event,) = Calendar.from_ical(entry.get_content()).events
        assert event.decoded("dtstart") == datetime(2026, 5, 6, 14, tzinfo=LONDON)
        assert event["attendee"].lower() == f"mailto:{message['To']}"
        assert NEGLECT not in message.as_string()
        assert REVIEWS not in message.as_string()

    member = who(cast.member).go(meeting.get_absolute_url())
    member.sees("What the police see at home", "Reviews by reference")
    _, content = member.take("Agenda and papers in one file")
    whole = PdfReader(BytesIO(content))
    words = [page.extract_text() for page in whole.pages]
    assert all(re.search(rf"\b{n} of {len(words)}\b", text) for n, text in enumerate(words, 1)), words
    marks = {one.title: whole.get_destination_page_number(one) for one in flat(whole.outline)}
    (at,) = [page for title, page in marks.items() if "What the police see at home" in title]
    assert "POLICE-ONE" in "".join(words[at : at + 2])
    assert "RESTRICTED-WORDS" in "".join(words)

    observer = who(cast.observer).go(meeting.get_absolute_url())
    _, content = observer.take("Agenda and papers in one file")
    theirs = PdfReader(BytesIO(content))
    told = "".join(page.extract_text() for page in theirs.pages) + str(flat(theirs.outline))
    assert "POLICE-TWO" in told
    for secret in ("RESTRICTED-WORDS", REVIEWS, "Reviews by reference"):
        assert secret not in told
        assert secret not in observer.text()
    packs = {
        pack.audience: reverse("pack_file", args=[pack.pk]) for pack in Pack.objects.filter(state="done")
    }
    assert answers(observer, packs["restricted"]) == 404
    none_of_it_for_others(cast, who, *packs.values())


def flat(outline):
    return [mark for one in outline for mark in (flat(one) if isinstance(one, list) else [one])]


def attend(walker, meeting, **presences):
    """Say of each seat of a partner who came; everybody else as expected."""
    walker.go(meeting.get_absolute_url()).follow("Record who attended")
    for name, (presence, instead) in presences.items():
        row = walker.page.locator("fieldset", has=walker.page.locator("legend", has_text=name))
        row.locator("select[name$=presence]").select_option(presence)
        row.locator("input[name$=instead]").fill(instead)
    walker.fill(chaired_by="Case Review Group chair").press("Save who attended")


def hold_it_without_a_quorum(cast, who, meeting):
    """Rutland sends apologies and health a deputy without authority: the chair rules, by keyboard."""
    officer = who(cast.officer)
    attend(officer, meeting, Rutland=("apologies", ""), Integrated=("stand_in", "Deputy designated nurse"))
    sitting = Sitting.objects.get(meeting=meeting)
    assert (sitting.quorate, officer.heading()) == (False, "Rule on a meeting without a quorum")
    officer.sees("Rutland County Council", "Integrated Care Board")

    chair = who(cast.chair).go(reverse("home"))
    keys = Keyboard(chair.page)
    keys.enter("A ruling from you")
    chair.sees("Rutland County Council", "Integrated Care Board")
    keys.type("ruling", "Two of four partners were here and had read the papers. We went on.")
    for item in meeting.items.filter(purpose="decide"):
        keys.type(f"item_{item.pk}", "May go on")
    keys.enter("Record the ruling")
    sitting.refresh_from_db()
    assert (sitting.ruled_by, sitting.ruling[:22]) == (cast.chair, "Two of four partners w")


def write_the_minutes(cast, who, meeting):
    """Beside the agenda, item after item: a decision and three actions are taken down where they were agreed."""
    officer = who(cast.officer)
    officer.go(reverse("write_minutes", args=[meeting.pk])).sees("Two of four partners were here")
    officer.follow("Write item 1")
    items = list(meeting.items.order_by("position"))
    for item in items:
        assert item.title in officer.heading()
        officer.fill(text=f"{item.title}: it was talked of for a while.")
        if item.title == NEGLECT:
            officer.sees("May go on")
            officer.fill(**{"decision-text": DECIDED})
            officer.unfold("More about the decision")
            officer.fill(
                **{"decision-owner_office": "Board manager", f"decision-stance_{cast.police.pk}": "for"}
            )
            for title, agency, day in (
                (TOOL, cast.police, date(2026, 9, 18)),
                (SUPERVISION, cast.county, date(2026, 9, 30)),
                (PATHWAY, cast.health, date(2026, 8, 31)),
            ):
                officer.fill(
                    **{"action-title": title, "action-who": f"o{agency.pk}", "action-target_on": day}
                )
                officer.press("Save and stay").sees(title)
            officer.sees("Without a quorum, to be ratified", DECIDED)
        last = item == items[-1]
        officer.press("Save and see all items" if last else "Save and go to the next item")
    officer.sees("1 decision, 3 actions")
    assert "Not written yet" not in officer.text()


def agree_and_circulate(cast, who, meeting, seated, sink):
    """The chair changes a sentence and agrees; everybody in the group, virtual members too, is written to once."""
    minutes = reverse("minutes", args=[meeting.pk])
    member, virtual = who(cast.member), who(cast.virtual)
    assert [answers(one, minutes) for one in (member, virtual)] == [404, 404]  # a draft is not for them yet
    officer, chair = who(cast.officer), who(cast.chair)
    officer.go(minutes).press("Send to the chair").sees("minutes are with the chair")
    chair.go(reverse("home")).follow("Minutes to agree").follow("Write the minutes").follow(NEGLECT)
    chair.fill(text="Members heard what is seen at home, and agreed on one tool.").press(
        "Save and see all items"
    )
    chair.go(minutes).follow("Agree them or ask for changes").fill(agrees="yes")
    chair.press("Record the answer")
    officer.go(minutes).sees("agreed on one tool")
    officer.press("Circulate as a draft").sees("We have written to everyone in the group")

    virtual.go(minutes).sees(NEGLECT, DECIDED, "agreed on one tool", "Without a quorum, to be ratified")
    assert REVIEWS not in virtual.text()
    virtual.press("I have read these minutes").sees("You said on 6 May 2026")
    member.go(minutes).sees(NEGLECT, f"{REVIEWS}: it was talked of")
    decision = Decision.objects.get()
    assert (decision.inquorate, decision.text) == (True, DECIDED)
    none_of_it_for_others(cast, who, minutes, decision.get_absolute_url())
    assert DECIDED not in who(cast.outsider).go(reverse("decisions")).text()
    post_letters()
    told = [one for one in sink.messages if "Draft minutes to read" in one["Subject"]]
    assert sorted(one["To"] for one in told) == sorted(one.email for one in seated)
    for lead in (cast.police_lead, cast.county_lead, cast.health_lead):
        theirs = [one for one in sink.messages if one["To"] == lead.email]
        assert len([one for one in theirs if "An action for you" in one["Subject"]]) == 1
    assert not [one for one in sink.messages if DECIDED in one.as_string() or TOOL in one.as_string()]


def hold_the_next(cast, who, first, second):
    """Next time everybody is there: the minutes are confirmed and the decision is ratified."""
    with who.on(second.held_on - timedelta(14), 9):
        who(cast.officer).go(reverse("call_meeting", args=[second.pk])).press("Call the meeting")
    with who.on(second.held_on, 17):
        officer, chair = who(cast.officer), who(cast.chair)
        attend(officer, second)
        assert Sitting.objects.get(meeting=second).quorate
        officer.sees("Matters arising", first.reference, TOOL, SUPERVISION, PATHWAY, DECIDED)
        chair.go(reverse("minutes", args=[first.pk])).follow("Confirm the minutes")
        chair.fill(confirmed_in=second.pk).press("Confirm the minutes")
        chair.sees("The minutes are confirmed", second.reference)
        decision = Decision.objects.get()
        chair.go(decision.get_absolute_url()).follow("Record that it was ratified")
        chair.fill(meeting=second.pk).press("Record it").sees("The decision is ratified", second.reference)
        who(cast.member).go(first.get_absolute_url()).sees("Minutes confirmed")
        who(cast.virtual).go(reverse("minutes", args=[first.pk])).sees("Ratified", second.reference)
        assert answers(officer, reverse("write_minutes", args=[first.pk])) == 409


def follow_the_actions(cast, who):
    """Done with evidence, verified by another, embedded after an audit; one date moved; one late."""
    tool, supervision, pathway = (Action.objects.get(title=one) for one in (TOOL, SUPERVISION, PATHWAY))
    with who.on(date(2026, 9, 7), 11):
        lead, chair, officer = who(cast.police_lead), who(cast.chair), who(cast.officer)
        lead.go(reverse("home")).follow(TOOL).sees("Asked for at", "6 May 2026")
        lead.follow("Mark as done")
        lead.fill(evidence="Forty-two officers were trained; the register is with the force.")
        lead.press("Mark as done").sees("Someone else checks it next")
        assert answers(lead, reverse("embed", args=[tool.pk])) == 403
        chair.go(reverse("home")).follow(TOOL).sees("Forty-two officers").press("Verify").sees("Verified")
        officer.go(supervision.get_absolute_url()).follow("Move the date")
        officer.fill(target_on=date(2026, 12, 4), reason="Supervision forms are being replaced in October.")
        officer.press("Move the date").sees(
            "4 December 2026", "first: 30 September 2026", "are being replaced"
        )
        health = who(cast.health_lead).go(reverse("home"))
        health.sees("Late", PATHWAY)
        officer.go(reverse("group_log", args=["case-review-group"]) + "?show=late").sees(PATHWAY)
        assert TOOL not in officer.text()
        actions = [one.get_absolute_url() for one in (tool, supervision, pathway)]
        none_of_it_for_others(cast, who, *actions, practitioner=404)

    with who.on(date(2027, 1, 21), 10):
        officer = who(cast.second_officer).go(tool.get_absolute_url())
        officer.follow("Mark as embedded")
        officer.fill(evidence="The multi-agency audit of January saw the tool in 17 of 20 records.")
        officer.press("Close the action")
        lead = who(cast.police_lead).go(tool.get_absolute_url())
        lead.sees("Embedded", "17 of 20 records", "Forty-two officers")
        story = lead.page.locator("main").inner_text().partition("What happened")[2]
        for step in ("Opened", "Claimed", "Verified", "Embedded"):
            assert step in story, story
