"""The law of the yearly report: its moves, what it must say, who may not scrutinise it, and its time limits."""

import re

from partnership.access import Refused
from partnership.rules.deadlines import CalendarDays, Clock, Months
from partnership.rules.years import year_words

# The one table of moves. A published report never moves: a correction is a new version.
NEXT = {
    "drafting": {"with_scrutiny"},
    "with_scrutiny": {"endorsing", "drafting"},
    "endorsing": {"rendering", "drafting"},
    "rendering": {"rendered", "endorsing"},
    "rendered": {"published", "rendering", "drafting"},
    "published": set(),
}

WORDS = {
    "drafting": "being written",
    "with_scrutiny": "with the Independent Advisor",
    "endorsing": "with the statutory partners",
    "rendering": "being made into a PDF",
    "rendered": "ready to publish",
    "published": "published",
}

NEXT_REPORT = Clock(
    duty="yearly_report",
    label="Publish the next yearly report",
    starts="published_on",
    since="the last yearly report was published",
    allow=Months(12),
    source="Working Together: at least once in every 12 months (report to Cabinet, 16 September 2022, paragraph 6)",
    force="statutory",
)
SEND_COPY = Clock(
    duty="yearly_report_copy",
    label="Send a copy of the yearly report",
    starts="published_on",
    since="the yearly report was published",
    allow=CalendarDays(7),
    source="Published arrangements 2019, section 15: copies within seven days of being published",
    force="local",
)

# Who receives a copy where no earlier report says otherwise. Names of the day: staff may change them.
RECIPIENTS_OF_2019 = (
    "Child Safeguarding Practice Review Panel",
    "What Works Centre for Children’s Social Care",
)

SECTION = {
    "introduction": "Introduction by the safeguarding partners",
    "arrangements": "Our arrangements",
    "priority": "",
    "no_progress": "Where we made little or no progress",
    "voice": "What children and young people told us, and what we did",
    "decisions": "Decisions and actions",
    "reviews": "Learning from case reviews, and what changed",
    "training": "Multi-agency training and its impact",
    "assurance": "How we know: assurance in the year",
    "changes": "Changes to the arrangements, and why",
    "money": "Money",
    "other": "",
}

# What a report holds from its first day, in order. Priorities are added between the arrangements and the rest.
STARTING_TEXT = {
    "introduction": "",
    "arrangements": (
        "Taking part on {figure:arrangements_date}: statutory safeguarding partners, "
        "{figure:statutory_partners}; other agencies, {figure:other_agencies}.\n\n{table:statutory_partners}"
    ),
    "no_progress": "{table:priorities}\n\n{table:outcomes}",
    "voice": "{table:said}",
    "decisions": (
        "Actions opened in the year: {figure:actions_opened}. Verified by somebody other than their owner: "
        "{figure:actions_verified}. No longer needed: {figure:actions_withdrawn}. "
        "Overdue on {figure:data_date}: {figure:actions_overdue}.\n\n{chart:actions}\n\n"
        "Challenges raised between partners: {figure:challenges_raised}. Answered: {figure:challenges_answered}."
    ),
    "reviews": (
        "Cases referred: {figure:cases_referred}. Notified to the national Panel: {figure:cases_notified}. "
        "Reviews published: {figure:reviews_published}.\n\n{table:reviews}\n\n{table:published_reviews}\n\n"
        "{table:learning}"
    ),
    "training": (
        "Sessions held: {figure:training_sessions}. People who came: {figure:training_came}. "
        "Had a place and did not come: {figure:training_no_show}.\n\n{table:training_sectors}\n\n"
        "Said straight after what they took from it: {figure:training_answered}. "
        "Said later what it changed: {figure:training_answered_later}.\n\n{table:training_change}"
    ),
    "assurance": (
        "Returns asked for: {figure:returns_asked}. Submitted: {figure:returns_submitted}. "
        "On time: {figure:returns_on_time}.\n\n{chart:returns}\n\n{table:schools}\n\n{table:settings}\n\n"
        "{table:audits}\n\n"
        "{table:indicators}\n\n"
        "{table:deadlines}"
    ),
    "changes": "What changed in the published arrangements during the year:\n\n{table:changes}",
    "money": "Each budget has its own scope, so budgets are never added together.",
}

GUIDANCE = {
    "introduction": "Who we are, what the year was about, and what readers will find.",
    "arrangements": "Which partners and agencies work together, and how.",
    "priority": "What we agreed to do, what was done, and what shows it.",
    "no_progress": "Say plainly where there was little or no progress, why, and what happens now.",
    "voice": "How children’s and families’ views were sought, what they said, and what was done because of it.",
    "decisions": "Decisions and actions taken or planned, also on recommendations of reviews.",
    "reviews": "What was learnt from reviews, and which improvements followed.",
    "training": "What training was delivered, and what difference it made to children.",
    "assurance": "What agencies told us, what we tested, and what it showed.",
    "changes": "Any change to the published arrangements, with its reasons.",
    "money": "What each partner contributed, and what the money was spent on.",
    "other": "",
}

PLACED = re.compile(r"\{(figure|table|chart):([a-z0-9_]{1,80})\}")
ANY_PLACED = re.compile(r"\{(figure|table|chart):([^{}\n]*)\}")


