"""What the data say under each of the six headings, in sentences and tables, each with its source.

Figures are those of the day on which they are computed; a report keeps them as they were.
"""

from dataclasses import dataclass, field

from django.db import models

from partnership.models import Round
from partnership.rules.shares import percent
from partnership.working_days import add_months
from schools.models import Contact, Engagement, NotificationCount, School, SettingIssue
from schools.operations.engagement import reach
from schools.operations.inspections.outcomes import concerns_between, outcomes_between
from schools.operations.response import response_by, response_of, standings_in
from schools.operations.return_answers import told_by
from schools.operations.settings import newest_counts
from schools.rules.engagement import Kind
from schools.rules.returns import State
from schools.rules.settings import COUNTED

WENT = (Kind.ROADSHOW, Kind.TRAINING, Kind.BRIEFING, Kind.BULLETIN, Kind.LEADS_FORUM)


@dataclass
class Draft:
    """Sentences and tables of one heading."""

    lines: list = field(default_factory=list)
    tables: list = field(default_factory=list)

    def say(self, line):
        self.lines.append(line)

    def table(self, caption, columns, rows, source):
        self.tables.append(
            {
                "caption": caption,
                "columns": columns,
                "rows": [list(map(shown, row)) for row in rows],
                "source": source,
            }
        )


def shown(value):
    """A cell as it is kept: a number, or text."""
    if value is None:
        return "–"
    return value if isinstance(value, (int, float)) else str(value)


def some(number, one, many=""):
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Facts:
    """What the six headings rest on, asked for once."""

    def __init__(self, authority, year, today):
        self.authority, self.year, self.today = authority, year, today
        self.rounds = list(
            Round.objects.filter(
                purpose=Round.Purpose.SCHOOLS, run_by=authority, due_on__range=(year.starts_on, year.ends_on)
            ).order_by("due_on", "pk")
        )
        self.rows = standings_in(self.rounds, today) if self.rounds else []
        self.response = response_of(self.rows)
        self.reach = reach(authority, year, min(today, year.ends_on))


def missing(rows):
    """Those asked that did not answer, whether or not anybody still waits for them; excused and closed ones apart."""
    return [row for row in rows if row.standing.state not in (State.RECEIVED, State.STOPPED)]


def draft(authority, year, today):
    """code → Draft, of all six headings."""
    facts = Facts(authority, year, today)
    return {
        code: write(facts)
        for code, write in (
            ("adherence", adherence),
            ("inspections", inspections),
            ("action", action),
            ("survey", survey),
            ("activity", activity),
            ("support", support),
        )
    }


def adherence(facts):
    """Heading 1: whether schools confirmed that they follow the guidance, whatever their status."""
    told, response = Draft(), facts.response
    if not facts.rounds:
        told.say(
            f"No yearly return of schools fell due in {facts.year}, so schools have not confirmed this in writing."
        )
    else:
        told.say(
            f"{some(response.asked, 'school')} of every status were asked to confirm that they follow the guidance. "
            f"{response.received} returns were received, submitted by the safeguarding lead and signed by the head: "
            f"{percent(response.of_asked)} of all that were asked."
        )
        silent = missing(facts.rows)
        told.say(
            f"{some(len(silent), 'school')} gave no confirmation; they are named under the analysis of responses."
            if silent
            else "Every school that is still asked gave its confirmation."
        )
        told.table(
            "Confirmation by who answers for the school",
            "Run by|Asked#|Received#|Of those asked",
            [
                [School.Run(run).label, part.asked, part.received, percent(part.of_asked)]
                for (run,), part in response_by(facts.rows, "run").items()
            ],
            source_of(facts.rounds),
        )
    early = newest_counts([facts.authority])
    rows = [
        [label, count.number, count.assured, count.concerns, f"{count.counted_on:%-d %B %Y}"]
        for kind, label in COUNTED
        if (count := early.get((facts.authority.pk, kind)))
    ]
    if rows:
        told.say("Other providers give the authority their yearly assurance, as the table shows.")
        told.table(
            "Other education and childcare providers", "Providers|Number#|Gave assurance#|Concern open#|Counted on",
            rows, "Counts given by the authority",
        )  # fmt: skip
    else:
        told.say("The authority has given no count of other providers’ assurance yet.")
    return told


def source_of(rounds):
    return "Returns of " + "; ".join(f"{one.title} ({one.reference})" for one in rounds)


def issues_of(facts):
    return list(
        SettingIssue.objects.filter(
            setting__authority=facts.authority, inspected_on__range=(facts.year.starts_on, facts.year.ends_on)
        )
        .select_related("setting__organisation", "deadline", "action")
        .prefetch_related("follow_ups")
        .order_by("inspected_on", "pk")
    )


