"""The public's search: in what the public reads, by the querysets of its pages, and in nothing else.

What is typed is kept nowhere: no line of the log has it, and no cookie is set.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import YearlyReport
from partnership.forms.search import SearchSiteForm
from partnership.models import (
    BusinessPlan,
    Edition,
    Group,
    LibraryItem,
    Policy,
    PolicyVersion,
    Said,
    TermsOfReference,
)
from partnership.models.finding import find
from partnership.models.written import TYPED, Written, as_typed
from partnership.rules.glossary import BY_NAME
from reviews.views.public import having, in_order
from training.models import Course

SHOWN = 8  # of each kind; who looks for more types another word
CONCERN = "Worried about a child?"
TELL = "Who to tell, also if you are a child yourself. In danger now, call 999."

# Pages that stand by themselves: title, url name, what a search finds them by besides.
PAGES = (
    (CONCERN, "concern", "report concern abuse neglect danger emergency number telephone referral duty team"),
    (
        "Contact us",
        "contact",
        "email telephone address language large print easy read braille complaint freedom of information foi "
        "journalist press media",
    ),
    ("Glossary", "glossary", "words terms abbreviations meaning jargon lcspr lscb cdop"),
    ("Accessibility statement", "accessibility", "disability screen reader language easy read"),
    ("Privacy", "privacy", "personal data information rights gdpr subject access"),
    ("Cookies", "cookies", "browser session tracking"),
    ("Who we are", "structure", "groups structure members chair sub-group board committee partnership"),
    ("Members by office", "members", "members offices seats organisations chair observer who sits"),
    ("When we do not agree", "disputes", "dispute resolution escalation disagree challenge complaint stages"),
    ("Our arrangements", "arrangements", "safeguarding partners money budget funding edition"),
    ("You said, we did", "voice", "voice children young people parents carers feedback"),
    ("Learning library", "library", "leaflet poster briefing bulletin download"),
    ("Training", "courses", "course book place trainer e-learning certificate"),
    ("Check a certificate", "check_certificate", "training certificate code valid"),
)  # fmt: skip

# Who is worried, or a child, types a sentence and not the words of a page. One of these is enough to be told whom to
# tell, whatever else stands there; what practitioners look for by the same words stands below it.
WORRIES = re.compile(
    r"\b(999|101|abus\w*|afraid|attacked|beat(s|en|ing)?|bull(y|ied|ying)|childline|concern(s|ed)?|danger(ous)?|emergency"
    r"|exploited|fgm|frightened|groom(ed|ing)|harmed|helpline|hit(s|ting)?|hotline|hurt(s|ing)?|mash|molest\w*|nspcc|police"
    r"|raped?|scared|sexting|smack(s|ed|ing)?|starv(ed|ing)|suicid(e|al)|threaten\w*|touch(es|ed|ing)|unsafe|violent"
    r"|worr(y|ied|ies))\b"
)

# Words of a question that say nothing of what it is about.
SMALL = {
    "a", "about", "an", "and", "any", "are", "at", "by", "can", "do", "does", "for", "from", "get", "how", "i", "if",
    "in", "is", "it", "me", "my", "of", "on", "or", "our", "should", "the", "there", "this", "to", "us", "we", "what",
    "when", "where", "which", "who", "why", "with", "you", "your",
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of thing that the public finds. `search` gives rows for what was typed, the best first."""

    label: str
    search: Callable
    title: Callable
    address: Callable
    note: Callable
    asks_itself: bool = False  # its statements are written already

    def find(self, typed):
        """Up to SHOWN results as the page draws them, and whether there are more: as many queries whatever there is."""
        rows = (
            self.search(typed) if self.asks_itself else written(self, timezone.localdate())(*as_typed(typed))
        )
        return [
            {"title": self.title(row), "address": self.address(row), "note": self.note(row)}
            for row in rows[:SHOWN]
        ], len(rows) > SHOWN


@lru_cache(50)
def written(kind, today):
    """What finds that kind, its SQL written once a day: which things are in force depends on the day."""
    return Written(lambda typed, *_: kind.search(typed)[: SHOWN + 1], *TYPED)


def in_policies(typed):
    """What stands today, by its title, its summary and the text in force."""
    today = timezone.localdate()
    text = PolicyVersion.objects.on(today).filter(policy=OuterRef("pk")).values("text")[:1]
    rows = Policy.objects.standing(today).annotate(in_force=Subquery(text))
    return find(rows, typed, names=("title",), words=("summary", "in_force"), plain=True)


def in_groups(typed):
    """Groups of today, by their name and what they are for."""
    today = timezone.localdate()
    terms = TermsOfReference.objects.filter(group=OuterRef("pk"), in_force_on__lte=today)
    rows = Group.objects.on(today).annotate(for_what=Subquery(terms.order_by("-version").values("remit")[:1]))
    return find(rows, typed, names=("name",), words=("for_what",), plain=True)


