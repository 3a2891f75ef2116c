"""The nouns of assurance."""

from assurance.models.doing import DoingAction, DoingEvidence, DoingReport, DoingStatement
from assurance.models.scrutiny import (
    AgencyReply,
    ChallengeEvent,
    EventChallenge,
    EventSlot,
    FeedbackLetter,
    LetterBatch,
    LookBack,
    ModeratedScore,
    Moderation,
    ScoreDecision,
    ScrutinyAction,
    Verification,
    VerificationSample,
)
from assurance.models.yearly_report import (
    Gather,
    Rendering,
    ReportCopy,
    ReportEndorsement,
    ReportSection,
    ScrutinyStatement,
    YearlyReport,
)

__all__ = [
    "AgencyReply",
    "ChallengeEvent",
    "DoingAction",
    "DoingEvidence",
    "DoingReport",
    "DoingStatement",
    "EventChallenge",
    "EventSlot",
    "FeedbackLetter",
    "Gather",
    "LetterBatch",
    "LookBack",
    "ModeratedScore",
    "Moderation",
    "Rendering",
    "ReportCopy",
    "ReportEndorsement",
    "ReportSection",
    "ScoreDecision",
    "ScrutinyAction",
    "ScrutinyStatement",
    "Verification",
    "VerificationSample",
    "YearlyReport",
]
