"""What was asked, heard and done."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Group, Questionnaire, SurveyText
from partnership.operations import survey_replies, survey_results, surveys, voice
from partnership.site.demo.time import at, working_day, working_days_ago
from partnership.working_days import add_working_days

FACILITATOR = "Participation worker, county council"
# so many replies from each place, and how each of them feels: how old, how safe, how far listened to, knows whom
PLACES = {"Youth clubs": 24, "School councils": 17, "Youth council, Rutland": 6}
WORDS = (
    ("It is dark at the bus stop after football.", "as_it_is", "", ""),
    ("Somebody should ring back when they say they will.", "as_it_is", "", ""),
    (
        "My friend at [a school] was told to wait three weeks and nobody asked her again.",
        "parts",
        "My friend was told to wait three weeks and nobody asked her again.",
        "The name of a school",
    ),
    ("More people like the ones in the youth club.", "as_it_is", "", ""),
    ("asdf", "nothing", "", "It says nothing"),
)


def noted(people, said, *, days, done_by=None, told=True, **more):
    """Noted today with its day; answered and told back ten working days later, where that is asked for."""
    today = timezone.localdate()
    return voice.note_said(
        by=people.officer, said=said, heard_on=today, tell_back_by=add_working_days(today, days), **more
    )


def answer(people, said, outcome, words, organisation=""):
    given = {"why_not": words} if outcome == "not_done" else {"done": words}
    return voice.answer_said(
        said, by=people.officer, seen="", outcome=outcome,
        organisation=people[organisation] if organisation else None, **given,
    )  # fmt: skip


def let_out(people, said):
    return voice.let_said_out(voice.put_said_forward(said, by=people.officer), by=people.second_officer)


def the_advisory_group(people, today):
    """The Young People's Advisory Group is heard, what it said is done, told back, and read by the public."""
    held = working_day(today, 260)
    group = Group.objects.filter(code="young-peoples-advisory-group").first()
    yield at(held, 17)
    session = voice.record_session(
        by=people.learning_officer, kind="advisory", audience="children", held_on=held, how_many=11,
        facilitator=FACILITATOR, place="A youth club in the county", group=group,
        asked="What makes you feel safe, and what would you change about how adults listen?",
        heard="The way home after dark\nPeople who do not call back\nLetters that nobody understands",
    )  # fmt: skip
    lamps = noted(
        people, "The way home from the bus stop is dark, and we would rather walk round than through.", days=40,
        theme="The way home", audience="children", source="session", session=session,
        organisation=people["leicestershire-county-council"],
    )  # fmt: skip
    letters = noted(
        people, "Letters about meetings use words that nobody in a family understands.", days=60,
        theme="Letters", audience="children", source="session", session=session,
    )  # fmt: skip
    yield at(add_working_days(held, 25), 11)
    lamps = answer(
        people, lamps, "done", "The council put up two lamps at the bus stop and cut the hedge.",
        "leicestershire-county-council",
    )  # fmt: skip
    yield at(add_working_days(held, 32), 17)
    voice.tell_back(lamps, by=people.officer, told_how="At the group’s meeting, with a picture of the lamps")
    let_out(people, lamps)
    yield at(add_working_days(held, 50), 11)
    letters = answer(
        people, letters, "begun",
        "Young people rewrote the invitation to a meeting. Three agencies use it; the others follow by summer.",
    )  # fmt: skip
    voice.tell_back(letters, by=people.officer, told_how="By the participation worker, with the new letter")
    voice.note_use(letters, by=people.officer, kind="policy", reference="Invitation to child protection meetings",
                   how="The group’s own words are its first page.")  # fmt: skip
    let_out(people, letters)


def parents_and_carers(people, today):
    """Carers in a focus group: one thing was not done, and they were told why; another is late."""
    held = working_day(today, 150)
    yield at(held, 12)
    session = voice.record_session(
        by=people.officer, kind="focus", audience="carers", held_on=held, how_many=7,
        facilitator="Manager of the fostering service, county council",
        asked="What happened after you told somebody that you were worried?",
        heard="One person to talk to would be enough\nDecisions arrive before the reasons",
    )  # fmt: skip
    one = noted(
        people, "Give every family one named person, whatever the agency.", days=30, theme="One person",
        audience="carers", source="session", session=session,
    )  # fmt: skip
    reasons = noted(
        people, "We hear what was decided, and weeks later why.", days=20, theme="Reasons", audience="carers",
        source="session", session=session, organisation=people["leicestershire-county-council"],
    )  # fmt: skip
    yield at(add_working_days(held, 15), 10)
    answer(
        people, one, "not_done",
        "Agencies found that they could not give one person for all: teams keep different hours. Each now names its "
        "own on the first letter.",
    )  # fmt: skip
    yield at(add_working_days(held, 19), 10)
    one.refresh_from_db()
    voice.tell_back(
        one, by=people.officer, told_how="In a letter to the group’s members, by the fostering service"
    )
    voice.put_said_forward(one, by=people.officer)
    yield at(working_days_ago(today, 4), 9)
    answer(people, reasons, "begun", "Minutes are sent with reasons from this month on; it is being checked.")


