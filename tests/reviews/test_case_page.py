"""The page of one case."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Can, Role, may
from partnership.models import Edition, Event
from partnership.operations.record import record
from reviews.models import Stage
from reviews.rules.case import NEXT
from reviews.rules.learning import LEARNS_AT
from reviews.views.case import NEWEST, deeds_open_to
from reviews.views.steps import DEEDS
from tests.factories import reviews as made


def reads(case):
    return Event.objects.about(case).filter(verb="read")


def shown(page, step):
    """What a step's part was given."""
    return next(one["shows"] for one in page.context["steps"] if one["key"] == step)


def offered(person, case, *, seldom=False):
    names = {reverse(f"reviews:{deed.name}", args=[case.pk]): deed.name for deed in DEEDS}
    return [names[row["address"]] for row in deeds_open_to(person, case, seldom=seldom)]


@pytest.mark.parametrize(
    "who", ["board_manager", "board_officer", "independent_advisor", "group_chair", "group_member"]
)
def test_whoever_may_know_of_a_case_reads_it(cast, sign_in, who):
    response = sign_in(who).get(made.gathering(cast).get_absolute_url())

    assert response.status_code == 200
    assert made.ACCOUNT in response.content.decode()


def test_each_reading_is_recorded_once(cast, sign_in):
    case = made.refer_case(cast)
    client = sign_in("group_member")

    client.get(case.get_absolute_url())
    client.get(case.get_absolute_url())

    assert [(event.actor_id, event.label, event.facts) for event in reads(case)] == [
        (str(cast.member.pk), case.reference, {})
    ] * 2


def test_neither_a_refused_look_nor_a_post_is_a_reading(cast, sign_in):
    case = made.refer_case(cast)

    assert sign_in(cast.outsider).get(case.get_absolute_url()).status_code == 404
    assert sign_in("partner_lead").get(case.get_absolute_url()).status_code == 403
    assert sign_in("board_officer").post(case.get_absolute_url()).status_code == 405

    assert not reads(case).exists()


def test_who_read_a_case_is_not_told_to_its_readers(cast, sign_in):
    case = made.refer_case(cast)
    sign_in("group_member").get(case.get_absolute_url())

    page = sign_in("board_officer").get(case.get_absolute_url())

    assert [entry["title"] for entry in page.context["happened"]] == ["Referred"]


def test_the_timeline_tells_what_happened_newest_first(cast, sign_in):
    page = sign_in("board_officer").get(made.decided(cast).get_absolute_url())

    assert [entry["title"] for entry in page.context["happened"]] == [
        "Decided",
        "Rapid review: for decision",
        "Rapid review: being written",
        "University Hospitals of Leicester NHS Trust answered",
        "Leicestershire Police answered",
        "Rapid review: gathering information",
        "Notified to the Panel",
        "Being screened",
        "Referred",
    ]


def test_the_page_tells_the_newest_of_what_happened_and_leads_to_all_of_it(cast, sign_in):
    case = made.gathering(cast)
    everything = reverse("reviews:happened", args=[case.pk])
    client = sign_in("board_officer")
    few = client.get(case.get_absolute_url())
    told = [entry["title"] for entry in few.context["happened"]]
    assert f'href="{everything}"' not in few.text
    for number in range(NEWEST - len(told)):
        record("corrected", case, by=cast.officer, why=f"For the reason {number}.")
    assert f'href="{everything}"' not in client.get(case.get_absolute_url()).text
    request = case.requests.get(organisation=cast.police)
    record("chased", request, by=cast.officer)

    page = client.get(case.get_absolute_url())

    assert f'href="{everything}"' in page.text
    assert len(page.context["happened"]) == NEWEST
    assert page.context["happened"][0]["title"] == "Leicestershire Police was chased"
    assert "Referred" not in [entry["title"] for entry in page.context["happened"]]
    whole = client.get(everything).context["happened"]
    assert whole[:NEWEST] == page.context["happened"]
    assert [entry["title"] for entry in whole[-len(told) :]] == told
    assert len(whole) == NEWEST + 1


def test_reading_all_that_happened_is_recorded(cast, sign_in):
    case = made.refer_case(cast)

    page = sign_in("group_member").get(reverse("reviews:happened", args=[case.pk]))

    assert [entry["title"] for entry in page.context["happened"]] == ["Referred"]
    assert [event.actor_id for event in reads(case)] == [str(cast.member.pk)]


