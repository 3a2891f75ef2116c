"""Where the assurance cycle stands, and everything in assurance that this person may open."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

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
                "What is asked: written, checked, offered to rounds, and kept version by version.",
                "assurance:questionnaires",
                (Can.BUILD_QUESTIONNAIRES,),
            ),
            (
                "Rounds",
                "What was asked of agencies, and what has come back.",
                "assurance:rounds",
                (Can.RUN_ASSURANCE, Can.READ_RETURNS),
            ),
            (
                "What you are asked to answer",
                "Returns of your agency, and sections that a colleague gave you.",
                "assurance:returns",
                (Can.ANSWER_RETURNS, Can.ANSWER_SECTIONS),
            ),
            (
                "Returns to reopen",
                "Which agencies ask to change what they submitted, and which returns are open again.",
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
                "Cases that agencies look at together, what they found, and whether it stuck.",
                "assurance:audits",
                (Can.RUN_AUDITS, Can.READ_AUDITS),
            ),
            (
                "Timetable",
                "Three years of quality assurance: what is planned, overdue and missing.",
                "assurance:timetable",
                (Can.RUN_AUDITS, Can.READ_AUDITS),
            ),
        ],
    ),
    (
        "Saying how we do",
        [
            (
                "How are we doing?",
                "Each quarter, what the evidence says of every outcome statement.",
                "assurance:doing",
                (Can.READ_DOING,),
            ),
            (
                "Indicators",
                "What is counted by priority, which way it goes, and what it means for children.",
                "assurance:indicators",
                (Can.RUN_INDICATORS, Can.READ_INDICATORS),
            ),
            (
                "Figures",
                "Which figures are asked of your agency, and a file to give them in.",
                "assurance:figures",
                (Can.RUN_INDICATORS, Can.ANSWER_RETURNS),
            ),
            (
                "Yearly reports",
                "Drafts, and what was published.",
                "assurance:reports",
                (Can.READ_YEARLY_DRAFTS,),
            ),
        ],
    ),
]


@requires(Can.SEE_ASSURANCE)
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
