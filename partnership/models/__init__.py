"""The shared nouns."""

from partnership.models.actions import Action, ActionUpdate, ActionUpload, TargetChange
from partnership.models.agenda import Invitee, StandingItem
from partnership.models.arrangements import (
    ArrangementsReview,
    ConcernContact,
    Correction,
    Edition,
    Endorsement,
    Guidance,
    LinkedBoard,
    Power,
    SettingCount,
)
from partnership.models.attendance import Attendee, Sitting
from partnership.models.boards import BoardAssurance, BoardContact, BoardInformation
from partnership.models.challenges import Challenge
from partnership.models.child_deaths import ChildDeathConcern, ChildDeathReport, ChildDeathShare
from partnership.models.committees import Committee, CommitteeConsultation
from partnership.models.consultations import (
    Comment,
    Consultation,
    ConsultationAsked,
    ConsultationExtension,
)
from partnership.models.contact import ContactDetails
from partnership.models.cycle import ClosedDays, Cycle, CycleRow, MeetingHabit, YoungPeoplesYear
from partnership.models.deadlines import Deadline
from partnership.models.decisions import Circular, CircularReply, Decision, Stance
from partnership.models.disputes import (
    DisputePolicy,
    DisputePosition,
    DisputeStage,
    DisputeStep,
    PartnerDispute,
)
from partnership.models.documents import Document
from partnership.models.escalations import Escalation, EscalationStep
from partnership.models.groups import Group, QuorumOf, QuorumRule, Seat, TermsOfReference
from partnership.models.highlights import HighlightReport, HighlightShare
from partnership.models.learning import LearningPoint, Theme
from partnership.models.letters import Letter, LetterWords, LostAddress
from partnership.models.library import LibraryItem
from partnership.models.meetings import AgendaItem, Meeting
from partnership.models.minutes import (
    ItemAction,
    ItemMinutes,
    Minutes,
    MinutesAddition,
    MinutesCopy,
    MinutesPaper,
)
from partnership.models.money import (
    Budget,
    BudgetApproval,
    BudgetEdition,
    BudgetLine,
    CaseCost,
    CaseCostShare,
    Contribution,
    Forecast,
    Income,
    InKind,
    Invoice,
    Payment,
    Pot,
    Spending,
    YearClosing,
)
from partnership.models.organisations import Area, FormerName, Organisation, Participation
from partnership.models.papers import Pack, Paper, PaperVersion
from partnership.models.people import Appointment, Invitation, Person
from partnership.models.plan import (
    BusinessPlan,
    Driver,
    PlanAction,
    PlanConsultation,
    PlanQuarter,
    PlanVariation,
    Priority,
    Progress,
)
from partnership.models.policies import Policy, PolicyVersion
from partnership.models.questionnaires import (
    Question,
    Questionnaire,
    Round,
    Scale,
    ScalePoint,
    Section,
)
from partnership.models.record import Event, Heartbeat
from partnership.models.records import Disposal, Hold, Record, RetentionReview, Series
from partnership.models.returns import (
    Answer,
    Evidence,
    Return,
    SectionAssignment,
)
from partnership.models.rounds import Chase, PlannedRound, ReturnEscalation
from partnership.models.sign_ins import KeptForm, SignIn
from partnership.models.subject_requests import SubjectRequest, Withheld
from partnership.models.submissions import Reopening, ReturnVersion
from partnership.models.surveys import (
    SpentForm,
    Survey,
    SurveyChoice,
    SurveyLink,
    SurveyReply,
    SurveyText,
    SurveyTicket,
)
from partnership.models.uploads import Upload
from partnership.models.voice import (
    Said,
    VoiceSession,
    VoiceUse,
)
from partnership.models.workspace import CalendarFeed, SavedView

__all__ = [
    "Action",
    "ActionUpdate",
    "ActionUpload",
    "AgendaItem",
    "Answer",
    "Appointment",
    "Area",
    "ArrangementsReview",
    "Attendee",
    "BoardAssurance",
    "BoardContact",
    "BoardInformation",
    "Budget",
    "BudgetApproval",
    "BudgetEdition",
    "BudgetLine",
    "BusinessPlan",
    "CalendarFeed",
    "CaseCost",
    "CaseCostShare",
    "Challenge",
    "Chase",
    "ChildDeathConcern",
    "ChildDeathReport",
    "ChildDeathShare",
    "Circular",
    "CircularReply",
    "ClosedDays",
    "Comment",
    "Committee",
    "CommitteeConsultation",
    "ConcernContact",
    "Consultation",
    "ConsultationAsked",
    "ConsultationExtension",
    "ContactDetails",
    "Contribution",
    "Correction",
    "Cycle",
    "CycleRow",
    "Deadline",
    "Decision",
    "Disposal",
    "DisputePolicy",
    "DisputePosition",
    "DisputeStage",
    "DisputeStep",
    "Document",
    "Driver",
    "Edition",
    "Endorsement",
    "Escalation",
    "EscalationStep",
    "Event",
    "Evidence",
    "Forecast",
    "FormerName",
    "Group",
    "Guidance",
    "Heartbeat",
    "HighlightReport",
    "HighlightShare",
    "Hold",
    "InKind",
    "Income",
    "Invitation",
    "Invitee",
    "Invoice",
    "ItemAction",
    "ItemMinutes",
    "KeptForm",
    "LearningPoint",
    "Letter",
    "LetterWords",
    "LibraryItem",
    "LinkedBoard",
    "LostAddress",
    "Meeting",
    "MeetingHabit",
    "Minutes",
    "MinutesAddition",
    "MinutesCopy",
    "MinutesPaper",
    "Organisation",
    "Pack",
    "Paper",
    "PaperVersion",
    "Participation",
    "PartnerDispute",
    "Payment",
    "Person",
    "PlanAction",
    "PlanConsultation",
    "PlanQuarter",
    "PlanVariation",
    "PlannedRound",
    "Policy",
    "PolicyVersion",
    "Pot",
    "Power",
    "Priority",
    "Progress",
    "Question",
    "Questionnaire",
    "QuorumOf",
    "QuorumRule",
    "Record",
    "Reopening",
    "RetentionReview",
    "Return",
    "ReturnEscalation",
    "ReturnVersion",
    "Round",
    "Said",
    "SavedView",
    "Scale",
    "ScalePoint",
    "Seat",
    "Section",
    "SectionAssignment",
    "Series",
    "SettingCount",
    "SignIn",
    "Sitting",
    "Spending",
    "SpentForm",
    "Stance",
    "StandingItem",
    "SubjectRequest",
    "Survey",
    "SurveyChoice",
    "SurveyLink",
    "SurveyReply",
    "SurveyText",
    "SurveyTicket",
    "TargetChange",
    "TermsOfReference",
    "Theme",
    "Upload",
    "VoiceSession",
    "VoiceUse",
    "Withheld",
    "YearClosing",
    "YoungPeoplesYear",
]
