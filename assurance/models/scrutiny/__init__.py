"""The nouns of scrutiny: moderated scores, challenge events, feedback letters, verification, what follows."""

from assurance.models.scrutiny.events import ChallengeEvent, EventChallenge, EventSlot
from assurance.models.scrutiny.feedback import FeedbackLetter, LetterBatch
from assurance.models.scrutiny.follow_up import LookBack, ScrutinyAction
from assurance.models.scrutiny.moderation import AgencyReply, ModeratedScore, Moderation, ScoreDecision
from assurance.models.scrutiny.verification import Verification, VerificationSample

__all__ = [
    "AgencyReply",
    "ChallengeEvent",
    "EventChallenge",
    "EventSlot",
    "FeedbackLetter",
    "LetterBatch",
    "LookBack",
    "ModeratedScore",
    "Moderation",
    "ScoreDecision",
    "ScrutinyAction",
    "Verification",
    "VerificationSample",
]
