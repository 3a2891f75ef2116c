"""Yearly reports, brought to where a test needs them through the same deeds that people use.

Each function takes the cast and builds on the one before: started, written, sent, scrutinised, asked,
endorsed, rendered, published.
"""

from datetime import timedelta

from django.utils import timezone

from assurance.models import YearlyReport
from assurance.operations import yearly_report as operations

YEAR = 2025
PRIORITY = "Children at risk of exploitation"
DIFFERENCE = "Children tell us that one worker stays with them; repeat referrals fell after the change."
STATEMENT = "I have read the evidence behind this report, and the partners speak of it fairly."
WORDS = {
    "introduction": "The safeguarding partners present what was done in the year.",
    "priority": "Partners agreed one pathway, and tested it in an audit of twelve cases.",
    "no_progress": "Little progress was made on sharing information out of hours.",
    "voice": "Young people asked for fewer changes of worker. Two agencies changed their rota.",
    "training": "Courses were full, and managers report better chronologies three months later.",
}


def fresh(report):
    return YearlyReport.objects.get(pk=report.pk)


def started(cast, year=YEAR):
    return operations.start_report(by=cast.officer, year=year)


def written(cast, year=YEAR, **words):
    """Every section says what it must; `words` replaces what a kind of section says."""
    report = started(cast, year)
    if not report.sections.filter(kind="priority").exists():
        operations.add_section(report, by=cast.officer, title=PRIORITY)
    for section in report.sections.all():
        text = (WORDS | words).get(section.kind, section.text)
        if text == section.text:
            continue
        operations.write_section(
            section,
            by=cast.officer,
            seen=section.revision,
            title=section.title,
            text=text,
            difference=words.get("difference", DIFFERENCE),
        )
    return fresh(report)


def soon():
    return timezone.localdate() + timedelta(14)


def sent(cast, year=YEAR, **words):
    report = written(cast, year, **words)
    operations.send_report(report, by=cast.officer, due_on=soon())
    return fresh(report)


def scrutinised(cast, year=YEAR, *, statement=STATEMENT, **words):
    report = sent(cast, year, **words)
    operations.scrutinise(report, by=cast.advisor, text=statement)
    return fresh(report)


def asked(cast, year=YEAR, **words):
    report = scrutinised(cast, year, **words)
    return fresh(operations.ask_endorsements(report, by=cast.officer, due_on=soon()))


def endorse_all(cast, report):
    for person, partner in zip(cast.signatories, cast.partners, strict=True):
        operations.endorse(report, partner, by=person)
    return fresh(report)


def endorsed(cast, year=YEAR, **words):
    return endorse_all(cast, asked(cast, year, **words))


def rendering(cast, year=YEAR, **words):
    """Asked for, and waiting for a worker."""
    report = endorsed(cast, year, **words)
    operations.render_report(report, by=cast.officer)
    return fresh(report)


def rendered(cast, year=YEAR, **words):
    """With a real PDF."""
    report = rendering(cast, year, **words)
    operations.render_waiting()
    return fresh(report)


def published(cast, year=YEAR, **words):
    report = rendered(cast, year, **words)
    operations.publish_report(
        report,
        by=cast.manager,
        recipients=["Child Safeguarding Practice Review Panel", "A named centre"],
        late_reason="The figures came late.",
    )
    return fresh(report)
