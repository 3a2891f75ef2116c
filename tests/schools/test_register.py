"""The register follows the national files: reported first, applied in one piece, nothing deleted, nobody lost."""

import io
import json
from datetime import date

import pytest
import time_machine
from django.core import serializers

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Organisation
from schools.models import RegisterChange, RegisterFile, School, SchoolLink, Trust
from schools.operations import register as operations
from tests.factories import gias
from tests.factories import schools as made
from tests.factories.gias import closed, links, national, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2027-03-02 10:00", tick=False):
        yield


def read(cast, content, told=None, *, on="20270301", **more):
    return operations.read_register(
        io.BytesIO(content), by=cast.officer, name=f"edubasealldata{on}.csv",
        links=None if told is None else io.BytesIO(links(told)), links_name=f"links_edubasealldata{on}.csv", **more,
    )  # fmt: skip


def apply(cast, content, told=None, **more):
    return operations.apply_register(read(cast, content, told, **more), by=cast.officer)


def changes(file):
    return {one.urn: one for one in file.changes.all()}


def test_the_first_file_brings_the_schools_of_our_authorities_and_nobody_elses(cast):
    file = read(
        cast,
        national(
            [
                row(110001, name="Ash Primary", code="855"),
                row(
                    110002,
                    "857",
                    "Beech College",
                    type_code="34",
                    phase="4",
                    trust_code="2044",
                    trust_name="Oak Trust",
                ),
                row(110003, "201"),
                row(110004, "856"),
            ]
        ),
    )
    assert (file.rows, file.kept, file.counts, School.objects.count()) == (9, 2, {"new": 2}, 0)
    operations.apply_register(file, by=cast.officer)
    ash, beech = School.objects.order_by("urn")
    assert (ash.name, ash.kind, ash.run, ash.authority, ash.trust) == (
        "Ash Primary", "primary", "maintained", cast.county, None,
    )  # fmt: skip
    assert (beech.kind, beech.run, beech.authority, beech.trust) == (
        "secondary", "academy", cast.rutland, Trust.objects.get(code="2044"),
    )  # fmt: skip
    assert (ash.type_code, ash.opened_on, ash.lowest_age, ash.boards) == ("01", date(1974, 9, 1), 4, False)
    assert ash.organisation.name == "Ash Primary"
    assert ash.organisation.kind == Organisation.Kind.SCHOOL
    assert Event.objects.filter(verb="applied", noun="schools.registerfile").count() == 1


def test_the_first_row_of_the_real_file_is_understood(cast):
    apply(cast, national([gias.REAL | {"LA (code)": "855"}], encoding="utf-8"))
    school = School.objects.get(urn=100000)
    assert (school.name, school.type_code, school.phase_code, school.opened_on, school.pupils) == (
        "The Aldgate School", "02", "2", None, 244,
    )  # fmt: skip
    assert (school.street, school.postcode, school.ukprn, school.changed_on) == (
        "St James's Passage", "EC3A 5DE", "10079319", date(2024, 11, 15),
    )  # fmt: skip


def test_heads_and_proprietors_are_kept_nowhere(cast):
    file = apply(cast, national([row(110001), row(110002, type_code="11")]))
    kept = [
        *School.objects.all(),
        *RegisterFile.objects.all(),
        *RegisterChange.objects.all(),
        *Event.objects.all(),
    ]
    told = serializers.serialize("json", kept) + json.dumps(file.entries)
    assert "Larch Lane School 110001" in told
    assert not [value for value in gias.HEAD.values() if value in told]


def test_city_schools_are_there_to_look_at_and_not_counted(cast):
    cast.organisation("leicester-city-council", "Leicester City Council", Organisation.Kind.LOCAL_AUTHORITY)
    apply(cast, national([row(110001), row(110002, "856")]))
    assert [(one.urn, one.ours) for one in School.objects.order_by("urn")] == [
        (110001, True),
        (110002, False),
    ]
    assert [one.urn for one in School.objects.in_scope()] == [110001]
    assert [one.urn for one in School.objects.on(date(2027, 3, 1))] == [110001]


