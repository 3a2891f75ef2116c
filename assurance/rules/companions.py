"""What may be written beside a yearly report, what helps to write it, and when it may go out."""

from partnership.access import Refused

LONGEST = {"plan-on-a-page": 4_000, "for-children": 12_000}  # characters
MOST_PAGES = {"plan-on-a-page": 1, "for-children": 4}

HELP = {
    "plan-on-a-page": (
        "One page that anyone can put on a wall.",
        "For each priority: what it is, what good looks like for children, and how we will know.",
        "Leave out who does what. That is in the plan.",
    ),
    "for-children": (
        "Write to a child: “you” and “we”. Put one thought in each sentence.",
        "Begin with what children told us, and say what we did about it. Say what we did not do, and why.",
        "Explain words like “neglect”, or use simpler ones.",
        "Do not use names or stories that could identify a child.",
        "End with who a child can talk to.",
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
        raise Refused("It is published and cannot be changed. Write a correction instead.")
    if forward:
        raise Refused("It has been submitted for checking. Take it back first.")


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
        raise Refused("The date young people were asked must be today or in the past.")
    if not heard_from.strip() or not heard_said.strip():
        raise Refused("Enter which group was asked and what it said.")
