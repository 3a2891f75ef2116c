"""Reading the files that national bodies publish: which letters, which row heads the table, what a cell says.

Pure and streaming: a file of 46,000 rows passes through without being held. Nothing is read by position. A file is
looked through once before anything of it is read, so that a damaged one is refused whole, by its line.
"""

import codecs
import csv
import hashlib
import io
import re
import zipfile
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from partnership.access import Refused

MOST_BYTES = 128 * 1024 * 1024  # the real register has about 60 million bytes, Ofsted's file some fifteen
MOST_ROWS = 200_000
LONGEST_LINE = 64 * 1024
HEADER_WITHIN = 30  # rows: some of Ofsted's files begin with a title and the date of the data
DELIMITERS = ",;\t|"
UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that Windows-1252 gives no character
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
NOT_TEXT = (ZIP, b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
PIECE = 1 << 16
# Controls that a slip between encodings left behind, as the letters that they were meant to be in Windows-1252.
MEANT = {number: bytes([number]).decode("cp1252", errors="ignore") or None for number in range(0x80, 0xA0)}
MEANT |= dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, 0xFEFF])
NAMES_URN = re.compile(r"\burn\b", re.IGNORECASE)
NOTHING = ("", "null", "n/a", "na", "none")


def heading(text):
    """A heading as it is compared: letter case, and one space or two, make no difference."""
    return clean(text).removeprefix("ï»¿").casefold()  # a mark of UTF-8 before what is not UTF-8


def clean(text):
    """A cell without control characters, with each run of spaces as one."""
    return " ".join(str(text).translate(MEANT).replace("\xa0", " ").split())


def said(text):
    """The cell, or nothing where it holds one of the words by which these files say nothing."""
    text = clean(text)
    return "" if text.casefold() in NOTHING else text


# Opening -------------------------------------------------------------------------------------------------------------


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
    if file.read(len(ZIP)) != ZIP:
        file.seek(0)
        yield file, name
        return
    file.seek(0)
    cannot = "The archive cannot be opened. Unpack it, and choose the CSV file in it."
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [one for one in archive.infolist() if belongs(one.filename.rpartition("/")[2].lower())]
            if len(inside) != 1:
                raise Refused(f"The archive holds {len(inside)} files that could be the {called}, not one.")
            try:
                member = archive.open(inside[0])
            except (NotImplementedError, RuntimeError) as error:
                # So zipfile says that a member is packed in a way that it does not know, or locked with a password.
                # Only while it is opened: what goes wrong in whoever reads it must not be taken for that.
                raise Refused(cannot) from error
            with member:
                yield member, inside[0].filename.rpartition("/")[2]
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(cannot) from error


def look_through(file, *, called="file", most=None):
    """Read it once from its start, line by line, to know what it is. Refused says why it cannot be read, and where.

    A file is UTF-8 if all of it is. If some lines are not, it is Windows-1252, unless more lines are proper UTF-8
    than not: then it is a damaged UTF-8 file, and reading it as anything else would garble names without a word.
    """
    most = MOST_BYTES if most is None else most
    checksum, size, number, written = hashlib.sha256(), 0, 0, False
    utf8 = other = 0
    first_other = first_undefined = None
    with_bom = False
    file.seek(0)
    while line := file.readline(LONGEST_LINE):
        number += 1
        size += len(line)
        if size > most:
            raise Refused(
                f"The {called} is larger than {most // (1024 * 1024)} MB, which is too large. Check that it "
                f"is the right file and download it again."
            )
        if number == 1:
            check_first(line, called)
            with_bom = line.startswith(codecs.BOM_UTF8)
        if b"\0" in line:
            raise Refused(
                f"The {called} must be a CSV file in UTF-8 or Windows-1252, but it is not plain text. "
                f"Download it again."
            )
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise Refused(f"Line {number} of the {called} is too long. Check that it is a CSV file.")
        checksum.update(line)
        if line.isascii():
            written = written or not line.isspace()
            continue
        written = True
        try:
            line.decode("utf-8")
            utf8 += 1
        except UnicodeDecodeError:
            other += 1
            first_other = first_other or number
            if first_undefined is None and any(byte in line for byte in UNDEFINED):
                first_undefined = (number, next(byte for byte in line if byte in UNDEFINED))
    if not written:
        raise Refused(f"The {called} is empty. Download it again.")
    if other and (with_bom or utf8 > other):
        raise Refused(
            f"Line {first_other} of the {called} is damaged: the file is in UTF-8, but this line is not. "
            "Download the file again."
        )
    if other and first_undefined:
        where, byte = first_undefined
        raise Refused(
            f"Line {where} of the {called} holds the byte 0x{byte:02X}, which is a character neither in UTF-8 nor in "
            "Windows-1252. Download the file again."
        )
    return Seen(size, checksum.hexdigest(), "cp1252" if other else "utf-8-sig")


