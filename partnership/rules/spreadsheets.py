"""What may stand in a cell of a file that people open in a spreadsheet."""

from partnership.rules.plain import plain

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value):
    """A cell that no spreadsheet runs as a formula: text that looks like one gets an apostrophe before it.

    Control characters are left out: one of them, copied from a slide, and no Excel file could be made.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = plain(value)
    return f"'{value}" if value.lstrip(" \u00a0").startswith(RISKY) else value
