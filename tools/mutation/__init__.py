"""Each guard of the code taken out, one at a time, to see whether a test notices."""
