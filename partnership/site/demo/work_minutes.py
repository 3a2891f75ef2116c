"""Meetings held: who was there, what was decided, minutes confirmed, and questions put between meetings."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Decision, Group, Meeting, Minutes
from partnership.operations import planning
from partnership.operations.attendance import record_attendance, seats_of
from partnership.operations.correspondence import (
    ask_by_correspondence,
    close_circular,
    reply_by_correspondence,
)
from partnership.operations.decisions import may_ratify_in, ratify_decision
from partnership.operations.minutes import (
    acknowledge_minutes,
    answer_minutes,
    circulate_minutes,
    confirm_minutes,
    may_confirm_in,
    send_to_chair,
    take_minutes,
    write_item,
)
from partnership.operations.quorum import rule_on_quorum
from partnership.rules.cycle import on_working_day
from partnership.rules.minutes import MinutesState
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_months, add_working_days

CHAIRS = {
    "lrscp": "advisor",
    "planning-and-delivery": "planning_chair",
    "case-review-group": "chair",
    "learning-and-development": "learning_chair",
    "policy-and-procedures": "policy_chair",
}
NEIGHBOUR = "Leicester Safeguarding Children Partnership Board"
RECEIVED = "The paper was received. Members asked what it means for their own agency and will bring it to their teams."
SAID = {
    "welcome": "The chair welcomed everybody and thanked those who had sent papers early.",
    "interests": "None was declared.",
    "young_people": "The group’s facilitator read what young people had said about being listened to in meetings about "
    "them. Members agreed to answer in writing.",
    "minutes": "The minutes of the last meeting were gone through. They are confirmed as circulated.",
    "actions": "Actions were gone through one by one. What is late has a new date and a reason.",
    "close": "There was no other business.",
    "Reviews under way": "Each review was looked at by its reference. All are within their time.",
    "Neglect: what our audits found": "Three audits say the same: plans name concerns and not what has to change. "
    "Agencies asked for one chronology that all of them keep.",
}
# item → decision, whose it is to carry out, what is to be done, by which agency
TAKEN = {
    "Resources for the coming year": (
        "The contributions of the coming year stay as they are; the reserve may be used for one further review.",
        "Board manager", "Write to partners about their contributions", "leicestershire-county-council",
    ),
    "Threshold document: what changes": (
        "The draft goes out to consultation for six weeks.",
        "Policy and Procedures Group chair", "Read the draft with two front-door teams", "rutland-county-council",
    ),
    "Neglect: what our audits found": (
        "", "", "Bring the shared chronology to team managers", "leicestershire-police",
    ),
    "Safer sleep: one year on": (
        "", "", "Repeat the safer sleep briefing on two wards", "university-hospitals-of-leicester",
    ),
    "Section 11: what agencies said": (
        "", "", "Look again at supervision of part-time staff", "leicestershire-partnership-trust",
    ),
}  # fmt: skip


def given(meeting):
    """Who came: mostly whoever holds the seat, now and then a deputy or nobody. Otherwise each time."""
    rows = {}
    for number, row in enumerate(seats_of(meeting)):
        turn = (number * 5 + meeting.held_on.toordinal()) % 11
        presence = "present" if row["presence"] == "vacant" else str(row["presence"])
        if presence == "present" and row["capacity"] != "chair":
            presence = {0: "apologies", 1: "substitute", 2: "absent"}.get(turn, presence)
        rows[row["seat"].pk] = {"presence": presence, "instead": "Deputy" if presence == "substitute" else ""}
    return rows


def apart(meeting):
    """Who was there without a seat."""
    rows = [{"capacity": "office", "office": "Board officer", "presence": "present"}]
    if meeting.kind in ("joint", "leadership"):
        rows += [
            {"capacity": "neighbour", "office": office, "organisation_name": NEIGHBOUR, "presence": "present"}
            for office in ("Independent chair", "Director of Social Care and Education")
        ]
    return rows


def hold(people, meeting, *, why=""):
    """Who was there is recorded, the chair's ruling written down where there was no quorum, and minutes are taken."""
    chair = "Independent Advisor" if meeting.group.code == "lrscp" else "Chair"
    sitting = record_attendance(
        meeting, by=people.administrator, given=given(meeting), apart=apart(meeting), chaired_by=chair,
        uncalled_because=why, kept_by=NEIGHBOUR if meeting.kind == "leadership" else "",
    )  # fmt: skip
    items = list(meeting.items.select_related("minuted"))
    if sitting.needs_ruling:
        earlier = Meeting.objects.filter(group=meeting.group_id, sitting__isnull=False).count()
        ruling = "advice" if earlier % 3 == 2 else "go_on"
        rule_on_quorum(
            meeting, by=people.officer, office=chair,
            ruling="Most partners were there and had read the papers beforehand. The meeting went on.",
            items={one.pk: (ruling if one.title in TAKEN else "go_on", "") for one in items if one.purpose == "decide"},
        )  # fmt: skip
    for item in items:
        take(people, meeting, item, stances=dict.fromkeys(sitting.represented, "for"))


def take(people, meeting, item, *, stances):
    """One item's minutes, with what was decided and who does what."""
    text = SAID.get(item.title) or SAID.get(item.standing) or RECEIVED
    words, owner, title, agency = TAKEN.get(item.title, ("",) * 4)
    decision = words and {
        "text": words, "owner_office": owner, "review_on": add_months(meeting.held_on, 6),
        "stances": stances,
    }  # fmt: skip
    action = title and {
        "title": title, "target_on": add_working_days(meeting.held_on, 25), "organisation": people[agency],
    }  # fmt: skip
    item.meeting = meeting
    take_minutes(item, by=people.officer, seen=0, text=text, decision=decision or None, action=action or None)


