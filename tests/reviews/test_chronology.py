"""Rows of a chronology as people write them: typed, pasted, uploaded; and the chronologies of all agencies as one."""

import csv
import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event
from reviews.models import ChronologyUpload
from reviews.operations.answers import add_row, begin_change
from reviews.operations.chronology import merged, rows_of_file, rows_of_text, template_csv, template_xlsx
from reviews.rules.chronology import HEADINGS, MOST_ROWS, arrange, read_date, read_row, read_time
from tests.factories import reviews as made
from tests.factories.information import fresh, row, sent, workbook

TODAY = date(2026, 11, 22)

# How a date is written -------------------------------------------------------------------------------------

READ = [
    ("3 March 2025", date(2025, 3, 3), "day", None),
    ("03/03/2025", date(2025, 3, 3), "day", None),
    ("04/03/2025", date(2025, 3, 4), "day", None),  # the day first, as it is written here
    ("3.3.2025", date(2025, 3, 3), "day", None),
    ("2025-03-04", date(2025, 3, 4), "day", None),
    ("Mon 3rd Mar 2025", date(2025, 3, 3), "day", None),
    ("29/02/2024", date(2024, 2, 29), "day", None),
    ("2025-03-03 00:00:00", date(2025, 3, 3), "day", None),
    ("03/03/2025 14:30", date(2025, 3, 3), "day", time(14, 30)),
    ("March 2025", date(2025, 3, 1), "month", None),
    ("03/2025", date(2025, 3, 1), "month", None),
    ("Sept 2025", date(2025, 9, 1), "month", None),
    ("2025", date(2025, 1, 1), "year", None),
    ("", None, "unknown", None),
    ("not known", None, "unknown", None),
]
UNREADABLE = ["3/3/25", "03/25/2025", "31/02/2025", "29/02/2025", "45719", "last spring", "1 Smarch 2025", "3 Mar 2090",
              "1/1/1066", "٣/٣/٢٠٢٥x", "=TODAY()"]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "precision", "at"), READ)
def test_a_date_is_read_as_it_is_written_here(text, on, precision, at):
    assert read_date(text, today=TODAY) == (on, precision, at)


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_date_that_is_none_or_two_is_never_guessed(text):
    with pytest.raises(Refused) as refused:
        read_date(text, today=TODAY)

    assert text in str(refused.value)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("12am", time(0)),
        ("0905", time(9, 5)),
        ("n/k", None),
    ],
)
def test_a_time_is_read_as_it_is_written(text, at):
    assert read_time(text) == at


def test_a_row_says_everything_that_is_wrong_with_it_at_once():
    read = read_row(4, ["32/3/2025", "25:00", "", "", "maybe", "yes", "", "x" * 4001], today=TODAY)

    assert read.errors == [
        "“32/3/2025” is not a date. Write it as 3 March 2025, 03/03/2025, March 2025 or 2025, or leave it empty if it "
        "is not known.",
        "“25:00” is not a time. Write it as 14:30 or 2.30pm, or leave it empty.",
        "“maybe” is no answer to “Child seen?”. Write yes, no, not applicable or not recorded, or leave it empty.",
        "“Comment” has 4,001 letters; 4,000 is the most.",
        "Say what happened.",
    ]


# What a spreadsheet holds ----------------------------------------------------------------------------------


def cells(*given):
    return [*given, *[""] * (8 - len(given))]


def test_pasted_rows_keep_their_numbers_and_lines_within_a_cell():
    rows, notes = rows_of_text(
        '3 March 2025\t14:30\tRecord\t"Two lines:\nand the second"\n\n\t\t\tNo date.\n'
    )

    assert rows == [
        [1, cells("3 March 2025", "14:30", "Record", "Two lines:\nand the second")],
        [3, cells("", "", "", "No date.")],
    ]
    assert notes == []


