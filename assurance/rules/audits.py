"""How a multi-agency audit moves, what must be there before it does, and what may be said of its cases."""

import re
from datetime import timedelta

from django.db.models import TextChoices

from partnership.access import Refused
from partnership.rules.childs_detail import check_no_detail
from partnership.rules.deadlines import Clock, WorkingDays
from partnership.rules.suppression import suppressed


class Method(TextChoices):
    THEMATIC = "thematic", "Thematic: one question across cases"
    GENERAL = "general", "General: the quality of all the work"
    DEEP_DIVE = "deep_dive", "Deep dive: one focus area in depth"


class Source(TextChoices):
    """Where themes come from (St Helens’ framework names these)."""

    REVIEW = "review", "A case review"
    INDICATOR = "indicator", "An indicator"
    AUDIT = "audit", "An earlier audit: this is a re-audit"
    TRAINING = "training", "Feedback from training"
    POLICY = "policy", "A new or changed policy"
    OTHER = "other", "Something else"


class Stage(TextChoices):
    COMMISSIONED = "commissioned", "Commissioned: cases are being chosen"
    AUDITING = "auditing", "Agencies fill in their tools"
    DISCUSSING = "discussing", "Discussed together"
    WRITING = "writing", "Report is being written"
    REPORTED = "reported", "Reported"
    CLOSED = "closed", "Closed"
    STOPPED = "stopped", "Stopped"


# The one table of where an audit goes from where.
NEXT = {
    "commissioned": {"auditing", "stopped"},
    "auditing": {"discussing", "stopped"},
    "discussing": {"writing", "stopped"},
    "writing": {"discussing", "reported", "stopped"},
    "reported": {"closed"},
    "closed": set(),
    "stopped": set(),
}
COLOURS = {
    "commissioned": "grey",
    "auditing": "blue",
    "discussing": "purple",
    "writing": "yellow",
    "reported": "green",
    "closed": "teal",
    "stopped": "grey",
}


class How(TextChoices):
    LOT = "lot", "Drawn at random"
    CHOSEN = "chosen", "Chosen for a reason"


class Grade(TextChoices):
    JOINT = "joint", "Joint grade"
    MODERATED = "moderated", "Moderated grade"


class Whose(TextChoices):
    PRACTITIONER = "practitioner", "A practitioner who works with the family"
    PARENT = "parent", "A parent or carer"
    CHILD = "child", "The child or young person"


class Included(TextChoices):
    SPOKE = "spoke", "Someone spoke with them"
    WROTE = "wrote", "They wrote or filled in a form"
    RECORD = "record", "Only what the record says they said"
    NO = "no", "They were not included"


class Consent(TextChoices):
    GIVEN = "given", "They agreed to take part"
    DECLINED = "declined", "They were asked, and did not want to"
    NOT_ASKED = "not_asked", "They were not asked"
    WITHDRAWN = "withdrawn", "They agreed, and no longer do"
    NOT_NEEDED = "not_needed", "Consent not needed: they work for an agency, or only the record was read"


class Judgement(TextChoices):
    GOOD = "good", "Good practice"
    MIXED = "mixed", "Good in places"
    DEVELOP = "develop", "Needs work"


class Change(TextChoices):
    IMPROVED = "improved", "Improved"
    SAME = "same", "The same"
    NEEDS_WORK = "needs_work", "Still needs work"


# Bands, so that nobody can be recognised. The words are this portal's own, unconfirmed.
AGE_BANDS = [
    ("unborn", "Unborn"), ("under_1", "Under 1"), ("1_4", "1 to 4"), ("5_9", "5 to 9"), ("10_15", "10 to 15"),
    ("16_17", "16 or 17"), ("not_known", "Not known"),
]  # fmt: skip
ETHNICITIES = [
    ("asian", "Asian or Asian British"), ("black", "Black, Black British, Caribbean or African"),
    ("mixed", "Mixed or multiple ethnic groups"), ("white", "White"), ("other", "Another ethnic group"),
    ("not_known", "Not recorded"),
]  # fmt: skip
DISABILITIES = [("yes", "Yes"), ("no", "No"), ("not_known", "Not recorded")]
PLANS = [
    ("early_help", "Early help"), ("in_need", "Child in need"), ("protection", "Child protection"),
    ("looked_after", "Looked after"), ("care_leaver", "Care leaver"), ("none", "No plan"), ("not_known", "Not known"),
]  # fmt: skip
BANDS = {"age_band": AGE_BANDS, "ethnicity": ETHNICITIES, "disability": DISABILITIES, "plan": PLANS}

