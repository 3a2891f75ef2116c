"""Loading the published arrangements from their data files."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction

from partnership.access import Refused
from partnership.models import (
    Budget,
    Committee,
    ConcernContact,
    Contribution,
    Edition,
    Endorsement,
    Event,
    Group,
    LinkedBoard,
    Organisation,
    Participation,
    Pot,
    Power,
    Seat,
    SettingCount,
    TermsOfReference,
)
from partnership.operations.record import record
from partnership.rules.arrangements import check_dates, check_once, check_row

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Noun:
    """One kind of row: where the files keep it, what a row may say, and which of that makes it itself.

    `source` is asked of every row and kept where the model has a place for it.
    """

    model: type[models.Model]
    file: str
    table: str
    plural: str
    key: str
    says: str = ""
    needs: str = ""  # what the model would let be empty and the arrangements may not

    @property
    def fields(self):
        names = dict.fromkeys(f"{self.key} {self.says}".split())
        return {name: self.model._meta.get_field(name) for name in names}

    @property
    def required(self):
        own = [n for n, f in self.fields.items() if not (f.blank or f.null or f.has_default())]
        return [column for name in [*own, *self.needs.split()] for column in columns(name)]

    @property
    def known(self):
        return {"source", *(column for name in self.fields for column in columns(name))}


def columns(name):
    """How a file says it: a budget is its pot and its year, everything else goes by its own name."""
    return ("pot", "year") if name == "budget" else (name,)


# In the order in which they point to each other.
NOUNS = (
    Noun(
        Organisation, "organisations.toml", "organisation", "organisations",
        key="code", says="name short_name kind area also_serves starts_on ends_on successor source",
    ),
    Noun(
        Participation, "participation.toml", "participation", "ways of taking part",
        key="organisation kind starts_on", says="through ends_on source",
    ),
    Noun(
        Group, "groups.toml", "group", "groups",
        key="code", says="name area kind parent meets position reviews_cases starts_on ends_on source",
    ),
    Noun(
        TermsOfReference, "groups.toml", "terms", "terms of reference",
        key="group version", says="in_force_on remit membership frequency quorum quorum_rule quorum_count quorum_of"
        " source",
    ),
    Noun(
        Seat, "seats.toml", "seat", "seats",
        key="group organisation office starts_on", says="kind ends_on source",
    ),
    Noun(
        Edition, "arrangements.toml", "edition", "editions",
        key="code", says="title guidance published_on starts_on ends_on decides_reviews chairs_partnership summary"
        " next_review_on reasons_for_changes source", needs="starts_on published_on",
    ),
    Noun(
        Power, "arrangements.toml", "power", "powers",
        key="edition what", says="office position source",
    ),
    Noun(
        Endorsement, "arrangements.toml", "endorsement", "endorsements",
        key="edition organisation", says="office endorsed_on",
    ),
    Noun(
        ConcernContact, "arrangements.toml", "contact", "contacts",
        key="name", says="area telephone out_of_hours address note position source",
    ),
    Noun(
        LinkedBoard, "boards.toml", "board", "linked boards",
        key="code", says="name area note position starts_on ends_on source",
    ),
    Noun(
        Committee, "committees.toml", "committee", "committees consulted",
        key="code", says="name kind organisation note position starts_on ends_on source",
    ),
    Noun(
        SettingCount, "settings.toml", "count", "counts of schools and colleges",
        key="edition area kind", says="count academies position",
    ),
    Noun(Pot, "money.toml", "pot", "pots", key="code", says="name scope"),
    Noun(Budget, "money.toml", "budget", "budgets", key="pot year", says="total source"),
    Noun(
        Contribution, "money.toml", "contribution", "contributions",
        key="budget organisation", says="amount stated_share",
    ),
)  # fmt: skip
OF_MODEL = {noun.model: noun for noun in NOUNS}


@dataclass
class Change:
    """What a load did to one noun, or would do: its rows, in words."""

    noun: Noun
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    only_here: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def any(self):
        return bool(self.added or self.changed)

    def words(self, named=None):
        """How many rows, and which: `named` of them at most, and none of a first load. Empty if all is as it was."""
        first = not (self.changed or self.unchanged or self.only_here or self.left)
        parts = [
            (self.added, "added", 0 if first else named),
            (self.changed, "changed", named),
            (self.only_here, "kept that no file holds", named),
            (self.left, "left as people changed them in the portal", named),
        ]
        words = [f"{len(rows)} {what}{listed(rows, most)}" for rows, what, most in parts if rows]
        if words and self.unchanged:
            words.append(f"{len(self.unchanged)} unchanged")
        return "; ".join(words)


def listed(rows, most):
    more = 0 if most is None else len(rows) - most
    return "" if most == 0 else f" ({', '.join(rows[:most])}{f' and {more} more' if more > 0 else ''})"


@transaction.atomic
def load(*, by=None, folder=DATA, check=False):
    """Bring the database in line with the data files, whole or not at all, and say what that changed.

    A row that no file holds any more is kept, and named; so is one that somebody has changed in the portal since, for
    what people decide there is not undone by a later start. With `check` the same is found out, nothing written.
    """
    with connection.cursor() as cursor:  # one load at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_arrangements'))")
    files = {name: read(Path(folder) / name) for name in dict.fromkeys(noun.file for noun in NOUNS)}
    known = {}
    changes = [bring_in_line(noun, files[noun.file].get(noun.table, []), known) for noun in NOUNS]
    if check:
        transaction.set_rollback(True)
    elif any(change.any for change in changes):
        record(
            "loaded",
            Edition.objects.order_by("starts_on").last(),
            by=by,
            label="The published arrangements",
            **{change.noun.plural: change.words() for change in changes if change.any},
        )
    return changes


def read(path):
    """The tables of one file; Refused with a sentence when they cannot be read or are not known."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"{path.name} is not in {path.parent}. Put it back.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path.name} cannot be read: {error}. Correct it there.") from None
    expected = [noun.table for noun in NOUNS if noun.file == path.name]
    for table, rows in tables.items():
        if table not in expected:
            raise Refused(f"{path.name}: '{table}' is not known here. Use {' or '.join(expected)}.")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Refused(f"{path.name}: '{table}' must be a list of rows, each begun with [[{table}]].")
    if "edition" in expected and not tables.get("edition"):
        raise Refused(f"{path.name}: there is no edition. Add the one in force.")
    return tables


