"""Writing moderated scores, sharing them, the agency's reply, the senior decision, and what becomes final."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assurance.forms.scrutiny import (
    DecideScoreForm,
    LearnForm,
    ModerateForm,
    ReplyScoresForm,
    SendReplyForm,
    SettleScoresForm,
    ShareScoresForm,
    TakeBackScoresForm,
)
from assurance.models import AgencyReply, ModeratedScore, Moderation
from assurance.operations.scrutiny import moderation as operations
from assurance.operations.scrutiny import replies
from assurance.rules.scrutiny import ModerationState, check_may_settle, check_move
from assurance.views.scrutiny.finding import (
    READERS,
    answers_in,
    find_moderation,
    find_to_judge,
    judges,
    score_rows,
)
from partnership.access import Can, Refused, requires
from partnership.models import Meeting, Section
from partnership.views.deed import attempt, carried_out
from partnership.views.files import send_file

YEAR = timedelta(400)


def scored_sections(opened):
    """The sections of a return's questionnaire that hold something to moderate, in order."""
    return (
        Section.objects.filter(questionnaire=opened.round.questionnaire_id, questions__kind="scale")
        .distinct()
        .order_by("position")
    )


@requires(Can.MODERATE_RETURNS)
def moderate(request, pk, section_pk):
    """Moderate one section: the agency's answers with the score that the panel gives beside each scored one."""
    opened = find_to_judge(request, pk)
    sections = list(scored_sections(opened))
    section = get_object_or_404(scored_sections(opened), pk=section_pk)
    moderation = Moderation.objects.filter(assurance_return=opened).first()
    if moderation:
        check_now(moderation)
    pairs = answers_in(opened, section)
    scores = scores_of(moderation)
    form = ModerateForm(
        request.POST if request.method == "POST" else None,
        questions=[question for question, _ in pairs],
        scores=scores,
        own={question.pk: answer for question, answer in pairs if answer},
    )
    if request.method == "POST":
        form.is_valid()
        conflicts = attempt(form, operations.save_scores, opened, form.givens(), by=request.user)
        if conflicts:
            form.say_conflicts(conflicts)
        if form.is_valid() and not conflicts:
            after = [one for one in sections if one.position > section.position]
            if after and "next" in request.POST:
                return redirect("assurance:moderate", opened.pk, after[0].pk)
            messages.success(request, "Scores saved.")
            return redirect("assurance:scrutiny_return", opened.pk)
    return render(
        request,
        "assurance/moderate.html",
        {
            "return": opened,
            "round": opened.round,
            "section": section,
            "form": form,
            "items": [item(form, question, answer, scores) for question, answer in pairs],
            "left": sum(
                bool(form.fields.get(f"q{question.pk}"))
                and question.pk not in scores
                and bool(answer and answer.given)
                for question, answer in pairs
            ),
            "last": section == sections[-1],
        },
    )


def check_now(moderation):
    if moderation.state != ModerationState.MODERATING:
        raise Refused(
            f"This moderation is “{moderation.get_state_display()}”: its scores can no longer be changed here."
        )


def scores_of(moderation):
    if moderation is None:
        return {}
    return {score.question_id: score for score in moderation.scores.select_related("moderated_by")}


def item(form, question, answer, scores):
    name = f"q{question.pk}"
    return {
        "question": question,
        "answer": answer,
        "score": scores.get(question.pk),
        "fields": [form[one] for one in (name, f"{name}_note") if one in form.fields],
    }


@requires(Can.MODERATE_RETURNS)
@require_POST
def agree_rest(request, pk, section_pk):
    """Agree the rest of a section as the agency assessed itself."""
    opened = find_to_judge(request, pk)
    section = get_object_or_404(scored_sections(opened), pk=section_pk)
    number = operations.agree_rest(opened, section, by=request.user)
    if number:
        messages.success(
            request, f"{number} score{'s are' if number > 1 else ' is'} agreed as self-assessed."
        )
    else:
        messages.info(request, "Everything the agency answered in this section has already been moderated.")
    return redirect("assurance:scrutiny_return", opened.pk)


