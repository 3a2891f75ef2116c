"""The rapid review: its meeting, two people writing it at once, and what the group recommends."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter
from reviews.models import Case, RapidReview, Stage
from reviews.operations import rapid_review as operations
from reviews.rules.rapid_review import SECTION_NAMES
from tests.factories import reviews as made


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def today_as(name):
    day = timezone.localdate()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def opened(client, case):
    """The draft's form as somebody's browser holds it."""
    return dict(client.get(address("draft", case)).context["form"].initial)


# The meeting ----------------------------------------------------------------------------------------------


def test_hold_meeting_names_the_agencies_that_have_not_answered(cast, sign_in):
    case = made.gathering(cast)

    page = sign_in(cast.officer).get(address("hold_meeting", case)).content.decode()

    assert "Leicestershire Police" in page
    assert "University Hospitals of Leicester NHS Trust" in page


def test_hold_meeting_waits_for_the_chair_to_accept_a_silent_agency_and_loses_nothing_typed(cast, sign_in):
    case = made.gathering(cast)
    typed = today_as("meeting_on") | {"attendance": "Police: head of public protection"}

    page = sign_in(cast.officer).post(address("hold_meeting", case), typed)

    assert "Confirm that the chair went on without the missing answers" in page.content.decode()
    assert "Police: head of public protection" in page.content.decode()
    assert made.again(case).stage == Stage.RR_GATHERING


def test_hold_meeting_goes_on_without_a_silent_agency_and_invents_no_answer(cast, sign_in):
    case = made.gathering(cast)
    typed = today_as("meeting_on") | {"attendance": "Both councils", "missing_accepted": "on"}

    answer = sign_in(cast.officer).post(address("hold_meeting", case), typed)

    assert answer.status_code == 302
    case = made.again(case)
    assert case.stage == Stage.RR_DRAFTING
    assert [request.answer for request in case.requests.all()] == [None, None]
    assert Event.objects.about(case).filter(verb="moved").first().facts["silent"] == 2


def test_hold_meeting_in_the_future_is_refused(cast):
    case = made.answered(cast)

    with pytest.raises(Refused, match="in the future"):
        operations.hold_meeting(
            case,
            by=cast.officer,
            meeting_on=timezone.localdate() + timezone.timedelta(1),
            attendance="Everybody",
        )


@pytest.mark.parametrize("stage", [s for s in Stage.values if s != Stage.RR_GATHERING])
def test_hold_meeting_belongs_to_gathering_and_to_no_other_stage(cast, stage):
    case = made.answered(cast)
    Case.objects.filter(pk=case.pk).update(stage=stage, not_notified_reason="None")

    with pytest.raises(Refused, match="while information is being gathered"):
        operations.hold_meeting(
            case, by=cast.officer, meeting_on=timezone.localdate(), attendance="Everybody"
        )


def test_hold_meeting_twice_is_harmless(cast, sign_in):
    case = made.answered(cast)
    client, typed = sign_in(cast.officer), today_as("meeting_on") | {"attendance": "Both councils"}

    client.post(address("hold_meeting", case), typed)
    again = client.post(address("hold_meeting", case), typed)

    assert again.status_code == 200
    assert "The meeting is held while information is being gathered" in again.content.decode()
    assert RapidReview.objects.filter(case=case).count() == 1


# Writing it -----------------------------------------------------------------------------------------------


def test_draft_asks_for_every_section(cast, sign_in):
    page = sign_in(cast.officer).get(address("draft", made.drafting(cast))).content.decode()

    assert [name for name in SECTION_NAMES if f'name="{name}"' not in page] == []
    assert set(SECTION_NAMES) == set(RapidReview.SECTIONS)


def test_draft_keeps_what_was_typed(cast, sign_in):
    case = made.drafting(cast)
    client = sign_in(cast.officer)

    client.post(address("draft", case), opened(client, case) | {"facts": "A first line.\r\n\r\nA second."})

    report = RapidReview.objects.get(case=case)
    assert report.facts == "A first line.\n\nA second."
    assert (report.revision, report.drafted_by) == (2, cast.officer)


def test_draft_shows_each_of_two_writers_what_the_other_saved(cast, sign_in):
    case = made.drafting(cast)
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, other = opened(first, case), opened(second, case)

    first.post(
        address("draft", case), one | {"facts": "Written first.", "practice": "Only the first wrote here."}
    )
    page = second.post(
        address("draft", case),
        other | {"facts": "Written second.", "identity": "Only the second wrote here."},
    )

    report = RapidReview.objects.get(case=case)
    assert (report.facts, report.identity) == ("Written first.", "")  # nothing was overwritten in silence
    html = page.content.decode()
    assert "Written first." in html  # theirs, to compare
    form = page.context["form"]
    assert form["facts"].value() == "Written second."  # nothing typed is lost
    assert form["identity"].value() == "Only the second wrote here."
    assert form["practice"].value() == "Only the first wrote here."  # came in where the second had not typed
    assert "Board officer changed this section while you were writing" in html


def test_draft_saved_again_after_comparing_keeps_both_peoples_work(cast, sign_in):
    case = made.drafting(cast)
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, other = opened(first, case), opened(second, case)
    first.post(address("draft", case), one | {"facts": "First.", "practice": "Of the first."})
    page = second.post(address("draft", case), other | {"facts": "Second.", "identity": "Of the second."})
    form = page.context["form"]

    answer = second.post(
        address("draft", case),
        {name: form[name].value() for name in form.fields} | {"facts": "First and second."},
    )

    assert answer.status_code == 302
    report = RapidReview.objects.get(case=case)
    assert (report.facts, report.practice, report.identity) == (
        "First and second.",
        "Of the first.",
        "Of the second.",
    )


def test_draft_that_was_recommended_meanwhile_is_refused_and_the_text_stays_on_the_page(cast, sign_in):
    case = made.for_decision(cast)
    report = case.rapid_review
    client = sign_in(cast.officer)
    typed = {name: getattr(report, name) for name in RapidReview.SECTIONS}

    page = client.post(
        address("draft", case), typed | {"version": report.revision, "facts": "Typed for an hour."}
    )

    assert "not being written at the moment" in page.content.decode()
    assert "Typed for an hour." in page.content.decode()
    assert RapidReview.objects.get(case=case).facts == report.facts


def test_autosave_keeps_the_text_and_leaves_one_line_of_record_for_each_writer(cast, sign_in):
    case = made.drafting(cast)
    for person in (cast.officer, cast.second_officer):
        client = sign_in(person)
        typed = opened(client, case)
        for text in ("A", "AB", "ABC"):
            answer = client.post(address("autosave", case), typed | {"facts": text}).json()
            typed["version"] = answer["version"]

    report = RapidReview.objects.get(case=case)
    assert report.facts == "ABC"
    assert answer["message"].startswith("Saved at ")
    drafted = Event.objects.about(report).filter(verb="drafted").values_list("actor_id", flat=True)
    assert sorted(drafted) == sorted([str(cast.officer.pk), str(cast.second_officer.pk)])


def test_autosave_never_overwrites_somebody_else(cast, sign_in):
    case = made.drafting(cast)
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, other = opened(first, case), opened(second, case)
    first.post(address("autosave", case), one | {"facts": "Of the first."})

    answer = second.post(address("autosave", case), other | {"facts": "Of the second."})

    assert answer.status_code == 409
    assert answer.json()["message"].startswith("Not saved. Somebody has saved the rapid review")
    assert RapidReview.objects.get(case=case).facts == "Of the first."


# Recommending ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", RapidReview.SECTIONS)
def test_recommend_waits_for_every_section_and_criterion(cast, empty):
    case = made.drafting(cast)
    texts = {name: "" if name == empty else "Written." for name in RapidReview.SECTIONS}
    operations.draft(case, by=cast.officer, seen=1, **texts)

    with pytest.raises(Refused, match="Fill in “") as refused:
        operations.recommend(case, by=cast.chair, recommendation="lcspr", reasons="More to learn")

    assert SECTION_NAMES[empty] in str(refused.value)
    assert made.again(case).stage == Stage.RR_DRAFTING


def test_recommend_shows_the_whole_report_to_the_chair(cast, sign_in):
    case = made.drafting(cast)
    texts = {name: f"The words of {name}." for name in RapidReview.SECTIONS}
    operations.draft(case, by=cast.officer, seen=1, **texts)

    page = sign_in(cast.chair).get(address("recommend", case)).content.decode()

    assert [text for text in texts.values() if text not in page] == []


def test_recommend_puts_the_report_before_the_decider_in_a_letter_that_says_nothing_of_it(cast, sign_in):
    case = made.drafting(cast)
    operations.draft(
        case, by=cast.officer, seen=1, **dict.fromkeys(RapidReview.SECTIONS, "An unmistakable text.")
    )

    answer = sign_in(cast.chair).post(
        address("recommend", case), {"recommendation": "local", "reasons": "An unmistakable reason."}
    )

    assert answer.status_code == 302
    assert made.again(case).stage == Stage.RR_DECISION
    letter = Letter.objects.get(recipient=cast.advisor)
    assert letter.path == address("decide", case)
    said = f"{letter.subject} {letter.label} {letter.reference}"
    assert case.reference in said
    assert "unmistakable" not in said


def test_recommend_again_after_a_return_writes_to_the_decider_again(cast):
    case = made.for_decision(cast)
    operations.send_back(case, by=cast.advisor, comment="Say more about identity.")

    operations.recommend(case, by=cast.chair, recommendation="local", reasons="Now it is there.")

    assert Letter.objects.filter(recipient=cast.advisor, label="For your decision").count() == 2
