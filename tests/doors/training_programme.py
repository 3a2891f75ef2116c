# ruff: noqa: E501 - a row is as wide as it is
"""The doors of needs, programme and catalogue: run by the business unit, read by who sits in groups, offered to all."""

from datetime import timedelta

from django.utils import timezone

from partnership.rules.years import financial_year
from tests.factories import needs as made
from tests.factories import programme as courses
from tests.factories import training as plain
from training.operations import commissioning

RUN = "302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403"
SEE = "302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200"
READ = "302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403"
DRAFT = "302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403"
FAR = "302 200 200 200 200 200 404 404 404 404 403 403 403 403 403 403"
DONE = "302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403"
LATE = "302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403"
GONE = "302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403"
ONLY = "302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403"
CHAIR = "302 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403"
BACK = "302 200 200 200 200 403 403 403 404 403 403 403 403 403 403 403"
ALL = " ".join(["200"] * 16)
NONE = " ".join(["404"] * 16)

ROWS = f"""
# the catalogue: everybody's
public:courses                                                   GET  {ALL}
public:course  slug=offered_course.slug                          GET  {ALL}
public:course  slug=secret_course.slug                           GET  {NONE}

# courses and sessions: what is planned only staff know of, and who reads of training
training:courses                                                 GET  {SEE}
training:course  pk=offered_course.pk                        GET  {SEE}
training:course  pk=secret_course.pk                         GET  302 200 200 200 200 200 200 200 200 200 403 404 404 404 404 404
training:add_course                                              GET  {RUN}
training:add_course                                              POST {RUN}
training:change_course  pk=offered_course.pk                 GET  {RUN}
training:change_course  pk=offered_course.pk                 POST {RUN}
training:offer_course  pk=secret_course.pk                   GET  {ONLY}
training:offer_course  pk=secret_course.pk                   POST {DONE}
training:offer_course  pk=offered_course.pk                  POST {LATE}
training:retire_course  pk=offered_course.pk                 GET  {RUN}
training:retire_course  pk=offered_course.pk                 POST {RUN}
training:plan_session  pk=offered_course.pk                  GET  {RUN}
training:plan_session  pk=offered_course.pk                  POST {RUN}
training:sessions                                                GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 200
training:session  pk=open_session.pk                             GET  {SEE}
training:session  pk=secret_session.pk                           GET  302 200 200 200 200 404 404 404 404 404 403 404 404 404 404 200
training:session  pk=424242                                      GET  302 404 404 404 404 404 404 404 404 404 403 404 404 404 404 404
training:change_session  pk=open_session.pk                      GET  {RUN}
training:change_session  pk=open_session.pk                      POST {RUN}
training:open_session  pk=open_session.pk                        GET  {ONLY}
training:open_session  pk=open_session.pk                        POST {LATE}
training:cancel_session  pk=open_session.pk                      GET  {RUN}
training:cancel_session  pk=open_session.pk                      POST {RUN}
training:venues                                                  GET  {RUN}
training:add_venue                                               GET  {RUN}
training:add_venue                                               POST {RUN}
training:change_venue  pk=a_venue.pk                             GET  {RUN}
training:change_venue  pk=a_venue.pk                             POST {RUN}
training:change_venue  pk=424242                                 GET  {GONE}

# who provides and who teaches
training:commissions                                             GET  {RUN}
training:add_commission  pk=offered_course.pk                GET  {RUN}
training:add_commission  pk=offered_course.pk                POST {RUN}
training:change_commission  pk=a_commission.pk                   GET  {RUN}
training:change_commission  pk=a_commission.pk                   POST {RUN}
training:trainers                                                GET  {RUN}
training:add_trainer                                             GET  {RUN}
training:add_trainer                                             POST {RUN}
training:change_trainer  pk=in_the_pool.pk                       GET  {RUN}
training:change_trainer  pk=in_the_pool.pk                       POST {RUN}

# the needs analysis: gathered by staff; the Advisor reads on from the scoring, everybody who sits in a group once agreed
training:needs                                                   GET  {READ}
training:start_needs                                             GET  {RUN}
training:start_needs                                             POST {RUN}
training:needs_analysis  pk=gathered_needs.pk                    GET  {DRAFT}
training:needs_analysis  pk=scored_needs.pk                      GET  {FAR}
training:needs_analysis  pk=agreed_needs.pk                      GET  {READ}
training:gather_needs  pk=gathered_needs.pk                      GET  {ONLY}
training:gather_needs  pk=gathered_needs.pk                      POST {DONE}
training:gather_needs  pk=agreed_needs.pk                        POST {LATE}
training:pick_evidence  pk=gathered_needs.pk                     GET  {RUN}
training:pick_evidence  pk=gathered_needs.pk                     POST {RUN}
training:add_need_evidence  pk=gathered_needs.pk                 GET  {RUN}
training:add_need_evidence  pk=gathered_needs.pk                 POST {RUN}
training:introduce_needs  pk=gathered_needs.pk                   GET  {RUN}
training:introduce_needs  pk=gathered_needs.pk                   POST {RUN}
training:introduce_needs  pk=agreed_needs.pk                     POST {LATE}
training:add_need  pk=gathered_needs.pk                          GET  {RUN}
training:add_need  pk=gathered_needs.pk                          POST {RUN}
training:change_need  pk=gathered_need.pk                        GET  {RUN}
training:change_need  pk=gathered_need.pk                        POST {RUN}
training:discard_needs  pk=gathered_needs.pk                     GET  {RUN}
training:discard_needs  pk=gathered_needs.pk                     POST {RUN}
training:discard_needs  pk=424242                                GET  {GONE}
training:drop_need  pk=gathered_need.pk                          GET  {RUN}
training:drop_need  pk=gathered_need.pk                          POST {RUN}
training:carry_need  pk=gathered_needs.pk old_pk=refused_need.pk GET  {ONLY}
training:carry_need  pk=gathered_needs.pk old_pk=refused_need.pk POST {DONE}
training:carry_need  pk=gathered_needs.pk old_pk=gathered_need.pk POST {GONE}
training:begin_scoring  pk=gathered_needs.pk                     GET  {ONLY}
training:begin_scoring  pk=gathered_needs.pk                     POST {LATE}
training:gather_again  pk=scored_needs.pk                        GET  {RUN}
training:gather_again  pk=scored_needs.pk                        POST {RUN}
training:score_need  pk=scored_need.pk                           GET  302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
training:score_need  pk=scored_need.pk                           POST 302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
training:score_need  pk=refused_need.pk                          GET  302 409 409 409 409 404 404 404 404 404 403 403 403 403 403 403
training:decide_need  pk=scored_need.pk                          GET  {RUN}
training:decide_need  pk=scored_need.pk                          POST {RUN}
training:put_needs  pk=scored_needs.pk                           GET  {RUN}
training:put_needs  pk=scored_needs.pk                           POST {RUN}
training:return_needs  pk=put_needs.pk                           GET  {BACK}
training:return_needs  pk=put_needs.pk                           POST {BACK}
training:agree_needs  pk=put_needs.pk                            GET  {CHAIR}
training:agree_needs  pk=put_needs.pk                            POST {CHAIR}
training:needs_pdf  pk=scored_needs.pk                           GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:needs_file  pk=agreed_needs.pk kind=csv                 GET  {READ}
training:needs_file  pk=agreed_needs.pk kind=doc                 GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403

# the programme of a year
training:programmes                                              GET  {READ}
training:start_programme  pk=agreed_needs.pk                     GET  {ONLY}
training:start_programme  pk=agreed_needs.pk                     POST {DONE}
training:start_programme  pk=gathered_needs.pk                   POST {LATE}
training:programme  year=planned_programme.year                  GET  {DRAFT}
training:programme  year=put_programme.year                      GET  {FAR}
training:programme  year=agreed_programme.year                   GET  {READ}
training:programme  year=1999                                    GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
training:programme_file  year=agreed_programme.year kind=xlsx    GET  {READ}
training:write_programme  year=planned_programme.year            GET  {RUN}
training:write_programme  year=planned_programme.year            POST {RUN}
training:plan_need  pk=planned_line.pk                           GET  {RUN}
training:plan_need  pk=planned_line.pk                           POST {RUN}
training:put_programme  year=planned_programme.year              GET  {RUN}
training:put_programme  year=planned_programme.year              POST {RUN}
training:return_programme  year=put_programme.year               GET  {BACK}
training:return_programme  year=put_programme.year               POST {BACK}
training:agree_programme  year=put_programme.year                GET  {CHAIR}
training:agree_programme  year=put_programme.year                POST {CHAIR}
training:use_margin  year=agreed_programme.year                  GET  {RUN}
training:use_margin  year=agreed_programme.year                  POST {RUN}
training:undo_margin  pk=margin_used.pk                          GET  {RUN}
training:undo_margin  pk=margin_used.pk                          POST {RUN}
"""


