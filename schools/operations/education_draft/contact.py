"""Headings 5 and 6: what the authority did in and with schools, and how it supported them."""

from django.db.models import Count

from schools.models import Engagement, NotificationCount, ProcedureCheck, School
from schools.operations.contacts import current_of
from schools.operations.education_draft.facts import Draft, are, on, some
from schools.rules import contacts as law
from schools.rules.engagement import Kind

WENT = (Kind.ROADSHOW, Kind.TRAINING, Kind.BRIEFING, Kind.BULLETIN, Kind.LEADS_FORUM)
RECORDED = "Contacts recorded by the authority"
MOST_NAMED = 20  # schools in one sentence: the table by kind counts them all, and the page names them


def activity(facts):
    """Heading 5: what children's services did in and with schools, and what it showed."""
    told, found = Draft(), facts.reach
    told.say(
        f"{found['reached']} of {some(found['schools'], 'school')} were reached at least once in {facts.year}."
    )
    if found["visits_promised"]:
        told.say(
            f"{found['schools'] - len(found['unvisited'])} of {some(found['schools'], 'school')} had their yearly "
            "keeping-in-touch visit."
        )
    named = found["unreached"][:MOST_NAMED]
    if named:
        more = len(found["unreached"]) - len(named)
        told.say(
            "Not reached: " + "; ".join(f"{one.name} ({one.urn})" for one in named)
            + (f"; and {more:,} more." if more else ".")
        )  # fmt: skip
    told.table(
        "What the arrangements promise, and what was done", "Promise|Done|Missing",
        [[one.promise.words, one.words, one.missing_words] for one in found["promises"]],
        f"Published arrangements 2019, section 11; {RECORDED[0].lower()}{RECORDED[1:]}",
    )  # fmt: skip
    told.table(
        "Schools reached, by kind", "Kind|Open schools#|Met#|Written to#|Not reached#",
        [
            [row["kind"], row["schools"], row["met"], row["written"], row["not_reached"]]
            for row in found["by_kind"]
        ],
        f"{RECORDED}; schools open on the day of the figures",
    )  # fmt: skip
    of_notifications(told, facts)
    return told


def of_notifications(told, facts):
    """Of children looked after: for how much of the year counts were given, and whether procedures are followed.

    The counts themselves stand on their own page, where small ones are kept back: a year's sum beside the quarters
    that are shown would give them away.
    """
    within = (facts.year.starts_on, facts.year.ends_on)
    given = NotificationCount.objects.filter(authority=facts.authority, starts_on__range=within)
    quarters = len(set(given.values_list("starts_on", flat=True)))
    told.say(
        f"Counts of notifications about children looked after were given for {quarters or 'none'} of the "
        f"four quarters "
        "that began in the year."
    )
    checks = list(
        ProcedureCheck.objects.filter(authority=facts.authority, checked_on__range=within).order_by(
            "checked_on", "pk"
        )
    )
    if checks:
        told.say(
            f"The procedures for them were checked {some(len(checks), 'time')}, and were followed "
            f"{some(sum(one.works for one in checks), 'time')}."
        )
    else:
        told.say("No checks of these procedures were recorded in the year.")
    told.table(
        "Checks of the procedures for notifications", "Checked on|What was checked|What was found|Followed",
        [[on(one.checked_on), one.looked_at, one.found, "Yes" if one.works else "No"] for one in checks],
        "Checks recorded by the authority",
    )  # fmt: skip


def support(facts):
    """Heading 6: training and other safeguarding activity to support schools."""
    told = Draft()
    held = [one for one in facts.reach["held"] if one.kind in WENT]
    numbers = dict(
        Engagement.schools.through.objects.filter(engagement__in=[one.pk for one in held])
        .order_by()
        .values_list("engagement")
        .annotate(number=Count("pk"))
    )
    told.say(
        f"{are(len(held), 'forum, roadshow, training event, briefing or bulletin', MANY)} recorded."
        if held
        else f"No forum, roadshow, training event, briefing or bulletin is recorded in {facts.year}."
    )
    told.table(
        "Training, forums, roadshows, briefings and bulletins", "Day|What|Kind|Schools#|Other settings#|Governors#",
        [
            [
                on(one.held_on), one.title, one.get_kind_display(), numbers.get(one.pk, 0),
                (one.early_years or 0) + (one.out_of_school or 0), one.governors or 0,
            ]
            for one in held
        ],
        RECORDED,
    )  # fmt: skip
    of_leads(told, facts)
    return told


MANY = "forums, roadshows, training events, briefings and bulletins"


def of_leads(told, facts):
    """How many open schools have a safeguarding lead, confirmed it, and are in time with training, as on their page."""
    schools = list(
        School.objects.in_scope().filter(authority=facts.authority).values_list("organisation", flat=True)
    )
    held = current_of(schools)
    named = confirmed = trained = 0
    for school in schools:
        leads = [one for one in held.get(school, []) if one.office == "lead"]
        named += bool(leads)
        confirmed += any(law.is_confirmed(one.confirmed_on, facts.today) for one in leads)
        trained += any(
            one.trained_on and not law.is_out_of_date("lead", one.trained_on, facts.today) for one in leads
        )
    told.say(
        f"Of {some(len(schools), 'open school')}, on the day of these figures, {named} had a safeguarding "
        f"lead recorded, {confirmed} had confirmed it within {law.CONFIRMED_MONTHS} months, and {trained} "
        f"had a lead trained within {law.TRAINING_MONTHS} months."
    )
