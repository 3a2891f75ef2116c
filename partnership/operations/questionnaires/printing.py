"""A return, or one section of it, as a tagged PDF: a draft says so on every page, what was submitted is proved."""

from partnership.access import Refused
from partnership.models import Return, Section
from partnership.operations.paper import print_paper, style
from partnership.operations.questionnaires.returns import questions_of
from partnership.rules.answers import one_scale
from partnership.rules.questionnaires import applies

SECONDS = 60
MOST_CHARACTERS = 400_000  # some 130 pages: what is longer is printed section by section


def print_return(opened, *, section=None, signatures=()):
    """The PDF as bytes and its number of pages; Refused with a sentence where it cannot be made.

    `signatures` have an office, a name, a comment and the instant at which they were given.
    """
    answers = {
        answer.question_id: answer
        for answer in opened.answers.select_related("question").prefetch_related("evidence")
    }
    questions = [one for one in questions_of(opened) if applies(one, answers)]
    parts = Section.objects.filter(questionnaire=opened.round.questionnaire_id)
    if section is not None:
        parts = parts.filter(pk=section.pk)
    shown = []
    for part in parts:
        rows = [(one, answers.get(one.pk)) for one in questions if one.section_id == part.pk]
        shown.append((part, rows, one_scale(answer for _, answer in rows)))
    long = sum(len(answer.said) for _, rows, _ in shown for _, answer in rows if answer)
    if long > MOST_CHARACTERS:
        raise Refused(
            "It is too long to be printed at once. Print it section by section, or shorten the longest answers."
        )
    submitted = opened.state == Return.State.SUBMITTED
    return print_paper(
        "print/return.html",
        {
            "return": opened,
            "round": opened.round,
            "section": section,
            "parts": shown,
            "submitted": submitted,
            "signatures": signatures,
        },
        css=style_of(submitted),
        called="The return",
        seconds=SECONDS,
    )


def style_of(submitted):
    mark = "" if submitted else '@page { @top-right { content: "DRAFT, not submitted"; font-weight: bold; } }'
    return f"{style()}\n.said {{ white-space: pre-wrap; margin: 0 0 2mm; }}\n{mark}"
