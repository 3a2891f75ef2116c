"""Policies written, consulted on and published; one is late for its review, one is out for comments."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import Group
from partnership.operations import consultations
from partnership.operations.policies import register_policy, review_policy, withdraw_policy
from partnership.operations.policy_versions import (
    approve_policy,
    publish_policy,
    put_to_group,
    seen_of,
    start_version,
    write_version,
)
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_months, add_working_days

THRESHOLDS = """# Whom this document is for

Everybody who works with children in Leicestershire and Rutland: to find the right help for the right child at the right
time, and to say it in the same words.

# Four levels of need

- **Universal.** The child does well with what every child is offered.
- **Early help.** One thing or several are not going well. Talk to the family, and offer help together.
- **Targeted help.** Needs are many or last long. One person leads, and everybody meets.
- **Statutory help.** The child is in need of protection, or will not thrive without services by law.

# When you are not sure

Talk to the safeguarding lead of your agency. A worry does not have to be proved before it is passed on.

# If you disagree

Say so, and take it further under the process for practitioners' escalations.
"""
THRESHOLDS_NOW = (
    THRESHOLDS.replace(
        "One thing or several are not going well. Talk to the family, and offer help together.",
        "One thing or several are not going well. Talk to the family and to the child, and offer help together; what "
        "the child says is written down in their words.",
    ).replace(
        "One person leads, and everybody meets.",
        "One named lead practitioner, and everybody meets within a month.",
    )
    + "\n# Harm outside the home\n\nThe levels are the same where harm comes from outside the family. Ask who and "
    "where, and not only how the parents respond.\n"
)
BRUISES = """# Who acts

Whoever first sees a bruise on a baby who does not yet move makes the referral themselves, at once.

# What is written down

- what was seen, where on the body, and what the baby can do
- what the parents said, in their words
- whom you called and when
"""
MEETINGS = """# Before a strategy discussion

The social worker invites police and health on the same day. Nobody waits for a form.

# At the discussion

