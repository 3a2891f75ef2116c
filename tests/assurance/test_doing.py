"""“How are we doing?”: from the quarter's evidence to the Partnership."""

from datetime import UTC, date, datetime

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assurance.models import DoingReport
from assurance.operations import doing as operations
from assurance.operations.doing_evidence import times
from assurance.rules.doing import check_statement, reference_of
from partnership.access import Refused
from partnership.models import Action, Deadline, Event, Letter, Person
from partnership.operations import plan_progress
from partnership.operations.deadlines import meet, open_fixed
from schools.operations.settings_assurance import answer_setting, judge_answer
from tests.factories import audits, indicators
from tests.factories import doing as made
from tests.factories import inspections as files
from tests.factories import plan as plans
from tests.factories import settings as homes
from tests.factories.schools import school
from tests.factories.voice import public, said

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture(autouse=True)
def a_wednesday_after_the_quarter():
    with time_machine.travel(datetime(2026, 7, 15, 9, tzinfo=UTC), tick=False) as clock:
        yield clock


def chair():
    return Person.objects.get(name="Delivery chair")


@pytest.mark.parametrize(
    ("starts_on", "reference"),
    [
        (date(2026, 4, 1), "HAWD-2026-Q1"),
        (date(2026, 7, 1), "HAWD-2026-Q2"),
        (date(2026, 10, 1), "HAWD-2026-Q3"),
        (date(2027, 1, 1), "HAWD-2026-Q4"),
        (date(2027, 3, 1), "HAWD-2026-Q4"),
    ],
)
def test_a_quarter_is_one_of_the_financial_year(starts_on, reference):
    assert reference_of(starts_on) == reference


def test_a_report_begins_with_a_place_for_each_outcome_statement_and_what_leads_wrote(cast):
    report = made.begun(cast)

    assert [(one.number, one.outcome, one.verdict) for one in report.statements.all()] == [
        (1, plans.TEXTS["outcome"], ""),
        (2, plans.TEXTS["outcome"], ""),
    ]
    known = report.evidence.filter(kind="progress").order_by("pk")
    assert [(one.words, one.priority.number) for one in known] == [
        ("Priority 1, Safeguarding babies. Green: on track; getting better. It went green.", 1),
        ("Priority 2, Being listened to. Green: on track; getting better. It went green.", 2),
    ]
    assert (report.reference, report.deadline.due_on) == ("HAWD-2026-Q1", date(2026, 8, 11))
    assert report.deadline.path == report.get_absolute_url()


def test_a_second_press_begins_nothing_twice(cast):
    report = made.begun(cast)

    assert operations.start_doing(report.quarter, by=cast.second_officer) == report
    assert DoingReport.objects.count() == 1


def test_a_quarter_that_has_only_begun_has_no_report_yet(cast):
    plan = plans.approved(cast)
    second = plan.quarters.all()[1]

    with pytest.raises(Refused, match="It is too early for this quarter’s report"):
        operations.start_doing(second, by=cast.officer)
    assert operations.quarters_to_report(date(2026, 8, 30)) == [plan.quarters.first()]
    assert operations.quarters_to_report(date(2026, 8, 31)) == [plan.quarters.first(), second]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"verdict": ""}, "what the evidence says"),
        ({"well": " "}, "doing well"),
        ({"explore": ""}, "explore further"),
        ({"next_steps": ""}, "next quarter"),
        ({"cites": 0}, "the evidence does not tell"),
    ],
)
def test_a_judgement_without_words_or_evidence_is_refused_with_what_to_do(changes, sentence):
    given = {name: made.WORDS[name] for name in ("verdict", "well", "explore", "next_steps")} | {"cites": 1}

    with pytest.raises(Refused, match=sentence):
        check_statement(**given | changes)


def test_not_knowing_is_an_answer_and_needs_no_evidence():
    check_statement(verdict="unknown", well="", explore="", next_steps="Ask for figures.", cites=0)


