"""The partnership's priority questions of a year, in the version that both authorities ask that year.

Each version begins with the questions of the one before, under the same codes, so that years can be compared.
"""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Question, Questionnaire, Scale, Section
from partnership.operations import questionnaire_building as building
from partnership.operations.meanwhile import still_there
from partnership.operations.questionnaire_building.versions import priority_topic
from schools.operations.returns import QUESTIONNAIRE

HEADING = "Priority: "
SCALE = "school-standard"
Kind = Question.Kind


def versions():
    return Questionnaire.objects.filter(code=QUESTIONNAIRE).order_by("-version")


def in_work():
    """The version to which questions can be added now, or None: adding the first begins one."""
    newest = versions().first()
    return newest if newest and newest.state == Questionnaire.State.WRITTEN else None


def to_write(by):
    """The version being written; else the newest, taken back if nobody was asked it, or the next one after it."""
    newest = versions().first()
    if newest is None:
        raise Refused("There is no questionnaire for schools yet. Load the standard one, or write one first.")
    if newest.state == Questionnaire.State.WRITTEN:
        return newest
    if newest.state == Questionnaire.State.OFFERED and newest.made_by_id:
        return building.take_back_questionnaire(newest, by=by)
    return building.next_version(newest, by=by)


def priorities():
    """(topic, title) of the priorities of the business plan in force, of which questions may be asked."""
    return building.priorities_in_force(timezone.localdate())


def questions_by_priority(version):
    """(section, its questions) of each priority that a version asks about."""
    if version is None:
        return []
    sections = version.sections.filter(title__startswith=HEADING).prefetch_related("questions__scale")
    return [(section, list(section.questions.all())) for section in sections]


@transaction.atomic
def add_priority_question(*, by, priority, text, kind, guidance="", unit=""):
    """Add a question about one priority (its title). A second press of the button finds the first."""
    if priority not in [title for _, title in priorities()]:
        raise Refused("Select a priority from the business plan in force.")
    if kind == Kind.NUMBER and not unit.strip():
        raise Refused("Enter what is being counted, such as children or staff.")
    version = to_write(by)
    heading = f"{HEADING}{priority}"
    section = version.sections.filter(title=heading).first() or building.add_question_section(
        version, by=by, seen=version.revision, title=heading,
        guidance="This is a partnership priority this year. Give numbers and say what you do. Do not name any child.",
    )  # fmt: skip
    return building.add_question(
        section, by=by, seen=0, text=text, kind=kind, guidance=guidance, unit=unit,
        scale=Scale.objects.get(code=SCALE) if kind == Kind.SCALE else None, may_not_apply=True,
        topic=priority_topic(priority),
    )  # fmt: skip


@transaction.atomic
def drop_priority_question(question, *, by):
    """Ask it no longer from the version in work on; with its last question a priority’s section goes too."""
    versions = Questionnaire.objects.select_for_update(no_key=True)
    version = still_there(versions, Questionnaire(pk=question.section.questionnaire_id))
    section = question.section
    if not section.title.startswith(HEADING):
        raise Refused("That question belongs to the authorities. Change it where questionnaires are written.")
    building.remove_question(question, by=by, seen=version.revision)
    if not section.questions.exists():
        version.refresh_from_db()
        building.remove_question_section(Section.objects.get(pk=section.pk), by=by, seen=version.revision)


def offer_priority_questions(version, *, by):
    """From now on both authorities can open this year’s round with it."""
    return building.offer_questionnaire(version, by=by)
