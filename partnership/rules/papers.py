"""What may be handed in as a paper, and when."""

from partnership.access import Refused

MOST_PAGES = 400  # of one paper


def check_handed_in(*, withdrawn, state, content, text):
    """One of a file and a text, while the meeting is to come."""
    if withdrawn:
        raise Refused("This paper was withdrawn. Ask the person who calls the meeting.")
    if state not in ("planned", "called"):
        raise Refused("The meeting was held or cancelled. Bring the paper to the next one.")
    if content and text.strip():
        raise Refused("Choose a file or write the text, not both.")
    if not content and not text.strip():
        raise Refused("Choose a PDF, or write the text.")


def check_late(*, due_on, today, reason):
    """Whether it is late today; a late one says why."""
    late = today > due_on
    if late and not reason.strip():
        raise Refused(f"It was due by {due_on:%-d %B %Y}. Say why it is late. The chair will read this.")
    return late


def check_allowable(*, late, allowed):
    if not late:
        raise Refused("This was handed in on time, so the chair does not need to accept it.")
    if allowed:
        raise Refused("The chair has already accepted this.")


def check_pages(pages):
    if not pages:
        raise Refused("The PDF has no pages. Save it again and choose the new copy.")
    if pages > MOST_PAGES:
        raise Refused(f"The PDF has {pages} pages; a paper has up to {MOST_PAGES}. Split it or shorten it.")


def check_due(due_on, *, today, held_on):
    if due_on < today:
        raise Refused("The day by which it is due has passed. Choose today or a later day.")
    if due_on > held_on:
        raise Refused("It would be due after the meeting. Choose an earlier day.")
