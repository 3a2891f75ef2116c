"""Beginning a questionnaire, its copies and its versions; offering one, and taking the offer back."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from partnership.access import Refused
from partnership.models import BusinessPlan, Event, Priority, Questionnaire
from partnership.operations.meanwhile import still_there
from partnership.operations.questionnaire_files import write_sections
from partnership.operations.questionnaire_shape import as_described, scales_described
from partnership.operations.record import record
from partnership.rules.questionnaire_building import check_seen, check_writable, problems

LONGEST_TOPIC = 40


class AlreadyBegun(Refused):
    """It is being written already, such as by a second press of the button."""

    def __init__(self, questionnaire):
        super().__init__(f"“{questionnaire}” is being written already.")
        self.questionnaire = questionnaire


def lock(questionnaire):
    """The version as it is now, locked until the transaction ends: all that belongs to it changes under its lock."""
    return still_there(Questionnaire.objects.select_for_update(no_key=True), questionnaire)


def lock_to_write(questionnaire):
    questionnaire = lock(questionnaire)
    check_writable(frozen=questionnaire.frozen_at, offered=questionnaire.offered_at)
    return questionnaire


def touch(questionnaire, verb, *, by, **facts):
    """Count a change, and put it on record under its number."""
    questionnaire.revision += 1
    questionnaire.save(update_fields=["revision"])
    record(verb, questionnaire, by=by, revision=questionnaire.revision, **facts)
    return questionnaire.revision


def last_changed_by(questionnaire, revision):
    """Who made that change of it, as the record knows them."""
    event = Event.objects.about(questionnaire).filter(facts__revision=revision).order_by("-pk").first()
    return event.actor if event else ""


def check_fresh(questionnaire, thing, seen):
    """Refused, with who it was, where somebody changed `thing` after the page was opened."""
    if seen < thing.revision:
        check_seen(seen=seen, now=thing.revision, who=last_changed_by(questionnaire, thing.revision))


# Beginning ------------------------------------------------------------------------------------------------


def check_title(title):
    if not title.strip():
        raise Refused("Say what the questionnaire is called.")


def begun_before(title, by):
    """What a second press of the same button finds; refused where another questionnaire is called so."""
    same = Questionnaire.objects.shared().filter(title__iexact=title.strip()).order_by("-version").first()
    if same is None:
        return None
    if same.made_by_id == by.pk and same.revision == 1 and same.state == Questionnaire.State.WRITTEN:
        return same
    raise Refused(
        f"There is a questionnaire called “{same.title}” already. Start its next version, or choose another title."
    )


def new_code(title):
    """A code of its own, made of the title. It stays when the title changes."""
    first = short(title, 50) or "questionnaire"
    if first.startswith("survey-vs-"):
        first = f"own-{first}"
    taken = set(
        Questionnaire.objects.filter(code__startswith=first).values_list("code", flat=True).distinct()
    )
    code, number = first, 2
    while code in taken:
        code, number = f"{first}-{number}", number + 1
    return code


@transaction.atomic
def start_questionnaire(*, by, title, basis, introduction="", source=""):
    """Begin a questionnaire that asks nothing yet. A second press of the button gives the same one."""
    check_title(title)
    before = begun_before(title, by)
    if before:
        return before
    questionnaire = Questionnaire.objects.create(
        code=new_code(title),
        title=title.strip(),
        basis=basis,
        introduction=introduction.strip(),
        source=source.strip() or "Written by the business unit",
        offered_at=None,
        made_by=by,
    )
    record("began", questionnaire, by=by)
    return questionnaire


def written_again(original, *, by, **changes):
    """All that a version asks once more, as one that is being written."""
    questionnaire = Questionnaire.objects.create(
        **{
            "code": original.code,
            "title": original.title,
            "introduction": original.introduction,
            "basis": original.basis,
            "source": original.source,
            "must_ask": original.must_ask,
            **changes,
        },
        offered_at=None,
        made_by=by,
    )
    write_sections(questionnaire, as_described(original)["sections"])
    return questionnaire


@transaction.atomic
def copy_questionnaire(original, *, by, title):
    """Begin another questionnaire with the same questions, under a title of its own."""
    check_title(title)
    before = begun_before(title, by)
    if before:
        return before
    copy = written_again(original, by=by, code=new_code(title), title=title.strip(), version=1)
    record("copied", copy, by=by, of=str(original))
    return copy


@transaction.atomic
def next_version(original, *, by):
    """Begin the next version with the same questions and codes, so that answers can be compared."""
    versions = list(
        Questionnaire.objects.select_for_update(no_key=True).filter(code=original.code).order_by("-version")
    )
    for one in versions:
        if one.state == Questionnaire.State.WRITTEN:
            raise AlreadyBegun(one)
    version = written_again(original, by=by, version=versions[0].version + 1)
    record("began version", version, by=by, version=version.version, of=original.version)
    return version


# Writing what it is ---------------------------------------------------------------------------------------


@transaction.atomic
def write_questionnaire(
    questionnaire, *, by, seen, title, basis, introduction="", source="", priorities=None
):
    """Change its title, basis, introduction and source, and which priorities (topics) it must ask about."""
    questionnaire = lock_to_write(questionnaire)
    must_ask = questionnaire.must_ask
    if priorities is not None:
        must_ask = [topic for topic in must_ask if not topic.startswith("priority_")] + list(priorities)
    changed = {
        "title": title.strip(),
        "basis": basis,
        "introduction": introduction.strip(),
        "source": source.strip(),
        "must_ask": must_ask,
    }
    if all(getattr(questionnaire, name) == value for name, value in changed.items()):
        return questionnaire
    check_title(title)
    latest = (
        Event.objects.about(questionnaire)
        .filter(verb="wrote")
        .order_by("-pk")
        .values("actor", "facts")
        .first()
    )
    if latest:
        check_seen(seen=seen, now=latest["facts"]["revision"], who=latest["actor"])
    for name, value in changed.items():
        setattr(questionnaire, name, value)
    questionnaire.save(update_fields=list(changed))
    touch(questionnaire, "wrote", by=by)
    return questionnaire


# Offering -------------------------------------------------------------------------------------------------


def short(text, longest):
    """Its first words, as part of an address, no longer than that and without half a word at the end."""
    whole = slugify(text)
    cut = whole[:longest]
    return cut if cut == whole or whole[longest] == "-" else cut.rpartition("-")[0] or cut


def priority_topic(title):
    """What questions about a priority are marked with."""
    return f"priority_{short(title, LONGEST_TOPIC - len('priority_'))}"


def priorities_in_force(day):
    """(topic, title) of every priority of the business plans in force on that day."""
    titles = (
        Priority.objects.standing()
        .filter(plan__state=BusinessPlan.State.APPROVED, plan__starts_on__lte=day, plan__ends_on__gte=day)
        .values_list("title", flat=True)
    )
    return [(priority_topic(title), title) for title in titles]


def problems_of(questionnaire, described=None, scales=None):
    """Everything that stands in the way of offering it, in sentences."""
    return problems(
        described or as_described(questionnaire),
        scales or scales_described(),
        priorities_in_force(timezone.localdate()),
    )


@transaction.atomic
def offer_questionnaire(questionnaire, *, by):
    """From now on a round may ask it. Offering what is offered changes nothing."""
    questionnaire = lock(questionnaire)
    if questionnaire.offered_at:
        return questionnaire
    found = problems_of(questionnaire)
    if found and not questionnaire.frozen_at:
        raise Refused(
            f"{len(found)} thing{'s' if len(found) > 1 else ''} must be put right first. The first is: "
            f"{found[0].sentence}"
        )
    questionnaire.offered_at = timezone.now()
    questionnaire.save(update_fields=["offered_at"])
    record("offered", questionnaire, by=by)
    return questionnaire


@transaction.atomic
def take_back_questionnaire(questionnaire, *, by):
    """No round can open with it any more. What was asked with it stays; what was not can be written on."""
    questionnaire = lock(questionnaire)
    if questionnaire.offered_at is None:
        return questionnaire
    if questionnaire.surveys.filter(opened_at=None).exists():
        raise Refused(
            "A survey is being prepared with these questions. Open it first, or choose others for it."
        )
    questionnaire.offered_at = None
    questionnaire.save(update_fields=["offered_at"])
    record("took back", questionnaire, by=by)
    return questionnaire


@transaction.atomic
def discard_questionnaire(questionnaire, *, by):
    """Throw away a version that is being written and was never asked."""
    questionnaire = lock_to_write(questionnaire)
    if questionnaire.surveys.exists():
        raise Refused("A survey was begun with these questions, so they stay.")
    Questionnaire.objects.filter(pk=questionnaire.pk).delete()
    record("discarded", questionnaire, by=by)
