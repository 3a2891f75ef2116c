"""Reading the files that national bodies publish: which letters, which row heads the table, what a cell says.

Pure and streaming: a file of 46,000 rows passes through without being held. Nothing is read by position.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass, field

from partnership.access import Refused

PIECE = 1 << 16
MOST_BYTES = 200 * 1024 * 1024  # the register has some 70 MB; ten times its usual size is no register
HEADER_WITHIN = 30  # rows: some of Ofsted's files begin with a title and the date of the data
DELIMITERS = ",;\t|"
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
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


def encoding_of(file):
    """How the letters of an open binary file are written; it is read once, piece by piece, and wound back.

    UTF-8 if every byte of it fits, for hardly a text in another encoding does by chance; else Windows-1252. Refused
    for what is no plain text, and for a file that is empty or far too large.
    """
    file.seek(0)
    first = file.read(8)
    if not first.strip():
        raise Refused("The file is empty. Download it again, and choose the new copy.")
    if first.startswith(NOT_TEXT):
        raise Refused(
            "The file is called .csv but is something else inside. Unpack it, or save it as CSV or .xlsx."
        )
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refused("The file is written in UTF-16. Save it as “CSV UTF-8” and choose the new copy.")
    file.seek(0)
    decoder, fits, size = codecs.getincrementaldecoder("utf-8")(), True, 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise Refused(
                f"The file is larger than {MOST_BYTES // 1024 // 1024} MB, so it is not the one meant."
            )
        if b"\x00" in piece:
            raise Refused("The file is not plain text. Save it as “CSV UTF-8” and choose the new copy.")
        if fits:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                fits = False
    if fits:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            fits = False
    file.seek(0)
    return "utf-8-sig" if fits else "cp1252"


def lines_of(file, encoding):
    """(number, cells) of each row of an open binary file, numbered as its lines are."""
    file.seek(0)
    # A byte that Windows-1252 does not know becomes one mark, and the row is still read.
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        start = text.read(PIECE).splitlines() or [""]
        heads = next((line for line in start if NAMES_URN.search(line)), start[0])
        text.seek(0)
        rows = csv.reader(text, delimiter=max(DELIMITERS, key=heads.count), strict=True)
        try:
            for cells in rows:
                yield rows.line_num, cells
        except csv.Error:
            raise Refused(
                f"Near line {rows.line_num} a quotation mark is left open or stands in the middle of a cell, or a "
                "cell is far too long. Download the file again."
            ) from None
    finally:
        text.detach()


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
    """The Table in an open binary file of delimited text."""
    encoding = encoding_of(file)
    return table_of(lines_of(file, encoding), key, encoding=encoding, called=called)
