"""Addresses of scrutiny: moderated scores, replies, challenge events, feedback, verification."""

from django.urls import path

from assurance.views.scrutiny import events, feedback, follow_up, moderation, reading, verification

urlpatterns = [
    path("scrutiny/", reading.scrutiny, name="scrutiny"),
    path("round/<int:pk>/scrutiny/", reading.scrutiny_round, name="scrutiny_round"),
    path("return/<int:pk>/scrutiny/", reading.scrutiny_return, name="scrutiny_return"),
    # scores, the reply, the decision
    path("return/<int:pk>/moderate/<int:section_pk>/", moderation.moderate, name="moderate"),
    path("return/<int:pk>/moderate/<int:section_pk>/agree-rest/", moderation.agree_rest, name="agree_rest"),
    path("return/<int:pk>/share-scores/", moderation.share_scores, name="share_scores"),
    path("return/<int:pk>/take-back-scores/", moderation.take_back_scores, name="take_back_scores"),
    path("return/<int:pk>/reply-scores/", moderation.reply_scores, name="reply_scores"),
    path("return/<int:pk>/send-reply/", moderation.send_reply, name="send_reply"),
    path("reply/<int:pk>/file/", moderation.reply_file, name="reply_file"),
    path("reply/<int:pk>/decide/", moderation.decide_score, name="decide_score"),
    path("return/<int:pk>/settle-scores/", moderation.settle_scores, name="settle_scores"),
    path("return/<int:pk>/learn/", moderation.learn_from_return, name="learn_from_return"),
    # what follows
    path("return/<int:pk>/ask-for-action/", follow_up.ask_for_action, name="ask_for_action"),
    path("return/<int:pk>/look-back/<int:link_pk>/", follow_up.look_back, name="look_back"),
    # events
    path("events/plan/", events.plan_event, name="plan_event"),
    path("events/<int:pk>/", events.challenge_event, name="challenge_event"),
    path("events/<int:pk>/change/", events.change_event, name="change_event"),
    path("events/<int:pk>/add-slots/", events.add_slots, name="add_slots"),
    path("events/<int:pk>/invite/", events.invite_agencies, name="invite_agencies"),
    path("events/<int:pk>/close/", events.close_event, name="close_event"),
    path("events/<int:pk>/cancel/", events.cancel_event, name="cancel_event"),
    path("events/slot/<int:pk>/", events.event_slot, name="event_slot"),
    path("events/slot/<int:pk>/move/", events.move_slot, name="move_slot"),
    path("events/slot/<int:pk>/remove/", events.remove_slot, name="remove_slot"),
    path("events/slot/<int:pk>/present/", events.send_presentation, name="send_presentation"),
    path("events/slot/<int:pk>/presentation/", events.presentation_file, name="presentation_file"),
    path("events/slot/<int:pk>/note/", events.note_slot, name="note_slot"),
    path("events/slot/<int:pk>/challenge/", events.put_challenge, name="put_challenge"),
    # letters
    path("return/<int:pk>/draft-letter/", feedback.draft_letter, name="draft_letter"),
    path("round/<int:pk>/letters/", feedback.feedback_letters, name="feedback_letters"),
    path("round/<int:pk>/letters/draft/", feedback.draft_letters, name="draft_letters"),
    path("round/<int:pk>/letters/send/", feedback.send_letters, name="send_letters"),
    path("letters/<int:pk>/", feedback.feedback_letter, name="feedback_letter"),
    path("letters/<int:pk>/write/", feedback.write_letter, name="write_letter"),
    path("letters/<int:pk>/approve/", feedback.approve_letter, name="approve_letter"),
    path("letters/<int:pk>/reopen/", feedback.reopen_letter, name="reopen_letter"),
    path("letters/<int:pk>/send/", feedback.send_letter, name="send_letter"),
    path("letters/<int:pk>/pdf/", feedback.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>/acknowledge/", feedback.acknowledge_letter, name="acknowledge_letter"),
    # verification
    path("round/<int:pk>/verify/", verification.verify_round, name="verify_round"),
    path("return/<int:pk>/verify/", verification.verify_return, name="verify_return"),
    path("verifications/<int:pk>/", verification.verification, name="verification"),
    path("verifications/<int:pk>/sample/", verification.sample_answer, name="sample_answer"),
    path("verifications/<int:pk>/draw/", verification.draw_sample, name="draw_sample"),
    path("verifications/<int:pk>/give/", verification.give_verification, name="give_verification"),
    path("verifications/sample/<int:pk>/", verification.look_into, name="look_into"),
    path("verifications/sample/<int:pk>/drop/", verification.drop_sample, name="drop_sample"),
]
