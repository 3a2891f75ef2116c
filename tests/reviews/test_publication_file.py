"""The file: nothing hidden comes through, and who checks it sees what it says, also where nobody would look."""

import io

import pikepdf
import pytest
from django.urls import reverse
from pikepdf import Array, Dictionary, Name

from partnership.access import Refused
from partnership.operations.documents import clean_pdf, hidden_in
from partnership.operations.pdf_text import beside_the_pages, text_of
from reviews.models import AnonymityCheck, Artefact, Wording
from reviews.operations import publication as operations
from reviews.rules.publication import CHECKLIST
from tests.factories import reviews as made
from tests.reviews.test_public_reviews import written
from tests.reviews.test_publication import everything_in

S = Artefact.State
CANARY = "CANARY"


def metadata(pdf, page):
    pdf.docinfo["/Author"] = CANARY
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = [CANARY]


def attachment(pdf, page):
    pdf.attachments["notes.txt"] = CANARY.encode()


def script(pdf, page):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=CANARY)


def layer(pdf, page):
    """A layer that is switched off, with what somebody called it."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=f"{CANARY} draft"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    page.Resources = Dictionary(Properties=Dictionary(MC0=group))
    page.Contents = pdf.make_stream(b"/OC /MC0 BDC 0 0 9 9 re f EMC")


def comment(pdf, page):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=CANARY)
    page.Annots = pdf.make_indirect(Array([note]))


def field(pdf, page):
    box = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V=CANARY, Rect=[0, 0, 9, 9])
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([box]))
    page.Annots = pdf.make_indirect(Array([box]))


HIDES = {
    metadata: "its properties, such as its author",
    attachment: "attachments, scripts or named places",
    script: "something to do when it is opened",
    layer: "layers that can be switched off; they now show",
    comment: "comments, notes or fields",
    field: "form fields",
}


def made_by(hide):
    with pikepdf.new() as pdf:
        hide(pdf, pdf.add_blank_page(page_size=(595, 842)))
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


@pytest.mark.parametrize("hide", HIDES, ids=lambda hide: hide.__name__)
def test_mistake_18_each_hiding_place_is_emptied_and_named(hide):
    dirty = made_by(hide)
    assert CANARY.encode() in everything_in(dirty)

    clean = clean_pdf(dirty)

    assert HIDES[hide] in hidden_in(dirty)
    assert CANARY.encode() not in everything_in(clean)
    assert hidden_in(clean) == []


def test_mistake_18_what_a_smaller_page_cut_off_shows_so_that_it_is_checked():
    def cut(pdf, page):
        page.CropBox = Array([0, 0, 100, 100])

    dirty = made_by(cut)
    clean = clean_pdf(dirty)

    assert "an edge that cut off a part of its pages; that part now shows" in hidden_in(dirty)
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert [int(one) for one in pdf.pages[0].cropbox] == [0, 0, 595, 842]
    assert hidden_in(clean) == []


def test_mistake_18_an_earlier_version_in_the_file_is_dropped_and_named():
    out = io.BytesIO(made_by(metadata))
    with pikepdf.open(out) as pdf:
        del pdf.docinfo["/Author"]
        first = out.getvalue()
    second = (
        first + b"\n9 0 obj\n<< /Title (CANARY) >>\nendobj\ntrailer\n<< /Size 10 >>\nstartxref\n0\n%%EOF\n"
    )

    assert "earlier versions of it" in hidden_in(second)
    assert b"CANARY" not in everything_in(clean_pdf(second))


def test_the_name_that_a_file_came_with_is_kept_nowhere(cast, case_in_review):
    case = case_in_review

    artefact = operations.add_artefact(
        case.review, by=cast.officer, kind="report", title="What we learnt", content=made.pdf(),
        filename="Anna Smith final v7.pdf",
    )  # fmt: skip

    kept = artefact.document
    assert "Anna" not in f"{kept.title} {kept.download_name} {kept.file.name} {vars(kept)}"


def test_all_text_that_can_be_copied_is_read_and_what_is_said_beside_the_pages():
    with pikepdf.open(io.BytesIO(written("The aunt, Jane Smith, rang on 3 March 2025"))) as pdf:
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Figure, Alt="Hawthorn School gate"))
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("About Anna", 0))
        out = io.BytesIO()
        pdf.save(out)

    assert text_of(out.getvalue()) == "The aunt, Jane Smith, rang on 3 March 2025"
    assert set(beside_the_pages(out.getvalue())) == {
        "Read aloud: Hawthorn School gate",
        "Bookmark: About Anna",
    }
    assert text_of(made.pdf()) == ""
    assert text_of(b"%PDF-1.7 and then nonsense") == ""


def test_check_anonymity_shows_what_the_file_might_say_and_never_blocks(cast, case_in_review, sign_in):
    artefact = made.artefact(
        cast, content=written("The aunt, Jane Smith, rang on 3 March 2025"), case=case_in_review
    )
    path = reverse("reviews:check_anonymity", args=[artefact.pk])
    officer = sign_in(cast.officer)

    page = officer.get(path).content.decode()
    done = officer.post(path, {"passed": "yes", "looked_for": list(CHECKLIST)})

    assert "“Jane Smith” looks like somebody’s name." in page
    assert "“3 March 2025” is an exact date." in page
    assert "Its properties, such as its author" in page or "Nothing hidden was found" in page
    assert done.status_code == 302
    check = AnonymityCheck.objects.get()
    assert (check.looked_for, check.warned_of) == (sorted(CHECKLIST), 2)


def test_check_anonymity_says_when_a_file_has_no_text_to_read(cast, case_in_review, sign_in):
    artefact = made.artefact(cast, case=case_in_review)

    page = sign_in(cast.officer).get(reverse("reviews:check_anonymity", args=[artefact.pk])).content.decode()

    assert "The portal found no text in this file" in page
    assert Wording.objects.get(document=artefact.document).read is False


def test_check_anonymity_is_not_passed_around_its_page_either(cast, case_in_review):
    artefact = made.artefact(cast, case=case_in_review)

    with pytest.raises(Refused, match="Check for each of these"):
        operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=list(CHECKLIST)[1:])
    assert not AnonymityCheck.objects.exists()
