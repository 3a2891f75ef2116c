"""Ofsted's monthly file: each framework read by its headings, each inspection kept once, nothing overwritten."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Deadline
from schools.models import Concern, Inspection, InspectionFile
from schools.operations import inspections as operations
from schools.rules.inspections import reasons
from schools.rules.ofsted import found_in
from tests.factories import schools
from tests.factories.inspections import (
    INDEPENDENT,
    SNAPSHOT,
    brought_in,
    card,
    csv_file,
    excel_file,
    graded,
)


@pytest.fixture
def larch(cast):
    return schools.school(cast, urn=120731, name="Larch Lane School")


def kept(school):
    return list(Inspection.objects.current().filter(school=school).order_by("starts_on"))


def test_a_report_card_is_read_with_its_areas_and_no_overall_grade(larch):
    brought_in(
        [card(larch.urn, **{"Web Link (opens in new window)": "https://reports.ofsted.gov.uk/21/120731"})]
    )

    [one] = kept(larch)
    assert (one.framework, one.number, one.kind) == ("report_card", "104120731", "S5 Inspection")
    assert (one.starts_on, one.ends_on, one.published_on) == (
        date(2026, 1, 13), date(2026, 1, 14), date(2026, 2, 9),
    )  # fmt: skip
    assert (one.overall, one.safeguarding, one.category) == ("", "met", "")
    assert one.areas[0] == ["Inclusion", "Expected standard"]
    assert "Early years (where applicable)" not in dict(one.areas)  # not applicable is no grade
    assert one.link == "https://reports.ofsted.gov.uk/21/120731"


def test_one_row_holds_a_report_card_a_graded_and_an_ungraded_inspection(larch):
    brought_in([
        graded(larch.urn) | card(larch.urn) | {
            "Latest ungraded inspection number": "10299001",
            "Date of latest ungraded inspection": "03/03/2022",
            "Ungraded inspection publication date": "NULL",
            "Ungraded inspection overall outcome": "School remains Good",
        }
    ])  # fmt: skip

    assert [(one.framework, one.overall, one.safeguarding) for one in kept(larch)] == [
        ("ungraded", "School remains Good", "not_said"),
        ("graded", "Good", "effective"),
        ("report_card", "", "met"),
    ]
    assert kept(larch)[1].areas == [
        ["Quality of education", "Good"],
        ["Behaviour and attitudes", "Outstanding"],
    ]


def test_the_snapshot_before_2025_tells_of_the_latest_and_the_inspection_before_it(larch):
    row = {
        "URN": larch.urn, "Inspection number of latest full inspection": "10298765",
        "Inspection start date": "26/11/2024", "Publication date": "17/01/2025",
        "Overall effectiveness": "Not judged", "Quality of education": "3", "Safeguarding is effective?": "No",
        "Category of concern": "SWK", "Sixth form provision (where applicable)": "0",
        "Previous full inspection number": "10011223", "Previous inspection start date": "09/05/2019",
        "Previous publication date": "10/06/2019", "Previous full inspection overall effectiveness": "1",
        "Previous safeguarding is effective?": "Yes",
    }  # fmt: skip
    brought_in([row], headings=SNAPSHOT)

    before, latest = kept(larch)
    assert (before.framework, before.overall, before.safeguarding) == ("graded", "Outstanding", "effective")
    assert (latest.framework, latest.overall, latest.safeguarding) == ("graded", "", "not_effective")
    assert (latest.category, latest.areas) == ("SWK", [["Quality of education", "Requires improvement"]])


def test_an_independent_school_is_read_with_the_standards(larch):
    rows = [
        {
            "URN": larch.urn, "Inspection number": "10400001", "First day of inspection": "2026-03-03",
            "Last day of inspection": "2026-03-05", "Publication date": "2026-04-20",
            "Most recent standard inspection: Overall compliance with ISS": "Not met",
            "Part 1. Quality of education provided": "Met",
            "Part 3. Welfare, health and safety of pupils": "Not met",
            "Inspection number of latest OEIF standard inspection": "10299999",
            "Inspection start date of latest OEIF standard inspection": "07/02/2023",
            "Latest OEIF overall effectiveness": "2", "Latest OEIF safeguarding is effective?": "Yes",
        }
    ]  # fmt: skip
    brought_in(rows, headings=INDEPENDENT)

    earlier, latest = kept(larch)
    assert (earlier.framework, earlier.overall, earlier.safeguarding) == ("graded", "Good", "effective")
    assert (latest.framework, latest.areas) == (
        "standards",
        [
            ["Part 1: quality of education provided", "Met"],
            ["Part 3: welfare, health and safety of pupils", "Not met"],
            ["Independent school standards as a whole", "Not met"],
        ],
    )
    assert latest.concern.reasons == [
        "“Part 3: welfare, health and safety of pupils” of the independent school standards was not met."
    ]


def test_an_inspection_of_a_predecessor_belongs_to_the_entry_of_its_urn(cast, larch):
    academy = schools.school(cast, larch.organisation, urn=150002, run="academy", opened_on=date(2025, 9, 1))
    unknown = schools.school(cast, urn=150003)
    brought_in([
        graded(academy.urn, **{"URN at time of latest OEIF graded inspection": str(larch.urn)}),
        graded(unknown.urn, **{"URN at time of latest OEIF graded inspection": "999001"}),
    ])  # fmt: skip

    assert [(one.school, one.urn_at_time) for one in Inspection.objects.order_by("urn_at_time")] == [
        (larch, larch.urn),
        (unknown, 999001),  # its predecessor is not in our register
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_encoding_and_what_stands_above_the_headings(larch, encoding):
    file = csv_file(
        [card(larch.urn, **{"School name": "Larch’s – École"})], encoding=encoding,
        before=["Management information – state-funded schools", "As at 31 January 2026"],
    )  # fmt: skip
    assert [one.number for one in operations.read_ofsted(file, "x.csv").found] == ["104120731"]


def test_an_excel_file_with_notes_before_its_data_says_the_same_as_the_csv(larch):
    row = card(larch.urn) | {"Inspection start date": date(2026, 1, 13), "URN": larch.urn}
    found = operations.read_ofsted(excel_file([row], before=["As at 31 January 2026"]), "Ofsted.XLSX").found

    assert found == operations.read_ofsted(csv_file([card(larch.urn)]), "x.csv").found


def test_rows_of_other_areas_are_counted_and_left_alone(larch):
    read = operations.read_ofsted(csv_file([card(larch.urn), card(131313), card(131314)]), "x.csv")

    assert (read.rows, read.elsewhere, len(read.found)) == (3, 2, 1)
    assert read.notes == ["1 of 3 rows are of schools in our register."]


def test_a_file_applied_again_changes_nothing(larch):
    rows = [graded(larch.urn) | card(larch.urn)]
    assert brought_in(rows).counts == {"new": 2, "corrected": 0, "same": 0, "rows": 1, "concerns": 0}

    assert brought_in(rows) is None
    assert (Inspection.objects.count(), InspectionFile.objects.count()) == (2, 1)


def test_a_correction_is_a_further_version_and_the_concern_goes_on_with_it(larch):
    brought_in([card(larch.urn, **{"Safeguarding standards": "Not met"})])
    concern = Concern.objects.get()
    brought_in([card(larch.urn, **{"Safeguarding standards": "Not met", "Publication date": "11/02/2026",
                                   "Inspection end date": "NULL"})])  # fmt: skip

    first, second = Inspection.objects.order_by("version")
    assert (first.published_on, second.published_on) == (date(2026, 2, 9), date(2026, 2, 11))
    assert second.ends_on == date(2026, 1, 14)  # what a file is silent about stays as it was said
    assert (second.corrects, first.corrected_by) == (first, second)
    assert kept(larch) == [second]
    concern.refresh_from_db()
    assert (concern.inspection, Concern.objects.count()) == (second, 1)


def test_a_new_inspection_never_takes_the_place_of_an_earlier_one(larch):
    brought_in([card(larch.urn)])
    brought_in([card(larch.urn, **{
        "Inspection number of latest full inspection": "10488888", "Inspection start date": "06/10/2026",
        "Inspection end date": "07/10/2026", "Publication date": "NULL",
    })])  # fmt: skip

    assert [one.starts_on for one in kept(larch)] == [date(2026, 1, 13), date(2026, 10, 6)]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"Safeguarding standards": "Not met"}, ["The safeguarding standards were not met."]),
        ({"Category of concern": "SM"}, ["The school requires special measures."]),
        ({"Most recent category of concern": "RSI"}, ["The school requires significant improvement."]),
        ({"Leadership and governance": "Urgent improvement"},
         ["“Leadership and governance” was graded Urgent improvement."]),
        ({"Leadership and governance": "Needs attention", "Category of concern": "NULL"}, None),
    ],
)  # fmt: skip
def test_what_is_a_concern_is_opened_and_asked_of_the_education_lead(cast, larch, changed, why):
    brought_in([card(larch.urn, **changed)], by=cast.officer)

    assert [one.reasons for one in Concern.objects.all()] == ([why] if why else [])
    for deadline in Deadline.objects.filter(duty="inspection_concern"):
        assert (deadline.owner, deadline.reference) == (cast.education_lead, "INS-120731-20260113")


def test_a_closed_concern_offers_no_form_and_an_open_one_is_closed_once_something_was_done(
    cast, larch, sign_in
):
    brought_in([card(larch.urn, **{"Safeguarding standards": "Not met"})], by=cast.officer)
    concern = Concern.objects.get()
    client = sign_in("education_lead")
    close = reverse("schools:close_concern", args=[concern.pk])
    record = reverse("schools:record_what_was_done", args=[concern.pk])
    assert close not in client.get(concern.get_absolute_url()).content.decode()

    today = timezone.localdate()
    given = {"text": "Met the head.", "done_on": today, "review_on": today + timedelta(20)}
    posted = {"text": given["text"]} | {
        f"{name}_{part}": getattr(given[name], part)
        for name in ("done_on", "review_on")
        for part in ("day", "month", "year")
    }
    told = client.post(record, posted, follow=True).content.decode()
    assert f"review the concern on {given['review_on']:%-d %B %Y}" in told
    assert close in told
    operations.close_concern(concern, by=cast.education_lead, reason="All is in order.")
    for address in (record, close):
        answer = client.get(address)
        assert (
            answer.status_code,
            "This concern is closed, so you cannot add to it." in answer.content.decode(),
        ) == (409, True)


def test_reasons_of_the_earlier_framework():
    assert reasons(
        safeguarding="not_effective", category="SWK", overall="Inadequate",
        areas=[["Quality of education", "Inadequate"], ["Personal development", "Requires improvement"]],
    ) == [
        "Safeguarding was not effective.",
        "The school has serious weaknesses.",
        "The school was judged Inadequate overall.",
        "“Quality of education” was judged Inadequate.",
    ]  # fmt: skip


def test_what_a_later_inspection_has_answered_is_no_concern(larch):
    worse = {"Latest OEIF overall effectiveness": "4", "Latest OEIF  safeguarding is effective?": "No"}
    brought_in([graded(larch.urn, **worse) | card(larch.urn)])

    assert [one.safeguarding for one in kept(larch)] == ["not_effective", "met"]
    assert Concern.objects.count() == 0


HOSTILE = {
    "no key": (b"Name,Inspection start date\nx,1\n", "no column “URN”"),
    "no date": (b"URN,School name\n120731,x\n", "none that says when a school was inspected"),
    "no rows": (csv_file([]).getvalue(), "headings and no rows"),
    "empty": (b"", "is empty"),
    "not ours": (csv_file([card(131313)]).getvalue(), "None of its 1 rows"),
    "twice": (csv_file([card(120731), card(120731)]).getvalue(), "Rows 2 and 3 have the same URN, 120731"),
    "cut row": (csv_file([]).getvalue() + b"NULL,120731,short\r\n", "Row 2: It has 3 cells under"),
    "open quote": (csv_file([card(120731)]).getvalue() + b'"120731,', "quotation mark"),
    "nul": (csv_file([card(120731)]).getvalue() + b"\x00", "not plain text"),
    "zip": (b"PK\x03\x04rest", "is not a CSV file"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_changes_nothing(larch, name):
    content, sentence = HOSTILE[name]
    with pytest.raises(Refused, match=sentence):
        operations.read_ofsted(io.BytesIO(content), "file.csv")
    assert Inspection.objects.count() == 0


def test_an_excel_file_that_is_none_is_refused(larch):
    with pytest.raises(Refused, match="something else inside"):
        operations.read_ofsted(io.BytesIO(b"URN,x\n1,2\n"), "file.xlsx")
    with pytest.raises(Refused, match="No sheet of the file has a column “URN”"):
        operations.read_ofsted(excel_file([], headings=["Name"]), "file.xlsx")


def test_a_forgotten_cell_in_the_last_row_of_a_sheet_is_refused_soon(larch):
    book = openpyxl.load_workbook(excel_file([card(larch.urn)]))
    book["Data"].cell(row=1_048_576, column=1, value="x")
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    with pytest.raises(Refused, match="more than 1,000 empty rows in a row, before row 1,003"):
        operations.read_ofsted(out, "file.xlsx")


def test_a_date_that_is_none_is_told_by_its_row_and_the_rest_is_read(larch):
    read = operations.read_ofsted(
        csv_file([graded(larch.urn) | card(larch.urn, **{"Inspection start date": "31/02/2026"})]), "x.csv"
    )
    assert read.notes[1] == "Row 2: “31/02/2026” is not a real date. Write it as 31 March 2026 or 31/03/2026."
    assert [one.framework for one in read.found] == ["graded"]


def test_words_that_nobody_knows_are_kept_and_told(larch):
    read = operations.read_ofsted(csv_file([card(larch.urn, Inclusion="Splendid")]), "x.csv")

    assert read.notes[1] == "Outcomes in wording we do not recognise, kept as they are: Splendid."
    assert read.found[0].areas[0] == ["Inclusion", "Splendid"]


def test_a_urn_written_as_a_number_with_a_point_is_the_same():
    found, wrong = found_in({"urn": "120731.0", "inspection start date": "2026-01-13"})
    assert ([one.urn for one in found], wrong) == ([120731], [])
    assert found_in({"urn": "n.a."}) == ([], ["“n.a.” is not a URN."])


def test_the_command_reports_first_and_applies_when_told(larch, tmp_path, capsys):
    path = tmp_path / "ofsted.csv"
    path.write_bytes(csv_file([card(larch.urn)]).getvalue())

    call_command("import_ofsted", str(path))
    assert (
        "New: 120731 Larch Lane School, report_card, 2026-01-13, safeguarding met" in capsys.readouterr().out
    )
    assert Inspection.objects.count() == 0

    call_command("import_ofsted", str(path), "--apply")
    call_command("import_ofsted", str(path), "--apply")
    assert "Nothing was new." in capsys.readouterr().out
    assert Inspection.objects.count() == 1

    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_ofsted", str(tmp_path / "missing.csv"))


def test_a_version_exists_once_in_the_database(larch):
    brought_in([card(larch.urn)])
    [one] = kept(larch)
    one.pk = None
    with pytest.raises(IntegrityError, match="inspection_version_once"):
        one.save(force_insert=True)
