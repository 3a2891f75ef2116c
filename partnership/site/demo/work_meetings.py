"""A year of meetings: planned, called, with agendas, papers and packs."""

STORIES = ()
