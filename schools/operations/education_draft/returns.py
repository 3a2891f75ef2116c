"""Headings 1 and 4: what schools and other providers confirmed, and what their answers say."""

from partnership.rules.shares import percent
from schools.models import AssuranceRequest, School
from schools.operations.education_draft.facts import Draft, are, on, some, were
from schools.operations.response import response_by
from schools.operations.return_answers import told_by
from schools.operations.settings import newest_counts
from schools.rules.settings import COUNTED
from schools.rules.settings import Kind as SettingKind

MOST_STANDARDS = 15  # in one table: the page of the round has them all


def adherence(facts):
    """Heading 1: whether schools and other providers confirmed that they follow the guidance, whatever their status."""
    told, response = Draft(), facts.response
    if not facts.rounds:
        told.say(
            f"No yearly school return was due in {facts.year}, so schools have not confirmed this in writing."
        )
    else:
        told.say(
            f"The yearly return asked {some(response.asked, 'school')} of every status to confirm that the "
            f"guidance is "
            f"followed. {some(response.received, 'return')} came in, submitted by the safeguarding lead and "
            f"signed by "
            f"the head: {percent(response.of_asked)} of all that were asked."
        )
        confirmed_otherwise(told, facts)
        told.table(
            "Confirmation by who runs the school",
            "Run by|Asked#|Received#|Of those asked#",
            [
                [School.Run(run).label, part.asked, part.received, percent(part.of_asked)]
                for (run,), part in response_by(facts.rows, "run").items()
            ],
            facts.source,
        )
    of_counts(told, facts)
    of_requests(told, facts)
    return told


def confirmed_otherwise(told, facts):
    silent, assured = len(facts.silent), sum(one.assured for one in facts.silent)
    if not silent:
        told.say("Every school whose return was due gave its confirmation.")
        return
    told.say(
        f"{some(silent, 'school')} did not send a return"
        + (f", of which {assured} gave written assurance instead" if assured else "")
        + f": {'it is' if silent == 1 else 'they are'} named in the analysis of responses."
    )


def of_counts(told, facts):
    early = newest_counts([facts.authority])
    rows = [
        [label, count.number, count.assured, count.concerns, on(count.counted_on)]
        for kind, label in COUNTED
        if (count := early.get((facts.authority.pk, kind)))
    ]
    if rows:
        told.say(
            "Early years and out-of-school providers give the authority their yearly assurance, as the table counts."
        )
        told.table(
            "Other education and childcare providers", "Providers|Number#|Gave assurance#|Concern open#|Counted on",
            rows, "Counts given by the authority",
        )  # fmt: skip
    else:
        told.say("The authority has given no count of early years and out-of-school providers yet.")


def of_requests(told, facts):
    """Assurance that was asked of settings by name, in the year."""
    asked = AssuranceRequest.objects.filter(
        setting__authority=facts.authority, stopped_because="",
        asked_at__date__range=(facts.year.starts_on, facts.year.ends_on),
    ).values_list("setting__kind", "answered_on", "judged")  # fmt: skip
    by_kind = {}
    for kind, answered_on, judged in asked:
        row = by_kind.setdefault(kind, [0, 0, 0, 0, 0])
        row[0] += 1
        row[1] += answered_on is not None
        for number, name in enumerate(("assured", "partly", "not"), 2):
            row[number] += judged == name
    if not by_kind:
        told.say(
            "No children’s homes, fostering agencies or other settings were asked for assurance "
            "individually in the year."
        )
        return
    number, answered = (sum(row[place] for row in by_kind.values()) for place in (0, 1))
    told.say(f"{some(number, 'request')} for assurance went to individual settings, and {answered} answered.")
    told.table(
        "Assurance asked of other settings", "Settings|Asked#|Answered#|Assured#|In part#|Not assured#",
        [[kind.label, *by_kind[kind]] for kind in SettingKind if kind in by_kind],
        "Register of other settings",
    )  # fmt: skip


def survey(facts):
    """Heading 4: who answered, who did not, by name, and what the answers say."""
    told, response = Draft(), facts.response
    if not facts.rounds:
        told.say(f"No survey of schools was due in {facts.year}.")
        return told
    told.say(
        f"{response.received} of {some(response.asked, 'school')} answered ({percent(response.of_asked)}), "
        f"{response.received_late or 'none'} of them late."
    )
    if response.stopped:
        told.say(f"{were(response.stopped, 'school')} closed, converted or excused while it was open.")
    told.table(
        "Responses by kind of school", "Kind|Run by|Asked#|Received#|Of those asked#",
        [
            [School.Kind(kind).label, School.Run(run).label, part.asked, part.received, percent(part.of_asked)]
            for (kind, run), part in response_by(facts.rows, "kind", "run").items()
        ],
        facts.source,
    )  # fmt: skip
    of_silent(told, facts)
    for one in facts.rounds:
        of_answers(told, one)
    return told


def of_silent(told, facts):
    """The schools whose return was due and did not come, by name, and what was done about each."""
    silent = facts.silent
    if silent:
        written = sum(one.formal_on is not None for one in silent)
        told.say(
            f"{some(len(silent), 'school')} did not respond and are named in the table. We sent a formal "
            f"letter to the head and chair of governors of {written} of {len(silent)}."
        )
    else:
        told.say("Every school whose return was due responded.")
    waiting = sum(row.standing.is_open and not row.standing.overdue for row in facts.rows)
    if waiting:
        told.say(f"{some(waiting, 'school')} still had time to respond on the day of these figures.")
    standing = {row.pk: row.standing.state.label for row in facts.rows}
    told.table(
        "Schools that did not respond", "School|URN|Kind|Run by|Status of return|Written to formally",
        [
            [
                one.asked.name, str(one.school.urn), one.asked.get_kind_display(), one.asked.get_run_display(),
                standing[one.asked.pk] + (", gave written assurance" if one.assured else ""),
                on(one.formal_on) if one.formal_on else "No",
            ]
            for one in silent
        ],
        facts.source,
    )  # fmt: skip


def of_answers(told, opened):
    """What the answers say where a standard is not met by all, and to the partnership's own questions."""
    found = [one for one in told_by(opened, whole=False) if one.answered and one.counts]
    below = sorted((one for one in found if one.below), key=lambda one: -len(one.below))
    if below:
        told.say(
            f"{are(len(below), 'standard')} not fully met by every school that answered."
            + (
                f" The table shows the {MOST_STANDARDS} that most schools do not meet yet. For the full "
                f"list, see {opened.reference}."
                if len(below) > MOST_STANDARDS
                else ""
            )
        )
        told.table(
            f"Standards that not all schools meet: {opened.title}", "Question|Answered#|Below the standard#",
            [[one.question.text, one.answered, len(one.below)] for one in below[:MOST_STANDARDS]],
            f"Returns of {opened.reference}; schools are not named here",
        )  # fmt: skip
    told.table(
        f"The partnership’s priority questions: {opened.title}", "Question|Answer|Schools#|Of those#|Year before#",
        [
            [one.question.text, words, number, percent(now), percent(then)]
            for one in found
            if one.priority
            for words, number, now, then in one.counts
        ],
        f"Returns of {opened.reference}",
    )  # fmt: skip