def step(people, minutes):
    """What happens next to minutes, a week after what happened last."""
    meeting = minutes.meeting
    chair = getattr(people, CHAIRS.get(meeting.group.code, ""), None)
    if minutes.state == MinutesState.DRAFT:
        send_to_chair(minutes, by=people.administrator)
    elif minutes.state == MinutesState.WITH_CHAIR:
        answer(people, minutes, chair)
    elif minutes.state == MinutesState.AGREED:
        circulate_minutes(minutes, by=people.administrator)
    elif chair:
        unread = minutes.copies.filter(read_at=None).select_related("person").first()
        if unread:
            acknowledge_minutes(minutes, by=unread.person)
        later = may_confirm_in(minutes).first()
        if later:
            confirm_minutes(minutes, by=chair, confirmed_in=later)


def answer(people, minutes, chair):
    """The chair agrees, at the Planning and Delivery Group with a sentence of their own."""
    if chair is None:
        answer_minutes(minutes, by=people.administrator, agrees=True, office="Chair")
        return
    first = (
        minutes.meeting.items.filter(purpose="discuss", minuted__isnull=False)
        .select_related("minuted")
        .last()
    )
    if first and minutes.meeting.group.code == "planning-and-delivery":
        first.meeting = minutes.meeting
        write_item(
            first, by=chair, seen=first.minuted.revision,
            text=f"{first.minuted.text} The chair asked for figures by district next time.",
        )  # fmt: skip
    answer_minutes(minutes, by=chair, agrees=True)


def go_round(people, now):
    """A week's work: minutes move on, meetings that have been are recorded, and advice is ratified."""
    for minutes in Minutes.objects.exclude(state=MinutesState.CONFIRMED).select_related("meeting__group"):
        step(people, minutes)
    called = Meeting.objects.filter(state=Meeting.State.CALLED, ends_at__lt=now).select_related("group")
    for meeting in called.order_by("starts_at"):
        hold(people, meeting)
    for decision in Decision.objects.to_ratify().select_related("item__meeting"):
        later = may_ratify_in(decision).last()
        if later:
            ratify_decision(decision, by=people.administrator, meeting=later)


def a_year_held(people, today):
    """Every Friday afternoon the business unit sees to the week's meetings and minutes."""
    day = add_months(today.replace(day=1), -8)
    while True:
        day += timedelta(7 - (day.weekday() - 4) % 7)
        now = at(on_working_day(day), 17)
        yield now
        go_round(people, now)


def a_discussion_with_the_neighbours(people, today):
    """The safeguarding partners of both partnerships meet, as they do each year."""
    day = working_day(today, 95)
    yield at(add_working_days(day, -15), 9)
    meeting = planning.plan_meeting(
        Group.objects.get(code="lrscp"), by=people.administrator, starts_at=at(day, 16), ends_at=at(day, 17, 30),
        kind=Meeting.Kind.LEADERSHIP, with_whom=NEIGHBOUR, place="City Hall, Leicester", despite=True,
    )  # fmt: skip
    yield at(add_working_days(day, -7), 9)
    planning.call_meeting(meeting, by=people.administrator)


def a_meeting_at_short_notice(people, today):
    """The Case Review Group meets the day after somebody asked for it, without an agenda."""
    day = working_day(today, 48)
    yield at(add_working_days(day, -1), 12)
    meeting = planning.plan_meeting(
        Group.objects.get(code="case-review-group"), by=people.officer, starts_at=at(day, 8), ends_at=at(day, 9),
        kind=Meeting.Kind.EXTRAORDINARY, place="Online", despite=True,
    )  # fmt: skip
    yield at(day, 12)
    hold(people, meeting, why="A partner asked for advice that could not wait for the next meeting.")


def a_question_between_meetings(people, today):
    """The Planning and Delivery Group agrees to something by letter; some never answer, which is no consent."""
    day = working_day(today, 80)
    yield at(day, 9)
    circular = ask_by_correspondence(
        Group.objects.get(code="planning-and-delivery"), by=people.administrator,
        question="Shall the multi-agency audit of the autumn look at children who are educated at home?",
        background="The audit group proposes it. It needs six weeks of preparation, so the next meeting is too late.",
        replies_by=add_working_days(day, 8),
    )  # fmt: skip
    for days, lead in ((1, "police_lead"), (3, "county_lead"), (4, "rutland_lead"), (6, "hospital_lead")):
        yield at(add_working_days(day, days), 11)
        reply = circular.replies.filter(person=getattr(people, lead)).first()
        if reply:
            reply_by_correspondence(
                reply, by=reply.person, answer="for", words="Please include Rutland’s schools."
            )
    yield at(add_working_days(day, 9), 10)
    close_circular(
        circular, by=people.planning_chair, ruling="Both councils and the police agree: enough to go on.",
        decision="The audit of the autumn looks at children who are educated at home.",
        owner_office="Multi-Agency Audit lead", review_on=add_months(timezone.localdate(), 5),
    )  # fmt: skip


def a_question_still_open(people, today):
    """The partnership is asked something that it has not answered yet."""
    yield at(working_day(today, 5), 9)
    circular = ask_by_correspondence(
        Group.objects.get(code="lrscp"), by=people.officer,
        question="Shall the leadership discussion with the neighbouring partnership be held twice a year?",
        replies_by=add_working_days(today, 6),
    )  # fmt: skip
    reply = circular.replies.filter(person=people.police_signatory).first()
    yield at(working_day(today, 2), 15)
    if reply:
        reply_by_correspondence(reply, by=reply.person, answer="for")


STORIES = (
    a_year_held,
    a_discussion_with_the_neighbours,
    a_meeting_at_short_notice,
    a_question_between_meetings,
    a_question_still_open,
)
