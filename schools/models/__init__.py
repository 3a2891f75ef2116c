"""The nouns of schools and other settings."""

from schools.models.chasing import ChaseContact, ChaseHold, ChaseReply, ChaseStep, Office, PrintedLetters
from schools.models.inspections import Concern, ConcernEntry, Inspection, InspectionFile, InspectionNote
from schools.models.register import Contact, RegisterChange, RegisterFile, School, SchoolLink, Trust
from schools.models.returns import AskedSchool, SchoolSigning

__all__ = [
    "AskedSchool",
    "ChaseContact",
    "ChaseHold",
    "ChaseReply",
    "ChaseStep",
    "Concern",
    "ConcernEntry",
    "Contact",
    "Inspection",
    "InspectionFile",
    "InspectionNote",
    "Office",
    "PrintedLetters",
    "RegisterChange",
    "RegisterFile",
    "School",
    "SchoolLink",
    "SchoolSigning",
    "Trust",
]