@requires(Can.MODERATE_RETURNS)
def share_scores(request, pk):
    """Send the moderated draft to the agency."""
    opened = find_to_judge(request, pk)
    moderation = find_moderation(request, pk)
    check_move(moderation.state, ModerationState.SHARED)
    seen = operations.seen_of(moderation)
    form = ShareScoresForm(
        request.POST or None,
        initial={
            "seen": seen,
            "panel": moderation.panel,
            "panel_on": moderation.panel_on,
            "meeting": moderation.meeting_id,
        },
        meetings=recent_meetings(),
    )
    if carried_out(request, form, operations.share_scores, moderation):
        messages.success(request, f"{opened.organisation} can now see the scores. We have written to them.")
        return redirect("assurance:scrutiny_return", opened.pk)
    form.look_again(seen)
    return render(
        request,
        "assurance/share_scores.html",
        {"return": opened, "form": form, "sections": score_rows(opened, moderation)},
    )


def recent_meetings():
    """Meetings at which a panel may have agreed scores: of the last year, and not of groups that review cases."""
    now = timezone.now()
    return (
        Meeting.objects.filter(starts_at__gte=now - YEAR, starts_at__lte=now, group__reviews_cases=False)
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("group")
        .order_by("-starts_at")
    )


@requires(Can.MODERATE_RETURNS)
def take_back_scores(request, pk):
    """Moderate again before the agency has replied."""
    opened = find_to_judge(request, pk)
    moderation = find_moderation(request, pk)
    check_move(moderation.state, ModerationState.MODERATING)
    form = TakeBackScoresForm(request.POST or None)
    if carried_out(request, form, operations.take_back_scores, moderation):
        messages.success(request, "You can change the scores again. The agency can no longer see them.")
        return redirect("assurance:scrutiny_return", opened.pk)
    return render(request, "assurance/take_back_scores.html", {"return": opened, "form": form})


@requires(Can.ANSWER_RETURNS)
def reply_scores(request, pk):
    """The agency says of each moderated score whether it is factually right; a draft until it is sent."""
    moderation = find_to_reply(request, pk)
    opened = moderation.assurance_return
    sections = score_rows(opened, moderation, drafts=True)
    rows = [row for _, rows in sections for row in rows if row["score"]]
    form = ReplyScoresForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        scores=[row["score"] for row in rows],
        replies={row["score"].pk: row["reply"] for row in rows if row["reply"]},
    )
    if request.method == "POST":
        form.is_valid()
        conflicts = attempt(form, replies.save_replies, moderation, form.givens(), by=request.user)
        if conflicts:
            form.say_conflicts(conflicts)
        if form.is_valid() and not conflicts:
            if "send" in request.POST:
                return redirect("assurance:send_reply", opened.pk)
            messages.success(request, "Draft saved. Nobody outside your agency can see it until you send it.")
            return redirect("assurance:scrutiny_return", opened.pk)
    for row in rows:
        name = f"s{row['score'].pk}"
        row["field"] = form[name]
    return render(
        request,
        "assurance/reply_scores.html",
        {"return": opened, "moderation": moderation, "sections": sections, "form": form},
    )


def find_to_reply(request, pk):
    """The agency's own moderation, while it is with it."""
    moderation = find_moderation(request, pk, Moderation.objects.filter(
        assurance_return__organisation__in=request.user.answers_for
    ))  # fmt: skip
    if moderation.state != ModerationState.SHARED:
        raise Refused("The reply has been sent, or the deadline has passed.")
    return moderation


