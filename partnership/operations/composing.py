"""A letter as an email: its words as text and on one quiet sheet, with entries for calendars."""

from email.policy import Compat32
from functools import cache, cached_property, lru_cache
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.defaultfilters import linebreaks_filter, urlize
from django.template.loader import render_to_string
from django.urls import reverse

from partnership.models import Letter, Person
from partnership.operations.contact import reach_us
from partnership.operations.letter_words import words_of
from partnership.rules.letter_words import KINDS, filled

LONGEST_LINE = 76  # of a header, what ends it included
PART_ENDS = "\x1f"  # stands between body, address and foot of a letter while it is laid out; nobody types it


def wording(templates, context):
    """The text of a letter, and the same words on one quiet sheet that a telephone shows well.

    Both come from the one template of the kind, so that they cannot say different things. The sheet fetches
    nothing: no picture, no font, nothing that would tell when or where it is read.
    """
    text = render_to_string(templates, context | {"part_ends": PART_ENDS})
    body, _, closing, foot = text.split(PART_ENDS)
    parts = {"body": body.strip(), "closing": closing.strip(), "foot": laid_out(foot.strip())}
    return text.replace(PART_ENDS, ""), render_to_string("email/base.html", context | parts)


@lru_cache(maxsize=8)
def laid_out(foot):
    """The foot on the sheet, which is the same below nearly every letter."""
    return linebreaks_filter(urlize(foot, autoescape=True), autoescape=True)


class OneLine(Compat32):
    """Writes a header that fits its line as it stands; the library takes each apart to see where it may be folded."""

    def fold_binary(self, name, value):
        line = f"{name}: {value}{self.linesep}"
        plain = isinstance(value, str) and value.isascii() and value.isprintable()
        return line.encode() if plain and len(line) < LONGEST_LINE else super().fold_binary(name, value)


ONE_LINE = OneLine()


class Mail(EmailMultiAlternatives):
    """An email whose parts stand between lines that nobody can guess.

    Left to the library, each is searched for such a line with a pattern that is compiled for it alone.
    """

    def message(self):
        message = super().message()
        for part in message.walk():
            part.policy = ONE_LINE
            if part.is_multipart():
                part.set_boundary(f"=_{token_hex(16)}")
        return message


class Said:
    """What staff have letters say, and how we are reached: read once for all letters of a batch."""

    def __init__(self):
        self.words_of = cache(words_of)

    @cached_property
    def reach_us(self):
        return reach_us()

    @cached_property
    def stop_address(self):
        """Where somebody who signs in chooses how letters come."""
        return f"{settings.SITE_URL}{reverse('my_post')}"


def added(letter, words):
    """What staff have this letter say before and after its own words, with its own facts in them."""
    if words is None:
        return {}
    values = {
        "name": letter.recipient.name if letter.recipient else "",
        "partnership": settings.PARTNERSHIP_NAME,
        "reference": letter.reference,
        "date": f"{letter.due_on.day} {letter.due_on:%B %Y}" if letter.due_on else "",
    }
    return {"opening": filled(words.opening, values), "closing": filled(words.closing, values)}


def compose(letters, mail, words=None, said=None):
    """The email for one letter, or for a day's letters in one; with `words` as they would be in force."""
    first, said = letters[0], said or Said()
    digest = len(letters) > 1
    if not digest:
        words = words or said.words_of(first.kind if first.kind in kinds() else SHARED)
    context = {
        "letter": first,
        "letters": letters,
        "site_url": settings.SITE_URL,
        "address": "" if digest or not first.path else f"{settings.SITE_URL}{first.path}",
        "stop_address": said.stop_address if first.recipient else "",
        "partnership_name": settings.PARTNERSHIP_NAME,
        "reach_us": said.reach_us,
    } | added(first, words)
    templates = ["email/digest.txt"] if digest else [f"email/{first.kind}.txt", "email/letter.txt"]
    subject = f"{len(letters)} things to look at" if digest else first.subject
    text, sheet = wording(templates, context | {"subject": subject})
    message = Mail(
        subject=f"{settings.PARTNERSHIP_SHORT_NAME}: {subject}",
        body=text,
        to=[first.goes_to],
        from_email=settings.BOUNCES_TO or settings.DEFAULT_FROM_EMAIL,  # whom mail servers tell of a failure
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": first.message_id,
            "Auto-Submitted": "auto-generated",
        },
        connection=mail,
    )
    message.attach_alternative(sheet, "text/html")
    for number, letter in enumerate((one for one in letters if one.calendar), 1):
        name = "meeting.ics" if number == 1 else f"meeting-{number}.ics"
        message.attach(name, letter.calendar, f"text/calendar; method={method_of(letter.calendar)}")
    return message


def method_of(calendar):
    """What a calendar program is to do with the entry: REQUEST or CANCEL, as its own METHOD line says."""
    return "CANCEL" if "\nMETHOD:CANCEL" in calendar.replace("\r", "") else "REQUEST"


# What staff look at before anybody gets it --------------------------------------------------------------------

NO_KINDS = ("base", "digest")
SHARED = "letter"  # the one that kinds without words of their own share


@cache
def kinds():
    """Every kind of letter that has words of its own, by name, and the plain one that all others share."""
    found = (Path(settings.BASE_DIR) / "templates" / "email").glob("*.txt")
    return sorted(one.stem for one in found if one.stem not in NO_KINDS)


def invented(kind, *, today):
    """A letter of that kind with facts that are nobody's; it is not kept, and goes to no one."""
    return Letter(
        kind=kind,
        recipient=Person(name="Somebody invented", email="somebody@portal.invalid"),
        reference="CR-0000-000",
        subject=f"{in_words(kind)}: CR-0000-000",
        label="Something that is asked of an agency",
        due_on=today,
        path="/home/",
        stage="late",
        calendar="",
    )


def in_words(kind):
    """How staff call that kind of letter."""
    return KINDS[kind][0]
