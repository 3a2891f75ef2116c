"""The year while its figures are gathered: each under a name, with label, value, denominator and source in words."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from assurance.rules.yearly_report import is_few, shown


@dataclass
class Year:
    """The figures of one year while they are being gathered, by name."""

    starts_on: date
    ends_on: date
    data_on: date
    figures: dict = field(default_factory=dict)
    tables: dict = field(default_factory=dict)
    charts: dict = field(default_factory=dict)

    def within(self, name):
        """Rows whose instant `name` lies in the year, by the calendar of London."""
        return Q(**{f"{name}__date__gte": self.starts_on, f"{name}__date__lte": self.ends_on})

    def within_days(self, name):
        return Q(**{f"{name}__gte": self.starts_on, f"{name}__lte": self.ends_on})

    def figure(self, name, label, value, source, *, of=None, cases=False):
        """Put a count under a name. `cases` marks one that could point at a child when it is small."""
        self.figures[name] = {
            "label": label,
            "value": value,
            "shown": shown(value) if cases else f"{value:,}",
            "of": None if cases and of is not None and is_few(of) else of,
            "few": bool(cases and is_few(value)),
            "source": source,
        }

    def words(self, name, label, words, source):
        self.figures[name] = {
            "label": label, "value": words, "shown": words, "of": None, "few": False, "source": source,
        }  # fmt: skip

    def table(self, name, caption, columns, rows, source, empty="There was nothing to report."):
        self.tables[name] = {
            "caption": caption, "columns": columns, "rows": rows, "source": source, "empty": empty,
        }  # fmt: skip

    def chart(self, name, title, headings, rows, source, *, unit="", maximum=None, beneath=None):
        """Bars, and a table beneath: `beneath` names one that says more than the bars do."""
        self.charts[name] = {
            "title": title, "headings": headings, "rows": rows, "unit": unit, "maximum": maximum,
            "source": source, "beneath": beneath,
        }  # fmt: skip


def words_of(day):
    return f"{day:%-d %B %Y}"
