"""Papers: asked for, handed in, late, replaced, withdrawn, and seen by their audience alone."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Letter, Paper, Person
from partnership.operations import papers
from tests.factories import meetings as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def meeting(cast):
    return made.planned(cast)  # on 1 May; papers are due on 21 April


@pytest.fixture
def item(meeting):
    return made.item(meeting, position=20)


def upload(content, name="paper.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_ask_for_paper_is_in_the_diary_of_whom_it_is_asked(cast, item, sign_in):
    browser = sign_in("board_officer")
    address = reverse("ask_for_paper", args=[item.pk])
    due = browser.get(address).context["form"].initial["due_on"]
    sent = {"title": "Data on neglect", "audience": "members", "whom": f"organisation:{cast.police.pk}",
            "due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year}  # fmt: skip
    browser.post(address, sent)
    again = browser.post(address, sent)

    asked = Paper.objects.get()
    assert (asked.due_on, asked.deadline.organisation) == (date(2026, 4, 21), cast.police)
    assert "A paper with this title is there already" in again.text
    letter = Letter.objects.get(recipient=cast.police_lead)
    assert (letter.path, "neglect" in letter.subject + letter.label) == (asked.get_absolute_url(), False)
    lead = sign_in("partner_lead")
    assert "A paper for a meeting" in lead.get(reverse("home")).text
    assert lead.get(asked.get_absolute_url()).status_code == 200
    assert lead.get(reverse("meeting", args=[item.meeting_id])).status_code == 404
    assert sign_in(cast.health_lead).get(asked.get_absolute_url()).status_code == 404


def test_hand_in_paper_meets_its_day_and_a_later_version_keeps_the_old_one(cast, item, sign_in):
    asked = papers.ask_for_paper(
        item,
        by=cast.officer,
        title="Data",
        audience="members",
        due_on=date(2026, 4, 20),
        organisation=cast.police,
    )
    browser = sign_in("partner_lead")
    address = reverse("hand_in_paper", args=[asked.pk])
    browser.post(address, {"file": upload(made.pdf("First")), "text": ""})
    browser.post(address, {"text": "# Second\n\nBetter."})

    asked.deadline.refresh_from_db()
    assert asked.deadline.late is False
    assert [(v.number, v.pages, v.text[:8], v.late) for v in asked.versions.all()] == [
        (2, None, "# Second", False),
        (1, 1, "", False),
    ]
    page = browser.get(asked.get_absolute_url()).text
    assert "<h2" in page
    assert "Better." in page
    old = asked.versions.last()
    assert browser.get(reverse("paper_file", args=[old.pk])).getvalue().startswith(b"%PDF-")
    assert sign_in("group_member").get(reverse("paper_file", args=[old.pk])).status_code == 404


def locked(**more):
    with pikepdf.open(BytesIO(made.pdf("Secret"))) as pdf:
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", **more))
        return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (locked(user="user"), "a.pdf", "protected by a password"),
        (locked(user=""), "a.pdf", "protected against copying or printing"),
        (b"%PDF-1.7 broken", "a.pdf", "cannot be read"),
        (b"PK\x03\x04", "a.docx", "Choose a file of one of these kinds: .pdf"),
        (b"Text", "a.pdf", "is something else inside"),
    ],
)  # fmt: skip
def test_a_file_that_nobody_could_merge_is_refused_with_a_sentence(
    cast, item, sign_in, content, name, sentence
):
    answer = sign_in("board_officer").post(
        reverse("add_paper", args=[item.pk]),
        {"title": "Data on neglect", "audience": "members", "file": upload(content, name)},
    )

    assert sentence in answer.text
    assert 'value="Data on neglect"' in answer.text
    assert not Paper.objects.exists()


def test_a_paper_is_a_file_or_a_text(cast, item, sign_in):
    browser = sign_in("board_officer")
    address = reverse("add_paper", args=[item.pk])
    neither = browser.post(address, {"title": "Data", "audience": "members"})
    both = browser.post(
        address, {"title": "Data", "audience": "members", "text": "A", "file": upload(made.pdf("A"))}
    )

    assert "Choose a PDF, or write the text below" in neither.text
    assert "Choose a file or write the text, not both" in both.text


def test_a_late_paper_is_read_once_the_chair_of_that_group_lets_it_in(cast, item, sign_in):
    asked = papers.ask_for_paper(
        item,
        by=cast.officer,
        title="Data",
        audience="members",
        due_on=date(2026, 3, 4),
        organisation=cast.police,
    )
    made.seat(cast, cast.outsider, cast.audit, "chair", "group_chair")
    meeting = item.meeting
    meeting.state = "called"
    meeting.save()
    with time_machine.travel(MONDAY + timedelta(3)):
        browser = sign_in("partner_lead")
        address = reverse("hand_in_paper", args=[asked.pk])
        asks = browser.post(address, {"text": "Numbers"})
        browser.post(address, {"text": "Numbers", "late_reason": "Illness"})
        version = asked.versions.get()
        allow = reverse("allow_late", args=[version.pk])
        assert "Say why it is late" in asks.text
        assert (version.late, asked.in_pack) == (True, None)
        assert "Numbers" not in sign_in("group_member").get(asked.get_absolute_url()).text

        assert sign_in("board_officer").post(allow).status_code == 403
        assert sign_in(cast.outsider).post(allow).status_code == 404
        assert "Accept it" in sign_in("group_chair").get(asked.get_absolute_url()).text
        sign_in("group_chair").post(allow)
        page = sign_in("group_member").get(asked.get_absolute_url()).text

    assert "Numbers" in page
    assert "Illness" not in page
    assert "Late" in sign_in("group_member").get(meeting.get_absolute_url()).text


def test_withdraw_paper_ends_what_is_due_and_keeps_what_was_handed_in(cast, item, sign_in):
    asked = papers.ask_for_paper(
        item, by=cast.officer, title="Data", audience="members", due_on=date(2026, 4, 20), owner=cast.member
    )
    sign_in("board_officer").post(reverse("withdraw_paper", args=[asked.pk]), {"reason": "Not needed"})
    asked.refresh_from_db()

    assert (asked.withdrawn_because, asked.deadline.ended_reason) == ("Not needed", "The paper was withdrawn")
    with pytest.raises(Refused, match="was withdrawn"):
        papers.hand_in_paper(asked, by=cast.member, text="A")


# Who sees which ---------------------------------------------------------------------------------------------


@pytest.fixture
def three(cast, meeting):
    """A paper for each audience, of a meeting of the group that reviews cases."""
    meeting.state = "called"
    meeting.save()
    return [
        papers.add_paper(
            made.item(meeting, f"Item for {audience}", position=30 + n, audience=audience), by=cast.officer,
            title=f"Paper for {audience}", audience=audience, text=f"Said to {audience}",
        )
        for n, audience in enumerate(["everybody", "members", "restricted"])
    ]  # fmt: skip


def test_each_paper_is_seen_by_its_audience_alone(cast, three, sign_in):
    observer, virtual = made.observer_and_virtual(cast)
    people = {
        "chair": cast.chair, "member": cast.member, "observer": observer, "virtual": virtual,
        "officer": cast.officer, "administrator": cast.administrator, "advisor": cast.advisor,
        "audit": cast.outsider, "police": cast.police_lead, "signatory": cast.signatories[0],
    }  # fmt: skip
    opened = {
        name: [sign_in(person).get(paper.get_absolute_url()).status_code == 200 for paper in three]
        for name, person in people.items()
    }

    assert opened == {
        "chair": [True, True, True],
        "member": [True, True, True],
        "observer": [True, False, False],
        "virtual": [True, False, False],
        "officer": [True, True, True],
        "administrator": [True, True, False],
        "advisor": [True, True, True],
        "audit": [False, False, False],
        "police": [False, False, False],
        "signatory": [False, False, False],
    }
    for name, person in people.items():
        person = Person.objects.get(pk=person.pk)
        seen = set(Paper.objects.visible_to(person))
        assert [paper in seen for paper in three] == opened[name], name
        assert [paper.audience in paper.item.meeting.audiences(person) for paper in three] == opened[name], (
            name
        )


def test_whoever_is_asked_for_a_paper_of_an_item_not_for_them_does_not_learn_its_title(
    cast, meeting, sign_in
):
    observer, _ = made.observer_and_virtual(cast)
    item = made.item(meeting, "Costs of one review", position=20, audience="members")
    asked = papers.ask_for_paper(
        item,
        by=cast.officer,
        title="Council figures",
        audience="members",
        due_on=date(2026, 4, 20),
        owner=observer,
    )
    page = sign_in(observer).get(asked.get_absolute_url()).text

    assert ["Council figures" in page, "Costs of one review" in page] == [True, False]


def test_members_read_papers_once_the_meeting_is_called(cast, three, sign_in):
    meeting = three[0].item.meeting
    meeting.state = "planned"
    meeting.save()

    def reads(who):
        return [
            "Paper for everybody" in sign_in(who).get(meeting.get_absolute_url()).text,
            sign_in(who).get(three[0].get_absolute_url()).status_code,
        ]

    assert [reads(who) for who in ("group_member", "group_chair", "board_officer")] == [
        [False, 404],
        [True, 200],
        [True, 200],
    ]


def test_who_reads_a_restricted_paper_is_on_the_record(cast, three, sign_in):
    for paper in three:
        sign_in("group_member").get(paper.get_absolute_url())

    assert [event.noun_id for event in Event.objects.filter(verb="read")] == [str(three[2].pk)]