def what_young_people_answered(people, today):
    """A survey that knows nobody, at three places, closed, with what was written looked at."""
    opened = working_day(today, 110)
    yield at(opened, 9)
    survey = surveys.start_survey(
        by=people.learning_officer, title="Feeling safe where you live", audience="children",
        purpose="We want to know what to change so that young people here are safer. In spring we put what you said "
        "and what we did on our site, and the youth clubs get a poster.",
        opens_on=opened, closes_on=opened + timedelta(30),
        questionnaire=Questionnaire.objects.filter(code="young-peoples-survey").order_by("-version").first(),
    )  # fmt: skip
    if not survey.questionnaire.frozen_at and survey.questionnaire.code != "young-peoples-survey":
        survey = surveys.write_survey(
            survey,
            by=people.learning_officer,
            questions=[{"text": "Do you feel safe?", "answered": "yes_no"}],
        )
    surveys.choose_breakdown(survey, by=people.learning_officer, breakdown="place")
    for place in PLACES:
        surveys.add_survey_link(survey, by=people.learning_officer, kind="shared", place=place)
    survey = surveys.open_survey(survey, by=people.learning_officer)
    yield at(opened + timedelta(9), 16)
    reply_to(survey)
    yield at(add_working_days(opened, 8), 10)
    texts = {text.text: text for text in SurveyText.objects.filter(survey=survey)}
    for words, keep, left, reason in WORDS:
        if words in texts:
            survey_results.look_at_text(texts[words], by=people.officer, keep=keep, words=left, reason=reason)
    yield at(add_working_days(opened + timedelta(30), 3), 10)
    said = noted(
        people, "Somebody should ring back when they say they will.", days=30, theme="Calling back",
        audience="children", source="survey", survey=survey, organisation=people["leicestershire-county-council"],
    )  # fmt: skip
    yield at(add_working_days(opened + timedelta(30), 22), 10)
    said = answer(
        people, said, "done", "The first contact team calls back on the same day, and counts how often it does.",
        "leicestershire-county-council",
    )  # fmt: skip
    voice.tell_back(said, by=people.officer, told_how="On a poster in the youth clubs that were asked")
    voice.note_use(said, by=people.officer, kind="training", reference="First contact: listening to children")
    let_out(people, said)


def reply_to(survey):
    """So many replies from each place; what they choose goes round, so that every answer was given."""
    questions = list(surveys.questions_of(survey))
    points = surveys.points_of(questions)
    number = 0
    for place, many in PLACES.items():
        way = survey_replies.WayIn(survey.links.select_related("survey__questionnaire").get(place=place))
        for _ in range(many):
            number += 1
            chosen = {
                question: list(points[question.pk])[(number * step + number // 5) % len(points[question.pk])]
                for step, question in enumerate(questions, 1)
                if question.pk in points and (number + step) % 9
            }
            words = WORDS[number // 9][0] if number % 9 == 4 and number // 9 < len(WORDS) else ""
            texts = {question: words for question in questions if question.pk not in points}
            survey_replies.receive(way, survey_replies.form_token(way), choices=chosen, texts=texts)


def what_practitioners_are_asked(people, today):
    """A survey of practitioners that is open now, with something written that waits to be looked at."""
    opened = working_days_ago(today, 6)
    yield at(opened, 9)
    survey = surveys.start_survey(
        by=people.officer, title="Talking to children on their own", audience="practitioners",
        purpose="To find out what keeps us from seeing children on their own, for the next audit.",
        opens_on=opened, closes_on=today + timedelta(20),
    )  # fmt: skip
    surveys.write_survey(
        survey, by=people.officer,
        questions=[
            {"text": "In the last month, did you see every child on their own who should be?", "answered": "yes_no"},
            {"text": "How often is there time for it?", "answered": "how-often"},
            {"text": "What keeps you from it?", "answered": "text"},
        ],
    )  # fmt: skip
    surveys.add_survey_link(survey, by=people.officer, kind="shared", place="Safeguarding bulletin")
    surveys.add_survey_link(survey, by=people.officer, kind="single", place="Cards at the forum", how_many=20)
    survey = surveys.open_survey(survey, by=people.officer)
    yield at(working_days_ago(today, 2), 15)
    way = survey_replies.WayIn(survey.links.select_related("survey__questionnaire").get(kind="shared"))
    questions = list(surveys.questions_of(survey))
    for number in range(14):
        survey_replies.receive(
            way, survey_replies.form_token(way), choices={questions[0]: number % 2, questions[1]: number % 3 + 2},
            texts={questions[2]: "There is no room where nobody else sits." if number == 5 else ""},
        )  # fmt: skip


def a_practitioners_word(people, today):
    """Something an advocate passed on, not answered yet and near its day."""
    yield at(working_days_ago(today, 8), 14)
    noted(
        people, "Young people in care say that they tell their story again to every new worker.", days=12,
        theme="Telling it again", audience="children", source="advocate",
        organisation=people["rutland-county-council"],
    )  # fmt: skip


STORIES = (
    the_advisory_group,
    parents_and_carers,
    what_young_people_answered,
    what_practitioners_are_asked,
    a_practitioners_word,
)
