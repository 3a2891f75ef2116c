"""A guide for each role. It lies here because it tells of the law of every app, from that app's own rules."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.rules import doing, scrutiny, yearly_report
from partnership.rules import boards, editions, groups, highlights, money, subject_requests
from partnership.rules.guides import GUIDES, guides_of
from partnership.rules.letters import STAGES
from reviews.rules import under_way
from reviews.rules.clocks import EDITIONS, guidance_on
from schools.rules import chasing, education
from schools.rules import settings as settings_law
from training.rules.terms import terms_on, timings


@dataclass(frozen=True)
class Limit:
    """What is due and when, in words, with where that is written."""

    label: str
    rule: str
    source: str
    confirmed: bool = True


OUR_LADDER = "Our ladder of chasing"

# Limits that stand still. Those of a case depend on the edition in force; those of training on its terms.
CLOCKS = {
    "next_yearly_report": yearly_report.NEXT_REPORT,
    "yearly_copies": yearly_report.SEND_COPY,
    "review_arrangements": editions.YEARLY,
    "subject_access": subject_requests.SUBJECT_ACCESS,
    "freedom_of_information": subject_requests.FREEDOM_OF_INFORMATION,
    "pay_invoice": money.PAY_INVOICE,
    "approve_budget": money.APPROVE_WITHIN,
    "highlight_report": highlights.DUE,
    "close_group": groups.CLOSE,
    "acknowledge_concern": boards.ACKNOWLEDGE,
    "doing": doing.DUE,
    "facts": scrutiny.CLOCKS["reply"],
    "presentation": scrutiny.CLOCKS["presentation"],
    "challenge_answer": scrutiny.CLOCKS["challenge"],
    "progress_check": under_way.PROGRESS_CHECK,
    "education_report": education.DUE,
    "setting_follow_up": settings_law.FOLLOW_UP,
    "setting_answer": settings_law.ANSWER,
}


def limits(today):
    """Every limit that a guide may name, by its key, as the rules have it today."""
    clocks = {**CLOCKS, **EDITIONS[guidance_on(today)]}
    found = {key: Limit(one.label, one.rule, one.source, one.confirmed) for key, one in clocks.items()}
    terms, times = terms_on(today), timings()
    ours = "The terms of booking"
    found["cancel_booking"] = Limit(
        "Give a place back without a charge",
        f"{days(terms.notice_working_days, 'working day')} or more before the session",
        terms.source,
        terms.confirmed,
    )
    found["offer_place"] = Limit(
        "Take a place that came free",
        f"{days(times.offer_working_days, 'working day')} after it was offered, by 5pm",
        ours,
        False,
    )
    found["session_access_needs"] = Limit(
        "Access needs are wiped",
        f"{days(times.access_needs_days_after, 'day')} after the session",
        ours,
        False,
    )
    formal = chasing.BY_CODE["formal"]
    for key, code in (("school_chase", "day_after"), ("school_formal", "formal")):
        rung = chasing.BY_CODE[code]
        found[key] = Limit(
            rung.label, f"{days(rung.days, 'day')} after the return was due", OUR_LADDER, False
        )
    found["school_reply"] = Limit(
        "Answer the formal letter",
        f"{days(formal.reply_days, 'day')} after it was written",
        OUR_LADDER,
        False,
    )
    return found


def days(number, unit):
    return f"{number} {unit}{'' if number == 1 else 's'}"


def reminders():
    """When people are written to about what is due, in words and in order."""
    return [
        f"{days(abs(stage.opens), 'working day')} {'before' if stage.opens < 0 else 'after'} the due date"
        f" to {stage.also_to}"
        for stage in STAGES
    ]


@require_safe
def help_page(request):
    """Which guides there are: one's own first."""
    own = guides_of(request.user.roles)
    return render(
        request,
        "partnership/help.html",
        {
            "own": own,
            "others": [guide for guide in GUIDES.values() if guide not in own],
            "put_away": bool(set(request.user.roles) & set(request.user.steps_put_away)),
        },
    )


@require_safe
def guide(request, role):
    """The guide of one role. Whoever does not hold it reads the same, without ways into pages closed to them."""
    found = next((one for one in GUIDES.values() if one.slug == role), None)
    if found is None:
        raise Http404
    own = found.role in request.user.roles
    known = limits(timezone.localdate())
    return render(
        request,
        "partnership/guide.html",
        {
            "guide": found,
            "own": own,
            "title": found.role.label,
            "tasks": [(task, reverse(task.page) if own else "") for task in found.tasks],
            "law": [known[key] for key in found.law],
            "reminders": reminders(),
        },
    )
