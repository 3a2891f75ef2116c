"""Mistakes that case-review software is known to make, each proved not to be made here.

Numbered as in the list of twenty-five that the partnership's domain notes keep; the others are proved with the
rapid review, the decision and the publication.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Edition, Event, Letter, Organisation, Participation
from partnership.rules.deadlines import WorkingDays
from reviews.models import Case, InformationRequest
from reviews.operations.case import notify, screen
from reviews.operations.information import answer
from reviews.operations.panel import send_to_panel
from reviews.operations.rapid_review import hold_meeting
from reviews.rules.clocks import EDITIONS
from tests.factories import reviews as made


def at(year, month, day, hour=9, minute=0):
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=UTC), tick=False)


def due(case, duty):
    return case.clocks.get(deadline__duty=duty, deadline__ended_on=None).deadline.due_on


# 1. Calendar days, no bank holidays, or those of Scotland or Wales.


def test_01_days_are_working_days_of_england(cast):
    with at(2025, 12, 31):
        over_new_year = made.screened(cast)  # 1 January is a holiday; 2 January only in Scotland
    with at(2026, 3, 27):
        over_easter = made.screened(cast)  # Easter Monday is none in Scotland
    with at(2026, 7, 10):
        in_july = made.screened(cast)  # 13 July is one in Northern Ireland

    assert due(over_new_year, "notify") == date(2026, 1, 8)
    assert due(over_easter, "notify") == date(2026, 4, 7)
    assert due(in_july, "notify") == date(2026, 7, 17)


# 2. The five days run from the incident or from typing it in; or day 0 counts as day 1.


def test_02_five_days_run_from_awareness(cast):
    with at(2025, 12, 29):
        case = made.screened(cast, incident_on=date(2025, 12, 1), aware_on=date(2025, 12, 19))

    assert due(case, "notify") == date(2025, 12, 30)


# 3. The fifteen days run from awareness, referral or creation; or the sixteenth counts as in time.


def notified_on_30_december(cast):
    with at(2026, 1, 5):
        return made.notified(
            cast,
            incident_on=date(2025, 12, 10),
            aware_on=date(2025, 12, 29),
            sent_at=datetime(2025, 12, 30, 16, tzinfo=UTC),
        )


def test_03_fifteen_days_run_from_the_day_it_was_sent(cast):
    assert due(notified_on_30_december(cast), "rapid_review") == date(2026, 1, 21)


@pytest.mark.parametrize(("sent_on", "late"), [(date(2026, 1, 21), False), (date(2026, 1, 22), True)])
def test_03_the_sixteenth_working_day_is_late(cast, sent_on, late):
    paper = {"content": made.pdf(), "filename": "sent.pdf"}
    with at(2025, 12, 30):
        case = made.decided(cast)
    with at(2026, 1, 23):
        if late:
            with pytest.raises(Refused, match=r"^It was done after its due date\. Say why it was late\.$"):
                send_to_panel(case, by=cast.officer, sent_on=sent_on, **paper)
        late_reason = "The post was late." if late else ""
        send_to_panel(case, by=cast.officer, sent_on=sent_on, late_reason=late_reason, **paper)

    stored = case.clocks.get(deadline__duty="rapid_review").deadline
    assert (stored.due_on, stored.done_on, stored.late) == (date(2026, 1, 21), sent_on, late)


# 4. Dates in UTC: half past midnight in summer falls on the day before.


def test_04_half_past_midnight_in_summer_is_that_day_in_london(cast):
    with at(2026, 6, 30, 23, 45):  # 00:45 on 1 July in London
        case = made.notified(
            cast, aware_on=date(2026, 7, 1), sent_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
        )

    assert case.notification.sent_on == date(2026, 7, 1)
    assert {c.deadline.starts_on for c in case.clocks.filter(deadline__duty="rapid_review")} == {
        date(2026, 7, 1)
    }
    assert due(case, "rapid_review") == date(2026, 7, 22)
    assert case.clocks.get(deadline__duty="notify").deadline.done_on == date(2026, 7, 1)


def test_04_the_form_reads_a_time_as_london_time(cast, sign_in):
    with at(2026, 7, 1, 8):
        case = made.screened(cast)
        sign_in("board_officer").post(
            reverse("reviews:notify", args=[case.pk]),
            {
                "aware_on_day": 1, "aware_on_month": 7, "aware_on_year": 2026,
                "sent_on_day": 1, "sent_on_month": 7, "sent_on_year": 2026,
                "sent_time": "00:30", "sent_by_office": "Head of safeguarding",
            },
        )  # fmt: skip

    assert made.again(case).notification.sent_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


# 5. The portal submits the notification.


def test_05_the_portal_sends_no_notification_to_anybody_outside(cast, sign_in):
    page = sign_in("board_officer").get(reverse("reviews:notify", args=[made.screened(cast).pk]))
    made.notified(cast)

    assert "This portal cannot send the notification." in page.content.decode()
    assert not Letter.objects.filter(recipient=None).exists()
    assert {letter.recipient.email.partition("@")[2] for letter in Letter.objects.all()} == {"portal.test"}


# 6. Three partners, fixed in code.


def test_06_partners_are_those_of_the_day(cast):
    Participation.objects.filter(organisation=cast.health).delete()
    for code, first, last in [
        ("west-ccg", date(2019, 9, 29), date(2022, 6, 30)),
        ("east-ccg", date(2019, 9, 29), date(2022, 6, 30)),
        ("one-icb", date(2022, 7, 1), None),
    ]:
        organisation = Organisation.objects.create(code=code, name=code, kind="health_commissioner")
        Participation.objects.create(
            organisation=organisation, kind="statutory_partner", starts_on=first, ends_on=last
        )

    codes = {
        day: set(Organisation.objects.statutory_partners(day).values_list("code", flat=True))
        for day in (date(2022, 6, 30), date(2022, 7, 1))
    }
    always = {"leicestershire-county-council", "rutland-county-council", "leicestershire-police"}
    assert codes == {
        date(2022, 6, 30): always | {"west-ccg", "east-ccg"},
        date(2022, 7, 1): always | {"one-icb"},
    }


# 7. The guidance, the chapter or the decider fixed in code.


@pytest.mark.parametrize(
    ("aware_on", "guidance", "chapter"),
    [
        (date(2023, 12, 14), "2018", "Working Together 2018, chapter 4"),
        (date(2023, 12, 15), "2023", "Working Together 2023, chapter 5"),
        (date(2026, 3, 19), "2026", "Working Together 2026, chapter 5"),
    ],
)
def test_07_a_case_keeps_the_guidance_of_its_day(cast, aware_on, guidance, chapter):
    case = made.screened(cast, incident_on=date(2023, 12, 1), aware_on=aware_on)

    assert case.guidance == guidance
    assert case.clocks.get(deadline__duty="inform_partners").deadline.source == chapter


def test_07_who_decides_is_said_by_the_edition_of_its_day(cast):
    today = timezone.localdate()
    cast.edition.ends_on = today - timedelta(1)
    cast.edition.save()
    Edition.objects.create(
        code="new", title="New arrangements", guidance="2026", published_on=today, starts_on=today,
        decides_reviews=Role.SIGNATORY, chairs_partnership=Role.SIGNATORY,
    )  # fmt: skip

    before = made.notified(
        cast,
        incident_on=today - timedelta(9),
        aware_on=today - timedelta(1),
    )
    after = made.notified(cast, aware_on=today)

    assert before.clocks.get(deadline__duty="decide").deadline.role == Role.INDEPENDENT_ADVISOR
    assert after.clocks.get(deadline__duty="decide").deadline.role == Role.SIGNATORY


# 8. One child to a case, or one authority.


def test_08_a_case_has_several_children_and_two_authorities(cast):
    children = [made.CHILD | {"age": age} for age in (0, 7, None)]
    case = made.refer_case(cast, children=children)
    screen(
        case,
        by=cast.officer,
        aware_on=timezone.localdate(),
        responsible_authority=cast.county,
        residence_authority=cast.rutland,
    )

    case = made.again(case)
    assert [child.age for child in case.children.all()] == [0, 7, None]
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert case.clocks.get(deadline__duty="notify").deadline.organisation == cast.county


# 13. History moves when a setting changes. (What is stored with the clocks of this half.)


def test_13_a_changed_rule_moves_no_date_and_no_verdict(cast, monkeypatch):
    with at(2026, 3, 2):
        case = made.screened(cast)
        before = Deadline.objects.filter(reference=case.reference).values_list("due_on", "rule", "source")
        before = list(before.order_by("pk"))
        shorter = replace(EDITIONS["2023"]["notify_by"], allow=WorkingDays(1))
        monkeypatch.setitem(EDITIONS["2023"], "notify_by", shorter)
    with at(2026, 3, 9):
        notify(
            case, by=cast.officer, aware_on=date(2026, 3, 2), sent_at=timezone.now(), sent_by_office="Head"
        )

    after = Deadline.objects.filter(reference=case.reference, duty__in=["notify", "inform_partners"])
    assert list(after.order_by("pk").values_list("due_on", "rule", "source")) == before
    assert set(after.values_list("late", flat=True)) == {False}


# 14. Clocks pause for police requests, or while agencies are waited for.


def test_14_nothing_pauses_a_clock(cast):
    with at(2026, 3, 2):
        case = made.gathering(cast)
        dates = {link.deadline_id: link.deadline.due_on for link in case.clocks.all()}
    with at(2026, 3, 30):
        answer(
            case.requests.get(organisation=cast.police),
            by=cast.police_lead,
            involvement="not_involved",
            signed_off_office="Head",
            late_reason="A criminal inquiry came first.",
        )

    assert {link.deadline_id: link.deadline.due_on for link in case.clocks.all()} == dates
    assert due(case, "rapid_review") == date(2026, 3, 23)


# 15. A missing return counts as nil, or blocks the rapid review.


def test_15_silence_is_neither_nil_nor_an_obstacle(cast):
    case = made.gathering(cast)
    answer(
        case.requests.get(organisation=cast.police),
        by=cast.police_lead,
        involvement="not_involved",
        signed_off_office="Head",
    )
    meeting = {"by": cast.officer, "meeting_on": timezone.localdate(), "rows": made.attended(cast)}

    said = {one.organisation: one.answer and one.answer.involvement for one in case.requests.all()}
    assert said == {cast.police: "not_involved", cast.hospital: None}
    with pytest.raises(Refused, match=r"^Not answered yet: University Hospitals of Leicester NHS Trust\."):
        hold_meeting(case, **meeting)
    hold_meeting(case, **meeting, missing_accepted=True)
    assert made.again(case).stage == "rr_drafting"


def test_15_a_late_answer_is_still_taken(cast):
    case = made.gathering(cast)
    hold_meeting(
        case,
        by=cast.officer,
        meeting_on=timezone.localdate(),
        rows=made.attended(cast),
        missing_accepted=True,
    )

    answer(
        case.requests.get(organisation=cast.hospital),
        by=cast.hospital_lead,
        involvement="not_involved",
        signed_off_office="Head",
    )

    assert InformationRequest.objects.get(organisation=cast.hospital).answer.version == 1


# 16. One agency reads another's: by address, list, letter, diary or record.

SECRET = "Officers attended the address twice."


def test_16_no_agency_reads_anothers_words(cast, sign_in):
    case = made.answered(cast)
    theirs = case.requests.get(organisation=cast.police)
    hospital = sign_in(cast.hospital_lead)

    assert SECRET in sign_in("board_officer").get(case.get_absolute_url()).content.decode()
    assert hospital.get(theirs.get_absolute_url()).status_code == 404
    assert hospital.get(case.get_absolute_url()).status_code == 403
    assert hospital.get(reverse("reviews:draft", args=[case.pk])).status_code == 403
    assert theirs not in InformationRequest.objects.visible_to(cast.hospital_lead)
    assert theirs.deadline not in Deadline.objects.visible_to(cast.hospital_lead)
    assert not [
        event for event in Event.objects.all() if SECRET in f"{event.label} {event.facts} {event.why}"
    ]
    assert not [letter for letter in Letter.objects.all() if SECRET in str(vars(letter))]


# 17. Names, dates of birth or what happened in references, letters, addresses, logs or the record.

TELLING = "quagmire"


def test_17_nothing_of_the_account_travels(cast, sign_in, caplog):
    case = made.answered(cast, account=f"What happened was a {TELLING}.")
    sign_in("board_officer").get(case.get_absolute_url())
    request = case.requests.first()

    assert TELLING in case.account
    assert [d for d in Deadline.objects.all() if TELLING in str(vars(d))] == []
    assert [letter for letter in Letter.objects.all() if TELLING in str(vars(letter))] == []
    assert [e for e in Event.objects.all() if TELLING in f"{e.label} {e.facts} {e.why}"] == []
    assert TELLING not in caplog.text
    assert (str(case), str(request.case)) == (case.reference, case.reference)
    assert [str(child) for child in case.children.all()] == [f"Child 1 of {case.reference}"]
    assert case.get_absolute_url() == f"/cases/{case.pk}/"


@pytest.mark.parametrize("reference", ["JE-2026-Jordan", "Jordan", "LR-2026-7", "lr-2026-007", "LR-26-007"])
def test_17_only_an_opaque_reference_can_be_kept(cast, reference):
    case = made.refer_case(cast)

    with pytest.raises(IntegrityError, match="case_reference_opaque"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(reference=reference)
