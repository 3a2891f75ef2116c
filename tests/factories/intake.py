"""Referrals being written, as their writers type them page by page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from reviews.operations.referral import begin_referral, save_page
from tests.factories.reviews import ACCOUNT

CHILD = {
    "age": "3",
    "outcome": "died",
    "sex": "female",
    "ethnicity": "mixed",
    "disabled": "no",
    "looked_after": "no",
    "placement": "",
    "child_in_need_plan": "no",
    "child_protection_plan": "yes",
    "care_leaver": "no",
    "known_to_agencies": "yes",
}
SECOND_CHILD = CHILD | {"age": "", "outcome": "seriously_harmed", "looked_after": "yes", "placement": "foster",
                        "disabled": "unknown", "sex": "unknown"}  # fmt: skip


def typed():
    """What a lead of the police types on every page, for two children."""
    day = timezone.localdate() - timedelta(3)
    return {
        "agreed": {"agreed_by_office": "Head of public protection"},
        "when": {
            "incident_on_day": str(day.day),
            "incident_on_month": str(day.month),
            "incident_on_year": str(day.year),
            "incident_precision": "day",
        },
        "where": {"responsible_authority": "", "residence_authority": ""},
        "child-1": CHILD,
        "child-2": SECOND_CHILD,
        "children": {"another": "no"},
        "account": {"account": ACCOUNT},
        "abuse": {"abuse_or_neglect": "yes"},
        "processes": {"known": ["police", "coroner"], "note_police": "An arrest was made."},
        "media": {"media_interest": "unknown"},
    }


def kept(answers):
    """As the draft keeps what was typed: a list for each box."""
    return {name: value if isinstance(value, list) else [value] for name, value in answers.items()}


def begun(person, *, without=(), **pages):
    """A referral that this person has written, all of it but the pages left out."""
    draft = begin_referral(by=person)
    for page, answers in (typed() | pages).items():
        if page not in without:
            draft = save_page(draft, by=person, page=page, answers=kept(answers))
    return draft


def page_of(draft, page):
    return reverse("reviews:refer_page", args=[draft.key, page])


def check_of(draft):
    return reverse("reviews:refer_check", args=[draft.key])
