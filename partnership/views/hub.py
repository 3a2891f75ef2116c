"""The partnership's own page: everything about it that this person may open, by what it is for."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires

# heading, then (label, what one finds there, url name, capabilities of which one is enough)
PAGES = [
    (
        "Who we are",
        [
            ("Organisations", "Who takes part and how, on any date.", "organisations", (Can.SEE_PARTNERSHIP,)),
            ("Groups", "What each is for, and its terms of reference.", "groups", (Can.SEE_PARTNERSHIP,)),
            (
                "How people reach us",
                "Our address and numbers, and who is told about a child.",
                "contact_details",
                (Can.KEEP_CONTACT,),
            ),
            ("People", "Who can sign in, their roles and invitations.", "people", (Can.INVITE_PEOPLE,)),
            ("Seats", "Who holds each seat, and which are vacant.", "seats", (Can.RUN_MEETINGS,)),
        ],
    ),
    (
        "What we agreed",
        [
            (
                "Business plan",
                "Priorities, the reasons for them, and progress this quarter.",
                "plans",
                (Can.RUN_PLAN, Can.READ_PLAN),
            ),
            (
                "Arrangements",
                "Every edition, who endorsed it, and its yearly review.",
                "editions",
                (Can.SEE_PARTNERSHIP,),
            ),
            (
                "Policies",
                "What is in force, being written or out for consultation, and when it is reviewed.",
                "policies",
                (Can.RUN_POLICIES, Can.COMMENT_ON_POLICIES, Can.APPROVE_POLICIES),
            ),
            (
                "Disputes and challenges",
                "Where partners disagree, the advice and the answer to it, and the challenge log.",
                "partner_disputes",
                (Can.RUN_DISPUTES, Can.ADVISE_ON_DISPUTES, Can.RAISE_DISPUTES),
            ),
            (
                "Practitioners’ escalations",
                "Where professionals from 2 agencies disagree about a child. Kept separate from disputes.",
                "escalations",
                (Can.RUN_ESCALATIONS, Can.RAISE_ESCALATIONS),
            ),
        ],
    ),
    (
        "Money and records",
        [
            ("Money", "Budgets, contributions and spending, with each pot shown "
            "separately.", "money", (Can.READ_MONEY,)),
            (
                "Records",
                "Boxes and files: where they are, how long we keep them, and any holds.",
                "records",
                (Can.RUN_RECORDS, Can.DISPOSE_RECORDS),
            ),
            (
                "Requests for information",
                "Subject access and freedom of information: due dates, decisions and packages.",
                "subject_requests",
                (Can.RUN_RECORDS,),
            ),
        ],
    ),
    (
        "What was done",
        [
            (
                "What people say",
                "What children, families and practitioners said, and what was done.",
                "voice",
                (Can.RUN_VOICE, Can.READ_VOICE),
            ),
            (
                "Learning library",
                "Leaflets, posters, bulletins and briefings that anyone can read.",
                "library",
                (Can.WRITE_LEARNING,),
            ),
            ("Actions", "What must be done, by whom and when.", "actions", (Can.READ_DIARY, Can.CHECK_ACTIONS)),
            (
                "Action logs",
                "What each group and agency has to do. Update many at once, or use a spreadsheet.",
                "action_logs",
                (Can.SEE_PARTNERSHIP,),
            ),
            ("Decisions", "What groups decided, with numbers and outcomes.", "decisions", (Can.READ_MEETINGS,)),
            (
                "Questions between meetings",
                "What groups decide by correspondence.",
                "circulars",
                (Can.READ_MEETINGS,),
            ),
            (
                "Attendance by seat",
                "How often each seat was represented, April to March.",
                "attendance",
                (Can.READ_MEETINGS,),
            ),
            (
                "Highlight reports",
                "What each sub-group tells the Planning and Delivery Group before it meets.",
                "highlights",
                (Can.READ_MEETINGS,),
            ),
            (
                "Other boards",
                "Information passed on and assurance sought, board by board.",
                "boards",
                (Can.RUN_BOARDS, Can.RUN_MEETINGS, Can.SCRUTINISE),
            ),
            (
                "Child Death Overview Panel",
                "Its reports on activity and for the year, and what each passes to the other.",
                "child_deaths",
                (Can.SEE_PARTNERSHIP,),
            ),
            ("Record", "Who did what, when and why.", "record", (Can.READ_RECORD,)),
            ("Letters", "What we wrote, when it was sent and who to.", "letters", (Can.SEE_LETTERS,)),
        ],
    ),
    (
        "Tools",
        [
            (
                "What dates follow?",
                "The statutory dates that follow from a date.",
                "reviews:clocks",
                (Can.ASK_WHAT_DATES_FOLLOW,),
            ),
            ("Your letters", "Which letters you get, and how.", "my_post", (Can.SEE_PARTNERSHIP,)),
            ("Your calendar", "Your dates and meetings in your own calendar.", "my_calendar", (Can.SEE_PARTNERSHIP,)),
        ],
    ),
]  # fmt: skip


def offered(person, pages_by_heading):
    """The headings with the pages that the person may open; headings without any are left out."""
    headings = [
        (
            heading,
            [
                {"label": label, "text": text, "address": reverse(name)}
                for label, text, name, cans in pages
                if any(may(person, can) for can in cans)
            ],
        )
        for heading, pages in pages_by_heading
    ]
    return [(heading, pages) for heading, pages in headings if pages]


@requires(Can.SEE_PARTNERSHIP)
@require_safe
def hub(request):
    return render(request, "partnership/hub.html", {"headings": offered(request.user, PAGES)})
