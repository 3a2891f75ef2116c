"""The sections and questions of a version that is being written: added, changed, moved, removed, made conditional."""

from django.db import transaction
from django.db.models import F, Max

from partnership.access import Refused
from partnership.models import Question, Section
from partnership.operations.meanwhile import still_there
from partnership.operations.questionnaire_building.versions import (
    check_fresh,
    lock_to_write,
    priority_topic,
    short,
    touch,
)
from partnership.operations.questionnaire_shape import as_described, scales_described
from partnership.rules.questionnaire_building import LONGEST_QUESTIONNAIRE, check_columns, check_conditions

ASIDE = 30_000  # a place that no section or question has, while two change theirs
LOOKS = ("text", "guidance", "kind", "scale_id", "unit", "required", "may_not_apply", "topic", "columns")
# What the shipped agency assurance report asks about each priority.
OF_A_PRIORITY = [
    ("done", "What has your agency done about this priority?", ""),
    ("difference", "What difference has that made to children, and how do you know?", ""),
    (
        "no-progress",
        "Where has there been little or no progress, and why?",
        "The yearly report must say where progress was lacking, as well as where there was some.",
    ),
]


def outline(questionnaire):
    """Its sections in order, each with its questions in order."""
    return list(questionnaire.sections.prefetch_related("questions"))


def check_whole(questionnaire):
    """After a change: every condition still points to an earlier question, and to an answer that it offers."""
    check_conditions(as_described(questionnaire), scales_described())


def swap(one, other):
    """Two of a kind change places, which exist once."""
    here, there = one.position, other.position
    for thing, position in ((one, ASIDE), (other, here), (one, there)):
        thing.position = position
        thing.save(update_fields=["position"])


# Sections -------------------------------------------------------------------------------------------------


def check_words(text, sentence):
    if not text.strip():
        raise Refused(sentence)


@transaction.atomic
def add_question_section(questionnaire, *, by, seen, title, guidance=""):
    """Add a section at the end. A second press of the button finds the first."""
    questionnaire = lock_to_write(questionnaire)
    check_words(title, "Say what the section is called.")
    same = questionnaire.sections.filter(title=title.strip(), revision__gt=seen).first()
    if same:
        return same
    last = questionnaire.sections.order_by("-position").first()
    section = Section.objects.create(
        questionnaire=questionnaire,
        position=last.position + 1 if last else 1,
        title=title.strip(),
        guidance=guidance.strip(),
        revision=questionnaire.revision + 1,
    )
    touch(questionnaire, "added section", by=by, section=section.title)
    return section


@transaction.atomic
def change_question_section(section, *, by, seen, title, guidance=""):
    questionnaire = lock_to_write(section.questionnaire)
    section = still_there(Section.objects, section)
    check_words(title, "Say what the section is called.")
    if (section.title, section.guidance) == (title.strip(), guidance.strip()):
        return section
    check_fresh(questionnaire, section, seen)
    section.title, section.guidance = title.strip(), guidance.strip()
    section.revision = questionnaire.revision + 1
    section.save(update_fields=["title", "guidance", "revision"])
    touch(questionnaire, "changed section", by=by, section=section.title)
    return section


def check_page(questionnaire, seen):
    """A button moves or removes what its page showed: not what a second press or a colleague has moved meanwhile."""
    if seen != questionnaire.revision:
        raise Refused(
            "This questionnaire changed after you opened the page. Look at it as it is now, and try again."
        )


@transaction.atomic
def move_question_section(section, *, by, seen, down):
    """One place up or down. At the end of the list nothing happens."""
    questionnaire = lock_to_write(section.questionnaire)
    check_page(questionnaire, seen)
    sections = list(questionnaire.sections.all())
    at = [one.pk for one in sections].index(section.pk)
    to = at + (1 if down else -1)
    if not 0 <= to < len(sections):
        return sections[at]
    swap(sections[at], sections[to])
    check_whole(questionnaire)
    touch(questionnaire, "moved section", by=by, section=section.title)
    return sections[at]


