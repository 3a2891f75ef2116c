"""What people said is kept in words that tell nobody; where they do, they are put right and no old word stays."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from partnership.access import Refused
from partnership.models import Event, Said, VoiceSession
from partnership.operations import voice
from tests.factories import voice as made


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


def page(client, name, thing, fields):
    """The form as its page offers it."""
    form = client.get(reverse(name, args=[thing.pk])).context["form"]
    return {one: form[one].value() for one in fields}


def on_record(thing, word):
    return [one for one in Event.objects.about(thing) if word in f"{one.facts}{one.label}{one.why}"]


# What was said ---------------------------------------------------------------------------------------------


def test_reword_said_leaves_no_old_word_behind(cast, sign_in):
    said = made.said(cast, "Peregrine’s mother was not rung back.", theme="Calling Peregrine")
    client = sign_in(cast.officer)
    typed = page(client, "reword_said", said, ("seen", "words", "theme"))
    assert typed["words"] == said.said

    changes = {"words": "A mother was not rung back.", "theme": "Calling back", "why": "It named a child."}
    answer = client.post(reverse("reword_said", args=[said.pk]), typed | changes, follow=True)
    said.refresh_from_db()
    assert (said.said, said.theme) == ("A mother was not rung back.", "Calling back")
    assert "A mother was not rung back." in answer.text
    assert on_record(said, "Peregrine") == []
    assert Event.objects.about(said).get(verb="reworded").why == "It named a child."


def test_what_the_second_person_finds_to_tell_somebody_can_be_taken_back_and_reworded(cast, sign_in):
    forward = made.forward(cast)
    with pytest.raises(Refused, match="published or about to be"):
        voice.reword_said(forward, by=cast.officer, seen=forward.said, words="x", why="x")
    assert (
        reverse("reword_said", args=[forward.pk])
        not in sign_in(cast.officer).get(forward.get_absolute_url()).text
    )

    voice.take_said_back(forward, by=cast.second_officer, reason="It tells which street.")
    voice.reword_said(
        forward, by=cast.officer, seen=forward.said, words="A path is dark.", why="It told a street."
    )
    voice.put_said_forward(forward, by=cast.officer)
    voice.let_said_out(forward, by=cast.second_officer)
    assert Said.objects.public().get().said == "A path is dark."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"why": ""}, "Say why it changes"),
        ({"words": " "}, "Enter what was said"),
        ({"words": "As in CR-2026-004."}, "looks like a case reference"),
        ({}, "Those are the words that it has."),
    ],
)
def test_reword_said_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, changes, sentence):
    said = made.said(cast)
    typed = {"words": said.said, "theme": "", "seen": said.said, "why": "A slip of the pen."} | changes
    answer = sign_in(cast.officer).post(reverse("reword_said", args=[said.pk]), typed)

    assert sentence in answer.text
    assert typed["why"] in answer.text
    assert Said.objects.get().said == said.said


def test_the_second_of_two_who_reword_sees_what_it_says_now(cast, sign_in):
    said = made.said(cast)
    client = sign_in(cast.officer)
    typed = {"seen": said.said, "words": "Too dark to walk.", "why": "Shorter."}
    voice.reword_said(
        said, by=cast.manager, seen=said.said, words="The path is dark.", why="A street was named."
    )

    answer = client.post(reverse("reword_said", args=[said.pk]), typed)
    assert "Somebody has changed this since you opened it" in answer.text
    assert "The path is dark." in answer.text
    assert "Too dark to walk." in answer.text
    client.post(reverse("reword_said", args=[said.pk]), typed | {"seen": "The path is dark."})
    assert Said.objects.get().said == "Too dark to walk."


# Sessions --------------------------------------------------------------------------------------------------

KEPT = ("seen", "kind", "audience", "how_many", "facilitator", "place", "asked", "heard")
HELD = {"held_on_day": "1", "held_on_month": "3", "held_on_year": "2026"}


def picture():
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return content.getvalue()


def test_correct_session_leaves_no_old_word_and_no_file_to_open(cast, sign_in):
    session = made.session(
        cast,
        held_on=date(2026, 3, 1),
        heard="Peregrine is afraid of the path",
        content=picture(),
        filename="a.png",
    )
    client = sign_in(cast.officer)
    typed = page(client, "correct_session", session, KEPT) | HELD

    changes = {"heard": "Dark paths", "how_many": "12", "without_file": "on", "why": "It named a child."}
    answer = client.post(reverse("correct_session", args=[session.pk]), typed | changes, follow=True)
    session = VoiceSession.objects.get()
    assert (session.themes, session.how_many, session.document) == (["Dark paths"], 12, None)
    assert (session.reference, session.held_on) == ("YV-2026-1", date(2026, 3, 1))
    assert "The session is corrected." in answer.text
    assert on_record(session, "Peregrine") == []
    assert client.get(reverse("session_file", args=[session.pk])).status_code == 404


def test_correct_session_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in):
    session = made.session(cast)
    client = sign_in(cast.officer)
    typed = page(client, "correct_session", session, KEPT) | HELD
    for changes, sentence in (
        ({"why": ""}, "Say why it changes"),
        ({"how_many": "0"}, "How many people took part"),
        ({"heard": "As in CR-2026-004.", "why": "A slip."}, "looks like a case reference"),
    ):
        answer = client.post(reverse("correct_session", args=[session.pk]), typed | changes)
        assert sentence in answer.text
        assert "Nobody at the bus stop" in answer.text or "As in CR-2026-004." in answer.text
    assert VoiceSession.objects.get().themes == session.themes


def test_the_second_of_two_who_correct_a_session_sees_what_it_says_now(cast, sign_in):
    session = made.session(cast)
    client = sign_in(cast.officer)
    typed = page(client, "correct_session", session, KEPT) | HELD
    VoiceSession.objects.filter(pk=session.pk).update(heard="Lamps that do not burn")

    answer = client.post(
        reverse("correct_session", args=[session.pk]), typed | {"why": "Clearer.", "how_many": "9"}
    )
    assert "Somebody has changed this since you opened it" in answer.text
    assert "Lamps that do not burn" in answer.text
    assert VoiceSession.objects.get().how_many == 11
