"""Other ways than the usual one, the local review, and the end of a case."""

from django.db.models import Prefetch

from partnership.access import Can
from reviews.models import (
    Closure,
    LocalProgress,
    LocalReview,
    NationalReview,
    NotMet,
    Reopening,
    Route,
    RouteChoice,
    Stage,
)
from reviews.models.case import OVER
from reviews.operations.closing import RESUMED_FROM
from reviews.rules.case import NEXT
from reviews.rules.routes import misfits
from reviews.views.steps.step import Deed, Step

OPEN = tuple(stage for stage in Stage if stage not in OVER)
UNDECIDED = (Stage.NOT_NOTIFIED, Stage.CRITERIA_NOT_MET)


def leading_to(stage):
    return tuple(Stage(old) for old, new in NEXT.items() if stage in new)


def theirs(person, case):
    """Whether the arrangements of the case's day give this person the decision."""
    return case.edition.decides_reviews in person.roles


def fits(person, case):
    """Whether every child of the case lets it go without a rapid review."""
    children = case.children.all()
    return bool(children) and not misfits(children, case.abuse_or_neglect)


def waiting(asked):
    """What was asked for and waits for the second person, or None."""
    return next((one for one in asked if one.waiting), None)


def ours_to_answer(person, case):
    led = getattr(case, "led_elsewhere", None)
    return led is not None and led.sent_on is None


def local_review_under_way(person, case):
    return case.local_review is not None and case.local_review.finished_on is None


def left_the_usual_way(case):
    """Whether there is anything here to tell."""
    return (
        case.route != Route.INCIDENT
        or case.stage in (*UNDECIDED, Stage.NATIONAL)
        or bool(case.findings_not_met.all())
        or bool(case.route_choices.all())
        or bool(case.national_reviews.all())
        or bool(case.other_partnerships.all())
    )


ROUTES = Step(
    key="routes",
    title="Other routes",
    there=left_the_usual_way,
    duties=("what_follows", "answer_elsewhere"),
    repeated=("what_follows",),
    select=("led_elsewhere", "inherited"),
    prefetch=(
        Prefetch("findings_not_met", NotMet.objects.select_related("asked_by", "answered_by", "evidence")),
        Prefetch("route_choices", RouteChoice.objects.select_related("chosen_by")),
        Prefetch("national_reviews", NationalReview.objects.select_related("begun_by", "ended_by")),
        "other_partnerships",
    ),
    deeds=(
        Deed("no_rapid_review", "Record that no rapid review is required", Can.CLOSE_CASES, (Stage.NOTIFIED,),
             "A looked-after child’s death without abuse or neglect, or a care leaver aged 18 to 24.", allowed=fits),
        Deed("confirm_not_met", "Confirm that the criteria were not met", Can.DECIDE_REVIEWS,
             leading_to("criteria_not_met"),
             allowed=lambda person, case: theirs(person, case) and bool(waiting(case.findings_not_met.all()))),
        Deed("choose_local_review", "Choose a local review", Can.DECIDE_REVIEWS, UNDECIDED, allowed=theirs),
        Deed("close_without_action", "Close it without further action", Can.DECIDE_REVIEWS, UNDECIDED, allowed=theirs),
        Deed("answer_elsewhere", "Record what was sent to the leading partnership", Can.RUN_CASES,
             (Stage.ELSEWHERE,), allowed=ours_to_answer),
        Deed("finish_elsewhere", "Record that our part is over", Can.RUN_CASES, (Stage.ELSEWHERE,)),
        Deed("end_national_review", "Record the national report", Can.RUN_CASES, (Stage.NATIONAL,)),
        Deed("find_not_met", "Record that the criteria were not met", Can.RUN_CASES,
             leading_to("criteria_not_met"), "Use this when the authority has decided this and told the "
             "Panel.", seldom=True,
             allowed=lambda person, case: not waiting(case.findings_not_met.all())),
        Deed("begin_national_review", "Record that the Panel is carrying out a national review", Can.RUN_CASES,
             leading_to("national"), seldom=True),
        Deed("tell_partnership", "Record that another partnership was told", Can.RUN_CASES, OPEN,
             "Where the case touches another area too.", seldom=True),
    ),
)  # fmt: skip

LOCAL = Step(
    key="local_review",
    title="Local review",
    there=lambda case: case.stage == Stage.LOCAL_REVIEW or bool(case.local_reviews.all()),
    duties=("local_review",),
    prefetch=(
        Prefetch(
            "local_reviews",
            LocalReview.objects.select_related("lead_organisation", "deadline", "report", "set_up_by", "finished_by"),
        ),
        Prefetch("local_reviews__progress", LocalProgress.objects.select_related("noted_by")),
    ),
    deeds=(
        Deed("set_up_local_review", "Set up the local review", Can.RUN_CASES, (Stage.LOCAL_REVIEW,),
             allowed=lambda person, case: case.local_review is None),
        Deed("note_local_progress", "Record progress of the local review", Can.RUN_CASES, (Stage.LOCAL_REVIEW,),
             allowed=local_review_under_way),
        Deed("finish_local_review", "Record what the local review found", Can.RUN_CASES, (Stage.LOCAL_REVIEW,),
             allowed=local_review_under_way),
    ),
)  # fmt: skip

CLOSING = Step(
    key="closing",
    title="Closing",
    there=lambda case: bool(case.closures.all()) or bool(case.reopenings.all()),
    prefetch=(
        Prefetch("closures", Closure.objects.select_related("closed_by")),
        Prefetch("reopenings", Reopening.objects.select_related("asked_by", "answered_by")),
    ),
    deeds=(
        Deed("close", "Close the case", Can.CLOSE_CASES, leading_to("closed")),
        Deed("agree_to_reopen", "Agree to reopen the case", Can.DECIDE_REVIEWS, OVER,
             allowed=lambda person, case: theirs(person, case) and bool(waiting(case.reopenings.all()))),
        Deed("resume_notified", "Continue from the earlier notification", Can.RUN_CASES,
             RESUMED_FROM, "The case was notified before it was closed.",
             allowed=lambda person, case: hasattr(case, "notification")),
        Deed("ask_to_reopen", "Ask to reopen the case", Can.CLOSE_CASES, OVER, seldom=True,
             allowed=lambda person, case: not waiting(case.reopenings.all())),
    ),
)  # fmt: skip
