# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the business plan: drafts, quarters, consultation, and what the public reads."""

from datetime import date

from django.utils import timezone

from partnership.operations import plan_progress as progress
from tests.factories import plan as made
from tests.factories.reviews import pdf

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# officers and the manager keep it; whoever sits in a group reads it
plans                                                            GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
start_plan                                                       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
start_plan                                                       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
plan  pk=draft_plan.pk                                           GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
plan  pk=public_plan.pk                                          GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
plan  pk=424242                                                  GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
write_plan  pk=draft_plan.pk                                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_plan  pk=draft_plan.pk                                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_plan  pk=draft_plan.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_plan  pk=public_plan.pk                                  GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
discard_plan  pk=draft_plan.pk                                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_priority  pk=draft_plan.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_priority  pk=draft_plan.pk                                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_priority  pk=draft_priority.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_priority  pk=draft_priority.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
write_priority  pk=424242                                        GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_priority  pk=draft_priority.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
drop_priority  pk=draft_priority.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_driver  pk=draft_priority.pk                                 GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
add_driver  pk=draft_priority.pk ? kind=data words=Figures       POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
open_plan_action  pk=draft_priority.pk                           GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
open_plan_action  pk=draft_priority.pk                           POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# consultation and approval
begin_consultation  pk=draft_plan.pk                             GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
begin_consultation  pk=draft_plan.pk                             POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
back_to_drafting  pk=draft_plan.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
back_to_drafting  pk=draft_plan.pk ? reason=Again                POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
consult  pk=draft_plan.pk                                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
consult  pk=draft_plan.pk                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
record_comments  pk=plan_consultation.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
record_comments  pk=plan_consultation.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
record_comments  pk=424242                                       GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_comments  pk=plan_consultation.pk                              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_comments  pk=plan_consultation.pk                              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
approve_plan  pk=draft_plan.pk                                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
approve_plan  pk=draft_plan.pk                                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_plan  pk=public_plan.pk                                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_plan  pk=public_plan.pk                                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# quarters: read by all who read the plan, written by staff and who leads the priority, here the police
plan_progress  pk=public_plan.pk                                 GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
plan_progress  pk=424242                                         GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
write_progress  pk=progress_entry.pk                             GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
write_progress  pk=progress_entry.pk                             POST 302 200 200 403 403 403 403 200 403 403 403 403 403 403 403 403
write_progress  pk=424242                                        GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
close_quarter  pk=open_quarter.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
close_quarter  pk=open_quarter.pk ? reason=None                  POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
put_quarter_forward  pk=open_quarter.pk                          GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
put_quarter_forward  pk=open_quarter.pk                          POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
let_quarter_out  pk=closed_quarter.pk                            GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
let_quarter_out  pk=closed_quarter.pk                            POST 302 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403
take_quarter_back  pk=closed_quarter.pk                          GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
take_quarter_back  pk=closed_quarter.pk ? reason=Wrong           POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
put_plan_forward  pk=public_plan.pk                              GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
put_plan_forward  pk=public_plan.pk                              POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
let_plan_out  pk=public_plan.pk                                  GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
let_plan_out  pk=public_plan.pk                                  POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
take_plan_back  pk=public_plan.pk                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
take_plan_back  pk=public_plan.pk ? reason=Wrong                 POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# on paper; each is printed while somebody waits, so the table looks at one that is not there
plan_summary  pk=public_plan.pk                                  GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
plan_pdf  pk=424242                                              GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
plan_summary_pdf  pk=424242                                      GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403

# the public
public:plan                                                      GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:plan_of_year  year=public_year                            GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:plan_of_year  year=1999                                   GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:plan_file  year=public_year                               GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:plan_file  year=1999                                      GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def furnish(world):
    """A plan that is consulted on, and one of two years that the public reads, with a quarter closed and one over."""
    cast = world.cast
    today = timezone.localdate()
    started = date(today.year - 1, 1, 1)
    world.public_year = started.year
    plan = made.approved(cast, years=(started, date(today.year + 1, 12, 31)))
    world.public_plan = made.out(cast, plan, pdf())
    closed, world.open_quarter = plan.quarters.all()[:2]
    world.progress_entry = made.entry(plan, 1)
    world.progress_entry = progress.write_progress(
        world.progress_entry, by=cast.officer, revision=0, rag="amber", direction="worse", narrative="It stood still.",
        next_steps="A second audit.", late_reason="Leave.",
    )  # fmt: skip
    closed = progress.close_quarter(closed, by=cast.officer, reason="Nobody wrote.")
    world.closed_quarter = progress.put_quarter_forward(closed, by=cast.officer)
    world.draft_plan = made.consulted(cast, years=(date(today.year + 2, 1, 1), date(today.year + 2, 12, 31)))
    world.plan_consultation = world.draft_plan.consultations.get()
    world.draft_priority = world.draft_plan.priorities.get(number=1)
