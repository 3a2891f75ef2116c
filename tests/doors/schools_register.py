# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the register: read by whoever reads schools, an education lead's own authority, a lead's own school."""

import io
from datetime import date

from schools.operations import register as operations
from tests.factories import schools as made
from tests.factories.gias import closed, links, national, row

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:register                                                 GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:register_export  kind=csv                                GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:register_export  kind=exe                                GET  302 404 404 404 404 404 403 403 403 403 403 404 403 403 404 403
schools:school_counts                                            GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:school  urn=own_school.urn                               GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:school  urn=trust_school.urn                             GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 200 403
schools:school  urn=rutland_school.urn                           GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 404 403
schools:trust  pk=trust_school.trust.pk                          GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 200 403

schools:contacts                                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:contacts_export  kind=xlsx                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:keep_contacts  urn=own_school.urn                        GET  302 200 200 403 403 403 403 403 403 403 403 200 403 403 200 403
schools:keep_contacts  urn=own_school.urn                        POST 302 200 200 403 403 403 403 403 403 403 403 200 403 403 200 403
schools:keep_contacts  urn=rutland_school.urn                    GET  302 200 200 403 403 403 403 403 403 403 403 404 403 403 404 403
schools:keep_contacts  urn=rutland_school.urn                    POST 302 200 200 403 403 403 403 403 403 403 403 404 403 403 404 403
schools:invite_lead  urn=own_school.urn                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:invite_lead  urn=own_school.urn                          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:invite_lead  urn=rutland_school.urn                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403

# national files are the business unit's
schools:register_files                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:read_register                                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:read_register                                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:register_file  pk=register_report.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:register_file  pk=424242                                 GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:apply_register  pk=register_report.pk                    GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:apply_register  pk=register_report.pk                    POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:compare_again  pk=register_report.pk                     GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:compare_again  pk=register_report.pk                     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:drop_register  pk=register_report.pk                     GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:drop_register  pk=register_report.pk                     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:settle_change  pk=register_open_end.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:settle_change  pk=register_open_end.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """A report that waits, and one entry of it that leaves something to a person; the school's contacts are known."""
    cast = world.cast
    for office in ("lead", "deputy", "head"):
        made.contact(cast.school, office)
    register = national([closed(190_001, "31-08-2025"), row(190_002), row(190_003), row(190_009, "857")], 0)
    told = links(
        [(190_001, 190_002, "Successor - Split School"), (190_001, 190_003, "Successor - Split School")]
    )
    world.register_report = operations.read_register(
        io.BytesIO(register), by=cast.officer, name="edubasealldata.csv", dated_on=date(2026, 3, 2),
        links=io.BytesIO(told), links_name="links.csv",
    )  # fmt: skip
    world.register_open_end = world.register_report.changes.exclude(decide="").first()
