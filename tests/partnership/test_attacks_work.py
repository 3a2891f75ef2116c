"""What somebody who should not see or do it tries with the partnership's own work."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Action, Appointment, Deadline, HighlightReport, Pack, Paper, Person
from partnership.operations import agenda, attempts, disputes, highlights, packs, papers, subject_requests
from partnership.operations.attendance import seats_of
from partnership.operations.correspondence import ask_by_correspondence
from partnership.operations.deadlines import open_fixed
from partnership.operations.decisions import open_meeting_action
from partnership.operations.letters import promise
from partnership.operations.planning import call_meeting, cancel_meeting
from tests.factories import boards
from tests.factories import disputes as disputed
from tests.factories import meetings as planned
from tests.factories import minutes as held
from tests.factories import records as kept

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)


def agreed_under(cast, group, audience, title):
    """An action that was agreed under an item for that audience."""
    meeting = held.held(cast, group, day=DAY, items=[("Neglect", "discuss", audience)])
    return open_meeting_action(
        meeting.items.get(), by=cast.officer, title=title, target_on=date(2026, 6, 1),
        organisation=cast.police,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "role"), [("observer", "observer"), ("virtual", "group_member")])
def test_an_action_under_an_item_for_members_is_not_seen_by_who_may_not_read_the_item(
    cast, sign_in, kind, role
):
    action = agreed_under(cast, cast.partnership, "members", "Settle what the police owe")
    edge = held.seat(cast.partnership, kind=kind, office="At the edge")
    outsider = cast.person("Somebody at the edge", role, seat=edge)
    member = cast.person("Somebody inside", "group_member", seat=cast.seat(cast.partnership, "member"))
    assert list(Action.objects.visible_to(member)) == [action]
    assert list(Action.objects.visible_to(outsider)) == []
    assert sign_in(outsider).get(action.get_absolute_url()).status_code == 404


def test_an_action_under_an_item_for_everybody_is_on_the_log_for_everybody(cast):
    action = agreed_under(cast, cast.partnership, "everybody", "Send the leaflet round")
    virtual = cast.person("At a distance", "group_member", seat=cast.seat(cast.partnership, "virtual"))
    assert list(Action.objects.visible_to(virtual)) == [action]


def test_an_action_under_a_restricted_item_is_not_seen_by_staff_who_may_not_read_cases(cast):
    action = agreed_under(cast, cast.partnership, "restricted", "Look at the file again")
    assert action not in Action.objects.visible_to(cast.administrator)
    assert action in Action.objects.visible_to(cast.officer)


def test_a_virtual_member_of_a_group_that_reviews_cases_sees_no_action_that_tells_of_one(cast):
    action = agreed_under(cast, cast.crg, "restricted", "Look at the file again")
    virtual = cast.person("At a distance", "group_member", seat=cast.seat(cast.crg, "virtual"))
    assert list(Action.objects.visible_to(virtual)) == []
    assert action in Action.objects.visible_to(cast.chair)


# What two people looked at, and nothing else -----------------------------------------------------------------


def test_what_came_in_after_the_decision_does_not_go_out_with_it(cast):
    kept.held(cast, "BOX-1")
    asked = subject_requests.register_request(
        by=cast.officer, kind="foi", subject_kind="record", subject="BOX-1", received_on=timezone.localdate()
    )
    subject_requests.decide_request(asked, by=cast.officer, outcome="released", reasons="As the law says.")
    promise("note", "note:1", to=cast.police_lead, subject="Nobody has looked at this", reference="BOX-1")
    subject_requests.check_request(asked, by=cast.manager, passed=True)
    promise("note", "note:2", to=cast.police_lead, subject="Nor at this", reference="BOX-1")

    package = subject_requests.make_package(asked, by=cast.officer)

    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    assert {row["Kind"] for row in rows} == {"Date due", "Entry of the record", "Record of the register"}


# Whoever may not decide ----------------------------------------------------------------------------------------


def test_a_substitute_without_authority_is_not_asked_by_correspondence(cast):
    seat = held.seat(cast.audit, cast.police, office="Head of Crime")
    held.sit(cast.police_lead, seat, substitute=True)
    other = held.seat(cast.audit, cast.health, office="Designated nurse")
    held.sit(
        cast.health_lead, other, substitute=True, authority="Chief Nurse, letter kept by the business unit",
        authority_confirmed_by=cast.manager, authority_confirmed_at=timezone.now(),
    )  # fmt: skip

    asked = ask_by_correspondence(
        cast.audit,
        by=cast.officer,
        question="Shall the audit begin in May?",
        replies_by=timezone.localdate() + timedelta(7),
    )

    assert {one.office: one.person for one in asked.replies.all()} == {
        "Head of Crime": None,
        "Designated nurse": cast.health_lead,
        "Multi-Agency Audit Group member": cast.outsider,
    }


def test_a_substitute_without_authority_is_not_expected_as_though_they_held_the_seat(cast):
    police = held.seat(cast.audit, cast.police, office="Head of Crime")
    held.sit(cast.police_lead, police, substitute=True)
    health = held.seat(cast.audit, cast.health, office="Designated nurse")
    held.sit(
        cast.health_lead, health, substitute=True, authority="Chief Nurse, letter kept by the business unit",
        authority_confirmed_by=cast.manager, authority_confirmed_at=timezone.now(), office="Deputy nurse",
    )  # fmt: skip
    meeting = planned.meeting(cast, cast.audit, day=DAY)

    expected = {row["office"]: (str(row["presence"]), row["instead"]) for row in seats_of(meeting)}

    assert expected["Head of Crime"] == ("stand_in", "Substitute for Head of Crime")
    assert expected["Designated nurse"] == ("substitute", "Deputy nurse")
    assert expected["Multi-Agency Audit Group member"] == ("present", "")


def test_nobody_advises_independently_on_a_dispute_of_their_own_organisation(cast):
    dispute = disputed.dispute(cast, by=policies_then_lead(cast))
    moved = disputes.move_dispute(dispute, by=cast.police_lead, outcome="We met twice.")
    Appointment.objects.create(
        person=cast.advisor, role=Role.SIGNATORY, organisation=cast.county, starts_on=held.LONG_AGO
    )
    both = Person.objects.get(pk=cast.advisor.pk)
    advises = both.appointments.get(role=Role.INDEPENDENT_ADVISOR)
    both.act_as([advises.pk])

    with pytest.raises(Refused) as refused:
        disputes.advise_partner_dispute(moved, by=both, advice="Let the police pay.")

    assert str(refused.value) == (
        "You answer for an organisation that is party to it, so somebody else has to advise."
    )


def policies_then_lead(cast):
    disputed.policies(cast)
    return cast.police_lead


# Small numbers by subtraction ----------------------------------------------------------------------------------


def test_nobody_beyond_the_business_unit_compares_one_day_of_escalations_with_the_next(cast, sign_in):
    disputed.policies(cast)
    for _ in range(6):
        disputed.escalation(cast)
    today = timezone.localdate()
    address = reverse("escalation_counts")

    def asked(who, day):
        sent = {"until_day": day.day, "until_month": day.month, "until_year": day.year}
        sent |= {"since_day": day.day, "since_month": day.month, "since_year": day.year}
        shown = sign_in(who).get(address, sent).context
        return shown["since"], shown["until"]

    yesterday = today - timedelta(1)
    assert asked(cast.officer, yesterday) == (yesterday, yesterday)
    began = date(today.year if today.month > 3 else today.year - 1, 4, 1)
    assert asked(cast.police_lead, today) == (began, today)
    assert asked(cast.advisor, date(2024, 5, 6)) == (date(2024, 4, 1), date(2025, 3, 31))


# Dates that nobody would ever close ------------------------------------------------------------------------------


def test_no_report_is_asked_for_to_a_meeting_that_is_cancelled(cast):
    meeting = boards.meeting(cast, cast.partnership, "LRSCP-X", on=timezone.localdate() + timedelta(30))
    report = boards.asked(cast, cast.audit, meeting, due_on=timezone.localdate() + timedelta(20))

    cancel_meeting(meeting, by=cast.officer, reason="Too few can come")

    report.refresh_from_db()
    assert (report.state, report.deadline.outstanding) == ("dropped", False)


# Papers and packs -----------------------------------------------------------------------------------------------


def test_whoever_only_observes_reads_no_paper_that_the_group_is_asked_for(cast, sign_in):
    observer, virtual = planned.observer_and_virtual(cast)
    item = planned.item(planned.planned(cast), "Rapid review", position=20, audience="restricted")
    paper = papers.ask_for_paper(
        item, by=cast.officer, title="Chronology", audience="restricted", due_on=papers.due_by(item.meeting),
        group=cast.crg,
    )  # fmt: skip
    papers.hand_in_paper(paper, by=cast.member, text="What happened when")

    for person in (observer, virtual):
        assert list(Paper.objects.visible_to(person)) == []
        assert list(Paper.objects.to_hand_in_by(person)) == []
        for name in ("paper", "hand_in_paper"):
            assert sign_in(person).get(reverse(name, args=[paper.pk])).status_code == 404
    assert sign_in(cast.member).get(reverse("hand_in_paper", args=[paper.pk])).status_code == 200


def test_a_date_of_a_case_that_a_group_is_asked_for_is_not_for_its_observers(cast):
    observer, virtual = planned.observer_and_virtual(cast)
    about = {"rule": "r", "source": "s", "path": "/", "group": cast.crg}
    due = timezone.localdate() + timedelta(9)
    case = open_fixed("x", "Rapid review", due, by=None, reference="LR-2026-1", restricted=True, **about)
    other = open_fixed("y", "Highlight report", due, by=None, reference="CRG-1", **about)

    assert set(Deadline.objects.visible_to(cast.member)) == {case, other}
    assert (
        list(Deadline.objects.visible_to(observer)) == list(Deadline.objects.visible_to(virtual)) == [other]
    )


def test_a_pack_is_not_handed_out_once_something_in_it_is_for_fewer(cast, sign_in, monkeypatch):
    observer, _ = planned.observer_and_virtual(cast)
    meeting = planned.planned(cast)
    item = planned.item(meeting, "Budget", position=20)
    meeting = called_with_packs(cast, meeting, monkeypatch)
    pack = meeting.packs.get(audience="everybody")
    taken = reverse("pack_file", args=[pack.pk])
    answer = sign_in(observer).get(taken)
    assert (answer.status_code, b"".join(answer.streaming_content)[:5]) == (200, b"%PDF-")

    agenda.change_item(item, by=cast.officer, audience="members")

    assert sign_in(observer).get(taken).status_code == 404
    assert taken not in sign_in(observer).get(meeting.get_absolute_url()).text


def called_with_packs(cast, meeting, monkeypatch):
    """Called, with packs that took nobody's time."""
    called = call_meeting(meeting, by=cast.officer)
    one_page = planned.pdf("Agenda")
    monkeypatch.setattr(packs, "merged_pdf", lambda *args, **more: (one_page, 1))
    attempts.make_waiting(Pack, packs.make)
    return called