@pytest.mark.parametrize(
    "how",
    [
        {"encoding": "utf-8"}, {"encoding": "utf-8", "bom": True}, {"encoding": "cp1252"}, {"newline": "\n"},
        {"header": [*reversed(gias.HEADER)]}, {"header": [*gias.HEADER, *gias.GONE]},
        {"header": [f" {name.upper()}  ".replace(" (", "   (") for name in gias.HEADER]},
    ],
    ids=["UTF-8", "BOM", "Windows-1252", "LF", "other order", "older columns", "spaces and capitals"],
)  # fmt: skip
def test_encodings_line_ends_and_orders_of_columns_say_the_same(cast, how):
    name = 'Fierté “Fir’s” School, "the old one"'
    told = row(110001, name=name)
    if "header" in how and "URN" not in how["header"]:
        told = dict(zip(how["header"], told.values(), strict=True))
    header = how.pop("header", gias.HEADER)
    others = 5 if header == gias.HEADER else 0
    apply(cast, national([told], others, header=header, **how))
    assert School.objects.get().name == name


def test_controls_that_slipped_in_are_cleaned(cast):
    apply(cast, national([row(110001, name="Fir\x92s \x07 School\tNorth")], encoding="utf-8"))
    assert School.objects.get().name == "Fir’s School North"


def bad_byte(content, byte=b"\x81"):
    return content.replace(b"Market Larch", b"Market " + byte + b"arch", 1)


