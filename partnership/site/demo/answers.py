"""What the invented agencies say when they are asked: at once whether they were involved, then all that they know."""

from datetime import timedelta

from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.operations import information

NOT_INVOLVED = {"involvement": "not_involved", "signed_off_office": "Named nurse"}
TRUST = "leicestershire-partnership-trust"

# agency → its lead, its office, its involvement in short, and rows of its chronology:
# days before the incident (None where the day is not known, a pair with the precision where it is not known exactly),
# record, event, child seen, child heard, what was done, and what the agency thinks of it now where it says so.
KNOWS = {
    "leicestershire-county-council": (
        "county_lead", "Head of safeguarding", "Two contacts to the front door; one assessment, closed with advice.",
        [
            (348, "Front door record", "A relative asked what help there is for tired parents.", "not_applicable",
             "not_applicable", "Was sent the directory of services."),
            (241, "Front door record", "A neighbour reported shouting and a crying child.", "no", "no",
             "Checks with health and school; no further action.", "Nobody rang the neighbour back."),
            (96, "Front door record", "Health visiting asked for advice about missed appointments.", "not_applicable",
             "not_applicable", "Advice was given and recorded."),
            (74, "Assessment", "First visit: the home was tidy, the child asleep.", "yes", "no",
             "A second visit was planned.", "The second visit was planned for a day on which the family was away."),
            (60, "Assessment", "An assessment was completed after one visit.", "yes", "not_recorded",
             "Closed with advice on services nearby."),
            (0, "Emergency duty record", "The hospital reported the incident.", "yes", "no",
             "A strategy meeting was held that night."),
        ],
    ),
    "leicestershire-police": (
        "police_lead", "Head of public protection",
        "Two calls to the address in the year before; no offence was found.",
        [
            (241, "Incident log", "Officers attended after a neighbour’s call. Nobody was hurt.", "yes", "no",
             "A notification was sent to children’s social care.", "It was sent four days later."),
            ((120, "month"), "Intelligence report", "A second adult was said to live at the address.", "not_applicable",
             "not_applicable", "Kept, and not shared.", "It is the one fact that would have changed what others did."),
            (31, "Incident log", "Call about noise; nobody opened. No further attendance.", "no", "no", ""),
            (0, "Incident log", "Officers were called by the hospital.", "yes", "not_applicable",
             "An investigation was begun."),
        ],
    ),
    "leicester-leicestershire-and-rutland-icb": (
        "health_lead", "Designated nurse", "General practice saw the mother three times in the year before.",
        [
            ((330, "month"), "General practice record", "The mother registered with the practice.", "not_applicable",
             "not_applicable", "A new patient check was offered."),
            (120, "General practice record", "The mother spoke of low mood. The child was not mentioned.",
             "not_recorded", "not_recorded", "A review was booked, and not attended.",
             "Whoever treats a parent could ask after the child."),
            (52, "General practice record", "The child was brought with a cough, and seen by a locum.", "yes", "no",
             "Treated. Growth was not measured."),
            (None, "General practice record", "A letter about the missed review was filed without a date.",
             "not_applicable", "not_applicable", ""),
        ],
    ),
    "university-hospitals-of-leicester": (
        "hospital_lead", "Named nurse",
        "Two visits to hospital before the incident, and the emergency department on the day.",
        [
            ((300, "month"), "Outpatient letter", "An appointment was missed and another sent.", "no", "no",
             "The second letter went to an old address."),
            (96, "Outpatient letter", "A second appointment was missed.", "no", "no",
             "Advice was asked of social care."),
            (58, "Emergency department record", "The child was brought with a swollen arm; no break was found.", "yes",
             "no", "Sent home with advice.", "Nobody asked who had been at home."),
            (0, "Emergency department record", "The child was brought in by ambulance.", "yes", "no",
             "Police and social care were told within the hour."),
        ],
    ),
}  # fmt: skip


def day_of(case, back):
    """The day so far before the incident: (day, precision). Of a month it is the first."""
    if back is None:
        return None, "unknown"
    days, precision = back if isinstance(back, tuple) else (back, "day")
    day = case.incident_on - timedelta(days)
    return (day.replace(day=1) if precision == "month" else day), precision


def chronology(code, case):
    """The agency's rows, counted back from the incident of the case."""
    names = ("source", "event", "child_seen", "child_heard", "response", "comment")
    rows = []
    for back, *said in KNOWS[code][3]:
        on, precision = day_of(case, back)
        rows.append({"on": on, "precision": precision} | dict(zip(names, said, strict=False)))
    return rows


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
