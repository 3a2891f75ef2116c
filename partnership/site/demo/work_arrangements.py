"""The arrangements, organisations and groups as they changed over the year."""

from datetime import timedelta

from partnership.models import Area, Edition, Group, Seat
from partnership.operations import editions, groups, organisations, terms
from partnership.operations.seats import add_seat, fill_seat
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

SIGNATORIES = {
    "county_signatory": ("leicestershire-county-council", "Chief Executive"),
    "rutland_signatory": ("rutland-county-council", "Chief Executive"),
    "police_signatory": ("leicestershire-police", "Chief Constable"),
    "health_signatory": ("leicester-leicestershire-and-rutland-icb", "Chief Executive"),
}


def yearly_review(people, today):
    """The arrangements are reviewed a few days late, and the next review stands in the diary."""
    edition = Edition.objects.get(code="2019")
    planned = working_day(today, 330)
    yield at(planned)
    due_on = working_day(today, 200)
    review = editions.plan_arrangements_review(edition, by=people.manager, due_on=due_on)
    held_on = add_working_days(due_on, 4)
    yield at(held_on, 15)
    editions.record_arrangements_review(
        review,
        by=people.manager,
        reviewed_on=held_on,
        found="The arrangements serve their purpose. They still rest on Working Together 2018 and name five statutory "
        "partners, of whom there are four: the next edition puts both right.",
        next_on=held_on + timedelta(360),
        late_reason="The statutory partners could not all meet before.",
    )


def next_edition(people, today):
    """The next edition is drafted, taken back once, endorsed by three of four partners, and waits for the last."""
    begun = working_day(today, 95)
    yield at(begun)
    first_day = today.replace(day=1) + timedelta(120)
    draft = editions.begin_edition(
        by=people.manager,
        title=f"Multi-Agency Safeguarding Arrangements {first_day.year} (invented)",
        guidance="2023",
        starts_on=first_day,
    )
    yield at(working_day(today, 80), 11)
    says = {name: getattr(draft, name) for name in editions.WRITTEN} | {
        "decides_reviews": "signatory",
        "next_review_on": first_day + timedelta(350),
        "reasons_for_changes": "Working Together 2023 asks the statutory partners to name lead representatives and "
        "delegates. One integrated care board took the place of two clinical commissioning groups. The partners now "
        "decide on reviews themselves, with the Independent Advisor’s advice.",
        "summary": draft.summary.replace(
            "The Independent Advisor is employed by none of the statutory partners, chairs the partnership's "
            "meetings, decides\nwhether a local child safeguarding practice review is carried out and on what grounds, "
            "scrutinises",
            "The Independent Advisor is employed by none of the statutory partners, chairs the partnership's "
            "meetings, advises the\npartners on whether a local child safeguarding practice review is carried out, "
            "scrutinises",
        ).replace("Working Together 2018 require", "Working Together 2023 require"),
        "source": "Invented for the demo",
    }
    draft = editions.write_edition(draft, by=people.manager, seen=draft.revision, **says)
    editions.add_power(
        draft, by=people.manager, what="Speaks for the partners between their meetings",
        office="The chair of the lead representatives, in turn each year",
    )  # fmt: skip
    draft.refresh_from_db()
    yield at(working_day(today, 60), 9)
    editions.put_edition_forward(draft, by=people.manager, seen=draft.revision, due_on=working_day(today, 40))
    yield at(working_day(today, 50), 14)
    endorse(people, draft, "police_signatory")
    yield at(working_day(today, 45), 10)
    draft = editions.take_edition_back(
        draft, by=people.manager, reason="The councils’ lawyers ask for the words on funding to be clearer."
    )
    says = {name: getattr(draft, name) for name in editions.WRITTEN}
    says["summary"] = says["summary"].replace(
        "Equitable contributions from the safeguarding partners fund the arrangements.",
        "Equitable contributions, agreed each year before the budget is set, fund the arrangements.",
    )
    draft = editions.write_edition(draft, by=people.manager, seen=draft.revision, **says)
    yield at(working_day(today, 30), 9)
    draft = editions.put_edition_forward(
        draft, by=people.manager, seen=draft.revision, due_on=add_working_days(today, 8)
    )
    for days_ago, who in ((24, "police_signatory"), (17, "county_signatory"), (10, "health_signatory")):
        yield at(working_day(today, days_ago), 16)
        endorse(people, draft, who)


def endorse(people, edition, who):
    code, office = SIGNATORIES[who]
    editions.endorse_edition(
        edition, people[code], by=getattr(people, who), office=office, seen=edition.revision
    )


