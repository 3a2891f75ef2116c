"""Seven-minute briefings: seven boxes, two pages, agreed by somebody else, and no case in them."""

import io

import pikepdf
import pytest
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event
from reviews.models import Artefact, Briefing
from reviews.operations.briefing import agree_briefing, put_forward, reopen_briefing, write_briefing
from reviews.operations.publication import check_anonymity
from reviews.rules.briefing import BOXES, GUIDE, check_pages, drawn
from tests.factories import learning as follows
from tests.papers import words_of


def test_the_seven_boxes_are_read_as_paragraphs_or_points():
    boxes = drawn(follows.TEXTS | {"questions": "- What would you do?\n\n• Who else knows?"})

    assert [box["number"] for box in boxes] == [1, 2, 3, 4, 5, 6, 7]
    assert next(box for box in boxes if box["name"] == "questions")["lines"] == [
        "What would you do?",
        "Who else knows?",
    ]
    assert set(BOXES) == set(Briefing.BOXES)
    assert sum(box["guide"] for box in boxes) == GUIDE


def test_write_briefing_saves_warns_of_names_and_guides_the_length(cast, sign_in):
    draft = follows.briefing(cast)
    client = sign_in("learning_officer")
    words = {"seen": draft.revision, "title": "Injuries to babies", "theme": "Babies"} | follows.TEXTS

    page = client.post(
        reverse("reviews:write_briefing", args=[draft.pk]),
        words | {"what_happened": "Mrs Holloway rang on 3 March 2026. " + "word " * 130},
        follow=True,
    )

    assert "“Holloway” looks like somebody’s name" in page.text
    assert "“3 March 2026” is an exact date" in page.text
    assert "137 words: longer than the guide of 120" in page.text


def test_a_briefing_never_names_its_case(cast, case_in_review):
    case = case_in_review
    draft = follows.briefing(cast, case)

    with pytest.raises(Refused, match="must not hold the case's reference"):
        follows.briefing(cast, case, background=f"From {case.reference}.")

    assert case.reference not in str(draft)


def test_two_writers_are_told_of_each_other_and_lose_nothing(cast, sign_in):
    draft = follows.briefing(cast)
    client, address = sign_in("learning_officer"), reverse("reviews:write_briefing", args=[draft.pk])
    write_briefing(
        draft,
        by=cast.officer,
        seen=draft.revision,
        **{"title": "Theirs"} | follows.TEXTS | {"questions": "Theirs?"},
    )

    mine = {"title": "Mine", "theme": "", "seen": draft.revision} | follows.TEXTS | {"questions": "Mine?"}
    answer = client.post(address, mine)

    assert "Somebody has saved this briefing since you opened it." in answer.text
    assert "Theirs?" in answer.text
    assert "Mine?" in answer.text
    again = client.post(address, mine | {"seen": answer.context["form"]["seen"].value()}, follow=True)
    assert "The briefing is saved." in again.text
    draft.refresh_from_db()
    assert draft.questions == "Mine?"


def test_whoever_wrote_it_last_cannot_agree_it(cast):
    draft = follows.briefing(cast)

    with pytest.raises(Refused, match="The person who last edited it cannot agree it"):
        agree_briefing(draft, by=cast.learning_officer, seen=draft.revision)


def test_an_empty_box_is_named_before_it_is_agreed(cast):
    draft = follows.briefing(cast, why_it_matters=" ")

    with pytest.raises(Refused, match="Fill in “Why it matters” before it is agreed"):
        agree_briefing(draft, by=cast.officer, seen=draft.revision)


def test_what_was_written_since_it_was_read_is_not_agreed(cast):
    draft = follows.briefing(cast)
    write_briefing(draft, by=cast.learning_officer, seen=draft.revision, title="Newer", **follows.TEXTS)

    with pytest.raises(Refused, match="Somebody has saved this briefing since you opened it"):
        agree_briefing(draft, by=cast.officer, seen=draft.revision)


def test_more_than_two_pages_are_refused_with_the_box_that_is_too_long():
    texts = follows.TEXTS | {"what_we_learnt": "word " * 900}

    with pytest.raises(Refused, match=r"It runs to 3 pages; .* most of all “What we learnt”"):
        check_pages(3, texts)


