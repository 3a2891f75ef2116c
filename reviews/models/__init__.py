"""The nouns of case reviews."""

from reviews.models.case import Case, CaseDeadline, Child, Notification, PartnerView, Stage
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
    "Decision",
    "Dissemination",
    "EvidencePack",
    "Hold",
    "InformationAnswer",
    "InformationRequest",
    "Notification",
    "Outcome",
    "OutsideReview",
    "PanelMessage",
    "PartnerView",
    "RapidReview",
    "Recommendation",
    "Review",
    "ReviewerAppointment",
    "SignOff",
    "Stage",
]