def directory(people, today):
    """A children's home joins and gives assurance when asked; a school takes a new name; two homes become one."""
    yield at(working_day(today, 300), 10)
    homes = [
        organisations.add_organisation(
            by=people.manager,
            name=name,
            kind="residential",
            area="leicestershire",
            source="Invented for the demo",
        )
        for name in ("Larchwood House (invented)", "Sorrel Lodge (invented)")
    ]
    for home in homes:
        organisations.add_participation(
            home, by=people.manager, kind="on_request", starts_on=working_day(today, 300),
            through="assurance sought from it and from the local authority",
        )  # fmt: skip
    yield at(working_day(today, 120), 10)
    organisations.rename_organisation(
        homes[0], by=people.manager, name="Larchwood Therapeutic Home (invented)", short_name="Larchwood",
        on=working_day(today, 121), reason="Its own announcement.",
    )  # fmt: skip
    yield at(working_day(today, 45), 11)
    homes[0].refresh_from_db()
    organisations.merge_organisations(
        homes, by=people.manager, on=working_day(today, 44), name="Larchwood and Sorrel Homes (invented)",
        kind="residential", area="leicestershire", reason="One provider runs both homes under one registration.",
    )  # fmt: skip


def neglect_group(people, today):
    """A task and finish group on neglect works, says what it achieved, and ends by itself."""
    first, last = working_day(today, 270), working_day(today, 75)
    yield at(first)
    group = groups.add_group(
        by=people.manager, name="Neglect Toolkit Task and Finish Group", kind=Group.Kind.TASK_AND_FINISH,
        area=Area.LLR, parent=Group.objects.get(code="planning-and-delivery"), starts_on=first, ends_on=last,
        meets="as_needed",
    )  # fmt: skip
    draft = terms.write_terms(
        group, by=people.manager, seen=0,
        remit="Makes one toolkit by which practitioners of every agency recognise and name neglect.",
        membership="Safeguarding leads of the statutory partners and of both NHS trusts.",
        frequency="Every six weeks until it ends.",
        quorum="Three of the organisations named.",
        quorum_rule="some_of", quorum_count=3, quorum_of="chosen",
        quorum_organisations=[
            people[code]
            for code in (
                "leicestershire-county-council", "rutland-county-council", "leicestershire-police",
                "university-hospitals-of-leicester", "leicestershire-partnership-trust",
            )
        ],
        in_force_on=first, reason="", source="Invented for the demo",
    )  # fmt: skip
    terms.publish_terms(group, by=people.manager, seen=draft.revision)
    yield at(last - timedelta(20), 13)
    groups.record_outcome(
        group, by=people.manager,
        outcome="One toolkit, agreed by all agencies and put before the Policy and Procedures Group. Training for it "
        "is asked of the Multi-Agency Learning and Development Group.",
    )  # fmt: skip


def exploitation_group(people, today):
    """A task and finish group on exploitation was given more time, and is asked to finish before it ends."""
    first = working_day(today, 160)
    yield at(first, 9)
    group = groups.add_group(
        by=people.manager, name="Exploitation Pathway Task and Finish Group", kind=Group.Kind.TASK_AND_FINISH,
        area=Area.LLR, parent=Group.objects.get(code="planning-and-delivery"), starts_on=first,
        ends_on=first + timedelta(150), meets="as_needed",
    )  # fmt: skip
    seat = add_seat(
        group, by=people.manager, office="Chair of the Planning and Delivery Group", kind=Seat.Kind.CHAIR,
        starts_on=first, source="Invented for the demo",
    )  # fmt: skip
    fill_seat(seat, by=people.manager, person=people.planning_chair, starts_on=first)
    draft = terms.write_terms(
        group, by=people.manager, seen=0,
        remit="Draws one pathway for children at risk of exploitation outside the home, across both partnerships.",
        membership="Safeguarding leads of the statutory partners, and of Leicester’s where they agree.",
        frequency="Every month until it ends.", quorum="", quorum_rule="chair", quorum_of="partners",
        in_force_on=first, reason="", source="Invented for the demo",
    )  # fmt: skip
    terms.publish_terms(group, by=people.manager, seen=draft.revision)
    yield at(working_day(today, 25), 12)
    groups.give_more_time(
        group, by=people.manager, until=today + timedelta(40),
        reason="Leicester’s partnership joined late, and its part of the pathway is not yet drawn.",
    )  # fmt: skip


def new_terms(people, today):
    """The Case Review Group's terms get their second version; a third is being written."""
    group = Group.objects.get(code="case-review-group")
    yield at(working_day(today, 180), 10)
    first = terms.newest_of(group)
    says = {name: getattr(first, name) for name in ("remit", "membership", "frequency")} | {
        "quorum": "Four organisations with a member’s seat.",
        "quorum_rule": "some_of",
        "quorum_count": 4,
        "quorum_of": "members",
        "source": "Invented for the demo",
    }
    draft = terms.write_terms(
        group, by=people.manager, seen=0, in_force_on=working_day(today, 170),
        reason="The group decided twice with too few agencies there; a quorum is set.", **says,
    )  # fmt: skip
    terms.publish_terms(group, by=people.manager, seen=draft.revision)
    yield at(working_day(today, 6), 15)
    terms.write_terms(
        group, by=people.manager, seen=0, in_force_on=today + timedelta(60),
        reason="It meets each month, as it in fact does.", **(says | {"frequency": "Every month."}),
    )  # fmt: skip


STORIES = (yearly_review, next_edition, directory, neglect_group, exploitation_group, new_terms)