def check_move(old, new):
    """Refused unless the table allows the move."""
    if new not in NEXT[old]:
        raise Refused(f"The report is {WORDS[old]}, so you cannot do this now.")


def check_period_begun(starts_on, today):
    if starts_on > today:
        raise Refused(f"The year {year_words(starts_on.year)} has not begun. Choose an earlier year.")


def check_writable(state):
    if state != "drafting":
        raise Refused(
            f"The report is {WORDS[state]}, so its text and figures are frozen. "
            "Return it to drafting first, or write a correction if it is published."
        )


def check_discard(state, *, shown):
    """A report goes while it is a draft that was neither kept nor shown: what people said of one stays with it."""
    if state != "drafting":
        raise Refused(f"The report is {WORDS[state]}, so it cannot be discarded.")
    if shown:
        raise Refused("A draft of this report was kept or shown to others, so it stays.")


# What the text must say ------------------------------------------------------------------------------------


def own_words(text):
    """The text without placed figures, tables and charts."""
    return ANY_PLACED.sub("", text).strip()


def lacking(sections):
    """All that is missing before the report goes on, as (section or None, sentence)."""
    found = []
    if not any(section.kind == "priority" for section in sections):
        found.append((None, "Add at least one priority. A yearly report must say what was done about each."))
    for section in sections:
        called = f"“{section.title}”"
        if not own_words(section.text):
            found.append(
                (
                    section,
                    f"{called} is empty. Write what children and families told us and what was done about it.",
                )
                if section.kind == "voice"
                else (section, f"{called} is empty. Write it before the report moves on.")
            )
        elif section.kind == "priority" and not own_words(section.difference):
            found.append((section, f"{called} does not say what difference it made to children. Add this."))
    return found


def check_whole(sections):
    """Refused, naming the section, while one is silent. `sections` have .kind .title .text .difference."""
    for _, sentence in lacking(sections):
        raise Refused(sentence)


def check_placed(text, known, title=""):
    """Refused when a placed name is not in the gather. `known` maps figure, table, chart to their names."""
    where = f" in “{title}”" if title else ""
    for kind, name in ANY_PLACED.findall(text):
        if name not in known[kind]:
            raise Refused(
                f"There is no {kind} called “{name}”{where}. Choose a name from the list of gathered figures."
            )


def check_revision(*, seen, now):
    if seen != now:
        raise Refused(
            "A colleague changed this section while you were writing. Your text is kept here. Open the "
            "section in another window and combine both."
        )


# Who may say what ------------------------------------------------------------------------------------------


def check_scrutineer(*, person, authors):
    """Nobody scrutinises what they wrote."""
    if person in authors:
        raise Refused("You wrote part of this report, so someone else must scrutinise it.")


def check_says_something(text, what):
    if not text.strip():
        raise Refused(f"Write {what}.")


def check_endorsed(*, needed, endorsed):
    """Refused, naming them, while a statutory partner in force has not endorsed. Both are lists of names."""
    left = [name for name in needed if name not in endorsed]
    if left:
        raise Refused(f"Still to endorse: {', '.join(left)}.")
    if not needed:
        raise Refused("There are no statutory partners in force. Check the arrangements first.")


def check_same(rendered, now):
    """What is published is what was endorsed and rendered, to the letter."""
    if rendered != now:
        raise Refused("The text has changed since the PDF was made. Make the PDF again.")


# What may be shown -----------------------------------------------------------------------------------------

FEW = 5
FEWER = "fewer than 5"


def is_few(value):
    """A count of cases from one to four could point at a child. Nothing at all points at nobody."""
    return 0 < value < FEW


def shown(value):
    return FEWER if is_few(value) else f"{value:,}"


def shown_parts(parts, total):
    """Parts of a total as they may be shown, and the total: never so that the rest gives one away.

    Where exactly one part is hidden, the next smallest is hidden too; where a reader could still work one out
    from the total, such as five parts that make five, the total is hidden as well.
    """
    few = {name for name, value in parts.items() if is_few(value)}
    others = sorted((value, name) for name, value in parts.items() if value and name not in few)
    beside = others[0][1] if len(few) == 1 and others else None
    hidden = few | ({beside} if beside is not None else set())
    # What a reader knows of each hidden part: few are 1 to 4; the one beside lies between 5 and the next shown.
    most = others[1][0] if len(others) > 1 else total
    known = {name: (FEW, most) if name == beside else (1, FEW - 1) for name in hidden}
    given_away = any(is_given_away(name, known, sum(parts[other] for other in hidden)) for name in few)
    drawn = {
        name: FEWER if name in few else "not shown" if name == beside else f"{value:,}"
        for name, value in parts.items()
    }
    return drawn, (FEWER if is_few(total) else "not shown" if given_away else f"{total:,}")


def is_given_away(name, known, together):
    """Whether only one value of that hidden part agrees with what is known of the others and of their sum."""
    least, most = known[name]
    rest = [bounds for other, bounds in known.items() if other != name]
    fits = [
        n
        for n in range(least, most + 1)
        if sum(r[0] for r in rest) <= together - n <= sum(r[1] for r in rest)
    ]
    return len(fits) < 2


# Rendering -------------------------------------------------------------------------------------------------


def check_recipients(names):
    if not names:
        raise Refused("Enter who gets a copy within 7 days, one on each line.")
    if len(names) != len(set(names)):
        raise Refused("A recipient is named twice. Remove one of them.")
