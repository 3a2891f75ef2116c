"""Addresses of what children, families and practitioners say, and what was done."""

from django.urls import path

from partnership.views import surveys, voice

urlpatterns = [
    path("voice/", voice.voice, name="voice"),
    path("voice/answers/", voice.voice_answers, name="voice_answers"),
    path("voice/sessions/", voice.voice_sessions, name="voice_sessions"),
    path("voice/sessions/record/", voice.record_session, name="record_session"),
    path("voice/sessions/<int:pk>/", voice.voice_session, name="voice_session"),
    path("voice/sessions/<int:pk>/correct/", voice.correct_session, name="correct_session"),
    path("voice/sessions/<int:pk>/file/", voice.session_file, name="session_file"),
    path("voice/said/note/", voice.note_said, name="note_said"),
    path("voice/said/<int:pk>/", voice.said, name="said"),
    path("voice/said/<int:pk>/reword/", voice.reword_said, name="reword_said"),
    path("voice/said/<int:pk>/answer/", voice.answer_said, name="answer_said"),
    path("voice/said/<int:pk>/tell-back/", voice.tell_back, name="tell_back"),
    path("voice/said/<int:pk>/cannot-tell-back/", voice.cannot_tell_back, name="cannot_tell_back"),
    path("voice/said/<int:pk>/note-use/", voice.note_use, name="note_use"),
    path("voice/said/<int:pk>/put-forward/", voice.put_said_forward, name="put_said_forward"),
    path("voice/said/<int:pk>/let-out/", voice.let_said_out, name="let_said_out"),
    path("voice/said/<int:pk>/take-back/", voice.take_said_back, name="take_said_back"),
    path("voice/surveys/", surveys.surveys, name="surveys"),
    path("voice/surveys/start/", surveys.start_survey, name="start_survey"),
    path("voice/surveys/<int:pk>/", surveys.survey, name="survey"),
    path("voice/surveys/<int:pk>/questions/", surveys.write_survey, name="write_survey"),
    path("voice/surveys/<int:pk>/breakdown/", surveys.choose_breakdown, name="choose_breakdown"),
    path("voice/surveys/<int:pk>/links/", surveys.add_survey_link, name="add_survey_link"),
    path("voice/surveys/links/<int:pk>/stop/", surveys.stop_survey_link, name="stop_survey_link"),
    path("voice/surveys/<int:pk>/open/", surveys.open_survey, name="open_survey"),
    path("voice/surveys/<int:pk>/close/", surveys.close_survey, name="close_survey"),
    path("voice/surveys/<int:pk>/texts/", surveys.survey_texts, name="survey_texts"),
    path("voice/surveys/texts/<uuid:pk>/", surveys.look_at_text, name="look_at_text"),
    path("voice/surveys/<int:pk>/results/", surveys.survey_results, name="survey_results"),
    path("voice/surveys/<int:pk>/results.csv", surveys.survey_csv, name="survey_csv"),
]
