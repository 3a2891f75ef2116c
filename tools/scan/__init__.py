"""Stock scanners against the source and against a running portal with its shipped settings; every finding settled."""
