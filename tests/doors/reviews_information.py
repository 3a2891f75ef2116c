# ruff: noqa: E501 - a row is as wide as it is
"""The doors of asking agencies and of what they answered."""

from reviews.operations.answers import add_row, begin_change, hold_rows
from reviews.operations.information import say_involved
from tests.factories import reviews as made
from tests.factories.information import row, sent

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# asking and answering: an agency's answer is that agency's page alone
reviews:ask_agencies  pk=gathered_case.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_agencies  pk=gathered_case.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:ask_agencies  pk=just_screened.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:answer  pk=asked_of_police.pk                            GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer  pk=asked_of_police.pk                            POST 302 403 403 403 403 403 405 405 403 403 403 403 403 403 403 403
reviews:answer  pk=asked_of_hospital.pk                          GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:say_involved  pk=asked_of_police.pk                      GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:say_involved  pk=asked_of_police.pk                      POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:say_involved  pk=asked_of_police.pk ? said=yes           POST 302 403 403 403 403 403 404 302 403 403 403 403 403 403 403 403
reviews:say_involved  pk=asked_of_hospital.pk                    GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:say_involved  pk=asked_of_hospital.pk ? said=no          POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403

# the pages of an answer: the agency that writes it, and nobody else
reviews:answer_summary  pk=written_by_police.pk                  GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_summary  pk=written_by_police.pk                  POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_summary  pk=written_by_hospital.pk                GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_summary  pk=written_by_hospital.pk ? version=1|   POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_learning  pk=written_by_police.pk                 GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_learning  pk=written_by_police.pk                 POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_learning  pk=written_by_hospital.pk               GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_learning  pk=written_by_hospital.pk ? version=1|  POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_identity  pk=written_by_police.pk                 GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_identity  pk=written_by_police.pk                 POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_identity  pk=written_by_hospital.pk               GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_identity  pk=written_by_hospital.pk ? version=1|  POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_actions  pk=written_by_police.pk                  GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_actions  pk=written_by_police.pk                  POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_actions  pk=written_by_hospital.pk                GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_actions  pk=written_by_hospital.pk ? version=1|   POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_summary  pk=asked_of_police.pk                    GET  302 403 403 403 403 403 404 409 403 403 403 403 403 403 403 403
reviews:answer_chronology  pk=written_by_police.pk               GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_chronology  pk=written_by_hospital.pk             GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:answer_episodes  pk=written_by_police.pk                 GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:answer_episodes  pk=written_by_hospital.pk               GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=chronology         GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=chronology         POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_hospital.pk kind=chronology       GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=episodes           GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=episodes           POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_hospital.pk kind=episodes         GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=actions            GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_police.pk kind=actions            POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:add_row  pk=written_by_hospital.pk kind=actions          GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:change_row  pk=written_by_police.pk kind=chronology key=police_row.key GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:change_row  pk=written_by_police.pk kind=chronology key=police_row.key POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:change_row  pk=written_by_police.pk kind=chronology key=hospital_row.key GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:change_row  pk=written_by_hospital.pk kind=chronology key=hospital_row.key GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:remove_row  pk=written_by_police.pk kind=chronology key=police_row.key GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:remove_row  pk=written_by_police.pk kind=chronology key=police_row.key POST 302 403 403 403 403 403 404 302 403 403 403 403 403 403 403 403
reviews:remove_row  pk=written_by_police.pk kind=chronology key=hospital_row.key POST 302 403 403 403 403 403 404 409 403 403 403 403 403 403 403 403
reviews:remove_row  pk=written_by_hospital.pk kind=chronology key=hospital_row.key POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:upload_rows  pk=written_by_police.pk                     GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:upload_rows  pk=written_by_police.pk                     POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:upload_rows  pk=written_by_hospital.pk                   GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:upload_rows  pk=written_by_hospital.pk ? deed=add        POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:chronology_template  pk=written_by_police.pk ending=csv  GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:chronology_template  pk=written_by_police.pk ending=pdf  GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:chronology_template  pk=written_by_hospital.pk ending=csv GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:send_answer  pk=written_by_police.pk                     GET  302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:send_answer  pk=written_by_police.pk                     POST 302 403 403 403 403 403 404 200 403 403 403 403 403 403 403 403
reviews:send_answer  pk=written_by_hospital.pk                   GET  302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403

