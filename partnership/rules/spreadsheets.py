"""What may stand in a cell of a file that people open in a spreadsheet."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value):
    """A cell that no spreadsheet runs as a formula: text that looks like one gets an apostrophe before it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return f"'{value}" if value.lstrip(" \u00a0").startswith(RISKY) else value
