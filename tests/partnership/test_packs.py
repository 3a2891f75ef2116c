"""A meeting's packs: one file for each audience, numbered and bookmarked, and never with a narrower one's paper."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from partnership.access import Refused
from partnership.models import Event, Pack
from partnership.operations import agenda, attempts, pack_contents, packs, papers, planning
from partnership.printing.pdf import print_pdf
from partnership.rules.meetings import Audience, held_by, pack_for, packs_needed
from tests.factories import meetings as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVERYBODY, MEMBERS, RESTRICTED = Audience.EVERYBODY, Audience.MEMBERS, Audience.RESTRICTED


@pytest.fixture(autouse=True)
def a_monday_in_march():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def meeting(cast):
    """A meeting with few items, so that its agenda is one page."""
    meeting = made.planned(cast)
    meeting.items.exclude(standing__in=["welcome", "interests"]).delete()
    return meeting


@pytest.fixture
def printed(monkeypatch):
    """How often something was printed, by how many pages it had."""
    pages, real = [], pack_contents.print_pdf

    def count(*args, **more):
        content, number = real(*args, **more)
        pages.append(number)
        return content, number

    monkeypatch.setattr(pack_contents, "print_pdf", count)
    return pages


def content_of(pack):
    with pack.document.file.open("rb") as file:
        return file.read()


def marks(reader, items=None, depth=0):
    """Its bookmarks: (depth, words, page from 1)."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from marks(reader, item, depth + 1)
        else:
            yield depth, item.title, reader.get_destination_page_number(item) + 1


# Which pack is whose ------------------------------------------------------------------------------------------


def test_a_pack_holds_its_own_audiences_papers_and_all_wider_ones():
    assert [held_by(one) for one in (EVERYBODY, MEMBERS, RESTRICTED)] == [
        {EVERYBODY},
        {EVERYBODY, MEMBERS},
        {EVERYBODY, MEMBERS, RESTRICTED},
    ]
    assert packs_needed(set()) == [EVERYBODY]
    assert packs_needed({RESTRICTED, EVERYBODY}) == [EVERYBODY, RESTRICTED]


@pytest.mark.parametrize(
    ("opened", "made", "theirs"),
    [
        ({EVERYBODY}, {EVERYBODY, MEMBERS, RESTRICTED}, EVERYBODY),
        ({EVERYBODY, MEMBERS}, {EVERYBODY, RESTRICTED}, EVERYBODY),
        ({EVERYBODY, MEMBERS}, {EVERYBODY, MEMBERS, RESTRICTED}, MEMBERS),
        (held_by(RESTRICTED), {EVERYBODY, MEMBERS}, MEMBERS),
        (set(), {EVERYBODY}, None),
        ({EVERYBODY}, set(), None),
    ],
)
def test_each_person_gets_the_pack_that_holds_most_of_what_they_may_read(opened, made, theirs):
    assert pack_for(opened, made) == theirs


# What is in them ----------------------------------------------------------------------------------------------


