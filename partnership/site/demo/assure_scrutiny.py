"""The invented scrutiny: last year's round moderated, replied to, challenged and fed back; this year's begun."""

from datetime import timedelta

from assurance.models import FeedbackLetter, Moderation, ScrutinyAction
from assurance.operations.scrutiny import events, feedback, follow_up, replies, verification
from assurance.operations.scrutiny import moderation as moderations
from assurance.rules.scrutiny import GivenReply, GivenScore
from partnership.models import Challenge, Round
from partnership.operations import actions
from partnership.operations.challenges import close_challenge, respond_challenge
from partnership.rules.years import year_words
from partnership.site.demo.assurance import ASKED, about
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days

PANEL = "Planning and Delivery Group, moderation panel"
ACCEPTS = ("rutland-county-council", "leicestershire-police", "hawthorn-bank-school")
DISPUTES = ("leicestershire-county-council", "leicestershire-partnership-trust")
PRESENT = (
    "leicestershire-county-council",
    "leicestershire-police",
    "leicester-leicestershire-and-rutland-icb",
    "leicestershire-partnership-trust",
)
SENT = ("leicestershire-police",)  # a PDF takes longer than all else that happens here
LOWERED = (
    "The answers say what was done, and not yet what difference it made. One audit of the two is missing."
)
DISPUTED = "The second audit was sent with the return. It is the file of the spring."
GAPS = {
    "leicestershire-county-council": (
        "Children’s words are not yet in supervision notes.",
        "Audit forty supervision notes for children’s words",
    ),
    "leicestershire-police": (
        "It is not known whether strategy meetings hear from schools.",
        "Ask schools about twenty strategy meetings",
    ),
    "rutland-county-council": (
        "Families new to the county are not counted.",
        "Count families new to the county each quarter",
    ),
}


def earliest(people, today, days):
    """The round of agency assurance reports of so many days ago, as its story calls it."""
    start, _ = about(today - timedelta(days))
    title = f"Agency assurance report {year_words(start.year)}"
    return Round.objects.filter(title=title if days else f"{title}, autumn").order_by("opened_at").first()


def returned(asked, people, code):
    return asked.returns.select_related("round", "organisation").get(organisation=people[code])


def moderate(opened, *, by, lower=False):
    """Score every answer as the agency did; the first one a point lower if the panel thinks so."""
    own, questions = moderations.own_answers(opened), moderations.scored_questions(opened)
    if lower:
        first = questions[0]
        values = sorted(point.value for point in first.scale.points.all())
        place = values.index(own[first.pk].value)
        given = GivenScore(first, value=values[max(place - 1, 0)], note=LOWERED)
        if values[0] != own[first.pk].value:
            moderations.save_scores(opened, [given], by=by)
    for section in {question.section for question in questions}:
        moderations.agree_rest(opened, section, by=by)
    return Moderation.objects.get(assurance_return=opened)


def share(moderation, *, by, panel_on):
    seen = moderations.seen_of(moderation)
    return moderations.share_scores(moderation, by=by, seen=seen, panel=PANEL, panel_on=panel_on)


def last_years(people, today):
    """From the panel to letters that were acknowledged, and actions of which some are done."""
    due = add_working_days(working_day(today, 300), 30)
    yield at(add_working_days(due, 8), 14)
    asked = earliest(people, today, 300)
    shared = {}
    for number, code in enumerate(ASKED):
        opened = returned(asked, people, code)
        by = people.officer if number % 2 else people.second_officer
        shared[code] = moderate(opened, by=by, lower=code in DISPUTES or code in PRESENT)
    yield at(add_working_days(due, 12), 11)
    for code, moderation in shared.items():
        shared[code] = share(moderation, by=people.officer, panel_on=add_working_days(due, 10))
    for number, code in enumerate(ASKED):
        yield at(add_working_days(due, 13 + number), 15)
        if code in ACCEPTS or code in DISPUTES:
            reply(people, shared[code], code)
    yield at(add_working_days(due, 21), 10)
    for code in DISPUTES:
        decide(people, shared[code], code)
    yield at(add_working_days(due, 26), 9)
    for moderation in Moderation.objects.filter(assurance_return__round=asked):
        moderations.settle_scores(moderation, by=people.officer, seen=moderations.seen_of(moderation))
    for code, (gap, title) in GAPS.items():
        opened = returned(asked, people, code)
        follow_up.ask_for_action(
            opened, by=people.officer, gap=gap, title=title, target_on=add_working_days(due, 80)
        )
    moderations.learn(
        returned(asked, people, "leicestershire-county-council"), by=people.officer, theme="Voice of the child",
        text="Agencies that read supervision notes for children’s words could say what had changed for them.",
    )  # fmt: skip