def test_evidence_of_another_quarter_cannot_be_cited(cast):
    report = made.begun(cast)
    before = plans.approved(cast, years=(date(2025, 4, 1), date(2026, 3, 31)))
    other = operations.start_doing(before.quarters.first(), by=cast.officer)
    operations.add_doing_evidence(
        other, by=cast.officer, words="An inspection: good.", known_on=date(2025, 6, 1)
    )

    with pytest.raises(Refused, match="another quarter"):
        operations.write_doing_statement(
            report.statements.first(), by=cast.officer, seen="1", cites=other.evidence.all(), **made.WORDS
        )


def test_looking_again_brings_what_is_new_and_leaves_what_was_cited(cast):
    report = made.judged(cast, made.begun(cast))
    entry = plans.entry(report.quarter.plan)
    plans.written(cast, entry, narrative="It went better than that.")
    new = public(cast, heard_on=date(2026, 6, 30))

    assert operations.gather_doing(report, by=cast.officer) == 1
    assert {one.words for one in report.evidence.filter(kind="progress")} == {
        "Priority 1, Safeguarding babies. Green: on track; getting better. It went green.",
        "Priority 2, Being listened to. Green: on track; getting better. It went green.",
    }
    assert "put up two lamps" in report.evidence.get(key=f"said:{new.pk}").words


def test_what_was_said_and_not_let_out_is_a_number_only(cast):
    kept = said(cast, "My stepfather frightens me", heard_on=date(2026, 6, 30))
    report = made.begun(cast)

    assert not report.evidence.filter(words__contains="stepfather").exists()
    assert report.evidence.get(key="unanswered").words == "1 thing said has no answer yet."
    assert kept.let_out_at is None


@pytest.mark.parametrize(
    ("kept", "number", "words"),
    [
        (2, 3, "Statutory dates that fell due: fewer than 5."),
        (9, 9, "Statutory dates that fell due: 9. Kept: 9. Not kept: none."),
        (5, 7, "Statutory dates that fell due: 7. Kept: not shown. Not kept: fewer than 5."),
        (5, 6, "Statutory dates that fell due: not shown. Kept: not shown. Not kept: fewer than 5."),
    ],
)
def test_what_was_not_kept_cannot_be_worked_out(cast, kept, number, words, a_wednesday_after_the_quarter):
    quarter = plans.approved(cast).quarters.first()
    a_wednesday_after_the_quarter.move_to(datetime(2026, 6, 1, 9, tzinfo=UTC))
    due = {"by": cast.officer, "rule": "Agreed", "source": "Statute", "reference": "X", "path": "/"}
    for one in range(number):
        opened = open_fixed("x", f"Due {one}", date(2026, 6, 30), owner=cast.officer, **due)
        if one < kept:
            meet(opened, by=cast.officer)
    Deadline.objects.filter(duty="x").update(force="statutory")

    assert [one.words for one in times(quarter)] == [words]


def test_two_writers_are_told_of_each_other_and_lose_nothing(cast, sign_in):
    report = made.judged(cast, made.begun(cast))
    statement = report.statements.first()
    posted = made.WORDS | {"seen": "1", "well": "Mine.", "cites": [report.evidence.first().pk]}

    page = sign_in(cast.second_officer).post(
        reverse("assurance:write_doing_statement", args=[statement.pk]), posted
    )

    text = page.content.decode()
    assert "What Board officer saved while you were writing" in text
    assert (made.WORDS["well"] in text, ">\nMine.</textarea>" in text) == (True, True)
    statement.refresh_from_db()
    assert statement.well == made.WORDS["well"]


