"""Action logs of groups and agencies over the year."""

from django.utils import timezone

from partnership.models import Action, Group
from partnership.operations.action_logs import open_on_log, update_rows, withdraw_action
from partnership.operations.actions import claim, embed, move_target, start, verify, write_update
from partnership.rules.actions import Change
from partnership.site.demo.time import at, working_day
from partnership.working_days import add_working_days

COUNTY, POLICE = "leicestershire-county-council", "leicestershire-police"
HOSPITALS, TRUST = "university-hospitals-of-leicester", "leicestershire-partnership-trust"
ICB = "leicester-leicestershire-and-rutland-icb"


def group(code):
    return Group.objects.get(code=code)


def ask(people, title, *, log, origin, days, agency="", owner=None, by=None):
    """An action on that group's log, due so many working days on."""
    return open_on_log(
        by=by or people.officer, title=title, origin=origin, target_on=add_working_days(timezone.localdate(), days),
        group=group(log), organisation=people[agency] if agency else None, owner=owner,
    )  # fmt: skip


def versions(*actions):
    return {one.pk: one.version for one in Action.objects.marked().filter(pk__in=[a.pk for a in actions])}


def an_audit_that_stuck(people, today):
    """Two agencies act on an audit; one is embedded after a later one, for the other it did not hold at first."""
    asked = working_day(today, 250)
    yield at(asked, 11)
    ours = ask(people, "Record what the child said in every supervision note", log="multi-agency-audit",
               origin="MAA-2025-02", days=30, agency=COUNTY)  # fmt: skip
    theirs = ask(people, "Ask about the child’s view before a strategy meeting", log="multi-agency-audit",
                 origin="MAA-2025-02", days=30, agency=POLICE)  # fmt: skip
    yield at(add_working_days(asked, 3))
    start(ours, by=people.county_lead)
    start(theirs, by=people.police_lead)
    yield at(add_working_days(asked, 20))
    write_update(ours, by=people.county_lead, text="The form has changed; four of six teams use it.")
    claim(theirs, by=people.police_lead, evidence="The briefing of 40 sergeants and its slides.")
    yield at(add_working_days(asked, 28))
    claim(ours, by=people.county_lead, evidence="Ten notes of each team show it.")
    verify(ours, by=people.second_officer)
    verify(theirs, by=people.second_officer)
    yield at(add_working_days(asked, 130))
    embed(ours, by=people.officer, evidence="The re-audit found it in 27 of 30 records.")


def dates_that_moved(people, today):
    """An agency needs longer, twice, and each time says why."""
    asked = working_day(today, 150)
    yield at(asked, 15)
    action = ask(people, "Put the bruising procedure on the hospitals’ intranet", log="policy-and-procedures",
                 origin="PPG-2026-01", days=25, agency=HOSPITALS)  # fmt: skip
    yield at(add_working_days(asked, 22))
    write_update(
        action, by=people.hospital_lead, text="The intranet is being moved; nothing new may be put on it."
    )
    move_target(
        action,
        by=people.officer,
        target_on=add_working_days(asked, 60),
        reason="The hospitals’ intranet moves.",
    )
    yield at(add_working_days(asked, 58))
    move_target(
        action,
        by=people.officer,
        target_on=add_working_days(asked, 85),
        reason="The move took a month longer.",
    )
    yield at(add_working_days(asked, 80))
    claim(
        action, by=people.hospital_lead, evidence="It is on the first page; 300 people opened it in a week."
    )


def a_meeting_that_goes_through_its_log(people, today):
    """The learning group updates its whole log at once; one action is late, and brought to its lead and the manager."""
    asked = working_day(today, 60)
    yield at(asked, 14)
    chair = {"by": people.learning_chair}
    log = {"log": "learning-and-development", "origin": "LDG-2026-03"}
    late = ask(people, "Name two trainers for the course on neglect", days=15, agency=TRUST, **log, **chair)
    under_way = ask(
        people, "Ask 50 learners what they do differently", days=45, owner=people.learning_officer, **log
    )
    coming = ask(people, "Offer the course on thresholds online", days=70, agency=ICB, **log, **chair)
    met = working_day(today, 8)
    yield at(max(met, add_working_days(asked, 20)), 14)
    seen = versions(late, under_way, coming)
    update_rows(
        {
            late.pk: (
                Change(progress="One trainer is named. The second has left the agency."),
                seen[late.pk],
            ),
            under_way.pk: (Change(progress="31 of 50 have answered."), seen[under_way.pk]),
            coming.pk: (Change(progress="The platform is chosen."), seen[coming.pk]),
        },
        by=people.officer,
    )


def the_plan_of_the_year(people, today):
    """What the Planning and Delivery Group asks of agencies: some of it to come, some no longer needed."""
    asked = working_day(today, 20)
    yield at(asked, 12)
    log = {"log": "planning-and-delivery", "origin": "Business plan"}
    ask(people, "Say how each district is told of a new threshold document", days=30, agency=COUNTY, **log)
    ask(people, "Bring figures of missed health appointments for a year", days=25, agency=ICB, **log)
    gone = ask(people, "Try the old referral form with ten practitioners", days=40, agency=COUNTY, **log)
    done = ask(people, "Name who answers the section 11 audit", days=10, agency=POLICE, **log)
    yield at(add_working_days(asked, 6), 9)
    claim(done, by=people.police_lead, evidence="Named in the letter to the business unit.")
    yield at(add_working_days(asked, 9), 9)
    verify(done, by=people.planning_chair)
    withdraw_action(
        gone,
        by=people.officer,
        seen=gone.wording,
        reason="The form was replaced before anybody could try it.",
    )


STORIES = (
    an_audit_that_stuck,
    dates_that_moved,
    a_meeting_that_goes_through_its_log,
    the_plan_of_the_year,
)
