"""Multi-agency audits: what is asked, of which cases, what each agency found and what all of them found together."""

from assurance.models.audits.audit import Audit, AuditLine
from assurance.models.audits.cases import (
    AuditCase,
    AuditTool,
    CaseGrade,
    CaseVoice,
    ImmediateConcern,
    JointSession,
    Selection,
    SessionAttendance,
)
from assurance.models.audits.findings import (
    AuditAction,
    AuditLearning,
    AuditPresentation,
    AuditRecommendation,
)

__all__ = [
    "Audit",
    "AuditAction",
    "AuditCase",
    "AuditLearning",
    "AuditLine",
    "AuditPresentation",
    "AuditRecommendation",
    "AuditTool",
    "CaseGrade",
    "CaseVoice",
    "ImmediateConcern",
    "JointSession",
    "Selection",
    "SessionAttendance",
]
