"""What a questionnaire must hold before anybody is asked it, where its conditions may point, how versions differ.

A version is looked at here in the shape of its file: title, basis, must_ask and sections; of each section title,
guidance and questions; of each question the fields of QUESTION. Scales are given by their code: name and points.
"""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from partnership.access import Refused
from partnership.rules.questionnaires import YES_NO, topics_wanting
from partnership.rules.surveys import ASKED_OF_NOBODY, MOST_QUESTIONS

CONDITIONS_ON = {"scale", "yes_no"}
COLUMN_KINDS = {"text": "Text", "number": "A number"}
MOST_COLUMNS = 8  # more do not fit on a page beside one another
MOST_POINTS = 11  # a scale from 0 to 10
LONGEST_QUESTIONNAIRE = 600  # questions


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way, in a sentence, and where: a section's place, a question's code, a scale's,

    or a priority's title, which has no place yet.
    """

    sentence: str
    section: int | None = None
    question: str = ""
    scale: str = ""
    priority: str = ""


def all_questions(described):
    return [question for section in described["sections"] for question in section["questions"]]


def possible_answers(question, scales):
    """The answers to a question on which another may depend, as text → words. Empty for a kind without choices."""
    if question["kind"] == "yes_no":
        return dict(YES_NO)
    if question["kind"] == "scale":
        return {str(p["value"]): p["label"] for p in scales.get(question["scale"], {"points": []})["points"]}
    return {}


def broken_conditions(described, scales):
    """The questions whose condition cannot be met: (code, sentence) of each.

    A condition points to a question that comes before, so that no two can wait for each other.
    """
    before, broken = {}, []
    for question in all_questions(described):
        condition = question["asked_if"]
        if condition:
            wrong = condition_wrong(question, before.get(condition["question"]), condition["answers"], scales)
            if wrong:
                broken.append((question["code"], wrong))
        before[question["code"]] = question
    return broken


def condition_wrong(question, source, answers, scales):
    """What is wrong with asking `question` after those answers to `source`, which comes before it; else nothing."""
    name = f"“{question['text']}”"
    if source is None:
        return f"{name} is asked only after an answer to a question that does not come before it."
    if source["kind"] not in CONDITIONS_ON:
        return f"{name} can depend on a choice or on yes or no. “{source['text']}” asks for neither."
    possible = possible_answers(source, scales)
    if not answers:
        return f"Say after which answers to “{source['text']}” {name} is asked."
    if not set(answers) <= set(possible):
        return f"{name} is asked after an answer that “{source['text']}” does not offer."
    # What may not apply has one answer more than its points: all of them means that it applies.
    if set(answers) == set(possible) and not source["may_not_apply"]:
        return f"{name} is asked after every answer to “{source['text']}”. Take the condition away."
    return ""


def check_conditions(described, scales):
    """Refused with the first condition that would be broken."""
    for _, sentence in broken_conditions(described, scales):
        raise Refused(f"{sentence} Change when it is asked first.")


def check_writable(*, frozen, offered):
    """What was asked stands; what is offered is taken back before it changes."""
    if frozen:
        raise Refused("This version has been asked and cannot change. Start the next version of it.")
    if offered:
        raise Refused(
            "This version is offered: a round could open with it any minute. Take the offer back first."
        )


def check_seen(*, seen, now, who=""):
    """Two people at one questionnaire are told of each other, and neither's words are lost."""
    if seen < now:
        raise Refused(
            f"{who or 'A colleague'} changed this after you opened it. It is shown below as it is now, with what "
            "you typed. Change yours to include both, and save again."
        )


def check_points(points):
    """A scale has points that can be told apart."""
    if len(points) < 2:
        raise Refused("A scale needs at least two points.")
    if len(points) > MOST_POINTS:
        raise Refused(f"A scale can have {MOST_POINTS} points at most.")
    if len({point["value"] for point in points}) < len(points):
        raise Refused("Two points have the same value. Give each its own.")
    if len({point["label"].strip().casefold() for point in points}) < len(points):
        raise Refused("Two points have the same label. Give each its own.")
    if any(not point["label"].strip() for point in points):
        raise Refused("Every point needs a label.")


def check_columns(columns):
    """A table's columns have names of their own."""
    if not columns:
        raise Refused("Enter at least one column for the table.")
    if len(columns) > MOST_COLUMNS:
        raise Refused(f"A table can have {MOST_COLUMNS} columns at most: more do not fit on a page.")
    if len({column["title"].casefold() for column in columns}) < len(columns):
        raise Refused("Two columns have the same title. Give each its own.")


def problems(described, scales, priorities=()):
    """Everything to be put right before it is offered. `priorities`: (topic, title) of those of the plan in force."""
    found = [*problems_of_sections(described, scales)]
    found += [Problem(sentence, question=code) for code, sentence in broken_conditions(described, scales)]
    questions = all_questions(described)
    for code, times in Counter(question["code"] for question in questions).items():
        if times > 1:
            found.append(Problem(f"More than one question has the code {code}.", question=code))
    found += [
        Problem(sentence)
        for sentence in topics_wanting(
            described["must_ask"], [(question["topic"], question["required"]) for question in questions]
        )
    ]
    found += [
        Problem(
            f"The business plan has the priority “{title}”, and nothing here asks about it.", priority=title
        )
        for title in priorities_wanting(described, priorities)
    ]
    if described["basis"] == "anonymous":
        found += problems_of_survey(questions)
    if len(questions) > LONGEST_QUESTIONNAIRE:
        found.append(Problem(f"It asks {len(questions)} questions. {LONGEST_QUESTIONNAIRE} is the most."))
    return found