HOSTILE = {
    "byte of no alphabet": (lambda: bad_byte(national(gias.some(2))), "Line 2 .*0x81.*neither in UTF-8"),
    "damaged UTF-8": (
        lambda: bad_byte(national(gias.some(1), encoding="utf-8"), b"\xe9"),
        "Line 2 of the national file is damaged",
    ),
    "BOM before Windows-1252": (lambda: b"\xef\xbb\xbf" + national(gias.some(2)), "Line 4 .*damaged"),
    "UTF-16": (lambda: national(gias.some(2)).decode("cp1252").encode("utf-16"), "but it is in UTF-16"),
    "empty": (lambda: b"", "is empty"),
    "no text": (lambda: b"\0\1\2\3" * 9000, "but it is not plain text"),
    "one endless line": (lambda: b"a" * 200_000, "Line 1 of the national file is too long"),
    "missing columns": (
        lambda: national(gias.some(2), 0, header=[n for n in gias.HEADER if n not in ("LA (code)", "Postcode")]),
        "The national file lacks 2 columns it needs: LA",
    ),
    "the links file instead": (lambda: links([(110001, 110002, "Successor")]), "lacks 20 columns .*LA \\(code\\)"),
    "a column twice": (lambda: national(gias.some(1), 0, header=[*gias.HEADER, "URN"]), "same name: URN"),
    "a URN twice": (lambda: national([*gias.some(2), row(110001)]), "Lines 2 and 4 have the same URN, 110001"),
    "a URN elsewhere twice": (lambda: national([*gias.some(1), row(500_000, "201")]), "Lines 3 and 4 .*500000"),
    "no URN": (lambda: national([row("A1", "201"), *gias.some(1)]), "Line 2: “A1” is not a URN"),
    "no row of ours": (lambda: national([row(110001, "201")]), "no row of our authorities .*Leicestershire County"),
    "a date that is none": (lambda: national([row(110001, opened_on="31-02-2020")]), "Line 2: column OpenDate"),
    "American date": (lambda: national([row(110001, closed_on="2020/02/01")]), "Line 2: column CloseDate"),
    "no name": (lambda: national([row(110001, name=" ")]), "Line 2: column EstablishmentName is empty"),
    "a status unheard of": (lambda: national([row(110001, status="7")]), "Line 2: column EstablishmentStatus"),
    "endless name": (lambda: national([row(110001, name="x" * 201)]), "Line 2: column EstablishmentName: has 201"),
    "a cell too few": (lambda: national(gias.some(1)) + b'"110002","855"\r\n', "Line 8 has 2 cells; .* 135"),
    "an open quotation mark": (lambda: national(gias.some(1), 0) + b'"110002,"855"x', "Line 3 .*quotation marks"),
    "an archive of nothing": (lambda: b"PK\x03\x04 and no more", "archive cannot be opened"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_clear_sentence_and_nothing_changes(cast, name):
    make, says = HOSTILE[name]
    made.school(cast, cast.school)
    events = Event.objects.count()
    with pytest.raises(Refused, match=says):
        read(cast, make())
    assert (RegisterFile.objects.count(), School.objects.count(), Event.objects.count()) == (0, 1, events)


def test_two_thirds_of_a_country_are_no_country(cast):
    apply(cast, national([*gias.some(2), row(110009, "857")]))
    with pytest.raises(Refused, match="no row of Rutland County Council, which has 1 schools"):
        read(cast, national(gias.some(2)))


@pytest.mark.parametrize(
    ("name", "given", "on", "says"),
    [
        ("schools.csv", None, None, "There is no date in the file"),
        ("schools.csv", date(2027, 2, 1), date(2027, 2, 1), ""),
        ("edubasealldata20270228.csv", None, date(2027, 2, 28), ""),
        ("edubasealldata20279999.csv", None, None, "There is no date in the file"),
        ("edubasealldata20270303.csv", None, None, "in the future"),
    ],
)
def test_of_which_day_a_file_is(cast, name, given, on, says):
    content = io.BytesIO(national(gias.some(1)))
    if says:
        with pytest.raises(Refused, match=says):
            operations.read_register(content, by=None, name=name, dated_on=given)
    else:
        assert operations.read_register(content, by=None, name=name, dated_on=given).dated_on == on


def test_an_older_file_does_not_turn_the_register_back(cast):
    apply(cast, national(gias.some(1)), on="20270301")
    with pytest.raises(Refused, match="already follows the file of 1 March 2027"):
        read(cast, national(gias.some(1)), on="20270228")


def test_what_is_new_or_missing_among_the_columns_is_said(cast):
    header = [name for name in gias.HEADER if name != "TelephoneNum"] + ["A column of tomorrow"]
    file = read(cast, national([row(110001, type_code="77")], 0, header=header), [])
    assert file.warnings == [
        "The national file has no column “TelephoneNum”, so what the register already has is kept.",
        "New columns, which were not read: A column of tomorrow.",
        "Larch Lane School 110001 (110001) is of a new type, 77: counted as “Other”.",
    ]


def test_what_changed_is_told_field_by_field_and_told_once(cast):
    apply(cast, national([row(110001), row(110002)]))
    content = national([
        row(110001, name="Larch Academy", type_code="34", trust_code="2044", trust_name="Oak Trust", status="3"),
        row(110002),
    ])  # fmt: skip
    file = read(cast, content, on="20270302")
    assert {one.urn: (one.kind, one.differences) for one in file.changes.all()} == {
        110001: ("changed", [
            ["Name", "Larch Lane School 110001", "Larch Academy"],
            ["Type", "Community school", "Academy converter"],
            ["Type group", "Local authority maintained schools", "Academies"],
            ["Status", "Open", "Open, but proposed to close"],
            ["Trust", "", "Oak Trust"],
        ])
    }  # fmt: skip
    operations.apply_register(file, by=cast.officer)
    school = School.objects.get(urn=110001)
    assert (school.run, school.is_open, school.organisation.name) == ("academy", True, "Larch Academy")
    assert [one.name for one in school.organisation.former_names.all()] == ["Larch Lane School 110001"]
    assert read(cast, content, on="20270302").counts == {}


def test_applying_twice_does_it_once(cast):
    file = read(cast, national(gias.some(3)))
    for _ in range(2):
        operations.apply_register(RegisterFile.objects.get(pk=file.pk), by=cast.officer)
    assert School.objects.count() == 3
    assert Event.objects.filter(verb="applied").count() == 1


def test_a_report_is_made_anew_when_the_register_has_changed_since(cast):
    first, second = read(cast, national(gias.some(2))), read(cast, national(gias.some(3)))
    operations.apply_register(first, by=cast.officer)
    with pytest.raises(Refused, match="has changed since this report"):
        operations.apply_register(second, by=cast.officer)
    assert School.objects.count() == 2
    assert operations.compare_again(second, by=cast.officer).counts == {"new": 1}
    operations.apply_register(second, by=cast.officer)
    assert School.objects.count() == 3


def test_a_file_that_was_set_aside_is_not_applied(cast):
    file = read(cast, national(gias.some(2)))
    for _ in range(2):
        operations.drop_register(file, by=cast.officer)
    with pytest.raises(Refused, match="This file was discarded"):
        operations.apply_register(file, by=cast.officer)
    assert School.objects.count() == 0


CONVERTS = [(110001, 150001, "Successor")]


def converting(**more):
    return national([
        closed(110001, "31-08-2026", name="Ash Primary"),
        row(150001, name="Ash Academy", type_code="34", opened_on="01-09-2026", **more),
    ])  # fmt: skip


def with_people(cast, school):
    """A contact, and the lead of the cast, at that school."""
    made.contact(school.organisation, "lead")
    Appointment.objects.create(
        person=cast.practitioner,
        role=Role.SCHOOL_LEAD,
        organisation=school.organisation,
        starts_on=date(2020, 9, 1),
    )


def test_a_converted_school_stays_what_it_was_for_its_people(cast):
    apply(cast, national([row(110001, name="Ash Primary")]), on="20260801")
    old = School.objects.get()
    with_people(cast, old)
    file = read(cast, converting(), CONVERTS)
    told = changes(file)
    assert (told[110001].kind, told[110001].followed_by, told[150001].kind, told[150001].follows) == (
        "converted", [150001], "new", [110001],
    )  # fmt: skip
    assert "keeps its people, contacts and returns" in told[110001].note
    operations.apply_register(file, by=cast.officer)
    before, after = School.objects.order_by("urn")
    assert before.organisation_id == after.organisation_id == old.organisation_id
    assert (before.is_open, after.is_open, after.run) == (False, True, "academy")
    organisation = after.organisation
    assert (organisation.name, organisation.ends_on) == ("Ash Academy", None)
    assert organisation.name_on(date(2026, 8, 31)) == "Ash Primary"
    assert organisation.school_contacts.count() == 1
    assert SchoolLink.objects.filter(school=before).count() == 1
    assert list(School.objects.on(date(2026, 8, 31))) == [before]
    assert list(School.objects.on(date(2026, 9, 1))) == [after]
    assert read(cast, converting(), CONVERTS).counts == {}


def test_a_successor_that_was_proposed_before_takes_over_when_it_opens(cast):
    apply(
        cast,
        national(
            [row(110001, name="Ash Primary"), row(150001, name="Ash Academy", status="4", type_code="34")]
        ),
        on="20260801",
    )
    old = School.objects.get(urn=110001)
    with_people(cast, old)
    passing = School.objects.get(urn=150001).organisation
    apply(cast, converting(), CONVERTS)
    assert {one.organisation_id for one in School.objects.all()} == {old.organisation_id}
    passing.refresh_from_db()
    assert passing.successor_id == old.organisation_id
    assert passing.ends_on == date(2027, 3, 1)


def test_links_that_come_later_join_what_was_told_apart(cast):
    apply(cast, national([row(110001, name="Ash Primary")]), on="20260801")
    with_people(cast, School.objects.get())
    file = apply(cast, converting())
    told = changes(file)
    assert told[110001].kind == "closed"
    assert "End the role of its safeguarding lead" in told[110001].decide
    before, after = School.objects.order_by("urn")
    assert before.organisation_id != after.organisation_id
    assert Organisation.objects.get(pk=before.organisation_id).ends_on == date(2026, 8, 31)
    file = apply(cast, converting(), CONVERTS, on="20270302")
    assert {urn: one.kind for urn, one in changes(file).items()} == {110001: "converted"}
    before, after = School.objects.order_by("urn")
    assert before.organisation_id == after.organisation_id
    assert (after.organisation.ends_on, after.organisation.school_contacts.count()) == (None, 1)


def test_a_chain_of_conversions_is_one_school(cast):
    chain = [(110001, 120001, "Successor"), (120001, 130001, "Successor")]
    apply(
        cast,
        national([
            closed(110001, "31-08-2010"), closed(120001, "31-08-2020", opened_on="01-09-2010"),
            row(130001, name="Ash Academy", opened_on="01-09-2020"),
        ]), chain,
    )  # fmt: skip
    assert Organisation.objects.filter(schools__isnull=False).distinct().count() == 1
    organisation = School.objects.get(urn=110001).organisation
    assert (organisation.name, organisation.ends_on) == ("Ash Academy", None)


@pytest.mark.parametrize("kind", ["Successor - merged", "Successor - amalgamated"])
def test_merged_schools_are_followed_by_the_new_one_and_their_leads_go_with_them(cast, kind):
    apply(cast, national(gias.some(2)), on="20260801")
    infants, juniors = School.objects.order_by("urn")
    with_people(cast, infants)
    told = [(110001, 150001, kind), (110002, 150001, kind)]
    content = national([
        closed(110001, "31-08-2026"), closed(110002, "31-08-2026"),
        row(150001, name="All Saints", opened_on="01-09-2026"),
    ])  # fmt: skip
    file = apply(cast, content, told)
    assert {urn: one.kind for urn, one in changes(file).items()} == {
        110001: "merged", 110002: "merged", 150001: "new",
    }  # fmt: skip
    new = School.objects.get(urn=150001).organisation
    for school in (infants, juniors):
        organisation = Organisation.objects.get(pk=school.organisation_id)
        assert (organisation.successor, organisation.ends_on) == (new, date(2026, 8, 31))
    held = Appointment.objects.filter(person=cast.practitioner, role=Role.SCHOOL_LEAD).order_by("pk")
    assert [(one.organisation, one.ends_on) for one in held] == [
        (infants.organisation, date(2027, 3, 1)), (new, None),
    ]  # fmt: skip
    assert Event.objects.filter(verb="appointed", noun_id=str(held[1].pk)).exists()
    assert read(cast, content, told).counts == {}


def test_a_school_that_takes_in_another_stays_itself(cast):
    apply(cast, national(gias.some(2)), on="20260801")
    stays = School.objects.get(urn=110002).organisation
    apply(
        cast, national([closed(110001, "31-08-2026"), row(110002)]), [(110001, 110002, "Successor - merged")]
    )
    assert School.objects.get(urn=110001).organisation.successor == stays
    assert School.objects.get(urn=110002).organisation == stays


def test_a_split_school_leaves_people_to_people(cast):
    apply(cast, national(gias.some(1)), on="20260801")
    with_people(cast, School.objects.get())
    kind = "Successor - Split School"
    file = apply(
        cast, national([closed(110001, "31-08-2026"), row(150001), row(150002)]),
        [(110001, 150001, kind), (110001, 150002, kind)],
    )  # fmt: skip
    change = changes(file)[110001]
    assert (change.kind, change.followed_by) == ("split", [150001, 150002])
    assert "Decide which of 150001 and 150002" in change.decide
    old = School.objects.get(urn=110001).organisation
    assert (old.ends_on, old.successor) == (date(2026, 8, 31), None)
    assert list(RegisterChange.objects.to_settle()) == [change]
    with pytest.raises(Refused, match="what was decided"):
        operations.settle_change(change, by=cast.officer, how=" ")
    operations.settle_change(change, by=cast.officer, how="The lead stays with 150001.")
    assert not RegisterChange.objects.to_settle().exists()
    with pytest.raises(Refused, match="already been decided"):
        operations.settle_change(change, by=cast.officer, how="Again.")


def test_what_disappears_is_kept_and_what_comes_back_is_there_again(cast):
    apply(cast, national(gias.some(2)), on="20260801")
    file = apply(cast, national(gias.some(1)), on="20260901")
    assert changes(file)[110002].kind == "missing"
    gone = School.objects.get(urn=110002)
    assert (gone.missing_since, gone.is_open, gone.organisation.ends_on) == (date(2026, 9, 1), False, None)
    assert read(cast, national(gias.some(1)), on="20260902").counts == {}
    file = apply(cast, national(gias.some(2)), on="20260903")
    assert changes(file)[110002].kind == "back"
    assert School.objects.get(urn=110002).is_open


def test_what_closes_without_a_word_of_what_follows_points_at_a_likely_one(cast):
    apply(cast, national([row(110001, name="Ash Primary")]), on="20260801")
    file = read(
        cast, national([closed(110001, "31-08-2026", name="Ash Primary"), row(150001, name="ash primary")])
    )
    assert "150001 has the same name and postcode" in changes(file)[110001].decide
    assert file.warnings == [
        "No links file was included, so nothing new is known about which schools replaced closed ones."
    ]


def test_schools_of_one_name_are_told_apart(cast):
    file = read(
        cast,
        national([row(110001, name="St Botolph’s"), row(110002, "857", "St Botolph’s", postcode="LE15 1ZZ")]),
    )
    told = changes(file)
    assert told[110001].note == "Another open school has this name: 110002, LE15 1ZZ."
    operations.apply_register(file, by=cast.officer)
    assert School.objects.values("organisation").distinct().count() == 2


def test_a_school_of_the_directory_joins_its_entry_by_its_whole_name(cast):
    file = read(
        cast, national([row(110001, name="HAWTHORN School"), row(110002, name="Hawthorn School Annexe")])
    )
    assert "which is already in the directory of organisations" in changes(file)[110001].note
    operations.apply_register(file, by=cast.officer)
    assert School.objects.get(urn=110001).organisation == cast.school
    assert School.objects.get(urn=110002).organisation != cast.school


def test_two_of_one_name_join_nothing(cast):
    apply(cast, national([row(110001, name="Hawthorn School"), row(110002, name="Hawthorn School")]))
    assert cast.school.schools.count() == 0


def test_a_school_that_both_entries_have_used_is_left_to_people(cast):
    apply(cast, national([row(110001), row(150001, status="4")]), on="20260801")
    for school in School.objects.all():
        made.contact(school.organisation, "head")
    file = apply(cast, national([closed(110001, "31-08-2026"), row(150001)]), CONVERTS)
    change = changes(file)[110001]
    assert change.kind == "converted"
    assert "both had some" in change.decide
    before, after = School.objects.order_by("urn")
    assert before.organisation.successor == after.organisation
    assert read(cast, national([closed(110001, "31-08-2026"), row(150001)]), CONVERTS).counts == {}
