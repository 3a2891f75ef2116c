"""Addresses of the yearly safeguarding return of schools."""

from django.urls import path

from schools.views import priority_questions, returns, school_return

urlpatterns = [
    path("returns/", returns.rounds, name="rounds"),
    path("returns/open/", returns.open_round, name="open_round"),
    path("returns/priority-questions/", priority_questions.priority_questions, name="priority_questions"),
    path(
        "returns/priority-questions/add/",
        priority_questions.add_priority_question,
        name="add_priority_question",
    ),
    path(
        "returns/priority-questions/<int:pk>/drop/",
        priority_questions.drop_priority_question,
        name="drop_priority_question",
    ),
    path(
        "returns/priority-questions/<int:pk>/offer/",
        priority_questions.offer_priority_questions,
        name="offer_priority_questions",
    ),
    path("returns/<int:pk>/", returns.round_, name="round"),
    path("returns/<int:pk>/dates/", returns.change_schools_dates, name="change_schools_dates"),
    path("returns/<int:pk>/response/", returns.round_response, name="round_response"),
    path("returns/<int:pk>/answers/", returns.round_answers, name="round_answers"),
    path("returns/<int:pk>/list/<str:kind>/", returns.round_file, name="round_file"),
    path("returns/<int:pk>/trusts/<int:trust_pk>/", returns.trust_returns, name="trust_returns"),
    path("returns/of/<int:pk>/", school_return.school_return, name="school_return"),
    path("returns/of/<int:pk>/pdf/", school_return.print_school_return, name="print_school_return"),
    path("returns/of/<int:pk>/excuse/", school_return.excuse_school, name="excuse_school"),
    path("returns/of/<int:pk>/ask-again/", school_return.ask_school_again, name="ask_school_again"),
    path("returns/of/<int:pk>/extend/", school_return.extend_school, name="extend_school"),
    path("returns/of/<int:pk>/reopen/", school_return.reopen_school_return, name="reopen_school_return"),
    path("returns/reopenings/<int:pk>/", school_return.answer_reopening, name="answer_reopening"),
    path("returns/of/<int:pk>/ask-head/", school_return.ask_head, name="ask_head"),
]
