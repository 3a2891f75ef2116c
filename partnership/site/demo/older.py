"""The invented reviews of earlier years: short, so that the public's list and its search look lived in."""

from dataclasses import dataclass
from datetime import timedelta

from partnership.site.demo.commissioning import commission
from partnership.site.demo.lessons import act, let_out, pass_on
from partnership.site.demo.paper import invented_report
from partnership.site.demo.publishing import (
    add_report,
    check_and_sign,
    check_twice,
    everybody_signs,
    go_public,
)
from partnership.site.demo.road import agrees, refer, with_the_panel
from partnership.site.demo.signing import before_signing
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days
from reviews.models import Outcome, Review, Stage
from reviews.operations import closing, publication, review, under_way
from reviews.operations.inherited import inherit

Kind, Theme, Age = Review.Kind, Review.Theme, Review.AgeStage
# The front page of the repository: the reviews here are invented, so none has a page of its own there.
REPOSITORY = "https://learning.nspcc.org.uk/case-reviews/national-case-review-repository"


@dataclass(frozen=True)
class Older:
    """What one earlier review was about, and how the public knows it."""

    days_ago: int
    title: str
    abstract: str
    account: str
    age: int
    outcome: str
    themes: tuple
    age_stage: str
    lesson: str
    kind: str = Kind.PRACTICE_REVIEW
    closed: bool = True


OLDER = [
    Older(
        1120, "Child Hazel", "Neglect that grew slowly over years, and how agencies came to be used to it.",
        "A child of seven was found in a home without heating or food.", 7, "seriously_harmed",
        (Theme.NEGLECT,), Age.SCHOOL, "Photographs of the home, a year apart, show what visits do not.",
    ),
    Older(
        1010, "Child Alder", "How the health needs of a disabled child came before the child's safety.",
        "A disabled child of ten lost a third of their weight within months.", 10, "seriously_harmed",
        (Theme.NEGLECT, Theme.DISABILITY), Age.SCHOOL,
        "Missed appointments are the parents' for a child who cannot come alone.",
    ),
    Older(
        910, "Child Maple", "Drinking in the family, and children who looked after adults.",
        "A child of five drank what had been left on a table, and nearly died.", 5, "seriously_harmed",
        (Theme.NEGLECT, Theme.SUBSTANCES), Age.EARLY, "Adult services ask who looks after the children, each time.",
    ),
    Older(
        800, "Child Willow", "What children see and hear of violence between adults, and who asks them about it.",
        "A child of eight was hurt while trying to protect a parent.", 8, "seriously_harmed",
        (Theme.NEGLECT, Theme.DOMESTIC), Age.SCHOOL, "A child at the scene is spoken to at the scene.",
    ),
    Older(
        690, "Baby Aspen", "A baby whose brothers and sisters had been neglected, and what was known before the birth.",
        "A baby of four months died; older children had been known to services for neglect.", 0, "died",
        (Theme.NEGLECT, Theme.BABIES), Age.BABY, "What is known of older children is read before the birth.",
        closed=False,
    ),
    Older(
        590, "Moved from home to home",
        "Three young people in care, each moved many times, and what would have let them stay.",
        "A young person of sixteen, in care, was seriously harmed after a fifth move.", 16, "seriously_harmed",
        (Theme.LOOKED_AFTER, Theme.EXPLOITATION), Age.TEENS,
        "Before a move, somebody asks the young person what would let them stay.",
        kind=Kind.THEMATIC,
    ),
]  # fmt: skip


def older_review(told):
    """The story of one of them: decided on, carried out, published, and closed where it is over."""

    def story(people, today):
        aware = working_day(today, told.days_ago)
        yield at(aware)
        case = refer(
            people, day=aware - timedelta(2), age=told.age, outcome=told.outcome, account=told.account
        )
        notified = add_working_days(aware, 3)
        yield from with_the_panel(
            people, case, aware, notified, Outcome.LCSPR, grounds="The theme concerns every agency here."
        )
        yield from agrees(people, case, add_working_days(notified, 24))
        work = yield from commission(
            people, case, add_working_days(notified, 28), cost="8800.00", ends_on=add_working_days(notified, 140),
            questions="What made sense to each agency at the time, and what would help next time.",
        )  # fmt: skip
        yield at(add_working_days(notified, 52))
        under_way.check_progress(
            work, by=people.officer, checked_on=add_working_days(notified, 52), time="on_time", quality="good",
            note="The plan was gone through with the reviewer.",
        )  # fmt: skip
        yield at(add_working_days(notified, 70))
        yield from published(people, work, told, add_working_days(notified, 70))
        let_out(people, case, told.lesson, theme=Theme(told.themes[0]).label)
        if told.closed:
            yield from closed(people, case, add_working_days(notified, 125))

    story.__name__ = f"older_{told.days_ago}"
    return story


def published(people, work, told, day):
    """From the final draft to the day on which the public reads it."""
    under_way.send_draft(
        work, by=people.officer, filename="final.pdf", final=True, note="The final draft.",
        content=invented_report("The final draft", ["This draft is invented."]),
    )  # fmt: skip
    work = name(people, work, told)
    report = add_report(people, work, f"{told.title}: review report", "report", [told.abstract, told.lesson])
    before_signing(people, work)
    yield from check_and_sign(people, report, add_working_days(day, 3))
    yield at(add_working_days(day, 7))
    publication.comment_on_report(work, by=people.advisor, text="Clear, and fair to those who did the work.")
    publication.decide_publication(work, by=people.advisor, mode="full")
    yield from go_public(people, report, add_working_days(day, 9))
    return report


