"""The yearly needs analysis: begun, its evidence gathered and picked, its needs written. needs_scoring goes on."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Group
from partnership.operations.deadlines import end, open_fixed
from partnership.operations.discarding import discard
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.childs_detail import check_no_detail, check_words
from partnership.rules.years import financial_year
from training.models import Need, NeedEvidence, NeedsAnalysis, NeedScore
from training.operations.needs_evidence import find_evidence
from training.rules.needs import (
    DATA,
    GROUP,
    NAME,
    SHORT,
    SOURCE,
    check_discard,
    check_gathering,
    check_move,
    check_open,
    check_seen,
    check_year,
    due_on,
)

State = NeedsAnalysis.State
Standing = NeedEvidence.Standing


def learning_group():
    """The Learning and Development Group, or nothing where none is in force."""
    return Group.objects.on(timezone.localdate()).filter(code=GROUP).first()


def lock(analysis):
    rows = NeedsAnalysis.objects.select_for_update(of=("self",), no_key=True).select_related("deadline")
    return still_there(rows, analysis)


def move(analysis, to, *, by, why="", **changes):
    """The one door of an analysis's state, of an analysis that `lock` gave."""
    old = analysis.state
    check_move(old, to)
    analysis.state = to
    for field, value in changes.items():
        setattr(analysis, field, value)
    analysis.save(update_fields=["state", *changes])
    record("moved", analysis, by=by, why=why, old=old, new=str(to))
    return analysis


def changed(analysis):
    NeedsAnalysis.objects.filter(pk=analysis.pk).update(revision=F("revision") + 1)


def years_to_start(today):
    """Years of which an analysis may be begun, and none is."""
    now = financial_year(today)
    there = set(NeedsAnalysis.objects.values_list("year", flat=True))
    return [year for year in (now - 1, now, now + 1) if year not in there]


@transaction.atomic
def start_needs(year, *, by):
    """Begin the analysis of the year that begins in that April, with all that the portal knows. Twice is once."""
    there = NeedsAnalysis.objects.filter(year=year).first()
    if there:
        return there
    check_year(year, today_year=financial_year(timezone.localdate()))
    reference = f"{SHORT}-{year}"
    deadline = open_fixed(
        "agree_needs", f"Agree the {NAME}", due_on(year), by=by,
        rule="before the year begins", source=f"{SOURCE}. By when is our choice.", reference=reference, path="",
        group=learning_group(),
    )  # fmt: skip
    analysis = NeedsAnalysis.objects.create(
        year=year, reference=reference, called=NAME, criteria=DATA["criteria"], scale=DATA["scale"],
        deadline=deadline, started_by=by,
    )  # fmt: skip
    deadline.path = analysis.get_absolute_url()
    deadline.save(update_fields=["path"])
    propose(year)
    record("started", analysis, by=by)
    return analysis


def check_discardable(analysis):
    check_discard(analysis.state, scored=NeedScore.objects.filter(need__analysis=analysis).exists())


@transaction.atomic
def discard_needs(analysis, *, by, reason):
    """An analysis that was begun by mistake goes, with its needs. Evidence stays with its year."""
    analysis = lock(analysis)
    check_discardable(analysis)
    end(analysis.deadline, by=by, reason="The analysis was begun by mistake.")
    return discard(
        analysis, by=by, reason=reason,
        rests="A need of it was carried over into another year, so it stays.",
    )  # fmt: skip


# Evidence -------------------------------------------------------------------------------------------------


def propose(year):
    """Put before a person what is new, and bring up to date what nobody has judged. Says how many are new."""
    there = {one.key: one for one in NeedEvidence.objects.filter(year=year)}
    new = []
    for found in find_evidence(year):
        old = there.get(found.key)
        if old is None:
            new.append(NeedEvidence(year=year, **vars(found)))
        elif old.standing == Standing.PROPOSED and old.words != found.words:
            old.words = found.words
            old.save(update_fields=["words"])
    NeedEvidence.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def gather_needs(analysis, *, by):
    """Look again at what is known. Says how many pieces are new."""
    analysis = lock(analysis)
    check_gathering(analysis.state)
    number = propose(analysis.year)
    record("gathered", analysis, by=by, new=number)
    return number


@transaction.atomic
def add_need_evidence(analysis, *, by, kind, words, known_on, source, link=""):
    """Evidence that the portal does not hold, such as a national issue: added by hand, and so picked."""
    analysis = lock(analysis)
    check_gathering(analysis.state)
    check_words(words)
    check_no_detail(words, source)
    if not words.strip() or not source.strip():
        raise Refused("Enter what is known and who says so.")
    same = NeedEvidence.objects.filter(year=analysis.year, words=words.strip(), source=source.strip())
    if same.exists():
        raise Refused("This evidence has already been added.")
    number = NeedEvidence.objects.filter(year=analysis.year, key__startswith="hand:").count() + 1
    added = NeedEvidence.objects.create(
        year=analysis.year, key=f"hand:{analysis.year}:{number}", kind=kind, words=words.strip(),
        source=source.strip(), link=link,
        known_on=known_on, standing=Standing.PICKED, added_by=by, judged_by=by,
    )  # fmt: skip
    changed(analysis)
    record("added evidence", analysis, by=by, evidence=added.pk)
    return added


