"""Pages of the register: finding, reading, counting and confirming; files in by a report and by nothing else."""

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Role
from partnership.models import Edition, Organisation, SettingCount
from schools.models import Contact, RegisterFile, School, SchoolLink
from schools.operations import contacts as operations
from schools.operations.register import counts
from tests.factories import schools as made
from tests.factories.gias import links, national, row, some

pytestmark = pytest.mark.django_db
REGISTER = "/schools/register/"


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def three(cast):
    """Three schools that are easily taken for one another."""
    return [
        made.school(cast, name="St Botolph’s School", postcode="LE99 1AB", urn=110001),
        made.school(cast, name="St Botolph’s School", postcode="LE99 2CD", urn=110002, authority=cast.rutland),
        made.school(
            cast, name="Alder Academy", urn=110003, kind="secondary", run="academy", trust=made.trust(),
            status_code="2", status_name="Closed", closed_on=date(2026, 8, 31),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "urns"),
    [
        ({}, {110001, 110002}),
        ({"q": "botolph"}, {110001, 110002}),
        ({"q": "110002"}, {110002}),
        ({"q": "le992c"}, {110002}),
        ({"q": " LE99  1AB "}, {110001}),
        ({"state": "closed"}, {110003}),
        ({"state": "all", "kind": "secondary"}, {110003}),
        ({"state": "all", "run": "maintained"}, {110001, 110002}),
        ({"whose": "city"}, set()),
        ({"q": "999999999999999999999"}, set()),
        ({"kind": "castle"}, {110001, 110002}),
    ],
)
def test_schools_are_found_by_name_number_and_postcode(cast, sign_in, three, query, urns):
    told = page(sign_in(Role.BOARD_OFFICER), REGISTER, **query)
    assert {one.urn for one in three if f'data-label="URN">{one.urn}<' in told} == urns


def test_schools_of_one_name_show_what_tells_them_apart(cast, sign_in, three):
    told = page(sign_in(Role.BOARD_OFFICER), three[0].get_absolute_url())
    assert "Other schools with this name" in told
    assert "110002, LE99 2CD" in told


def test_lists_run_as_many_queries_whatever_they_hold(cast, sign_in):
    client = sign_in(Role.BOARD_OFFICER)
    for address in (REGISTER, reverse("schools:contacts"), reverse("schools:school_counts")):
        School.objects.all().delete()
        page(client, address)
        numbers = []
        for _ in range(2):
            school = made.school(cast, trust=made.trust())
            made.contact(school.organisation, "lead")
            made.school(cast, authority=cast.rutland)
            with CaptureQueriesContext(connection) as queries:
                page(client, address)
            numbers.append(len(queries))
        assert numbers[0] == numbers[1], address


def test_an_education_lead_takes_away_only_their_own_schools(cast, sign_in, three):
    told = page(
        sign_in(cast.rutland_education), reverse("schools:register_export", args=["csv"]), state="all"
    )
    assert "110002" in told
    assert "110001" not in told


def test_history_is_told_from_both_sides(cast, sign_in, three):
    first, _, third = three
    SchoolLink.objects.create(school=third, other_urn=first.urn, kind="Successor - merged")
    SchoolLink.objects.create(school=first, other_urn=100_777, kind="Predecessor")
    told = page(sign_in(Role.BOARD_OFFICER), first.get_absolute_url())
    assert "Alder Academy (110003)" in told
    assert "Predecessor - merged" in told
    assert "100777, outside our area" in told


