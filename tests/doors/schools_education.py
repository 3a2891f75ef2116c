# ruff: noqa: E501 - a row is as wide as it is
"""The doors of education reports: written by the authority's lead, taken by staff, read by all once accepted."""

from datetime import date

from django.utils import timezone

from partnership.rules.years import AcademicYear
from schools.models import EducationReport
from schools.operations import education as operations
from tests.factories.education import submitted

ROWS = """
#                                                                         ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:education_reports                                            GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 200 403

# being written: the authority's education lead, and staff to look on
schools:education_report  pk=county_education.pk                     GET  302 200 200 404 404 404 404 404 404 404 403 403 403 403 200 403
schools:education_report  pk=rutland_submitted.pk                    GET  302 200 200 404 404 404 404 404 404 404 403 403 403 403 404 403
schools:draft_report  pk=county_education.pk                         GET  302 403 403 403 403 403 403 403 403 403 403 403 403 403 405 403
schools:draft_report  pk=county_education.pk                         POST 302 403 403 403 403 403 403 403 403 403 403 403 403 403 302 403
schools:draft_report  pk=rutland_submitted.pk                        POST 302 403 403 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:write_section  pk=county_heading.pk                          GET  302 403 403 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:write_section  pk=county_heading.pk                          POST 302 403 403 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:write_section  pk=rutland_heading.pk                         GET  302 403 403 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:submit_report  pk=county_education.pk                        GET  302 403 403 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:submit_report  pk=county_education.pk                        POST 302 403 403 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:submit_report  pk=rutland_submitted.pk                       GET  302 403 403 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:education_report_pdf  pk=county_education.pk                 GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 404 403

# with the partnership: staff take it or send it back
schools:accept_report  pk=rutland_submitted.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:accept_report  pk=rutland_submitted.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:accept_report  pk=county_education.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:return_report  pk=rutland_submitted.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:return_report  pk=rutland_submitted.pk                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:education_report_pdf  pk=rutland_submitted.pk                GET  302 200 200 404 404 404 404 404 404 404 403 403 403 403 404 403

# accepted: for all who read such reports
schools:education_report  pk=accepted_education.pk                   GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 200 403
schools:education_report_pdf  pk=accepted_education.pk               GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 200 403
"""


def furnish(world):
    """Of years that are over: the county's being written, Rutland's submitted, and one of the county's accepted."""
    cast, year = world.cast, timezone.localdate().year - 3
    operations.open_education_reports(date(year, 6, 1))
    operations.begin(cast.county, AcademicYear(year - 2), date(year, 6, 1))
    newest = EducationReport.objects.filter(begins=year - 1)
    world.county_education = newest.get(authority=cast.county)
    world.county_heading = world.county_education.sections.first()
    world.rutland_submitted = submitted(newest.get(authority=cast.rutland), cast.rutland_education)
    world.rutland_heading = world.rutland_submitted.sections.first()
    before = submitted(EducationReport.objects.get(begins=year - 2), cast.education_lead)
    world.accepted_education = operations.accept_report(before, by=cast.officer, seen=before.revision)
