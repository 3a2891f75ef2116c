"""Letters to print: printed as one file with a bookmark each, for window envelopes, and posted by somebody."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Round
from partnership.operations import attempts
from partnership.operations.contact import reach_us
from partnership.operations.documents import keep
from partnership.operations.doorbell import ring
from partnership.operations.paper import drawn, print_paper, style
from partnership.operations.record import record
from partnership.printing.pdf import print_pdf
from schools.models import ChaseContact, PrintedLetters

TASK = "schools.tasks.print_chase_letters"
MOST = 200  # letters in one file; what is left goes into the next
SECONDS = 300
TEMPLATE, SHEET = "print/chase_letters.html", "chase_letters.css"
MOST_BYTES = 60 * 1024 * 1024


def to_print(chased_round):
    """The letters of a round that are in no file yet, school by school."""
    return (
        ChaseContact.objects.to_print()
        .filter(asked__round=chased_round)
        .select_related("asked__round__run_by", "asked__school", "asked__trust", "step")
        .order_by("asked__name", "asked", "pk")
    )


def ask_for_letters(chased_round, *, by):
    """Ask the worker for one file of all letters that are to be printed. Asked twice, it is made once."""
    number = to_print(chased_round).count()
    if not number:
        raise Refused("There are no letters to print in this round.")
    try:
        with transaction.atomic():
            batch = PrintedLetters.objects.create(round=chased_round, total=1, asked_by=by)
            record("asked to print", batch, by=by, letters=number)
    except IntegrityError as error:
        raise Refused("Letters for this round are already being prepared.") from error
    ring(TASK)
    return batch


def print_waiting():
    """Print every file that was asked for, also what a dead worker left. Safe to run anywhere, twice."""
    attempts.retry_stale(
        PrintedLetters,
        timezone.now(),
        begin_again=lambda batch, **more: PrintedLetters.objects.create(
            round_id=batch.round_id, total=batch.total, **more
        ),
    )
    return attempts.make_waiting(
        PrintedLetters, lambda batch: attempts.through(batch, print_batch, called="The letters")
    )


def print_batch(batch):
    contacts = list(to_print(batch.round)[:MOST])
    if not contacts:
        raise Refused("There are no more letters to print.")
    attempts.step(batch, 0, f"Printing {len(contacts)} letters")
    pdf, pages = print_pdf(
        as_html(contacts, batch.round),
        called="The letters",
        seconds=SECONDS,
        on_look=lambda: attempts.alive(batch),
    )
    return printed(batch, contacts, pdf, pages)


@transaction.atomic
def printed(batch, contacts, pdf, pages):
    """Keep the file, and that these letters are in it; whether this worker still has the turn."""
    batch = attempts.lock_mine(batch)
    if batch is None:
        return False
    reference = batch.round.reference
    document = keep(
        pdf, by=batch.asked_by, title=f"Letters to schools {reference}", filename="letters.pdf", only=(".pdf",),
        download_name=f"letters-{reference}-{timezone.localdate():%Y-%m-%d}".lower(), most=MOST_BYTES,
    )  # fmt: skip
    ChaseContact.objects.to_print().filter(pk__in=[one.pk for one in contacts]).update(printed_in=batch)
    attempts.finish(batch, document=document, pages=pages)
    record("printed", batch, by=batch.asked_by, letters=len(contacts), checksum=document.checksum)
    return True


@transaction.atomic
def mark_posted(chased_round, *, by, contacts, posted_on):
    """These printed letters were posted on a day. Said twice, it stands once. How many were marked."""
    Round.objects.select_for_update(of=("self",), no_key=True).get(pk=chased_round.pk)
    if posted_on > timezone.localdate():
        raise Refused("The date of posting must be today or in the past.")
    chosen = ChaseContact.objects.by_post().filter(
        asked__round=chased_round, printed_in__isnull=False, pk__in=[one.pk for one in contacts]
    )
    if chosen.filter(on__gt=posted_on).exists():
        raise Refused("One of these letters is dated after that day. Check the date.")
    number = chosen.update(posted_on=posted_on, posted_by=by)
    if number:
        record("posted", chased_round, by=by, letters=number, posted_on=str(posted_on))
    return number


def print_one(contact):
    """One letter again, as it was worded: its PDF. Refused where it cannot be printed just now."""
    given = given_to([contact], contact.asked.round)
    return print_paper(TEMPLATE, given, called="The letter", seconds=60, css=style(SHEET))[0]


def as_html(contacts, chased_round):
    """The letters as they are printed: each begins a page, has its address in the window, and its bookmark."""
    return drawn(TEMPLATE, given_to(contacts, chased_round), css=style(SHEET))


def given_to(contacts, chased_round):
    """What the letters are drawn from; the page on which one finds how to answer is the portal's own."""
    return {
        "contacts": contacts,
        "round": chased_round,
        "reach_us": reach_us(),
    }
