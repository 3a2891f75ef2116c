"""Lists that people narrow, sort, keep a view of and take away as a file. What a list shows is said once: `Listing`.

    ACTIONS = Listing("actions", "Actions", "action", [Column("By", …), …], form=ActionsFilterForm)

    shown = ACTIONS.shown(request, found, of=seen, form=form)
    if shown.file:
        return shown.file
    return render(…, {"shown": shown, "page": shown.page})

and in its page {% listing shown %}, {% table caption=shown.caption columns=shown.heads … %} and its pagination.
The same address answers with the page or, asked for `file=csv` or `file=xlsx`, with every row of it as a file: one
guard, one filter, one order.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case, F, Q, QuerySet, When
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify

from partnership.access import may
from partnership.forms.dates import PARTS, DateField
from partnership.forms.listings import SaveViewForm, narrowed_by
from partnership.models import SavedView
from partnership.models.written import Written
from partnership.views.deed import note_taking_out
from partnership.views.tables import table_file

A_PAGE = 25  # a page of more takes longer to draw than to turn
FILES = {"csv": "CSV", "xlsx": "Excel"}
LISTINGS = {}  # every list by the name of its address; they enter themselves
# how each kind of column is sorted, in words: up, then down
WAYS = {
    "text": ("A to Z", "Z to A"),
    "day": ("earliest first", "latest first"),
    "number": ("smallest first", "largest first"),
    "step": ("first step first", "last step first"),
}
A_CHOICE = re.compile(
    r"[\w:.,-]{1,60}"
)  # what a choice or a part of a date may look like, and a sentence may not


views_kept = Written(
    lambda pk, listing: SavedView.objects.filter(person=pk, listing=listing), -1, "a listing"
)


@dataclass(frozen=True)
class Column:
    """One fact of each row: its heading, the plain value that a file holds, and what the database sorts it by.

    `under` names the column of the page in whose cell it stands too. `cans` are the capabilities of which one is
    needed to be shown it. Where rows are no rows of the database, `by` is a function of a row. A column without a
    value holds what may be done, and is in no file.
    """

    label: str
    value: object = None
    by: object = ()
    kind: str = "text"
    under: str = ""
    cans: tuple = ()
    numeric: bool = False

    @cached_property
    def name(self):
        return slugify(self.label).replace("-", "_")


def in_order(field, choices):
    """What sorts a field by the order of its choices, as its words stand in a row, instead of by what is stored."""
    return Case(*(When(Q(**{field: value}), then=number) for number, value in enumerate(choices.values)))


class Listing:
    """A list: `name` of its address, what its rows are called, its columns, and the form that narrows it."""

    def __init__(
        self,
        name,
        title,
        noun,
        columns,
        *,
        form,
        nouns="",
        order="",
        first="",
        clear="",
        keep=(),
        always=(),
        filters="Filter",
        quick=(),
        detail="",
        detail_can=None,
        saves=True,
        opens=False,
    ):
        """`order` says in words how it stands when nobody sorts, `first` by which column that is (with - for down).

        `clear` is the query without filters, `keep` holds parameters beside the form's, `always` the fields that
        narrow also when left alone, `quick` views that everybody has, `detail` the address of a file that holds
        more than the page, for whoever has `detail_can`; what the list's own address names, that one names before
        the kind of file. A list whose address holds a number saves no views; one that `opens` may be opened with
        one of them.
        """
        self.name, self.title, self.noun, self.nouns = name, title, noun, nouns or f"{noun}s"
        self.columns, self.form = columns, form
        self.order, self.first, self.clear, self.filters = order, first, clear, filters
        self.keep, self.always, self.quick, self.detail = keep, always, quick, detail
        self.detail_can = detail_can
        self.saves, self.opens = saves, opens
        LISTINGS[name] = self

    def columns_for(self, person):
        return [one for one in self.columns if not one.cans or any(may(person, can) for can in one.cans)]

    @cached_property
    def kept_names(self):
        """The parameters that a saved view may hold: choices and dates, never words that somebody typed."""
        names = list(self.keep)
        for name, field in self.form.base_fields.items():
            if isinstance(field, DateField):
                names += [f"{name}_{part}" for part in PARTS]
            elif isinstance(field, (forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField)):
                names.append(name)
        return list(dict.fromkeys(names))

    def kept(self, asked):
        """Of what an address asks, what a saved view holds; always in one order."""
        found = [(name, asked.get(name, "")) for name in self.kept_names]
        found = [(name, value) for name, value in found if A_CHOICE.fullmatch(value)]
        sort = asked.get("sort", "")
        known = {one.name for one in self.columns if one.by}
        return urlencode([*found, ("sort", sort)] if sort.removeprefix("-") in known else found)

    def sort_of(self, request):
        """(column, whether downwards) that the address asks for; (None, False) for what cannot be sorted by."""
        asked = request.GET.get("sort", "")
        down, name = asked.startswith("-"), asked.removeprefix("-")
        return next(
            ((one, down) for one in self.columns_for(request.user) if one.by and one.name == name),
            (None, False),
        )

    def in_order(self, request, found):
        """The rows in the order that is asked for; rows that are equal in it stay as they were."""
        column, down = self.sort_of(request)
        if column is None:
            return found
        if not isinstance(found, QuerySet):
            known = [one for one in found if column.by(one) is not None]
            unknown = [one for one in found if column.by(one) is None]
            return sorted(known, key=column.by, reverse=down) + unknown
        by = column.by if isinstance(column.by, tuple) else (column.by,)
        by = [F(one) if isinstance(one, str) else one for one in by]
        by = [one.desc(nulls_last=True) if down else one.asc(nulls_last=True) for one in by]
        before = found.query.order_by or found.model._meta.ordering
        return found.order_by(*by, *before, "pk")

    def shown(self, request, found, *, form, of=None, prepare=None, plain=None):
        """What of the list this request shows."""
        return Shown(self, request, found, form=form, of=of, prepare=prepare, plain=plain)

    def views_of(self, person):
        """The views that somebody keeps of it."""
        return views_kept(person.pk, self.name)


class FirstPage:
    """The rows of a list of which nothing is asked, as most see it: their number and the first of them are known.

    The rest of it is the queryset's.
    """

    def __init__(self, found, *, number, first):
        """`first` gives the first A_PAGE of `found`, of which there are `number`."""
        self.found, self.number, self.first = found, number, first

    def count(self):
        return self.number

    def __getitem__(self, asked):
        return self.first() if not asked.start and asked.stop <= A_PAGE else self.found[asked]


class Shown:
    """What one request shows of a list: a page of it, or all of it as a file."""

    def __init__(self, listing, request, found, *, form, of, prepare, plain):
        """`of` is everything that the person might see there, or its number; `prepare` adds to some rows what no row
        brings along; `plain` is the FirstPage of `found` where its order is the list's own.
        """
        self.listing, self.request, self.form, self.of = listing, request, form, of
        self.prepare = prepare or (lambda rows: None)
        self.columns = listing.columns_for(request.user)
        self.sort = listing.sort_of(request)
        self.found = listing.in_order(request, found)
        self.plain = None if self.sort[0] else plain

    @cached_property
    def file(self):
        """Every row as a file, and the record of it, where the address asks for one."""
        kind = self.request.GET.get("file")
        if kind is None:
            return None
        if kind not in FILES:
            raise Http404
        rows = list(self.found)
        self.prepare(rows)
        told = [one for one in self.columns if one.value]
        cells = [[one.value(row) for one in told] for row in rows]
        note_taking_out(self.request, self.listing.title, rows=len(rows))
        heads = [one.label for one in told]
        return table_file(kind, slugify(self.listing.title), heads, cells)

    @cached_property
    def page(self):
        """The page that is asked for; beyond the end the last."""
        page = Paginator(self.plain or self.found, A_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list)
        self.prepare(page.object_list)
        return page

    # What stands above the table ---------------------------------------------------------------------------

    @cached_property
    def number(self):
        return self.page.paginator.count

    @cached_property
    def total(self):
        """How many there are without any filter; nothing where none is on, or nobody said of what."""
        if self.of is None or not self.narrowed_by:
            return None
        if isinstance(self.of, int):
            return self.of
        return self.of.count() if isinstance(self.of, QuerySet) else len(self.of)

    @cached_property
    def narrowed_by(self):
        """(question, answer) of each filter that is on, in words."""
        return list(narrowed_by(self.form, self.listing.always))

    @cached_property
    def counted(self):
        """How many are shown, in words."""
        number, total = self.number, self.total
        counted = total if total is not None and total >= number else number
        noun = self.listing.noun if counted == 1 else self.listing.nouns
        return f"{number:,} {noun}" if counted == number else f"{number:,} of {counted:,} {noun}"

    @property
    def clear(self):
        """The address of the list without filters, in the same order."""
        kept = [(name, self.request.GET[name]) for name in self.listing.keep if self.request.GET.get(name)]
        query = "&".join(filter(None, [self.listing.clear, urlencode(kept), self.sorting]))
        return f"{self.request.path}?{query}" if query else self.request.path

    @property
    def sorting(self):
        column, down = self.sort
        return f"sort={'-' if down else ''}{column.name}" if column else ""

    @property
    def query(self):
        """What the address asks for, but for the page."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        return asked.urlencode()

    def address(self, **changed):
        asked = self.request.GET.copy()
        asked.pop("page", None)
        for name, value in changed.items():
            asked[name] = value
        return f"{self.request.path}?{asked.urlencode()}"

    @property
    def files(self):
        return [(label, self.address(file=kind)) for kind, label in FILES.items()]

    @property
    def details(self):
        """Addresses of the same rows with more than the page has room for."""
        where, can = self.listing.detail, self.listing.detail_can
        if not where or (can and not may(self.request.user, can)):
            return []
        query = f"?{self.query}" if self.query else ""
        of = self.request.resolver_match.kwargs.values()
        return [(label, f"{reverse(where, args=[*of, kind])}{query}") for kind, label in FILES.items()]

    # The order ---------------------------------------------------------------------------------------------

    @cached_property
    def sorted_by(self):
        """(name of the column, whether downwards) in which the rows stand."""
        column, down = self.sort
        if column:
            return column.name, down
        return self.listing.first.removeprefix("-"), self.listing.first.startswith("-")

    @property
    def caption(self):
        column, down = self.sort
        if column:
            return f"{self.listing.title}, by {column.label.lower()}: {WAYS[column.kind][down]}"
        return f"{self.listing.title}, {self.listing.order}" if self.listing.order else self.listing.title

    @property
    def heads(self):
        """The headings of the page's columns, each with where its sorting leads."""
        name, down = self.sorted_by
        return [
            {
                "text": one.label,
                "numeric": one.numeric,
                "sort": self.way(one, not down if one.name == name else False),
                "sorted": "" if one.name != name else "descending" if down else "ascending",
            }
            for one in self.columns
            if not one.under
        ]

    def way(self, column, down):
        if not column.by:
            return None
        sign = "-" if down else ""
        return {"address": self.address(sort=f"{sign}{column.name}"), "words": WAYS[column.kind][down]}

    @property
    def ways(self):
        """Every way to sort, as one list to choose from, for where there is no room for headings."""
        now, down_now = self.sorted_by
        return [
            {
                "value": f"{'-' if down else ''}{one.name}",
                "label": f"{one.label}: {WAYS[one.kind][down]}",
                "chosen": one.name == now and down == down_now,
            }
            for one in self.columns
            if one.by
            for down in (False, True)
        ]

    @property
    def others(self):
        """What the address asks for beside order and page, to be sent along with a new order."""
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in ("page", "sort", "file")
            for value in values
        ]

    # Views of one's own ------------------------------------------------------------------------------------

    @cached_property
    def own(self):
        """The views that the person keeps of this list."""
        if not self.listing.saves:
            return []
        return self.listing.views_of(self.request.user)

    @cached_property
    def views(self):
        """Everybody's views and one's own, and which of them is looked at."""
        now = self.listing.kept(self.request.GET) or self.listing.clear
        views = [*self.listing.quick, *((view.name, view.query or self.listing.clear) for view in self.own)]
        return [
            {"label": label, "address": f"?{asks}", "current": now == asks and not self.typed}
            for label, asks in views
        ]

    @property
    def typed(self):
        """Whether words were typed that a view does not keep."""
        return any(
            self.request.GET.get(name)
            for name, field in self.form.fields.items()
            if type(field) is forms.CharField and name not in self.listing.keep
        )

    @cached_property
    def save(self):
        """The form that keeps this view, where there is something to keep and it can be read."""
        query = self.listing.kept(self.request.GET)
        if not self.listing.saves or not query or (self.form.is_bound and not self.form.is_valid()):
            return None
        return SaveViewForm(
            listing=self.listing.name, may_open_first=self.listing.opens, initial={"query": query}
        )