def name(people, work, told):
    return review.name_review(
        work, by=people.officer, public_title=told.title, abstract=told.abstract, public_kind=told.kind,
        themes=told.themes, age_stage=told.age_stage,
    )  # fmt: skip


def closed(people, case, day):
    """One action is done, and a later audit shows that it holds; the learning was passed on, and the case is closed."""
    yield from act(people, case, day, "Take the review's learning into supervision", "county_lead")
    yield from pass_on(
        people, case, add_working_days(day, 12), audience="Every team that works with children"
    )
    yield at(add_working_days(day, 30))
    closing.close(
        case, by=people.manager, impact="Thirty records, read half a year on: supervision asks about it.",
        panel_told_on=add_working_days(day, 29), family_told_on=add_working_days(day, 28),
    )  # fmt: skip


# Of the former board, archived -----------------------------------------------------------------------------


def archived_review(people, today):
    """A serious case review that was begun by the former board: published, and archived once its year was over."""
    told = Older(
        1180, "Child Birch", "A young child whom several services saw, and none of them alone.",
        "A young child died; the former board had begun to review it.", 3, "died",
        (Theme.PHYSICAL,), Age.EARLY, "Nobody sees a child alone unless it is somebody's task.",
        kind=Kind.SERIOUS_CASE_REVIEW,
    )  # fmt: skip
    begun = working_day(today, told.days_ago)
    yield at(begun)
    case = inherit(
        by=people.manager, to=Stage.LCSPR_ACTIVE, former_board="The former Local Safeguarding Children Board",
        begun_on=working_day(today, 2900), decided_on=working_day(today, 2910), taken_over_on=working_day(today, 2600),
        incident_on=working_day(today, 3000), account=told.account, publish_on=add_working_days(begun, 60),
        children=[{"age": told.age, "outcome": told.outcome, "looked_after": False}],
    )  # fmt: skip
    yield at(add_working_days(begun, 20))
    report = yield from published(people, case.review, told, add_working_days(begun, 20))
    yield at(add_working_days(begun, 60))
    publication.link_repository(case.review, by=people.officer, link=REPOSITORY)
    yield from closed(people, case, add_working_days(begun, 70))
    yield at(working_day(today, 420))
    publication.archive(
        report,
        by=people.manager,
        reason="It has been public for more than two years, and the repository keeps it.",
    )


# Not published in full -------------------------------------------------------------------------------------


def withheld_review(people, today):
    """The report is withheld, and the Panel and the Secretary of State know why; what has improved is public."""
    told = Older(
        300, "What changed after one review",
        "What agencies here do differently since a review whose report is not published.",
        "A young person of fourteen was seriously harmed by somebody whom the family knew.", 14, "seriously_harmed",
        (Theme.SEXUAL,), Age.SEVERAL, "Whoever hears it first writes down the very words, and asks nothing more.",
    )  # fmt: skip
    aware = working_day(today, told.days_ago)
    yield at(aware)
    case = refer(
        people, by="rutland_lead", of="rutland-county-council", day=aware - timedelta(1), age=told.age,
        outcome=told.outcome, account=told.account,
    )  # fmt: skip
    notified = add_working_days(aware, 3)
    yield from with_the_panel(
        people, case, aware, notified, Outcome.LCSPR,
        grounds="Two agencies heard the young person, and neither wrote it down."
    )  # fmt: skip
    yield from agrees(people, case, add_working_days(notified, 23))
    work = yield from commission(
        people, case, add_working_days(notified, 27), cost="10150.00", ends_on=add_working_days(notified, 140),
        questions="What happened to the young person's own words on their way through the agencies.",
    )  # fmt: skip
    day = add_working_days(notified, 75)
    yield at(day)
    under_way.send_draft(
        work, by=people.reviewer, filename="final.pdf", final=True, note="The final draft.",
        content=invented_report("The final draft", ["This draft is invented."]),
    )  # fmt: skip
    work = name(people, work, told)
    report = add_report(people, work, "Review report", "report", [told.abstract])
    before_signing(people, work)
    yield from check_and_sign(people, report, add_working_days(day, 3))
    yield at(add_working_days(day, 7))
    publication.comment_on_report(
        work,
        by=people.advisor,
        text="A good report, and I do not see how it could be read without knowing who it is.",
    )
    statement = add_report(people, work, "What agencies do differently now", "improvements", [told.lesson])
    yield at(add_working_days(day, 8))
    check_twice(people, statement)
    everybody_signs(people, statement)
    decided = add_working_days(day, 9)
    yield at(decided)
    publication.decide_publication(
        work, by=people.advisor, mode="withheld", instead="A statement of what agencies do differently now.",
        reasons="In a small county the facts alone say who it is; the young person asked twice not to be found in it.",
        discussed_on=add_working_days(day, 8),
        discussed="The Panel sees the reasons, and asks for a statement of improvements.",
    )  # fmt: skip
    yield at(add_working_days(decided, 1))
    for recipient in publication.NEEDED_COPIES:
        publication.tell(
            work, by=people.manager, about="not_in_full", recipient=recipient, told_on=add_working_days(decided, 1),
            said="That the report is withheld, for whose sake, and what is published instead.",
        )  # fmt: skip
    yield from go_public(people, statement, add_working_days(decided, 3))


STORIES = [*map(older_review, OLDER), archived_review, withheld_review]
