"""Reading questionnaires and rating scales from their files into the database, as often as one likes."""

import tomllib
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from partnership.access import Refused
from partnership.models import Event, Question, Questionnaire, Scale, ScalePoint, Section
from partnership.operations.questionnaire_shape import as_described, scales_described
from partnership.operations.record import record
from partnership.rules.questionnaire_building import (
    COLUMN_KINDS,
    broken_conditions,
    check_columns,
    check_points,
)
from partnership.rules.questionnaires import check_asks

SECTION = {"title", "guidance", "each", "standards", "questions"}
QUESTION = {
    "code", "text", "guidance", "kind", "scale", "unit", "required", "may_not_apply", "topic", "columns", "asked_if",
}  # fmt: skip
LARGEST_VALUE = 99
LONGEST_TEXT = 20_000  # characters
LONGEST = {
    "code": 60,
    "title": 200,
    "source": 200,
    "text": 500,
    "unit": 40,
    "topic": 40,
    "scale": 60,
    "label": 100,
}


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
    """One scale. Once a round has asked with it, it stands: another needs a code of its own."""
    scale = Scale.objects.filter(code=data["code"]).first()
    before = points_of(scale) if scale else {}
    name, points = words(data, "name"), [one_point(point) for point in data["points"]]
    check_points(points)
    after = {point["value"]: (point["label"], point["descriptor"]) for point in points}
    if scale and scale.name == name and before == after:
        return []
    if scale and Event.objects.about(scale).exclude(actor_id="").exists():
        return [f"Left the scale “{scale.name}” as people wrote it"]
    in_use = Question.objects.filter(scale=scale, section__questionnaire__frozen_at__isnull=False).exists()
    if scale and in_use:
        raise Refused(
            f"The scale {data['code']} is in use, so its points stay. Give the new scale a code of its own."
        )
    scale, new = Scale.objects.update_or_create(code=slug(data, "code"), defaults={"name": name})
    scale.points.exclude(value__in=after).delete()
    for value, (label, descriptor) in after.items():
        ScalePoint.objects.update_or_create(
            scale=scale, value=value, defaults={"label": label, "descriptor": descriptor}
        )
    return [f"{'Added' if new else 'Changed'} the scale “{scale.name}”"]


def points_of(scale):
    return {point.value: (point.label, point.descriptor) for point in scale.points.all()}


def load_questionnaire(data):
    """One version. Once it has been asked it is frozen, and a different file needs the next version number.

    A version that people have written or changed here stays as they left it.
    """
    wanted = described(data)
    there = Questionnaire.objects.filter(code=data["code"], version=data["version"]).first()
    if there and as_described(there) == wanted:
        return []
    if there and (there.made_by_id or there.revision > 1):
        return [f"Left the questionnaire “{there}” as people wrote it"]
    if there and there.frozen_at:
        raise Refused(
            f"Version {there.version} of “{there.title}” has been asked and cannot change. "
            f"Give the file version {there.version + 1}."
        )
    sections = wanted.pop("sections")
    questionnaire, new = Questionnaire.objects.update_or_create(
        code=slug(data, "code"), version=data["version"], defaults=wanted
    )
    questionnaire.sections.all().delete()
    write_sections(questionnaire, sections)
    return [f"{'Added' if new else 'Changed'} the questionnaire “{questionnaire}”"]


