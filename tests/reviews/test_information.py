"""Asking agencies for what they know, their first reply, chasing them, and ending what was asked in error."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, Letter, Organisation, Participation
from reviews.models import Chaser, InformationAnswer, InformationRequest, InvolvementReply
from reviews.operations.answers import begin_change
from reviews.operations.information import ask_agencies, chase, end_request, say_involved
from reviews.operations.rapid_review import hold_meeting
from reviews.operations.routes import end_what_waits
from reviews.views.steps.information import told
from tests.factories import information
from tests.factories import reviews as made

SCOPE = "The child and both carers, for the two years before the incident."


def ask_address(case):
    return reverse("reviews:ask_agencies", args=[case.pk])


def of(case, organisation):
    return case.requests.get(organisation=organisation)


@pytest.fixture
def asked(cast):
    """The police's request; the hospital has been asked as well."""
    return of(made.gathering(cast), cast.police)


# Asking ----------------------------------------------------------------------------------------------------


def test_ask_agencies_gives_each_a_date_and_a_letter(cast, sign_in):
    case = made.notified(cast)

    done = sign_in("board_officer").post(
        ask_address(case), {"organisations": [cast.police.pk, cast.hospital.pk], "scope": SCOPE}
    )

    case = made.again(case)
    assert done.url == case.get_absolute_url()
    assert case.stage == "rr_gathering"
    assert {one.organisation for one in case.requests.all()} == {cast.police, cast.hospital}
    for one in case.requests.all():
        assert one.deadline.path == reverse("reviews:answer", args=[one.pk])
        assert one.deadline.organisation == one.organisation
    letters = Letter.objects.filter(kind="asked")
    assert {letter.recipient for letter in letters} == {cast.police_lead, cast.hospital_lead}
    assert case.clocks.get(deadline__duty="scope").deadline.late is False


def test_ask_agencies_offers_partners_and_agencies_of_today_in_groups(cast, sign_in):
    closed = Organisation.objects.create(
        code="ccg", name="Old commissioning group", kind="health_commissioner", ends_on=date(2022, 6, 30)
    )
    Participation.objects.create(organisation=closed, kind=Participation.Kind.STATUTORY_PARTNER)
    silent = Organisation.objects.create(code="fire", name="Fire and rescue", kind="fire")
    Participation.objects.create(organisation=silent, kind=Participation.Kind.DELEGATE)
    Organisation.objects.create(code="far-away", name="A school far away", kind="school")

    form = sign_in("board_officer").get(ask_address(made.notified(cast))).context["form"]

    assert [
        (label, [name for _, name in choices]) for label, choices in form.fields["organisations"].choices
    ] == [
        (
            "Statutory partners",
            [
                "Integrated Care Board",
                "Leicestershire County Council",
                "Leicestershire Police",
                "Rutland County Council",
            ],
        ),
        ("Other agencies", ["Fire and rescue", "University Hospitals of Leicester NHS Trust"]),
    ]
    assert list(form.looks["organisations"]["hints"]) == [str(silent.pk)]


def test_ask_agencies_found_later_are_asked_too_and_nobody_twice(cast, sign_in):
    case = made.gathering(cast)
    client = sign_in("board_officer")

    page = client.get(ask_address(case))
    client.post(ask_address(case), {"organisations": [cast.health.pk], "scope": SCOPE})

    assert "Leicestershire Police, due" in page.content.decode()
    assert page.context["form"]["scope"].value() == SCOPE
    assert made.again(case).stage == "rr_gathering"
    assert case.requests.count() == 3
    again = client.post(ask_address(case), {"organisations": [cast.police.pk], "scope": SCOPE})
    assert list(again.context["form"].errors) == ["organisations"]
    with pytest.raises(Refused, match=r"^Choose at least one agency that has not been asked yet\.$"):
        ask_agencies(case, by=cast.officer, organisations=[cast.police], scope=SCOPE)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"organisations": []}, {"organisations": ["Choose at least one agency"]}),
        ({"scope": " "}, {"scope": ["Say who agencies should look for"]}),
    ],
)
def test_ask_agencies_says_what_is_wrong_and_keeps_the_rest(cast, sign_in, changes, errors):
    case = made.notified(cast)

    page = sign_in("board_officer").post(
        ask_address(case), {"organisations": [cast.police.pk], "scope": SCOPE} | changes
    )

    assert page.context["form"].errors == errors
    assert made.again(case).stage == "notified"
    assert not InformationRequest.objects.exists()


def test_ask_agencies_before_the_notification_is_refused(cast, sign_in):
    case = made.screened(cast)

    assert sign_in("board_officer").get(ask_address(case)).status_code == 409
    with pytest.raises(Refused, match=r"^Agencies are asked once the incident has been notified"):
        ask_agencies(case, by=cast.officer, organisations=[cast.police], scope=SCOPE)


