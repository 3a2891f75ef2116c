"""The pages of the yearly report: the whole way in the browser's own words, and nothing typed is lost."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assurance.models import Rendering, YearlyReport
from assurance.operations import yearly_report as operations
from assurance.operations.yearly_report import rendering as making
from partnership.access import Role
from partnership.models import Person
from partnership.operations.attempts import claim
from partnership.operations.letters import post_letters
from tests.factories import reviews
from tests.factories import yearly_report as factory


def date_fields(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def in_two_weeks():
    return date_fields("due_on", timezone.localdate() + timedelta(14))


def address(report, deed=""):
    return f"/assurance/reports/{report.pk}/{deed}"


def section_page(section):
    return f"/assurance/reports/section/{section.pk}/"


def test_the_whole_way_from_start_to_copy(cast, sign_in):
    officer, advisor = sign_in(cast.officer), sign_in(cast.advisor)
    answer = officer.post("/assurance/reports/start/", {"year": "2025"}, follow=True)
    report = YearlyReport.objects.get()
    assert "The report for 2025/26 has been started" in answer.text
    officer.post(address(report, "sections/add/"), {"kind": "priority", "title": "Neglect"})
    for section in report.sections.all():
        words = factory.WORDS.get(section.kind, section.text)
        typed = {
            "version": section.revision,
            "title": section.title,
            "text": words,
            "difference": "Fewer repeats.",
        }
        assert officer.post(section_page(section), typed | {"deed": "save"}).status_code == 302
    officer.post(address(report, "send/"), in_two_weeks())
    assert "You are asked to scrutinise" in advisor.get(address(report)).text
    advisor.post(address(report, "scrutinise/"), {"text": "Fair.", "deed": "sign"})
    officer.post(address(report, "endorsements/"), in_two_weeks())
    for person, partner in zip(cast.signatories, cast.partners, strict=True):
        sign_in(person).post(address(report, "endorse/"), {"organisation": partner.pk, "agreed": "on"})
    assert officer.post(address(report, "render/")).url == address(report, "rendering/")
    operations.render_waiting()
    assert "Publish the report" in officer.get(address(report)).text
    officer.post(address(report, "publish/"), {"recipients": "The Panel\nThe centre", "sure": "on"})
    copy = report.copies.get(recipient="The centre")
    officer.post(f"/assurance/reports/copy/{copy.pk}/", date_fields("sent_on", timezone.localdate()))
    copy.refresh_from_db()

    assert factory.fresh(report).state == "published"
    assert copy.sent_on == timezone.localdate()
    assert "Neglect" in Client().get("/yearly-reports/2025-26/").text


def test_write_section_previews_without_saving(cast, sign_in):
    section = factory.started(cast).sections.get(kind="voice")
    before = section.text
    typed = {"version": 1, "title": "Voice", "text": "**Heard**: {figure:returns_asked}", "deed": "preview"}
    answer = sign_in(cast.officer).post(section_page(section), typed)
    section.refresh_from_db()

    assert "<strong>Heard</strong>: 0" in answer.text
    assert "not saved yet" in answer.text
    assert (section.text, section.revision) == (before, 1)


@pytest.mark.parametrize("deed", ["save", "preview"])
def test_write_section_keeps_what_was_typed_when_a_name_is_unknown(cast, sign_in, deed):
    section = factory.started(cast).sections.get(kind="voice")
    typed = {"version": 1, "title": "Voice", "text": "Mine {figure:nobody}", "deed": deed}
    answer = sign_in(cast.officer).post(section_page(section), typed)

    assert "There is no figure called “nobody”" in answer.text
    assert "Mine {figure:nobody}</textarea>" in answer.text


def test_write_section_keeps_the_text_of_the_colleague_who_comes_second(cast, sign_in):
    section = factory.started(cast).sections.get(kind="voice")
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    first.post(section_page(section), {"version": 1, "title": "Voice", "text": "First."})
    answer = second.post(section_page(section), {"version": 1, "title": "Voice", "text": "Second."})
    section.refresh_from_db()

    assert "A colleague changed this section while you were writing" in answer.text
    assert "Second.</textarea>" in answer.text
    assert section.text == "First."


def test_write_section_saves_by_itself_and_tells_the_new_revision(cast, sign_in):
    section = factory.started(cast).sections.get(kind="voice")
    client, by_itself = sign_in(cast.officer), {"X-Requested-With": "fetch"}
    typed = {"version": 1, "title": "Voice", "text": "Half a"}
    saved = client.post(section_page(section), typed, headers=by_itself)
    refused = client.post(section_page(section), typed | {"text": "Other"}, headers=by_itself)

    assert (saved.status_code, saved.json()) == (200, {"version": 2})
    assert refused.status_code == 409


def test_write_section_refuses_far_too_much_text(cast, sign_in):
    section = factory.started(cast).sections.get(kind="voice")
    answer = sign_in(cast.officer).post(
        section_page(section), {"version": 1, "title": "Voice", "text": "x" * 60_001}
    )

    assert "The text has 60,001 characters. Shorten it to 60,000 or fewer." in answer.text


def test_send_names_what_is_missing_on_the_page(cast, sign_in):
    report = factory.written(cast, voice="")
    answer = sign_in(cast.officer).post(address(report, "send/"), in_two_weeks())

    assert "told us, and what we did” is empty" in answer.text


def test_a_half_written_statement_is_nobody_elses_to_read(cast, sign_in):
    report = factory.sent(cast)
    sign_in(cast.advisor).post(address(report, "scrutinise/"), {"text": "A first thought.", "deed": "keep"})
    assert "A first thought." in sign_in(cast.advisor).get(address(report, "scrutinise/")).text

    for person in (cast.officer, cast.signatories[0], cast.observer):
        for deed in ("", "read/", "figures/"):
            assert "A first thought." not in sign_in(person).get(address(report, deed)).text


def test_whole_counts_are_shown_only_to_those_who_run_the_report(cast, sign_in):
    for _ in range(3):
        reviews.refer_case(cast)
    report = factory.started(cast, timezone.localdate().year if timezone.localdate().month > 3 else 2025)
    whole, shown = sign_in(cast.officer), sign_in(cast.observer)
    cell = '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Whole">3</td>'

    assert cell in whole.get(address(report, "figures/")).text
    assert 'data-label="Whole"' not in shown.get(address(report, "figures/")).text
    assert "fewer than 5" in shown.get(address(report, "figures/")).text


def test_a_signatory_sees_only_their_own_partner_to_sign_for(cast, sign_in):
    report = factory.asked(cast)
    client = sign_in(cast.signatories[1])
    answer = client.post(address(report, "endorse/"), {"organisation": cast.police.pk, "agreed": "on"})

    assert answer.status_code == 200
    assert not report.endorsements.exclude(signed_at=None).exists()


def test_the_progress_of_rendering_is_told_in_figures(cast, sign_in):
    report = factory.rendering(cast)
    client = sign_in(cast.officer)
    page = client.get(address(report, "rendering/")).text
    watched = re.search('data-poll="([^"]+)"', page)[1]
    waiting = client.get(watched).json()
    making.step(claim(Rendering), 7, "Laying out the pages")
    running = client.get(watched).json()

    assert waiting == {"done": 0, "total": 11, "state": "waiting", "message": "Waiting for the worker."}
    assert (running["done"], running["state"], running["message"]) == (7, "running", "Laying out the pages")
    page = client.get(address(report, "rendering/")).text
    assert re.search(
        r'<progress class="portal-progress__bar" aria-labelledby="[^"]+" value="7" max="11"', page
    )


def test_asking_twice_for_the_pdf_makes_one(cast, sign_in):
    report = factory.endorsed(cast)
    client = sign_in(cast.officer)
    answers = [client.post(address(report, "render/")) for _ in range(2)]

    assert [answer.url for answer in answers] == [address(report, "rendering/")] * 2
    assert Rendering.objects.count() == 1


def test_the_pdf_of_a_draft_is_for_those_who_may_read_drafts(cast, sign_in):
    report = factory.rendered(cast)

    assert sign_in(Role.SIGNATORY).get(address(report, "pdf/")).content.startswith(b"%PDF-")
    assert sign_in(Role.PARTNER_LEAD).get(address(report, "pdf/")).status_code == 403
    assert "no-store" in sign_in(Role.SIGNATORY).get(address(report, "pdf/")).headers["Cache-Control"]


def test_publish_asks_why_only_when_it_is_late(cast, sign_in):
    report = factory.rendered(cast)

    assert "Why is it late?" not in sign_in(cast.manager).get(address(report, "publish/")).text


def test_an_empty_list_says_what_to_do(cast, sign_in):
    assert "Start one to gather the year’s figures." in sign_in(cast.officer).get("/assurance/reports/").text
    assert "No yearly report has been published here yet." in Client().get("/yearly-reports/").text


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["/assurance/reports/", "/yearly-reports/"])
def test_lists_ask_the_database_the_same_for_one_and_for_three(cast, sign_in, page, monkeypatch):

    monkeypatch.setattr(making, "print_pdf", lambda *a, **k: (b"%PDF-1.7", 1))
    client = sign_in(cast.officer) if page.startswith("/assurance") else Client()
    numbers = []
    for years in ((2023,), (2024, 2025)):
        for year in years:
            factory.published(cast, year)
        client.get(page)
        numbers.append(queries_of(client, page))

    assert numbers[0] == numbers[1]


def test_the_page_of_a_report_asks_the_same_for_one_and_for_three_priorities(cast, sign_in):

    report, client, numbers = factory.written(cast), sign_in(cast.officer), []
    for more in ((), ("Second", "Third")):
        for title in more:
            operations.add_section(report, by=cast.officer, title=title)
        client.get(address(report))
        pages = [address(report), address(report, "read/")]
        numbers.append([queries_of(client, one) for one in pages])

    assert numbers[0] == numbers[1]


def test_letters_of_a_report_hold_no_word_of_it(cast, mailoutbox):

    report = factory.sent(cast, voice="A secret of the draft.")
    Person.objects.update(post="each")
    post_letters()
    bodies = [letter.body for letter in mailoutbox if report.reference in letter.subject]

    assert len(bodies) == 1
    assert "A secret" not in json.dumps(bodies)
    assert address(report) in bodies[0]
