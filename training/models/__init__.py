"""The nouns of training."""

from training.models.accounts import AccountRequest, EmailDomain
from training.models.attendance import Came, Correction, Guest, Register
from training.models.booking import Booking
from training.models.certificates import Certificate, CertificateElsewhere
from training.models.charges import Charge
from training.models.commissioning import Commission, MarginUse, PoolTrainer, Programme, ProgrammeNeed
from training.models.evaluation import Evaluation, Remark, Score, Stage, Statement, YearlyEvaluation
from training.models.needs import Need, NeedEvidence, NeedsAnalysis, NeedScore
from training.models.programme import Course, Session, Venue

__all__ = [
    "AccountRequest",
    "Booking",
    "Came",
    "Certificate",
    "CertificateElsewhere",
    "Charge",
    "Commission",
    "Correction",
    "Course",
    "EmailDomain",
    "Evaluation",
    "Guest",
    "MarginUse",
    "Need",
    "NeedEvidence",
    "NeedScore",
    "NeedsAnalysis",
    "PoolTrainer",
    "Programme",
    "ProgrammeNeed",
    "Register",
    "Remark",
    "Score",
    "Session",
    "Stage",
    "Statement",
    "Venue",
    "YearlyEvaluation",
]
