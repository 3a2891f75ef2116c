"""Pictures that can be drawn, of one grey pixel."""

import struct
import zlib


def chunk(name, content):
    """One part of a PNG."""
    return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))


def png(*more, width=1, height=1):
    """A PNG of one pixel, whatever its head says of its size, with more parts before its end."""
    head = chunk(b"IHDR", struct.pack("!IIBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"".join([b"\x89PNG\r\n\x1a\n", head, *more, drawn, chunk(b"IEND", b"")])


def segment(mark, content):
    """One part of a JPEG."""
    return bytes([0xFF, mark]) + struct.pack("!H", len(content) + 2) + content


def jpeg(*more, width=1, height=1):
    """What has the parts of a JPEG in their order, with more of them at its beginning."""
    size = segment(0xC0, struct.pack("!BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + b"".join(more) + size + scan + b"\xff\xd9"
    )


PNG = png()
