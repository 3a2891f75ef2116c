"""The partnership's own public pages: a worry about a child first, then what was arranged, as on any day."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from partnership.models import ConcernContact, Edition, Organisation, Participation, Person

pytestmark = pytest.mark.django_db

OPEN = [
    "/",
    "/arrangements/",
    "/arrangements/2019/",
    "/arrangements/compare/",
    "/structure/",
    "/groups/lrscp/",
    "/you-said-we-did/",
    "/business-plan/",
    "/raise-a-concern/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/contact/",
]


def words(page):
    text = re.sub(r"<title>.*?</title>", " ", page.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace("&#x27;", "'")


@pytest.mark.parametrize("address", OPEN)
def test_it_opens_for_anybody(loaded, client, address):
    page = client.get(address)

    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1
    assert re.search(r"<title>\s*\S", page.content.decode())


@pytest.mark.parametrize("address", ["/", "/arrangements/", "/structure/", "/raise-a-concern/"])
def test_it_opens_before_anything_was_loaded(db, client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", OPEN)
def test_it_takes_no_session_and_sets_no_cookie(loaded, client, address):
    assert not client.get(address).cookies


@pytest.mark.parametrize(
    "address", ["/", "/arrangements/", "/arrangements/2019/", "/structure/", "/groups/lrscp/"]
)
def test_nobody_is_named(loaded, client, address):
    person = Person.objects.create_user("peregrine.quill@portal.test", name="Peregrine Quill")

    text = client.get(address).content.decode()

    assert person.name not in text
    assert "portal.test" not in text


# Home -----------------------------------------------------------------------------------------------------


def test_home_answers_a_worry_about_a_child_before_anything_else(loaded, client):
    main = client.get("/").content.decode().split("<main")[1]
    order = [
        "call <a",
        "First Response",
        "Duty Team",
        "Published reviews",
        "Yearly reports",
        "Integrated Care Board",
    ]

    places = [main.index(one) for one in order]

    assert places == sorted(places)
    assert "Worried about a child?" in main[: places[0]]


def test_home_links_to_what_is_published(loaded, client):
    page = client.get("/").content.decode()

    for address in ["/reviews/", "/yearly-reports/", "/arrangements/", "/structure/", "/raise-a-concern/"]:
        assert f'href="{address}"' in page


def test_home_names_the_statutory_partners_of_today(loaded, client, time_machine_on):
    time_machine_on("2022-06-30")
    assert "West Leicestershire Clinical Commissioning Group" in words(client.get("/"))
    time_machine_on("2022-07-01")
    today = words(client.get("/"))
    assert "Integrated Care Board" in today
    assert "Clinical Commissioning Group" not in today


@pytest.fixture
def time_machine_on():
    travels = []

    def go(day):
        traveller = time_machine.travel(f"{day}T12:00:00+01:00", tick=False)
        traveller.start()
        travels.append(traveller)

    yield go
    for traveller in reversed(travels):
        traveller.stop()


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_number_of_queries_for_one_partner_and_for_three(
    db, django_assert_num_queries, rows
):
    Edition.objects.create(
        code="e", title="E", guidance="2018", published_on=date(2019, 6, 28), starts_on=date(2019, 9, 29),
        decides_reviews="independent_advisor", chairs_partnership="independent_advisor",
    )  # fmt: skip
    partners(rows)

    with django_assert_num_queries(
        6
    ):  # and one each for reviews, the yearly report and the threshold document
        Client().get("/")


def partners(rows):
    for number in range(rows):
        organisation = Organisation.objects.create(code=f"o{number}", name=f"O{number}", kind="police")
        Participation.objects.create(organisation=organisation, kind="statutory_partner")
        ConcernContact.objects.create(name=f"C{number}")


# Arrangements ---------------------------------------------------------------------------------------------


def test_arrangements_show_the_edition_in_force_with_its_facts(loaded, client):
    text = words(client.get("/arrangements/"))

    assert "Local Multi-Agency Safeguarding Partnership Arrangements 2019 is the edition in force." in text
    assert "Area Leicestershire and Rutland" in text
    assert "Published 28 June 2019 In force From 29 September 2019" in text
    assert "National guidance Working Together 2018" in text
    assert "Who decides whether a review is carried out Independent Advisor" in text
    assert "Who chairs the partnership Independent Advisor" in text


def test_arrangements_show_how_each_organisation_takes_part(loaded, client):
    text = words(client.get("/arrangements/"))

    for one in Participation.objects.on(date(2026, 11, 22)).select_related("organisation"):
        assert one.organisation.name.replace("&", "&amp;") in text
        if one.kind != Participation.Kind.STATUTORY_PARTNER:
            assert one.get_kind_display() in text
            assert one.through in text


def test_arrangements_show_schools_boards_endorsements_and_sources(loaded, client):
    text = words(client.get("/arrangements/"))

    assert "Secondary schools 47 46 Primary schools 222 138 Special schools 3 not stated" in text
    assert "Secondary schools 3 3 Primary schools 17 15" in text
    assert "Leicestershire Safer Communities Strategy Board" in text
    assert "Accountable Officer (interim), West Leicestershire Clinical Commissioning Group" in text
    assert "Source: Published arrangements 2019" in text


def test_arrangements_list_every_edition(loaded, client):
    Edition.objects.create(
        code="next", title="Arrangements to come", guidance="2026", published_on=date(2026, 11, 1),
        starts_on=date(2099, 4, 1), decides_reviews="signatory", chairs_partnership="signatory",
    )  # fmt: skip

    page = client.get("/arrangements/")

    assert 'href="/arrangements/next/"' in page.content.decode()
    assert 'href="/arrangements/2019/"' in page.content.decode()
    assert "Arrangements 2019 is the edition in force" in words(page)


def test_arrangements_ask_the_same_number_of_queries_however_much_there_is(loaded, django_assert_num_queries):
    with django_assert_num_queries(19):
        Client().get("/arrangements/")
    for edition in [Edition.objects.get()]:
        for number in range(3):
            edition.setting_counts.create(area="rutland", kind=f"Kind {number}", count=number)
            edition.powers.create(what=f"Power {number}", office="Independent Advisor")
    partners(3)
    with django_assert_num_queries(19):
        Client().get("/arrangements/")


# One edition, on a day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "told", "partners_of_the_day"),
    [
        ("2019-09-29", "29 September 2019", 5),
        ("2022-06-30", "30 June 2022", 5),
        ("2022-07-01", "1 July 2022", 4),
    ],
)
def test_edition_shows_the_partners_of_the_day_and_who_represents_them(
    loaded, client, day, told, partners_of_the_day
):
    page = client.get(f"/arrangements/2019/?on={day}")
    text = words(page)

    assert f"As it was on {told}." in text
    assert page.content.decode().count('data-label="Represented by"') == partners_of_the_day
    assert "Leicestershire Police Head of Serious Crime" in text
    assert "Not entered yet" not in text
    assert ("Integrated Care Board Director-level representative" in text) == (partners_of_the_day == 4)
    assert ("East Leicestershire and Rutland Clinical Commissioning Group Chief Nurse" in text) == (
        partners_of_the_day == 5
    )


def test_edition_on_the_day_before_it_began_shows_the_former_board_and_no_partner(loaded, client):
    text = words(client.get("/arrangements/2019/?on=2019-09-28"))

    assert "This edition was not yet in force on that day." in text
    assert "There were no statutory safeguarding partners under published arrangements on that day." in text
    assert (
        "Responsible on 28 September 2019 Leicestershire and Rutland Local Safeguarding Children Board"
        in text
    )


def test_edition_that_has_ended_shows_its_last_day(loaded, client):
    Edition.objects.update(ends_on=date(2024, 2, 29))

    assert "As it was on 29 February 2024." in words(client.get("/arrangements/2019/"))
    assert "This edition was no longer in force on that day." in words(
        client.get("/arrangements/2019/?on=2024-03-01")
    )


@pytest.mark.parametrize(
    ("query", "sentence", "kept"),
    [
        ("on=2022-02-30", "The day must be a real date", 'value="30"'),
        ("on=yesterday", "The day must include a month and a year", 'value="yesterday"'),
        ("on=", "Enter the date you want to see", ""),
        ("on_day=31&on_month=9&on_year=2019", "The day must be a real date", 'value="31"'),
        ("on_day=1&on_month=&on_year=2019", "The day must include a month", 'value="2019"'),
        ("on=2019-09-28'%20OR%201=1", "The day must include a month and a year", "OR 1=1"),
    ],
)
@pytest.mark.parametrize("address", ["/arrangements/2019/", "/structure/", "/groups/lrscp/"])
def test_a_day_that_is_no_date_gets_a_sentence_and_is_not_lost(
    loaded, client, address, query, sentence, kept
):
    page = client.get(f"{address}?{query}")

    assert page.status_code == 200
    assert "There is a problem" in words(page)
    assert sentence in words(page)
    assert kept in page.content.decode()


def test_a_day_may_be_typed_in_three_boxes(loaded, client):
    page = client.get("/arrangements/2019/?on_day=30&on_month=june&on_year=2022")

    assert "As it was on 30 June 2022." in words(page)
    assert 'href="/structure/?on=2022-06-30"' in page.content.decode()


def test_edition_that_is_unknown_is_not_found(loaded, client):
    assert client.get("/arrangements/2023/").status_code == 404


# Concern --------------------------------------------------------------------------------------------------


def test_concern_shows_both_services_the_published_address_and_no_invented_number(loaded, client):
    page = client.get("/raise-a-concern/")
    text = words(page)

    assert "Leicestershire First Response" in text
    assert "Rutland Children's Duty Team" in text
    assert page.content.decode().count('href="http://lrsb.org.uk/childreport"') == 2
    assert set(re.findall(r'href="tel:([^"]*)"', page.content.decode())) == {
        "999",
        "08001111",  # Childline, the NSPCC and the police, who answer everywhere
        "08088005000",
        "101",
    }


def test_concern_shows_a_number_once_one_is_entered(loaded, client):
    ConcernContact.objects.filter(name="First Response").update(telephone="01632 960 000")

    assert 'href="tel:01632960000"' in client.get("/raise-a-concern/").content.decode()
