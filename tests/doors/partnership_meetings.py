# ruff: noqa: E501 - a row is as wide as it is
"""The doors of meetings: the year's cycle, agendas, papers and packs."""

from datetime import timedelta

from django.utils import timezone

from partnership.models import ClosedDays, Cycle, CycleRow, Deadline, Pack, YoungPeoplesYear
from partnership.operations import agenda, attempts, cycle, packs, papers, planning
from partnership.operations.young_people import open_years
from tests.factories import meetings as made

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

meetings                                                         GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
meetings_by_month                                                GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
forward_plan                                                     GET  302 200 200 200 200 200 200 200 200 200 403 403 403 200 403 403
meeting  pk=crg_meeting.pk                                       GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
meeting  pk=called_meeting.pk                                    GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
meeting  pk=lrscp_meeting.pk                                     GET  302 200 200 200 200 200 404 404 404 404 403 403 403 200 403 403
meeting  pk=424242                                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
meeting_calendar  pk=crg_meeting.pk                              GET  302 200 200 200 200 200 404 404 200 200 403 403 403 404 403 403
meeting_calendar  pk=lrscp_meeting.pk                            GET  302 200 200 200 200 200 404 404 404 404 403 403 403 200 403 403

# planned, called, moved and cancelled by the business unit alone
plan_meeting                                                     GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
plan_meeting                                                     POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
call_meeting  pk=crg_meeting.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
call_meeting  pk=crg_meeting.pk                                  POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
call_meeting  pk=called_meeting.pk                               POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
invite_newcomers  pk=called_meeting.pk                           GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
invite_newcomers  pk=crg_meeting.pk                              POST 302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
move_meeting  pk=crg_meeting.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
move_meeting  pk=crg_meeting.pk                                  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cancel_meeting  pk=crg_meeting.pk                                GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cancel_meeting  pk=crg_meeting.pk ? reason=Illness               POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
lead_by_young_people  pk=lrscp_meeting.pk                        GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
lead_by_young_people  pk=lrscp_meeting.pk ? led=yes              POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
lead_by_young_people  pk=crg_meeting.pk ? led=yes                POST 302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
explain_no_session  pk=young_year.pk                             GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
explain_no_session  pk=young_year.pk                             POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# the year's cycle
cycles                                                           GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
propose_cycle                                                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
propose_cycle                                                    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cycle  pk=proposal.pk                                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cycle  pk=424242                                                 GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
accept_cycle  pk=proposal.pk                                     GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
accept_cycle  pk=proposal.pk ? despite=on                        POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
drop_cycle  pk=proposal.pk                                       GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
drop_cycle  pk=proposal.pk                                       POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
adjust_row  pk=proposal_row.pk                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
adjust_row  pk=proposal_row.pk                                   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
set_habit  pk=cast.crg.pk                                        GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
set_habit  pk=cast.crg.pk                                        POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
close_days                                                       GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
close_days                                                       POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
reopen_days  pk=closed_days.pk                                   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
reopen_days  pk=closed_days.pk                                   POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403

# agendas; whoever may not read cases does not touch a restricted item
build_agenda  pk=crg_meeting.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_item  pk=crg_meeting.pk                                      GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_item  pk=crg_meeting.pk                                      POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
bring_standing_items  pk=crg_meeting.pk                          GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
bring_standing_items  pk=crg_meeting.pk                          POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
change_item  pk=agenda_item.pk                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
change_item  pk=secret_item.pk                                   GET  302 200 200 404 404 403 403 403 403 403 403 403 403 403 403 403
change_item  pk=agenda_item.pk                                   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
shift_item  pk=agenda_item.pk                                    GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
shift_item  pk=agenda_item.pk ? to=up                            POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
shift_item  pk=secret_item.pk ? to=up                            POST 302 302 302 404 404 403 403 403 403 403 403 403 403 403 403 403
remove_item  pk=agenda_item.pk                                   GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
remove_item  pk=agenda_item.pk                                   POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
carry_item  pk=agenda_item.pk                                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
carry_item  pk=agenda_item.pk                                    POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
standing_items  pk=cast.crg.pk                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_standing_item  pk=cast.crg.pk                                GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_standing_item  pk=cast.crg.pk                                POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
end_standing_item  pk=cast.crg.pk code=interests                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
end_standing_item  pk=cast.crg.pk code=interests                  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
end_standing_item  pk=cast.crg.pk code=young_people              GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403

