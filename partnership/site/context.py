"""What every page is given."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from partnership.access import Can, may


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
    ("Refer an incident", "reviews:refer", (Can.REFER_CASES,)),
    ("My review", "reviews:my_review", (Can.WORK_ON_OWN_REVIEW,)),
    ("Assurance", "assurance:rounds", (Can.RUN_ASSURANCE, Can.READ_RETURNS)),
    ("Yearly report", "assurance:reports", (Can.READ_YEARLY_DRAFTS,)),
    ("What dates follow?", "reviews:clocks", (Can.ASK_WHAT_DATES_FOLLOW,)),
    ("People", "people", (Can.INVITE_PEOPLE,)),
    ("Record", "record", (Can.READ_RECORD,)),
]
PUBLIC = [
    ("Home", "public:home"),
    ("Published reviews", "public:reviews"),
    ("Yearly reports", "public:yearly_reports"),
    ("Our arrangements", "public:arrangements"),
    ("Who we are", "public:structure"),
]


def every_page(request):
    """Names, navigation for the person's roles, and where to raise a concern."""
    person = request.user if getattr(request, "user", None) and request.user.is_authenticated else None
    if person:
        offered = [
            (label, name) for label, name, cans in SIGNED_IN if not cans or any(may(person, c) for c in cans)
        ]
    else:
        offered = PUBLIC
    here = request.path_info
    entries = []
    for label, name in offered:
        address = reverse(name)
        current = here == address or (address not in ("/", reverse("home")) and here.startswith(address))
        entries.append(Entry(label, address, current))
    return {
        "partnership_name": settings.PARTNERSHIP_NAME,
        "partnership_short_name": settings.PARTNERSHIP_SHORT_NAME,
        "navigation": entries,
        "person": person,
        "demo": settings.DEMO,
        "demo_address": reverse("demo:choose") if settings.DEMO else "",
        "concern_address": reverse("public:concern"),
    }
