"""How the invented reports are put before those who check and sign them, and before the public."""

from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.operations import publication
from reviews.rules.clocks import earliest_publication
from reviews.rules.publication import CHECKLIST

SIGNATORIES = (
    ("county_signatory", "leicestershire-county-council"),
    ("rutland_signatory", "rutland-county-council"),
    ("police_signatory", "leicestershire-police"),
    ("health_signatory", "leicester-leicestershire-and-rutland-icb"),
)
OF_BRUISES = (
    "The review asked why guidance that everybody knew was not used on the day. Practitioners said "
    "that they had each believed somebody else would make the call.",
    "It recommends that the first person to see a bruise on a baby who does not yet move makes the "
    "referral, whoever else is in the room, and that each agency shows a year on that this happens.",
)


def add_report(people, work, title, kind, says=OF_BRUISES):
    first = "This report is invented. It shows what a published review looks like in the portal."
    return publication.add_artefact(
        work, by=people.officer, kind=kind, title=title, content=invented_report(title, [first, *says]),
        filename="invented.pdf",
    )  # fmt: skip


def check_twice(people, artefact):
    for checker in (people.second_officer, people.manager):
        publication.check_anonymity(artefact, by=checker, passed=True, looked_for=CHECKLIST)


def everybody_signs(people, artefact):
    for signatory, code in SIGNATORIES:
        publication.sign(artefact, by=getattr(people, signatory), organisation=people[code])


def check_and_sign(people, artefact, day):
    yield at(day, 11)
    check_twice(people, artefact)
    yield at(add_working_days(day, 2), 11)
    everybody_signs(people, artefact)


def go_public(people, artefact, copies, **late):
    """Copies go out on that day, and seven working days later the public reads it. Gives the day on which it does."""
    yield at(copies, 11)
    for recipient in publication.NEEDED_COPIES:
        publication.send_copy(artefact, by=people.officer, recipient=recipient, sent_on=copies)
    goes_live = earliest_publication(artefact.review.case.guidance, copies)
    yield at(add_working_days(copies, 1))
    publication.schedule(artefact, by=people.manager, publish_at=at(goes_live, 9), **late)
    yield at(goes_live, 9, 1)
    publication.publish_due()
    return goes_live