def test_clocks_stand_beside_the_step_they_belong_to(cast, sign_in):
    page = sign_in("board_officer").get(made.gathering(cast).get_absolute_url())

    assert {
        step["key"]: [clock["deadline"].duty for clock in step["clocks"]] for step in page.context["steps"]
    } == {
        "notification": ["notify", "inform_partners"],
        "family": [],
        "information": ["scope"],
        "rapid_review": ["rapid_review_meeting"],
        "decision": ["decide"],
        "panel": ["rapid_review"],
        "learning": [],
    }


@time_machine.travel(datetime(2026, 3, 27, 9, tzinfo=UTC), tick=False)
def test_a_clock_says_when_how_long_by_what_rule_and_whether_anybody_confirmed_it(cast, sign_in):
    case = made.screened(cast, incident_on=date(2026, 3, 20), aware_on=date(2026, 3, 27))

    drawn = sign_in("board_officer").get(case.get_absolute_url()).content.decode()

    for words in (
        "7 April 2026",
        "5 working days left",
        "5 working days after the local authority became aware",
        "Children Act 2004, section 16C(1); Working Together 2026, chapter 5",
        "Source not confirmed",
    ):
        assert words in drawn


def test_a_clock_under_confirmed_guidance_bears_no_such_mark(cast, sign_in):
    with time_machine.travel(datetime(2025, 12, 22, 9, tzinfo=UTC), tick=False):
        case = made.screened(cast, incident_on=date(2025, 12, 18), aware_on=date(2025, 12, 19))
        page = sign_in("board_officer").get(case.get_absolute_url())

    assert "Source not confirmed" not in page.content.decode()


def test_what_was_late_stays_late_and_says_why(cast, sign_in):
    with time_machine.travel(datetime(2026, 1, 2, 9, tzinfo=UTC), tick=False):
        case = made.notified(
            cast,
            incident_on=date(2025, 12, 18),
            aware_on=date(2025, 12, 19),
            late_reason="The office was closed.",
        )

    page = sign_in("board_officer").get(case.get_absolute_url())
    drawn = page.content.decode()

    assert len(re.findall(r"Done late\s*</strong>", drawn)) == 2
    assert [row["things"][0]["standing"] for row in page.context["drawings"][0]["drawn"]["rows"][2:4]] == [
        "Done late",
        "Done late",
    ]
    assert "Why it was late: The office was closed." in drawn


def test_an_overdue_clock_says_late(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = made.screened(cast)
    with time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False):
        page = sign_in("board_officer").get(case.get_absolute_url())

    assert {clock["deadline"].duty: clock["late"] for clock in page.context["steps"][0]["clocks"]} == {
        "notify": True,
        "inform_partners": True,
    }
    assert page.content.decode().count("1 working day late") == 2


