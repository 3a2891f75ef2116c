"""Addresses of the business plan."""

from django.urls import path

from partnership.views import plan, plan_quarters

urlpatterns = [
    path("plan/", plan.plans, name="plans"),
    path("plan/start/", plan.start_plan, name="start_plan"),
    path("plan/<int:pk>/", plan.plan, name="plan"),
    path("plan/<int:pk>/write/", plan.write_plan, name="write_plan"),
    path("plan/<int:pk>/discard/", plan.discard_plan, name="discard_plan"),
    path("plan/<int:pk>/add-priority/", plan.add_priority, name="add_priority"),
    path("plan/priorities/<int:pk>/write/", plan.write_priority, name="write_priority"),
    path("plan/priorities/<int:pk>/drop/", plan.drop_priority, name="drop_priority"),
    path("plan/priorities/<int:pk>/add-driver/", plan.add_driver, name="add_driver"),
    path("plan/priorities/<int:pk>/open-action/", plan.open_plan_action, name="open_plan_action"),
    path("plan/<int:pk>/begin-consultation/", plan.begin_consultation, name="begin_consultation"),
    path("plan/<int:pk>/back-to-drafting/", plan.back_to_drafting, name="back_to_drafting"),
    path("plan/<int:pk>/consult/", plan.consult, name="consult"),
    path("plan/consultations/<int:pk>/comments/", plan.record_comments, name="record_comments"),
    path("plan/consultations/<int:pk>/answer/", plan.answer_comments, name="answer_comments"),
    path("plan/<int:pk>/approve/", plan.approve_plan, name="approve_plan"),
    path("plan/<int:pk>/close/", plan.close_plan, name="close_plan"),
    path("plan/<int:pk>/progress/", plan_quarters.plan_progress, name="plan_progress"),
    path("plan/progress/<int:pk>/", plan_quarters.write_progress, name="write_progress"),
    path("plan/quarters/<int:pk>/close/", plan_quarters.close_quarter, name="close_quarter"),
    path(
        "plan/quarters/<int:pk>/put-forward/", plan_quarters.put_quarter_forward, name="put_quarter_forward"
    ),
    path("plan/quarters/<int:pk>/let-out/", plan_quarters.let_quarter_out, name="let_quarter_out"),
    path("plan/quarters/<int:pk>/take-back/", plan_quarters.take_quarter_back, name="take_quarter_back"),
    path("plan/<int:pk>/put-forward/", plan.put_plan_forward, name="put_plan_forward"),
    path("plan/<int:pk>/let-out/", plan.let_plan_out, name="let_plan_out"),
    path("plan/<int:pk>/take-back/", plan.take_plan_back, name="take_plan_back"),
    path("plan/<int:pk>/summary/", plan.plan_summary, name="plan_summary"),
    path("plan/<int:pk>/summary.pdf", plan.plan_summary_pdf, name="plan_summary_pdf"),
    path("plan/<int:pk>/plan.pdf", plan.plan_pdf, name="plan_pdf"),
]