Each agency says what it knows, what it does not know, and what it will do by when.
"""


def group_of(code):
    return Group.objects.get(code=code)


def register(people, title, kind, summary, *, group="policy-and-procedures", area="LR", **more):
    return register_policy(
        by=people.officer, title=title, kind=kind, group=group_of(group), area=area, summary=summary, **more
    )


def write(people, policy, text, what_changed, **more):
    version = start_version(policy, by=people.officer)
    return write_version(
        version, by=people.officer, seen=version.revision, text=text, what_changed=what_changed, **more
    )


def approve(people, version, day, *, because="", decision="Approved for publication."):
    """Put to its group that day, and approved by its chair three working days later."""
    yield at(day)
    put = put_to_group(
        version, by=people.officer, due_on=add_working_days(day, 10), not_consulted_because=because
    )
    yield at(add_working_days(day, 3), 15)
    return approve_policy(put, by=people.policy_chair, seen=seen_of(put), decision=decision)


def consult(people, version, day, asks, organisations, groups=(), days=28):
    yield at(day)
    return consultations.open_consultation(
        version, by=people.officer, asks=asks, closes_on=day + timedelta(days),
        organisations=[people[code] for code in organisations], groups=[group_of(code) for code in groups],
    )  # fmt: skip


def say(person, consultation, code, text, section=""):
    asked = consultation.asked.get(organisation__code=code)
    return consultations.comment(asked, by=person, text=text, section=section)


COUNTY, POLICE = "leicestershire-county-council", "leicestershire-police"
ICB, HOSPITALS = "leicester-leicestershire-and-rutland-icb", "university-hospitals-of-leicester"
RUTLAND = "rutland-county-council"


def thresholds(people, today):
    """The threshold document: a first version, consulted on anew, and in force again since the autumn."""
    day = working_day(today, 640)
    yield at(day)
    policy = register(
        people, "Thresholds for access to services for children and families", "threshold",
        "Helps everybody who works with children to find the right help for the right child at the right time.",
    )  # fmt: skip
    version = write(
        people, policy, THRESHOLDS, "The first version of the partnership, after the guidance changed."
    )
    first = yield from consult(
        people,
        version,
        day,
        "Are the four levels clear to somebody who reads them once a year?",
        [COUNTY, POLICE, ICB],
    )
    yield at(add_working_days(day, 8))
    said = say(
        people.police_lead,
        first,
        POLICE,
        "Say what to do when the levels do not fit.",
        "When you are not sure",
    )
    consultations.say_nothing(first.asked.get(organisation__code=COUNTY), by=people.county_lead)
    yield at(add_working_days(first.closes_on, 1))
    consultations.settle_consultation(first, by=people.officer)
    consultations.answer_comment(
        said, by=people.officer, answer="taken_up", answer_text="There is a part of its own now."
    )
    ready = yield from approve(people, version, add_working_days(first.closes_on, 3))
    yield at(add_working_days(first.closes_on, 8))
    publish_policy(ready, by=people.manager, in_force_on=timezone.localdate() + timedelta(5))

    day = working_day(today, 240)
    yield at(day)
    version = write(
        people, policy, THRESHOLDS_NOW,
        "Two reviews showed that the child’s own words were missing and that nobody led early help. Harm outside the "
        "home has a part of its own.",
    )  # fmt: skip
    second = yield from consult(
        people, version, day, "Would your teams decide differently with the new words on early help?",
        [COUNTY, RUTLAND, POLICE, ICB, HOSPITALS], groups=["planning-and-delivery"], days=21,
    )  # fmt: skip
    yield at(add_working_days(day, 5))
    one = say(
        people.police_lead, second, POLICE, "Officers need the part on harm outside the home first.", "Order"
    )
    two = say(
        people.hospital_lead,
        second,
        HOSPITALS,
        "A month is too long before a baby’s first meeting.",
        "Targeted help",
    )
    yield at(add_working_days(second.closes_on, -1))
    consultations.extend_consultation(
        second,
        by=people.officer,
        closes_on=add_working_days(second.closes_on, 5),
        reason="Half term fell into it.",
    )
    second.refresh_from_db()
    yield at(second.closes_on, 15)
    three = say(people.county_lead, second, COUNTY, "Say who names the lead practitioner.", "Targeted help")
    consultations.say_nothing(second.asked.get(organisation__code=RUTLAND), by=people.rutland_lead)
    yield at(add_working_days(second.closes_on, 1))
    consultations.settle_consultation(second, by=people.officer)
    for comment, answer, text in (
        (one, "in_part", "The order stays; the first page points to it."),
        (two, "taken_up", "For babies it is a week."),
        (three, "taken_up", "Whoever calls the meeting names the lead."),
    ):
        consultations.answer_comment(comment, by=people.officer, answer=answer, answer_text=text)
    version.refresh_from_db()
    version = write_version(
        version, by=people.second_officer, seen=version.revision, what_changed=version.what_changed,
        text=version.text.replace(
            "within a month.", "within a month, for a baby within a week. Whoever calls the meeting names the lead."
        ),
    )  # fmt: skip
    ready = yield from approve(people, version, add_working_days(second.closes_on, 6))
    yield at(add_working_days(second.closes_on, 11))
    publish_policy(
        ready, by=people.manager, in_force_on=timezone.localdate() + timedelta(7),
        late_reason="The consultation was extended over half term.",
    )  # fmt: skip


def bruises(people, today):
    """A procedure with a PDF whose review the group has let slip."""
    day = working_day(today, 390)
    yield at(day)
    policy = register(
        people, "Bruises on babies who do not yet move", "procedure",
        "Says who does what, at once, when anybody sees a bruise on a baby who cannot yet move.", area="LLR",
        review_months=12,
    )  # fmt: skip
    version = write(
        people, policy, BRUISES, "The first version for all three areas.",
        content=invented_report("Bruises on babies who do not yet move", BRUISES.split("\n\n")), filename="bruises.pdf",
    )  # fmt: skip
    ready = yield from approve(
        people, version, day, because="It brings together what the three areas had agreed before."
    )
    yield at(add_working_days(day, 4))
    publish_policy(ready, by=people.manager, in_force_on=timezone.localdate())


def strategy_discussions(people, today):
    """A protocol that was looked at and stands; its next version is out for comments just now."""
    day = working_day(today, 460)
    yield at(day)
    policy = register(
        people, "Strategy discussions", "protocol",
        "Says who calls whom, and what each agency brings, when a child may be suffering harm.", review_months=12,
    )  # fmt: skip
    version = write(people, policy, MEETINGS, "It replaces three local notes.")
    ready = yield from approve(people, version, day, because="Every agency wrote its own part.")
    yield at(add_working_days(day, 4))
    published = publish_policy(ready, by=people.manager, in_force_on=timezone.localdate())
    yield at(add_working_days(add_months(published.in_force_on, 12), -6))
    review_policy(policy, by=people.policy_chair, found="Used in every case that was audited. It stands.")
    day = working_day(today, 13)
    yield at(day)
    version = write(
        people, policy,
        MEETINGS.replace("on the same day", "within two hours where a child is in hospital, else on the same day"),
        "A rapid review showed that a day is too long while a child is on a ward.",
    )  # fmt: skip
    consultation = yield from consult(
        people, version, day, "Can your agency be reached within two hours, day and night?",
        [COUNTY, RUTLAND, POLICE, ICB, HOSPITALS],
    )  # fmt: skip
    yield at(working_day(today, 4), 11)
    say(people.police_lead, consultation, POLICE, "Yes by telephone; say that a call is enough.", "Before")
    say(people.hospital_lead, consultation, HOSPITALS, "Name the on-call paediatrician.", "Before")


def supervision(people, today):
    """Guidance that waits for its chair; and an old leaflet that was withdrawn."""
    day = working_day(today, 500)
    yield at(day)
    leaflet = register(
        people, "Leaflet on private fostering", "guidance", "Says what private fostering is and whom to tell."
    )
    version = write(people, leaflet, "# Private fostering\n\nTell the council.", "A first leaflet.")
    ready = yield from approve(people, version, day, because="The words of the council’s own leaflet.")
    yield at(add_working_days(day, 4))
    publish_policy(ready, by=people.manager, in_force_on=timezone.localdate())
    yield at(working_day(today, 75))
    withdraw_policy(
        leaflet, by=people.manager, withdrawn_on=timezone.localdate(),
        reason="Both councils now have pages of their own on private fostering. Please use those.",
    )  # fmt: skip
    yield at(working_day(today, 8))
    policy = register(
        people, "Supervision of those who work with families", "guidance",
        "Helps managers to ask, in supervision, when guidance was last used.",
    )  # fmt: skip
    version = write(
        people, policy, "# What supervision asks\n\nWhen did you last use the procedure on bruises?",
        "New, because reviews found guidance that everybody knew and nobody used.",
    )  # fmt: skip
    put_to_group(
        version, by=people.officer, due_on=add_working_days(today, 4),
        not_consulted_because="It puts into words what the supervisors’ network agreed.",
    )  # fmt: skip


STORIES = (thresholds, bruises, strategy_discussions, supervision)
