# ruff: noqa: E501 - a row is as wide as it is
"""The doors of scrutiny: moderated scores, replies, events, letters, verification."""

from datetime import timedelta

from django.utils import timezone

from assurance.models import AgencyReply, VerificationSample
from assurance.operations.scrutiny import events, feedback, follow_up, replies, verification
from assurance.operations.scrutiny import moderation as moderations
from assurance.rules.scrutiny import GivenReply
from tests.factories import scrutiny as made
from tests.factories.assurance import open_round, return_of

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# staff and the Independent Advisor read all of it; an agency reads of its own what is shared
assurance:scrutiny                                               GET  302 200 200 403 403 200 200 200 403 403 403 200 403 403 403 403
assurance:scrutiny_round  pk=weighed_round.pk                    GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:scrutiny_round  pk=nothing                             GET  302 404 404 403 403 404 403 403 403 403 403 403 403 403 403 403
assurance:scrutiny_return  pk=weighed_return.pk                  GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:scrutiny_return  pk=weighing_return.pk                 GET  302 200 200 403 403 200 200 404 403 403 403 404 403 403 403 403

# scores are written by the business unit
assurance:moderate  pk=weighing_return.pk section_pk=weighed_section.pk   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:moderate  pk=weighing_return.pk section_pk=weighed_section.pk   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:moderate  pk=weighed_return.pk section_pk=weighed_section.pk    GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:moderate  pk=weighing_return.pk section_pk=nothing     GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:agree_rest  pk=weighing_return.pk section_pk=weighed_section.pk GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:agree_rest  pk=weighing_return.pk section_pk=weighed_section.pk POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:share_scores  pk=weighing_return.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:share_scores  pk=weighing_return.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:share_scores  pk=weighed_return.pk                     GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_scores  pk=told_return.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_scores  pk=told_return.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:take_back_scores  pk=weighed_return.pk                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:settle_scores  pk=answered_return.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:settle_scores  pk=answered_return.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:settle_scores  pk=told_return.pk                       GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:learn_from_return  pk=weighed_return.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:learn_from_return  pk=weighed_return.pk                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# the reply is the agency's, and the decision the Independent Advisor's
assurance:reply_scores  pk=told_return.pk                        GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:reply_scores  pk=told_return.pk                        POST 302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403
assurance:reply_scores  pk=weighed_return.pk                     GET  302 403 403 403 403 403 404 409 403 403 403 404 403 403 403 403
assurance:send_reply  pk=told_return.pk                          GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:send_reply  pk=told_return.pk                          POST 302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:reply_file  pk=objection.pk                            GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:reply_file  pk=nothing                                 GET  302 404 404 403 403 404 404 404 403 403 403 404 403 403 403 403
assurance:decide_score  pk=objection.pk                          GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:decide_score  pk=objection.pk                          POST 302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:decide_score  pk=nothing                               GET  302 403 403 403 403 404 403 403 403 403 403 403 403 403 403 403

# what follows
assurance:ask_for_action  pk=weighed_return.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:ask_for_action  pk=weighed_return.pk                   POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:look_back  pk=told_return.pk link_pk=gap_link.pk       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:look_back  pk=told_return.pk link_pk=gap_link.pk       POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:look_back  pk=weighing_return.pk link_pk=gap_link.pk   GET  302 404 404 403 403 403 403 403 403 403 403 403 403 403 403 403

