"""What people said, what was done, whether they were told, and what of it the public reads."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership import models
from partnership.access import Refused
from partnership.forms.voice import NoteSaidForm
from partnership.models import Deadline, Event, Said, VoiceSession
from partnership.operations import questionnaires, voice
from tests.factories import assurance
from tests.factories import voice as made

THURSDAY = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_last_day_of_a_year():
    with time_machine.travel(THURSDAY, tick=False) as clock:
        yield clock


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


NOTED = {
    "said": "The path from the bus stop is dark.",
    "audience": "children",
    "source": "other",
    **day("heard_on", date(2026, 12, 29)),
    **day("tell_back_by", date(2027, 3, 31)),
}


def test_record_session_says_how_many_and_never_who(cast, sign_in):
    client = sign_in("administrator")
    client.post(
        reverse("record_session"),
        {
            "kind": "focus", "audience": "carers", **day("held_on", date(2026, 12, 1)), "how_many": "7",
            "facilitator": "Participation worker", "asked": "What helps?", "heard": "Being called back\n\nOne person",
        },
    )  # fmt: skip

    session = VoiceSession.objects.get()
    assert (session.reference, session.how_many, session.themes) == (
        "YV-2026-1",
        7,
        ["Being called back", "One person"],
    )
    page = client.get(session.get_absolute_url()).text
    assert "7 carers" in page
    assert "Being called back" in page


def test_a_sessions_file_is_for_those_who_read_what_was_heard(cast, sign_in):
    session = made.session(cast)
    client = sign_in("board_officer")
    form = {
        "kind": "advisory", "audience": "children", **day("held_on", date(2026, 12, 1)), "how_many": "0",
        "facilitator": "Worker", "asked": "What?", "heard": "Lamps", "file": SimpleUploadedFile("a.exe", b"MZ"),
    }  # fmt: skip
    answer = client.post(reverse("record_session"), form)

    assert "How many people took part" in answer.text
    assert "Lamps" in answer.text
    assert VoiceSession.objects.get() == session
    assert client.get(reverse("session_file", args=[session.pk])).status_code == 404


def test_only_who_knows_of_surveys_and_sessions_is_offered_them_as_where_it_was_said(cast):
    made.session(cast)
    made.closed(cast, made.opened(cast))

    def offered(person):
        fields = NoteSaidForm(person=person).fields
        return fields["survey"].queryset.count(), fields["session"].queryset.count()

    assert offered(cast.officer) == (1, 1)
    assert offered(cast.practitioner) == (0, 0)


def test_note_said_is_due_to_be_told_back_in_the_diary(cast, sign_in):
    sign_in("learning_officer").post(reverse("note_said"), NOTED)

    said = Said.objects.get()
    assert (said.reference, said.outcome, said.public) == ("YS-2026-1", "", False)
    assert (said.deadline.due_on, said.deadline.role, said.deadline.path, said.deadline.reference) == (
        date(2027, 3, 31), "board_officer", said.get_absolute_url(), "YS-2026-1",
    )  # fmt: skip
    assert said.deadline in Deadline.objects.asked_of(cast.officer)


@pytest.mark.parametrize(
    "words",
    [
        "As in CR-2025-003, nobody called.",
        "See cr 2025/3.",
        "Her number is 943 476 5919.",
        "9434765919 said so",
    ],
)
def test_what_says_which_case_or_who_is_refused_and_nothing_typed_is_lost(cast, sign_in, words):
    answer = sign_in("board_officer").post(reverse("note_said"), NOTED | {"said": words})

    assert not Said.objects.exists()
    assert "looks like" in answer.text
    assert words in answer.text.replace("&#x27;", "'")


def test_every_text_that_staff_write_is_kept_apart_from_cases(cast):
    said = made.said(cast)
    telling = "CR-2025-003"
    for attempt in (
        lambda: made.session(cast, heard=telling),
        lambda: made.session(cast, asked=telling),
        lambda: made.draft(cast, title=telling),
        lambda: voice.answer_said(said, by=cast.officer, seen="", outcome="done", done=telling),
        lambda: voice.note_use(said, by=cast.officer, kind="report", reference=telling),
    ):
        with pytest.raises(Refused, match="case reference"):
            attempt()


def test_nothing_of_what_people_say_points_to_a_case():
    ours = [models.Survey, models.SurveyReply, models.SurveyText, models.VoiceSession, Said, models.VoiceUse]
    pointed = {f.related_model._meta.label for one in ours for f in one._meta.fields if f.related_model}

    assert not [label for label in pointed if not label.startswith("partnership.")]
    assert not pointed & {"partnership.Action", "partnership.LearningPoint"}


def test_a_source_is_named_where_it_comes_from_a_survey_or_a_session(cast, sign_in):
    client = sign_in("board_officer")
    answer = client.post(reverse("note_said"), NOTED | {"source": "session"})
    assert "Choose the session that it comes from" in answer.text

    session = made.session(cast)
    client.post(reverse("note_said"), NOTED | {"source": "session", "session": session.pk})
    assert Said.objects.get().session == session


def test_the_same_thing_sent_twice_is_noted_once(cast, sign_in):
    client = sign_in("board_officer")
    client.post(reverse("note_said"), NOTED)

    assert "already recorded" in client.post(reverse("note_said"), NOTED).text
    assert Said.objects.count() == 1


# What was done --------------------------------------------------------------------------------------------


def test_answer_said_with_what_was_done_or_why_not(cast, sign_in):
    said = made.said(cast)
    client = sign_in("board_officer")
    address = reverse("answer_said", args=[said.pk])
    words = {"outcome": "not_done", "organisation": cast.police.pk, **day("answered_on", date(2026, 12, 31))}

    assert "Say why it was not done" in client.post(address, words).text
    client.post(address, words | {"why_not": "The road is private.", "done": "Left over"})

    said.refresh_from_db()
    assert (said.outcome, said.done, said.why_not, said.organisation) == (
        "not_done", "", "The road is private.", cast.police,
    )  # fmt: skip


def test_two_who_answer_at_once_are_told_of_each_other(cast, sign_in):
    said = made.said(cast)
    client = sign_in("board_officer")
    address = reverse("answer_said", args=[said.pk])
    client.get(address)
    voice.answer_said(said, by=cast.second_officer, seen="", outcome="done", done="Lamps were put up.")

    words = {"outcome": "done", "done": "Nothing yet.", "seen": "", **day("answered_on", date(2026, 12, 31))}
    page = client.post(address, words).text

    assert "Somebody has answered this since you opened it" in page
    assert "Lamps were put up." in page
    assert "Nothing yet." in page
    said.refresh_from_db()
    assert said.done == "Lamps were put up."


def test_tell_back_waits_for_an_answer_and_a_late_one_says_why(cast, sign_in, the_last_day_of_a_year):
    said = made.said(cast)
    with pytest.raises(Refused, match="First say what was done"):
        voice.tell_back(said, by=cast.officer, told_how="At the group")
    said = voice.answer_said(said, by=cast.officer, seen="", outcome="begun", done="It was asked for.")
    the_last_day_of_a_year.move_to(datetime(2027, 2, 1, 9, tzinfo=UTC))
    client = sign_in("board_officer")
    address = reverse("tell_back", args=[said.pk])
    words = {"told_how": "At the group", **day("done_on", date(2027, 2, 1))}

    assert "Say why it is late" in client.post(address, words).text
    client.post(address, words | {"late_reason": "The group met later."})

    said.refresh_from_db()
    assert (said.told_on, said.told_how, said.deadline.late) == (date(2027, 2, 1), "At the group", True)
    assert not Said.objects.to_tell_back().exists()


def test_note_use_tracks_it_to_a_report_or_a_policy_once(cast, sign_in):
    said = made.answered(cast)
    client = sign_in("board_officer")
    words = {"kind": "report", "reference": "YR-2026", "how": "In its chapter on voice."}

    client.post(reverse("note_use", args=[said.pk]), words)
    again = client.post(reverse("note_use", args=[said.pk]), words)

    assert "already recorded" in again.text
    assert "Yearly report or highlight report: YR-2026" in client.get(said.get_absolute_url()).text


# The public -----------------------------------------------------------------------------------------------


def test_the_public_reads_what_two_people_let_out(cast, client, sign_in):
    said = made.answered(cast)
    page = reverse("public:voice")
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    assert said.said not in client.get(page).text

    first.post(reverse("put_said_forward", args=[said.pk]))
    own = first.post(reverse("let_said_out", args=[said.pk]))
    assert (own.status_code, "Someone else must check it" in own.text) == (409, True)
    assert said.said not in client.get(page).text
    second.post(reverse("let_said_out", args=[said.pk]))

    shown = client.get(page).text
    assert said.said in shown
    assert "The council put up two lamps." in shown
    assert "Leicestershire County Council, December 2026" in shown
    assert [e.verb for e in Event.objects.about(said)][:2] == [
        "published",
        "put forward for the public",
    ]


def test_what_the_public_reads_does_not_change_beneath_it(cast, client):
    said = made.public(cast)

    with pytest.raises(Refused, match="Take it off the public site first"):
        voice.answer_said(said, by=cast.officer, seen=said.answer, outcome="done", done="Three lamps.")
    with pytest.raises(Refused, match="Say why"):
        voice.take_said_back(said, by=cast.officer, reason=" ")
    voice.take_said_back(said, by=cast.officer, reason="The lamps are off again.")

    assert said.said not in client.get(reverse("public:voice")).text


def test_the_public_never_sees_who_noted_it_or_where_it_was_said(cast, client):
    session = made.session(cast, place="Hawthorn youth club")
    said = made.public(cast, source="session", session=session)

    text = client.get(reverse("public:voice")).text

    assert said.said in text
    for told in ("Hawthorn", cast.officer.name, session.reference, said.reference):
        assert told not in text


def test_nothing_unanswered_is_put_forward_and_the_database_holds_to_two_people(cast):
    said = made.said(cast)
    with pytest.raises(Refused, match="First say what was done"):
        voice.put_said_forward(said, by=cast.officer)
    out = made.public(cast, words="Another thing.")
    with transaction.atomic(), pytest.raises(IntegrityError, match="let_out_by_somebody_else"):
        Said.objects.filter(pk=out.pk).update(let_out_by=cast.officer)


# Agencies' own answers ------------------------------------------------------------------------------------


def test_voice_answers_are_those_of_submitted_returns_that_one_may_read(cast, sign_in):
    with time_machine.travel(assurance.TODAY, tick=False):
        asked = questionnaires.open_round(
            assurance.one_of_each(), by=cast.officer, title="Reports", organisations=[cast.police, cast.health],
            **assurance.DATES,
        )  # fmt: skip
        assurance.submitted(asked.returns.get(organisation=cast.police), by=cast.police_lead)
        assurance.answered(asked.returns.get(organisation=cast.health), by=cast.health_lead)
    words = "In a youth forum, every month."
    address = reverse("voice_answers")

    assert words in sign_in("board_officer").get(address).text
    assert sign_in("board_officer").get(address).context["shown"].number == 1
    assert words in sign_in(cast.police_lead).get(address).text
    assert words not in sign_in(cast.hospital_lead).get(address).text


def test_voice_answers_are_narrowed_and_taken_away_as_shown(cast, sign_in, django_assert_num_queries):
    with time_machine.travel(assurance.TODAY, tick=False):
        asked = questionnaires.open_round(
            assurance.one_of_each(), by=cast.officer, title="Reports", organisations=[cast.police, cast.health],
            **assurance.DATES,
        )  # fmt: skip
        assurance.submitted(asked.returns.get(organisation=cast.police), by=cast.police_lead)
        client, address = sign_in("board_officer"), reverse("voice_answers")
        client.get(address)
        with CaptureQueriesContext(connection) as one:
            client.get(address)
        assurance.submitted(asked.returns.get(organisation=cast.health), by=cast.health_lead)
        with django_assert_num_queries(len(one)):
            both = client.get(address)

        assert both.context["shown"].number == 2
        narrowed = client.get(address, {"agency": cast.police.pk, "round": asked.pk, "words": "YOUTH forum"})
        assert [one.assurance_return.organisation for one in narrowed.context["page"]] == [cast.police]
        assert client.get(address, {"words": "a horse"}).context["shown"].number == 0
        offered = dict(both.context["shown"].form.fields["agency"].choices)
        assert set(offered) == {"", str(cast.police.pk), str(cast.health.pk)}
        lines = (
            client.get(address, {"agency": cast.police.pk, "file": "csv"})
            .content.decode("utf-8-sig")
            .splitlines()
        )
        assert (len(lines), lines[0]) == (2, "Agency,Asked in,Answer,Question,Submitted")
        other = sign_in(cast.police_lead).get(address)
        assert set(dict(other.context["shown"].form.fields["agency"].choices)) == {"", str(cast.police.pk)}


def test_lists_ask_the_database_as_often_for_three_as_for_one(cast, sign_in, django_assert_num_queries):
    client = sign_in("board_officer")
    pages = [reverse("voice"), reverse("voice_sessions"), reverse("surveys"), reverse("public:voice")]
    made.public(cast, source="session", session=made.session(cast))
    made.opened(cast)
    counts = []
    client.get(pages[0])  # which notes in the session that somebody is here
    for page in pages:
        with CaptureQueriesContext(connection) as few:
            client.get(page)
        counts.append(len(few))
    for number in (2, 3):
        made.public(cast, source="session", session=made.session(cast), words=f"Thing {number}")
        made.opened(cast, title=f"Survey {number}")
    for page, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(page)
