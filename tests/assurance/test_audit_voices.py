"""What a parent, a child or a practitioner said in an audit goes when they no longer agree, or when it was a slip."""

import pytest
import time_machine
from django.urls import reverse

from assurance.models import Audit, CaseVoice
from assurance.operations import audits as operations
from assurance.operations.audits.reporting import content
from partnership.access import Gone, Refused
from partnership.models import Event
from tests.factories import audits as made

SAID = "Nobody asked me about the bruise on his arm. I was frightened."
BECAUSE = "The mother wrote to say so."


@pytest.fixture(autouse=True)
def the_last_day_of_march():
    with time_machine.travel(made.TODAY, tick=False):
        yield


def spoken(cast, audit):
    return made.heard(cast, audit.cases.first(), SAID)


def spoken_and_written(cast):
    """Somebody was heard, and the report is being written."""
    audit = operations.discuss_again(made.writing(cast, 1), by=cast.officer, reason="The mother was reached.")
    voice = spoken(cast, audit)
    return voice, operations.begin_writing(audit, by=cast.officer)


def test_take_out_voice_whose_consent_ended_and_count_them_as_not_included(cast):
    audit = made.asked(cast, 1)
    voice = spoken(cast, audit)

    operations.take_out_voice(voice, by=cast.officer, withdrawn=True, reason=BECAUSE)

    voice.refresh_from_db()
    assert (voice.said, voice.included, voice.consent, voice.consent_on) == ("", "no", "withdrawn", None)
    assert voice.not_included_because == BECAUSE
    assert dict(content(audit)["heard"])["A parent or carer"] == "no case"
    event = Event.objects.get(verb="took out what somebody said")
    assert (event.why, event.facts["whose"], event.facts["withdrawn"]) == (BECAUSE, "parent", True)
    assert not any("bruise" in f"{one.facts} {one.why} {one.label}" for one in Event.objects.all())


def test_take_out_voice_recorded_by_mistake_leaves_nothing_but_the_entry(cast):
    voice = spoken(cast, made.asked(cast, 1))

    operations.take_out_voice(voice, by=cast.officer, withdrawn=False, reason="It belongs to another case.")

    assert not CaseVoice.objects.exists()
    assert Event.objects.get(verb="took out what somebody said").why == "It belongs to another case."
    with pytest.raises(Gone):
        operations.take_out_voice(voice, by=cast.officer, withdrawn=False, reason="Again.")


@pytest.mark.parametrize(
    ("withdrawn", "reason", "sentence"),
    [
        (True, " ", "Enter why you are taking it out"),
        (True, "She is 943 476 5919.", "looks like an NHS number"),
        (True, "She said: nobody asked me  about the bruise on his arm!", "Your reason holds what they said"),
    ],
)
def test_take_out_voice_keeps_no_words_in_its_reason(cast, withdrawn, reason, sentence):
    voice = spoken(cast, made.asked(cast, 1))
    with pytest.raises(Refused, match=sentence):
        operations.take_out_voice(voice, by=cast.officer, withdrawn=withdrawn, reason=reason)
    assert CaseVoice.objects.get().said == SAID


def test_take_out_voice_of_who_was_not_included_only_as_a_mistake(cast):
    case = made.asked(cast, 1).cases.get()
    voice = operations.record_voice(
        case, by=cast.officer, whose="child", included="no", consent="not_asked",
        not_included_because="Too young to be asked.",
    )  # fmt: skip
    with pytest.raises(Refused, match="there is nothing they said to take out"):
        operations.take_out_voice(voice, by=cast.officer, withdrawn=True, reason=BECAUSE)
    operations.take_out_voice(voice, by=cast.officer, withdrawn=False, reason="The child was asked.")
    assert not case.voices.exists()


def test_take_out_voice_waits_until_no_draft_quotes_it(cast):
    voice, audit = spoken_and_written(cast)
    line = audit.lines.first()
    operations.write_finding(
        line, by=cast.officer, seen=line.revision, judgement="develop",
        finding="A mother said: “nobody asked me about the bruise on his arm”.",
    )  # fmt: skip

    with pytest.raises(Refused, match="also stand in the finding on line 1"):
        operations.take_out_voice(voice, by=cast.officer, withdrawn=True, reason=BECAUSE)

    line.refresh_from_db()
    operations.write_finding(
        line, by=cast.officer, seen=line.revision, judgement="develop", finding="Parents were asked less."
    )
    before = Audit.objects.get(pk=audit.pk).revision
    operations.take_out_voice(voice, by=cast.officer, withdrawn=True, reason=BECAUSE)
    assert Audit.objects.get(pk=audit.pk).revision == before + 1


def test_take_out_voice_from_the_page_after_the_report(cast, sign_in):
    voice, audit = spoken_and_written(cast)
    operations.keep_report(
        audit, made.PDF, 3, by=cast.officer, seen=audit.revision, no_reaudit_because="Too few cases."
    )
    staff = sign_in("board_officer")
    address = reverse("assurance:take_out_voice", args=[voice.pk])
    assert address in staff.get(voice.case.get_absolute_url()).text

    assert SAID in staff.get(address).text
    empty = staff.post(address, {"reason": BECAUSE})
    assert "Select what has happened" in empty.text
    assert BECAUSE in empty.text
    page = staff.post(address, {"withdrawn": "yes", "reason": BECAUSE}, follow=True).text

    assert SAID not in page
    assert "They agreed, and no longer do" in page
    assert BECAUSE in page
