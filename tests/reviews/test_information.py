"""Asking agencies for what they know, and their answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Letter, Organisation, Participation
from reviews.models import InformationAnswer, InformationRequest
from reviews.operations.information import answer, ask_agencies, save_draft
from reviews.rules.information import check_answer
from tests.factories import reviews as made
from tests.factories.cast import LONG_AGO

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
        ({"scope": " "}, {"scope": ["Say whom and what period agencies should look for"]}),
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

    assert page.context["form"].errors == {"late_reason": ["Say why agencies are asked only now"]}
    scoping = case.clocks.get(deadline__duty="scope").deadline
    assert (scoping.due_on, scoping.late, scoping.late_reason) == (
        date(2026, 3, 3),
        True,
        "The office was closed.",
    )
    assert of(case, cast.police).deadline.due_on == date(2026, 3, 11)


# Answering -------------------------------------------------------------------------------------------------


def version_on(page):
    return page.context["form"]["version"].value()


def written(**changes):
    return {
        "involvement": "involved",
        "summary": "Officers attended the address twice.",
        "key_episodes": "",
        "good_practice": "",
        "immediate_action": "The record was flagged.",
        "identity": "",
        "signed_off_office": "Head of public protection",
        "version": "1|",
        "deed": "submit",
    } | changes


def test_answer_asks_first_whether_the_agency_was_involved(cast, sign_in, asked):
    page = sign_in("partner_lead").get(asked.get_absolute_url())

    drawn = page.content.decode()
    assert drawn.index("Was your agency involved with the child or family?") < drawn.index(
        "What was your involvement?"
    )
    assert SCOPE in drawn
    assert asked.case.reference in drawn
    assert made.ACCOUNT not in drawn


def test_answer_submitted_is_whole_and_meets_the_date(cast, sign_in, asked):
    client = sign_in("partner_lead")

    done = client.post(asked.get_absolute_url(), written())

    sent = asked.answers.get()
    assert done.url == asked.get_absolute_url()
    assert (sent.version, sent.submitted_by, sent.involvement) == (1, cast.police_lead, "involved")
    asked.deadline.refresh_from_db()
    assert (asked.deadline.done_on, asked.deadline.late) == (timezone.localdate(), False)
    drawn = client.get(done.url).content.decode()
    assert "Your answer has been sent." in drawn
    assert "Officers attended the address twice." in drawn
    assert "<textarea" not in drawn
    event = Event.objects.about(asked).get(verb="answered")
    assert event.facts == {"version": 1, "involvement": "involved"}
    assert {letter.recipient for letter in Letter.objects.filter(subject__startswith="An agency has answered")} == {
        cast.manager, cast.officer, cast.second_officer,
    }  # fmt: skip


def test_answer_not_involved_is_said_and_says_nothing_else(cast, sign_in, asked):
    sign_in("partner_lead").post(asked.get_absolute_url(), written(involvement="not_involved"))

    sent = asked.answers.get()
    assert (sent.involvement, sent.summary, sent.immediate_action) == ("not_involved", "", "")
    assert sent.submitted_at


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"involvement": ""}, {"involvement": ["Say whether your agency was involved"]}),
        ({"summary": " "}, {"summary": ["Describe your agency’s involvement"]}),
        (
            {"immediate_action": ""},
            {"immediate_action": ["Say what you have done at once, if only that nothing was needed"]},
        ),
        (
            {"signed_off_office": "", "involvement": "not_involved"},
            {"signed_off_office": ["Say who in your agency has signed this off, by office"]},
        ),
    ],
)
def test_answer_that_is_not_whole_is_not_sent_and_keeps_what_was_typed(cast, sign_in, asked, changes, errors):
    page = sign_in("partner_lead").post(asked.get_absolute_url(), written(**changes))

    assert page.context["form"].errors == errors
    assert page.context["form"]["key_episodes"].value() == ""
    if "summary" not in changes:
        assert "Officers attended the address twice." in page.content.decode()
    assert not asked.answers.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"involvement": ""}, "Say whether your agency was involved."),
        ({"summary": " "}, "Describe your agency's involvement."),
        ({"immediate_action": ""}, "Say what you have done at once, if only that nothing was needed."),
        ({"signed_off_office": " "}, "Say who in your agency has signed this off, by office."),
    ],
)
def test_the_law_of_an_answer(changes, sentence):
    whole = {"involvement": "involved", "summary": "S", "immediate_action": "I", "signed_off_office": "O"}
    check_answer(**whole)
    check_answer(**whole | {"involvement": "not_involved", "summary": "", "immediate_action": ""})

    with pytest.raises(Refused) as refused:
        check_answer(**whole | changes)

    assert str(refused.value) == sentence


def test_answer_saved_comes_back_and_asks_nothing(cast, sign_in, asked):
    client = sign_in("partner_lead")

    client.post(asked.get_absolute_url(), written(deed="save", involvement="", summary="Half a sen"))
    page = client.get(asked.get_absolute_url())

    assert "It is not sent yet." in page.content.decode()
    assert page.context["form"]["summary"].value() == "Half a sen"
    assert asked.answer is None
    asked.deadline.refresh_from_db()
    assert asked.deadline.outstanding
    assert not Letter.objects.filter(subject__startswith="An agency has answered").exists()


def test_answer_saves_itself_while_somebody_types(cast, sign_in, asked):
    client = sign_in("partner_lead")
    typing = {"HTTP_X_REQUESTED_WITH": "fetch"}

    first = client.post(asked.get_absolute_url(), written(summary="Half"), **typing)
    second = client.post(
        asked.get_absolute_url(), written(summary="Half a sen", version=first.json()["version"]), **typing
    )

    assert (first.status_code, second.status_code) == (200, 200)
    draft = asked.answers.get()
    assert (draft.summary, draft.submitted_at) == ("Half a sen", None)


def test_answer_pressed_twice_is_sent_once(cast, sign_in, asked):
    client = sign_in("partner_lead")

    first, second = (client.post(asked.get_absolute_url(), written()) for _ in range(2))

    assert first.url == second.url
    assert asked.answers.count() == 1
    assert Event.objects.about(asked).filter(verb="answered").count() == 1


def test_answer_changed_is_a_new_version_and_the_old_one_stays(cast, sign_in, asked):
    client = sign_in("partner_lead")
    client.post(asked.get_absolute_url(), written())

    page = client.get(asked.get_absolute_url() + "?change")
    assert page.context["form"]["summary"].value() == "Officers attended the address twice."
    client.post(
        asked.get_absolute_url(), written(version=version_on(page), summary="Officers attended three times.")
    )

    assert list(asked.answers.order_by("version").values_list("version", "summary")) == [
        (1, "Officers attended the address twice."),
        (2, "Officers attended three times."),
    ]
    assert InformationRequest.objects.get(pk=asked.pk).answer.version == 2
    assert "Version 1" in client.get(asked.get_absolute_url()).content.decode()


def test_answer_from_a_page_that_was_sent_already_is_not_lost(cast, sign_in, asked):
    """Back, another word, save: the sent answer stays, and the new words are still on the page."""
    client = sign_in("partner_lead")
    client.post(asked.get_absolute_url(), written())

    page = client.post(asked.get_absolute_url(), written(deed="save", summary="Another word."))

    assert (
        page.context["form"]
        .non_field_errors()[0]
        .startswith("Your agency's answer has been sent since you opened this page.")
    )
    assert "Another word." in page.content.decode()
    client.post(
        asked.get_absolute_url(), written(deed="save", summary="Another word.", version=version_on(page))
    )
    assert [(one.version, one.summary) for one in asked.answers.order_by("version")] == [
        (1, "Officers attended the address twice."),
        (2, "Another word."),
    ]


def test_answer_of_two_colleagues_at_once_overwrites_nobody(cast, sign_in, asked):
    colleague = cast.person("Second police lead", Role.PARTNER_LEAD, organisation=cast.police)
    first, second = sign_in("partner_lead"), sign_in(colleague)
    stale = version_on(second.get(asked.get_absolute_url()))
    first.post(asked.get_absolute_url(), written(deed="save", summary="What the first knows."))

    page = second.post(
        asked.get_absolute_url(), written(deed="save", summary="What the second knows.", version=stale)
    )

    assert page.context["form"].non_field_errors() == [
        "A colleague has saved this answer since you opened it. Compare both texts and save again."
    ]
    assert asked.answers.get().summary == "What the first knows."
    drawn = page.content.decode()
    assert "What the first knows." in drawn
    assert "What the second knows." in drawn
    second.post(
        asked.get_absolute_url(),
        written(deed="save", summary="What both know.", version=version_on(page)),
    )
    assert asked.answers.get().summary == "What both know."


def test_answer_with_a_broken_version_is_refused(cast, sign_in, asked):
    page = sign_in("partner_lead").post(asked.get_absolute_url(), written(version="one|yesterday"))

    assert page.context["form"].errors["version"] == ["This page is out of date. Open it again."]
    assert not asked.answers.exists()


def test_answer_late_says_why(cast, sign_in):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        asked = of(made.gathering(cast), cast.police)
    with time_machine.travel(datetime(2026, 3, 12, 9, tzinfo=UTC), tick=False):
        client = sign_in("partner_lead")
        client.post(asked.get_absolute_url(), written(deed="save"))
        page = client.post(
            asked.get_absolute_url(), written(version=version_on(client.get(asked.get_absolute_url())))
        )
        client.post(
            asked.get_absolute_url(),
            written(version=version_on(page), late_reason="The officer was away."),
        )

    assert page.context["form"].errors == {"late_reason": ["Say why your answer is late"]}
    asked.deadline.refresh_from_db()
    assert (asked.deadline.late, asked.deadline.late_reason) == (True, "The officer was away.")


def test_answer_once_sent_is_frozen_in_the_database(cast, asked):
    answer(asked, by=cast.police_lead, involvement="not_involved", signed_off_office="Head")

    with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
        InformationAnswer.objects.update(involvement="involved")
    with pytest.raises(DatabaseError, match="A submitted answer is frozen"), transaction.atomic():
        InformationAnswer.objects.all().delete()


def test_answer_in_draft_is_nobodys_nil_return(cast, asked):
    save_draft(asked, by=cast.police_lead, involvement="not_involved")

    assert asked.answer is None


# Who sees what ---------------------------------------------------------------------------------------------


def test_an_agency_never_sees_anothers_request_or_answer_by_any_address(cast, sign_in):
    """First there is something to leak; then every address that could is tried."""
    case = made.answered(cast)
    theirs = of(case, cast.police)
    hospital = sign_in(cast.hospital_lead)
    secret = "Officers attended the address twice."

    assert secret in sign_in("board_officer").get(case.get_absolute_url()).content.decode()
    assert hospital.get(theirs.get_absolute_url()).status_code == 404
    assert hospital.get(theirs.get_absolute_url() + "?change").status_code == 404
    assert hospital.post(theirs.get_absolute_url(), written()).status_code == 404
    assert (
        hospital.post(theirs.get_absolute_url(), written(), HTTP_X_REQUESTED_WITH="fetch").status_code == 404
    )
    for name in ("case", "screen", "do_not_notify", "ask_agencies", "hold_meeting", "draft", "recommend"):
        assert hospital.get(reverse(f"reviews:{name}", args=[case.pk])).status_code == 403
    assert hospital.get(reverse("reviews:notify", args=[case.pk])).status_code == 404
    assert hospital.get(reverse("reviews:list")).status_code == 403
    for address in (reverse("reviews:refer"), of(case, cast.hospital).get_absolute_url(), reverse("home")):
        drawn = hospital.get(address).content.decode()
        assert secret not in drawn
        assert "Leicestershire Police" not in drawn
    assert list(InformationRequest.objects.visible_to(cast.hospital_lead)) == [of(case, cast.hospital)]
    assert list(InformationRequest.objects.to_answer_by(cast.hospital_lead)) == [of(case, cast.hospital)]
    assert not [letter for letter in Letter.objects.all() if secret in str(vars(letter))]


def test_whoever_reads_every_case_still_writes_no_agencys_answer(cast, sign_in):
    """A chair of the Case Review Group who also leads for the hospital has no pen for the police."""
    Appointment.objects.create(
        person=cast.chair, role=Role.PARTNER_LEAD, organisation=cast.hospital, starts_on=LONG_AGO
    )
    case = made.gathering(cast)
    chair = sign_in("group_chair")

    assert chair.get(case.get_absolute_url()).status_code == 200
    assert chair.get(of(case, cast.hospital).get_absolute_url()).status_code == 200
    assert chair.get(of(case, cast.police).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["board_officer", "independent_advisor", "group_chair", "school_lead"])
def test_answer_is_no_page_for_anybody_but_who_answers_for_an_agency(cast, sign_in, asked, who):
    assert sign_in(who).get(asked.get_absolute_url()).status_code == 403


def test_a_signatory_opens_what_their_own_partner_was_asked_and_no_other(cast, sign_in, asked):
    """They are written to when their lead is late, so the link has to open."""
    of_the_police = cast.signatories[cast.partners.index(cast.police)]
    of_the_county = cast.signatories[cast.partners.index(cast.county)]

    assert sign_in(of_the_police).get(asked.get_absolute_url()).status_code == 200
    assert sign_in(of_the_county).get(asked.get_absolute_url()).status_code == 404


def test_a_lead_whose_appointment_ended_yesterday_sees_nothing(cast, sign_in, asked):
    Appointment.objects.filter(person=cast.police_lead).update(ends_on=timezone.localdate() - timedelta(1))
    Appointment.objects.create(
        person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=LONG_AGO
    )

    assert sign_in("partner_lead").get(asked.get_absolute_url()).status_code == 404


def test_answer_runs_the_same_queries_however_many_versions(cast, sign_in, asked):
    client = sign_in("partner_lead")
    answer(asked, by=cast.police_lead, involvement="not_involved", signed_off_office="Head")
    client.get(asked.get_absolute_url())

    with CaptureQueriesContext(connection) as one:
        client.get(asked.get_absolute_url())
    for _ in range(2):
        answer(asked, by=cast.police_lead, involvement="not_involved", signed_off_office="Head")
    with CaptureQueriesContext(connection) as three:
        client.get(asked.get_absolute_url())

    assert len(three) == len(one)
