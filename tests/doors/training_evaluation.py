# ruff: noqa: E501 - a row is as wide as it is
"""What learners and managers say of training: answered by a link, set up by staff, read without anybody's name."""

from datetime import timedelta

from django.utils import timezone

from partnership.operations import links
from tests.factories import evaluation as made
from tests.factories import needs
from training.models import Evaluation, Remark, YearlyEvaluation
from training.operations import evaluation as operations
from training.operations import yearly_evaluation as yearly

ROWS = """
#                                                              ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

evaluate  secret=told_secret                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
evaluate  secret=told_secret                             POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
evaluate  secret=made-up                                  GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410

training:evaluations                                      GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:course_evaluation  pk=told_course.pk         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:course_evaluation  pk=0                          GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:course_evaluation_file  pk=told_course.pk kind=xlsx  GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:course_evaluation_file  pk=told_course.pk kind=exe  GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:set_evaluation  pk=told_course.pk            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:set_evaluation  pk=told_course.pk            POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:remarks  pk=told_course.pk                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:hide_remark  pk=told_words.pk                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:hide_remark  pk=told_words.pk                    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403

training:start_yearly_evaluation  year=2019               GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
training:start_yearly_evaluation  year=2019               POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
training:yearly_evaluation  year=written_year.year        GET  302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
training:yearly_evaluation  year=agreed_year.year         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
training:yearly_evaluation  year=1999                     GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:yearly_evaluation_pdf  year=written_year.year    GET  302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
training:yearly_evaluation_pdf  year=1999                 GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:write_yearly_evaluation  year=written_year.year  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:write_yearly_evaluation  year=agreed_year.year   GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
training:write_yearly_evaluation  year=written_year.year  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
training:gather_yearly_evaluation  year=written_year.year GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
training:gather_yearly_evaluation  year=written_year.year POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
training:put_yearly_evaluation  year=written_year.year    GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
training:put_yearly_evaluation  year=written_year.year    POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
training:return_yearly_evaluation  year=written_year.year GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
training:return_yearly_evaluation  year=written_year.year POST 302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
training:agree_yearly_evaluation  year=agreed_year.year   GET  302 403 403 403 403 403 403 403 405 403 403 403 403 403 403 403
training:agree_yearly_evaluation  year=written_year.year  POST 302 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403
"""


def furnish(world):
    """A course that six people came to and one is asked about now; a year that is written and one that is agreed."""
    cast, now = world.cast, timezone.now()
    needs.learning(cast)
    world.told_course = made.course(cast, "Asking again")
    people = made.learners(cast, 6, "Evaluated learner")
    session = made.held(cast, world.told_course, people, at=now - timedelta(days=20))
    made.said(session, "after", [4] * 6)
    world.told_words = Remark.objects.create(
        session=session,
        moment="after",
        respondent="learner",
        asked="different",
        text="I ask the child first.",
    )
    asked = Evaluation.objects.create(
        booking=session.bookings.first(), moment="later", respondent="learner", asked_on=now.date(),
        closes_on=now.date() + timedelta(20),
    )  # fmt: skip
    world.told_secret = links.make(operations.PURPOSE, asked.pk, asked.to)
    year = now.year
    world.written_year = yearly.start(year - 2, by=cast.learning_officer)
    texts = {"difference": "Children are asked first.", "not_changed": "", "next_year": "Two more sessions."}
    yearly.write(world.written_year, by=cast.learning_officer, seen=1, **texts)
    world.agreed_year = yearly.start(year - 3, by=cast.learning_officer)
    YearlyEvaluation.objects.filter(pk=world.agreed_year.pk).update(
        state="agreed",
        agreed_by=cast.chair,
        agreed_at=now,
        difference="They ask first.",
        next_year="More of it.",
    )
