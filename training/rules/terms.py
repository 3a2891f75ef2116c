"""What holds for booking, cancelling and not coming: the figures of data/booking.toml, and whoever they hold for."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "booking.toml"


@dataclass(frozen=True)
class Terms:
    """Notice in working days and charges in pounds, for bookings asked for from `holds_from` on."""

    holds_from: date
    charges: bool
    notice_working_days: int
    full_day: Decimal
    half_day: Decimal
    confirmed: bool
    source: str

    def charge(self, *, half_day):
        return self.half_day if half_day else self.full_day


@dataclass(frozen=True)
class Timings:
    """How long offers and links last, and when letters go: days, or working days where the name says so."""

    offer_working_days: int
    short_offer_within_working_days: int
    short_offer_working_days: int
    no_offer_within_working_days: int
    manager_link_days: int
    manager_reminder_working_days: int
    sickness_working_days: int
    reminder_days_before: int
    joining_days_before: int
    access_needs_days_after: int
    refused_request_days: int
    refresher_months_before: int
    most_waiting_requests: int


@cache
def written():
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def all_terms():
    """Every version, the newest first."""
    found = [
        Terms(**{**one, "full_day": Decimal(one["full_day"]), "half_day": Decimal(one["half_day"])})
        for one in written()["terms"]
    ]
    return sorted(found, key=lambda one: one.holds_from, reverse=True)


def terms_on(day):
    """The terms under which somebody asks on that day; the first ones for whatever is older."""
    return next((one for one in all_terms() if one.holds_from <= day), all_terms()[-1])


@cache
def timings():
    return Timings(**written()["timings"])


def is_free_for(kind):
    """Whether places of that kind of organisation are funded by the partners."""
    return kind in written()["funding"]["free_for"]


def local_areas():
    return written()["workforce"]["areas"]


def is_free_mail(domain):
    """Whether anybody can have an address there, so that it says nothing about where somebody works."""
    return domain in written()["free_mail"]["domains"]