def test_counts_stand_beside_what_was_published_and_the_city_apart(cast, three):
    made.school(cast, name="Academy", run="academy", type_code="34", opened_on=date(2026, 9, 1))
    city = cast.organisation(
        "leicester-city-council", "Leicester City Council", Organisation.Kind.LOCAL_AUTHORITY
    )
    made.school(cast, name="City School", ours=False, authority=city)
    edition = Edition.objects.get(code="2019")
    SettingCount.objects.create(
        edition=edition, area="leicestershire", kind="Primary schools", count=4, academies=3
    )
    SettingCount.objects.create(edition=edition, area="leicestershire", kind="Secondary schools", count=1)

    def told(day):
        county = counts(day)[0]
        return {
            row.kind: (row.number, row.academies, row.change, row.academies_change) for row in county.rows
        }

    assert told(date(2026, 8, 31)) == {"primary": (1, 0, -3, -3), "secondary": (1, 1, 0, None)}
    assert told(date(2026, 9, 1)) == {"primary": (2, 1, -2, -2), "secondary": (0, 0, -1, None)}
    assert counts(date(2026, 9, 1))[0].total.change_words == "−3"
    assert [one.authority for one in counts(date(2026, 9, 1))] == [cast.county, cast.rutland]
    *_, apart = counts(date(2026, 9, 1), city=True)
    assert (apart.authority, apart.ours, apart.total.number) == (city, False, 1)


def test_the_counts_page_of_an_education_lead_is_of_their_own_authority(cast, sign_in, three):
    told = page(sign_in(cast.rutland_education), reverse("schools:school_counts"))
    assert "Rutland County Council" in told
    assert "Leicestershire County Council</h2>" not in told


def upload(content, name="edubasealldata20270301.csv"):
    return SimpleUploadedFile(name, content)


@time_machine.travel("2027-03-02 10:00", tick=False)
def test_a_file_comes_in_by_a_report_and_is_applied_by_a_button(cast, sign_in):
    client = sign_in(Role.BOARD_OFFICER)
    address = reverse("schools:read_register")
    response = client.post(
        address,
        {
            "file": upload(national([row(110001, name="Ash Primary")])),
            "links": upload(links([]), "links.csv"),
        },
    )
    file = RegisterFile.objects.get()
    assert (response.status_code, response.url, School.objects.count()) == (302, file.get_absolute_url(), 0)
    told = page(client, file.get_absolute_url())
    assert "Ash Primary" in told
    assert "Apply to the register" in told
    for _ in range(2):
        client.post(reverse("schools:apply_register", args=[file.pk]))
    assert School.objects.get().organisation.name == "Ash Primary"
    assert "Apply to the register" not in page(client, file.get_absolute_url())


@time_machine.travel("2027-03-02 10:00", tick=False)
def test_what_is_wrong_with_a_file_is_said_on_the_page(cast, sign_in):
    told = sign_in(Role.BOARD_OFFICER).post(
        reverse("schools:read_register"),
        {"file": upload(national(some(2)).replace(b"Market", b"Mark\x81t", 1))},
    )
    assert "0x81" in told.content.decode()
    assert RegisterFile.objects.count() == 0


@time_machine.travel("2027-03-02 10:00", tick=False)
def test_only_this_page_takes_files_larger_than_a_document(cast, sign_in, settings):
    settings.DOCUMENT_MAX_BYTES = 4000
    client = sign_in(Role.BOARD_OFFICER)
    content = national(some(4))
    assert len(content) > 8000
    assert client.post(reverse("schools:read_register"), {"file": upload(content)}).status_code == 302
    elsewhere = client.post(reverse("upload_actions"), {"file": upload(content)})
    assert "too large" in elsewhere.content.decode() or elsewhere.status_code == 413


@time_machine.travel("2027-03-02 10:00", tick=False)
def test_a_report_that_is_out_of_date_says_so_and_can_be_made_anew(cast, sign_in):
    client = sign_in(Role.BOARD_OFFICER)
    for number in (1, 2):
        client.post(reverse("schools:read_register"), {"file": upload(national(some(number)))})
    newer, older = RegisterFile.objects.all()
    client.post(reverse("schools:apply_register", args=[older.pk]))
    refused = client.post(reverse("schools:apply_register", args=[newer.pk]), follow=True).content.decode()
    assert "The register has changed since this report was made" in refused
    assert School.objects.count() == 1
    client.post(reverse("schools:compare_again", args=[newer.pk]))
    client.post(reverse("schools:apply_register", args=[newer.pk]))
    assert School.objects.count() == 2


def told_of(form, **more):
    """What a browser sends of the contacts page as it came."""
    return {box.html_name: "" for box in form} | {"seen": form["seen"].value()} | more


