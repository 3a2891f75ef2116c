"""Answers that are tables and evidence: read, refused, kept, proved, and who may open a file."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Document, Evidence
from partnership.operations import questionnaires as operations
from tests.factories.answering import PDF, add_link, every_kind, fully_answered
from tests.factories.assurance import OFFICE, TODAY, answer, open_round, question, return_of


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def police(cast):
    return return_of(open_round(cast, [cast.police, cast.county], every_kind()), cast.police)


def address(opened, *more, deed="section"):
    return reverse(f"assurance:{deed}", args=[opened.pk, question(opened.round, "proof").section_id, *more])


def cells(opened, *rows):
    name = f"q{question(opened.round, 'services').pk}"
    return {f"{name}_r{at}c{place}": cell for at, row in enumerate(rows) for place, cell in enumerate(row)}


def test_a_table_is_saved_row_by_row_and_its_numbers_are_added_up(cast, sign_in, police):
    client = sign_in("partner_lead")
    rows = [["Early help", "1,200"], ["", ""], ["תמיכה 👩‍👧", "37.5"]]

    client.post(address(police), cells(police, *rows))

    kept = police.answers.get(question__code="services")
    assert kept.rows == [["Early help", "1,200"], ["תמיכה 👩‍👧", "37.5"]]
    assert kept.table.totals == [None, "1,237.5"]
    assert kept.said == (
        "Service: Early help; Children: 1,200\nService: תמיכה 👩‍👧; Children: 37.5\nTotal: Children: 1,237.5"
    )
    assert 'value="1,200"' in client.get(address(police)).content.decode()


def test_rows_are_pasted_from_a_spreadsheet_without_any_script(cast, sign_in, police):
    name = f"q{question(police.round, 'services').pk}"

    sign_in("partner_lead").post(
        address(police),
        cells(police, ["Duty", "3"]) | {f"{name}_paste": "Early help\t12\r\nFamily hubs\t7\r\n"},
    )

    assert police.answers.get(question__code="services").rows == [
        ["Duty", "3"], ["Early help", "12"], ["Family hubs", "7"],
    ]  # fmt: skip


def test_a_button_gives_more_rows_and_saves_what_is_there(cast, sign_in, police):
    name = f"q{question(police.round, 'services').pk}"
    client = sign_in("partner_lead")

    page = client.post(address(police), cells(police, ["Duty", "3"]) | {"more": name}).content.decode()

    assert f'name="{name}_r7c1"' in page
    assert f'name="{name}_r8c1"' not in page
    assert police.answers.get(question__code="services").rows == [["Duty", "3"]]


def test_a_cell_that_is_no_number_stays_on_the_page_with_a_sentence(cast, sign_in, police):
    page = (
        sign_in("partner_lead").post(address(police), cells(police, ["Duty", "about <3>"])).content.decode()
    )

    assert "Row 1, Children: “about &lt;3&gt;” is not a number" in page
    assert 'value="about &lt;3&gt;"' in page
    assert not police.answers.filter(question__code="services").exists()


def test_five_megabytes_pasted_into_a_table_end_with_a_sentence_and_stay_in_the_box(cast, sign_in, police):
    name = f"q{question(police.round, 'services').pk}"
    pasted = "Duty\t3\n" * 700_000

    page = sign_in("partner_lead").post(address(police), {f"{name}_paste": pasted}).content.decode()

    assert "What you pasted has 4,900,000 characters; 200,000 fit" in page
    assert page.count("Duty\t3") == 700_000
    assert not police.answers.exists()


def test_an_emptied_table_is_missing_again(cast, sign_in, police):
    answer(police, "services", cast.police_lead, rows=[["Duty", "3"]])
    assert police.answers.get().given

    sign_in("partner_lead").post(
        address(police), cells(police, ["", ""]) | {"version": f"{police.answers.get().question_id}:1"}
    )

    assert not police.answers.get().given


def test_two_hundred_and_one_rows_are_refused_with_a_sentence(cast, police):
    with pytest.raises(Refused, match=r"200 rows; this one has 201"):
        answer(police, "services", cast.police_lead, rows=[["A", "1"]] * 201)


def test_a_link_and_a_file_are_added_with_their_dates_and_who_added_them(cast, sign_in, police):
    client, proof = sign_in("partner_lead"), question(police.round, "proof").pk
    day = {"dated_on_day": "3", "dated_on_month": "4", "dated_on_year": "2026"}

    client.post(
        address(police, proof, deed="evidence"), {"title": "Sample", "link": "https://example.org/a", **day}
    )
    client.post(
        address(police, proof, deed="evidence"),
        {"title": "Policy", "file": SimpleUploadedFile("secret name.pdf", PDF), **day,
         "until_day": "1", "until_month": "9", "until_year": "2026"},
    )  # fmt: skip

    link, file = Evidence.objects.all()
    assert (link.link, link.dated_on, link.added_by) == (
        "https://example.org/a",
        date(2026, 4, 3),
        cast.police_lead,
    )
    assert (file.until, file.document.download_name) == (
        date(2026, 9, 1),
        f"{police.round.reference.lower()}-evidence.pdf",
    )
    kept = police.answers.get()
    assert kept.rows == [link.row, file.row]
    assert kept.said == (
        "Sample, 3 April 2026, https://example.org/a\nPolicy, 3 April 2026 (holds until 1 September 2026)"
    )
    opened = client.get(reverse("assurance:evidence_file", args=[police.pk, file.pk]))
    assert b"".join(opened.streaming_content) == PDF
    assert opened["Content-Disposition"] == f'attachment; filename="{file.document.download_name}"'


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"link": "javascript:alert(1)"}, "beginning with https:// or http://"),
        ({"link": "ftp://example.org/a"}, "beginning with https:// or http://"),
        ({"link": ""}, "Choose a file or give a link"),
        ({"content": PDF, "filename": "a.pdf"}, "one of the two, and not both"),
        ({"link": "", "content": b"<script>", "filename": "a.pdf"}, "something else inside"),
        ({"dated_on": date(2026, 6, 11)}, "must be today or earlier"),
        ({"until": date(2026, 6, 9)}, "no longer holds"),
        ({"title": "  "}, "Enter what it is"),
    ],
)
def test_evidence_that_is_none_is_refused_with_a_sentence(cast, police, given, sentence):
    with pytest.raises(Refused, match=sentence):
        add_link(police, cast.police_lead, **given)
    assert not Evidence.objects.exists()


def test_what_was_never_submitted_is_gone_when_it_is_taken_away_file_and_all(
    cast, sign_in, police, django_capture_on_commit_callbacks
):
    added = add_link(police, cast.police_lead, link="", content=PDF, filename="a.pdf")
    stored = added.document.file.path

    with django_capture_on_commit_callbacks(execute=True):
        sign_in("partner_lead").post(address(police, added.pk, deed="remove_evidence"))

    assert not police.answers.get().given
    assert not Document.objects.exists()
    with pytest.raises(FileNotFoundError):
        open(stored)  # noqa: PTH123, SIM115 - it is not there


def knock(client, where):
    answered = client.get(where)
    if answered.streaming:
        b"".join(answered.streaming_content)
    return answered.status_code


@pytest.mark.parametrize(
    ("who", "draft", "submitted"),
    [
        ("partner_lead", 200, 200),
        ("independent_advisor", 404, 200),
        ("board_officer", 404, 200),
        ("signatory", 404, 404),
        ("practitioner", 404, 404),
        ("administrator", 403, 403),
    ],
)
def test_a_file_is_opened_by_those_who_may_read_the_return(cast, sign_in, police, who, draft, submitted):
    fully_answered(police, cast.police_lead)
    added = add_link(police, cast.police_lead, link="", content=PDF, filename="a.pdf")
    where, client = reverse("assurance:evidence_file", args=[police.pk, added.pk]), sign_in(who)

    assert knock(client, where) == draft
    operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
    assert knock(client, where) == submitted


def test_the_checksum_covers_tables_and_files_and_the_database_keeps_them(cast, police):
    fully_answered(police, cast.police_lead)
    added = add_link(police, cast.police_lead, title="File", link="", content=PDF, filename="a.pdf")
    before = operations.checksum(police.answers.select_related("question"))
    answer(police, "services", cast.police_lead, seen=1, rows=[["Early help", "12"], ["Duty", "31"]])
    assert operations.checksum(police.answers.select_related("question")) != before

    done = operations.submit(police, by=cast.police_lead, declared_office=OFFICE)

    kept = {one["code"]: one["rows"] for one in done.versions.get().answers}
    assert kept["services"] == [["Early help", "12"], ["Duty", "31"]]
    assert [row[3] for row in kept["proof"]] == ["https://example.org/sample", added.document.checksum]
    for change in (Evidence.objects.filter(pk=added.pk), done.versions.all()):
        with pytest.raises(Error, match=r"frozen|kept as it was"), transaction.atomic():
            change.delete()
