"""Documents: what they are inside, where they lie, and what is taken out of them."""

import hashlib
import io
import stat
import zipfile

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from partnership.access import Refused
from partnership.models import Document, Event
from partnership.operations.documents import PDF, clean_pdf, keep, look_inside

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def pdf():
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return out.getvalue()


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.pdf", pdf()),
        ("REPORT.PDF", pdf()),
        ("report.docx", office("word/document.xml")),
        ("figures.xlsx", office("xl/workbook.xml")),
        ("photo.png", PNG),
        ("photo.jpeg", b"\xff\xd8\xff\xe0" + b"0" * 20),
    ],
)
def test_what_is_what_it_says_is_kept(name, content):
    assert look_inside(name, content) == f".{name.rpartition('.')[2].lower()}"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.html", b"<script>", "Choose a file of one of these kinds"),
        ("drawing.svg", b"<svg/>", "Choose a file of one of these kinds"),
        ("report.pdf.exe", b"MZ", "Choose a file of one of these kinds"),
        ("report", b"%PDF-1.7", "Choose a file of one of these kinds"),
        ("report.pdf", b"", "The file is empty"),
        ("report.pdf", b"MZ\x90", "called .pdf but is something else inside"),
        ("report.pdf", PNG, "called .pdf but is something else inside"),
        ("report.docx", office("xl/workbook.xml"), "called .docx but is something else inside"),
        ("report.docx", office("word/document.xml", "word/vbaProject.bin"), "contains macros"),
        ("report.docx", b"PK\x03\x04 broken", "damaged"),
    ],
)
@pytest.mark.shows("S-UP")
def test_what_is_something_else_is_refused_with_a_sentence(name, content, sentence):
    with pytest.raises(Refused, match=sentence):
        look_inside(name, content)


def test_a_page_may_ask_for_one_kind_only():
    with pytest.raises(Refused, match=r"one of these kinds: \.pdf\."):
        look_inside("photo.png", PNG, only=(".pdf",))


def test_what_is_too_large_is_refused(settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="larger than 1 MB"):
        look_inside("photo.png", PNG + b"0" * 1024 * 1024)


@pytest.mark.shows("S-UP")
def test_what_unpacks_to_far_more_is_refused(settings):
    settings.DOCUMENT_MAX_BYTES = 10_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 600_000)
    with pytest.raises(Refused, match="unpacks to far more"):
        look_inside("report.docx", out.getvalue())


def loaded_pdf():
    """A PDF that holds everything it should not: who wrote it, a file, scripts, a form, a comment, an old revision."""
    made = pikepdf.new()
    page = made.add_blank_page()
    made.docinfo["/Author"] = "SECRET-NAME"
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["SECRET-NAME"]
    made.attachments["notes.txt"] = b"SECRET-NAME"
    script = made.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('SECRET-NAME')"))
    )
    made.Root.OpenAction = script
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))
    made.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([]))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/")),
    )  # fmt: skip
    runs = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("SECRET-NAME.exe")),
    )  # fmt: skip
    comment = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
        Contents=pikepdf.String("SECRET-NAME"),
    )  # fmt: skip
    page.Annots = made.make_indirect(pikepdf.Array([link, runs, comment]))
    page.AA = pikepdf.Dictionary(O=script)
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue() + b"\n% SECRET-NAME of an older revision\n"


@pytest.mark.shows("S-UP")
def test_clean_pdf_takes_out_all_that_is_hidden():
    dirty = loaded_pdf()
    assert dirty.count(b"SECRET-NAME") >= 5  # so that something could leak
    clean = clean_pdf(dirty)

    with pikepdf.open(io.BytesIO(clean)) as read:
        for key in ("/Metadata", "/OpenAction", "/AA", "/AcroForm", "/Names", "/OCProperties"):
            assert key not in read.Root
        assert "/Info" not in read.trailer
        assert list(read.attachments) == []
        assert "/AA" not in read.pages[0]
        assert [str(a.A.URI) for a in read.pages[0].Annots] == ["https://example.org/"]
        out = io.BytesIO()
        read.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=None)
        assert b"SECRET-NAME" not in out.getvalue()
    assert b"SECRET-NAME" not in clean


def test_clean_pdf_gives_the_same_bytes_for_the_same_file():
    assert clean_pdf(loaded_pdf()) == clean_pdf(loaded_pdf())


def test_clean_pdf_refuses_what_it_cannot_read():
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Refused, match="protected by a password"):
        clean_pdf(locked.getvalue())
    with pytest.raises(Refused, match="cannot be read"):
        clean_pdf(b"%PDF-1.7 nothing")


@pytest.mark.shows("S-UP")
def test_keep_stores_privately_under_a_name_that_says_nothing(cast, settings):
    content = pdf()
    kept = keep(
        content, by=cast.officer, title="Final report", filename="Baby X Smith.pdf", download_name="report"
    )

    assert kept.checksum == hashlib.sha256(content).hexdigest()
    assert (kept.content_type, kept.size, kept.version) == (PDF, len(content), 1)
    assert kept.download_name == "report.pdf"
    assert "Smith" not in kept.file.name
    assert (settings.DOCUMENT_ROOT / kept.file.name).read_bytes() == content
    assert stat.S_IMODE((settings.DOCUMENT_ROOT / kept.file.name).stat().st_mode) == 0o600
    entry = Event.objects.about(kept).get()
    assert "Smith" not in str(entry.facts) + entry.label


def test_keep_counts_versions_and_keeps_the_old_one(cast):
    first = keep(pdf(), by=cast.officer, title="Report", filename="a.pdf", download_name="report")
    second = keep(
        pdf(), by=cast.officer, title="Report", filename="a.pdf", download_name="report", replaces=first
    )

    assert (second.version, second.replaces) == (2, first)
    assert first.file.storage.exists(first.file.name)


def test_keep_cleans_a_pdf_when_asked(cast):
    kept = keep(
        loaded_pdf(), by=cast.officer, title="Report", filename="a.pdf", download_name="report", clean=True
    )

    with kept.file.open() as file:
        assert b"SECRET-NAME" not in file.read()


def test_keep_refuses_and_stores_nothing(cast, settings):
    with pytest.raises(Refused):
        keep(b"MZ", by=cast.officer, title="Report", filename="a.pdf", download_name="report")

    assert Document.objects.count() == 0
    assert list(settings.DOCUMENT_ROOT.rglob("*")) == []


def test_the_database_wants_a_checksum(cast):
    kept = keep(pdf(), by=cast.officer, title="Report", filename="a.pdf", download_name="report")
    with pytest.raises(IntegrityError, match="document_checksum_is_sha256"), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(checksum="none")
