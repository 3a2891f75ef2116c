"""What the invented agencies say when they are asked: at once whether they were involved, then all that they know."""

from datetime import timedelta

from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.operations import information

NOT_INVOLVED = {"involvement": "not_involved", "signed_off_office": "Named nurse"}
TRUST = "leicestershire-partnership-trust"

# agency → its lead, its office, its involvement in short, and rows of its chronology:
# days before the incident (None where the day is not known), record, event, child seen, child heard, what was done.
KNOWS = {
    "leicestershire-county-council": (
        "county_lead", "Head of safeguarding", "Two contacts to the front door; one assessment, closed with advice.",
        [
            (241, "Front door record", "A neighbour reported shouting and a crying child.", "no", "no",
             "Checks with health and school; no further action."),
            (96, "Front door record", "Health visiting asked for advice about missed appointments.", "not_applicable",
             "not_applicable", "Advice was given and recorded."),
            (60, "Assessment", "An assessment was completed after one visit.", "yes", "not_recorded",
             "Closed with advice on services nearby."),
            (0, "Emergency duty record", "The hospital reported the incident.", "yes", "no",
             "A strategy meeting was held that night."),
        ],
    ),
    "leicestershire-police": (
        "police_lead", "Head of public protection",
        "One call to the address, eight months before; no offence was found.",
        [
            (241, "Incident log", "Officers attended after a neighbour’s call. Nobody was hurt.", "yes", "no",
             "A notification was sent to children’s social care."),
            (0, "Incident log", "Officers were called by the hospital.", "yes", "not_applicable",
             "An investigation was begun."),
        ],
    ),
    "leicester-leicestershire-and-rutland-icb": (
        "health_lead", "Designated nurse", "General practice saw the mother twice after the birth.",
        [
            (120, "General practice record", "The mother spoke of low mood. The child was not mentioned.",
             "not_recorded", "not_recorded", "A review was booked, and not attended."),
            (None, "General practice record", "A letter about the missed review was filed without a date.",
             "not_applicable", "not_applicable", ""),
        ],
    ),
    "university-hospitals-of-leicester": (
        "hospital_lead", "Named nurse", "Maternity care, and the emergency department on the day.",
        [
            (96, "Health visiting note", "A second appointment was missed.", "no", "no",
             "Advice was asked of social care."),
            (0, "Emergency department record", "The child was brought in by ambulance.", "yes", "no",
             "Police and social care were told within the hour."),
        ],
    ),
}  # fmt: skip


def chronology(code, case):
    """The agency's rows, counted back from the incident of the case."""
    names = ("source", "event", "child_seen", "child_heard", "response")
    return [
        {"on": None if days is None else case.incident_on - timedelta(days)}
        | dict(zip(names, said, strict=True))
        for days, *said in KNOWS[code][3]
    ]


def involved(code, case):
    """The whole answer of an agency that was involved."""
    _, office, summary, _ = KNOWS[code]
    return {
        "involvement": "involved",
        "period_from": case.incident_on - timedelta(365),
        "period_to": case.incident_on,
        "summary": summary,
        "records_secured": "yes",
        "chronology": chronology(code, case),
        "episodes": [
            {
                "title": "Two contacts, each assessed on its own",
                "when": "In the months before the incident",
                "happened": "Each contact was closed on what was known of that day alone.",
                "why": "Earlier contacts lay in another system, and the form did not ask for them.",
                "good": "The second worker rang back the same evening.",
            }
        ],
        "good_practice": "A practitioner went back the same day to make sure that the child had been seen.",
        "learning": "Contacts about the same family are now read together before one is closed.",
        "actions": [
            {
                "what": "Staff were reminded of the bruising procedure; supervision of open cases was checked.",
                "office": office,
                "done_on": case.incident_on,
            }
        ],
        "identity": "The family's language and faith were recorded; an interpreter was used once of three times. "
        "Nobody asked what racism the family had met, or what the child's disability meant at home.",
        "signed_off_office": office,
    }


def of(case, code):
    return case.requests.get(organisation__code=code)


def says(people, case, code, said, lead=None, late_reason=""):
    """An agency's lead says at once whether it was involved."""
    lead = lead or KNOWS[code][0]
    return information.say_involved(
        of(case, code), by=getattr(people, lead), said=said, late_reason=late_reason
    )


def answers(people, case, code, late_reason=""):
    """An agency that was involved sends its whole answer."""
    return information.answer(
        of(case, code), by=getattr(people, KNOWS[code][0]), late_reason=late_reason, **involved(code, case)
    )


def says_not_involved(people, case):
    """The trust signs off that it was not involved."""
    return information.answer(of(case, TRUST), by=people.trust_lead, **NOT_INVOLVED)


def chase(people, case, code):
    """A board officer rings an agency that has said nothing."""
    note = "Left word with the duty desk; the lead rings back tomorrow."
    return information.chase(of(case, code), by=people.officer, how="spoken", note=note)


def everybody_says(people, case, notified):
    """On the second working day four say that they were involved, the fifth that it was not. To be yielded from."""
    yield at(add_working_days(notified, 2), 14)
    for code in KNOWS:
        says(people, case, code, "yes")
    says(people, case, TRUST, "no", lead="trust_lead")


def everybody_answers(people, case):
    """Four agencies were involved, the fifth signs off that it was not."""
    for code in KNOWS:
        answers(people, case, code)
    says_not_involved(people, case)
