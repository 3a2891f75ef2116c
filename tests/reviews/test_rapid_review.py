"""The rapid review: its meeting, two people writing it at once, and what the group recommends."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter
from reviews.models import Case, RapidReview, RapidReviewRevision, Stage
from reviews.operations import rapid_review as operations
from reviews.rules.rapid_review import SECTION_NAMES
from tests.factories import reviews as made


def address(name, case):
    return reverse(f"reviews:{name}", args=[case.pk])


def today_as(name):
    day = timezone.localdate()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def rows_as(cast, **changes):
    """The rows of a meeting as a browser sends them: somebody for each statutory partner."""
    typed = {"attended-TOTAL_FORMS": len(cast.partners) + 1, "attended-INITIAL_FORMS": len(cast.partners)}
    for row, partner in enumerate(cast.partners):
        typed |= {
            f"attended-{row}-organisation": partner.pk,
            f"attended-{row}-presence": "present",
            f"attended-{row}-capacity": "member",
        }
    return typed | changes


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
    typed = today_as("meeting_on") | rows_as(cast) | {"attended-2-office": "Head of public protection"}

    page = sign_in(cast.officer).post(address("hold_meeting", case), typed)

    assert "Confirm that the chair went on without the missing answers" in page.content.decode()
    assert "Head of public protection" in page.content.decode()
    assert made.again(case).stage == Stage.RR_GATHERING


def test_hold_meeting_goes_on_without_a_silent_agency_and_invents_no_answer(cast, sign_in):
    case = made.gathering(cast)
    typed = today_as("meeting_on") | rows_as(cast) | {"missing_accepted": "on"}

    answer = sign_in(cast.officer).post(address("hold_meeting", case), typed)

    assert answer.status_code == 302
    case = made.again(case)
    assert case.stage == Stage.RR_DRAFTING
    assert [request.answer for request in case.requests.all()] == [None, None]
    assert Event.objects.about(case).filter(verb="moved").first().facts["silent"] == 2
    assert sorted(case.rapid_review.went_on_without) == [
        "Leicestershire Police",
        "University Hospitals of Leicester NHS Trust",
    ]


def test_hold_meeting_in_the_future_is_refused(cast, answered_case):
    case = answered_case

    with pytest.raises(Refused, match="in the future"):
        operations.hold_meeting(
            case,
            by=cast.officer,
            meeting_on=timezone.localdate() + timezone.timedelta(1),
            rows=made.attended(cast),
        )


@pytest.mark.parametrize("stage", [s for s in Stage.values if s != Stage.RR_GATHERING])
def test_hold_meeting_belongs_to_gathering_and_to_no_other_stage(cast, answered_case, stage):
    case = answered_case
    Case.objects.filter(pk=case.pk).update(stage=stage, not_notified_reason="None")

    with pytest.raises(Refused, match="while information is being gathered"):
        operations.hold_meeting(
            case, by=cast.officer, meeting_on=timezone.localdate(), rows=made.attended(cast)
        )


def test_hold_meeting_twice_is_harmless(cast, answered_case, sign_in):
    case = answered_case
    client, typed = sign_in(cast.officer), today_as("meeting_on") | rows_as(cast)

    client.post(address("hold_meeting", case), typed)
    again = client.post(address("hold_meeting", case), typed)

    assert again.status_code == 200
    assert "The meeting is held while information is being gathered" in again.content.decode()
    assert RapidReview.objects.filter(case=case).count() == 1


# Quorum ---------------------------------------------------------------------------------------------------


def test_mistake_23_hold_meeting_counts_partners_and_asks_for_the_chairs_ruling(cast, answered_case, sign_in):
    """The police were there twice, as an observer and by a substitute without authority: they are not represented."""
    case = answered_case
    typed = today_as("meeting_on") | rows_as(
        cast,
        **{
            "attended-2-capacity": "observer",
            "attended-4-organisation": cast.police.pk,
            "attended-4-presence": "stand_in",
            "attended-4-capacity": "member",
        },
    )
    client = sign_in(cast.officer)

    page = client.post(address("hold_meeting", case), typed)
    answer = client.post(
        address("hold_meeting", case), typed | {"ruling": "Went on; the police read it that day."}
    )

    assert (
        "The meeting was not quorate: Leicestershire Police had nobody there who counts"
        in page.content.decode()
    )
    assert answer.status_code == 302
    report = RapidReview.objects.get(case=case)
    assert (report.quorate, report.ruling) == (False, "Went on; the police read it that day.")
    assert report.quorum == "All 4 statutory partners: not quorate; not represented: Leicestershire Police"
    assert report.attendees.count() == 5


def test_hold_meeting_judges_by_the_partners_of_that_day(cast, answered_case):
    """A body that was no partner yet on the day of the meeting is not missed at it."""
    case = answered_case
    cast.health.participations.update(starts_on=timezone.localdate() + timedelta(1))

    report = operations.hold_meeting(
        case,
        by=cast.officer,
        meeting_on=timezone.localdate(),
        rows=made.attended(cast, without=[cast.health]),
    )

    assert report.quorate is True


def test_hold_meeting_gives_more_rows_and_keeps_what_was_typed(cast, sign_in):
    typed = rows_as(
        cast, **{"attended-4-office": "Independent chair", "deed": "add", "attendance": "Half a day"}
    )

    page = sign_in(cast.officer).post(address("hold_meeting", made.answered(cast)), typed)

    html = page.content.decode()
    assert 'value="Independent chair"' in html
    assert "Half a day" in html
    assert "There is a problem" not in html
    assert len(page.context["rows"].forms) == 8


def test_amend_meeting_puts_right_who_attended_until_the_group_recommends(cast, drafting_case, sign_in):
    case = drafting_case
    client = sign_in(cast.officer)

    page = client.get(address("amend_meeting", case)).content.decode()
    answer = client.post(
        address("amend_meeting", case), rows_as(cast, **{"attended-1-presence": "substitute"})
    )

    assert "Head of safeguarding" in page
    assert answer.status_code == 302
    rutland = case.rapid_review.attendees.get(organisation=cast.rutland)
    assert rutland.presence == "substitute"
    case = made.for_decision(cast)
    with pytest.raises(Refused, match="not being written at the moment"):
        operations.amend_meeting(case, by=cast.officer, rows=made.attended(cast))


# Writing it -----------------------------------------------------------------------------------------------


def test_draft_asks_for_every_section(cast, sign_in):
    page = sign_in(cast.officer).get(address("draft", made.drafting(cast))).content.decode()

    assert [name for name in SECTION_NAMES if f'name="{name}"' not in page] == []
    assert set(SECTION_NAMES) == set(RapidReview.SECTIONS)


def test_draft_keeps_what_was_typed(cast, drafting_case, sign_in):
    case = drafting_case
    client = sign_in(cast.officer)

    client.post(address("draft", case), opened(client, case) | {"facts": "A first line.\r\n\r\nA second."})

    report = RapidReview.objects.get(case=case)
    assert report.facts == "A first line.\n\nA second."
    assert (report.revision, report.drafted_by) == (2, cast.officer)


def test_draft_shows_each_of_two_writers_what_the_other_saved(cast, drafting_case, sign_in):
    case = drafting_case
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


def test_draft_shows_what_the_other_chose(cast, drafting_case, sign_in):
    case = drafting_case
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, other = opened(first, case), opened(second, case)

    first.post(address("draft", case), one | {"criterion_a_finding": "met", "criterion_b_finding": "not_met"})
    page = second.post(address("draft", case), other | {"criterion_a_finding": "not_known"})

    assert "Board officer chose: Met" in page.content.decode()
    assert page.context["form"]["criterion_a_finding"].value() == "not_known"
    assert page.context["form"]["criterion_b_finding"].value() == "not_met"  # came in


@pytest.mark.shows("F14")
def test_draft_saved_again_after_comparing_keeps_both_peoples_work(cast, drafting_case, sign_in):
    case = drafting_case
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


def test_draft_that_was_recommended_meanwhile_is_refused_and_the_text_stays_on_the_page(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    report = case.rapid_review
    client = sign_in(cast.officer)
    typed = {name: getattr(report, name) for name in RapidReview.SECTIONS}

    page = client.post(
        address("draft", case), typed | {"version": report.revision, "facts": "Typed for an hour."}
    )

    assert "not being written at the moment" in page.content.decode()
    assert "Typed for an hour." in page.content.decode()
    assert RapidReview.objects.get(case=case).facts == report.facts


def test_autosave_keeps_the_text_and_leaves_one_line_of_record_for_each_writer(cast, drafting_case, sign_in):
    case = drafting_case
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


def test_autosave_never_overwrites_somebody_else(cast, drafting_case, sign_in):
    case = drafting_case
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, other = opened(first, case), opened(second, case)
    first.post(address("autosave", case), one | {"facts": "Of the first."})

    answer = second.post(address("autosave", case), other | {"facts": "Of the second."})

    assert answer.status_code == 409
    assert answer.json()["message"].startswith("Not saved. Somebody has saved the rapid review")
    assert RapidReview.objects.get(case=case).facts == "Of the first."


def test_draft_tells_gently_that_somebody_else_was_writing_a_moment_ago(cast, drafting_case, sign_in):
    case = drafting_case
    with time_machine.travel(timezone.now(), tick=False) as clock:
        operations.draft(case, by=cast.second_officer, seen=1, quietly=True, facts="A start.")
        clock.shift(timedelta(minutes=3))
        soon = sign_in(cast.officer).get(address("draft", case)).content.decode()
        own = sign_in(cast.second_officer).get(address("draft", case)).content.decode()
        clock.shift(timedelta(minutes=8))
        later = sign_in(cast.officer).get(address("draft", case)).content.decode()

    assert "Second board officer was writing here 3\xa0minutes ago." in soon
    assert "was writing here" not in own
    assert "was writing here" not in later


# Versions -------------------------------------------------------------------------------------------------


def test_revisions_keep_each_explicit_save_and_none_of_the_browsers_own(cast, drafting_case):
    case = drafting_case
    for seen, (text, quietly) in enumerate([("A", False), ("AB", True), ("ABC", False), ("ABC", False)], 1):
        operations.draft(case, by=cast.officer, seen=seen, quietly=quietly, facts=text)

    kept = case.rapid_review.revisions.order_by("number").values_list("number", "texts__facts", "saved_by")
    assert list(kept) == [(1, "A", cast.officer.pk), (2, "ABC", cast.officer.pk)]


def test_revisions_show_any_two_word_by_word_with_labels_for_the_ear(cast, drafting_case, sign_in):
    case = drafting_case
    for seen, text in enumerate(
        ["The child was seen.", "The child was heard.", "The child was <b>heard</b>."], 1
    ):
        operations.draft(
            case, by=cast.officer, seen=seen, facts=text, criterion_a_finding="met" if seen > 1 else ""
        )
    client = sign_in(cast.member)

    first = client.get(address("revisions", case), {"older": 2, "newer": 1}).content.decode()
    latest = client.get(address("revisions", case)).content.decode()

    assert "From version 1 to version 2" in first
    assert '<del><span class="govuk-visually-hidden">Taken out: </span>seen.' in first
    assert '<ins><span class="govuk-visually-hidden">Added: </span>heard.' in first
    assert "Met" in first
    assert "From version 2 to version 3" in latest
    assert "&lt;b&gt;heard&lt;/b&gt;." in latest  # as text, never as markup


def test_a_saved_version_is_frozen_in_the_database(cast, drafting_case):
    case = drafting_case
    operations.draft(case, by=cast.officer, seen=1, facts="A")

    with pytest.raises(DatabaseError, match="stays as it was said"), transaction.atomic():
        RapidReviewRevision.objects.update(texts={})


# Recommending ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", ["dissent", "criterion_b"])
def test_recommend_waits_for_every_section(cast, drafting_case, empty):
    case = drafting_case
    operations.draft(case, by=cast.officer, seen=1, **made.report("Written.") | {empty: ""})

    with pytest.raises(Refused, match="Fill in “") as refused:
        operations.recommend(case, by=cast.chair, recommendation="lcspr", reasons="More to learn")

    assert SECTION_NAMES[empty] in str(refused.value)
    assert made.again(case).stage == Stage.RR_DRAFTING


@pytest.mark.parametrize("choice", made.ANSWERED)
def test_recommend_waits_for_each_criterion_to_be_answered(cast, drafting_case, choice):
    case = drafting_case
    operations.draft(case, by=cast.officer, seen=1, **made.report("Written.") | {choice: ""})

    with pytest.raises(Refused, match="Choose an answer to “"):
        operations.recommend(case, by=cast.chair, recommendation="lcspr", reasons="More to learn")


@pytest.mark.parametrize("outcome", ["local", "none"])
def test_recommend_without_a_review_says_why_the_rapid_review_is_enough(
    cast, drafting_case, sign_in, outcome
):
    case = drafting_case
    operations.draft(case, by=cast.officer, seen=1, **made.report())
    given = {"recommendation": outcome, "reasons": "It was learnt."}

    with pytest.raises(Refused, match="Say why the rapid review is enough"):
        operations.recommend(case, by=cast.chair, **given)
    page = sign_in(cast.chair).post(address("recommend", case), given).content.decode()
    assert "Say why the rapid review is enough" in page
    assert "It was learnt." in page


def test_recommend_shows_the_whole_report_to_the_chair(cast, drafting_case, sign_in):
    case = drafting_case
    texts = {name: f"The words of {name}." for name in RapidReview.SECTIONS}
    operations.draft(case, by=cast.officer, seen=1, **texts)

    page = sign_in(cast.chair).get(address("recommend", case)).content.decode()

    assert [text for text in texts.values() if text not in page] == []


def test_recommend_puts_the_report_before_the_decider_in_a_letter_that_says_nothing_of_it(
    cast, drafting_case, sign_in
):
    case = drafting_case
    operations.draft(case, by=cast.officer, seen=1, **made.report("An unmistakable text."))

    answer = sign_in(cast.chair).post(
        address("recommend", case),
        {
            "recommendation": "local",
            "reasons": "An unmistakable reason.",
            "enough_because": "An unmistakable one.",
        },
    )

    assert answer.status_code == 302
    assert made.again(case).stage == Stage.RR_DECISION
    letter = Letter.objects.get(recipient=cast.advisor)
    assert letter.path == address("decide", case)
    said = f"{letter.subject} {letter.label} {letter.reference}"
    assert case.reference in said
    assert "unmistakable" not in said


def test_recommend_again_after_a_return_writes_to_the_decider_again(cast, case_for_decision):
    case = case_for_decision
    operations.send_back(case, by=cast.advisor, comment="Say more about identity.")

    operations.recommend(
        case, by=cast.chair, recommendation="local", reasons="Now it is there.", enough_because="So it is."
    )

    assert Letter.objects.filter(recipient=cast.advisor, label="For your decision").count() == 2
