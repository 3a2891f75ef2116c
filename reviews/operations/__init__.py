"""What people do to a case. One transaction and one line of record each; keyword-only, `by=`."""