def bring_in_line(noun, rows, known):
    """Add and change what the rows say. `known` holds, by model and key, all that a row may point to."""
    change = Change(noun)
    here = known[noun.model] = {key_of(one): one for one in noun.model.objects.select_related(*paths(noun))}
    seen = {}
    for number, row in enumerate(rows, 1):
        where = f"{noun.file}, {noun.table} {number}{recognised(row)}"
        check_row(row, where=where, known=noun.known, required=noun.required)
        values = {name: value_of(name, f, row, known, where) for name, f in noun.fields.items()}
        check_dates(values.get("starts_on"), values.get("ends_on"), where=where)
        new = noun.model(**values)
        key = key_of(new)
        check_once(seen.get(key), where=where)
        seen[key] = where
        one = here.setdefault(key, new)
        differences = [
            n for n, f in noun.fields.items() if getattr(one, f.attname) != getattr(new, f.attname)
        ]
        if one is not new and not differences:
            change.unchanged.append(in_words(key))
            continue
        if one is not new and changed_by_people(one):
            change.left.append(in_words(key))
            continue
        told = [tell(one, new, name) for name in differences]
        for name in differences:
            setattr(one, name, getattr(new, name))
        check_constraints(one, where)
        if one is new:
            one.save()
            change.added.append(in_words(key))
        else:
            one.save(update_fields=differences)
            change.changed.append(f"{in_words(key)}: {', '.join(told)}")
    change.only_here = [in_words(key) for key in here if key not in seen]
    return change


def changed_by_people(one):
    """Whether the record tells of somebody who did something to it; a load of these files does not count."""
    return Event.objects.about(one).exclude(actor_id="").exclude(verb="loaded").exists()


def paths(noun):
    """What to fetch along with a row so that its key can be told."""
    for name in noun.key.split():
        related = noun.model._meta.get_field(name).related_model
        if related:
            yield name
            yield from (f"{name}__{further}" for further in paths(OF_MODEL[related]))


def key_of(one):
    """What makes a row itself, in plain values: the key of what it points to stands for it."""
    parts = []
    for name in OF_MODEL[type(one)].key.split():
        value = getattr(one, name)
        parts += key_of(value) if isinstance(value, models.Model) else [value]
    return tuple(parts)


def in_words(key):
    return " / ".join(str(part) for part in key if part not in (None, ""))


def recognised(row):
    """In brackets, what a person knows the row by."""
    names = (
        ["code"] if "code" in row else ["group", "edition", "organisation", "office", "name", "pot", "year"]
    )
    named = [row.get(name) for name in names]
    words = ", ".join(str(value) for value in named if isinstance(value, str | int) and value != "")
    return f" ({words})" if words else ""


def value_of(name, column, row, known, where):
    """What the row says of one field, or what the field is when a row says nothing."""
    if column.related_model:
        return pointed_to(name, column, row, known, where)
    if name not in row:
        return column.get_default()
    value = row[name].strip() if isinstance(row[name], str) else row[name]
    try:
        return column.clean(value, None)
    except ValidationError as error:
        if column.choices and value not in dict(column.flatchoices):
            raise Refused(f"{where}: {name} '{value}' is not one of {', '.join(offered(column))}.") from None
        raise Refused(f"{where}: {name}: {' '.join(error.messages)}") from None


def offered(column):
    return [value for value, _ in column.flatchoices if value]


def pointed_to(name, column, row, known, where):
    said = tuple(row.get(part) for part in columns(name))
    if said == (None,):
        return None
    if not all(isinstance(part, str | int) for part in said) or said not in known[column.related_model]:
        words = in_words(said)
        raise Refused(f"{where}: {name} '{words}' is not known. Put its row above this one, or correct it.")
    return known[column.related_model][said]


def check_constraints(one, where):
    """What the database would refuse, as a sentence that names the row."""
    try:
        one.validate_constraints()
    except ValidationError as error:
        raise Refused(f"{where}: {' '.join(error.messages)}") from None


def tell(old, new, name):
    """One difference in words; a long text is not told twice."""
    before, after = getattr(old, name), getattr(new, name)
    if max(len(str(before)), len(str(after))) > 80:
        return f"{name} rewritten"
    return f"{name} from {plain(before)} to {plain(after)}"


def plain(value):
    if value is None or value == "":
        return "nothing"
    if isinstance(value, models.Model):
        return in_words(key_of(value))
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)
