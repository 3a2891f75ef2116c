"""Contact with schools, as an education lead records it."""

from datetime import date

from schools.operations import engagement as operations

FACTS = {
    "kind": "leads_forum",
    "held_on": date(2026, 10, 14),
    "title": "Autumn forum",
    "shared": "What the neglect review taught, and the new referral form.",
    "by_whom": "Education safeguarding team",
}


def engagement(cast, **more):
    given = FACTS | {"by": cast.education_lead, "authority": cast.county} | more
    return operations.record_engagement(**given)