CONCERN_CLOCK = Clock(
    duty="immediate_concern",
    label="An immediate concern in an audit",
    starts="raised_on",
    since="the day on which it was raised",
    allow=WorkingDays(1),
    source="Our choice: what is found live in an audit is answered at once (Kent’s online audit has the same step)",
)
REPORT_RULE = "As agreed when the audit was commissioned"
SOURCE = "Published arrangements 2019, section 9: multi-agency audit arrangements"
REAUDIT_RULE = "As agreed when the report was made"
REAUDIT_SOURCE = (
    "Published arrangements 2019, sections 14 and 15: re-audited to see that outcomes are embedded"
)
CLOSES_AFTER = timedelta(60)  # how long after the report is due a late tool may still be submitted
MOST_CASES = 60
QUOTED_FROM = 12  # a sentence of fewer characters, such as “It was good”, is nobody’s own
MOST_LINES = 12
LEAST_CASES = 5  # a distribution of fewer cases is not shown beyond those who run audits


def check_move(old, new):
    if new not in NEXT[old]:
        raise Refused(
            f"The audit is at “{Stage(old).label}”, so you cannot do this now. Open it to see what happens next."
        )


def check_at(stage, *stages):
    """Refused where the audit is at another stage than these."""
    if stage not in stages:
        raise Refused(
            f"The audit is at “{Stage(stage).label}”, so you cannot do this now. Open it to see what happens next."
        )


def check_dates(*, period_from, period_until, tools_due_on, report_due_on, today):
    if period_from > period_until:
        raise Refused("The start of the period must be before its end.")
    if period_until > today:
        raise Refused("The period must be in the past.")
    if tools_due_on < today:
        raise Refused("The due date for tools must be in the future.")
    if report_due_on < tools_due_on:
        raise Refused("The report must be due after the agencies’ tools.")


def check_source(*, source, earlier, learning_point):
    """A re-audit names what it audits again."""
    if source == Source.AUDIT and earlier is None:
        raise Refused("Select which audit this is repeating.")
    if source != Source.AUDIT and earlier is not None:
        raise Refused(
            "Only a re-audit can name an earlier audit. Choose “re-audit” as the source, or leave it out."
        )


