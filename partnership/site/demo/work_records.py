"""The register of records, their reviews and holds."""

STORIES = ()