@transaction.atomic
def remove_question_section(section, *, by, seen):
    """Take out a section with all its questions, where no question elsewhere depends on one of them."""
    questionnaire = lock_to_write(section.questionnaire)
    for thing in (section, *section.questions.all()):
        check_fresh(questionnaire, thing, seen)
    waits = Question.objects.filter(asked_if__section=section).exclude(section=section).first()
    if waits:
        raise Refused(f"“{waits.text}” is asked only after an answer in this section. Change that first.")
    number = section.questions.count()
    Section.objects.filter(pk=section.pk).delete()
    touch(questionnaire, "removed section", by=by, section=section.title, questions=number)
    return questionnaire


@transaction.atomic
def ask_about_priority(questionnaire, *, by, title):
    """Add the section that asks about a priority; from now on this questionnaire must ask about it."""
    questionnaire = lock_to_write(questionnaire)
    topic = priority_topic(title)
    heading = f"Priority: {title}"
    same = questionnaire.sections.filter(title=heading).first()
    if same:
        return same
    last = questionnaire.sections.order_by("-position").first()
    section = Section.objects.create(
        questionnaire=questionnaire,
        position=last.position + 1 if last else 1,
        title=heading,
        guidance="How your agency has addressed this priority of the partnership.",
        revision=questionnaire.revision + 1,
    )
    codes = codes_of(questionnaire)
    for position, (end, text, guidance) in enumerate(OF_A_PRIORITY, 1):
        code = new_code(f"{short(title, 35)}-{end}", codes)
        codes.add(code)
        Question.objects.create(
            section=section, position=position, code=code, text=text, guidance=guidance, topic=topic,
            may_not_apply=True, revision=questionnaire.revision + 1,
        )  # fmt: skip
    if topic not in questionnaire.must_ask:
        questionnaire.must_ask = [*questionnaire.must_ask, topic]
        questionnaire.save(update_fields=["must_ask"])
    touch(questionnaire, "added section", by=by, section=heading)
    return section


# Questions ------------------------------------------------------------------------------------------------


def codes_of(questionnaire):
    return set(Question.objects.filter(section__questionnaire=questionnaire).values_list("code", flat=True))


def new_code(text, taken):
    """A code made of the question's first words, as no other question of the version has it."""
    first = short(text, 50) or "question"
    code, number = first, 2
    while code in taken:
        code, number = f"{first}-{number}", number + 1
    return code


def check_question(given):
    """A question asks something, and holds what its kind needs and nothing of another kind."""
    check_words(given["text"], "Write the question.")
    kind = given["kind"]
    if kind == Question.Kind.SCALE and not given.get("scale"):
        raise Refused("Select the scale it uses.")
    if kind == Question.Kind.TABLE:
        check_columns(given.get("columns", []))


def fields_of(given):
    """What is kept of it: a scale, a unit or columns only where the kind has them."""
    check_question(given)
    kind = given["kind"]
    return {
        "text": given["text"].strip(),
        "guidance": given.get("guidance", "").strip(),
        "kind": kind,
        "scale_id": given["scale"].pk if kind == Question.Kind.SCALE else None,
        "unit": given.get("unit", "").strip() if kind == Question.Kind.NUMBER else "",
        "required": given.get("required", True),
        "may_not_apply": given.get("may_not_apply", False),
        "topic": given.get("topic", ""),
        "columns": given.get("columns", []) if kind == Question.Kind.TABLE else [],
    }


def check_code(code, taken):
    if code in taken:
        raise Refused(
            f"Another question has the code {code}. Each has its own, so that answers can be compared."
        )


@transaction.atomic
def add_question(section, *, by, seen, code="", **given):
    """Add a question at the section's end. A second press of the button finds the first."""
    questionnaire = lock_to_write(section.questionnaire)
    fields = fields_of(given)
    same = section.questions.filter(text=fields["text"], kind=fields["kind"], revision__gt=seen).first()
    if same:
        return same
    taken = codes_of(questionnaire)
    if len(taken) >= LONGEST_QUESTIONNAIRE:
        raise Refused(f"A questionnaire asks {LONGEST_QUESTIONNAIRE} questions at most.")
    check_code(code, taken)
    last = section.questions.order_by("-position").first()
    question = Question.objects.create(
        section=section,
        position=last.position + 1 if last else 1,
        code=code or new_code(fields["text"], taken),
        revision=questionnaire.revision + 1,
        **fields,
    )
    touch(questionnaire, "added question", by=by, question=question.code)
    return question