# events: the business unit runs them; an agency that is invited sees where, when and its own time
assurance:plan_event                                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:plan_event                                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:challenge_event  pk=qa_planned.pk                      GET  302 200 200 403 403 200 404 404 403 403 403 404 403 403 403 403
assurance:challenge_event  pk=qa_invited.pk                      GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:change_event  pk=qa_planned.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:change_event  pk=qa_planned.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_slots  pk=qa_planned.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:add_slots  pk=qa_planned.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:invite_agencies  pk=qa_planned.pk                      GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:invite_agencies  pk=qa_planned.pk                      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:invite_agencies  pk=qa_invited.pk                      POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:close_event  pk=qa_begun.pk                            GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:close_event  pk=qa_begun.pk                            POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:cancel_event  pk=qa_planned.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:cancel_event  pk=qa_planned.pk                         POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:event_slot  pk=qa_slot.pk                              GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:move_slot  pk=qa_slot.pk                               GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:move_slot  pk=qa_slot.pk                               POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_slot  pk=qa_slot.pk                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:remove_slot  pk=qa_slot.pk                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_presentation  pk=qa_slot.pk                       GET  302 200 200 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:send_presentation  pk=qa_slot.pk                       POST 302 200 200 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:presentation_file  pk=qa_slot.pk                       GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:note_slot  pk=begun_slot.pk                            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:note_slot  pk=begun_slot.pk                            POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:note_slot  pk=qa_slot.pk                               GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_challenge  pk=begun_slot.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:put_challenge  pk=begun_slot.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403

# letters: drafted and sent by the business unit, approved by the board manager, read by the agency once sent
assurance:draft_letter  pk=weighed_return.pk                     GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:draft_letter  pk=weighed_return.pk                     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:draft_letter  pk=told_return.pk                        POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:feedback_letter  pk=drafted_letter.pk                  GET  302 200 200 403 403 200 404 404 403 403 403 404 403 403 403 403
assurance:feedback_letter  pk=sent_letter.pk                     GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:write_letter  pk=drafted_letter.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_letter  pk=drafted_letter.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:write_letter  pk=sent_letter.pk                        GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:approve_letter  pk=drafted_letter.pk                   GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:approve_letter  pk=drafted_letter.pk ? seen=1          POST 302 302 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:reopen_letter  pk=drafted_letter.pk                    GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:reopen_letter  pk=drafted_letter.pk                    POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_letter  pk=drafted_letter.pk                      GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_letter  pk=drafted_letter.pk                      POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:letter_pdf  pk=sent_letter.pk                          GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:feedback_letters  pk=weighed_round.pk                  GET  302 200 200 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:draft_letters  pk=weighed_round.pk                     GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:draft_letters  pk=weighed_round.pk                     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_letters  pk=weighed_round.pk                      GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:send_letters  pk=weighed_round.pk                      POST 302 409 409 403 403 403 403 403 403 403 403 403 403 403 403 403
assurance:acknowledge_letter  pk=sent_letter.pk                  GET  302 403 403 403 403 403 404 200 403 403 403 404 403 403 403 403
assurance:acknowledge_letter  pk=sent_letter.pk                  POST 302 403 403 403 403 403 404 302 403 403 403 404 403 403 403 403

