"""Addresses of meetings: the year's cycle, agendas, papers and packs."""

from django.urls import path

from partnership.views import agenda, cycle, meetings, papers, planning

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/by-month/", meetings.meetings_by_month, name="meetings_by_month"),
    path("meetings/forward-plan/", meetings.forward_plan, name="forward_plan"),
    path("meetings/plan/", planning.plan_meeting, name="plan_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/calendar/", meetings.meeting_calendar, name="meeting_calendar"),
    path("meetings/<int:pk>/call/", planning.call_meeting, name="call_meeting"),
    path("meetings/<int:pk>/invite-newcomers/", planning.invite_newcomers, name="invite_newcomers"),
    path("meetings/<int:pk>/move/", planning.move_meeting, name="move_meeting"),
    path("meetings/<int:pk>/cancel/", planning.cancel_meeting, name="cancel_meeting"),
    path("meetings/<int:pk>/led/", planning.lead_by_young_people, name="lead_by_young_people"),
    path("meetings/no-session/<int:pk>/", planning.explain_no_session, name="explain_no_session"),
    # the year's cycle
    path("meetings/cycles/", cycle.cycles, name="cycles"),
    path("meetings/cycles/propose/", cycle.propose_cycle, name="propose_cycle"),
    path("meetings/cycles/<int:pk>/", cycle.cycle, name="cycle"),
    path("meetings/cycles/<int:pk>/accept/", cycle.accept_cycle, name="accept_cycle"),
    path("meetings/cycles/<int:pk>/drop/", cycle.drop_cycle, name="drop_cycle"),
    path("meetings/cycles/rows/<int:pk>/adjust/", cycle.adjust_row, name="adjust_row"),
    path("meetings/habits/<int:pk>/", cycle.set_habit, name="set_habit"),
    path("meetings/closed-days/", cycle.close_days, name="close_days"),
    path("meetings/closed-days/<int:pk>/reopen/", cycle.reopen_days, name="reopen_days"),
    # agendas
    path("meetings/<int:pk>/agenda/", agenda.build_agenda, name="build_agenda"),
    path("meetings/<int:pk>/agenda/add/", agenda.add_item, name="add_item"),
    path("meetings/<int:pk>/agenda/standing/", agenda.bring_standing_items, name="bring_standing_items"),
    path("meetings/items/<int:pk>/change/", agenda.change_item, name="change_item"),
    path("meetings/items/<int:pk>/shift/", agenda.shift_item, name="shift_item"),
    path("meetings/items/<int:pk>/remove/", agenda.remove_item, name="remove_item"),
    path("meetings/items/<int:pk>/carry/", agenda.carry_item, name="carry_item"),
    path("meetings/standing/<int:pk>/", agenda.standing_items, name="standing_items"),
    path("meetings/standing/<int:pk>/add/", agenda.add_standing_item, name="add_standing_item"),
    path("meetings/standing/<int:pk>/end/<slug:code>/", agenda.end_standing_item, name="end_standing_item"),
    # papers and packs
    path("meetings/items/<int:pk>/ask-for-paper/", papers.ask_for_paper, name="ask_for_paper"),
    path("meetings/items/<int:pk>/add-paper/", papers.add_paper, name="add_paper"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/hand-in/", papers.hand_in_paper, name="hand_in_paper"),
    path("papers/<int:pk>/withdraw/", papers.withdraw_paper, name="withdraw_paper"),
    path("papers/versions/<int:pk>/file/", papers.paper_file, name="paper_file"),
    path("papers/versions/<int:pk>/allow/", papers.allow_late, name="allow_late"),
    path("meetings/<int:pk>/packs/", papers.ask_for_packs, name="ask_for_packs"),
    path("packs/<int:pk>/file/", papers.pack_file, name="pack_file"),
]
