"""Rating scales written by people. A scale that was asked with stands for good."""

import hashlib

from django.db import transaction

from partnership.access import Refused
from partnership.models import Question, Scale, ScalePoint
from partnership.operations.meanwhile import still_there
from partnership.operations.questionnaire_building.versions import short
from partnership.operations.record import record
from partnership.rules.questionnaire_building import check_points


def check_named(name):
    if not name.strip():
        raise Refused("Say what the scale is called.")


def new_code(name):
    first = short(name, 50) or "scale"
    taken = set(Scale.objects.filter(code__startswith=first).values_list("code", flat=True))
    code, number = first, 2
    while code in taken:
        code, number = f"{first}-{number}", number + 1
    return code


def stripped(points):
    return [
        {
            "value": point["value"],
            "label": point["label"].strip(),
            "descriptor": point.get("descriptor", "").strip(),
        }
        for point in points
    ]


def written(scale):
    return sorted(scale.points.values_list("value", "label", "descriptor"))


def plain(points):
    return sorted((point["value"], point["label"], point["descriptor"]) for point in points)


@transaction.atomic
def start_scale(*, by, name, points):
    """Write a new scale. A second press of the button finds the first."""
    check_named(name)
    points = stripped(points)
    check_points(points)
    same = Scale.objects.filter(name__iexact=name.strip()).first()
    if same and written(same) == plain(points):
        return same
    if same:
        raise Refused(f"There is a scale called “{same.name}” already. Choose another name.")
    scale = Scale.objects.create(code=new_code(name), name=name.strip())
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, **point) for point in points)
    record("wrote scale", scale, by=by, points=len(points))
    return scale


def uses(scale):
    return Question.objects.filter(scale=scale).select_related("section__questionnaire")


@transaction.atomic
def change_scale(scale, *, by, seen, name, points):
    """Write a scale anew while nothing was asked with it. `seen` is the fingerprint of what the page showed."""
    scale = still_there(Scale.objects.select_for_update(no_key=True), scale)
    if uses(scale).exclude(section__questionnaire__frozen_at=None).exists():
        raise Refused("This scale has been used, so it cannot be changed. Write a new one.")
    check_named(name)
    points = stripped(points)
    check_points(points)
    before = written(scale)
    if (scale.name, before) == (name.strip(), plain(points)):
        return scale
    if seen != fingerprint(scale):
        raise Refused(
            "A colleague changed this scale after you opened it. It is shown below as it is now, with what you "
            "typed. Change yours to include both, and save again."
        )
    values = {str(point["value"]) for point in points}
    for question in Question.objects.filter(asked_if__scale=scale):
        if not set(question.asked_if_values) <= values:
            raise Refused(f"“{question.text}” is asked after a point that you took out. Change that first.")
    scale.name = name.strip()
    scale.save(update_fields=["name"])
    scale.points.all().delete()
    ScalePoint.objects.bulk_create(ScalePoint(scale=scale, **point) for point in points)
    record("changed scale", scale, by=by, points=len(points))
    return scale


def fingerprint(scale):
    """What a page showed of a scale, as text to be sent back with the form."""
    return hashlib.sha256(repr([scale.name, written(scale)]).encode()).hexdigest()[:16]


@transaction.atomic
def discard_scale(scale, *, by):
    """Throw a scale away that no question uses."""
    scale = still_there(Scale.objects.select_for_update(no_key=True), scale)
    used = uses(scale).first()
    if used:
        raise Refused(f"“{used.text}” in “{used.section.questionnaire}” asks with this scale, so it stays.")
    Scale.objects.filter(pk=scale.pk).delete()
    record("discarded scale", scale, by=by)
