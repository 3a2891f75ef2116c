"""Surveys, sessions and what was said, brought about by the deeds that people do."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Scale, ScalePoint
from partnership.operations import survey_replies, surveys, voice

FEEL = ("Always", "Sometimes", "Never")
PURPOSE = "To know what to change. We put what we did on our site in spring."


def scale():
    """Three words, of which the first stands for 3."""
    made, new = Scale.objects.get_or_create(code="feel", defaults={"name": "How you feel"})
    if new:
        for value, label in zip((3, 2, 1), FEEL, strict=True):
            ScalePoint.objects.create(scale=made, value=value, label=label)
    return made


def draft(cast, *, title="Feeling safe", questions=None, **more):
    """A survey with a choice, a yes or no and words, and no link yet."""
    scale()
    today = timezone.localdate()
    survey = surveys.start_survey(
        by=cast.officer, title=title, audience="children", purpose=PURPOSE,
        opens_on=today, closes_on=today + timedelta(14), **more,
    )  # fmt: skip
    return surveys.write_survey(
        survey,
        by=cast.officer,
        questions=questions
        or [
            {"text": "Do you feel safe?", "answered": "feel"},
            {"text": "Do you know whom to tell?", "answered": "yes_no"},
            {"text": "What should change?", "answered": "text"},
        ],
    )


def opened(cast, *, places=("Youth clubs",), breakdown="", question=None, **more):
    """An open one with a shared link for each place."""
    survey = draft(cast, **more)
    if breakdown:
        number = question or 1
        asked = surveys.questions_of(survey)[number - 1]
        surveys.choose_breakdown(survey, by=cast.officer, breakdown=breakdown, question=asked)
    for place in places:
        surveys.add_survey_link(survey, by=cast.officer, kind="shared", place=place)
    return surveys.open_survey(survey, by=cast.officer)


def reply(survey, *, place="Youth clubs", values=(), words=""):
    """One reply through that place's link: `values` in the order of the questions, None for one left out."""
    way = survey_replies.WayIn(survey.links.select_related("survey__questionnaire").get(place=place))
    questions = list(surveys.questions_of(survey))
    return survey_replies.receive(
        way,
        survey_replies.form_token(way),
        choices=dict(zip(questions, values, strict=False)),
        texts={questions[-1]: words},
    )


def closed(cast, survey):
    return surveys.close_survey(survey, by=cast.officer, reason="Everybody has answered.")


def session(cast, **more):
    given = {
        "kind": "advisory", "audience": "children", "held_on": timezone.localdate(), "how_many": 11,
        "facilitator": "Participation worker, county council", "asked": "What worries you on the way home?",
        "heard": "Dark paths\nNobody at the bus stop",
    } | more  # fmt: skip
    return voice.record_session(by=cast.officer, **given)


def said(cast, words="The path from the bus stop is dark.", **more):
    given = {
        "audience": "children", "source": "other", "heard_on": timezone.localdate(),
        "tell_back_by": timezone.localdate() + timedelta(30),
    } | more  # fmt: skip
    return voice.note_said(by=cast.officer, said=words, **given)


def answered(cast, **more):
    return voice.answer_said(
        said(cast, **more), by=cast.officer, seen="", outcome="done", done="The council put up two lamps.",
        organisation=cast.county,
    )  # fmt: skip


def forward(cast, **more):
    """Put forward by the board officer, so that somebody else lets it out."""
    return voice.put_said_forward(answered(cast, **more), by=cast.officer)


def public(cast, **more):
    return voice.let_said_out(forward(cast, **more), by=cast.second_officer)
