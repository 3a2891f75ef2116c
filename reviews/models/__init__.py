"""The nouns of case reviews."""

from reviews.models.anonymity import AnonymityCheck, Wording
from reviews.models.answer import (
    ChronologyRow,
    ChronologyUpload,
    ImmediateAction,
    InformationAnswer,
    PracticeEpisode,
)
from reviews.models.before_sign_off import AccuracyCheck, GoneOnWithout, LegalCheck
from reviews.models.case import Case, CaseDeadline, Notification, PartnerView, Route, Stage
from reviews.models.child import Child
from reviews.models.closing import Closure, Reopening
from reviews.models.commissioning import (
    Approval,
    Candidate,
    Cost,
    CostShare,
    Reference,
    RemovalAgreement,
    Reviewer,
    Terms,
)
from reviews.models.corrected import SentCorrection
from reviews.models.decision import Advice, Conflict, Decision, PartnerPosition
from reviews.models.dispute import Dispute
from reviews.models.evidence import EvidencePack
from reviews.models.family import FamilyContact, FamilyMember
from reviews.models.information import Chaser, InformationRequest, InvolvementReply
from reviews.models.intake import AuthorityDecision, ParallelProceeding, ReferralDraft
from reviews.models.learning import (
    Briefing,
    CaseAction,
    CaseLearning,
    Dissemination,
    OutsideReview,
    Recommendation,
)
from reviews.models.panel import PanelMessage, PanelReport
from reviews.models.public_entries import PublicEntry
from reviews.models.public_words import Correction, CorrectionCheck, Improvement
from reviews.models.publication import (
    AdvanceCopy,
    Artefact,
    Hold,
    Review,
    ReviewerAppointment,
    SignOff,
)
from reviews.models.publication_decision import PublicationDecision, ReportComment, SignOffRefusal, Telling
from reviews.models.rapid_review import (
    Attendance,
    FamilyTold,
    Finding,
    Outcome,
    RapidReview,
    RapidReviewRevision,
    YesNo,
)
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
from reviews.models.under_way import (
    PractitionerEvent,
    ProgressCheck,
    ReviewDraft,
    ReviewerNotes,
    ReviewMeeting,
    SharedPaper,
    WrittenRequest,
)

__all__ = [
    "AccuracyCheck",
    "AdvanceCopy",
    "Advice",
    "AnonymityCheck",
    "Approval",
    "Artefact",
    "Attendance",
    "AuthorityDecision",
    "Briefing",
    "Candidate",
    "Case",
    "CaseAction",
    "CaseDeadline",
    "CaseLearning",
    "Chaser",
    "Child",
    "ChronologyRow",
    "ChronologyUpload",
    "Closure",
    "Conflict",
    "Correction",
    "CorrectionCheck",
    "Cost",
    "CostShare",
    "Decision",
    "Dispute",
    "Dissemination",
    "EvidencePack",
    "FamilyContact",
    "FamilyMember",
    "FamilyTold",
    "Finding",
    "GoneOnWithout",
    "Hold",
    "ImmediateAction",
    "Improvement",
    "InformationAnswer",
    "InformationRequest",
    "Inherited",
    "InvolvementReply",
    "LedElsewhere",
    "LegalCheck",
    "LocalProgress",
    "LocalReview",
    "NationalReview",
    "NotMet",
    "Notification",
    "OtherPartnership",
    "Outcome",
    "OutsideReview",
    "PanelMessage",
    "PanelReport",
    "ParallelProceeding",
    "PartnerPosition",
    "PartnerView",
    "PracticeEpisode",
    "PractitionerEvent",
    "ProgressCheck",
    "PublicEntry",
    "PublicationDecision",
    "RapidReview",
    "RapidReviewRevision",
    "Recommendation",
    "Reference",
    "ReferralDraft",
    "RemovalAgreement",
    "Reopening",
    "ReportComment",
    "Review",
    "ReviewDraft",
    "ReviewMeeting",
    "Reviewer",
    "ReviewerAppointment",
    "ReviewerNotes",
    "Route",
    "RouteChoice",
    "SentCorrection",
    "SharedPaper",
    "SignOff",
    "SignOffRefusal",
    "Stage",
    "Telling",
    "Terms",
    "Wording",
    "WrittenRequest",
    "YesNo",
]