def test_packs_hold_each_audiences_papers_numbered_and_bookmarked(cast, meeting, sign_in, printed):
    item = agenda.add_item(meeting, by=cast.officer, title="Neglect")
    secret = agenda.add_item(meeting, by=cast.officer, title="Case CR-2026-007", audience="restricted")
    made.paper(cast, item, "Wide one", "Wide two", title="Data")
    made.paper(cast, item, "Narrow one", title="Costs", audience="members")
    papers.add_paper(
        secret,
        by=cast.officer,
        title="Rapid review",
        audience="restricted",
        text="# Facts\n\nThe secret fact.",
    )
    planning.call_meeting(meeting, by=cast.officer)
    packs.make_waiting()

    made_packs = {pack.audience: pack for pack in Pack.objects.filter(state="done").order_by("pk")}
    readers = {audience: PdfReader(BytesIO(content_of(pack))) for audience, pack in made_packs.items()}
    text = {name: "\n".join(page.extract_text() for page in one.pages) for name, one in readers.items()}
    told = ["Wide two", "Data", "Narrow one", "Costs", "The secret fact", "CR-2026-007", "Rapid review"]
    outlines = {name: str(list(marks(one))) for name, one in readers.items()}
    assert {name: [words in text[name] or words in outlines[name] for words in told] for name in readers} == {
        "everybody": [True, True, False, False, False, False, False],
        "members": [True, True, True, True, False, False, False],
        "restricted": [True] * 7,
    }

    whole = readers["restricted"]
    # agenda; divider, two pages; divider, one page; divider, the text
    assert [len(one.pages) for one in readers.values()] == [4, 6, 8]
    assert [re.findall(r"Pack page (\d+) of (\d+)", page.extract_text()) for page in whole.pages] == [
        [(str(number), "8")] for number in range(1, 9)
    ]
    assert list(marks(whole)) == [
        (0, "Agenda", 1),
        (0, "1. Welcome and apologies", 1),
        (0, "2. Declarations of interest", 1),
        (0, "3. Neglect", 2),
        (1, "3.1 Data", 2),
        (1, "3.2 Costs", 5),
        (0, "4. Case CR-2026-007", 7),
        (1, "4.1 Rapid review", 7),
    ]
    assert re.findall(r"3\.2 Costs\s+(\d+)", whole.pages[0].extract_text()) == ["5"]
    assert "Wide one" in whole.pages[2].extract_text()
    assert whole.metadata.title == f"Case Review Group, {meeting.held_on:%-d %B %Y}: agenda and papers"
    with pikepdf.open(BytesIO(content_of(made_packs["restricted"]))) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("en-GB", True)
        assert not pdf.check_pdf_syntax()
    assert printed == [2, 3, 5]  # once each: how many pages there are was guessed right

    observer, virtual = made.observer_and_virtual(cast)

    def opens(who):
        answers = [sign_in(who).get(reverse("pack_file", args=[pack.pk])) for pack in made_packs.values()]
        return [bool(answer.streaming and answer.getvalue()) for answer in answers]

    order = list(made_packs)
    assert order == ["everybody", "members", "restricted"]
    assert {name: opens(person) for name, person in {
        "observer": observer, "virtual": virtual, "member": cast.member, "officer": cast.officer,
        "administrator": cast.administrator, "audit": cast.outsider, "police": cast.police_lead,
    }.items()} == {
        "observer": [True, False, False],
        "virtual": [True, False, False],
        "member": [False, False, True],
        "officer": [True, True, True],
        "administrator": [True, True, False],
        "audit": [False, False, False],
        "police": [False, False, False],
    }  # fmt: skip
    assert Event.objects.filter(verb="took", noun="partnership.pack").count() == 8


def test_a_pack_without_papers_is_the_agenda(cast, meeting):
    content, pages = pack_contents.merged_pdf(meeting, EVERYBODY, packs.contents_of(meeting, EVERYBODY))

    reader = PdfReader(BytesIO(content))
    assert pages == len(reader.pages) == 1
    assert [title for _, title, _ in marks(reader)] == [
        "Agenda",
        "1. Welcome and apologies",
        "2. Declarations of interest",
    ]


