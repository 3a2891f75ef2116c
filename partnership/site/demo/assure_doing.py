"""The invented year of “How are we doing?”, quarter by quarter."""

from datetime import date

from assurance.operations import doing as operations
from partnership.models import PlanQuarter
from partnership.rules.plan import quarters
from partnership.site.demo.paper import invented_report
from partnership.site.demo.time import at
from partnership.site.demo.work_plan import begins
from partnership.working_days import add_working_days

OVERVIEWS = (
    "A quarter of beginnings: each priority has its measure, and the first figures are sobering.",
    "Babies with bruises are seen sooner. What children say is still missing from too many assessments.",
    "Two of three outcome statements are within reach. The third needs another quarter.",
)
# by quarter and priority: verdict, direction, what goes well, what to explore, what is next
JUDGED = (
    (
        ("partly", "steady", "Day shifts refer bruises on the same day.",
         "Night shifts refer less often, and we do not know why.", "The hospital asks its night staff."),
        ("unknown", "better", "", "Ethnicity is recorded, but not yet long enough to compare.",
         "Two more quarters of figures."),
        ("explore", "worse", "", "Fewer assessments than before hold the child’s own words.",
         "Managers check each assessment before it is signed."),
    ),
    (
        ("well", "better", "79% are referred on the same day. Young parents say that they were spoken to with respect.",
         "", ""),
        ("partly", "steady", "Every partner sends ethnicity with its figures.",
         "In four of twenty cases no interpreter was offered.", "The Policy and Procedures Group looks at contracts."),
        ("partly", "better", "Seven of ten assessments hold the child’s words.",
         "Whether it changes what is decided.", "Ten cases are read for it by the audit group."),
    ),
    (
        ("well", "better", "86%, and every ward has a named nurse for it.", "", ""),
        ("well", "better", "Interpreters were offered in every case that was looked at.", "", ""),
        ("partly", "better", "Young people wrote the card that officers carry.",
         "Officers who joined this year have not had the training.", "It is part of their first month from January."),
    ),
)  # fmt: skip


def quarter_by_quarter(people, today):
    """Each quarter that is over: begun with its evidence, judged, agreed by the group and sent; the newest not yet."""
    first = begins(today)
    ends = [ends_on for _, ends_on in quarters(first, date(first.year + 2, 3, 31))][: len(JUDGED)]
    over = [ends_on for ends_on in ends if add_working_days(ends_on, 10) < today]
    for number, ends_on in enumerate(over):
        yield at(add_working_days(ends_on, 9), 10)
        quarter = PlanQuarter.objects.filter(plan__starts_on=first, ends_on=ends_on).first()
        report = operations.start_doing(quarter, by=people.officer)
        operations.add_doing_evidence(
            report, by=people.officer, known_on=ends_on,
            words="Visit of the Independent Advisor to two hospital wards: staff knew what to do at once.",
        )  # fmt: skip
        report.refresh_from_db()
        operations.write_doing_overview(
            report, by=people.officer, seen=report.revision, overview=OVERVIEWS[number]
        )
        yield at(add_working_days(ends_on, 10), 14)
        judge(people, report, JUDGED[number])
        report.refresh_from_db()
        report = operations.put_doing(report, by=people.officer, seen=report.revision)
        if ends_on == over[-1]:
            return
        yield at(add_working_days(ends_on, 18), 16)
        report = operations.agree_doing(
            report, by=people.planning_chair, seen=report.revision,
            agreed_how="Planning and Delivery Group, quarterly meeting, decision 1",
        )  # fmt: skip
        yield at(add_working_days(ends_on, 20), 10)
        pdf = invented_report(str(report), ["The quarter’s report, of which this is an invented copy."])
        operations.keep_sent(report, pdf, 1, by=people.manager, late_reason="")


def judge(people, report, verdicts):
    for statement, (verdict, direction, well, explore, next_steps) in zip(
        report.statements.all(), verdicts, strict=True
    ):
        mine = list(report.evidence.filter(priority=statement.priority))
        others = list(report.evidence.exclude(kind="progress")[statement.number - 1 : statement.number + 1])
        operations.write_doing_statement(
            statement, by=people.officer, seen=statement.revision, verdict=verdict, direction=direction,
            well=well, explore=explore, next_steps=next_steps, cites=mine + others,
        )  # fmt: skip


STORIES = [quarter_by_quarter]
