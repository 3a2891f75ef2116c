"""Headings 2 and 3: what inspections published in the year said, and what was done about concerns."""

from schools.operations.education_draft.facts import Draft, on, some, were
from schools.operations.inspections.outcomes import concerns_between, outcomes_between

PUBLISHED, FOLLOWED, REGISTER = (
    "Inspectorates’ published outcomes",
    "Concerns from inspections, as the authority follows them up",
    "Register of other settings",
)


def inspections(facts):
    """Heading 2: of schools and of other settings."""
    told = Draft()
    found = outcomes_between(facts.authority, facts.year.starts_on, facts.year.ends_on)
    if found:
        concerns = sum(one.concern is not None for one in found)
        told.say(
            f"The reports of {some(len(found), 'inspection')} of schools were published in {facts.year}; "
            f"{concerns or 'none'} raised a concern about safeguarding."
        )
    else:
        told.say(f"No inspection of a school was published in {facts.year}, according to our records.")
    told.table(
        "Inspections of schools published in the year", "School|URN|Inspected|Framework|Outcome|Concern",
        [
            [
                one.school.name, str(one.school.urn), on(one.inspection.starts_on), one.inspection.framework_called,
                one.said, yes(one.concern),
            ]
            for one in found
        ],
        PUBLISHED,
    )  # fmt: skip
    told.table(
        "What reports said of safeguarding", "School|Kind|In the report",
        [
            [one.school.name, words, text]
            for one in found
            for words, texts in (("Positive practice", one.praised), ("To improve", one.issues))
            for text in texts
        ],
        "Notes from published reports",
    )  # fmt: skip
    of_settings(told, facts)
    return told


def yes(fact):
    return "Yes" if fact else "No"


def of_settings(told, facts):
    if not facts.issues:
        told.say("No inspections of children’s homes, fostering agencies or other settings are recorded.")
        return
    concerns = sum(one.concern for one in facts.issues)
    told.say(
        f"{were(len(facts.issues), 'inspection')} recorded of other settings; {concerns or 'none'} raised a concern "
        "about safeguarding."
    )
    told.table(
        "Inspections of other settings", "Setting|Inspected|Outcome|Concern|What was raised",
        [
            [one.setting, on(one.inspected_on), one.outcome, yes(one.concern), one.raised]
            for one in facts.issues
        ],
        REGISTER,
    )  # fmt: skip


def action(facts):
    """Heading 3: of schools and of other settings."""
    told = Draft()
    concerns = list(concerns_between(facts.authority, facts.year.starts_on, facts.year.ends_on))
    if concerns:
        acted = sum(bool(one.entries.all()) for one in concerns)
        closed = sum(one.closed_on is not None for one in concerns)
        told.say(
            f"{were(len(concerns), 'concern')} open in the year from inspections of schools. "
            f"Action is recorded on: {acted}. Closed: {closed}."
        )
    else:
        told.say("No concern from an inspection of a school was open in the year.")
    told.table(
        "Concerns about schools, and what was done", "School|Inspected|Why it is a concern|What was done|Closed",
        [
            [
                one.inspection.school.name, on(one.inspection.starts_on), " ".join(one.reasons),
                " ".join(map(entry, one.entries.all())) or "Nothing is recorded", closed_words(one),
            ]
            for one in concerns
        ],
        FOLLOWED,
    )  # fmt: skip
    of_follow_ups(told, facts)
    return told


def entry(one):
    """What was done on a day, and what came of it."""
    return " ".join([f"{on(one.done_on)}: {one.text}", one.outcome]).strip()


def closed_words(one):
    return on(one.closed_on) if one.closed_on else "Open"


def of_follow_ups(told, facts):
    concerns = [one for one in facts.issues if one.concern]
    if not concerns:
        told.say("No concern about another setting was recorded, so none needed action.")
        return
    followed = sum(bool(one.follow_ups.all()) for one in concerns)
    closed = sum(one.closed_on is not None for one in concerns)
    told.say(
        f"{were(len(concerns), 'concern')} recorded about other settings. Followed up: {followed}. Closed: {closed}."
    )
    told.table(
        "Concerns about other settings, and what was done", "Setting|Inspected|What was done|Closed",
        [
            [
                one.setting, on(one.inspected_on),
                " ".join(each.text for each in one.follow_ups.all()) or "Nothing is recorded", closed_words(one),
            ]
            for one in concerns
        ],
        REGISTER,
    )  # fmt: skip