@transaction.atomic
def bring_in(content, *, by):
    """A file that somebody chose becomes a version that is being written: the first of its code, or the next.

    Scales that are not here yet come with it. One that is here and reads otherwise refuses the file.
    """
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
        for scale in data.get("scales", []):
            bring_scale(scale)
        wanted = described(data)
        code = slug(data, "code")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"This is no file of a questionnaire: it cannot be read as TOML ({error}).") from error
    except KeyError as missing:
        raise Refused(f"The file says nothing about “{missing.args[0]}” where it has to.") from missing
    except (TypeError, AttributeError, ValueError) as error:
        raise Refused("The file holds something that a questionnaire cannot have in that place.") from error
    there = Questionnaire.objects.select_for_update(no_key=True).filter(code=code).order_by("-version")
    newest = there.first()
    if newest and newest.state == Questionnaire.State.WRITTEN:
        raise Refused(
            f"“{newest}” is being written. Offer it or discard it first, so that there are not two drafts of it."
        )
    sections = wanted.pop("sections")
    questionnaire = Questionnaire.objects.create(
        code=code,
        version=newest.version + 1 if newest else 1,
        offered_at=None,
        made_by=by,
        **wanted,
    )
    write_sections(questionnaire, sections)
    record("brought in", questionnaire, by=by)
    return questionnaire


def bring_scale(data):
    scale = Scale.objects.filter(code=data["code"]).first()
    if scale is None:
        load_scale(data)
        return
    given = [one_point(point) for point in data["points"]]
    if points_of(scale) != {point["value"]: (point["label"], point["descriptor"]) for point in given}:
        raise Refused(
            f"There is a scale with the code {scale.code} already, and its points read otherwise. "
            "Give the scale in the file a code of its own."
        )


def write_sections(questionnaire, sections):
    """The sections and questions of a version that has none yet, in the shape of `described`."""
    scales = dict(Scale.objects.values_list("code", "pk"))
    conditions, written = [], {}
    for position, section in enumerate(sections, 1):
        part = Section.objects.create(
            questionnaire=questionnaire,
            position=position,
            title=section["title"],
            guidance=section["guidance"],
        )
        questions = []
        for number, question in enumerate(section["questions"], 1):
            given = {**question, "scale_id": scale_id(question["scale"], scales)}
            condition = given.pop("asked_if")
            given.pop("scale")
            made = Question(section=part, position=number, **given)
            questions.append(made)
            written[made.code] = made
            if condition:
                conditions.append((made, condition))
        Question.objects.bulk_create(questions)
    for made, condition in conditions:
        made.asked_if, made.asked_if_values = written[condition["question"]], condition["answers"]
    Question.objects.bulk_update([made for made, _ in conditions], ["asked_if", "asked_if_values"])


def scale_id(code, scales):
    if not code:
        return None
    if code not in scales:
        raise Refused(f"There is no scale {code}.")
    return scales[code]


# What a file says -----------------------------------------------------------------------------------------


def words(data, key, default=None):
    """A text of the file: something where it has to be, and no longer than there is room for."""
    text = data[key] if default is None else data.get(key, default)
    if not isinstance(text, str):
        raise Refused(f"{key} must be text, in quotation marks.")
    if default is None and key != "code" and not text.strip():
        raise Refused(f"{key} must not be empty.")
    if "\x00" in text:
        raise Refused(f"{key} holds a character that no text has.")
    longest = LONGEST.get(key, LONGEST_TEXT)
    if len(text) > longest:
        raise Refused(f"{key} must have {longest:,} characters or fewer: “{text[:40]}…”.")
    return text


def one_point(point):
    value = point["value"]
    if type(value) is not int or abs(value) > LARGEST_VALUE:
        raise Refused(f"value must be a whole number from -{LARGEST_VALUE} to {LARGEST_VALUE}.")
    return {"value": value, "label": words(point, "label"), "descriptor": words(point, "descriptor", "")}


def slug(data, key):
    try:
        validate_slug(code := words(data, key))
    except ValidationError:
        raise Refused(f"The {key} “{data[key]}” may hold letters, digits, - and _ only.") from None
    return code


