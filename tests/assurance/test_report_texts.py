"""The sections of a yearly report: their order, their earlier texts, two people at once, and hostile Markdown."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from assurance.models import SectionText
from assurance.operations import yearly_report as operations
from assurance.printing.text import narrative
from assurance.rules.report_texts import compared, words_in
from partnership.access import Refused
from tests.factories import yearly_report as factory


def section(report, kind):
    return report.sections.get(kind=kind)


def write(one, by, text, **changes):
    facts = {"seen": one.revision, "title": one.title, "text": text, "difference": one.difference}
    return operations.write_section(one, by=by, **facts | changes)


def empty(cast):
    """A section that nothing has been written in."""
    return operations.add_section(factory.started(cast), by=cast.officer, title="Neglect")


def page(one):
    return f"/assurance/reports/section/{one.pk}/"


def titles(report):
    return list(report.sections.values_list("title", flat=True))


# Order ----------------------------------------------------------------------------------------------------


def test_a_section_moves_one_place_and_stops_at_the_ends(cast, sign_in):
    report = factory.started(cast)
    before, client = titles(report), sign_in(cast.officer)
    voice, first = section(report, "voice"), report.sections.first()
    client.post(f"{page(voice)}move/", {"to": "up"})
    assert titles(report) == [before[0], before[1], before[3], before[2], *before[4:]]
    client.post(f"{page(voice)}move/", {"to": "down"})
    client.post(f"{page(first)}move/", {"to": "up"})

    assert titles(report) == before


def test_the_order_is_that_of_the_text_and_of_what_is_endorsed(cast):
    report = factory.written(cast)
    operations.move_section(section(report, "voice"), by=cast.officer, up=False)
    moved = titles(report)
    operations.send_report(report, by=cast.officer, due_on=factory.soon())

    assert [one["title"] for one in factory.fresh(report).snapshots.first().sections] == moved


def test_sections_do_not_move_once_the_text_is_frozen(cast):
    report = factory.sent(cast)
    with pytest.raises(Refused, match="text and figures are frozen"):
        operations.move_section(section(report, "voice"), by=cast.officer, up=True)


def test_a_new_priority_comes_after_the_last_one_wherever_that_was_moved(cast):
    report = factory.started(cast)
    one = operations.add_section(report, by=cast.officer, title="First")
    operations.move_section(one, by=cast.officer, up=True)
    operations.add_section(report, by=cast.officer, title="Second")
    operations.add_section(report, by=cast.officer, title="Last", kind="other")

    assert titles(report)[:3] == ["Introduction by the safeguarding partners", "First", "Second"]
    assert titles(report)[-1] == "Last"


# Earlier texts --------------------------------------------------------------------------------------------


def test_what_one_person_saves_in_a_sitting_is_one_text_and_another_person_begins_the_next(cast):
    report = factory.started(cast)
    one = section(report, "arrangements")
    start, begun = one.text, timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        one = write(one, cast.officer, "One long sentence of ours.")
        clock.shift(timedelta(minutes=29))
        one = write(one, cast.officer, "One long sentence of ours, and more.")
        one = write(one, cast.second_officer, "A colleague’s words about the arrangements.")
        clock.shift(timedelta(minutes=31))
        write(one, cast.second_officer, "A colleague’s words about the arrangements, later.")
    texts = list(one.texts.values_list("text", "written_by"))

    assert texts == [
        ("A colleague’s words about the arrangements, later.", cast.second_officer.pk),
        ("A colleague’s words about the arrangements.", cast.second_officer.pk),
        ("One long sentence of ours, and more.", cast.officer.pk),
        (start, cast.officer.pk),
    ]


def test_a_text_that_is_mostly_taken_out_in_one_sitting_is_kept_before(cast):
    one = empty(cast)
    one = write(one, cast.officer, "A whole page of what young people told us in December.")
    write(one, cast.officer, "Oh.")

    assert [text.text[:7] for text in one.texts.all()] == ["Oh.", "A whole"]


def test_an_earlier_text_is_put_back_and_what_stood_there_stays(cast, sign_in):
    one = section(factory.started(cast), "voice")
    one = write(one, cast.officer, "The first words, by the officer.")
    one = write(one, cast.second_officer, "Second words, by a colleague, that were not so good.")
    first = one.texts.get(text__startswith="The first")
    client = sign_in(cast.manager)
    shown = client.get(f"{page(one)}earlier/?text={first.pk}").text
    assert "Restore this text" in shown
    assert "Second board officer" in shown
    assert client.get(f"{page(one)}earlier/?text=0").status_code == 404
    client.post(f"/assurance/reports/text/{first.pk}/restore/", {"seen": one.revision})
    one.refresh_from_db()

    assert one.text == "The first words, by the officer."
    assert one.written_by == cast.manager
    assert cast.manager in one.report.authors.all()
    assert one.texts.filter(text__startswith="Second words").exists()


def test_restore_is_refused_once_a_colleague_has_saved(cast, sign_in):
    one = section(factory.started(cast), "voice")
    one = write(one, cast.officer, "The first words, by the officer.")
    kept = one.texts.first()
    one = write(one, cast.second_officer, "Second words, by a colleague, quite other.")
    answer = sign_in(cast.officer).post(f"/assurance/reports/text/{kept.pk}/restore/", {"seen": 2})
    one.refresh_from_db()

    assert (answer.status_code, one.text) == (409, "Second words, by a colleague, quite other.")


def test_a_section_that_was_taken_out_comes_back_with_its_texts(cast, sign_in):
    report = factory.written(cast)
    one = section(report, "priority")
    text, difference = one.text, one.difference
    operations.remove_section(one, by=cast.officer)
    assert not report.sections.filter(kind="priority").exists()
    kept = operations.taken_out(report)
    client = sign_in(cast.officer)
    assert factory.PRIORITY in client.get(f"/assurance/reports/{report.pk}/order/").text
    client.post(f"/assurance/reports/text/{kept[0].pk}/back/")
    back = section(report, "priority")

    assert (back.title, back.text, back.difference) == (factory.PRIORITY, text, difference)
    assert operations.taken_out(report) == []
    assert back.texts.count() >= 1
    assert client.post(f"/assurance/reports/text/{kept[0].pk}/back/").status_code == 409


# Two people at once ---------------------------------------------------------------------------------------


def test_both_texts_are_kept_and_shown_when_two_people_save_one_section(cast, sign_in):
    one = section(factory.started(cast), "voice")
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    first.post(page(one), {"version": 1, "title": "Voice", "text": "What the officer wrote."})
    answer = second.post(page(one), {"version": 1, "title": "Voice", "text": "What the second wrote."})
    one.refresh_from_db()

    assert "What Board officer saved while you were writing" in answer.text
    assert "What the second wrote.</textarea>" in answer.text
    assert '<input type="hidden" name="version" value="2"' in answer.text
    aside = SectionText.objects.get(set_aside=True)
    assert (aside.text, aside.written_by) == ("What the second wrote.", cast.second_officer)
    assert "Set aside" in first.get(f"{page(one)}earlier/").text
    together = {"version": 2, "title": "Voice", "text": "What the officer wrote. What the second wrote."}
    assert second.post(page(one), together).status_code == 302
    one.refresh_from_db()
    assert one.text == "What the officer wrote. What the second wrote."


def test_typing_on_while_a_colleague_saved_sets_one_text_aside_and_not_one_for_each_try(cast, sign_in):
    one = section(factory.started(cast), "voice")
    write(one, cast.officer, "The officer’s.")
    client, by_itself = sign_in(cast.second_officer), {"X-Requested-With": "fetch"}
    for text in ("Mine", "Mine, longer"):
        typed = {"version": 1, "title": "Voice", "text": text}
        answer = client.post(page(one), typed, headers=by_itself)
        assert answer.status_code == 409
        assert "A colleague saved this section" in answer.json()["message"]

    assert [text.text for text in SectionText.objects.filter(set_aside=True)] == ["Mine, longer"]


def test_a_name_is_put_in_without_javascript_and_nothing_is_saved(cast, sign_in):
    one = empty(cast)
    typed = {"version": 1, "title": "Voice", "text": "Heard.", "place": "{table:deadlines}", "deed": "place"}
    answer = sign_in(cast.officer).post(page(one), typed)
    one.refresh_from_db()

    assert "Heard.\n\n{table:deadlines}</textarea>" in answer.text
    assert 'data-insert="{table:deadlines}"' in answer.text
    assert (one.text, one.revision) == ("", 1)


# What people paste ----------------------------------------------------------------------------------------


def test_five_megabytes_are_refused_with_a_sentence_and_kept_on_the_page(cast, sign_in):
    one = empty(cast)
    pasted = "Заяц🐇" * 410_000
    assert len(pasted.encode()) > 4_900_000
    answer = sign_in(cast.officer).post(page(one), {"version": 1, "title": "Voice", "text": pasted})
    one.refresh_from_db()

    assert answer.status_code == 200
    assert f"The text has {len(pasted):,} characters. Shorten it to 60,000 or fewer." in answer.text
    assert pasted[-1000:] in answer.text
    assert one.text == ""


HOSTILE = """<script>alert(1)</script>
<img src=x onerror=alert(1)> [click](javascript:alert(1)) ![x](https://elsewhere.example/x.png)

<iframe src="https://elsewhere.example"></iframe>

👩‍👧 مرحبا بالأطفال {figure:nobody}
"""


def test_html_in_a_section_is_words_and_scripts_do_nothing(cast):
    drawn = narrative(HOSTILE, {"figures": {}, "tables": {}, "charts": {}})

    for harm in ("<script", "<img", "<iframe", 'href="javascript', "onerror=alert(1)>"):
        assert harm not in drawn
    assert "&lt;script&gt;" in drawn
    assert "👩‍👧 مرحبا بالأطفال {figure:nobody}" in drawn


def test_emoji_and_right_to_left_are_kept_to_the_letter(cast):
    words = "👩‍👧 مرحبا بالأطفال\u202e, =SUM(A1)"
    one = write(section(factory.started(cast), "voice"), cast.officer, words)
    one.refresh_from_db()

    assert one.text == words


def test_words_are_those_of_ones_own():
    assert words_in("Don’t say {figure:returns_asked} twice: one-to-one.\n\n{table:x}") == 4


def test_compared_knows_a_renamed_a_new_and_a_moved_section():
    def one(key, kind, title, text):
        return {"key": key, "kind": kind, "title": title, "text": text, "difference": ""}

    older = [one(1, "voice", "Voice", "a"), one(2, "priority", "Babies", "b"), one(3, "other", "Gone", "c")]
    newer = [
        one(8, "priority", "Babies", "b"),
        one(7, "voice", "What they said", "a"),
        one(9, "other", "New", "d"),
    ]
    found = compared(older, newer)

    assert [(change["heading"], change["how"]) for change in found["changed"]] == [
        ("What they said", "Changed"), ("New", "New section"), ("Gone", "Removed"),
    ]  # fmt: skip
    assert (found["same"], found["reordered"]) == (["Babies"], True)