def reply(people, moderation, code):
    lead = getattr(people, ASKED[code])
    if code in DISPUTES:
        score = moderation.scores.order_by("pk").first()
        replies.save_replies(moderation, [GivenReply(score, position="dispute", reason=DISPUTED)], by=lead)
    replies.send_reply(moderation, by=lead, seen=moderations.seen_of(moderation))


def decide(people, moderation, code):
    """One score is put back to the agency's own, the other stays."""
    for disputed in replies.undecided(moderation).select_related("score__question", "score__moderation"):
        own = moderations.own_answers(moderation.assurance_return)[disputed.score.question_id]
        upheld = code == DISPUTES[0]
        replies.decide_score(
            disputed, by=people.advisor, value=own.value if upheld else disputed.score.value,
            reason="Both audits are there, and the second shows the difference."
            if upheld
            else "The file is of the year before. It does not show this year’s work.",
        )  # fmt: skip


def last_years_event(people, today):
    """Four agencies present; one sends apologies; two challenges are put, and one is answered and closed."""
    due = add_working_days(working_day(today, 300), 30)
    day = add_working_days(due, 45)
    yield at(add_working_days(due, 15), 10)
    event = events.plan_event(
        by=people.officer, title=f"Quality-assurance event {day.year}", starts_at=at(day, 13), ends_at=at(day, 16),
        place="County Hall, Glenfield", chaired_by="Independent Advisor",
        message="Bring two pieces of evidence for one strength and for one area to work on.",
    )  # fmt: skip
    asked = earliest(people, today, 300)
    slots = events.add_slots(
        event, [returned(asked, people, code) for code in PRESENT], by=people.officer, first=at(day, 13, 15),
        minutes=30, break_after=2, break_minutes=15,
    )  # fmt: skip
    yield at(add_working_days(due, 20), 10)
    events.invite_agencies(event, by=people.officer)
    slides = invented_report("What difference we made", ("Three slides for the panel.",))
    for number, slot in enumerate(slots[:3]):
        yield at(add_working_days(day, -8 + number), 16)
        lead = getattr(people, ASKED[slot.assurance_return.organisation.code])
        events.send_presentation(slot, by=lead, content=slides, filename="slides.pdf")
    yield at(day, 16, 30)
    for number, slot in enumerate(slots):
        events.note_slot(
            slot, by=people.officer, seen=1, attendance="came" if number < 3 else "apologies",
            came_for_it="Head of safeguarding" if number < 3 else "",
            notes="Showed one audit well. Could not yet say what children had noticed." if number < 3 else "",
        )  # fmt: skip
    for slot in slots[:2]:
        events.put_challenge(
            slot, by=people.officer, subject="What children have noticed",
            about="Show, for one change, what children noticed of it.", due_on=add_working_days(day, 20),
        )  # fmt: skip
    events.close_event(event, by=people.officer)
    yield at(add_working_days(day, 12), 10)
    challenge = Challenge.objects.get(event_link__slot=slots[0])
    lead = getattr(people, ASKED[slots[0].assurance_return.organisation.code])
    respond_challenge(
        challenge,
        by=lead,
        response="We asked thirty children. Two thirds had noticed that fewer people come.",
    )
    yield at(add_working_days(day, 15), 10)
    close_challenge(
        challenge, by=people.officer, outcome="assured", outcome_text="The panel is content with the answer."
    )


