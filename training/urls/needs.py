"""Addresses of the yearly needs analysis."""

from django.urls import path

from training.views import needs, needs_scoring

urlpatterns = [
    path("needs/", needs.needs, name="needs"),
    path("needs/start/", needs.start_needs, name="start_needs"),
    path("needs/<int:pk>/", needs.needs_analysis, name="needs_analysis"),
    path("needs/<int:pk>/discard/", needs.discard_needs, name="discard_needs"),
    path("needs/<int:pk>/gather/", needs.gather_needs, name="gather_needs"),
    path("needs/<int:pk>/gather-again/", needs.gather_again, name="gather_again"),
    path("needs/<int:pk>/evidence/", needs.pick_evidence, name="pick_evidence"),
    path("needs/<int:pk>/evidence/add/", needs.add_need_evidence, name="add_need_evidence"),
    path("needs/<int:pk>/introduction/", needs.introduce_needs, name="introduce_needs"),
    path("needs/<int:pk>/add/", needs.add_need, name="add_need"),
    path("needs/<int:pk>/carry/<int:old_pk>/", needs.carry_need, name="carry_need"),
    path("needs/<int:pk>/begin-scoring/", needs.begin_scoring, name="begin_scoring"),
    path("needs/<int:pk>/put/", needs_scoring.put_needs, name="put_needs"),
    path("needs/<int:pk>/return/", needs_scoring.return_needs, name="return_needs"),
    path("needs/<int:pk>/agree/", needs_scoring.agree_needs, name="agree_needs"),
    path("needs/<int:pk>/pdf/", needs.needs_pdf, name="needs_pdf"),
    path("needs/<int:pk>/file/<slug:kind>/", needs.needs_file, name="needs_file"),
    path("needs/need/<int:pk>/", needs.change_need, name="change_need"),
    path("needs/need/<int:pk>/drop/", needs.drop_need, name="drop_need"),
    path("needs/need/<int:pk>/score/", needs_scoring.score_need, name="score_need"),
    path("needs/need/<int:pk>/decide/", needs_scoring.decide_need, name="decide_need"),
]
