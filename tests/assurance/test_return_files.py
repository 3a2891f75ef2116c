"""A return on paper and in a workbook: what goes out, what comes back, and that nothing in it runs."""

import io

import openpyxl
import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Question, Upload
from partnership.operations import questionnaires as operations
from partnership.operations.pdf_text import text_of
from tests.factories.answering import every_kind, fully_answered
from tests.factories.assurance import OFFICE, TODAY, answer, open_round, question, return_of

TRICKY = '=HYPERLINK("http://evil.test")\nמילים מימין לשמאל 👩‍👧‍👦\x0b & more'


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def police(cast):
    opened = return_of(open_round(cast, [cast.police, cast.county], every_kind()), cast.police)
    return fully_answered(opened, cast.police_lead)


def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(content, answers=(), table=()):
    """The workbook as somebody fills it in: {code: (column, text)}, and cells of the table's sheet."""
    book = workbook(content)
    sheet = book["Answers"]
    for row in sheet.iter_rows(min_row=2):
        for code, column, text in answers:
            if row[0].value == code:
                row["EFG".index(column) + 4].value = text
    for place, text in table:
        book["services"][place] = text
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("back.xlsx", out.getvalue())


def address(opened, deed="bring_in"):
    return reverse(f"assurance:{deed}", args=[opened.pk])


def test_a_workbook_holds_questions_guidance_answers_and_locks_the_rest(cast, sign_in, police):
    got = sign_in("partner_lead").get(address(police, "answers_file"))
    assert got["Content-Disposition"] == 'attachment; filename="ee-police.xlsx"'.replace(
        "ee-police", f"{police.round.reference.lower()}-{cast.police.code}"
    )
    book = workbook(got.content)
    rows = {row[0].value: row for row in book["Answers"].iter_rows(min_row=2)}
    assert rows["voice"][4].value == "In a youth forum, every month."
    assert rows["rating"][3].value == "Good / Middling / Poor"
    assert rows["trained"][3].value == "Yes or No. Only if “Is there a lead?” is yes"
    assert [cell.protection.locked for cell in rows["voice"]] == [True] * 4 + [False] * 3 + [True]
    assert book["Answers"].protection.sheet
    assert [[cell.value for cell in row] for row in book["services"]["A1:B3"]] == [
        ["Service", "Children"], ["Early help", "12"], ["Duty", "30"],
    ]  # fmt: skip