def tags_of(element):
    """The kinds of everything that is read aloud, from the top."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from tags_of(kid)


def test_what_is_read_aloud_of_a_paper_is_read_aloud_in_the_pack():
    html = '<html lang="en-GB"><head><title>A</title></head><body><h1>Head</h1><p>Text</p></body></html>'
    content, _ = print_pdf(html)
    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.open(BytesIO(content)) as paper:
        own = list(tags_of(pdf.Root.StructTreeRoot))
        pack_contents.insert(pdf, paper, 1, "A paper")
        out = BytesIO()
        pdf.save(out)
    with pikepdf.open(out) as pdf:
        root = pdf.Root.StructTreeRoot
        assert list(tags_of(root)) == [*own, "/Sect", *own]
        keys = [int(page.StructParents) for page in pdf.pages]
        tree = pikepdf.NumberTree(root.ParentTree)
        assert len(set(keys)) == 2
        assert [tree[key][0].Pg.objgen == page.objgen for key, page in zip(keys, pdf.pages, strict=True)] == [
            True,
            True,
        ]


def test_pages_that_are_turned_or_odd_keep_their_number_at_the_foot(tmp_path):
    turned = {turn: made.pdf("Text", turn=turn) for turn in (0, 90, 180, 270)}
    found = {}
    for turn, content in turned.items():
        with pikepdf.open(BytesIO(content)) as pdf:
            pdf.pages[0].CropBox = [100, 50, 500, 800]
            pack_contents.number_pages(pdf)
            out = BytesIO()
            pdf.save(out)
        places = []
        page = PdfReader(out).pages[0]
        page.extract_text(
            visitor_text=lambda text, matrix, place, *more, places=places: (
                places.append((round(matrix[4]), round(matrix[5]))) if "Pack page" in text else None
            )
        )
        found[turn] = places[0]

    # 14 points from the edge that is below as the page is seen, in the middle of it
    assert found == {0: (268, 64), 90: (486, 393), 180: (332, 786), 270: (114, 457)}


# Made anew ----------------------------------------------------------------------------------------------------


@pytest.fixture
def unprinted(monkeypatch):
    """A pack of one page that says nothing, instead of its own, which takes a second to print."""
    monkeypatch.setattr(packs, "merged_pdf", lambda *args, **more: (made.pdf("Pack"), 1))


def test_a_pack_is_made_anew_when_something_in_it_changed_and_the_old_one_is_kept(cast, meeting, unprinted):
    item = agenda.add_item(meeting, by=cast.officer, title="Neglect")
    costs = papers.add_paper(item, by=cast.officer, title="Costs", audience="members", text="A")
    planning.call_meeting(meeting, by=cast.officer)
    packs.make_waiting()
    assert packs.ask_for_packs(meeting, by=cast.officer) == 0

    papers.hand_in_paper(costs, by=cast.officer, text="B")
    assert list(Pack.objects.filter(state="waiting").values_list("audience", flat=True)) == ["members"]
    packs.make_waiting()
    agenda.change_item(item, by=cast.officer, note="Read the costs")
    packs.make_waiting()

    made_packs = Pack.objects.filter(state="done").order_by("pk")
    assert [pack.audience for pack in made_packs] == [
        "everybody",
        "members",
        "members",
        "everybody",
        "members",
    ]
    assert [pack.document.version for pack in made_packs] == [1, 1, 2, 2, 3]


def test_what_changes_while_a_pack_is_made_has_another_one_made(cast, meeting, monkeypatch):
    item = agenda.add_item(meeting, by=cast.officer, title="Neglect")
    planning.call_meeting(meeting, by=cast.officer)

    def slow(*args, **more):
        agenda.change_item(item, by=cast.officer, title="Neglect of babies")
        return made.pdf("Pack"), 1

    monkeypatch.setattr(packs, "merged_pdf", slow)
    packs.make_waiting()

    assert list(Pack.objects.order_by("pk").values_list("state", flat=True)) == ["done", "done"]


def test_a_pack_is_asked_for_once_and_claimed_once(cast, meeting, unprinted, sign_in):
    browser = sign_in("administrator")
    for _ in range(2):
        browser.post(reverse("ask_for_packs", args=[meeting.pk]))
    assert Pack.objects.count() == 1
    watched = reverse("work_progress", args=[attempts.watched_as(Pack.objects.get())])
    progress = browser.get(watched).json()
    assert (progress["state"], progress["message"]) == ("waiting", "Waiting for the worker.")

    claimed = attempts.claim(Pack)
    assert attempts.claim(Pack) is None
    assert packs.make(claimed)
    assert packs.finish(claimed, made.pdf("Again"), 1, "0" * 64) is False
    assert browser.get(watched).json()["state"] == "done"


def test_a_pack_whose_worker_died_is_tried_again_and_given_up_in_the_end(cast, meeting, monkeypatch):
    packs.ask_for_packs(meeting, by=cast.officer)
    monkeypatch.setattr(attempts, "make_waiting", lambda kind, make: 0)  # the worker dies each time
    for attempt in range(3):
        attempts.claim(Pack)
        with time_machine.travel(MONDAY + timedelta(minutes=5 * (attempt + 1))):
            packs.make_waiting()

    assert list(Pack.objects.order_by("pk").values_list("attempt", "state")) == [
        (1, "failed"),
        (2, "failed"),
        (3, "failed"),
    ]


def test_a_pack_that_cannot_be_made_says_so_on_the_page(cast, meeting, monkeypatch, sign_in):
    def fail(*args, **more):
        raise Refused("The file is larger than 400 MB.")

    monkeypatch.setattr(packs, "merged_pdf", fail)
    packs.ask_for_packs(meeting, by=cast.officer)
    packs.make_waiting()

    assert "The file is larger than 400 MB." in sign_in("board_officer").get(meeting.get_absolute_url()).text


def test_members_take_a_pack_once_the_meeting_is_called(cast, meeting, unprinted, sign_in):
    packs.ask_for_packs(meeting, by=cast.officer)
    packs.make_waiting()
    address = reverse("pack_file", args=[Pack.objects.get().pk])

    assert sign_in("group_member").get(address).status_code == 404
    assert "Agenda and papers in one file" not in sign_in("group_member").get(meeting.get_absolute_url()).text
    planning.call_meeting(meeting, by=cast.officer)
    assert sign_in("group_member").get(address).getvalue().startswith(b"%PDF-")
    assert "Agenda and papers in one file" in sign_in("group_member").get(meeting.get_absolute_url()).text
