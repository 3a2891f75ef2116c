"""Writing the business plan, consulting on it, approving it, and varying it once it is approved."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import (
    Action,
    BusinessPlan,
    Driver,
    PlanAction,
    PlanConsultation,
    PlanQuarter,
    PlanVariation,
    Priority,
    Progress,
)
from partnership.operations import committees
from partnership.operations.actions import open_action
from partnership.operations.deadlines import end, open_fixed, replace_deadline
from partnership.operations.discarding import discard
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.plan import (
    ENTRY_RULE,
    ENTRY_SOURCE,
    FOLLOWED,
    check_discard,
    check_move,
    check_revision,
    check_variation,
    check_whole,
    check_years,
    entry_due,
    quarters,
)
from partnership.rules.voice import check_not_public

TEXTS = ("title", "young_peoples", "rationale", "outcome", "measure", "lead_group", "lead_organisation")
ASKED = {
    "title": "its title",
    "young_peoples": "whether young people asked for it",
    "rationale": "why it is a priority",
    "outcome": "what good looks like",
    "measure": "how we will know",
    "lead_group": "who leads it",
    "lead_organisation": "who leads it",
}


def lock(plan):
    """The plan as it is now, locked until the transaction ends: whatever belongs to it is changed under its lock."""
    return still_there(BusinessPlan.objects.select_for_update(no_key=True), plan)


def move(plan, to, *, by, why="", **changes):
    """The one door of a plan's state: check, change, record. `plan` is what `lock` gave."""
    old = plan.state
    check_move(old, to)
    plan.state = to
    for field, value in changes.items():
        setattr(plan, field, value)
    plan.save(update_fields=["state", *changes])
    record("moved", plan, by=by, why=why, old=old, new=str(to), label=plan.reference)
    return plan


def check_writable(plan):
    """What is closed stands; what the public reads is taken back before it changes."""
    if plan.state == BusinessPlan.State.CLOSED:
        raise Refused("This plan is closed, and stays as it was.")


def vary(plan, *, by, what, before="", after="", reason="", decided_on=None):
    """An approved plan changes only so: what, why, decided when. Nothing of it is asked while it is written.

    What the public reads does not change beneath it: it is taken back first, and let out again by two people.
    """
    check_not_public(plan, "this plan")
    check_variation(
        changes=plan.changes_by_variation, reason=reason, decided_on=decided_on, today=timezone.localdate()
    )
    if not plan.changes_by_variation:
        return None
    variation = PlanVariation.objects.create(
        plan=plan,
        number=plan.variations.count() + 1,
        what=what,
        before=before,
        after=after,
        reason=reason.strip(),
        decided_on=decided_on,
        made_by=by,
    )
    record("varied", plan, by=by, why=reason.strip(), label=plan.reference, number=variation.number)
    return variation


# Writing --------------------------------------------------------------------------------------------------


@transaction.atomic
def start_plan(*, by, title, starts_on, ends_on, introduction=""):
    """Begin a plan for one or more years; one plan begins in a year."""
    check_years(starts_on, ends_on)
    reference = f"BP-{starts_on.year}"
    if not title.strip():
        raise Refused("Give the plan a title.")
    there = BusinessPlan.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if there or BusinessPlan.objects.filter(reference=reference).exists():
        raise Refused(f"There is a plan for these years already: {there or reference}.")
    plan = BusinessPlan.objects.create(
        reference=reference,
        title=title.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        introduction=introduction.strip(),
        started_by=by,
    )
    record("began", plan, by=by, label=reference)
    return plan


def check_discardable(plan):
    check_discard(plan.state, considered=plan.consultations.exclude(considered_on=None).exists())


@transaction.atomic
def discard_plan(plan, *, by, reason):
    """A plan that was begun by mistake goes, while no committee has considered it and nothing follows from it.

    An action that nobody has to do any more stays on its log without a priority.
    """
    plan = lock(plan)
    check_discardable(plan)
    for one in plan.consultations.select_related("deadline").filter(deadline__ended_on=None):
        end(one.deadline, by=by, reason="The plan was begun by mistake.")
    PlanAction.objects.filter(priority__plan=plan, action__state=Action.State.WITHDRAWN).delete()
    return discard(plan, by=by, reason=reason, label=plan.reference, rests=FOLLOWED)


