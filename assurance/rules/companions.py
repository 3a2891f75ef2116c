"""What may be written beside a yearly report, what helps to write it, and when it may go out."""

from partnership.access import Refused

LONGEST = {"plan-on-a-page": 4_000, "for-children": 12_000}  # characters
MOST_PAGES = {"plan-on-a-page": 1, "for-children": 4}

HELP = {
    "plan-on-a-page": (
        "One page that anybody can hang on a wall.",
        "For each priority: what it is, what good looks like for children, and how we will know.",
        "Leave out who does what: that stands in the plan.",
    ),
    "for-children": (
        "Write to a child: “you” and “we”. One thought in a sentence.",
        "Begin with what children told us, and say what we did about it. Say what we did not do, and why.",
        "Say what words like “neglect” mean, or use others.",
        "No story that a child could be known by. No names.",
        "End with whom a child can talk to.",
    ),
}
CHILDREN_START = """## What this is about

We are people who work to keep children safe in Leicestershire and Rutland. Every year we say how it went.

## What you told us

## What we did about it

## What we did not do, and why

## If you are worried

You can talk to a teacher, a nurse or somebody else you trust. You can call Childline at any time.
The number is 0800 1111, and it is free.
"""


def check_companion_writable(*, forward, public):
    if public:
        raise Refused("It is published and never changes. Write a correction instead.")
    if forward:
        raise Refused("It has been put forward. Take it back first.")


def check_short(kind, text):
    most = LONGEST[kind]
    if len(text) > most:
        raise Refused(f"The text has {len(text):,} characters. Shorten it to {most:,} or fewer.")


def check_pages(kind, pages):
    """One page is one page."""
    most = MOST_PAGES[kind]
    if pages and pages > most:
        raise Refused(
            f"Its PDF has {pages} pages, and {'one' if most == 1 else most} is the most. Take it back and shorten it."
        )


def check_heard(*, heard_on, heard_from, heard_said, today):
    if heard_on > today:
        raise Refused("The day on which young people were asked is in the future.")
    if not heard_from.strip() or not heard_said.strip():
        raise Refused("Say which group was asked, and what it said.")