# changing what was sent, and reading it: the agency; and reading it, whoever reads the case
reviews:change_answer  pk=changed_by_police.pk                   GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:change_answer  pk=changed_by_police.pk                   POST 302 403 403 403 403 403 404 302 403 403 403 403 403 403 403 403
reviews:change_answer  pk=answered_by_hospital.pk                POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:drop_change  pk=changed_by_police.pk                     GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
reviews:drop_change  pk=changed_by_police.pk                     POST 302 403 403 403 403 403 404 302 403 403 403 403 403 403 403 403
reviews:drop_change  pk=answered_by_hospital.pk                  POST 302 403 403 403 403 403 404 404 403 403 403 403 403 403 403 403
reviews:read_answer  pk=changed_by_police.pk                     GET  302 200 200 403 403 200 404 200 200 200 403 403 403 403 403 403
reviews:read_answer  pk=answered_by_hospital.pk                  GET  302 200 200 403 403 200 404 404 200 200 403 403 403 403 403 403
reviews:read_answer  pk=written_by_police.pk                     GET  302 404 404 403 403 404 404 404 404 404 403 403 403 403 403 403

# the answers and the chronologies of all agencies: whoever reads the case
reviews:answers  pk=changed_case.pk                              GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:answers  pk=changed_case.pk                              POST 302 405 405 403 403 405 403 403 405 405 403 403 403 403 403 403
reviews:answers  pk=gathered_case.pk                             GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:answers  pk=987654                                       GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:chronology  pk=changed_case.pk                           GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:chronology  pk=987654                                    GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403
reviews:chronology_csv  pk=changed_case.pk                       GET  302 200 200 403 403 200 403 403 200 200 403 403 403 403 403 403
reviews:chronology_csv  pk=987654                                GET  302 404 404 403 403 404 403 403 404 404 403 403 403 403 403 403

# chasing, and ending what was asked in error: the business unit
reviews:chase  pk=asked_of_police.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:chase  pk=asked_of_police.pk ? how=letter                POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:chase  pk=changed_by_police.pk                           GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_request  pk=asked_of_police.pk                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_request  pk=asked_of_police.pk ? reason=Error        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
reviews:end_request  pk=changed_by_police.pk                     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """Cases whose agencies are asked; are writing, with rows; and have answered, the police changing theirs."""
    cast = world.cast
    world.just_screened = made.screened(cast)
    world.gathered_case = made.gathering(cast)
    world.asked_of_police = world.gathered_case.requests.get(organisation=cast.police)
    world.asked_of_hospital = world.gathered_case.requests.get(organisation=cast.hospital)

    written = made.gathering(cast)
    world.written_by_police = written.requests.get(organisation=cast.police)
    world.written_by_hospital = written.requests.get(organisation=cast.hospital)
    for request, lead, mine in (
        (world.written_by_police, cast.police_lead, "police_row"),
        (world.written_by_hospital, cast.hospital_lead, "hospital_row"),
    ):
        say_involved(request, by=lead, said="yes")
        setattr(world, mine, add_row(request, "chronology", by=lead, **row()))
        hold_rows(request, by=lead, rows=[[2, ["3 March 2025", "", "", "Right.", "", "", "", ""]],
                                          [3, ["32 March", "", "", "Wrong.", "", "", "", ""]]])  # fmt: skip

    world.changed_case = made.gathering(cast)
    world.changed_by_police = sent(cast, world.changed_case.requests.get(organisation=cast.police))
    world.answered_by_hospital = sent(
        cast, world.changed_case.requests.get(organisation=cast.hospital), by=cast.hospital_lead
    )
    sent(cast, world.changed_by_police, summary="Officers attended three times.")
    begin_change(world.changed_by_police, by=cast.police_lead)