@transaction.atomic
def change_question(question, *, by, seen, code="", **given):
    """Change a question; refused where it would break another's condition, or a colleague changed it meanwhile."""
    questionnaire = lock_to_write(question.section.questionnaire)
    question = still_there(Question.objects.select_related("section"), question)
    fields = fields_of(given) | {"code": code or question.code}
    if all(getattr(question, name) == value for name, value in fields.items()):
        return question
    check_fresh(questionnaire, question, seen)
    if fields["code"] != question.code:
        check_code(fields["code"], codes_of(questionnaire))
    for name, value in fields.items():
        setattr(question, name, value)
    question.revision = questionnaire.revision + 1
    question.save(update_fields=[*fields, "revision"])
    check_whole(questionnaire)
    touch(questionnaire, "changed question", by=by, question=question.code)
    return question


@transaction.atomic
def ask_only_if(question, *, by, seen, source=None, answers=()):
    """Ask it only after one of those answers to an earlier question; always, where no question is given."""
    questionnaire = lock_to_write(question.section.questionnaire)
    question = still_there(Question.objects.select_related("section"), question)
    if source is not None and source.section.questionnaire_id != questionnaire.pk:
        raise Refused("Choose a question of this questionnaire.")
    if source is not None and not answers:
        raise Refused(f"Select at least one answer to “{source.text}”.")
    wanted = (source.pk if source else None, [str(answer) for answer in answers] if source else [])
    if (question.asked_if_id, question.asked_if_values) == wanted:
        return question
    check_fresh(questionnaire, question, seen)
    question.asked_if_id, question.asked_if_values = wanted
    question.revision = questionnaire.revision + 1
    question.save(update_fields=["asked_if", "asked_if_values", "revision"])
    check_whole(questionnaire)
    touch(questionnaire, "changed when it is asked", by=by, question=question.code)
    return question


@transaction.atomic
def move_question(question, *, by, seen, down):
    """One place up or down; past its section's border into the one beside it. At the very end nothing happens."""
    questionnaire = lock_to_write(question.section.questionnaire)
    check_page(questionnaire, seen)
    sections = outline(questionnaire)
    place = next(n for n, one in enumerate(sections) if one.pk == question.section_id)
    inside = list(sections[place].questions.all())
    at = [one.pk for one in inside].index(question.pk)
    to = at + (1 if down else -1)
    moved = inside[at]
    if 0 <= to < len(inside):
        swap(moved, inside[to])
    else:
        beside = place + (1 if down else -1)
        if not 0 <= beside < len(sections):
            return moved
        move_into(moved, sections[beside], first=down)
    check_whole(questionnaire)
    touch(questionnaire, "moved question", by=by, question=moved.code)
    return moved


def move_into(question, section, *, first):
    """Put it first or last among that section's questions."""
    others = section.questions.all()
    if first:
        # In two steps, for a place exists once at every moment.
        others.update(position=F("position") + ASIDE)
        others.filter(position__gt=ASIDE).update(position=F("position") - ASIDE + 1)
    question.section = section
    question.position = 1 if first else (others.aggregate(last=Max("position"))["last"] or 0) + 1
    question.save(update_fields=["section", "position"])


@transaction.atomic
def remove_question(question, *, by, seen):
    """Take a question out, where no other depends on it."""
    questionnaire = lock_to_write(question.section.questionnaire)
    check_fresh(questionnaire, question, seen)
    waits = question.opens.first()
    if waits:
        raise Refused(f"“{waits.text}” is asked only after an answer to this question. Change that first.")
    Question.objects.filter(pk=question.pk).delete()
    touch(questionnaire, "removed question", by=by, question=question.code)
    return questionnaire