def test_ask_agencies_late_asks_why(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = made.notified(cast)
    with time_machine.travel(datetime(2026, 3, 4, 9, tzinfo=UTC), tick=False):
        client = sign_in("board_officer")
        answers = {"organisations": [cast.police.pk], "scope": SCOPE}

        page = client.post(ask_address(case), answers)
        client.post(ask_address(case), answers | {"late_reason": "The office was closed."})

    assert page.context["form"].errors == {"late_reason": ["Say why you are only asking these agencies now"]}
    scoping = case.clocks.get(deadline__duty="scope").deadline
    assert (scoping.due_on, scoping.late, scoping.late_reason) == (
        date(2026, 3, 3),
        True,
        "The office was closed.",
    )
    assert of(case, cast.police).deadline.due_on == date(2026, 3, 11)


# When it is due --------------------------------------------------------------------------------------------


def on(year, month, day, hour=9):
    return time_machine.travel(datetime(year, month, day, hour, tzinfo=UTC), tick=False)


def test_ask_agencies_first_asks_by_the_third_working_day_and_the_rest_by_the_seventh(cast):
    with on(2025, 12, 30):
        asked = information.asked_of_police(cast)

    assert (asked.involvement_deadline.due_on, asked.deadline.due_on) == (date(2026, 1, 5), date(2026, 1, 9))
    assert asked.involvement_deadline.path == asked.get_absolute_url()
    assert asked.involvement_deadline.source.startswith("Local target")


@pytest.mark.parametrize(("within", "due_on"), [("5", date(2026, 3, 9)), ("10", date(2026, 3, 16))])
def test_ask_agencies_gives_between_five_and_ten_working_days(cast, sign_in, within, due_on):
    with on(2026, 3, 2):
        case = made.notified(cast)
        asking = {"organisations": [cast.police.pk], "scope": SCOPE}
        client = sign_in("board_officer")
        refused = client.post(ask_address(case), asking | {"within": "11"})
        client.post(ask_address(case), asking | {"within": within})

    assert "within" in refused.context["form"].errors
    assert of(case, cast.police).deadline.due_on == due_on


def test_an_agency_found_later_has_days_of_its_own_and_is_not_late_at_once(cast):
    with on(2026, 3, 2):
        case = made.gathering(cast, organisations=[cast.police])
    with on(2026, 3, 11):  # the seventh working day
        ask_agencies(case, by=cast.officer, organisations=[cast.health], scope=SCOPE)
    late = of(case, cast.health)

    assert (late.involvement_deadline.due_on, late.deadline.due_on) == (date(2026, 3, 12), date(2026, 3, 16))
    assert late.deadline.starts_on == date(2026, 3, 11)
    assert late.deadline.rule == "3 working days after it was asked"


def test_ask_agencies_keeps_the_period_and_refuses_one_that_runs_backward(cast, sign_in):
    case = made.notified(cast)
    period = {"looks_from_day": "1", "looks_from_month": "3", "looks_from_year": "2024"}
    asking = {"organisations": [cast.police.pk], "scope": SCOPE} | period
    until = {"looks_to_day": "28", "looks_to_month": "2"}
    client = sign_in("board_officer")

    wrong = client.post(ask_address(case), asking | until | {"looks_to_year": "2024"})
    client.post(ask_address(case), asking | until | {"looks_to_year": "2025"})

    assert wrong.context["form"].errors["looks_to"] == ["The period begins after it ends. Check both dates."]
    assert (of(case, cast.police).looks_from, of(case, cast.police).looks_to) == (
        date(2024, 3, 1),
        date(2025, 2, 28),
    )
    drawn = sign_in("partner_lead").get(of(case, cast.police).get_absolute_url()).text
    assert "From 1 March 2024 to 28 February 2025." in drawn


# Were you involved? ----------------------------------------------------------------------------------------


def involved_address(asked):
    return reverse("reviews:say_involved", args=[asked.pk])


def test_the_first_page_asks_whether_the_agency_was_involved_and_tells_nothing_of_the_case(
    cast, sign_in, asked
):
    drawn = sign_in("partner_lead").get(asked.get_absolute_url()).text

    assert "Was your agency involved with any of them?" in drawn
    assert SCOPE in drawn
    assert asked.case.reference in drawn
    assert made.ACCOUNT not in drawn
    assert "<textarea" not in drawn


def test_say_involved_yes_meets_its_date_and_opens_the_pages_of_the_answer(cast, sign_in, asked):
    client = sign_in("partner_lead")

    done = client.post(involved_address(asked), {"said": "yes"})

    asked = information.fresh(asked)
    assert done.url == asked.get_absolute_url()
    assert (asked.reply.said, asked.reply.said_by) == ("yes", cast.police_lead)
    assert asked.involvement_deadline.done_on == timezone.localdate()
    assert asked.deadline.outstanding
    assert [task["title"] for task in client.get(done.url).context["tasks"]] == [
        "Was your agency involved?",
        "Your involvement in short",
        "Chronology",
        "Practice episodes",
        "Good practice and your own learning",
        "What you did straight away",
        "Identity, racism and other inequality",
        "Sign off and send",
    ]
    assert Event.objects.about(asked).get(verb="said whether involved").facts == {"said": "yes"}


def test_say_involved_no_leads_to_the_sign_off_and_is_no_nil_return_yet(cast, sign_in, asked):
    client = sign_in("partner_lead")

    done = client.post(involved_address(asked), {"said": "no"})

    assert done.url == reverse("reviews:send_answer", args=[asked.pk])
    assert "Sign off that you were not involved" in client.get(done.url).text
    assert information.fresh(asked).answer is None
    page = sign_in("board_officer").get(asked.case.get_absolute_url()).text
    assert "No, we were not involved" in page
    assert "No answer yet" in page


def test_still_looking_is_kept_and_stops_no_date(cast, sign_in, asked):
    client = sign_in("partner_lead")

    client.post(involved_address(asked), {"said": "looking"})

    assert information.fresh(asked).involvement_deadline.outstanding
    drawn = client.get(asked.get_absolute_url()).text
    assert "Police lead said: we are still looking." in drawn
    client.post(involved_address(asked), {"said": "yes"})
    assert [one.said for one in asked.replies.all()] == ["looking", "yes"]


def test_say_involved_late_says_why_and_looking_needs_no_reason(cast, sign_in):
    with on(2026, 3, 2):
        asked = information.asked_of_police(cast)
    with on(2026, 3, 6):
        client = sign_in("partner_lead")
        looking = client.post(involved_address(asked), {"said": "looking"})
        page = client.post(involved_address(asked), {"said": "yes"})
        client.post(involved_address(asked), {"said": "yes", "late_reason": "Records were on paper."})

    assert looking.status_code == 302
    assert page.context["form"].errors == {"late_reason": ["It was due by 5 March 2026. Say why it is late"]}
    first = information.fresh(asked).involvement_deadline
    assert (first.late, first.late_reason) == (True, "Records were on paper.")


def test_say_involved_can_be_corrected_before_anything_is_sent_and_not_after(cast, asked):
    say_involved(asked, by=cast.police_lead, said="no")
    say_involved(asked, by=cast.police_lead, said="yes")
    assert information.fresh(asked).reply.said == "yes"
    information.sent(cast, asked)

    with pytest.raises(Refused, match=r"^Your agency has sent its answer already\."):
        say_involved(asked, by=cast.police_lead, said="no")


def test_what_was_said_and_sent_last_is_one_thing_on_its_row_and_in_the_columns_of_the_case(cast, asked):
    def last():
        one, row = information.fresh(asked), told().get(pk=asked.pk)
        newest = InformationAnswer.objects.filter(request=asked).newest().first()
        assert one.answer == newest
        assert row.involvement == (newest and newest.involvement)
        assert row.said == (one.reply and one.reply.said)
        assert one.ended == bool(row.ended_on)
        return row.said, newest and newest.version, one.ended

    assert last() == (None, None, False)
    with time_machine.travel(timezone.now(), tick=False):  # at one instant: what was said last counts
        say_involved(asked, by=cast.police_lead, said="looking")
        say_involved(asked, by=cast.police_lead, said="yes")
    assert last() == ("yes", None, False)
    information.sent(cast, asked)
    assert last() == ("yes", 1, False)
    begin_change(asked, by=cast.police_lead)
    assert last() == ("yes", 1, False)
    information.sent(cast, asked, involvement="not_involved", chronology=[], episodes=[], actions=[])
    assert last() == ("yes", 2, False)


@pytest.mark.parametrize("how", ["alone", "with the case"])
def test_whatever_ends_a_request_ends_its_date(cast, asked, how):
    if how == "alone":
        end_request(asked, by=cast.officer, reason="The wrong force was asked.")
    else:
        end_what_waits(asked.case, by=cast.officer, why="criteria_not_met")

    assert information.fresh(asked).ended
    assert told().get(pk=asked.pk).ended_on == timezone.localdate()
    assert not asked.case.requests.exclude(ended_at=None).filter(deadline__ended_on=None).exists()


def test_what_was_said_and_who_was_chased_is_frozen_in_the_database(cast, asked):
    say_involved(asked, by=cast.police_lead, said="no")
    chase(asked, by=cast.officer)

    for model, change in ((InvolvementReply, {"said": "yes"}), (Chaser, {"note": "Never"})):
        with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
            model.objects.all().delete()


# Chasing ---------------------------------------------------------------------------------------------------


def test_chase_writes_once_a_day_and_the_log_keeps_each(cast, sign_in):
    with on(2026, 3, 2):
        asked = information.asked_of_police(cast)
    address = reverse("reviews:chase", args=[asked.pk])
    with on(2026, 3, 6):
        client = sign_in("board_officer")
        assert (
            client.post(address, {"how": "spoken", "note": "They look again."}).url
            == asked.case.get_absolute_url()
        )
        again = client.post(address, {"how": "letter"})
        assert client.get(address).status_code == 409
    with on(2026, 3, 12):
        sign_in("board_officer").post(address, {"how": "letter"})
        drawn = sign_in("board_officer").get(asked.case.get_absolute_url()).text

    assert again.context["form"].non_field_errors() == [
        "This agency has been chased today. Chase again tomorrow, or call them."
    ]
    assert [(one.chased_on, one.how) for one in asked.chasers.all()] == [
        (date(2026, 3, 12), "letter"),
        (date(2026, 3, 6), "spoken"),
    ]
    letters = Letter.objects.filter(key__startswith=f"chase:{asked.pk}:").order_by("key")
    signatory = cast.signatories[cast.partners.index(cast.police)]
    assert sorted(one.recipient.name for one in letters) == sorted(
        [cast.police_lead.name, cast.police_lead.name, signatory.name]
    )  # once it is late, also whoever leads the lead
    assert "Chased 2 times, last on 12 March 2026" in drawn
    assert "They look again." in drawn
    assert "They look again." not in sign_in("partner_lead").get(asked.get_absolute_url()).text


def test_whoever_has_answered_is_not_chased(cast):
    asked = information.sent(cast)

    with pytest.raises(Refused, match=r"^This agency has answered\."):
        chase(asked, by=cast.officer)


# Asked in error --------------------------------------------------------------------------------------------


def test_end_request_ends_its_dates_tells_the_agency_and_lets_it_be_asked_again(cast, sign_in, asked):
    address = reverse("reviews:end_request", args=[asked.pk])
    client = sign_in("board_officer")

    assert client.post(address, {"reason": " "}).context["form"].errors == {
        "reason": ["Say why you are no longer asking this agency"]
    }
    client.post(address, {"reason": "The wrong force was asked."})

    asked = information.fresh(asked)
    assert {asked.deadline.ended_reason, asked.involvement_deadline.ended_reason} == {
        "The wrong force was asked."
    }
    assert Letter.objects.get(key__startswith=f"information:{asked.pk}:ended").recipient == cast.police_lead
    assert Letter.objects.get(key=f"information:{asked.pk}:{cast.police_lead.pk}").state == "cancelled"
    lead = sign_in("partner_lead")
    assert "We no longer need anything from you in this case" in lead.get(asked.get_absolute_url()).text
    assert lead.get(involved_address(asked)).status_code == 409
    assert lead.post(involved_address(asked), {"said": "yes"}).status_code == 409
    assert client.get(address).status_code == 409
    ask_agencies(asked.case, by=cast.officer, organisations=[cast.police], scope=SCOPE)
    assert asked.case.requests.filter(organisation=cast.police).count() == 2


def test_a_request_that_was_ended_is_not_among_the_missing_answers_of_the_meeting(cast, asked):
    for request in asked.case.requests.all():
        end_request(request, by=cast.officer, reason="Stop asking.")

    case = made.again(asked.case)
    hold_meeting(case, by=cast.officer, meeting_on=timezone.localdate(), rows=made.attended(cast))


def test_a_request_that_was_answered_stays(cast):
    asked = information.sent(cast)

    with pytest.raises(Refused, match=r"^This agency has answered, so you cannot end its request"):
        end_request(asked, by=cast.officer, reason="In error")


def test_the_case_shows_who_is_late_with_the_first_reply_and_who_is_missing(cast, sign_in):
    with on(2026, 3, 2):
        asked = information.asked_of_police(cast)
        information.sent(cast, asked)
    with on(2026, 3, 12):
        page = sign_in("board_officer").get(asked.case.get_absolute_url()).text

    assert "1 of 2 answered. 1 is late." in page
    assert "No answer yet: late" in page
    assert reverse("reviews:chase", args=[of(asked.case, cast.hospital).pk]) in page
    assert reverse("reviews:chase", args=[asked.pk]) not in page
