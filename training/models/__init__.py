"""The nouns of training."""

from training.models.accounts import AccountRequest, EmailDomain
from training.models.booking import Booking
from training.models.charges import Charge
from training.models.commissioning import Commission, MarginUse, PoolTrainer, Programme, ProgrammeNeed
from training.models.needs import Need, NeedEvidence, NeedsAnalysis, NeedScore
from training.models.programme import Course, Session, Venue

__all__ = [
    "AccountRequest",
    "Booking",
    "Charge",
    "Commission",
    "Course",
    "EmailDomain",
    "MarginUse",
    "Need",
    "NeedEvidence",
    "NeedScore",
    "NeedsAnalysis",
    "PoolTrainer",
    "Programme",
    "ProgrammeNeed",
    "Session",
    "Venue",
]
