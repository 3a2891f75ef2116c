"""What a national file changes in the register, and which entry carries on which. Nothing is ever deleted.

An entry that closes is followed, as the register's links say, by one other entry that follows nobody else (it was
converted: the same school under a new number), by an entry that follows several or was there before (it became part
of that one), or by several (it was split).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from partnership.access import Refused

CLOSED = "2"
OPEN = ("1", "3")
JOINING = ("merge", "amalgam")
# what a page calls the facts of an entry, in the order in which differences are told
LABELS = {
    "name": "Name", "authority_code": "Authority", "number": "Number", "type_name": "Type", "type_code": "Type code",
    "group_name": "Type group", "group_code": "Type group code", "status_name": "Status", "status_code": "Status code",
    "phase_name": "Phase", "phase_code": "Phase code", "trust_name": "Trust", "trust_code": "Trust number",
    "opened_on": "Opened", "closed_on": "Closed", "reason_closed": "Reason for closing", "street": "Street",
    "locality": "Locality", "town": "Town", "postcode": "Postcode", "telephone": "Telephone", "website": "Website",
    "lowest_age": "Lowest age", "highest_age": "Highest age", "pupils": "Pupils", "boards": "Boarders",
    "ukprn": "UKPRN", "changed_on": "Changed nationally",
}  # fmt: skip
# of these a name and a code: told once, by the name, where both change
PAIRS = {"type_code": "type_name", "group_code": "group_name", "status_code": "status_name",
         "phase_code": "phase_name", "trust_code": "trust_name"}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """An entry as the register has it: its facts, whose it is, and what depends on that organisation.

    `used`: people, contacts or returns hang on the organisation. `leads`: people who answer for it today.
    """

    facts: dict
    organisation: int
    ended: bool = False
    successor: int | None = None
    missing: bool = False
    used: bool = False
    leads: int = 0


@dataclass
class Change:
    """What the file does to one entry: all that its report says of it."""

    urn: int
    kind: str
    facts: dict
    differences: list = field(default_factory=list)
    followed_by: list = field(default_factory=list)
    follows: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    decide: list = field(default_factory=list)


@dataclass(frozen=True)
class Lineage:
    """Which entry carries on which: `converted` and `joined` a → b, `split` a → several."""

    converted: dict
    joined: dict
    split: dict

    def last(self, urn):
        """The entry that carries this one on in the end, through however many conversions."""
        seen = set()
        while urn in self.converted and urn not in seen:
            seen.add(urn)
            urn = self.converted[urn]
        return urn

    def families(self, urns):
        """Entries that are one school, each as a list in order of time: last entry → entries."""
        found = defaultdict(list)
        for urn in sorted(urns):
            found[self.last(urn)].append(urn)
        return dict(found)

    def follows(self):
        """The other way round: b → those that it follows."""
        found = defaultdict(list)
        for before, after in [*self.converted.items(), *self.joined.items()]:
            found[after].append(before)
        for before, several in self.split.items():
            for after in several:
                found[after].append(before)
        return {urn: sorted(others) for urn, others in found.items()}


def successors(links):
    """Who follows whom by the links, each told from either side: a → {b: whether a joined others in it}."""
    found = defaultdict(dict)
    for urn, other, kind, _ in links:
        told = kind.casefold()
        joins = any(word in told for word in JOINING)
        if told.startswith(("successor", "result of amalgamation")):
            before, after = urn, other
        elif told.startswith("predecessor"):
            before, after = other, urn
        else:
            continue
        if before != after:
            found[before][after] = found[before].get(after, False) or joins
    return found


def lineage(facts, links):
    """Which entry carries on which, of those that are closed. `facts` are urn → facts as they will stand."""
    followed = successors(links)
    before = defaultdict(set)
    for a, several in followed.items():
        for b in several:
            before[b].add(a)
    converted, joined, split = {}, {}, {}
    for a in sorted(followed):
        there = {b: joins for b, joins in followed[a].items() if b in facts}
        if a not in facts or facts[a]["status_code"] != CLOSED or not there:
            continue
        if len(there) > 1:
            split[a] = sorted(there)
            continue
        (b, joins), *_ = there.items()
        if not joins and before[b] == {a}:
            converted[a] = b
        else:
            joined[a] = b
    # two entries that each claim to follow the other are no line at all
    for a in [a for a in converted if converted.get(converted[a]) == a]:
        converted.pop(a, None)
    return Lineage(converted, joined, split)


def check_newer(dated_on, *, today, applied):
    """A file of the future is none; one older than what was applied last would turn the register back."""
    if dated_on > today:
        raise Refused(f"The date of the file, {dated_on:%-d %B %Y}, is in the future. Check it.")
    if applied and dated_on < applied:
        raise Refused(
            f"The register already follows the file of {applied:%-d %B %Y}. "
            f"This one, of {dated_on:%-d %B %Y}, is older."
        )


def overlay(known, entries):
    """The facts as they will stand: what the file says over what the register knows."""
    facts = {urn: one.facts for urn, one in known.items()}
    for urn, told in entries.items():
        facts[urn] = facts.get(urn, {}) | told
    return facts


def differences(was, told):
    """[label, was, is] of every fact that the file tells otherwise; a code only where its name stays the same."""
    changed = [name for name in LABELS if name in told and told[name] != was.get(name)]
    return [
        [LABELS[name], said(was.get(name)), said(told[name])]
        for name in changed
        if PAIRS.get(name) not in changed
    ]


def said(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    try:
        return f"{date.fromisoformat(value):%-d %B %Y}" if isinstance(value, str) else str(value)
    except ValueError:
        return value


def compare(known, entries, links, names=None):
    """Every Change that the file makes, by URN. `names` are urn → the directory entry that a new school joins."""
    names = names or {}
    facts = overlay(known, entries)
    line = lineage(facts, links)
    follows = line.follows()
    found = {}
    for urn in sorted(facts):
        change = one_change(urn, known.get(urn), entries.get(urn), facts[urn])
        before = known.get(urn)
        newly = bool(lines_of(urn, line)) and not settled(urn, known, line)
        if change is None and newly:
            change = Change(urn, "changed", facts[urn])
        if change is None:
            continue
        change.followed_by, change.follows = lines_of(urn, line), follows.get(urn, [])
        if newly and before is not None:
            change.kind = (
                "converted" if urn in line.converted else "merged" if urn in line.joined else "split"
            )
        tell(change, before, known, line, names, newly)
        found[urn] = change
    same_names(found, facts)
    return list(found.values())


def lines_of(urn, line):
    if urn in line.split:
        return line.split[urn]
    return [after for after in (line.converted.get(urn), line.joined.get(urn)) if after]


def settled(urn, known, line):
    """Whether the organisations already stand as the line of entries says."""
    before = known.get(urn)
    if before is None:
        return False
    if urn in line.split:
        return before.ended
    after = known.get(line.converted.get(urn) or line.joined.get(urn))
    if after is None:
        return False
    return after.organisation in (before.organisation, before.successor)


def one_change(urn, before, told, facts):
    """What happens to one entry by itself, or None."""
    if before is None:
        return Change(urn, "new", facts)
    if told is None:
        closed = before.facts["status_code"] == CLOSED
        return None if before.missing or closed else Change(urn, "missing", facts)
    changed = differences(before.facts, told)
    if before.missing:
        return Change(urn, "back", facts, changed)
    if not changed:
        return None
    closes = told["status_code"] == CLOSED != before.facts["status_code"]
    return Change(urn, "closed" if closes else "changed", facts, changed)


def tell(change, before, known, line, names, newly):
    """Say what applying it does beyond the entry, and what a person must decide."""
    urn, leads = change.urn, before.leads if before else 0
    if newly and urn in line.converted:
        after = line.converted[urn]
        other = known.get(after)
        if before and other and other.organisation != before.organisation and other.used and before.used:
            change.notes.append(
                f"{after} follows it. Both have people or returns here, so each keeps its own."
            )
            change.decide.append(f"Check the contacts and returns of {urn} and {after}, as both had some.")
        else:
            change.notes.append(f"{after} replaces it and keeps its people, contacts and returns.")
    elif newly and urn in line.joined:
        change.notes.append(f"It becomes part of {line.joined[urn]}.")
        if leads:
            change.notes.append(
                f"{leads_words(leads)} for {line.joined[urn]} too, and no longer for this one."
            )
    elif newly and urn in line.split:
        several = " and ".join(map(str, line.split[urn]))
        change.notes.append(f"It is split into {several}.")
        if leads:
            change.decide.append(
                f"Decide which of {several} its safeguarding lead answers for, and end the old role."
            )
    elif change.kind == "closed" and leads:
        change.decide.append(
            "The links do not show a replacement. End the role of its safeguarding lead, or move it."
        )
    if change.kind == "missing":
        change.decide.append(
            "It is no longer in the national file but has not been closed. Ask the authority what happened to it."
        )
    if change.kind == "new" and urn in names:
        change.notes.append(f"It is {names[urn]}, which is already in the directory of organisations.")
    if change.kind == "new" and change.follows:
        change.notes.append(f"It follows {' and '.join(map(str, change.follows))}.")


def leads_words(number):
    return "Its safeguarding lead answers" if number == 1 else f"Its {number} safeguarding leads answer"


def same_names(found, facts):
    """Schools of one name are told apart by number and postcode; one that may carry on another is pointed out."""
    called = defaultdict(list)
    for urn, one in facts.items():
        called[one["name"].casefold()].append(urn)
    for change in found.values():
        others = [urn for urn in called[change.facts["name"].casefold()] if urn != change.urn]
        linked = {*change.follows, *change.followed_by}
        if change.kind == "new" and change.facts["status_code"] in OPEN:
            here = [urn for urn in others if facts[urn]["status_code"] in OPEN]
            for urn in here:
                place = facts[urn].get("postcode") or "no postcode"
                change.notes.append(f"Another open school has this name: {urn}, {place}.")
        if change.kind == "closed" and not linked:
            for urn in others:
                same_place = facts[urn].get("postcode") == change.facts.get("postcode")
                if same_place and facts[urn]["status_code"] in OPEN:
                    change.decide.append(
                        f"{urn} has the same name and postcode, and no link says that it follows. "
                        "Import the links file."
                    )
