"""What schools answered, which of them did not, what worried inspectors, and how many were reached, by authority."""

from partnership.models import Round
from partnership.rules.shares import percent
from partnership.rules.years import AcademicYear
from schools.operations.education_draft import missing
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
        response, without = response_of(answered), len(missing(answered))
        open_concerns = concerns_between(authority, year.starts_on, until).count()
        met = reach(authority, school_year, year.data_on)
        rows.append(
            [
                authority.name, response.asked, response.received,
                percent(response.of_asked), without, open_concerns,
                f"{met['reached']} of {met['schools']}",
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
    year.figure("schools_concerns", "Concerns from inspections of schools", concerns, source)
    year.figure(
        "schools_reached", f"Schools reached by their authority in {school_year}", reached, source, of=there
    )
    year.table(
        "schools", "Schools, by authority",
        f"Authority|Asked#|Received#|Of those asked|Did not respond#|Concerns#|Reached in {school_year}",
        rows, source, empty="No local authority shares the statutory duty.",
    )  # fmt: skip
