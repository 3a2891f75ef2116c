"""The register of what people said: sessions, you said and we did, where it was used, and agencies' own answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.surveys import ReasonForm
from partnership.forms.voice import (
    AnswerSaidForm,
    CorrectSessionForm,
    NoteSaidForm,
    NoteUseForm,
    RecordSessionForm,
    RewordSaidForm,
    SaidFilterForm,
    SessionsFilterForm,
    TellBackForm,
    VoiceAnswersFilterForm,
)
from partnership.models import Answer, Return, Said, Survey, SurveyText, VoiceSession
from partnership.models.surveys import Audience
from partnership.operations import voice as operations
from partnership.views.deed import attempt, carried_out, note_reading
from partnership.views.files import send_file
from partnership.views.listings import Column, Listing, in_order
from partnership.views.proof import asks_for_proof
from partnership.views.surveys import ASKERS, listed

VOICE_TOPIC = "voice_of_the_child"


def saids(person):
    return Said.objects.visible_to(person).select_related("deadline", "organisation", "survey", "session")


OUTCOMES = {  # by what became of it: in words, and their colour
    "": ("No answer yet", "yellow"),
    Said.Outcome.DONE: ("Done", "green"),
    Said.Outcome.BEGUN: ("Begun", "blue"),
    Said.Outcome.NOT_DONE: ("Not done", "grey"),
}


def let_out(said):
    """Whether the public may read it, in words."""
    return "Public" if said.public else "Waiting for a second person" if said.waits_for_second else ""


def cannot_be_told(said):
    return "Nobody can be told" if said.deadline.ended_on and not said.told_on else ""


SAID = Listing(
    "voice",
    "You said, we did",
    "thing that was said",
    [
        Column("What was said", lambda one: one.said, by="said"),
        Column("Reference", lambda one: one.reference, by="reference", under="What was said"),
        Column("Who said it", lambda one: one.get_audience_display(), under="What was said"),
        Column("Theme", lambda one: one.theme, by="theme", under="What was said"),
        Column("Heard", lambda one: one.heard_on, by="heard_on", kind="day"),
        Column(
            "Outcome", lambda one: OUTCOMES[one.outcome][0], by=in_order("outcome", Said.Outcome), kind="step"
        ),
        Column("Published", let_out, under="Outcome"),
        Column(
            "Fed back", lambda one: one.told_on or cannot_be_told(one), by="deadline__done_on", kind="day"
        ),
        Column(
            "To feed back by",
            lambda one: None if one.told_on or one.deadline.ended_on else one.deadline.due_on,
            by="deadline__due_on",
            kind="day",
            under="Fed back",
        ),
    ],
    form=SaidFilterForm,
    nouns="things that were said",
)

SESSIONS = Listing(
    "voice_sessions",
    "Listening sessions",
    "session",
    [
        Column("Session", lambda one: one.get_kind_display(), by=in_order("kind", VoiceSession.Kind)),
        Column("Reference", lambda one: one.reference, by="reference", under="Session"),
        Column("Place", lambda one: one.place, by="place", under="Session"),
        Column("When", lambda one: one.held_on, by="held_on", kind="day"),
        Column("Who was heard", lambda one: one.get_audience_display(), by=in_order("audience", Audience)),
        Column("How many", lambda one: one.how_many, by="how_many", kind="number", numeric=True),
    ],
    form=SessionsFilterForm,
    order="newest first",
    first="-when",
)

# by whom the voice question was answered, and when it was asked: what the list of answers may be narrowed by
HELD = (
    "assurance_return__organisation", "assurance_return__organisation__name", "assurance_return__round",
    "assurance_return__round__title",
)  # fmt: skip

ANSWERS = Listing(
    "voice_answers",
    "How agencies listen to children",
    "answer",
    [
        Column(
            "Agency",
            lambda one: one.assurance_return.organisation.name,
            by="assurance_return__organisation__name",
        ),
        Column(
            "Asked in",
            lambda one: one.assurance_return.round.title,
            by="assurance_return__round__title",
            under="Agency",
        ),
        Column("Answer", lambda one: one.text),
        Column("Question", lambda one: one.question.text, by="question__position", under="Answer"),
        Column(
            "Submitted",
            lambda one: timezone.localdate(one.assurance_return.submitted_at),
            by="assurance_return__submitted_at",
            kind="day",
        ),
    ],
    form=VoiceAnswersFilterForm,
    order="newest first",
    first="-submitted",
)


@requires(*ASKERS)
@require_safe
def voice(request):
    """What was heard and what became of it, with what is open first."""
    today = timezone.localdate()
    runs = may(request.user, Can.RUN_VOICE)
    noted = saids(request.user)
    form = SaidFilterForm(request.GET or None)
    shown = SAID.shown(request, form.narrow(noted), of=noted, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/voice.html",
        {
            "runs": runs,
            "shown": shown,
            "page": shown.page,
            "rows": [
                {
                    "said": one,
                    "outcome": OUTCOMES[one.outcome],
                    "late": one.deadline.outstanding and one.deadline.due_on < today,
                }
                for one in shown.page
            ],
            "sessions": VoiceSession.objects.visible_to(request.user)[:5],
            "surveys": listed(request.user)[:5],
            "figures": [
                {"value": noted.count(), "label": "things said"},
                {
                    "value": noted.unanswered().count(),
                    "label": "without an answer yet",
                    "address": "?show=unanswered",
                },
                {
                    "value": noted.to_tell_back().count(),
                    "label": "to be told back",
                    "address": "?show=to_tell_back",
                },
                {"value": noted.public().count(), "label": "published", "address": "?show=public"},
            ],
            "to_check": Survey.objects.visible_to(request.user).filter(
                pk__in=SurveyText.objects.waiting().values("survey")
            )
            if runs
            else [],
        },
    )


# Sessions -------------------------------------------------------------------------------------------------


@requires(*ASKERS)
@require_safe
def voice_sessions(request):
    seen = VoiceSession.objects.visible_to(request.user)
    form = SessionsFilterForm(request.GET or None)
    shown = SESSIONS.shown(request, form.narrow(seen), of=seen, form=form)
    if shown.file:
        return shown.file
    return render(
        request,
        "partnership/voice_sessions.html",
        {"shown": shown, "page": shown.page, "runs": may(request.user, Can.RUN_VOICE)},
    )


@requires(Can.RUN_VOICE)
def record_session(request):
    form = RecordSessionForm(request.POST or None, request.FILES or None)
    session = carried_out(request, form, operations.record_session)
    if session:
        messages.success(request, "The session is saved. Record below what needs an answer.")
        return redirect(session)
    return render(request, "partnership/record_session.html", {"form": form})


def find_session(request, pk):
    return get_object_or_404(
        VoiceSession.objects.visible_to(request.user).select_related("document", "group", "recorded_by"),
        pk=pk,
    )


@requires(*ASKERS)
@require_safe
def voice_session(request, pk):
    found = find_session(request, pk)
    note_reading(request, found)
    return render(
        request,
        "partnership/voice_session.html",
        {
            "session": found,
            "said": saids(request.user).filter(session=found),
            "runs": may(request.user, Can.RUN_VOICE),
        },
    )


@requires(Can.RUN_VOICE)
def correct_session(request, pk):
    found = find_session(request, pk)
    form = CorrectSessionForm(request.POST or None, session=found)
    if carried_out(request, form, operations.correct_session, found):
        messages.success(request, "The session is corrected.")
        return redirect(found)
    note_reading(request, found)
    if request.method == "POST":
        found = find_session(request, pk)
        form.look_again(found.version)
    return render(request, "partnership/correct_session.html", {"form": form, "session": found})


@requires(*ASKERS)
@require_safe
def session_file(request, pk):
    found = get_object_or_404(
        VoiceSession.objects.visible_to(request.user).exclude(document=None).select_related("document"), pk=pk
    )
    note_reading(request, found)
    return send_file(found.document, found.document.download_name)


# You said, we did -----------------------------------------------------------------------------------------


def find_said(request, pk):
    return get_object_or_404(
        saids(request.user).select_related(
            "noted_by", "answered_by", "put_forward_by", "let_out_by", "question"
        ),
        pk=pk,
    )


@requires(*ASKERS)
@require_safe
def said(request, pk):
    """One thing that was said: its answer, whether they were told, where it was used, who reads it."""
    found = find_said(request, pk)
    runs = may(request.user, Can.RUN_VOICE)
    return render(
        request,
        "partnership/said.html",
        {
            "said": found,
            "late": found.deadline.outstanding and found.deadline.due_on < timezone.localdate(),
            "uses": found.uses.select_related("noted_by"),
            "drives": found.drives.select_related("priority__plan"),
            "runs": runs,
            "lets_out": runs and found.waits_for_second and found.put_forward_by_id != request.user.pk,
        },
    )


@requires(Can.RUN_VOICE)
def note_said(request):
    """Note something; `?session=` or `?survey=` says where it comes from."""
    initial = {}
    for name in ("session", "survey"):
        if request.GET.get(name, "").isdigit():
            initial |= {name: request.GET[name], "source": name}
    form = NoteSaidForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, operations.note_said, by=request.user, **form.cleaned_data)
        if noted:
            messages.success(request, "It is recorded. The date to tell them by is in the diary.")
            return redirect(noted)
    return render(request, "partnership/note_said.html", {"form": form})


def deed(request, pk, form_of, operation, template, done, **more):
    """One deed about one thing that was said: its form, the operation, and back to its page."""
    found = find_said(request, pk)
    form = form_of(found)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operation, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, done)
        return redirect(found)
    if hasattr(form, "look_again"):
        form.look_again(find_said(request, pk).answer)
    return render(request, template, {"said": find_said(request, pk), "form": form, **more})


@requires(Can.RUN_VOICE)
def reword_said(request, pk):
    found = find_said(request, pk)
    form = RewordSaidForm(request.POST or None, said=found)
    if carried_out(request, form, operations.reword_said, found):
        messages.success(request, "The words are changed.")
        return redirect(found)
    if request.method == "POST":
        found = find_said(request, pk)
        form.look_again(found.said)
    return render(request, "partnership/reword_said.html", {"form": form, "said": found})


@requires(Can.RUN_VOICE)
def answer_said(request, pk):
    return deed(
        request, pk, lambda found: AnswerSaidForm(request.POST or None, said=found), operations.answer_said,
        "partnership/answer_said.html", "The answer is saved. Tell the people who said it.",
    )  # fmt: skip


@requires(Can.RUN_VOICE)
def tell_back(request, pk):
    return deed(
        request, pk, lambda found: TellBackForm(request.POST or None, due_on=found.deadline.due_on),
        operations.tell_back, "partnership/tell_back.html", "It is recorded that they were told.",
    )  # fmt: skip


@requires(Can.RUN_VOICE)
def cannot_tell_back(request, pk):
    return deed(
        request, pk, lambda found: ReasonForm(request.POST or None, label="Why can nobody be told?"),
        operations.cannot_tell_back, "partnership/cannot_tell_back.html", "Why nobody can be told is recorded.",
    )  # fmt: skip


@requires(Can.RUN_VOICE)
def note_use(request, pk):
    return deed(
        request, pk, lambda found: NoteUseForm(request.POST or None), operations.note_use,
        "partnership/note_use.html", "Where it was used is recorded.",
    )  # fmt: skip


@requires(Can.RUN_VOICE)
@require_POST
def put_said_forward(request, pk):
    found = operations.put_said_forward(find_said(request, pk), by=request.user)
    messages.success(request, "It is waiting for someone else to check that it identifies nobody.")
    return redirect(found)


@requires(Can.RUN_VOICE)
@require_POST
@asks_for_proof
def let_said_out(request, pk):
    found = operations.let_said_out(find_said(request, pk), by=request.user)
    messages.success(request, "It is published.")
    return redirect(found)


@requires(Can.RUN_VOICE)
def take_said_back(request, pk):
    return deed(
        request, pk, lambda found: ReasonForm(request.POST or None, label="Why should it not be published?"),
        operations.take_said_back, "partnership/take_said_back.html", "It is not published.",
    )  # fmt: skip


@requires(*ASKERS)
@require_safe
def voice_answers(request):
    """What agencies answered to the voice question in their submitted returns: each reads what they may know of."""
    returns = Return.objects.visible_to(request.user).submitted().filter(round__purpose="assurance")
    answers = (
        Answer.objects.filter(assurance_return__in=returns, question__topic=VOICE_TOPIC)
        .exclude(text="")
        .select_related("question", "assurance_return__organisation", "assurance_return__round")
        .order_by("-assurance_return__submitted_at", "question__position")
    )
    form = VoiceAnswersFilterForm(
        request.GET or None, held=list(answers.order_by().values_list(*HELD).distinct())
    )
    shown = ANSWERS.shown(request, form.narrow(answers), of=answers, form=form)
    if shown.file:
        return shown.file
    return render(request, "partnership/voice_answers.html", {"shown": shown, "page": shown.page})
