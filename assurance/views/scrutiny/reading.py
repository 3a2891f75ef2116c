"""Where the scrutiny of rounds and returns stands, for those who judge and for the agency itself."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import (
    ChallengeEvent,
    EventSlot,
    FeedbackLetter,
    LookBack,
    Moderation,
    ScrutinyAction,
    Verification,
)
from assurance.operations.scrutiny.people import belongs_to
from assurance.rules.scrutiny import AWAITING, COLOURS, ModerationState, tally
from assurance.views.scrutiny.finding import (
    READERS,
    find_return,
    find_round,
    judges,
    score_rows,
    scrutinised,
)
from partnership.access import Can, may, requires
from partnership.models import Return, Round
from partnership.operations.questionnaires import last_return

STATES = ModerationState.values


@requires(*READERS)
@require_safe
def scrutiny(request):
    """Rounds with how far their moderation is, and events; for an agency what was made of its own returns."""
    if not may(request.user, Can.READ_RETURNS):
        return own_scrutiny(request)
    submitted = Q(returns__state=Return.State.SUBMITTED)
    counts = {
        f"are_{state}": Count("returns", filter=submitted & Q(returns__moderation__state=state))
        for state in STATES
    }
    rounds = (
        Round.objects.visible_to(request.user)
        .filter(purpose=Round.Purpose.ASSURANCE)
        .annotate(
            came_back=Count("returns", filter=submitted),
            awaiting=Count("returns", filter=submitted & Q(returns__moderation=None)),
            letters=Count("returns", filter=Q(returns__feedback_letter__state="sent")),
            **counts,
        )
    )
    return render(
        request,
        "assurance/scrutiny.html",
        {
            "rounds": rounds,
            "events": ChallengeEvent.objects.visible_to(request.user).annotate(agencies=Count("slots")),
            "moderates": may(request.user, Can.MODERATE_RETURNS),
        },
    )


def own_scrutiny(request):
    person = request.user
    own = scrutinised(person).order_by("-round__due_on")
    moderations = {
        one.assurance_return_id: one
        for one in Moderation.objects.visible_to(person)
        .filter(assurance_return__in=own)
        .select_related("deadline")
    }
    letters = {one.assurance_return_id: one for one in FeedbackLetter.objects.visible_to(person)}
    return render(
        request,
        "assurance/own_scrutiny.html",
        {
            "rows": [(one, moderations.get(one.pk), letters.get(one.pk)) for one in own],
            "slots": EventSlot.objects.visible_to(person).select_related(
                "event", "assurance_return__organisation"
            ),
        },
    )


@requires(Can.READ_RETURNS)
@require_safe
def scrutiny_round(request, pk):
    """One round: which returns await moderation, are with their agency, are settled; letters and verification."""
    asked = find_round(request, pk)
    returns = list(
        asked.returns.submitted()
        .select_related(
            "organisation", "moderation__deadline", "moderation__review_deadline", "feedback_letter"
        )
        .annotate(
            scores=Count("moderation__scores", distinct=True),
            actions=Count("scrutiny_actions", distinct=True),
        )
        .order_by("organisation__name")
    )
    rows = [row_of(request.user, opened) for opened in returns]
    return render(
        request,
        "assurance/scrutiny_round.html",
        {
            "round": asked,
            "rows": rows,
            "tally": [
                {"value": number, "label": words[0].lower() + words[1:]}
                for _, words, number in tally(row["state"] for row in rows)
            ],
            "verifications": Verification.objects.visible_to(request.user)
            .filter(round=asked)
            .select_related("assurance_return__organisation", "verified_by")
            .annotate(sampled=Count("samples")),
            "moderates": may(request.user, Can.MODERATE_RETURNS),
            "verifies": may(request.user, Can.VERIFY_RETURNS),
            "not_yet": asked.returns.count() - len(returns),
        },
    )


def row_of(person, opened):
    """How one return stands. Of a person's own agency no more than the agency reads."""
    moderation = getattr(opened, "moderation", None)
    own = belongs_to(person, opened.organisation)
    hidden = own and (moderation is None or not moderation.shared)
    letter = getattr(opened, "feedback_letter", None)
    state = "" if moderation is None else moderation.state
    due = None
    if moderation and state == ModerationState.SHARED:
        due = moderation.deadline
    elif moderation and state == ModerationState.DISPUTED:
        due = moderation.review_deadline
    return {
        "return": opened,
        "state": state,
        "words": "Your own agency" if hidden else moderation.get_state_display() if moderation else AWAITING,
        "colour": "grey" if hidden else COLOURS[state],
        "late": bool(due and due.due_on < timezone.localdate()),
        "due": due,
        "letter": None if own and (letter is None or letter.state != "sent") else letter,
    }


