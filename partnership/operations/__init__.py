"""What people do to the shared nouns. One transaction and one line of record each; keyword-only, `by=`."""
