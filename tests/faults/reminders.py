"""Reminders that are due, and what came of them: lost is what never came, twice what came once more."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from partnership.models import Deadline, Letter
from tests.faults import oracle

NUMBER = 300


def due(cast, number=NUMBER, first=0):
    """So many deadlines of the police for tomorrow: each is one letter to the police lead. Returns their references."""
    references = [f"X-{one:03}" for one in range(first, first + number)]
    Deadline.objects.bulk_create(
        Deadline(
            duty="return", label="Answer", reference=reference, path="/home/", rule="agreed", source="test",
            due_on=timezone.localdate() + timedelta(1), organisation=cast.police,
        )
        for reference in references
    )  # fmt: skip
    return references


def came(sink):
    """How often each reminder came, by the reference at its subject's end."""
    return Counter(message["Subject"].rsplit(" ", 1)[-1] for message in list(sink.messages))


def figures(sink, references, others=False):
    """n, lost and twice, from what the post office got; a letter that came twice has to be the same letter."""
    seen = came(sink)
    if others:
        seen = Counter({reference: times for reference, times in seen.items() if reference in references})
    assert set(seen) <= set(references), "Letters came that nobody is owed"
    for reference in (one for one, times in seen.items() if times > 1):
        same = {m["Message-ID"] for m in sink.messages if m["Subject"].endswith(f" {reference}")}
        assert len(same) == 1, f"{reference} came twice as two letters"
    return {
        "n": len(references),
        "lost": len(set(references) - set(seen)),
        "twice": sum(seen.values()) - len(seen),
    }


def check_the_record_agrees(references):
    """What the portal says of itself: one letter for each, and each is sent."""
    told = Letter.objects.filter(reference__in=references).values_list("reference", "state")
    assert Counter(told) == {(reference, "sent"): 1 for reference in references}


def told_of(cast):
    """Who is who among the cast, as the test knows it."""
    one = lambda *people: [person.email for person in people]  # noqa: E731 -- a short name for a table
    return oracle.People(
        leads={
            "police": one(cast.police_lead), "county": one(cast.county_lead), "hospital": one(cast.hospital_lead),
            "school": one(cast.school_lead),
        },
        signatories={"county": one(cast.signatories[0]), "police": one(cast.signatories[2])},
        managers=one(cast.manager),
        roles={"board_officer": one(cast.officer, cast.second_officer), "board_manager": one(cast.manager)},
        works_at={cast.hospital_lead.email: "hospital", cast.officer.email: ""},
    )  # fmt: skip


def invent(cast, chance, reference, today):
    """Something that is due soon or late already, asked of somebody: as the oracle and the portal know it."""
    asked = chance.choice(
        [
            {"organisation": chance.choice(["police", "county", "hospital", "school"])},
            {"owner": chance.choice([cast.hospital_lead.email, cast.officer.email])},
            {"role": chance.choice(["board_officer", "board_manager"])},
        ]
    )
    owed = oracle.Owed(
        reference=reference,
        due_on=today + timedelta(chance.randint(-14, 9)),
        chased_apart=chance.random() < 0.05,
        **asked,
    )
    row = Deadline(
        duty="school return" if owed.chased_apart else "return", label="Answer", reference=reference, path="/home/",
        rule="agreed", source="test", due_on=owed.due_on, role=owed.role,
        organisation=getattr(cast, owed.organisation) if owed.organisation else None,
        owner={cast.hospital_lead.email: cast.hospital_lead, cast.officer.email: cast.officer}.get(owed.owner),
    )  # fmt: skip
    return owed, row
