"""The register of schools follows the national files: read, compared, reported, and applied in one piece."""

from schools.operations.register.applying import apply_register
from schools.operations.register.counting import counts, published_edition
from schools.operations.register.reading import (
    compare_again,
    drop_register,
    holds_links,
    latest_applied,
    read_register,
    settle_change,
)

__all__ = [
    "apply_register",
    "compare_again",
    "counts",
    "drop_register",
    "holds_links",
    "latest_applied",
    "published_edition",
    "read_register",
    "settle_change",
]
