# ruff: noqa: E501 - a row is as wide as it is
"""The doors of multi-agency audits and of the three-year timetable."""

from assurance.operations.audits import raise_concern
from partnership.models import Return
from tests.factories import audits as made
from tests.factories import reviews as cases

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# audits: the business unit runs them, whoever sits at meetings reads them
assurance:audits                                                 GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:commission_audit                                       GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:commission_audit                                       POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:audit  pk=new_audit.pk                                 GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:audit  pk=told_audit.pk                                GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:audit  pk=nothing                                      GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:write_audit  pk=new_audit.pk                           GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_audit  pk=new_audit.pk                           POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_audit  pk=asked_audit.pk                         GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:stop_audit  pk=new_audit.pk                            GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:stop_audit  pk=new_audit.pk                            POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:stop_audit  pk=told_audit.pk                           GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403

# single cases: whoever runs audits, and nobody else
assurance:audit_cases  pk=asked_audit.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:select_cases  pk=new_audit.pk                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:select_cases  pk=new_audit.pk                          POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:audit_case  pk=asked_audit_case.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:audit_case  pk=nothing                                 GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:describe_case  pk=asked_audit_case.pk                  GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:describe_case  pk=asked_audit_case.pk                  POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:replace_case  pk=new_audit_case.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:replace_case  pk=new_audit_case.pk                     POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:replace_case  pk=asked_audit_case.pk                   GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_case  pk=asked_audit_case.pk                  GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_case  pk=asked_audit_case.pk                  POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_case  pk=new_audit_case.pk ? reason=Twice     POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_case  pk=nothing                              GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_tools  pk=new_audit.pk                            GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_tools  pk=new_audit.pk                            POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_tools  pk=asked_audit.pk                          POST 302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403

# an agency's own tools: its lead and whoever leads that lead. The signatory is the county's, the lead the police's
assurance:audit_tools  pk=asked_audit.pk                         GET  302 403 403 403 403 403 200 200 403 403 403 404 403 403 403 403
assurance:audit_tools  pk=new_audit.pk                           GET  302 403 403 403 403 403 404 404 403 403 403 404 403 403 403 403
assurance:set_aside_tool  pk=police_tool.pk                      GET  302 200 200 200 403 403 404 200 403 403 403 404 403 403 403 403
assurance:set_aside_tool  pk=police_tool.pk                      POST 302 200 200 200 403 403 404 200 403 403 403 404 403 403 403 403
assurance:extend_tool  pk=police_tool.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:extend_tool  pk=police_tool.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:chase_auditors  pk=asked_audit.pk                      GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
assurance:chase_auditors  pk=asked_audit.pk                      POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:return  pk=police_tool.assurance_return.pk             GET  302 404 404 404 403 404 404 200 403 403 403 404 403 403 403 403
assurance:return  pk=handed_in_tool.pk                           GET  302 200 200 200 403 404 404 200 403 403 403 404 403 403 403 403
assurance:round  pk=asked_audit.round.pk                         GET  302 404 404 403 404 404 403 403 403 403 403 403 403 403 403 403
assurance:round_csv  pk=asked_audit.round.pk                     GET  302 404 404 403 404 403 403 403 403 403 403 403 403 403 403 403

# concerns: raised by the police, for the county
assurance:raise_concern  pk=asked_audit_case.pk                  GET  302 200 200 200 403 403 200 200 403 403 403 404 403 403 403 403
assurance:raise_concern  pk=asked_audit_case.pk                  POST 302 200 200 200 403 403 200 200 403 403 403 404 403 403 403 403
assurance:raise_concern  pk=new_audit_case.pk                    GET  302 200 200 200 403 403 404 404 403 403 403 404 403 403 403 403
assurance:concern  pk=county_concern.pk                          GET  302 200 200 200 403 403 200 200 403 403 403 404 403 403 403 403
assurance:concern  pk=nothing                                    GET  302 404 404 404 403 403 404 404 403 403 403 404 403 403 403 403
assurance:answer_concern  pk=county_concern.pk                   GET  302 200 200 200 403 403 200 404 403 403 403 404 403 403 403 403
assurance:answer_concern  pk=county_concern.pk ? response=Seen   POST 302 302 302 302 403 403 302 404 403 403 403 404 403 403 403 403
assurance:close_concern  pk=county_concern.pk                    GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:close_concern  pk=county_concern.pk                    POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403