def in_reports(typed):
    """Published yearly reports as they are read, a corrected one in the place of the one before."""
    rows = YearlyReport.objects.newest()
    return find(rows, typed, names=("title",), words=("rendering__html",), plain=True)


def beginning(text, most=160):
    """The first words of a text."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


KINDS = (
    Kind(
        label="Published reviews",
        search=lambda typed: in_order(having(typed, plain=True)[0][: SHOWN + 1]),
        title=lambda row: row.public_title,
        address=lambda row: row.address,
        note=lambda row: beginning(row.abstract),
        asks_itself=True,
    ),
    Kind(
        label="Learning library",
        search=lambda typed: find(
            LibraryItem.objects.public(), typed, names=("title",), words=("summary", "text"), plain=True
        ),
        title=lambda row: row.title,
        address=lambda row: row.public_address,
        note=lambda row: f"{row.get_kind_display()}. {row.summary}",
    ),
    Kind(
        label="Policies",
        search=in_policies,
        title=lambda row: row.title,
        address=lambda row: row.public_address,
        note=lambda row: f"{row.get_kind_display()}. {row.summary}",
    ),
    Kind(
        label="Training",
        search=lambda typed: find(
            Course.objects.offered(),
            typed,
            names=("title",),
            words=("summary", "aims", "audience"),
            plain=True,
        ),
        title=lambda row: row.title,
        address=lambda row: reverse("public:course", args=[row.slug]),
        note=lambda row: row.summary,
    ),
    Kind(
        label="Yearly reports",
        search=in_reports,
        title=lambda row: row.title,
        address=lambda row: reverse("public:yearly_report", args=[row.slug]),
        note=lambda row: f"Published {row.published_on:%-d %B %Y}",
    ),
    Kind(
        label="Business plans",
        search=lambda typed: find(
            BusinessPlan.objects.public(), typed, names=("title",), words=("introduction",), plain=True
        ),
        title=lambda row: row.title,
        address=lambda row: reverse("public:plan_of_year", args=[row.starts_on.year]),
        note=lambda row: f"{row.starts_on:%-d %B %Y} to {row.ends_on:%-d %B %Y}",
    ),
    Kind(
        label="You said, we did",
        search=lambda typed: find(
            Said.objects.public(), typed, names=("theme",), words=("said", "done", "why_not"), plain=True
        ),
        title=lambda row: beginning(row.said, 100),
        address=lambda row: reverse("public:voice"),
        note=lambda row: beginning(row.answer),
    ),
    Kind(
        label="Groups",
        search=in_groups,
        title=lambda row: row.name,
        address=Group.get_absolute_url,
        note=lambda row: row.get_area_display(),
    ),
    Kind(
        label="Arrangements",
        search=lambda typed: find(Edition.objects.all(), typed, names=("title",), plain=True),
        title=lambda row: row.title,
        address=lambda row: reverse("public:edition", args=[row.code]),
        note=lambda row: f"In force from {row.starts_on:%-d %B %Y}",
    ),
)


def in_pages(typed):
    """Pages of the site that have every word that was typed in their title or about them, but for small words."""
    said = re.findall(r"[\w-]+", typed.lower())
    asked = [word for word in said if word not in SMALL] or said
    return [
        {"title": title, "address": reverse(f"public:{name}"), "note": TELL if title == CONCERN else ""}
        for title, name, words in PAGES
        if is_about(f"{title} {words}".lower(), asked) or (title == CONCERN and WORRIES.search(typed.lower()))
    ]


def in_glossary(typed):
    """What the glossary says of a word or an abbreviation, such as LADO, that was typed just so."""
    explained = BY_NAME.get(typed.strip(" ?.").lower())
    if explained is None:
        return []
    address = f"{reverse('public:glossary')}#{explained.anchor}"
    return [{"title": explained.name, "address": address, "note": explained.meaning}]


def is_about(words, asked):
    return bool(asked) and all(word in words for word in asked)


@require_safe
def search_site(request):
    """What was typed, in everything that the public reads; a kind without any is left out."""
    form = SearchSiteForm(request.GET if "q" in request.GET else None)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    results = []
    for label, found in (("Pages", in_pages(typed)), ("Glossary", in_glossary(typed))):
        if found:
            results.append({"label": label, "found": found, "more": False})
    for kind in KINDS if typed else ():
        found, more = kind.find(typed)
        if found:
            results.append({"label": kind.label, "found": found, "more": more})
    page = render(
        request,
        "public/search_site.html",
        {"form": form, "typed": typed, "results": results, "number": sum(len(r["found"]) for r in results)},
    )
    page["Cache-Control"] = "no-store"  # nobody else finds on this device what was looked for
    return page
