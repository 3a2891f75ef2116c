"""Where the assurance cycle stands, and everything in assurance that this person may open."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.operations.cycle import where_we_are
from assurance.operations.year import year_drawn
from partnership.access import Can, may, requires
from partnership.rules.years import financial_year, year_words
from partnership.views.hub import offered

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    (
        "Asking and answering",
        [
            (
                "Questionnaires",
                "Write, check and offer questionnaires, and see each version.",
                "assurance:questionnaires",
                (Can.BUILD_QUESTIONNAIRES,),
            ),
            (
                "Rounds",
                "What agencies were asked, and what they have returned.",
                "assurance:rounds",
                (Can.RUN_ASSURANCE, Can.READ_RETURNS),
            ),
            (
                "What you are asked to answer",
                "Your agency’s returns, and sections a colleague gave you.",
                "assurance:returns",
                (Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS),
            ),
            (
                "Returns to reopen",
                "Agencies asking to change a submitted return, and returns that are reopened.",
                "assurance:reopenings",
                (Can.RUN_ASSURANCE,),
            ),
        ],
    ),
    (
        "Testing",
        [
            (
                "Scrutiny of returns",
                "Moderated scores, replies, quality-assurance events and feedback letters.",
                "assurance:scrutiny",
                (Can.READ_RETURNS, Can.ANSWER_RETURNS),
            ),
            (
                "Multi-agency audits",
                "Cases agencies look at together, what they found, and whether change lasted.",
                "assurance:audits",
                (Can.RUN_AUDITS, Can.READ_AUDITS),
            ),
            (
                "Timetable",
                "Quality assurance over 3 years: what is planned, overdue and missing.",
                "assurance:timetable",
                (Can.RUN_AUDITS, Can.READ_AUDITS),
            ),
        ],
    ),
    (
        "Reporting how we are doing",
        [
            (
                "How are we doing?",
                "What the evidence says each quarter about every outcome statement.",
                "assurance:doing",
                (Can.READ_DOING,),
            ),
            (
                "Indicators",
                "What we count for each priority, how it is changing, and what it means for children.",
                "assurance:indicators",
                (Can.RUN_INDICATORS, Can.READ_INDICATORS),
            ),
            (
                "Figures",
                "Figures your agency has been asked for, and a file to enter them in.",
                "assurance:figures",
                (Can.RUN_INDICATORS, Can.ANSWER_RETURNS),
            ),
            (
                "Yearly reports",
                "Drafts and published reports.",
                "assurance:reports",
                (Can.READ_YEARLY_DRAFTS,),
            ),
        ],
    ),
]


@requires(Can.SEE_ASSURANCE)
@require_safe
def cycle(request):
    today = timezone.localdate()
    steps = where_we_are(today)
    return render(
        request,
        "assurance/cycle.html",
        {
            "headings": offered(request.user, PAGES),
            "steps": [
                {
                    "step": step,
                    "words": step.standing[0],
                    "colour": step.standing[1],
                    "missing": [
                        {
                            "text": text,
                            "address": reverse(name) if any(may(request.user, can) for can in cans) else "",
                        }
                        for text, name, cans in step.missing
                    ],
                }
                for step in steps
            ],
            "year": year_words(financial_year(today)),
            "drawn": year_drawn(request.user, today),
            "now": next(step for step in steps if step.now),
        },
    )
