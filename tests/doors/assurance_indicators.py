# ruff: noqa: E501 - a row is as wide as it is
"""The doors of indicators and their figures."""

from django.utils import timezone

from assurance.models import FiguresAsked
from assurance.operations.indicators import ask_for_figures
from assurance.rules.indicators.periods import period_of
from tests.factories.indicators import LEICS, RUTLAND, give, indicator

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# read by staff and by whoever sits at meetings
assurance:indicators                                             GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:indicator  pk=told_indicator.pk                        GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:indicator  pk=nothing                                  GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:indicator_quarter                                      GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:indicator_quarter_pdf  year=1999 number=1              GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:indicators_file  kind=csv                              GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:indicators_file  kind=exe                              GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403

# kept by who runs them
assurance:add_indicator                                          GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:add_indicator                                          POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:change_indicator  pk=told_indicator.pk                 GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:change_indicator  pk=told_indicator.pk                 POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:define_anew  pk=told_indicator.pk                      GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:define_anew  pk=told_indicator.pk                      POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:retire_indicator  pk=told_indicator.pk                 GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:retire_indicator  pk=told_indicator.pk                 POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:give_comparator  pk=told_indicator.pk                  GET  302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:give_comparator  pk=told_indicator.pk                  POST 302 200 200 403 200 403 403 403 403 403 403 403 403 403 403 403
assurance:put_question  pk=told_period.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_question  pk=told_period.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# given by staff and by who answers for the source: here the county council, whose signatory this is
assurance:write_commentary  pk=told_period.pk                    GET  302 200 200 403 200 403 200 404 403 403 403 404 403 403 403 403
assurance:write_commentary  pk=told_period.pk                    POST 302 200 200 403 200 403 200 404 403 403 403 404 403 403 403 403
assurance:figures                                                GET  302 200 200 403 200 403 200 200 403 403 403 200 403 403 403 403
assurance:give_figures  pk=figures_asked.pk                      GET  302 200 200 403 200 403 200 404 403 403 403 404 403 403 403 403
assurance:give_figures  pk=figures_asked.pk                      POST 302 200 200 403 200 403 200 404 403 403 403 404 403 403 403 403
assurance:give_figures  pk=rutlands_asked.pk                     GET  302 200 200 403 200 403 404 404 403 403 403 404 403 403 403 403
assurance:upload_figures                                         GET  302 200 200 403 200 403 200 200 403 403 403 200 403 403 403 403
assurance:upload_figures                                         POST 302 200 200 403 200 403 200 200 403 403 403 200 403 403 403 403
assurance:upload_figures  ? deed=drop                            POST 302 302 302 403 302 403 302 302 403 403 403 302 403 403 403 403
assurance:figures_template  kind=csv                             GET  302 200 200 403 200 403 200 200 403 403 403 200 403 403 403 403
"""


def furnish(world):
    """An indicator of both councils with a small number, and what is asked of each for the last quarter."""
    cast = world.cast
    last = period_of("quarter", timezone.localdate()).before
    world.told_indicator = indicator(cast, asked_from=last.starts_on, comparators=["leicester"])
    ask_for_figures()
    give(world.told_indicator, last, LEICS, 40, by=cast.officer)
    give(world.told_indicator, last, RUTLAND, 3, by=cast.officer)
    world.told_period = world.told_indicator.periods.get()
    world.figures_asked = FiguresAsked.objects.get(organisation=cast.county)
    world.rutlands_asked = FiguresAsked.objects.get(organisation=cast.rutland)
