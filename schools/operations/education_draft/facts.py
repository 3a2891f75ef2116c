"""What the six headings rest on, asked for once; and the sentences and tables of one of them."""

from dataclasses import dataclass, field

from partnership.models import Round
from schools.models import SettingIssue
from schools.operations.chasing.listing import non_responders
from schools.operations.engagement import reach
from schools.operations.response import response_of, standings_in


@dataclass
class Draft:
    """Sentences and tables of one heading. A table without a row is left out: a sentence says that there is nothing."""

    lines: list = field(default_factory=list)
    tables: list = field(default_factory=list)

    def say(self, line):
        self.lines.append(line)

    def table(self, caption, columns, rows, source):
        rows = [list(map(shown, row)) for row in rows]
        if rows:
            self.tables.append({"caption": caption, "columns": columns, "rows": rows, "source": source})


def shown(value):
    """A cell as it is kept: a number, or text."""
    if value is None:
        return "–"
    return value if isinstance(value, (int, float)) else str(value)


def some(number, one, many=""):
    """1 school, 3 schools"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def are(number, one, many=""):
    """1 school is, 3 schools are"""
    return f"{some(number, one, many)} {'is' if number == 1 else 'are'}"


def were(number, one, many=""):
    """1 school was, 3 schools were"""
    return f"{some(number, one, many)} {'was' if number == 1 else 'were'}"


def on(day):
    return f"{day:%-d %B %Y}"


class Facts:
    """The returns, the schools that did not respond, contact with schools, and inspections of other settings."""

    def __init__(self, authority, year, today):
        self.authority, self.year, self.today = authority, year, today
        self.rounds = list(
            Round.objects.filter(
                purpose=Round.Purpose.SCHOOLS, run_by=authority, due_on__range=(year.starts_on, year.ends_on)
            ).order_by("due_on", "pk")
        )
        self.rows = standings_in(self.rounds, today) if self.rounds else []
        self.response = response_of(self.rows)
        self.silent = non_responders(authority, year.starts_on, year.ends_on, today) if self.rounds else []
        self.reach = reach(authority, year, today)
        self.issues = list(
            SettingIssue.objects.filter(
                setting__authority=authority, inspected_on__range=(year.starts_on, year.ends_on)
            )
            .select_related("setting__organisation", "deadline", "action")
            .prefetch_related("follow_ups")
            .order_by("inspected_on", "pk")
        )

    @property
    def source(self):
        return "Returns of " + "; ".join(f"{one.title} ({one.reference})" for one in self.rounds)
