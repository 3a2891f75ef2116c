# ruff: noqa: E501 - a row is as wide as it is
"""The doors of inspections: read by whoever sees the school, kept by the business unit and the school's authority."""

from datetime import timedelta

from django.utils import timezone

from schools.models import Concern, Inspection
from schools.operations.inspections import add_inspection
from tests.factories.inspections import brought_in, card

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:inspections                                              GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:inspections_table  kind=csv                              GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:inspections_table  kind=pdf                              GET  302 404 404 404 404 404 403 403 403 403 403 404 403 403 404 403
schools:import_ofsted                                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:import_ofsted                                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:add_inspection                                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:add_inspection                                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403

# the school of the lead in the cast, another of the county, one of Rutland
schools:correct_inspection  pk=entered_inspection.pk              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:correct_inspection  pk=entered_inspection.pk              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:correct_inspection  pk=own_inspection.pk                  GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 409 403
schools:correct_inspection  pk=rutland_inspection.pk              GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:inspection  pk=own_inspection.pk                         GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:inspection  pk=worrying_inspection.pk                    GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 200 403
schools:inspection  pk=rutland_inspection.pk                     GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 404 403
schools:write_inspection_note  pk=own_inspection.pk              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:write_inspection_note  pk=own_inspection.pk              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:write_inspection_note  pk=rutland_inspection.pk          POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403

schools:inspection_concerns                                      GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:inspection_concern  pk=worrying_concern.pk               GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:inspection_concern  pk=rutland_concern.pk                GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:record_what_was_done  pk=worrying_concern.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_what_was_done  pk=worrying_concern.pk             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_what_was_done  pk=rutland_concern.pk              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:close_concern  pk=worrying_concern.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_concern  pk=worrying_concern.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:close_concern  pk=rutland_concern.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
"""


def furnish(world):
    """The latest outcomes of three schools; of two of them the inspectors were worried."""
    worry = {
        "Safeguarding standards": "Not met",
        "Web Link (opens in new window)": "https://reports.example/1",
    }
    brought_in(
        [
            card(world.own_school.urn),
            card(world.trust_school.urn, **worry),
            card(world.rutland_school.urn, **worry),
        ],
        by=world.cast.officer,
    )
    for name, school in (
        ("own", world.own_school), ("worrying", world.trust_school), ("rutland", world.rutland_school),
    ):  # fmt: skip
        inspection = Inspection.objects.get(school=school)
        setattr(world, f"{name}_inspection", inspection)
        concern = Concern.objects.filter(inspection=inspection).first()
        if concern:
            setattr(world, f"{name}_concern", concern)
    world.entered_inspection = add_inspection(
        world.own_school, by=world.cast.officer, inspectorate="isi", framework="standards",
        starts_on=timezone.localdate() - timedelta(400), safeguarding="met",
    )  # fmt: skip