def check_first(line, called):
    """Refused where the first bytes are those of another kind of file."""
    if line.startswith(NOT_TEXT):
        raise Refused(
            f"The {called} is named .csv but is not a CSV file. Unpack it, or save it as CSV or .xlsx."
        )
    if line.startswith(UTF_16):
        raise Refused(
            f"The {called} must be in UTF-8 or Windows-1252, but it is in UTF-16. Save it as “CSV UTF-8”, "
            "and choose the new copy."
        )


@contextmanager
def rows_of(file, seen, *, called, delimiters=","):
    """The rows of a file that was looked through, as an iterator of (line, cells). Refused for what is no CSV."""
    with closing(lines_of(file, seen.encoding, called=called, delimiters=delimiters)) as rows:
        yield rows


def lines_of(file, encoding, *, called="file", delimiters=DELIMITERS):
    """(line, cells) of each row of an open binary file that is not empty."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        reader = csv.reader(text, delimiter=delimiter_of(text, delimiters), strict=True)
        try:
            for count, cells in enumerate(reader):
                if count > MOST_ROWS:
                    raise Refused(f"The {called} has more than {MOST_ROWS:,} rows. Is it the right one?")
                if cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            raise Refused(
                f"Line {reader.line_num} of the {called} cannot be read: its quotation marks do not close, "
                f"a quotation "
                "mark is left open or stands in the middle of a cell, or a cell is far too long. Download "
                "the file again."
            ) from error
    finally:
        text.detach()


def delimiter_of(text, delimiters):
    """Which of them stands most often in the row of headings; the text is wound back."""
    if len(delimiters) == 1:
        return delimiters
    start = text.read(PIECE).splitlines() or [""]
    heads = next((line for line in start if NAMES_URN.search(line)), start[0])
    text.seek(0)
    return max(delimiters, key=heads.count)


# As a table ----------------------------------------------------------------------------------------------------------


@dataclass
class Table:
    """A file that is open: its headings as they are compared and as they are written, and its rows still to come."""

    headings: list
    written: list
    header_at: int
    lines: object
    encoding: str = ""
    doubled: list = field(default_factory=list)

    def lacks(self, needed):
        """Which of the headings that are needed it does not have."""
        return [one for one in needed if heading(one) not in self.headings]

    def unknown(self, known):
        """Which of its headings, as written, are not among those that are known."""
        known = {heading(one) for one in known}
        return [
            as_written
            for as_written, compared in zip(self.written, self.headings, strict=True)
            if compared and compared not in known
        ]

    def rows(self):
        """(number, {heading: cell}, sentence) of each row that holds something.

        The sentence is empty, or says that the row has more or fewer cells than there are headings.
        """
        width = len(self.headings)
        for number, cells in self.lines:
            if not any(str(cell).strip() for cell in cells):
                continue
            over = [cell for cell in cells[width:] if str(cell).strip()]
            wrong = ""
            if over or (len(cells) < width and not self.from_sheet):
                wrong = f"It has {len(cells)} cells under {width} headings."
            values = {}
            for name, cell in zip(self.headings, cells, strict=False):
                if name and name not in values:
                    values[name] = clean(cell)
            yield number, values, wrong

    @property
    def from_sheet(self):
        """A sheet leaves out the empty cells at the end of a row; a CSV file does not."""
        return not self.encoding


def table_of(lines, key, *, encoding="", called="The file"):
    """The Table whose header is the first row, near the top, with a cell that says `key`; Refused without one."""
    lines = iter(lines)
    for number, cells in lines:
        compared = [heading(cell) for cell in cells]
        if heading(key) in compared:
            doubled = sorted({name for name in compared if name and compared.count(name) > 1})
            written = [clean(cell) for cell in cells]
            return Table(compared, written, number, lines, encoding, doubled)
        if number >= HEADER_WITHIN:
            break
    raise Refused(
        f"{called} has no column “{key}” in its first {HEADER_WITHIN} rows. Choose the file as it was published."
    )


def open_delimited(file, key, *, called="The file"):
    """The Table in an open binary file of delimited text. `called` as a sentence begins with it."""
    encoding = look_through(file).encoding
    return table_of(lines_of(file, encoding), key, encoding=encoding, called=called)