def described(data):
    """A file's content in the shape that the database has, with one section for each priority."""
    sections = []
    for section in data["sections"]:
        unknown = set(section) - SECTION
        if unknown:
            raise Refused(f"A section knows nothing called {', '.join(sorted(unknown))}.")
        section = section | {"questions": with_standards(section, data)}
        if "each" not in section:
            sections.append(one_section(section))
        elif section["each"] == "priority":
            sections += [one_section(section, priority) for priority in data["priorities"]]
        else:
            raise Refused(f"A section can be repeated for each priority, not for each {section['each']}.")
    questions = [question for section in sections for question in section["questions"]]
    codes = [question["code"] for question in questions]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused(f"More than one question has the code {', '.join(twice)}.")
    basis = data.get("basis", Questionnaire.Basis.DUTY)
    if basis not in Questionnaire.Basis.values:
        raise Refused(f"There is no basis called {basis}.")
    must_ask = [*data.get("must_ask", [])]
    must_ask += [f"priority_{priority['code']}" for priority in data.get("priorities", [])]
    check_asks(must_ask, [SimpleNamespace(**question) for question in questions])
    wanted = {
        "title": words(data, "title"),
        "introduction": words(data, "introduction", "").strip(),
        "basis": str(basis),
        "source": words(data, "source", ""),
        "must_ask": must_ask,
        "sections": sections,
    }
    for code, sentence in broken_conditions(wanted, scales_described()):
        raise Refused(f"{code}: {sentence}")
    return wanted


def with_standards(section, data):
    """Its questions, after what `each_standard` asks about each of its standards."""
    questions = []
    for standard in section.get("standards", []):
        for asked in data["each_standard"]:
            question = asked | {
                "code": standard["code"] + asked["code"],
                "text": asked["text"].replace("{text}", standard["text"]),
            }
            if not asked["code"]:
                question["guidance"] = standard.get("guidance", "")
            if "asked_if" in asked:
                source = standard["code"] + asked["asked_if"]["question"]
                question["asked_if"] = asked["asked_if"] | {"question": source}
            questions.append(question)
    return questions + list(section.get("questions", []) if "standards" in section else section["questions"])


def one_section(section, priority=None):
    title, prefix, topic = words(section, "title"), "", ""
    if priority:
        title = title.replace("{title}", priority["title"])
        prefix, topic = f"{priority['code']}-", f"priority_{priority['code']}"
    own = {question["code"] for question in section["questions"]}
    return {
        "title": title,
        "guidance": words(section, "guidance", ""),
        "questions": [one_question(question, prefix, topic, own) for question in section["questions"]],
    }


def one_question(data, prefix, topic, own):
    """`own` are the codes of its section: a condition on one of them means that of the same priority."""
    unknown = set(data) - QUESTION
    if unknown:
        raise Refused(f"A question knows nothing called {', '.join(sorted(unknown))}.")
    kind = data.get("kind", Question.Kind.TEXT)
    if kind not in Question.Kind.values:
        raise Refused(f"{data['code']}: there is no kind of question called {kind}.")
    if (kind == Question.Kind.SCALE) != bool(data.get("scale")):
        raise Refused(f"{data['code']}: a question on a scale names it, and no other does.")
    columns = [one_column(column) for column in data.get("columns", [])]
    if (kind == Question.Kind.TABLE) != bool(columns):
        raise Refused(f"{data['code']}: a table has columns, and no other question does.")
    if columns:
        check_columns(columns)
    condition = {}
    if data.get("asked_if"):
        source = data["asked_if"]["question"]
        condition = {
            "question": f"{prefix}{source}" if source in own else source,
            "answers": [str(answer) for answer in data["asked_if"]["answers"]],
        }
    return {
        "code": prefix + slug(data, "code"),
        "text": words(data, "text"),
        "guidance": words(data, "guidance", ""),
        "kind": str(kind),
        "scale": words(data, "scale", ""),
        "unit": words(data, "unit", ""),
        "required": bool(data.get("required", True)),
        "may_not_apply": bool(data.get("may_not_apply", False)),
        "topic": words(data, "topic", topic),
        "columns": columns,
        "asked_if": condition,
    }


def one_column(column):
    kind = column.get("kind", "text")
    if kind not in COLUMN_KINDS:
        raise Refused(f"A column holds text or numbers, not {kind}.")
    return {"title": words(column, "title"), "kind": kind}