@requires(Can.ANSWER_RETURNS)
def send_reply(request, pk):
    """Read the reply once more and send it."""
    moderation = find_to_reply(request, pk)
    opened = moderation.assurance_return
    seen = operations.seen_of(moderation)
    form = SendReplyForm(request.POST or None, initial={"seen": seen}, due_on=moderation.deadline.due_on)
    if carried_out(request, form, replies.send_reply, moderation):
        messages.success(request, "Reply sent. We have told the business unit.")
        return redirect("assurance:scrutiny_return", opened.pk)
    form.look_again(seen)
    rows = [row for _, rows in score_rows(opened, moderation, drafts=True) for row in rows if row["score"]]
    return render(
        request,
        "assurance/send_reply.html",
        {
            "return": opened,
            "moderation": moderation,
            "form": form,
            "disputed": [row for row in rows if row["reply"] and row["reply"].position == "dispute"],
            "accepted": sum(not row["reply"] or row["reply"].position == "accept" for row in rows),
            "left": sum(not row["reply"] for row in rows),
        },
    )


@requires(*READERS)
@require_safe
def reply_file(request, pk):
    """The evidence that came with a reply: for the agency, and once it is sent for those who judge."""
    visible = ModeratedScore.objects.visible_to(request.user)
    reply = get_object_or_404(
        AgencyReply.objects.filter(score__in=visible.values("pk"), document__isnull=False).select_related(
            "document", "score__moderation__assurance_return__organisation"
        ),
        pk=pk,
    )
    moderation = reply.score.moderation
    if judges(request.user, moderation.assurance_return):
        get_object_or_404(Moderation, pk=moderation.pk, replied_at__isnull=False)
    return send_file(reply.document, reply.document.download_name)


@requires(Can.VERIFY_RETURNS)
def decide_score(request, pk):
    """Decide a disputed score."""
    visible = ModeratedScore.objects.visible_to(request.user)
    reply = get_object_or_404(
        AgencyReply.objects.filter(
            score__in=visible.values("pk"), position="dispute", score__moderation__replied_at__isnull=False
        ).select_related(
            "score__question__scale", "score__question__section", "document", "written_by",
            "score__moderation__assurance_return__organisation", "score__moderation__assurance_return__round",
            "score__moderation__review_deadline",
        ),
        pk=pk,
    )  # fmt: skip
    moderation, question = reply.score.moderation, reply.score.question
    opened = moderation.assurance_return
    if hasattr(reply, "decision"):
        raise Refused("This score has already been decided and cannot be changed.")
    deadline = moderation.review_deadline
    form = DecideScoreForm(
        request.POST or None, question=question, due_on=deadline.due_on if deadline else None
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, replies.decide_score, reply, by=request.user, **form.given())
    ):
        messages.success(
            request, "Decision recorded. Once every disputed score is decided, the scores can be made final."
        )
        return redirect("assurance:scrutiny_return", opened.pk)
    own = opened.answers.filter(question=question).select_related("question").first()
    return render(
        request,
        "assurance/decide_score.html",
        {
            "return": opened,
            "reply": reply,
            "score": reply.score,
            "question": question,
            "own": own,
            "form": form,
        },
    )


@requires(Can.MODERATE_RETURNS)
def settle_scores(request, pk):
    """Make the scores final."""
    opened = find_to_judge(request, pk)
    moderation = find_moderation(request, pk)
    check_may_settle(
        state=moderation.state,
        due_on=moderation.deadline.due_on if moderation.deadline else None,
        today=timezone.localdate(),
    )
    seen = operations.seen_of(moderation)
    form = SettleScoresForm(request.POST or None, initial={"seen": seen})
    if carried_out(request, form, operations.settle_scores, moderation):
        messages.success(
            request, "The scores are final. We have written to the agency. Draft its feedback letter next."
        )
        return redirect("assurance:scrutiny_return", opened.pk)
    form.look_again(seen)
    return render(
        request,
        "assurance/settle_scores.html",
        {
            "return": opened,
            "moderation": moderation,
            "form": form,
            "sections": score_rows(opened, moderation),
        },
    )


@requires(Can.MODERATE_RETURNS)
def learn_from_return(request, pk):
    """Note what scrutiny of this return taught."""
    opened = find_to_judge(request, pk)
    form = LearnForm(request.POST or None)
    if carried_out(request, form, operations.learn, opened):
        messages.success(request, "Learning point recorded.")
        return redirect("assurance:scrutiny_return", opened.pk)
    return render(request, "assurance/learn_from_return.html", {"return": opened, "form": form})
