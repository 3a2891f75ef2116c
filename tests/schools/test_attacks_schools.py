"""What somebody careless, hasty or hostile could do to schools, settings, their returns and national files."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.models import Letter, Person
from partnership.operations.people import appoint, bring_in
from partnership.rules.childs_detail import check_words
from schools.models import SettingFollowUp
from schools.operations import chasing, contacts
from schools.operations import education as reports
from schools.operations import engagement as engagements
from schools.operations import settings as operations
from schools.operations import settings_assurance as assurance
from schools.operations.inspections import read_ofsted
from schools.operations.register import read_register
from tests.factories import gias
from tests.factories import school_returns as stage
from tests.factories import schools as made
from tests.factories.policies import pdf
from tests.factories.settings import asked, setting

OLD, NEW = "manager@juniper.example", "new.manager@juniper.example"


@pytest.fixture(autouse=True)
def november(cast):
    with time_machine.travel(datetime(2026, 11, 2, 10, tzinfo=UTC), tick=False) as clock:
        yield clock


# Links to whoever is asked no more --------------------------------------------------------------------------


def change_address(cast, one, email):
    return operations.change_setting(
        one, by=cast.officer, seen=one.revision, urn="", provider="", places=4, area="Market Larch", email=email,
        opened_on=None,
    )  # fmt: skip


def test_whoever_was_written_to_before_a_settings_address_changed_can_answer_no_more(cast, november):
    request = asked(cast, setting(cast))
    before = Letter.objects.get(address=OLD).path

    change_address(cast, request.setting, NEW)

    assert Client().get(before).status_code == 410
    assert Client().get(Letter.objects.get(address=NEW).path).status_code == 200
    november.move_to(datetime(2026, 12, 20, 10, tzinfo=UTC))
    assurance.chase_settings()
    assert [one.address for one in Letter.objects.filter(key__contains=":late")] == []
    assert {one.address for one in Letter.objects.filter(key__endswith=":again")} == {NEW}


def test_a_letter_that_has_not_gone_goes_to_nobody_who_is_asked_no_more(cast):
    request = asked(cast, setting(cast))
    change_address(cast, request.setting, NEW)
    assert {one.address: one.state for one in Letter.objects.filter(key__startswith="setting:")} == {
        OLD: "cancelled", NEW: "promised",
    }  # fmt: skip

    school = stage.with_signers(made.school(cast, cast.school, name="Hawthorn School"))
    entry = stage.submitted(stage.asked(stage.open_round(cast), school), cast.school_lead)
    head = stage.head_of(entry)
    made.contact(cast.school, "head", name="The new head", email="new.head@school.example")
    stage.signing.ask_for_signatures(entry, by=cast.school_lead)

    letters = {one.address: one.state for one in Letter.objects.filter(kind="school_sign")}
    assert letters == {head.email: "cancelled", "new.head@school.example": "promised"}
    assert not Letter.objects.get(address=head.email, kind="school_sign").path


def test_a_setting_whose_address_is_taken_away_is_written_to_no_more(cast, november):
    request = asked(cast, setting(cast))
    before = Letter.objects.get().path

    change_address(cast, request.setting, "")

    assert Client().get(before).status_code == 410
    november.move_to(datetime(2026, 12, 20, 10, tzinfo=UTC))
    assert assurance.chase_settings() == 0


def test_a_file_that_is_too_large_is_a_sentence_on_the_settings_page(cast, settings):
    settings.DOCUMENT_MAX_BYTES = 1000
    asked(cast, setting(cast))
    address = Letter.objects.get(address=OLD).path

    page = Client().post(
        address,
        {
            "office": "Manager",
            "answer": "Yes.",
            "file": SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 90_000),
        },
    )

    assert page.status_code in (200, 413)
    assert "must be smaller than 20MB" in page.content.decode()


# Pressed twice ----------------------------------------------------------------------------------------------


def test_what_was_done_about_an_issue_is_kept_once_however_often_it_is_sent(cast):
    one = setting(cast, placed_from=[cast.county])
    issue = operations.record_issue(
        one,
        by=cast.officer,
        inspected_on=date(2026, 10, 20),
        outcome="Inadequate",
        raised="Vetting.",
        concern=True,
    )

    for _ in range(2):
        operations.follow_up_issue(issue, by=cast.officer, text="Visited; a plan is agreed.")

    assert SettingFollowUp.objects.count() == 1


def test_pressing_chase_twice_a_day_counts_and_writes_once(cast):
    request = asked(cast, setting(cast))

    for _ in range(2):
        request = assurance.chase_request(request, by=cast.officer)

    assert request.chased == 1
    assert Letter.objects.filter(key__contains=":chased:").count() == 1


# Inviting a lead --------------------------------------------------------------------------------------------


def test_somebody_who_may_no_longer_sign_in_is_not_made_a_schools_lead(cast):
    school = made.school(cast)
    cast.practitioner.is_active = False
    cast.practitioner.save(update_fields=["is_active"])

    with pytest.raises(Refused, match="no longer sign in"):
        contacts.invite_lead(school, by=cast.education_lead, name="Somebody", email=cast.practitioner.email)

    assert not cast.practitioner.appointments.filter(role="school_lead").exists()


def test_a_lead_who_never_accepted_an_invitation_gets_another_with_the_role(cast, november):
    school = made.school(cast)
    person = bring_in(
        by=cast.officer,
        email="new@school.example",
        name="New lead",
        role="practitioner",
        organisation=cast.school,
    )
    november.move_to(datetime(2026, 11, 20, 10, tzinfo=UTC))  # the invitation has run out

    contacts.invite_lead(school, by=cast.education_lead, name="New lead", email=person.email)

    assert Letter.objects.filter(kind="invitation", recipient=person).count() == 2


# Hostile files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("urn", ["²", "٣٤٥٦٧٨", "9" * 5000, "1e5", "=1+1"])
def test_an_odd_urn_in_ofsteds_file_is_a_row_of_no_school_of_ours(cast, urn):
    made.school(cast, urn=120900)
    file = BytesIO(
        f"URN,Inspection start date,Overall effectiveness\n120900,01/10/2026,2\n{urn},01/10/2026,2\n".encode()
    )

    read = read_ofsted(file, "ofsted.csv")

    assert (read.rows, read.elsewhere) == (2, 1)


def test_a_nul_in_the_middle_of_a_national_file_is_cleaned_or_refused(cast):
    content = gias.national(
        schools=[gias.row(100001, "855", "Larch Lane"), gias.row(100002, "857", "Ash Road")]
    )
    spoilt = content.replace(b"Ash Road", b"Ash\0Road")
    assert spoilt != content

    try:
        report = read_register(
            BytesIO(spoilt), by=cast.officer, name="edubasealldata20261101.csv", dated_on=date(2026, 11, 1)
        )
    except Refused:
        return
    assert "\0" not in str(report.entries)


# No child is told of ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Her NHS number is 943 476 5919.", "D.o.b. 3 May 2015", "She was born on a Monday.", "UPN A123456789012",
     "His number is AB 12 34 56 C."],
)  # fmt: skip
def test_what_surely_tells_of_a_child_stands_in_no_text_of_settings_or_reports(cast, text):
    one, closed = setting(cast), setting(cast, "Elder House")
    operations.close_setting(closed, by=cast.officer, closed_on=date(2026, 10, 20), reason="Told by Ofsted.")
    request = asked(cast, one)
    issue = operations.record_issue(
        one,
        by=cast.officer,
        inspected_on=date(2026, 10, 20),
        outcome="Good",
        raised="Nothing.",
        concern=False,
    )
    school = made.school(cast)
    stage.open_round(cast)
    entry = school.asked.get()
    report = reports.open_education_reports(date(2026, 11, 2)) and cast.county.education_reports.first()
    deeds = [
        lambda: assurance.answer_setting(request, office="Manager", answer=text),
        lambda: assurance.answer_setting(request, office=text, answer="Yes."),
        lambda: assurance.stop_request(request, by=cast.officer, reason=text),
        lambda: operations.close_setting(one, by=cast.officer, closed_on=date(2026, 11, 2), reason=text),
        lambda: operations.reopen_setting(closed, by=cast.officer, reason=text),
        lambda: operations.close_issue(issue, by=cast.officer, reason=text),
        lambda: operations.follow_up_issue(issue, by=cast.officer, text=text),
        lambda: operations.record_issue(
            one, by=cast.officer, inspected_on=date(2026, 10, 21), outcome=text, raised="No.", concern=False
        ),
        lambda: chasing.hold_chasing(entry, by=cast.officer, until_on=date(2026, 11, 20), reason=text),
        lambda: stage.returns.excuse(entry, by=cast.officer, reason=text),
        lambda: engagements.record_engagement(
            by=cast.officer, authority=cast.county, kind="other", held_on=date(2026, 10, 1), title="Forum",
            shared=text, by_whom="", others=3,
        ),
        lambda: engagements.record_engagement(
            by=cast.officer, authority=cast.county, kind="other", held_on=date(2026, 10, 1), title="Forum",
            shared="News.", by_whom=text, others=3,
        ),
        lambda: check_words(text),
    ]  # fmt: skip
    if report:
        section = report.sections.first()
        deeds.append(lambda: reports.write_section(section, by=cast.education_lead, seen=1, text=text))

    assert [number for number, deed in enumerate(deeds) if not refused(deed)] == []


def refused(deed):
    try:
        with transaction.atomic():
            deed()
    except Refused:
        return True
    return False


def test_the_day_of_a_meeting_and_the_postcode_of_a_room_are_no_childs_detail(cast):
    check_words("The forum met on 12 October 2026 at LE99 1AA; 31 heads came.")


# Names that are typed into addresses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["year=99999999999999999999", "year=²", "authority=%00", "authority=leicester-city-council", "year=2019"],
)
def test_odd_questions_to_the_page_of_engagement_are_no_crash(cast, sign_in, query):
    answer = sign_in(cast.education_lead).get(f"{reverse('schools:engagements')}?{query}")

    assert answer.status_code in (200, 404)


# Where children live ----------------------------------------------------------------------------------------


def test_a_childrens_home_is_told_neither_to_the_public_nor_to_everybody_who_signs_in(cast, sign_in):
    home = setting(cast, "Juniper House").organisation
    asking = reverse("ask_for_account", args=[home.pk])

    assert "Juniper House" not in Client().get(reverse("make_account"), {"q": "Juniper"}).content.decode()
    assert Client().get(asking).status_code == 404
    for person in (cast.practitioner, cast.trainer, cast.school_lead):
        browser = sign_in(person)
        assert browser.get(reverse("organisation", args=[home.pk])).status_code == 404
        for page in (reverse("organisations"), reverse("search")):
            assert "Juniper House" not in browser.get(page, {"q": "Juniper"}).content.decode()
    for person in (cast.officer, cast.education_lead, cast.county_lead):
        assert sign_in(person).get(reverse("organisation", args=[home.pk])).status_code == 200

    appoint(cast.practitioner, Role.PRACTITIONER, by=cast.manager, organisation=home)
    own = sign_in(Person.objects.get(pk=cast.practitioner.pk))
    assert own.get(reverse("organisation", args=[home.pk])).status_code == 200


def test_a_paper_sent_twice_is_kept_once(cast):
    one = engagements.record_engagement(
        by=cast.officer, authority=cast.county, kind="other", held_on=date(2026, 10, 1), title="Forum", shared="News.",
        by_whom="", others=3,
    )  # fmt: skip
    paper = pdf("Slides")

    for _ in range(2):
        engagements.add_engagement_document(one, by=cast.officer, content=paper, filename="slides.pdf")

    assert one.documents.count() == 1


@pytest.mark.parametrize(
    "slip",
    [
        {"about_from": date(1, 9, 1), "about_until": date(1, 8, 31)},
        {"about_from": date(206, 9, 1)},
        {"closes_on": date(9999, 12, 31)},
        {"due_on": date(2126, 11, 30), "closes_on": date(2127, 1, 29)},
    ],
)
def test_a_round_in_a_year_that_is_a_slip_of_the_pen_asks_nobody(cast, slip):
    made.school(cast)

    with pytest.raises(Refused, match="Check the year"):
        stage.open_round(cast, **slip)

    assert not Letter.objects.exists()
