"""Files that national bodies publish, also damaged ones: read by name, or refused with a sentence."""

import io

import pytest

from partnership.access import Refused
from schools.rules.national_files import clean, encoding_of, heading, open_delimited, said


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


def test_a_byte_that_no_encoding_knows_spoils_its_cell_only():
    found = rows(b"\xef\xbb\xbfURN\tName\n1\tab\x81c\n2\tElm\xe9\n")
    assert found == [(2, {"urn": "1", "name": "ab\ufffdc"}, ""), (3, {"urn": "2", "name": "Elmé"}, "")]


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
        (b"PK\x03\x04....", "something else inside"),
        ("URN,Name\n".encode("utf-16"), "UTF-16"),
        (b"URN,Name\n1,\x00\n", "not plain text"),
        (b"Name,Town\n1,2\n", "The register has no column “URN” in its first 30 rows"),
        (b'URN,Name\n1,"open\n2,b\n', "quotation mark is left open"),
        (b'URN,Name\n1,"a"b\n', "quotation mark"),
        (b"URN,Name\n1," + b"x" * 140_000 + b"\n", "far too long"),
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        rows(content)


def test_a_file_far_larger_than_meant_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("schools.rules.national_files.MOST_BYTES", 100_000)
    with pytest.raises(Refused, match="larger than"):
        encoding_of(io.BytesIO(b"URN,Name\n" + b"1,a\n" * 40_000))


def test_words_for_nothing_say_nothing():
    assert [said(text) for text in ("NULL", " null ", "N/A", "", "Not judged")] == [
        "",
        "",
        "",
        "",
        "Not judged",
    ]
