"""Logs of actions: who sees what on them, many rows at once, and a file that goes out and comes back."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Action, ActionUpload, Appointment, Deadline, Letter
from partnership.operations import action_files, action_logs, actions
from partnership.operations.deadlines import open_fixed
from partnership.operations.letters import post_letters, promise_reminders
from partnership.rules.action_files import HEADINGS, read_day
from partnership.rules.actions import Change
from tests.factories import boards as made

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def a_tuesday_in_march():
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        yield


def opened(cast, title="Train duty social workers", target_on=TODAY + timedelta(20), **of):
    given = {"organisation": cast.police, "group": cast.audit, "origin": "MAA-2026-01"} | of
    return actions.open_action(by=cast.officer, title=title, target_on=target_on, **given)


def version(action):
    return Action.objects.marked().get(pk=action.pk).version


def titles(client, kind, of, query=""):
    return [one.title for one in client.get(f"{reverse(f'{kind}_log', args=[of])}?{query}").context["page"]]


# Who sees what ---------------------------------------------------------------------------------------------


def test_what_a_case_leads_to_is_seen_only_by_who_may_read_cases_or_does_it(cast, sign_in):
    """Learning officers and administrators keep the diary, and read no case."""
    secret = opened(cast, "From a case", group=cast.crg, origin="LR-2026-001")
    plain = opened(cast, "From an audit")
    assert (secret.restricted, plain.restricted) == (True, False)

    for who in (cast.manager, cast.officer):
        assert set(Action.objects.visible_to(who)) == {secret, plain}
    for who in (cast.learning_officer, cast.administrator):
        assert set(Action.objects.visible_to(who)) == {plain}
        client = sign_in(who)
        for address in ("/actions/", reverse("action_logs"), reverse("group_log", args=[cast.crg.code]), "/home/",
                        reverse("agency_log", args=[cast.police.code])):  # fmt: skip
            answer = client.get(address)
            assert [word for word in ("From a case", "LR-2026-001") if word in answer.text] == [], address
        assert client.get(reverse("origin_log", args=["LR-2026-001"])).status_code == 404
        assert client.get(secret.get_absolute_url()).status_code == 404
        book = client.get(reverse("download_log", args=["csv", "agency", cast.police.code])).content.decode()
        assert [word in book for word in ("From an audit", "From a case")] == [True, False]
    assert set(Action.objects.visible_to(cast.police_lead)) == {secret, plain}
    assert set(Action.objects.visible_to(cast.member)) == {secret}
    assert set(Action.objects.visible_to(cast.outsider)) == {plain}


def test_whoever_does_a_cases_action_sees_it_though_they_read_no_cases(cast):
    own = opened(cast, group=cast.crg, organisation=None, owner=cast.learning_officer)

    assert list(Action.objects.visible_to(cast.learning_officer)) == [own]


def test_a_cases_action_on_the_log_of_a_group_that_reviews_none_is_not_for_its_people(cast):
    opened(cast, group=cast.audit, restricted=True)

    assert list(Action.objects.visible_to(cast.outsider)) == []


def test_a_cases_date_is_not_in_the_diary_of_who_reads_no_cases(cast, sign_in):
    for label, restricted in (("Of a case", True), ("Of a round", False)):
        open_fixed(
            "x", label, TODAY, by=cast.officer, rule="As agreed", source="Test", reference="LR-2026-001", path="/x/",
            organisation=cast.police, restricted=restricted,
        )  # fmt: skip

    assert [d.label for d in sign_in("administrator").get("/diary/").context["page"]] == ["Of a round"]
    assert len(sign_in("board_officer").get("/diary/").context["page"]) == 2
    assert {d.label for d in Deadline.objects.visible_to(cast.police_lead)} == {"Of a case", "Of a round"}


def test_a_log_is_for_the_groups_people_and_an_agencys_list_for_who_answers_for_it(cast, sign_in):
    opened(cast)

    def answered(who, kind, of):
        return sign_in(who).get(reverse(f"{kind}_log", args=[of])).status_code

    assert answered(cast.outsider, "group", cast.audit.code) == 200
    assert answered(cast.member, "group", cast.audit.code) == 404
    assert answered(cast.police_lead, "agency", cast.police.code) == 200
    assert answered(cast.health_lead, "agency", cast.police.code) == 404
    assert answered(cast.police_lead, "origin", "MAA-2026-01") == 200
    assert answered(cast.health_lead, "origin", "MAA-2026-01") == 404


def test_a_log_is_narrowed_and_counted(cast, sign_in):
    opened(cast, "Late", TODAY - timedelta(1))
    moved = opened(cast, "Moved")
    actions.move_target(moved, by=cast.officer, target_on=TODAY + timedelta(60), reason="Illness.")
    actions.claim(opened(cast, "Claimed"), by=cast.police_lead, evidence="Minutes.")
    opened(cast, "Theirs", organisation=cast.health, origin="OTHER-1")
    client = sign_in("board_officer")
    log = ("group", cast.audit.code)

    assert titles(client, *log) == ["Late", "Claimed", "Theirs", "Moved"]
    assert titles(client, *log, "show=late") == ["Late"]
    assert titles(client, *log, "show=moved") == ["Moved"]
    assert titles(client, *log, "show=claimed") == ["Claimed"]
    assert titles(client, *log, f"who=organisation:{cast.health.pk}") == ["Theirs"]
    assert titles(client, *log, "origin=OTHER-1") == ["Theirs"]
    page = client.get(reverse("group_log", args=[cast.audit.code]))
    counted = {one["label"]: one["value"] for one in page.context["figures"]}
    assert counted == {
        "Late": 1, "Open": 3, "In progress": 0, "Claimed done": 1, "Verified": 0, "Embedded in practice": 0,
        "No longer needed": 0,
    }  # fmt: skip
    assert "moved once" in page.text
    assert "First: Mon 30 Mar 2026" in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_logs_ask_the_same_of_the_database_for_one_and_three(
    cast, sign_in, number, django_assert_num_queries
):
    for n in range(number):
        opened(cast, f"{n}", organisation=[cast.police, cast.health, cast.county][n], origin=f"X-{n}")
    client = sign_in("board_officer")
    pages = {
        reverse(
            "action_logs"
        ): 7,  # session, person with roles; by group, agency and origin; the groups, the agencies
        reverse("group_log", args=[cast.audit.code]): 7,
        reverse("update_actions", args=["group", cast.audit.code]): 9,
    }
    for address, queries in pages.items():
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


# Opening ---------------------------------------------------------------------------------------------------


def asks(cast, **changes):
    return {
        "title": "Write to schools", "who": f"organisation:{cast.police.pk}", "target_on_day": "1",
        "target_on_month": "4", "target_on_year": "2026", "group": cast.crg.pk, "origin": "CRG-2026-03",
    } | changes  # fmt: skip


def test_open_on_log_asks_and_tells_who_is_to_do_it_once(cast, sign_in):
    client = sign_in("group_chair")
    address = reverse("open_on_log")
    assert client.post(address, asks(cast)).status_code == 302
    again = client.post(address, asks(cast))

    action = Action.objects.get()
    assert (action.group, action.organisation, action.target_on) == (cast.crg, cast.police, date(2026, 4, 1))
    assert "That action is open already" in again.text
    assert "Write to schools" in again.text
    assert [(one.recipient, one.reference, one.label) for one in Letter.objects.all()] == [
        (cast.police_lead, f"Action {action.pk}", "An action for you, or for your agency")
    ]


def test_open_on_log_names_the_meeting_that_asked_for_it(cast, sign_in):
    meeting = made.meeting(cast, cast.crg, "CRG-2026-02", on=TODAY - timedelta(1))
    other = made.meeting(cast, cast.audit, "MAA-2026-01", on=TODAY - timedelta(1))
    client = sign_in("board_officer")
    wrong = client.post(reverse("open_on_log"), asks(cast, meeting=other.pk, origin=""))
    assert "That meeting is of another group" in wrong.text
    client.post(reverse("open_on_log"), asks(cast, meeting=meeting.pk, origin=""))

    action = Action.objects.get()
    assert (action.meeting, action.origin) == (meeting, "CRG-2026-02")
    assert str(meeting) in client.get(action.get_absolute_url()).text


def test_a_chair_opens_actions_only_on_the_log_of_the_group_they_chair(cast, sign_in):
    Appointment.objects.create(person=cast.chair, role="group_member", seat=cast.seat(cast.audit, "co_opted"))
    client = sign_in(cast.chair)
    answer = client.post(reverse("open_on_log"), asks(cast, group=cast.audit.pk))

    assert "Select a valid choice" in answer.text
    assert not client.get(reverse("group_log", args=[cast.audit.code])).context["opens"]
    assert client.get(reverse("group_log", args=[cast.crg.code])).context["opens"]
    assert Action.objects.count() == 0


def test_staff_put_an_action_on_an_agencys_own_list(cast, sign_in):
    sign_in("administrator").post(reverse("open_on_log"), asks(cast, group="", origin="Section 11"))

    assert (Action.objects.get().group, Action.objects.get().restricted) == (None, False)


# Many at once ----------------------------------------------------------------------------------------------


def row(action, **typed):
    return {f"a{action.pk}-{name}": value for name, value in ({"seen": version(action)} | typed).items()}


def test_update_actions_keeps_each_row_on_its_own(cast, sign_in):
    """One row of three is wrong: the others are kept, and nothing typed in it is lost."""
    told, moved, wrong = opened(cast, "Told"), opened(cast, "Moved"), opened(cast, "Wrong")
    to_may = {"target_on_day": "5", "target_on_month": "5", "target_on_year": "2026"}
    client = sign_in("board_officer")
    answer = client.post(
        reverse("update_actions", args=["group", cast.audit.code]),
        row(told, progress="Half of the teams") | row(moved, reason="Illness.", **to_may)
        | row(wrong, progress="Typed with care", **to_may),
    )  # fmt: skip

    for one in (told, moved, wrong):
        one.refresh_from_db()
    assert answer.status_code == 200
    assert "2 actions were updated." in answer.text
    assert "Say why the date has to change." in answer.text
    assert "Typed with care" in answer.text
    assert [one.text for one in told.updates.all()] == ["Half of the teams"]
    assert (moved.target_on, moved.original_target_on) == (date(2026, 5, 5), date(2026, 3, 30))
    assert (wrong.target_on, wrong.updates.count()) == (date(2026, 3, 30), 0)
    assert list(answer.context["wrong"][0].errors) == ["reason"]
    again = client.post(
        reverse("update_actions", args=["group", cast.audit.code]),
        row(wrong, progress="Typed with care", reason="Snow.", **to_may),
    )
    assert again.status_code == 302


def test_a_row_about_somebody_elses_action_is_answered_as_if_there_were_none(cast):
    """Not even how it stands and when it is due is said."""
    other = opened(cast, group=None)

    with pytest.raises(Refused, match="There is no action with that number that you can see"):
        action_logs.update_row(other.pk, Change(progress="We began."), by=cast.health_lead, seen="made-up")


def test_update_actions_says_what_changed_meanwhile_and_then_lets_it_be_sent(cast, sign_in):
    action = opened(cast)
    before = row(action, progress="From the meeting")
    actions.move_target(action, by=cast.second_officer, target_on=date(2026, 6, 1), reason="Illness.")
    client = sign_in("board_officer")
    address = reverse("update_actions", args=["group", cast.audit.code])
    answer = client.post(address, before)

    assert "It has changed since this was made: it is now open, due 1 June 2026" in answer.text
    assert "From the meeting" in answer.text
    form = answer.context["rows"][0]["form"]
    assert client.post(address, before | {form.add_prefix("seen"): form["seen"].value()}).status_code == 302
    assert [one.text for one in action.updates.all()] == ["From the meeting"]


def test_update_actions_asks_each_person_only_what_they_may_do(cast, sign_in):
    theirs, own = opened(cast, organisation=cast.health), opened(cast, organisation=cast.police)
    Appointment.objects.create(person=cast.outsider, role="partner_lead", organisation=cast.police)
    client = sign_in(cast.outsider)
    address = reverse("update_actions", args=["group", cast.audit.code])
    forms = {one["action"]: one["form"] for one in client.get(address).context["rows"]}

    assert forms[theirs] is None
    assert set(forms[own].fields) == {"progress", "mark_as", "seen"}
    assert [value for value, _ in forms[own].fields["mark_as"].choices] == ["", "claimed"]
    client.post(address, row(theirs, progress="Not mine", mark_as="claimed") | row(own, mark_as="claimed"))
    theirs.refresh_from_db()
    assert (theirs.state, theirs.updates.count()) == ("open", 0)


def test_what_is_done_is_verified_and_embedded_by_somebody_else_in_a_meeting_too(cast, sign_in):
    own = opened(cast, organisation=None, owner=cast.officer)
    address = reverse("update_actions", args=["group", cast.audit.code])
    client = sign_in(cast.officer)
    assert (
        "Say what evidence shows that it is done." in client.post(address, row(own, mark_as="claimed")).text
    )
    client.post(address, row(own, mark_as="claimed", progress="Done, see the minutes."))
    own.refresh_from_db()
    assert (own.state, own.evidence) == ("claimed", "Done, see the minutes.")

    client.post(address, row(own, mark_as="verified"))
    own.refresh_from_db()
    assert own.state == "claimed"
    sign_in(cast.second_officer).post(address, row(own, mark_as="verified"))
    own.refresh_from_db()
    assert (own.state, own.verified_by) == ("verified", cast.second_officer)
    with pytest.raises(Refused, match="Someone else has to say that practice has changed"):
        actions.embed(own, by=cast.officer, evidence="I say so.")
    answer = sign_in(cast.second_officer).post(
        f"{address}?show=verified", row(own, mark_as="embedded", progress="Audit of June.")
    )
    own.refresh_from_db()
    assert (answer.status_code, own.state, own.embedded_by) == (302, "embedded", cast.second_officer)


# Out and back ----------------------------------------------------------------------------------------------


def book_of(client, cast, kind="xlsx"):
    address = reverse("download_log", args=[kind, "group", cast.audit.code])
    return client.get(address)


def changed(content, **cells_of):
    """The downloaded workbook with cells changed: row number → {heading: value}."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    for at, cells in cells_of.items():
        for heading, value in cells.items():
            sheet.cell(int(at.removeprefix("row")), HEADINGS.index(heading) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client, content, name="log.xlsx"):
    return client.post(reverse("upload_actions"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_log_goes_out_is_changed_and_comes_back(cast, sign_in):
    told, moved, _, stale = (opened(cast, name) for name in ("Told", "Moved", "Wrong", "Stale"))
    client = sign_in("board_officer")
    content = book_of(client, cast).content
    actions.write_update(stale, by=cast.second_officer, text="Meanwhile")
    answer = send(client, changed(
        content,
        row2={"New progress": "Half of the teams"},
        row3={"Target date": "5 May 2026", "Reason for a new date": "Illness."},
        row4={"Target date": "31/02/2026", "Reason for a new date": "x"},
        row5={"New progress": "Too late"},
    ))  # fmt: skip

    assert [one.action for one in answer.context["right"]] == [told, moved]
    assert [(one.number, one.errors) for one in answer.context["wrong"]] == [
        (4, ["“31/02/2026” is not a real date. Write it as 31 March 2026 or 31/03/2026."]),
        (5, ["It has changed since this was made: it is now open, due 30 March 2026. "
             "Check it before you send this again."]),
    ]  # fmt: skip
    assert (told.updates.count(), Action.objects.get(pk=moved.pk).target_on) == (0, date(2026, 3, 30))

    answer = client.post(
        reverse("upload_actions"), {"deed": "apply", "seen": answer.context["seen"]}, follow=True
    )
    assert "2 actions were updated. 2 rows still wait" in answer.text
    assert [one.text for one in told.updates.all()] == ["Half of the teams"]
    assert Action.objects.get(pk=moved.pk).target_on == date(2026, 5, 5)
    assert [len(answer.context[name]) for name in ("right", "wrong")] == [0, 2]
    client.post(reverse("upload_actions"), {"deed": "drop"})
    assert ActionUpload.objects.count() == 0


def test_an_upload_does_only_what_the_page_lets_this_person_do(cast, sign_in):
    """The chair of another group, and the officer whose own action it is, get no further with a spreadsheet."""
    own = opened(cast, organisation=None, owner=cast.officer)
    actions.claim(own, by=cast.officer, evidence="Done.")
    content = book_of(sign_in("board_officer"), cast).content
    marked = changed(content, row2={"Mark as": "verified"})
    answer = send(sign_in(cast.officer), marked)
    assert "Someone else has to verify it" in answer.context["wrong"][0].errors[0]
    answer = send(sign_in(cast.police_lead), marked)
    assert f"There is no action {own.pk} that you may see" in answer.text
    answer = send(sign_in(cast.outsider), marked)
    assert len(answer.context["wrong"]) == 1

    answer = send(sign_in(cast.second_officer), marked)
    sign_in(cast.second_officer).post(
        reverse("upload_actions"), {"deed": "apply", "seen": answer.context["seen"]}
    )
    own.refresh_from_db()
    assert (own.state, own.verified_by) == ("verified", cast.second_officer)


def test_formulas_neither_leave_nor_come_in(cast, sign_in):
    opened(cast, '=HYPERLINK("http://x")')
    client = sign_in("board_officer")
    content = book_of(client, cast).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ('\'=HYPERLINK("http://x")', "s")
    table = list(csv.reader(io.StringIO(book_of(client, cast, "csv").content.decode("utf-8-sig"))))
    assert table[1][1] == '\'=HYPERLINK("http://x")'

    answer = send(client, changed(content, row2={"New progress": "=1+1"}))
    assert answer.context["wrong"][0].errors == [
        "“New progress” holds a formula. Type what it should say instead."
    ]
    answer = send(client, changed(content, row2={"New progress": "- all three teams"}))
    assert answer.context["right"][0].change.progress == "- all three teams"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("log.pdf", b"%PDF-1.7", "Choose a CSV or Excel file"),
        ("log.csv", b"", "The file is empty"),
        ("log.csv", b"What,Who\nx,y\n", "has no column “Number”"),
        ("log.xlsx", b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_that_is_no_log_is_told_so(cast, sign_in, name, content, said):
    opened(cast)

    assert said in send(sign_in("board_officer"), content, name).text


def test_a_file_without_a_change_or_with_an_unknown_number_is_told_so(cast, sign_in):
    action = opened(cast)
    client = sign_in("board_officer")
    table = book_of(client, cast, "csv").content.decode("utf-8-sig")
    assert "Nothing in the file differs from the log" in send(client, table.encode(), "log.csv").text
    wrong = table.replace(f"\n{action.pk},", "\n987654,")
    answer = send(client, wrong.encode(), "log.csv")
    assert answer.context["wrong"][0].errors == [
        "There is no action 987654 that you may see. Check its number."
    ]


def test_another_file_that_came_meanwhile_is_not_applied_unseen(cast, sign_in):
    action = opened(cast)
    client = sign_in("board_officer")
    send(client, changed(book_of(client, cast).content, row2={"New progress": "One"}))
    answer = client.post(reverse("upload_actions"), {"deed": "apply", "seen": "2026-03-09"}, follow=True)

    assert "Another file has been uploaded since you opened this page" in answer.text
    assert action.updates.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_an_upload_is_judged_in_as_many_questions_for_one_row_as_for_three(
    cast, number, django_assert_num_queries
):
    for n in range(number):
        opened(cast, f"{n}")
    rows = [
        [n, {"Number": str(one.pk), "Version": one.version, "Target date": "", "Reason for a new date": "",
             "New progress": "Half", "Mark as": ""}]
        for n, one in enumerate(Action.objects.marked(), 2)
    ]  # fmt: skip
    officer = cast.officer
    action_files.read_rows(rows, by=officer)
    with django_assert_num_queries(4):  # the actions; which are asked of them, theirs to check, and their own
        assert len(action_files.read_rows(rows, by=officer)) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 March 2026", 31),
        ("31/03/2026", 31),
        ("2026-03-31", 31),
        ("Tue 31st Mar 2026", 31),
        ("1.3.2026", 1),
    ],
)
def test_dates_are_read_as_people_write_them(text, day):
    assert read_day(text) == date(2026, 3, day)


@pytest.mark.parametrize("text", ["03/31/2026", "31/03/26", "soon", "31 Foo 2026", "0/1/2026"])
def test_what_may_be_read_in_two_ways_is_refused(text):
    with pytest.raises(Refused, match="date"):
        read_day(text)


# Late ------------------------------------------------------------------------------------------------------


def written():
    return sorted(Letter.objects.values_list("stage", "recipient__name"))


@pytest.mark.parametrize(
    ("today", "new"),
    [
        (date(2026, 3, 24), []),
        (date(2026, 3, 26), [("soon", "Police lead")]),
        (date(2026, 4, 1), [("late", "Police lead")]),
        (
            date(2026, 4, 7),
            [("late_lead", "Police lead"), ("late_lead", "Signatory of leicestershire-police")],
        ),
        (
            date(2026, 4, 9),
            [("late_manager", "Board manager"), ("late_manager", "Police lead"),
             ("late_manager", "Signatory of leicestershire-police")],
        ),
    ],
)  # fmt: skip
def test_a_late_action_is_brought_to_whoever_leads_and_then_to_the_manager(cast, today, new):
    """As a deadline is: Tuesday 31 March, with Easter after it."""
    opened(cast, target_on=date(2026, 3, 31))

    assert [promise_reminders(today), promise_reminders(today)] == [len(new), 0]
    assert written() == new


def test_a_person_whose_action_is_late_is_asked_then_their_lead(cast):
    opened(cast, organisation=None, owner=cast.practitioner, target_on=date(2026, 3, 31))
    promise_reminders(date(2026, 4, 7))

    assert written() == [("late_lead", "Hospital lead"), ("late_lead", "Practitioner")]


def test_an_action_that_is_claimed_is_not_reminded_of_and_a_moved_date_is_anew(cast, mailoutbox):
    claimed, moved = opened(cast, target_on=date(2026, 3, 11)), opened(cast, target_on=date(2026, 3, 11))
    assert promise_reminders(TODAY) == 2
    actions.claim(claimed, by=cast.police_lead, evidence="Minutes.")
    actions.move_target(moved, by=cast.officer, target_on=date(2026, 3, 12), reason="Snow.")
    post_letters()
    assert (mailoutbox, promise_reminders(TODAY)) == ([], 1)
    post_letters()

    assert sorted(Letter.objects.values_list("state", "state_reason")) == [
        ("cancelled", "It is done, or said to be done"), ("cancelled", "Its date has moved"), ("sent", "")
    ]  # fmt: skip
    (mail,) = mailoutbox
    assert mail.subject == f"LRSCP: Due soon: Action {moved.pk}"
    assert moved.title not in mail.body
    assert f"/actions/{moved.pk}/" in mail.body


@pytest.mark.parametrize("number", [1, 3])
def test_actions_and_deadlines_are_reminded_of_in_one_statement(cast, number, django_assert_num_queries):
    for _ in range(number):
        opened(cast, target_on=TODAY)
    with django_assert_num_queries(1):
        assert promise_reminders(TODAY) == number


def test_update_rows_goes_on_after_a_row_that_is_refused(cast):
    right, wrong = opened(cast), opened(cast)
    change = Change(progress="Half")
    made_, refused = action_logs.update_rows(
        {right.pk: (change, version(right)), wrong.pk: (change, "stale")}, by=cast.officer
    )

    assert (made_, list(refused)) == ([right.pk], [wrong.pk])
