"""Words of ours in letters: plain, looked at first, kept as versions, and taken back in one step."""

from datetime import date

import pytest
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, LetterWords
from partnership.operations.letter_words import back_to_shipped_words, words_of, write_letter_words
from partnership.operations.letters import post_letters, promise

OPENING = "Dear {name},\nabout {reference}, by {date}:"


def sent(cast, mailoutbox, key, kind="asked"):
    promise(
        kind, key, to=cast.police_lead, subject="Asked of you", reference="R-1", path="/home/",
        due_on=date(2026, 4, 7),
    )  # fmt: skip
    post_letters()
    return mailoutbox[-1]


def test_letters_of_the_kind_say_our_words_before_and_after_their_own(cast, mailoutbox):
    before = sent(cast, mailoutbox, "a:1").body
    write_letter_words("asked", by=cast.manager, opening=OPENING, closing="Ring us.")
    after = sent(cast, mailoutbox, "a:2")

    greeting = f"Dear {cast.police_lead.name},\nabout R-1, by 7 April 2026:\n\n"
    assert after.body.startswith(greeting)
    assert after.body.removeprefix(greeting).replace("Ring us.\n\n", "") == before
    ((sheet, _),) = after.alternatives
    assert sheet.count("Ring us.") == sheet.count(f"Dear {cast.police_lead.name}") == 1
    assert sent(cast, mailoutbox, "a:3", kind="scrutiny").body.count("Ring us.") == 0


def test_kinds_without_words_of_their_own_say_those_of_the_plain_letter(cast, mailoutbox):
    write_letter_words("letter", by=cast.manager, opening="", closing="Ring us.")
    assert "Ring us." in sent(cast, mailoutbox, "a:1", kind="of_no_template").body


def test_versions_are_kept_and_one_step_leads_back(cast, mailoutbox):
    shipped = sent(cast, mailoutbox, "a:1").body
    write_letter_words("asked", by=cast.manager, opening="First.", closing="")
    write_letter_words("asked", by=cast.manager, opening="Second.", closing="")
    back_to_shipped_words("asked", by=cast.manager)

    assert words_of("asked") is None
    assert sent(cast, mailoutbox, "a:2").body == shipped
    kept = LetterWords.objects.order_by("number").values_list("number", "opening", "written_by")
    assert list(kept) == [
        (1, "First.", cast.manager.pk),
        (2, "Second.", cast.manager.pk),
        (3, "", cast.manager.pk),
    ]
    assert Event.objects.filter(verb="wrote letter words").count() == 3
    with pytest.raises(Refused, match="the words that it has already"):
        back_to_shipped_words("asked", by=cast.manager)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Dear {nmae},", "is not known here"),
        ("Dear {name,", "has no partner"),
        ("See https://elsewhere.test/", "links"),
        ("See elsewhere.co.uk", "links"),
        ("Write to me@elsewhere.test", "links"),
        ("<b>Now</b>", "plain words"),
        ("{% include 'x' %}", "plain words"),
        ("About the child born on 3 May 2019", "No child’s detail"),
        ("About 943 476 5919", "NHS number"),
        ("About CR-2026-001", "looks like a case reference"),
        ("a" * 601, "too long"),
    ],
)
def test_what_is_more_than_plain_words_is_refused(cast, words, why):
    for given in ({"opening": words, "closing": ""}, {"opening": "", "closing": words}):
        with pytest.raises(Refused, match=why):
            write_letter_words("asked", by=cast.manager, **given)
    assert not LetterWords.objects.exists()


def test_words_are_looked_at_before_they_are_used(cast, sign_in, mailoutbox):
    browser = sign_in(cast.manager)
    address = reverse("write_letter_words", args=["asked"])
    given = {"opening": "Dear {name},", "closing": ""}

    page = browser.post(address, given | {"deed": "look"})
    assert "Dear Somebody invented," in page.text
    assert not LetterWords.objects.exists()

    assert (
        "{oops}” is not known here"
        in browser.post(address, given | {"closing": "{oops}", "deed": "use"}).text
    )
    assert browser.post(address, given | {"deed": "use"}).url == reverse("letter_kind", args=["asked"])
    page = browser.get(reverse("letter_kind", args=["asked"])).text
    assert "Version 1 stands before and after" in page
    assert "Dear Somebody invented," in page
    browser.post(reverse("back_to_shipped_words", args=["asked"]))
    assert "Dear Somebody invented," not in browser.get(reverse("letter_kind", args=["asked"])).text