@transaction.atomic
def write_plan(plan, *, by, revision, title, introduction, reason="", decided_on=None):
    """Change its title and introduction. `revision` is what the page showed."""
    plan = lock(plan)
    check_writable(plan)
    check_revision(seen=revision, now=plan.revision)
    if not title.strip():
        raise Refused("Give the plan a title.")
    vary(
        plan, by=by, what="Title or introduction", before=f"{plan.title}\n{plan.introduction}",
        after=f"{title.strip()}\n{introduction.strip()}", reason=reason, decided_on=decided_on,
    )  # fmt: skip
    plan.title, plan.introduction = title.strip(), introduction.strip()
    plan.revision += 1
    plan.save(update_fields=["title", "introduction", "revision"])
    record("wrote", plan, by=by, label=plan.reference, revision=plan.revision)
    return plan


@transaction.atomic
def add_priority(plan, *, by, reason="", decided_on=None, **texts):
    """Add a priority with its own number; in an approved plan it is asked about from this quarter on."""
    plan = lock(plan)
    check_writable(plan)
    texts = {name: text.strip() if isinstance(text, str) else text for name, text in texts.items()}
    if plan.priorities.standing().filter(title__iexact=texts["title"]).exists():
        raise Refused("The plan has this priority already.")
    number = max(plan.priorities.values_list("number", flat=True), default=0) + 1
    priority = Priority(plan=plan, number=number, **texts)
    if plan.changes_by_variation:
        check_whole([priority])
    vary(
        plan,
        by=by,
        what=f"Priority {number} added",
        after=priority.title,
        reason=reason,
        decided_on=decided_on,
    )
    priority.save()
    if plan.changes_by_variation:
        today = timezone.localdate()
        ask_for_progress(plan, [priority], plan.quarters.filter(closed_at=None, ends_on__gte=today), by=by)
    touch(plan)
    record("added priority", plan, by=by, label=plan.reference, number=number)
    return priority


def touch(plan):
    """The plan reads differently now: whoever has it open, to approve or to write, is told."""
    plan.revision += 1
    plan.save(update_fields=["revision"])


@transaction.atomic
def write_priority(priority, *, by, revision, reason="", decided_on=None, **texts):
    """Change what a priority says. `revision` is what the page showed."""
    plan = lock(priority.plan)
    check_writable(plan)
    priority = Priority.objects.select_for_update(of=("self",), no_key=True).get(pk=priority.pk)
    check_revision(seen=revision, now=priority.revision)
    texts = {name: text.strip() if isinstance(text, str) else text for name, text in texts.items()}
    changed = [name for name in TEXTS if name in texts and getattr(priority, name) != texts[name]]
    if not changed:
        return priority
    vary(
        plan,
        by=by,
        what=f"Priority {priority.number}: {', '.join(dict.fromkeys(ASKED[name] for name in changed))}",
        before="\n".join(in_words(getattr(priority, name)) for name in changed),
        after="\n".join(in_words(texts[name]) for name in changed),
        reason=reason,
        decided_on=decided_on,
    )
    old_lead = priority.lead
    for name in changed:
        setattr(priority, name, texts[name])
    if plan.changes_by_variation:
        check_whole([priority])
    priority.revision += 1
    priority.save(update_fields=[*changed, "revision"])
    if priority.lead != old_lead:
        pass_on_progress(priority, by=by)
    touch(plan)
    record("wrote priority", plan, by=by, label=plan.reference, number=priority.number, changed=changed)
    return priority


def in_words(value):
    if isinstance(value, str):
        return value
    return {True: "yes", False: "no", None: "nobody"}.get(value, str(value))


@transaction.atomic
def drop_priority(priority, *, by, reason, decided_on=None):
    """Out of the plan: a draft's goes, an approved plan's stays to be read with its date and reason."""
    plan = lock(priority.plan)
    check_writable(plan)
    priority = Priority.objects.select_for_update(of=("self",), no_key=True).get(pk=priority.pk)
    if priority.dropped_on:
        raise Refused("It has been dropped already.")
    if not reason.strip():
        raise Refused("Say why you are dropping it.")
    vary(
        plan, by=by, what=f"Priority {priority.number} dropped", before=priority.title, reason=reason,
        decided_on=decided_on,
    )  # fmt: skip
    priority.dropped_on = decided_on or timezone.localdate()
    priority.save(update_fields=["dropped_on"])
    for entry in priority.entries.missing().filter(quarter__closed_at=None).select_related("deadline"):
        if entry.deadline.outstanding:
            end(entry.deadline, by=by, reason="The priority was dropped from the plan.")
    touch(plan)
    record("dropped priority", plan, by=by, why=reason.strip(), label=plan.reference, number=priority.number)
    return priority


