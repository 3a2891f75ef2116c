"""When a dispute between partners moves on, when it is decided, and what a stage of its policy must say."""

from partnership.access import Refused
from partnership.rules.deadlines import Clock, WorkingDays

NOT_FIXED = "Not fixed by the arrangements"
STANDARD, URGENT = "standard", "urgent"


def limit_of(stage, priority=STANDARD):
    """The working days that a stage allows, or None where nothing fixes them. Urgent ones fall back on the usual."""
    if priority == URGENT and stage.urgent_limit is not None:
        return stage.urgent_limit
    return stage.limit


def stage_clock(stage, policy, priority=STANDARD):
    """The time limit of a stage, counted from the day on which it was reached; None where nothing fixes it."""
    days = limit_of(stage, priority)
    if days is None:
        return None
    return Clock(
        duty="dispute_stage" if policy.kind == "partners" else "escalation_stage",
        label=f"Stage {stage.position}: {stage.name}"[:200],
        starts="reached_on",
        since="this stage was reached" + (", urgent" if priority == URGENT else ""),
        allow=WorkingDays(days),
        source=f"{policy.title}, version {policy.version}"[:200],
        confirmed=stage.confirmed,
    )


def check_policy(kind, stages):
    """Stages in order, each with who acts; somewhere the partnership comes in."""
    if not stages:
        raise Refused("Name at least one stage.")
    for number, stage in enumerate(stages, 1):
        if not stage["name"].strip() or not stage["acts"].strip():
            raise Refused(f"Stage {number}: say what it is called and who acts.")
    if kind == "partners" and not stages[-1]["final"]:
        raise Refused("At the last stage of a dispute the statutory partners decide. Mark it so.")
    if kind == "partners" and not any(stage["asked"] == "advisor" for stage in stages):
        raise Refused(
            "Section 20 of the arrangements needs a stage at which the Independent Advisor advises."
        )
    if kind == "practitioners" and not stages[-1]["partnership_acts"]:
        raise Refused("At the last stage of an escalation the partnership steps in. Mark it so.")


def check_in_force(in_force_on, newest):
    if newest and in_force_on <= newest:
        raise Refused(f"The version before it is in force from {newest:%-d %B %Y}. Choose a later day.")


def check_open(*, closed, decided=False):
    if closed:
        raise Refused("It is closed. Open it to see how it ended.")
    if decided:
        raise Refused("It is decided. What is left is its outcome and what was learnt.")


def check_raised(*, about, subject, others):
    if not subject.strip() or not about.strip():
        raise Refused("Say what the organisations disagree about.")
    if not others:
        raise Refused("Choose at least one other organisation that is party to it.")


def check_moved(*, has_next, outcome, needs_advice):
    """It goes on with what the stage came to, and never past the Advisor without advice."""
    if not has_next:
        raise Refused("This is the last stage. Record the decision instead.")
    if not outcome.strip():
        raise Refused("Say what the result of this stage was, and why it is going further.")
    if needs_advice:
        raise Refused("No independent person has advised yet. Record the advice before it goes further.")


def check_advice(*, given, advice, office, given_on, raised_on, today):
    """Advised once, by somebody independent, by office and day, after it was raised."""
    if given:
        raise Refused("There is advice on this dispute already. It stays as it was given.")
    if not advice.strip():
        raise Refused("Enter the advice.")
    if not office.strip():
        raise Refused("Say who gave the advice, by office.")
    if given_on > today:
        raise Refused("The day of the advice is in the future. Check it.")
    if given_on < raised_on:
        raise Refused(f"The dispute was raised on {raised_on:%-d %B %Y}. The advice cannot be older.")


def unanimous(positions, partners):
    """Whether every one of these partners agrees, by its latest position. `positions`: partner → agrees, or None."""
    return all(positions.get(partner) is True for partner in partners)


def check_decided(
    *, decision, decided_on, raised_on, today, final, silent, agreed, advice, response, follows, against
):
    """The law of section 20: unanimous, or after advice; and whatever was advised is answered for all to see.

    `silent` are the names of statutory partners who have not said in their own words where they stand.
    """
    if not decision.strip():
        raise Refused("Say what was decided.")
    if decided_on > today or decided_on < raised_on:
        raise Refused("The day of the decision must lie between the day it was raised and today. Check it.")
    if final and silent:
        raise Refused(f"{', '.join(silent)}: their signatory must first record the partner’s position.")
    if final and not agreed and not advice:
        raise Refused(
            "The statutory partners are not unanimous, so the Independent Advisor’s advice has to be sought first "
            "(section 20 of the arrangements)."
        )
    if advice and not response.strip():
        raise Refused("There was advice. Say how the decision answers it: the answer is shown beside it.")
    if advice and not follows:
        raise Refused("Say whether the decision follows the advice.")
    if advice and follows != "yes" and not against.strip():
        raise Refused("The decision does not follow the advice in full. Say why.")