def test_evidence_that_staff_added_is_put_into_other_words_and_two_see_each_other(cast, sign_in):
    report = made.begun(cast)
    known = {"known_on_day": 10, "known_on_month": 7, "known_on_year": 2026}
    added = operations.add_doing_evidence(
        report, by=cast.officer, words="Inspection: gud.", known_on=date(2026, 7, 9)
    )
    address = reverse("assurance:change_doing_evidence", args=[added.pk])
    assert address in sign_in("board_officer").get(report.get_absolute_url()).text
    sign_in("board_officer").post(address, known | {"seen": "Inspection: gud.", "words": "Inspection: good."})

    manager = sign_in("board_manager")
    page = manager.post(address, known | {"seen": "Inspection: gud.", "words": "Inspection, July: good."})
    assert "Someone else" in page.text or "has changed since you opened this page" in page.text
    assert "Inspection: good." in page.text
    assert "Inspection, July: good." in page.text
    again = known | {"seen": "Inspection: good.", "words": "Inspection, July: good."}
    assert manager.post(address, again).status_code == 302
    added.refresh_from_db()
    assert (added.words, added.known_on) == ("Inspection, July: good.", date(2026, 7, 10))
    found = report.evidence.filter(added_by=None).first()
    with pytest.raises(Refused, match="The portal found this evidence"):
        operations.change_doing_evidence(
            found, by=cast.officer, seen=found.words, words="Better", known_on=found.known_on
        )


def test_evidence_that_was_added_by_mistake_is_removed_once_nothing_rests_on_it(cast):
    report = made.begun(cast)
    day = date(2026, 7, 9)
    first = operations.add_doing_evidence(report, by=cast.officer, words="Of another county.", known_on=day)
    second = operations.add_doing_evidence(report, by=cast.officer, words="Inspection: good.", known_on=day)
    statement = report.statements.get(number=1)
    operations.write_doing_statement(
        statement, by=cast.officer, seen=1, cites=[second], **made.WORDS | {"verdict": "well"}
    )
    with pytest.raises(Refused, match="It supports what is written for priority 1"):
        operations.remove_doing_evidence(second, by=cast.officer, reason="By mistake.")
    with pytest.raises(Refused, match="Enter why you are removing it"):
        operations.remove_doing_evidence(first, by=cast.officer, reason=" ")

    operations.remove_doing_evidence(first, by=cast.officer, reason="It is about another county.")
    assert list(report.evidence.exclude(added_by=None)) == [second]
    assert Event.objects.get(verb="removed evidence").why == "It is about another county."
    third = operations.add_doing_evidence(report, by=cast.officer, words="A visit.", known_on=day)
    assert third.key == "other:3"


def test_a_report_with_a_silent_statement_does_not_go_to_the_group(cast):
    report = made.begun(cast)

    with pytest.raises(Refused, match="Priority 1 has not been written yet"):
        operations.put_doing(report, by=cast.officer, seen=report.revision)


def test_put_doing_shows_what_changed_since_the_page_was_opened(cast, sign_in):
    report = made.judged(cast, made.begun(cast))

    page = sign_in("board_officer").post(
        reverse("assurance:put_doing", args=[report.pk]), {"seen": report.revision - 1}
    )

    assert "changed since you opened this page" in page.content.decode()
    report.refresh_from_db()
    assert report.state == "drafting"


def test_the_groups_chair_agrees_it_and_nobody_their_own_words(cast):
    report = made.with_group(cast)
    letters = Letter.objects.filter(key__startswith=f"doing:{report.pk}:put")

    assert [one.recipient for one in letters] == [chair()]
    with pytest.raises(Refused, match="You wrote part of this report, so someone else must agree it"):
        operations.agree_doing(report, by=cast.officer, seen=report.revision, agreed_how="PDG-1")
    agreed = operations.agree_doing(report, by=chair(), seen=report.revision, agreed_how="PDG-2026-2")
    assert (agreed.state, agreed.agreed_by) == ("agreed", chair())


def test_only_the_chair_of_planning_and_delivery_agrees(cast, sign_in):
    report = made.with_group(cast)

    assert sign_in(chair()).get(reverse("assurance:agree_doing", args=[report.pk])).status_code == 200
    assert sign_in(cast.chair).get(reverse("assurance:agree_doing", args=[report.pk])).status_code == 404
    assert sign_in("board_manager").get(reverse("assurance:agree_doing", args=[report.pk])).status_code == 403


