"""The parts of a meeting, in the order in which its page shows them. A further part of the work adds a file."""

from partnership.views.meeting_parts.agenda import AGENDA
from partnership.views.meeting_parts.held import HELD
from partnership.views.meeting_parts.invited import INVITED
from partnership.views.meeting_parts.packs import PACKS
from partnership.views.meeting_parts.part import Look, Part, chairs

PARTS = (
    HELD,
    AGENDA,
    PACKS,
    INVITED,
)

__all__ = ["PARTS", "Look", "Part", "chairs"]
