"""Keeping a private file: look inside first, store under a name that says nothing, remember its checksum."""

import hashlib
import io
import zipfile
from pathlib import PurePath

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from partnership.access import Refused
from partnership.models import Document
from partnership.operations.record import record

PDF = "application/pdf"
TYPES = {
    ".pdf": PDF,
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
SIGNATURES = {
    ".pdf": b"%PDF-",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
OFFICE_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def look_inside(name, content, *, only=()):
    """The file's ending, once its content has been seen to be what the ending says; Refused otherwise."""
    ending = PurePath(name).suffix.lower()
    allowed = only or tuple(TYPES)
    if ending not in allowed:
        raise Refused(f"Choose a file of one of these kinds: {', '.join(allowed)}.")
    if not content:
        raise Refused("The file is empty. Choose another one.")
    if len(content) > settings.DOCUMENT_MAX_BYTES:
        megabytes = settings.DOCUMENT_MAX_BYTES // (1024 * 1024)
        raise Refused(f"The file is larger than {megabytes} MB. Make it smaller or split it.")
    if not content.startswith(SIGNATURES[ending]):
        raise Refused(f"The file is called {ending} but is something else inside. Save it again as {ending}.")
    if ending in OFFICE_PARTS:
        check_office(content, OFFICE_PARTS[ending], ending)
    return ending


def check_office(content, part, ending):
    """Refused unless it is an Office file without macros that unpacks to a bounded size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if part not in names:
                raise Refused(f"The file is called {ending} but is something else inside.")
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Refused("The file contains macros. Save it without macros and choose it again.")
            if len(members) > 5000 or sum(m.file_size for m in members) > 50 * settings.DOCUMENT_MAX_BYTES:
                raise Refused("The file unpacks to far more than a document should hold.")
    except zipfile.BadZipFile as error:
        raise Refused("The file is damaged. Save it again and choose the new copy.") from error


def clean_pdf(content):
    """The same pages without anything hidden: metadata, attachments, scripts, forms, layers, old revisions.

    Rewriting drops earlier revisions. Refused when the file is encrypted or cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            root = pdf.Root
            for key in (
                "/Metadata",
                "/OpenAction",
                "/AA",
                "/AcroForm",
                "/Names",
                "/PieceInfo",
                "/OCProperties",
            ):
                if key in root:
                    del root[key]
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for page in pdf.pages:
                for key in ("/AA", "/PieceInfo", "/Metadata"):
                    if key in page:
                        del page[key]
                keep = [a for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link" and is_plain(a)]
                if "/Annots" in page:
                    page.Annots = pdf.make_indirect(pikepdf.Array(keep))
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise Refused(
            "The PDF is protected by a password. Save it without one and choose it again."
        ) from error
    except pikepdf.PdfError as error:
        raise Refused("The PDF cannot be read. Save it again as PDF and choose the new copy.") from error


def is_plain(annotation):
    """Whether a link only leads somewhere, rather than running or opening something."""
    action = annotation.get("/A")
    return action is None or action.get("/S") in ("/URI", "/GoTo")


@transaction.atomic
def keep(content, *, by, title, filename, download_name, only=(), clean=False, replaces=None):
    """Store a file privately. `content` is bytes; `clean` takes hidden things out of a PDF first."""
    ending = look_inside(filename, content, only=only)
    if clean and ending == ".pdf":
        content = clean_pdf(content)
    document = Document(
        title=title,
        download_name=f"{download_name}{ending}",
        content_type=TYPES[ending],
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        kept_by=by,
    )
    document.file.save("", ContentFile(content), save=False)
    document.save()
    record("kept", document, by=by, checksum=document.checksum, size=document.size, version=document.version)
    return document
