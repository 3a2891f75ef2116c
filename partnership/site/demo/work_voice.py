"""What was asked, heard and done."""

STORIES = ()
