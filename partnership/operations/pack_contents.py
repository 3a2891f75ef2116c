"""Putting a pack together: the agenda in front, then each paper behind its divider, numbered from end to end."""

import io

import pikepdf
from django.utils import timezone
from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem

from partnership.operations.documents import is_plain
from partnership.operations.paper import drawn, style
from partnership.printing.pdf import print_pdf
from partnership.rules.agenda import clock
from partnership.rules.meetings import Audience

FONT = "/PackFont"
SIZE = 8.0  # points
RISE = 14.0  # points from the lower edge, as the page is seen
BETWEEN = 0.5  # a letter of Helvetica is about half as wide as it is high


def merged_pdf(meeting, audience, contents, *, on_step=lambda done, total, words: None):
    """The pack as bytes, and how many pages it has. `contents` are (item, [(paper, version)]).

    What the portal writes itself is printed once, with the numbers of the pages to come as they are likely to be;
    and once more where they turned out differently.
    """
    papers = [(paper, version) for _, found in contents for paper, version in found]
    total = len(papers) + 3
    inside = {paper.pk: version.pages or 0 for paper, version in papers}
    guess = likely(papers)
    on_step(0, total, "Writing the agenda")
    content, starts, printed = written(meeting, audience, contents, numbers_of(guess, inside))
    if starts != guess:
        content, starts, printed = written(meeting, audience, contents, numbers_of(starts, inside))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marks = bookmarks(pdf)
        pages = list(pdf.pages)
        places = {label: pages[number] for label, number in marks.items()}
        ends = {
            paper.pk: end for (paper, _), end in zip(papers, ends_of(papers, starts, printed), strict=True)
        }
        for done, (paper, version) in reversed(list(enumerate(papers, 1))):
            on_step(len(papers) - done + 1, total, f"Adding paper {len(papers) - done + 1} of {len(papers)}")
            if version.document_id:
                with version.document.file.open("rb") as file, pikepdf.open(file) as source:
                    insert(pdf, source, ends[paper.pk], paper.title)
        on_step(total - 2, total, "Numbering the pages")
        number_pages(pdf)
        outline(pdf, contents, places)
        describe(pdf, meeting, audience)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        on_step(total - 1, total, "Keeping the pack")
        return out.getvalue(), len(pdf.pages)


def likely(papers):
    """On which printed page each part begins, if the agenda takes one page, and so does a text behind its divider."""
    starts, page = {"agenda": 0}, 1
    for paper, version in papers:
        starts[paper.pk] = page
        page += 1 if version.document_id else 2
    return starts


def ends_of(papers, starts, printed):
    """Behind which printed page each paper's own pages go: the last before the next paper begins."""
    return [*(starts[paper.pk] for paper, _ in papers), printed][1:]


def numbers_of(starts, inside):
    """On which page of the whole pack each printed part begins, counting the pages put in before it."""
    numbers, put_in = {}, 0
    for key, start in starts.items():
        numbers[key] = start + put_in + 1
        put_in += inside.get(key, 0)
    return numbers


def written(meeting, audience, contents, numbers):
    """What the portal writes itself, on which of its pages each part begins (from 0), and how many it has."""
    items = list(meeting.items.all())
    times = clock(timezone.localtime(meeting.starts_at), [item.minutes_allotted for item in items])
    starts = {item.pk: begins for item, (begins, _) in zip(items, times, strict=True)}
    html = drawn(
        "print/pack.html",
        {
            "meeting": meeting,
            "audience": Audience(audience),
            "rows": [
                {
                    "item": item,
                    "starts": starts[item.pk],
                    "papers": [
                        {"paper": paper, "version": version, "number": n, "page": numbers.get(paper.pk)}
                        for n, (paper, version) in enumerate(papers, 1)
                    ],
                }
                for item, papers in contents
            ],
        },
        css=style("pack.css"),
    )
    content, pages = print_pdf(html, called="The pack")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        marks = bookmarks(pdf)
    begins = {
        ("agenda" if label == "agenda" else int(label.partition("-")[2])): number
        for label, number in marks.items()
        if not label.startswith("item-")
    }
    return content, begins, pages