# the discussion and what was found
assurance:record_voice  pk=asked_audit_case.pk                   GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:record_voice  pk=asked_audit_case.pk                   POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_voice  pk=audit_voice.pk                      GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_voice  pk=audit_voice.pk                      POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_voice  pk=audit_voice.pk ? withdrawn=yes reason=Asked POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_out_voice  pk=nothing                             GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:plan_session  pk=asked_audit.pk                        GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:plan_session  pk=asked_audit.pk                        POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:hold_session  pk=joint_session_to_come.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:hold_session  pk=joint_session_to_come.pk                     POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_session  pk=joint_session_to_come.pk            GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_session  pk=joint_session_to_come.pk            POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_session  pk=joint_session_held.pk               GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_session  pk=nothing                             GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:call_off_session  pk=joint_session_to_come.pk          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:call_off_session  pk=joint_session_to_come.pk          POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:call_off_session  pk=joint_session_held.pk             GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:call_off_session  pk=nothing                           GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:call_off_session  pk=joint_session_to_come.pk ? reason=Snow POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:begin_discussion  pk=asked_audit.pk                    GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:begin_discussion  pk=asked_audit.pk                    POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:grade_case  pk=discussed_case.pk                       GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:grade_case  pk=discussed_case.pk                       POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:grade_case  pk=asked_audit_case.pk                     GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:moderate_case  pk=discussed_case.pk                    GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:moderate_case  pk=discussed_case.pk                    POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:begin_writing  pk=discussed_audit.pk                   GET  302 405 405 405 403 403 403 403 403 403 403 403 403 403 403 403
assurance:begin_writing  pk=discussed_audit.pk                   POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discuss_again  pk=written_audit.pk                     GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:discuss_again  pk=written_audit.pk                     POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_finding  pk=audit_line.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_finding  pk=audit_line.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_finding  pk=nothing                              GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_audit_summary  pk=written_audit.pk               GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_audit_summary  pk=written_audit.pk               POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:recommend  pk=written_audit.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:recommend  pk=written_audit.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:open_audit_action  pk=audit_recommendation.pk          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:open_audit_action  pk=audit_recommendation.pk          POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_recommendation  pk=audit_recommendation.pk      GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_recommendation  pk=audit_recommendation.pk      POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_recommendation  pk=told_recommendation.pk       GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_recommendation  pk=nothing                      GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_recommendation  pk=audit_recommendation.pk      GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_recommendation  pk=audit_recommendation.pk      POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_recommendation  pk=told_recommendation.pk       GET  302 409 409 409 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_recommendation  pk=nothing                      GET  302 404 404 404 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_recommendation  pk=audit_recommendation.pk ? reason=Twice POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:note_audit_learning  pk=written_audit.pk               GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:note_audit_learning  pk=written_audit.pk               POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403

# the report
assurance:audit_draft  pk=told_audit.pk                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:report_audit  pk=written_audit.pk                      GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:report_audit  pk=written_audit.pk                      POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:audit_pdf  pk=told_audit.pk                            GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:audit_pdf  pk=written_audit.pk                         GET  302 409 409 409 409 409 409 409 409 409 403 403 403 403 403 403
assurance:present_audit  pk=told_audit.pk                        GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:present_audit  pk=told_audit.pk                        POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:compare_audit  pk=written_audit.pk                     GET  302 200 200 200 409 409 409 409 409 409 403 403 403 403 403 403
assurance:compare_audit  pk=told_audit.pk                        GET  302 409 409 409 409 409 409 409 409 409 403 403 403 403 403 403
assurance:close_audit  pk=told_audit.pk                          GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:close_audit  pk=told_audit.pk                          POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403

# the timetable
assurance:timetable                                              GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:timetable_file  kind=csv                               GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:timetable_file  kind=exe                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:timetable_pdf  year=1999                               GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:timetable_entry  pk=planned_dive.pk                    GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
assurance:timetable_entry  pk=nothing                            GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
assurance:plan_entry                                             GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:plan_entry                                             POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:move_entry  pk=planned_dive.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:move_entry  pk=planned_dive.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:link_entry  pk=planned_dive.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:link_entry  pk=planned_dive.pk                         POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:finish_entry  pk=planned_dive.pk                       GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:finish_entry  pk=planned_dive.pk                       POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:drop_entry  pk=planned_dive.pk                         GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:drop_entry  pk=planned_dive.pk ? reason=No             POST 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403
assurance:refresh_timetable                                      GET  302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
assurance:refresh_timetable                                      POST 302 200 200 200 403 403 403 403 403 403 403 403 403 403 403 403
"""


def furnish(world):
    """An audit at each stage, the newest of them a re-audit, and one thing on the timetable."""
    cast = world.cast
    world.new_audit = made.with_cases(cast, 1, theme="Strategy discussions")
    world.new_audit_case = world.new_audit.cases.get()
    world.asked_audit = made.asked(cast, 1, theme="Bruises")
    world.asked_audit_case = world.asked_audit.cases.get()
    world.audit_voice = made.heard(cast, world.asked_audit_case)
    world.police_tool = made.tool_of(world.asked_audit, cast.police)
    world.county_concern = raise_concern(
        world.asked_audit_case,
        by=cast.police_lead,
        organisation=cast.county,
        concern="Nobody has seen the baby.",
    )
    world.discussed_audit = made.graded(cast, made.discussing(cast, 1, theme="Neglect"))
    world.discussed_case = world.discussed_audit.cases.get()
    world.handed_in_tool = Return.objects.get(round=world.discussed_audit.round, organisation=cast.police)
    world.joint_session_held = world.discussed_audit.sessions.get()
    world.joint_session_to_come = made.planned_session(cast, world.asked_audit)
    world.told_audit = made.reported(cast, 1, theme="Handover", pdf=cases.pdf())
    world.told_recommendation = world.told_audit.recommendations.get()
    world.written_audit = made.writing(
        cast, 1, theme="Handover, again", source="audit", earlier=world.told_audit
    )
    world.audit_line = world.written_audit.lines.first()
    world.audit_recommendation = world.written_audit.recommendations.get()
    world.planned_dive = made.entry(cast, planned_on=made.last_day_of_the_year())
