"""The nouns of training."""

from training.models.booking import Booking
from training.models.programme import Course, Session, Venue

__all__ = ["Booking", "Course", "Session", "Venue"]