def problems_of_sections(described, scales):
    if not described["sections"]:
        yield Problem("It asks nothing yet. Add a section, and questions to it.")
    for place, section in enumerate(described["sections"]):
        if not section["questions"]:
            yield Problem(f"The section “{section['title']}” has no question.", section=place)
    asked = [question for question in all_questions(described) if question["kind"] == "scale"]
    for code in dict.fromkeys(question["scale"] for question in asked):
        scale = scales.get(code, {"name": code, "points": []})
        if len(scale["points"]) < 2:
            yield Problem(f"The scale “{scale['name']}” needs at least two points.", scale=code)
        bare = [point["label"] for point in scale["points"] if not point["descriptor"].strip()]
        if bare and described["basis"] != "anonymous":
            yield Problem(
                f"The scale “{scale['name']}” does not say what {' and '.join(f'“{label}”' for label in bare)} "
                "means. Agencies would each read it in their own way.",
                scale=code,
            )
    for question in all_questions(described):
        if question["kind"] == "number" and not question["unit"].strip():
            yield Problem(
                f"“{question['text']}” asks for a number without its unit, such as people or %.",
                question=question["code"],
            )


def problems_of_survey(questions):
    """What a survey that knows nobody must not ask."""
    for question in questions:
        if question["kind"] not in ASKED_OF_NOBODY:
            yield Problem(
                f"“{question['text']}” may say who answers: a survey asks for choices and words only.",
                question=question["code"],
            )
        if question["asked_if"]:
            yield Problem(
                f"“{question['text']}” depends on another answer. A survey shows everybody the same questions.",
                question=question["code"],
            )
    if len(questions) > MOST_QUESTIONS:
        yield Problem(
            f"A survey asks {MOST_QUESTIONS} questions at most: people stop before the end of a longer one."
        )


def priorities_wanting(described, priorities):
    """Titles of the priorities in force that a questionnaire asking about priorities leaves out."""
    if not any(topic.startswith("priority_") for topic in described["must_ask"]):
        return
    topics = {question["topic"] for question in all_questions(described) if question["required"]}
    titles = {section["title"].casefold() for section in described["sections"]}
    for topic, title in priorities:
        if topic not in topics and f"priority: {title}".casefold() not in titles:
            yield title


# How versions differ --------------------------------------------------------------------------------------

SAID = {
    "section": "Section",
    "text": "Question",
    "guidance": "Guidance",
    "kind": "Kind of answer",
    "scale": "Scale",
    "unit": "Unit",
    "columns": "Columns",
    "required": "Must be answered",
    "may_not_apply": "May not apply",
    "topic": "Topic",
    "asked_if": "Asked only after",
}


@dataclass(frozen=True)
class Difference:
    """What became of one question: added, removed, changed, moved or same; and (what, before, after) of each change."""

    what: str
    code: str
    text: str
    section: str
    changes: tuple = ()


def flat(described, scales, kinds):
    """Each question by its code, in order, as words to be compared."""
    texts = {question["code"]: question for question in all_questions(described)}
    return {
        question["code"]: {
            "section": section["title"],
            "text": question["text"],
            "guidance": question["guidance"],
            "kind": kinds.get(question["kind"], question["kind"]),
            "scale": scales[question["scale"]]["name"] if question["scale"] in scales else question["scale"],
            "unit": question["unit"],
            "columns": "; ".join(
                f"{column['title']} ({COLUMN_KINDS[column['kind']].lower()})"
                for column in question["columns"]
            ),
            "required": "Yes" if question["required"] else "No",
            "may_not_apply": "Yes" if question["may_not_apply"] else "No",
            "topic": question["topic"].replace("_", " "),
            "asked_if": condition_in_words(question["asked_if"], texts, scales),
        }
        for section in described["sections"]
        for question in section["questions"]
    }


def condition_in_words(condition, questions, scales):
    """Such as: “Is there a lead?”: Yes."""
    source = questions.get(condition.get("question")) if condition else None
    if source is None:
        return ""
    possible = possible_answers(source, scales)
    if set(possible) == set(condition["answers"]):
        return f"“{source['text']}”: any answer but “Does not apply”"
    return f"“{source['text']}”: {' or '.join(possible.get(one, one) for one in condition['answers'])}"


def differences(old, new, scales, kinds):
    """Question by question, by code, in the new version's order with the removed ones last."""
    before, after = flat(old, scales, kinds), flat(new, scales, kinds)
    common = [code for code in before if code in after], [code for code in after if code in before]
    blocks = SequenceMatcher(None, *common, autojunk=False).get_matching_blocks()
    in_place = {code for block in blocks for code in common[1][block.b : block.b + block.size]}
    found = []
    for code, question in after.items():
        where = {"code": code, "text": question["text"], "section": question["section"]}
        if code not in before:
            found.append(Difference("added", **where))
            continue
        changes = tuple(
            (SAID[name], before[code][name], question[name])
            for name in SAID
            if before[code][name] != question[name]
        )
        what = "changed" if changes else "same" if code in in_place else "moved"
        found.append(Difference(what, **where, changes=changes))
    found += [
        Difference("removed", code, question["text"], question["section"])
        for code, question in before.items()
        if code not in after
    ]
    return found
