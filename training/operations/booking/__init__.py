"""Booking places: what others call. Everything changes under the lock of the session's row."""

from training.operations.booking.asking import (
    approve,
    book,
    book_by_hand,
    change_booking,
    check_prerequisite,
    decline,
    refuse_prerequisite,
)
from training.operations.booking.charges import (
    charge_for,
    confirm_sickness,
    mark_invoiced,
    mark_paid,
    put_charge_back,
    waive,
    what_it_costs,
)
from training.operations.booking.leaving import cancel, move, substitute
from training.operations.booking.places import give_place, offer_places, sweep_offers, take_offer
from training.operations.booking.sessions import confirm_place, session_cancelled, session_changed
from training.operations.booking.sweeping import sweep

__all__ = [
    "approve",
    "book",
    "book_by_hand",
    "cancel",
    "change_booking",
    "charge_for",
    "check_prerequisite",
    "confirm_place",
    "confirm_sickness",
    "decline",
    "give_place",
    "mark_invoiced",
    "mark_paid",
    "move",
    "offer_places",
    "put_charge_back",
    "refuse_prerequisite",
    "session_cancelled",
    "session_changed",
    "substitute",
    "sweep",
    "sweep_offers",
    "take_offer",
    "waive",
    "what_it_costs",
]