def test_what_the_group_wants_otherwise_comes_back_with_the_reason(cast):
    report = made.with_group(cast)

    returned = operations.return_doing(report, by=chair(), reason="Say more of night shifts.")

    assert (returned.state, returned.returned_because) == ("drafting", "Say more of night shifts.")
    assert (
        Letter.objects.filter(key__startswith=f"doing:{report.pk}:returned").get().recipient == cast.officer
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda report: DoingReport.objects.filter(pk=report.pk).update(overview="Other words"),
        lambda report: DoingReport.objects.filter(pk=report.pk).update(
            state="drafting", agreed_by=None, agreed_at=None
        ),
        lambda report: DoingReport.objects.filter(pk=report.pk).update(agreed_how="At another meeting"),
        lambda report: report.statements.update(well="Other words"),
        lambda report: report.statements.all().delete(),
        lambda report: report.evidence.update(words="Other words"),
        lambda report: report.statements.first().cites.clear(),
        lambda report: report.statements.first().cites.add(
            report.evidence.exclude(cited_by__number=1).first()
        ),
    ],
)
def test_what_was_agreed_is_frozen_with_its_evidence(cast, change):
    made.delivery(cast)
    report = made.agreed(cast, chair())

    with pytest.raises(DatabaseError, match="agreed report is frozen"), transaction.atomic():
        change(report)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "agreed", "sent_by": None, "sent_at": None, "document": None},
        {"sent_at": datetime(2026, 7, 1, 9, tzinfo=UTC)},
        {"pages": 99},
    ],
)
def test_what_was_sent_stays_sent(cast, change):
    made.delivery(cast)
    report = operations.keep_sent(made.agreed(cast, chair()), PDF, 1, by=cast.officer, late_reason="")

    with pytest.raises(DatabaseError, match="agreed report is frozen"), transaction.atomic():
        DoingReport.objects.filter(pk=report.pk).update(**change)


def test_send_doing_keeps_a_tagged_pdf_and_writes_to_the_partnership(cast, sign_in):
    made.delivery(cast)
    report = made.agreed(cast, chair())
    cast.person("Partnership member", "group_member", seat=cast.seat(cast.partnership, "member"))

    answer = sign_in("board_officer").post(reverse("assurance:send_doing", args=[report.pk]))

    assert answer.status_code == 302
    report.refresh_from_db()
    told = Letter.objects.filter(key__startswith=f"doing:{report.pk}:sent").order_by("recipient__name")
    assert [one.recipient.name for one in told] == ["Lead Member", "Partnership member"]
    assert {one.subject for one in told} == {"How are we doing?: HAWD-2026-Q1"}
    assert (report.deadline.done_on, report.deadline.late) == (date(2026, 7, 15), False)
    with report.document.file.open() as file, pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]).startswith("How are we doing? HAWD-2026-Q1")
    page = sign_in("observer").get(report.get_absolute_url())
    assert made.WORDS["well"] in page.content.decode()


def test_send_doing_late_says_why(cast, sign_in, a_wednesday_after_the_quarter):
    made.delivery(cast)
    report = made.agreed(cast, chair())
    a_wednesday_after_the_quarter.move_to(datetime(2026, 8, 12, 9, tzinfo=UTC))

    page = sign_in("board_officer").post(reverse("assurance:send_doing", args=[report.pk]))

    assert "Why" in page.content.decode()
    report.refresh_from_db()
    assert report.state == "agreed"


def test_a_draft_is_for_its_writers_and_then_for_the_group(cast, sign_in):
    report = made.begun(cast)
    member = Person.objects.get(name="Delivery member")

    assert [
        sign_in(who).get(report.get_absolute_url()).status_code for who in (member, "independent_advisor")
    ] == [404, 404]
    report = made.judged(cast, report)
    operations.put_doing(report, by=cast.officer, seen=report.revision)
    assert [
        sign_in(who).get(report.get_absolute_url()).status_code
        for who in (member, "independent_advisor", "group_member", "observer", "learning_officer")
    ] == [200, 200, 404, 404, 404]


