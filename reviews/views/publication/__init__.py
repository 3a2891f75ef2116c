"""Pages from a file to what the public reads, a module for each part of the way."""
