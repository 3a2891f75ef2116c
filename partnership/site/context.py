"""What every page is given."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse

from partnership.access import GRANTS, Can, may
from partnership.operations.sign_ins import how_long


@dataclass(frozen=True)
class Entry:
    """One entry of the service navigation."""

    label: str
    address: str
    current: bool


# label, address, and what a person must be able to do to be offered it; no capability means everybody signed in
SIGNED_IN = [
    ("Home", "home", ()),
    ("Diary", "diary", (Can.READ_DIARY,)),
    ("Cases", "reviews:list", (Can.READ_CASES,)),
    ("Meetings", "meetings", (Can.READ_MEETINGS,)),
    ("Refer an incident", "reviews:refer", (Can.REFER_CASES,)),
    ("My review", "reviews:my_review", (Can.WORK_ON_OWN_REVIEW,)),
    ("Learning", "reviews:briefings", (Can.READ_LEARNING,)),
    ("Assurance", "assurance:cycle", (Can.SEE_ASSURANCE,)),
    ("Yearly report", "assurance:reports", (Can.READ_YEARLY_DRAFTS,)),
    ("Schools", "schools:start", (Can.SEE_SCHOOLS,)),
    ("Training", "training:start", (Can.SEE_TRAINING, Can.TEACH)),
    ("Partnership", "hub", (Can.SEE_PARTNERSHIP,)),
]
PUBLIC = [
    ("Home", "public:home"),
    ("Published reviews", "public:reviews"),
    ("Learning", "public:library"),
    ("Yearly reports", "public:yearly_reports"),
    ("Policies", "public:policies"),
    ("Training", "public:courses"),
    ("Our arrangements", "public:arrangements"),
    ("Who we are", "public:structure"),
]
FEEDS = [
    ("Published reviews", "public:reviews_feed"),
    ("Learning library", "public:library_feed"),
    ("Yearly reports", "public:yearly_reports_feed"),
    ("Policies", "public:policies_feed"),
]
# where somebody goes who must leave at once: what anybody might be looking at
EXIT = "https://www.bbc.co.uk/weather"
# pages by which staff come in, though anybody may open them
FOR_STAFF = ("account_", "mfa_", "demo:")
# pages of the public site that answer one person's question and belong in no search engine
NOT_FOUND_BY_OTHERS = {"public:search_site", "public:checked_certificate"}
# beginnings of further addresses that belong to an entry
BELONGING = {
    "diary": ("/actions/",),
    "hub": (
        "/people/",
        "/seats/",
        "/acting-as/",
        "/my-calendar/",
        "/letters/",
        "/my-letters/",
        "/my-work/",
        "/my-sign-ins/",
        "/record/",
        "/money/",
        "/records/",
        "/highlights/",
        "/boards/",
        "/child-deaths/",
        "/cases/clocks/",
        "/voice/",
        "/plan/",
        "/decisions/",
        "/correspondence/",
        "/attendance/",
    ),
    "meetings": ("/papers/",),
    "public:structure": ("/groups/", "/members/", "/disputes/"),
    "reviews:briefings": ("/cases/elsewhere/",),
    "reviews:refer": ("/cases/referred/",),
}


@cache
def address(name):
    """Where an entry of every page leads: it stays there, so it is looked up once."""
    return reverse(name)


@cache
def offered_to(roles):
    """(label, name) of the entries for whoever holds these roles, and nothing else about them."""
    granted = set().union(*(GRANTS[role] for role in roles))
    return [(label, name) for label, name, cans in SIGNED_IN if not cans or granted.intersection(cans)]


def every_page(request):
    """Names, navigation for the person's roles, and where to raise a concern."""
    person = request.user if getattr(request, "user", None) and request.user.is_authenticated else None
    offered = offered_to(person.roles) if person else PUBLIC
    here = where_in([name for _, name in offered], request.path_info)
    entries = [Entry(label, address(name), name == here) for label, name in offered]
    return {
        "partnership_name": settings.PARTNERSHIP_NAME,
        "partnership_short_name": settings.PARTNERSHIP_SHORT_NAME,
        "navigation": entries,
        "person": person,
        "hats": hats_of(person) if person else None,
        "demo_address": address("demo:choose") if settings.DEMO else "",
        "concern_address": address("public:concern"),
        **searched_from(person),
        **found_as(request),
        "exit_address": EXIT if may_need_to_leave(request, person) else "",
        "staying": {
            **how_long(request.session),
            "warning": int(settings.SESSION_WARNING.total_seconds()),
        }
        if person
        else None,
    }


def may_need_to_leave(request, person):
    """Whether this page is the public's: also whatever is answered to somebody unknown, but for how staff sign in."""
    match = request.resolver_match
    if match is None:
        return person is None
    return match.namespace == "public" or (person is None and not match.view_name.startswith(FOR_STAFF))


def found_as(request):
    """What the head of a page tells search engines and feed readers; of anything but a public page, to keep out."""
    match = request.resolver_match
    if match is None or match.namespace != "public":
        return {"public_page": False, "indexed": False}
    page = request.GET.get("page", "")
    return {
        "public_page": True,
        "indexed": match.view_name not in NOT_FOUND_BY_OTHERS and not settings.DEMO,
        "canonical": f"{settings.SITE_URL}{request.path}" + (f"?page={page}" if page.isdecimal() else ""),
        "feeds": [{"label": label, "address": address(name)} for label, name in FEEDS],
    }


def searched_from(person):
    """Where the box in the header searches: what one may see, or for nobody in particular what the public reads."""
    if person is None:
        return {"search_address": address("public:search_site"), "searches": "this site"}
    if may(person, Can.SEARCH):
        return {"search_address": address("search"), "searches": "the portal"}
    return {"search_address": "", "searches": ""}


def hats_of(person):
    """What somebody with several roles chooses between; nothing for everybody else."""
    if len(person.held_today) < 2:
        return None
    worn = {one.pk for one in person.appointments_today}
    return {
        "acts": [one.hat for one in person.appointments_today] if person.acts_narrowed else [],
        "number": len(person.held_today),
        "choices": [
            {"pk": one.pk, "hat": one.hat, "worn": person.acts_narrowed and worn == {one.pk}}
            for one in person.held_today
        ],
    }


def where_in(names, path):
    """The entry that a page belongs to: the one with the longest beginning of its address, if there is any."""
    beginnings = {}
    for name in names:
        for beginning in (address(name), *BELONGING.get(name, ())):
            if path == beginning or (beginning != "/" and path.startswith(beginning)):
                beginnings[beginning] = name
    return beginnings[max(beginnings, key=len)] if beginnings else None
