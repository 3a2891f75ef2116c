"""Other settings: the register, assurance by a link, inspections, counts of notifications."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter
from partnership.operations.letters import promise_reminders
from schools.models import AssuranceRequest, NotificationCount, Setting
from schools.operations import notifications
from schools.operations import settings as operations
from schools.operations import settings_assurance as assurance
from schools.rules.settings import check_counts, quarter_ends, quarter_of, told
from schools.tasks import chase_settings
from tests.factories.settings import QUESTION, asked, setting

COUNTS = {"in_time": 9, "late": 2, "not_made": 1, "followed_up": 3}


@pytest.fixture(autouse=True)
def a_tuesday_in_june():
    with time_machine.travel(datetime(2026, 6, 9, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def link_in(letter):
    return re.search(r"/answer-for-a-setting/[^/]+/", letter.path)[0]


def test_add_setting_brings_in_an_organisation_of_its_kind(cast):
    one = setting(cast, urn="sc 012345", placed_from=[cast.county, cast.rutland])

    assert (one.organisation.kind, one.urn, one.placed_from.count()) == ("residential", "SC012345", 2)
    with pytest.raises(Refused, match="There is already a setting with the Ofsted reference SC012345"):
        setting(cast, "Quince House", urn="SC012345")


def test_an_education_lead_sees_their_own_settings_and_those_where_their_children_are(cast):
    own, other = setting(cast), setting(cast, "Damson House", authority=cast.rutland)
    shared = setting(cast, "Medlar House", authority=cast.rutland, placed_from=[cast.county])

    assert set(Setting.objects.visible_to(cast.education_lead)) == {own, shared}
    assert set(Setting.objects.kept_by(cast.education_lead)) == {own}
    assert set(Setting.objects.visible_to(cast.rutland_education)) == {other, shared}
    assert not Setting.objects.visible_to(cast.school_lead).exists()


def test_a_setting_answers_once_by_its_link_and_the_link_then_opens_nothing(cast):
    request = asked(cast, setting(cast))
    letter = Letter.objects.get(address="manager@juniper.example")
    assert (letter.secret, letter.reference, letter.due_on) == (True, request.reference, date(2026, 7, 7))
    address, visitor = link_in(letter), Client()

    page = visitor.get(address)
    assert QUESTION in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert visitor.post(address, {"office": "", "answer": "Yes."}).status_code == 200
    thanks = visitor.post(address, {"office": "Registered manager", "answer": "Yes, all of them."})
    assert "Answer received" in thanks.content.decode()

    request.refresh_from_db()
    assert (request.answer, request.answered_how, request.answered_office) == (
        "Yes, all of them.", "link", "Registered manager",
    )  # fmt: skip
    assert request.deadline.done_on == date(2026, 6, 9)
    assert visitor.get(address).status_code == 410
    assert visitor.post(address, {"office": "x", "answer": "Other"}).status_code == 410


def test_a_link_opens_nothing_once_requests_go_to_another_address(cast):
    one = setting(cast)
    request = asked(cast, one)
    address = link_in(Letter.objects.get(address="manager@juniper.example"))
    operations.change_setting(one, by=cast.officer, seen=1, email="new@juniper.example")
    assurance.chase_request(request, by=cast.officer)

    assert Client().get(address).status_code == 410
    assert (
        Client().get(link_in(Letter.objects.filter(address="new@juniper.example").latest("pk"))).status_code
        == 200
    )


def test_the_page_by_link_tells_nothing_of_why_it_is_asked(cast):
    asked(cast, setting(cast), because="A whistle-blower wrote to us.")
    address = link_in(Letter.objects.get(address="manager@juniper.example"))

    assert "whistle" not in Client().get(address).content.decode()


def test_chasing_writes_each_letter_once_also_after_lost_days(cast, a_tuesday_in_june):
    request, silent = asked(cast, setting(cast)), asked(cast, setting(cast, "Quince House", email=""))
    told_of = []
    for day in range(60):
        if day in range(25, 33):
            continue  # the worker was down over the due day and the days around it
        a_tuesday_in_june.move_to(datetime(2026, 6, 9, 9, tzinfo=UTC) + timedelta(day))
        for _ in range(2):
            assurance.chase_settings()
            promise_reminders()
        told_of += [
            (day, one.subject)
            for one in Letter.objects.filter(
                promised_at__date=date(2026, 6, 9) + timedelta(day), address="manager@juniper.example"
            )
        ]
    assert [(day, subject.partition(":")[0]) for day, subject in told_of] == [
        (0, "Please give us your assurance"),
        (21, "Your assurance is due in a week"),
        (33, "Your assurance is late"),
        (42, "Your assurance is 2 weeks late"),
    ]
    assert not Letter.objects.filter(reference=silent.reference).exclude(recipient=cast.manager).exists()
    assert request.waits


def test_the_page_of_a_request_says_when_the_next_letter_goes(cast, sign_in, a_tuesday_in_june):
    one = asked(cast, setting(cast))
    client = sign_in("board_officer")
    days = [one.deadline.due_on + timedelta(number) for number in (-7, 1, 14)]

    assert assurance.next_letter(one, timezone.localdate()) == days[0]
    assert f"send a reminder on {days[0]:%-d %B %Y}" in client.get(one.get_absolute_url()).content.decode()
    assert [assurance.next_letter(one, day) for day in days] == [days[1], days[2], None]


def test_what_was_answered_is_chased_no_more(cast, a_tuesday_in_june):
    request = asked(cast, setting(cast))
    assurance.record_answer(
        request, by=cast.officer, how="letter", office="Manager", answered_on=date(2026, 6, 9), answer="Yes."
    )
    a_tuesday_in_june.move_to(datetime(2026, 8, 9, 9, tzinfo=UTC))

    assert assurance.chase_settings() == 0
    with pytest.raises(Refused, match="answered on 9 June 2026"):
        assurance.chase_request(request, by=cast.officer)


def test_judge_answer_wants_a_reason_unless_it_assures(cast):
    request = asked(cast, setting(cast))
    with pytest.raises(Refused, match="no answer yet"):
        assurance.judge_answer(request, by=cast.officer, judged="assured", judged_why="")
    assurance.answer_setting(request, office="Manager", answer="Mostly.")
    with pytest.raises(Refused, match="what is missing"):
        assurance.judge_answer(request, by=cast.officer, judged="partly", judged_why=" ")
    assurance.judge_answer(request, by=cast.officer, judged="partly", judged_why="Two checks are open.")

    request.refresh_from_db()
    assert (request.judged, request.judged_by) == ("partly", cast.officer)


def test_closing_a_setting_ends_what_it_was_asked(cast):
    one = setting(cast)
    request = asked(cast, one)
    operations.close_setting(one, by=cast.officer, closed_on=date(2026, 6, 9), reason="Told by Ofsted.")

    request.refresh_from_db()
    assert (request.waits, request.deadline.ended_reason) == (False, "The setting closed.")
    with pytest.raises(Refused, match="closed"):
        operations.close_setting(one, by=cast.officer, closed_on=date(2026, 7, 1), reason="Again")


def test_what_a_setting_was_asked_goes_on_until_the_day_on_which_it_closes(cast, sign_in):
    one, other = setting(cast), setting(cast, "Elder House")
    request, kept = asked(cast, one), asked(cast, other)
    operations.close_setting(
        one, by=cast.officer, closed_on=timezone.localdate() + timedelta(20), reason="Told by Ofsted."
    )
    operations.close_setting(
        other, by=cast.officer, closed_on=timezone.localdate() + timedelta(20), reason="Told by Ofsted."
    )

    chase_settings()
    request.refresh_from_db()
    assert request.waits
    assert request.deadline.outstanding
    page = sign_in(cast.officer).post(
        reverse("schools:reopen_setting", args=[other.pk]), {"reason": "It stays."}, follow=True
    )  # fmt: skip
    assert "What it was asked for goes on." in page.text

    with time_machine.travel(timezone.now() + timedelta(20), tick=False):
        chase_settings()
        chase_settings()
    request.refresh_from_db()
    kept.refresh_from_db()
    assert (request.waits, request.deadline.ended_reason) == (False, "The setting closed.")
    assert kept.waits


def test_a_setting_closed_by_mistake_is_opened_again_with_its_reference_and_asked_anew(cast, sign_in):
    one = setting(cast, urn="SC012345")
    before = asked(cast, one)
    operations.close_setting(one, by=cast.officer, closed_on=date(2026, 6, 9), reason="Told by Ofsted.")
    officer, address = sign_in(cast.officer), reverse("schools:reopen_setting", args=[one.pk])
    assert address in officer.get(one.get_absolute_url()).content.decode()

    assert "Enter why it is open" in officer.post(address, {"reason": " "}).content.decode()
    page = officer.post(
        address, {"reason": "Another home of that name closed."}, follow=True
    ).content.decode()

    assert "Recorded as open. Ask again for any assurance that was stopped." in page
    one.refresh_from_db()
    before.refresh_from_db()
    assert (one.closed_on, one.urn, before.waits) == (None, "SC012345", False)
    event = Event.objects.get(verb="opened again")
    assert (event.why, event.facts["closed_on"]) == ("Another home of that name closed.", "2026-06-09")
    assert asked(cast, one).waits
    assert officer.get(address).status_code == 409
    with pytest.raises(Refused, match="not recorded as closed"):
        operations.reopen_setting(one, by=cast.officer, reason="Again")


@pytest.mark.parametrize(
    ("placed", "concern", "due"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_concern_is_followed_up_by_a_date_where_children_are_placed(cast, placed, concern, due):
    one = setting(cast, placed_from=[cast.rutland] if placed else [])
    issue = operations.record_issue(
        one, by=cast.education_lead, inspected_on=date(2026, 6, 1), outcome="Inadequate", raised="Records.",
        concern=concern,
    )  # fmt: skip

    assert Deadline.objects.filter(duty="setting_follow_up", organisation=cast.county).exists() is due
    if due:
        assert issue.deadline.due_on == date(2026, 7, 7)
        with pytest.raises(Refused, match="Looked-after children are placed there"):
            operations.close_issue(issue, by=cast.education_lead, reason="All well.")
        operations.follow_up_issue(issue, by=cast.education_lead, text="Visited; records are whole.")
    operations.close_issue(issue, by=cast.education_lead, reason="All well.")
    issue.refresh_from_db()
    assert issue.closed_because == "All well."


def test_an_action_for_what_an_inspection_raised_is_one_of_everybodys(cast):
    issue = operations.record_issue(
        setting(cast),
        by=cast.officer,
        inspected_on=date(2026, 6, 1),
        outcome="Good",
        raised="Records.",
        concern=True,
    )
    action = operations.open_issue_action(issue, by=cast.officer, title="Visit", target_on=date(2026, 7, 1))

    assert (action.organisation, action.restricted) == (cast.county, False)
    with pytest.raises(Refused, match="There is already an open action for this"):
        operations.open_issue_action(issue, by=cast.officer, title="Visit", target_on=date(2026, 7, 1))


def test_a_count_of_settings_is_kept_with_the_one_before(cast):
    for assured in (180, 190, 190):
        operations.give_settings_count(
            by=cast.education_lead, authority=cast.county, kind="group", number=210, assured=assured, concerns=2,
            counted_on=date(2026, 6, 1),
        )  # fmt: skip

    assert operations.newest_counts([cast.county])[cast.county.pk, "group"].assured == 190
    assert list(
        type(operations.newest_counts([cast.county]).popitem()[1]).objects.values_list("assured", flat=True)
    ) == [190, 180]
    with pytest.raises(Refused, match="A part cannot be larger than the total number of settings"):
        operations.give_settings_count(
            by=cast.education_lead, authority=cast.county, kind="group", number=1, assured=2, concerns=0,
            counted_on=date(2026, 6, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_a_quarter_begins_and_ends(day, first, last):
    assert (quarter_of(day), quarter_ends(first)) == (first, last)


def test_no_more_can_be_followed_up_than_went_wrong():
    check_counts(late=2, not_made=1, followed_up=3)
    with pytest.raises(
        Refused, match="The number followed up cannot be more than the number late or not made"
    ):
        check_counts(late=2, not_made=1, followed_up=4)


def test_small_counts_are_for_those_who_work_with_them(cast, sign_in):
    notifications.give_notifications(
        by=cast.officer,
        authority=cast.county,
        starts_on=date(2026, 4, 1),
        counts={("in_city", "transfer"): COUNTS},
    )
    assert told(COUNTS, whole=False) == {
        "in_time": "9", "late": "not shown", "not_made": "not shown", "followed_up": "not shown",
    }  # fmt: skip
    row = '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Sent late">{}</td>'
    address = reverse("schools:notifications")
    seen = {
        who: sign_in(who).get(address).content.decode()
        for who in ("board_officer", "education_lead", "independent_advisor", "administrator")
    }
    assert {who: row.format(2) in page for who, page in seen.items()} == {
        "board_officer": True, "education_lead": True, "independent_advisor": False, "administrator": False,
    }  # fmt: skip
    file = (
        sign_in("independent_advisor")
        .get(reverse("schools:notifications_file", args=["csv"]))
        .content.decode()
    )
    assert "9,not shown,not shown,not shown" in file
    assert "Corporate Parenting Boards" in seen["independent_advisor"]


def test_counts_given_again_take_the_place_of_those_before_which_stay(cast):
    given = {"by": cast.officer, "authority": cast.county, "starts_on": date(2026, 4, 1)}
    for counts in (COUNTS, COUNTS, COUNTS | {"in_time": 10}):
        notifications.give_notifications(counts={("out_other", "incident"): counts}, **given)

    assert NotificationCount.objects.count() == 2
    assert notifications.newest(cast.county, date(2026, 4, 1)).popitem()[1].in_time == 10


def test_the_grid_wants_whole_rows_and_loses_nothing(cast, sign_in):
    client = sign_in("education_lead")
    address = reverse("schools:give_notifications")
    half = {"starts_on": "2026-04-01", "out_city-transfer-in_time": "7", "out_city-transfer-late": "1"}

    page = client.post(address, half).content.decode()
    assert "enter all 4 numbers" in page
    assert 'value="7"' in page
    whole = half | {"out_city-transfer-not_made": "0", "out_city-transfer-followed_up": "1"}
    assert client.post(address, whole).status_code == 302
    assert [(row.placed, row.in_time) for row in NotificationCount.objects.all()] == [("out_city", 7)]


def test_ask_assurance_of_several_and_once_each(cast, sign_in):
    homes = [setting(cast), setting(cast, "Quince House", email="")]
    client = sign_in("education_lead")
    fields = {
        "settings": [one.pk for one in homes], "question": QUESTION,
        "due_on_day": "1", "due_on_month": "8", "due_on_year": "2026",
    }  # fmt: skip
    for _ in range(2):
        assert client.post(reverse("schools:ask_assurance"), fields).status_code == 302
    assert AssuranceRequest.objects.count() == 2
    assert Letter.objects.filter(kind="asked").count() == 1


def test_the_export_says_where_assurance_stands(cast, sign_in):
    asked(cast, setting(cast, "=Juniper"))

    text = sign_in("administrator").get(reverse("schools:settings_file", args=["csv"])).content.decode()
    assert "'=Juniper" in text
    assert "Asked" in text
