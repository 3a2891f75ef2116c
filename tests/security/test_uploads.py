"""What somebody hostile uploads: refused with a sentence, or kept without what was dangerous in it."""

import io
import os
import shutil
import socket
import struct
import subprocess
import threading
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Document
from partnership.operations.documents import clean_pdf, keep, look_inside
from partnership.operations.scanning import AWAY
from partnership.operations.wrappings import clean_picture
from tests.doors.table import COLUMNS, all_doors
from tests.factories.pictures import PNG, chunk, jpeg, png, segment
from tests.faults.conftest import wait_until
from tests.security.walk import Intruder

pytestmark = pytest.mark.shows("S-UP")

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELATIONS = (
    '<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/{kind}" Target="{t'
    'o}" TargetMode="External"/></Relationships>'
)
MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def pdf(spoil=lambda made: None):
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        spoil(made)
        made.save(out)
    return out.getvalue()


def office(ending=".docx", types="", **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(types))
        archive.writestr(MAIN[ending], "<x/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relation(kind, to):
    return office(**{"word/_rels/settings.xml.rels": RELATIONS.format(kind=kind, to=to)})


def many_parts(number):
    """A list of so many empty parts, as a bomb of entries has it, without the hours of writing one."""
    return office() + b"PK\x01\x02" * number


def nested():
    inner = office(**{"bomb": b"0" * 6_000_000})
    return office(**{f"word/embeddings/{n}.docx": inner for n in range(3)} | {"word/bomb": b"0" * 6_000_000})


def swollen():
    return office(**{f"word/{n}": b"0" * 2_000_000 for n in range(3)})


ROGUE = {  # by name: the file, and what is said of it
    "nothing": ("a.pdf", b"", "empty"),
    "one byte": ("a.pdf", b"%", "something else inside"),
    "page called PDF": ("a.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "something else inside"),
    "drawing with a script": (
        "a.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "kinds",
    ),
    "drawing called PNG": ("a.png", b"<svg onload='alert(1)'/>", "something else inside"),
    "GIF with Java in it": ("a.gif", b"GIF89a" + b"PK\x03\x04", "kinds"),
    "GIF with Java called JPEG": ("a.jpg", b"GIF89a" + b"PK\x03\x04", "something else inside"),
    "program": ("a.exe", b"MZ", "kinds"),
    "program with two endings": ("a.pdf.exe", b"%PDF-1.7", "kinds"),
    "document with macros": ("a.docm", office(), "kinds"),
    "macros by their file": ("a.docx", office(**{"word/vbaProject.bin": b"x"}), "macros"),
    "macros by another name": (
        "a.docx",
        office(types='<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        "macros",
    ),
    "macros by their kind": (
        "a.xlsx",
        office(
            ".xlsx", types='<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
        ),
        "macros",
    ),
    "macros of 1992": ("a.xlsx", office(".xlsx", **{"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
    "template from the web": (
        "a.docx",
        relation("attachedTemplate", "https://evil.example/t.dotm"),
        "somewhere else",
    ),
    "frame from the web": ("a.docx", relation("frame", "http://evil.example/"), "somewhere else"),
    "object from the web": (
        "a.docx",
        relation("oleObject", "mhtml:http://evil.example/x!y"),
        "somewhere else",
    ),
    "program as an icon": (
        "a.docx",
        office(**{"word/embeddings/oleObject1.bin": "\x01Ole10Native".encode("utf-16-le") + b"MZ"}),
        "another file",
    ),
    "bomb of bytes": ("a.docx", swollen(), "unpacks"),
    "bomb in a bomb": ("a.docx", nested(), "unpacks"),
    "bomb of parts": ("a.docx", many_parts(6000), "unpacks"),
    "spreadsheet called document": ("a.docx", office(".xlsx"), "something else"),
    "archive cut short": ("a.docx", office()[:-30], "damaged"),
    "PNG of 50,000 by 50,000": ("a.png", png(width=50_000, height=50_000), "more than a page"),
    "JPEG of 60,000 by 60,000": ("a.jpg", jpeg(width=60_000, height=60_000), "more than a page"),
    "PNG cut short": ("a.png", PNG[:40], "damaged"),
    "JPEG cut short": ("a.jpg", jpeg()[:-4], "damaged"),
}


@pytest.fixture
def small(settings):
    """Bombs of six megabytes are beyond what is unpacked; at the usual size of a file they would be a gigabyte."""
    settings.DOCUMENT_MAX_BYTES = 100_000
    return settings


@pytest.mark.parametrize("name", ROGUE)
def test_a_rogue_file_is_refused_with_a_sentence_and_nothing_is_kept(cast, small, name):
    filename, content, said = ROGUE[name]
    with pytest.raises(Refused, match=said):
        keep(content, by=cast.officer, title="x", filename=filename, download_name="x")

    assert not Document.objects.exists()
    assert not small.DOCUMENT_ROOT.exists()


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_limit_is_met_to_the_byte(small, more):
    content = b"%PDF-" + b"0" * (small.DOCUMENT_MAX_BYTES - 5 + more)
    if more > 0:
        with pytest.raises(Refused, match="larger than"):
            look_inside("a.pdf", content)
    else:
        assert look_inside("a.pdf", content) == ".pdf"


@pytest.mark.parametrize("kind", ["hyperlink", "externalLinkPath"])
def test_an_office_file_may_link(kind):
    assert look_inside("a.docx", relation(kind, "https://www.gov.uk/")) == ".docx"


def test_a_template_on_an_organisations_own_share_is_nothing_to_refuse():
    assert look_inside("a.docx", relation("attachedTemplate", "file:///S:/Templates/Minutes.dotx")) == ".docx"


# Names -----------------------------------------------------------------------------------------------------

NAMES = [
    "../../../etc/cron.d/x.pdf",
    "..\\..\\windows\\x.pdf",
    "/etc/passwd.pdf",
    "a\x00b.pdf",
    "a\r\nSet-Cookie: x=1.pdf",
    "report\u202efdp.exe.pdf",
    f"{'a' * 300}.pdf",
    "CON.pdf",
    "'; DROP TABLE partnership_document; --.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "=HYPERLINK(1).pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_file_is_used_for_anything(cast, settings, name):
    """Nor is one file laid over another: two of one name lie apart."""
    both = [keep(pdf(), by=cast.officer, title="x", filename=name, download_name="neutral") for _ in range(2)]
    root = settings.DOCUMENT_ROOT.resolve()
    paths = {Path(one.file.path).resolve() for one in both}

    assert len(paths) == 2
    assert {path.parent for path in paths} == {root / "documents"}
    assert {one.download_name for one in both} == {"neutral.pdf"}
    assert {one.title for one in both} == {"x"}


# What is taken out -----------------------------------------------------------------------------------------


def exif(order="<", orientation=6):
    """What a telephone writes: which way up, its maker, and where it was."""
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(order + "HHI4s", 0x010F, 2, 4, b"ACME")
    entries += struct.pack(order + "HHII", 0x8825, 4, 1, 50)
    mark = b"II*\0" if order == "<" else b"MM\0*"
    return segment(
        0xE1, b"Exif\0\0" + mark + struct.pack(order + "IH", 8, 3) + entries + b"\0" * 4 + b"GPS 52.6N 1.1W"
    )


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_keeps_which_way_up_it_is_and_not_where_it_was_taken(cast, order):
    photo = jpeg(
        exif(order),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0GPS"),
        segment(0xFE, b"CANARY"),
        segment(0xED, b"CANARY"),
    )
    kept = keep(photo + b"PK\x03\x04 CANARY", by=cast.officer, title="x", filename="a.JPG", download_name="x")
    with kept.file.open() as file:
        inside = file.read()

    assert inside == clean_picture(photo)
    assert not [word for word in (b"GPS", b"CANARY", b"ACME", b"PK") if word in inside]
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in inside
    assert inside.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")  # what is drawn is what it was
    assert clean_picture(inside) == inside


def test_a_picture_keeps_nothing_that_is_not_drawn(cast):
    tells = [chunk(name, b"CANARY") for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVt")]
    kept = keep(
        png(*tells) + b"<script>CANARY", by=cast.officer, title="x", filename="a.png", download_name="x"
    )

    with kept.file.open() as file:
        assert file.read() == PNG


def test_pdf_and_archive_in_one_lose_the_archive_where_a_pdf_is_published():
    both = pdf() + office()

    assert b"word/document.xml" in both
    assert b"word/document.xml" not in clean_pdf(both)


# How it is handed out --------------------------------------------------------------------------------------


def handing_out(world):
    """(door, answer) for every address that the table knows and whose name says that it gives a file."""
    intruder = Intruder(world)
    for door in all_doors():
        last = door.name.rpartition(":")[2]
        if door.method == "GET" and 200 in door.answers and set(last.split("_")) & OF_FILES:
            yield door, intruder.get(COLUMNS[door.answers.index(200)], intruder.address(door))


def test_every_file_is_handed_out_as_a_download_that_no_browser_opens(world):
    """Every address that the table knows and that answers with a file, whatever it is of."""
    files, lax = 0, []
    for door, response in handing_out(world):
        if response["Content-Type"].startswith(("text/html", "application/json", "application/atom")):
            continue
        files += 1
        headers = response.headers
        if (
            not headers.get("Content-Disposition", "").startswith(
                ("attachment", *MADE_HERE.get(door.name, ()))
            )
            or headers["X-Content-Type-Options"] != "nosniff"
            or "default-src 'none'" not in headers["Content-Security-Policy"]
        ):
            lax.append(f"{door}: {headers.get('Content-Disposition')} {headers['Content-Type']}")

    assert lax == []
    assert files > 60


def test_a_file_that_the_store_has_lost_is_told_as_such_here_and_in_the_log(world, settings, caplog):
    """By whatever address it is asked for, public or not: a sentence for the reader, its name for the operator."""
    shutil.rmtree(settings.DOCUMENT_ROOT)
    fallen, said = [], 0
    for door, response in handing_out(world):
        if response.status_code >= 500:
            fallen.append(str(door))
        said += response.status_code == 404 and b"We do not have this file" in response.content

    assert fallen == []
    assert said > 30
    logged = [one.getMessage() for one in caplog.records if "a stored file is missing" in one.getMessage()]
    assert len(logged) == said
    assert all("documents/" in line for line in logged)


# Papers that the portal itself makes, and that a browser shows.
MADE_HERE = dict.fromkeys(
    ("assurance:version_pdf", "assurance:companion_pdf", "public:companion_pdf", "assurance:report_pdf",
     "public:yearly_report_pdf"),
    ("inline",),
)  # fmt: skip
OF_FILES = {
    "file",
    "pdf",
    "document",
    "draft",
    "paper",
    "pack",
    "csv",
    "xlsx",
    "evidence",
    "artefact",
    "export",
    "certificate",
    "proof",
}


# Too much --------------------------------------------------------------------------------------------------


class Endless(io.RawIOBase):
    """A body of a gigabyte, made while it is read; how much was read is counted."""

    def __init__(self, head, size):
        self.head, self.size, self.given = head, size, 0

    def read(self, size=-1):
        if self.given < len(self.head):
            piece = self.head[self.given : self.given + max(size, 1)]
        else:
            piece = b"0" * min(size if size > 0 else 65536, self.size - self.given)
        self.given += len(piece)
        return piece


def test_a_gigabyte_is_cut_off_at_the_limit(cast, sign_in, settings):
    client = Client(enforce_csrf_checks=True)
    client.cookies = sign_in(cast.officer).cookies
    client.cookies["csrf"] = "t" * 32  # so that the token is looked for in the body
    head = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n%PDF-"
    )
    body = Endless(head, 1 << 30)
    response = client.generic(
        "POST",
        reverse("add_library_item"),
        b"",
        CONTENT_TYPE="multipart/form-data; boundary=edge",
        CONTENT_LENGTH=str(1 << 30),
        **{"wsgi.input": body},
    )

    assert response.status_code in (403, 413)  # it is cut off while the page's token is looked for
    assert settings.DOCUMENT_MAX_BYTES < body.given < settings.DOCUMENT_MAX_BYTES + (1 << 20)


# The scanner -----------------------------------------------------------------------------------------------


class Clamd:
    """What speaks clamd's INSTREAM on a port of this machine, and says what it is told to."""

    def __init__(self, says):
        self.says, self.seen = says, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(10)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    @property
    def address(self):
        return f"127.0.0.1:{self.server.getsockname()[1]}"

    def serve(self):
        line, _ = self.server.accept()
        with line, line.makefile("rb") as read:
            assert read.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", read.read(4))[0]:
                self.seen += read.read(length)
            if self.says:
                line.sendall(self.says)

    def close(self):
        self.thread.join(10)
        self.server.close()


def kept(cast, content=None):
    return keep(content or pdf(), by=cast.officer, title="x", filename="a.pdf", download_name="x")


def test_without_a_scanner_a_file_is_kept_as_not_scanned(cast):
    assert kept(cast).scan == Document.Scan.UNSCANNED


def test_what_the_scanner_finds_clean_is_kept_as_clean(cast, settings):
    clamd = Clamd(b"stream: OK\0")
    settings.CLAMD = clamd.address
    content = pdf() + b"0" * 1_500_000
    found = kept(cast, content)
    clamd.close()

    assert found.scan == Document.Scan.CLEAN
    assert clamd.seen == content


@pytest.mark.parametrize(
    ("says", "said"),
    [
        (b"stream: Eicar-Signature FOUND\0", "contains malware"),
        (b"INSTREAM size limit exceeded. ERROR\0", "cannot be checked"),
        (b"", "cannot be checked"),
    ],
)
def test_whatever_else_it_says_nothing_is_kept(cast, settings, says, said):
    clamd = Clamd(says)
    settings.CLAMD = clamd.address
    with pytest.raises(Refused, match=said):
        kept(cast)
    clamd.close()

    assert not Document.objects.exists()


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_a_scanner_that_is_away_keeps_every_file_out(cast, settings, where):
    settings.CLAMD = where
    with pytest.raises(Refused, match=AWAY):
        kept(cast)

    assert not Document.objects.exists()


@pytest.mark.skipif(
    not shutil.which("clamd"), reason="clamd is not installed here: apt-get install clamav-daemon"
)
def test_a_real_clamd_finds_what_its_signature_knows(cast, settings, tmp_path):
    """With a signature of our own, as no list of them is fetched here."""
    signatures = tmp_path / "signatures"
    signatures.mkdir()
    (signatures / "ours.ndb").write_text(f"Ours.Eicar:0:*:{EICAR.hex()}\n")
    where = tmp_path / "clamd.sock"
    if len(str(where)) > 100:  # what a socket's path may have
        where = f"/tmp/portal-clamd-{os.getpid()}.sock"
    conf = tmp_path / "clamd.conf"
    conf.write_text(
        f"LocalSocket {where}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 25M\n"
        f"TemporaryDirectory {tmp_path}\nMaxThreads 2\nExitOnOOM yes\n"
    )
    process = subprocess.Popen(["clamd", "-c", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: Path(where).exists(), 30)
        settings.CLAMD = str(where)
        assert kept(cast).scan == Document.Scan.CLEAN
        with pytest.raises(Refused, match=r"malware \(Ours\.Eicar"):
            kept(cast, pdf() + EICAR)
        carried = office(**{"word/media/image1.png": EICAR})
        with pytest.raises(Refused, match=r"malware \(Ours\.Eicar"):
            keep(carried, by=cast.officer, title="x", filename="a.docx", download_name="x")
    finally:
        process.kill()
        process.wait()
