"""The work around a yearly report, brought to where a test needs it through the deeds that people use."""

from datetime import timedelta

from django.utils import timezone

from assurance.models import Rendering, ReportPaper
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import paper_making
from assurance.operations.yearly_report import rendering as making
from partnership.models import Committee
from partnership.operations.attempts import claim
from tests.factories import yearly_report


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def in_days(days):
    return timezone.localdate() + timedelta(days)


def window(cast, report=None, *, closes_in=7):
    """Members are asked for comments on a written draft."""
    report = report or yearly_report.written(cast)
    return operations.ask_for_comments(
        report, by=cast.officer, asks="Is it fair?", closes_on=in_days(closes_in)
    )


def committee(code="county-cabinet", name="County Cabinet", kind=Committee.Kind.CABINET):
    return Committee.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[0]


def consulted(cast, report, body=None, *, meets_in=14):
    return operations.consult_on_report(
        report, by=cast.officer, committee=body or committee(), sent_on=timezone.localdate(),
        meets_on=in_days(meets_in),
    )  # fmt: skip


def companion(cast, report=None, kind="for-children"):
    """With words that place a figure."""
    made = operations.start_companion(report or yearly_report.sent(cast), by=cast.officer, kind=kind)
    text = "You told us what to change. We changed it. Actions: {figure:actions_opened}."
    return operations.write_companion(made, by=cast.officer, seen=made.revision, title=made.title, text=text)


def print_quickly(html="<p>Drawn</p>", pages=1):
    """Every paper that waits, with a file that stands in for the PDF: who may open it is what matters."""
    while paper := claim(ReportPaper):
        paper_making.finish(paper, html, b"%PDF-1.7 of nobody", pages)


def forward(cast, report=None, kind="for-children", pages=1):
    made = operations.put_companion_forward(companion(cast, report, kind), by=cast.officer)
    print_quickly(pages=pages)
    return made


def let_out(cast, report=None, kind="for-children"):
    return operations.let_companion_out(forward(cast, report, kind), by=cast.second_officer)


def rendered(cast, year=yearly_report.YEAR):
    """A report ready to publish, with a file that stands in for its PDF."""
    report = yearly_report.rendering(cast, year)
    making.finish(claim(Rendering), "<p>Whole</p>", b"%PDF-1.7 of nobody", 1)
    return yearly_report.fresh(report)
