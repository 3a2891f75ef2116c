"""Writing, scrutiny and endorsement: what each needs before it, and what stays frozen after it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from assurance.models import ReportEndorsement, ReportSection, ScrutinyStatement, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.rules.yearly_report import STARTING_TEXT
from partnership.access import Refused, Role
from partnership.models import Event, Letter, Organisation, Participation
from tests.factories import yearly_report as factory


def section(report, kind):
    return report.sections.get(kind=kind)


def write(report, kind, by, **changes):
    one = section(report, kind)
    facts = {"seen": one.revision, "title": one.title, "text": one.text, "difference": one.difference}
    return operations.write_section(one, by=by, **facts | changes)


def test_start_makes_every_chapter_that_a_report_must_have_in_order(cast):
    report = factory.started(cast)

    assert list(report.sections.values_list("kind", flat=True)) == [
        "introduction", "arrangements", "no_progress", "voice", "decisions", "reviews", "training",
        "assurance", "changes", "money",
    ]  # fmt: skip
    assert (report.state, report.year, report.slug) == ("drafting", "2025/26", "2025-26")
    assert Event.objects.about(report).first().verb == "started"


def test_start_refuses_a_year_that_has_a_report_or_has_not_begun(cast):
    factory.started(cast)
    with pytest.raises(Refused, match="There is already a report for 2025/26"):
        factory.started(cast)
    with pytest.raises(Refused, match="has not begun"):
        factory.started(cast, timezone.localdate().year + 1)


def test_every_starting_text_places_only_names_that_are_gathered(cast):
    report = factory.written(cast)

    operations.send_report(report, by=cast.officer, due_on=factory.soon())


def test_write_refuses_an_unknown_name_and_keeps_the_text_as_it_was(cast):
    report = factory.started(cast)
    with pytest.raises(Refused, match="no figure called “reviews”"):
        write(report, "voice", cast.officer, text="{figure:reviews}")

    assert section(report, "voice").text == STARTING_TEXT["voice"]


def test_write_tells_two_colleagues_of_each_other(cast):
    report = factory.started(cast)
    write(report, "voice", cast.officer, text="First.")
    with pytest.raises(Refused, match="A colleague changed this section while you were writing"):
        write(report, "voice", cast.second_officer, seen=1, text="Second.")

    assert section(report, "voice").text == "First."


def test_write_twice_the_same_is_harmless(cast):
    report = factory.started(cast)
    write(report, "voice", cast.officer, text="First.")
    write(report, "voice", cast.officer, seen=1, text="First.")

    assert section(report, "voice").revision == 2


def test_remove_keeps_what_every_report_must_have(cast):
    report = factory.written(cast)
    with pytest.raises(Refused, match="must have this chapter"):
        operations.remove_section(section(report, "voice"), by=cast.officer)
    operations.remove_section(section(report, "priority"), by=cast.officer)

    assert not report.sections.filter(kind="priority").exists()


def test_send_refuses_a_silent_section_and_nothing_moves(cast):
    report = factory.written(cast, voice="")
    with pytest.raises(Refused, match="“What children and young people told us, and what we did” is empty"):
        operations.send_report(report, by=cast.officer, due_on=factory.soon())

    assert factory.fresh(report).state == "drafting"
    assert not ScrutinyStatement.objects.exists()


def test_send_refuses_a_priority_without_its_difference(cast):
    report = factory.written(cast, difference="")
    with pytest.raises(Refused, match="does not say what difference it made"):
        operations.send_report(report, by=cast.officer, due_on=factory.soon())


def test_send_asks_the_advisor_with_a_date_and_a_letter(cast):
    report = factory.sent(cast)
    statement = report.statements.get()

    assert (report.state, statement.deadline.role) == ("with_scrutiny", Role.INDEPENDENT_ADVISOR)
    letter = Letter.objects.get(kind="report_step", recipient=cast.advisor)
    assert (letter.subject, letter.path) == ("To scrutinise: YR-2025", f"/assurance/reports/{report.pk}/")


def test_text_and_figures_are_frozen_once_sent(cast):
    report = factory.sent(cast)
    with pytest.raises(Refused, match="text and figures are frozen"):
        write(report, "voice", cast.officer, text="Other.")
    with pytest.raises(Refused, match="text and figures are frozen"):
        operations.gather_report(report, by=cast.officer)
    with pytest.raises(DatabaseError, match="only while it is drafted"), transaction.atomic():
        ReportSection.objects.filter(report=report).update(text="Other.")
    with pytest.raises(DatabaseError, match="only while it is drafted"), transaction.atomic():
        ReportSection.objects.create(
            report=report, position=1, kind="other", title="x", written_by=cast.officer
        )


def test_scrutinise_needs_words(cast):
    with pytest.raises(Refused, match="Write your scrutiny statement"):
        operations.scrutinise(factory.sent(cast), by=cast.advisor, text="  ")


def test_scrutinise_is_not_for_whoever_wrote_some_of_it(cast):
    report = factory.sent(cast)
    report.authors.add(cast.advisor)
    for deed in (operations.scrutinise, operations.save_statement):
        with pytest.raises(Refused, match="You wrote part of this report"):
            deed(report, by=cast.advisor, text="Fair.")


def test_scrutinise_is_not_for_staff(cast):
    report = factory.sent(cast)
    with pytest.raises(Refused, match="You do not currently hold the office that signs this"):
        operations.scrutinise(report, by=cast.learning_officer, text="Fair.")


def test_scrutinise_signs_once_and_for_good(cast):
    report = factory.scrutinised(cast)
    statement = report.statements.get()

    assert (statement.office, statement.signed_on) == ("Independent Advisor", timezone.localdate())
    with pytest.raises(Refused, match="was signed on"):
        operations.scrutinise(report, by=cast.advisor, text="Otherwise.")
    with pytest.raises(DatabaseError, match="signed is frozen"), transaction.atomic():
        ScrutinyStatement.objects.update(text="Otherwise.")


def test_a_late_statement_says_why(cast):
    report = factory.sent(cast)
    with time_machine.travel(timezone.now() + timedelta(15), tick=False):
        with pytest.raises(Refused, match="Say why it was late"):
            operations.scrutinise(report, by=cast.advisor, text="Fair.")
        operations.scrutinise(report, by=cast.advisor, text="Fair.", late_reason="Illness")

    assert report.statements.get().deadline.late is True


def test_ask_endorsements_needs_the_statement(cast):
    with pytest.raises(Refused, match="has not signed"):
        operations.ask_endorsements(factory.sent(cast), by=cast.officer, due_on=factory.soon())


def test_ask_endorsements_asks_every_partner_in_force(cast):
    left = Participation.objects.get(organisation=cast.rutland)
    left.ends_on = timezone.localdate() - timedelta(1)
    left.save()
    report = factory.asked(cast)

    asked = report.endorsements.values_list("organisation__code", flat=True)
    assert sorted(asked) == ["icb", "leicestershire-county-council", "leicestershire-police"]


def test_a_partner_who_joined_since_is_asked_too(cast):
    report = factory.asked(cast)
    with pytest.raises(Refused, match="Every statutory partner has already been asked"):
        operations.ask_endorsements(report, by=cast.officer, due_on=factory.soon())
    report = factory.endorse_all(cast, report)
    new = Organisation.objects.create(code="new", name="New Partner", kind="other")
    Participation.objects.create(organisation=new, kind="statutory_partner", starts_on=timezone.localdate())
    with pytest.raises(Refused, match="Still to endorse: New Partner"):
        operations.render_report(report, by=cast.officer)
    operations.ask_endorsements(report, by=cast.officer, due_on=factory.soon())

    assert report.endorsements.filter(organisation=new).exists()


def test_endorse_is_only_for_ones_own_partner(cast):
    report = factory.asked(cast)
    with pytest.raises(Refused, match="You do not sign for Rutland County Council"):
        operations.endorse(report, cast.rutland, by=cast.signatories[0])


def test_endorse_counts_once(cast):
    report = factory.endorsed(cast)
    with pytest.raises(Refused, match="endorsed this report on"):
        operations.endorse(report, cast.county, by=cast.signatories[0])
    with pytest.raises(DatabaseError, match="signed is frozen"), transaction.atomic():
        ReportEndorsement.objects.update(office="Another office")


def test_render_needs_every_endorsement_and_names_who_is_missing(cast):
    report = factory.asked(cast)
    for person, partner in list(zip(cast.signatories, cast.partners, strict=True))[:2]:
        operations.endorse(report, partner, by=person)
    with pytest.raises(Refused) as refused:
        operations.render_report(report, by=cast.officer)

    assert str(refused.value) == "Still to endorse: Integrated Care Board, Leicestershire Police."


def test_return_sets_signatures_aside_and_keeps_them(cast):
    report = factory.asked(cast)
    operations.endorse(report, cast.county, by=cast.signatories[0])
    with pytest.raises(Refused, match="why the text has to change"):
        operations.return_report(report, by=cast.officer, why=" ")
    operations.return_report(report, by=cast.officer, why="A figure was wrong.")
    report = factory.fresh(report)

    assert report.state == "drafting"
    assert not report.statements.standing().exists()
    assert not report.endorsements.standing().exists()
    assert report.endorsements.exclude(signed_at=None).get().void_reason == "A figure was wrong."
    waiting = [one.deadline for one in report.endorsements.filter(signed_at=None).select_related("deadline")]
    assert {one.ended_on for one in waiting} == {timezone.localdate()}
    operations.send_report(report, by=cast.officer, due_on=factory.soon())


def test_the_next_report_takes_the_priorities_along(cast):
    YearlyReport.objects.filter(pk=factory.published(cast, 2024).pk)
    report = factory.started(cast, 2025)

    assert [one.title for one in report.sections.filter(kind="priority")] == [factory.PRIORITY]
    assert section(report, "priority").text == ""


def test_a_report_year_is_april_to_march(cast):
    with pytest.raises(DatabaseError, match="report_year_is_april_to_march"), transaction.atomic():
        YearlyReport.objects.create(
            period_from=date(2025, 4, 1),
            period_until=date(2026, 4, 1),
            title="x",
            slug="x",
            started_by=cast.officer,
        )