def test_a_silent_agency_is_no_answer_and_not_a_nil_return(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = made.answered(cast, organisations=[cast.police, cast.health])
        made.ask_agencies(case, by=cast.officer, organisations=[cast.hospital], scope="The child.")
    with time_machine.travel(datetime(2026, 3, 12, 9, tzinfo=UTC), tick=False):
        page = sign_in("board_officer").get(case.get_absolute_url())

    assert [
        (agency, re.findall(r"<strong[^>]*>([^<]*)", said), re.findall(r"<strong[^>]*>([^<]*)", answer))
        for agency, said, _, answer in shown(page, "information")["asked"]
    ] == [
        (cast.health.name, [], ["Not involved"]),
        (cast.police.name, [], ["Answered"]),
        (cast.hospital.name, ["Late"], ["No answer yet: late"]),
    ]
    assert "No answer yet: late" in page.content.decode()


def test_answers_are_read_by_those_who_read_the_case(cast, answered_case, sign_in):
    case = answered_case
    answers = reverse("reviews:answers", args=[case.pk])

    for who in ("board_officer", "independent_advisor", "group_member"):
        client = sign_in(who)
        assert f'href="{answers}"' in client.get(case.get_absolute_url()).content.decode()
        assert "Officers attended the address twice." in client.get(answers).content.decode()


def test_what_somebody_wrote_is_shown_as_text_and_never_as_markup(cast, sign_in):
    case = made.refer_case(cast, account="<script>alert(1)</script> & more")

    drawn = sign_in("board_officer").get(case.get_absolute_url()).content.decode()

    assert "<script>alert(1)</script>" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in drawn


# What may be done next -------------------------------------------------------------------------------------

NEXT_FOR_STAFF = [
    (made.refer_case, ["screen", "notify"]),
    (made.screened, ["hear_partners", "decide_to_notify", "do_not_notify", "notify"]),
    (made.to_be_notified, ["notify"]),
    (made.notified, ["ask_agencies"]),
    (made.gathering, ["ask_agencies", "hold_meeting"]),
    (made.drafting, ["amend_meeting", "draft", "make_report"]),
    (made.for_decision, ["record_position", "make_report"]),
    (made.decided, ["make_report", "send_to_panel"]),
    (made.awaiting_panel, ["make_report", "hear_from_panel"]),
    (made.agreed, ["commissioning", "begin_review", "name_review"]),
    (
        made.in_review,
        [
            "tell_who_reviews",
            "check_progress",
            "ask_in_writing",
            "share_paper",
            "hold_review_meeting",
            "hold_event",
            "send_draft",
            "name_review",
            "add_artefact",
        ],
    ),
]
# to be read also before there is anything to do there, and once nothing is left
STAY_OPEN = ("commissioning", "name_review", "before_sign_off")


@pytest.mark.parametrize(("make", "names"), NEXT_FOR_STAFF)
def test_staff_are_offered_what_the_law_allows_now(cast, make, names):
    case = make(cast)
    always = ["open_action"] if case.stage in LEARNS_AT else []

    assert offered(cast.officer, case) == names + always


@pytest.mark.parametrize(("make", "names"), [(made.drafting, ["recommend"]), (made.for_decision, [])])
def test_the_groups_chair_is_offered_the_recommendation_alone(cast, make, names):
    assert offered(cast.chair, make(cast)) == names


def test_only_the_office_that_the_edition_names_is_offered_the_decision(cast, case_for_decision):
    case = case_for_decision

    assert offered(cast.advisor, case) == ["decide", "send_back", "declare_conflict"]
    assert may(cast.signatories[0], Can.DECIDE_REVIEWS)
    assert offered(cast.signatories[0], case) == []
    Edition.objects.update(decides_reviews=Role.SIGNATORY)
    assert offered(cast.advisor, made.again(case)) == ["advise"]
    assert offered(cast.signatories[0], made.again(case)) == ["decide", "send_back", "declare_conflict"]


@pytest.mark.parametrize("make", [make for make, _ in NEXT_FOR_STAFF])
def test_every_deed_offered_opens_and_no_other_does(cast, sign_in, make):
    """The page offers a deed exactly when its own page lets that person begin it."""
    case = make(cast)
    people = {
        name: (getattr(cast, name), sign_in(getattr(cast, name))) for name in ("officer", "advisor", "chair")
    }
    wrong = []
    for name, (person, client) in people.items():
        names = offered(person, case) + offered(person, case, seldom=True)
        for deed in DEEDS:
            if deed.name in STAY_OPEN or not may(person, deed.can):
                continue
            status = client.get(reverse(f"reviews:{deed.name}", args=[case.pk])).status_code
            if (status == 200) != (deed.name in names):
                wrong.append(f"{name}, {deed.name}: {status}")

    assert wrong == []


MOVES = {
    "screen": "screening",
    "notify": "notified",
    "decide_to_notify": "sin_due",
    "do_not_notify": "not_notified",
    "decide": "rr_decided",
    "send_to_panel": "await_panel",
    "find_not_met": "criteria_not_met",
    "begin_national_review": "national",
    "close": "closed",
}
# What was to be notified is screened again by take_up_again, for its clocks run already.
BY_ANOTHER_DEED = {("screen", "sin_due")}


@pytest.mark.parametrize(("name", "to"), MOVES.items())
def test_a_deed_is_offered_only_where_the_table_allows_its_move(name, to):
    (deed,) = [deed for deed in DEEDS if deed.name == name]

    assert {str(stage) for stage in deed.stages} == {
        old for old in Stage.values if to in NEXT[old] and (name, old) not in BY_ANOTHER_DEED
    }


# Speed -----------------------------------------------------------------------------------------------------


def test_the_page_runs_the_same_queries_however_many_agencies_answered(cast, sign_in):
    few = made.answered(cast, organisations=[cast.police])
    many = made.answered(
        cast,
        organisations=[cast.police, cast.health, cast.hospital],
        children=[made.CHILD, made.CHILD, made.CHILD],
    )
    client = sign_in("board_officer")
    client.get(few.get_absolute_url())

    with CaptureQueriesContext(connection) as one:
        client.get(few.get_absolute_url())
    with CaptureQueriesContext(connection) as three:
        client.get(many.get_absolute_url())

    assert len(three) == len(one)
