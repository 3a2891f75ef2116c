"""Addresses of what learners and managers say of training."""

from django.urls import path

from training.views import evaluation as views

urlpatterns = [
    path("evaluation/", views.evaluations, name="evaluations"),
    path("evaluation/courses/<int:pk>/", views.course_evaluation, name="course_evaluation"),
    path(
        "evaluation/courses/<int:pk>/file/<str:kind>/",
        views.course_evaluation_file,
        name="course_evaluation_file",
    ),
    path("evaluation/courses/<int:pk>/set/", views.set_evaluation, name="set_evaluation"),
    path("evaluation/courses/<int:pk>/remarks/", views.remarks, name="remarks"),
    path("evaluation/remarks/<uuid:pk>/hide/", views.hide_remark, name="hide_remark"),
    path("evaluation/<int:year>/", views.yearly_evaluation, name="yearly_evaluation"),
    path("evaluation/<int:year>/evaluation.pdf", views.yearly_evaluation_pdf, name="yearly_evaluation_pdf"),
    path("evaluation/<int:year>/start/", views.start_yearly_evaluation, name="start_yearly_evaluation"),
    path("evaluation/<int:year>/write/", views.write_yearly_evaluation, name="write_yearly_evaluation"),
    path("evaluation/<int:year>/gather/", views.gather_yearly_evaluation, name="gather_yearly_evaluation"),
    path("evaluation/<int:year>/put/", views.put_yearly_evaluation, name="put_yearly_evaluation"),
    path("evaluation/<int:year>/return/", views.return_yearly_evaluation, name="return_yearly_evaluation"),
    path("evaluation/<int:year>/agree/", views.agree_yearly_evaluation, name="agree_yearly_evaluation"),
]
