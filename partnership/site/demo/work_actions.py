"""Action logs of groups and agencies over the year."""

STORIES = ()