def furnish(world):
    """An analysis and a programme at each stage, a course that nobody knows of yet, and who provides and teaches."""
    cast, now = world.cast, timezone.now()
    year = financial_year(timezone.localdate())
    at = (now + timedelta(50)).replace(hour=10, minute=0)
    world.a_venue = courses.hall(cast)
    world.offered_course = courses.offered(cast)
    world.secret_course = courses.added(cast, title="Not offered yet")
    world.open_session = courses.opened(
        cast, world.offered_course, starts_at=at, day_meant=True, venue=world.a_venue
    )
    world.secret_session = courses.planned(
        cast, world.offered_course, starts_at=at + timedelta(1), day_meant=True, trainers=[cast.trainer]
    )
    world.a_commission = commissioning.add_commission(
        world.offered_course, by=cast.officer, provider="An invented college", chosen_how="Three were asked.",
        cost=900, starts_on=at.date(), ends_on=at.date(),
    )  # fmt: skip
    world.in_the_pool = commissioning.keep_pool_trainer(by=cast.officer, person=cast.trainer)

    world.planned_programme = made.planned(cast, year - 5)
    world.planned_line = world.planned_programme.lines.get()
    world.put_programme = made.put(cast, year - 4)
    world.agreed_programme = made.programme(cast, year - 3)
    held = plain.session(world.offered_course, starts_at=now - timedelta(3 * 365), state="held", venue=None)
    world.margin_used = commissioning.use_margin(
        world.agreed_programme, held, by=cast.officer, issue="A new drug among young people"
    )
    world.agreed_needs = made.agreed(cast, year - 2)
    world.refused_need = world.agreed_needs.needs.last()
    world.scored_needs = made.scoring(cast, year - 1)
    world.scored_need = world.scored_needs.needs.first()
    world.put_needs = made.with_group(cast, year)
    world.gathered_needs = made.begun(cast, year + 1)
    world.gathered_need = made.with_need(cast, world.gathered_needs)
