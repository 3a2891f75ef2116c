"""Reading questionnaires and rating scales from their files into the database, as often as one likes."""

import tomllib
from types import SimpleNamespace

from django.db import transaction

from partnership.access import Refused
from partnership.models import Question, Questionnaire, Scale, ScalePoint, Section
from partnership.rules.questionnaires import check_asks

SECTION = {"title", "guidance", "each", "questions"}
QUESTION = {
    "code", "text", "guidance", "kind", "scale", "unit", "required", "may_not_apply", "topic",
}  # fmt: skip


@transaction.atomic
def load_questionnaires(folder):
    """Load every file of the folder; says in sentences what changed, in an empty list if nothing did."""
    files = [
        (path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.toml"))
    ]
    changes = []
    for path, data in files:
        for scale in data.get("scales", []):
            changes += in_file(path, load_scale, scale)
    for path, data in files:
        if "sections" in data:
            changes += in_file(path, load_questionnaire, data)
    return changes


def in_file(path, load, data):
    try:
        return load(data)
    except Refused as refused:
        raise Refused(f"{path.name}: {refused}") from refused
    except KeyError as missing:
        raise Refused(
            f"{path.name}: {missing.args[0]} is missing in {data.get('code', 'an entry')}."
        ) from missing


def load_scale(data):
    """One scale. Words may change, since answers carry their own; points in use may not come or go."""
    scale = Scale.objects.filter(code=data["code"]).first()
    before = {p.value: (p.label, p.descriptor) for p in scale.points.all()} if scale else {}
    after = {p["value"]: (p["label"], p.get("descriptor", "")) for p in data["points"]}
    if scale and scale.name == data["name"] and before == after:
        return []
    in_use = Question.objects.filter(scale=scale, section__questionnaire__frozen_at__isnull=False).exists()
    if scale and in_use and set(before) != set(after):
        raise Refused(
            f"The scale {data['code']} is in use, so its points stay. Give the new scale a code of its own."
        )
    scale, new = Scale.objects.update_or_create(code=data["code"], defaults={"name": data["name"]})
    scale.points.exclude(value__in=after).delete()
    for value, (label, descriptor) in after.items():
        ScalePoint.objects.update_or_create(
            scale=scale, value=value, defaults={"label": label, "descriptor": descriptor}
        )
    return [f"{'Added' if new else 'Changed'} the scale “{scale.name}”"]


def load_questionnaire(data):
    """One version. Once it has been asked it is frozen, and a different file needs the next version number."""
    wanted = described(data)
    check_asks(
        data.get("must_ask", []), [SimpleNamespace(**q) for s in wanted["sections"] for q in s["questions"]]
    )
    there = Questionnaire.objects.filter(code=data["code"], version=data["version"]).first()
    if there and as_described(there) == wanted:
        return []
    if there and there.frozen_at:
        raise Refused(
            f"Version {there.version} of “{there.title}” has been asked and cannot change. "
            f"Give the file version {there.version + 1}."
        )
    sections = wanted.pop("sections")
    questionnaire, new = Questionnaire.objects.update_or_create(
        code=data["code"], version=data["version"], defaults=wanted
    )
    questionnaire.sections.all().delete()
    scales = dict(Scale.objects.values_list("code", "pk"))
    for position, section in enumerate(sections, 1):
        questions = section.pop("questions")
        written = Section.objects.create(questionnaire=questionnaire, position=position, **section)
        Question.objects.bulk_create(
            Question(
                section=written, position=number, scale_id=scale_id(question.pop("scale"), scales), **question
            )
            for number, question in enumerate(questions, 1)
        )
    return [f"{'Added' if new else 'Changed'} the questionnaire “{questionnaire}”"]


def scale_id(code, scales):
    if not code:
        return None
    if code not in scales:
        raise Refused(f"There is no scale {code}.")
    return scales[code]


def described(data):
    """A file's content in the shape that the database has, with one section for each priority."""
    sections = []
    for section in data["sections"]:
        unknown = set(section) - SECTION
        if unknown:
            raise Refused(f"A section knows nothing called {', '.join(sorted(unknown))}.")
        if "each" not in section:
            sections.append(one_section(section))
        elif section["each"] == "priority":
            sections += [one_section(section, priority) for priority in data["priorities"]]
        else:
            raise Refused(f"A section can be repeated for each priority, not for each {section['each']}.")
    codes = [question["code"] for section in sections for question in section["questions"]]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused(f"More than one question has the code {', '.join(twice)}.")
    return {
        "title": data["title"],
        "introduction": data.get("introduction", "").strip(),
        "basis": data.get("basis", Questionnaire.Basis.DUTY),
        "source": data.get("source", ""),
        "sections": sections,
    }


def one_section(section, priority=None):
    title, prefix, topic = section["title"], "", ""
    if priority:
        title = title.format(title=priority["title"])
        prefix, topic = f"{priority['code']}-", f"priority_{priority['code']}"
    return {
        "title": title,
        "guidance": section.get("guidance", ""),
        "questions": [one_question(question, prefix, topic) for question in section["questions"]],
    }


def one_question(data, prefix, topic):
    unknown = set(data) - QUESTION
    if unknown:
        raise Refused(f"A question knows nothing called {', '.join(sorted(unknown))}.")
    kind = data.get("kind", Question.Kind.TEXT)
    if kind not in Question.Kind.values:
        raise Refused(f"{data['code']}: there is no kind of question called {kind}.")
    if (kind == Question.Kind.SCALE) != bool(data.get("scale")):
        raise Refused(f"{data['code']}: a question on a scale names it, and no other does.")
    return {
        "code": prefix + data["code"],
        "text": data["text"],
        "guidance": data.get("guidance", ""),
        "kind": kind,
        "scale": data.get("scale", ""),
        "unit": data.get("unit", ""),
        "required": data.get("required", True),
        "may_not_apply": data.get("may_not_apply", False),
        "topic": data.get("topic", topic),
    }


def as_described(questionnaire):
    """What the database holds of one version, in the same shape as its file."""
    sections = questionnaire.sections.prefetch_related("questions__scale")
    return {
        "title": questionnaire.title,
        "introduction": questionnaire.introduction,
        "basis": questionnaire.basis,
        "source": questionnaire.source,
        "sections": [
            {
                "title": section.title,
                "guidance": section.guidance,
                "questions": [
                    {
                        "code": question.code,
                        "text": question.text,
                        "guidance": question.guidance,
                        "kind": question.kind,
                        "scale": question.scale.code if question.scale else "",
                        "unit": question.unit,
                        "required": question.required,
                        "may_not_apply": question.may_not_apply,
                        "topic": question.topic,
                    }
                    for question in section.questions.all()
                ],
            }
            for section in sections
        ],
    }