def lines_of(text):
    """Lines of enquiry as they were typed, one a line."""
    lines = [re.sub(r"^\s*(?:\d+[.)]|[-•*])\s*", "", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


def check_lines(lines):
    if not lines:
        raise Refused("Enter at least one line of enquiry.")
    if len(lines) > MOST_LINES:
        raise Refused(f"There are {len(lines)} lines of enquiry. The most you can have is {MOST_LINES}.")
    long = next((line for line in lines if len(line) > 300), None)
    if long:
        raise Refused(f"“{long[:40]}…” is longer than 300 characters. Ask it more briefly.")
    if len({line.casefold() for line in lines}) < len(lines):
        raise Refused("Two lines of enquiry are the same. Remove one.")


def grade_question(questions):
    """The question in which an agency gives its own grade: one about `grade`, else the last on a scale; or None."""
    on_scale = [one for one in questions if one.kind == "scale"]
    named = [one for one in on_scale if "grade" in (one.topic, *one.code.split("-"))]
    return (named or on_scale or [None])[-1]


def concern_question(questions):
    """The question in which a tool asks for an immediate concern, or None."""
    named = [one for one in questions if one.kind == "yes_no" and "concern" in f"{one.topic} {one.code}"]
    return named[0] if named else None


def check_draw(*, how, pool, taken, number, reason, there):
    """A draw takes as many as the list still has; what is chosen says why."""
    if number < 1:
        raise Refused("Choose at least one case.")
    if there + number > MOST_CASES:
        raise Refused(f"An audit can have up to {MOST_CASES} cases.")
    if how == How.CHOSEN:
        if not reason.strip():
            raise Refused("Enter why you chose these cases.")
        return
    if not pool:
        raise Refused("Enter how many cases are on the list.")
    if number > pool - taken:
        raise Refused(f"The list has {pool - taken} cases left, and you asked for {number}. Draw fewer.")


def check_ready(*, cases, described, agencies):
    """Before agencies are asked there are cases with their bands, and at least two agencies."""
    if not cases:
        raise Refused("Choose the cases first.")
    if described < cases:
        raise Refused(
            f"{cases - described} of {cases} cases have no bands yet. Open each and add age, ethnicity and plan."
        )
    if agencies < 2:
        raise Refused("A multi-agency audit needs at least 2 agencies.")


def check_take_out(*, left, open_concerns, reason):
    """A case leaves the sample for a stated reason, never while a child may not be safe, and never as the last one."""
    if not reason.strip():
        raise Refused("Enter why you are taking the case out.")
    if open_concerns:
        raise Refused(
            "An immediate concern about this case is still open. It must be answered and closed first."
        )
    if not left:
        raise Refused("This is the only case left. Stop the audit instead.")


def check_tools_in(*, missing, reason):
    """The discussion may begin without a tool, but not without saying why."""
    if missing and not reason.strip():
        raise Refused(
            f"{missing} tool{'s have' if missing > 1 else ' has'} not been received. Enter why you are "
            f"going on without."
        )


def check_graded(missing):
    if missing:
        raise Refused(
            f"{', '.join(missing)} {'have' if len(missing) > 1 else 'has'} no joint grade yet. "
            "Grade every case before you start the report."
        )


def check_report(*, lines_missing, summary, open_concerns, reaudit_on, no_reaudit_because, today):
    """What a report needs: a finding for each line, a summary, and whether it is re-audited."""
    if lines_missing:
        raise Refused(f"Write what was found on line {lines_missing[0]} first.")
    if not summary.strip():
        raise Refused("Write the summary first, covering what was found and what it means for children.")
    if open_concerns:
        raise Refused(
            "An immediate concern is still open. It must be answered and closed before you make the report."
        )
    if reaudit_on and no_reaudit_because.strip():
        raise Refused("Enter either a date for the re-audit or a reason for none, not both.")
    if not reaudit_on and not no_reaudit_because.strip():
        raise Refused("Enter when it will be re-audited, or why it will not.")
    if reaudit_on and reaudit_on <= today:
        raise Refused("The date of the re-audit must be in the future.")


def check_seen(*, seen, now):
    if seen != now:
        raise Refused(
            "Someone else saved this while you were writing. Their text is shown above yours. Combine them, "
            "then save again."
        )


def check_nameless(*texts, references=()):
    """What others read holds no child’s detail, and no case of the audit by its reference."""
    check_no_detail(*texts)
    for text in texts:
        for reference in references:
            if re.search(rf"\b{re.escape(reference)}\b", text or ""):
                raise Refused(
                    f"“{reference}” is a case in this audit. Write about the cases as a whole, without single ones."
                )


def check_voice(*, whose, included, consent, consent_on, said, because, today):
    """Somebody said something, or it says why not; whoever is no practitioner was asked for consent."""
    if included == Included.NO:
        if not because.strip():
            raise Refused("Enter why they were not included.")
        if said.strip():
            raise Refused(
                "They were not included, so there is nothing they said. Select how they were included."
            )
    elif not said.strip():
        raise Refused("Enter what they said.")
    spoke = included in (Included.SPOKE, Included.WROTE)
    if spoke and whose != Whose.PRACTITIONER and consent != Consent.GIVEN:
        raise Refused("Families only take part if they agree. Record that they agreed, and when.")
    if included == Included.NO and consent == Consent.GIVEN:
        raise Refused("They agreed to take part, but were not included. Choose one or the other.")
    if (consent == Consent.GIVEN) != (consent_on is not None):
        raise Refused("Enter the date they agreed, only if they did agree.")
    if consent_on and consent_on > today:
        raise Refused("The date they agreed must be today or in the past.")


def quotes(words, said):
    """Whether these words hold a sentence of what somebody said, as they said it. Very short ones quote nobody."""
    words = " ".join((words or "").casefold().split())
    sentences = (" ".join(one.casefold().split()) for one in re.split(r"[.!?\n]+", said))
    return any(sentence in words for sentence in sentences if len(sentence) >= QUOTED_FROM)


def check_not_quoted(reason, said):
    if quotes(reason, said):
        raise Refused("Your reason holds what they said, and is kept. Give it without their words.")


def distribution(labels, scale_labels, *, everything=False):
    """[(label, number or None)] in the scale’s own order, best first: None where it is not shown.

    `labels` are the grades that were given. Fewer than LEAST_CASES in all are not shown at all, and small numbers
    are kept back so that none can be worked out; `everything` is for those who run audits.
    """
    order = [*scale_labels, *sorted(set(labels) - set(scale_labels))]
    counts = {label: labels.count(label) for label in order}
    if everything:
        return list(counts.items())
    if len(labels) < LEAST_CASES:
        return [(label, None) for label in order]
    return list(suppressed(counts).items())
