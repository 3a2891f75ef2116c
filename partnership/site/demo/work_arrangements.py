"""The arrangements, organisations and groups as they changed over the year."""

STORIES = ()
