"""What a rapid review must hold before it is decided on, and who may decide."""

from partnership.access import Refused, Role

SECTION_NAMES = {
    "facts": "The facts, with agencies' involvement",
    "practice": "Key practice episodes and what they show",
    "immediate_safety": "What was done straight away to keep children safe",
    "identity": "Identity, racism and other inequality in the child's life",
    "improvement": "What could improve",
    "learning_done": "Learning already acted on",
    "family": "What the family has been told, or why not",
    "criterion_a": "Criterion (a): improvements needed",
    "criterion_b": "Criterion (b): recurrent themes",
    "criterion_c": "Criterion (c): agencies working together",
    "criterion_d": "Criterion (d): the Panel's view",
    "national": "Whether a national review is suggested",
    "dissent": "Where a partner sees it differently",
}

# Sections that a choice answers before the words give the reasoning: section → the choice's field.
ANSWERS = {
    "criterion_a": "criterion_a_finding",
    "criterion_b": "criterion_b_finding",
    "criterion_c": "criterion_c_finding",
    "criterion_d": "criterion_d_finding",
    "family": "family_told",
    "national": "national_suggested",
}
CRITERIA = ("criterion_a", "criterion_b", "criterion_c", "criterion_d")

# What may follow without a local child safeguarding practice review: then it is said why that is enough.
WITHOUT_REVIEW = {"local", "none"}


def check_complete(texts):
    """Every section and criterion is answered, if only to say that there is nothing.

    `texts` by name: the words of each section, and the choice that some of them begin with.
    """
    missing = missing_in(texts)
    if missing:
        raise Refused(missing[0])


def missing_in(texts):
    """What is still to be written or answered, as sentences; words first, then choices."""
    unwritten = [
        f"Fill in “{label}” before the group recommends, if only to say that there is nothing."
        for name, label in SECTION_NAMES.items()
        if not texts[name].strip()
    ]
    unanswered = [
        f"Choose an answer to “{SECTION_NAMES[name]}” before the group recommends."
        for name, choice in ANSWERS.items()
        if not texts[choice]
    ]
    return unwritten + unanswered


def check_recommendation(*, meeting_on, recommendation, reasons, enough_because):
    if not meeting_on:
        raise Refused("Enter the date of the rapid review meeting first.")
    if not recommendation or not reasons.strip():
        raise Refused("Choose what the group recommends and say why.")
    if recommendation in WITHOUT_REVIEW and not enough_because.strip():
        raise Refused("No practice review is recommended. Say why the rapid review is enough.")


def check_office(*, roles, decides):
    """Only the office that the edition of the case's day names has the case before it."""
    if decides not in roles:
        raise Refused(f"Under these arrangements the decision is for: {Role(decides).label}.")


def check_decider(*, roles, decides, authors, decider, no_conflict):
    """The decider holds the office that the edition names, wrote nothing of it, and has no conflict.

    `authors` are all who ever saved a draft of the report or recommended, not only the last of them.
    """
    check_office(roles=roles, decides=decides)
    if decider in authors:
        raise Refused("Anyone who drafted or recommended it cannot decide on it.")
    if not no_conflict:
        raise Refused(
            "Confirm that you have no conflict of interest. If you have one, another decider is needed."
        )


def check_decision(*, outcome, grounds, recommendation, differs_because):
    """Grounds always; and where the decision is not what the group recommended, why."""
    if not grounds.strip():
        raise Refused("Give the grounds of the decision.")
    if outcome != recommendation and not differs_because.strip():
        raise Refused("This differs from what the Case Review Group recommended. Say why.")
