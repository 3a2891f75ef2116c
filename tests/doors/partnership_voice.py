# ruff: noqa: E501 - a row is as wide as it is
"""The doors of what people say: surveys that know nobody, sessions, and you said, we did."""

from tests.factories import voice as made
from tests.factories.pictures import PNG

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# whoever asks keeps it; whoever sits at meetings reads it
voice                                                            GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
voice_answers                                                    GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
voice_sessions                                                   GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
voice_session  pk=voice_session.pk                               GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
voice_session  pk=424242                                         GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
session_file  pk=voice_session.pk                                GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
session_file  pk=424242                                          GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
record_session                                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
record_session                                                   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
correct_session  pk=voice_session.pk                             GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
correct_session  pk=voice_session.pk                             POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
correct_session  pk=424242                                       GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
note_said                                                        GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
note_said                                                        POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
said  pk=answered_said.pk                                        GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
said  pk=424242                                                  GET  302 404 404 404 404 404 404 404 404 404 403 403 403 403 403 403
reword_said  pk=answered_said.pk                                 GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
reword_said  pk=answered_said.pk                                 POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
reword_said  pk=424242                                           GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
answer_said  pk=answered_said.pk                                 GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
answer_said  pk=answered_said.pk                                 POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
answer_said  pk=424242                                           GET  302 404 404 404 404 403 403 403 403 403 403 403 403 403 403 403
tell_back  pk=answered_said.pk                                   GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
tell_back  pk=answered_said.pk                                   POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cannot_tell_back  pk=answered_said.pk                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
cannot_tell_back  pk=answered_said.pk ? reason=Gone              POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
note_use  pk=answered_said.pk                                    GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
note_use  pk=answered_said.pk ? kind=report reference=YR-2026    POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
put_said_forward  pk=answered_said.pk                            GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
put_said_forward  pk=answered_said.pk                            POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
let_said_out  pk=forward_said.pk                                 GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
let_said_out  pk=forward_said.pk                                 POST 302 302 409 302 302 403 403 403 403 403 403 403 403 403 403 403
take_said_back  pk=forward_said.pk                               GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
take_said_back  pk=forward_said.pk ? reason=Wrong                POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403

# surveys: drafts and open ones for whoever asks, closed ones for readers too
surveys                                                          GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
start_survey                                                     GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
start_survey                                                     POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
survey  pk=draft_survey.pk                                       GET  302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
survey  pk=open_survey.pk                                        GET  302 200 200 200 200 404 404 404 404 404 403 403 403 403 403 403
survey  pk=closed_survey.pk                                      GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
write_survey  pk=draft_survey.pk                                 GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
write_survey  pk=draft_survey.pk                                 POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
write_survey  pk=open_survey.pk                                  GET  302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
choose_breakdown  pk=draft_survey.pk                             GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
choose_breakdown  pk=draft_survey.pk                             POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_survey_link  pk=draft_survey.pk                              GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_survey_link  pk=draft_survey.pk                              POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
add_survey_link  pk=draft_survey.pk ? place=Cards kind=single how_many=2 POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
stop_survey_link  pk=survey_link.pk                              GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
stop_survey_link  pk=survey_link.pk                              POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
open_survey  pk=draft_survey.pk                                  GET  302 405 405 405 405 403 403 403 403 403 403 403 403 403 403 403
open_survey  pk=draft_survey.pk                                  POST 302 409 409 409 409 403 403 403 403 403 403 403 403 403 403 403
close_survey  pk=open_survey.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
close_survey  pk=open_survey.pk ? reason=Enough                  POST 302 302 302 302 302 403 403 403 403 403 403 403 403 403 403 403
survey_texts  pk=open_survey.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
look_at_text  pk=survey_text.pk                                  GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
look_at_text  pk=survey_text.pk                                  POST 302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
survey_results  pk=closed_survey.pk                              GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
survey_results  pk=open_survey.pk                                GET  302 409 409 409 409 404 404 404 404 404 403 403 403 403 403 403
survey_csv  pk=closed_survey.pk                                  GET  302 200 200 200 200 200 200 200 200 200 403 403 403 403 403 403
survey_csv  pk=open_survey.pk                                    GET  302 409 409 409 409 404 404 404 404 404 403 403 403 403 403 403

# everybody is nobody here; a form that we did not give out is not taken
answer_survey  code=survey_link.code                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_survey  code=survey_link.code                             POST 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403
answer_survey  code=none-such                                    GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
survey_thanks                                                    GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:voice                                                     GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""


def furnish(world):
    """A survey in each of three states, something written, a session with a file, and two things said."""
    cast = world.cast
    world.voice_session = made.session(cast, content=PNG, filename="poster.png")
    world.answered_said = made.answered(cast, source="session", session=world.voice_session)
    world.forward_said = made.forward(cast, words="Buses come too late.")
    world.public_said = made.public(cast, words="Nobody calls back.")
    world.draft_survey = made.draft(cast, title="Feeling listened to")
    world.open_survey = made.opened(cast)
    world.survey_link = world.open_survey.links.get()
    made.reply(world.open_survey, values=(3, 1), words="More lamps, please.")
    world.survey_text = world.open_survey.texts.get()
    closed = made.opened(cast, title="Feeling heard", places=("North", "South"), breakdown="place")
    for turn in range(12):
        made.reply(closed, place="North", values=(turn % 3 + 1, turn % 2))
    world.closed_survey = made.closed(cast, closed)
