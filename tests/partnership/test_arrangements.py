"""The published arrangements load from their files, come out right on their dates, and say what changed."""

import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partnership.access import Refused, Role
from partnership.models import (
    Area,
    ConcernContact,
    Edition,
    Endorsement,
    Event,
    FormerName,
    Group,
    LinkedBoard,
    Organisation,
    Participation,
    Pot,
    Seat,
    SettingCount,
    TermsOfReference,
)
from partnership.operations.arrangements import DATA, NOUNS, load, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the data files, to be spoilt."""
    return shutil.copytree(DATA, tmp_path / "data")


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(**options):
    out = StringIO()
    call_command("load_arrangements", stdout=out, **options)
    return out.getvalue()


def counts():
    return {noun.plural: noun.model.objects.count() for noun in NOUNS}


# What is true on which day --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2019, 9, 28), set()),
        (
            date(2019, 9, 29),
            {
                "leicestershire-county-council",
                "rutland-county-council",
                "leicestershire-police",
                "west-leicestershire-ccg",
                "east-leicestershire-and-rutland-ccg",
            },
        ),
        (
            date(2022, 6, 30),
            {
                "leicestershire-county-council",
                "rutland-county-council",
                "leicestershire-police",
                "west-leicestershire-ccg",
                "east-leicestershire-and-rutland-ccg",
            },
        ),
        (
            date(2022, 7, 1),
            {
                "leicestershire-county-council",
                "rutland-county-council",
                "leicestershire-police",
                "leicester-leicestershire-and-rutland-icb",
            },
        ),
    ],
)
def test_the_statutory_partners_are_those_of_the_day(loaded, day, codes):
    assert {one.code for one in Organisation.objects.statutory_partners(day)} == codes


def test_both_clinical_commissioning_groups_were_followed_by_one_board(loaded):
    board = Organisation.objects.get(code="leicester-leicestershire-and-rutland-icb")

    assert {one.code for one in board.predecessors.all()} == {
        "west-leicestershire-ccg",
        "east-leicestershire-and-rutland-ccg",
    }
    assert {one.ends_on for one in board.predecessors.all()} == {date(2022, 6, 30)}
    assert board.starts_on == date(2022, 7, 1)


@pytest.mark.parametrize(
    "group", ["lrscp", "planning-and-delivery", "case-review-group", "policy-and-procedures"]
)
def test_the_seats_of_the_groups_pass_to_the_board_on_its_day(loaded, group):
    def health(day):
        seats = Seat.objects.on(day).filter(group__code=group, organisation__kind="health_commissioner")
        return sorted(seat.organisation.code for seat in seats)

    two = ["east-leicestershire-and-rutland-ccg", "west-leicestershire-ccg"]
    assert health(date(2022, 6, 30)) == two
    assert health(date(2022, 7, 1)) == ["leicester-leicestershire-and-rutland-icb"]


def test_nobody_sits_for_an_organisation_that_does_not_exist_that_day(loaded):
    for seat in Seat.objects.exclude(organisation=None).select_related("organisation"):
        ends_on, organisation = seat.ends_on, seat.organisation
        assert organisation.starts_on is None or organisation.starts_on <= seat.starts_on, seat
        assert organisation.ends_on is None or (ends_on and ends_on <= organisation.ends_on), seat


def test_the_former_board_ended_the_day_before_the_arrangements_began(loaded):
    board = Organisation.objects.get(code="lrlscb")

    assert (board.ends_on, board.successor.code) == (date(2019, 9, 28), "lrscp")
    assert Edition.objects.in_force(date(2019, 9, 28)) is None
    assert Edition.objects.in_force(date(2019, 9, 29)).code == "2019"


def test_the_edition_of_2019_gives_both_powers_to_the_independent_advisor(loaded):
    edition = Edition.objects.get()

    assert (edition.code, edition.guidance, edition.published_on) == ("2019", "2018", date(2019, 6, 28))
    assert (edition.decides_reviews, edition.chairs_partnership) == (
        Role.INDEPENDENT_ADVISOR,
        Role.INDEPENDENT_ADVISOR,
    )


def test_each_partner_of_2019_endorsed_it_by_office(loaded):
    assert dict(Endorsement.objects.values_list("organisation__code", "office")) == {
        "leicestershire-county-council": "Chief Executive",
        "rutland-county-council": "Chief Executive",
        "leicestershire-police": "Chief Constable",
        "west-leicestershire-ccg": "Accountable Officer (interim)",
        "east-leicestershire-and-rutland-ccg": "Deputy Accountable Officer",
    }


# What the documents contain -------------------------------------------------------------------------------


def test_organisations_take_part_as_section_10_says(loaded):
    how = {}
    for one in Participation.objects.on(date(2019, 9, 29)):
        how.setdefault(one.kind, set()).add(one.organisation.code)

    assert {kind: len(codes) for kind, codes in how.items()} == {
        "statutory_partner": 5,
        "planning_and_delivery": 5,
        "delegate": 7,
        "virtual": 3,
        "reference_group": 1,
        "local_authority": 3,
        "commissioner": 1,
        "on_request": 3,
    }
    assert how["virtual"] == {"cafcass", "east-midlands-ambulance-service", "nhs-england"}
    assert how["delegate"] == set(Organisation.objects.filter(kind="district").values_list("code", flat=True))


def test_groups_have_the_area_and_the_parent_of_section_6(loaded):
    assert set(Group.objects.values_list("code", "area", "parent__code", "meets")) == {
        ("lrscp", "LR", None, "quarterly"),
        ("planning-and-delivery", "LR", "lrscp", "quarterly"),
        ("case-review-group", "LR", "planning-and-delivery", "between"),
        ("multi-agency-audit", "LLR", "planning-and-delivery", "between"),
        ("learning-and-development", "LLR", "planning-and-delivery", "between"),
        ("policy-and-procedures", "LLR", "planning-and-delivery", "between"),
        ("voluntary-sector-reference-group", "LLR", "planning-and-delivery", ""),
        ("young-peoples-advisory-group", "LR", "lrscp", ""),
        ("child-death-overview-panel", "LLR", "lrscp", ""),
    }


def test_only_the_case_review_group_reads_cases(loaded):
    assert list(Group.objects.filter(reviews_cases=True).values_list("code", flat=True)) == [
        "case-review-group"
    ]


def test_every_group_has_terms_that_say_remit_membership_and_frequency(loaded):
    for terms in TermsOfReference.objects.all():
        assert terms.remit
        assert terms.membership
        assert terms.frequency
    assert set(TermsOfReference.objects.values_list("group", flat=True)) == set(
        Group.objects.values_list("pk", flat=True)
    )


def test_lead_members_observe_and_one_delegate_sits_for_seven_districts(loaded):
    seats = Seat.objects.on(date(2019, 9, 29))

    observers = seats.filter(kind=Seat.Kind.OBSERVER)
    assert {(seat.group.code, seat.organisation.code) for seat in observers} == {
        ("lrscp", "leicestershire-county-council"),
        ("lrscp", "rutland-county-council"),
    }
    assert not seats.filter(organisation__kind="district").exists()
    assert seats.filter(group__code="planning-and-delivery", office__contains="seven district").count() == 1
    assert seats.filter(group__code="planning-and-delivery", office__contains="Reference Group").count() == 1
    assert seats.get(group__code="lrscp", office="Chair of the Child Death Overview Panel").kind == "co_opted"


def test_the_boards_of_section_9_are_in_their_order(loaded):
    section_9 = LinkedBoard.objects.filter(source__contains="section 9") | LinkedBoard.objects.filter(
        source__contains="sections 9"
    )

    assert [board.name for board in section_9] == [
        "Strategic Partnership Board",
        "Youth Offending Service Management Board",
        "Leicestershire Health and Well Being Board",
        "Rutland Health and Well Being Board",
        "Leicestershire Children and Family Partnership",
        "Rutland Children's Trust",
        "Leicestershire and Rutland Safeguarding Adults Board",
        "Leicestershire Safer Communities Strategy Board",
        "Rutland Community Safety Partnership",
    ]


@pytest.mark.parametrize(
    ("area", "numbers", "academies"),
    [
        (Area.LEICESTERSHIRE, [47, 222, 3, 14, 14, 6, 1], [46, 138]),
        (Area.RUTLAND, [3, 17, 3, 2, 1, 0, 0], [3, 15]),
    ],
)
def test_schools_are_counted_as_section_11_counts_them(loaded, area, numbers, academies):
    counted = SettingCount.objects.filter(area=area)

    assert [one.count for one in counted] == numbers
    assert [one.academies for one in counted if one.academies is not None] == academies


def test_the_services_for_concerns_are_named_and_no_number_is_made_up(loaded):
    assert list(ConcernContact.objects.values_list("area", "name", "telephone", "address")) == [
        ("leicestershire", "First Response", "", "http://lrsb.org.uk/childreport"),
        ("rutland", "Children's Duty Team", "", "http://lrsb.org.uk/childreport"),
    ]


def test_every_row_of_every_file_cites_a_public_document():
    for noun in NOUNS:
        for row in read(DATA / noun.file).get(noun.table, []):
            assert row["source"].startswith(("Published arrangements 2019", "Cabinet report, ")), row


def test_history_stays_with_the_name_of_its_day(loaded):
    trust = Organisation.objects.get(code="university-hospitals-of-leicester")
    FormerName.objects.create(
        organisation=trust,
        name="Royal Infirmary Trust",
        starts_on=date(2019, 1, 1),
        ends_on=date(2020, 2, 29),
    )

    assert trust.name_on(date(2020, 2, 29)) == "Royal Infirmary Trust"
    assert trust.name_on(date(2020, 3, 1)) == "University Hospitals of Leicester NHS Trust"


# Loading --------------------------------------------------------------------------------------------------


def test_a_first_load_counts_what_it_added_and_is_on_the_record_once(db):
    text = said()

    rows = sum(len(read(DATA / noun.file).get(noun.table, [])) for noun in NOUNS)
    assert sum(counts().values()) == rows
    assert f"Organisations: {Organisation.objects.count()} added." in text
    event = Event.objects.get()
    assert (event.verb, event.label, event.actor) == (
        "loaded",
        "The published arrangements",
        "The portal itself",
    )
    assert event.facts["groups"] == "9 added"


def test_a_second_load_changes_nothing_and_records_nothing(loaded, django_assert_max_num_queries):
    before = counts()

    with django_assert_max_num_queries(len(NOUNS) + 3):
        load()

    assert said() == "Nothing to change.\n"
    assert counts() == before
    assert Event.objects.count() == 1


def test_a_changed_row_is_named_with_what_was_and_what_is(loaded, folder):
    spoil(folder, "organisations.toml", 'name = "Rutland County Council"', 'name = "Council of Rutland"')
    spoil(folder, "organisations.toml", "ends_on = 2022-06-30", "ends_on = 2022-06-29")

    text = said(folder=folder)

    assert "Organisations: 2 changed (" in text
    assert "rutland-county-council: name from Rutland County Council to Council of Rutland" in text
    assert "west-leicestershire-ccg: ends_on from 30 June 2022 to 29 June 2022" in text
    assert Organisation.objects.get(code="rutland-county-council").name == "Council of Rutland"
    assert "Council of Rutland" in Event.objects.first().facts["organisations"]


def test_what_was_altered_in_the_database_is_put_right(loaded):
    Organisation.objects.filter(code="west-leicestershire-ccg").update(ends_on=None, successor=None)

    text = said()

    again = Organisation.objects.get(code="west-leicestershire-ccg")
    assert again.ends_on == date(2022, 6, 30)
    assert again.successor.code == "leicester-leicestershire-and-rutland-icb"
    assert "ends_on from nothing to 30 June 2022" in text


def test_a_row_that_no_file_holds_any_more_is_kept_and_named(loaded, folder):
    spoil(
        folder,
        "organisations.toml",
        '[[organisation]]\ncode = "ofsted"\nname = "Ofsted"\nkind = "national"\narea = "england"\n'
        'source = "Published arrangements 2019, sections 2 and 11"\n',
        "",
    )

    text = said(folder=folder)

    assert "Organisations: 1 kept that no file holds (ofsted)" in text
    assert text.endswith("Nothing to change.\n")
    assert Organisation.objects.filter(code="ofsted").exists()


def test_a_check_says_the_same_and_writes_nothing(db):
    checked = said(check=True)

    assert set(counts().values()) == {0}
    assert not Event.objects.exists()
    assert checked == said() + "This was only a check: nothing was changed.\n"


def test_a_check_of_a_change_writes_nothing(loaded, folder):
    spoil(folder, "organisations.toml", 'name = "Rutland County Council"', 'name = "Council of Rutland"')

    assert "1 changed" in said(folder=folder, check=True)
    assert Organisation.objects.get(code="rutland-county-council").name == "Rutland County Council"
    assert Event.objects.count() == 1


# Files that are wrong: one sentence, naming file and row, and nothing is loaded ---------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "groups.toml",
            'parent = "lrscp"',
            'parent = "lrsccp"',
            "groups.toml, group 2 (planning-and-delivery): parent 'lrsccp' is not known."
            " Put its row above this one, or correct it.",
        ),
        (
            "groups.toml",
            'area = "LLR"',
            'area = "Leicester"',
            "groups.toml, group 4 (multi-agency-audit): area 'Leicester' is not one of"
            " leicestershire, rutland, leicester, LR, LLR, region, england.",
        ),
        (
            "groups.toml",
            'kind = "reference"',
            'kind = "task_and_finish"',
            "groups.toml, group 7 (voluntary-sector-reference-group):"
            " Constraint “group_task_and_finish_has_an_end” is violated.",
        ),
        (
            "seats.toml",
            '{ group = "lrscp", office = "Independent Advisor"',
            '{ office = "Independent Advisor"',
            "seats.toml, seat 1 (Independent Advisor): 'group' is missing. Add it.",
        ),
        (
            "seats.toml",
            'source = "Published arrangements 2019, section 9 and Appendix A"',
            'source = " "',
            "seats.toml, seat 1 (lrscp, Independent Advisor): 'source' is missing."
            " Say which public document the row comes from.",
        ),
        (
            "organisations.toml",
            'code = "ofsted"',
            'code = "blaby"',
            "organisations.toml, organisation 39 (blaby): it says the same as"
            " organisations.toml, organisation 15 (blaby). Remove one of the two.",
        ),
        (
            "organisations.toml",
            "ends_on = 2019-09-28",
            "until = 2019-09-28",
            "organisations.toml, organisation 2 (lrlscb):"
            " 'until' is not recognised. A row can say also_serves, area, code, ends_on, kind, name, short_name,"
            " source, starts_on, successor.",
        ),
        (
            "participation.toml",
            "ends_on = 2022-06-30",
            "ends_on = 2019-09-28",
            "participation.toml, participation 4 (west-leicestershire-ccg):"
            " it ends on 2019-09-28, before it starts on 2019-09-29. Check both dates.",
        ),
        (
            "money.toml",
            "year = 2021\norganisation",
            "year = 2020\norganisation",
            "money.toml, contribution 2 (leicestershire-county-council, children-and-adults, 2020):"
            " budget 'children-and-adults / 2020' is not known. Put its row above this one, or correct it.",
        ),
        (
            "money.toml",
            "total = 240_263",
            'total = "a lot"',
            "money.toml, budget 1 (children, 2017): total: “a lot” value must be a decimal number.",
        ),
        (
            "money.toml",
            "amount = 83_415",
            "amount = -1",
            "money.toml, contribution 1 (leicestershire-county-council, children, 2017): amount:"
            " Ensure this value is greater than or equal to 0.",
        ),
        (
            "arrangements.toml",
            "starts_on = 2019-09-29",
            "",
            "arrangements.toml, edition 1 (2019): 'starts_on' is missing. Add it.",
        ),
        (
            "arrangements.toml",
            'decides_reviews = "independent_advisor"',
            'decides_reviews = "nobody"',
            "arrangements.toml, edition 1 (2019): decides_reviews 'nobody' is not one of board_manager,",
        ),
        ("boards.toml", "board = [", "bored = [", "boards.toml: 'bored' is not known here. Use board."),
        ("boards.toml", "board = [", "board = [ 1,", "boards.toml: 'board' must be a list of rows"),
        ("settings.toml", "count = [", "count = ", "settings.toml cannot be read: "),
    ],
)
def test_a_broken_file_is_refused_whole_with_a_sentence(db, folder, file, old, new, sentence):
    spoil(folder, file, old, new)

    with pytest.raises(Refused) as refused:
        load(folder=folder)

    assert sentence in str(refused.value)
    assert set(counts().values()) == {0}
    assert not Event.objects.exists()


def test_a_file_that_is_not_there_is_asked_for(db, folder):
    (folder / "boards.toml").unlink()

    with pytest.raises(CommandError, match=r"Nothing was loaded\. boards\.toml is not in .*\. Put it back\."):
        call_command("load_arrangements", folder=folder)


def test_arrangements_without_an_edition_are_refused(db, folder):
    (folder / "arrangements.toml").write_text("", encoding="utf-8")

    with pytest.raises(Refused, match=r"arrangements\.toml: there is no edition\. Add the one in force\."):
        load(folder=folder)


def test_the_files_can_be_loaded_beside_what_people_entered(cast):
    """The cast's own council has the same code: it is brought in line, not doubled; the rest is kept."""
    load()

    assert Organisation.objects.get(code="leicestershire-county-council").area == "leicestershire"
    assert Organisation.objects.filter(code="hawthorn-school").exists()
    assert Pot.objects.count() == 2