# verification is the Independent Advisor's; given, its return's agency reads it
assurance:verify_round  pk=weighed_round.pk                      GET  302 403 403 403 403 405 403 403 403 403 403 403 403 403 403 403
assurance:verify_round  pk=weighed_round.pk                      POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
assurance:verify_return  pk=weighed_return.pk                    GET  302 403 403 403 403 405 403 403 403 403 403 403 403 403 403 403
assurance:verify_return  pk=weighed_return.pk                    POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
assurance:verification  pk=looked_at.pk                          GET  302 200 200 403 403 200 404 200 403 403 403 404 403 403 403 403
assurance:verification  pk=being_looked_at.pk                    GET  302 404 404 403 403 200 404 404 403 403 403 404 403 403 403 403
assurance:sample_answer  pk=being_looked_at.pk                   GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:sample_answer  pk=being_looked_at.pk                   POST 302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:sample_answer  pk=looked_at.pk                         GET  302 403 403 403 403 409 403 403 403 403 403 403 403 403 403 403
assurance:draw_sample  pk=being_looked_at.pk                     GET  302 403 403 403 403 405 403 403 403 403 403 403 403 403 403 403
assurance:draw_sample  pk=being_looked_at.pk ? number=2          POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
assurance:look_into  pk=lot.pk                                   GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:look_into  pk=lot.pk                                   POST 302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:look_into  pk=nothing                                  GET  302 403 403 403 403 404 403 403 403 403 403 403 403 403 403 403
assurance:drop_sample  pk=lot.pk                                 GET  302 403 403 403 403 405 403 403 403 403 403 403 403 403 403 403
assurance:drop_sample  pk=lot.pk                                 POST 302 403 403 403 403 302 403 403 403 403 403 403 403 403 403 403
assurance:give_verification  pk=being_looked_at.pk               GET  302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
assurance:give_verification  pk=being_looked_at.pk               POST 302 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403
"""

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def furnish(world):
    """A final return of the police with its letter, one of theirs in reply, one disputed; the county's in moderation."""
    cast, asks, today = world.cast, made.all_on_a_scale(2), timezone.localdate()
    agencies, leads = [cast.police, cast.county], [cast.police_lead, cast.county_lead]

    def asked(title, period, organisations):
        return open_round(
            cast, organisations, asks, title=title, about_from=today - timedelta(period),
            about_until=today - timedelta(period - 300), opens_on=today - timedelta(60),
            due_on=today + timedelta(2), closes_on=today + timedelta(9),
        )  # fmt: skip

    def came_back(one, organisation, lead):
        return made.answered_on_scale(return_of(one, organisation), lead)

    world.weighed_round = asked("Weighed", 800, agencies)
    world.weighed_section = asks.sections.get()
    world.weighed_return = came_back(world.weighed_round, cast.police, leads[0])
    world.weighing_return = came_back(world.weighed_round, cast.county, leads[1])
    made.agreed(world.weighing_return, cast.officer)
    made.settled(world.weighed_return, cast.officer, cast.police_lead)
    world.gap_link = follow_up.ask_for_action(
        world.weighed_return,
        by=cast.officer,
        gap="Notes are thin",
        title="Audit notes",
        target_on=today + timedelta(30),
    )
    world.told_return = came_back(asked("Told", 400, [cast.police]), cast.police, leads[0])
    made.told(world.told_return, cast.officer)
    world.answered_return = came_back(asked("Answered", 401, [cast.police]), cast.police, leads[0])
    replied = made.told(world.answered_return, cast.officer)
    replies.send_reply(replied, by=cast.police_lead, seen=moderations.seen_of(replied))
    contested = came_back(asked("Contested", 402, [cast.police]), cast.police, leads[0])
    moderation = made.told(contested, cast.officer)
    given = GivenReply(
        moderation.scores.first(), position="dispute", reason="It is met.", file=("audit.pdf", PDF)
    )
    replies.save_replies(moderation, [given], by=cast.police_lead)
    replies.send_reply(moderation, by=cast.police_lead, seen=moderations.seen_of(moderation))
    world.objection = AgencyReply.objects.get(score__moderation=moderation, position="dispute")

    world.qa_planned = made.event(cast, world.weighed_return, title="Planned")
    world.qa_invited = made.event(cast, world.told_return, title="Invited")
    events.invite_agencies(world.qa_invited, by=cast.officer)
    world.qa_slot = world.qa_invited.slots.get()
    events.send_presentation(world.qa_slot, by=cast.police_lead, content=PDF, filename="slides.pdf")
    world.qa_begun = made.event(cast, world.weighed_return, title="Started", days=-1)
    world.begun_slot = world.qa_begun.slots.get()

    world.sent_letter = made.sent(cast, world.weighed_return, PDF)
    thanked = came_back(asked("Thanked", 403, [cast.police]), cast.police, leads[0])
    made.settled(thanked, cast.officer, cast.police_lead)
    world.drafted_letter = feedback.draft_letter(thanked, by=cast.officer)

    world.looked_at = verification.begin_verification(
        world.weighed_round, by=cast.advisor, opened=world.weighed_return
    )
    sample = verification.sample_answer(
        world.looked_at, world.weighed_return.answers.first(), by=cast.advisor
    )
    verification.look_into(sample, by=cast.advisor, found="shows", looked_into="Two audits")
    verification.give_verification(world.looked_at, by=cast.advisor, view="verified", statement="I saw it.")
    world.being_looked_at = verification.begin_verification(
        world.told_return.round, by=cast.advisor, opened=world.told_return
    )
    verification.sample_answer(world.being_looked_at, world.told_return.answers.first(), by=cast.advisor)
    world.lot = VerificationSample.objects.get(verification=world.being_looked_at)