# papers: for their audience, and for whom they are asked of
ask_for_paper  pk=agenda_item.pk                                 GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
ask_for_paper  pk=agenda_item.pk                                 POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_paper  pk=agenda_item.pk                                     GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_paper  pk=agenda_item.pk                                     POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_paper  pk=secret_item.pk                                     GET  302 200 200 404 404 403 403 403 403 403 403 403 403 403 403 403
paper  pk=police_paper.pk                                        GET  302 200 200 200 200 200 404 200 200 200 403 404 403 404 403 403
paper  pk=secret_paper.pk                                        GET  302 200 200 404 404 200 404 404 200 200 403 404 403 404 403 403
paper  pk=open_paper.pk                                          GET  302 200 200 200 200 200 404 404 404 404 403 404 403 200 403 403
paper  pk=424242                                                 GET  302 404 404 404 404 404 404 404 404 404 403 404 403 404 403 403
hand_in_paper  pk=police_paper.pk                                GET  302 200 200 200 200 404 404 200 404 404 403 404 403 404 403 403
hand_in_paper  pk=police_paper.pk                                POST 302 200 200 200 200 404 404 200 404 404 403 404 403 404 403 403
hand_in_paper  pk=secret_paper.pk                                GET  302 200 200 404 404 404 404 404 404 404 403 404 403 404 403 403
withdraw_paper  pk=police_paper.pk                               GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_paper  pk=police_paper.pk                               POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
withdraw_paper  pk=secret_paper.pk                               GET  302 200 200 404 404 403 403 403 403 403 403 403 403 403 403 403
paper_file  pk=open_version.pk                                   GET  302 200 200 200 200 200 404 404 404 404 403 404 403 200 403 403
paper_file  pk=late_version.pk                                   GET  302 200 200 200 200 404 404 200 200 404 403 404 403 404 403 403
paper_file  pk=424242                                            GET  302 404 404 404 404 404 404 404 404 404 403 404 403 404 403 403
allow_late  pk=late_version.pk                                   GET  302 403 403 403 403 405 403 403 405 403 403 403 403 403 403 403
allow_late  pk=late_version.pk                                   POST 302 403 403 403 403 404 403 403 302 403 403 403 403 403 403 403

# packs: each person's own
ask_for_packs  pk=crg_meeting.pk                                 GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
ask_for_packs  pk=crg_meeting.pk                                 POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
work_progress  name=watched_work                                 GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
work_progress  name=nothing                                      GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
pack_file  pk=wide_pack.pk                                       GET  302 200 200 200 200 404 404 404 404 404 403 403 403 404 403 403
pack_file  pk=secret_pack.pk                                     GET  302 200 200 404 404 200 404 404 200 200 403 403 403 404 403 403
pack_file  pk=424242                                             GET  302 404 404 404 404 404 404 404 404 404 403 403 403 404 403 403
"""


def furnish(world):
    """Meetings of the Case Review Group and of the partnership, with papers in every state, packs and a proposal."""
    cast = world.cast
    world.crg_meeting = made.planned(cast, days=90)
    world.agenda_item = agenda.add_item(world.crg_meeting, by=cast.officer, title="Neglect")
    world.secret_item = agenda.add_item(
        world.crg_meeting, by=cast.officer, title="A case", audience="restricted"
    )
    world.called_meeting = called = made.planned(cast, days=150)
    item = agenda.add_item(called, by=cast.officer, title="Data")
    secret = agenda.add_item(called, by=cast.officer, title="A case", audience="restricted")
    world.police_paper = papers.ask_for_paper(
        item, by=cast.officer, title="Police data", audience="members", due_on=timezone.localdate(),
        organisation=cast.police,
    )  # fmt: skip
    world.secret_paper = papers.add_paper(
        secret, by=cast.officer, title="Rapid review", audience="restricted", text="Secret."
    )
    world.police_paper.due_on -= timedelta(1)
    world.police_paper.save()
    Deadline.objects.filter(pk=world.police_paper.deadline_id).update(due_on=world.police_paper.due_on)
    world.late_version = papers.hand_in_paper(
        world.police_paper,
        by=cast.police_lead,
        content=made.pdf("Numbers"),
        filename="a.pdf",
        late_reason="Illness",
    )
    planning.call_meeting(called, by=cast.officer)
    for claimed in [attempts.claim(Pack) for _ in range(2)]:  # not printed here
        packs.finish(claimed, made.pdf("Pack"), 1, packs.fingerprint_of(called, claimed.audience))
    world.wide_pack = Pack.objects.get(meeting=called, audience="everybody", state="done")
    world.watched_work = attempts.watched_as(world.wide_pack)
    world.secret_pack = Pack.objects.get(meeting=called, audience="restricted", state="done")
    world.lrscp_meeting = made.planned(cast, cast.partnership, days=120)
    world.open_paper = made.paper(cast, world.lrscp_meeting.items.first())
    world.open_version = world.open_paper.versions.get()
    planning.call_meeting(world.lrscp_meeting, by=cast.officer)
    open_years()
    world.young_year = YoungPeoplesYear.objects.get()
    world.closed_days = ClosedDays.objects.create(
        name="Inset day", starts_on=timezone.localdate(), ends_on=timezone.localdate(), added_by=cast.officer
    )
    world.proposal = Cycle.objects.create(
        starts_on=cycle.next_year(timezone.localdate()), proposed_by=cast.officer
    )
    day = made.on_working_day(world.proposal.starts_on + timedelta(70))
    world.proposal_row = CycleRow.objects.create(
        cycle=world.proposal, group=cast.partnership, quarter=0, starts_at=made.local(day, 10),
        ends_at=made.local(day, 12),
    )  # fmt: skip
