"""The warning about names, dates of birth and numbers in a text."""

import pytest

from reviews.rules.identity import identifying


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Seen with Jordan Exemplar at home.", "Jordan Exemplar"),
        ("On Tuesday Jordan Exemplar-Specimen left.", "Jordan Exemplar-Specimen"),
        ("A neighbour, Mrs Specimen, called.", "Specimen"),
        ("The child, 12/03/2021, was seen.", "12/03/2021"),
        ("The child, 1 March 2021, was seen.", "1 March 2021"),
        ("NHS number 943 476 5919.", "943 476 5919"),
        ("Lives at LE1 9ZZ.", "LE1 9ZZ"),
    ],
)
def test_what_could_say_who_somebody_is_is_quoted(text, quoted):
    assert [sentence for sentence in identifying(text) if f"“{quoted}”" in sentence]


def test_a_date_of_birth_is_named_as_one():
    assert identifying("The child (DOB withheld) was seen.") == [
        "It seems to hold a date of birth. Give an age in years instead."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The child was brought to Leicester Royal Infirmary on Tuesday 3 November.",
        "Leicestershire Police and Rutland County Council met. The Child Protection Plan ended in March.",
        "A baby, aged 3 months, was seen by the Health Visiting Team. The account did not fit.",
        "",
    ],
)
def test_ordinary_accounts_raise_no_warning(text):
    assert identifying(text) == []


def test_each_thing_is_said_once():
    assert len(identifying("Jordan Exemplar left. Jordan Exemplar came back.")) == 1