def test_agree_briefing_prints_a_tagged_pdf_of_at_most_two_pages(cast, sign_in):
    """At the full length of the guide it fits; what it says can be read out of the PDF."""
    filled = {name: "A sentence of six words here. " * (box.words // 6) for name, box in BOXES.items()}
    draft = follows.briefing(cast, **filled)

    sign_in("board_officer").post(
        reverse("reviews:agree_briefing", args=[draft.pk]), {"seen": draft.revision}
    )

    draft.refresh_from_db()
    assert (draft.state, draft.agreed_by, draft.pages <= 2) == ("agreed", cast.officer, True)
    file = sign_in("practitioner").get(reverse("reviews:briefing_pdf", args=[draft.pk]))
    content = b"".join(file.streaming_content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == draft.pages
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
    text = words_of(content)
    for box in BOXES.values():
        assert box.heading in text


def test_a_draft_is_read_by_its_writers_alone_and_an_agreed_one_by_everybody_but_a_reviewer(
    cast, case_in_review, sign_in
):
    draft = follows.briefing(cast)
    of_a_case = follows.briefing(cast, case_in_review, title="Of a case")
    agreed = follows.unprinted(cast, follows.briefing(cast, title="Agreed one"))

    page = sign_in("practitioner").get(reverse("reviews:briefings"))

    assert [one.pk for one in page.context["page"]] == [agreed.pk]
    assert sign_in("practitioner").get(draft.get_absolute_url()).status_code == 404
    assert sign_in("practitioner").get(of_a_case.get_absolute_url()).status_code == 404
    assert sign_in("external_reviewer").get(agreed.get_absolute_url()).status_code == 403


def test_whoever_may_not_read_the_case_reads_its_briefing_without_the_reference(
    cast, case_in_review, sign_in
):
    case = case_in_review
    agreed = follows.unprinted(cast, follows.briefing(cast, case))

    staff = sign_in("board_officer").get(agreed.get_absolute_url()).text
    others = [
        sign_in(who).get(agreed.get_absolute_url()).text
        for who in ("learning_officer", "practitioner", "partner_lead")
    ]

    assert case.reference in staff
    assert [case.reference in page for page in others] == [False, False, False]


def test_an_agreed_briefing_changes_only_as_a_draft_again(cast):
    agreed = follows.unprinted(cast, follows.briefing(cast))

    with pytest.raises(Refused, match="This briefing has been agreed"):
        write_briefing(agreed, by=cast.officer, seen=agreed.revision, title="New", **follows.TEXTS)
    with pytest.raises(Refused, match="Say why it must change"):
        reopen_briefing(agreed, by=cast.officer, reason=" ")
    back = reopen_briefing(agreed, by=cast.officer, reason="A telephone number is wrong.")

    assert (back.state, back.document, back.agreed_by) == ("draft", None, None)
    assert Event.objects.about(back).filter(verb="reopened", why="A telephone number is wrong.").exists()


def test_put_forward_goes_through_every_check_of_a_file_that_is_published(cast, case_in_review, sign_in):
    case = case_in_review
    agreed = follows.unprinted(cast, follows.briefing(cast, case))

    sign_in("board_officer").post(reverse("reviews:put_forward", args=[agreed.pk]))

    agreed.refresh_from_db()
    artefact = agreed.artefact
    assert (artefact.kind, artefact.state, artefact.review) == (
        "briefing",
        Artefact.State.CHECKING,
        case.review,
    )
    with pytest.raises(Refused, match="put forward already"):
        put_forward(agreed, by=cast.officer)

    check_anonymity(artefact, by=cast.manager, passed=False, note="A place.")
    back = reopen_briefing(agreed, by=cast.officer, reason="A place.")
    written = write_briefing(
        back, by=cast.learning_officer, seen=back.revision, title=back.title, **follows.TEXTS
    )
    again = put_forward(follows.unprinted(cast, written), by=cast.officer)

    assert (again.pk, again.state, again.document.version) == (artefact.pk, Artefact.State.CHECKING, 2)


def test_a_briefing_of_no_review_stays_with_the_partners(cast, decided_case):
    agreed = follows.unprinted(cast, follows.briefing(cast, decided_case))

    with pytest.raises(Refused, match="This one is for partners"):
        put_forward(agreed, by=cast.officer)
