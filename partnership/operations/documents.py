"""Keeping a private file: look inside first, store under a name that says nothing, remember its checksum."""

import hashlib
import io
import logging
from pathlib import PurePath

import pikepdf
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from partnership.access import Refused
from partnership.models import Document
from partnership.operations.record import record
from partnership.operations.scanning import scan
from partnership.operations.wrappings import OFFICE_PARTS, check_office, clean_picture

log = logging.getLogger(__name__)

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
PICTURES = (".png", ".jpg", ".jpeg")


def look_inside(name, content, *, only=(), most=0):
    """The file's ending, once its content has been seen to be what the ending says; Refused otherwise.

    `most` is how many bytes it may have, where that is not what an upload may have.
    """
    most = most or settings.DOCUMENT_MAX_BYTES
    ending = PurePath(name).suffix.lower()
    allowed = only or tuple(TYPES)
    if ending not in allowed:
        raise Refused(f"Choose a file of one of these kinds: {', '.join(allowed)}.")
    if not content:
        raise Refused("The file is empty. Choose another one.")
    if len(content) > most:
        megabytes = most // (1024 * 1024)
        raise Refused(f"The file is larger than {megabytes} MB. Make it smaller or split it.")
    if not content.startswith(SIGNATURES[ending]):
        raise Refused(f"The file is called {ending} but is something else inside. Save it again as {ending}.")
    if ending in OFFICE_PARTS:
        check_office(content, ending, most=50 * settings.DOCUMENT_MAX_BYTES)
    return ending


LAYERS = "layers that can be switched off; they now show"
# What a PDF may hold out of sight, by key: in the whole file, on a page or in any of its objects.
HIDDEN = {
    "/Metadata": "its properties, such as its author",
    "/Info": "its properties, such as its author",
    "/PieceInfo": "data of the program that made it",
    "/LastModified": "data of the program that made it",
    "/Names": "attachments, scripts or named places",
    "/AF": "attachments",
    "/EF": "attachments",
    "/Collection": "attachments",
    "/OpenAction": "something to do when it is opened",
    "/AA": "something to do when it is opened",
    "/JS": "scripts",
    "/AcroForm": "form fields",
    "/OCProperties": LAYERS,
    "/OC": LAYERS,
    "/Thumb": "small pictures of earlier pages",
    "/Threads": "article threads",
    "/DSS": "signatures",
    "/Perms": "signatures",
}
# What a file needs to be read, and to be read aloud. Whatever else hangs at its root says nothing to a reader.
ROOT = {
    "/Type",
    "/Version",
    "/Pages",
    "/PageLabels",
    "/PageLayout",
    "/PageMode",
    "/ViewerPreferences",
    "/Dests",
    "/Outlines",
    "/StructTreeRoot",
    "/MarkInfo",
    "/Lang",
}
TRAILER = {"/Root", "/Size", "/ID"}
IN_ANY_OBJECT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/EF", "/AA", "/JS", "/Thumb", "/OC")
OF_A_PROGRAM = "data of the program that made it"
RUNS = "something to run or open from its bookmarks"
CUT_OFF = "an edge that cut off a part of its pages; that part now shows"


def read_pdf(content):
    """The PDF, opened; Refused when it is protected or damaged."""
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise Refused(
            "The PDF is protected by a password. Save it without one and choose it again."
        ) from error
    except pikepdf.PdfError as error:
        raise Refused("The PDF cannot be read. Save it again as PDF and choose the new copy.") from error


def hidden_in(content):
    """In words, what clean_pdf takes out of this PDF. Nothing for a file that is no PDF: `keep` refuses it."""
    if not content.startswith(SIGNATURES[".pdf"]):
        return []
    found = []
    with read_pdf(content) as pdf:
        found += [HIDDEN["/Info"]] if "/Info" in pdf.trailer and len(pdf.trailer["/Info"]) else []
        found += [HIDDEN.get(key, OF_A_PROGRAM) for key in beyond(pdf.Root, ROOT)]
        for thing in dictionaries(pdf):
            found += [HIDDEN[key] for key in IN_ANY_OBJECT if key in thing]
            found += [RUNS] if runs(thing) else []
            found += [LAYERS] if is_layer(thing) and beyond(thing, {"/Type"}) else []
            if is_photograph(thing) and strip_jpeg(raw := thing.read_raw_bytes()) != raw:
                found.append("data of the camera in its pictures")
        if any(not is_plain(annotation) for page in pdf.pages for annotation in annotations(page)):
            found.append("comments, notes or fields")
        if any(is_cut_off(page) for page in pdf.pages):
            found.append(CUT_OFF)
    if content.count(b"startxref") > 1 and content.count(b"%%EOF") > 1:
        found.append("earlier versions of it")
    return list(dict.fromkeys(found))


