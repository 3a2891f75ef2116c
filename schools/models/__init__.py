"""The nouns of schools and other settings."""

from schools.models.chasing import (
    ChaseContact,
    ChaseHold,
    ChaseReply,
    ChaseStep,
    Office,
    PrintedLetters,
)
from schools.models.education import (
    EducationReport,
    EducationSection,
    EducationText,
)
from schools.models.engagement import (
    Engagement,
)
from schools.models.inspections import (
    Concern,
    ConcernEntry,
    Inspection,
    InspectionFile,
    InspectionNote,
)
from schools.models.register import (
    Contact,
    RegisterChange,
    RegisterFile,
    School,
    SchoolLink,
    Trust,
)
from schools.models.returns import (
    AskedSchool,
    SchoolSigning,
)
from schools.models.settings import (
    AssuranceRequest,
    NotificationCount,
    ProcedureCheck,
    Setting,
    SettingFollowUp,
    SettingIssue,
    SettingsCount,
)

__all__ = [
    "AskedSchool",
    "AssuranceRequest",
    "ChaseContact",
    "ChaseHold",
    "ChaseReply",
    "ChaseStep",
    "Concern",
    "ConcernEntry",
    "Contact",
    "EducationReport",
    "EducationSection",
    "EducationText",
    "Engagement",
    "Inspection",
    "InspectionFile",
    "InspectionNote",
    "NotificationCount",
    "Office",
    "PrintedLetters",
    "ProcedureCheck",
    "RegisterChange",
    "RegisterFile",
    "School",
    "SchoolLink",
    "SchoolSigning",
    "Setting",
    "SettingFollowUp",
    "SettingIssue",
    "SettingsCount",
    "Trust",
]
