"""The business plan from the side of those who keep it: writing, consulting, approving, and each quarter."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.plan import (
    AddDriverForm,
    AnswerCommentsForm,
    ApprovePlanForm,
    ClosePlanForm,
    ConsultForm,
    DropPriorityForm,
    OpenPlanActionForm,
    PriorityForm,
    RecordCommentsForm,
    StartPlanForm,
    WritePlanForm,
)
from partnership.forms.surveys import ReasonForm
from partnership.models import BusinessPlan, PlanConsultation, Priority
from partnership.operations import plan as operations
from partnership.operations import plan_progress as progress
from partnership.views.deed import attempt
from partnership.views.discarding import discard_page
from partnership.views.proof import asks_for_proof

READERS = (Can.RUN_PLAN, Can.READ_PLAN)


def find(request, pk):
    return get_object_or_404(BusinessPlan.objects.visible_to(request.user), pk=pk)


def within(request, things, pk, *paths):
    """A part of a plan that they may know of."""
    return get_object_or_404(
        things.objects.filter(**{"plan__in": BusinessPlan.objects.visible_to(request.user)}).select_related(
            "plan", *paths
        ),
        pk=pk,
    )


@requires(*READERS)
@require_safe
def plans(request):
    """Every plan there is, with where it stands."""
    today = timezone.localdate()
    found = BusinessPlan.objects.visible_to(request.user)
    return render(
        request,
        "partnership/plans.html",
        {
            "rows": [{"plan": one, "standing": one.standing(today)} for one in found],
            "runs": may(request.user, Can.RUN_PLAN),
        },
    )


@requires(Can.RUN_PLAN)
def start_plan(request):
    form = StartPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = attempt(form, operations.start_plan, by=request.user, **form.cleaned_data)
        if plan:
            messages.success(request, "The plan is started. Add its priorities.")
            return redirect(plan)
    return render(request, "partnership/start_plan.html", {"form": form})


@requires(Can.RUN_PLAN)
def discard_plan(request, pk):
    """A plan that was begun by mistake is not wanted."""
    return discard_page(
        request, find(request, pk), operations.discard_plan, back="plans", check=operations.check_discardable
    )


@requires(*READERS)
@require_safe
def plan(request, pk):
    """The whole plan on one page: priorities and why, how each stands, who was consulted, and what was changed."""
    found = find(request, pk)
    runs = may(request.user, Can.RUN_PLAN)
    return render(
        request,
        "partnership/plan.html",
        {
            "plan": found,
            "standing": found.standing(timezone.localdate()),
            "rows": progress.whole(found),
            "consultations": found.consultations.select_related("committee", "deadline", "answer_deadline"),
            "variations": found.variations.select_related("made_by"),
            "quarters": found.quarters.all(),
            "runs": runs,
            "writes": runs and found.state != BusinessPlan.State.CLOSED,
            "lets_out": runs and found.waits_for_second and found.put_forward_by_id != request.user.pk,
        },
    )


def done(request, found, form, operation, thing, sentence, **given):
    """Carry out one deed of a plan, and go back to its page; None where the form comes again."""
    if request.method != "POST" or not form.is_valid():
        return None
    asked = form.asked() if hasattr(form, "asked") else form.cleaned_data
    if not attempt(form, operation, thing, by=request.user, **(asked | given)):
        return None
    messages.success(request, sentence)
    return redirect(found.get_absolute_url())


@requires(Can.RUN_PLAN)
def write_plan(request, pk):
    found = find(request, pk)
    form = WritePlanForm(request.POST or None, plan=found)
    answer = done(request, found, form, operations.write_plan, found, "The plan is saved.")
    if answer:
        return answer
    return render(
        request,
        "partnership/write_plan.html",
        {"plan": found, "form": form, "meanwhile": meanwhile(form, find(request, pk))},
    )


def meanwhile(form, now):
    """What somebody else saved since the page was opened: shown above, and what is sent next is sent knowingly."""
    if not form.is_bound or form["revision"].value() in (None, "", str(now.revision), now.revision):
        return None
    form.data = form.data.copy()
    form.data["revision"] = now.revision
    return now


@requires(Can.RUN_PLAN)
def add_priority(request, pk):
    found = find(request, pk)
    form = PriorityForm(request.POST or None, plan=found)
    answer = done(request, found, form, operations.add_priority, found, "The priority is added.")
    return answer or render(request, "partnership/add_priority.html", {"plan": found, "form": form})


@requires(Can.RUN_PLAN)
def write_priority(request, pk):
    priority = within(request, Priority, pk)
    form = PriorityForm(request.POST or None, plan=priority.plan, priority=priority)
    revision = form.cleaned_data.get("revision") if form.is_bound and form.is_valid() else None
    answer = done(
        request,
        priority,
        form,
        operations.write_priority,
        priority,
        "The priority is saved.",
        revision=revision,
    )
    if answer:
        return answer
    return render(
        request,
        "partnership/write_priority.html",
        {
            "plan": priority.plan,
            "priority": priority,
            "form": form,
            "meanwhile": meanwhile(form, within(request, Priority, pk)),
        },
    )


@requires(Can.RUN_PLAN)
def drop_priority(request, pk):
    priority = within(request, Priority, pk)
    form = DropPriorityForm(request.POST or None)
    answer = done(
        request, priority.plan, form, operations.drop_priority, priority, "The priority is dropped."
    )
    return answer or render(
        request, "partnership/drop_priority.html", {"plan": priority.plan, "priority": priority, "form": form}
    )


@requires(Can.RUN_PLAN)
def add_driver(request, pk):
    priority = within(request, Priority, pk)
    form = AddDriverForm(request.POST or None, person=request.user)
    answer = done(request, priority, form, operations.add_driver, priority, "The reason is added.")
    return answer or render(
        request, "partnership/add_driver.html", {"plan": priority.plan, "priority": priority, "form": form}
    )


@requires(Can.RUN_PLAN)
def open_plan_action(request, pk):
    priority = within(request, Priority, pk)
    form = OpenPlanActionForm(request.POST or None, plan=priority.plan)
    answer = done(
        request,
        priority,
        form,
        operations.open_plan_action,
        priority,
        "The action is opened. Whoever does it finds it on their home page.",
    )
    return answer or render(
        request,
        "partnership/open_plan_action.html",
        {"plan": priority.plan, "priority": priority, "form": form},
    )


# Consulting and approving ---------------------------------------------------------------------------------


@requires(Can.RUN_PLAN)
@require_POST
def begin_consultation(request, pk):
    found = operations.begin_consultation(find(request, pk), by=request.user)
    messages.success(request, "The consultation has started. Choose which committees to ask.")
    return redirect(found)


@requires(Can.RUN_PLAN)
def back_to_drafting(request, pk):
    found = find(request, pk)
    form = ReasonForm(request.POST or None, label="Why is it being rewritten?")
    answer = done(
        request,
        found,
        form,
        operations.back_to_drafting,
        found,
        "The plan is back in drafting. Consult on it again when it is ready.",
    )
    return answer or render(request, "partnership/back_to_drafting.html", {"plan": found, "form": form})


@requires(Can.RUN_PLAN)
def consult(request, pk):
    found = find(request, pk)
    form = ConsultForm(request.POST or None, plan=found)
    answer = done(request, found, form, operations.consult, found, "Its date is in the diary.")
    return answer or render(request, "partnership/consult.html", {"plan": found, "form": form})


@requires(Can.RUN_PLAN)
def record_comments(request, pk):
    asked = within(request, PlanConsultation, pk, "committee", "deadline")
    form = RecordCommentsForm(request.POST or None, consultation=asked)
    answer = done(
        request,
        asked.plan,
        form,
        operations.record_comments,
        asked,
        "What the committee said is recorded. If it made comments, the date to answer them by is in the diary.",
    )
    return answer or render(
        request, "partnership/record_comments.html", {"plan": asked.plan, "asked": asked, "form": form}
    )


@requires(Can.RUN_PLAN)
def answer_comments(request, pk):
    asked = within(request, PlanConsultation, pk, "committee", "answer_deadline")
    form = AnswerCommentsForm(request.POST or None, consultation=asked)
    answer = done(
        request,
        asked.plan,
        form,
        operations.answer_comments,
        asked,
        "The answer is saved. Send it to the committee.",
    )
    return answer or render(
        request, "partnership/answer_comments.html", {"plan": asked.plan, "asked": asked, "form": form}
    )


@requires(Can.RUN_PLAN)
def approve_plan(request, pk):
    """Record the approval of the partnership, of the plan as it was on this page."""
    found = find(request, pk)
    form = ApprovePlanForm(request.POST or None, plan=found, person=request.user)
    answer = done(
        request, found, form, operations.approve_plan, found,
        "The plan is approved. It now changes only by a variation, and each quarter’s progress is in the diary.",
    )  # fmt: skip
    if answer:
        return answer
    return render(
        request,
        "partnership/approve_plan.html",
        {"plan": found, "form": form, "meanwhile": meanwhile(form, find(request, pk))},
    )


@requires(Can.RUN_PLAN)
def close_plan(request, pk):
    found = find(request, pk)
    form = ClosePlanForm(request.POST or None)
    answer = done(request, found, form, operations.close_plan, found, "The plan is closed.")
    return answer or render(request, "partnership/close_plan.html", {"plan": found, "form": form})


# The public -----------------------------------------------------------------------------------------------


@requires(Can.RUN_PLAN)
@require_POST
def put_plan_forward(request, pk):
    found = progress.put_plan_forward(find(request, pk), by=request.user)
    messages.success(request, "It is waiting for someone else to check it before it is published.")
    return redirect(found)


@requires(Can.RUN_PLAN)
@require_POST
@asks_for_proof
def let_plan_out(request, pk):
    found = find(request, pk)
    sent = request.POST.get("revision", "")
    seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else found.revision
    found = progress.let_plan_out(found, by=request.user, revision=seen)
    messages.success(request, "The plan is published.")
    return redirect(found)


@requires(Can.RUN_PLAN)
def take_plan_back(request, pk):
    found = find(request, pk)
    form = ReasonForm(request.POST or None, label="Why should it not be published?")
    answer = done(
        request,
        found,
        form,
        progress.take_plan_back,
        found,
        "It is not published. You can put it forward again.",
    )
    return answer or render(request, "partnership/take_plan_back.html", {"plan": found, "form": form})


# Paper ----------------------------------------------------------------------------------------------------


@requires(*READERS)
@require_safe
def plan_summary(request, pk):
    """The plan on one page: a line for each priority."""
    found = find(request, pk)
    return render(
        request,
        "partnership/plan_summary.html",
        {"plan": found, "standing": found.standing(timezone.localdate()), "rows": progress.whole(found)},
    )


@requires(*READERS)
@require_safe
def plan_pdf(request, pk):
    """The whole plan as a tagged PDF, made while somebody waits."""
    return paper(find(request, pk), summary=False)


@requires(*READERS)
@require_safe
def plan_summary_pdf(request, pk):
    return paper(find(request, pk), summary=True)


def paper(found, *, summary):
    pdf, _ = progress.print_plan(found, summary=summary)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{found.reference.lower()}{'-summary' if summary else ''}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
