"""What the partnership lets anybody read, print and pass on."""

from datetime import timedelta

from partnership.operations import library
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day

SLEEP = """Put your baby down to sleep

- on their back, for every sleep, day and night
- in their own clear, flat space, such as a cot, without pillows, bumpers or toys
- in the room where you are, for the first six months.

Never fall asleep with a baby on a sofa or in an armchair.

# When it is harder

When you stay with friends, have had a drink, or are very tired: say beforehand where the baby will sleep.
Your midwife or health visitor helps, and does not judge."""

BRUISES = """# What happened

Babies who could not yet move by themselves had small bruises. Each was explained, and each explanation was believed.

# Why it matters

A baby who cannot roll or crawl seldom bruises by accident.

# What we learnt

Who saw a bruise thought that somebody else had asked about it.

# What to do differently

- Ask to see the baby undressed.
- Call the children’s social care team on the same day. You do not need to be sure.
- Write down what you saw, and the very words of the explanation.

# To talk about in your team

1. Who would you call, and is the number on your wall?
2. When did you last see a baby undressed?"""

HEARD = """# In this bulletin

- What young people told us about letters, and the one page that three agencies use instead.
- New dates of the course on neglect.
- The policy on children who are not brought to their appointments: what has changed.

# One thing to do this week

Ask in your team meeting: when did a child last change what we did?"""

WORRIED = """If something at home, at school or online makes you feel unsafe, it is not your fault.

- Tell an adult you trust. If the first one does not listen, tell another.
- You can ask what happens next, and who will know.
- In danger now? Call 999. It is free, also without credit."""

# days ago, whether there is a PDF beside the text, and the item
ITEMS = (
    (
        330,
        False,
        {
            "title": "Safer sleep for your baby",
            "kind": "leaflet",
            "audiences": ["parents"],
            "themes": ["sleep", "babies"],
            "summary": "How to put a baby down to sleep, at home and when you are away.",
            "text": SLEEP,
        },
    ),
    (
        329,
        False,
        {
            "title": "Bezpieczny sen dziecka",
            "kind": "leaflet",
            "audiences": ["parents"],
            "themes": ["sleep", "babies"],
            "language": "pl",
            "summary": "Jak układać niemowlę do snu.",
            "text": "Układaj dziecko na plecach, w jego własnym łóżeczku, bez poduszek i zabawek.",
        },
    ),
    (
        210,
        True,
        {
            "title": "Bruises on babies who do not move yet",
            "kind": "seven_minute",
            "audiences": ["practitioners", "schools"],
            "themes": ["physical", "babies"],
            "summary": "Seven minutes for a team: what a bruise on a baby can mean, and what to do on the same day.",
            "text": BRUISES,
        },
    ),
    (
        120,
        True,
        {
            "title": "Who can I tell?",
            "kind": "poster",
            "audiences": ["children", "schools"],
            "themes": [],
            "summary": "For the wall of a school, a club or a surgery: an adult listens, and what happens then.",
            "text": WORRIED,
        },
    ),
    (
        40,
        False,
        {
            "title": "What is new this season",
            "kind": "bulletin",
            "audiences": ["practitioners", "leaders"],
            "themes": [],
            "summary": "What changed, what young people said, and one thing to do this week.",
            "text": HEARD,
        },
    ),
)


def what_anybody_may_read(people, today):
    """Five items, each added by the learning officer and let out by somebody else on the next day."""
    for days_ago, with_file, given in ITEMS:
        day = working_day(today, days_ago)
        yield at(day, 11)
        file = {}
        if with_file:
            lines = [line.lstrip("#-1234567890. ") for line in given["text"].splitlines()]
            file = {
                "content": invented_report(given["title"], [line for line in lines if line]),
                "filename": "a.pdf",
            }
        item = library.add_library_item(by=people.learning_officer, **given, **file)
        item = library.put_library_item_forward(item, by=people.learning_officer)
        yield at(day + timedelta(1), 10)
        library.let_library_item_out(item, by=people.officer)


def what_is_out_of_date(people, today):
    """A leaflet with a number that has changed is taken back; the next one waits for a second person."""
    yield at(working_day(today, 400), 12)
    old = library.add_library_item(
        by=people.officer,
        title="Children who stay with others",
        kind="leaflet",
        audiences=["parents", "practitioners"],
        summary="When a child lives for 28 days or more with somebody who is no close relative, tell the council.",
        text="If you care for somebody else’s child for 28 days or more, the council must know.",
    )
    old = library.let_library_item_out(
        library.put_library_item_forward(old, by=people.officer), by=people.second_officer
    )
    yield at(working_day(today, 30), 12)
    library.take_library_item_back(old, by=people.officer, reason="The number in it has changed.")
    yield at(working_day(today, 3), 12)
    new = library.add_library_item(
        by=people.learning_officer,
        title="Looking after somebody else’s child",
        kind="leaflet",
        audiences=["parents", "practitioners"],
        themes=["looked_after"],
        summary="When a child stays with you for 28 days or more, tell the council. It is there to help.",
        text="Private fostering: a child under 16 lives for 28 days or more with somebody who is no close relative.",
    )
    library.put_library_item_forward(new, by=people.learning_officer)


STORIES = (what_anybody_may_read, what_is_out_of_date)