def clean_pdf(content):
    """The same pages without anything hidden: metadata, attachments, scripts, forms, layers, old revisions.

    Rewriting drops earlier revisions. Refused when the file is encrypted or cannot be read.
    """
    with read_pdf(content) as pdf:
        try:
            for key in beyond(pdf.Root, ROOT):
                del pdf.Root[key]
            for key in beyond(pdf.trailer, TRAILER):
                del pdf.trailer[key]
            for page in pdf.pages:
                if "/Annots" in page:
                    keep = [annotation for annotation in annotations(page) if is_plain(annotation)]
                    page.Annots = pdf.make_indirect(pikepdf.Array(keep))
                if is_cut_off(page):
                    page.CropBox = page.mediabox
            for thing in dictionaries(pdf):
                for key in IN_ANY_OBJECT:
                    if key in thing:
                        del thing[key]
                if runs(thing):
                    del thing["/A"]
                if is_layer(thing):
                    for key in beyond(thing, {"/Type"}):
                        del thing[key]
                if is_photograph(thing):
                    thing.write(strip_jpeg(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                # What is packed stays packed, so that no bomb goes off here.
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                compress_streams=False,
            )
        except pikepdf.PdfError as error:
            raise Refused("The PDF cannot be read. Save it again as PDF and choose the new copy.") from error
        return out.getvalue()


def dictionaries(pdf):
    """Everything in the file that has keys, also what lies within something else."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield thing
            inside = [value for _, value in thing.items()]
        else:
            inside = list(thing) if isinstance(thing, pikepdf.Array) else []
        waiting += [one for one in inside if isinstance(one, HOLDS) and not one.is_indirect]


HOLDS = (pikepdf.Dictionary, pikepdf.Array)


def beyond(thing, known):
    """Its keys but for the known ones."""
    return sorted(key for key in thing.keys() if key not in known)  # noqa: SIM118 -- a PDF's object


def runs(thing):
    """Whether it does more, when it is chosen, than lead somewhere. What a tag says of itself is no such thing."""
    action = thing.get("/A")
    return isinstance(action, pikepdf.Dictionary) and "/S" in action and not leads(action)


def leads(action):
    return action.get("/S") in ("/URI", "/GoTo") and "/Next" not in action


def annotations(page):
    return [one for one in page.get("/Annots", []) if isinstance(one, pikepdf.Dictionary)]


def is_plain(annotation):
    """Whether it is a link that only leads somewhere, rather than a note, or one that runs or opens something."""
    if annotation.get("/Subtype") != "/Link" or "/AA" in annotation:
        return False
    action = annotation.get("/A")
    return action is None or leads(action)


def is_layer(thing):
    """Whether it tells what of a page belongs together and may be switched off, under a name."""
    return thing.get("/Type") in ("/OCG", "/OCMD")


def is_cut_off(page):
    """Whether less of the page is shown than there is."""
    return [float(one) for one in page.cropbox] != [float(one) for one in page.mediabox]


def is_photograph(thing):
    return isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in (
        pikepdf.Name.DCTDecode,
        pikepdf.Array([pikepdf.Name.DCTDecode]),
    )


def strip_jpeg(content):
    """A JPEG without what the camera or an editor wrote in it; as it was, when it cannot be followed."""
    kept, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in (b"\xda", b""):
        length = 2 + int.from_bytes(content[at + 2 : at + 4])
        if content[at + 1] not in (0xE1, 0xED, 0xFE):  # Exif and XMP, Photoshop, comment
            kept.append(content[at : at + length])
        at += length
    return b"".join([*kept, content[at:]]) if content[:2] == b"\xff\xd8" else content


@transaction.atomic
def keep(content, *, by, title, filename, download_name, only=(), clean=False, replaces=None, most=0):
    """Store a file privately. `content` is bytes; `clean` takes hidden things out of a PDF first.

    A photograph never keeps where and when it was taken. Where a scanner is configured it has to find nothing first.
    `most` is how many bytes it may have, where the portal made it of many that were uploaded.
    """
    ending = look_inside(filename, content, only=only, most=most)
    seen = scan(content)
    if clean and ending == ".pdf":
        content = clean_pdf(content)
    if ending in PICTURES:
        content = clean_picture(content)
    document = Document(
        title=title,
        download_name=f"{download_name}{ending}",
        content_type=TYPES[ending],
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
        scan=Document.Scan.CLEAN if seen else Document.Scan.UNSCANNED,
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        kept_by=by,
    )
    store(document, content)
    document.save()
    record("kept", document, by=by, checksum=document.checksum, size=document.size, version=document.version)
    return document


def store(document, content):
    """Write the file. A disk that takes no more is a sentence for whoever sent it, and an error for whoever runs it."""
    try:
        document.file.save("", ContentFile(content), save=False)
    except OSError as problem:
        log.exception("A document of %s bytes could not be stored", document.size)
        raise Refused(
            "The file could not be stored, because the portal’s disk is full or out of reach. Nothing was saved. "
            "Tell the business unit, and send it again later."
        ) from problem
