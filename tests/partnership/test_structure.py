"""The structure is drawn from the groups of a day, and each group has its own page, by office."""

import re
from datetime import date

import pytest
from django.test import Client

from partnership.access import Role
from partnership.models import Appointment, FormerName, Group, Organisation, Person, Seat, TermsOfReference
from partnership.views.public import branches

pytestmark = pytest.mark.django_db


def words(page):
    """A page's text without its tags, apostrophes as typed."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())).replace("&#x27;", "'")


def diagram(page):
    """The part of the page that is drawn as a tree."""
    text = page.content.decode()
    return text[text.index("portal-tree") : text.index("The same in words")]


def test_structure_draws_every_group_and_says_it_in_words(loaded, client):
    page = client.get("/structure/")
    drawn, told = diagram(page).replace("&#x27;", "'"), words(page).split("The same in words")[1]

    groups = Group.objects.all()
    assert len(groups) == 9
    for group in groups:
        assert f'href="/groups/{group.code}/">{group.name}</a>' in drawn
        assert f"{group.name} works across {group.get_area_display()}" in told


def test_structure_says_who_reports_to_whom(loaded, client):
    told = words(client.get("/structure/"))

    assert (
        "Case Review Group works across Leicestershire and Rutland and reports to the Planning and Delivery Group"
        in told
    )
    assert (
        "Child Death Overview Panel works across Leicester, Leicestershire and Rutland and is linked to the"
        in told
    )
    assert "reports to the Safeguarding Children Partnership . It meets quarterly" in told.replace(
        "Partnership.", "Partnership ."
    )


def test_structure_marks_the_area_of_each_group_and_explains_the_marks(loaded, client):
    page = client.get("/structure/")

    assert diagram(page).count('portal-tree__area">LLR<') == 5
    assert diagram(page).count('portal-tree__area">LR<') == 4
    assert "LLR Leicester, Leicestershire and Rutland" in words(page)


def test_structure_nests_each_group_below_the_one_that_it_reports_to(loaded):
    (top,) = branches(list(Group.objects.all()))

    assert top["name"] == "Safeguarding Children Partnership"
    assert [one["name"] for one in top["children"]] == [
        "Planning and Delivery Group",
        "Young People's Advisory Group",
        "Child Death Overview Panel",
    ]
    assert len(top["children"][0]["children"]) == 5


def test_structure_keeps_a_group_whose_parent_has_ended(loaded, client):
    Group.objects.filter(code="planning-and-delivery").update(ends_on=date(2020, 2, 29))

    assert "Planning and Delivery Group" in diagram(client.get("/structure/?on=2020-02-29"))
    after = diagram(client.get("/structure/?on=2020-03-01"))
    assert ">Planning and Delivery Group<" not in after
    assert ">Case Review Group<" in after


def test_structure_of_a_day_before_the_arrangements_says_what_to_do(loaded, client):
    page = client.get("/structure/?on=2019-09-28")

    assert "The partnership had no groups on that day. Choose a day" in words(page)
    assert "portal-tree" not in page.content.decode()


def test_structure_links_keep_the_day_that_was_asked_for(loaded, client):
    assert 'href="/groups/lrscp/?on=2022-06-30"' in client.get("/structure/?on=2022-06-30").content.decode()


def test_structure_asks_the_same_number_of_queries_for_one_group_and_for_many(db, django_assert_num_queries):
    group = Group.objects.create(code="lrscp", name="Partnership", area="LR", kind="partnership")
    browser = Client()
    with django_assert_num_queries(1):
        browser.get("/structure/")
    for number in range(3):
        Group.objects.create(code=f"g{number}", name=f"G{number}", area="LR", kind="subgroup", parent=group)
    with django_assert_num_queries(1):
        browser.get("/structure/")


# One group ------------------------------------------------------------------------------------------------


def test_every_seat_belongs_to_a_group_and_is_on_its_page(loaded, client):
    assert not Seat.objects.filter(group=None).exists()
    pages = {
        group.pk: words(client.get(f"/groups/{group.code}/?on=2022-06-30")) for group in Group.objects.all()
    }

    for seat in Seat.objects.on(date(2022, 6, 30)):
        assert seat.office in pages[seat.group_id]


def test_group_shows_terms_area_parent_and_children(loaded, client):
    text = words(client.get("/groups/planning-and-delivery/"))

    assert "Area Leicestershire and Rutland" in text
    assert "Reports to Safeguarding Children Partnership" in text
    assert "Groups below it Case Review Group Multi-Agency Audit Activity" in text
    assert "Meets Quarterly" in text
    assert "Co-ordinates the business of the partnership" in text
    assert "Source: Published arrangements 2019, sections 6, 9, 10, 12 and 15." in text


@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [
        (
            "2022-06-30",
            ["West Leicestershire Clinical", "East Leicestershire and Rutland Clinical"],
            ["Integrated Care"],
        ),
        ("2022-07-01", ["Integrated Care Board"], ["Clinical Commissioning"]),
    ],
)
def test_group_lists_the_members_of_the_day(loaded, client, day, there, not_there):
    text = words(client.get(f"/groups/lrscp/?on={day}")).split("Members, by office")[1]

    assert all(name in text for name in there)
    assert not any(name in text for name in not_there)


def test_group_shows_offices_and_never_who_holds_them(loaded, client):
    seat = Seat.objects.get(group__code="lrscp", office="Director of People")
    person = Person.objects.create_user("peregrine.quill@portal.test", name="Peregrine Quill")
    Appointment.objects.create(
        person=person,
        role=Role.GROUP_MEMBER,
        seat=seat,
        office="Director of People",
        starts_on=date(2019, 9, 29),
    )

    page = client.get("/groups/lrscp/").content.decode()

    assert "Director of People" in page
    assert "Quill" not in page
    assert "portal.test" not in page


def test_group_calls_an_organisation_by_its_name_of_the_day(loaded, client):
    police = Organisation.objects.get(code="leicestershire-police")
    FormerName.objects.create(
        organisation=police,
        name="Midshire Constabulary",
        starts_on=date(2019, 9, 29),
        ends_on=date(2020, 2, 29),
    )

    assert "Midshire Constabulary" in words(client.get("/groups/lrscp/?on=2020-02-29"))
    assert "Midshire Constabulary" not in words(client.get("/groups/lrscp/?on=2020-03-01"))


def test_group_shows_the_version_of_its_terms_that_was_in_force(loaded, client):
    group = Group.objects.get(code="lrscp")
    TermsOfReference.objects.create(
        group=group,
        version=2,
        in_force_on=date(2024, 2, 29),
        remit="A new remit",
        membership="All",
        frequency="Often",
    )

    assert "A new remit" not in words(client.get("/groups/lrscp/?on=2024-02-28"))
    assert "Version 2, in force from 29 February 2024." in words(client.get("/groups/lrscp/?on=2024-02-29"))


def test_group_before_its_first_day_says_so(loaded, client):
    text = words(client.get("/groups/lrscp/?on=2019-09-28"))

    assert "This group did not exist yet on that day." in text
    assert (
        "No terms of reference were in force on that day. The first are in force from 29 September 2019."
        in text
    )
    assert "name no members on that date" in text


def test_group_that_has_ended_shows_its_last_day(loaded, client):
    group = Group.objects.create(
        code="neglect", name="Neglect task and finish", area="LR", kind="task_and_finish",
        starts_on=date(2024, 1, 1), ends_on=date(2024, 2, 29),
    )  # fmt: skip
    Seat.objects.create(
        group=group, office="Lead for neglect", starts_on=date(2024, 1, 1), ends_on=date(2024, 2, 29)
    )

    text = words(client.get("/groups/neglect/"))

    assert "As it was on 29 February 2024." in text
    assert "Lead for neglect" in text


def test_group_that_is_unknown_is_not_found(loaded, client):
    assert client.get("/groups/nobody/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_group_asks_the_same_number_of_queries_for_one_member_and_for_three(
    db, django_assert_num_queries, rows
):
    group = Group.objects.create(code="g", name="G", area="LR", kind="subgroup")
    for number in range(rows):
        organisation = Organisation.objects.create(code=f"o{number}", name=f"O{number}", kind="police")
        Seat.objects.create(group=group, organisation=organisation, office="Lead")
        Group.objects.create(code=f"g{number}", name=f"G{number}", area="LR", kind="subgroup", parent=group)

    with django_assert_num_queries(5):
        Client().get("/groups/g/")
