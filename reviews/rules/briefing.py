"""The seven boxes of a seven-minute briefing, and what it must hold before it is agreed."""

from dataclasses import dataclass

from partnership.access import Refused


@dataclass(frozen=True)
class Box:
    """One headed box: its heading, what to write in it, about how many words, and whether each line is a point."""

    heading: str
    hint: str
    words: int
    points: bool = False


# The headings are those that briefings in use have. The numbers of words are our own guide: together they fill
# at most two pages, which are read in seven minutes with time to talk. They warn and never block.
BOXES = {
    "background": Box(
        "Background",
        "Where this learning comes from, without the case’s reference, and why a briefing now.",
        70,
    ),
    "what_happened": Box(
        "What happened",
        "In brief, so that nobody can be identified: stages of life instead of ages, no days, no places.",
        120,
    ),
    "why_it_matters": Box("Why it matters", "What is at stake for children here.", 80),
    "what_we_learnt": Box("What we learnt", "Several points, each on a line of its own.", 180, True),
    "do_differently": Box(
        "What to do differently", "What practitioners do from now on, each on a line of its own.", 140, True
    ),
    "questions": Box(
        "Questions for your team", "To talk about for a few minutes, each on a line of its own.", 90, True
    ),
    "find_out_more": Box(
        "Where to find more", "Procedures, training and reading, each on a line of its own.", 70, True
    ),
}
GUIDE = sum(box.words for box in BOXES.values())
PAGES = 2


def words_in(text):
    return len(text.split())


def lines_of(text):
    return [line.strip().lstrip("-•* ").strip() for line in text.splitlines() if line.strip()]


def drawn(texts):
    """The boxes as they are read: number, heading, and paragraphs or points."""
    return [
        {
            "number": number,
            "name": name,
            "heading": box.heading,
            "points": box.points,
            "lines": lines_of(texts[name]),
            "words": words_in(texts[name]),
            "guide": box.words,
            "long": words_in(texts[name]) > box.words,
        }
        for number, (name, box) in enumerate(BOXES.items(), 1)
    ]


def check_whole(title, texts):
    """A title and something in every box."""
    if not title.strip():
        raise Refused("Give the briefing a title.")
    for name, box in BOXES.items():
        if not texts[name].strip():
            raise Refused(f"Fill in “{box.heading}” before it is agreed.")


def check_agreer(*, agreer, written_by):
    if agreer == written_by:
        raise Refused("The person who last edited it cannot agree it. Someone else must read it.")


def check_pages(pages, texts):
    """It fits on two pages; otherwise the box that is furthest over its guide is named."""
    if pages > PAGES:
        longest = max(BOXES, key=lambda name: words_in(texts[name]) - BOXES[name].words)
        raise Refused(
            f"It runs to {pages} pages; a seven-minute briefing has at most {PAGES}. "
            f"Shorten it, most of all “{BOXES[longest].heading}”."
        )