@time_machine.travel("2026-09-14 10:00", tick=False)
def test_a_school_lead_confirms_everything_on_one_page(cast, sign_in):
    school = made.school(cast, cast.school)
    client = sign_in(Role.SCHOOL_LEAD)
    address = reverse("schools:keep_contacts", args=[school.urn])
    form = client.get(address).context["form"]
    sent = told_of(
        form, lead_name="A Larch", lead_email="lead@school.example", lead_trained_on_day="8",
        lead_trained_on_month="1", lead_trained_on_year="2025", head_name="B Rowan", deed="confirm",
    )  # fmt: skip
    assert client.post(address, sent).status_code == 302
    assert [(one.office, one.name, one.confirmed_on) for one in operations.current(cast.school)] == [
        ("lead", "A Larch", date(2026, 9, 14)), ("head", "B Rowan", date(2026, 9, 14)),
    ]  # fmt: skip
    again = client.post(address, sent | {"head_name": "C Fir"})
    assert "Someone else changed these contacts while you were editing" in again.content.decode()
    assert "C Fir" in again.content.decode()
    assert Contact.objects.filter(name="C Fir").count() == 0


def test_what_is_half_told_of_a_contact_is_asked_for_and_not_lost(cast, sign_in):
    school = made.school(cast, cast.school)
    client = sign_in(Role.SCHOOL_LEAD)
    address = reverse("schools:keep_contacts", args=[school.urn])
    sent = told_of(
        client.get(address).context["form"], chair_email="chair@school.example", deputy_1_name="D Elm"
    )
    told = client.post(address, sent).content.decode()
    assert "enter a name, or leave all the fields blank" in told
    assert "chair@school.example" in told
    assert "D Elm" in told
    assert Contact.objects.count() == 0


@time_machine.travel("2026-09-14 10:00", tick=False)
def test_what_is_wanting_is_listed_by_authority_and_taken_away(cast, sign_in):
    whole, bare = made.school(cast, name="Whole School"), made.school(cast, name="Bare School")
    far = made.school(cast, authority=cast.rutland, name="Far School")
    for office in ("lead", "deputy", "head", "chair", "governor"):
        trained = {"trained_on": date(2025, 1, 8)} if office in ("lead", "deputy") else {}
        made.contact(
            whole.organisation,
            office,
            confirmed_on=date(2026, 9, 1),
            confirmed_by=cast.school_lead,
            **trained,
        )
    client = sign_in(cast.education_lead)
    told = page(client, reverse("schools:contacts"))
    assert bare.name in told
    assert whole.name not in told
    assert far.name not in told
    assert whole.name in page(client, reverse("schools:contacts"), show="all")
    file = page(client, reverse("schools:contacts_export", args=["csv"]), show="all")
    assert f"lead.{whole.organisation.code}@school.example" in file
    assert file.count("Bare School") == 5
    assert "Far School" not in file


def test_a_list_that_an_authority_kept_is_entered_once(cast):
    school = made.school(cast)
    rows = [
        {
            "organisation": school.organisation,
            "office": "lead",
            "name": "A Larch",
            "confirmed_on": date(2026, 9, 1),
        },
        {"organisation": school.organisation, "office": "head", "name": "B Rowan"},
    ]
    assert operations.enter_contacts(rows, by=cast.education_lead) == 2
    assert operations.enter_contacts(rows, by=cast.education_lead) == 0
    with pytest.raises(operations.Refused, match="The list includes schools that are closed or not yours"):
        operations.enter_contacts(rows, by=cast.rutland_education)


def test_no_two_figures_of_a_kind_have_the_same_label_on_a_phone(cast, sign_in, three):
    edition = Edition.objects.get(code="2019")
    SettingCount.objects.create(edition=edition, area="leicestershire", kind="Primary schools", count=4)
    told = page(sign_in(cast.officer), reverse("schools:school_counts"))
    labels = re.findall(r'data-label="([^"]+)"', told)[:6]
    assert (len(labels), len(set(labels))) == (6, 6)