def inspections(facts):
    """Heading 2: what inspections published in the year said, of schools and of other settings."""
    told = Draft()
    found = outcomes_between(facts.authority, facts.year.starts_on, facts.year.ends_on)
    if found:
        concerns = [one for one in found if one.concern]
        told.say(
            f"{some(len(found), 'inspection')} of schools published in {facts.year}; {len(concerns)} gave rise to a "
            "concern about safeguarding."
        )
        told.table(
            "Inspections of schools published in the year", "School|URN|Inspected|Outcome|Concern",
            [
                [
                    one.school.name, str(one.school.urn), f"{one.inspection.starts_on:%-d %B %Y}", one.said,
                    "Yes" if one.concern else "No",
                ]
                for one in found
            ],
            "Inspectorates’ published outcomes",
        )  # fmt: skip
        said = [
            [one.school.name, words, text]
            for one in found
            for words, texts in (("Positive practice", one.praised), ("To improve", one.issues))
            for text in texts
        ]
        told.table(
            "What reports said of safeguarding",
            "School|Kind|In the report",
            said,
            "Notes from published reports",
        )
    else:
        told.say(f"No inspection of a school was published in {facts.year}, as far as is recorded.")
    of_settings(told, facts)
    return told


def of_settings(told, facts):
    issues = issues_of(facts)
    if not issues:
        told.say("Nothing is recorded of inspections of children’s homes, foster agencies or other settings.")
        return
    concerns = sum(one.concern for one in issues)
    told.say(
        f"{some(len(issues), 'inspection')} of other settings recorded; {concerns} raised a concern about safeguarding."
    )
    told.table(
        "Inspections of other settings", "Setting|Inspected|Outcome|Concern|What was raised",
        [
            [one.setting, f"{one.inspected_on:%-d %B %Y}", one.outcome, "Yes" if one.concern else "No", one.raised]
            for one in issues
        ],
        "Register of other settings",
    )  # fmt: skip


def action(facts):
    """Heading 3: what was done about concerns."""
    told = Draft()
    concerns = list(concerns_between(facts.authority, facts.year.starts_on, facts.year.ends_on))
    if concerns:
        acted = [one for one in concerns if one.entries.all()]
        told.say(
            f"{some(len(concerns), 'concern')} from inspections of schools {'was' if len(concerns) == 1 else 'were'} "
            f"open in the year; action is recorded on {len(acted)}, and "
            f"{sum(one.closed_on is not None for one in concerns)} of them closed."
        )
        told.table(
            "Concerns about schools, and what was done", "School|Why it is a concern|What was done|Closed",
            [
                [
                    one.inspection.school.name, " ".join(one.reasons),
                    " ".join(f"{each.done_on:%-d %B %Y}: {each.text}" for each in one.entries.all())
                    or "Nothing is recorded",
                    f"{one.closed_on:%-d %B %Y}" if one.closed_on else "Open",
                ]
                for one in concerns
            ],
            "Concerns from inspections, as the authority follows them up",
        )  # fmt: skip
    else:
        told.say("No concern from an inspection of a school was open in the year.")
    of_follow_ups(told, facts)
    return told


def of_follow_ups(told, facts):
    concerns = [one for one in issues_of(facts) if one.concern]
    if not concerns:
        told.say("No concern about another setting was recorded, so none needed action.")
        return
    followed = [one for one in concerns if one.follow_ups.all()]
    told.say(
        f"Of {some(len(concerns), 'concern')} about other settings {len(followed)} were followed up; "
        f"{sum(one.closed_on is not None for one in concerns)} are closed."
    )
    told.table(
        "Concerns about other settings, and what was done", "Setting|Inspected|What was done|Closed",
        [
            [
                one.setting, f"{one.inspected_on:%-d %B %Y}",
                " ".join(each.text for each in one.follow_ups.all()) or "Nothing is recorded",
                f"{one.closed_on:%-d %B %Y}" if one.closed_on else "Open",
            ]
            for one in concerns
        ],
        "Register of other settings",
    )  # fmt: skip


def survey(facts):
    """Heading 4: who answered, who did not, by name, and what the answers say."""
    told, response = Draft(), facts.response
    if not facts.rounds:
        told.say(f"No survey of schools fell due in {facts.year}.")
        return told
    told.say(
        f"{response.received} of {some(response.asked, 'school')} answered ({percent(response.of_asked)}), "
        f"{response.received_late} of them late. {some(response.stopped, 'school')} closed, converted or "
        "were excused while it was open."
    )
    source = source_of(facts.rounds)
    told.table(
        "Responses by kind of school", "Kind|Run by|Asked#|Received#|Of those asked",
        [
            [School.Kind(kind).label, School.Run(run).label, part.asked, part.received, percent(part.of_asked)]
            for (kind, run), part in response_by(facts.rows, "kind", "run").items()
        ],
        source,
    )  # fmt: skip
    silent = missing(facts.rows)
    if silent:
        told.say(
            f"{some(len(silent), 'school')} did not respond: "
            + "; ".join(f"{row.asked.name} ({row.asked.school.urn})" for row in silent)
            + "."
        )
        told.table(
            "Schools that did not respond", "School|URN|Kind|Run by|Where its return stands",
            [
                [
                    row.asked.name, str(row.asked.school.urn), row.asked.get_kind_display(),
                    row.asked.get_run_display(), row.standing.words,
                ]
                for row in silent
            ],
            source,
        )  # fmt: skip
    else:
        told.say("Every school that is still asked responded.")
    for one in facts.rounds:
        of_answers(told, one)
    return told


