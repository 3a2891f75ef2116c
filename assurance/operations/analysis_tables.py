"""The analysis of a round as tables for a spreadsheet."""

from assurance.operations.analysis import group_name, heat, kind_name
from partnership.models import Answer


def shares(gathered, person):
    """How the answers fall by question: a row for each label as it was answered."""
    headings = [
        "Section",
        "Code",
        "Question",
        "Scale",
        "Answer",
        "Returns",
        "Answered",
        "Does not apply",
        "No answer",
    ]
    rows = []
    for question in gathered.questions:
        found = gathered.spread(question)
        beside = [found.answered, found.aside, found.silent]
        start = [question.section, question.code, question.text, question.scale]
        rows += [[*start, label, number, *beside] for _, label, number in found.points]
        if found.numbers:
            numbers = found.numbers
            rows += [
                [*start[:3], question.unit, word, number, *beside]
                for word, number in (
                    ("Sum", numbers.total), ("Median", numbers.middle), ("Lowest", numbers.lowest),
                    ("Highest", numbers.highest),
                )
                if number is not None
            ]  # fmt: skip
        elif not found.points:
            rows.append([*start, "In words", found.answered, *beside])
    return headings, rows


def kinds(gathered, person):
    """How the answers fall by kind of agency: kinds of which few answered stand together, and it holds no names."""
    headings = ["Section", "Code", "Question", "Kind of agency", "Answer", "Returns", "Answered"]
    rows = []
    for question in gathered.questions:
        if not question.ranked:
            continue
        start = [question.section, question.code, question.text]
        whole = gathered.spread(question)
        rows += [[*start, "All agencies", label, number, whole.answered] for _, label, number in whole.points]
        for group in gathered.by_kind(question):
            rows += [
                [*start, group_name(group), label, number, group.spread.answered]
                for _, label, number in group.spread.points
            ]
    return headings, rows


def answers(gathered, person):
    """Every answer with who gave it, in the words and the label of the day."""
    headings = [
        "Organisation", "Kind", "Section", "Code", "Question", "Answer", "Scale", "Does not apply because",
        "Moderated",
    ]  # fmt: skip
    of_return = {one.pk: one for one in gathered.returns}
    by_id = {question.pk: question for question in gathered.questions}
    rows = []
    for answer in (
        Answer.objects.filter(assurance_return__in=of_return)
        .select_related("question")
        .order_by("assurance_return__organisation__name", "question__section__position", "question__position")
    ):
        opened, question = of_return[answer.assurance_return_id], by_id[answer.question_id]
        moderated = gathered.moderated.get((opened.pk, question.pk))
        rows.append(
            [
                opened.called_then, kind_name(opened.organisation.kind), question.section, question.code,
                question.text, answer.said, answer.scale_name, answer.not_applicable_reason,
                ("Does not apply" if moderated[2] else moderated[1]) if moderated else "",
            ]
        )  # fmt: skip
    return headings, rows


def heat_cells(gathered, person):
    """Organisations by standards, in words."""
    questions, rows = heat(gathered)
    headings = ["Organisation", "Kind", *(question.text for question in questions)]
    return headings, [[name, kind, *(cell.plain for cell in cells)] for name, kind, cells in rows]


TABLES = {"shares": shares, "kinds": kinds, "answers": answers, "heat-map": heat_cells}
