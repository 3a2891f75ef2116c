"""What a photograph or an Office file carries beside what it shows: taken out, or a reason to refuse it."""

import io
import re
import struct
import zipfile

from partnership.access import Refused

# Photographs -----------------------------------------------------------------------------------------------

MOST_PIXELS = 100_000_000  # a scanned sheet of A3 at 600 dots an inch has 70 million
DAMAGED = "The picture is damaged. Save it again and choose the new copy."
TOO_MANY = "The picture unpacks to far more than a page holds. Save it with fewer pixels and choose it again."
PNG = b"\x89PNG\r\n\x1a\n"
# What draws a PNG. Whatever else stands in it says by whom, when, where or with what it was made.
PNG_DRAWS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs"),
}
JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
JPEG_BARE = {0x01, *range(0xD0, 0xD8)}  # marks without a length
JPEG_TELLS = {
    *range(0xE1, 0xEE),
    0xEF,
    0xFE,
}  # Exif and its kin, and comments; not JFIF and not Adobe's colours
SOS, EOI, EXIF = 0xDA, 0xD9, 0xE1
ORIENTATION = 0x0112


def clean_picture(content):
    """The same picture without where, when and with what it was taken, and without what hangs after its end.

    Refused when it cannot be followed, or unpacks to more pixels than a page could hold.
    """
    try:
        return clean_png(content) if content.startswith(PNG) else clean_jpeg(content)
    except (struct.error, IndexError) as error:
        raise Refused(DAMAGED) from error


def check_pixels(width, height):
    if width * height > MOST_PIXELS:
        raise Refused(TOO_MANY)


def clean_png(content):
    kept, at = [PNG], len(PNG)
    while True:
        length, name = struct.unpack_from("!I4s", content, at)
        end = at + 12 + length
        if end > len(content) or (at == len(PNG)) != (name == b"IHDR"):
            raise Refused(DAMAGED)
        if name == b"IHDR":
            check_pixels(*struct.unpack_from("!II", content, at + 8))
        if name in PNG_DRAWS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def clean_jpeg(content):
    kept, at = [content[:2]], 2
    while True:
        if content[at] != 0xFF:
            raise Refused(DAMAGED)
        mark = content[at + 1]
        if mark == 0xFF:  # padding
            at += 1
            continue
        if mark == EOI:
            return b"".join([*kept, content[at : at + 2]])
        if mark in JPEG_BARE:
            kept.append(content[at : at + 2])
            at += 2
            continue
        (length,) = struct.unpack_from("!H", content, at + 2)
        end = at + 2 + length
        if mark in JPEG_SIZES:
            height, width = struct.unpack_from("!HH", content, at + 5)
            check_pixels(width, height)
        if mark == SOS:
            end = end_of_scan(content, end)
        if mark == EXIF:
            kept.append(only_orientation(content[at + 4 : end]))
        elif mark not in JPEG_TELLS:
            kept.append(content[at:end])
        at = end


def end_of_scan(content, at):
    """Where the next mark stands after the drawn lines, in which FF is followed by 00 or a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Refused(DAMAGED)
        if content[at + 1] != 0 and content[at + 1] not in JPEG_BARE:
            return at
        at += 2


def only_orientation(exif):
    """Which way up the picture is, as the only thing that is still said of how it was taken; or nothing."""
    if exif[:6] != b"Exif\0\0" or exif[6:8] not in (b"II", b"MM"):
        return b""
    order, tiff = "<" if exif[6:8] == b"II" else ">", exif[6:]
    try:
        (start,) = struct.unpack_from(order + "I", tiff, 4)
        (number,) = struct.unpack_from(order + "H", tiff, start)
        for entry in range(min(number, 200)):
            tag, kind, count, value = struct.unpack_from(order + "HHIH", tiff, start + 2 + 12 * entry)
            if (tag, kind, count) == (ORIENTATION, 3, 1) and 2 <= value <= 8:
                said = struct.pack(">HHIHHI", ORIENTATION, 3, 1, value, 0, 0)
                inside = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + said
                return b"\xff\xe1" + struct.pack("!H", len(inside) + 2) + inside
    except struct.error:
        pass
    return b""


# Office files ----------------------------------------------------------------------------------------------

OFFICE_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
MOST_PARTS = 5000
UNPACKS = "The file unpacks to far more than a document should hold."
MACROS = "The file contains macros. Save it without macros and choose it again."
FETCHES = (
    "The file fetches its template or a part of itself from somewhere else. Copy its text into a new file, "
    "and choose that one."
)
PROGRAMS = "The file contains another file that could be a program. Take it out, and choose the file again."
RUNS = re.compile(r"vbaproject|/macrosheets/|/dialogsheets/|/activex/", re.IGNORECASE)
CARRIED = re.compile(r"(^|/)embeddings/[^/]*\.bin$", re.IGNORECASE)
PACKAGE = "\x01Ole10Native".encode("utf-16-le")  # whatever file somebody put in as an icon
RUNS_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
# From the web. A template on an organisation's own share is not reached from elsewhere, and in many of its files.
OUTSIDE = re.compile(rb"Target\s*=\s*[\"']\s*(https?|ftp|mhtml|mht):", re.IGNORECASE)
LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/(hyperlink|externalLink\w*)[\"']", re.IGNORECASE)
MOST_RELATIONS = 2_000_000  # bytes of one list of what belongs together


def check_office(content, ending, *, most):
    """Refused unless it is an Office file that runs nothing, fetches nothing, and unpacks to at most so many bytes."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(UNPACKS)  # before a list of a million parts is read
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if OFFICE_PARTS[ending] not in names:
                raise Refused(f"The file is called {ending} but is something else inside.")
            if sum(member.file_size for member in members) > most:
                raise Refused(UNPACKS)
            if any(RUNS.search(name) for name in names):
                raise Refused(MACROS)
            check_parts(archive, members, most)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Refused("The file is damaged. Save it again and choose the new copy.") from error


def check_parts(archive, members, most):
    for member in members:
        if CARRIED.search(member.filename) and PACKAGE in part(archive, member, most):
            raise Refused(PROGRAMS)
        if member.filename == "[Content_Types].xml" and RUNS_TYPE.search(part(archive, member)):
            raise Refused(MACROS)
        if member.filename.endswith(".rels") and any(
            OUTSIDE.search(one) and not LINK.search(one) for one in RELATION.findall(part(archive, member))
        ):
            raise Refused(FETCHES)


def part(archive, member, most=MOST_RELATIONS):
    """One part, unpacked, as far as such a part can be long."""
    with archive.open(member) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused(UNPACKS)
    return content
