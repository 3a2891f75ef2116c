"""What people answered to a survey: looking at their words, and what may be shown."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Survey, SurveyChoice, SurveyText
from partnership.operations.record import record
from partnership.operations.surveys import points_of, questions_of
from partnership.rules.surveys import CHOICES, check_closed, check_look, tally


@transaction.atomic
def look_at_text(text, *, by, keep, words="", reason=""):
    """Let something that was written be read as it is, without parts, or not at all; what is taken out is gone.

    `keep` is as_it_is, parts or nothing.
    """
    text = (
        SurveyText.objects.select_for_update(of=("self",), no_key=True)
        .select_related("survey")
        .get(pk=text.pk)
    )
    if text.state == SurveyText.State.WITHHELD:
        raise Refused("It has been taken out as a whole: there is nothing left to look at.")
    check_look(keep=keep, text=words, reason=reason, original=text.text)
    if keep == "as_it_is":
        text.state = text.state if text.state == SurveyText.State.BLANKED else SurveyText.State.RELEASED
    elif keep == "parts":
        text.state, text.text, text.reason = SurveyText.State.BLANKED, words.strip(), reason.strip()
    else:
        text.state, text.text, text.reason = SurveyText.State.WITHHELD, "", reason.strip()
    text.looked_at_by = by
    text.save(update_fields=["state", "text", "reason", "looked_at_by"])
    record("looked at what was written", text.survey, by=by, label=text.survey.reference, kept=keep)
    return text


# What may be shown ----------------------------------------------------------------------------------------


def results(survey):
    """What may be shown of a closed survey: for each question a dict of what was asked, and what of it shows.

    How many replied is shown from the minimum on. Nothing that is given here tells of fewer than `survey.minimum`
    people, by itself or by any subtraction.
    """
    check_closed(survey.standing(timezone.localdate()))
    questions = list(questions_of(survey))
    points = points_of(questions)
    given = {}
    for reply, link, question, value in SurveyChoice.objects.filter(reply__survey=survey).values_list(
        "reply_id", "reply__link_id", "question_id", "value"
    ):
        given.setdefault(question, []).append((reply, link, value))
    replies = survey.replies.count()
    groups, group_of = groups_of(survey, points, given)
    words = {}
    for text in survey.texts.released().order_by("text", "pk"):
        words.setdefault(text.question_id, []).append(text.text)
    found = []
    for question in questions:
        row = {"question": question, "options": points.get(question.pk, {}), "groups": [], "words": []}
        if question.kind in CHOICES:
            answers = [(group_of(reply, link), value) for reply, link, value in given.get(question.pk, [])]
            by_group = [] if question.pk == survey.breakdown_question_id else groups
            row["total"], row["groups"] = tally(answers, list(row["options"]), survey.minimum, by_group)
        else:
            row["total"] = None
            row["words"] = words.get(question.pk, []) if replies >= survey.minimum else []
        found.append(row)
    return {"replies": replies if replies >= survey.minimum else None, "questions": found}


NOT_SAID = "Did not say"


def groups_of(survey, points, given):
    """The groups of its one breakdown, by name, and how to tell in which a reply is."""
    if survey.breakdown == Survey.Breakdown.PLACE:
        places = dict(survey.links.values_list("pk", "place"))
        return list(places.values()), lambda reply, link: places[link]
    if survey.breakdown == Survey.Breakdown.QUESTION and survey.breakdown_question_id:
        labels = points[survey.breakdown_question_id]
        of = {reply: labels[value] for reply, _, value in given.get(survey.breakdown_question_id, [])}
        return [*labels.values(), NOT_SAID], lambda reply, link: of.get(reply, NOT_SAID)
    return [], lambda reply, link: ""
