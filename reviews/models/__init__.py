"""The nouns of case reviews."""

from reviews.models.case import Case, CaseDeadline, Child, Notification, PartnerView, Stage
from reviews.models.information import InformationAnswer, InformationRequest
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
    "Case",
    "CaseDeadline",
    "Child",
    "Decision",
    "Hold",
    "InformationAnswer",
    "InformationRequest",
    "Notification",
    "Outcome",
    "PanelMessage",
    "PartnerView",
    "RapidReview",
    "Review",
    "ReviewerAppointment",
    "SignOff",
    "Stage",
]
