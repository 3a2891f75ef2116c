"""Mistakes 22 to 25 that case-review software is known to make: actions, quorum, disputes, keeping and reporting.

Numbered as in the list of twenty-five that the partnership's domain notes keep.
"""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import PROTECT, ForeignKey, ProtectedError
from django.urls import reverse
from django.utils import timezone

from assurance.models import Rendering
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report.publication import count_twelve_months
from assurance.operations.yearly_report.rendering import finish
from partnership.access import Refused, Role
from partnership.models import Action, Appointment, Deadline, Edition, Group, Organisation, Person
from partnership.operations import actions, attempts
from partnership.operations.people import end_appointment
from reviews.models import Dispute
from reviews.operations.closing import close
from reviews.operations.dispute import advise_dispute, end_dispute, raise_dispute
from reviews.operations.rapid_review import hold_meeting
from tests.factories import learning as follows
from tests.factories import reviews as made
from tests.factories import routes, yearly_report


def at(year, month, day, hour=9):
    return time_machine.travel(datetime(year, month, day, hour, tzinfo=UTC), tick=False)


# 22. An owner closes their own action; its date is written over; nobody looks whether it stuck.


def test_22_no_agency_closes_its_own_action_whoever_of_it_asks(cast, drafting_case, sign_in):
    action = follows.action(cast, drafting_case)
    chairs_too = cast.person("Police lead who chairs", Role.PARTNER_LEAD, organisation=cast.police)
    Appointment.objects.create(
        person=chairs_too, role=Role.GROUP_CHAIR, seat=cast.chair.appointments.get().seat,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
    actions.claim(action, by=cast.police_lead, evidence="All are trained.")
    verify = reverse("verify", args=[action.pk])

    assert sign_in(cast.police_lead).post(verify).status_code == 403
    for owner in (cast.police_lead, chairs_too):
        with pytest.raises(Refused, match="Someone else has to verify"):
            actions.verify(action, by=owner)
    browser = sign_in(chairs_too)
    assert "verify" not in browser.get(action.get_absolute_url()).context["deeds"]
    assert "Waiting to be verified" not in browser.get(reverse("home")).text
    assert sign_in(cast.officer).post(verify).status_code == 302
    assert Action.objects.get().verified_by == cast.officer


def test_22_a_moved_date_keeps_the_first_and_every_reason(cast, drafting_case):
    action = follows.action(cast, drafting_case)
    first = action.target_on

    with pytest.raises(Refused, match="Say why the date has to change"):
        actions.move_target(action, by=cast.officer, target_on=first + timedelta(30), reason=" ")
    for days, reason in ((30, "Illness."), (60, "Illness again.")):
        actions.move_target(action, by=cast.officer, target_on=first + timedelta(days), reason=reason)

    action.refresh_from_db()
    assert (action.original_target_on, action.target_on) == (first, first + timedelta(60))
    assert list(action.target_changes.values_list("old", "reason")) == [
        (first, "Illness."), (first + timedelta(30), "Illness again."),
    ]  # fmt: skip


def test_22_it_is_embedded_only_by_a_later_audit_and_no_case_closes_without_its_impact(cast):
    case = routes.learning(cast)
    action = follows.action(cast, case)
    actions.claim(action, by=cast.police_lead, evidence="All are trained.")
    with pytest.raises(Refused, match="claimed as done cannot become embedded"):
        actions.embed(action, by=cast.officer, evidence="It is done.")
    actions.verify(action, by=cast.officer)
    with pytest.raises(Refused, match="Say what evidence shows that it is embedded in practice"):
        actions.embed(action, by=cast.officer, evidence=" ")
    with pytest.raises(Refused, match="Say what a later audit or check showed"):
        close(case, by=cast.manager, **routes.CLOSING | {"impact": " "})

    embedded = actions.embed(action, by=cast.officer, evidence="Audit of June 2026.")
    assert (embedded.state, embedded.embedded_evidence) == ("embedded", "Audit of June 2026.")


# 23. Quorum by heads: observers, virtual members, two of one agency, substitutes without authority.


def test_23_quorum_counts_bodies_that_may_decide_and_the_chairs_ruling_is_kept(cast, answered_case):
    case = answered_case
    without_police = made.attended(cast, without=[cast.police])
    meeting = {"by": cast.officer, "meeting_on": timezone.localdate()}

    def row(organisation, presence="present", capacity="member"):
        return {"organisation": organisation, "office": "Head", "name": "", "presence": presence,
                "capacity": capacity}  # fmt: skip

    for fourth in (
        row(cast.police, capacity="observer"),
        row(cast.police, capacity="virtual"),
        row(cast.police, presence="stand_in"),
        row(cast.police, presence="apologies"),
        row(cast.county),
        row(cast.hospital),
    ):
        with pytest.raises(Refused, match="not quorate: Leicestershire Police had nobody there who counts"):
            hold_meeting(case, rows=[*without_police, fourth], **meeting)
    with transaction.atomic():
        rows = [*without_police, row(cast.police, presence="substitute")]
        assert hold_meeting(case, rows=rows, **meeting).quorate is True
        transaction.set_rollback(True)
    report = hold_meeting(
        case, rows=without_police, ruling="Went on; the police read it that day.", **meeting
    )

    report.refresh_from_db()
    assert (report.quorate, report.ruling) == (False, "Went on; the police read it that day.")


# 24. A practitioner's escalation taken for a partners' dispute; stages or days in code; advice unanswered.


def test_24_a_partners_dispute_is_theirs_alone_has_no_day_limit_and_sends_practitioners_elsewhere(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    page = reverse("reviews:raise_dispute", args=[case.pk])
    before = list(Deadline.objects.order_by("pk").values())

    for person in (cast.practitioner, cast.police_lead, cast.officer):
        assert sign_in(person).get(page).status_code == 403
        with pytest.raises(Refused, match="Only a signatory of Leicestershire Police can raise"):
            raise_dispute(case, by=person, organisation=cast.police, about="A child is not safe.")
    said = sign_in(cast.signatories[2]).get(page).text
    raise_dispute(case, by=cast.signatories[2], organisation=cast.police, about="A review adds nothing.")

    assert "Practitioners who disagree about a child use the escalation procedure." in said
    assert list(Deadline.objects.order_by("pk").values()) == before


def test_24_a_dispute_ends_only_with_an_answer_to_the_advice_that_everybody_can_read(
    cast, case_for_decision, sign_in
):
    case = case_for_decision
    raise_dispute(case, by=cast.signatories[2], organisation=cast.police, about="A review adds nothing.")
    dispute = Dispute.objects.get()

    with pytest.raises(Refused, match="No independent person has advised yet"):
        end_dispute(dispute, by=cast.officer, response="We follow it.", outcome="Agreed.")
    advise_dispute(dispute, by=cast.advisor, advice="Weigh the two audits.")
    with pytest.raises(Refused, match="Say how the partners answer the advice"):
        end_dispute(dispute, by=cast.officer, response=" ", outcome="Agreed.")
    end_dispute(dispute, by=cast.officer, response="We weighed both.", outcome="The police agree.")

    page = sign_in(cast.signatories[0]).get(dispute.get_absolute_url()).text
    for words in ("Weigh the two audits.", "We weighed both.", "The police agree."):
        assert words in page


# 25. Deleted on a timer, or with a user, an agency or a group; the yearly report "once a calendar year".


def ours():
    return [
        model
        for app in ("partnership", "reviews", "assurance")
        for model in apps.get_app_config(app).get_models()
    ]


def rows_now():
    return {model: model.objects.count() for model in ours()}


def test_25_no_timer_ever_deletes_anything(cast):
    with at(2020, 3, 2):
        case = routes.closed(cast)
    before = rows_now()

    with at(2028, 3, 1):
        call_command("sweep", stdout=io.StringIO())

    assert {model for model, number in rows_now().items() if number < before[model]} == set()
    assert made.again(case).rapid_review.facts


def test_25_what_an_ended_agency_or_person_gave_stays_and_neither_can_be_deleted(
    cast, answered_case, sign_in
):
    case = answered_case
    gave = case.requests.get(organisation=cast.police)
    end_appointment(cast.police_lead.appointments.get(), by=cast.manager)
    cast.police_lead.is_active = False
    cast.police_lead.save()
    yesterday = timezone.localdate() - timedelta(1)
    follows_it = Organisation.objects.create(code="new-force", name="New Force", kind="police")
    Organisation.objects.filter(pk=cast.police.pk).update(ends_on=yesterday, successor=follows_it)
    Group.objects.filter(pk=cast.crg.pk).update(ends_on=yesterday)

    page = sign_in(cast.officer).get(reverse("reviews:answers", args=[case.pk])).text
    assert gave.answer.summary in page
    assert "Leicestershire Police" in page
    for ended in (cast.police, cast.police_lead, cast.crg, cast.edition):
        with pytest.raises(ProtectedError), transaction.atomic():
            ended.delete()


OF_ITSELF = {  # what is a part of the person, organisation, group or edition, and says nothing of a case
    "partnership.Invitation.person",
    "partnership.FormerName.organisation",
    "partnership.TermsOfReference.group",
    "partnership.Endorsement.edition",
    "partnership.SettingCount.edition",
    "partnership.Power.edition",
    "partnership.StandingItem.group",  # what its agendas begin with; agendas that were made keep theirs
    "partnership.MeetingHabit.group",  # on which day and hour it likes to meet
    "partnership.SavedView.person",
    "partnership.CalendarFeed.person",
    "partnership.SignIn.person",  # where they are signed in now
    "partnership.KeptForm.person",  # what they sent too late, for three days
    "partnership.Upload.by",
    "partnership.ActionUpload.by",  # rows to confirm, which have changed nothing yet
    "reviews.ChronologyUpload.by",  # rows to confirm, which are no part of an answer yet
}


def test_25_nothing_goes_with_a_person_an_organisation_a_group_or_an_edition():
    ends = (Person, Organisation, Group, Edition)
    goes_with = {
        str(field)
        for model in ours()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model in ends
        if field.remote_field.on_delete is not PROTECT
    }

    assert goes_with == OF_ITSELF


def test_25_the_next_yearly_report_is_due_in_twelve_months_and_the_copies_in_seven_days(cast):
    with at(2026, 1, 15):
        report = yearly_report.rendering(cast, 2024)
        finish(attempts.claim(Rendering), "<p>Whole.</p>", made.pdf(), 1)
        operations.publish_report(report, by=cast.manager, recipients=["The Panel", "Foundations"])
    report = yearly_report.fresh(report)

    assert {copy.deadline.due_on for copy in report.copies.all()} == {date(2026, 1, 22)}
    assert report.next_deadline.due_on == date(2027, 1, 15)  # not the end of 2027
    with at(2026, 1, 23), pytest.raises(Refused, match="Say why it was late"):
        operations.record_copy(report.copies.first(), by=cast.officer, sent_on=date(2026, 1, 23))
    with at(2027, 1, 16), pytest.raises(Refused, match="Say why it was late"):
        count_twelve_months(report, date(2027, 1, 16), by=cast.manager, late_reason="")
