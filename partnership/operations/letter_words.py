"""The words that staff have a kind of letter say before and after its own: written as versions, the newest in force."""

from django.db import transaction

from partnership.access import Refused
from partnership.models import LetterWords
from partnership.operations.record import record
from partnership.rules.letter_words import check_letter_words


def words_of(kind):
    """The version in force for that kind of letter, or None where it says its own words alone."""
    newest = LetterWords.objects.filter(kind=kind).first()
    return newest if newest and (newest.opening or newest.closing) else None


@transaction.atomic
def write_letter_words(kind, *, by, opening, closing):
    """A new version for every letter of that kind that is sent from now on. The same words again change nothing."""
    opening, closing = opening.replace("\r\n", "\n").strip(), closing.replace("\r\n", "\n").strip()
    check_letter_words(opening, closing)
    newest = LetterWords.objects.select_for_update(no_key=True).filter(kind=kind).first()
    if (opening, closing) == ((newest.opening, newest.closing) if newest else ("", "")):
        raise Refused("These are the words that it has already.")
    number = newest.number + 1 if newest else 1
    written = LetterWords.objects.create(
        kind=kind, number=number, opening=opening, closing=closing, written_by=by
    )
    record("wrote letter words", written, by=by, kind=kind, number=number)
    return written


def back_to_shipped_words(kind, *, by):
    """The letter says its own words alone again; what was written before stays to be read."""
    return write_letter_words(kind, by=by, opening="", closing="")