def of_answers(told, opened):
    """What the answers say where a standard is not met by all, and to the partnership's own questions."""
    found = [one for one in told_by(opened, whole=False) if one.answered and one.counts]
    below = sorted((one for one in found if one.below), key=lambda one: -len(one.below))
    if below:
        told.table(
            f"Standards that not all schools meet: {opened.title}", "Question|Answered#|Below the standard#",
            [[one.question.text, one.answered, len(one.below)] for one in below],
            f"Returns of {opened.reference}; schools are not named here",
        )  # fmt: skip
    priority = [one for one in found if one.priority]
    if priority:
        told.table(
            f"The partnership’s priority questions: {opened.title}", "Question|Answer|Schools#|Of those|Year before",
            [
                [one.question.text, words, number, percent(now), percent(then)]
                for one in priority
                for words, number, now, then in one.counts
            ],
            f"Returns of {opened.reference}",
        )  # fmt: skip


def activity(facts):
    """Heading 5: what children's services did in and with schools, and what it showed."""
    told, found = Draft(), facts.reach
    told.say(
        f"{found['reached']} of {some(found['schools'], 'school')} were reached at least once in {facts.year}."
    )
    if found["visits_promised"]:
        told.say(
            f"{found['schools'] - len(found['unvisited'])} of {found['schools']} schools had their yearly "
            "keeping-in-touch visit."
        )
    if found["unreached"]:
        told.say("Not reached: " + "; ".join(f"{one.name} ({one.urn})" for one in found["unreached"]) + ".")
    told.table(
        "What the arrangements promise, and what was done", "Promise|Done|Missing",
        [[one.promise.words, one.words, ", ".join(one.missing) or "Nothing"] for one in found["promises"]],
        "Published arrangements 2019, section 11; contacts recorded by the authority",
    )  # fmt: skip
    told.table(
        "Schools reached, by kind", "Kind|Open schools#|Met#|Written to#|Not reached#",
        [
            [row["kind"], row["schools"], row["met"], row["written"], row["not_reached"]]
            for row in found["by_kind"]
        ],
        "Contacts recorded by the authority; schools open on the day of the figures",
    )  # fmt: skip
    given = NotificationCount.objects.filter(
        authority=facts.authority, starts_on__range=(facts.year.starts_on, facts.year.ends_on)
    )
    quarters = len(set(given.values_list("starts_on", flat=True)))
    told.say(
        f"Counts of notifications about children looked after were given for {some(quarters, 'quarter')} of the year."
    )
    return told


def support(facts):
    """Heading 6: training and other safeguarding activity to support schools."""
    told = Draft()
    held = [one for one in facts.reach["held"] if one.kind in WENT]
    numbers = dict(
        Engagement.schools.through.objects.filter(engagement__in=[one.pk for one in held])
        .order_by()
        .values_list("engagement")
        .annotate(number=models.Count("pk"))
    )
    told.say(
        f"{some(len(held), 'event or issue', 'events and issues')} of training, forums, briefings and bulletins."
    )
    told.table(
        "Training, forums, roadshows, briefings and bulletins", "Day|What|Kind|Schools#|Other settings#|Governors#",
        [
            [
                f"{one.held_on:%-d %B %Y}", one.title, one.get_kind_display(), numbers.get(one.pk, 0),
                (one.early_years or 0) + (one.out_of_school or 0), one.governors or 0,
            ]
            for one in held
        ],
        "Contacts recorded by the authority",
    )  # fmt: skip
    of_leads(told, facts)
    return told


def of_leads(told, facts):
    """Whether each open school has a safeguarding lead, confirmed this year, whose training is not older than two."""
    schools = School.objects.in_scope().filter(authority=facts.authority)
    organisations = set(schools.values_list("organisation", flat=True))
    leads = Contact.objects.filter(
        organisation__in=organisations, office=Contact.Office.LEAD, ends_on=None
    ).values_list("organisation", "confirmed_on", "trained_on")
    named, confirmed, trained = set(), set(), set()
    for organisation, confirmed_on, trained_on in leads:
        named.add(organisation)
        if confirmed_on and confirmed_on >= facts.year.starts_on:
            confirmed.add(organisation)
        if trained_on and trained_on >= add_months(min(facts.today, facts.year.ends_on), -24):
            trained.add(organisation)
    told.say(
        f"Of {some(len(organisations), 'open school')} {len(named)} have a safeguarding lead whom the portal knows, "
        f"{len(confirmed)} confirmed it since {facts.year.starts_on:%-d %B %Y}, and {len(trained)} have a lead "
        "trained within two years."
    )