def test_what_a_spreadsheet_would_run_goes_out_harmless_and_comes_back_as_it_was(cast, police):
    answer(police, "voice", cast.police_lead, seen=1, text=TRICKY)

    content = operations.as_workbook(police)

    cells = [cell for row in workbook(content)["Answers"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    voice = next(cell.value for cell in cells if str(cell.value).startswith("'="))
    assert voice == f"'{TRICKY}".replace("\x0b", "")
    waiting, _ = operations.read_file(police, "back.xlsx", content)
    answer(police, "voice", cast.police_lead, seen=2, text=TRICKY.replace("\x0b", ""))
    assert operations.understood(police, waiting) == []


def test_what_is_asked_goes_out_as_words_too(cast):
    """Also for a program that reads the file as text and decides anew what is a formula."""
    asks = every_kind()
    found = Question.objects.get(code="voice", section__questionnaire=asks)
    Question.objects.filter(pk=found.pk).update(text="=1+1", guidance="=2+2")
    type(found.section).objects.filter(pk=found.section_id).update(title="=3+3")
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)

    sheet = workbook(operations.as_workbook(opened))["Answers"]

    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert [one for one in said if one.startswith("=")] == []
    assert {"'=1+1", "'=3+3"} <= set(said)


def test_what_a_round_is_called_goes_out_as_words_too(cast):
    opened = return_of(open_round(cast, [cast.police], title="=4+4"), cast.police)

    guide = workbook(operations.as_workbook(opened))["How to use this"]

    assert (guide["A1"].data_type, guide["A1"].value) == ("s", f"'=4+4, {cast.police}")


def test_a_table_goes_out_harmless_too_in_its_heading_and_in_its_cells(cast):
    asks = every_kind()
    columns = [{"title": "=1+1", "kind": "text"}, {"title": "Children\x0b", "kind": "number"}]
    Question.objects.filter(code="services").update(columns=columns)
    opened = return_of(open_round(cast, [cast.police], asks), cast.police)
    answer(opened, "services", cast.police_lead, rows=[[TRICKY, "12"]])

    table = workbook(operations.as_workbook(opened))["services"]

    assert [cell.value for cell in table[1]] == ["'=1+1", "Children"]
    assert table["A2"].value == f"'{TRICKY}".replace("\x0b", "")


def test_a_workbook_comes_back_with_a_preview_before_anything_is_saved(cast, sign_in, police):
    client = sign_in("partner_lead")
    content = client.get(address(police, "answers_file")).content
    file = filled(
        content,
        [("voice", "E", "In two forums."), ("rating", "E", "Good"), ("staff", "E", "about 12"),
         ("reviewed", "E", "3/4/2026"), ("else", "E", "=1+1"), ("lead", "F", "Nobody")],
        [("B3", "31"), ("A4", "Hubs"), ("B4", "7")],
    )  # fmt: skip

    client.post(address(police), {"deed": "read", "file": file})

    page = client.get(address(police)).content.decode()
    assert "In two forums." in page
    assert "Your answer: “about 12” is not a number." in page
    assert "Your answer: is a formula. Put its value there instead." in page
    assert "Why it does not apply: this question applies to everybody." in page
    assert police.answers.get(question__code="voice").text == "In a youth forum, every month."
    client.post(address(police), {"deed": "save"})
    kept = {one.question.code: one for one in police.answers.select_related("question")}
    assert kept["voice"].text == "In two forums."
    assert (kept["rating"].value, kept["rating"].label) == (2, "Good")
    assert (kept["staff"].number, kept["reviewed"].text) == (1200, "2026-04-03")
    assert kept["services"].rows == [["Early help", "12"], ["Duty", "31"], ["Hubs", "7"]]
    assert "else" not in kept
    assert not Upload.objects.exists()


def test_what_a_colleague_changed_meanwhile_stays_unless_one_takes_the_workbooks(cast, sign_in, police):
    colleague = cast.person("Second police lead", "partner_lead", organisation=cast.police)
    client = sign_in("partner_lead")
    content = operations.as_workbook(police)
    answer(police, "voice", colleague, seen=1, text="In a choir.")
    file = filled(content, [("voice", "E", "In two forums."), ("rating", "E", "Good")])

    client.post(address(police), {"deed": "read", "file": file})
    page = client.get(address(police)).content.decode()
    assert "Second police lead changed this answer" in page
    assert "In a choir." in page
    client.post(address(police), {"deed": "save"})
    assert police.answers.get(question__code="voice").text == "In a choir."
    assert police.answers.get(question__code="rating").value == 2
    file.seek(0)
    client.post(address(police), {"deed": "read", "file": file})
    client.post(address(police), {"deed": "save", "over": ["voice"]})
    assert police.answers.get(question__code="voice").text == "In two forums."


def test_a_colleagues_workbook_holds_and_changes_their_section_only(cast, sign_in, police):
    helper = cast.person("Constable", "practitioner", organisation=cast.police)
    first, second, _ = police.round.questionnaire.sections.all()
    operations.give_section(police, second, by=cast.police_lead, person=helper)
    client = sign_in(helper)

    got = client.get(reverse("assurance:section_file", args=[police.pk, second.pk]))
    assert [row[0].value for row in workbook(got.content)["Answers"].iter_rows(min_row=2)] == [
        "staff", "lead", "reviewed", "else",
    ]  # fmt: skip
    where = reverse("assurance:bring_in_section", args=[police.pk, second.pk])
    whole = filled(operations.as_workbook(police), [("voice", "E", "Theirs."), ("staff", "E", "9")])
    client.post(where, {"deed": "read", "file": whole})
    assert (
        "Left out, for they answer no question that is asked of you here"
        in client.get(where).content.decode()
    )
    client.post(where, {"deed": "save"})
    assert police.answers.get(question__code="voice").text == "In a youth forum, every month."
    assert police.answers.get(question__code="staff").number == 9
    for deed in ("section_file", "bring_in_section", "print_section"):
        assert client.get(reverse(f"assurance:{deed}", args=[police.pk, first.pk])).status_code == 404
    for deed in ("answers_file", "bring_in", "print_return"):
        assert client.get(address(police, deed)).status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"a,b", "Choose an Excel file"),
        ("a.xlsx", b"nothing", "something else inside"),
        ("a.xlsx", "other", "has no sheet “Answers”"),
    ],
)
def test_a_file_that_is_no_such_workbook_is_refused_with_a_sentence(cast, police, name, content, sentence):
    if content == "other":
        out = io.BytesIO()
        openpyxl.Workbook().save(out)
        content = out.getvalue()
    with pytest.raises(Refused, match=sentence):
        operations.read_file(police, name, content)


def test_a_draft_is_printed_as_a_draft_and_a_submission_with_its_checksum(cast, sign_in, police):
    client = sign_in("partner_lead")
    part = question(police.round, "services").section_id
    answer(police, "voice", cast.police_lead, seen=1, text="מילים 👩‍👧 & <b>bold</b>")

    draft = client.get(reverse("assurance:print_section", args=[police.pk, part]))
    done = operations.submit(police, by=cast.police_lead, declared_office=OFFICE)
    whole = client.get(address(police, "print_return"))

    assert (draft["Content-Type"], whole["Content-Type"]) == ("application/pdf", "application/pdf")
    said = text_of(draft.content)
    assert "DRAFT" in said
    assert "Early help" in said
    assert "How do you listen" not in said
    said = text_of(whole.content)
    assert "DRAFT" not in said
    assert done.checksum[:40] in said.replace("\n", "")
    assert "<b>bold</b>" in said
    with pikepdf.open(io.BytesIO(whole.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