@requires(*READERS)
@require_safe
def scrutiny_return(request, pk):
    """Everything said of one return: own and moderated scores, reply, decisions, actions, event, letter, last time."""
    opened, person = find_return(request, pk), request.user
    moderation = (
        Moderation.objects.visible_to(person)
        .filter(assurance_return=opened)
        .select_related("deadline", "review_deadline", "meeting", "begun_by", "shared_by", "settled_by")
        .first()
    )
    staff = judges(person, opened)
    moderates = staff and may(person, Can.MODERATE_RETURNS)
    shown = moderation if staff or (moderation and moderation.shared) else None
    sections = score_rows(opened, shown, drafts=not staff) if staff or shown else []
    answers = opened.organisation_id in person.answers_for and may(person, Can.ANSWER_RETURNS)
    context = {
        "return": opened,
        "round": opened.round,
        "moderation": shown,
        "sections": sections,
        "staff": staff,
        "moderates": moderates,
        "verifies": staff and may(person, Can.VERIFY_RETURNS),
        "answers": answers,
        "words": shown.get_state_display() if shown else AWAITING if staff else "Not shared with you yet",
        "colour": COLOURS[shown.state] if shown else "yellow" if staff else "grey",
        "tasks": moderating_tasks(opened, sections) if moderates and (not shown or not shown.shared) else [],
        "may_settle": moderates and shown and may_settle(shown),
        "may_reply": answers and shown and shown.state == ModerationState.SHARED,
        "disputes": disputes(sections) if shown and shown.state == ModerationState.DISPUTED else [],
        "actions": ScrutinyAction.objects.visible_to(person)
        .filter(assurance_return=opened)
        .select_related("action", "question"),
        "slots": EventSlot.objects.visible_to(person).filter(assurance_return=opened).select_related("event"),
        "letter": FeedbackLetter.objects.visible_to(person).filter(assurance_return=opened).first(),
        "verifications": Verification.objects.visible_to(person)
        .filter(assurance_return=opened)
        .select_related("verified_by"),
        "learning": shown.learning_points.select_related("noted_by") if staff and shown else [],
        "last": last_time(person, opened),
    }
    return render(request, "assurance/scrutiny_return.html", context)


def may_settle(moderation):
    if moderation.state == ModerationState.REPLIED:
        return True
    return moderation.state == ModerationState.SHARED and moderation.deadline.due_on < timezone.localdate()


def disputes(sections):
    """The disputed scores on which nobody has decided."""
    return [
        row
        for _, rows in sections
        for row in rows
        if row["reply"] and row["reply"].position == "dispute" and not row["decision"]
    ]


def moderating_tasks(opened, sections):
    """The sections with something to moderate, each with how far it is."""
    tasks = []
    for title, rows in sections:
        answered = [row for row in rows if row["own"] and row["own"].given]
        done = sum(bool(row["score"]) for row in answered)
        whole = done == len(answered)
        tasks.append(
            {
                "title": title,
                "section": rows[0]["question"].section_id,
                "done": done,
                "of": len(answered),
                "status": "Moderated" if whole else f"{done} of {len(answered)}",
                "colour": "" if whole else "blue",
            }
        )
    return tasks


def last_time(person, opened):
    """What was said of the agency's return before this one, and whether its actions stuck; None without one."""
    before = last_return(opened)
    if before is None:
        return None
    moderation = Moderation.objects.visible_to(person).final().filter(assurance_return=before).first()
    looked = {
        one.link_id: one
        for one in LookBack.objects.filter(assurance_return=opened).select_related("looked_by")
    }
    links = (
        ScrutinyAction.objects.visible_to(person)
        .filter(assurance_return=before)
        .select_related("action", "question")
    )
    return {
        "return": before,
        "sections": score_rows(before, moderation) if moderation else [],
        "actions": [(link, looked.get(link.pk)) for link in links],
        "letter": FeedbackLetter.objects.visible_to(person).filter(assurance_return=before).first(),
    }
