"""The nouns of schools and other settings."""

from schools.models.register import Contact, RegisterChange, RegisterFile, School, SchoolLink, Trust
from schools.models.returns import AskedSchool, SchoolSigning

__all__ = [
    "AskedSchool",
    "Contact",
    "RegisterChange",
    "RegisterFile",
    "School",
    "SchoolLink",
    "SchoolSigning",
    "Trust",
]
