"""Schools and other settings, by authority: returns, concerns, contact, assurance, and what authorities reported."""

from partnership.models import Round
from partnership.rules.shares import percent
from partnership.rules.years import AcademicYear
from schools.models import AssuranceRequest, EducationReport, SettingIssue
from schools.operations.engagement import authorities, reach
from schools.operations.inspections.outcomes import concerns_between
from schools.operations.response import response_of, standings_in


def schools(year):
    """The returns of schools that fell due in the year, and contact with schools in the academic year that ended in it.

    Schools that did not respond are a number here; each authority's own report names them.
    """
    source = "Returns of schools that fell due in the year; inspections; contacts recorded by authorities"
    school_year = AcademicYear(year.starts_on.year - 1)
    until = min(year.ends_on, year.data_on)
    rows, asked, received, silent, concerns, reached, there = [], 0, 0, 0, 0, 0, 0
    for authority in authorities(until).order_by("name"):
        rounds = Round.objects.filter(
            year.within_days("due_on"), purpose=Round.Purpose.SCHOOLS, run_by=authority
        )
        answered = standings_in(rounds, year.data_on)
        response, without = response_of(answered), sum(row.standing.overdue for row in answered)
        open_concerns = concerns_between(authority, year.starts_on, until).count()
        met = reach(authority, school_year, year.data_on)
        rows.append(
            [
                authority.name, response.asked, response.received, percent(response.of_asked), without, open_concerns,
                f"{met['reached']:,} of {met['schools']:,}",
            ]
        )  # fmt: skip
        asked, received, silent = asked + response.asked, received + response.received, silent + without
        concerns, reached, there = (
            concerns + open_concerns,
            reached + met["reached"],
            there + met["schools"],
        )
    year.figure("schools_asked", "Schools asked for their yearly return", asked, source)
    year.figure("schools_received", "Returns of schools received", received, source, of=asked)
    year.figure("schools_silent", "Schools that did not respond", silent, source, of=asked)
    year.figure(
        "schools_concerns",
        "Concerns from inspections of schools that were open in the year",
        concerns,
        source,
    )
    year.figure(
        "schools_reached", f"Schools reached by their authority in the academic year {school_year}", reached, source,
        of=there,
    )  # fmt: skip
    year.table(
        "schools", "Schools, by authority",
        f"Authority|Asked#|Received#|Of those asked#|Did not respond#|Concerns open#|Reached in {school_year}",
        rows, source, empty="No local authority shares the statutory duty.",
    )  # fmt: skip


def settings(year):
    """Assurance asked of other settings by name, concerns from their inspections, and what authorities reported."""
    source = "Register of other settings; Safeguarding through Education reports"
    school_year = AcademicYear(year.starts_on.year - 1)
    reports = {
        one.authority_id: one
        for one in EducationReport.objects.filter(begins=school_year.begins).select_related("authority")
    }
    rows, asked, answered, assured, concerns, accepted = [], 0, 0, 0, 0, 0
    for authority in authorities(min(year.ends_on, year.data_on)).order_by("name"):
        requests = list(
            AssuranceRequest.objects.filter(
                year.within("asked_at"), setting__authority=authority, stopped_because=""
            ).values_list("answered_on", "judged")
        )
        came = sum(answered_on is not None for answered_on, _ in requests)
        enough = sum(judged == AssuranceRequest.Judged.ASSURED for _, judged in requests)
        raised = SettingIssue.objects.filter(
            year.within_days("inspected_on"), setting__authority=authority, concern=True
        ).count()
        report = reports.get(authority.pk)
        rows.append(
            [
                authority.name, len(requests), came, enough, raised,
                report.get_state_display() if report else "Not started",
            ]
        )  # fmt: skip
        asked, answered, assured = asked + len(requests), answered + came, assured + enough
        concerns += raised
        accepted += bool(report and report.state == EducationReport.State.ACCEPTED)
    year.figure("settings_asked", "Requests for assurance to other settings", asked, source)
    year.figure("settings_answered", "Other settings that answered", answered, source, of=asked)
    year.figure(
        "settings_assured", "Answers of other settings that gave assurance", assured, source, of=asked
    )
    year.figure("settings_concerns", "Concerns from inspections of other settings", concerns, source)
    year.figure(
        "education_reports", f"Safeguarding through Education reports accepted for {school_year}", accepted, source,
        of=len(rows),
    )  # fmt: skip
    year.table(
        "settings", "Other settings, and what authorities reported",
        "Authority|Settings asked#|Answered#|Gave assurance#|Concerns from inspections#|"
        f"Safeguarding through Education report {school_year}",
        rows, source, empty="No local authority shares the statutory duty.",
    )  # fmt: skip