# What nobody would type -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["9999", "10000", "0", "²", "9" * 5000, "\x00"])
def test_attendance_of_no_year_is_that_of_this_one(cast, sign_in, year):
    planned.planned(cast)
    address = reverse("attendance_by_seat", args=[cast.crg.code])
    assert sign_in("board_officer").get(address, {"year": year}).status_code == 200


@pytest.mark.parametrize("seen", ["²", "9" * 5000, "\x00"])
def test_an_item_is_moved_whatever_number_is_sent_with_it(cast, sign_in, seen):
    item = planned.item(planned.planned(cast), position=20)
    answer = sign_in("board_officer").post(reverse("shift_item", args=[item.pk]), {"to": "up", "seen": seen})
    assert answer.status_code == 302


# What is not sent yet --------------------------------------------------------------------------------------------


def test_a_report_that_was_sent_back_is_read_by_no_other_member_while_it_is_written_anew(cast):
    reader = held.sit(cast.police_lead, held.seat(cast.partnership, cast.police, office="Chief Constable"))
    meeting = boards.meeting(cast, cast.partnership, "LRSCP-X", on=timezone.localdate() + timedelta(30))
    report = boards.asked(cast, cast.audit, meeting, due_on=timezone.localdate() + timedelta(20))
    boards.sent(cast, report)
    chair = held.sit(
        cast.health_lead, held.seat(cast.partnership, kind="chair", office="Chair"), Role.GROUP_CHAIR
    )
    everybody = (reader, chair, cast.advisor, cast.administrator, cast.outsider)
    seen = [person for person in everybody if HighlightReport.objects.visible_to(person).exists()]
    assert seen == list(everybody)

    highlights.send_highlight_back(report, by=chair, question="What of the third audit?")
    report.refresh_from_db()
    boards.written(cast, report, done="Nobody has agreed to these words yet.")

    seen = [person for person in everybody if HighlightReport.objects.visible_to(person).exists()]
    assert seen == [chair, cast.outsider]