def bookmarks(pdf):
    """Every bookmark's label with the number of its page, in their order."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found = {}

    def walk(items):
        for item in items:
            found[item.title] = numbers[item.destination[0].objgen]
            walk(item.children)

    with pdf.open_outline() as held:
        walk(held.root)
    return found


# Other people's pages ----------------------------------------------------------------------------------------


def insert(pdf, source, at, title):
    """Put the pages of another PDF in, with what a screen reader reads of them, and nothing that runs."""
    before = len(pdf.pages)
    for number, page in enumerate(source.pages):
        pdf.pages.insert(at + number, page)
    added = [pdf.pages[at + number] for number in range(len(pdf.pages) - before)]
    for page in added:
        if "/Annots" in page:
            page.Annots = Array([one for one in page.Annots if isinstance(one, Dictionary) and is_plain(one)])
        for key in ("/AA", "/Thumb", "/Metadata", "/PieceInfo"):
            if key in page:
                del page[key]
    take_tags(pdf, source, added, title)


def take_tags(pdf, source, pages, title):
    """Hang the tags of another PDF under ours, as one section; its pages point to their new places."""
    root, theirs = pdf.Root.StructTreeRoot, source.Root.get("/StructTreeRoot")
    if theirs is None or "/ParentTree" not in theirs or "/K" not in theirs:
        for page in pages:
            forget_tags(page)
        return
    if not theirs.is_indirect:
        theirs = source.make_indirect(theirs)
    copied = pdf.copy_foreign(theirs)
    ours = NumberTree(root.ParentTree)
    first = max(list(ours.keys()), default=-1) + 1
    for key, value in NumberTree(copied.ParentTree).items():
        ours[first + key] = value
    for page in pages:
        for thing in (page, *page.get("/Annots", [])):
            for key in ("/StructParents", "/StructParent"):
                if key in thing:
                    thing[key] = int(thing[key]) + first
    root.ParentTreeNextKey = max(ours.keys()) + 1
    kids = copied.K if isinstance(copied.K, Array) else Array([copied.K])
    section = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Sect, P=document_of(root), T=title, K=kids)
    )
    for kid in kids:
        if isinstance(kid, Dictionary):
            kid.P = section
    if "/RoleMap" in copied:
        roles = root.get("/RoleMap", Dictionary())
        for key, value in copied.RoleMap.items():
            if key not in roles:
                roles[key] = value
        root.RoleMap = roles
    append(document_of(root), section)


def document_of(root):
    """The element that holds the whole document: the first under the root."""
    kids = root.K
    return kids[0] if isinstance(kids, Array) else kids


def append(element, kid):
    held = element.get("/K")
    if not isinstance(held, Array):
        element.K = Array([] if held is None else [held])
    element.K.append(kid)


def forget_tags(page):
    for thing in (page, *page.get("/Annots", [])):
        for key in ("/StructParents", "/StructParent"):
            if key in thing:
                del thing[key]


# Numbers, bookmarks and what the file says of itself ----------------------------------------------------------


def number_pages(pdf):
    """“Pack page n of m” at the foot of every page as it is seen, whichever way it is turned."""
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        resources = own_resources(pdf, page)
        fonts = resources.get("/Font", Dictionary())
        resources.Font = Dictionary(fonts) if fonts.is_indirect else fonts
        resources.Font[FONT] = font
        text = f"Pack page {number} of {total}"
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(stamp(text, page))


def own_resources(pdf, page):
    """The page's resources, its own and nobody else's: those of a parent or another page stay as they are."""
    inherited, node = page.obj.get("/Resources"), page.obj
    while inherited is None and "/Parent" in node:
        node = node.Parent
        inherited = node.get("/Resources")
    page.obj.Resources = Dictionary(inherited) if inherited is not None else Dictionary()
    return page.obj.Resources


def stamp(text, page):
    """The drawing of the page's number, marked as no part of what is read aloud."""
    left, low, right, high = (float(one) for one in page.cropbox)
    width, height = right - left, high - low
    turn = int(page.obj.get("/Rotate", inherited_turn(page.obj))) % 360
    seen_width = height if turn in (90, 270) else width
    long = len(text) * SIZE * BETWEEN
    across = (seen_width - long) / 2
    matrix = {
        0: (1, 0, 0, 1, left + across, low + RISE),
        90: (0, 1, -1, 0, right - RISE, low + across),
        180: (-1, 0, 0, -1, right - across, high - RISE),
        270: (0, -1, 1, 0, left + RISE, high - across),
    }[turn]
    placed = " ".join(f"{one:.2f}" for one in matrix)
    return (
        f"\nQ /Artifact <</Type /Pagination>> BDC q {placed} cm 1 1 1 rg -3 -3 {long + 6:.1f} {SIZE + 4:.1f} re f "
        f"BT {FONT} {SIZE} Tf 0.1 0.1 0.1 rg ({text}) Tj ET Q EMC\n"
    ).encode()


def inherited_turn(node):
    while "/Parent" in node:
        node = node.Parent
        if "/Rotate" in node:
            return node.Rotate
    return 0


def outline(pdf, contents, places):
    """One bookmark for the agenda, one for each item, and under it one for each of its papers."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}

    def to(label):
        return numbers[places[label].objgen]

    with pdf.open_outline() as held:
        held.root.clear()
        held.root.append(OutlineItem("Agenda", 0))
        for item, papers in contents:
            mark = OutlineItem(
                f"{item.position}. {item.title}",
                to(f"paper-{papers[0][0].pk}" if papers else f"item-{item.pk}"),
            )
            mark.children.extend(
                OutlineItem(f"{item.position}.{number} {paper.title}", to(f"paper-{paper.pk}"))
                for number, (paper, _) in enumerate(papers, 1)
            )
            held.root.append(mark)


def describe(pdf, meeting, audience):
    """Title and language; and no promise of full accessibility, which other people's pages may not keep."""
    title = f"{meeting.group}, {meeting.held_on:%-d %B %Y}: agenda and papers"
    pdf.Root.Lang = "en-GB"
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {"en-GB"}
        metadata["dc:description"] = f"{meeting.reference}. {Audience(audience).label}"
        if "pdfuaid:part" in metadata:
            del metadata["pdfuaid:part"]
    pdf.docinfo["/Title"] = title
