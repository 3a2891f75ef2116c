"""The nouns of case reviews."""

from reviews.models.case import Case, CaseDeadline, Child, Notification, PartnerView, Route, Stage
from reviews.models.closing import Closure, Reopening
from reviews.models.evidence import EvidencePack
from reviews.models.information import InformationAnswer, InformationRequest
from reviews.models.learning import (
    Briefing,
    CaseAction,
    CaseLearning,
    Dissemination,
    OutsideReview,
    Recommendation,
)
from reviews.models.publication import (
    AdvanceCopy,
    AnonymityCheck,
    Artefact,
    Hold,
    Review,
    ReviewerAppointment,
    SignOff,
)
from reviews.models.rapid_review import Decision, Outcome, PanelMessage, RapidReview
from reviews.models.routes import (
    Inherited,
    LedElsewhere,
    LocalProgress,
    LocalReview,
    NationalReview,
    NotMet,
    OtherPartnership,
    RouteChoice,
)

__all__ = [
    "AdvanceCopy",
    "AnonymityCheck",
    "Artefact",
    "Briefing",
    "Case",
    "CaseAction",
    "CaseDeadline",
    "CaseLearning",
    "Child",
    "Closure",
    "Decision",
    "Dissemination",
    "EvidencePack",
    "Hold",
    "InformationAnswer",
    "InformationRequest",
    "Inherited",
    "LedElsewhere",
    "LocalProgress",
    "LocalReview",
    "NationalReview",
    "NotMet",
    "Notification",
    "OtherPartnership",
    "Outcome",
    "OutsideReview",
    "PanelMessage",
    "PartnerView",
    "RapidReview",
    "Recommendation",
    "Reopening",
    "Review",
    "ReviewerAppointment",
    "Route",
    "RouteChoice",
    "SignOff",
    "Stage",
]