@transaction.atomic
def pick_evidence(analysis, *, by, picked):
    """Of everything that was proposed, take these and leave the rest; what a need rests on stays picked."""
    analysis = lock(analysis)
    check_gathering(analysis.state)
    wanted = {one.pk for one in picked}
    theirs = NeedEvidence.objects.filter(year=analysis.year)
    if theirs.filter(pk__in=wanted).count() != len(wanted):
        raise Refused("That evidence is for another year.")
    resting = theirs.filter(needs__isnull=False).exclude(pk__in=wanted).first()
    if resting:
        raise Refused(f"A need is based on “{resting.words[:80]}”. Remove it from that need first.")
    theirs.filter(pk__in=wanted).exclude(standing=Standing.PICKED).update(
        standing=Standing.PICKED, judged_by=by
    )
    theirs.exclude(pk__in=wanted).exclude(standing=Standing.LEFT).update(standing=Standing.LEFT, judged_by=by)
    changed(analysis)
    record("picked evidence", analysis, by=by, picked=len(wanted))
    return len(wanted)


@transaction.atomic
def introduce_needs(analysis, *, by, seen, introduction):
    """What was asked, of whom and when, and what a reader should take away."""
    analysis = lock(analysis)
    check_open(analysis.state)
    check_seen(seen=seen, now=analysis.revision)
    check_words(introduction)
    analysis.introduction = introduction.strip()
    analysis.save(update_fields=["introduction"])
    changed(analysis)
    record("wrote", analysis, by=by, label=f"{analysis.reference}, introduction")
    return analysis


# Needs ----------------------------------------------------------------------------------------------------


def check_facts(analysis, *, title, able_to, evidence):
    check_words(title, able_to)
    if any(one.year != analysis.year or one.standing != Standing.PICKED for one in evidence):
        raise Refused("Select from the evidence chosen for this year.")


@transaction.atomic
def add_need(analysis, *, by, title, able_to, audience, level, people=None, evidence=(), carried_from=None):
    """Write down something that people must be able to do, and what shows that they cannot."""
    analysis = lock(analysis)
    check_gathering(analysis.state)
    check_facts(analysis, title=title, able_to=able_to, evidence=evidence)
    if analysis.needs.filter(title__iexact=title.strip()).exists():
        raise Refused(
            "There is already a need with that name. Change that one, or give this one a different name."
        )
    number = (analysis.needs.aggregate(last=Max("number"))["last"] or 0) + 1
    need = Need.objects.create(
        analysis=analysis, number=number, title=title.strip(), able_to=able_to.strip(), audience=audience.strip(),
        level=level, people=people, carried_from=carried_from, written_by=by,
    )  # fmt: skip
    need.evidence.set(evidence)
    changed(analysis)
    record("added", need, by=by)
    return need


@transaction.atomic
def change_need(need, *, by, seen, title, able_to, audience, level, people=None, evidence=()):
    """Change what it says. `seen` is the revision that was shown."""
    analysis = lock(need.analysis)
    check_gathering(analysis.state)
    need = still_there(Need.objects.select_for_update(no_key=True), need)
    check_seen(seen=seen, now=need.revision)
    check_facts(analysis, title=title, able_to=able_to, evidence=evidence)
    if analysis.needs.exclude(pk=need.pk).filter(title__iexact=title.strip()).exists():
        raise Refused(
            "There is already a need with that name. Change that one, or give this one a different name."
        )
    need.title, need.able_to, need.audience = title.strip(), able_to.strip(), audience.strip()
    need.level, need.people, need.written_by = level, people, by
    need.revision += 1
    need.save(update_fields=["title", "able_to", "audience", "level", "people", "written_by", "revision"])
    need.evidence.set(evidence)
    changed(analysis)
    record("changed", need, by=by)
    return need


@transaction.atomic
def drop_need(need, *, by, reason):
    """Take a need out that was written by mistake. One that people asked for is not taken up instead."""
    analysis = lock(need.analysis)
    check_gathering(analysis.state)
    need = still_there(Need.objects, need)
    if not reason.strip():
        raise Refused("Enter why you are removing it.")
    record("took out", need, by=by, why=reason.strip(), title=need.title)
    need.delete()
    changed(analysis)


def to_carry(analysis):
    """Needs of the analysis before this one that were not taken up, and are not carried over yet."""
    before = NeedsAnalysis.objects.filter(year__lt=analysis.year, state=State.AGREED).first()
    if before is None:
        return Need.objects.none()
    return before.needs.filter(decision=Need.Decision.NOT_TAKEN_UP).exclude(carried_to__analysis=analysis)


@transaction.atomic
def carry_need(analysis, old, *, by):
    """Bring a need that was not taken up into this year, as it was written; its evidence with it."""
    analysis = lock(analysis)
    check_gathering(analysis.state)
    if not to_carry(analysis).filter(pk=old.pk).exists():
        raise Refused("This need has already been carried over or taken up.")
    evidence = [
        NeedEvidence.objects.get_or_create(
            year=analysis.year, key=one.key,
            defaults={
                "kind": one.kind, "words": one.words, "source": one.source, "link": one.link, "path": one.path,
                "known_on": one.known_on, "standing": Standing.PICKED, "added_by": one.added_by, "judged_by": by,
            },
        )[0]
        for one in old.evidence.all()
    ]  # fmt: skip
    NeedEvidence.objects.filter(pk__in=[one.pk for one in evidence]).update(
        standing=Standing.PICKED, judged_by=by
    )
    for one in evidence:
        one.standing = Standing.PICKED
    return add_need(
        analysis, by=by, title=old.title, able_to=old.able_to, audience=old.audience, level=old.level,
        people=old.people, evidence=evidence, carried_from=old,
    )  # fmt: skip