def last_years_letters(people, today):
    """All are drafted and approved; one went out and is acknowledged; the advisor verified the round."""
    due = add_working_days(working_day(today, 300), 30)
    yield at(add_working_days(due, 48), 10)
    asked = earliest(people, today, 300)
    verify(people, asked)
    yield at(add_working_days(due, 50), 10)
    feedback.draft_letters(asked, by=people.officer)
    letters = list(
        FeedbackLetter.objects.filter(assurance_return__round=asked).select_related(
            "assurance_return__organisation"
        )
    )
    sent = [
        one
        for one in letters
        if one.assurance_return.organisation.code in ("leicestershire-police", "rutland-county-council")
    ]
    for letter in sent:
        feedback.write_letter(
            letter, by=people.officer, seen=1,
            areas=f"{letter.areas}\n- Tell us next time what children noticed of one change.",
        )  # fmt: skip
    yield at(add_working_days(due, 52), 10)
    for letter in letters:
        letter.refresh_from_db()
        if letter in sent:
            feedback.approve_letter(letter, by=people.manager, seen=letter.revision)
    yield at(add_working_days(due, 53), 9)
    feedback.send_letters(asked, by=people.officer)
    feedback.send_waiting()
    yield at(add_working_days(due, 54), 9)
    for letter in letters:
        letter.refresh_from_db()
        if letter.state == "draft":
            feedback.approve_letter(letter, by=people.manager, seen=letter.revision)
    yield at(add_working_days(due, 58), 14)
    feedback.acknowledge_letter(
        sent[0], by=getattr(people, ASKED[sent[0].assurance_return.organisation.code]),
        words="Thank you. Our board reads it in June.",
    )  # fmt: skip
    yield at(add_working_days(due, 75), 14)
    link = ScrutinyAction.objects.select_related("action").get(
        assurance_return=returned(asked, people, "rutland-county-council")
    )
    actions.claim(
        link.action,
        by=people.rutland_lead,
        evidence="Families new to the county are counted since the spring.",
    )
    yield at(add_working_days(due, 78), 14)
    actions.verify(link.action, by=people.officer)


def verify(people, asked):
    begun = verification.begin_verification(asked, by=people.advisor)
    verification.draw_sample(begun, 4, by=people.advisor)
    for number, sample in enumerate(begun.samples.all()):
        verification.look_into(
            sample, by=people.advisor, found="shows" if number else "partly",
            looked_into="The audit of the spring, and a talk with the team manager",
            note="" if number else "It shows what was done, not yet what difference it made.",
        )  # fmt: skip
    verification.give_verification(
        begun, by=people.advisor, view="in_part",
        statement="Four answers were drawn by lot. The evidence of three shows what they say; that of one shows some "
        "of it. Agencies know well what they did, and less well what children noticed.",
    )  # fmt: skip


def this_years(people, today):
    """What has come back is looked at as it comes: one is with its agency, one half moderated; an event is planned."""
    yield at(working_days_ago(today, 4), 10)
    asked = earliest(people, today, 0)
    rutland = returned(asked, people, "rutland-county-council")
    hospital = returned(asked, people, "university-hospitals-of-leicester")
    if {rutland.state, hospital.state} != {"submitted"}:
        return  # taken back meanwhile by another story
    share(
        moderate(rutland, by=people.second_officer, lower=True), by=people.officer,
        panel_on=working_days_ago(today, 5),
    )  # fmt: skip
    before = ScrutinyAction.objects.filter(assurance_return__organisation=rutland.organisation).exclude(
        assurance_return=rutland
    )
    link = before.select_related("assurance_return__round").first()
    if link and link.assurance_return.round.about_until < asked.about_until:
        follow_up.look_back(
            link, rutland, by=people.second_officer, finding="stuck",
            shown_by="The return gives the number for each quarter, and says what was done about it.",
        )  # fmt: skip
    yield at(working_days_ago(today, 2), 10)
    first = moderations.scored_questions(hospital)[0]
    moderations.agree_rest(hospital, first.section, by=people.officer)
    yield at(working_days_ago(today, 1), 10)
    day = add_working_days(today, 35)
    event = events.plan_event(
        by=people.officer, title=f"Quality-assurance event, {day:%B %Y}", starts_at=at(day, 9, 30), ends_at=at(day, 12),
        joining="https://meet.example.org/quality-assurance", chaired_by="Independent Advisor",
        message="Bring two pieces of evidence for one strength and for one area to work on.",
    )  # fmt: skip
    events.add_slots(event, [rutland, hospital], by=people.officer, first=at(day, 9, 45), minutes=30)


STORIES = [last_years, last_years_event, last_years_letters, this_years]
