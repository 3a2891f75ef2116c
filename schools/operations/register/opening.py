"""Opening the register's national files: encoding made sure of first, sizes bounded, what is wrong said by its line.

Nothing here holds a whole file: of a file of 46,000 rows as many are in memory as are kept.
"""

import codecs
import csv
import hashlib
import io
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass

from partnership.access import Refused

MOST_BYTES = 128 * 1024 * 1024  # the real file has about 60 million bytes
MOST_ROWS = 200_000
LONGEST_LINE = 64 * 1024
UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that Windows-1252 gives no character
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Seen:
    """What a look through a whole file found: its size in bytes, SHA-256 and encoding."""

    size: int
    checksum: str
    encoding: str


@contextmanager
def opened(file, name, *, belongs, called):
    """The CSV file itself: as it is, or the one of a ZIP archive whose name `belongs`. Yields (file, its name)."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        file.seek(0)
        yield file, name
        return
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [one for one in archive.infolist() if belongs(one.filename.rpartition("/")[2].lower())]
            if len(inside) != 1:
                raise Refused(f"The archive holds {len(inside)} files that could be the {called}, not one.")
            with archive.open(inside[0]) as member:
                yield member, inside[0].filename.rpartition("/")[2]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Refused("The archive cannot be opened. Unpack it, and choose the CSV file in it.") from error


def look_through(file, *, called, most=MOST_BYTES):
    """Read it once from its start, line by line, to know what it is. Refused says why it cannot be read, and where.

    A file is UTF-8 if all of it is. If some lines are not, it is Windows-1252, unless more lines are proper UTF-8
    than not: then it is a damaged UTF-8 file, and reading it as anything else would garble names without a word.
    """
    checksum, size, number = hashlib.sha256(), 0, 0
    utf8 = other = 0
    first_other = first_undefined = None
    with_bom = False
    file.seek(0)
    while line := file.readline(LONGEST_LINE):
        number += 1
        size += len(line)
        if size > most:
            raise Refused(
                f"The {called} is larger than {most // (1024 * 1024)} MB, far larger than it should be. "
                "Fetch it again, and check that it is the right one."
            )
        if number == 1:
            if line.startswith(UTF_16) or b"\0" in line:
                raise Refused(f"The {called} is no CSV file in UTF-8 or Windows-1252. Fetch it again.")
            with_bom = line.startswith(codecs.BOM_UTF8)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise Refused(
                f"Line {number} of the {called} is longer than any line should be. Is it a CSV file?"
            )
        checksum.update(line)
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            utf8 += 1
        except UnicodeDecodeError:
            other += 1
            first_other = first_other or number
            if first_undefined is None and any(byte in line for byte in UNDEFINED):
                first_undefined = (number, next(byte for byte in line if byte in UNDEFINED))
    if not size:
        raise Refused(f"The {called} is empty. Fetch it again.")
    if other and (with_bom or utf8 > other):
        raise Refused(
            f"Line {first_other} of the {called} is damaged: the file is in UTF-8, but this line is not. "
            "Fetch the file again."
        )
    if other and first_undefined:
        where, byte = first_undefined
        raise Refused(
            f"Line {where} of the {called} holds the byte 0x{byte:02X}, which is a character neither in UTF-8 nor in "
            "Windows-1252. Fetch the file again."
        )
    return Seen(size, checksum.hexdigest(), "cp1252" if other else "utf-8-sig")


@contextmanager
def rows_of(file, seen, *, called):
    """The rows of a file that was looked through, as an iterator of (line, cells). Refused for what is no CSV."""
    file.seek(0)
    wrapped = io.TextIOWrapper(file, encoding=seen.encoding, newline="")
    try:
        yield numbered(csv.reader(wrapped, strict=True), called)
    finally:
        wrapped.detach()


def numbered(reader, called):
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise Refused(f"The {called} has more than {MOST_ROWS:,} rows. Is it the right one?")
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise Refused(
            f"Line {reader.line_num} of the {called} cannot be read: its quotation marks do not close, or a cell is "
            "far too long. Fetch the file again."
        ) from error