def test_headings_say_which_column_is_which_and_others_are_left_out():
    rows, notes = rows_of_text("Event\tInitials\tDate\tSeen\nA call.\tXY\t2025\tyes\n")

    assert rows == [[2, ["2025", "", "", "A call.", "yes", "", "", ""]]]
    assert notes == ["Columns that are not part of a chronology were left out: Initials."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_in_each_of_its_encodings(encoding):
    content = "Date,What happened\r\n2025,“Café” visited – no reply\r\n".encode(encoding)

    assert rows_of_file("a.CSV", content)[0] == [[2, cells("2025", "", "", "“Café” visited – no reply")]]


def test_an_excel_file_is_read_with_its_real_dates_and_times():
    day, moment = datetime(2025, 3, 3), datetime(2025, 3, 4, 9, 5)  # noqa: DTZ001 - cells know no time zone
    content = workbook(HEADINGS, [day, time(14, 30), "R", "A call.", True], [moment, None, "", "B"])

    rows, _ = rows_of_file("a.xlsx", content)

    assert rows == [
        [2, cells("2025-03-03", "14:30", "R", "A call.", "yes")],
        [3, cells("2025-03-04 09:05", "", "", "B")],
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.test")'])
def test_what_looks_like_a_formula_is_text(formula):
    rows, _ = rows_of_file("a.xlsx", workbook(HEADINGS, ["2025", None, None, formula]))
    guarded, _ = rows_of_text(f"2025\t\t\t'{formula}")

    assert rows[0][1][3] == guarded[0][1][3] == formula


def test_what_is_hidden_is_left_out_and_said_to_be_and_merged_cells_do_no_harm():
    def hide(book):
        sheet = book.active
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.merge_cells("D4:E4")
        book.create_sheet("Names").sheet_state = "hidden"

    content = workbook(
        HEADINGS, ["2025", None, "Hidden", "A"], ["2025", None, None, "Hidden"], ["2025", None, None, "B"], change=hide
    )  # fmt: skip

    rows, notes = rows_of_file("a.xlsx", content)

    assert rows == [[2, cells("2025", "", "", "A")], [4, cells("2025", "", "", "B")]]
    assert notes == [
        "Hidden rows were left out: 1. Show them in the spreadsheet to have them read.",
        "Hidden columns were left out.",
        "Hidden sheets were left out.",
    ]


def bomb():
    """A small file that unpacks to twenty megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b" " * 20 * 1024 * 1024)
    return out.getvalue()


def broken():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return out.getvalue()


def far_out(book):
    book.active.cell(1, 16384).value = "far"


REFUSED = [
    ("a.ods", lambda: b"PK\x03\x04", "Choose a CSV or Excel file"),
    ("a.csv", lambda: workbook(HEADINGS), "is something else inside"),
    ("a.xlsx", lambda: b"Date,What happened", "is something else inside"),
    ("a.csv", lambda: b"a\x00b", "not plain text"),
    ("a.csv", lambda: b"", "no rows"),
    ("a.csv", lambda: ",".join(HEADINGS).encode(), "headings and no rows"),
    ("a.csv", lambda: b"Date,Comment\n2025,x", "No column is called “What happened”"),
    ("a.csv", lambda: b"1,2,3,4,5,6,7,8,9", "more than 8 columns"),
    ("a.csv", lambda: b"2025,,,x\n" * (MOST_ROWS + 1), "501 rows; 500 is the most"),
    ("a.csv", lambda: b"2025,,," + b"x" * 200_000, "far too long"),
    ("a.csv", lambda: b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ("a.xlsx", bomb, "unpacks to far more"),
    ("a.xlsx", broken, "cannot be read"),
    ("a.xlsx", lambda: workbook(HEADINGS, change=far_out), "in column 16384"),
]


@pytest.mark.parametrize(("name", "make", "sentence"), REFUSED)
def test_a_file_that_cannot_be_a_chronology_is_refused_with_a_sentence(name, make, sentence):
    with pytest.raises(Refused, match=sentence):
        rows_of_file(name, make())


def test_the_templates_come_back_as_they_are_given():
    with pytest.raises(Refused, match="headings and no rows"):
        rows_of_file("template.csv", template_csv())
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    book.active.append(["3 March 2025", "", "", "Filled in."])
    out = io.BytesIO()
    book.save(out)

    rows, notes = rows_of_file("template.xlsx", out.getvalue())

    assert [row[1] for row in rows] == [cells("3 March 2025", "", "", "Filled in.")]
    assert notes == []


def test_rows_that_nobody_could_keep_lose_only_what_cannot_be_kept():
    assert arrange([(1, ["2025", "", "", "A\x00B\x07\xa0C"])])[0] == [[1, cells("2025", "", "", "AB C")]]


# From the spreadsheet into the answer ----------------------------------------------------------------------


@pytest.fixture
def asked(involved_request):
    return involved_request


def at(name, asked, *more):
    return reverse(f"reviews:{name}", args=[asked.pk, *more])


PASTED = "3 March 2025\t\tRecord\tOfficers attended.\tyes\n32/3/2025\t\t\tA day that is none.\nMay 2025\t\t\tA call.\n"


def test_nothing_is_saved_before_its_writer_confirms_and_right_rows_wait_for_the_wrong(cast, sign_in, asked):
    client = sign_in("partner_lead")
    address = at("upload_rows", asked)

    assert client.post(address, {"rows": PASTED}).status_code == 302
    page = client.get(address)

    assert not asked.answers.get().rows.exists()
    assert [one.number for one in page.context["right"]] == [1, 3]
    assert [(one.number, one.errors[0][:28]) for one in page.context["wrong"]] == [
        (2, "“32/3/2025” is not a date. W")
    ]
    assert "32/3/2025\t\t\tA day that is none." in page.context["correcting"]["rows"].value()
    assert "that have not been added yet" in client.get(at("answer_chronology", asked)).text
    corrected = page.context["correcting"]["rows"].value().replace("32/3/2025", "31/3/2025")
    client.post(address, {"deed": "correct", "rows": corrected.replace("\n", "\r\n")})
    page = client.get(address)
    assert [(one.number, one.when) for one in page.context["right"]] == [
        (1, "3 March 2025"),
        (2, "31 March 2025"),
        (3, "May 2025"),
    ]
    assert page.context["wrong"] == []
    done = client.post(address, {"deed": "add", "seen": page.context["seen"]})
    assert done.url == at("answer_chronology", asked)
    assert [one.when for one in asked.answers.get().rows.all()] == [
        "3 March 2025",
        "31 March 2025",
        "May 2025",
    ]
    assert not ChronologyUpload.objects.exists()
    again = client.post(address, {"deed": "add", "seen": page.context["seen"]}, follow=True)
    assert "There are no rows waiting to be added." in again.text
    assert asked.answers.get().rows.count() == 3


def test_wrong_rows_go_on_waiting_and_the_same_rows_again_are_added_once(cast, sign_in, asked):
    client = sign_in("partner_lead")
    address = at("upload_rows", asked)

    def confirm():
        return client.post(address, {"deed": "add", "seen": client.get(address).context["seen"]}, follow=True)

    client.post(address, {"rows": PASTED})
    assert "2 rows were added." in confirm().text
    assert [one.number for one in client.get(address).context["wrong"]] == [2]
    client.post(address, {"rows": PASTED})
    assert "0 rows were added. 2 were there already." in confirm().text
    client.post(address, {"deed": "drop"})

    assert asked.answers.get().rows.count() == 2
    assert not ChronologyUpload.objects.exists()


def test_rows_that_changed_in_another_window_are_looked_at_again(cast, sign_in, asked):
    client = sign_in("partner_lead")
    address = at("upload_rows", asked)
    client.post(address, {"rows": PASTED})
    seen = client.get(address).context["seen"]
    client.post(address, {"rows": "2025\t\t\tAnother."})

    page = client.post(address, {"deed": "add", "seen": seen}, follow=True)

    assert "The rows that wait have changed since you opened this page." in page.text
    assert not asked.answers.get().rows.exists()


def test_a_file_is_read_and_a_wrong_one_says_why(cast, sign_in, asked):
    client = sign_in("partner_lead")
    address = at("upload_rows", asked)

    def upload(name, content):
        return client.post(address, {"file": SimpleUploadedFile(name, content)})

    assert upload("chronology.xlsx", b"nothing").context["form"].errors == {
        "file": ["The file is called .xlsx but is something else inside. Save it again as .xlsx."]
    }
    assert client.post(address, {}).context["form"].errors == {"rows": ["Paste rows, or choose a file"]}
    both = {"rows": "x", "file": SimpleUploadedFile("a.csv", b"x")}
    assert client.post(address, both).context["form"].errors == {
        "file": ["Paste rows or choose a file, not both at once"]
    }
    assert (
        upload("chronology.xlsx", workbook(HEADINGS, ["2025", "", "", "Petra Hollis came."])).status_code
        == 302
    )
    assert "“Petra Hollis” looks like somebody’s name." in client.get(address).text


def test_a_template_is_given_under_a_name_that_says_nothing(cast, sign_in, asked):
    for ending in ("csv", "xlsx"):
        response = sign_in("partner_lead").get(at("chronology_template", asked, ending))
        assert (
            response["Content-Disposition"]
            == f'attachment; filename="{asked.case.reference}-template.{ending}"'
        )


# All agencies as one ---------------------------------------------------------------------------------------


@pytest.fixture
def case(cast):
    """The police and the hospital have answered, the police twice; a third version is being written."""
    case = made.gathering(cast)
    police = case.requests.get(organisation=cast.police)
    sent(cast, police, chronology=[row("Overtaken.")])
    sent(
        cast,
        police,
        chronology=[
            row("Officers attended.", on=date(2025, 3, 3), child_seen="no", at=time(14, 30)),
            row("Some time that month.", on=date(2025, 5, 1), precision="month"),
            row("=cmd()", on=None),
        ],
    )
    begin_change(police, by=cast.police_lead)
    add_row(police, "chronology", by=cast.police_lead, **row("Not sent."))
    hospital = case.requests.get(organisation=cast.hospital)
    sent(cast, hospital, by=cast.hospital_lead, chronology=[row("An attendance.", on=date(2025, 3, 10))])
    return case


def drawn(page):
    return [one.get("gap") or one["row"].event for one in page.context["entries"]]


def address(case, name="chronology"):
    return reverse(f"reviews:{name}", args=[case.pk])


def test_merged_holds_the_newest_rows_sent_by_date_with_the_unknown_last(cast, case):
    assert [(one.event, one.answer.request.organisation) for one in merged(case)] == [
        ("Officers attended.", cast.police),
        ("An attendance.", cast.hospital),
        ("Some time that month.", cast.police),
        ("=cmd()", cast.police),
    ]


def test_the_chronology_names_each_agency_in_words_and_in_a_colour_of_its_own(cast, sign_in, case):
    page = sign_in("group_member").get(address(case))

    assert page.context["agencies"] == [
        {"name": "Leicestershire Police", "colour": "blue"},
        {"name": "University Hospitals of Leicester NHS Trust", "colour": "green"},
    ]
    assert page.text.count("Leicestershire Police</strong>") == 1 + 3
    assert f"Case {case.reference}: chronology of all agencies" in page.text
    assert Event.objects.about(case).filter(verb="read", actor_id=str(cast.member.pk)).count() == 1


FILTERS = [
    (
        {"since_day": "4", "since_month": "3", "since_year": "2025"},
        ["An attendance.", "Some time that month."],
    ),
    ({"since_day": "20", "since_month": "5", "since_year": "2025"}, ["Some time that month."]),
    ({"until_day": "3", "until_month": "3", "until_year": "2025"}, ["Officers attended."]),
    ({"seen": "no"}, ["Officers attended."]),
    ({"words": "ATTEND custody officers"}, ["Officers attended."]),
    ({"words": "nothing like it"}, []),
    ({"gap": "28"}, ["Officers attended.", "An attendance.", 52, "Some time that month.", "=cmd()"]),
]


@pytest.mark.parametrize(("chosen", "events"), FILTERS)
def test_the_chronology_is_looked_through_by(sign_in, case, chosen, events):
    assert drawn(sign_in("board_officer").get(address(case), chosen)) == events


def test_the_chronology_is_looked_through_by_agency_and_says_what_is_wrong(cast, sign_in, case):
    client = sign_in("board_officer")

    assert drawn(client.get(address(case), {"agency": cast.hospital.pk})) == ["An attendance."]
    wrong = client.get(address(case), {"agency": "x", "since_day": "99"})
    assert set(wrong.context["form"].errors) == {"agency", "since"}
    assert len(drawn(wrong)) == 4


def test_the_chronology_as_csv_runs_nothing_and_is_recorded_as_read(cast, sign_in, case):
    response = sign_in("independent_advisor").get(address(case, "chronology_csv"), {"words": "cmd"})

    assert response["Content-Disposition"] == f'attachment; filename="{case.reference}-chronology.csv"'
    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert table[1][:5] == ["Not known", "", "Leicestershire Police", "Custody record", "'=cmd()"]
    assert len(table) == 2
    read = Event.objects.about(case).get(verb="read")
    assert read.facts == {"what": "chronology as CSV", "rows": 1}


def test_the_chronology_runs_the_same_queries_with_3_and_300_rows(cast, sign_in, case):
    client = sign_in("board_officer")
    client.get(address(case))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address(case))
        return len(captured)

    few = queries()
    hospital = case.requests.get(organisation=cast.hospital)
    sent(cast, hospital, by=cast.hospital_lead, chronology=[row(f"Call {n}.") for n in range(300)])

    assert queries() == few
    assert merged(case).count() == 303


def test_an_empty_chronology_says_when_it_fills(cast, sign_in):
    case = made.gathering(cast)

    assert "No agency has sent a chronology yet." in sign_in("board_officer").get(address(case)).text
    assert fresh(case.requests.first()).answer is None
