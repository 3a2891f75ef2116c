"""What the database holds of a questionnaire, in the shape of its file, and as the file itself."""

from partnership.models import Scale


def as_described(questionnaire, sections=None):
    """What the database holds of one version, in the same shape as its file. Three queries, however long it is."""
    sections = sections or list(questionnaire.sections.prefetch_related("questions__scale"))
    codes = {question.pk: question.code for section in sections for question in section.questions.all()}
    return {
        "title": questionnaire.title,
        "introduction": questionnaire.introduction,
        "basis": questionnaire.basis,
        "source": questionnaire.source,
        "must_ask": questionnaire.must_ask,
        "sections": [
            {
                "title": section.title,
                "guidance": section.guidance,
                "questions": [as_question(question, codes) for question in section.questions.all()],
            }
            for section in sections
        ],
    }


def as_question(question, codes):
    """`codes` are those of the version's questions, by their ids."""
    condition = {}
    if question.asked_if_id:
        condition = {
            "question": codes.get(question.asked_if_id, ""),
            "answers": [str(answer) for answer in question.asked_if_values],
        }
    return {
        "code": question.code,
        "text": question.text,
        "guidance": question.guidance,
        "kind": question.kind,
        "scale": question.scale.code if question.scale else "",
        "unit": question.unit,
        "required": question.required,
        "may_not_apply": question.may_not_apply,
        "topic": question.topic,
        "columns": question.columns,
        "asked_if": condition,
    }


def scales_described():
    """Every scale by its code: its name, and its points as they are drawn."""
    return {
        scale.code: {
            "name": scale.name,
            "points": [
                {"value": point.value, "label": point.label, "descriptor": point.descriptor}
                for point in scale.points.all()
            ],
        }
        for scale in Scale.objects.prefetch_related("points")
    }


def as_file(questionnaire):
    """One version as the text of a file, with the scales that it uses: `load_questionnaires` reads it back."""
    data = as_described(questionnaire)
    scales = scales_described()
    lines = [f"code = {quoted(questionnaire.code)}", f"version = {questionnaire.version}"]
    lines += [f"{key} = {quoted(data[key])}" for key in ("title", "basis", "source", "introduction")]
    lines.append(f"must_ask = [{', '.join(map(quoted, data['must_ask']))}]")
    used = {question["scale"] for section in data["sections"] for question in section["questions"]} - {""}
    for code in sorted(used):
        lines += ["", "[[scales]]", f"code = {quoted(code)}", f"name = {quoted(scales[code]['name'])}"]
        lines += ["points = [", *(f"  {inline(point)}," for point in scales[code]["points"]), "]"]
    for section in data["sections"]:
        lines += ["", "[[sections]]", f"title = {quoted(section['title'])}"]
        if section["guidance"]:
            lines.append(f"guidance = {quoted(section['guidance'])}")
        for question in section["questions"]:
            lines += ["", "[[sections.questions]]"]
            lines += [f"{key} = {plain(value)}" for key, value in question.items() if said(key, value)]
    return "\n".join(lines) + "\n"


def said(key, value):
    """Whether a file has to say it: what is left out means the same."""
    return value not in ("", [], {}) and (key, value) not in (("required", True), ("may_not_apply", False))


def plain(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(plain, value))}]"
    return inline(value) if isinstance(value, dict) else quoted(value)


def inline(values):
    return "{ " + ", ".join(f"{key} = {plain(value)}" for key, value in values.items() if value != "") + " }"


ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text):
    """A basic string of TOML on one line; control characters are written by their number."""
    return (
        '"'
        + "".join(ESCAPES.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}") for c in text)
        + '"'
    )
