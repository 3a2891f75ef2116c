"""Files that national bodies publish, also damaged ones: read by name, or refused with a sentence."""

import io
import zipfile

import pytest

from partnership.access import Refused
from schools.rules.national_files import clean, heading, look_through, open_delimited, opened, said


def table(content):
    return open_delimited(io.BytesIO(content), "URN", called="The register")


def rows(content):
    return list(table(content).rows())


def test_letters_of_either_encoding_are_read():
    text = "URN,Name\r\n100001,FIERTÉ – “Trust”\r\n"
    expected = [(2, {"urn": "100001", "name": "FIERTÉ – “Trust”"}, "")]
    assert rows(text.encode("cp1252")) == expected
    assert rows(text.encode()) == expected
    assert rows(text.encode("utf-8-sig")) == expected


def test_letters_before_which_something_went_wrong_are_not_guessed():
    for content, sentence in (
        (b"\xef\xbb\xbfURN\tName\n1\tElm\xe9\n", "Line 2 of the file is damaged"),
        (b"URN\tName\n1\tElm\xe9\n2\tab\x81c\n", "Line 3 of the file holds the byte 0x81"),
    ):
        with pytest.raises(Refused, match=sentence):
            rows(content)


def archive(content=b"URN,Name\n1,a\n" * 500, *, spoil=None):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("edubasealldata.csv", content)
    packed = bytearray(packed.getvalue())
    if spoil:
        spoil(packed)
    return io.BytesIO(packed)


def locked(packed):
    """Both headers of the member say that it needs a password."""
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1


def strangely_packed(packed):
    packed[8] = 97
    packed[packed.index(b"PK\x01\x02") + 10] = 97


def broken(packed):
    packed[60:80] = b"\xff" * 20


@pytest.mark.parametrize("spoil", [locked, strangely_packed, broken])
def test_an_archive_that_cannot_be_opened_is_refused_with_a_sentence(spoil):
    with (
        pytest.raises(Refused, match="archive cannot be opened"),
        opened(archive(spoil=spoil), "a.zip", belongs=lambda name: True, called="register") as (member, _),
    ):
        look_through(member)


def test_what_goes_wrong_in_a_reader_is_not_taken_for_a_locked_archive():
    with (
        pytest.raises(RuntimeError, match="a mistake of ours"),
        opened(archive(), "a.zip", belongs=lambda name: True, called="register"),
    ):
        raise RuntimeError("a mistake of ours")


def test_controls_left_by_a_slip_become_the_letters_that_were_meant():
    assert clean("Queen\x92s\x0b  Park\x81\xa0North\ufeff") == "Queen’s Park North"


def test_headings_are_compared_without_letter_case_and_spaces():
    assert heading("Latest OEIF  safeguarding is effective? ") == "latest oeif safeguarding is effective?"
    opened = table(b"URN,School  Name,Postcode\n")
    assert opened.lacks(["urn", "school name", "Town"]) == ["Town"]
    assert opened.unknown(["URN", "Town"]) == ["School Name", "Postcode"]


def test_the_header_is_found_under_what_stands_before_it():
    opened = table(b'Management information\n"As at 31 August, 2025",\n\nURN,"a\nb"\n7,"x, y"\n')
    assert (opened.header_at, opened.headings) == (5, ["urn", "a b"])
    assert list(opened.rows()) == [(6, {"urn": "7", "a b": "x, y"}, "")]


def test_a_row_of_another_width_says_so():
    assert [wrong for _, _, wrong in rows(b"URN,Name\n1,a,b\n2\n3,c,\n,\n")] == [
        "It has 3 cells under 2 headings.",
        "It has 1 cells under 2 headings.",
        "",
    ]


def test_headings_that_stand_twice_are_told_and_the_first_counts():
    opened = table(b"URN,Name,name\n1,a,b\n")
    assert opened.doubled == ["name"]
    assert list(opened.rows()) == [(2, {"urn": "1", "name": "a"}, "")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"   \n ", "The file is empty"),
        (b"PK\x03\x04....", "The file is named .csv but is not a CSV file"),
        ("URN,Name\n".encode("utf-16"), "UTF-16"),
        (b"URN,Name\n1,\x00\n", "not plain text"),
        (b"Name,Town\n1,2\n", "The register has no column “URN” in its first 30 rows"),
        (b'URN,Name\n1,"open\n2,b\n', "quotation mark is left open"),
        (b'URN,Name\n1,"a"b\n', "quotation mark"),
        (b"URN,Name\n1," + b"x" * 140_000 + b"\n", "Line 2 of the file is too long"),
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        rows(content)


def test_a_file_far_larger_than_meant_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("schools.rules.national_files.MOST_BYTES", 100_000)
    with pytest.raises(Refused, match="larger than"):
        look_through(io.BytesIO(b"URN,Name\n" + b"1,a\n" * 40_000))


def test_words_for_nothing_say_nothing():
    assert [said(text) for text in ("NULL", " null ", "N/A", "", "Not judged")] == [
        "",
        "",
        "",
        "",
        "Not judged",
    ]