def test_an_action_for_the_next_quarter_is_one_of_the_actions_that_everybody_has(cast, sign_in):
    report = made.judged(cast, made.begun(cast))
    statement = report.statements.first()

    answer = sign_in("board_officer").post(
        reverse("assurance:open_doing_action", args=[statement.pk]),
        {
            "title": "Train night shifts", "organisation": cast.hospital.pk, "group": "",
            "target_on_day": 30, "target_on_month": 9, "target_on_year": 2026,
        },
    )  # fmt: skip

    assert answer.status_code == 302
    action = Action.objects.get(title="Train night shifts")
    assert (action.origin, action.organisation, action.doing_link.statement) == (
        "HAWD-2026-Q1", cast.hospital, statement,
    )  # fmt: skip


def test_a_report_runs_the_same_number_of_queries_whatever_it_holds(cast, sign_in):
    report = made.judged(cast, made.begun(cast))
    client, counts = sign_in("board_officer"), []
    client.get(report.get_absolute_url())
    for number in range(3):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(report.get_absolute_url())
        counts.append(len(queries))
        operations.add_doing_evidence(
            report, by=cast.officer, words=f"Inspection {number}.", known_on=date(2026, 6, 1)
        )

    assert len(set(counts)) == 1


def test_a_quarter_closed_later_changes_nothing_of_what_was_sent(cast):
    made.delivery(cast)
    report = made.agreed(cast, chair())
    before = list(report.evidence.values_list("key", "words"))

    plan_progress.close_quarter(report.quarter, by=cast.officer)

    assert list(report.evidence.values_list("key", "words")) == before


def test_an_indicator_is_evidence_for_its_priority_without_its_small_numbers(cast):
    plan = plans.approved(cast)
    made_of = indicators.indicator(cast, asked_from=date(2026, 4, 1), name="Babies with a bruise")
    made_of.priorities.add(plan.priorities.get(number=2))
    indicators.give(made_of, "Q1 2026/27", indicators.LEICS, 417, by=cast.officer)
    indicators.give(made_of, "Q1 2026/27", indicators.RUTLAND, 3, by=cast.officer)
    report = made.begun(cast, plan)

    found = report.evidence.get(kind="indicators")
    assert (found.priority.number, "417" in found.words or "not shown" in found.words) == (2, True)
    assert "Babies with a bruise, " in found.words
    assert "Rutland: 3" not in found.words
    assert "420" not in found.words


def test_an_audit_that_was_reported_is_evidence_with_the_grades_that_may_be_told(cast):
    with time_machine.travel(datetime(2026, 6, 17, 9, tzinfo=UTC), tick=False):
        reported = audits.reported(cast)
    report = made.begun(cast)

    found = report.evidence.get(kind="audits")
    assert found.words.startswith(f"{reported.reference}, {reported.theme}. ")
    assert (found.known_on, found.path) == (date(2026, 6, 17), reported.get_absolute_url())


def test_what_settings_assured_and_inspectors_worried_about_is_evidence_in_numbers(cast):
    home = homes.setting(cast)
    with time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=UTC)):
        found = answer_setting(homes.asked(cast, home), office="Manager", answer="Each is vetted.")
        judge_answer(found, by=cast.officer, judged="partly", judged_why="Nobody checks the log.")
        files.brought_in(
            [files.card(school(cast, name="Larch School").urn, **{"Safeguarding standards": "Not met"})]
        )
    report = made.begun(cast)

    words = sorted(report.evidence.filter(kind="schools").values_list("words", flat=True))
    assert words == [
        "Children’s homes, foster agencies and other settings: 1 answer judged, 0 gave assurance.",
        f"Inspections of schools in {cast.county.name}: 1 concern open in the quarter, 1 of them still.",
    ]
    assert not any("Larch" in one or "Juniper" in one for one in words)