@transaction.atomic
def add_driver(priority, *, by, kind, words="", learning_point=None, said=None):
    """Say or cite why it is a priority. A citation adds to an approved plan and changes nothing of it."""
    plan = lock(priority.plan)
    check_writable(plan)
    words = words.strip() or (learning_point.text if learning_point else said.said if said else "")
    if not words:
        raise Refused("Say what it says, or choose what was learnt or said.")
    if priority.drivers.filter(kind=kind, words=words[:500]).exists():
        raise Refused("That is already one of its reasons.")
    driver = Driver.objects.create(
        priority=priority, kind=kind, words=words[:500], learning_point=learning_point, said=said
    )
    record("added driver", plan, by=by, label=plan.reference, number=priority.number, kind=kind)
    return driver


@transaction.atomic
def open_plan_action(
    priority, *, by, title, organisation, target_on, group=None, detail="", reason="", decided_on=None
):
    """An action of a priority, on the one log that every action stands on."""
    plan = lock(priority.plan)
    check_writable(plan)
    if priority.dropped_on:
        raise Refused("This priority has been dropped from the plan.")
    if priority.action_links.filter(action__title=title.strip(), action__organisation=organisation).exists():
        raise Refused("This organisation has that action already.")
    vary(
        plan, by=by, what=f"Priority {priority.number}: an action added", after=title.strip(), reason=reason,
        decided_on=decided_on,
    )  # fmt: skip
    action = open_action(
        by=by, title=title.strip(), detail=detail.strip(), origin=f"{plan.reference} priority {priority.number}",
        target_on=target_on, organisation=organisation, group=group,
    )  # fmt: skip
    PlanAction.objects.create(priority=priority, action=action)
    touch(plan)
    return action


# Consulting -----------------------------------------------------------------------------------------------


@transaction.atomic
def begin_consultation(plan, *, by):
    """The draft goes to committees: it is whole."""
    plan = lock(plan)
    check_whole(list(plan.priorities.standing()))
    return move(plan, BusinessPlan.State.CONSULTATION, by=by)


@transaction.atomic
def back_to_drafting(plan, *, by, reason):
    if not reason.strip():
        raise Refused("Say why it is being rewritten.")
    return move(lock(plan), BusinessPlan.State.DRAFTING, by=by, why=reason.strip())


@transaction.atomic
def consult(plan, *, by, committee, sent_on, meets_on):
    """A committee is asked; the day on which it considers the plan stands in the diary."""
    plan = lock(plan)
    if plan.state != BusinessPlan.State.CONSULTATION:
        raise Refused("Committees are asked while the plan is consulted on.")
    if plan.consultations.filter(committee=committee).exists():
        raise Refused(f"{committee} has been asked already.")
    deadline = committees.open_day(
        committee, by=by, duty="plan_comments", what="the business plan", it="the plan", sent_on=sent_on,
        meets_on=meets_on, reference=plan.reference, path=plan.get_absolute_url(),
    )  # fmt: skip
    consultation = PlanConsultation.objects.create(
        plan=plan, committee=committee, sent_on=sent_on, deadline=deadline
    )
    record("consulted", plan, by=by, label=plan.reference, committee=committee.code, sent_on=str(sent_on))
    return consultation


def lock_consultation(consultation):
    lock(consultation.plan)
    rows = PlanConsultation.objects.select_for_update(of=("self",), no_key=True)
    whole = rows.select_related("plan", "committee", "deadline", "answer_deadline")
    return whole.get(pk=consultation.pk)


@transaction.atomic
def record_comments(consultation, *, by, considered_on, comments="", late_reason=""):
    """What the committee said, or that it had nothing to say; comments are answered within a time."""
    consultation = lock_consultation(consultation)
    plan = consultation.plan
    committees.note_considered(
        consultation, by=by, duty="plan_answer", it="the plan", reference=plan.reference,
        path=reverse("answer_comments", args=[consultation.pk]), considered_on=considered_on,
        comments=comments, late_reason=late_reason,
    )  # fmt: skip
    record(
        "recorded comments", plan, by=by, label=plan.reference, committee=consultation.committee.code,
        commented=bool(consultation.comments),
    )  # fmt: skip
    return consultation


@transaction.atomic
def answer_comments(consultation, *, by, answer, changed_plan=False, late_reason=""):
    """What we say to its comments, and whether the plan was changed because of them."""
    consultation = lock_consultation(consultation)
    committees.note_answered(
        consultation, by=by, answer=answer, late_reason=late_reason, changed_plan=changed_plan
    )
    record(
        "answered comments", consultation.plan, by=by, label=consultation.plan.reference,
        committee=consultation.committee.code, changed_plan=changed_plan,
    )  # fmt: skip
    return consultation


# Approving and closing ------------------------------------------------------------------------------------


@transaction.atomic
def approve_plan(plan, *, by, revision, decision, approved_on, meeting=None, without=""):
    """The partnership has approved it, by a decision of a meeting; each quarter's entries are asked for from now on."""
    plan = lock(plan)
    check_revision(seen=revision, now=plan.revision)
    priorities = list(plan.priorities.standing().select_related("lead_group", "lead_organisation"))
    check_whole(priorities)
    if not decision.strip():
        raise Refused("Say by which decision it is approved.")
    asked = list(plan.consultations.select_related("deadline"))
    unanswered = sum(1 for one in asked if one.comments and not one.answered_on)
    if unanswered:
        raise Refused(f"Answer the comments of {unanswered} committee{'s' if unanswered > 1 else ''} first.")
    waiting = [one for one in asked if one.considered_on is None]
    if (waiting or not asked) and not without.strip():
        raise Refused("A committee has not considered it yet. Say why it is approved without." if asked else
                      "No committee has been asked. Ask one first, or say why it is approved without.")  # fmt: skip
    for one in waiting:
        end(one.deadline, by=by, reason=f"Approved without its comments: {without.strip()}")
    plan = move(
        plan, BusinessPlan.State.APPROVED, by=by, why=without.strip(), approved_on=approved_on,
        approved_at_meeting=meeting, approved_by_decision=decision.strip(),
    )  # fmt: skip
    made = [
        PlanQuarter.objects.create(plan=plan, starts_on=first, ends_on=last)
        for first, last in quarters(plan.starts_on, plan.ends_on)
    ]
    ask_for_progress(plan, priorities, made, by=by)
    return plan


def ask_for_progress(plan, priorities, in_quarters, *, by):
    """One entry due from each priority's lead after each quarter."""
    for quarter in in_quarters:
        for priority in priorities:
            deadline = ask_lead(plan, quarter, priority, by=by)
            entry = Progress.objects.create(quarter=quarter, priority=priority, deadline=deadline)
            deadline.path = entry.get_absolute_url()
            deadline.save(update_fields=["path"])


def ask_lead(plan, quarter, priority, *, by, path=""):
    return open_fixed(
        "plan_progress", f"Priority {priority.number}: how it stands, {quarter}", entry_due(quarter.ends_on), by=by,
        rule=ENTRY_RULE, source=ENTRY_SOURCE, reference=plan.reference, path=path, starts_on=quarter.starts_on,
        group=priority.lead_group, organisation=priority.lead_organisation,
    )  # fmt: skip


def pass_on_progress(priority, *, by):
    """A new lead is asked for what the old one has not written."""
    entries = priority.entries.missing().filter(quarter__closed_at=None).select_related("deadline", "quarter")
    for entry in entries:
        old = end(entry.deadline, by=by, reason="Somebody else leads the priority.")
        entry.deadline = ask_lead(priority.plan, entry.quarter, priority, by=by, path=old.path)
        entry.save(update_fields=["deadline"])
        replace_deadline(old, entry.deadline)


@transaction.atomic
def close_plan(plan, *, by, review):
    """Its years are over and every quarter is closed: say what became of it."""
    plan = lock(plan)
    check_move(plan.state, BusinessPlan.State.CLOSED)
    if not review.strip():
        raise Refused("Say what became of the plan.")
    if timezone.localdate() <= plan.ends_on:
        raise Refused(f"The plan runs until {plan.ends_on:%-d %B %Y}.")
    if plan.quarters.filter(closed_at=None).exists():
        raise Refused("Close each of its quarters first.")
    return move(plan, BusinessPlan.State.CLOSED, by=by, closed_on=timezone.localdate(), review=review.strip())
